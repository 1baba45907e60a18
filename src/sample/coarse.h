/* SPDX-License-Identifier: Apache-2.0 */
/* A coarser view in which nothing is unseen, for lower bounds: joining symbols never increases an
 * f-divergence (data processing), nor −Σ p ln q. */
#ifndef KL_SAMPLE_COARSE_H
#define KL_SAMPLE_COARSE_H

#include "sample/align.h"

/* A pool holds the n-grams of one side that the other has not seen and the rarest ones of that other side: all that it
 * has seen up to twice, and more until it has seen the pool eight times. What was picked because it was seen rarely
 * looks rarer than it is: all that was seen up to c times is expected as often as what was seen up to c + 1 times came
 * (Robbins 1956, "An empirical Bayes approach to statistics"), and counts for that where c is less than eight. */
#define KL_POOL_COUNTS 8
#define KL_POOL_RARE 2

/* Pool what side 1 − s has not seen of side s, for each s with pool[s]. The result is of order 1; its
 * alphabet and n-grams have no names. */
kl_status kl_coarse_new(const kl_aligned *aligned, const int pool[2], kl_aligned *out,
                        kl_error *error);

/* What only side 0 has as one symbol, what only side 1 has as another: joining symbols whose ratio of
 * shares is equal changes no divergence, and sparse tables become far smaller. */
kl_status kl_joint_new(const kl_aligned *aligned, kl_aligned *out, kl_error *error);

#endif
