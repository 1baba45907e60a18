/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds from partly known distributions. */
#include "evaluate/partial.h"

#include <math.h>

#include "base/exact_sum.h"
#include "kernels/scalar.h"

/* ── Terms ────────────────────────────────────────────────────────────────────────────────────── */

enum { FORWARD, REVERSE, JENSEN_SHANNON, TOTAL_VARIATION, TERMS };

typedef struct term_sums {
    kl_exact_sum sum[TERMS];
} term_sums;

/* p ln(p/q) − p + q: not negative, and the same sum where the totals are equal. */
static double divergence_term(double p, double q) {
    if (p == 0 || p == q)
        return p == 0 ? q : 0;
    return q == 0 ? INFINITY : fmax(p * (kl_log(p) - kl_log(q)) - p + q, 0);
}

static double jensen_shannon_term(double p, double q) {
    double middle = (p + q) / 2;
    return middle == 0 ? 0 : (divergence_term(p, middle) + divergence_term(q, middle)) / 2;
}

static void add(term_sums *sums, double p, double q) {
    kl_exact_sum_add(&sums->sum[FORWARD], divergence_term(p, q));
    kl_exact_sum_add(&sums->sum[REVERSE], divergence_term(q, p));
    kl_exact_sum_add(&sums->sum[JENSEN_SHANNON], jensen_shannon_term(p, q));
    kl_exact_sum_add(&sums->sum[TOTAL_VARIATION], fabs(p - q) / 2);
}

/* ── The completion that is closest ───────────────────────────────────────────────────────────── */

/* Σ min(cap, ratio · known). */
static double spent(const double *known, size_t n, double ratio, double cap) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += fmin(cap, ratio * known[i]);
    return sum;
}

/* The free masses: `rest[0]` of p goes to the tokens that only q names, and to those that neither does. */
typedef struct closest {
    const kl_partial *partial;
    double rest[2], cap[2];
} closest;

/* What is left of a side for the tokens that neither names, at ratio ρ = p/q. */
static double left(const closest *c, int side, double ratio) {
    const kl_partial *k = c->partial;
    return c->rest[side] -
           spent(k->alone[!side], k->alone_n[!side], side ? 1 / ratio : ratio, c->cap[side]);
}

/* Ratios have logarithms within this: masses are above 1e-300. */
enum { REACH = 700, STEPS = 100 };

/* Where a side has just nothing left: the ratio of its own tokens. */
static double ratio_of_side(const closest *c, int side) {
    double low = -REACH, high = REACH;
    for (int step = 0; step < STEPS; step++) {
        double middle = (low + high) / 2;
        int too_much = left(c, side, kl_exp(middle)) < 0;
        if (too_much == !side)
            high = middle;
        else
            low = middle;
    }
    return kl_exp((low + high) / 2);
}

/* ratio[0] is of the tokens that only q names, ratio[1] of those that only p does: the same, unless both
 * sides have spent everything before they meet. */
static void find_ratios(const closest *c, double ratio[2]) {
    double low = -REACH, high = REACH;
    for (int step = 0; step < STEPS; step++) {
        double middle = (low + high) / 2, at = kl_exp(middle);
        double p = left(c, 0, at), q = left(c, 1, at);
        if (p <= 0 && q <= 0) {
            ratio[0] = ratio_of_side(c, 0);
            ratio[1] = ratio_of_side(c, 1);
            return;
        }
        if (p == at * q) { /* equal lists are of ratio 1, which is tried first */
            low = high = middle;
            break;
        }
        if (q <= 0 || (p > 0 && p > at * q))
            low = middle;
        else
            high = middle;
    }
    ratio[0] = ratio[1] = kl_exp((low + high) / 2);
}

/* The rest of both: of ratio ρ, so that the smaller one, which rounding may have lost, follows the larger. */
static void add_rest(term_sums *sums, const closest *c, double ratio) {
    double p = fmax(left(c, 0, ratio), 0), q = fmax(left(c, 1, ratio), 0);
    if (ratio > 1)
        q = p / ratio;
    else
        p = ratio * q;
    add(sums, p, q);
}

static void add_closest(term_sums *sums, const kl_partial *partial) {
    closest c = {.partial = partial};
    for (int side = 0; side < 2; side++) {
        /* 1 − Σ is rounded: with what may be missing no divergence is too large, nor infinite. */
        c.rest[side] = partial->rest[side] + KL_PARTIAL_NOTHING;
        c.cap[side] = fmin(fmax(partial->cap[side], KL_PARTIAL_NOTHING), c.rest[side]);
    }
    double ratio[2];
    find_ratios(&c, ratio);
    for (size_t i = 0; i < partial->alone_n[0]; i++)
        add(sums, partial->alone[0][i], fmin(c.cap[1], partial->alone[0][i] / ratio[1]));
    for (size_t i = 0; i < partial->alone_n[1]; i++)
        add(sums, fmin(c.cap[0], ratio[0] * partial->alone[1][i]), partial->alone[1][i]);
    if (ratio[0] == ratio[1])
        add_rest(sums, &c, ratio[0]);
}

/* ── Bounds ───────────────────────────────────────────────────────────────────────────────────── */

static double total_left(const kl_partial *partial, int side) {
    double sum = partial->rest[side];
    for (size_t i = 0; i < partial->alone_n[side]; i++)
        sum += partial->alone[side][i];
    return sum < KL_PARTIAL_NOTHING ? 0 : sum;
}

kl_partial_bounds kl_partial_compare(const kl_partial *partial) {
    term_sums sums;
    double known[TERMS], low[TERMS];
    for (int k = 0; k < TERMS; k++)
        kl_exact_sum_init(&sums.sum[k]);
    for (size_t i = 0; i < partial->both; i++)
        add(&sums, partial->p[i], partial->q[i]);
    for (int k = 0; k < TERMS; k++)
        known[k] = kl_exact_sum_round(&sums.sum[k]);
    add_closest(&sums, partial);
    for (int k = 0; k < TERMS; k++)
        low[k] = kl_exact_sum_round(&sums.sum[k]);
    double p = total_left(partial, 0), q = total_left(partial, 1);
    double high[TERMS] = {
        p > 0 ? INFINITY : known[FORWARD] + q, q > 0 ? INFINITY : known[REVERSE] + p,
        known[JENSEN_SHANNON] + (p + q) / 2 * M_LN2, known[TOTAL_VARIATION] + (p + q) / 2};
    kl_between out[TERMS];
    for (int k = 0; k < TERMS; k++)
        out[k] = (kl_between){low[k], fmax(high[k], low[k])};
    return (kl_partial_bounds){out[FORWARD], out[REVERSE], out[JENSEN_SHANNON],
                               out[TOTAL_VARIATION]};
}
