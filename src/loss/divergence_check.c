/* SPDX-License-Identifier: Apache-2.0 */
/* Which calls of kl_loss_divergence are refused before a number is looked at. */
#include <math.h>

#include "base/error.h"
#include "base/options.h"
#include "loss/check.h"
#include "loss/divergence.h"
#include "loss/reduce.h"

void kl_loss_divergence_options_init(kl_loss_divergence_options *options) {
    *options = (kl_loss_divergence_options){.size = sizeof *options, .beta = 0.5, .temperature = 1};
}

static kl_status read_options(const kl_loss_divergence_options *given,
                              kl_loss_divergence_options *out, kl_error *error) {
    kl_loss_divergence_options_init(out);
    kl_status status =
        kl_options_read(out, sizeof *out, given, "kl_loss_divergence_options", error);
    if (status != KL_OK)
        return status;
    if (out->kind > KL_LOSS_TOTAL_VARIATION)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kind is %d", (int)out->kind);
    if (!(out->beta >= 0 && out->beta <= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 to 1", out->beta);
    if (!(out->temperature > 0 && out->temperature < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "temperature is %g, expected a number above 0",
                       out->temperature);
    const double square = out->temperature * out->temperature;
    if (out->is_distillation && !(square > 0 && square < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "temperature is %g: distillation multiplies by its square, which is %g",
                       out->temperature, square);
    if (out->reduction > KL_REDUCTION_BATCHMEAN)
        return kl_fail(error, KL_ERROR_ARGUMENT, "reduction is %d", (int)out->reduction);
    return KL_OK;
}

static kl_status check_side(kl_divergence_side *side, const kl_loss_gradient *gradient,
                            const char *gradient_name, kl_error *error) {
    kl_status status = kl_check_logits(side->logits, side->name, error);
    if (status != KL_OK || gradient == NULL)
        return status;
    side->gradient = *gradient;
    return kl_check_gradient(gradient, gradient_name, side->logits, error);
}

kl_status kl_divergence_check(kl_divergence_job *job, const kl_loss_divergence_options *options,
                              const kl_loss_divergence_rows *rows,
                              const kl_loss_gradient *p_gradient,
                              const kl_loss_gradient *q_gradient, const double *loss,
                              kl_error *error) {
    const kl_matrix p = job->p.logits, q = job->q.logits;
    kl_status status = read_options(options, &job->options, error);
    if (status == KL_OK)
        status = check_side(&job->p, p_gradient, "p_gradient", error);
    if (status == KL_OK)
        status = check_side(&job->q, q_gradient, "q_gradient", error);
    if (status == KL_OK && (p.rows != q.rows || p.columns != q.columns))
        status = kl_fail(error, KL_ERROR_MISMATCH, "p is %zu x %zu, q is %zu x %zu", p.rows,
                         p.columns, q.rows, q.columns);
    if (status == KL_OK)
        status = kl_check_optional(job->options.row_weights, "row_weights", p.rows, "rows", error);
    if (status != KL_OK)
        return status;
    if (rows != NULL) {
        job->row_loss = rows->loss;
        job->p.entropy = rows->p_entropy;
        job->q.entropy = rows->q_entropy;
    }
    return kl_check_result(job->options.reduction, job->row_loss, loss, error);
}
