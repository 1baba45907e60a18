/* SPDX-License-Identifier: Apache-2.0 */
/* Two exponential sources and what is true of them: for the coverage of intervals of two samples. */
#ifndef TESTS_SAMPLE_TWO_SAMPLES_H
#define TESTS_SAMPLE_TWO_SAMPLES_H

#include <math.h>
#include <stdlib.h>

#include "kernels/scalar.h"

#include <kullback/sample.h>

/* σ of the kernel in these simulations. */
#define TWO_SAMPLE_BANDWIDTH 1.0

/*
 * Of exponentials with mean 1 and μ. With r = 1/μ: ∫ (e^−x − e^−rx)² dx = 1/2 − 2/(1 + r) + 1/(2r). The largest
 * difference is where e^−x = r e^−rx. The kernel's means are sums over a fine grid of differences: X − Y of
 * two exponentials of rates a and b has the density ab/(a + b) e^−az above 0 and e^bz below.
 */
static inline double two_sample_kernel_mean(double a, double b) {
    double sum = 0;
    const double step = 1e-3;
    for (double z = step / 2; z < 12 * TWO_SAMPLE_BANDWIDTH; z += step)
        sum += (exp(-a * z) + exp(-b * z)) *
               exp(-z * z / (2 * TWO_SAMPLE_BANDWIDTH * TWO_SAMPLE_BANDWIDTH)) * step;
    return a * b / (a + b) * sum;
}

static inline double two_sample_truth(kl_two_sample_id id, double mean) {
    const double r = 1 / mean, at = r == 1 ? 1 : log(r) / (r - 1);
    const double cramer = 0.5 - 2 / (1 + r) + 1 / (2 * r);
    switch (id) {
    case KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV:
        return fabs(exp(-at) - exp(-r * at));
    case KL_TWO_SAMPLE_CRAMER:
        return cramer;
    case KL_TWO_SAMPLE_ENERGY:
        return 2 * cramer;
    default:
        return two_sample_kernel_mean(1, 1) + two_sample_kernel_mean(r, r) -
               2 * two_sample_kernel_mean(1, r);
    }
}

typedef struct two_sample_coverage {
    unsigned runs, covered, alarms;
    double truth, bias; /* of the value */
} two_sample_coverage;

/* Draw `runs` pairs of n and m numbers and see how often intervals hold the truth, and how often p ≤ 0.05. */
static inline two_sample_coverage two_sample_simulate(kl_two_sample_id id, double mean, size_t n,
                                                      size_t m, unsigned runs,
                                                      unsigned permutations) {
    two_sample_coverage out = {.truth = two_sample_truth(id, mean)};
    double *x = malloc((n + m) * sizeof *x);
    kl_two_sample_options options;
    kl_two_sample_options_init(&options);
    options.permutations = permutations;
    options.bandwidth = TWO_SAMPLE_BANDWIDTH;
    for (unsigned run = 0; x != NULL && run < runs; run++) {
        kl_random random;
        kl_random_init(&random, 17, run);
        for (size_t i = 0; i < n + m; i++)
            x[i] = -(i < n ? 1 : mean) * kl_log(kl_random_uniform(&random));
        options.seed = run;
        kl_two_sample_result r;
        const kl_matrix a = {x, n, 1, 1, KL_F64}, b = {x + n, m, 1, 1, KL_F64};
        if (kl_two_sample_compute(id, a, b, &options, &r, NULL) != KL_OK)
            break;
        out.runs++;
        /* 1e-12: the truth itself is rounded where both are one source */
        out.covered += r.value.low <= out.truth + 1e-12 && out.truth <= r.value.high;
        out.alarms += r.p_value.n > 0 && r.p_value.value <= 0.05;
        out.bias += (r.value.value - out.truth) / runs;
    }
    free(x);
    return out;
}

#endif
