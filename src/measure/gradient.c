/* SPDX-License-Identifier: Apache-2.0 */
/* The gradient of a measure with respect to q. */
#include "base/error.h"
#include "base/exact_sum.h"
#include "measure/ratio.h"
#include "measure/totals.h"

double kl_log_near(double t, double less_one) {
    return fabs(less_one) < 0.5 ? kl_log1p(less_one) : kl_log(t);
}

typedef struct gradient_job {
    kl_measure_job job;
    kl_named_scale named;
    double value;
    kl_array moved; /* along which only the part counts that keeps their total */
    kl_total moved_total;
} gradient_job;

/* ∂/∂y of what the measure is a function of, and of the function. */
static double slope_at(const gradient_job *of, double p, double q) {
    const kl_measure_row *row = &of->job.row;
    const double parameter = row->measure.parameter.value;
    double less_one, t = kl_weight_ratio(&of->named.scale, p, q, &less_one);
    if (row->finish == KL_FINISH_RENYI) /* −t^a/Σ, which may be finite where both are not */
        return parameter == 0.0 ? (t > 0.0 ? -kl_exp(of->value) : 0.0)
                                : -kl_expm1(parameter * kl_log_near(t, less_one) -
                                            (parameter - 1.0) * of->value);
    double slope = row->measure.gradient(t, less_one, parameter);
    switch (row->finish) {
    case KL_FINISH_ROOT:
        return of->value > 0.0 ? slope / (2.0 * of->value) : 0.0;
    case KL_FINISH_EXPONENTIAL:
        return slope * of->value;
    case KL_FINISH_BHATTACHARYYA:
        return slope * kl_exp(of->value);
    default:
        return slope;
    }
}

static kl_status check(const gradient_job *of, kl_array q, kl_error *error) {
    const kl_measure *measure = &of->job.row.measure;
    if (measure->gradient == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s does not depend on q: it has no gradient",
                       measure->name);
    if (q.n == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s of p alone has no gradient: there is no q",
                       measure->name);
    if (of->job.zeros == KL_ZEROS_MIX)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "mixing moves p with q: only the gradient with respect to q is known");
    if (of->job.row.finish == KL_FINISH_RENYI && isinf(measure->parameter.value))
        return kl_fail(
            error, KL_ERROR_UNSUPPORTED,
            "renyi of order ∞ has a corner where the largest ratio changes: no gradient");
    return KL_OK;
}

/* The weights that the measure sees, but logits do not move what was added to theirs. */
static kl_status set_moved(gradient_job *of, kl_array q, kl_gradient_of with, kl_error *error) {
    const kl_zeros zeros = of->job.zeros;
    of->moved = of->job.second;
    of->moved_total = of->named.q_total;
    if (with != KL_GRADIENT_LOGITS || (zeros != KL_ZEROS_ADD && zeros != KL_ZEROS_KT))
        return KL_OK;
    of->moved = q;
    return kl_weights_total(of->job.kernels, of->job.pool, q, "q", &of->moved_total, error);
}

/* Slopes as they are, then less their mean under what moves: only that part keeps the total. */
static kl_status fill(const gradient_job *of, kl_gradient_of with, double *gradient,
                      kl_error *error) {
    const kl_measure_job *job = &of->job;
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < job->first.n; i++) {
        double p, q;
        kl_array_read(job->first, i, 1, &p);
        kl_array_read(job->second, i, 1, &q);
        gradient[i] = p == 0.0 && q == 0.0 ? slope_at(of, 0.0, 1.0) : slope_at(of, p, q);
        kl_array_read(of->moved, i, 1, &q);
        if (q > 0.0)
            kl_exact_sum_add(&sum, kl_weight_share(q, of->moved_total) * gradient[i]);
    }
    const double mean = kl_exact_sum_round(&sum);
    if (!isfinite(mean))
        return kl_fail(error, KL_ERROR_VALUE, "a slope of %s is above the doubles here",
                       of->job.row.measure.name);
    for (size_t i = 0; i < job->first.n; i++) {
        double q;
        kl_array_read(of->moved, i, 1, &q);
        const double centred = gradient[i] - mean;
        const int still = q == 0.0 && (with == KL_GRADIENT_LOGITS || job->zeros == KL_ZEROS_COMMON);
        gradient[i] = still ? 0.0
                      : with == KL_GRADIENT_WEIGHTS
                          ? kl_weight_share(centred, of->named.q_total)
                          : kl_weight_share(q, of->named.q_total) * centred;
    }
    return KL_OK;
}

kl_status kl_measure_gradient(kl_measure_id id, kl_array p, kl_array q, kl_gradient_of with,
                              const kl_measure_options *options, double *gradient,
                              kl_error *error) {
    gradient_job of;
    if (gradient == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_measure_gradient: gradient is NULL");
    if ((unsigned)with > KL_GRADIENT_LOGITS)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_measure_gradient: no gradient %d", (int)with);
    kl_status status = kl_measure_job_begin(&of.job, NULL, id, p, q, options, error);
    if (status == KL_OK)
        status = check(&of, q, error);
    if (status == KL_OK)
        status = kl_measure_job_value(&of.job, &of.value, error);
    if (status == KL_OK && isinf(of.value))
        status = kl_fail(error, KL_ERROR_VALUE, "%s is infinite here: it has no gradient",
                         of.job.row.measure.name);
    if (status == KL_OK) {
        kl_named_scale_set(&of.named, &of.job);
        status = set_moved(&of, q, with, error);
    }
    if (status == KL_OK)
        status = fill(&of, with, gradient, error);
    kl_measure_job_end(&of.job);
    return status;
}
