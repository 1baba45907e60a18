/* SPDX-License-Identifier: Apache-2.0 */
/* Two samples: the problem of transport that they are, and what it says of their sources. */
#ifndef KL_TRANSPORT_SAMPLED_H
#define KL_TRANSPORT_SAMPLED_H

#include <kullback/transport_sample.h>

#include "sample/pooled.h"
#include "sample/relabel.h"

/* Numbers and a cost that grows with their distance: then all are one, and an optimal plan is monotone. */
int kl_wasserstein_is_on_line(size_t columns, kl_ground ground);
/* The p of W_p. */
double kl_wasserstein_order(kl_ground ground, double power);

/* A column as an array. */
kl_array kl_wasserstein_numbers(kl_matrix column);
/* W_p of masses at points, in the way that is quickest. */
kl_status kl_wasserstein_solve(kl_matrix x, kl_array a, kl_matrix y, kl_array b, kl_ground ground,
                               double power, kl_pool *pool, kl_transport **out, kl_error *error);

/* Deals and what they come to, as W_p; the observed sides behind the last. `tested`: of how many draws. */
kl_status kl_wasserstein_deal(const kl_pooled *pooled, const kl_wasserstein_options *options,
                              kl_null *out, size_t tested[2], kl_error *error);

/* What a critic says of each draw, in the order of the pooled ones, that it has not learnt from: a function of slope 1
 * in the distance of `ground`, Euclidean or L1. At least four draws of a side. */
kl_status kl_wasserstein_critic(const kl_pooled *pooled, kl_ground ground, uint64_t seed,
                                kl_pool *pool, double *score, kl_error *error);

#endif
