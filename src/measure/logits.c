/* SPDX-License-Identifier: Apache-2.0 */
/* One measure of two distributions given by logits. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "measure/job.h"
#include "measure/softmax.h"

typedef struct logits_job {
    kl_measure_id id;
    const kl_measure_row *row;
    const kl_kernels *kernels;
    int alone;
    double *block;
    kl_softmax side[2];
    kl_row_divergences apart;
} logits_job;

static int has_form(kl_measure_id id) {
    switch (id) {
    case KL_ENTROPY:
    case KL_CROSS_ENTROPY:
    case KL_PERPLEXITY:
    case KL_DIVERGENCE:
    case KL_DIVERGENCE_REVERSE:
    case KL_JEFFREYS:
    case KL_JENSEN_SHANNON:
    case KL_JENSEN_SHANNON_DISTANCE:
    case KL_TOTAL_VARIATION:
        return 1;
    default:
        return 0;
    }
}

static kl_status check_call(logits_job *job, kl_array x, kl_array y,
                            const kl_measure_options *given, kl_error *error) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    kl_status status =
        kl_options_read(&options, sizeof options, given, "kl_measure_options", error);
    if (status != KL_OK)
        return status;
    job->row = kl_measure_row_get(job->id);
    if (job->row == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no measure has the id %d", (int)job->id);
    if (!has_form(job->id))
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "%s is not computed from logits: give it weights", job->row->measure.name);
    kl_measure_row row;
    status = kl_measure_row_at(job->id, options.parameter, &row, error);
    if (status != KL_OK)
        return status;
    if (options.zeros != KL_ZEROS_EXACT)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "a logit of -inf is a weight of zero: zeros must be exact");
    const kl_measure_parameter *given_parameter = &row.measure.parameter;
    if (given_parameter->value != job->row->measure.parameter.value)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "%s is %g: from logits it is %g",
                       given_parameter->name, given_parameter->value,
                       job->row->measure.parameter.value);
    job->kernels = kl_kernels_for(options.pool);
    job->alone = job->row->self || (job->row->q_optional && y.n == 0);
    status = kl_measure_check_array(x, "x", error);
    if (status != KL_OK || job->alone)
        return status;
    if (x.n != y.n)
        return kl_fail(error, KL_ERROR_MISMATCH, "x has %zu logits, y has %zu", x.n, y.n);
    return kl_measure_check_array(y, "y", error);
}

static kl_status set_side(logits_job *job, int side, kl_array logits, kl_error *error) {
    double *e = job->block + 2 * (size_t)side * logits.n;
    job->side[side] = (kl_softmax){.stored = logits, .e = e, .room = e + logits.n};
    kl_status status = kl_softmax_set(&job->side[side], job->kernels, error);
    return status == KL_OK ? status : kl_fail_prefix(error, status, side == 0 ? "x" : "y");
}

static kl_status set(logits_job *job, kl_array x, kl_array y, kl_error *error) {
    job->block = kl_alloc(x.n, (job->alone ? 2 : 4) * sizeof *job->block);
    if (job->block == NULL)
        return kl_fail_memory(error, "exponentials", x.n * 4 * sizeof *job->block);
    kl_status status = set_side(job, 0, x, error);
    if (status == KL_OK && !job->alone)
        status = set_side(job, 1, y, error);
    if (status == KL_OK && !job->alone)
        job->apart = kl_softmax_compare(&job->side[0], &job->side[1], job->kernels);
    return status;
}

static double value_of(const logits_job *job) {
    const kl_row_divergences *apart = &job->apart;
    switch (job->id) {
    case KL_ENTROPY:
        return job->side[0].entropy;
    case KL_CROSS_ENTROPY:
        return job->side[0].entropy + apart->forward;
    case KL_PERPLEXITY:
        return kl_exp(job->side[0].entropy + apart->forward);
    case KL_DIVERGENCE_REVERSE:
        return apart->reverse;
    case KL_JEFFREYS:
        return apart->forward + apart->reverse;
    case KL_JENSEN_SHANNON:
        return apart->jensen_shannon;
    case KL_JENSEN_SHANNON_DISTANCE:
        return sqrt(apart->jensen_shannon);
    case KL_TOTAL_VARIATION:
        return apart->total_variation;
    default:
        return apart->forward;
    }
}

/* What an infinite value is due to, as kl_measure_compute says it. */
static void explain_infinity(const logits_job *job, kl_estimate *out) {
    for (int s = 0; s < 2; s++) {
        const kl_softmax *side = &job->side[s], *other = &job->side[1 - s];
        double mass = 0;
        uint64_t count = 0;
        for (size_t i = 0; i < side->stored.n; i++)
            if (kl_softmax_logit(other, i) == -INFINITY && kl_softmax_logit(side, i) > -INFINITY) {
                mass += kl_softmax_probability(side, i);
                count++;
            }
        if (count > 0 && kl_measure_is_due_to(&job->row->measure, s))
            kl_estimate_note(out, KL_FLAG_INFINITE, (unsigned)s, count, mass);
    }
}

kl_status kl_measure_logits(kl_measure_id id, kl_array x, kl_array y,
                            const kl_measure_options *options, kl_estimate *out, kl_error *error) {
    logits_job job = {.id = id};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_measure_logits: out is NULL");
    kl_status status = check_call(&job, x, y, options, error);
    if (status == KL_OK)
        status = set(&job, x, y, error);
    if (status == KL_OK) {
        double value = value_of(&job), upper = job.row->measure.upper;
        *out = kl_estimate_exact(value > upper ? upper : value, job.row->measure.unit);
        if (isinf(value) && !job.alone)
            explain_infinity(&job, out);
        kl_estimate_explain(out);
    }
    kl_free(job.block);
    return status;
}
