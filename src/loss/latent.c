/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences of latents: values first, since free bits are about the mean of a group, then gradients. */
#include "loss/latent.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"

#include <math.h>

void kl_latent_options_init(kl_latent_options *options) {
    *options = (kl_latent_options){.size = sizeof *options, .beta = 1, .group = 1, .balance = NAN};
}

kl_status kl_latent_options_read(const kl_latent_options *given, kl_latent_options *out,
                                 kl_error *error) {
    kl_latent_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_latent_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->beta >= 0 && out->beta < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 or more", out->beta);
    if (!(out->free_bits >= 0 && out->free_bits < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "free_bits is %g, expected 0 or more",
                       out->free_bits);
    if (out->free_bits > 0 && out->reduction == KL_REDUCTION_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "free_bits is %g: it is about means over rows, which need a reduction",
                       out->free_bits);
    if (out->group == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "group is 0, expected 1 or more");
    if (!isnan(out->balance) && !(out->balance >= 0 && out->balance <= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "balance is %g, expected 0 to 1", out->balance);
    return KL_OK;
}

typedef struct latent_job {
    const kl_latent_kind *kind;
    const void *context;
    size_t rows, latents, groups;
    kl_latent_options options;
    double *sum; /* of each group over rows */
} latent_job;

static kl_status add_up(const latent_job *job, const kl_latent_rows *kept, kl_error *error) {
    for (size_t row = 0; row < job->rows; row++) {
        double of_row = 0;
        for (size_t latent = 0; latent < job->latents; latent++) {
            const double value = job->kind->divergence(job->context, row, latent);
            if (!isfinite(value))
                return job->kind->refuse(job->context, row, latent, error);
            job->sum[latent / job->options.group] += value;
            of_row += value;
        }
        kl_keep(kept->loss, row, job->options.beta * of_row);
    }
    for (size_t g = 0; g < job->groups; g++)
        kl_keep(kept->groups, g, job->rows > 0 ? job->sum[g] / (double)job->rows : 0);
    return KL_OK;
}

/* Below λ: what it has is for nothing. */
static int is_free(const latent_job *job, size_t latent) {
    const double allowed = job->options.free_bits * (double)job->rows;
    return job->options.free_bits > 0 && !(job->sum[latent / job->options.group] > allowed);
}

static double total(const latent_job *job) {
    const double allowed = job->options.free_bits * (double)job->rows;
    double sum = 0;
    for (size_t g = 0; g < job->groups; g++)
        sum += job->sum[g] > allowed ? job->sum[g] : allowed;
    return job->options.beta * sum;
}

static void pull_all(const latent_job *job) {
    const double balance = job->options.balance;
    const double factor =
        job->options.beta / kl_reduction_divisor(job->options.reduction, job->rows);
    const double to_q = isnan(balance) ? factor : factor * (1 - balance);
    const double to_p = isnan(balance) ? factor : factor * balance;
    for (size_t row = 0; row < job->rows; row++)
        for (size_t latent = 0; latent < job->latents; latent++) {
            const int free = is_free(job, latent);
            job->kind->pull(job->context, row, latent, free ? 0 : to_q, free ? 0 : to_p);
        }
}

kl_status kl_latent_run(const kl_latent_kind *kind, const void *context, size_t rows,
                        size_t latents, const kl_latent_options *options, int with_gradient,
                        const kl_latent_rows *kept, double *loss, kl_error *error) {
    const kl_latent_rows none = {0};
    latent_job job = {kind, context, rows, latents, 0, *options, NULL};
    kept = kept != NULL ? kept : &none;
    if (latents % options->group != 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "group is %zu, which does not divide %zu latents",
                       options->group, latents);
    job.groups = latents / options->group;
    kl_status status = kl_check_reduction(options->reduction, rows, kept->loss, loss, error);
    if (status != KL_OK)
        return status;
    job.sum = kl_alloc_zero(job.groups, sizeof *job.sum);
    if (job.sum == NULL)
        return kl_fail_memory(error, "groups of latents", job.groups * sizeof *job.sum);
    status = add_up(&job, kept, error);
    if (status == KL_OK && with_gradient)
        pull_all(&job);
    if (status == KL_OK && options->reduction != KL_REDUCTION_NONE)
        *loss = total(&job) / kl_reduction_divisor(options->reduction, rows);
    kl_free(job.sum);
    return status;
}
