/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The sweep over two samples of numbers in order: how far apart their distribution functions F and G are.
 *
 * Between two neighbouring values both are constant, and F − G is a whole number over n·m: nothing is rounded
 * before it is weighted, and equal values make one step.
 */
#ifndef KL_SAMPLE_SWEEP_H
#define KL_SAMPLE_SWEEP_H

#include "sample/pooled.h"

typedef struct kl_sweep {
    double supremum; /* max |F − G| */
    double integral; /* ∫ (F − G)² dx, to 8·2⁻⁵³ */
    size_t
        place; /* behind the last of the pooled values up to where the maximum is first reached */
} kl_sweep;

/* Of the pooled values (one column) under other labels than their own, O(total). */
void kl_sweep_run(const kl_pooled *pooled, const uint8_t *label, kl_sweep *out);

/* For every pooled value t: the sums of |t − x| over the points of A and over those of B, O(total). */
void kl_sweep_distances(const kl_pooled *pooled, double (*sum)[2]);

#endif
