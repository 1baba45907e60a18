/* SPDX-License-Identifier: Apache-2.0 */
/* Series on a terminal: signed bars, and the choice of a picture for each. */
#include "report/terminal_bars.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

/* ── Signed bars ──────────────────────────────────────────────────────────────────────────────── */

typedef struct bars {
    size_t label, number, left, right;
    double largest;
    int place;
} bars;

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

/* The largest finite magnitude of each side, to the left and to the right; *infinite has those that have more. */
static void find_reach(const double *values, const size_t *order, size_t n, double reach[2],
                       int infinite[2]) {
    for (size_t i = 0; i < n; i++) {
        const double value = values[order[i]];
        const int side = value > 0;
        infinite[side] |= isinf(value);
        reach[side] = isinf(value) ? reach[side] : fmax(reach[side], fabs(value));
    }
}

/* One scale for both sides, that of the larger one, so that bars may be compared across the axis. */
static void share_room(bars *b, size_t room, double reach[2], const int infinite[2]) {
    const double largest = b->largest > 0 ? b->largest : 1;
    for (int side = 0; side < 2; side++)
        reach[side] = infinite[side] ? largest : reach[side];
    const int larger = reach[1] >= reach[0];
    const double other = reach[1 - larger];
    size_t columns[2] = {0, 0};
    columns[larger] = room;
    if (other > 0) {
        columns[larger] -= (size_t)ceil((double)room * (other / (other + largest)));
        columns[1 - larger] = (size_t)ceil((double)columns[larger] * (other / largest));
    }
    b->left = columns[0];
    b->right = columns[1];
}

static bars signed_layout(const kl_terminal *t, const kl_report_series *series,
                          const double *values, const size_t *order, size_t n) {
    bars b = {0};
    double reach[2] = {0, 0};
    int infinite[2] = {0, 0};
    find_reach(values, order, n, reach, infinite);
    b.largest = fmax(reach[0], reach[1]);
    b.place = kl_number_exponent(b.largest, 3) - 2;
    b.label = kl_bar_label_columns(series, order, n, t->width);
    b.number = widest_number(values, order, n, b.place);
    b.label = kl_bar_fit_label(b.label, t->width, 2 + 1 + b.number + 2 + KL_BAR_NARROWEST);
    size_t used = 2 + b.label + 1 + b.number + 2;
    size_t room = t->width > used + KL_BAR_NARROWEST ? t->width - used : KL_BAR_NARROWEST;
    share_room(&b, room - 1, reach, infinite);
    return b;
}

static void signed_row(kl_terminal *t, const bars *b, const char *label, double value) {
    char number[KL_NUMBER_TEXT];
    size_t larger = b->left > b->right ? b->left : b->right;
    double cells = kl_bar_share(value, b->largest) * (double)larger;
    kl_number_rounded(value, b->place, number);
    kl_terminal_spaces(t, 2);
    kl_terminal_cell(t, label, b->label, KL_ALIGN_LEFT);
    kl_terminal_spaces(t, 1);
    kl_terminal_cell(t, number, b->number, KL_ALIGN_RIGHT);
    kl_terminal_spaces(t, 1);
    if (value < 0) {
        kl_terminal_style(t, KL_STYLE_ORANGE);
        kl_bar_left(t, fmin(1, cells / (double)b->left), b->left);
        kl_terminal_plain(t);
        kl_terminal_text(t, "│\n");
        return;
    }
    kl_terminal_spaces(t, b->left);
    kl_terminal_text(t, "│");
    kl_terminal_style(t, KL_STYLE_BLUE);
    kl_bar_right(t, b->right ? fmin(1, cells / (double)b->right) : 0, b->right);
    kl_terminal_plain(t);
    kl_terminal_end(t);
}

static void write_signed(kl_terminal *t, const kl_report_series *series, const double *values,
                         const size_t *order) {
    size_t n = series->n < t->sheet->options.most ? series->n : t->sheet->options.most;
    bars b = signed_layout(t, series, values, order, n);
    const kl_rest rest = kl_sheet_rest(t->sheet, series, order, n);
    char number[KL_NUMBER_TEXT];
    for (size_t i = 0; i < n; i++)
        signed_row(t, &b, series->labels[order[i]], values[order[i]]);
    kl_number_rounded(rest.sum, b.place, number);
    kl_bar_rest(t, rest.count, ", together ", number);
}

/* ── All of them ──────────────────────────────────────────────────────────────────────────────── */

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
    if (series->style == KL_SERIES_PASSAGE)
        return kl_terminal_passage(t, series, error);
    if (series->style != KL_SERIES_CONTRIBUTION)
        return kl_terminal_distribution(t, series, (const double *const *)&values, 1, error);
    size_t *order = kl_alloc(series->n, sizeof *order);
    if (!order)
        return kl_fail_memory(error, "a chart", series->n * sizeof *order);
    kl_status status = kl_sheet_order(series, values, order, error);
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
        kl_terminal_title(t, series->title, series->unit, series->per);
        const double *views[2] = {values[0], values[1]};
        status = pair ? kl_terminal_distribution(t, series, views, 2, error)
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
