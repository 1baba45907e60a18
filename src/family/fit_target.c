/* SPDX-License-Identifier: Apache-2.0 */
/* What is to be fitted, read and checked. */
#include "base/alloc.h"
#include "base/array.h"
#include "base/error.h"
#include "base/format.h"
#include "family/fit.h"

#include <float.h>
#include <math.h>

static kl_status check_shape(const kl_fit_target *t, kl_error *error) {
    const size_t n = t->points.rows;
    if (n == 0 || t->points.columns == 0 || t->points.data == NULL ||
        kl_dtype_size(t->points.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "the target has no points");
    if (t->log_density != NULL && kl_array_is_given(t->weights))
        return kl_fail(error, KL_ERROR_ARGUMENT, "the target has both weights and a log-density");
    if (kl_array_is_given(t->weights) && t->weights.n != n)
        return kl_fail(error, KL_ERROR_MISMATCH, "the target has %zu points and %zu weights", n,
                       t->weights.n);
    if (kl_array_is_given(t->volumes) && t->volumes.n != n)
        return kl_fail(error, KL_ERROR_MISMATCH, "the target has %zu points and %zu volumes", n,
                       t->volumes.n);
    if (!t->grid && (t->log_density != NULL || kl_array_is_given(t->volumes)))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "volumes and a log-density belong to a grid, and the target is none");
    return KL_OK;
}

static kl_status read_points(kl_points *points, kl_matrix from, kl_error *error) {
    for (size_t i = 0; i < points->n; i++) {
        double *x = points->x + i * points->d;
        kl_array_read(kl_matrix_row(from, i), 0, points->d, x);
        for (size_t j = 0; j < points->d; j++)
            if (!isfinite(x[j]))
                return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(i * points->d + j), -1,
                                  "point %zu is %g: it must be a finite number", i, x[j]);
    }
    return KL_OK;
}

/* Non-negative numbers whose logarithms go to `out`; `positive`: none may be 0. */
static kl_status read_logs(kl_array from, const char *what, int positive, double *out,
                           kl_error *error) {
    if (from.data == NULL || kl_dtype_size(from.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%ss: no data or unknown dtype", what);
    kl_array_read(from, 0, from.n, out);
    for (size_t i = 0; i < from.n; i++) {
        if (!(out[i] >= 0 && out[i] < INFINITY) || (positive && out[i] == 0))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "%s %zu is %.17g: it must be %s 0 and finite", what, i, out[i],
                              positive ? "above" : "at least");
        out[i] = kl_log(out[i]);
    }
    return KL_OK;
}

static kl_status call_density(const kl_points *points, const kl_fit_target *t, kl_error *error) {
    for (size_t i = 0; i < points->n; i++) {
        const double there = t->log_density(t->context, points->x + i * points->d, points->d);
        if (!(there < INFINITY))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "the log-density is %g at point %zu: it must be a number or -inf",
                              there, i);
        points->log_p[i] = there + (points->log_v ? points->log_v[i] : 0);
    }
    return KL_OK;
}

static kl_status normalise(kl_points *points, kl_error *error) {
    double largest = -INFINITY, total = 0;
    for (size_t i = 0; i < points->n; i++)
        largest = fmax(largest, points->log_p[i]);
    if (largest == -INFINITY)
        return kl_fail(error, KL_ERROR_VALUE, "the weights of the target are all zero");
    for (size_t i = 0; i < points->n; i++)
        total += points->p[i] = kl_exp(points->log_p[i] - largest);
    for (size_t i = 0; i < points->n; i++) {
        points->p[i] /= total;
        points->log_p[i] -= largest + kl_log(total);
    }
    return KL_OK;
}

static kl_status read_weights(kl_points *points, const kl_fit_target *t, kl_error *error) {
    kl_status status = KL_OK;
    if (t->volumes.n > 0)
        status = read_logs(t->volumes, "volume", 1, points->log_v, error);
    if (status == KL_OK && t->log_density != NULL)
        status = call_density(points, t, error);
    else if (status == KL_OK && t->weights.n > 0)
        status = read_logs(t->weights, "weight", 0, points->log_p, error);
    return status == KL_OK ? normalise(points, error) : status;
}

/* A coordinate without spread, or with more or less than doubles hold. Of more than one the index is that of it. */
static kl_status refuse_spread(const kl_points *points, size_t j, kl_error *error) {
    char where[48] = "";
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < points->n; i++)
        if (points->p[i] > 0) {
            low = fmin(low, points->x[i * points->d + j]);
            high = fmax(high, points->x[i * points->d + j]);
        }
    if (points->d > 1)
        kl_words(where, sizeof where, "coordinate %zu (of %zu, from 0): ", j, points->d);
    const int64_t index = points->d > 1 ? (int64_t)j : -1;
    if (points->n == 1)
        return kl_fail_at(error, KL_ERROR_VALUE, index, -1,
                          "there is one point only, and a fit needs a variance");
    if (low == high)
        return kl_fail_at(error, KL_ERROR_VALUE, index, -1,
                          "%sall %zu points lie at %g, and a fit needs a variance", where,
                          points->n, low);
    return kl_fail_at(error, KL_ERROR_VALUE, index, -1,
                      "%sthe variance is %s the doubles: give the points in another unit", where,
                      high / 2 - low / 2 > 1 ? "beyond" : "below");
}

/* Mean 0 and variance 1 in each coordinate. Small differences are taken before they are squared. */
static kl_status standardise(kl_points *points, kl_error *error) {
    for (size_t j = 0; j < points->d; j++) {
        double mean = 0, rest = 0, square = 0;
        for (size_t i = 0; i < points->n; i++)
            mean += points->p[i] * points->x[i * points->d + j];
        for (size_t i = 0; i < points->n; i++) {
            const double apart = points->x[i * points->d + j] - mean;
            rest += points->p[i] * apart;
            square += points->p[i] * apart * apart;
        }
        const double variance = square - rest * rest;
        points->centre[j] = mean + rest;
        points->scale[j] = sqrt(variance);
        if (!(variance >= DBL_MIN && variance < INFINITY))
            return refuse_spread(points, j, error);
        for (size_t i = 0; i < points->n; i++)
            points->x[i * points->d + j] =
                (points->x[i * points->d + j] - points->centre[j]) / points->scale[j];
    }
    return KL_OK;
}

kl_status kl_points_read(kl_points *points, const kl_fit_target *target, kl_error *error) {
    *points = (kl_points){.n = target->points.rows, .d = target->points.columns};
    kl_status status = check_shape(target, error);
    if (status != KL_OK)
        return status;
    const size_t n = points->n, d = points->d;
    points->grid = target->grid;
    points->alike = target->weights.n == 0;
    points->x = kl_alloc(n, d * sizeof *points->x);
    points->p = kl_alloc(n, sizeof *points->p);
    points->log_p = kl_alloc_zero(n, sizeof *points->log_p);
    points->centre = kl_alloc(d, sizeof *points->centre);
    points->scale = kl_alloc(d, sizeof *points->scale);
    if (target->volumes.n > 0)
        points->log_v = kl_alloc(n, sizeof *points->log_v);
    if (!points->x || !points->p || !points->log_p || !points->centre || !points->scale ||
        (target->volumes.n > 0 && !points->log_v))
        return kl_fail_memory(error, "points", n * (d + 3) * sizeof *points->x);
    status = read_points(points, target->points, error);
    if (status == KL_OK)
        status = read_weights(points, target, error);
    return status == KL_OK ? standardise(points, error) : status;
}

void kl_points_free(kl_points *points) {
    kl_free(points->x);
    kl_free(points->p);
    kl_free(points->log_p);
    kl_free(points->log_v);
    kl_free(points->centre);
    kl_free(points->scale);
}
