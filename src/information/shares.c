/* SPDX-License-Identifier: Apache-2.0 */
/* A dense table of weights as shares, and the information in shares. */
#include "information/shares.h"

#include <float.h>
#include <math.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "kernels/scalar.h"

/* ── Reading ── */

kl_status kl_shares_check(kl_matrix weights, const char *name, kl_error *error) {
    if (weights.data == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s has no data", name);
    if (kl_dtype_size(weights.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: dtype is %s", name,
                       kl_dtype_name(weights.dtype));
    if (weights.rows == 0 || weights.columns == 0)
        return kl_fail(error, KL_ERROR_VALUE, "%s has %zu rows and %zu columns", name, weights.rows,
                       weights.columns);
    return KL_OK;
}

kl_status kl_shares_row(kl_matrix weights, size_t row, const char *name, double *out,
                        kl_error *error) {
    const size_t n = weights.columns;
    kl_array_read(kl_matrix_row(weights, row), 0, n, out);
    const ptrdiff_t at = kl_first_invalid(out, n);
    return at < 0 ? KL_OK
                  : kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(row * n) + at, -1,
                               "%s: row %zu, column %zu is %g: it must be finite and not negative",
                               name, row + 1, (size_t)at + 1, out[at]);
}

static kl_status take(kl_matrix weights, const char *name, double *cell, double *largest,
                      kl_error *error) {
    const size_t columns = weights.columns;
    *largest = 0;
    for (size_t i = 0; i < weights.rows; i++, cell += columns) {
        const kl_status status = kl_shares_row(weights, i, name, cell, error);
        if (status != KL_OK)
            return status;
        for (size_t j = 0; j < columns; j++)
            *largest = fmax(*largest, cell[j]);
    }
    return *largest > 0 ? KL_OK
                        : kl_fail(error, KL_ERROR_VALUE, "%s: all %zu weights are zero", name,
                                  weights.rows * columns);
}

double kl_shares_step(double largest) {
    const int exponent = ilogb(largest);
    return ldexp(1, exponent < -1000 ? 1000 : -exponent);
}

/* Weights over their total, by way of a power of two, so that nothing overflows. */
static void divide(double *cell, size_t n, double largest) {
    const double step = kl_shares_step(largest);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t k = 0; k < n; k++)
        cell[k] *= step;
    kl_exact_sum_add_array(&sum, cell, n);
    const double total = kl_exact_sum_round(&sum);
    for (size_t k = 0; k < n; k++)
        cell[k] /= total;
}

/* Which lines have mass; how many. */
static size_t places(const double *mass, size_t n, size_t *place) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (mass[i] > 0)
            place[kept++] = i;
    return kept;
}

static void add_up(kl_shares_table *t) {
    const double *cell = t->cell;
    for (size_t i = 0; i < t->all_rows; i++, cell += t->all_columns)
        for (size_t j = 0; j < t->all_columns; j++) {
            t->row[i] += cell[j];
            t->column[j] += cell[j];
        }
}

/* Lines without mass are left out; in place, since nothing moves behind where it is read. */
static void close_up(kl_shares_table *t) {
    t->rows = places(t->row, t->all_rows, t->row_place);
    t->columns = places(t->column, t->all_columns, t->column_place);
    for (size_t i = 0; i < t->rows; i++) {
        const double *from = t->cell + t->row_place[i] * t->all_columns;
        double *to = t->cell + i * t->columns;
        for (size_t j = 0; j < t->columns; j++)
            to[j] = from[t->column_place[j]];
        t->row[i] = t->row[t->row_place[i]];
    }
    for (size_t j = 0; j < t->columns; j++)
        t->column[j] = t->column[t->column_place[j]];
}

kl_status kl_shares_read(kl_matrix weights, const char *name, kl_shares_table *out,
                         kl_error *error) {
    *out = (kl_shares_table){.all_rows = weights.rows, .all_columns = weights.columns};
    kl_status status = kl_shares_check(weights, name, error);
    if (status != KL_OK)
        return status;
    const size_t rows = weights.rows, columns = weights.columns;
    double largest = 0;
    out->cell = kl_alloc(rows, columns * sizeof *out->cell);
    out->row = kl_alloc_zero(rows, sizeof *out->row);
    out->column = kl_alloc_zero(columns, sizeof *out->column);
    out->row_place = kl_alloc(rows, sizeof *out->row_place);
    out->column_place = kl_alloc(columns, sizeof *out->column_place);
    if (out->cell == NULL || out->row == NULL || out->column == NULL || out->row_place == NULL ||
        out->column_place == NULL)
        return kl_fail_memory(error, "a table", rows * columns * sizeof *out->cell);
    status = take(weights, name, out->cell, &largest, error);
    if (status != KL_OK)
        return status;
    divide(out->cell, rows * columns, largest);
    add_up(out);
    close_up(out);
    return KL_OK;
}

void kl_shares_free(kl_shares_table *table) {
    kl_free(table->cell);
    kl_free(table->row);
    kl_free(table->column);
    kl_free(table->row_place);
    kl_free(table->column_place);
    *table = (kl_shares_table){0};
}

/* ── Information ── */

static void add_divergence(const kl_kernels *kernels, const double *p, const double *q, size_t n,
                           kl_exact_sum *sum) {
    kl_scale scale;
    kl_scale_unit(&scale);
    for (size_t first = 0; first < n; first += KL_BLOCK) {
        double pair[2];
        const size_t count = n - first < KL_BLOCK ? n - first : KL_BLOCK;
        kernels->sum[KL_TERM_DIVERGENCE](p + first, q + first, count, &scale, pair);
        kl_exact_sum_add(sum, pair[0]);
        kl_exact_sum_add(sum, pair[1]);
    }
}

double kl_shares_divergence(const kl_kernels *kernels, const double *p, const double *q, size_t n) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    add_divergence(kernels, p, q, n, &sum);
    return kl_exact_sum_round(&sum);
}

double kl_shares_expected(double p, double row, double column, double *apart) {
    const double q = row * column;
    if (q >= DBL_MIN || !(p > 0))
        return q;
    *apart += p * (kl_log(p / row) - kl_log(column) - 1);
    return p;
}

double kl_shares_information(const kl_kernels *kernels, const double *cell, size_t rows,
                             size_t columns, const double *row, const double *column,
                             double *room) {
    kl_exact_sum sum;
    double apart = 0;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < rows; i++, cell += columns) {
        for (size_t j = 0; j < columns; j++)
            room[j] = kl_shares_expected(cell[j], row[i], column[j], &apart);
        add_divergence(kernels, cell, room, columns, &sum);
    }
    kl_exact_sum_add(&sum, apart);
    return kl_exact_sum_round(&sum);
}

double kl_shares_entropy_of(const double *p, size_t n) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++)
        if (p[i] > 0)
            kl_exact_sum_add(&sum, -p[i] * kl_log(p[i]));
    return kl_exact_sum_round(&sum);
}
