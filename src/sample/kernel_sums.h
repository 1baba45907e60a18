/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sums over all pairs of points of their distance, or of a Gaussian kernel of it: for the labels that points
 * have, and for those that deals give them, in one pass over tiles of pairs.
 *
 * Sums run over tiles in a fixed order, so they are the same for every number of threads.
 */
#ifndef KL_SAMPLE_KERNEL_SUMS_H
#define KL_SAMPLE_KERNEL_SUMS_H

#include "sample/scaled.h"

typedef struct kl_kernel_sums {
    /* Of every point with the points of A and of B, but not with itself. */
    double (*row)[2];
    /* For each deal, and behind them for the observed labels: the sum over ordered pairs of two points of the
     * smaller side, and over ordered pairs of which the first is. */
    double *inside, *touching;
    double all; /* over all ordered pairs */
} kl_kernel_sums;

/* The kernel is exp(steepness·d²), or d where the steepness is 0. O(total²·(columns + deals/2)), memory for
 * 8·total·deals bytes. */
kl_status kl_kernel_sums_new(const kl_scaled *points, double steepness, unsigned deals,
                             uint64_t seed, kl_pool *pool, kl_kernel_sums *out, kl_error *error);
void kl_kernel_sums_clear(kl_kernel_sums *sums);

#endif
