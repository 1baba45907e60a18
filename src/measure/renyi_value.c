/* SPDX-License-Identifier: Apache-2.0 */
/* The Rényi divergence from its sum, and where there is none. */
#include "measure/renyi_value.h"

#include "base/exact_sum.h"

#include <float.h>

kl_status kl_measure_affinity(kl_measure_job *job, kl_term affinity, double h, double *value,
                              kl_error *error) {
    if (h <= 0.5) {
        *value = -kl_log1p(-h);
        return KL_OK;
    }
    double sum;
    kl_status status = kl_measure_job_sum(job, affinity, &sum, error);
    if (status == KL_OK)
        *value = sum > 0.0 ? -kl_log(sum) : INFINITY;
    return status;
}

/* Order 0: −ln of the mass of q where p has some. */
static double of_supports(const kl_measure_job *job) {
    double mass;
    uint64_t symbols;
    kl_measure_job_uncovered(job->second, job->first, job->exchanged ? job->p_total : job->q_total,
                             &mass, &symbols);
    return -kl_log1p(-mass);
}

/* A walk over the symbols of p: ln(p/q) of each, and x, which sums to the total of p's fraction. */
typedef void visit(void *context, double x, double log_ratio);

/* What is too small to be divided by is enlarged, on both sides alike. */
#define SMALL 0x1p-500

static void walk_block(const kl_measure_job *job, size_t first, size_t n, visit *visitor,
                       void *context) {
    double p[KL_BLOCK], q[KL_BLOCK], term[KL_BLOCK], shrink[KL_BLOCK];
    const double step = job->scale.p_step, factor = job->scale.p_factor;
    kl_array_read(job->p, first, n, p);
    kl_array_read(job->q, first, n, q);
    for (size_t i = 0; i < n; i++) {
        shrink[i] = p[i] * step * factor < SMALL ? SMALL : 1.0;
        p[i] /= shrink[i];
        q[i] = fmin(q[i] / shrink[i], DBL_MAX);
    }
    job->kernels->map[KL_TERM_LOG_RATIO](p, q, n, &job->scale, term);
    for (size_t i = 0; i < n; i++) {
        const double x = p[i] * step * factor;
        if (x > 0.0)
            visitor(context, x * shrink[i], term[i] / x);
    }
}

static void walk(const kl_measure_job *job, visit *visitor, void *context) {
    for (size_t first = 0; first < job->p.n; first += KL_BLOCK)
        walk_block(job, first, job->p.n - first < KL_BLOCK ? job->p.n - first : KL_BLOCK, visitor,
                   context);
}

static void find_largest(void *context, double x, double log_ratio) {
    double *largest = context;
    (void)x;
    if (log_ratio > *largest)
        *largest = log_ratio;
}

/* Order ∞: the largest ln(p/q). */
static double largest_ratio(const kl_measure_job *job) {
    double largest = 0.0;
    walk(job, find_largest, &largest);
    return largest;
}

typedef struct scaled_sum {
    double largest, less_one;
    kl_exact_sum sum;
} scaled_sum;

static void add_scaled(void *context, double x, double log_ratio) {
    scaled_sum *scaled = context;
    kl_exact_sum_add(&scaled->sum, x * kl_exp(scaled->less_one * (log_ratio - scaled->largest)));
}

/* Σ p (p/q)^(a−1) is above the doubles: measured by its largest power. */
static double of_large_powers(const kl_measure_job *job) {
    scaled_sum scaled = {.largest = largest_ratio(job), .less_one = job->row.less_one};
    kl_exact_sum_init(&scaled.sum);
    if (isinf(scaled.largest))
        return INFINITY;
    walk(job, add_scaled, &scaled);
    double sum = kl_exact_sum_round(&scaled.sum) / job->scale.p_total;
    return scaled.largest + kl_log(sum) / scaled.less_one;
}

kl_status kl_measure_renyi(kl_measure_job *job, double sum, double *value, kl_error *error) {
    const double a = job->row.measure.parameter.value;
    kl_status status = KL_OK;
    if (a == 0.0) {
        *value = of_supports(job);
    } else if (isinf(a)) {
        *value = largest_ratio(job);
    } else if (a > 1.0) {
        *value = isinf(sum) ? of_large_powers(job) : kl_log1p(sum) / (a - 1.0);
    } else {
        status = kl_measure_affinity(job, a == 0.5 ? KL_TERM_AFFINITY : KL_TERM_POWER_AFFINITY,
                                     -sum, value, error);
        if (status == KL_OK)
            *value /= 1.0 - a;
    }
    return status;
}
