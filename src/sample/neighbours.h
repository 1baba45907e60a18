/* SPDX-License-Identifier: Apache-2.0 */
/* The mean logarithm of distances to k-th neighbours. */
#ifndef KL_SAMPLE_NEIGHBOURS_H
#define KL_SAMPLE_NEIGHBOURS_H

#include "kernels/kernels.h"
#include "sample/cloud.h"

typedef struct kl_neighbours_rule {
    size_t k;
    kl_norm norm;
    const kl_kernels *kernels;
    kl_pool *pool;
} kl_neighbours_rule;

typedef struct kl_neighbours {
    double mean;     /* (1/n) Σ ln ρ, or (1/n) Σ (ln ν − ln ρ), in the unit of the cloud */
    uint64_t copies; /* points of x with another of x or y in the same place */
    uint64_t ties
        [2]; /* points of x whose k-th neighbour in x, in y, is at distance 0: the mean is none */
    uint32_t first_tied[2]; /* the first row of these */
} kl_neighbours;

/* ρ is the distance of a point of x to its k-th neighbour among the others, ν that to the k-th in y (NULL: none).
 * The sum is exact, so that it depends on no order. */
kl_status kl_neighbours_mean(const kl_cloud *x, const kl_cloud *y, const kl_neighbours_rule *rule,
                             kl_neighbours *out, kl_error *error);

#endif
