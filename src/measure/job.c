/* SPDX-License-Identifier: Apache-2.0 */
/* A computation over two arrays: checks, order, scale, then blocks on the threads of the pool. */
#include "measure/job.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "base/options.h"
#include "measure/totals.h"

#include <pthread.h>

void kl_measure_options_init(kl_measure_options *options) {
    *options = (kl_measure_options){.size = sizeof *options, .parameter = NAN};
}

kl_status kl_measure_check_array(kl_array array, const char *name, kl_error *error) {
    if (array.n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "%s is empty: a distribution needs a symbol", name);
    if (array.data == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: data is NULL", name);
    if (kl_dtype_size(array.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: unknown dtype %d", name, (int)array.dtype);
    return KL_OK;
}

static kl_status check_call(kl_measure_job *job, kl_measure_id id, kl_measure_options *options,
                            const kl_measure_options *given, kl_error *error) {
    kl_measure_options_init(options);
    kl_status status =
        kl_options_read(options, sizeof *options, given, "kl_measure_options", error);
    if (status == KL_OK)
        status = kl_measure_row_at(id, options->parameter, &job->row, error);
    if (status != KL_OK)
        return status;
    if (job->row.term == KL_TERM_NONE) {
        const char *function = job->row.computed_by;
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is no sum over symbols%s%s",
                       job->row.measure.name, function ? ": it is computed by " : "",
                       function ? function : "");
    }
    return kl_measure_check_array(job->first, "p", error);
}

/* −1, 0, 1 as a is below, equal to or above b; both have positive high parts. */
static int compare_totals(kl_total a, kl_total b) {
    int ea, eb;
    double ha = frexp(a.hi, &ea), hb = frexp(b.hi, &eb);
    ea += a.exponent;
    eb += b.exponent;
    if (ea != eb)
        return ea < eb ? -1 : 1;
    if (ha != hb)
        return ha < hb ? -1 : 1;
    double la = ldexp(a.lo, a.exponent - ea), lb = ldexp(b.lo, b.exponent - eb);
    return (la > lb) - (la < lb);
}

static void exchange(kl_measure_job *job) {
    kl_array array = job->p;
    kl_total total = job->p_total;
    job->p = job->q;
    job->q = array;
    job->p_total = job->q_total;
    job->q_total = total;
    job->exchanged = 1;
}

/* What the terms of a row with a parameter need to know. */
static void tell(kl_scale *scale, const kl_measure_row *row) {
    double parameter = row->measure.parameter.value;
    switch (row->term) {
    case KL_TERM_JENSEN_SHANNON:
        scale->weight = parameter;
        scale->other_weight = 1.0 - parameter;
        break;
    case KL_TERM_SKEW:
        scale->weight = 1.0 - parameter;
        scale->other_weight = parameter;
        break;
    case KL_TERM_EXCESS:
        scale->threshold = parameter;
        break;
    case KL_TERM_POWER:
        kl_power_set(&scale->power, row->order, row->less_one);
        break;
    default:
        break;
    }
}

/* New weights are not what was declared of the old ones. */
static int is_declared(const kl_measure_options *options) {
    return options->normalised && options->zeros == KL_ZEROS_EXACT;
}

static kl_status both_totals(kl_measure_job *job, int alone, kl_error *error) {
    kl_status status =
        kl_weights_total(job->kernels, job->pool, job->first, "p", &job->p_total, error);
    job->q_total = job->p_total;
    if (status == KL_OK && !alone)
        status = kl_weights_total(job->kernels, job->pool, job->second, "q", &job->q_total, error);
    return status;
}

static kl_status replace_zeros(kl_measure_job *job, int alone, const kl_measure_options *options,
                               kl_error *error) {
    const size_t n = job->first.n;
    kl_measure_job_uncovered(job->first, job->second, job->p_total, &job->lone.mass[0],
                             &job->lone.symbols[0]);
    kl_measure_job_uncovered(job->second, job->first, job->q_total, &job->lone.mass[1],
                             &job->lone.symbols[1]);
    const kl_array sides[2] = {job->first, job->second};
    const kl_total totals[2] = {job->p_total, job->q_total};
    kl_status status = kl_zeros_new(options, sides, totals, alone ? 1 : 2, &job->replaced, error);
    if (status != KL_OK)
        return status;
    job->p = job->first = kl_f64(job->replaced, n);
    job->q = job->second = kl_f64(alone ? job->replaced : job->replaced + n, n);
    status = both_totals(job, alone, error);
    if (status != KL_OK)
        return status;
    job->lone.moved[0] = kl_zeros_moved(sides[0], totals[0], job->first, job->p_total);
    if (!alone)
        job->lone.moved[1] = kl_zeros_moved(sides[1], totals[1], job->second, job->q_total);
    return KL_OK;
}

static kl_status find_totals(kl_measure_job *job, int alone, const kl_measure_options *options,
                             kl_error *error) {
    kl_status status = kl_zeros_check(options, alone, error);
    if (status != KL_OK)
        return status;
    if (is_declared(options)) {
        job->p_total = job->q_total = (kl_total){1.0, 0.0, 0};
        return KL_OK;
    }
    status = both_totals(job, alone, error);
    return status != KL_OK || options->zeros == KL_ZEROS_EXACT
               ? status
               : replace_zeros(job, alone, options, error);
}

void kl_measure_job_end(kl_measure_job *job) {
    kl_free(job->replaced);
}

kl_status kl_measure_job_begin(kl_measure_job *job, const kl_kernels *kernels, kl_measure_id id,
                               kl_array p, kl_array q, const kl_measure_options *given,
                               kl_error *error) {
    kl_measure_options options;
    *job = (kl_measure_job){.first = p, .second = q};
    kl_status status = check_call(job, id, &options, given, error);
    if (status != KL_OK)
        return status;
    int alone = job->row.self || (job->row.q_optional && q.n == 0);
    if (alone)
        job->second = p;
    else if (q.n != p.n)
        return kl_fail(error, KL_ERROR_MISMATCH, "p has %zu symbols, q has %zu", p.n, q.n);
    else if ((status = kl_measure_check_array(q, "q", error)) != KL_OK)
        return status;
    job->pool = options.pool;
    job->kernels = kernels != NULL ? kernels : kl_kernels_for(options.pool);
    job->zeros = options.zeros;
    job->p = job->first;
    job->q = job->second;
    status = find_totals(job, alone, &options, error);
    if (status != KL_OK)
        return status;
    /* A symmetric measure is computed in an order of its own, so that it is symmetric to the bit. */
    if (job->row.swap || ((job->row.measure.properties & KL_SYMMETRIC) != 0 &&
                          compare_totals(job->p_total, job->q_total) < 0))
        exchange(job);
    if (is_declared(&options))
        kl_scale_unit(&job->scale);
    else
        kl_scale_set(&job->scale, job->p_total, job->q_total);
    tell(&job->scale, &job->row);
    return KL_OK;
}

typedef struct block_job {
    const kl_measure_job *job;
    kl_term term;
    double factor;
    double *terms; /* NULL: only the sum */
    pthread_mutex_t lock;
    kl_exact_sum sum;
} block_job;

static void map_block(const block_job *blocks, const double *p, const double *q, size_t first,
                      size_t n) {
    const kl_measure_job *job = blocks->job;
    double *terms = blocks->terms + first;
    job->kernels->map[blocks->term](p, q, n, &job->scale, terms);
    for (size_t i = 0; i < n; i++)
        terms[i] = blocks->factor * (terms[i] / job->scale.p_total);
}

static kl_status block_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    block_job *blocks = context;
    const kl_measure_job *job = blocks->job;
    double p_buffer[KL_BLOCK], q_buffer[KL_BLOCK];
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    size_t first = index * KL_TASK_ELEMENTS;
    size_t end = job->p.n - first > KL_TASK_ELEMENTS ? first + KL_TASK_ELEMENTS : job->p.n;
    for (; first < end; first += KL_BLOCK) {
        size_t n = end - first < KL_BLOCK ? end - first : KL_BLOCK;
        const double *p = kl_block(job->p, first, n, p_buffer);
        const double *q = kl_block(job->q, first, n, q_buffer);
        if (blocks->terms != NULL) {
            map_block(blocks, p, q, first, n);
            continue;
        }
        double pair[2];
        job->kernels->sum[blocks->term](p, q, n, &job->scale, pair);
        kl_exact_sum_add(&sum, pair[0]);
        kl_exact_sum_add(&sum, pair[1]);
    }
    pthread_mutex_lock(&blocks->lock);
    kl_exact_sum_merge(&blocks->sum, &sum);
    pthread_mutex_unlock(&blocks->lock);
    return KL_OK;
}

static kl_status run_blocks(block_job *blocks, kl_error *error) {
    const kl_measure_job *job = blocks->job;
    if (pthread_mutex_init(&blocks->lock, NULL) != 0)
        return kl_fail_memory(error, "a lock", sizeof blocks->lock);
    kl_exact_sum_init(&blocks->sum);
    size_t tasks = (job->p.n - 1) / KL_TASK_ELEMENTS + 1;
    kl_status status = kl_pool_run(job->pool, tasks, block_task, blocks, error);
    pthread_mutex_destroy(&blocks->lock);
    return status;
}

kl_status kl_measure_job_check(const kl_measure_job *job, kl_error *error) {
    kl_status status = kl_weights_check(job->first, "p", error);
    return status != KL_OK ? status : kl_weights_check(job->second, "q", error);
}

kl_status kl_measure_job_sum(kl_measure_job *job, kl_term term, double *sum, kl_error *error) {
    block_job blocks = {.job = job, .term = term};
    kl_status status = run_blocks(&blocks, error);
    if (status != KL_OK)
        return status;
    *sum = kl_exact_sum_round(&blocks.sum) / job->scale.p_total;
    if (!isnan(*sum))
        return KL_OK;
    /* Only in the unit mode: nobody looked at the weights before. */
    status = kl_measure_job_check(job, error);
    return status != KL_OK ? status
                           : kl_fail(error, KL_ERROR_VALUE,
                                     "the weights overflow: their totals are not 1, as declared");
}

kl_status kl_measure_job_map(kl_measure_job *job, kl_term term, double factor, double *terms,
                             kl_error *error) {
    if (job->scale.mode == KL_SCALE_UNIT) {
        kl_status status = kl_measure_job_check(job, error);
        if (status != KL_OK)
            return status;
    }
    block_job blocks = {.job = job, .term = term, .factor = factor, .terms = terms};
    return run_blocks(&blocks, error);
}

void kl_measure_job_uncovered(kl_array a, kl_array b, kl_total a_total, double *mass,
                              uint64_t *symbols) {
    double a_buffer[KL_BLOCK], b_buffer[KL_BLOCK];
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    *symbols = 0;
    double factor = ldexp(1.0, -a_total.exponent);
    for (size_t first = 0; first < a.n; first += KL_BLOCK) {
        size_t n = a.n - first < KL_BLOCK ? a.n - first : KL_BLOCK;
        const double *x = kl_block(a, first, n, a_buffer), *y = kl_block(b, first, n, b_buffer);
        for (size_t i = 0; i < n; i++)
            if (y[i] == 0.0 && x[i] > 0.0) {
                kl_exact_sum_add(&sum, x[i] * factor);
                ++*symbols;
            }
    }
    double share = kl_exact_sum_round(&sum) / a_total.hi;
    *mass = share < 1.0 ? share : 1.0;
}
