/* SPDX-License-Identifier: Apache-2.0 */
/* The gradient of a measure with respect to q. */
#include "measure/gradient.h"
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

/* The weights that are seen, but logits do not move what was added to theirs. */
static kl_status find_moved(const kl_slopes *of, const kl_kernels *kernels, kl_pool *pool,
                            kl_array *moved, kl_total *total, kl_error *error) {
    *moved = of->seen;
    *total = of->seen_total;
    if (of->with != KL_GRADIENT_LOGITS || (of->zeros != KL_ZEROS_ADD && of->zeros != KL_ZEROS_KT))
        return KL_OK;
    *moved = of->given;
    return kl_weights_total(kernels, pool, of->given, "what moves", total, error);
}

static double mean_of(kl_array moved, kl_total total, const double *slopes) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < moved.n; i++) {
        double q;
        kl_array_read(moved, i, 1, &q);
        if (q > 0.0)
            kl_exact_sum_add(&sum, kl_weight_share(q, total) * slopes[i]);
    }
    return kl_exact_sum_round(&sum);
}

kl_status kl_slopes_centre(const kl_slopes *of, const kl_kernels *kernels, kl_pool *pool,
                           double *gradient, kl_error *error) {
    kl_array moved;
    kl_total total;
    kl_status status = find_moved(of, kernels, pool, &moved, &total, error);
    if (status != KL_OK)
        return status;
    const double mean = mean_of(moved, total, gradient);
    if (!isfinite(mean))
        return kl_fail(error, KL_ERROR_VALUE, "a slope of %s is above the doubles here", of->name);
    for (size_t i = 0; i < moved.n; i++) {
        double q;
        kl_array_read(moved, i, 1, &q);
        const double centred = gradient[i] - mean;
        const int still =
            q == 0.0 && (of->with == KL_GRADIENT_LOGITS || of->zeros == KL_ZEROS_COMMON);
        gradient[i] = still ? 0.0
                      : of->with == KL_GRADIENT_WEIGHTS
                          ? kl_weight_share(centred, of->seen_total)
                          : kl_weight_share(q, of->seen_total) * centred;
    }
    return KL_OK;
}

static kl_status fill(const gradient_job *of, kl_array q, kl_gradient_of with, double *gradient,
                      kl_error *error) {
    const kl_measure_job *job = &of->job;
    const kl_slopes slopes = {.name = job->row.measure.name,
                              .seen = job->second,
                              .seen_total = of->named.q_total,
                              .given = q,
                              .zeros = job->zeros,
                              .with = with};
    for (size_t i = 0; i < job->first.n; i++) {
        double first, second;
        kl_array_read(job->first, i, 1, &first);
        kl_array_read(job->second, i, 1, &second);
        gradient[i] =
            first == 0.0 && second == 0.0 ? slope_at(of, 0.0, 1.0) : slope_at(of, first, second);
    }
    return kl_slopes_centre(&slopes, job->kernels, job->pool, gradient, error);
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
        status = fill(&of, q, with, gradient, error);
    }
    kl_measure_job_end(&of.job);
    return status;
}
