/* SPDX-License-Identifier: Apache-2.0 */
/* Every two columns: what they tell of each other, and what their tests came to. */
#ifndef KL_COMPARE_MI_MATRIX_H
#define KL_COMPARE_MI_MATRIX_H

#include "compare/mi.h"

typedef struct kl_mi_cells {
    const kl_mi *mi;
    const kl_mi_variable **variable;
    size_t n;
    kl_pool **alone;
    double *value, *low, *high; /* n × n; NaN: no rows that have both */
    double *p, *q;              /* of each pair; NaN: not tested */
    double *made;               /* deals of each pair */
    unsigned deals, enough;     /* of what is counted */
    unsigned far_deals;         /* of what neighbours measure */
    size_t *todo;               /* pairs that are under way */
    size_t first;               /* of a batch in `todo` */
    size_t left;                /* pairs whose tests did not end early */
    size_t tested, discovered;  /* pairs, and those with q of at most KL_DISCOVERY */
} kl_mi_cells;

size_t kl_mi_pairs_of(const kl_mi_cells *c);
/* The two columns of a pair. */
void kl_mi_pair_of(const kl_mi_cells *c, size_t pair, const kl_mi_variable *both[3]);

kl_status kl_mi_matrix_describe(const kl_mi_cells *c, kl_document *document, kl_error *error);

#endif
