/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two normal distributions with any covariance, by Cholesky factors. The factor of I + X is found as I + N
 * without ever adding the 1, so that T(X) = Σ [s − ln(1 + s)] + Σ N², s the pivots less 1, has no term that
 * cancels however near X is to 0.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "family/gaussian.h"
#include "kernels/linear.h"
#include "kernels/scalar.h"
#include "kernels/special.h"

#include <math.h>
#include <string.h>

void kl_normal_covariance(const kl_normal *g, double *out) {
    const size_t n = g->n;
    if (g->full != NULL) {
        memcpy(out, g->full, n * n * sizeof *out);
        return;
    }
    memset(out, 0, n * n * sizeof *out);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i && g->rank > 0; j++)
            out[i * n + j] = kl_dot(g->factor + i * g->rank, g->factor + j * g->rank, g->rank);
        out[i * n + i] += g->variance[i];
    }
}

/*
 * What both divergences are made of. With Σ = L′(I + E)L′ᵀ, z = L′⁻¹(μ − μ′) and
 * T(X) = tr X − ln det(I + X) ≥ 0, for an order α and a = 1 − α:
 *     KL = ½ T(E) + ½ |z|²,   Rényi = ½ [T(E) − T(aE)/a] + ½ α zᵀ(I + aE)⁻¹z,
 * where the traces cancel, so that far apart (T(E) > 1) the bracket is better ln det(I + aE)/a − ln det(I + E), and
 * a large aE, whose determinant would be lost in its largest entries, is L′⁻¹Σ*L′⁻ᵀ − I with Σ* = αΣ′ + aΣ.
 */
typedef struct between {
    double spread, spread_mixed;   /* T(E), T(aE) */
    double log_det, log_det_mixed; /* ln det(I + E), ln det(I + aE) */
    double distance;               /* zᵀ(I + aE)⁻¹z */
    int mixable;                   /* I + aE is positive definite */
} between;

/* Σ = LLᵀ in place of the lower triangle; the index of the first pivot that is not positive, or n. */
static size_t factorise(double *a, size_t n) {
    for (size_t j = 0; j < n; j++) {
        double pivot = a[j * n + j] - kl_dot(a + j * n, a + j * n, j);
        if (!(pivot > 0))
            return j;
        a[j * n + j] = sqrt(pivot);
        for (size_t i = j + 1; i < n; i++)
            a[i * n + j] = (a[i * n + j] - kl_dot(a + i * n, a + j * n, j)) / a[j * n + j];
    }
    return n;
}

static kl_status factorise_covariance(const kl_normal *g, double *out, kl_error *error) {
    kl_normal_covariance(g, out);
    size_t at = factorise(out, g->n);
    if (at == g->n)
        return KL_OK;
    kl_status status =
        kl_fail_at(error, KL_ERROR_VALUE, (int64_t)at, -1,
                   "covariance of %s is not positive definite: its Cholesky factor ends at row %zu",
                   g->input == 0 ? "p" : "q", at);
    return kl_fail_input(error, status, (size_t)g->input);
}

/* x := L⁻¹x. */
static void solve(const double *l, size_t n, double *x) {
    for (size_t i = 0; i < n; i++)
        x[i] = (x[i] - kl_dot(l + i * n, x, i)) / l[i * n + i];
}

/* Every row x of a: x := L⁻¹x. */
static void solve_rows(const double *l, size_t n, double *a) {
    for (size_t i = 0; i < n; i++)
        solve(l, n, a + i * n);
}

static void transpose(double *a, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double swap = a[i * n + j];
            a[i * n + j] = a[j * n + i];
            a[j * n + i] = swap;
        }
}

/* E = L′⁻¹(Σ − Σ′)L′⁻ᵀ. */
static void difference(const kl_normal *p, const kl_normal *q, const double *l, double *e,
                       double *scratch) {
    const size_t n = p->n;
    kl_normal_covariance(p, e);
    kl_normal_covariance(q, scratch);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            e[i * n + j] = e[j * n + i] = e[i * n + j] - scratch[i * n + j];
    solve_rows(l, n, e);
    transpose(e, n);
    solve_rows(l, n, e);
}

/* N, T(aE) and ln det(I + aE); the least pivot, or 0 where I + aE is not positive definite. */
static double factorise_near_one(const double *e, double a, size_t n, double *out, double *spread,
                                 double *log_det) {
    double least = 1;
    *spread = *log_det = 0;
    for (size_t i = 0; i < n; i++) {
        double *row = out + i * n;
        for (size_t j = 0; j < i; j++) {
            const double *other = out + j * n;
            row[j] = (a * e[i * n + j] - kl_dot(row, other, j)) / (1 + other[j]);
        }
        double squares = kl_dot(row, row, i), s = a * e[i * n + i] - squares;
        if (!(s > -1))
            return 0;
        row[i] = s / (1 + sqrt(1 + s));
        *spread += kl_log1p_rest(s) + squares;
        *log_det += kl_log1p(s);
        least = fmin(least, 1 + s);
    }
    return least;
}

/* T(E) and ln det(I + E) from both factors, where they are not near: I + E = WWᵀ, W = L′⁻¹L. */
static void spread_of_factors(const double *p, const double *q, size_t n, double *scratch,
                              double *spread, double *log_det) {
    *spread = *log_det = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            scratch[j * n + i] = j <= i ? p[i * n + j] : 0;
    solve_rows(q, n, scratch); /* row j is column j of W */
    for (size_t j = 0; j < n; j++) {
        const double *column = scratch + j * n + j + 1;
        const double x = p[j * n + j], y = q[j * n + j], u = x / y - 1;
        *spread += 2 * kl_ratio_rest(x, y, x - y) + u * u + kl_dot(column, column, n - j - 1);
        *log_det += 2 * kl_log_ratio(x, y, x - y);
    }
}

/* z := (I + N)⁻¹z. */
static void solve_near_one(const double *near_one, size_t n, double *z) {
    for (size_t i = 0; i < n; i++)
        z[i] = (z[i] - kl_dot(near_one + i * n, z, i)) / (1 + near_one[i * n + i]);
}

/* A pivot below this was left over from a difference and has lost digits. */
static const double least_pivot = 0.25;

/* Matrices n × n and z. */
typedef struct room {
    double *p_factor, *q_factor, *e, *scratch, *z;
} room;

/* |z|²: what is not a number came of a number beyond the doubles. */
static double square(const double *z, size_t n) {
    double sum = kl_dot(z, z, n);
    return isnan(sum) ? INFINITY : sum;
}

static int is_large(const double *e, double a, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!(a * e[i * n + i] <= 1))
            return 1;
    return 0;
}

/* By the factor of Σ*; 0 where rounding left none. */
static int mix_far(const kl_normal *p, const kl_normal *q, double a, const room *m, between *out) {
    const size_t n = p->n;
    kl_normal_covariance(p, m->e);
    kl_normal_covariance(q, m->scratch);
    for (size_t i = 0; i < n * n; i++)
        m->scratch[i] = a * m->e[i] + (1 - a) * m->scratch[i];
    if (factorise(m->scratch, n) < n)
        return 0;
    out->log_det_mixed = 0;
    for (size_t i = 0; i < n; i++) {
        const double x = m->scratch[i * n + i], y = m->q_factor[i * n + i];
        out->log_det_mixed += 2 * kl_log_ratio(x, y, x - y);
        m->z[i] = p->mean[i] - q->mean[i];
    }
    solve(m->scratch, n, m->z);
    return 1;
}

static int mix_near(const kl_normal *p, double a, const room *m, between *out) {
    const size_t n = p->n;
    if (!(factorise_near_one(m->e, a, n, m->scratch, &out->spread_mixed, &out->log_det_mixed) > 0))
        return 0;
    solve_near_one(m->scratch, n, m->z);
    return 1;
}

static void measure(const kl_normal *p, const kl_normal *q, double a, const room *m, between *out) {
    const size_t n = p->n;
    *out = (between){.mixable = 1};
    for (size_t i = 0; i < n; i++)
        m->z[i] = p->mean[i] - q->mean[i];
    solve(m->q_factor, n, m->z);
    difference(p, q, m->q_factor, m->e, m->scratch);
    double least = factorise_near_one(m->e, 1, n, m->scratch, &out->spread, &out->log_det);
    if (least < least_pivot || !(out->spread <= 1))
        spread_of_factors(m->p_factor, m->q_factor, n, m->scratch, &out->spread, &out->log_det);
    if (isnan(out->spread))
        out->spread = INFINITY;
    if (a > 0 && out->spread > 1 && is_large(m->e, a, n))
        out->mixable = mix_far(p, q, a, m, out);
    else if (a != 0)
        out->mixable = mix_near(p, a, m, out);
    out->distance = square(m->z, n);
}

static kl_status compare(const kl_normal *p, const kl_normal *q, double a, between *out,
                         kl_error *error) {
    const size_t n = p->n;
    double *block = kl_alloc(4 * n + 1, n * sizeof *block);
    if (block == NULL)
        return kl_fail_memory(error, "four covariances", (4 * n + 1) * n * sizeof *block);
    room m = {block, block + n * n, block + 2 * n * n, block + 3 * n * n, block + 4 * n * n};
    kl_status status = factorise_covariance(p, m.p_factor, error);
    if (status == KL_OK)
        status = factorise_covariance(q, m.q_factor, error);
    if (status == KL_OK)
        measure(p, q, a, &m, out);
    kl_free(block);
    return status;
}

kl_status kl_dense_divergence(const kl_normal *p, const kl_normal *q, double *value,
                              kl_error *error) {
    between parts;
    kl_status status = compare(p, q, 0, &parts, error);
    if (status == KL_OK)
        *value = 0.5 * parts.spread + 0.5 * parts.distance;
    return status;
}

kl_status kl_dense_renyi(const kl_normal *p, const kl_normal *q, double alpha, double a,
                         double *value, int *mixable, kl_error *error) {
    between parts = {0};
    kl_status status = compare(p, q, a, &parts, error);
    if (status == KL_OK && !parts.mixable && a > 0)
        status = kl_fail(error, KL_ERROR_VALUE,
                         "covariances of p and q are too near singular: their mixture is not "
                         "positive definite to rounding");
    if (status != KL_OK)
        return status;
    double spread = a > 0 && parts.spread > 1 ? parts.log_det_mixed / a - parts.log_det
                                              : parts.spread - parts.spread_mixed / a;
    *mixable = parts.mixable;
    *value = parts.mixable ? 0.5 * fmax(spread, 0) + 0.5 * alpha * parts.distance : INFINITY;
    return KL_OK;
}

kl_status kl_normal_log_volume(const kl_normal *p, double *value, kl_error *error) {
    const size_t n = p->n;
    *value = 0;
    if (p->full == NULL && p->rank == 0) {
        *value = kl_diagonal_log_volume(p);
        return KL_OK;
    }
    double *factor = kl_alloc(n, n * sizeof *factor);
    if (factor == NULL)
        return kl_fail_memory(error, "a covariance", n * n * sizeof *factor);
    kl_status status = factorise_covariance(p, factor, error);
    for (size_t i = 0; i < n && status == KL_OK; i++)
        *value += kl_log(factor[i * n + i]);
    kl_free(factor);
    return status;
}
