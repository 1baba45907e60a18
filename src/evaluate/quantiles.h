/* SPDX-License-Identifier: Apache-2.0 */
/* Percentiles over rows. */
#ifndef KL_EVALUATE_QUANTILES_H
#define KL_EVALUATE_QUANTILES_H

#include <math.h>

#include "evaluate/statistics.h"

/* Of a row, NaN where it is not known. */
static inline double kl_kept_value(const kl_kept *kept, kl_stat stat) {
    return stat == KL_STAT_DELTA_P ? kept->delta_p : kept->divergence;
}

/* With every one that is known as `value`, in no order. */
#define KL_EACH_KEPT(eval, stat, value)                                                            \
    for (int b_ = 0; b_ < KL_BAGS; b_++)                                                           \
        for (size_t i_ = 0; i_ < (eval)->bags[b_].kept_size; i_++)                                 \
            for (double value = kl_kept_value(&(eval)->bags[b_].kept[i_], stat); !isnan(value);    \
                 value = NAN)

/* At fraction·(n − 1), between neighbours by a straight line. With an interval: where the share below it, with its
 * clustered error, still holds the fraction (Woodruff 1952). The largest and the smallest have none. */
kl_status kl_quantile_estimate(const kl_eval *eval, const kl_statistic *statistic, kl_estimate *out,
                               kl_error *error);

#endif
