/* SPDX-License-Identifier: Apache-2.0 */
/* Potentials of a plan between histograms. Along the plan φ(x) + ψ(y) = |x − y|^p, and
 * φ′(x) = p·sign(x − y)|x − y|^(p−1); where one side has no mass the other stands still. What is known of a bin is
 * the mean of its potential. */
#include "transport/bins.h"

#include <math.h>

#include "base/exact_sum.h"
#include "transport/power.h"

/* Costs below it, in the unit of the bins, may have lost what matters. */
#define COST_LEAST 0x1p-900
/* Relative to the distance times p: closer ends go by a series, which differences would cancel in. */
#define NEAR 0.5
enum { TERMS_MOST = 64 };

static double cost_of(double apart, double p) {
    return kl_power_of(fabs(apart), p);
}

static int are_near(const double ends[2], double p) {
    return p * fabs(ends[1] - ends[0]) < NEAR * fabs(ends[0]);
}

/* ∫₀¹ (1 − t) g(t) dt and, as `*whole`, ∫₀¹ g(t) dt of g = p·sign(d)|d|^(p−1), d = d₀ + (d₁ − d₀)t. With
 * r = (d₁ − d₀)/d₀ near ones are p·sign(d₀)|d₀|^(p−1) Σ C(p − 1, k) r^k/((k + 1)(k + 2)), and without the second
 * divisor. */
static double mean_slope(const double ends[2], double p, double *whole) {
    const double difference = ends[1] - ends[0];
    *whole = 0;
    if (ends[0] == 0 && difference == 0)
        return 0;
    if (!are_near(ends, p)) {
        *whole = (cost_of(ends[1], p) - cost_of(ends[0], p)) / difference;
        return (kl_binned_mean_power(ends, p) - cost_of(ends[0], p)) / difference;
    }
    const double r = difference / ends[0];
    double term = copysign(p * cost_of(ends[0], p - 1), ends[0]), weighted = 0;
    for (int k = 0; k < TERMS_MOST && term != 0; k++) {
        *whole += term / (k + 1);
        weighted += term / ((k + 1) * (k + 2));
        term *= (p - 1 - k) / (k + 1) * r;
    }
    return weighted;
}

/* Where both sides are, and the potentials there. */
typedef struct place {
    const kl_binned *binned;
    size_t bin[2];
    double behind[2]; /* of the bin's width */
    double value[2];
} place;

static double apart(const place *at) {
    const kl_binned *s = at->binned;
    return s->low[0][at->bin[0]] - s->low[1][at->bin[1]] + (at->behind[0] - at->behind[1]);
}

static void set_value(place *at, int side) {
    at->value[side] = cost_of(apart(at), at->binned->line.power) - at->value[1 - side];
}

static int64_t mass_of(const kl_binned *s, int side, size_t bin) {
    return side == 0 ? s->line.masses.row[bin] : s->line.masses.column[bin];
}

/* To where a bin begins, the other side at rest. */
static void enter(place *at, int side, size_t bin) {
    at->bin[side] = bin;
    at->behind[side] = 0;
    set_value(at, side);
}

/* On to a bin with mass, or behind the last. */
static void pass_empty(place *at, int side, size_t bin, double *potential) {
    const kl_binned *s = at->binned;
    while (bin < s->line.n[side] && mass_of(s, side, bin) == 0) {
        enter(at, side, bin);
        double ends[2] = {apart(at), 0};
        at->behind[side] = s->width[side][bin];
        ends[1] = apart(at);
        potential[bin++] = kl_binned_mean_power(ends, s->line.power) - at->value[1 - side];
        set_value(at, side);
    }
    if (bin < s->line.n[side])
        enter(at, side, bin);
}

static void step(place *at, int64_t mass, const int64_t left[2], double *const potential[2]) {
    const kl_binned *s = at->binned;
    const double p = s->line.power, begin = at->behind[0];
    double share[2], ends[2] = {apart(at), 0}, whole;
    for (int side = 0; side < 2; side++) {
        const double of_bin = (double)mass_of(s, side, at->bin[side]),
                     width = s->width[side][at->bin[side]];
        share[side] = (double)mass / of_bin;
        at->behind[side] = width * (1 - (double)(left[side] - mass) / of_bin);
    }
    ends[1] = apart(at);
    const double way = at->behind[0] - begin;
    const double mean = at->value[0] + way * mean_slope(ends, p, &whole);
    potential[0][at->bin[0]] += share[0] * mean;
    potential[1][at->bin[1]] += share[1] * (kl_binned_mean_power(ends, p) - mean);
    at->value[0] += way * whole;
    set_value(at, 1);
}

static void climb(const kl_binned *s, double *const potential[2]) {
    place at = {.binned = s};
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < s->line.n[side]; i++)
            potential[side][i] = 0;
    set_value(&at, 1);
    pass_empty(&at, 0, 0, potential[0]);
    pass_empty(&at, 1, 0, potential[1]);
    kl_walk walk;
    for (kl_walk_begin(&s->line, 0, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        const int64_t left[2] = {walk.left_x, walk.left_y};
        step(&at, walk.now.mass, left, potential);
        for (int side = 0; side < 2; side++)
            if (left[side] == walk.now.mass)
                pass_empty(&at, side, at.bin[side] + 1, potential[side]);
    }
}

static double dual_of(const kl_binned *s, double *const potential[2]) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < s->line.n[side]; i++)
            kl_exact_sum_add(&sum, (double)mass_of(s, side, i) * potential[side][i]);
    return kl_exact_sum_round(&sum) / (double)s->line.masses.total;
}

static double largest_cost(const kl_binned *s) {
    const size_t last[2] = {s->line.n[0] - 1, s->line.n[1] - 1};
    const double before = s->low[0][0] - (s->low[1][last[1]] + s->width[1][last[1]]);
    const double beyond = s->low[0][last[0]] + s->width[0][last[0]] - s->low[1][0];
    return fmax(cost_of(before, s->line.power), cost_of(beyond, s->line.power));
}

void kl_binned_find_potentials(const kl_binned *s, double cost, kl_transport *out) {
    const double p = s->line.power, largest = largest_cost(s);
    if (p == INFINITY || !(largest < INFINITY) || (s->largest > 0 && cost < COST_LEAST)) {
        kl_transport_drop_potentials(out);
        return;
    }
    climb(s, out->potential);
    out->result.duality_gap =
        largest > 0 ? fmax(cost - dual_of(s, out->potential), 0) / largest : 0;
    const double level = out->potential[1][0];
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < s->line.n[side]; i++)
            out->potential[side][i] = kl_power_shift(
                out->potential[side][i] + (side == 0 ? level : -level), p * s->line.exponent);
}
