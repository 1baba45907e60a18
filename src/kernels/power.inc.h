/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The power term, from which every divergence of the family Σ p^a q^(1−a) is made, for a ≥ 1/2 (below, p and
 * q change places and a becomes 1 − a):
 *
 *     T = (x^a y^(1−a) − a x + (a − 1) y)/(a (a − 1)) ≥ 0,   x ln(x/y) − x + y for a = 1.
 *
 * With L = ln(x/y), near L = 0 by its series T = y Σ c_k L^k/k!, c_k = 1 + a + … + a^(k−2), where nothing
 * cancels but signs, by at most a factor 4 (so it reaches to 2/max(1, a) above and half as far below);
 * elsewhere T = (x·(e^((a−1)L) − 1)/(a − 1) − (x − y))/a, where the difference loses a factor 4 at most, and
 * the exponential as much as (a − 1)·L has of rounding.
 */

/* Where the exponential is small enough that 1 would drown it: e^t − 1 = t·(1 + t·Q(t)). */
#define EXPONENT_SMALL 0.34

/* x·(e^u − 1)/(a − 1) with u = (a − 1)·log_ratio; x·log_ratio for a = 1. */
INLINE vec power_growth(vec x, vec log_ratio, const kl_power *power) {
    vec u = log_ratio * power->less_one;
    mask small = absolute(u) <= splat(EXPONENT_SMALL);
    vec v = keep(small, u);
    vec slow = x * log_ratio * (1.0 + v * exp_tail(v));
    if (!any(~small))
        return slow;
    /* x·e^u is finite where e^u is not. */
    return choose(small, slow, (times_exponential(x, u) - x) / power->less_one);
}

/* Σ c_k L^k/k!, from k = 2 on; of L·unit, since c_k alone may be above the doubles. */
INLINE vec power_series(vec log_ratio, const kl_power *power) {
    vec l = log_ratio * power->unit, square = l * l;
    vec even = splat(power->series[KL_POWER_TERMS - 1]),
        odd = splat(power->series[KL_POWER_TERMS - 2]);
    for (int k = KL_POWER_TERMS - 3; k > 0; k -= 2) {
        even = even * square + power->series[k];
        odd = odd * square + power->series[k - 1];
    }
    return log_ratio * log_ratio * (even * square + power->series[0] + l * odd);
}

INLINE vec power_of_ratio(vec x, vec y, vec x_less_y, vec log_ratio, const kl_power *power) {
    vec l = log_ratio;
    mask near = (l <= splat(power->reach)) & (l >= splat(-0.5 * power->reach));
    vec series = y * power_series(keep(near, l), power);
    if (!any(~near))
        return series;
    return choose(near, series, (power_growth(x, l, power) - x_less_y) / power->order);
}
