/* SPDX-License-Identifier: Apache-2.0 */
/* Percentiles over rows, and the values themselves in order. */
#ifndef KL_EVALUATE_QUANTILES_H
#define KL_EVALUATE_QUANTILES_H

#include "evaluate/statistics.h"

/* All values of KL_STAT_FORWARD (the loss without a model) or KL_STAT_DELTA_P in order, `*n` of them;
 * kl_free when done. 8 bytes a row. */
kl_status kl_eval_sorted(const kl_eval *eval, kl_stat stat, double **out, size_t *n,
                         kl_error *error);

/* Between neighbours by a straight line, at fraction·(n − 1). */
double kl_sorted_quantile(const double *sorted, size_t n, double fraction);

/* With an interval: where the share below it, with its clustered error, still holds the fraction
 * (Woodruff 1952). The largest and the smallest have none. */
kl_status kl_quantile_estimate(const kl_eval *eval, const kl_statistic *statistic, kl_estimate *out,
                               kl_error *error);

#endif
