/* SPDX-License-Identifier: Apache-2.0 */
/* Series on a page: distributions over each other, contributions as signed bars. */
#include "report/html.h"

#include "base/alloc.h"
#include "base/error.h"
#include "report/glyph.h"
#include "report/subject.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Up to MOST_COLUMNS short names, or ranges of two, make a picture with columns; rows are cut after MOST_ROWS. */
enum { MOST_COLUMNS = 40, MOST_ROWS = 24, SHORT_NAME = 2 };

/* One or two series that are drawn together, in the asked unit, with the order of their labels. */
typedef struct figure {
    const kl_report_series *series;
    size_t first, count; /* index in the document */
    double *values[2];
    size_t *order;
    double largest;
} figure;

static void figure_free(figure *f) {
    kl_free(f->values[0]);
    kl_free(f->values[1]);
    kl_free(f->order);
}

static kl_status figure_init(figure *f, const kl_sheet *sheet, size_t first, size_t count,
                             kl_error *error) {
    const kl_report_series *series = &kl_report_all_series(sheet->document)[first];
    size_t n = series->n;
    *f = (figure){.series = series, .first = first, .count = count};
    double *height = kl_alloc(n, sizeof *height);
    f->order = kl_alloc(n, sizeof *f->order);
    int good = height && f->order;
    for (size_t s = 0; s < count; s++)
        good = (f->values[s] = kl_alloc(n, sizeof **f->values)) && good;
    for (size_t i = 0; good && i < n; i++) {
        height[i] = 0;
        for (size_t s = 0; s < count; s++) {
            double value = kl_sheet_value(sheet, series[s].values[i], series[s].unit);
            f->values[s][i] = value;
            height[i] = fmax(height[i], fabs(value));
            if (isfinite(value))
                f->largest = fmax(f->largest, fabs(value));
        }
    }
    kl_status status = good ? kl_sheet_order(series, height, f->order, error)
                            : kl_fail_memory(error, "a chart", n * sizeof *height);
    kl_free(height);
    if (status)
        figure_free(f);
    return status;
}

/* ── Pieces ───────────────────────────────────────────────────────────────────────────────────── */

static int are_shares(const figure *f) {
    return f->series->style != KL_SERIES_CONTRIBUTION && f->series->unit == KL_UNIT_ONE &&
           f->largest <= 1;
}

/* All numbers of a figure end at the place that shows three digits of the largest. */
static void put_number(kl_html *h, const figure *f, size_t s, size_t i) {
    char text[KL_NUMBER_TEXT + 8];
    double value = f->values[s][i], scale = are_shares(f) ? 100 : 1;
    kl_number_rounded(scale * value, kl_number_exponent(scale * f->largest, 3) - 2, text);
    if (are_shares(f))
        strcat(text, " %");
    kl_html_data(h, value, text, "series/%zu/values/%zu", f->first + s, i);
}

static double share(const figure *f, double value) {
    if (isinf(value))
        return 1;
    return f->largest > 0 ? fabs(value) / f->largest : 0;
}

static void put_caption(kl_html *h, const figure *f) {
    char unit[KL_UNIT_TEXT];
    kl_sheet_unit_text(h->sheet, f->series->unit, f->series->per, unit);
    kl_html_raw(h, "<figcaption>");
    kl_html_text(h, f->series->title);
    if (*unit) {
        kl_html_raw(h, " <span class=\"unit\">in ");
        kl_html_text(h, unit);
        kl_html_raw(h, "</span>");
    }
    kl_html_raw(h, "</figcaption>\n");
}

/* The name of the input that a subject stands for. */
static void put_input_name(kl_html *h, const char *subject) {
    const kl_report_input *input = kl_subject_input(h->sheet->document, subject);
    if (!input)
        return;
    kl_html_raw(h, " ");
    kl_html_name(h, input->name);
}

/* The element that is drawn highest: the first, unless the order is the bins' own. */
static size_t highest(const figure *f) {
    size_t top = f->order[0];
    for (size_t i = 0; i < f->series->n; i++)
        for (size_t s = 0; s < f->count; s++)
            if (f->values[s][i] == f->largest)
                return i;
    return top;
}

static void put_legend(kl_html *h, const figure *f) {
    kl_html_raw(h, "<p class=\"legend\">");
    for (size_t s = 0; s < f->count; s++) {
        kl_html_raw(h, s ? " <span><i class=\"key b\"></i>" : "<span><i class=\"key a\"></i>");
        kl_html_text(h, f->series[s].subject);
        put_input_name(h, f->series[s].subject);
        kl_html_raw(h, "</span>");
    }
    kl_html_raw(h, " <span>highest ");
    size_t top = highest(f);
    put_number(h, f, f->count > 1 && f->values[1][top] > f->values[0][top], top);
    kl_html_raw(h, "</span></p>\n");
}

/* What is not drawn: the rest of the data below, and what these have left out themselves. */
static void put_rest(kl_html *h, const figure *f, size_t drawn) {
    const kl_report_series *series = f->series;
    if (series->n > drawn) {
        kl_html_raw(h, "<p class=\"rest\">… and ");
        kl_page_unsigned(h->page, series->n - drawn);
        kl_html_raw(h, " more, in the data below</p>\n");
    }
    if (!series->left_out)
        return;
    kl_html_raw(h, "<p class=\"rest\">");
    kl_html_count(h, series->left_out, "series/%zu/left_out", f->first);
    kl_html_raw(h, series->style == KL_SERIES_PASSAGE ? " more are not in the data"
                                                      : " smaller ones are not in the data");
    if (series->style == KL_SERIES_CONTRIBUTION) {
        const double sum = kl_sheet_value(h->sheet, series->left_out_sum, series->unit);
        char text[KL_NUMBER_TEXT];
        kl_number_rounded(sum, kl_number_exponent(f->largest, 3) - 2, text);
        kl_html_raw(h, ", together ");
        kl_html_data(h, sum, text, "series/%zu/left_out_sum", f->first);
    }
    kl_html_raw(h, "</p>\n");
}

/* ── Columns: the first filled, the second an outline over it ─────────────────────────────────── */

static void put_column(kl_html *h, const figure *f, size_t s, size_t at) {
    size_t i = f->order[at];
    double top = 100 - 100 * share(f, f->values[s][i]);
    double left = (double)(10 * at) + (s ? 0.5 : 1), right = (double)(10 * at) + (s ? 9.5 : 9);
    kl_html_raw(h, s ? "<path class=\"b\" d=\"M" : "<path class=\"a\" d=\"M");
    kl_html_coordinate(h, left);
    kl_html_raw(h, " 100V");
    kl_html_coordinate(h, top);
    kl_html_raw(h, "H");
    kl_html_coordinate(h, right);
    kl_html_raw(h, "V100\"");
    kl_html_reference(h, f->values[s][i], "series/%zu/values/%zu", f->first + s, i);
    kl_html_raw(h, "/>\n");
}

static int is_histogram(const figure *f) {
    return f->series->style == KL_SERIES_HISTOGRAM;
}

static void put_values_table(kl_html *h, const figure *f) {
    kl_html_raw(h,
                "<details><summary>As a table</summary><div class=\"scroll\"><table>\n<thead><tr>"
                "<th scope=\"col\">");
    kl_html_raw(h, is_histogram(f) ? "range</th>" : "symbol</th>");
    for (size_t s = 0; s < f->count; s++) {
        kl_html_raw(h, "<th scope=\"col\" class=\"num\">");
        kl_html_text(h, f->series[s].subject);
        kl_html_raw(h, "</th>");
    }
    kl_html_raw(h, "</tr></thead>\n<tbody>\n");
    for (size_t at = 0; at < f->series->n; at++) {
        kl_html_raw(h, "<tr><th scope=\"row\">");
        kl_html_name(h, f->series->labels[f->order[at]]);
        kl_html_raw(h, "</th>");
        for (size_t s = 0; s < f->count; s++) {
            kl_html_raw(h, "<td class=\"num\">");
            put_number(h, f, s, f->order[at]);
            kl_html_raw(h, "</td>");
        }
        kl_html_raw(h, "</tr>\n");
    }
    kl_html_raw(h, "</tbody></table></div></details>\n");
}

/* A name below each column; of ranges only the ends of the axis. */
static void put_names(kl_html *h, const figure *f) {
    char box[80];
    const size_t n = f->series->n;
    const char *const *labels = f->series->labels;
    if (is_histogram(f)) {
        kl_html_raw(h, "<p class=\"axis-x\" aria-hidden=\"true\"><span>");
        kl_html_name(h, labels[0]);
        kl_html_raw(h, "</span><span>");
        kl_html_name(h, labels[n - 1]);
        kl_html_raw(h, "</span></p>\n");
        return;
    }
    snprintf(box, sizeof box, "<div class=\"names\" style=\"--n:%zu\" aria-hidden=\"true\">", n);
    kl_html_raw(h, box);
    for (size_t at = 0; at < n; at++)
        kl_html_name(h, labels[f->order[at]]);
    kl_html_raw(h, "</div>\n");
}

static void write_columns(kl_html *h, const figure *f) {
    char box[160];
    size_t n = f->series->n;
    kl_html_raw(h, "<figure class=\"columns\">\n");
    put_caption(h, f);
    put_legend(h, f);
    snprintf(box, sizeof box,
             "<svg viewBox=\"0 0 %zu 100\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"",
             10 * n);
    kl_html_raw(h, box);
    kl_html_text(h, f->series->title);
    kl_html_raw(h, f->count > 1 ? ": both distributions over each other\">\n" : "\">\n");
    for (size_t s = 0; s < f->count; s++)
        for (size_t at = 0; at < n; at++)
            put_column(h, f, s, at);
    kl_html_raw(h, "</svg>\n");
    put_names(h, f);
    put_values_table(h, f);
    put_rest(h, f, n);
    kl_html_raw(h, "</figure>\n");
}

/* ── Rows: bars beside names and numbers ──────────────────────────────────────────────────────── */

static void put_bar(kl_html *h, const char *class, double from, double to, double top,
                    double bottom) {
    kl_html_raw(h, "<path class=\"");
    kl_html_raw(h, class);
    kl_html_raw(h, "\" d=\"M");
    kl_html_coordinate(h, from);
    kl_html_raw(h, " ");
    kl_html_coordinate(h, top);
    kl_html_raw(h, "H");
    kl_html_coordinate(h, to);
    kl_html_raw(h, "V");
    kl_html_coordinate(h, bottom);
    kl_html_raw(h, "H");
    kl_html_coordinate(h, from);
    kl_html_raw(h, "Z\"/>");
}

/* Where zero stands on a line of 100: as far in as the negative values reach. */
static double zero_line(const figure *f) {
    double down = 0, up = 0;
    for (size_t i = 0; i < f->series->n; i++) {
        double s = share(f, f->values[0][i]);
        if (f->values[0][i] < 0)
            down = fmax(down, s);
        else
            up = fmax(up, s);
    }
    return down + up > 0 ? 100 * down / (down + up) : 0;
}

static void put_bars(kl_html *h, const figure *f, size_t i, double zero, double scale) {
    kl_html_raw(h,
                "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    for (size_t s = 0; s < f->count; s++) {
        double value = f->values[s][i], length = scale * share(f, value);
        double top = f->count > 1 && s ? 5 : 0, bottom = f->count > 1 && !s ? 5 : 10;
        int second = f->count > 1 ? s == 1 : value < 0;
        put_bar(h, second ? "b" : "a", zero, value < 0 ? zero - length : zero + length, top,
                bottom);
    }
    if (zero > 0) {
        kl_html_raw(h, "<path class=\"axis\" d=\"M");
        kl_html_coordinate(h, zero);
        kl_html_raw(h, " 0V10\"/>");
    }
    kl_html_raw(h, "</svg>");
}

static void write_rows(kl_html *h, const figure *f) {
    size_t rows = kl_sheet_shown(f->series, MOST_ROWS);
    double zero = f->count == 1 ? zero_line(f) : 0;
    double scale = zero > 50 ? zero : 100 - zero;
    kl_html_raw(h, "<figure>\n");
    put_caption(h, f);
    if (f->series->style != KL_SERIES_CONTRIBUTION)
        put_legend(h, f);
    kl_html_raw(h,
                "<table class=\"bars\">\n<thead class=\"hidden\"><tr><th scope=\"col\">symbol</th>"
                "<th scope=\"col\">bar</th>");
    for (size_t s = 0; s < f->count; s++) {
        kl_html_raw(h, "<th scope=\"col\">");
        kl_html_text(h, f->series[s].subject);
        kl_html_raw(h, "</th>");
    }
    kl_html_raw(h, "</tr></thead>\n<tbody>\n");
    for (size_t at = 0; at < rows; at++) {
        size_t i = f->order[at];
        kl_html_raw(h, "<tr><th scope=\"row\">");
        kl_html_name(h, f->series->labels[i]);
        kl_html_raw(h, "</th><td class=\"bar\">");
        put_bars(h, f, i, zero, scale);
        kl_html_raw(h, "</td>");
        for (size_t s = 0; s < f->count; s++) {
            kl_html_raw(h, "<td class=\"num\">");
            put_number(h, f, s, i);
            kl_html_raw(h, "</td>");
        }
        kl_html_raw(h, "</tr>\n");
    }
    kl_html_raw(h, "</tbody></table>\n");
    put_rest(h, f, rows);
    kl_html_raw(h, "</figure>\n");
}

/* ── All of them ──────────────────────────────────────────────────────────────────────────────── */

static int fits_columns(const figure *f) {
    const kl_report_series *series = f->series;
    if (series->style == KL_SERIES_HISTOGRAM)
        return f->count == 2 && series->n <= MOST_COLUMNS;
    for (size_t i = 0; i < series->n; i++)
        if (kl_glyph_width(series->labels[i]) > SHORT_NAME)
            return 0;
    return series->n <= MOST_COLUMNS;
}

static kl_status write_passage(kl_html *h, const figure *f, kl_error *error) {
    kl_html_raw(h, "<figure>\n");
    put_caption(h, f);
    const kl_status status = kl_html_passage(h, f->series, f->first, error);
    put_rest(h, f, f->series->n);
    kl_html_raw(h, "</figure>\n");
    return status;
}

static kl_status write_figure(kl_html *h, const figure *f, kl_error *error) {
    if (f->series->style == KL_SERIES_PASSAGE)
        return write_passage(h, f, error);
    if (f->series->style != KL_SERIES_CONTRIBUTION && fits_columns(f))
        write_columns(h, f);
    else
        write_rows(h, f);
    return KL_OK;
}

kl_status kl_html_series(kl_html *h, kl_error *error) {
    const kl_report_series *all = kl_report_all_series(h->sheet->document);
    size_t count = h->sheet->document->series.count;
    for (size_t i = 0; i < count;) {
        size_t together = i + 1 < count && kl_sheet_overlaid(&all[i], &all[i + 1]) ? 2 : 1;
        if (all[i].n) {
            figure f;
            kl_status status = figure_init(&f, h->sheet, i, together, error);
            if (status)
                return status;
            status = write_figure(h, &f, error);
            figure_free(&f);
            if (status)
                return status;
        }
        i += together;
    }
    return KL_OK;
}
