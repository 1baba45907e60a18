/* SPDX-License-Identifier: Apache-2.0 */
/*
 * KL of normal distributions whose covariance is variance + factor·factorᵀ, one coordinate after the other:
 * x_i = μ_i + f_iᵀs + noise, s standard normal, so that what the coordinates before i tell about x_i is a
 * Kalman filter for s (Kalman 1960). By the chain rule
 *     KL = Σ_i E_p KL(p(x_i | x_<i) ‖ q(x_i | x_<i)),
 * of one-dimensional normals, where only the gap between the two predictions is random; its mean and variance
 * under p are carried along. No term is negative.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "family/gaussian.h"
#include "kernels/linear.h"
#include "kernels/special.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* What a filter knows of s. */
typedef struct filter {
    size_t rank;
    double *spread;  /* rank × rank: covariance of s given what was seen */
    double *gain;    /* by how much s moves per unit of surprise */
    double variance; /* of the next coordinate */
} filter;

static void predict(filter *k, const double *f, double noise) {
    double known = 0;
    for (size_t i = 0; i < k->rank; i++) {
        k->gain[i] = kl_dot(k->spread + i * k->rank, f, k->rank);
        known += k->gain[i] * f[i];
    }
    k->variance = noise + fmax(known, 0);
    for (size_t i = 0; i < k->rank; i++)
        k->gain[i] /= k->variance;
}

static void learn(filter *k) {
    for (size_t i = 0; i < k->rank; i++)
        for (size_t j = 0; j < k->rank; j++)
            k->spread[i * k->rank + j] -= k->variance * (k->gain[i] * k->gain[j]);
}

static void begin(filter *k, size_t rank, double *memory) {
    *k = (filter){.rank = rank, .spread = memory, .gain = memory + rank * rank};
    memset(memory, 0, rank * rank * sizeof *memory);
    for (size_t i = 0; i < rank; i++)
        k->spread[i * rank + i] = 1;
}

/*
 * p's estimate of s, then by how much q's is above it, as random under p: mean and covariance. Of estimates
 * that nearly agree the difference is carried, not recovered.
 */
typedef struct estimates {
    size_t rank;
    double *mean, *covariance, *row;
    double *surprise,
        *gap; /* how both move with p's surprise, and with the gap of the predictions */
} estimates;

/* What a distribution says of one coordinate; the row has zeros behind its rank. */
typedef struct coordinate {
    double mean, variance, *row;
} coordinate;

/* In units of 2^unit. */
static void read_coordinate(const kl_normal *g, size_t i, int unit, coordinate *x) {
    for (size_t k = 0; k < g->rank; k++)
        x->row[k] = ldexp(g->factor[i * g->rank + k], -unit);
    x->mean = ldexp(g->mean[i], -unit);
    x->variance = fmax(ldexp(g->variance[i], -2 * unit), DBL_MIN);
}

/* Between the scales of p and q, so that squares and products stay within the doubles. */
static int unit_of(const kl_normal *p, const kl_normal *q, size_t i) {
    const kl_normal *both[] = {p, q};
    int exponents = 0;
    for (int side = 0; side < 2; side++) {
        const kl_normal *g = both[side];
        const double *row = g->rank > 0 ? g->factor + i * g->rank : NULL;
        int exponent;
        frexp(g->variance[i] + kl_dot(row, row, g->rank), &exponent);
        exponents += exponent;
    }
    return exponents / 4;
}

/* p predicts f·a, q g·(a + b): the gap is h·(a, b) with h = (f − g, −g). Its mean and variance; row := its
 * covariance with the estimates. */
static void gap_of(estimates *s, const double *h, double *mean, double *variance) {
    const size_t n = 2 * s->rank;
    *mean = kl_dot(s->mean, h, n);
    for (size_t i = 0; i < n; i++)
        s->row[i] = kl_dot(s->covariance + i * n, h, n);
    *variance = fmax(kl_dot(s->row, h, n), 0);
}

/* q's surprise is p's own and the gap. */
static void move(estimates *s, const filter *p, const filter *q, double mean, double variance) {
    const size_t r = s->rank, n = 2 * r;
    for (size_t i = 0; i < r; i++) {
        s->surprise[i] = p->gain[i];
        s->surprise[r + i] = q->gain[i] - p->gain[i];
        s->gap[r + i] = q->gain[i];
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++)
            s->covariance[i * n + j] += (s->gap[i] * s->row[j] + s->gap[j] * s->row[i]) +
                                        (variance * (s->gap[i] * s->gap[j]) +
                                         p->variance * (s->surprise[i] * s->surprise[j]));
        s->mean[i] += s->gap[i] * mean;
    }
}

/* `rows` holds f, g and h. */
static double chain(const kl_normal *p, const kl_normal *q, filter *pk, filter *qk, estimates *s,
                    double *rows) {
    const size_t r = s->rank;
    coordinate x = {.row = rows}, y = {.row = rows + r};
    double *h = rows + 2 * r, value = 0;
    for (size_t i = 0; i < p->n; i++) {
        const int unit = unit_of(p, q, i);
        double mean, variance;
        read_coordinate(p, i, unit, &x);
        read_coordinate(q, i, unit, &y);
        for (size_t k = 0; k < r; k++) {
            h[k] = x.row[k] - y.row[k];
            h[r + k] = -y.row[k];
        }
        predict(pk, x.row, x.variance);
        predict(qk, y.row, y.variance);
        gap_of(s, h, &mean, &variance);
        mean += x.mean - y.mean;
        double spread = kl_ratio_rest(pk->variance, qk->variance, pk->variance - qk->variance);
        value += 0.5 * (spread + (mean / qk->variance * mean + variance / qk->variance));
        if (!(value < INFINITY)) /* no term is negative; NaN comes of ∞ − ∞ */
            return INFINITY;
        move(s, pk, qk, mean, variance);
        learn(pk);
        learn(qk);
    }
    return value;
}

kl_status kl_low_rank_divergence(const kl_normal *p, const kl_normal *q, double *value,
                                 kl_error *error) {
    const size_t r = p->rank > q->rank ? p->rank : q->rank, n = 2 * r;
    const size_t filters = 2 * (r + 1) * r, size = filters + (n + 4) * n + 2 * n;
    double *memory = kl_alloc_zero(size, sizeof *memory);
    if (memory == NULL)
        return kl_fail_memory(error, "two filters", size * sizeof *memory);
    filter pk, qk;
    begin(&pk, r, memory);
    begin(&qk, r, memory + (r + 1) * r);
    double *rest = memory + filters;
    estimates s = {r, rest, rest + 4 * n, rest + n, rest + 2 * n, rest + 3 * n};
    *value = chain(p, q, &pk, &qk, &s, rest + (n + 4) * n);
    kl_free(memory);
    return KL_OK;
}
