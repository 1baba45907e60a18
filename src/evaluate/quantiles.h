/* SPDX-License-Identifier: Apache-2.0 */
/* Percentiles over rows. */
#ifndef KL_EVALUATE_QUANTILES_H
#define KL_EVALUATE_QUANTILES_H

#include "evaluate/statistics.h"

/* Of a row, NaN where it is not known. */
static inline double kl_kept_value(const kl_kept *kept, kl_stat stat) {
    return stat == KL_STAT_DELTA_P ? kept->delta_p : kept->divergence;
}

/* At fraction·(n − 1), between neighbours by a straight line. With an interval: where the share below it, with its clustered error, still holds the fraction
 * (Woodruff 1952). The largest and the smallest have none. */
kl_status kl_quantile_estimate(const kl_eval *eval, const kl_statistic *statistic, kl_estimate *out,
                               kl_error *error);

#endif
