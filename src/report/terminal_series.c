/* SPDX-License-Identifier: Apache-2.0 */
/* Series as bars of block characters. */
#include "report/terminal.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

enum { WIDEST_LABEL = 16, NARROWEST_BAR = 3 };

/* A bar to the right in eighths of a column; at most `columns` wide. */
static void bar_right(kl_terminal *t, double share, size_t columns) {
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    size_t parts = (size_t)(share * (double)(8 * columns) + 0.5);
    size_t full = parts / 8, part = parts % 8;
    kl_page_repeat(t->page, "█", full);
    kl_terminal_text(t, eighths[part]);
}

/* A bar that grows to the left, in halves: there is no character for the other eighths. */
static void bar_left(kl_terminal *t, double share, size_t columns) {
    size_t parts = (size_t)(share * (double)(2 * columns) + 0.5);
    size_t full = parts / 2, part = parts % 2;
    kl_terminal_spaces(t, columns - full - part);
    kl_terminal_text(t, part ? "▐" : "");
    kl_page_repeat(t->page, "█", full);
}

static size_t label_columns(const kl_report_series *series, const size_t *order, size_t n,
                            size_t width) {
    size_t widest = 1, most = width / 3 < WIDEST_LABEL ? width / 3 : WIDEST_LABEL;
    for (size_t i = 0; i < n; i++) {
        size_t columns = kl_glyph_width(series->labels[order[i]]);
        widest = columns > widest ? columns : widest;
    }
    return widest < most ? widest : most;
}

/* What is left for the label beside `others` columns, at least one. */
static size_t fit_label(size_t label, size_t width, size_t others) {
    size_t room = width > others ? width - others : 1;
    return label < room ? label : room;
}

static void write_rest(kl_terminal *t, size_t count, const char *together, const char *text) {
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

static size_t widest_number(const double *values, const size_t *order, size_t n, int place) {
    size_t widest = 1;
    for (size_t i = 0; i < n; i++) {
        char text[KL_NUMBER_TEXT];
        kl_number_rounded(values[order[i]], place, text);
        size_t columns = kl_glyph_width(text);
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

/* A magnitude against the largest finite one: infinite ones fill the bar. */
static double share_of(double value, double largest) {
    double magnitude = fabs(value);
    if (isinf(value))
        return 1;
    return largest > 0 ? magnitude / largest : 0;
}

static double largest_finite(const double *values, size_t n) {
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(values[i]) && fabs(values[i]) > largest)
            largest = fabs(values[i]);
    return largest;
}

/* ── Signed bars ────────────────────────────────────────────────────────────────────────────────
 */

typedef struct bars {
    size_t label, number, left, right;
    double largest;
    int place;
} bars;

static bars signed_layout(const kl_terminal *t, const kl_report_series *series,
                          const double *values, const size_t *order, size_t n) {
    bars b = {0};
    double down = 0, up = 0;
    for (size_t i = 0; i < n; i++) {
        double share = isinf(values[order[i]]) ? 0 : values[order[i]];
        down = -share > down ? -share : down;
        up = share > up ? share : up;
    }
    b.largest = up > down ? up : down;
    b.place = kl_number_exponent(b.largest, 3) - 2;
    b.label = label_columns(series, order, n, t->width);
    b.number = widest_number(values, order, n, b.place);
    b.label = fit_label(b.label, t->width, 2 + 1 + b.number + 2 + NARROWEST_BAR);
    size_t used = 2 + b.label + 1 + b.number + 2;
    size_t room = t->width > used + NARROWEST_BAR ? t->width - used : NARROWEST_BAR;
    /* One scale for both sides, so that bars may be compared across the axis. */
    b.left = down > 0 ? (size_t)ceil((double)(room - 1) * down / (down + up)) : 0;
    b.right = room - 1 - b.left;
    if (up > 0 && b.left && down > 0) {
        double scale = fmin((double)b.left / down, (double)b.right / up);
        b.left = (size_t)ceil(scale * down);
        b.right = (size_t)ceil(scale * up);
    }
    return b;
}

static void signed_row(kl_terminal *t, const bars *b, const char *label, double value) {
    char number[KL_NUMBER_TEXT];
    size_t larger = b->left > b->right ? b->left : b->right;
    double cells = share_of(value, b->largest) * (double)larger;
    kl_number_rounded(value, b->place, number);
    kl_terminal_spaces(t, 2);
    kl_terminal_cell(t, label, b->label, KL_ALIGN_LEFT);
    kl_terminal_spaces(t, 1);
    kl_terminal_cell(t, number, b->number, KL_ALIGN_RIGHT);
    kl_terminal_spaces(t, 1);
    if (value < 0) {
        kl_terminal_style(t, KL_STYLE_ORANGE);
        bar_left(t, fmin(1, cells / (double)b->left), b->left);
        kl_terminal_plain(t);
        kl_terminal_text(t, "│\n");
        return;
    }
    kl_terminal_spaces(t, b->left);
    kl_terminal_text(t, "│");
    kl_terminal_style(t, KL_STYLE_BLUE);
    bar_right(t, b->right ? fmin(1, cells / (double)b->right) : 0, b->right);
    kl_terminal_plain(t);
    kl_terminal_end(t);
}

static void write_signed(kl_terminal *t, const kl_report_series *series, const double *values,
                         const size_t *order) {
    size_t n = series->n < t->sheet->options.most ? series->n : t->sheet->options.most;
    bars b = signed_layout(t, series, values, order, n);
    double left_out = 0;
    char number[KL_NUMBER_TEXT];
    for (size_t i = 0; i < n; i++)
        signed_row(t, &b, series->labels[order[i]], values[order[i]]);
    for (size_t i = n; i < series->n; i++)
        left_out += values[order[i]];
    kl_number_rounded(left_out, b.place, number);
    write_rest(t, series->n - n, ", together ", number);
}

/* ── Distributions ──────────────────────────────────────────────────────────────────────────────
 */

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
    size_t label = label_columns(g->series, order, n, t->width);
    size_t number = group_number_columns(g, order, n, largest);
    /* Numbers that leave no room for a letter and a bar give way. */
    if (2 + 1 + g->count * (1 + number) + 1 + NARROWEST_BAR > t->width)
        number = 0;
    size_t numbers = number ? g->count * (1 + number) : 0;
    label = fit_label(label, t->width, 2 + numbers + 1 + NARROWEST_BAR);
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
        double first = share_of(g->values[0][order[i]], largest);
        if (g->count == 2) {
            bar_pair(t, first, share_of(g->values[1][order[i]], largest), room);
        } else {
            kl_terminal_style(t, KL_STYLE_BLUE);
            bar_right(t, first, room);
            kl_terminal_plain(t);
        }
        kl_terminal_end(t);
    }
}

/* Up to two series at once; the rows where either is large come first. */
static kl_status write_distribution(kl_terminal *t, const group *g, kl_error *error) {
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
        status = kl_sheet_largest_first(height, n, order, error);
    if (!status) {
        size_t shown = n < t->sheet->options.most ? n : t->sheet->options.most;
        write_pair(t, g, order, shown, largest_finite(height, n));
        write_rest(t, n - shown, "", "");
    }
    kl_free(height);
    kl_free(order);
    return status;
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────────
 */

static void write_line(kl_terminal *t, const kl_report_series *series, const double *values) {
    static const char *const levels[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    size_t room = t->width - 4, columns = series->n < room ? series->n : room;
    double low = INFINITY, high = -INFINITY;
    char first[KL_NUMBER_TEXT], last[KL_NUMBER_TEXT];
    for (size_t i = 0; i < series->n; i++)
        if (isfinite(values[i])) {
            low = fmin(low, values[i]);
            high = fmax(high, values[i]);
        }
    kl_terminal_spaces(t, 2);
    for (size_t c = 0; c < columns; c++) {
        double value = values[c * series->n / columns];
        double share = high > low ? (value - low) / (high - low) : 0.5;
        share = share > 1 ? 1 : share < 0 ? 0 : share;
        kl_terminal_text(t, levels[(size_t)(share * 7 + 0.5)]);
    }
    kl_terminal_text(t, "\n");
    if (low > high)
        return;
    kl_number_rounded(low, kl_number_place(low, 3), first);
    kl_number_rounded(high, kl_number_place(high, 3), last);
    kl_page line = {0};
    kl_page_text(&line, "from ");
    kl_page_text(&line, first);
    kl_page_text(&line, " to ");
    kl_page_text(&line, last);
    kl_terminal_spaces(t, 2);
    if (line.failed)
        t->page->failed = 1;
    else
        kl_glyph_wrap(t->page, line.text, t->width, 2, 2);
    kl_page_free(&line);
}

/* ── All of them ────────────────────────────────────────────────────────────────────────────────
 */

static kl_status converted(const kl_terminal *t, const kl_report_series *series, double **out,
                           kl_error *error) {
    double *values = kl_alloc(series->n, sizeof *values);
    if (!values)
        return kl_fail_memory(error, "a chart", series->n * sizeof *values);
    for (size_t i = 0; i < series->n; i++)
        values[i] = kl_sheet_value(t->sheet, series->values[i], series->unit);
    *out = values;
    return KL_OK;
}

static kl_status write_one(kl_terminal *t, const kl_report_series *series, const double *values,
                           kl_error *error) {
    if (series->style == KL_SERIES_LINE) {
        write_line(t, series, values);
        return KL_OK;
    }
    if (series->style == KL_SERIES_DISTRIBUTION)
        return write_distribution(t, &(group){series, &values, 1}, error);
    size_t *order = kl_alloc(series->n, sizeof *order);
    if (!order)
        return kl_fail_memory(error, "a chart", series->n * sizeof *order);
    kl_status status = kl_sheet_largest_first(values, series->n, order, error);
    if (!status)
        write_signed(t, series, values, order);
    kl_free(order);
    return status;
}

/* Title and chart of series `at` (and of the next one where the two belong together). */
static kl_status write_chart(kl_terminal *t, const kl_report_series *series, int pair,
                             kl_error *error) {
    double *values[2] = {NULL, NULL};
    kl_status status = converted(t, series, &values[0], error);
    if (!status && pair)
        status = converted(t, series + 1, &values[1], error);
    if (!status) {
        kl_terminal_text(t, "\n");
        kl_terminal_title(t, series->title, kl_sheet_unit_text(t->sheet, series->unit));
        const double *views[2] = {values[0], values[1]};
        status = pair ? write_distribution(t, &(group){series, views, 2}, error)
                      : write_one(t, series, values[0], error);
    }
    kl_free(values[0]);
    kl_free(values[1]);
    return status;
}

kl_status kl_terminal_series(kl_terminal *t, kl_error *error) {
    const kl_report_series *all = kl_report_all_series(t->sheet->document);
    size_t count = t->sheet->document->series.count;
    for (size_t i = 0; i < count;) {
        int pair = i + 1 < count && kl_sheet_overlaid(&all[i], &all[i + 1]);
        if (all[i].n) {
            kl_status status = write_chart(t, &all[i], pair, error);
            if (status)
                return status;
        }
        i += pair ? 2 : 1;
    }
    return KL_OK;
}
