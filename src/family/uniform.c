/* SPDX-License-Identifier: Apache-2.0 */
/* Uniform. */
#include "family/row.h"

static kl_support support(const double *p, size_t n) {
    (void)n;
    return (kl_support){p[0], p[1]};
}

/* Half the width, which the doubles hold: it is at least KL_LEAST_WIDTH. */
static double half_width(const double *p) {
    return 0.5 * p[1] - 0.5 * p[0];
}

static double middle(const double *p) {
    return 0.5 * p[0] + 0.5 * p[1];
}

/* The supports are nested: neither end comes closer. Halved only where the whole leaves the doubles. */
static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    double part = q[1] - q[0] < INFINITY ? 1 : 0.5;
    double inner = part * p[1] - part * p[0];
    double more = (part * p[0] - part * q[0]) + (part * q[1] - part * p[1]);
    double ratio = more / inner;
    return ratio < INFINITY ? kl_log1p(ratio) : kl_log(more) - kl_log(inner);
}

static double entropy(const double *p, size_t n) {
    (void)n;
    return M_LN2 + kl_log(half_width(p));
}

/* The share of [p₀, p₁] that lies below x. */
static double below(const double *p, double x) {
    return fmin(fmax((0.5 * x - 0.5 * p[0]) / half_width(p), 0), 1);
}

static double above(const double *p, double x) {
    return fmin(fmax((0.5 * p[1] - 0.5 * x) / half_width(p), 0), 1);
}

#define ROOT_OF_THIRD 0x1.279a74590331cp-1

static double deviation(const double *p) {
    double width = p[1] - p[0];
    return width < INFINITY ? 0.5 * ROOT_OF_THIRD * width : ROOT_OF_THIRD * half_width(p);
}

/* x ln x − x, 0 at 0. */
static double log_integral(double x) {
    return x > 0 ? x * kl_log(x) - x : 0;
}

/* Of a number in [a, b], d = b − a. With b = a(1 + u): E ln X = ln b − [u − ln(1 + u)]/u. */
static double log_mean_of(double a, double b, double d, double log_b) {
    if (a == 0)
        return log_b - 1;
    double u = d / a;
    if (u > 1)
        return (log_integral(b) - log_integral(a)) / d;
    return u > 0 ? log_b - kl_log1p_rest(u) / u : log_b;
}

static double log_mean(const double *p) {
    return log_mean_of(p[0], p[1], p[1] - p[0], kl_log(p[1]));
}

static double log_rest(const double *p) {
    return log_mean_of(1 - p[1], 1 - p[0], p[1] - p[0], kl_log1p(-p[0]));
}

/* ∫ (ln x − c)² = x (1 + (ln x − c − 1)²), 0 at 0. */
static double log_square_integral(double x, double c) {
    double off = x > 0 ? kl_log(x) - c - 1 : 0;
    return x * (1 + off * off);
}

static double log_deviation(const double *p) {
    double c = log_mean(p);
    return sqrt((log_square_integral(p[1], c) - log_square_integral(p[0], c)) / (p[1] - p[0]));
}

/* ln of (e^y − 1)/y, any y. */
static double log_growth(double y) {
    if (y == 0)
        return 0;
    return fmax(y, 0) + kl_log(-kl_expm1(-fabs(y)) / fabs(y));
}

/* E X^s = a^s (r^(s + 1) − 1)/((s + 1)(r − 1)), r = b/a; (r^(s + 1) − 1)/(s + 1) is ln r·(e^y − 1)/y. */
static double log_power(const double *p, double s) {
    double a = p[0], b = p[1];
    if (a == 0)
        return s > -1 ? s * kl_log(b) - kl_log1p(s) : INFINITY;
    double log_ratio = kl_log_ratio(b, a, b - a);
    return s * kl_log(a) + log_growth((s + 1) * log_ratio) - log_growth(log_ratio);
}

static double log_exponential(const double *p, double s) {
    double low = s * p[0], high = s * p[1];
    return low + log_growth(high - low);
}

static double distance(const double *p, double c) {
    double half = half_width(p), off = fabs(middle(p) - c);
    return off >= half ? off : 0.5 * half + 0.5 * off * (off / half);
}

static double code(const double *q, const kl_distribution *p) {
    return entropy(q, p->n);
}

const kl_family_row kl_row_uniform = {
    .family = {.id = KL_FAMILY_UNIFORM,
               .name = "uniform",
               .title = "uniform",
               .support = "a ≤ x ≤ b",
               .density = "1/(b − a)",
               .formula = "ln((b′ − a′)/(b − a)) if a′ ≤ a and b ≤ b′, else ∞",
               .source = "Gil, Alajaji, Linder 2013",
               .parameters = {KL_ANY("low"), KL_ANY("high")},
               .parameter_count = 2},
    .ordered = 1,
    .support = support,
    .divergence = divergence,
    .entropy = entropy,
    .below = below,
    .above = above,
    .mean = middle,
    .deviation = deviation,
    .log_mean = log_mean,
    .log_deviation = log_deviation,
    .log_rest = log_rest,
    .log_power = log_power,
    .log_exponential = log_exponential,
    .distance = distance,
    .code = code,
};
