/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bottleneck of normal x and y (Chechik, Globerson, Tishby, Weiss 2005): with Σ_x = LLᵀ and Σ_y = MMᵀ the rows of
 * UᵀL⁻¹Σ_xyM⁻ᵀ are orthogonal, their lengths the canonical correlations ρ, and λ = 1 − ρ². What the paper calls a left
 * eigenvector v of Σ_{x|y} Σ_x⁻¹ is L⁻ᵀu, for which v Σ_x vᵀ = 1.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "kernels/linear.h"
#include "kernels/scalar.h"

#include <kullback/information_bottleneck.h>

/* What rounding may make of a correlation of 1, and of an entry and its mirror image. */
#define ROUNDING 0x1p-30
/* The λ that rounding makes of 0, of each number of x and y and over the least eigenvalue of their correlations: what
 * was seen of directions that y determines is a quarter of it. */
#define NOTHING 0x1p-50

typedef struct gaussian {
    size_t n, m, k;          /* of x, of y, the smaller of them */
    double *x, *y;           /* factors of both covariances, scaled to a diagonal of 1 */
    double *root_x, *root_y; /* of what the diagonal was */
    double *between;         /* k rows of the larger number */
    double *turned;          /* k × k */
    double *column;
    double *direction;   /* k rows u of n */
    double *correlation; /* ρ, descending */
    size_t *order;
} gaussian;

/* ── Reading ── */

static kl_status read_matrix(kl_matrix from, const char *name, size_t rows, size_t columns,
                             double *out, kl_error *error) {
    if (from.data == NULL || kl_dtype_size(from.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s has no data or an unknown dtype", name);
    if (from.rows != rows || from.columns != columns)
        return kl_fail(error, KL_ERROR_MISMATCH, "%s is %zu × %zu, expected %zu × %zu", name,
                       from.rows, from.columns, rows, columns);
    for (size_t i = 0; i < rows; i++) {
        double *row = out + i * columns;
        kl_array_read(kl_matrix_row(from, i), 0, columns, row);
        for (size_t j = 0; j < columns; j++)
            if (!isfinite(row[j]))
                return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(i * columns + j), -1,
                                  "%s: row %zu, column %zu is %g, not finite", name, i + 1, j + 1,
                                  row[j]);
    }
    return KL_OK;
}

/* A covariance as correlations, and their Cholesky factor. */
static kl_status read_covariance(kl_matrix from, const char *name, size_t n, double *out,
                                 double *root, kl_error *error) {
    kl_status status = read_matrix(from, name, n, n, out, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < n; i++) {
        root[i] = sqrt(out[i * n + i]);
        if (!(root[i] > 0))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(i * n + i), -1,
                              "%s: the variance in row %zu is %g, not above 0", name, i + 1,
                              out[i * n + i]);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            if (!(fabs(out[i * n + j] - out[j * n + i]) <= ROUNDING * root[i] * root[j]))
                return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(i * n + j), -1,
                                  "%s is not symmetric in row %zu, column %zu", name, i + 1, j + 1);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            out[i * n + j] = i == j ? 1 : out[i * n + j] / root[i] / root[j];
    const size_t at = kl_cholesky(out, n);
    return at == n ? KL_OK
                   : kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(at * n + at), -1,
                                "%s is not positive definite: its Cholesky factor ends at row %zu",
                                name, at + 1);
}

static kl_status take_room(gaussian *g, kl_error *error) {
    const size_t n = g->n, m = g->m, k = g->k, larger = n > m ? n : m;
    g->x = kl_alloc(n, n * sizeof(double));
    g->y = kl_alloc(m, m * sizeof(double));
    g->root_x = kl_alloc(n, sizeof(double));
    g->root_y = kl_alloc(m, sizeof(double));
    g->between = kl_alloc(n, m * sizeof(double));
    g->turned = kl_alloc_zero(k, k * sizeof(double));
    g->column = kl_alloc(larger, sizeof(double));
    g->direction = kl_alloc_zero(k, n * sizeof(double));
    g->correlation = kl_alloc(k, sizeof(double));
    g->order = kl_alloc(k, sizeof *g->order);
    if (g->x == NULL || g->y == NULL || g->root_x == NULL || g->root_y == NULL ||
        g->between == NULL || g->turned == NULL || g->column == NULL || g->direction == NULL ||
        g->correlation == NULL || g->order == NULL)
        return kl_fail_memory(error, "covariances", (n * n + m * m) * sizeof(double));
    return KL_OK;
}

static void release(gaussian *g) {
    double *const parts[] = {g->x,      g->y,      g->root_x,    g->root_y,     g->between,
                             g->turned, g->column, g->direction, g->correlation};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        kl_free(parts[i]);
    kl_free(g->order);
}

/* ── Canonical correlations ── */

/* L⁻¹ΣM⁻ᵀ in place, and on its side where x has more numbers than y. */
static void whiten(gaussian *g) {
    const size_t n = g->n, m = g->m;
    for (size_t j = 0; j < m; j++) {
        for (size_t i = 0; i < n; i++)
            g->column[i] = g->between[i * m + j] / g->root_x[i] / g->root_y[j];
        kl_cholesky_forward(g->x, n, g->column);
        for (size_t i = 0; i < n; i++)
            g->between[i * m + j] = g->column[i];
    }
    for (size_t i = 0; i < n; i++)
        kl_cholesky_forward(g->y, m, g->between + i * m);
}

static kl_status turn_over(gaussian *g, kl_error *error) {
    const size_t n = g->n, m = g->m;
    double *turned = kl_alloc(n, m * sizeof *turned);
    if (turned == NULL)
        return kl_fail_memory(error, "covariances", n * m * sizeof *turned);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            turned[j * n + i] = g->between[i * m + j];
    kl_free(g->between);
    g->between = turned;
    return KL_OK;
}

/* Places of the rows, the longest first. */
static void sort(gaussian *g) {
    for (size_t i = 0; i < g->k; i++) {
        size_t at = i;
        for (; at > 0 && g->correlation[g->order[at - 1]] < g->correlation[i]; at--)
            g->order[at] = g->order[at - 1];
        g->order[at] = i;
    }
}

/* What is known of the least eigenvalue of a matrix with a diagonal of 1: the least square of its Cholesky factor's. */
static double least_square(const double *factor, size_t n) {
    double least = 1;
    for (size_t i = 0; i < n; i++)
        least = fmin(least, factor[i * n + i] * factor[i * n + i]);
    return least;
}

static kl_status correlate(gaussian *g, kl_error *error) {
    const size_t n = g->n, k = g->k, columns = n <= g->m ? g->m : n;
    const double nothing =
        NOTHING * (double)(n + g->m) / fmin(least_square(g->x, n), least_square(g->y, g->m));
    whiten(g);
    kl_status status = n <= g->m ? KL_OK : turn_over(g, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < k; i++)
        g->turned[i * k + i] = 1;
    kl_rows_orthogonalise(g->between, k, columns, g->turned);
    for (size_t i = 0; i < k; i++) {
        const double *row = g->between + i * columns;
        g->correlation[i] = kl_length(row, columns);
        if (g->correlation[i] > 1 + ROUNDING)
            return kl_fail(error, KL_ERROR_VALUE,
                           "the joint covariance is not positive semidefinite: a canonical "
                           "correlation is %.17g",
                           g->correlation[i]);
        for (size_t j = 0; j < n; j++)
            g->direction[i * n + j] = n <= g->m               ? g->turned[i * k + j]
                                      : g->correlation[i] > 0 ? row[j] / g->correlation[i]
                                                              : 0;
        if ((1 - g->correlation[i]) * (1 + g->correlation[i]) <= nothing)
            g->correlation[i] = 1;
    }
    sort(g);
    return KL_OK;
}

/* ── Answers ── */

/* A row of A: √((β(1 − λ) − 1)/λ)·v, 0 where the direction is not kept. */
static void give_direction(const gaussian *g, size_t at, double beta, double *row) {
    const double rho = g->correlation[at], lambda = (1 - rho) * (1 + rho);
    const double gain = beta * rho * rho - 1, factor = gain > 0 ? sqrt(gain / lambda) : 0;
    double *v = g->column;
    memcpy(v, g->direction + at * g->n, g->n * sizeof *v);
    kl_cholesky_backward(g->x, g->n, v);
    for (size_t j = 0; j < g->n; j++)
        row[j] = factor > 0 && v[j] != 0 ? factor * v[j] / g->root_x[j] : 0;
}

static void give(const gaussian *g, double beta, const kl_bottleneck_gaussian_arrays *into) {
    for (size_t i = 0; i < g->k; i++) {
        const double rho = g->correlation[g->order[i]];
        if (into->eigenvalues != NULL)
            into->eigenvalues[i] = (1 - rho) * (1 + rho);
        if (into->critical != NULL)
            into->critical[i] = 1 / (rho * rho);
        if (into->projection != NULL)
            give_direction(g, g->order[i], beta, into->projection + i * g->n);
    }
}

static void tell(const gaussian *g, double beta, kl_bottleneck_gaussian_result *out) {
    double rate = 0, lost = 0, information = 0;
    out->active = 0;
    for (size_t i = 0; i < g->k; i++) {
        const double rho = g->correlation[g->order[i]], square = rho * rho;
        const double lambda = (1 - rho) * (1 + rho);
        information -= 0.5 * kl_log(lambda);
        if (!(beta * square > 1))
            continue;
        out->active++;
        rate += 0.5 * (kl_log((beta - 1) * square) - kl_log(lambda));
        lost += 0.5 * kl_log(beta * square);
    }
    out->information = information;
    /* At a critical β rounding may leave less than nothing. */
    out->rate = kl_estimate_exact(fmax(0, rate), KL_UNIT_NATS);
    out->relevance = kl_estimate_exact(fmax(0, rate - lost), KL_UNIT_NATS);
}

kl_status kl_bottleneck_gaussian(kl_matrix x, kl_matrix y, kl_matrix between, double beta,
                                 const kl_bottleneck_gaussian_arrays *arrays,
                                 kl_bottleneck_gaussian_result *out, kl_error *error) {
    kl_bottleneck_gaussian_arrays into = KL_BOTTLENECK_GAUSSIAN_ARRAYS_INIT;
    gaussian g = {.n = x.rows, .m = y.rows, .k = x.rows < y.rows ? x.rows : y.rows};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_bottleneck_gaussian: out is NULL");
    if (!(beta >= 0 && beta < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 or more, and finite",
                       beta);
    if (g.k == 0)
        return kl_fail(error, KL_ERROR_VALUE, "x has %zu numbers, y %zu: one each is the least",
                       g.n, g.m);
    kl_status status =
        kl_options_read(&into, sizeof into, arrays, "kl_bottleneck_gaussian_arrays", error);
    if (status == KL_OK)
        status = take_room(&g, error);
    if (status == KL_OK)
        status = read_covariance(x, "x", g.n, g.x, g.root_x, error);
    if (status == KL_OK)
        status = read_covariance(y, "y", g.m, g.y, g.root_y, error);
    if (status == KL_OK)
        status = read_matrix(between, "between", g.n, g.m, g.between, error);
    if (status == KL_OK)
        status = correlate(&g, error);
    if (status == KL_OK) {
        tell(&g, beta, out);
        give(&g, beta, &into);
    }
    release(&g);
    return status;
}
