/* SPDX-License-Identifier: Apache-2.0 */
/* Uniform. */
#include "family/row.h"

#include <float.h>

static kl_support support(const double *p, size_t n) {
    (void)n;
    return (kl_support){p[0], p[1]};
}

/* Half the width, which the doubles hold: it is at least KL_LEAST_WIDTH. */
static double half_width(const double *p) {
    return 0.5 * p[1] - 0.5 * p[0];
}

static double place(const double *p) {
    return fmax(fabs(p[0]), fabs(p[1]));
}

static double middle_above(const double *p, double c) {
    return (0.5 * p[0] - 0.5 * c) + (0.5 * p[1] - 0.5 * c);
}

static double middle(const double *p) {
    return middle_above(p, 0);
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
    return ROOT_OF_THIRD * half_width(p);
}

/*
 * T = ln(b/X) is an exponential cut off at w = ln(b/a), which is infinite for a = 0:
 *     E T = 1 − w/(e^w − 1),  Var T = 1 − (½w/sinh ½w)²,  E e^(−sT) = g(−(s + 1) w)/g(−w),  g(y) = (e^y − 1)/y.
 */
static double cut_off(double a, double b, double d) {
    return a > 0 ? kl_log_ratio(b, a, d) : INFINITY;
}

/* Beyond this the cut does not matter, and e^w may leave the doubles. */
#define NO_CUT 700

static double cut_mean(double w) {
    if (w == 0)
        return 0;
    return w < NO_CUT ? kl_expm1_rest(w) / kl_expm1(w) : 1;
}

static double cut_deviation(double w) {
    double half = 0.5 * w;
    if (half == 0 || w > NO_CUT)
        return w == 0 ? 0 : 1;
    double rest = kl_sinh_rest(half), all = half + rest;
    return sqrt(rest / all * (1 + half / all));
}

static double cut_of(const double *p) {
    return cut_off(p[0], p[1], p[1] - p[0]);
}

static double log_mean(const double *p) {
    return kl_log(p[1]) - cut_mean(cut_of(p));
}

static double log_rest(const double *p) {
    return kl_log1p(-p[0]) - cut_mean(cut_off(1 - p[1], 1 - p[0], p[1] - p[0]));
}

static double log_deviation(const double *p) {
    return cut_deviation(cut_of(p));
}

/* ln g(y), any y. */
static double log_growth(double y) {
    if (y == 0)
        return 0;
    return fmax(y, 0) + kl_log(-kl_expm1(-fabs(y)) / fabs(y));
}

static double log_power(const double *p, double s, double log_c) {
    double w = cut_of(p), end = s * (kl_log(p[1]) - log_c);
    if (w == INFINITY)
        return s > -1 ? end - kl_log1p(s) : INFINITY;
    return end + log_growth(-(s + 1) * w) - log_growth(-w);
}

/* With h half of s times the width, ln(sinh h/h) beside the middle, or ln((1 − e^(−2h))/2h) beside an end. */
static double log_exponential(const double *p, double s, double c) {
    double h = fabs(s) * half_width(p);
    if (h < 1)
        return s * middle_above(p, c) + (h > 0 ? kl_log1p(kl_sinh_rest(h) / h) : 0);
    double end = s > 0 ? p[1] : p[0];
    return s * (end - c) + kl_log(-kl_expm1(-2 * h)) - kl_log(fmin(2 * h, DBL_MAX));
}

static double distance(const double *p, double c) {
    double half = half_width(p), off = fabs(middle_above(p, c));
    return off >= half ? off : 0.5 * half + 0.5 * off * (off / half);
}

/* ln(1 + z²) */
static double log_square_more_at(double z) {
    return fabs(z) < 0x1p500 ? kl_log1p(z * z) : 2 * kl_log(fabs(z));
}

/* ln((1 + b²)/(1 + a²)), |a| ≤ b = a + s: where that is little, from s. */
static double log_square_more_rise(double a, double b, double s) {
    double rise = fabs(a) > 1 ? s / a * ((a + b) / a) / (1 + 1 / a / a) : s * (a + b) / (1 + a * a);
    return rise < 1 ? kl_log1p(rise) : log_square_more_at(b) - log_square_more_at(a);
}

/* arctan b − arctan a, whose tangent is s/(1 + ab), s = b − a > 0. */
static double angle_between(double a, double b, double s) {
    double below = 1 + a * b;
    if (below == 0)
        return M_PI_2;
    return below > 0 ? kl_atan(s / below) : M_PI + kl_atan(s / below);
}

/*
 * The mean of ln(1 + z²) over a ≤ z ≤ b, of which z ln(1 + z²) − 2z + 2 arctan z is the integral:
 *     ln(1 + a²) + b/s ln((1 + b²)/(1 + a²)) − 2 + 2/s (arctan b − arctan a),  s = b − a,
 * mirrored so that |a| ≤ b. Where s is little beside b, ln(1 + z²) is as good as straight.
 */
static double log_square_more(const double *p, double c, double scale) {
    double a = kl_distance_in(p[0], c, scale), b = kl_distance_in(p[1], c, scale);
    double s = 2 * (half_width(p) / scale);
    if (!(s < INFINITY && fabs(a) < INFINITY && fabs(b) < INFINITY))
        return INFINITY;
    if (fabs(a) > fabs(b)) {
        const double mirrored = -a;
        a = -b;
        b = mirrored;
    }
    if (s < 0x1p-30 * fmax(1, b))
        return log_square_more_at(0.5 * a + 0.5 * b);
    return log_square_more_at(a) + b / s * log_square_more_rise(a, b, s) - 2 +
           2 * (angle_between(a, b, s) / s);
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
    .unit = {1, 1},
    .ordered = 1,
    .support = support,
    .divergence = divergence,
    .entropy = entropy,
    .below = below,
    .above = above,
    .place = place,
    .mean = middle,
    .mean_above = middle_above,
    .deviation = deviation,
    .log_mean = log_mean,
    .log_deviation = log_deviation,
    .log_rest = log_rest,
    .log_power = log_power,
    .log_exponential = log_exponential,
    .distance = distance,
    .log_square_more = log_square_more,
    .code = code,
};
