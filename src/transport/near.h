/* SPDX-License-Identifier: Apache-2.0 */
/* Which columns may have something to offer to a block of rows. */
#ifndef KL_TRANSPORT_NEAR_H
#define KL_TRANSPORT_NEAR_H

#include "transport/costs.h"

/* Rows of a block, and columns of a cell; of so few columns all are near. */
enum { KL_NEAR_ROWS = 32, KL_NEAR_COLUMNS = 64, KL_NEAR_COLUMNS_FEW = 1024 };

typedef struct kl_columns {
    size_t first, count;
} kl_columns;

/* Rows in blocks. Where points stand in an order, a block are rows that stand together, and there are boxes around its
 * points and around those of each cell: low and high of every coordinate. Elsewhere a block are rows that stand far
 * apart, so that they want different columns, and all columns are near. */
typedef struct kl_near {
    const kl_costs *costs;
    size_t blocks, cells;
    double *block, *cell; /* the boxes; NULL: there are none */
    kl_columns *range;    /* what was found, rising */
    size_t ranges;
} kl_near;

/* To be freed also after a failure. */
kl_status kl_near_new(const kl_costs *costs, kl_near *out, kl_error *error);
/* The k-th row of a block; none if that is not below costs->rows. */
size_t kl_near_row(const kl_near *near, size_t block, size_t k);
/* All columns whose cost is below the difference of potentials (rows, then columns) by more than the tolerance for a
 * row of the block, and others beside them. */
void kl_near_find(kl_near *near, size_t block, const double *potential, double tolerance);
void kl_near_free(kl_near *near);

#endif
