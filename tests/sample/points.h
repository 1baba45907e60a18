/* SPDX-License-Identifier: Apache-2.0 */
/* Points for the tests, and what is asked of them. */
#ifndef TESTS_SAMPLE_POINTS_H
#define TESTS_SAMPLE_POINTS_H

#include "help.h"

static inline kl_matrix points_of(const double *rows, size_t n, size_t dimension) {
    return (kl_matrix){rows, n, dimension, (ptrdiff_t)dimension, KL_F64};
}

static inline kl_points_options points_options(unsigned k, kl_norm norm) {
    kl_points_options options;
    kl_points_options_init(&options);
    options.neighbours = k;
    options.norm = norm;
    return options;
}

/* Normal with independent coordinates (Box and Muller 1958). To be freed. */
static inline double *points_normal(size_t n, size_t dimension, double mean, double scale,
                                    uint64_t seed) {
    double *rows = malloc(n * dimension * sizeof *rows);
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n * dimension; i++) {
        const double u = kl_random_uniform(&random), v = kl_random_uniform(&random);
        rows[i] = mean + scale * sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
    }
    return rows;
}

static inline kl_estimate points_entropy(kl_matrix x, const kl_points_options *options) {
    kl_estimate out;
    assert_int_equal(kl_points_entropy(x, options, &out, NULL), KL_OK);
    return out;
}

static inline kl_estimate points_divergence(kl_matrix x, kl_matrix y,
                                            const kl_points_options *options) {
    kl_estimate out;
    assert_int_equal(kl_points_divergence(x, y, options, &out, NULL), KL_OK);
    return out;
}

#endif
