/* SPDX-License-Identifier: Apache-2.0 */
/* ln Γ and its first two derivatives: Stirling's series from 10 on, below it the recurrence. */
#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"

/* B_2k for k = 1 … 8. What follows adds less than half a rounding from x = 10 on. */
enum { TERMS = 8 };
static const double bernoulli[TERMS] = {1.0 / 6,  -1.0 / 30,     1.0 / 42, -1.0 / 30,
                                        5.0 / 66, -691.0 / 2730, 7.0 / 6,  -3617.0 / 510};

static const double half_log_two_pi = 0x1.d67f1c864beb5p-1;

/* DLMF 5.7.3 at 2: 1 − γ, then (−1)^k (ζ(k) − 1)/k for k = 2 …, enough for |u| ≤ ½
 * (tools/make_polynomials.py). */
static double log_gamma_series(double u) {
    static const double coefficient[] = {
        0x1.b0ee6072093cep-2,   0x1.4a34cc4a60fa6p-2,   -0x1.13e001a557607p-4,
        0x1.51322ac7d8483p-6,   -0x1.e404fc218f5f2p-8,  0x1.7add6eadb6c30p-9,
        -0x1.38ac5c2bf8e08p-10, 0x1.0b36af86396e9p-11,  -0x1.d3fd4c76d2fc8p-13,
        0x1.a127b0f17d65ap-14,  -0x1.78de5bd7c81efp-15, 0x1.580dcee66eb02p-16,
        -0x1.3cbc963ce2243p-17, 0x1.2597a39f34aacp-18,  -0x1.11b2eb7679541p-19,
        0x1.0064cdeb22f0fp-20,  -0x1.e2600d93cfd2fp-22, 0x1.c76bbb3f07a4dp-23,
        -0x1.af5a6cbbf8a97p-24, 0x1.99b93c2070b0fp-25,  -0x1.862c734df3eacp-26,
        0x1.7469daccfadcdp-27,  -0x1.6434a8447aeadp-28, 0x1.555a877ffd2c3p-29,
        -0x1.47b1679258d0ep-30, 0x1.3b15d2b2fc10cp-31};
    double sum = 0;
    for (int k = sizeof coefficient / sizeof *coefficient - 1; k >= 0; k--)
        sum = sum * u + coefficient[k];
    return sum * u;
}

double kl_log_gamma_from_two(double u) {
    return fabs(u) <= 0.5 ? log_gamma_series(u) : kl_log_gamma(2 + u);
}

double kl_stirling_rest(double x) {
    double inverse = 1 / x, square = inverse * inverse, sum = 0;
    for (int k = TERMS; k >= 1; k--)
        sum = sum * square + bernoulli[k - 1] / (2 * k * (2 * k - 1));
    return sum * inverse;
}

double kl_log_gamma(double x) {
    if (!(x > 0))
        return x == 0 ? INFINITY : NAN;
    if (x < 0.5)
        return log_gamma_series(x) - kl_log1p(x) - kl_log(x);
    if (x < 1.5)
        return log_gamma_series(x - 1) - kl_log1p(x - 1);
    if (x < 10) {
        double product = 1;
        while (x >= 2.5)
            product *= x -= 1;
        return log_gamma_series(x - 2) + kl_log(product);
    }
    if (x == INFINITY)
        return x;
    return (x - 0.5) * (kl_log(x) - 1) + (half_log_two_pi - 0.5 + kl_stirling_rest(x));
}

/* ln x − ψ(x) − 1/(2x), x ≥ 10. */
static double digamma_rest(double x) {
    double square = 1 / x / x, sum = 0;
    for (int k = TERMS; k >= 1; k--)
        sum = sum * square + bernoulli[k - 1] / (2 * k);
    return sum * square;
}

double kl_digamma(double x) {
    if (!(x > 0))
        return x == 0 ? -INFINITY : NAN;
    double below = 0;
    while (x < 10) {
        below += 1 / x;
        x += 1;
    }
    return kl_log(x) - 0.5 / x - digamma_rest(x) - below;
}

double kl_trigamma(double x) {
    if (!(x > 0))
        return x == 0 ? INFINITY : NAN;
    double below = 0;
    while (x < 10) {
        below += 1 / x / x;
        x += 1;
    }
    double inverse = 1 / x, square = inverse * inverse, sum = 0;
    for (int k = TERMS; k >= 1; k--)
        sum = sum * square + bernoulli[k - 1];
    return inverse + (0.5 * square + sum * square * inverse) + below;
}

/* (r(x) − r(y))/(1/x² − 1/y²) of digamma_rest: the divided difference of its polynomial. */
static double digamma_rest_slope(double x, double y) {
    double a = 1 / x / x, b = 1 / y / y, value = 0, slope = 0;
    for (int k = TERMS; k >= 0; k--) {
        slope = slope * b + value;
        value = value * a + (k > 0 ? bernoulli[k - 1] / (2 * k) : 0);
    }
    return slope;
}

double kl_digamma_gap(double y, double x, double d) {
    double below = 0;
    while (x < 10 || y < 10) {
        below += d / x / y;
        x += 1;
        y += 1;
    }
    double apart = d / x / y;
    return kl_log_ratio(y, x, d) + apart * (0.5 + (1 / x + 1 / y) * digamma_rest_slope(x, y)) +
           below;
}
