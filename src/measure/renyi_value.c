/* SPDX-License-Identifier: Apache-2.0 */
/* The Rényi divergence from its sum, and where there is none. */
#include "measure/renyi_value.h"

#include <float.h>

#include "base/exact_sum.h"
#include "measure/ratio.h"

/* The mass of q where p has some. */
static double covered(const kl_measure_job *job, kl_total q_total) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < job->second.n; i++) {
        double p, q;
        kl_array_read(job->first, i, 1, &p);
        kl_array_read(job->second, i, 1, &q);
        if (p > 0.0)
            kl_exact_sum_add(&sum, ldexp(q, -q_total.exponent));
    }
    return kl_exact_sum_round(&sum) / q_total.hi;
}

/* Order 0: −ln of that mass, from the smaller one of it and the rest. */
static double of_supports(const kl_measure_job *job) {
    const kl_total q_total = job->exchanged ? job->p_total : job->q_total;
    double rest;
    uint64_t symbols;
    kl_measure_job_uncovered(job->second, job->first, q_total, &rest, &symbols);
    return rest < 0.5 ? -kl_log1p(-rest) : -kl_log(covered(job, q_total));
}

/* Order ∞: the largest ln(p/q). A symbol of p whose share is too small for the kernel's quotient is taken alone. */
static double largest_ratio(const kl_measure_job *job) {
    double p[KL_BLOCK], q[KL_BLOCK], term[KL_BLOCK], largest = 0.0;
    for (size_t first = 0; first < job->p.n; first += KL_BLOCK) {
        const size_t n = job->p.n - first < KL_BLOCK ? job->p.n - first : KL_BLOCK;
        kl_array_read(job->p, first, n, p);
        kl_array_read(job->q, first, n, q);
        job->kernels->map[KL_TERM_LOG_RATIO](p, q, n, &job->scale, term);
        for (size_t i = 0; i < n; i++) {
            const double x = p[i] * job->scale.p_step * job->scale.p_factor;
            if (x > 0x1p-900)
                largest = fmax(largest, term[i] / x);
            else if (p[i] > 0.0)
                largest = fmax(largest, kl_weight_log_ratio(&job->scale, p[i], q[i]));
        }
    }
    return largest;
}

/* ln of p^a q^(1−a) of one symbol, b = a − 1. */
static double log_power(const kl_measure_job *job, size_t i, double b) {
    double p, q;
    kl_array_read(job->p, i, 1, &p);
    kl_array_read(job->q, i, 1, &q);
    return p > 0.0
               ? kl_weight_log_share(&job->scale, p) + b * kl_weight_log_ratio(&job->scale, p, q)
               : -INFINITY;
}

/* ln Σ p^a q^(1−a) where the sum is no number of the doubles: measured by its largest power. */
static double log_of_powers(const kl_measure_job *job, double b) {
    double largest = -INFINITY;
    for (size_t i = 0; i < job->p.n; i++)
        largest = fmax(largest, log_power(job, i, b));
    if (isinf(largest))
        return largest;
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < job->p.n; i++)
        kl_exact_sum_add(&sum, kl_exp(log_power(job, i, b) - largest));
    return largest + kl_log(kl_exact_sum_round(&sum));
}

kl_status kl_measure_affinity(kl_measure_job *job, kl_term affinity, double h, double *value,
                              kl_error *error) {
    if (h <= 0.5) {
        *value = -kl_log1p(-h);
        return KL_OK;
    }
    double sum;
    kl_status status = kl_measure_job_sum(job, affinity, &sum, error);
    if (status == KL_OK)
        *value = sum > 0x1p-900
                     ? -kl_log(sum)
                     : -log_of_powers(job, affinity == KL_TERM_AFFINITY ? -0.5 : job->row.less_one);
    return status;
}

kl_status kl_measure_renyi(kl_measure_job *job, double terms, double *value, kl_error *error) {
    const double a = job->row.measure.parameter.value, sum = job->row.factor * terms;
    kl_status status = KL_OK;
    if (a == 0.0) {
        *value = of_supports(job);
    } else if (isinf(a)) {
        *value = largest_ratio(job);
    } else if (fabs(sum) < DBL_MIN) {
        *value = job->row.factor / (a - 1.0) * terms; /* ln(1 + sum) is sum, less its last bits */
    } else if (a > 1.0) {
        *value = (isinf(sum) ? log_of_powers(job, a - 1.0) : kl_log1p(sum)) / (a - 1.0);
    } else {
        status = kl_measure_affinity(job, a == 0.5 ? KL_TERM_AFFINITY : KL_TERM_POWER_AFFINITY,
                                     -sum, value, error);
        if (status == KL_OK)
            *value /= 1.0 - a;
    }
    return status;
}
