/* SPDX-License-Identifier: Apache-2.0 */
/* Laplace and Cauchy: location and scale. */
#include "family/row.h"

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    double z = fabs(kl_distance_in(p[0], q[0], p[1])), ratio = p[1] / q[1];
    double scales = kl_ratio_rest(p[1], q[1], p[1] - q[1]);
    if (scales == INFINITY)
        return scales;
    if (z > 40) /* e^(−z) is nothing beside z */
        return scales + (fabs(kl_distance_in(p[0], q[0], q[1])) - ratio);
    return scales + ratio * kl_expm1_rest(-z);
}

static double entropy(const double *p, size_t n) {
    (void)n;
    return 1 + M_LN2 + kl_log(p[1]);
}

/* P(X − μ > zb) */
static double above_scaled(double z) {
    return z > 0 ? 0.5 * kl_exp(-z) : 1 - 0.5 * kl_exp(z);
}

static double above(const double *p, double x) {
    return above_scaled(kl_distance_in(x, p[0], p[1]));
}

static double below(const double *p, double x) {
    return above_scaled(kl_distance_in(p[0], x, p[1]));
}

static double mean(const double *p) {
    return p[0];
}

static double deviation(const double *p) {
    return M_SQRT2 * p[1];
}

static double log_exponential(const double *p, double s, double c) {
    double scaled = s * p[1];
    return fabs(scaled) < 1 ? s * (p[0] - c) - kl_log1p(-scaled * scaled) : INFINITY;
}

static double distance(const double *p, double c) {
    double apart = fabs(p[0] - c);
    return apart + p[1] * kl_exp(-apart / p[1]);
}

static double code(const double *q, const kl_distribution *p) {
    return M_LN2 + kl_log(q[1]) + kl_distance(p, q[0]) / q[1];
}

const kl_family_row kl_row_laplace = {
    .family = {.id = KL_FAMILY_LAPLACE,
               .name = "laplace",
               .title = "Laplace",
               .support = "every x",
               .density = "e^(−|x − μ|/b)/2b",
               .formula = "ln(b′/b) + |μ − μ′|/b′ + b/b′ e^(−|μ − μ′|/b) − 1",
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
    .deviation = deviation,
    .log_exponential = log_exponential,
    .distance = distance,
    .code = code,
};

/* ── Cauchy ── */

static double cauchy_divergence(const double *p, const double *q, size_t n) {
    (void)n;
    double scales = (p[1] - q[1]) / p[1] * ((p[1] - q[1]) / q[1]);
    double places = kl_distance_in(p[0], q[0], p[1]) * kl_distance_in(p[0], q[0], q[1]);
    double x = 0.25 * (scales + places);
    if (x < 0x1p1000)
        return kl_log1p(x);
    double apart = fabs(0.5 * p[0] - 0.5 * q[0]), wide = 0.5 * p[1] + 0.5 * q[1];
    double large = fmax(apart, wide), share = fmin(apart, wide) / large;
    return 2 * kl_log(large) + kl_log1p(share * share) - kl_log(p[1]) - kl_log(q[1]);
}

static double cauchy_entropy(const double *p, size_t n) {
    (void)n;
    return kl_log(4 * M_PI) + kl_log(p[1]);
}

/* No moment is finite: E max(X, 0) and E max(−X, 0) are not. */
static double cauchy_moment(const double *p) {
    (void)p;
    return INFINITY;
}

static double cauchy_moment_at(const double *p, double c) {
    (void)p, (void)c;
    return INFINITY;
}

static double cauchy_log_exponential(const double *p, double s, double c) {
    (void)p, (void)s, (void)c;
    return INFINITY;
}

#define LN_PI 0x1.250d048e7a1bdp+0

static double cauchy_code(const double *q, const kl_distribution *p) {
    return LN_PI + kl_log(q[1]) + kl_log_square_more(p, q[0], q[1]);
}

const kl_family_row kl_row_cauchy = {
    .family = {.id = KL_FAMILY_CAUCHY,
               .name = "cauchy",
               .title = "Cauchy",
               .support = "every x",
               .density = "1/(πγ (1 + (x − x₀)²/γ²))",
               .formula = "ln [((γ + γ′)² + (x₀ − x₀′)²)/(4γγ′)]",
               .source =
                   "Chyzak, Nielsen, A closed-form formula for the Kullback–Leibler divergence "
                   "between Cauchy distributions, 2019",
               .parameters = {KL_ANY("location"), KL_POSITIVE("scale")},
               .parameter_count = 2},
    .unit = {1, 1},
    .support = kl_support_real,
    .divergence = cauchy_divergence,
    .entropy = cauchy_entropy,
    .mean = cauchy_moment,
    .deviation = cauchy_moment,
    .log_exponential = cauchy_log_exponential,
    .distance = cauchy_moment_at,
    .code = cauchy_code,
};
