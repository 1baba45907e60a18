/* SPDX-License-Identifier: Apache-2.0 */
/* A curve as the writers draw it. */
#include "report/curve.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

double kl_curve_along(const kl_report_curve *curve, size_t i) {
    const double first = curve->x[0], last = curve->x[curve->n - 1];
    /* Halves, so that the distance of two huge numbers is finite. */
    const double length = last / 2 - first / 2;
    return length > 0 ? (curve->x[i] / 2 - first / 2) / length : 0.5;
}

double kl_curve_height(const kl_curve_view *view, double y) {
    const double reach = view->top / 2 - view->bottom / 2;
    if (isinf(y))
        return y > 0;
    return reach > 0 ? (y / 2 - view->bottom / 2) / reach : 0.5;
}

int kl_curve_place(const kl_curve_view *view) {
    return kl_number_exponent(fmax(fabs(view->bottom), fabs(view->top)), 3) - 2;
}

void kl_curve_x(const kl_report_curve *curve, size_t i, char text[KL_NUMBER_TEXT]) {
    kl_number_rounded(curve->x[i], kl_number_place(curve->x[i], 7), text);
}

/* ── Gathering ────────────────────────────────────────────────────────────────────────────────── */

/* A number of the band: the view reaches to it. */
static void reach_to(kl_curve_view *view, double y) {
    if (!isfinite(y))
        return;
    view->bottom = fmin(view->bottom, y);
    view->top = fmax(view->top, y);
}

static void widen_band(const kl_sheet *sheet, kl_curve_view *view, kl_curve_column *column,
                       size_t i) {
    const kl_report_curve *curve = view->curve;
    const double low = kl_sheet_value(sheet, curve->low[i], curve->unit);
    const double high = kl_sheet_value(sheet, curve->high[i], curve->unit);
    column->low = fmin(column->low, low); /* fmin and fmax pass over NaN */
    column->high = fmax(column->high, high);
    reach_to(view, low);
    reach_to(view, high);
}

static double value_of(const kl_sheet *sheet, const kl_report_curve *curve, size_t i) {
    return kl_sheet_value(sheet, curve->values[i], curve->unit);
}

static void add_value(const kl_sheet *sheet, kl_curve_view *view, kl_curve_column *column,
                      size_t i) {
    const kl_report_curve *curve = view->curve;
    const double y = value_of(sheet, curve, i);
    if (isfinite(y)) {
        if (!view->has_values || y < value_of(sheet, curve, view->bottom_at))
            view->bottom_at = i;
        if (!view->has_values || y > value_of(sheet, curve, view->top_at))
            view->top_at = i;
        view->has_values = 1;
        reach_to(view, y);
    }
    if (column->points == 0 || y < column->least) {
        column->least = y;
        column->least_at = i;
    }
    if (column->points == 0 || y > column->greatest) {
        column->greatest = y;
        column->greatest_at = i;
    }
    column->points++;
    column->mean += (y - column->mean) / (double)column->points;
}

static void add_point(const kl_sheet *sheet, kl_curve_view *view, size_t at, size_t i) {
    kl_curve_column *column = &view->columns[at];
    if (column->n++ == 0)
        column->first = i;
    if (!isnan(view->curve->values[i]))
        add_value(sheet, view, column, i);
    if (view->curve->low)
        widen_band(sheet, view, column, i);
}

kl_status kl_curve_view_init(kl_curve_view *view, const kl_sheet *sheet,
                             const kl_report_curve *curve, size_t count, kl_error *error) {
    const size_t columns = count ? count : curve->n;
    *view = (kl_curve_view){.curve = curve, .count = columns, .bottom = INFINITY, .top = -INFINITY};
    view->columns = kl_alloc(columns, sizeof *view->columns);
    if (!view->columns)
        return kl_fail_memory(error, "a curve", columns * sizeof *view->columns);
    for (size_t c = 0; c < columns; c++)
        view->columns[c] = (kl_curve_column){.low = NAN, .high = NAN};
    for (size_t i = 0; i < curve->n; i++) {
        size_t at = count ? (size_t)(kl_curve_along(curve, i) * (double)count) : i;
        add_point(sheet, view, at < columns ? at : columns - 1, i);
    }
    /* The mean of opposite infinities, and of what overflowed, is neither. */
    for (size_t c = 0; c < columns; c++)
        if (isnan(view->columns[c].mean))
            view->columns[c].mean = view->columns[c].greatest;
    return KL_OK;
}

void kl_curve_view_free(kl_curve_view *view) {
    kl_free(view->columns);
    *view = (kl_curve_view){0};
}
