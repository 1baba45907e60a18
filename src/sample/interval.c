/* SPDX-License-Identifier: Apache-2.0 */
/* Intervals around corrected values. */
#include "sample/interval.h"

#include "kernels/scalar.h"

#include <math.h>

kl_estimate kl_estimate_bare(double value, kl_unit unit, kl_method method, uint64_t n) {
    return (kl_estimate){.value = value,
                         .standard_error = NAN,
                         .low = NAN,
                         .high = NAN,
                         .n = n,
                         .unit = unit,
                         .method = method};
}

kl_estimate kl_estimate_none(void) {
    return kl_estimate_bare(NAN, KL_UNIT_ONE, KL_METHOD_PLUGIN, 0);
}

static double exponential(double x) {
    return isnan(x) ? NAN : kl_exp(x);
}

void kl_estimate_exponentiate(kl_estimate *estimate) {
    estimate->unit = KL_UNIT_ONE;
    estimate->value = exponential(estimate->value);
    estimate->standard_error *= estimate->value;
    estimate->low = exponential(estimate->low);
    estimate->high = exponential(estimate->high);
}

static double clip(double x, double lower, double upper) {
    return x < lower ? lower : x > upper ? upper : x;
}

static double within(double x, const kl_interval_rule *rule) {
    return clip(x, rule->lower, rule->upper);
}

/* A variance may also be missing because a value was infinite. */
static int too_few(kl_jackknife side) {
    return isnan(side.variance) && side.bags < KL_BAGS_MIN;
}

void kl_estimate_fill(kl_estimate *estimate, double full, kl_jackknife a, kl_jackknife b,
                      kl_interval_rule rule) {
    double bias = a.bias + b.bias, center = isfinite(bias) ? full - bias : full;
    double value = rule.correct ? center : full;
    estimate->value = within(value, &rule);
    if (estimate->value != value)
        estimate->flags |= KL_FLAG_CLIPPED;
    if (too_few(a) || too_few(b))
        estimate->flags |= KL_FLAG_FEW_UNITS;
    kl_spread spread = kl_jackknife_spread(a, b, rule.confidence);
    if (!isfinite(full) || !isfinite(spread.half_width))
        return;
    estimate->standard_error = spread.standard_error;
    estimate->confidence = rule.confidence;
    double reach = spread.half_width + rule.doubt * fabs(bias);
    estimate->low = fmin(within(center - reach, &rule), estimate->value);
    /* A correction that went below zero narrows nothing: what is small may still be half a width. */
    estimate->high = fmax(within(within(center, &rule) + reach, &rule), estimate->value);
}

void kl_estimate_move(kl_estimate *estimate, double value, double upper) {
    estimate->value = clip(value, 0, upper);
    estimate->flags &= ~(uint32_t)KL_FLAG_CLIPPED;
    if (estimate->value != value)
        estimate->flags |= KL_FLAG_CLIPPED;
    if (isinf(estimate->value)) /* of what was estimated, which more data may change */
        estimate->flags |= KL_FLAG_INFINITE | KL_FLAG_UNSEEN_SUPPORT;
    if (!isnan(estimate->low)) {
        estimate->low = fmin(estimate->low, estimate->value);
        estimate->high = fmax(estimate->high, estimate->value);
    }
}

void kl_estimate_no_interval(kl_estimate *estimate) {
    estimate->standard_error = NAN;
    estimate->low = estimate->high = NAN;
    estimate->confidence = 0;
}

void kl_estimate_one_sided(kl_estimate *estimate, double low, double confidence) {
    estimate->standard_error = NAN;
    estimate->low = fmin(low, estimate->value);
    estimate->high = INFINITY;
    estimate->confidence = confidence;
    estimate->flags |= KL_FLAG_ONE_SIDED;
}

void kl_estimate_near_equal(kl_estimate *estimate) {
    estimate->flags |= KL_FLAG_NEAR_EQUAL;
    if (!isnan(estimate->low))
        estimate->low = 0;
}

void kl_estimate_bound_above(kl_estimate *estimate, double most) {
    if (estimate->value > most) {
        estimate->value = most;
        estimate->flags |= KL_FLAG_CLIPPED;
    }
    if (isfinite(estimate->high))
        estimate->high = fmin(estimate->high, most);
    if (isfinite(estimate->low))
        estimate->low = fmin(estimate->low, most);
}

void kl_estimate_bound_below(kl_estimate *estimate) {
    if (estimate->value < 0) {
        /* What is small may still be half a width. */
        estimate->high -= estimate->value;
        estimate->value = 0;
        estimate->flags |= KL_FLAG_CLIPPED;
    }
    if (estimate->low <= 0)
        kl_estimate_near_equal(estimate);
}
