/* SPDX-License-Identifier: Apache-2.0 */
/* What logarithms and exponentials leave over, and the error function. */
#include "kernels/special.h"

#include <float.h>
#include <math.h>

#include "kernels/scalar.h"

/* (2 atanh(s) − 2s)/s³ for z = s² ≤ 1/9; its error times √z is below 2⁻⁵⁴. tools/make_polynomials.py */
static double atanh_tail(double z) {
    static const double coefficient[] = {
        0x1.555555555554dp-1, 0x1.999999999c224p-2, 0x1.24924922a75eap-2, 0x1.c71c731b165e1p-3,
        0x1.745cd6bf5a870p-3, 0x1.3b1b06564f0b4p-3, 0x1.108c2bddfe376p-3, 0x1.eda4b7d8fa704p-4,
        0x1.5f1b05a15a198p-4, 0x1.53ee84f37149cp-3};
    double sum = 0;
    for (int k = 9; k >= 0; k--)
        sum = sum * z + coefficient[k];
    return sum;
}

double kl_log1p_rest(double x) {
    if (!(x >= -0.5 && x <= 1))
        return x == INFINITY ? x : x - kl_log1p(x);
    double s = x / (2 + x), z = s * s; /* ln(1 + x) = 2 atanh(s), x = 2s + s·x */
    return s * (x - z * atanh_tail(z));
}

double kl_expm1_rest(double x) {
    if (!(fabs(x) <= 1))
        return x == INFINITY ? x : kl_exp(x) - 1 - x;
    double sum = 1; /* of x²/2·(1 + x/3·(1 + x/4·(…))) */
    for (int k = 19; k >= 3; k--)
        sum = 1 + x / k * sum;
    return x * x * 0.5 * sum;
}

double kl_sinh_rest(double x) {
    if (!(x <= 2))
        return x == INFINITY ? x : 0.5 * (kl_exp(x) - kl_exp(-x)) - x;
    double sum = 1; /* of x³/6·(1 + x²/20·(1 + x²/42·(…))) */
    for (int k = 25; k >= 5; k -= 2)
        sum = 1 + x * x / (k * (k - 1)) * sum;
    return x * x * x / 6 * sum;
}

static int is_normal(double x) {
    return x >= DBL_MIN && x <= DBL_MAX;
}

double kl_log_ratio(double y, double x, double d) {
    if (fabs(d) <= x / 2)
        return kl_log1p(d / x);
    double ratio = y / x;
    return is_normal(ratio) ? kl_log(ratio) : kl_log(y) - kl_log(x);
}

double kl_ratio_rest(double y, double x, double d) {
    if (d >= -x / 2 && d <= x)
        return kl_log1p_rest(d / x);
    return (y / x - 1) - kl_log_ratio(y, x, d);
}

double kl_deviance(double y, double x, double d) {
    if (y == 0)
        return x;
    if (x == 0)
        return INFINITY;
    if (-d >= -y / 2 && -d <= y)
        return y * kl_log1p_rest(-d / y);
    return y * kl_log_ratio(y, x, d) - d;
}

/* arctan x = 2 arctan(x/(1 + √(1 + x²))), twice, and then its series (DLMF 4.24.3). */
double kl_atan(double x) {
    const double size = fabs(x), first = size > 1 ? 1 / size : size;
    const double half = first / (1 + sqrt(1 + first * first)),
                 t = half / (1 + sqrt(1 + half * half));
    double sum = 0;
    for (int k = 25; k >= 3; k -= 2)
        sum = t * t * (1.0 / k - sum);
    const double angle = 4 * (t - t * sum);
    return copysign(size > 1 ? M_PI_2 - angle : angle, x);
}

/* e^(−x²), where the rounding of x² is made good. */
static double exp_of_minus_square(double x) {
    double square = x * x;
    return kl_exp(-square) * (1 - fma(x, x, -square));
}

#define ONE_OVER_ROOT_PI 0x1.20dd750429b6dp-1

/* DLMF 7.6.2: 2/√π e^(−x²) Σ 2^k x^(2k+1)/(2k + 1)!!, no term negative. */
static double erf_series(double x) {
    double term = x, sum = x;
    for (int k = 1; k < 60 && term != 0; k++) {
        term *= 2 * x * x / (2 * k + 1);
        sum += term;
    }
    return 2 * ONE_OVER_ROOT_PI * exp_of_minus_square(x) * sum;
}

/* DLMF 7.9.1: erfc x = e^(−x²)/√π / below(x), below = x + ½/(x + 1/(x + 3/2/(x + …))), for x ≥ 1. What n steps leave
 * out is about e^(−2x√2n). */
static double below(double x) {
    double sum = x;
    for (int k = 30 + (int)(200 / (x * x)); k >= 1; k--)
        sum = x + 0.5 * k / sum;
    return sum;
}

static double erfc_fraction(double x) {
    return exp_of_minus_square(x) * ONE_OVER_ROOT_PI / below(x);
}

double kl_log_erfcx(double x) {
    return x >= 1 ? kl_log(ONE_OVER_ROOT_PI / below(x)) : x * x + kl_log(kl_erfc(x));
}

double kl_erf(double x) {
    if (fabs(x) < 1.5)
        return erf_series(x);
    return x < 0 ? kl_erfc(-x) - 1 : 1 - kl_erfc(x);
}

double kl_erfc(double x) {
    if (x > 27.3)
        return 0;
    if (x >= 1)
        return erfc_fraction(x);
    return x < -1 ? 2 - kl_erfc(-x) : 1 - erf_series(x);
}
