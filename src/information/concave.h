/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The largest value of a concave function of probabilities, with its proof: what the capacity of a channel and the
 * rate–distortion function have in common. Multiplicative steps (Blahut and Arimoto) as long as they serve, then
 * Newton's along the central path.
 */
#ifndef KL_INFORMATION_CONCAVE_H
#define KL_INFORMATION_CONCAVE_H

#include "kernels/kernels.h"

#include <kullback/information_channel.h>

/* What is known of the function at p. */
typedef struct kl_concave_view {
    double *slope; /* its gradient, but for a constant */
    double
        *ratio; /* what a multiplicative step multiplies each probability by, but for a constant */
    double value, bound; /* of the function, and what it is nowhere above */
} kl_concave_view;

typedef struct kl_concave {
    size_t n, steps;
    /* p is positive and adds up to 1. */
    void (*look)(void *context, const double *p, kl_concave_view *view);
    /* n rows g of `steps` numbers with −Hessian_ij = g_i·g_j/(p_i p_j), at the p of the last look. */
    void (*curve)(void *context, const double *p, double *g);
    void *context;
} kl_concave;

kl_status kl_channel_options_read(const kl_channel_options *given, kl_channel_options *out,
                                  kl_error *error);

/* What lies between `low` and `high` in exact arithmetic: rounding of sums of n terms that come to
 * `most` or less is added on both sides. What is 0 as computed is the sum of nothing, and stays. */
kl_estimate kl_concave_bounds(double low, double high, size_t n, double most, double tolerance);

/* p becomes the n probabilities with the smallest gap between both that was seen. */
kl_status kl_concave_maximise(const kl_concave *of, const kl_channel_options *options, double *p,
                              kl_error *error);

#endif
