/* SPDX-License-Identifier: Apache-2.0 */
/* Lines over a number, as an SVG file. */
#ifndef EXAMPLES_FIGURE_H
#define EXAMPLES_FIGURE_H

#include <stddef.h>

enum { FIGURE_LINES = 6 };

typedef struct figure_line {
    const char *label;
    size_t n;
    const double *x, *y;
    const double *low, *high; /* a band around it; NULL: none */
    int is_reference;         /* 1: grey and dashed, what the others are held to */
} figure_line;

typedef struct figure {
    const char *title, *x_title, *y_title;
    size_t count;
    figure_line line[FIGURE_LINES];
    double bottom, top; /* of the y axis; both 0: what the lines need, and 0 */
} figure;

void figure_write(const figure *f, const char *path);

#endif
