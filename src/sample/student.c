/* SPDX-License-Identifier: Apache-2.0 */
/* Student's t by the continued fraction of the incomplete beta function (DLMF 8.17.22). */
#include "sample/student.h"

#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"

/* ln(Γ(a + ½)/Γ(a)) by differences, so that large a loses no digits. */
static double log_gamma_step(double a) {
    double shift = 1;
    while (a < 10) { /* Γ(a + ½)/Γ(a) = (a/(a + ½)) Γ(a + 3/2)/Γ(a + 1) */
        shift *= a / (a + 0.5);
        a += 1;
    }
    /* a ln(1 + 1/2a) with the logarithm as 2 atanh(1/(4a + 1)): the series is short from a = 10 on. */
    double s = 1 / (4 * a + 1), square = s * s, power = s, series = 0;
    for (int k = 0; k < 10; k++) {
        series += power / (2 * k + 1);
        power *= square;
    }
    double step = 2 * a * series - 0.5 + 0.5 * kl_log(a);
    return kl_log(shift) + step + kl_stirling_rest(a + 0.5) - kl_stirling_rest(a);
}

/* The continued fraction of I_x(a, b), by Lentz's method. */
static double beta_fraction(double a, double b, double x) {
    const double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < tiny ? tiny : d);
    double value = d;
    for (int m = 1; m < 10000; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        for (int half = 0; half < 2; half++) {
            double term = half == 0 ? even : odd;
            d = 1 + term * d;
            c = 1 + term / c;
            d = 1 / (fabs(d) < tiny ? tiny : d);
            c = fabs(c) < tiny ? tiny : c;
            value *= d * c;
        }
        if (fabs(d * c - 1) < 1e-15)
            break;
    }
    return value;
}

double kl_student_two_tails(double t, double df) {
    if (t == 0)
        return 1;
    /* I_x(df/2, ½) with x = df/(df + t²), y = 1 − x without cancellation. */
    double a = df / 2, y = t * t / (df + t * t), x = df / (df + t * t);
    double log_x = t * t < df ? -kl_log(1 + t * t / df) : kl_log(x);
    /* x^a y^½ / B(a, ½), B(a, ½) = Γ(a)√π/Γ(a + ½) */
    const double root_pi = 0x1.c5bf891b4ef6bp+0;
    double front = kl_exp(a * log_x + log_gamma_step(a)) * sqrt(y) / root_pi;
    if (x < (a + 1) / (a + 2.5))
        return front * beta_fraction(a, 0.5, x) / a;
    return 1 - front * beta_fraction(0.5, a, y) / 0.5;
}

double kl_student_quantile(double confidence, double df) {
    double tail = 1 - confidence, low = 0, high = 1;
    while (kl_student_two_tails(high, df) > tail && high < 1e300) {
        low = high;
        high *= 2;
    }
    /* Bisection: sixty halvings of an interval with high ≤ 2·low (or [0, 1]) reach rounding. */
    for (int i = 0; i < 60; i++) {
        double middle = low + (high - low) / 2;
        if (kl_student_two_tails(middle, df) > tail)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}
