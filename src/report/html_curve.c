/* SPDX-License-Identifier: Apache-2.0 */
/* Curves on a page: a line with its band, and bars from least to greatest where points are gathered. */
#include "report/curve.h"
#include "report/html.h"

#include <math.h>

/* More points than a screen has columns are gathered into so many. */
enum { MOST_POINTS = 600 };

typedef struct figure {
    kl_curve_view view;
    size_t index; /* in the document */
} figure;

static void put_point(kl_html *h, const figure *f, const kl_curve_column *column, double y) {
    kl_html_coordinate(h, 100 * kl_curve_along(f->view.curve, column->first));
    kl_html_raw(h, " ");
    kl_html_coordinate(h, 100 - 100 * kl_curve_height(&f->view, y));
}

static int has_band(const kl_curve_column *column) {
    return column->n > 0 && !isnan(column->low) && !isnan(column->high);
}

/* Around each stretch of columns that have one: along the high end and back along the low one. */
static void put_band(kl_html *h, const figure *f) {
    const kl_curve_column *columns = f->view.columns;
    for (size_t begin = 0; begin < f->view.count; begin++) {
        size_t end = begin;
        while (end < f->view.count && (has_band(&columns[end]) || columns[end].n == 0))
            end++;
        if (end == begin)
            continue;
        int open = 0;
        for (size_t c = begin; c < end; c++)
            if (has_band(&columns[c])) {
                kl_html_raw(h, open ? "L" : "<path class=\"band\" d=\"M");
                put_point(h, f, &columns[c], columns[c].high);
                open = 1;
            }
        for (size_t c = end; c-- > begin;)
            if (has_band(&columns[c])) {
                kl_html_raw(h, "L");
                put_point(h, f, &columns[c], columns[c].low);
            }
        kl_html_raw(h, open ? "Z\"/>\n" : "");
        begin = end;
    }
}

/* A column without points ends nothing; one that holds only gaps does. */
static void put_line(kl_html *h, const figure *f) {
    int open = 0;
    kl_html_raw(h, "<path class=\"stroke\" d=\"");
    for (size_t c = 0; c < f->view.count; c++) {
        const kl_curve_column *column = &f->view.columns[c];
        if (column->points > 0) {
            kl_html_raw(h, open ? "L" : "M");
            put_point(h, f, column, column->mean);
            open = 1;
        } else if (column->n > 0) {
            open = 0;
        }
    }
    kl_html_raw(h, "\"/>\n");
}

static void put_spreads(kl_html *h, const figure *f) {
    int open = 0;
    for (size_t c = 0; c < f->view.count; c++) {
        const kl_curve_column *column = &f->view.columns[c];
        if (column->points == 0 || column->least == column->greatest)
            continue;
        kl_html_raw(h, open ? "M" : "<path class=\"spread\" d=\"M");
        put_point(h, f, column, column->least);
        kl_html_raw(h, "L");
        put_point(h, f, column, column->greatest);
        open = 1;
    }
    kl_html_raw(h, open ? "\"/>\n" : "");
}

static void put_value(kl_html *h, const figure *f, size_t i) {
    const kl_report_curve *curve = f->view.curve;
    const double value = kl_sheet_value(h->sheet, curve->values[i], curve->unit);
    char text[KL_NUMBER_TEXT];
    kl_number_rounded(value, kl_curve_place(&f->view), text);
    kl_html_data(h, value, text, "curves/%zu/values/%zu", f->index, i);
}

static void put_x(kl_html *h, const figure *f, size_t i) {
    char text[KL_NUMBER_TEXT];
    kl_curve_x(f->view.curve, i, text);
    kl_html_data(h, f->view.curve->x[i], text, "curves/%zu/x/%zu", f->index, i);
}

static void put_ends(kl_html *h, const figure *f) {
    const kl_report_curve *curve = f->view.curve;
    kl_html_raw(h, "<p class=\"axis-x\"><span>");
    put_x(h, f, 0);
    kl_html_raw(h, "</span><span>");
    kl_html_text(h, curve->x_title);
    kl_html_raw(h, "</span><span>");
    put_x(h, f, curve->n - 1);
    kl_html_raw(h, "</span></p>\n<p class=\"rest\">least ");
    put_value(h, f, f->view.bottom_at);
    kl_html_raw(h, ", greatest ");
    put_value(h, f, f->view.top_at);
    kl_html_raw(h, curve->n > MOST_POINTS
                       ? "; the line is the mean of each column, a bar reaches from its least to "
                         "its greatest</p>\n"
                       : "</p>\n");
}

static void put_caption(kl_html *h, const kl_report_curve *curve) {
    char unit[KL_UNIT_TEXT];
    kl_sheet_unit_text(h->sheet, curve->unit, curve->per, unit);
    kl_html_raw(h, "<figcaption>");
    kl_html_text(h, curve->title);
    kl_html_raw(h, " <span class=\"of\">");
    kl_html_text(h, curve->subject);
    kl_html_raw(h, "</span>");
    kl_html_raw(h, *unit ? " <span class=\"unit\">in " : "");
    kl_html_text(h, unit);
    kl_html_raw(h, *unit ? "</span></figcaption>\n" : "</figcaption>\n");
}

static void put_picture(kl_html *h, const figure *f) {
    kl_html_raw(h, "<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" role=\"img\" "
                   "aria-label=\"");
    kl_html_text(h, f->view.curve->title);
    kl_html_raw(h, "\">\n");
    put_band(h, f);
    put_spreads(h, f);
    put_line(h, f);
    kl_html_raw(h, "</svg>\n");
    put_ends(h, f);
}

kl_status kl_html_curves(kl_html *h, kl_error *error) {
    const kl_document *d = h->sheet->document;
    for (size_t i = 0; i < d->curves.count; i++) {
        const kl_report_curve *curve = &kl_report_curves(d)[i];
        figure f = {.index = i};
        if (!curve->n)
            continue;
        kl_status status = kl_curve_view_init(&f.view, h->sheet, curve,
                                              curve->n > MOST_POINTS ? MOST_POINTS : 0, error);
        if (status)
            return status;
        kl_html_raw(h, "<figure class=\"line\">\n");
        put_caption(h, curve);
        if (f.view.has_values)
            put_picture(h, &f);
        else
            kl_html_raw(h, "<p class=\"rest\">Nothing of it is a finite number.</p>\n");
        kl_html_raw(h, "</figure>\n");
        kl_curve_view_free(&f.view);
    }
    return KL_OK;
}
