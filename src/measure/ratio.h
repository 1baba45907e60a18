/* SPDX-License-Identifier: Apache-2.0 */
/* Weights of one symbol beside each other, for what is computed symbol by symbol. */
#ifndef KL_MEASURE_RATIO_H
#define KL_MEASURE_RATIO_H

#include "measure/job.h"

/* Two arrays as they were named, whatever the kernels were given. */
typedef struct kl_named_scale {
    kl_scale scale;
    kl_total p_total, q_total;
} kl_named_scale;

void kl_named_scale_set(kl_named_scale *named, const kl_measure_job *job);

/* weight/total, where 1/total may be above the doubles or have lost digits. */
double kl_weight_share(double weight, kl_total total);

/* t = (p/S)/(q/T) and t − 1, each to its own last digit; not both weights may be 0. */
double kl_weight_ratio(const kl_scale *scale, double p, double q, double *less_one);

/* ln t, also of a t beyond the doubles, and ln(p/S); p > 0. */
double kl_weight_log_ratio(const kl_scale *scale, double p, double q);
double kl_weight_log_share(const kl_scale *scale, double p);

#endif
