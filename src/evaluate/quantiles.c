/* SPDX-License-Identifier: Apache-2.0 */
/* Percentiles. */
#include "evaluate/quantiles.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "sample/jackknife.h"
#include "sample/student.h"

/* Bits that are ordered as the numbers are; −0 is 0. */
static uint64_t key_of(double value) {
    uint64_t bits;
    value += 0.0;
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static double value_of(uint64_t key) {
    const uint64_t bits = key >> 63 ? key & ~(UINT64_C(1) << 63) : ~key;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The value before which `rank` others are in order: its key is found digit by digit, the highest first, by counting
 * the values that begin so. No room, and six passes. */
static double value_at(const kl_eval *eval, kl_stat stat, uint64_t rank) {
    enum { BITS = 11, DIGITS = 1 << BITS };
    uint64_t key = 0, known = 0; /* the bits that are found */
    for (int shift = 64 - 64 % BITS; shift >= 0; shift -= BITS) {
        uint64_t counts[DIGITS] = {0}, digit = 0;
        KL_EACH_KEPT(eval, stat, value) {
            const uint64_t of = key_of(value);
            counts[of >> shift & (DIGITS - 1)] += (of & known) == key;
        }
        for (; rank >= counts[digit]; digit++)
            rank -= counts[digit];
        key |= digit << shift;
        known |= (uint64_t)(DIGITS - 1) << shift;
    }
    return value_of(key);
}

/* The one that follows it: itself where there are more of it. */
static double value_after(const kl_eval *eval, kl_stat stat, uint64_t rank, double value_there) {
    uint64_t not_above = 0;
    double next = INFINITY;
    KL_EACH_KEPT(eval, stat, value) {
        not_above += value <= value_there;
        if (value > value_there && value < next)
            next = value;
    }
    return not_above > rank + 1 ? value_there : next;
}

/* Between neighbours of n by a straight line, at fraction·(n − 1). */
static double quantile(const kl_eval *eval, kl_stat stat, uint64_t n, double fraction) {
    const double at = fraction * (double)(n - 1);
    const uint64_t rank = (uint64_t)at < n ? (uint64_t)at : n - 1;
    const double part = at - (double)rank, here = value_at(eval, stat, rank);
    if (rank + 1 >= n || part == 0)
        return here;
    const double next = value_after(eval, stat, rank, here);
    return here == next ? here : (1 - part) * here + part * next;
}

/* The error of the share of rows at or below x, by leaving bags out. */
static kl_spread share_spread(const kl_eval *eval, kl_stat stat, double x) {
    uint64_t below[KL_BAGS] = {0}, totals[KL_BAGS] = {0}, all_below = 0, total = 0;
    double without[KL_BAGS];
    for (int b = 0; b < KL_BAGS; b++) {
        for (size_t i = 0; i < eval->bags[b].kept_size; i++) {
            double value = kl_kept_value(&eval->bags[b].kept[i], stat);
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
    uint64_t n = 0;
    KL_EACH_KEPT(eval, statistic->stat, value) {
        n++;
    }
    if (n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "%s: no row that says it was fed", statistic->id);
    double fraction = statistic->fraction;
    *out = (kl_estimate){.value = quantile(eval, statistic->stat, n, fraction),
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
            out->low = quantile(eval, statistic->stat, n, low);
            out->high = quantile(eval, statistic->stat, n, high);
            out->confidence = eval->options.confidence;
        }
    }
    return KL_OK;
}
