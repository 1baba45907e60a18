/* SPDX-License-Identifier: Apache-2.0 */
/* Two samples of points as one, in an order that only their content makes. */
#ifndef KL_SAMPLE_POOLED_H
#define KL_SAMPLE_POOLED_H

#include <kullback/base.h>

typedef struct kl_pooled {
    size_t n[2];  /* points of A and B */
    size_t total; /* n[0] + n[1] */
    size_t columns;
    double *rows;   /* ascending, the first column first; a point of A before an equal one of B */
    uint8_t *label; /* 0: of A, 1: of B */
} kl_pooled;

/* KL_ERROR_MISMATCH: the columns differ. KL_ERROR_VALUE: fewer than two points of a side, or a number that is
 * not finite; the error's `input` is 0 or 1, its index the row. */
kl_status kl_pooled_new(kl_matrix a, kl_matrix b, kl_pool *pool, kl_pooled *out, kl_error *error);
void kl_pooled_clear(kl_pooled *pooled);

#endif
