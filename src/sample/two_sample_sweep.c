/* SPDX-License-Identifier: Apache-2.0 */
/* Kolmogorov–Smirnov, Cramér and energy of two samples of numbers. */
#include "sample/two_sample.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/interval.h"
#include "sample/scaled.h"
#include "sample/sweep.h"

/* Rounding of a sum of terms that are not negative, as a share of it. */
#define ROUNDING 1e-12

typedef struct sweep_test {
    const kl_two_sample_job *job;
    uint8_t *label; /* a worker's */
    double *statistic;
    unsigned deals;
} sweep_test;

/* What deals are compared by; it shrinks like 1/n under one distribution. */
static double statistic_of(const kl_two_sample_job *job, const kl_sweep *sweep) {
    return job->id == KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV ? sweep->supremum * sweep->supremum
                                                       : sweep->integral;
}

static kl_status run_deal(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    sweep_test *test = context;
    const kl_pooled *pooled = test->job->pooled;
    const uint8_t *label = pooled->label;
    if (index < test->deals) {
        uint8_t *dealt = test->label + worker * pooled->total;
        kl_relabel_deal(pooled->total, pooled->n, test->job->options->seed, index, dealt);
        label = dealt;
    }
    kl_sweep sweep;
    kl_sweep_run(pooled, label, &sweep);
    test->statistic[index] = statistic_of(test->job, &sweep);
    return KL_OK;
}

static kl_status test_sweep(kl_two_sample_job *job, kl_error *error) {
    const kl_two_sample_options *options = job->options;
    const size_t total = job->pooled->total;
    sweep_test test = {.job = job, .deals = kl_relabel_deals(options->permutations, (double)total)};
    test.label = kl_alloc(kl_pool_threads(options->pool), total);
    test.statistic = kl_alloc((size_t)test.deals + 1, 2 * sizeof *test.statistic);
    kl_status status = KL_OK;
    if (test.label == NULL || test.statistic == NULL)
        status = kl_fail_memory(error, "the permutation test", total);
    if (status == KL_OK)
        status = kl_pool_run(options->pool, (size_t)test.deals + 1, run_deal, &test, error);
    if (status == KL_OK) {
        const double slack = ROUNDING * test.statistic[test.deals];
        job->null = kl_relabel_conclude(test.statistic, test.deals, slack, options->confidence);
    }
    kl_free(test.label);
    kl_free(test.statistic);
    return status;
}

/* ── The largest difference ───────────────────────────────────────────────────────────────────── */

/* Two-sample form of the Dvoretzky–Kiefer–Wolfowitz bound with Massart's constant (Wei and Dudley 2012): the
 * largest |F − G| of the samples is no farther from the true one than the largest error of their difference. */
static void fill_band(const kl_pooled *pooled, double confidence, kl_estimate *value) {
    const double n = (double)pooled->n[0], m = (double)pooled->n[1];
    const double reach = sqrt(kl_log(2 / (1 - confidence)) / 2 * (1 / n + 1 / m));
    value->low = fmax(0, value->value - reach);
    value->high = fmin(1, value->value + reach);
    value->confidence = confidence;
}

kl_status kl_two_sample_supremum(kl_two_sample_job *job, kl_error *error) {
    const kl_pooled *pooled = job->pooled;
    kl_sweep sweep;
    kl_sweep_run(pooled, pooled->label, &sweep);
    kl_status status = test_sweep(job, error);
    if (status != KL_OK)
        return status;
    kl_two_sample_result *out = job->out;
    out->value = kl_estimate_bare(sweep.supremum, KL_UNIT_ONE, KL_METHOD_PLUGIN, pooled->total);
    out->plugin = sweep.supremum;
    out->place = pooled->rows[sweep.place - 1];
    fill_band(pooled, job->options->confidence, &out->value);
    job->signal = sweep.supremum * sweep.supremum - job->null.mean;
    return KL_OK;
}

/* ── The integral ─────────────────────────────────────────────────────────────────────────────── */

/* In terms of Cramér's distance C, of which energy is twice as much: E|X − Y| − (E|X − X'| + E|Y − Y'|)/2. The
 * V-statistic of that is ∫ (F − G)² to the last digits; its bias is half the mean distances over n and m. */
static void fill_integral(kl_two_sample_job *job, const kl_contrast *c, double integral) {
    const kl_pooled *pooled = job->pooled;
    const double factor = job->id == KL_TWO_SAMPLE_ENERGY ? 2 : 1;
    kl_jackknife side[2] = {c->side[0], c->side[1]};
    const double bias = c->within[0] / (double)pooled->n[0] + c->within[1] / (double)pooled->n[1];
    for (int s = 0; s < 2; s++)
        side[s].variance *= factor * factor / 4;
    kl_two_sample_result *out = job->out;
    kl_contrast_fill(job, factor * (integral - bias / 2), side, INFINITY,
                     factor * job->null.deviation);
    out->plugin = factor * integral;
}

static kl_status scale_back(int exponent, kl_two_sample_result *out, kl_error *error) {
    kl_estimate *value = &out->value;
    double *const numbers[] = {&out->plugin, &value->value, &value->standard_error, &value->low,
                               &value->high};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = ldexp(*numbers[i], exponent);
    return isinf(value->value) || isinf(out->plugin)
               ? kl_fail(error, KL_ERROR_VALUE, "the distance is more than a double holds")
               : KL_OK;
}

/* Numbers below 1 in size: no square leaves the doubles. */
static kl_status fill_scaled(kl_two_sample_job *job, kl_error *error) {
    const kl_pooled *pooled = job->pooled;
    double(*row)[2] = kl_alloc(pooled->total, sizeof *row);
    if (row == NULL)
        return kl_fail_memory(error, "the distances of numbers", pooled->total * sizeof *row);
    kl_status status = test_sweep(job, error);
    if (status == KL_OK) {
        kl_sweep sweep;
        kl_sweep_run(pooled, pooled->label, &sweep);
        kl_sweep_distances(pooled, row);
        const kl_contrast contrast = kl_contrast_of(pooled, (const double(*)[2])row);
        fill_integral(job, &contrast, sweep.integral);
        job->signal =
            job->id == KL_TWO_SAMPLE_ENERGY ? job->out->value.value / 2 : job->out->value.value;
    }
    kl_free(row);
    return status;
}

kl_status kl_two_sample_integral(kl_two_sample_job *job, kl_error *error) {
    const kl_pooled *pooled = job->pooled;
    if (!isfinite(pooled->rows[pooled->total - 1] - pooled->rows[0]))
        return kl_fail(error, KL_ERROR_VALUE,
                       "numbers from %g to %g: their range is more than a double holds",
                       pooled->rows[0], pooled->rows[pooled->total - 1]);
    kl_scaled scaled;
    kl_status status = kl_scaled_new(pooled, &scaled, error);
    if (status != KL_OK)
        return status;
    kl_pooled small = *pooled;
    small.rows = scaled.rows;
    job->pooled = &small;
    status = fill_scaled(job, error);
    job->pooled = pooled;
    if (status == KL_OK)
        status = scale_back(scaled.exponent, job->out, error);
    kl_scaled_clear(&scaled);
    return status;
}
