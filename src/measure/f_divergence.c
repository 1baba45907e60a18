/* SPDX-License-Identifier: Apache-2.0 */
/* The f-divergence of somebody's own generator. */
#include "base/error.h"
#include "base/exact_sum.h"
#include "measure/ratio.h"

typedef struct f_job {
    kl_measure_job job;
    kl_named_scale named;
    const kl_generator *generator;
    kl_exact_sum sum, size; /* of terms, of their magnitudes */
} f_job;

static kl_status check(const kl_generator *generator, kl_error *error) {
    if (generator == NULL || generator->f == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_f_divergence: the generator is NULL");
    if (isnan(generator->at_zero) || isnan(generator->slope_at_infinity))
        return kl_fail(error, KL_ERROR_ARGUMENT, "f(0) is %g, f'(∞) is %g: a limit must be given",
                       generator->at_zero, generator->slope_at_infinity);
    double at_one = generator->f(1.0, 0.0, generator->context);
    if (!(at_one == 0.0))
        return kl_fail(error, KL_ERROR_VALUE, "f(1) is %g: it must be 0", at_one);
    return KL_OK;
}

/* y f(x/y), with its limits where one is zero beside the other. */
static double term_of(const f_job *of, double p, double q) {
    const kl_generator *generator = of->generator;
    if (p == 0.0 && q == 0.0)
        return 0.0;
    double less_one, t = kl_weight_ratio(&of->named.scale, p, q, &less_one);
    if (t == 0.0)
        return kl_weight_share(q, of->named.q_total) * generator->at_zero;
    if (isinf(t))
        return kl_weight_share(p, of->named.p_total) * generator->slope_at_infinity;
    return kl_weight_share(q, of->named.q_total) * generator->f(t, less_one, generator->context);
}

static kl_status add_terms(f_job *of, kl_error *error) {
    for (size_t i = 0; i < of->job.first.n; i++) {
        double p, q;
        kl_array_read(of->job.first, i, 1, &p);
        kl_array_read(of->job.second, i, 1, &q);
        double term = term_of(of, p, q);
        if (isnan(term))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "f is NaN for symbol %zu, where p is %g and q is %g", i, p, q);
        kl_exact_sum_add(&of->sum, term);
        kl_exact_sum_add(&of->size, fabs(term));
    }
    return KL_OK;
}

/* Jensen's inequality: what is below 0 by more than the rounding of f's own terms is no f-divergence. */
static kl_status finish(const f_job *of, kl_estimate *out, kl_error *error) {
    double value = kl_exact_sum_round(&of->sum), size = kl_exact_sum_round(&of->size);
    if (value < -0x1p-40 * size || value == -INFINITY || isnan(value))
        return kl_fail(error, KL_ERROR_VALUE,
                       "the sum is %g: f is not convex, or its limits are not f(0) and f'(∞)",
                       value);
    *out = kl_estimate_exact(value > 0.0 ? value : 0.0, KL_UNIT_ONE);
    if (value < 0.0)
        out->flags |= KL_FLAG_CLIPPED;
    return KL_OK;
}

kl_status kl_f_divergence(const kl_generator *generator, kl_array p, kl_array q,
                          const kl_measure_options *options, kl_estimate *out, kl_error *error) {
    f_job of = {.generator = generator};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_f_divergence: out is NULL");
    kl_status status = check(generator, error);
    if (status != KL_OK)
        return status;
    /* Checks and totals are those of a measure without a parameter. */
    status = kl_measure_job_begin(&of.job, NULL, KL_DIVERGENCE, p, q, options, error);
    if (status == KL_OK)
        status = kl_measure_job_check(&of.job, error);
    if (status == KL_OK) {
        kl_named_scale_set(&of.named, &of.job);
        kl_exact_sum_init(&of.sum);
        kl_exact_sum_init(&of.size);
        status = add_terms(&of, error);
    }
    if (status == KL_OK)
        status = finish(&of, out, error);
    if (status == KL_OK) {
        const int due[2] = {isinf(generator->slope_at_infinity) != 0,
                            isinf(generator->at_zero) != 0};
        kl_measure_job_notes(&of.job, due, out);
    }
    kl_measure_job_end(&of.job);
    return status;
}
