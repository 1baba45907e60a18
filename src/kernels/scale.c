/* SPDX-License-Identifier: Apache-2.0 */
/* From totals to the factors that put two arrays of weights on one scale. */
#include "kernels/kernels.h"

#include <math.h>

ptrdiff_t kl_first_invalid(const double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!(x[i] >= 0.0 && x[i] < INFINITY))
            return (ptrdiff_t)i;
    return -1;
}

void kl_scale_unit(kl_scale *scale) {
    *scale = (kl_scale){.mode = KL_SCALE_UNIT,
                        .p_step = 1.0,
                        .q_step = 1.0,
                        .p_factor = 1.0,
                        .q_factor = 1.0,
                        .ratio_hi = 1.0,
                        .y_factor_hi = 1.0,
                        .p_total = 1.0,
                        .q_total_hi = 1.0,
                        .weight = 0.5,
                        .other_weight = 0.5,
                        .threshold = 1.0};
}

/* hi in [1, 2), the rest in the exponent. */
static kl_total normalise(kl_total total) {
    int e;
    double hi = frexp(total.hi, &e);
    return (kl_total){2.0 * hi, ldexp(total.lo, 1 - e), total.exponent + e - 1};
}

/* a/b to 2⁻¹⁰³: the quotient, then the remainder divided once more. */
static void divide(kl_total a, kl_total b, double *hi, double *lo) {
    *hi = a.hi / b.hi;
    double remainder = fma(-*hi, b.hi, a.hi); /* exact */
    double quotient = *hi;
    *lo = (remainder + (a.lo - quotient * b.lo)) / b.hi;
    /* The pair must be normalised: the high part alone is the ratio rounded. */
    *hi = quotient + *lo;
    *lo -= *hi - quotient;
}

void kl_scale_set(kl_scale *scale, kl_total p, kl_total q) {
    kl_scale_unit(scale);
    p = normalise(p);
    q = normalise(q);
    scale->mode = KL_SCALE_PLAIN;
    scale->p_exponent = p.exponent;
    scale->q_exponent = q.exponent;
    scale->p_total = p.hi;
    scale->q_total_hi = q.hi;
    scale->q_total_lo = q.lo;
    divide(p, q, &scale->ratio_hi, &scale->ratio_lo);
    int p_step = 0, q_step = 0;
    const int limit = 400;
    if (p.exponent > limit || p.exponent < -limit || q.exponent > limit || q.exponent < -limit) {
        scale->mode = KL_SCALE_EXTREME;
        p_step = p.exponent / 2;
        q_step = q.exponent / 2;
    }
    scale->p_step = ldexp(1.0, -p_step);
    scale->q_step = ldexp(1.0, -q_step);
    scale->p_factor = ldexp(1.0, p_step - p.exponent);
    scale->q_factor = ldexp(1.0, q_step - q.exponent);
    scale->y_factor_hi = scale->ratio_hi * scale->q_factor;
    scale->y_factor_lo = scale->ratio_lo * scale->q_factor;
}

void kl_power_set(kl_power *power, double order, double less_one) {
    power->order = order;
    power->less_one = less_one;
    power->reach = 2.0 / (order > 1.0 ? order : 1.0);
    power->unit = order > 1.0 ? ldexp(1.0, ilogb(order)) : 1.0;
    double sum = 1.0, factorial = 2.0, last = 1.0;
    for (int k = 0; k < KL_POWER_TERMS; k++) {
        power->series[k] = sum / factorial;
        last /= power->unit;
        sum = sum * (order / power->unit) + last;
        factorial *= k + 3.0;
    }
}
