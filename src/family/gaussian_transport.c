/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The Wasserstein distance W_2 of two normal distributions, and the map that moves one onto the other.
 *
 * With Σ = LLᵀ and Σ′ = L′L′ᵀ, W² = |μ − μ′|² + min_U ‖L − L′U‖², U orthogonal: no term is negative and none cancels,
 * however near the two are, as in tr(Σ + Σ′ − 2(Σ^½ Σ′ Σ^½)^½). U is the orthogonal factor of L′ᵀL.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "family/gaussian_factor.h"
#include "kernels/linear.h"
#include "kernels/scalar.h"

#include <math.h>
#include <string.h>

/* Factors, L′U and rooms of n × n numbers; pivots. */
typedef struct transport {
    size_t n;
    double *block, *room, *turned, *aligned;
    kl_factor p, q;
} transport;

static kl_status transport_new(const kl_normal pair[2], transport *t, kl_error *error) {
    const size_t n = pair[0].n;
    *t = (transport){.n = n, .block = kl_alloc(5 * n + 1, n * sizeof(double))};
    t->p.pivot = kl_alloc(2 * n, sizeof(size_t));
    if (t->block == NULL || t->p.pivot == NULL)
        return kl_fail_memory(error, "five covariances", (5 * n + 3) * n * sizeof(double));
    t->q.pivot = t->p.pivot + n;
    t->room = t->block; /* and n more */
    t->p.rows = t->block + n * n + n;
    t->q.rows = t->p.rows + n * n;
    t->turned = t->q.rows + n * n;
    t->aligned = t->turned + n * n;
    kl_status status = kl_factor_any(&pair[0], t->room, &t->p, error);
    if (status == KL_OK)
        status = kl_factor_any(&pair[1], t->room, &t->q, error);
    if (status == KL_OK)
        kl_factor_align(t->p.rows, t->q.rows, n, t->room, t->turned, t->aligned);
    return status;
}

static void transport_free(transport *t) {
    kl_free(t->block);
    kl_free(t->p.pivot);
}

static double mean_distance(const kl_normal pair[2], double *room) {
    for (size_t i = 0; i < pair[0].n; i++)
        room[i] = pair[0].mean[i] - pair[1].mean[i];
    return kl_length(room, pair[0].n);
}

/* Roots of diagonals; their difference without cancellation. */
static kl_status diagonal_distance(const kl_normal pair[2], double *out, kl_error *error) {
    const size_t n = pair[0].n;
    double *room = kl_alloc(n, sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "differences", n * sizeof *room);
    const double means = mean_distance(pair, room);
    for (size_t i = 0; i < n; i++) {
        const double v = pair[0].variance[i], w = pair[1].variance[i];
        room[i] = (v - w) / (sqrt(v) + sqrt(w));
    }
    const double both[2] = {means, kl_length(room, n)};
    *out = kl_length(both, 2);
    kl_free(room);
    return KL_OK;
}

static kl_status dense_distance(const kl_normal pair[2], double *out, kl_error *error) {
    transport t;
    kl_status status = transport_new(pair, &t, error);
    if (status == KL_OK) {
        const double means = mean_distance(pair, t.room);
        for (size_t k = 0; k < t.n * t.n; k++)
            t.room[k] = t.p.rows[k] - t.aligned[k];
        const double both[2] = {means, kl_length(t.room, t.n * t.n)};
        *out = kl_length(both, 2);
    }
    transport_free(&t);
    return status;
}

static int is_diagonal(const kl_normal *g) {
    return g->full == NULL && g->rank == 0;
}

kl_status kl_gaussian_wasserstein(const kl_gaussian *p, const kl_gaussian *q, kl_estimate *out,
                                  kl_error *error) {
    kl_normal pair[2] = {{.n = 0}, {.n = 0}};
    double value = 0;
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "out is NULL");
    kl_status status = kl_normal_read_pair(pair, p, q, error);
    if (status == KL_OK)
        status = is_diagonal(&pair[0]) && is_diagonal(&pair[1])
                     ? diagonal_distance(pair, &value, error)
                     : dense_distance(pair, &value, error);
    if (status == KL_OK)
        *out = kl_estimate_exact(value, KL_UNIT_DATA);
    if (status == KL_OK)
        kl_estimate_explain(out);
    kl_normal_free(&pair[0]);
    kl_normal_free(&pair[1]);
    return status;
}

/* K = L′U·L⁻¹, row by row from the last pivot on, and symmetric. */
static void map_of(const transport *t, double *matrix) {
    const size_t n = t->n, *pivot = t->p.pivot;
    for (size_t r = 0; r < n; r++) {
        double *row = matrix + r * n;
        for (size_t j = n; j-- > 0;) {
            double sum = t->aligned[r * n + j];
            for (size_t i = j + 1; i < n; i++)
                sum -= row[pivot[i]] * t->p.rows[pivot[i] * n + j];
            row[pivot[j]] = sum / t->p.rows[pivot[j] * n + j];
        }
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            matrix[i * n + j] = matrix[j * n + i] = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
}

static kl_status give_map(const kl_normal pair[2], double *matrix, double *offset,
                          kl_error *error) {
    transport t;
    kl_status status = transport_new(pair, &t, error);
    if (status == KL_OK && t.p.rank < t.n)
        status = kl_fail_input(error,
                               kl_fail(error, KL_ERROR_VALUE,
                                       "covariance of p is singular (rank %zu of %zu): no linear "
                                       "map need exist",
                                       t.p.rank, t.n),
                               0);
    if (status == KL_OK) {
        map_of(&t, matrix);
        for (size_t i = 0; i < t.n; i++)
            offset[i] = pair[1].mean[i] - kl_dot(matrix + i * t.n, pair[0].mean, t.n);
    }
    transport_free(&t);
    return status;
}

kl_status kl_gaussian_map(const kl_gaussian *p, const kl_gaussian *q, double *matrix,
                          double *offset, kl_error *error) {
    kl_normal pair[2] = {{.n = 0}, {.n = 0}};
    if (matrix == NULL || offset == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is NULL",
                       matrix == NULL ? "matrix" : "offset");
    kl_status status = kl_normal_read_pair(pair, p, q, error);
    if (status == KL_OK)
        status = give_map(pair, matrix, offset, error);
    kl_normal_free(&pair[0]);
    kl_normal_free(&pair[1]);
    return status;
}
