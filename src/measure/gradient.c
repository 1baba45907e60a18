/* SPDX-License-Identifier: Apache-2.0 */
/* The gradient of a measure with respect to q. */
#include "base/error.h"
#include "base/exact_sum.h"
#include "measure/job.h"

double kl_log_near(double t, double less_one) {
    return fabs(less_one) < 0.5 ? kl_log1p(less_one) : kl_log(t);
}

typedef struct gradient_job {
    kl_measure_job job;
    kl_scale scale; /* of p and q as they were named */
    double q_unit;  /* 1/T */
    double value;
} gradient_job;

/* x/y and that less 1, of weights that are not both zero. */
static double ratio_of(const kl_scale *scale, double p, double q, double *less_one) {
    if (p == 0.0 || q == 0.0) {
        *less_one = p == 0.0 ? -1.0 : INFINITY;
        return p == 0.0 ? 0.0 : INFINITY;
    }
    int ex, ey;
    double x = frexp(p, &ex), y = frexp(q, &ey);
    double high = y * scale->ratio_hi;
    double low = fma(y, scale->ratio_hi, -high) + y * scale->ratio_lo;
    int apart = (ex - scale->p_exponent) - (ey - scale->q_exponent);
    x = ldexp(x, apart);
    double d = (x - high) - low;
    *less_one =
        fabs(d) > x * 0x1p-100 ? d / high : 0.0; /* as the kernels: totals are not known better */
    return x / high;
}

/* ∂/∂y of what the measure is a function of, and of the function. */
static double slope_at(const gradient_job *of, double p, double q) {
    const kl_measure_row *row = &of->job.row;
    const double parameter = row->measure.parameter.value;
    double less_one, t = ratio_of(&of->scale, p, q, &less_one);
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

static kl_status check(const gradient_job *of, kl_error *error) {
    const kl_measure *measure = &of->job.row.measure;
    if (measure->gradient == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s does not depend on q: it has no gradient",
                       measure->name);
    if (of->job.row.finish == KL_FINISH_RENYI && isinf(measure->parameter.value))
        return kl_fail(
            error, KL_ERROR_UNSUPPORTED,
            "renyi of order ∞ has a corner where the largest ratio changes: no gradient");
    return KL_OK;
}

static void totals_as_named(gradient_job *of) {
    const kl_measure_job *job = &of->job;
    const kl_total p = job->exchanged ? job->q_total : job->p_total;
    const kl_total q = job->exchanged ? job->p_total : job->q_total;
    if (job->scale.mode == KL_SCALE_UNIT)
        kl_scale_unit(&of->scale);
    else
        kl_scale_set(&of->scale, p, q);
    of->q_unit = ldexp(1.0 / q.hi, -q.exponent);
}

/* Slopes as they are, then less their mean under q: only that part keeps the total. */
static void fill(const gradient_job *of, kl_gradient_of with, double *gradient) {
    const kl_measure_job *job = &of->job;
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < job->first.n; i++) {
        double p, q;
        kl_array_read(job->first, i, 1, &p);
        kl_array_read(job->second, i, 1, &q);
        gradient[i] = p == 0.0 && q == 0.0 ? slope_at(of, 0.0, 1.0) : slope_at(of, p, q);
        if (q > 0.0)
            kl_exact_sum_add(&sum, q * of->q_unit * gradient[i]);
    }
    const double mean = kl_exact_sum_round(&sum);
    for (size_t i = 0; i < job->first.n; i++) {
        double q;
        kl_array_read(job->second, i, 1, &q);
        const double share = q * of->q_unit, centred = gradient[i] - mean;
        gradient[i] = with == KL_GRADIENT_WEIGHTS ? centred * of->q_unit
                      : share > 0.0               ? share * centred
                                                  : 0.0;
    }
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
        status = check(&of, error);
    if (status == KL_OK)
        status = kl_measure_job_value(&of.job, &of.value, error);
    if (status != KL_OK)
        return status;
    if (isinf(of.value))
        return kl_fail(error, KL_ERROR_VALUE, "%s is infinite here: it has no gradient",
                       of.job.row.measure.name);
    totals_as_named(&of);
    fill(&of, with, gradient);
    return KL_OK;
}
