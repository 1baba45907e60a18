/* SPDX-License-Identifier: Apache-2.0 */
#include "figure.h"
#include "nn.h"

#include <math.h>
#include <stdio.h>

/* The picture, and the part of it inside the axes. */
enum { HEIGHT = 360, LEFT = 64, RIGHT = 624, TOP = 64, BOTTOM = 312, TICKS = 5, NOTE = 20 };

typedef struct frame {
    FILE *file;
    double left, right, bottom, top; /* in numbers of the data */
} frame;

static double across(const frame *f, double x) {
    return LEFT + (RIGHT - LEFT) * (x - f->left) / (f->right - f->left);
}

static double upward(const frame *f, double y) {
    const double held = fmax(f->bottom, fmin(f->top, y));
    return BOTTOM - (BOTTOM - TOP) * (held - f->bottom) / (f->top - f->bottom);
}

/* 1, 2 or 5 times a power of ten, so that about TICKS of them span what there is. */
static double tick_of(double span) {
    const double rough = span / TICKS, ten = pow(10, floor(log10(rough)));
    return rough <= ten ? ten : rough <= 2 * ten ? 2 * ten : rough <= 5 * ten ? 5 * ten : 10 * ten;
}

static frame frame_of(const figure *of, FILE *file) {
    frame f = {file, INFINITY, -INFINITY, of->bottom, of->top};
    for (size_t l = 0; l < of->count; l++)
        for (size_t i = 0; i < of->line[l].n; i++) {
            f.left = fmin(f.left, of->line[l].x[i]);
            f.right = fmax(f.right, of->line[l].x[i]);
            if (of->bottom == of->top) {
                f.bottom = fmin(f.bottom, of->line[l].y[i]);
                f.top = fmax(f.top, of->line[l].y[i]);
            }
        }
    return f;
}

static void put_axes(const frame *f, const figure *of) {
    const double dx = tick_of(f->right - f->left), dy = tick_of(f->top - f->bottom);
    for (int i = (int)ceil(f->bottom / dy); i * dy <= f->top * (1 + 1e-9); i++)
        fprintf(f->file,
                "<path class=\"grid\" d=\"M%d %.1fH%d\"/>"
                "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.4g</text>\n",
                LEFT, upward(f, i * dy), RIGHT, LEFT - 8, upward(f, i * dy) + 4, i * dy);
    for (int i = (int)ceil(f->left / dx); i * dx <= f->right * (1 + 1e-9); i++)
        fprintf(f->file, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.6g</text>\n",
                across(f, i * dx), BOTTOM + 18, i * dx);
    fprintf(f->file,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
            "<text x=\"8\" y=\"%d\">%s</text>\n",
            RIGHT, BOTTOM + 36, of->x_title, HEIGHT - 12, of->y_title);
    if (of->note != NULL)
        fprintf(f->file, "<text x=\"8\" y=\"%d\">%s</text>\n", HEIGHT + NOTE - 12, of->note);
}

static void put_points(const frame *f, const double *x, const double *y, size_t n, int backward) {
    for (size_t i = 0; i < n; i++) {
        const size_t at = backward ? n - 1 - i : i;
        fprintf(f->file, " %.1f,%.1f", across(f, x[at]), upward(f, y[at]));
    }
}

/* Blue, orange, green and violet are told apart also by most who do not see all colours. */
static const char *const colours[FIGURE_LINES] = {"#1d5fae", "#b04a00", "#2a8a57", "#7a4fa3",
                                                  "#8a7a00", "#444",    "#c2185b", "#00838f"};

static void put_line(const frame *f, const figure_line *line, size_t index, size_t in_a_row) {
    const char *colour = line->is_reference ? "#777" : colours[index];
    if (line->low != NULL) {
        fprintf(f->file, "<polygon fill=\"%s\" opacity=\".18\" points=\"", colour);
        put_points(f, line->x, line->high, line->n, 0);
        put_points(f, line->x, line->low, line->n, 1);
        fprintf(f->file, "\"/>\n");
    }
    fprintf(f->file, "<polyline stroke=\"%s\"%s points=\"", colour,
            line->is_reference ? " stroke-dasharray=\"5 4\"" : "");
    put_points(f, line->x, line->y, line->n, 0);
    const size_t column = index % in_a_row * (FIGURE_WIDTH / in_a_row) + 8,
                 row = 38 + index / in_a_row * 16;
    fprintf(f->file, "\"/>\n<text x=\"%zu\" y=\"%zu\" style=\"fill:%s\">%s %s</text>\n", column,
            row, colour, line->is_reference ? "┄" : "━", line->label);
}

static void put_end(const frame *f, const figure_line *line, size_t index) {
    if (!line->is_reference)
        fprintf(f->file, "<circle r=\"4\" fill=\"%s\" cx=\"%.1f\" cy=\"%.1f\"/>\n", colours[index],
                across(f, line->x[line->n - 1]), upward(f, line->y[line->n - 1]));
}

FILE *figure_begin(const char *title, int height, const char *path) {
    FILE *file = fopen(path, "w");
    nn_must(file != NULL, path);
    fprintf(file,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">\n"
            "<style>text{font:12px system-ui,sans-serif;fill:#333}.title{font-size:15px;"
            "font-weight:600}.grid{stroke:#ddd}polyline{fill:none;stroke-width:1.8}</style>\n"
            "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n"
            "<text x=\"8\" y=\"22\" class=\"title\">%s</text>\n",
            FIGURE_WIDTH, height, FIGURE_WIDTH, height, title);
    return file;
}

void figure_end(FILE *file, const char *path) {
    fprintf(file, "</svg>\n");
    nn_must(fclose(file) == 0, path);
}

void figure_write(const figure *of, const char *path) {
    FILE *file = figure_begin(of->title, HEIGHT + (of->note == NULL ? 0 : NOTE), path);
    const frame f = frame_of(of, file);
    nn_must(isfinite(f.left + f.right + f.bottom + f.top), "a figure of what is not finite");
    put_axes(&f, of);
    for (size_t l = 0; l < of->count; l++)
        put_line(&f, &of->line[l], l, of->count > 6 ? 4 : 3);
    for (size_t l = 0; of->has_ends && l < of->count; l++)
        put_end(&f, &of->line[l], l);
    figure_end(file, path);
}
