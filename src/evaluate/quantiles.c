/* SPDX-License-Identifier: Apache-2.0 */
/* Percentiles. */
#include "evaluate/quantiles.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/jackknife.h"
#include "sample/student.h"

static double kept_value(const kl_kept *kept, kl_stat stat) {
    return stat == KL_STAT_DELTA_P ? kept->delta_p : kept->divergence;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

kl_status kl_eval_sorted(const kl_eval *eval, kl_stat stat, double **out, size_t *n,
                         kl_error *error) {
    size_t most = 0;
    for (int b = 0; b < KL_BAGS; b++)
        most += eval->bags[b].kept_size;
    double *values = kl_alloc(most, sizeof *values);
    *out = values;
    *n = 0;
    if (values == NULL)
        return kl_fail_memory(error, "percentiles", most * sizeof *values);
    for (int b = 0; b < KL_BAGS; b++)
        for (size_t i = 0; i < eval->bags[b].kept_size; i++) {
            double value = kept_value(&eval->bags[b].kept[i], stat);
            if (!isnan(value))
                values[(*n)++] = value;
        }
    qsort(values, *n, sizeof *values, ascending);
    return KL_OK;
}

double kl_sorted_quantile(const double *sorted, size_t n, double fraction) {
    double at = fraction * (double)(n - 1);
    size_t i = (size_t)at;
    double part = at - (double)i;
    if (i + 1 >= n || part == 0)
        return sorted[i < n ? i : n - 1];
    return sorted[i] == sorted[i + 1] ? sorted[i] : (1 - part) * sorted[i] + part * sorted[i + 1];
}

/* The error of the share of rows at or below x, by leaving bags out. */
static kl_spread share_spread(const kl_eval *eval, kl_stat stat, double x) {
    uint64_t below[KL_BAGS] = {0}, totals[KL_BAGS] = {0}, all_below = 0, total = 0;
    double without[KL_BAGS];
    for (int b = 0; b < KL_BAGS; b++) {
        for (size_t i = 0; i < eval->bags[b].kept_size; i++) {
            double value = kept_value(&eval->bags[b].kept[i], stat);
            totals[b] += !isnan(value);
            below[b] += value <= x;
        }
        all_below += below[b];
        total += totals[b];
    }
    double share = (double)all_below / (double)total;
    if (eval->options.clustering == KL_CLUSTER_NONE) {
        double error = total > 1 ? sqrt(share * (1 - share) / (double)(total - 1)) : NAN;
        double t =
            total > 1 ? kl_student_quantile(eval->options.confidence, (double)total - 1) : NAN;
        return (kl_spread){error, t * error};
    }
    for (int b = 0; b < KL_BAGS; b++)
        without[b] =
            totals[b] == total ? NAN : (double)(all_below - below[b]) / (double)(total - totals[b]);
    return kl_jackknife_spread(kl_jackknife_side(share, without, totals, total),
                               kl_jackknife_constant(), eval->options.confidence);
}

kl_status kl_quantile_estimate(const kl_eval *eval, const kl_statistic *statistic, kl_estimate *out,
                               kl_error *error) {
    double *sorted;
    size_t n;
    kl_status status = kl_eval_sorted(eval, statistic->stat, &sorted, &n, error);
    if (status != KL_OK)
        return status;
    if (n == 0) {
        kl_free(sorted);
        return kl_fail(error, KL_ERROR_VALUE, "%s: no row that says it was fed", statistic->id);
    }
    double fraction = statistic->fraction;
    *out = (kl_estimate){.value = kl_sorted_quantile(sorted, n, fraction),
                         .standard_error = NAN,
                         .low = NAN,
                         .high = NAN,
                         .n = n,
                         .unit = statistic->unit,
                         .method = KL_METHOD_QUANTILE};
    kl_spread spread = share_spread(eval, statistic->stat, out->value);
    if (eval->options.clustering == KL_CLUSTER_NONE)
        out->flags |= KL_FLAG_INDEPENDENT_DRAWS;
    else if (!isfinite(spread.half_width))
        out->flags |= KL_FLAG_FEW_UNITS;
    if (fraction > 0 && fraction < 1 && isfinite(spread.half_width)) {
        /* Beyond the ends of what was seen nothing can be said. */
        double low = fraction - spread.half_width, high = fraction + spread.half_width;
        if (low > 0 && high < 1) {
            out->low = kl_sorted_quantile(sorted, n, low);
            out->high = kl_sorted_quantile(sorted, n, high);
            out->confidence = eval->options.confidence;
        }
    }
    kl_free(sorted);
    return KL_OK;
}
