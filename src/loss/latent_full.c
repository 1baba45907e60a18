/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Normal latents with any covariance, by Cholesky factors L and L′. With E = L′⁻¹(L − L′), so that L′⁻¹L = I + E, and
 * z = L′⁻¹(μ − μ′):
 *     KL = Σ [½ E_ii² + E_ii − ln(1 + E_ii)] + ½ Σ_{i>j} E_ij² + ½ |z|²,
 * of which nothing cancels; ∂L = tril(L′⁻ᵀE) + diag(E_ii/L_ii), ∂L′ = −tril(L′⁻ᵀ(E + Eᵀ + EEᵀ + zzᵀ)), ∂μ = L′⁻ᵀz.
 */
#include "base/alloc.h"
#include "base/error.h"
#include "kernels/special.h"
#include "loss/latent.h"

#include <math.h>

typedef struct full_pair {
    kl_latent_full q, p;
    int has_prior;
    kl_latent_full_gradient q_gradient, p_gradient;
    size_t n;
    double *near, *factor, *slope, *z; /* E, L′ and a matrix for ∂L′, n × n; z */
} full_pair;

/* x := L′⁻¹x, x a column with `step` numbers between its elements. */
static void solve(const full_pair *pair, double *x, size_t step) {
    for (size_t i = 0; i < pair->n; i++) {
        double sum = x[i * step];
        for (size_t k = 0; k < i; k++)
            sum -= pair->factor[i * pair->n + k] * x[k * step];
        x[i * step] = sum / pair->factor[i * pair->n + i];
    }
}

/* x := L′⁻ᵀx. */
static void solve_transposed(const full_pair *pair, double *x, size_t step) {
    for (size_t i = pair->n; i-- > 0;) {
        double sum = x[i * step];
        for (size_t k = i + 1; k < pair->n; k++)
            sum -= pair->factor[k * pair->n + i] * x[k * step];
        x[i * step] = sum / pair->factor[i * pair->n + i];
    }
}

/* E, L′ and z of a row. */
static void set_row(const full_pair *pair, size_t row) {
    const size_t n = pair->n;
    for (size_t i = 0; i < n; i++) {
        pair->z[i] = kl_matrix_at(pair->q.mean, row, i) -
                     (pair->has_prior ? kl_matrix_at(pair->p.mean, row, i) : 0);
        for (size_t j = 0; j < n; j++) {
            const size_t at = i * n + j;
            const double prior = !pair->has_prior ? i == j
                                 : j <= i         ? kl_matrix_at(pair->p.factor, row, at)
                                                  : 0;
            pair->factor[at] = prior;
            pair->near[at] = j <= i ? kl_matrix_at(pair->q.factor, row, at) - prior : 0;
        }
    }
    if (!pair->has_prior)
        return;
    solve(pair, pair->z, 1);
    for (size_t j = 0; j < n; j++)
        solve(pair, pair->near + j, n);
}

static int has_good_diagonal(const full_pair *pair, size_t row) {
    for (size_t i = 0; i < pair->n; i++) {
        const double own = kl_matrix_at(pair->q.factor, row, i * pair->n + i);
        if (!(own > 0 && own < INFINITY && pair->factor[i * pair->n + i] > 0))
            return 0;
    }
    return 1;
}

static double divergence(const void *context, size_t row, size_t latent) {
    (void)latent;
    const full_pair *pair = context;
    double sum = 0;
    set_row(pair, row);
    if (!has_good_diagonal(pair, row))
        return NAN;
    for (size_t i = 0; i < pair->n; i++) {
        const double *e = pair->near + i * pair->n;
        sum += 0.5 * pair->z[i] * pair->z[i] + 0.5 * e[i] * e[i] + kl_log1p_rest(e[i]);
        for (size_t j = 0; j < i; j++)
            sum += 0.5 * e[j] * e[j];
    }
    return sum;
}

/* E + Eᵀ + EEᵀ + zzᵀ. */
static void set_slope(const full_pair *pair) {
    const size_t n = pair->n;
    const double *e = pair->near;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = e[i * n + j] + e[j * n + i] + pair->z[i] * pair->z[j];
            for (size_t k = 0; k < n; k++)
                sum += e[i * n + k] * e[j * n + k];
            pair->slope[i * n + j] = sum;
        }
}

static void store_lower(const kl_loss_gradient *into, kl_matrix of, const full_pair *pair,
                        size_t row, double factor, const double *numbers) {
    for (size_t i = 0; i < pair->n; i++)
        for (size_t j = 0; j < pair->n; j++)
            kl_into_store(into, of, row, i * pair->n + j,
                          j <= i ? factor * numbers[i * pair->n + j] : 0);
}

static void pull(const void *context, size_t row, size_t latent, double q_factor, double p_factor) {
    (void)latent;
    const full_pair *pair = context;
    const size_t n = pair->n;
    set_row(pair, row);
    set_slope(pair);
    for (size_t j = 0; j < n; j++)
        solve_transposed(pair, pair->slope + j, n);
    solve_transposed(pair, pair->z, 1);
    store_lower(&pair->p_gradient.factor, pair->p.factor, pair, row, -p_factor, pair->slope);
    for (size_t i = 0; i < n; i++) { /* E_ii, which the next step is over, kept with its quotient */
        const double own = kl_matrix_at(pair->q.factor, row, i * n + i);
        pair->slope[i] = pair->near[i * n + i] / own;
    }
    for (size_t j = 0; j < n; j++)
        solve_transposed(pair, pair->near + j, n);
    for (size_t i = 0; i < n; i++)
        pair->near[i * n + i] += pair->slope[i];
    store_lower(&pair->q_gradient.factor, pair->q.factor, pair, row, q_factor, pair->near);
    for (size_t i = 0; i < n; i++) {
        kl_into_store(&pair->q_gradient.mean, pair->q.mean, row, i, q_factor * pair->z[i]);
        if (pair->has_prior)
            kl_into_store(&pair->p_gradient.mean, pair->p.mean, row, i, -p_factor * pair->z[i]);
    }
}

static kl_status refuse_side(const full_pair *pair, const kl_latent_full *side, const char *name,
                             size_t row, kl_error *error) {
    for (size_t i = 0; i < pair->n; i++) {
        const double mean = kl_matrix_at(side->mean, row, i);
        if (!isfinite(mean))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                              "mean of %s: row %zu, latent %zu is %g: it must be finite", name, row,
                              i, mean);
        for (size_t j = 0; j <= i; j++) {
            const double factor = kl_matrix_at(side->factor, row, i * pair->n + j);
            if (!isfinite(factor) || (j == i && !(factor > 0)))
                return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                                  "factor of %s: row %zu, entry %zu, %zu is %g: it must be "
                                  "finite, and above 0 on the diagonal",
                                  name, row, i, j, factor);
        }
    }
    return KL_OK;
}

static kl_status refuse(const void *context, size_t row, size_t latent, kl_error *error) {
    (void)latent;
    const full_pair *pair = context;
    kl_status status = refuse_side(pair, &pair->q, "q", row, error);
    if (status == KL_OK && pair->has_prior)
        status = refuse_side(pair, &pair->p, "p", row, error);
    if (status == KL_OK)
        status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                            "row %zu: the divergence leaves the doubles", row);
    return status;
}

static kl_status check_side(const kl_latent_full *side, const kl_latent_full_gradient *into,
                            const char *name[2], size_t rows, size_t n, kl_error *error) {
    kl_status status = kl_check_matrix(side->mean, name[0], rows, n, error);
    if (status == KL_OK)
        status = kl_check_matrix(side->factor, name[1], rows, n * n, error);
    if (status == KL_OK)
        status = kl_check_into(&into->mean, side->mean, name[0], rows, error);
    if (status == KL_OK)
        status = kl_check_into(&into->factor, side->factor, name[1], rows, error);
    return status;
}

static kl_status check_pair(full_pair *pair, kl_error *error) {
    const char *of_q[2] = {"mean of q", "factor of q"}, *of_p[2] = {"mean of p", "factor of p"};
    const size_t rows = pair->q.mean.rows;
    kl_status status = check_side(&pair->q, &pair->q_gradient, of_q, rows, pair->n, error);
    if (status == KL_OK && pair->has_prior)
        status = check_side(&pair->p, &pair->p_gradient, of_p, rows, pair->n, error);
    return status;
}

kl_status kl_loss_latent_full(const kl_latent_full *q, const kl_latent_full *p,
                              const kl_latent_options *given,
                              const kl_latent_full_gradient *q_gradient,
                              const kl_latent_full_gradient *p_gradient, const kl_latent_rows *rows,
                              double *loss, kl_error *error) {
    static const kl_latent_kind kind = {divergence, pull, refuse};
    if (q == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_latent_full: q is NULL");
    const size_t n = q->mean.columns;
    full_pair pair = {.q = *q, .has_prior = p != NULL, .n = n};
    if (p != NULL)
        pair.p = *p;
    if (q_gradient != NULL)
        pair.q_gradient = *q_gradient;
    if (p_gradient != NULL && p != NULL)
        pair.p_gradient = *p_gradient;
    kl_latent_options options;
    kl_status status = kl_latent_options_read(given, &options, error);
    if (status == KL_OK)
        status = check_pair(&pair, error);
    if (status != KL_OK)
        return status;
    double *room = n > 0 ? kl_alloc(n, 4 * n * sizeof *room) : kl_alloc(1, sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "a row of factors", 4 * n * n * sizeof *room);
    pair.near = room;
    pair.factor = room + n * n;
    pair.slope = room + 2 * n * n;
    pair.z = room + 3 * n * n;
    status = kl_latent_run(&kind, &pair, q->mean.rows, 1, &options,
                           q_gradient != NULL || p_gradient != NULL, rows, loss, error);
    kl_free(room);
    return status;
}
