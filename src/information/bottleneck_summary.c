/* SPDX-License-Identifier: Apache-2.0 */
/* What is true of a table before anything is kept of it. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/bottleneck_curve.h"

/* A square below is none. */
#define NOTHING 1e-14

static int is_function(const kl_shares_table *table) {
    for (size_t i = 0; i < table->rows; i++) {
        size_t cells = 0;
        for (size_t j = 0; j < table->columns; j++)
            cells += table->cell[i * table->columns + j] > 0;
        if (cells > 1)
            return 0;
    }
    return 1;
}

kl_status kl_bottleneck_summarise(const kl_shares_table *table, kl_pool *pool,
                                  kl_bottleneck_summary *out, kl_error *error) {
    double square = 0;
    const kl_status status = kl_squared_correlation(table, &square, error);
    double *room = status == KL_OK ? kl_alloc(table->columns, sizeof *room) : NULL;
    if (status != KL_OK)
        return status;
    if (room == NULL)
        return kl_fail_memory(error, "columns", table->columns * sizeof *room);
    out->information = kl_shares_information(kl_kernels_for(pool), table->cell, table->rows,
                                             table->columns, table->row, table->column, room);
    out->entropy_x = kl_shares_entropy_of(table->row, table->rows);
    out->entropy_y = kl_shares_entropy_of(table->column, table->columns);
    out->is_function = is_function(table);
    out->onset = square <= NOTHING ? INFINITY : 1 / square;
    kl_free(room);
    return KL_OK;
}
