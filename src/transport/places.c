/* SPDX-License-Identifier: Apache-2.0 */
/* Reading points. */
#include "transport/places.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/power.h"

/* Squares of coordinates within 2^±this, and their sums, are ordinary numbers. */
enum { EXPONENT_MOST = 200 };

static const char *name_of(size_t side) {
    return side == 0 ? "x" : "y";
}

static kl_status check_shape(kl_matrix points, size_t side, kl_error *error) {
    if (points.data != NULL && points.columns > 0 && kl_dtype_size(points.dtype) > 0)
        return KL_OK;
    return kl_fail_input(error,
                         kl_fail(error, KL_ERROR_ARGUMENT,
                                 "%s has no data, no columns or an unknown dtype", name_of(side)),
                         side);
}

/* Point by point, and the largest magnitude. */
static kl_status read_rows(kl_matrix points, size_t side, double *rows, double *largest,
                           kl_error *error) {
    const size_t columns = points.columns;
    for (size_t i = 0; i < points.rows; i++) {
        double *row = rows + i * columns;
        kl_array_read(kl_matrix_row(points, i), 0, columns, row);
        for (size_t c = 0; c < columns; c++) {
            if (!isfinite(row[c]))
                return kl_fail_input(
                    error,
                    kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                               "%s is %g in row %zu, column %zu: it must be a finite number",
                               name_of(side), row[c], i, c),
                    side);
            *largest = fabs(row[c]) > *largest ? fabs(row[c]) : *largest;
        }
    }
    return KL_OK;
}

static kl_status put_on_sphere(kl_matrix points, size_t side, double *rows, kl_error *error) {
    for (size_t i = 0; i < points.rows; i++) {
        double *row = rows + i * points.columns, largest = 0, sum = 0;
        for (size_t c = 0; c < points.columns; c++)
            largest = fmax(largest, fabs(row[c]));
        if (largest == 0)
            return kl_fail_input(
                error,
                kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                           "row %zu of %s is 0: it has no direction, and cosine no value", i,
                           name_of(side)),
                side);
        for (size_t c = 0; c < points.columns; c++) {
            row[c] /= largest;
            sum += row[c] * row[c];
        }
        for (size_t c = 0; c < points.columns; c++)
            row[c] /= sqrt(sum);
    }
    return KL_OK;
}

static void lay_out(const double *rows, size_t n, size_t columns, size_t stride, double *out) {
    for (size_t c = 0; c < columns; c++)
        for (size_t j = 0; j < n; j++)
            out[c * stride + j] = rows[j * columns + c];
}

/* The sides of the box around both. */
static void measure_across(kl_places *places) {
    const size_t columns = places->x.columns;
    double squares = 0, sum = 0;
    for (size_t c = 0; c < columns; c++) {
        double low = INFINITY, high = -INFINITY;
        for (size_t i = 0; i < places->x.rows; i++) {
            const double at = places->rows[i * columns + c];
            low = at < low ? at : low, high = at > high ? at : high;
        }
        for (size_t j = 0; j < places->y.rows; j++) {
            const double at = places->others[c * places->stride + j];
            low = at < low ? at : low, high = at > high ? at : high;
        }
        squares += (high - low) * (high - low);
        sum += high - low;
    }
    /* Sums of as many rounded terms may be larger by this. */
    const double rounding = 1 + (double)columns * 0x1p-50;
    places->across = sqrt(squares) * rounding;
    places->across_l1 = sum * rounding;
}

static kl_status read_both(kl_places *places, int on_sphere, double *other_rows, kl_error *error) {
    const kl_matrix x = places->x, y = places->y;
    double largest = 0;
    kl_status status = read_rows(x, 0, places->rows, &largest, error);
    if (status == KL_OK)
        status = read_rows(y, 1, other_rows, &largest, error);
    if (status == KL_OK && on_sphere)
        status = put_on_sphere(x, 0, places->rows, error);
    if (status == KL_OK && on_sphere)
        status = put_on_sphere(y, 1, other_rows, error);
    if (status != KL_OK)
        return status;
    frexp(largest, &places->exponent);
    if (on_sphere || abs(places->exponent) <= EXPONENT_MOST)
        places->exponent = 0;
    kl_power_scale(places->rows, x.rows * x.columns, places->exponent);
    kl_power_scale(other_rows, y.rows * y.columns, places->exponent);
    lay_out(other_rows, y.rows, y.columns, places->stride, places->others);
    measure_across(places);
    return KL_OK;
}

kl_status kl_places_read(kl_places *places, int on_sphere, kl_error *error) {
    const kl_matrix x = places->x, y = places->y;
    kl_status status = check_shape(x, 0, error);
    if (status == KL_OK)
        status = check_shape(y, 1, error);
    if (status != KL_OK)
        return status;
    if (x.columns != y.columns)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "x has points of %zu coordinates, y of %zu: they must be as many", x.columns,
                       y.columns);
    places->rows = kl_alloc(x.rows, x.columns * sizeof(double));
    places->others = kl_alloc_zero(places->stride, x.columns * sizeof(double));
    double *other_rows = kl_alloc(y.rows, x.columns * sizeof(double));
    if (places->rows == NULL || places->others == NULL || other_rows == NULL)
        status = kl_fail_memory(error, "points",
                                (x.rows + 2 * places->stride) * x.columns * sizeof(double));
    else
        status = read_both(places, on_sphere, other_rows, error);
    kl_free(other_rows);
    return status;
}
