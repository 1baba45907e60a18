/* SPDX-License-Identifier: Apache-2.0 */
/* Matrices on a page: a heat map that is a table, and the tree of a metric. */
#include "report/html.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <stdio.h>

/* Numbers stand in the cells up to MOST_NUMBERS columns; beyond MOST_CELLS only the data are given. */
enum { MOST_NUMBERS = 16, MOST_CELLS = 120, LEVELS = 8 };

static void put_cell(kl_html *h, const kl_shown_matrix *m, size_t index, size_t i, size_t j) {
    size_t n = m->matrix->n;
    double value = m->values[i * n + j];
    const int is_open = kl_shown_matrix_is_open(m, i * n + j);
    const int is_chance = m->is_chance[i * n + j];
    char text[KL_NUMBER_TEXT], open[32];
    kl_number_rounded(value, kl_number_exponent(m->largest, 3) - 2, text);
    snprintf(open, sizeof open, "<td class=\"h%d\"",
             (int)(kl_shown_matrix_shade(m, i * n + j) * (LEVELS - 0.001)));
    kl_html_raw(h, open);
    if (n <= MOST_NUMBERS) {
        kl_html_raw(h, ">");
        if (isnan(value)) {
            kl_html_raw(h, "</td>");
            return;
        }
        kl_html_data(h, value, text, "matrices/%zu/values/%zu/%zu", index, i, j);
        kl_html_raw(h, is_open ? " ?</td>" : is_chance ? " ·</td>" : "</td>");
        return;
    }
    if (!isnan(value))
        kl_html_reference(h, value, "matrices/%zu/values/%zu/%zu", index, i, j);
    kl_html_raw(h, " title=\"");
    kl_html_text(h, m->matrix->labels[i]);
    kl_html_raw(h, " / ");
    kl_html_text(h, m->matrix->labels[j]);
    kl_html_raw(h, ": ");
    kl_html_text(h, isnan(value) ? "no value" : text);
    kl_html_raw(h, is_open     ? ", no interval\"></td>"
                   : is_chance ? ", could be chance\"></td>"
                               : "\"></td>");
}

static void write_heat(kl_html *h, const kl_shown_matrix *m, size_t index) {
    size_t n = m->matrix->n;
    kl_html_raw(h, n <= MOST_NUMBERS ? "<div class=\"scroll\"><table class=\"heat\">\n"
                                     : "<div class=\"scroll\"><table class=\"heat dense\">\n");
    kl_html_raw(h, "<thead><tr><td></td>");
    for (size_t j = 0; j < n; j++) {
        kl_html_raw(h, "<th scope=\"col\">");
        kl_html_name(h, m->matrix->labels[j]);
        kl_html_raw(h, "</th>");
    }
    kl_html_raw(h, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < n; i++) {
        kl_html_raw(h, "<tr><th scope=\"row\">");
        kl_html_name(h, m->matrix->labels[i]);
        kl_html_raw(h, "</th>");
        for (size_t j = 0; j < n; j++)
            put_cell(h, m, index, i, j);
        kl_html_raw(h, "</tr>\n");
    }
    kl_html_raw(h, "</tbody></table></div>\n");
}

/* ── Tree ─────────────────────────────────────────────────────────────────────────────────────── */

typedef struct spot {
    double row, height;
} spot;

/* Each join is a bracket: from the upper child's line down to the lower child's. */
static void put_joins(kl_html *h, const kl_linkage *tree, spot *spots) {
    double root = tree->joins[tree->n - 2].distance;
    for (size_t k = 0; k + 1 < tree->n; k++) {
        const kl_linkage_join *join = &tree->joins[k];
        spot a = spots[join->left], b = spots[join->right];
        double x = root > 0 ? 100 * join->distance / root : 100;
        kl_html_raw(h, "<path class=\"stroke\" d=\"M");
        kl_html_coordinate(h, a.height);
        kl_html_raw(h, " ");
        kl_html_coordinate(h, a.row);
        kl_html_raw(h, "H");
        kl_html_coordinate(h, x);
        kl_html_raw(h, "V");
        kl_html_coordinate(h, b.row);
        kl_html_raw(h, "H");
        kl_html_coordinate(h, b.height);
        kl_html_raw(h, "\"/>\n");
        spots[tree->n + k] = (spot){(a.row + b.row) / 2, x};
    }
}

static void put_tree(kl_html *h, const kl_shown_matrix *m, const size_t *order, spot *spots) {
    size_t n = m->matrix->n;
    char box[200];
    for (size_t i = 0; i < n; i++)
        spots[order[i]] = (spot){10 * (double)i + 5, 0};
    kl_html_raw(h, "<figure>\n<figcaption>What is close to what <span class=\"unit\">");
    kl_html_raw(h, m->tree.is_averaged ? "average linkage, " : "");
    kl_html_raw(h, "longer is farther</span></figcaption>\n<div class=\"tree\"><ol>\n");
    for (size_t i = 0; i < n; i++) {
        kl_html_raw(h, "<li>");
        kl_html_name(h, m->matrix->labels[order[i]]);
        kl_html_raw(h, "</li>\n");
    }
    snprintf(box, sizeof box,
             "</ol><svg viewBox=\"0 0 101 %zu\" preserveAspectRatio=\"none\" role=\"img\" "
             "aria-label=\"tree: ",
             10 * n);
    kl_html_raw(h, box);
    kl_page newick = {0};
    kl_linkage_newick(&m->tree, m->matrix->labels, &newick);
    if (newick.failed)
        h->page->failed = 1;
    else
        kl_html_text(h, newick.text);
    kl_page_free(&newick);
    kl_html_raw(h, "\">\n");
    put_joins(h, &m->tree, spots);
    kl_html_raw(h, "</svg></div>\n</figure>\n");
}

static kl_status write_tree(kl_html *h, const kl_shown_matrix *m, kl_error *error) {
    size_t n = m->matrix->n;
    size_t *order = kl_alloc(n, sizeof *order);
    spot *spots = kl_alloc(2 * n, sizeof *spots);
    kl_status status =
        order && spots ? KL_OK : kl_fail_memory(error, "a tree", 2 * n * sizeof *spots);
    if (!status) {
        kl_linkage_order(&m->tree, order);
        put_tree(h, m, order, spots);
    }
    kl_free(order);
    kl_free(spots);
    return status;
}

/* ── All of them ──────────────────────────────────────────────────────────────────────────────── */

static void put_caption(kl_html *h, const kl_shown_matrix *shown) {
    const kl_report_matrix *matrix = shown->matrix;
    char unit[KL_UNIT_TEXT];
    kl_sheet_unit_text(h->sheet, matrix->unit, matrix->per, unit);
    kl_html_raw(h, "<figure>\n<figcaption>");
    kl_html_text(h, matrix->title);
    kl_html_raw(h, " <span class=\"unit\">");
    if (*unit) {
        kl_html_raw(h, "in ");
        kl_html_text(h, unit);
        kl_html_raw(h, ", ");
    }
    kl_html_raw(h, "row against column");
    kl_html_raw(h, shown->chance ? "; · could be chance" : "");
    kl_html_raw(h, shown->open ? "; ? has no interval" : "");
    kl_html_raw(h, "</span></figcaption>\n");
}

kl_status kl_html_matrices(kl_html *h, kl_error *error) {
    const kl_document *d = h->sheet->document;
    for (size_t i = 0; i < d->matrices.count; i++) {
        const kl_report_matrix *matrix = &kl_report_matrices(d)[i];
        kl_shown_matrix shown;
        if (!matrix->n)
            continue;
        kl_status status = kl_shown_matrix_init(&shown, h->sheet, matrix, error);
        if (status)
            return status;
        put_caption(h, &shown);
        if (matrix->n <= MOST_CELLS)
            write_heat(h, &shown, i);
        else
            kl_html_raw(
                h, "<p class=\"rest\">Too large to draw; all of it is in the data below.</p>\n");
        kl_html_raw(h, "</figure>\n");
        if (shown.has_tree)
            status = write_tree(h, &shown, error);
        kl_shown_matrix_free(&shown);
        if (status)
            return status;
    }
    return KL_OK;
}
