/* SPDX-License-Identifier: Apache-2.0 */
/* An estimator of entropies carried into the measures of two sources. */
#ifndef KL_SAMPLE_CARRIED_H
#define KL_SAMPLE_CARRIED_H

#include "sample/align.h"
#include "sample/entropy_methods.h"
#include "sample/escape.h"

/*
 * An estimator of shares (order 1) gives two distributions over one alphabet, and with them entropies, KL and
 * the Jensen–Shannon divergence, which are those of the shares. The others give entropies and at order 1 a model, and
 * with it a cross-entropy, and KL, which is that less the entropy; above, KL is the cross-entropy of the smoothed model
 * less the entropy. The Jensen–Shannon divergence of n-grams is the entropy of the mixture, of which a sample is made
 * of both (mixture.h), less the mean of the entropies of both.
 */
typedef struct kl_carried {
    const kl_entropy_method *row; /* NULL: nothing is carried */
    double entropy[2];            /* of side s, per symbol; NaN, here and below: not carried */
    double divergence[2];         /* of side s from the other: of a cross-entropy by the same row */
    double jensen_shannon;
    uint32_t flags;
} kl_carried;

/* The entropy per symbol of side s by a row: of n-grams less that of what begins them. `alphabet`: 0 for what is
 * on either side. */
kl_status kl_carried_entropy(const kl_entropy_method *row, const kl_aligned *aligned,
                             const kl_levels *levels, int s, uint64_t alphabet, double *out,
                             uint32_t *flags, kl_error *error);

/* `known`: the side whose counts are weights, of `known_total` in all; −1: none. `levels` is NULL for order 1. */
kl_status kl_carried_compute(const kl_aligned *aligned, const kl_levels *levels, int known,
                             double known_total, const kl_sample_options *options, kl_carried *out,
                             kl_error *error);

#endif
