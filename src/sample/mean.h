/* SPDX-License-Identifier: Apache-2.0 */
/* The mean over what was counted of a value that every n-gram has. */
#ifndef KL_SAMPLE_MEAN_H
#define KL_SAMPLE_MEAN_H

#include <kullback/sample.h>

/* Σ count · value / total, in nats, with an interval over the bags: the values are given, only which text was
 * seen is chance. NaN for the interval below KL_BAGS_MIN bags. `value` has one place for each n-gram; the
 * total is not 0. */
kl_estimate kl_counts_mean(const kl_counts *counts, const double *value, double confidence);

#endif
