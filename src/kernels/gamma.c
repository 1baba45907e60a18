/* SPDX-License-Identifier: Apache-2.0 */
/* ln Γ and its first two derivatives: Stirling's series from 10 on, below it the recurrence. */
#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"
#include "kernels/stirling.h"

enum { TERMS = KL_STIRLING_TERMS };

const double kl_bernoulli[TERMS] = {1.0 / 6,  -1.0 / 30,     1.0 / 42, -1.0 / 30,
                                    5.0 / 66, -691.0 / 2730, 7.0 / 6,  -3617.0 / 510};

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
        sum = sum * square + kl_bernoulli[k - 1] / (2 * k * (2 * k - 1));
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
    return (x - 0.5) * (kl_log(x) - 1) + (KL_HALF_LN_2PI - 0.5 + kl_stirling_rest(x));
}

double kl_log_gamma_rest(double x) {
    if (x >= 10)
        return KL_HALF_LN_2PI - 0.5 * kl_log(x) + kl_stirling_rest(x);
    return kl_log_gamma(x) + (x > 0 ? x - x * kl_log(x) : 0);
}

/* ln x − ψ(x) − 1/(2x) from 10 on. */
static double digamma_series(double x) {
    double square = 1 / x / x, sum = 0;
    for (int k = TERMS; k >= 1; k--)
        sum = sum * square + kl_bernoulli[k - 1] / (2 * k);
    return sum * square;
}

/* ψ(x + 1) = ψ(x) + 1/x, so that a step leaves 1/x − ln(1 + 1/x). */
double kl_digamma_rest(double x) {
    if (!(x > 0))
        return x == 0 ? INFINITY : NAN;
    double below = 0;
    while (x < 10) {
        below += kl_log1p_rest(1 / x);
        x += 1;
    }
    return below + (0.5 / x + digamma_series(x));
}

double kl_digamma(double x) {
    if (!(x > 0))
        return x == 0 ? -INFINITY : NAN;
    double below = 0;
    while (x < 10) {
        below += 1 / x;
        x += 1;
    }
    return kl_log(x) - 0.5 / x - digamma_series(x) - below;
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
        sum = sum * square + kl_bernoulli[k - 1];
    return inverse + (0.5 * square + sum * square * inverse) + below;
}

/* ── Differences ── */

/* b/(x + b) */
static double share_of(double x, double b) {
    return b <= x ? b / x / (1 + b / x) : 1 / (1 + x / b);
}

/* The sum without cancellation: below 10 term by term, from there on the terms of both series. */
double kl_digamma_rise(double x, double b) {
    if (!(x > 0 && b >= 0))
        return NAN;
    double below = 0;
    while (x < 10) {
        below += share_of(x, b) / x;
        x += 1;
    }
    double ratio = b / x, apart = share_of(x, b) / x, p = 1 / x, q = p - apart;
    double sum = 0, more = 0; /* the series at x, and by how much that is more than at x + b */
    for (int k = TERMS; k >= 1; k--) {
        more = more * p * p + (sum - more) * (apart * (p + q));
        sum = sum * p * p + kl_bernoulli[k - 1] / (2 * k);
    }
    more = more * p * p + (sum - more) * (apart * (p + q));
    double logarithm = ratio < INFINITY ? kl_log1p(ratio) : kl_log(b) - kl_log(x);
    return logarithm + 0.5 * apart + more + below;
}

double kl_trigamma_fall(double x, double b) {
    if (!(x > 0 && b >= 0))
        return NAN;
    double below = 0;
    while (x < 10) {
        double share = share_of(x, b);
        below += share * (2 - share) / x / x; /* 1/(x + b) = (1 − share)/x */
        x += 1;
    }
    double p = 1 / x, apart = share_of(x, b) * p, q = p - apart;
    double sum = 0, more = 0;
    for (int k = TERMS; k >= 1; k--) {
        more = more * p * p + (sum - more) * (apart * (p + q));
        sum = sum * p * p + kl_bernoulli[k - 1];
    }
    more = more * p * p + (sum - more) * (apart * (p + q));
    sum *= p * p;
    return apart + (0.5 * apart * (p + q) + more * p + (sum - more) * apart) + below;
}

/* The large part is y ≥ 10: ln Γ(y) − ln Γ(y + b). */
static double log_gamma_fall(double y, double b) {
    double rests = kl_stirling_rest(y) - kl_stirling_rest(y + b);
    return b + rests - (y - 0.5) * kl_log1p(b / y) - b * (kl_log(y) + kl_log1p(b / y));
}

double kl_log_beta(double a, double b) {
    double large = fmax(a, b), small = fmin(a, b);
    if (large < 10)
        return kl_log_gamma(a) + kl_log_gamma(b) - kl_log_gamma(a + b);
    if (small < 10)
        return kl_log_gamma(small) + log_gamma_fall(large, small);
    double rests = kl_stirling_rest(a) + kl_stirling_rest(b) - kl_stirling_rest(a + b);
    double log_width = 0.5 * kl_log(1 / small + 1 / large) + KL_HALF_LN_2PI;
    return log_width + rests - small * kl_log1p(large / small) - large * kl_log1p(small / large);
}
