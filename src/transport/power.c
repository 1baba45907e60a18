/* SPDX-License-Identifier: Apache-2.0 */
/* Powers of distances. */
#include "transport/power.h"

#include <math.h>

#include "kernels/scalar.h"

#define LN_2 0x1.62e42fefa39efp-1

double kl_power_of(double x, double p) {
    if (p == 1 || p == INFINITY)
        return x;
    return p == 2 ? x * x : kl_exp(p * kl_log(x));
}

double kl_power_root(double x, double p) {
    if (p == 1 || p == INFINITY)
        return x;
    return p == 2 ? sqrt(x) : kl_exp(kl_log(x) / p);
}

double kl_power_shift(double x, double exponent) {
    if (exponent == trunc(exponent))
        return ldexp(x, (int)fmax(fmin(exponent, 5000), -5000));
    return x * kl_exp(exponent * LN_2);
}

void kl_power_scale(double *x, size_t n, int exponent) {
    const double half = ldexp(1, -exponent / 2), rest = ldexp(1, -exponent - -exponent / 2);
    for (size_t k = 0; k < n && exponent != 0; k++)
        x[k] = x[k] * half * rest;
}
