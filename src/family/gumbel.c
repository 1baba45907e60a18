/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Gumbel, and Weibull, whose −ln X is Gumbel. With r = β/β′ and δ = (μ − μ′)/β′
 *     KL = [gap of ln Γ at r above its tangent at 1] + [e^w − 1 − w],  w = ln Γ(1 + r) − δ.
 */
#include "family/row.h"

/* Of r = y/x: at small r, ln Γ(r) is −ln r − γr + O(r²). */
static double gap_of(double y, double x) {
    double ratio = y / x;
    if (ratio < 0x1p-1000)
        return kl_log_ratio(x, y, x - y) - KL_EULER;
    return kl_log_gamma_gap(ratio, 1, (y - x) / x);
}

static double divergence_of(double y, double x, double apart) {
    double u = (y - x) / x, gap = gap_of(y, x);
    return gap < INFINITY ? gap + kl_expm1_rest(kl_log_gamma_from_two(u) - apart) : gap;
}

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return divergence_of(p[1], q[1], kl_distance_in(p[0], q[0], q[1]));
}

static double entropy(const double *p, size_t n) {
    (void)n;
    return kl_log(p[1]) + KL_EULER + 1;
}

static double above(const double *p, double x) {
    return -kl_expm1(-kl_exp(kl_distance_in(p[0], x, p[1])));
}

static double below(const double *p, double x) {
    return kl_exp(-kl_exp(kl_distance_in(p[0], x, p[1])));
}

static double mean(const double *p) {
    return p[0] + KL_EULER * p[1];
}

static double deviation(const double *p) {
    return KL_PI_OVER_ROOT_6 * p[1];
}

static double mean_above(const double *p, double c) {
    return (p[0] - c) + KL_EULER * p[1];
}

static double log_exponential(const double *p, double s, double c) {
    double scaled = s * p[1];
    return scaled < 1 ? kl_log_gamma(1 - scaled) + s * (p[0] - c) : INFINITY;
}

/* E (Z + e^(−Z)), of which E Z = off and ln E e^(−Z) = exponent; infinite where either part is. */
static double tail_of(double off, double exponent) {
    double tail = kl_exp(exponent);
    return off == INFINITY || tail == INFINITY ? INFINITY : off + tail;
}

static double code(const double *q, const kl_distribution *p) {
    return kl_log(q[1]) + tail_of(kl_offset(p, q[0], q[1]), kl_log_exponential(p, -1 / q[1], q[0]));
}

const kl_family_row kl_row_gumbel = {
    .family = {.id = KL_FAMILY_GUMBEL,
               .name = "gumbel",
               .title = "Gumbel",
               .support = "every x",
               .density = "e^(−z − e^(−z))/β, z = (x − μ)/β",
               .formula = "ln(β′/β) + γ (β/β′ − 1) + (μ − μ′)/β′ + e^((μ′ − μ)/β′) Γ(1 + β/β′) − 1",
               .source = "Gil, Alajaji, Linder 2013",
               .parameters = {KL_ANY("location"), KL_POSITIVE("scale")},
               .parameter_count = 2},
    .unit = {1, 1},
    .support = kl_support_real,
    .divergence = divergence,
    .entropy = entropy,
    .below = below,
    .above = above,
    .mean = mean,
    .mean_above = mean_above,
    .deviation = deviation,
    .log_exponential = log_exponential,
    .code = code,
};

/* ── Weibull: β = 1/k, μ = −ln λ ── */

static double weibull_divergence(const double *p, const double *q, size_t n) {
    (void)n;
    double apart = q[0] * (kl_log_ratio(q[1], p[1], q[1] - p[1]) + (q[2] - p[2]));
    return divergence_of(q[0], p[0], apart);
}

static double weibull_entropy(const double *p, size_t n) {
    (void)n;
    return KL_EULER * (1 - 1 / p[0]) + kl_log(p[1]) - kl_log(p[0]) + 1;
}

/* (x/λ)^k */
static double weibull_hazard(const double *p, double x) {
    return kl_exp(p[0] * (kl_log(fmax(x, 0)) - kl_log(p[1])));
}

static double weibull_above(const double *p, double x) {
    return kl_exp(-weibull_hazard(p, x));
}

static double weibull_below(const double *p, double x) {
    return -kl_expm1(-weibull_hazard(p, x));
}

/* ln Γ(1 + t), also for tiny t. */
static double log_gamma_from_one(double t) {
    return t < 0.5 ? kl_log_gamma_from_two(t) - kl_log1p(t) : kl_log_gamma(1 + t);
}

static double weibull_log_power(const double *p, double s, double log_c) {
    double scaled = s / p[0];
    return scaled > -1 ? log_gamma_from_one(scaled) + s * (kl_log(p[1]) - log_c) : INFINITY;
}

static double weibull_mean(const double *p) {
    return p[1] * kl_exp(log_gamma_from_one(1 / p[0]));
}

static double weibull_mean_above(const double *p, double c) {
    return (p[1] - c) + p[1] * kl_expm1(log_gamma_from_one(1 / p[0]));
}

/* Var X/(E X)² = e^w − 1, w = ln Γ(1 + 2t) − 2 ln Γ(1 + t): two gaps of ln Γ above its tangent at 1 + t. */
static double weibull_deviation(const double *p) {
    double t = 1 / p[0], middle = 1 + t;
    if (t == INFINITY)
        return t;
    double w = kl_log_gamma_gap(1 + 2 * t, middle, t) + kl_log_gamma_gap(1, middle, -t);
    double log_mean = kl_log(p[1]) + log_gamma_from_one(t);
    return w < 1 ? p[1] * kl_exp(log_gamma_from_one(t)) * sqrt(kl_expm1(w))
                 : kl_exp(log_mean + 0.5 * (w + kl_log1p(-kl_exp(-w))));
}

static double weibull_log_mean(const double *p) {
    return kl_log(p[1]) - KL_EULER / p[0];
}

static double weibull_log_deviation(const double *p) {
    return KL_PI_OVER_ROOT_6 / p[0];
}

static double weibull_code(const double *q, const kl_distribution *p) {
    double log_mean = kl_log_mean(p), log_scale = kl_log(q[1]);
    return log_mean - kl_log(q[0]) +
           tail_of(q[0] * (log_scale - log_mean), kl_log_power(p, q[0], log_scale));
}

const kl_family_row kl_row_weibull = {
    .family = {.id = KL_FAMILY_WEIBULL,
               .name = "weibull",
               .title = "Weibull",
               .support = "x > 0",
               .density = "k/λ (x/λ)^(k − 1) e^(−(x/λ)^k)",
               .formula =
                   "ln(k/λ^k) − ln(k′/λ′^k′) + (k − k′)(ln λ − γ/k) + (λ/λ′)^k′ Γ(k′/k + 1) − 1",
               .source = "Bauckhage, Computing the Kullback–Leibler Divergence between two Weibull "
                         "Distributions, 2013",
               .parameters = {KL_POSITIVE("shape"), KL_POSITIVE("scale")},
               .parameter_count = 2},
    .unit = {0, 1},
    .support = kl_support_positive,
    .divergence = weibull_divergence,
    .entropy = weibull_entropy,
    .below = weibull_below,
    .above = weibull_above,
    .mean = weibull_mean,
    .mean_above = weibull_mean_above,
    .deviation = weibull_deviation,
    .log_mean = weibull_log_mean,
    .log_deviation = weibull_log_deviation,
    .log_power = weibull_log_power,
    .code = weibull_code,
};
