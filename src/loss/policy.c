/* SPDX-License-Identifier: Apache-2.0 */
/* The clipped surrogate with a penalty: tokens are counted first, then each has its share. */
#include "loss/policy.h"

#include "base/array.h"
#include "base/error.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "kernels/special.h"

#include <math.h>

void kl_policy_options_init(kl_policy_options *options) {
    *options = (kl_policy_options){
        .size = sizeof *options, .clip_low = 0.2, .clip_high = 0.2, .penalty = KL_POLICY_K3};
}

typedef struct policy_job {
    kl_policy_batch batch;
    kl_policy_options options;
    kl_policy_rows rows;
    kl_loss_gradient gradient;
    kl_policy_result *out;
    size_t counted; /* tokens */
} policy_job;

/* ── Before the tokens ── */

static kl_status read_options(const kl_policy_options *given, kl_policy_options *out,
                              kl_error *error) {
    kl_policy_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_policy_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->clip_low >= 0 && out->clip_low < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "clip_low is %g, expected 0 or more and below 1",
                       out->clip_low);
    if (!(out->clip_high >= 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "clip_high is %g, expected 0 or more",
                       out->clip_high);
    if (!(out->beta >= 0 && out->beta < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 or more", out->beta);
    if (out->penalty > KL_POLICY_K3)
        return kl_fail(error, KL_ERROR_ARGUMENT, "penalty is %d", (int)out->penalty);
    if (out->reduction > KL_POLICY_CONSTANT)
        return kl_fail(error, KL_ERROR_ARGUMENT, "reduction is %d", (int)out->reduction);
    if (!(out->max_length >= 0 && out->max_length < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "max_length is %g, expected above 0, or 0 for T",
                       out->max_length);
    return KL_OK;
}

static kl_status check_matrices(const policy_job *job, kl_error *error) {
    const kl_policy_batch *batch = &job->batch;
    const size_t n = batch->policy.rows, length = batch->policy.columns;
    kl_status status = kl_check_matrix(batch->policy, "policy", n, length, error);
    if (status == KL_OK && kl_matrix_is_given(batch->old))
        status = kl_check_matrix(batch->old, "old", n, length, error);
    if (status == KL_OK && kl_matrix_is_given(batch->reference))
        status = kl_check_matrix(batch->reference, "reference", n, length, error);
    else if (status == KL_OK && job->options.beta > 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, and there is no reference",
                         job->options.beta);
    if (status == KL_OK)
        status = kl_check_matrix(batch->advantages, "advantages", n,
                                 batch->advantages.columns == 1 ? 1 : length, error);
    if (status == KL_OK)
        status = kl_check_mask(batch->mask, batch->policy, error);
    if (status == KL_OK)
        status = kl_check_into(&job->gradient, batch->policy, "policy", n, error);
    return status;
}

static size_t tokens_of(const policy_job *job, size_t row) {
    size_t n = 0;
    for (size_t t = 0; t < job->batch.policy.columns; t++)
        n += (size_t)kl_mask_has(job->batch.mask, row, t);
    return n;
}

static kl_status count_tokens(policy_job *job, kl_error *error) {
    for (size_t row = 0; row < job->batch.policy.rows; row++) {
        const size_t n = tokens_of(job, row);
        if (n == 0 && job->options.reduction == KL_POLICY_SEQUENCES)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                              "mask: nothing of sequence %zu counts", row);
        job->counted += n;
    }
    return job->counted > 0 ? KL_OK
                            : kl_fail(error, KL_ERROR_VALUE, "nothing of %zu sequences counts",
                                      job->batch.policy.rows);
}

/* What a token of the row counts. */
static double share_of(const policy_job *job, size_t row) {
    const kl_policy_options *options = &job->options;
    const double n = (double)job->batch.policy.rows;
    switch (options->reduction) {
    case KL_POLICY_SEQUENCES:
        return 1 / (n * (double)tokens_of(job, row));
    case KL_POLICY_TOKENS:
        return 1 / (double)job->counted;
    default:
        return 1 / (n * (options->max_length > 0 ? options->max_length
                                                 : (double)job->batch.policy.columns));
    }
}

/* ── Tokens ── */

typedef struct token {
    double log_policy, log_old, log_reference, advantage;
} token;

static kl_status read_token(const policy_job *job, size_t row, size_t t, token *out,
                            kl_error *error) {
    const kl_policy_batch *batch = &job->batch;
    kl_status status = kl_read_token(batch->policy, "policy", row, t, &out->log_policy, error);
    out->log_old = out->log_reference = out->log_policy;
    if (status == KL_OK && batch->old.rows > 0)
        status = kl_read_token(batch->old, "old", row, t, &out->log_old, error);
    if (status == KL_OK && batch->reference.rows > 0)
        status = kl_read_token(batch->reference, "reference", row, t, &out->log_reference, error);
    if (status == KL_OK)
        status = kl_read_token(batch->advantages, "advantages", row,
                               batch->advantages.columns == 1 ? 0 : t, &out->advantage, error);
    return status;
}

/* −min(ρA, clip(ρ)A), and its derivative by ln π: none where the clip binds. */
static double surrogate(const kl_policy_options *options, double ratio, double advantage,
                        double *slope, int *is_clipped) {
    const double low = 1 - options->clip_low, high = 1 + options->clip_high;
    const double bounded = ratio < low ? low : ratio > high ? high : ratio;
    *is_clipped = (ratio > high && advantage > 0) || (ratio < low && advantage < 0);
    *slope = *is_clipped ? 0 : -ratio * advantage;
    return -(*is_clipped ? bounded : ratio) * advantage;
}

static kl_status one_token(const policy_job *job, size_t row, size_t t, double share,
                           kl_error *error) {
    const size_t at = row * job->batch.policy.columns + t;
    token of;
    kl_status status = read_token(job, row, t, &of, error);
    if (status != KL_OK)
        return status;
    const double log_ratio = of.log_policy - of.log_old, ratio = kl_exp(log_ratio);
    const kl_token_penalty penalty =
        kl_token_penalty_of(job->options.penalty, of.log_policy - of.log_reference);
    double slope;
    int is_clipped;
    const double clipped = surrogate(&job->options, ratio, of.advantage, &slope, &is_clipped);
    const double loss = clipped + job->options.beta * penalty.value;
    const double pull = slope + job->options.beta * penalty.slope;
    const double behind = kl_expm1_rest(log_ratio);
    if (!isfinite(loss) || !isfinite(pull) || !isfinite(penalty.value) || !isfinite(behind))
        return kl_refuse_element("policy", row, t, of.log_policy,
                                 "its ratio to another policy leaves the doubles", error);
    job->out->surrogate += share * clipped;
    job->out->penalty += share * penalty.value;
    job->out->clipped += is_clipped;
    job->out->old_divergence += behind;
    kl_keep(job->rows.loss, at, loss);
    kl_keep(job->rows.ratio, at, ratio);
    kl_keep(job->rows.penalty, at, penalty.value);
    kl_into_store(&job->gradient, job->batch.policy, row, t, share * pull);
    return KL_OK;
}

static void leave_out(const policy_job *job, size_t row, size_t t) {
    const size_t at = row * job->batch.policy.columns + t;
    kl_keep(job->rows.loss, at, 0);
    kl_keep(job->rows.ratio, at, 0);
    kl_keep(job->rows.penalty, at, 0);
    kl_into_store(&job->gradient, job->batch.policy, row, t, 0);
}

static kl_status all_tokens(const policy_job *job, kl_error *error) {
    kl_policy_result *out = job->out;
    *out = (kl_policy_result){0};
    for (size_t row = 0; row < job->batch.policy.rows; row++) {
        const double share = share_of(job, row);
        for (size_t t = 0; t < job->batch.policy.columns; t++) {
            kl_status status = KL_OK;
            if (kl_mask_has(job->batch.mask, row, t))
                status = one_token(job, row, t, share, error);
            else
                leave_out(job, row, t);
            if (status != KL_OK)
                return status;
        }
    }
    out->clipped /= (double)job->counted;
    out->old_divergence /= (double)job->counted;
    out->loss = out->surrogate + job->options.beta * out->penalty;
    return KL_OK;
}

kl_status kl_loss_policy(const kl_policy_batch *batch, const kl_policy_options *options,
                         const kl_policy_rows *rows, const kl_loss_gradient *gradient,
                         kl_policy_result *out, kl_error *error) {
    if (batch == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_policy: %s is NULL",
                       batch == NULL ? "batch" : "out");
    policy_job job = {.batch = *batch, .out = out};
    if (rows != NULL)
        job.rows = *rows;
    if (gradient != NULL)
        job.gradient = *gradient;
    kl_status status = read_options(options, &job.options, error);
    if (status == KL_OK)
        status = check_matrices(&job, error);
    if (status == KL_OK)
        status = count_tokens(&job, error);
    return status == KL_OK ? all_tokens(&job, error) : status;
}
