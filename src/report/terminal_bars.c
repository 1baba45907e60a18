/* SPDX-License-Identifier: Apache-2.0 */
/* Bars of block characters, and the labels beside them. */
#include "report/terminal_bars.h"

#include <math.h>

enum { WIDEST_LABEL = 32 };

void kl_bar_right(kl_terminal *t, double share, size_t columns) {
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    size_t parts = (size_t)(share * (double)(8 * columns) + 0.5);
    size_t full = parts / 8, part = parts % 8;
    kl_page_repeat(t->page, "█", full);
    kl_terminal_text(t, eighths[part]);
}

/* A bar that grows to the left, in halves: there is no character for the other eighths. */
void kl_bar_left(kl_terminal *t, double share, size_t columns) {
    size_t parts = (size_t)(share * (double)(2 * columns) + 0.5);
    size_t full = parts / 2, part = parts % 2;
    kl_terminal_spaces(t, columns - full - part);
    kl_terminal_text(t, part ? "▐" : "");
    kl_page_repeat(t->page, "█", full);
}

size_t kl_bar_label_columns(const kl_report_series *series, const size_t *order, size_t n,
                            size_t width) {
    size_t widest = 1, most = width / 3 < WIDEST_LABEL ? width / 3 : WIDEST_LABEL;
    for (size_t i = 0; i < n; i++) {
        size_t columns = kl_glyph_width(series->labels[order[i]]);
        widest = columns > widest ? columns : widest;
    }
    return widest < most ? widest : most;
}

size_t kl_bar_fit_label(size_t label, size_t width, size_t others) {
    size_t room = width > others ? width - others : 1;
    return label < room ? label : room;
}

void kl_bar_rest(kl_terminal *t, uint64_t count, const char *together, const char *text) {
    if (!count)
        return;
    kl_page line = {0};
    kl_page_text(&line, "… and ");
    kl_page_unsigned(&line, count);
    kl_page_text(&line, " more");
    kl_page_text(&line, together);
    kl_page_text(&line, text);
    kl_terminal_spaces(t, 2);
    kl_terminal_style(t, KL_STYLE_DIM);
    if (line.failed)
        t->page->failed = 1;
    else
        kl_glyph_fill(t->page, line.text, t->width, 2, 2);
    kl_terminal_plain(t);
    kl_terminal_text(t, "\n");
    kl_page_free(&line);
}

double kl_bar_share(double value, double largest) {
    double magnitude = fabs(value);
    if (isinf(value))
        return 1;
    return largest > 0 ? magnitude / largest : 0;
}

double kl_bar_largest(const double *values, size_t n) {
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(values[i]) && fabs(values[i]) > largest)
            largest = fabs(values[i]);
    return largest;
}
