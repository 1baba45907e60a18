/* SPDX-License-Identifier: Apache-2.0 */
/* Series and curves as tables of Markdown. */
#include "report/curve.h"
#include "report/markdown.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>

/* ── Series ───────────────────────────────────────────────────────────────────────────────────── */

/* What was left out here and before, with its sum where that is one of bars. */
static void write_rest(const kl_sheet *sheet, const kl_report_series *series, const size_t *order,
                       size_t shown, int place, kl_page *page) {
    const kl_rest rest = kl_sheet_rest(sheet, series, order, shown);
    char sum[KL_NUMBER_TEXT];
    if (!rest.count)
        return;
    kl_page_text(page, "\n… and ");
    kl_page_unsigned(page, rest.count);
    kl_page_text(page, " more");
    if (series->style == KL_SERIES_CONTRIBUTION) {
        kl_number_rounded(rest.sum, place, sum);
        kl_page_text(page, ", together ");
        kl_page_text(page, sum);
    }
    kl_page_text(page, "\n");
}

/* One series, or two with the same labels: a column each. */
static void write_rows(const kl_sheet *sheet, const kl_report_series *series, size_t count,
                       const size_t *order, double largest, kl_page *page) {
    size_t shown = kl_sheet_shown(series, sheet->options.most);
    int place = kl_number_exponent(kl_sheet_value(sheet, largest, series->unit), 3) - 2;
    kl_markdown_title(sheet, series->title, series->unit, series->per, page);
    kl_page_text(page, "| |");
    for (size_t s = 0; s < count; s++)
        kl_markdown_cell(page, series[s].subject, 0);
    kl_page_text(page, count > 1 ? "\n|:--|--:|--:|\n" : "\n|:--|--:|\n");
    for (size_t i = 0; i < shown; i++) {
        kl_page_text(page, "|");
        kl_markdown_cell(page, series->labels[order[i]], 0);
        for (size_t s = 0; s < count; s++) {
            char text[KL_NUMBER_TEXT];
            kl_number_rounded(kl_sheet_value(sheet, series[s].values[order[i]], series->unit),
                              place, text);
            kl_markdown_cell(page, text, 0);
        }
        kl_page_text(page, "\n");
    }
    write_rest(sheet, series, order, shown, place, page);
}

static kl_status write_series(const kl_sheet *sheet, const kl_report_series *series, size_t count,
                              kl_page *page, kl_error *error) {
    size_t n = series->n;
    size_t *order = kl_alloc(n, sizeof *order);
    double *height = kl_alloc(n, sizeof *height), largest = 0;
    kl_status status = order && height ? KL_OK : kl_fail_memory(error, "a list", n * sizeof *order);
    for (size_t i = 0; !status && i < n; i++) {
        height[i] = fabs(series->values[i]);
        if (count > 1 && fabs(series[1].values[i]) > height[i])
            height[i] = fabs(series[1].values[i]);
        largest = height[i] > largest ? height[i] : largest;
    }
    if (!status)
        status = kl_sheet_order(series, height, order, error);
    if (!status)
        write_rows(sheet, series, count, order, largest, page);
    kl_free(order);
    kl_free(height);
    return status;
}

static kl_status write_all_series(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    const kl_report_series *all = kl_report_all_series(sheet->document);
    size_t count = sheet->document->series.count;
    for (size_t i = 0; i < count;) {
        size_t together = i + 1 < count && kl_sheet_overlaid(&all[i], &all[i + 1]) ? 2 : 1;
        kl_status status = all[i].n ? write_series(sheet, &all[i], together, page, error) : KL_OK;
        if (status)
            return status;
        i += together;
    }
    return KL_OK;
}

/* ── Curves ───────────────────────────────────────────────────────────────────────────────────── */

static void put_number(const kl_curve_view *view, double value, kl_page *page) {
    char text[KL_NUMBER_TEXT] = "";
    if (!isnan(value))
        kl_number_rounded(value, kl_curve_place(view), text);
    kl_markdown_cell(page, text, 0);
}

static void write_head(const kl_report_curve *curve, int gathered, kl_page *page) {
    kl_page_text(page, "|");
    kl_markdown_cell(page, *curve->x_title ? curve->x_title : "x", 0);
    kl_page_text(page, gathered ? " mean | least | greatest |" : " value |");
    kl_page_text(page, curve->low ? " low | high |\n|--:|--:|" : "\n|--:|--:|");
    kl_page_repeat(page, "--:|", (gathered ? 2 : 0) + (curve->low ? 2 : 0));
    kl_page_text(page, "\n");
}

static void write_column(const kl_curve_view *view, const kl_curve_column *column, int gathered,
                         kl_page *page) {
    char x[KL_NUMBER_TEXT];
    kl_page_text(page, "| ");
    kl_curve_x(view->curve, column->first, x);
    kl_page_text(page, x);
    if (gathered && column->n > 1) {
        kl_curve_x(view->curve, column->first + column->n - 1, x);
        kl_page_text(page, " … ");
        kl_page_text(page, x);
    }
    kl_page_text(page, " |");
    put_number(view, column->points ? column->mean : NAN, page);
    if (gathered) {
        put_number(view, column->points ? column->least : NAN, page);
        put_number(view, column->points ? column->greatest : NAN, page);
    }
    if (view->curve->low) {
        put_number(view, column->low, page);
        put_number(view, column->high, page);
    }
    kl_page_text(page, "\n");
}

/* A row for each point or, of more than are shown, for each of so many stretches. */
static kl_status write_curve(const kl_sheet *sheet, const kl_report_curve *curve, kl_page *page,
                             kl_error *error) {
    const size_t most = sheet->options.most ? sheet->options.most : 1;
    const int gathered = curve->n > most;
    kl_curve_view view;
    kl_status status = kl_curve_view_init(&view, sheet, curve, gathered ? most : 0, error);
    if (status)
        return status;
    kl_markdown_title(sheet, curve->title, curve->unit, curve->per, page);
    write_head(curve, gathered, page);
    for (size_t c = 0; c < view.count; c++)
        if (view.columns[c].n)
            write_column(&view, &view.columns[c], gathered, page);
    kl_curve_view_free(&view);
    return KL_OK;
}

kl_status kl_markdown_figures(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    const kl_document *d = sheet->document;
    kl_status status = write_all_series(sheet, page, error);
    for (size_t i = 0; !status && i < d->curves.count; i++)
        if (kl_report_curves(d)[i].n)
            status = write_curve(sheet, &kl_report_curves(d)[i], page, error);
    return status;
}
