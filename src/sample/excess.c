/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds of the hockey-stick divergence. */
#include "sample/excess.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/jackknife.h"
#include "sample/student.h"

/* Shares of a side, each with the variance error · share (1 − share). */
typedef struct shares {
    double *value, *error;
} shares;

typedef struct ranked {
    double ratio;
    uint32_t gram;
} ranked;

/* Of all sets with one share of P the one of the largest ratios p/q has the least of Q (Neyman and Pearson 1933), so
 * that the sets that begin the order of ratios are all that matter, with a part of the next symbol. */
typedef struct table {
    size_t n;
    ranked *order;
    uint32_t *rank; /* of an n-gram */
    shares one[2];  /* of the symbols in order, on each side */
    shares set[2];  /* of the first 0 to n of them */
    double *bag;
} table;

/* ── The table ────────────────────────────────────────────────────────────────────────────────── */

static void table_free(table *t) {
    for (int s = 0; s < 2; s++) {
        kl_free(t->one[s].value);
        kl_free(t->one[s].error);
        kl_free(t->set[s].value);
        kl_free(t->set[s].error);
    }
    kl_free(t->order);
    kl_free(t->rank);
    kl_free(t->bag);
}

static int shares_new(size_t n, shares *out) {
    out->value = kl_alloc_zero(n, sizeof *out->value);
    out->error = kl_alloc_zero(n, sizeof *out->error);
    return out->value != NULL && out->error != NULL;
}

static kl_status table_new(size_t n, table *out, kl_error *error) {
    *out = (table){.n = n};
    out->order = kl_alloc(n, sizeof *out->order);
    out->rank = kl_alloc(n, sizeof *out->rank);
    out->bag = kl_alloc(n, sizeof *out->bag);
    int whole = out->order != NULL && out->rank != NULL && out->bag != NULL;
    for (int s = 0; s < 2; s++)
        whole = whole && shares_new(n, &out->one[s]) && shares_new(n + 1, &out->set[s]);
    if (whole)
        return KL_OK;
    table_free(out);
    return kl_fail_memory(error, "sets of symbols", n * 92);
}

static int compare_ranked(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->ratio != y->ratio)
        return x->ratio > y->ratio ? -1 : 1;
    return (x->gram > y->gram) - (x->gram < y->gram);
}

/* What side 0 has more of first. */
static void put_in_order(const kl_aligned *aligned, table *t) {
    for (size_t i = 0; i < t->n; i++) {
        const double p = aligned->side[0].count[i], q = aligned->side[1].count[i];
        t->order[i] = (ranked){q > 0 ? p / q : INFINITY, (uint32_t)i};
    }
    qsort(t->order, t->n, sizeof *t->order, compare_ranked);
    for (size_t k = 0; k < t->n; k++)
        t->rank[t->order[k].gram] = (uint32_t)k;
}

static void find_shares(const kl_side *side, table *t, int s) {
    double sum = 0;
    for (size_t k = 0; k < t->n; k++) {
        t->one[s].value[k] = side->count[t->order[k].gram];
        t->set[s].value[k + 1] = sum += t->one[s].value[k];
    }
    for (size_t k = 0; k < t->n; k++) {
        t->one[s].value[k] /= sum;
        t->set[s].value[k + 1] /= sum;
    }
}

/* Of a share the variance of the jackknife is 1/G Σ (c_j − m_j p)²/(m_j (n − m_j)). */
static void add_bag(double weight, double m, double count, const shares *of, size_t k) {
    const double off = count - m * of->value[k];
    of->error[k] += weight * off * off;
}

static void add_variances(const kl_side *side, table *t, int s) {
    for (unsigned b = 0; b < KL_BAGS; b++) {
        const double m = (double)side->bag_total[b], n = (double)side->total;
        if (m == 0)
            continue;
        memset(t->bag, 0, t->n * sizeof *t->bag);
        for (size_t c = side->cells.start[b]; c < side->cells.start[b + 1]; c++)
            t->bag[t->rank[side->cells.gram[c]]] += side->cells.count[c];
        const double weight = 1 / (m * (n - m) * side->bags);
        double sum = 0;
        for (size_t k = 0; k < t->n; k++) {
            sum += t->bag[k];
            add_bag(weight, m, t->bag[k], &t->one[s], k);
            add_bag(weight, m, sum, &t->set[s], k + 1);
        }
    }
}

/* From variances to errors: 1/n of independent draws, and no less of what comes in bags. */
static void finish_errors(const kl_side *side, const shares *of, size_t n) {
    const double each = 1 / (double)side->total;
    for (size_t k = 0; k < n; k++) {
        const double spread = of->value[k] * (1 - of->value[k]);
        of->error[k] = spread > 0 ? fmax(of->error[k] / spread, each) : each;
    }
}

static int is_known(const kl_side *side) {
    return side->cells.start[KL_BAGS] == 0; /* known_sides.c */
}

static void table_fill(const kl_aligned *aligned, table *t) {
    put_in_order(aligned, t);
    for (int s = 0; s < 2; s++) {
        const kl_side *side = &aligned->side[s];
        find_shares(side, t, s);
        if (is_known(side))
            continue;
        if (!side->drawn)
            add_variances(side, t, s);
        finish_errors(side, &t->one[s], t->n);
        finish_errors(side, &t->set[s], t->n + 1);
    }
}

/* ── The bounds ───────────────────────────────────────────────────────────────────────────────── */

typedef struct question {
    const table *t;
    int s;
    double gamma, z;
} question;

/* Of a set: P(A) − γ Q(A), and how far its limits are above and below. */
typedef struct difference {
    double value, above, below;
} difference;

/* From a share to Wilson's limit above it, a = z² · error; to that below it: the same of what is left. */
static double wilson(double share, double a) {
    return (a * (0.5 - share) + sqrt(a * share * (1 - share) + a * a / 4)) / (1 + a);
}

/* √(a² + b²), a and b ≥ 0: the same bits everywhere, which hypot is not. */
static double joined(double a, double b) {
    const double large = fmax(a, b), small = fmin(a, b);
    return large > 0 ? large * sqrt(1 + small / large * (small / large)) : 0;
}

/* The first k of side s's own order and a part of the next one. */
static difference difference_of(const question *ask, size_t k, double part) {
    const size_t n = ask->t->n;
    const size_t from = ask->s == 0 ? k : n - k, to = ask->s == 0 ? k + 1 : n - k - 1;
    double share[2], a[2];
    for (int side = 0; side < 2; side++) {
        const shares *of = &ask->t->set[side];
        share[side] = of->value[from] + part * (of->value[to] - of->value[from]);
        if (ask->s == 1) /* the last ones of the other order are what its first ones leave */
            share[side] = 1 - share[side];
        share[side] = fmin(fmax(share[side], 0), 1);
        a[side] = ask->z * ask->z * fmax(of->error[from], of->error[to]);
    }
    const int s = ask->s, o = 1 - ask->s;
    const double p = share[s], q = share[o], gamma = ask->gamma;
    return (difference){p - gamma * q, joined(wilson(p, a[s]), gamma * wilson(1 - q, a[o])),
                        joined(wilson(1 - p, a[s]), gamma * wilson(q, a[o]))};
}

static double upper_end(const question *ask, size_t k, double part) {
    const difference d = difference_of(ask, k, part);
    return d.value + d.above;
}

/* With the best part of symbol k: by golden sections. */
static double best_part(const question *ask, size_t k) {
    const double golden = 0.6180339887498949;
    double low = 0, high = 1, best = 0;
    for (int i = 0; i < 30; i++) {
        const double left = high - golden * (high - low), right = low + golden * (high - low);
        const double at_left = upper_end(ask, k, left), at_right = upper_end(ask, k, right);
        best = fmax(best, fmax(at_left, at_right));
        if (at_left > at_right)
            high = right;
        else
            low = left;
    }
    return best;
}

/* Of the best set, with part of a symbol more or less. */
static double high_end(const question *ask) {
    size_t at = 0;
    double best = 0;
    for (size_t k = 0; k < ask->t->n; k++) {
        for (int part = 0; part < 2; part++) {
            const double end = upper_end(ask, k, part);
            at = end > best ? k + (size_t)part : at;
            best = fmax(best, end);
        }
    }
    if (at > 0)
        best = fmax(best, best_part(ask, at - 1));
    if (at < ask->t->n)
        best = fmax(best, best_part(ask, at));
    return fmin(best, 1);
}

/* E max(x + Z, 0) − max(x, 0), Z standard normal: 1/√2π at the corner. */
static double lift(double x) {
    return kl_exp(-x * x / 2) / sqrt(2 * M_PI) - x * kl_erfc(x * M_SQRT1_2) / 2;
}

/* What chance adds to the term of symbol k on average, if it is as near its corner as it may be. */
static double excess_of(const question *ask, size_t k) {
    double d = 0, variance = 0;
    for (int side = 0; side < 2; side++) {
        const double factor = side == ask->s ? 1 : -ask->gamma;
        const double share = ask->t->one[side].value[k], error = ask->t->one[side].error[k];
        d += factor * share;
        variance += factor * factor * error * (share + error); /* of what came 0 times too */
    }
    const double sigma = sqrt(variance);
    return sigma > 0 ? sigma * lift(fmax(fabs(d) / sigma - ask->z, 0)) : 0;
}

static double low_end(const question *ask) {
    double seen = 0, reach = 0, chance = 0;
    for (size_t k = 0; k < ask->t->n; k++) {
        seen = fmax(seen, difference_of(ask, k, 1).value);
        chance += excess_of(ask, k);
    }
    for (size_t k = 0; k < ask->t->n; k++) {
        const difference d = difference_of(ask, k, 1);
        if (d.value + d.above >= seen)
            reach = fmax(reach, d.below);
    }
    return fmax(seen - chance - reach, 0);
}

/* Those of a known side do not count. */
static unsigned fewest_bags(const kl_side side[2]) {
    const unsigned bags[2] = {is_known(&side[0]) ? KL_BAGS : side[0].bags,
                              is_known(&side[1]) ? KL_BAGS : side[1].bags};
    return bags[0] < bags[1] ? bags[0] : bags[1];
}

kl_status kl_excess_compute(const kl_aligned *aligned, double gamma, double confidence,
                            kl_excess out[2], kl_error *error) {
    const unsigned bags = fewest_bags(aligned->side);
    out[0] = out[1] = (kl_excess){NAN, NAN};
    if (bags < KL_BAGS_MIN)
        return KL_OK;
    table t;
    kl_status status = table_new(aligned->size, &t, error);
    if (status != KL_OK)
        return status;
    table_fill(aligned, &t);
    for (int s = 0; s < 2; s++) {
        const question ask = {&t, s, gamma, kl_student_quantile(confidence, bags - 1.0)};
        out[s] = (kl_excess){low_end(&ask), high_end(&ask)};
    }
    table_free(&t);
    return KL_OK;
}
