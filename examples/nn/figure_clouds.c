/* SPDX-License-Identifier: Apache-2.0 */
/* Clouds of points, a square each, side by side. */
#include "figure.h"

#include <math.h>

enum { TOP = 32, GAP = 8, LABEL = 20, MOST = 4 };
static const char *const colours[] = {"#1d5fae", "#b04a00", "#2a8a57", "#7a4fa3", "#8a7a00",
                                      "#c2185b", "#00838f", "#5d4037", "#558b2f", "#37474f"};

typedef struct square {
    double left, top, size, reach;
} square;

static void put_point(FILE *file, const square *in, const double *point, int mark) {
    const double half = in->size / 2, scale = half / in->reach;
    if (fmax(fabs(point[0]), fabs(point[1])) > in->reach)
        return;
    const double x = in->left + half + scale * point[0], y = in->top + half - scale * point[1];
    if (mark < 0)
        fprintf(file, "M%.1f %.1fh0", x, y);
    else
        fprintf(file, "<text x=\"%.1f\" y=\"%.1f\" style=\"fill:%s\">%d</text>", x - 3, y + 4,
                colours[mark], mark);
}

/* Dots are strokes of no length with round ends. */
static void put_cloud(FILE *file, const square *in, const figure_cloud *cloud, const char *colour) {
    if (cloud->mark == NULL)
        fprintf(file,
                "<path stroke=\"%s\" stroke-width=\"2.4\" stroke-linecap=\"round\" "
                "opacity=\".6\" d=\"",
                colour);
    for (size_t i = 0; i < cloud->n; i++)
        put_point(file, in, cloud->points + 2 * i, cloud->mark == NULL ? -1 : cloud->mark[i]);
    fputs(cloud->mark == NULL ? "\"/>\n" : "\n", file);
}

void figure_write_clouds(const char *title, const figure_cloud *cloud, size_t clouds,
                         figure_cloud behind, double reach, const char *path) {
    const size_t columns = clouds < MOST ? clouds : MOST;
    const double step = (double)(FIGURE_WIDTH - GAP) / (double)columns;
    const size_t rows = (clouds + columns - 1) / columns;
    FILE *file = figure_begin(title, TOP + (int)((double)rows * (step + LABEL)) + GAP, path);
    for (size_t c = 0; c < clouds; c++) {
        const size_t row = c / columns, column = c % columns;
        const square in = {GAP + step * (double)column, TOP + LABEL + (step + LABEL) * (double)row,
                           step - GAP, reach};
        fprintf(file,
                "<text x=\"%.1f\" y=\"%.1f\">%s</text><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
                "height=\"%.1f\" fill=\"none\" stroke=\"#ddd\"/>\n",
                in.left, in.top - 6, cloud[c].label, in.left, in.top, in.size, in.size);
        if (behind.label != NULL)
            put_cloud(file, &in, &behind, "#bbb");
        put_cloud(file, &in, &cloud[c], colours[0]);
    }
    figure_end(file, path);
}
