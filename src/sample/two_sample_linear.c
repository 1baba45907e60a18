/* SPDX-License-Identifier: Apache-2.0 */
/* The maximum mean discrepancy from disjoint pairs: Gretton et al. 2012, section 6. */
#include "sample/two_sample.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/interval.h"
#include "sample/kernel.h"
#include "sample/student.h"

typedef struct pairs {
    size_t n;
    double *term; /* k(x, x') + k(y, y') − k(x, y') − k(x', y) */
} pairs;

/* The points of a side in an order that is drawn from their canonical one. */
static void shuffle_side(const kl_pooled *pooled, int side, uint64_t seed, size_t *order) {
    size_t n = 0;
    for (size_t i = 0; i < pooled->total; i++)
        if (pooled->label[i] == side)
            order[n++] = i;
    kl_random random;
    kl_random_init(&random, seed, KL_STREAM_SHUFFLE - (uint64_t)side);
    for (size_t i = n - 1; i > 0; i--) {
        const size_t other = (size_t)kl_random_below(&random, i + 1), swap = order[i];
        order[i] = order[other];
        order[other] = swap;
    }
}

static double kernel_of(const kl_scaled *points, double steepness, size_t i, size_t j) {
    const size_t columns = points->pooled->columns;
    const double *x = points->rows + i * columns, *y = points->rows + j * columns;
    double square = 0;
    for (size_t c = 0; c < columns; c++)
        square += (x[c] - y[c]) * (x[c] - y[c]);
    return kl_exp(steepness * square);
}

static void fill_terms(const kl_scaled *points, double steepness, const size_t *x, const size_t *y,
                       pairs *out) {
    for (size_t i = 0; i < out->n; i++, x += 2, y += 2)
        out->term[i] =
            kernel_of(points, steepness, x[0], x[1]) + kernel_of(points, steepness, y[0], y[1]) -
            kernel_of(points, steepness, x[0], y[1]) - kernel_of(points, steepness, x[1], y[0]);
}

/* ── The test ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct sign_test {
    const pairs *of;
    uint64_t seed;
    unsigned deals;
    double *statistic;
} sign_test;

static kl_status run_signs(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    (void)error;
    sign_test *test = context;
    kl_random random;
    kl_random_init(&random, test->seed, index);
    uint64_t bits = 0;
    double sum = 0;
    for (size_t i = 0; i < test->of->n; i++) {
        if (i % 64 == 0)
            bits = index < test->deals ? kl_random_u64(&random) : 0;
        sum += (bits >> (i % 64) & 1) != 0 ? -test->of->term[i] : test->of->term[i];
    }
    test->statistic[index] = sum / (double)test->of->n;
    return KL_OK;
}

static kl_status test_signs(kl_two_sample_job *job, const pairs *of, kl_error *error) {
    const kl_two_sample_options *options = job->options;
    sign_test test = {of, options->seed, kl_relabel_deals(options->permutations, (double)of->n / 8),
                      NULL};
    test.statistic = kl_alloc((size_t)test.deals + 1, 2 * sizeof *test.statistic);
    if (test.statistic == NULL)
        return kl_fail_memory(error, "the permutation test", test.deals * 2 * sizeof(double));
    kl_status status = kl_pool_run(options->pool, (size_t)test.deals + 1, run_signs, &test, error);
    if (status == KL_OK) {
        /* Terms are below 2. */
        job->null = kl_relabel_conclude(test.statistic, test.deals, 1e-14, options->confidence);
        /* Squares shrink like 1/n. */
        job->null.mean = 0;
        job->null.critical *= fabs(job->null.critical);
        job->null.observed *= fabs(job->null.observed);
    }
    kl_free(test.statistic);
    return status;
}

/* ── The value ────────────────────────────────────────────────────────────────────────────────── */

static void fill_value(kl_two_sample_job *job, const pairs *of) {
    const double n = (double)of->n, confidence = job->options->confidence;
    double sum = 0, squares = 0;
    size_t alike = 0;
    for (size_t i = 0; i < of->n; i++) {
        sum += of->term[i];
        alike += of->term[i] == of->term[0];
    }
    for (size_t i = 0; i < of->n; i++)
        squares += (of->term[i] - sum / n) * (of->term[i] - sum / n);
    /* Terms that are all alike do not say how far the next one may be. */
    const int few = of->n < KL_BAGS_MIN || alike == of->n;
    const double variance = few ? NAN : squares / (n * (n - 1));
    const kl_jackknife side = {0, variance, of->n < UINT32_MAX ? (unsigned)of->n : UINT32_MAX};
    const kl_interval_rule rule = {2, confidence, 0, 0, 0};
    kl_estimate *value = &job->out->value;
    *value = kl_estimate_bare(0, KL_UNIT_ONE, KL_METHOD_INDEPENDENT, 4 * of->n);
    kl_estimate_fill(value, sum / n, side, kl_jackknife_constant(), rule);
    value->flags |= few ? KL_FLAG_FEW_UNITS : 0;
    job->signal = sum / n * fabs(sum / n);
}

static kl_status compute(kl_two_sample_job *job, const kl_scaled *points, pairs *of,
                         kl_error *error) {
    const kl_pooled *pooled = job->pooled;
    double steepness = 0;
    kl_status status = kl_kernel_steepness(points, job->options, job->out, &steepness, error);
    if (status != KL_OK)
        return status;
    size_t *order = kl_alloc(pooled->total, sizeof *order);
    if (order == NULL)
        return kl_fail_memory(error, "the order of points", pooled->total * sizeof *order);
    shuffle_side(pooled, 0, job->options->seed, order);
    shuffle_side(pooled, 1, job->options->seed, order + pooled->n[0]);
    fill_terms(points, steepness, order, order + pooled->n[0], of);
    kl_free(order);
    fill_value(job, of);
    return test_signs(job, of, error);
}

kl_status kl_two_sample_linear(kl_two_sample_job *job, kl_error *error) {
    const size_t *n = job->pooled->n;
    pairs of = {.n = (n[0] < n[1] ? n[0] : n[1]) / 2};
    kl_scaled points;
    kl_status status = kl_scaled_new(job->pooled, &points, error);
    of.term = kl_alloc(of.n, sizeof *of.term);
    if (status == KL_OK && of.term == NULL)
        status = kl_fail_memory(error, "the terms of a mean", of.n * sizeof *of.term);
    if (status == KL_OK)
        status = compute(job, &points, &of, error);
    kl_free(of.term);
    kl_scaled_clear(&points);
    return status;
}
