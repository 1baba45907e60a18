/* SPDX-License-Identifier: Apache-2.0 */
/* Normal, log-normal and half-normal. */
#include "family/row.h"

/* Of the scales alone: with σ/σ′ = 1 + u, ½ (σ²/σ′² − 1) − ln(σ/σ′) = [u − ln(1 + u)] + ½u². */
static double scale_divergence(double p, double q) {
    double u = (p - q) / q;
    return kl_ratio_rest(p, q, p - q) + 0.5 * u * u;
}

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    double z = kl_distance_in(p[0], q[0], q[1]);
    return scale_divergence(p[1], q[1]) + 0.5 * z * z;
}

static double entropy(const double *p, size_t n) {
    (void)n;
    return KL_HALF_LN_2PI + 0.5 + kl_log(p[1]);
}

static double above(const double *p, double x) {
    return 0.5 * kl_erfc((x - p[0]) / p[1] * M_SQRT1_2);
}

static double below(const double *p, double x) {
    return 0.5 * kl_erfc((p[0] - x) / p[1] * M_SQRT1_2);
}

static double mean(const double *p) {
    return p[0];
}

static double deviation(const double *p) {
    return p[1];
}

static double log_exponential(const double *p, double s, double c) {
    double scaled = s * p[1];
    return s * (p[0] - c) + 0.5 * scaled * scaled;
}

#define ROOT_TWO_OVER_PI 0x1.9884533d43651p-1

static double distance(const double *p, double c) {
    double z = (p[0] - c) / p[1];
    return p[1] * (ROOT_TWO_OVER_PI * kl_exp(-0.5 * z * z) + z * kl_erf(z * M_SQRT1_2));
}

static double code(const double *q, const kl_distribution *p) {
    return KL_HALF_LN_2PI + kl_log(q[1]) + 0.5 * kl_square(p, q[0], q[1]);
}

const kl_family_row kl_row_normal = {
    .family = {.id = KL_FAMILY_NORMAL,
               .name = "normal",
               .title = "normal",
               .support = "every x",
               .density = "e^(−(x − μ)²/2σ²)/(σ√2π)",
               .formula = "ln(σ′/σ) + (σ² + (μ − μ′)²)/2σ′² − ½",
               .source = "Kullback, Information Theory and Statistics, 1959",
               .parameters = {KL_ANY("mean"), KL_POSITIVE("scale")},
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

/* ── ln X is normal ── */

static double log_normal_entropy(const double *p, size_t n) {
    return entropy(p, n) + p[0];
}

static double log_normal_above(const double *p, double x) {
    return above(p, kl_log(fmax(x, 0)));
}

static double log_normal_below(const double *p, double x) {
    return below(p, kl_log(fmax(x, 0)));
}

static double log_normal_mean(const double *p) {
    return kl_exp(p[0] + 0.5 * p[1] * p[1]);
}

/* E max(X − c, 0) is E X·P(Z < σ − z) − c P(Z > z) of a standard normal Z, z = (ln c − μ)/σ; where z counts, it moves
 * nothing. */
static double log_normal_distance(const double *p, double c) {
    const double mean = log_normal_mean(p);
    if (c <= 0 || mean == INFINITY)
        return mean - c;
    const double z = (kl_log(c) - p[0]) / p[1];
    return c * kl_erf(z * M_SQRT1_2) + mean * kl_erf((p[1] - z) * M_SQRT1_2);
}

static double log_normal_deviation(const double *p) {
    double v = p[1] * p[1], log_of_mean = p[0] + 0.5 * v;
    if (v < 1)
        return p[1] * (v > 0x1p-60 ? sqrt(kl_expm1(v) / v) : 1) * kl_exp(log_of_mean);
    return kl_exp(log_of_mean + 0.5 * (v + kl_log1p(-kl_exp(-v))));
}

static double log_normal_code(const double *q, const kl_distribution *p) {
    double scaled = 0.5 * kl_log_square(p, q[0], q[1]);
    return KL_HALF_LN_2PI + kl_log(q[1]) + scaled + kl_log_mean(p);
}

const kl_family_row kl_row_log_normal = {
    .family = {.id = KL_FAMILY_LOG_NORMAL,
               .name = "log_normal",
               .title = "log-normal",
               .support = "x > 0",
               .density = "e^(−(ln x − μ)²/2σ²)/(xσ√2π)",
               .formula = "ln(σ′/σ) + (σ² + (μ − μ′)²)/2σ′² − ½",
               .source = "Gil, Alajaji, Linder 2013",
               .parameters = {KL_ANY("log_mean"), KL_POSITIVE("log_scale")},
               .parameter_count = 2},
    .support = kl_support_positive,
    .divergence = divergence,
    .entropy = log_normal_entropy,
    .below = log_normal_below,
    .above = log_normal_above,
    .mean = log_normal_mean,
    .deviation = log_normal_deviation,
    .log_mean = mean,
    .log_deviation = deviation,
    .log_power = log_exponential,
    .distance = log_normal_distance,
    .code = log_normal_code,
};

/* ── |X| of a normal around 0 ── */

static double half_normal_divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return scale_divergence(p[0], q[0]);
}

static double half_normal_entropy(const double *p, size_t n) {
    (void)n;
    return KL_HALF_LN_2PI - M_LN2 + 0.5 + kl_log(p[0]);
}

static double half_normal_above(const double *p, double x) {
    return kl_erfc(fmax(x, 0) / p[0] * M_SQRT1_2);
}

static double half_normal_below(const double *p, double x) {
    return kl_erf(fmax(x, 0) / p[0] * M_SQRT1_2);
}

static double half_normal_mean(const double *p) {
    return p[0] * ROOT_TWO_OVER_PI;
}

#define ROOT_OF_1_LESS_2_OVER_PI 0x1.34a38c618ab2dp-1

static double half_normal_deviation(const double *p) {
    return p[0] * ROOT_OF_1_LESS_2_OVER_PI;
}

/* E ln X = ln σ + ½ (ψ(½) + ln 2). */
static double half_normal_log_mean(const double *p) {
    return kl_log(p[0]) - 0.5 * (KL_EULER + M_LN2);
}

static double half_normal_log_deviation(const double *p) {
    (void)p;
    return M_PI / (2 * M_SQRT2);
}

/* E X^s = σ^s 2^(s/2) Γ((1 + s)/2)/√π, where ½ ln π = ln Γ(½). */
static double half_normal_log_power(const double *p, double s, double log_c) {
    if (s <= -1)
        return INFINITY;
    double scale = s * (kl_log(p[0]) + 0.5 * M_LN2 - log_c);
    return scale + kl_log_gamma(0.5 + 0.5 * s) - kl_log_gamma(0.5);
}

static double half_normal_log_exponential(const double *p, double s, double c) {
    return kl_log_erfcx(-s * p[0] * M_SQRT1_2) - s * c;
}

static double half_normal_distance(const double *p, double c) {
    if (c <= 0)
        return half_normal_mean(p) - c;
    double z = c / p[0], tail = ROOT_TWO_OVER_PI * kl_exp(-0.5 * z * z);
    return p[0] * (2 * tail - ROOT_TWO_OVER_PI + z * (2 * kl_erf(z * M_SQRT1_2) - 1));
}

static double half_normal_code(const double *q, const kl_distribution *p) {
    return KL_HALF_LN_2PI - M_LN2 + kl_log(q[0]) + 0.5 * kl_square(p, 0, q[0]);
}

const kl_family_row kl_row_half_normal = {
    .family = {.id = KL_FAMILY_HALF_NORMAL,
               .name = "half_normal",
               .title = "half-normal",
               .support = "x > 0",
               .density = "2 e^(−x²/2σ²)/(σ√2π)",
               .formula = "ln(σ′/σ) + σ²/2σ′² − ½",
               .source = "Gil, Alajaji, Linder 2013",
               .parameters = {KL_POSITIVE("scale")},
               .parameter_count = 1},
    .unit = {1},
    .support = kl_support_positive,
    .divergence = half_normal_divergence,
    .entropy = half_normal_entropy,
    .below = half_normal_below,
    .above = half_normal_above,
    .mean = half_normal_mean,
    .deviation = half_normal_deviation,
    .log_mean = half_normal_log_mean,
    .log_deviation = half_normal_log_deviation,
    .log_power = half_normal_log_power,
    .log_exponential = half_normal_log_exponential,
    .distance = half_normal_distance,
    .code = half_normal_code,
};
