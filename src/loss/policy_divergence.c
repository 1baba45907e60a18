/* SPDX-License-Identifier: Apache-2.0 */
/* The divergence to the reference from drawn tokens, and the controller of its coefficient. */
#include "base/alloc.h"
#include "base/array.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "kernels/special.h"
#include "loss/policy.h"
#include "sample/welch.h"

#include <math.h>

const char *kl_policy_penalty_name(kl_policy_penalty penalty) {
    static const char *const names[] = {"k1", "k2", "k3"};
    return penalty <= KL_POLICY_K3 ? names[penalty] : NULL;
}

kl_token_penalty kl_token_penalty_of(kl_policy_penalty penalty, double d) {
    switch (penalty) {
    case KL_POLICY_K1:
        return (kl_token_penalty){d, 1};
    case KL_POLICY_K2:
        return (kl_token_penalty){0.5 * d * d, d};
    default:
        return (kl_token_penalty){kl_expm1_rest(-d), -kl_expm1(-d)};
    }
}

kl_status kl_check_mask(kl_matrix mask, kl_matrix of, kl_error *error) {
    if (!kl_matrix_is_given(mask))
        return KL_OK;
    if (kl_dtype_size(mask.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "mask: dtype is %s", kl_dtype_name(mask.dtype));
    if (mask.rows != of.rows || mask.columns != of.columns)
        return kl_fail(error, KL_ERROR_MISMATCH, "mask: %zu x %zu, expected %zu x %zu", mask.rows,
                       mask.columns, of.rows, of.columns);
    if (mask.data == NULL && mask.columns > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "mask: data is NULL");
    for (size_t row = 0; row < mask.rows; row++)
        for (size_t t = 0; t < mask.columns; t++)
            if (isnan(kl_matrix_at(mask, row, t)))
                return kl_refuse_element("mask", row, t, NAN, "0 is out, other numbers are in",
                                         error);
    return KL_OK;
}

kl_status kl_read_token(kl_matrix of, const char *name, size_t row, size_t column, double *out,
                        kl_error *error) {
    *out = kl_matrix_at(of, row, column);
    return isfinite(*out) ? KL_OK
                          : kl_refuse_element(name, row, column, *out, "it must be finite", error);
}

typedef struct divergence_job {
    kl_policy_penalty penalty;
    kl_matrix policy, reference, mask;
    double *values, *slopes;
    double *sums; /* of sequences */
} divergence_job;

static kl_status one_sequence(const divergence_job *job, size_t row, kl_error *error) {
    size_t counted = 0;
    for (size_t t = 0; t < job->policy.columns; t++) {
        const size_t at = row * job->policy.columns + t;
        double own, other;
        kl_keep(job->values, at, 0);
        kl_keep(job->slopes, at, 0);
        if (!kl_mask_has(job->mask, row, t))
            continue;
        counted++;
        kl_status status = kl_read_token(job->policy, "policy", row, t, &own, error);
        if (status == KL_OK)
            status = kl_read_token(job->reference, "reference", row, t, &other, error);
        if (status != KL_OK)
            return status;
        const kl_token_penalty of = kl_token_penalty_of(job->penalty, own - other);
        if (!isfinite(of.value) || !isfinite(of.slope))
            return kl_refuse_element("policy", row, t, own,
                                     "the divergence to the reference leaves the doubles", error);
        kl_keep(job->values, at, of.value);
        kl_keep(job->slopes, at, of.slope);
        job->sums[row] += of.value;
    }
    if (counted == 0)
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "mask: nothing of sequence %zu counts", row);
    return KL_OK;
}

static double sum_at(const void *context, size_t i) {
    return ((const double *)context)[i];
}

static void set_estimate(const divergence_job *job, double confidence, kl_estimate *out) {
    *out =
        kl_mean_estimate(kl_mean_of(sum_at, job->sums, job->policy.rows), KL_UNIT_NATS, confidence);
    if (job->penalty == KL_POLICY_K2)
        out->flags |= KL_FLAG_BIASED;
}

static kl_status check(const divergence_job *job, double confidence, kl_error *error) {
    const kl_matrix policy = job->policy;
    if (job->penalty > KL_POLICY_K3)
        return kl_fail(error, KL_ERROR_ARGUMENT, "penalty is %d", (int)job->penalty);
    if (!(confidence > 0 && confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must lie between 0 and 1",
                       confidence);
    kl_status status = kl_check_matrix(policy, "policy", policy.rows, policy.columns, error);
    if (status == KL_OK)
        status = kl_check_matrix(job->reference, "reference", policy.rows, policy.columns, error);
    if (status == KL_OK)
        status = kl_check_mask(job->mask, policy, error);
    if (status == KL_OK && policy.rows == 0)
        status = kl_fail(error, KL_ERROR_VALUE, "policy: there are no sequences");
    return status;
}

kl_status kl_policy_divergence(kl_policy_penalty penalty, kl_matrix policy, kl_matrix reference,
                               kl_matrix mask, double confidence, double *values, double *slopes,
                               kl_estimate *divergence, kl_error *error) {
    divergence_job job = {penalty, policy, reference, mask, values, slopes, NULL};
    kl_status status = check(&job, confidence, error);
    if (status != KL_OK)
        return status;
    if (values == NULL && slopes == NULL && divergence == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_policy_divergence: all outputs are NULL");
    job.sums = kl_alloc_zero(policy.rows, sizeof *job.sums);
    if (job.sums == NULL)
        return kl_fail_memory(error, "sums of sequences", policy.rows * sizeof *job.sums);
    for (size_t row = 0; row < policy.rows && status == KL_OK; row++)
        status = one_sequence(&job, row, error);
    if (status == KL_OK && divergence != NULL)
        set_estimate(&job, confidence, divergence);
    kl_free(job.sums);
    return status;
}

/* ── The controller ── */

static int is_positive(double x) {
    return x > 0 && x < INFINITY;
}

kl_status kl_policy_coefficient(double coefficient, double divergence, double target, double steps,
                                double horizon, double *out, kl_error *error) {
    static const double most = 0.2; /* of the error, as Ziegler et al. have it */
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_policy_coefficient: out is NULL");
    if (!is_positive(coefficient) || !is_positive(target) || !is_positive(steps) ||
        !is_positive(horizon))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "coefficient is %g, target %g, steps %g, horizon %g: all must be above 0 "
                       "and finite",
                       coefficient, target, steps, horizon);
    if (!isfinite(divergence))
        return kl_fail(error, KL_ERROR_ARGUMENT, "divergence is %g: it must be finite", divergence);
    if (!(most * steps < horizon))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "steps are %g of a horizon of %g: less than 5 horizons are needed", steps,
                       horizon);
    const double off = divergence / target - 1;
    const double bounded = off > most ? most : off < -most ? -most : off;
    *out = coefficient * (1 + bounded * steps / horizon);
    return KL_OK;
}
