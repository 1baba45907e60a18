/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of small images in shades of grey. */
#include "figure.h"
#include "nn.h"

#include <math.h>

enum { LABELS = 132, TOP = 40, GAP = 4, SHADES = 8, MOST = 40 };

/* All pixels of one shade as horizontal strokes, those side by side together. */
static void put_shade(FILE *file, const float *pixels, size_t side, int shade) {
    int is_open = 0;
    for (size_t y = 0; y < side; y++)
        for (size_t x = 0; x < side; x++) {
            size_t end = x;
            while (end < side && rint((double)pixels[y * side + end] * SHADES) == shade)
                end++;
            if (end == x)
                continue;
            if (!is_open)
                fprintf(file, "<path stroke=\"#%02x%02x%02x\" d=\"", 255 - 30 * shade,
                        255 - 30 * shade, 255 - 30 * shade);
            is_open = 1;
            fprintf(file, "M%zu %zuh%zu", x, y, end - x);
            x = end;
        }
    if (is_open)
        fprintf(file, "\"/>");
}

void figure_write_images(const char *title, const figure_row *row, size_t rows, size_t side,
                         const char *path) {
    size_t columns = 1;
    int labels = 8;
    for (size_t r = 0; r < rows; r++) {
        columns = row[r].count > columns ? row[r].count : columns;
        labels = row[r].label[0] != 0 ? LABELS : labels;
    }
    const double room = (double)(FIGURE_WIDTH - labels) / (double)columns - GAP;
    const double size = floor(fmin(room, MOST)), step = size + GAP;
    FILE *file = figure_begin(title, TOP + (int)(step * (double)rows) + GAP, path);
    for (size_t r = 0; r < rows; r++) {
        const double y = TOP + step * (double)r;
        fprintf(file, "<text x=\"8\" y=\"%.1f\">%s</text>\n", y + size / 2 + 4, row[r].label);
        for (size_t i = 0; i < row[r].count; i++) {
            const double x = labels + step * (double)i;
            fprintf(file,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" "
                    "stroke=\"#ddd\"/><g transform=\"translate(%.1f %.1f)scale(%.3f)"
                    "translate(0 .5)\">",
                    x, y, size, size, x, y, size / (double)side);
            for (int shade = 1; shade <= SHADES; shade++)
                put_shade(file, row[r].pixels + i * side * side, side, shade);
            fprintf(file, "</g>\n");
        }
    }
    figure_end(file, path);
}
