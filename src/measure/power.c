/* SPDX-License-Identifier: Apache-2.0 */
/* The family of powers. */
#include "measure/power.h"

/* (e^(b l) − 1)/b, l for b = 0. */
static double growth(double l, double b) {
    return b == 0.0 ? l : kl_expm1(b * l) / b;
}

double kl_power_generator(double t, double a, double less_one) {
    if (t == 0.0)
        return a > 0.0 ? 1.0 / a : INFINITY;
    if (a < 0.5)
        return (growth(-kl_log(t), -a) - (1.0 - t)) /
               -less_one; /* t f(1/t) of the mirrored order */
    return (t * growth(kl_log(t), less_one) - (t - 1.0)) / a;
}

double kl_power_conjugate(double u, double a, double less_one) {
    double base = less_one * u;
    if (base > -1.0)
        return growth(less_one == 0.0 ? u : kl_log1p(base) / less_one, a);
    /* There t = 0 is best for a > 1; for a < 1 the way to t = ∞ is open. */
    return less_one > 0.0 || (a < 0.0 && base == -1.0) ? -1.0 / a : INFINITY;
}

double kl_power_slope(double log_t, double a) {
    return -growth(log_t, a);
}

/* Which promises are broken how: symmetry, the triangle, finiteness; the last only outside (0, 1), the first
 * not for a = 1/2. */
static void set_promises(kl_measure *measure, double a) {
    const int finite = a > 0.0 && a < 1.0, symmetric = a == 0.5;
    measure->properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | (finite ? KL_FINITE : 0u) |
                          (symmetric ? KL_SYMMETRIC : 0u);
    measure->counterexamples = (a > 0.0 ? kl_one_way : kl_one_way_back) + symmetric;
    measure->counterexample_count = (finite ? 2u : 3u) - (unsigned)symmetric;
}

void kl_power_row(kl_measure_row *row, double a, double less_one, double factor) {
    kl_measure *measure = &row->measure;
    set_promises(measure, a);
    measure->upper = a > 0.0 && a < 1.0 ? factor / (a * -less_one) : INFINITY;
    measure->generator_at_zero = a > 0.0 ? factor / a : INFINITY;
    measure->generator_slope_at_infinity = a < 1.0 ? factor / -less_one : INFINITY;
    /* Of order 1/2 it is 2 (√x − √y)², which is symmetric to the bit. */
    row->term = row->shown = a == 0.5 ? KL_TERM_HELLINGER : KL_TERM_POWER;
    row->factor = a == 0.5 ? 2.0 * factor : factor;
    row->swap = a < 0.5;
    row->order = row->swap ? -less_one : a;
    row->less_one = row->swap ? -a : less_one;
}
