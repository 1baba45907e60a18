/* SPDX-License-Identifier: Apache-2.0 */
/* Estimates on a page: the headline in large type, then the table with an interval drawn in each row. */
#include "base/estimate.h"
#include "report/html.h"
#include "report/method.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ── Numbers ──────────────────────────────────────────────────────────────────────────────────── */

static void put_value(kl_html *h, const kl_sheet_row *row) {
    kl_html_data(h, row->shown.value, row->value, "estimates/%zu/value", row->index);
}

static void put_bound(kl_html *h, const kl_sheet_row *row, const char *which, double bound) {
    char text[KL_NUMBER_TEXT];
    kl_number_rounded(bound, row->place, text);
    kl_html_data(h, bound, text, "estimates/%zu/%s", row->index, which);
}

/* As kl_number_interval has it, each bound with its reference. */
static void put_interval(kl_html *h, const kl_sheet_row *row) {
    const kl_estimate *e = &row->shown;
    int below = !isnan(e->low) && e->low != -INFINITY;
    int above = !isnan(e->high) && e->high != INFINITY;
    if (kl_estimate_is_point(e)) {
        kl_html_raw(h, kl_method_title(e->method));
        return;
    }
    if (below) {
        kl_html_raw(h, above ? "" : "≥ ");
        put_bound(h, row, "low", e->low);
    }
    kl_html_raw(h, below && above ? " … " : above ? "≤ " : "");
    if (above)
        put_bound(h, row, "high", e->high);
    if (e->method == KL_METHOD_BOUNDS) {
        kl_html_raw(h, below || above ? KL_CERTAIN_TEXT : "");
    } else if (h->sheet->confidence < 0 && (below || above)) {
        char percent[KL_NUMBER_TEXT + 4];
        kl_sheet_percent(e->confidence, percent);
        kl_html_raw(h, " (");
        kl_html_data(h, e->confidence, percent, "estimates/%zu/confidence", row->index);
        kl_html_raw(h, ")");
    }
}

static void put_unit(kl_html *h, const kl_sheet_row *row) {
    kl_html_raw(h, " <span class=\"unit\">");
    kl_html_text(h, row->unit);
    kl_html_raw(h, "</span>");
}

static void put_marks(kl_html *h, const kl_sheet_row *row) {
    for (size_t i = 0; i < row->note_count; i++) {
        char mark[96];
        unsigned note = row->notes[i];
        snprintf(mark, sizeof mark, "<sup><a href=\"#note-%u\" aria-label=\"note %u\">%u</a></sup>",
                 note, note, note);
        kl_html_raw(h, mark);
    }
}

/* ── Headline ─────────────────────────────────────────────────────────────────────────────────── */

static void write_card(kl_html *h, const kl_sheet_row *row, int first) {
    char title[64];
    kl_sheet_interval_title(h->sheet, title);
    kl_html_raw(h, first ? "<div class=\"card first\"><p class=\"big\">"
                         : "<div class=\"card\"><p class=\"big\">");
    put_value(h, row);
    put_unit(h, row);
    kl_html_raw(h, "</p>\n<p class=\"what\">");
    kl_html_text(h, row->row->label);
    kl_html_raw(h, " <span class=\"of\">");
    kl_html_text(h, row->row->subject);
    kl_html_raw(h, "</span></p>\n");
    if (*row->interval) {
        kl_html_raw(h, "<p class=\"range\">");
        if (!kl_estimate_is_point(&row->shown) && row->shown.method != KL_METHOD_BOUNDS) {
            kl_html_text(h, title);
            kl_html_raw(h, " ");
        }
        put_interval(h, row);
        kl_html_raw(h, "</p>");
    }
    kl_html_raw(h, "</div>\n");
}

void kl_html_headline(kl_html *h) {
    size_t count = 0;
    while (count < h->sheet->count && h->sheet->rows[count].row->headline > 0)
        count++;
    if (!count)
        return;
    kl_html_raw(h, "<div class=\"cards\">\n");
    for (size_t i = 0; i < count; i++)
        write_card(h, &h->sheet->rows[i], i == 0);
    kl_html_raw(h, "</div>\n");
}

/* ── Whiskers ─────────────────────────────────────────────────────────────────────────────────── */

static double reach(const kl_estimate *e) {
    double most = isfinite(e->value) ? fabs(e->value) : 0;
    return isfinite(e->high) && e->high > most ? e->high : most;
}

/* Rows of one unit of information share a scale, the headline its own. Pure numbers have nothing in
 * common but, if they may be shares, the scale from 0 to 1. */
static double scale_of(const kl_sheet *sheet, const kl_sheet_row *row) {
    double scale = reach(&row->shown);
    if (row->shown.unit == KL_UNIT_ONE)
        return scale <= 1 && scale >= 0.001 ? 1 : scale;
    for (size_t i = 0; i < sheet->count; i++) {
        const kl_sheet_row *other = &sheet->rows[i];
        if (other->shown.unit == row->shown.unit && other->row->headline == row->row->headline)
            scale = fmax(scale, reach(&other->shown));
    }
    return scale;
}

static void line(kl_html *h, const char *class, double x1, double x2, double y1, double y2) {
    kl_html_raw(h, "<path class=\"");
    kl_html_raw(h, class);
    kl_html_raw(h, "\" d=\"M");
    kl_html_coordinate(h, x1);
    kl_html_raw(h, " ");
    kl_html_coordinate(h, y1);
    kl_html_raw(h, "L");
    kl_html_coordinate(h, x2);
    kl_html_raw(h, " ");
    kl_html_coordinate(h, y2);
    kl_html_raw(h, "\"/>");
}

static void write_whisker(kl_html *h, const kl_sheet_row *row) {
    const kl_estimate *e = &row->shown;
    double scale = scale_of(h->sheet, row);
    int bounded = !isnan(e->low) || !isnan(e->high);
    if (!bounded || !isfinite(e->value) || scale <= 0 || e->value < 0 ||
        e->method == KL_METHOD_EXACT)
        return;
    char top[KL_NUMBER_TEXT];
    kl_number_rounded(scale, kl_number_exponent(scale, 3) - 2, top);
    double at = 100 * e->value / scale;
    double low = isnan(e->low) || e->low < 0 ? 0 : 100 * e->low / scale;
    double high = isfinite(e->high) ? 100 * e->high / scale : 100;
    kl_html_raw(h, "<svg class=\"whisker\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                   "role=\"img\" aria-label=\"");
    kl_html_text(h, row->value);
    kl_html_raw(h, ", interval ");
    kl_html_text(h, row->interval);
    kl_html_raw(h, ", drawn from 0 to ");
    kl_html_text(h, top);
    kl_html_raw(h, "\">");
    line(h, "axis", 0, 100, 9, 9);
    line(h, isfinite(e->high) ? "range" : "range open", low, high, 5, 5);
    line(h, "point", at, at, 1, 9);
    kl_html_raw(h, "</svg>");
}

/* ── Table ────────────────────────────────────────────────────────────────────────────────────── */

static void write_row(kl_html *h, const kl_sheet_row *row) {
    kl_html_raw(h, row->row->headline > 0 ? "<tr class=\"headline\">" : "<tr>");
    kl_html_raw(h, "<th scope=\"row\">");
    kl_html_text(h, row->row->label);
    kl_html_raw(h, " <span class=\"of\">");
    kl_html_text(h, row->row->subject);
    kl_html_raw(h, "</span>");
    put_marks(h, row);
    kl_html_raw(h, "</th><td class=\"num\">");
    put_value(h, row);
    put_unit(h, row);
    kl_html_raw(h, "</td><td class=\"interval\"><span>");
    put_interval(h, row);
    kl_html_raw(h, "</span>");
    write_whisker(h, row);
    kl_html_raw(h, "</td><td class=\"how\">");
    kl_html_text(h, kl_method_title(row->shown.method));
    if (row->shown.n) {
        kl_html_raw(h, ", n = ");
        kl_html_count(h, row->shown.n, "estimates/%zu/n", row->index);
    }
    kl_html_raw(h, "</td></tr>\n");
}

/* Rows [first, end). */
static void write_rows(kl_html *h, size_t first, size_t end) {
    char title[64];
    kl_sheet_interval_title(h->sheet, title);
    kl_html_raw(h,
                "<div class=\"scroll\"><table class=\"estimates\">\n<thead><tr><th scope=\"col\">"
                "measure</th><th scope=\"col\" class=\"num\">value</th><th scope=\"col\">");
    kl_html_text(h, title);
    kl_html_raw(h, "</th><th scope=\"col\" class=\"how\">how</th></tr></thead>\n<tbody>\n");
    for (size_t i = first; i < end; i++)
        write_row(h, &h->sheet->rows[i]);
    kl_html_raw(h, "</tbody></table></div>\n");
}

/* Details are folded away. */
void kl_html_table(kl_html *h) {
    size_t told = kl_sheet_told(h->sheet), count = h->sheet->count;
    if (count > KL_HTML_LONG)
        kl_html_filter(h);
    if (told > 0)
        write_rows(h, 0, told);
    if (told == count)
        return;
    kl_html_raw(h, "<details><summary>");
    kl_page_unsigned(h->page, count - told);
    kl_html_raw(h, " more</summary>\n");
    write_rows(h, told, count);
    kl_html_raw(h, "</details>\n");
}
