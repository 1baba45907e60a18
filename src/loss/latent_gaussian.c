/* SPDX-License-Identifier: Apache-2.0 */
/* Independent normal latents: their divergence, and draws of them. */
#include "base/error.h"
#include "kernels/scalar.h"
#include "kernels/special.h"
#include "loss/latent.h"

#include <math.h>

typedef struct gaussian_pair {
    kl_latent_gaussian q, p;
    int has_prior;
    kl_latent_gaussian_gradient q_gradient, p_gradient;
} gaussian_pair;

/* μ − μ′, ln σ² − ln σ′² and 1/σ′, whose square may leave the doubles where no result does. */
typedef struct between {
    double shift, log_ratio, inverse;
} between;

static between read_pair(const gaussian_pair *pair, size_t row, size_t latent) {
    between out = {kl_matrix_at(pair->q.mean, row, latent),
                   kl_matrix_at(pair->q.log_variance, row, latent), 1};
    if (pair->has_prior) {
        const double log_variance = kl_matrix_at(pair->p.log_variance, row, latent);
        out.shift -= kl_matrix_at(pair->p.mean, row, latent);
        out.log_ratio -= log_variance;
        out.inverse = kl_exp(-0.5 * log_variance);
    }
    return out;
}

/* (μ − μ′)²/σ′² */
static double distance(const between *of) {
    const double away = of->shift == 0 ? 0 : of->shift * of->inverse;
    return away * away;
}

static double divergence(const void *context, size_t row, size_t latent) {
    const between of = read_pair(context, row, latent);
    return 0.5 * (kl_expm1_rest(of.log_ratio) + distance(&of));
}

static void pull(const void *context, size_t row, size_t latent, double q_factor, double p_factor) {
    const gaussian_pair *pair = context;
    const between of = read_pair(pair, row, latent);
    const double shift = of.shift == 0 ? 0 : of.shift * of.inverse * of.inverse;
    const double wider = kl_expm1(of.log_ratio);
    kl_into_store(&pair->q_gradient.mean, pair->q.mean, row, latent, q_factor * shift);
    kl_into_store(&pair->q_gradient.log_variance, pair->q.log_variance, row, latent,
                  q_factor * 0.5 * wider);
    if (!pair->has_prior)
        return;
    kl_into_store(&pair->p_gradient.mean, pair->p.mean, row, latent, -p_factor * shift);
    kl_into_store(&pair->p_gradient.log_variance, pair->p.log_variance, row, latent,
                  -p_factor * 0.5 * (wider + distance(&of)));
}

static kl_status refuse_side(const kl_latent_gaussian *side, const char *name, size_t row,
                             size_t latent, kl_error *error) {
    const double mean = kl_matrix_at(side->mean, row, latent);
    const double log_variance = kl_matrix_at(side->log_variance, row, latent);
    const int which = isfinite(mean);
    if (isfinite(mean) && isfinite(log_variance))
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "%s of %s: row %zu, latent %zu is %g: it must be finite",
                      which ? "log_variance" : "mean", name, row, latent,
                      which ? log_variance : mean);
}

static kl_status refuse(const void *context, size_t row, size_t latent, kl_error *error) {
    const gaussian_pair *pair = context;
    kl_status status = refuse_side(&pair->q, "q", row, latent, error);
    if (status == KL_OK && pair->has_prior)
        status = refuse_side(&pair->p, "p", row, latent, error);
    if (status == KL_OK)
        status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                            "row %zu, latent %zu: the divergence leaves the doubles", row, latent);
    return status;
}

static kl_status check_side(const kl_latent_gaussian *side, const kl_latent_gaussian_gradient *into,
                            const char *name[2], size_t rows, size_t columns, kl_error *error) {
    kl_status status = kl_check_matrix(side->mean, name[0], rows, columns, error);
    if (status == KL_OK)
        status = kl_check_matrix(side->log_variance, name[1], rows, columns, error);
    if (status == KL_OK)
        status = kl_check_into(&into->mean, side->mean, name[0], rows, error);
    if (status == KL_OK)
        status = kl_check_into(&into->log_variance, side->log_variance, name[1], rows, error);
    return status;
}

kl_status kl_loss_latent_gaussian(const kl_latent_gaussian *q, const kl_latent_gaussian *p,
                                  const kl_latent_options *given,
                                  const kl_latent_gaussian_gradient *q_gradient,
                                  const kl_latent_gaussian_gradient *p_gradient,
                                  const kl_latent_rows *rows, double *loss, kl_error *error) {
    static const kl_latent_kind kind = {divergence, pull, refuse};
    const char *of_q[2] = {"mean of q", "log_variance of q"},
               *of_p[2] = {"mean of p", "log_variance of p"};
    if (q == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_latent_gaussian: q is NULL");
    gaussian_pair pair = {.q = *q, .has_prior = p != NULL};
    if (p != NULL)
        pair.p = *p;
    if (q_gradient != NULL)
        pair.q_gradient = *q_gradient;
    if (p_gradient != NULL)
        pair.p_gradient = *p_gradient;
    const size_t n = q->mean.rows, d = q->mean.columns;
    kl_latent_options options;
    kl_status status = kl_latent_options_read(given, &options, error);
    if (status == KL_OK)
        status = check_side(&pair.q, &pair.q_gradient, of_q, n, d, error);
    if (status == KL_OK && p != NULL)
        status = check_side(&pair.p, &pair.p_gradient, of_p, n, d, error);
    if (status != KL_OK)
        return status;
    return kl_latent_run(&kind, &pair, n, d, &options, q_gradient != NULL || p_gradient != NULL,
                         rows, loss, error);
}

/* ── Draws ── */

/* Two at a time, of which the second waits in *left (NaN: none). */
static double draw(kl_random *random, double *left) {
    double x, y, square;
    if (!isnan(*left)) {
        x = *left;
        *left = NAN;
        return x;
    }
    do {
        x = 2 * kl_random_uniform(random) - 1;
        y = 2 * kl_random_uniform(random) - 1;
        square = x * x + y * y;
    } while (!(square < 1 && square > 0));
    const double factor = sqrt(-2 * kl_log(square) / square);
    *left = y * factor;
    return x * factor;
}

kl_status kl_latent_sample(const kl_latent_gaussian *q, uint64_t seed, double *noise, double *z,
                           kl_error *error) {
    if (q == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_latent_sample: q is NULL");
    const size_t n = q->mean.rows, d = q->mean.columns;
    kl_status status = kl_check_matrix(q->mean, "mean", n, d, error);
    if (status == KL_OK)
        status = kl_check_matrix(q->log_variance, "log_variance", n, d, error);
    if (status == KL_OK && noise == NULL && z == NULL && n > 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "kl_latent_sample: noise and z are NULL");
    for (size_t row = 0; row < n && status == KL_OK; row++) {
        kl_random random;
        double left = NAN;
        kl_random_init(&random, seed, row);
        for (size_t j = 0; j < d && status == KL_OK; j++) {
            const double e = draw(&random, &left), mean = kl_matrix_at(q->mean, row, j);
            const double log_variance = kl_matrix_at(q->log_variance, row, j);
            if (!isfinite(mean) || !isfinite(log_variance))
                status = refuse_side(q, "q", row, j, error);
            kl_keep(noise, row * d + j, e);
            kl_keep(z, row * d + j, mean + kl_exp(0.5 * log_variance) * e);
        }
    }
    return status;
}
