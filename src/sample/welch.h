/* SPDX-License-Identifier: Apache-2.0 */
/* Means of independent observations, and the error of a sum or difference of two. */
#ifndef KL_SAMPLE_WELCH_H
#define KL_SAMPLE_WELCH_H

#include <kullback/base.h>

typedef struct kl_mean {
    double value, standard_error; /* the latter is not a number for one observation */
    size_t n;
} kl_mean;

/* Of n ≥ 1 finite numbers. */
kl_mean kl_mean_of(double (*at)(const void *context, size_t i), const void *context, size_t n);

/* As an estimate, of independent numbers: interval by Student's t; none of one observation, but KL_FLAG_FEW_UNITS. */
kl_estimate kl_mean_estimate(kl_mean mean, kl_unit unit, double confidence);

/* Standard error and interval of a value that is such a sum (Welch, Satterthwaite); neither where a side has one
 * observation, but KL_FLAG_FEW_UNITS. */
void kl_welch_interval(kl_mean a, kl_mean b, double confidence, kl_estimate *out);

#endif
