/* SPDX-License-Identifier: Apache-2.0 */
/* Two samples of points as one: read, checked, sorted. */
#include "sample/pooled.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/sort.h"

/* Both sides while they are apart. */
typedef struct reading {
    kl_matrix side[2];
    double *rows[2], *scratch[2];
} reading;

/* One column may be read whole, with the stride of the rows. */
static void read_rows(kl_matrix matrix, double *out) {
    if (matrix.columns == 1) {
        const kl_array column = {matrix.data, matrix.rows, matrix.row_stride, matrix.dtype};
        kl_array_read(column, 0, matrix.rows, out);
        return;
    }
    for (size_t r = 0; r < matrix.rows; r++)
        kl_array_read(kl_matrix_row(matrix, r), 0, matrix.columns, out + r * matrix.columns);
}

static kl_status check_numbers(double *numbers, size_t rows, size_t columns, kl_error *error) {
    for (size_t i = 0; i < rows * columns; i++) {
        if (!isfinite(numbers[i])) {
            const size_t row = i / columns;
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                              "%g in column %zu of point %zu: points must be finite", numbers[i],
                              i % columns, row);
        }
        numbers[i] += 0.0; /* −0 is 0 */
    }
    return KL_OK;
}

static kl_status read_side(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    reading *r = context;
    const kl_matrix matrix = r->side[index];
    read_rows(matrix, r->rows[index]);
    kl_status status = check_numbers(r->rows[index], matrix.rows, matrix.columns, error);
    if (status != KL_OK)
        return kl_fail_input(error, status, index);
    if (matrix.columns == 1)
        kl_sort_f64(r->rows[index], matrix.rows, r->scratch[index]);
    return KL_OK;
}

/* Both sides of one column are in order already. */
static void merge_sides(const double *rows, kl_pooled *out) {
    const double *a = rows, *b = rows + out->n[0];
    size_t i = 0, j = 0;
    for (size_t at = 0; at < out->total; at++) {
        const int second = i == out->n[0] || (j < out->n[1] && b[j] < a[i]);
        out->rows[at] = second ? b[j++] : a[i++];
        out->label[at] = (uint8_t)second;
    }
}

/* Rows of A have lower numbers, and so come before equal ones of B. */
static kl_status sort_points(const double *rows, kl_pooled *out, kl_error *error) {
    const size_t columns = out->columns;
    size_t *order = kl_alloc(out->total, 2 * sizeof *order);
    if (order == NULL)
        return kl_fail_memory(error, "the order of points", out->total * 2 * sizeof *order);
    for (size_t i = 0; i < out->total; i++)
        order[i] = i;
    kl_sort_rows(rows, columns, order, out->total, order + out->total);
    for (size_t at = 0; at < out->total; at++) {
        memcpy(out->rows + at * columns, rows + order[at] * columns, columns * sizeof *rows);
        out->label[at] = order[at] >= out->n[0];
    }
    kl_free(order);
    return KL_OK;
}

static kl_status check_shapes(kl_matrix a, kl_matrix b, kl_error *error) {
    const kl_matrix side[2] = {a, b};
    for (size_t s = 0; s < 2; s++) {
        if (side[s].rows > 0 && side[s].data == NULL)
            return kl_fail_input(error, kl_fail(error, KL_ERROR_ARGUMENT, "the points are NULL"),
                                 s);
        if (side[s].rows < 2 || side[s].columns == 0) {
            const kl_status status = kl_fail(
                error, KL_ERROR_VALUE, "a sample of %zu %s of %zu numbers: two points are needed",
                side[s].rows, side[s].rows == 1 ? "point" : "points", side[s].columns);
            return kl_fail_input(error, status, s);
        }
    }
    if (a.columns != b.columns)
        return kl_fail(error, KL_ERROR_MISMATCH, "points of %zu numbers and of %zu numbers",
                       a.columns, b.columns);
    return KL_OK;
}

/* One column is sorted in its place first, so it needs as much again, twice. */
static kl_status read_both(reading *r, double *rows, kl_pool *pool, kl_pooled *out,
                           kl_error *error) {
    r->rows[0] = rows;
    r->rows[1] = rows + out->n[0] * out->columns;
    r->scratch[0] = out->rows;
    r->scratch[1] = out->rows + out->n[0] * out->columns;
    kl_status status = kl_pool_run(pool, 2, read_side, r, error);
    if (status != KL_OK)
        return status;
    if (out->columns > 1)
        return sort_points(rows, out, error);
    merge_sides(rows, out);
    return KL_OK;
}

kl_status kl_pooled_new(kl_matrix a, kl_matrix b, kl_pool *pool, kl_pooled *out, kl_error *error) {
    memset(out, 0, sizeof *out);
    kl_status status = check_shapes(a, b, error);
    if (status != KL_OK)
        return status;
    out->n[0] = a.rows;
    out->n[1] = b.rows;
    out->total = a.rows + b.rows;
    out->columns = a.columns;
    double *rows = kl_alloc(out->total, out->columns * sizeof *rows);
    out->rows = kl_alloc(out->total, out->columns * sizeof *rows);
    out->label = kl_alloc(out->total, 1);
    if (rows == NULL || out->rows == NULL || out->label == NULL) {
        status = kl_fail_memory(error, "points", out->total * out->columns * 2 * sizeof *rows);
    } else {
        reading r = {.side = {a, b}};
        status = read_both(&r, rows, pool, out, error);
    }
    kl_free(rows);
    if (status != KL_OK)
        kl_pooled_clear(out);
    return status;
}

void kl_pooled_clear(kl_pooled *pooled) {
    kl_free(pooled->rows);
    kl_free(pooled->label);
    memset(pooled, 0, sizeof *pooled);
}
