/* SPDX-License-Identifier: Apache-2.0 */
/* Sparse tables, checked. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "information/bottleneck_hard.h"
#include "information/shares.h"

/* ── Reading ── */

static kl_status check_shape(const kl_sparse_table *t, kl_error *error) {
    if (t->start == NULL || t->column == NULL || t->weight == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "joint: start, column or weight is NULL");
    if (t->rows == 0 || t->columns == 0)
        return kl_fail(error, KL_ERROR_VALUE, "joint has %zu rows and %zu columns", t->rows,
                       t->columns);
    if (t->start[0] != 0)
        return kl_fail_at(error, KL_ERROR_ARGUMENT, 0, -1, "joint: start[0] is %llu, not 0",
                          (unsigned long long)t->start[0]);
    for (size_t x = 0; x < t->rows; x++)
        if (t->start[x + 1] < t->start[x])
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)x + 1, -1,
                              "joint: start[%zu] is %llu, less than the one before", x + 1,
                              (unsigned long long)t->start[x + 1]);
    return KL_OK;
}

static kl_status check_cells(const kl_sparse_table *t, double *largest, kl_error *error) {
    *largest = 0;
    for (uint64_t i = 0; i < t->start[t->rows]; i++) {
        if (t->column[i] >= t->columns)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                              "joint: column[%llu] is %u, of %zu columns", (unsigned long long)i,
                              t->column[i], t->columns);
        if (!(t->weight[i] >= 0 && t->weight[i] < INFINITY))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "joint: weight[%llu] is %g: a weight must be finite and not negative",
                              (unsigned long long)i, t->weight[i]);
        *largest = fmax(*largest, t->weight[i]);
    }
    return *largest > 0 ? KL_OK
                        : kl_fail(error, KL_ERROR_VALUE, "joint: all %llu weights are zero",
                                  (unsigned long long)t->start[t->rows]);
}

double kl_sparse_share(const kl_sparse_shares *shares, uint64_t cell) {
    return shares->table.weight[cell] * shares->step / shares->total;
}

kl_status kl_sparse_shares_read(const kl_sparse_table *table, kl_sparse_shares *out,
                                kl_error *error) {
    *out = (kl_sparse_shares){.table = *table, .total = 1};
    double largest = 0;
    kl_exact_sum sum;
    kl_status status = check_shape(table, error);
    if (status == KL_OK)
        status = check_cells(table, &largest, error);
    if (status != KL_OK)
        return status;
    out->step = kl_shares_step(largest);
    out->row = kl_alloc_zero(table->rows, sizeof *out->row);
    if (out->row == NULL)
        return kl_fail_memory(error, "rows", table->rows * sizeof *out->row);
    kl_exact_sum_init(&sum);
    for (uint64_t i = 0; i < table->start[table->rows]; i++)
        kl_exact_sum_add(&sum, kl_sparse_share(out, i));
    out->total = kl_exact_sum_round(&sum);
    for (size_t x = 0; x < table->rows; x++)
        for (uint64_t i = table->start[x]; i < table->start[x + 1]; i++)
            out->row[x] += kl_sparse_share(out, i);
    return KL_OK;
}

void kl_sparse_shares_free(kl_sparse_shares *shares) {
    kl_free(shares->row);
    shares->row = NULL;
}

/* ── Of a dense table ── */

static size_t count_cells(kl_matrix dense, double *row) {
    size_t cells = 0;
    for (size_t i = 0; i < dense.rows; i++) {
        kl_array_read(kl_matrix_row(dense, i), 0, dense.columns, row);
        for (size_t j = 0; j < dense.columns; j++)
            cells += row[j] != 0;
    }
    return cells;
}

static void take_cells(kl_matrix dense, double *row, kl_sparse_copy *out) {
    size_t at = 0;
    out->start[0] = 0;
    for (size_t i = 0; i < dense.rows; i++) {
        kl_array_read(kl_matrix_row(dense, i), 0, dense.columns, row);
        for (size_t j = 0; j < dense.columns; j++)
            if (row[j] != 0) {
                out->column[at] = (uint32_t)j;
                out->weight[at++] = row[j];
            }
        out->start[i + 1] = at;
    }
}

kl_status kl_sparse_copy_new(kl_matrix dense, kl_sparse_copy *out, kl_error *error) {
    *out = (kl_sparse_copy){.start = NULL};
    if (dense.data == NULL || kl_dtype_size(dense.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "joint has no data or an unknown dtype");
    double *row = kl_alloc(dense.columns, sizeof *row);
    const size_t cells = row != NULL ? count_cells(dense, row) : 0;
    out->start = kl_alloc(dense.rows + 1, sizeof *out->start);
    out->column = kl_alloc(cells, sizeof *out->column);
    out->weight = kl_alloc(cells, sizeof *out->weight);
    const int is_there =
        row != NULL && out->start != NULL && out->column != NULL && out->weight != NULL;
    if (is_there)
        take_cells(dense, row, out);
    kl_free(row);
    out->table = (kl_sparse_table){out->start, out->column, out->weight, dense.rows, dense.columns};
    return is_there ? KL_OK : kl_fail_memory(error, "a table", cells * sizeof *out->weight);
}

void kl_sparse_copy_free(kl_sparse_copy *copy) {
    kl_free(copy->start);
    kl_free(copy->column);
    kl_free(copy->weight);
    *copy = (kl_sparse_copy){.start = NULL};
}
