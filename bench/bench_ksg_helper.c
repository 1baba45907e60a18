/* SPDX-License-Identifier: Apache-2.0 */
/* What bench_ksg.py times: mutual information of two sets of columns. */
#include <kullback/information_nearest.h>

#include "helper.h"

/* Seconds for one value, with or without its interval; the value goes to *value. Columns come in the same unit, as
 * scikit-learn's kernel has them. */
KL_API double bench_information(const double *x, const double *y, size_t n, size_t dimension,
                                unsigned k, double confidence, kl_pool *pool, double *value);
double bench_information(const double *x, const double *y, size_t n, size_t dimension, unsigned k,
                         double confidence, kl_pool *pool, double *value) {
    const kl_matrix p = {x, n, dimension, (ptrdiff_t)dimension, KL_F64};
    const kl_matrix q = {y, n, dimension, (ptrdiff_t)dimension, KL_F64};
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    options.neighbours = k;
    options.confidence = confidence;
    options.normalise = KL_NEAREST_SCALE_NONE;
    options.pool = pool;
    kl_nearest_result result = {.information = {.value = 0}};
    const double start = seconds();
    kl_nearest_information(p, q, &options, &result, NULL);
    const double stop = seconds();
    *value = result.information.value;
    return stop - start;
}
