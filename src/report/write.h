/* SPDX-License-Identifier: Apache-2.0 */
/* The writers, and what they share about matrices. */
#ifndef KL_REPORT_WRITE_H
#define KL_REPORT_WRITE_H

#include "report/sheet.h"
#include "report/tree.h"

/* Each appends the whole document. A failed allocation shows in the page or as the status. */
kl_status kl_write_json(const kl_sheet *sheet, kl_page *page, kl_error *error);
kl_status kl_write_terminal(const kl_sheet *sheet, kl_page *page, kl_error *error);
kl_status kl_write_markdown(const kl_sheet *sheet, kl_page *page, kl_error *error);
kl_status kl_write_html(const kl_sheet *sheet, kl_page *page, kl_error *error);

/* JSON that may stand inside a <script>: < > & as \u003c \u003e \u0026. */
kl_status kl_write_json_in_html(const kl_sheet *sheet, kl_page *page, kl_error *error);

/* A matrix in the asked unit; with a tree where it is a metric, finite and of two rows or more. */
typedef struct kl_shown_matrix {
    const kl_report_matrix *matrix;
    double *values;
    double largest; /* finite magnitude off the diagonal, which may be of another size */
    double darkest; /* the same of those that are shaded */
    int infinite;   /* a cell off the diagonal is, and as dark */
    size_t open;    /* cells without an interval where others have one: they are not shaded */
    size_t chance;  /* cells that could be chance, by the q_value of their subject: nor are they */
    uint8_t *is_chance; /* of each cell */
    int has_tree;
    kl_linkage tree;
} kl_shown_matrix;

kl_status kl_shown_matrix_init(kl_shown_matrix *shown, const kl_sheet *sheet,
                               const kl_report_matrix *matrix, kl_error *error);
void kl_shown_matrix_free(kl_shown_matrix *shown);
int kl_shown_matrix_is_open(const kl_shown_matrix *shown, size_t cell);
/* From 0 to 1, which is infinite or the darkest. */
double kl_shown_matrix_shade(const kl_shown_matrix *shown, size_t cell);

#endif
