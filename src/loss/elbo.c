/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds of ln p(x): the ELBO from its two losses, and the importance-weighted one. */
#include "base/error.h"
#include "base/options.h"
#include "loss/latent.h"
#include "loss/logistic.h"

#include <math.h>

/* ── The ELBO ── */

/* The posterior's divergence: β times it with free bits, and itself. */
static kl_status add_divergence(const kl_elbo_batch *batch, const kl_latent_options *given,
                                const kl_elbo_gradient *gradient, kl_elbo_result *out,
                                kl_error *error) {
    kl_latent_options plain;
    kl_latent_options_init(&plain);
    plain.reduction = given->reduction;
    kl_status status = kl_loss_latent_gaussian(&batch->q, batch->p, &plain, NULL, NULL, NULL,
                                               &out->divergence, error);
    if (status == KL_OK)
        status = kl_loss_latent_gaussian(
            &batch->q, batch->p, given, gradient != NULL ? &gradient->q : NULL,
            gradient != NULL ? &gradient->p : NULL, NULL, &out->loss, error);
    return status;
}

kl_status kl_loss_elbo(const kl_elbo_batch *batch, const kl_latent_options *latent,
                       const kl_reconstruction_options *reconstruction,
                       const kl_elbo_gradient *gradient, kl_elbo_result *out, kl_error *error) {
    if (batch == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_elbo: %s is NULL",
                       batch == NULL ? "batch" : "out");
    kl_latent_options options;
    kl_reconstruction_options data_options;
    kl_reconstruction_options_init(&data_options);
    kl_status status = kl_latent_options_read(latent, &options, error);
    if (status == KL_OK)
        status = kl_options_read(&data_options, sizeof data_options, reconstruction,
                                 "kl_reconstruction_options", error);
    if (status == KL_OK && options.reduction == KL_REDUCTION_NONE)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "an ELBO needs a mean or a sum over rows");
    if (status == KL_OK && batch->data.target.rows != batch->q.mean.rows)
        status = kl_fail(error, KL_ERROR_MISMATCH, "target: %zu rows, q has %zu",
                         batch->data.target.rows, batch->q.mean.rows);
    data_options.reduction = options.reduction;
    if (status == KL_OK)
        status = kl_loss_reconstruction(batch->kind, &batch->data, &data_options,
                                        gradient != NULL ? &gradient->data : NULL, NULL,
                                        &out->reconstruction, error);
    if (status == KL_OK)
        status = add_divergence(batch, &options, gradient, out, error);
    if (status != KL_OK)
        return status;
    out->loss += out->reconstruction;
    out->elbo = -out->reconstruction - out->divergence;
    return KL_OK;
}

/* ── The importance-weighted bound ── */

/* Weights relative to the largest: its logarithm, Σ and Σ of squares. */
typedef struct weight_row {
    double largest, sum, squares;
} weight_row;

static kl_status read_weights(kl_matrix weights, size_t row, weight_row *out, kl_error *error) {
    *out = (weight_row){-INFINITY, 0, 0};
    for (size_t k = 0; k < weights.columns; k++) {
        const double w = kl_matrix_at(weights, row, k);
        if (!(w < INFINITY))
            return kl_refuse_element("log_weights", row, k, w,
                                     "it must be finite, or -inf for no weight", error);
        out->largest = w > out->largest ? w : out->largest;
    }
    if (!(out->largest > -INFINITY))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "log_weights: row %zu has only -inf", row);
    for (size_t k = 0; k < weights.columns; k++) {
        const double e = kl_exp(kl_matrix_at(weights, row, k) - out->largest);
        out->sum += e;
        out->squares += e * e;
    }
    return KL_OK;
}

static void pull_weights(kl_matrix weights, size_t row, const weight_row *of, double factor,
                         const kl_loss_gradient *gradient) {
    for (size_t k = 0; k < weights.columns; k++)
        kl_into_store(gradient, weights, row, k,
                      -factor * kl_exp(kl_matrix_at(weights, row, k) - of->largest) / of->sum);
}

kl_status kl_loss_importance_weighted(kl_matrix log_weights, kl_reduction reduction,
                                      const kl_loss_gradient *gradient,
                                      const kl_importance_rows *rows, double *loss,
                                      kl_error *error) {
    const kl_importance_rows kept = rows != NULL ? *rows : (kl_importance_rows){0};
    const size_t n = log_weights.rows, columns = log_weights.columns;
    kl_status status = kl_check_matrix(log_weights, "log_weights", n, columns, error);
    if (status == KL_OK && columns == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "log_weights: no columns");
    if (status == KL_OK && gradient != NULL)
        status = kl_check_into(gradient, log_weights, "log_weights", n, error);
    if (status == KL_OK)
        status = kl_check_reduction(reduction, n, kept.bound, loss, error);
    const double divisor = kl_reduction_divisor(reduction, n);
    double total = 0;
    for (size_t row = 0; row < n && status == KL_OK; row++) {
        weight_row of;
        status = read_weights(log_weights, row, &of, error);
        if (status != KL_OK)
            break;
        const double bound = of.largest + kl_log(of.sum / (double)columns);
        total -= bound;
        kl_keep(kept.bound, row, bound);
        kl_keep(kept.effective_samples, row, of.sum * of.sum / of.squares);
        if (gradient != NULL)
            pull_weights(log_weights, row, &of, 1 / divisor, gradient);
    }
    if (status == KL_OK && reduction != KL_REDUCTION_NONE)
        *loss = total / divisor;
    return status;
}
