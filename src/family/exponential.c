/* SPDX-License-Identifier: Apache-2.0 */
/* Exponential, and Pareto, whose ln X is exponential. */
#include "family/row.h"

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return kl_ratio_rest(q[0], p[0], q[0] - p[0]);
}

static double entropy(const double *p, size_t n) {
    (void)n;
    return 1 - kl_log(p[0]);
}

static double above(const double *p, double x) {
    return kl_exp(-p[0] * fmax(x, 0));
}

static double below(const double *p, double x) {
    return -kl_expm1(-p[0] * fmax(x, 0));
}

static double mean(const double *p) {
    return 1 / p[0];
}

static double deviation(const double *p) {
    return 1 / p[0];
}

static double log_mean(const double *p) {
    return -KL_EULER - kl_log(p[0]);
}

static double log_deviation(const double *p) {
    (void)p;
    return KL_PI_OVER_ROOT_6;
}

static double log_power(const double *p, double s, double log_c) {
    return s > -1 ? kl_log_gamma(1 + s) - s * (kl_log(p[0]) + log_c) : INFINITY;
}

static double log_exponential(const double *p, double s, double c) {
    return s < p[0] ? -kl_log1p(-s / p[0]) - s * c : INFINITY;
}

static double distance(const double *p, double c) {
    double scale = 1 / p[0];
    return c > 0 ? c - scale + 2 * scale * kl_exp(-c / scale) : scale - c;
}

static double code(const double *q, const kl_distribution *p) {
    return q[0] * kl_mean(p) - kl_log(q[0]);
}

const kl_family_row kl_row_exponential = {
    .family = {.id = KL_FAMILY_EXPONENTIAL,
               .name = "exponential",
               .title = "exponential",
               .support = "x > 0",
               .density = "λ e^(−λx)",
               .formula = "ln(λ/λ′) + λ′/λ − 1",
               .source = "Gil, Alajaji, Linder 2013",
               .parameters = {KL_POSITIVE("rate")},
               .parameter_count = 1},
    .unit = {-1},
    .support = kl_support_positive,
    .divergence = divergence,
    .entropy = entropy,
    .below = below,
    .above = above,
    .mean = mean,
    .deviation = deviation,
    .log_mean = log_mean,
    .log_deviation = log_deviation,
    .log_power = log_power,
    .log_exponential = log_exponential,
    .distance = distance,
    .code = code,
};

/* ── Pareto ── */

static kl_support pareto_support(const double *p, size_t n) {
    (void)n;
    return (kl_support){p[0], INFINITY};
}

static double pareto_divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return kl_ratio_rest(q[1], p[1], q[1] - p[1]) + q[1] * kl_log_ratio(p[0], q[0], p[0] - q[0]);
}

static double pareto_entropy(const double *p, size_t n) {
    (void)n;
    return kl_log(p[0]) - kl_log(p[1]) + 1 / p[1] + 1;
}

static double pareto_above(const double *p, double x) {
    return x > p[0] ? kl_exp(p[1] * kl_log_ratio(p[0], x, p[0] - x)) : 1;
}

static double pareto_below(const double *p, double x) {
    return x > p[0] ? -kl_expm1(p[1] * kl_log_ratio(p[0], x, p[0] - x)) : 0;
}

static double pareto_log_power(const double *p, double s, double log_c) {
    return s < p[1] ? s * (kl_log(p[0]) - log_c) - kl_log1p(-s / p[1]) : INFINITY;
}

static double pareto_mean_above(const double *p, double c) {
    return p[1] > 1 ? (p[0] - c) + p[0] / (p[1] - 1) : INFINITY;
}

static double pareto_mean(const double *p) {
    return pareto_mean_above(p, 0);
}

static double pareto_deviation(const double *p) {
    return p[1] > 2 ? p[0] / (p[1] - 1) * sqrt(p[1] / (p[1] - 2)) : INFINITY;
}

static double pareto_log_mean(const double *p) {
    return kl_log(p[0]) + 1 / p[1];
}

static double pareto_log_deviation(const double *p) {
    return 1 / p[1];
}

/* Below its least value the distance is plain, above it E |X − c| = c − E X + 2 E max(X − c, 0). */
static double pareto_distance(const double *p, double c) {
    double off = pareto_mean_above(p, c);
    if (c <= p[0] || off == INFINITY)
        return off;
    return 2 * (c * pareto_above(p, c) / (p[1] - 1)) - off;
}

static double pareto_code(const double *q, const kl_distribution *p) {
    double log_mean = kl_log_mean(p);
    return log_mean + q[1] * (log_mean - kl_log(q[0])) - kl_log(q[1]);
}

const kl_family_row kl_row_pareto = {
    .family = {.id = KL_FAMILY_PARETO,
               .name = "pareto",
               .title = "Pareto",
               .support = "x ≥ m",
               .density = "α m^α/x^(α + 1)",
               .formula = "ln(α/α′) + α′/α − 1 + α′ ln(m/m′) for m ≥ m′, else ∞",
               .source = "Gil, Alajaji, Linder 2013",
               .parameters = {KL_POSITIVE("minimum"), KL_POSITIVE("shape")},
               .parameter_count = 2},
    .unit = {1, 0},
    .support = pareto_support,
    .divergence = pareto_divergence,
    .entropy = pareto_entropy,
    .below = pareto_below,
    .above = pareto_above,
    .mean = pareto_mean,
    .mean_above = pareto_mean_above,
    .deviation = pareto_deviation,
    .log_mean = pareto_log_mean,
    .log_deviation = pareto_log_deviation,
    .log_power = pareto_log_power,
    .distance = pareto_distance,
    .code = pareto_code,
};
