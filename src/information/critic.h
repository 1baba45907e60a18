/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds from a critic's scores: what both shapes of scores share. */
#ifndef KL_INFORMATION_CRITIC_H
#define KL_INFORMATION_CRITIC_H

#include <kullback/information_nearest.h>

kl_status kl_critic_options_read(const kl_critic_options *given, kl_critic_options *out,
                                 kl_error *error);

/* e^score over its mean, and the logarithm of that mean: nothing overflows. */
double kl_critic_shares(const double *scores, size_t n, double *shares);

/* What a gradient by a score under Q is, with its share of Σ e^f, over the number of scores. */
double kl_critic_slope(kl_critic_bound bound, const kl_critic_options *options, double score,
                       double share);

/* The bound from its mean under P and ln E_Q e^f. */
double kl_critic_value(kl_critic_bound bound, double joint_mean, double log_mean);

/* What is to be known of a bound from n scores under Q, or n pairs. */
void kl_critic_flag(kl_critic_result *result, size_t n);

#endif
