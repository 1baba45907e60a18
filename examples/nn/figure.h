/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures as SVG files: lines over a number, rows of small images, clouds of points side by side. */
#ifndef EXAMPLES_FIGURE_H
#define EXAMPLES_FIGURE_H

#include <stddef.h>
#include <stdio.h>

enum { FIGURE_LINES = 8 };

typedef struct figure_line {
    const char *label;
    size_t n;
    const double *x, *y;
    const double *low, *high; /* a band around it; NULL: none */
    int is_reference;         /* 1: grey and dashed, what the others are held to */
} figure_line;

typedef struct figure {
    const char *title, *x_title, *y_title;
    const char *note; /* below everything; NULL: none */
    size_t count;
    figure_line line[FIGURE_LINES];
    double bottom, top; /* of the y axis; both 0: what the lines need, and 0 */
    int has_ends;       /* 1: a dot where each line ends, but for references */
} figure;

void figure_write(const figure *f, const char *path);

/* ── Images ───────────────────────────────────────────────────────────────────────────────────── */

/* Images of side × side greys, 0 (paper) … 1 (ink), one after the other. */
typedef struct figure_row {
    const char *label; /* on the left; "": none */
    size_t count;
    const float *pixels;
} figure_row;

void figure_write_images(const char *title, const figure_row *row, size_t rows, size_t side,
                         const char *path);

/* ── Points ───────────────────────────────────────────────────────────────────────────────────── */

/* A square from −reach to reach both ways. */
typedef struct figure_cloud {
    const char *label;
    size_t n;
    const double *points; /* n × 2 */
    const int *mark;      /* NULL: dots; else the digit (0 … 9) that stands at each */
} figure_cloud;

/* `behind` (label NULL: none) is in each square, in grey. */
void figure_write_clouds(const char *title, const figure_cloud *cloud, size_t clouds,
                         figure_cloud behind, double reach, const char *path);

/* ── For those who draw another one ───────────────────────────────────────────────────────────── */

enum { FIGURE_WIDTH = 640 };

/* A file of so many pixels upward, with its title. */
FILE *figure_begin(const char *title, int height, const char *path);
void figure_end(FILE *file, const char *path);

#endif
