/* SPDX-License-Identifier: Apache-2.0 */
/* The incomplete gamma function, as share of the whole: tails of Poisson, gamma and χ². */
#include "kernels/special.h"

#include <math.h>

#include "kernels/scalar.h"

/* x^a e^−x/Γ(a + 1), where neither power nor factorial is formed. */
static double density(double a, double x) {
    return kl_exp(-kl_deviance(a, x, a - x) - kl_log_gamma_rest(a)) / a;
}

/* DLMF 8.7.1: Σ x^k/((a + 1)…(a + k)), for x < a + 1. */
static double series(double a, double x) {
    double term = 1, sum = 1;
    for (double k = 1; term > 0x1p-60 * sum; k++) {
        term *= x / (a + k);
        sum += term;
    }
    return sum;
}

/* DLMF 8.9.2: 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(x + 5 − a − …))), from the front (Lentz 1976). */
static double fraction(double a, double x) {
    double b = x + 1 - a, c = INFINITY, d = 1 / b, value = d, change = 0;
    for (double k = 1; fabs(change - 1) > 0x1p-53; k++) {
        const double numerator = -k * (k - a);
        b += 2;
        d = 1 / (b + numerator * d);
        c = b + numerator / c;
        change = c * d;
        value *= change;
    }
    return value;
}

double kl_gamma_upper(double a, double x) {
    if (!(a > 0 && x >= 0))
        return NAN;
    if (x == 0)
        return 1;
    if (x == INFINITY)
        return 0;
    return x < a + 1 ? 1 - density(a, x) * series(a, x) : density(a, x) * a * fraction(a, x);
}
