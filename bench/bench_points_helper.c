/* SPDX-License-Identifier: Apache-2.0 */
/* What bench_points.py times: the divergence of two sets of points. */
#include <kullback/sample.h>

#include "helper.h"

/* Seconds for one divergence, with or without its interval; its value goes to *value. */
KL_API double bench_divergence(const double *x, const double *y, size_t n, size_t dimension,
                               unsigned k, double confidence, kl_pool *pool, double *value);
double bench_divergence(const double *x, const double *y, size_t n, size_t dimension, unsigned k,
                        double confidence, kl_pool *pool, double *value) {
    const kl_matrix p = {x, n, dimension, (ptrdiff_t)dimension, KL_F64};
    const kl_matrix q = {y, n, dimension, (ptrdiff_t)dimension, KL_F64};
    kl_points_options options;
    kl_points_options_init(&options);
    options.neighbours = k;
    options.confidence = confidence;
    options.pool = pool;
    kl_estimate estimate = {.value = 0};
    const double start = seconds();
    kl_points_divergence(p, q, &options, &estimate, NULL);
    const double stop = seconds();
    *value = estimate.value;
    return stop - start;
}
