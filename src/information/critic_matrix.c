/* SPDX-License-Identifier: Apache-2.0 */
/* Lower bounds of mutual information from a matrix of scores. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/critic.h"
#include "kernels/scalar.h"
#include "sample/interval.h"
#include "sample/welch.h"

/* Scores f(x_i, y_j) row after row; the share of each likewise; and how far each pair moves the bound. */
typedef struct scores {
    double *f, *share, *moves;
    size_t n;
} scores;

static kl_status read_scores(kl_matrix from, scores *out, kl_error *error) {
    const size_t n = from.rows;
    if (from.data == NULL || kl_dtype_size(from.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "scores have no data or an unknown dtype");
    if (n != from.columns || n < 2)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "scores are %zu × %zu: a square matrix of at least 2 × 2 is needed", n,
                       from.columns);
    out->n = n;
    out->f = kl_alloc(n, n * sizeof *out->f);
    out->share = kl_alloc(n, n * sizeof *out->share);
    out->moves = kl_alloc_zero(n, sizeof *out->moves);
    if (!out->f || !out->share || !out->moves)
        return kl_fail_memory(error, "scores", 2 * n * n * sizeof *out->f);
    for (size_t i = 0; i < n; i++) {
        kl_array_read(kl_matrix_row(from, i), 0, n, out->f + i * n);
        for (size_t j = 0; j < n; j++)
            if (!isfinite(out->f[i * n + j]))
                return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(i * n + j), -1,
                                  "scores[%zu, %zu] is %g: it must be finite", i, j,
                                  out->f[i * n + j]);
    }
    return KL_OK;
}

static double diagonal_at(const void *context, size_t i) {
    const scores *s = context;
    return s->f[i * s->n + i];
}

static double move_at(const void *context, size_t i) {
    return ((const double *)context)[i];
}

/* The shares of all but the diagonal, whose own are 0. */
static kl_status share_apart(scores *s, double *log_mean, kl_error *error) {
    const size_t n = s->n, m = n * (n - 1);
    double *apart = kl_alloc(m, sizeof *apart);
    if (apart == NULL)
        return kl_fail_memory(error, "scores", m * sizeof *apart);
    for (size_t i = 0, at = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            if (i != j)
                apart[at++] = s->f[i * n + j];
    *log_mean = kl_critic_shares(apart, m, apart);
    for (size_t i = 0, at = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            s->share[i * n + j] = i == j ? 0 : apart[at++];
    kl_free(apart);
    return KL_OK;
}

/* Of the mean share, 1, a pair has its row and its column. */
static kl_status bound_apart(kl_critic_bound bound, scores *s, kl_critic_result *out,
                             kl_error *error) {
    const size_t n = s->n;
    const double others = (double)n - 1;
    const kl_status status = share_apart(s, &out->log_mean, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            s->moves[i] -= s->share[i * n + j] / others;
            s->moves[j] -= s->share[i * n + j] / others;
        }
    const double error_of_log = kl_mean_of(move_at, s->moves, n).standard_error;
    out->bias = bound == KL_CRITIC_NWJ ? 0 : error_of_log * error_of_log / 2;
    const double factor = bound == KL_CRITIC_NWJ ? kl_exp(out->log_mean - 1) : 1;
    for (size_t i = 0; i < n; i++)
        s->moves[i] = s->moves[i] * factor + s->f[i * n + i];
    out->bound.value = kl_critic_value(bound, kl_mean_of(diagonal_at, s, n).value, out->log_mean);
    return KL_OK;
}

/* Shares of rows; a pair has its own term, and its column in those of all. */
static void bound_contrast(scores *s, kl_critic_result *out) {
    const size_t n = s->n;
    double *terms = s->moves;
    for (size_t i = 0; i < n; i++)
        terms[i] = s->f[i * n + i] - kl_critic_shares(s->f + i * n, n, s->share + i * n);
    out->bound.value = kl_mean_of(move_at, terms, n).value;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            s->moves[j] -= s->share[i * n + j] / (double)n;
    out->bias = out->log_mean = NAN;
}

/* The infinitesimal jackknife: the variance of what each pair adds to first order. */
static void set_interval(const scores *s, double confidence, kl_critic_result *out) {
    const kl_estimate spread =
        kl_mean_estimate(kl_mean_of(move_at, s->moves, s->n), KL_UNIT_NATS, confidence);
    const double half = spread.high - spread.value;
    kl_estimate *bound = &out->bound;
    if (!isfinite(bound->value) || !isfinite(half))
        return;
    bound->standard_error = spread.standard_error;
    bound->low = bound->value - half, bound->high = bound->value + half;
    bound->confidence = confidence;
}

static void fill_gradient(kl_critic_bound bound, const kl_critic_options *options, const scores *s,
                          double *gradient) {
    const size_t n = s->n;
    const double pairs = (double)n, apart = pairs * (pairs - 1);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const size_t k = i * n + j;
            if (bound == KL_CRITIC_INFO_NCE)
                gradient[k] = ((i == j) - s->share[k] / pairs) / pairs;
            else
                gradient[k] = i == j
                                  ? 1 / pairs
                                  : kl_critic_slope(bound, options, s->f[k], s->share[k]) / apart;
        }
}

static kl_status compute(kl_critic_bound bound, const kl_critic_options *options, scores *s,
                         kl_critic_result *out, kl_error *error) {
    out->bound = kl_estimate_bare(NAN, KL_UNIT_NATS, KL_METHOD_INDEPENDENT, s->n);
    out->bound.flags = KL_FLAG_INDEPENDENT_DRAWS;
    if (bound == KL_CRITIC_INFO_NCE) {
        bound_contrast(s, out);
    } else {
        const kl_status status = bound_apart(bound, s, out, error);
        if (status != KL_OK)
            return status;
    }
    set_interval(s, options->confidence, out);
    kl_critic_flag(out, s->n);
    return KL_OK;
}

kl_status kl_critic_bound_of_matrix(kl_critic_bound bound, kl_matrix from,
                                    const kl_critic_options *options, kl_critic_result *out,
                                    double *gradient, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_critic_bound_of_matrix: out is NULL");
    if ((unsigned)bound > KL_CRITIC_INFO_NCE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "bound is %d", (int)bound);
    kl_critic_options read;
    scores s = {.n = 0};
    kl_status status = kl_critic_options_read(options, &read, error);
    if (status == KL_OK)
        status = read_scores(from, &s, error);
    if (status == KL_OK)
        status = compute(bound, &read, &s, out, error);
    if (status == KL_OK && gradient != NULL)
        fill_gradient(bound, &read, &s, gradient);
    kl_free(s.f);
    kl_free(s.share);
    kl_free(s.moves);
    return status;
}
