/* SPDX-License-Identifier: Apache-2.0 */
/* Which calls of the cross-entropy are refused before a number is looked at. */
#include "loss/cross_entropy.h"

#include <math.h>

#include "base/error.h"
#include "base/options.h"
#include "loss/check.h"
#include "loss/reduce.h"

void kl_cross_entropy_options_init(kl_cross_entropy_options *options) {
    *options =
        (kl_cross_entropy_options){.size = sizeof *options, .ignore_index = -100, .temperature = 1};
}

static kl_status read_options(const kl_cross_entropy_options *given, kl_cross_entropy_options *out,
                              kl_error *error) {
    kl_cross_entropy_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_cross_entropy_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->label_smoothing >= 0 && out->label_smoothing <= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "label_smoothing is %g, expected 0 to 1",
                       out->label_smoothing);
    if (!(out->z_loss >= 0 && out->z_loss < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "z_loss is %g, expected 0 or more", out->z_loss);
    if (!(out->focus >= 0 && out->focus < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "focus is %g, expected 0 or more", out->focus);
    if (!(out->softcap >= 0 && out->softcap < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "softcap is %g, expected a number above 0, or 0 for none", out->softcap);
    if (!(out->temperature > 0 && out->temperature < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "temperature is %g, expected a number above 0",
                       out->temperature);
    if (out->reduction > KL_REDUCTION_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "reduction is %d", (int)out->reduction);
    return KL_OK;
}

static kl_status check_weights(const kl_cross_entropy_job *job, kl_error *error) {
    const kl_cross_entropy_options *options = &job->options;
    kl_status status = kl_check_optional(options->class_weights, "class_weights",
                                         job->logits.columns, "classes", error);
    if (status == KL_OK)
        status =
            kl_check_optional(options->row_weights, "row_weights", job->logits.rows, "rows", error);
    return status;
}

static kl_status check_targets(const kl_cross_entropy_job *job, kl_error *error) {
    const kl_matrix logits = job->logits, soft = job->soft;
    if (!job->is_soft)
        return kl_check_indices(job->targets, logits.rows, error);
    if (job->options.focus > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "focus is %g: it needs one target class a row, not probabilities",
                       job->options.focus);
    kl_status status = kl_check_logits(soft, "targets", error);
    if (status != KL_OK)
        return status;
    if (soft.rows != logits.rows || soft.columns != logits.columns)
        return kl_fail(error, KL_ERROR_MISMATCH, "targets are %zu x %zu, logits %zu x %zu",
                       soft.rows, soft.columns, logits.rows, logits.columns);
    return KL_OK;
}

kl_status kl_cross_entropy_check(kl_cross_entropy_job *job, const kl_cross_entropy_options *options,
                                 const kl_loss_rows *rows, const double *loss, kl_error *error) {
    kl_status status = read_options(options, &job->options, error);
    if (status == KL_OK)
        status = check_targets(job, error);
    if (status == KL_OK)
        status = check_weights(job, error);
    if (status != KL_OK)
        return status;
    if (rows != NULL)
        job->rows = *rows;
    return kl_check_result(job->options.reduction, job->rows.loss, loss, error);
}

kl_status kl_cross_entropy_check_logits(kl_cross_entropy_job *job, const kl_loss_gradient *gradient,
                                        kl_error *error) {
    kl_status status = kl_check_logits(job->logits, job->name, error);
    if (status != KL_OK || gradient == NULL)
        return status;
    job->gradient = *gradient;
    return kl_check_gradient(gradient, "gradient", job->logits, error);
}
