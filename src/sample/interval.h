/* SPDX-License-Identifier: Apache-2.0 */
/* From a quantity with its replicates to an estimate with an interval. */
#ifndef KL_SAMPLE_INTERVAL_H
#define KL_SAMPLE_INTERVAL_H

#include "sample/jackknife.h"

/* An estimate of which only the value is known. */
kl_estimate kl_estimate_bare(double value, kl_unit unit, kl_method method, uint64_t n);
/* The answer to a question nobody can ask (a measure or a direction that does not exist): NaN. */
kl_estimate kl_estimate_none(void);

/*
 * value = full − bias of both sides (`correct`) or full itself; interval around the corrected value, which
 * it always holds, both within [lower, upper] (KL_FLAG_CLIPPED if the value had to be moved). Absent below
 * KL_BAGS_MIN bags on a side, with KL_FLAG_FEW_UNITS. An infinite value has no interval.
 */
typedef struct kl_interval_rule {
    double upper;
    double confidence;
    int correct;
    double doubt; /* the interval is longer by this many corrections, at both ends */
    double lower; /* 0 of what is never negative */
} kl_interval_rule;
void kl_estimate_fill(kl_estimate *estimate, double full, kl_jackknife a, kl_jackknife b,
                      kl_interval_rule rule);

/* Another value, within [0, upper] (KL_FLAG_CLIPPED if it had to be moved), for which the interval is stretched. */
void kl_estimate_move(kl_estimate *estimate, double value, double upper);

/* An estimate of x becomes one of e^x; an end that is absent stays so. */
void kl_estimate_exponentiate(kl_estimate *estimate);

/* Take the interval away. */
void kl_estimate_no_interval(kl_estimate *estimate);
/* Only a lower end: [low, ∞). */
void kl_estimate_one_sided(kl_estimate *estimate, double low, double confidence);
/* Only an upper end: [0, high], not distinguishable from equal. */
void kl_estimate_near_equal(kl_estimate *estimate);
/* What is not below 0 by its nature: the value becomes 0 (KL_FLAG_CLIPPED) and keeps what the interval has above
 * it; of an interval that reaches there only the upper end is left. */
void kl_estimate_bound_below(kl_estimate *estimate);
/* What is not above `most` by its nature: the value becomes that (KL_FLAG_CLIPPED), and so do ends of the interval. */
void kl_estimate_bound_above(kl_estimate *estimate, double most);

#endif
