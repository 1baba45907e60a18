/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Gamma and inverse gamma. With the means m = a/b,
 *     KL = [gap of ln Γ at a′ above its tangent at a] − D(a′, a) + a′ h(m/m′),
 * D and h of gamma_gap.c; every part of the gap but D(a′, a) is in it twice, so that nothing cancels.
 */
#include "family/row.h"

#include <float.h>

static int is_normal(double x) {
    return x >= DBL_MIN && x <= DBL_MAX;
}

/* The quotient of two numbers, and what its rounding lost. */
typedef struct quotient {
    double high, low;
} quotient;

static quotient quotient_of(double a, double b) {
    double high = a / b;
    return (quotient){high, fma(-high, b, a) / b};
}

/* a′ h(m/m′) where a quotient of shapes, rates or means leaves the doubles: e^w − 1 − w of the logarithm. */
static double far_mean_divergence(const double *p, const double *q) {
    double log_shapes = kl_log_ratio(p[0], q[0], p[0] - q[0]);
    double log_ratio = log_shapes + kl_log_ratio(q[1], p[1], q[1] - p[1]);
    double rates = q[1] / p[1];
    double power = is_normal(rates) ? p[0] * rates : kl_exp(kl_log(q[0]) + log_ratio);
    if (log_ratio < 1 || power == INFINITY)
        return q[0] * kl_expm1_rest(log_ratio);
    return power - q[0] * (1 + log_ratio); /* a′ m/m′ = a b′/b */
}

/* a′ h(m/m′), m/m′ = (a/a′)(b′/b). */
static double mean_divergence(const double *p, const double *q) {
    quotient shapes = quotient_of(p[0], q[0]), rates = quotient_of(q[1], p[1]);
    double ratio = shapes.high * rates.high;
    if (!is_normal(shapes.high) || !is_normal(rates.high) || !is_normal(ratio))
        return far_mean_divergence(p, q);
    if (!(ratio > 0.5 && ratio < 2))
        return q[0] * (ratio - 1 - kl_log_ratio(p[0], q[0], p[0] - q[0]) -
                       kl_log_ratio(q[1], p[1], q[1] - p[1]));
    double lost = fma(shapes.high, rates.high, -ratio);
    return q[0] *
           kl_log1p_rest((ratio - 1) + (lost + shapes.high * rates.low + shapes.low * rates.high));
}

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    if (q[0] / p[0] == INFINITY) /* a is small, and the gap a′/a and more */
        return INFINITY;
    return kl_log_gamma_centred_gap(q[0], p[0], q[0] - p[0]) + mean_divergence(p, q);
}

/* With what is left of ln Γ and ψ beside their logarithms, as all that follows: large shapes cancel nothing. */
static double entropy(const double *p, size_t n) {
    (void)n;
    return kl_log_gamma_rest(p[0]) + (p[0] - 1) * kl_digamma_rest(p[0]) +
           kl_log_ratio(p[0], p[1], p[0] - p[1]);
}

static double place(const double *p) {
    return fmax(p[0], 1) / p[1];
}

static double mean(const double *p) {
    return p[0] / p[1];
}

/* a/b − c, where it cancels too. */
static double mean_above(const double *p, double c) {
    quotient m = quotient_of(p[0], p[1]);
    return m.high < INFINITY ? (m.high - c) + m.low : m.high;
}

static double deviation(const double *p) {
    return sqrt(p[0]) / p[1];
}

static double log_mean(const double *p) {
    return kl_log_ratio(p[0], p[1], p[0] - p[1]) - kl_digamma_rest(p[0]);
}

/* √ψ′(a), and ψ′(a) is 1/a² + π²/6 − … */
static double log_deviation(const double *p) {
    return p[0] < 0x1p-100 ? 1 / p[0] : sqrt(kl_trigamma(p[0]));
}

/* Beside E ln X what is left, where that is the less. */
static double log_power(const double *p, double s, double log_c) {
    if (p[0] + s <= 0)
        return INFINITY;
    if (p[0] < 1)
        return kl_log_gamma(p[0] + s) - kl_log_gamma(p[0]) - s * (kl_log(p[1]) + log_c);
    return kl_log_gamma_gap(p[0] + s, p[0], s) + s * (log_mean(p) - log_c);
}

/* Beside E X what is left, where that is the less. */
static double log_exponential(const double *p, double s, double c) {
    double scaled = s / p[1];
    if (scaled >= 1)
        return INFINITY;
    return fabs(scaled) < 1 ? p[0] * kl_log1p_rest(-scaled) + s * mean_above(p, c)
                            : -p[0] * kl_log1p(-scaled) - s * c;
}

/* −E ln q(X) − E ln X for a gamma q, of E ln X and E X. */
static double code_of(const double *q, double log_mean, double mean) {
    if (mean == INFINITY)
        return INFINITY;
    double log_ratio = log_mean - kl_log_ratio(q[0], q[1], q[0] - q[1]);
    return kl_log_gamma_rest(q[0]) + (q[1] * mean - q[0] * (1 + log_ratio));
}

static double code(const double *q, const kl_distribution *p) {
    double log_mean = kl_log_mean(p);
    return log_mean + code_of(q, log_mean, kl_mean(p));
}

const kl_family_row kl_row_gamma = {
    .family = {.id = KL_FAMILY_GAMMA,
               .name = "gamma",
               .title = "gamma",
               .support = "x > 0",
               .density = "b^a x^(a − 1) e^(−bx)/Γ(a)",
               .formula = "(a − a′) ψ(a) − ln Γ(a) + ln Γ(a′) + a′ ln(b/b′) + a (b′ − b)/b",
               .source = "Gil, Alajaji, Linder 2013",
               .parameters = {KL_POSITIVE("shape"), KL_POSITIVE("rate")},
               .parameter_count = 2},
    .unit = {0, -1},
    .support = kl_support_positive,
    .divergence = divergence,
    .entropy = entropy,
    .place = place,
    .mean = mean,
    .mean_above = mean_above,
    .deviation = deviation,
    .log_mean = log_mean,
    .log_deviation = log_deviation,
    .log_power = log_power,
    .log_exponential = log_exponential,
    .code = code,
};

/* ── 1/X is gamma ── */

static double inverse_entropy(const double *p, size_t n) {
    (void)n;
    return kl_log_gamma_rest(p[0]) + (p[0] + 1) * kl_digamma_rest(p[0]) +
           kl_log_ratio(p[1], p[0], p[1] - p[0]);
}

static double inverse_place(const double *p) {
    return p[1] / fmax(p[0], 1);
}

static double inverse_mean_above(const double *p, double c) {
    const double gamma[] = {p[1], p[0] - 1};
    return gamma[1] > 0 ? mean_above(gamma, c) : INFINITY;
}

static double inverse_mean(const double *p) {
    return p[0] > 1 ? p[1] / (p[0] - 1) : INFINITY;
}

static double inverse_deviation(const double *p) {
    return p[0] > 2 ? p[1] / (p[0] - 1) / sqrt(p[0] - 2) : INFINITY;
}

static double inverse_log_mean(const double *p) {
    return -log_mean(p);
}

static double inverse_log_power(const double *p, double s, double log_c) {
    return log_power(p, -s, -log_c);
}

static double inverse_code(const double *q, const kl_distribution *p) {
    double log_mean = kl_log_mean(p);
    return log_mean + code_of(q, -log_mean, kl_exp(kl_log_power(p, -1, 0)));
}

const kl_family_row kl_row_inverse_gamma = {
    .family = {.id = KL_FAMILY_INVERSE_GAMMA,
               .name = "inverse_gamma",
               .title = "inverse gamma",
               .support = "x > 0",
               .density = "b^a x^(−a − 1) e^(−b/x)/Γ(a)",
               .formula = "(a − a′) ψ(a) − ln Γ(a) + ln Γ(a′) + a′ ln(b/b′) + a (b′ − b)/b",
               .source = "Llera, Beckmann, Estimating an inverse gamma distribution, 2016",
               .parameters = {KL_POSITIVE("shape"), KL_POSITIVE("scale")},
               .parameter_count = 2},
    .unit = {0, 1},
    .support = kl_support_positive,
    .divergence = divergence,
    .entropy = inverse_entropy,
    .place = inverse_place,
    .mean = inverse_mean,
    .mean_above = inverse_mean_above,
    .deviation = inverse_deviation,
    .log_mean = inverse_log_mean,
    .log_deviation = log_deviation,
    .log_power = inverse_log_power,
    .code = inverse_code,
};
