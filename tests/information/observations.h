/* SPDX-License-Identifier: Apache-2.0 */
/* Observations for the tests of mutual information, what is asked of them, and all pairs as the other algorithm. */
#ifndef TESTS_INFORMATION_OBSERVATIONS_H
#define TESTS_INFORMATION_OBSERVATIONS_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/information_nearest.h>

static inline kl_matrix columns_of(const double *rows, size_t n, size_t columns) {
    return (kl_matrix){rows, n, columns, (ptrdiff_t)columns, KL_F64};
}

static inline kl_nearest_options nearest_options(unsigned k, kl_nearest_estimator estimator) {
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    options.neighbours = k;
    options.estimator = estimator;
    options.normalise = KL_NEAREST_SCALE_NONE;
    options.confidence = 0;
    return options;
}

static inline double draw_normal(kl_random *random) {
    const double u = kl_random_uniform(random), v = kl_random_uniform(random);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* n × d normal numbers, to be freed. */
static inline double *draw_columns(size_t n, size_t d, uint64_t seed) {
    double *rows = malloc(n * d * sizeof *rows);
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n * d; i++)
        rows[i] = draw_normal(&random);
    return rows;
}

/* Every column of y becomes one with correlation rho to that of x. */
static inline void correlate(const double *x, double *y, size_t count, double rho) {
    for (size_t i = 0; i < count; i++)
        y[i] = rho * x[i] + sqrt(1 - rho * rho) * y[i];
}

static inline kl_nearest_result information(kl_matrix x, kl_matrix y,
                                            const kl_nearest_options *options) {
    kl_nearest_result out;
    kl_error error = KL_ERROR_INIT;
    if (kl_nearest_information(x, y, options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

static inline kl_nearest_result conditional(kl_matrix x, kl_matrix y, kl_matrix z,
                                            const kl_nearest_options *options) {
    kl_nearest_result out;
    kl_error error = KL_ERROR_INIT;
    if (kl_nearest_conditional(x, y, z, options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

static inline kl_nearest_result discrete(const double *labels, size_t n, kl_matrix y,
                                         const kl_nearest_options *options) {
    kl_nearest_result out;
    kl_error error = KL_ERROR_INIT;
    if (kl_nearest_discrete(kl_f64(labels, n), y, options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

/* ── All pairs ── */

/* ψ of a whole number: a sum of inverses. */
static inline double psi(size_t n) {
    double sum = -0.57721566490153286061;
    for (size_t i = 1; i < n; i++)
        sum += 1 / (double)i;
    return sum;
}

/* The largest difference of a coordinate; no columns: 0. */
static inline double far(kl_matrix m, size_t i, size_t j) {
    const double *rows = m.data;
    double most = 0;
    for (size_t c = 0; c < m.columns; c++)
        most = fmax(most, fabs(rows[i * m.columns + c] - rows[j * m.columns + c]));
    return most;
}

/* How many others are at a distance < radius (`inclusive`: ≤) in both. */
static inline size_t others(kl_matrix a, kl_matrix b, size_t i, double radius, int inclusive) {
    size_t count = 0;
    for (size_t j = 0; j < a.rows; j++) {
        const double distance = fmax(far(a, i, j), far(b, i, j));
        count += j != i && (inclusive ? distance <= radius : distance < radius);
    }
    return count;
}

static inline size_t in_one_place(kl_matrix x, kl_matrix y, kl_matrix z, size_t i) {
    size_t count = 0;
    for (size_t j = 0; j < x.rows; j++)
        count += j != i && far(x, i, j) == 0 && far(y, i, j) == 0 && far(z, i, j) == 0;
    return count;
}

static inline int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Of the k-th neighbour in all of them. */
static inline double radius_of(kl_matrix x, kl_matrix y, kl_matrix z, size_t i, size_t k) {
    double *all = malloc(x.rows * sizeof *all);
    size_t count = 0;
    for (size_t j = 0; j < x.rows; j++)
        if (j != i)
            all[count++] = fmax(fmax(far(x, i, j), far(y, i, j)), far(z, i, j));
    qsort(all, count, sizeof *all, by_size);
    const double radius = all[k - 1];
    free(all);
    return radius;
}

/* The formula of the manual, term by term; z without columns: of pairs. */
static inline double by_all_pairs(kl_matrix x, kl_matrix y, kl_matrix z,
                                  kl_nearest_estimator estimator, size_t k) {
    const size_t n = x.rows;
    const int is_conditional = z.columns > 0;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        const double radius = radius_of(x, y, z, i, k);
        double in_x = 0, in_y = 0;
        for (size_t j = 0; j < n; j++)
            if (j != i && fmax(fmax(far(x, i, j), far(y, i, j)), far(z, i, j)) <= radius) {
                in_x = fmax(in_x, far(x, i, j));
                in_y = fmax(in_y, far(y, i, j));
            }
        const int same = radius == 0;
        if (estimator == KL_NEAREST_KSG2)
            sum += psi(k) - psi(others(x, z, i, in_x, 1)) - psi(others(y, z, i, in_y, 1));
        else
            sum += psi(same ? 1 + in_one_place(x, y, z, i) : k) -
                   psi(1 + others(x, z, i, radius, same)) - psi(1 + others(y, z, i, radius, same)) +
                   (is_conditional ? psi(1 + others(z, z, i, radius, same)) : 0);
    }
    sum /= (double)n;
    if (is_conditional)
        return sum;
    if (estimator == KL_NEAREST_MIXED)
        return sum + log((double)n);
    return sum + psi(n) - (estimator == KL_NEAREST_KSG2 ? 1 / (double)k : 0);
}

#endif
