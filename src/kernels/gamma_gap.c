/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The gaps of ln Γ and ln B above their tangents, without cancellation. With h(r) = r − 1 − ln r and
 * D(y, x) = y ln(y/x) − y + x, all that follows is ≥ 0:
 *
 *     gap(y; x) = h(y/x) + gap(y + 1; x + 1)                     since Γ(x + 1) = x Γ(x)
 *     gap(y; x) = D(y, x) + ½ h(y/x) + gap of Stirling's rest μ  from 10 on
 *
 * and gap(y⁻ᵐ; x⁻ᵐ) = t²/y · Σ_{j<m} (m − j) y⁻ʲ x^(j+1−m), t = (y − x)/x, for the powers in μ.
 */
#include <float.h>
#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"
#include "kernels/stirling.h"

enum { TERMS = KL_STIRLING_TERMS, LARGE = 10 };

/* A number at (y, x), and by how much it is more there than at (y + b₂, x + b). */
typedef struct step {
    double at, more;
} step;

static step sum_of(step u, step v) {
    return (step){u.at + v.at, u.more + v.more};
}

static step product_of(step u, step v) {
    return (step){u.at * v.at, u.more * v.at + (u.at - u.more) * v.more};
}

static step scaled(step u, double factor) {
    return (step){u.at * factor, u.more * factor};
}

/* The gap of μ(x) = Σ B_2k/(2k (2k − 1)) x^(1 − 2k), DLMF 5.11.1, from q = 1/y, p = 1/x and t. */
static step stirling_gap(step q, step p, step t) {
    step weights = {1, 0}, powers = {1, 0}, power = {1, 0}, sum = {0, 0}; /* m = 1 */
    for (int m = 1; m < 2 * TERMS; m++) {
        if (m % 2 == 1)
            sum = sum_of(sum, scaled(weights, kl_bernoulli[m / 2] / (m * (m + 1))));
        power = product_of(power, q);
        powers = sum_of(product_of(powers, p), power);
        weights = sum_of(product_of(weights, p), powers);
    }
    return product_of(product_of(t, product_of(t, q)), sum);
}

static double stirling_gap_at(double y, double x, double d) {
    return stirling_gap((step){1 / y, 0}, (step){1 / x, 0}, (step){d / x, 0}).at;
}

double kl_log_gamma_gap(double y, double x, double d) {
    double sum = 0;
    if (y == INFINITY)
        return y;
    for (; x < LARGE || y < LARGE; x += 1, y += 1)
        sum += kl_ratio_rest(y, x, d);
    return sum + kl_deviance(y, x, d) + 0.5 * kl_ratio_rest(y, x, d) + stirling_gap_at(y, x, d);
}

/* Two gammas that share a sum: what the parts have and the whole. */
typedef struct pair {
    double y, x, d;  /* d = y − x */
    double b2, b, e; /* e = b₂ − b */
    double unit;     /* ½ where the wholes would overflow, else 1: they and `rise` are in it */
    double whole2, whole; /* y + b₂, x + b */
    double rise;          /* whole₂ − whole */
    double cross;         /* (d b − e x)/x, good to 2⁻¹⁰⁵ of its parts */
    double more;          /* y/x = (1 + more)·whole2/whole */
    int near;             /* the differences below would cancel */
} pair;

/* u v/x − less, u/x being the more apt to be a double. */
static double product_less(double u, double v, double x, double less) {
    double t = u / x, rest = fma(-t, x, u), product = t * v;
    return (product - less) + fma(t, v, -product) + rest / x * v;
}

/* (d b − e x)/x = y b/x − b₂. Where y is far from x, d is rounded and no longer holds y; where it is near, e holds the
 * difference of b₂ and b. */
static double cross_of(double y, double x, double d, double b2, double b, double e) {
    if (fabs(d) <= x / 2)
        return product_less(d, b, x, e);
    return product_less(fmax(y, b), fmin(y, b), x, b2);
}

static pair pair_of(double y, double x, double d, double b2, double b, double e) {
    double unit = y + b2 < INFINITY && x + b < INFINITY ? 1 : 0.5;
    double whole2 = unit * y + unit * b2, whole = unit * x + unit * b;
    double cross = cross_of(y, x, d, b2, b, e), more = unit * cross / whole2;
    return (pair){.y = y,
                  .x = x,
                  .d = d,
                  .b2 = b2,
                  .b = b,
                  .e = e,
                  .unit = unit,
                  .whole2 = whole2,
                  .whole = whole,
                  .rise = unit * d + unit * e,
                  .cross = cross,
                  .more = more,
                  .near = fabs(more) <= 0.5};
}

/* D(y, x·whole₂/whole), off = y − x·whole₂/whole; where the product is below the doubles, by its logarithm. */
static double share_gap(const pair *s, double y, double x, double off) {
    double share = x * (s->whole2 / s->whole);
    if (share >= DBL_MIN)
        return kl_deviance(y, share, off);
    return y * (kl_log(y) - kl_log(x) + kl_log(s->whole) - kl_log(s->whole2)) - off;
}

/* D of both parts, less D of the whole: the divergence of the shares. */
static double shares_gap(const pair *s) {
    double unit = s->unit, x = unit * s->x, off = unit * s->cross * (x / s->whole);
    double gap = share_gap(s, unit * s->y, x, off) + share_gap(s, unit * s->b2, unit * s->b, -off);
    return gap / unit;
}

/* A step adds h(y/x) and takes away D(y, x) − D(y + 1, x + 1), which is that of shares beside 1. */
double kl_log_gamma_centred_gap(double y, double x, double d) {
    double sum = 0;
    for (; x < LARGE || y < LARGE; x += 1, y += 1) {
        pair s = pair_of(y, x, d, 1, 1, 0);
        sum += kl_ratio_rest(y, x, d) - shares_gap(&s);
    }
    return sum + 0.5 * kl_ratio_rest(y, x, d) + stirling_gap_at(y, x, d);
}

/* h(y/x) − h(whole₂/whole). */
static double ratio_gap(const pair *s) {
    if (s->near)
        return kl_log1p_rest(s->more) + s->more * (s->rise / s->whole);
    return kl_ratio_rest(s->y, s->x, s->d) - kl_ratio_rest(s->whole2, s->whole, s->rise);
}

/* gap(μ; y, x) − gap(μ; wholes). */
static double rest_gap(const pair *s) {
    double q = s->unit / s->whole2, p = s->unit / s->whole;
    if (!s->near)
        return stirling_gap_at(s->y, s->x, s->d) -
               stirling_gap((step){q, 0}, (step){p, 0}, (step){s->rise / s->whole, 0}).at;
    return stirling_gap((step){1 / s->y, s->b2 / s->y * q}, (step){1 / s->x, s->b / s->x * p},
                        (step){s->d / s->x, s->unit * s->cross / s->whole})
        .more;
}

/* One part is small: its gap, and what the other's is more than the whole's. */
static double small_part_gap(double y, double x, double d, double b2, double b, double e) {
    double sum = kl_log_gamma_centred_gap(b2, b, e);
    for (; x < LARGE || y < LARGE; x += 1, y += 1) {
        pair s = pair_of(y, x, d, b2, b, e);
        sum += ratio_gap(&s);
    }
    pair s = pair_of(y, x, d, b2, b, e);
    return sum + (shares_gap(&s) + 0.5 * ratio_gap(&s) + rest_gap(&s));
}

static double large_parts_gap(double y, double x, double d, double b2, double b, double e) {
    pair s = pair_of(y, x, d, b2, b, e);
    double half = kl_ratio_rest(b2, b, e) + ratio_gap(&s);
    return shares_gap(&s) + 0.5 * half + (stirling_gap_at(b2, b, e) + rest_gap(&s));
}

/* Where the quotient of a part is beyond the doubles: what q has beside it is what makes the gap. */
static double steep_gap(double a2, double b2, double a, double b) {
    double slope_a = kl_digamma_rise(a, b), slope_b = kl_digamma_rise(b, a);
    double steep = a2 * slope_a + b2 * slope_b;
    if (steep == INFINITY)
        return steep;
    return steep - (a * slope_a + b * slope_b) + (kl_log_beta(a2, b2) - kl_log_beta(a, b));
}

double kl_log_beta_gap(double a2, double b2, double a, double b, double d, double e) {
    if (a < b)
        return kl_log_beta_gap(b2, a2, b, a, e, d);
    if (a2 / a == INFINITY || b2 / b == INFINITY)
        return steep_gap(a2, b2, a, b);
    const int large = a >= LARGE && a2 >= LARGE && b >= LARGE && b2 >= LARGE;
    double gap = (large ? large_parts_gap : small_part_gap)(a2, a, d, b2, b, e);
    return gap < 0 ? 0 : gap;
}
