/* SPDX-License-Identifier: Apache-2.0 */
/* Energy distance of points, and the maximum mean discrepancy, from all pairs. */
#include "sample/two_sample.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/kernel.h"
#include "sample/kernel_sums.h"

/* Multiplications of kernels and labels that cost as much as dealing one label does. */
#define PAIRS_A_LABEL 80
/* Rounding of the sums over all pairs, as a share of the mean kernel. */
#define ROUNDING 1e-12

/* What the sums are of. */
typedef struct kernel {
    double sign;      /* of the contrast */
    double itself;    /* the kernel of a point and itself */
    double steepness; /* −1/(2σ²); 0: the distance */
    int exponent;     /* a value is in units of 2^exponent */
} kernel;

/* The V-statistic of a deal: all pairs, also of a point and itself. */
static double plugin_of(const kernel *k, const kl_kernel_sums *sums, const kl_pooled *pooled,
                        size_t deal) {
    const int second = pooled->n[1] < pooled->n[0];
    const double n = (double)pooled->n[second], m = (double)pooled->n[1 - second];
    const double inside = sums->inside[deal], between = sums->touching[deal] - inside;
    const double rest = sums->all - inside - 2 * between;
    return k->sign * ((inside + n * k->itself) / (n * n) + (rest + m * k->itself) / (m * m) -
                      2 * between / (n * m));
}

static kl_status test_sums(kl_two_sample_job *job, const kernel *k, const kl_kernel_sums *sums,
                           unsigned deals, kl_error *error) {
    const double total = (double)job->pooled->total;
    double *statistic = kl_alloc((size_t)deals + 1, 2 * sizeof *statistic);
    if (statistic == NULL)
        return kl_fail_memory(error, "the permutation test", deals * 2 * sizeof *statistic);
    for (size_t deal = 0; deal <= deals; deal++)
        statistic[deal] = plugin_of(k, sums, job->pooled, deal);
    const double slack = ROUNDING * (sums->all / (total * total) + k->itself);
    job->null = kl_relabel_conclude(statistic, deals, slack, job->options->confidence);
    kl_free(statistic);
    return KL_OK;
}

static void fill(kl_two_sample_job *job, const kernel *k, const kl_kernel_sums *sums,
                 unsigned deals) {
    const kl_contrast c = kl_contrast_of(job->pooled, (const double(*)[2])sums->row);
    const double unbiased = k->sign * (c.within[0] + c.within[1] - 2 * c.between);
    const double upper = job->id == KL_TWO_SAMPLE_MMD ? 2 : INFINITY;
    kl_contrast_fill(job, unbiased, c.side, upper, job->null.deviation);
    kl_estimate *value = &job->out->value;
    job->signal = unbiased;
    job->out->plugin = ldexp(fmax(0, plugin_of(k, sums, job->pooled, deals)), k->exponent);
    double *numbers[] = {&value->value, &value->standard_error, &value->low, &value->high};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = ldexp(*numbers[i], k->exponent);
}

static kl_status compute(kl_two_sample_job *job, const kl_scaled *points, kl_error *error) {
    const kl_two_sample_options *options = job->options;
    const double total = (double)job->pooled->total;
    const unsigned deals = kl_relabel_deals(options->permutations, total * total / PAIRS_A_LABEL);
    kernel k = {-1, 0, 0, points->exponent};
    kl_status status = KL_OK;
    if (job->id == KL_TWO_SAMPLE_MMD) {
        k = (kernel){1, 1, 0, 0};
        status = kl_kernel_steepness(points, options, job->out, &k.steepness, error);
    }
    kl_kernel_sums sums;
    if (status == KL_OK)
        status = kl_kernel_sums_new(points, k.steepness, deals, options->seed, options->pool, &sums,
                                    error);
    if (status != KL_OK)
        return status;
    status = test_sums(job, &k, &sums, deals, error);
    if (status == KL_OK)
        fill(job, &k, &sums, deals);
    kl_kernel_sums_clear(&sums);
    return status;
}

kl_status kl_two_sample_kernel(kl_two_sample_job *job, kl_error *error) {
    kl_scaled points;
    kl_status status = kl_scaled_new(job->pooled, &points, error);
    if (status == KL_OK)
        status = compute(job, &points, error);
    kl_scaled_clear(&points);
    return status;
}
