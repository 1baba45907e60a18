/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of codes on the way to cells: by a table, or by sorting. */
#ifndef KL_INFORMATION_JOINT_ROWS_H
#define KL_INFORMATION_JOINT_ROWS_H

#include "information/codes.h"
#include "information/joint.h"

typedef struct kl_code_rows {
    const kl_array *column;
    const kl_code_span *span; /* of each column; none is empty */
    unsigned variables;
    size_t n;         /* fewer than 2^32 */
    kl_array weights; /* without data: 1 each */
    kl_pool *pool;
} kl_code_rows;

/* Fill in cells (ranks, weights, books, missing rows) that have their variables and exponent. On failure what they hold
 * is freed by kl_joint_free. */
kl_status kl_joint_count(const kl_code_rows *rows, size_t table, kl_joint *cells, kl_error *error);
kl_status kl_joint_sort(const kl_code_rows *rows, kl_joint *cells, kl_error *error);

#endif
