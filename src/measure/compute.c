/* SPDX-License-Identifier: Apache-2.0 */
/* One measure of two arrays. */
#include "base/error.h"
#include "base/estimate.h"
#include "measure/job.h"
#include "measure/renyi_value.h"
#include "measure/value.h"

static kl_status finish(kl_measure_job *job, double terms, double *value, kl_error *error) {
    const kl_measure_row *row = &job->row;
    kl_status status = KL_OK;
    const double sum = row->factor * terms;
    switch (row->finish) {
    case KL_FINISH_SUM:
        *value = sum;
        break;
    case KL_FINISH_ROOT:
        *value = sqrt(sum);
        break;
    case KL_FINISH_EXPONENTIAL:
        *value = kl_exp(sum);
        break;
    case KL_FINISH_BHATTACHARYYA:
        status = kl_measure_affinity(job, KL_TERM_AFFINITY, sum, value, error);
        break;
    case KL_FINISH_RENYI:
        status = kl_measure_renyi(job, terms, value, error);
        break;
    }
    if (status != KL_OK)
        return status;
    /* Rounding may carry a value over its bounds, where the truth cannot be; so may a total declared and wrong. */
    if (*value > row->measure.upper)
        *value = row->measure.upper;
    if (*value < 0.0)
        *value = 0.0;
    return KL_OK;
}

/* A value that only overflowed has no such symbols. */
static void explain_infinity(const kl_measure_job *job, const int due[2], kl_estimate *out) {
    for (int side = 0; side < 2; side++) {
        const int is_p = side == job->exchanged;
        double mass = 0;
        uint64_t count = 0;
        if (due[side])
            kl_measure_job_uncovered(is_p ? job->p : job->q, is_p ? job->q : job->p,
                                     is_p ? job->p_total : job->q_total, &mass, &count);
        if (count > 0)
            kl_estimate_note(out, KL_FLAG_INFINITE, (unsigned)side, count, mass);
    }
    kl_estimate_explain(out);
}

kl_status kl_measure_job_value(kl_measure_job *job, double *value, kl_error *error) {
    double sum;
    kl_status status = kl_measure_job_sum(job, job->row.term, &sum, error);
    return status == KL_OK ? finish(job, sum, value, error) : status;
}

kl_status kl_measure_value(const kl_kernels *kernels, kl_measure_id id, const double *p,
                           const double *q, size_t n, double *value, kl_error *error) {
    kl_measure_job job;
    kl_status status = kl_measure_job_begin(&job, kernels, id, kl_f64(p, n),
                                            kl_f64(q, q == NULL ? 0 : n), NULL, error);
    if (status == KL_OK)
        status = kl_measure_job_value(&job, value, error);
    kl_measure_job_end(&job);
    return status;
}

void kl_measure_job_notes(const kl_measure_job *job, const int due[2], kl_estimate *out) {
    if (isinf(out->value))
        explain_infinity(job, due, out);
    for (unsigned side = 0; side < 2; side++)
        kl_lone_note(&job->lone, side, side, out);
}

kl_status kl_measure_compute(kl_measure_id id, kl_array p, kl_array q,
                             const kl_measure_options *options, kl_estimate *out, kl_error *error) {
    kl_measure_job job;
    double value;
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_measure_compute: out is NULL");
    kl_status status = kl_measure_job_begin(&job, NULL, id, p, q, options, error);
    if (status == KL_OK)
        status = kl_measure_job_value(&job, &value, error);
    if (status == KL_OK) {
        *out = kl_estimate_exact(value, job.row.measure.unit);
        const int due[2] = {kl_measure_is_due_to(&job.row.measure, 0),
                            kl_measure_is_due_to(&job.row.measure, 1)};
        kl_measure_job_notes(&job, due, out);
    }
    kl_measure_job_end(&job);
    return status;
}
