/* SPDX-License-Identifier: Apache-2.0 */
/* Distributions on a terminal, two of them over each other in one line a symbol. */
#include "report/terminal_bars.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

/* Two bars in one line: the upper half of the line is the first, the lower half the second. */
static void bar_pair(kl_terminal *t, double first, double second, size_t columns) {
    size_t a = (size_t)(first * (double)columns + 0.5),
           b = (size_t)(second * (double)columns + 0.5);
    size_t both = a < b ? a : b;
    if (t->sheet->options.colour && both) {
        kl_terminal_style(t, "38;5;33;48;5;208");
        kl_page_repeat(t->page, "▀", both);
        kl_terminal_plain(t);
    } else {
        kl_page_repeat(t->page, "█", both);
    }
    kl_terminal_style(t, a > b ? KL_STYLE_BLUE : KL_STYLE_ORANGE);
    kl_page_repeat(t->page, a > b ? "▀" : "▄", (a > b ? a : b) - both);
    kl_terminal_plain(t);
}

typedef struct group {
    const kl_report_series *series; /* `count` of them, to be drawn together */
    const double *const *values;
    size_t count;
} group;

static void percent(double share, int place, char text[KL_NUMBER_TEXT + 4]) {
    kl_number_rounded(100 * share, place, text);
    strcat(text, " %");
}

/* Shares are percentages; anything else of this style is written as it is. */
static void group_number(const group *g, double value, double largest,
                         char text[KL_NUMBER_TEXT + 4]) {
    int shares = g->series->unit == KL_UNIT_ONE && largest <= 1;
    int place = kl_number_exponent(shares ? 100 * largest : largest, 3) - 2;
    if (shares)
        percent(value, place, text);
    else
        kl_number_rounded(value, place, text);
}

static size_t group_number_columns(const group *g, const size_t *order, size_t n, double largest) {
    size_t widest = 1;
    for (size_t s = 0; s < g->count; s++)
        for (size_t i = 0; i < n; i++) {
            char text[KL_NUMBER_TEXT + 4];
            group_number(g, g->values[s][order[i]], largest, text);
            size_t columns = kl_glyph_width(text);
            widest = columns > widest ? columns : widest;
        }
    return widest;
}

/* Above the columns of numbers where they are wide enough for it. */
static void write_legend(kl_terminal *t, const group *g, size_t label, size_t number) {
    static const char *const keys[] = {"▀ ", "▄ "};
    size_t widest = 0;
    for (size_t s = 0; s < g->count; s++) {
        size_t subject = kl_glyph_width(g->series[s].subject);
        widest = subject > widest ? subject : widest;
    }
    int above = number >= widest + 2;
    size_t most = above ? widest : t->width / 2 - 4;
    kl_terminal_spaces(t, above ? 2 + label : 1);
    for (size_t s = 0; s < g->count; s++) {
        size_t subject = kl_glyph_width(g->series[s].subject);
        subject = subject < most ? subject : most;
        kl_terminal_spaces(t, 1 + (above ? number - subject - 2 : 0));
        kl_terminal_style(t, s ? KL_STYLE_ORANGE : KL_STYLE_BLUE);
        kl_terminal_text(t, keys[s]);
        kl_terminal_cell(t, g->series[s].subject, subject, KL_ALIGN_LEFT);
        kl_terminal_plain(t);
    }
    kl_terminal_end(t);
}

static void write_pair(kl_terminal *t, const group *g, const size_t *order, size_t n,
                       double largest) {
    size_t label = kl_bar_label_columns(g->series, order, n, t->width);
    size_t number = group_number_columns(g, order, n, largest);
    /* Numbers that leave no room for a letter and a bar give way. */
    if (2 + 1 + g->count * (1 + number) + 1 + KL_BAR_NARROWEST > t->width)
        number = 0;
    size_t numbers = number ? g->count * (1 + number) : 0;
    label = kl_bar_fit_label(label, t->width, 2 + numbers + 1 + KL_BAR_NARROWEST);
    size_t room = t->width - 2 - label - numbers - 1;
    if (g->count == 2)
        write_legend(t, g, label, number);
    for (size_t i = 0; i < n; i++) {
        char text[KL_NUMBER_TEXT + 4];
        kl_terminal_spaces(t, 2);
        kl_terminal_cell(t, g->series->labels[order[i]], label, KL_ALIGN_LEFT);
        for (size_t s = 0; numbers && s < g->count; s++) {
            group_number(g, g->values[s][order[i]], largest, text);
            kl_terminal_spaces(t, 1);
            kl_terminal_cell(t, text, number, KL_ALIGN_RIGHT);
        }
        kl_terminal_spaces(t, 1);
        double first = kl_bar_share(g->values[0][order[i]], largest);
        if (g->count == 2) {
            bar_pair(t, first, kl_bar_share(g->values[1][order[i]], largest), room);
        } else {
            kl_terminal_style(t, KL_STYLE_BLUE);
            kl_bar_right(t, first, room);
            kl_terminal_plain(t);
        }
        kl_terminal_end(t);
    }
}

kl_status kl_terminal_distribution(kl_terminal *t, const kl_report_series *series,
                                   const double *const *values, size_t count, kl_error *error) {
    const group *g = &(group){series, values, count};
    size_t n = g->series->n;
    double *height = kl_alloc(n, sizeof *height);
    size_t *order = kl_alloc(n, sizeof *order);
    kl_status status =
        height && order ? KL_OK : kl_fail_memory(error, "a chart", n * sizeof *order);
    for (size_t i = 0; !status && i < n; i++) {
        height[i] = fabs(g->values[0][i]);
        for (size_t s = 1; s < g->count; s++)
            height[i] = fmax(height[i], fabs(g->values[s][i]));
    }
    if (!status)
        status = kl_sheet_order(series, height, order, error);
    if (!status) {
        size_t shown = kl_sheet_shown(series, t->sheet->options.most);
        write_pair(t, g, order, shown, kl_bar_largest(height, n));
        kl_bar_rest(t, kl_sheet_rest(t->sheet, series, order, shown).count, "", "");
    }
    kl_free(height);
    kl_free(order);
    return status;
}
