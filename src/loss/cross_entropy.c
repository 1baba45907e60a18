/* SPDX-License-Identifier: Apache-2.0 */
/* Cross-entropy of index targets: what is needed before the rows, and the rows in tasks. */
#include "loss/cross_entropy.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* A task of so many logits, or targets, is worth having a thread for; less than a few of them, waking one. */
enum { TASK_LOGITS = 1 << 16, TASKS_LEAST = 4, TASK_TARGETS = 1 << 16 };

/* ── Before the rows: weights, targets and the divisor ── */

static kl_status set_class_weights(kl_cross_entropy_job *job, kl_error *error) {
    const kl_array given = job->options.class_weights;
    kl_class_weights *weights = &job->weights;
    weights->total = (double)job->logits.columns;
    if (given.n == 0)
        return KL_OK;
    weights->wide = kl_alloc(given.n, sizeof *weights->wide);
    weights->narrow = kl_alloc(given.n, sizeof *weights->narrow);
    if (weights->wide == NULL || weights->narrow == NULL)
        return kl_fail_memory(error, "class weights",
                              given.n * (sizeof *weights->wide + sizeof *weights->narrow));
    kl_array_read(given, 0, given.n, weights->wide);
    weights->total = 0;
    for (size_t c = 0; c < given.n; c++) {
        if (!(weights->wide[c] >= 0 && weights->wide[c] <= KL_WEIGHT_LARGEST))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)c, -1,
                              "class_weights: the one of class %zu is %g: a weight is from 0 "
                              "to 1e30",
                              c, weights->wide[c]);
        weights->narrow[c] = kl_narrow_weight(weights->wide[c]);
        weights->total += weights->wide[c];
    }
    return KL_OK;
}

/* An array may have one number for all rows, or none: 1. */
static void read_factors(kl_array array, size_t first, size_t n, double *out) {
    double same = 1;
    if (array.n > 1) {
        kl_array_read(array, first, n, out);
        return;
    }
    if (array.n == 1)
        kl_array_read(array, 0, 1, &same);
    for (size_t i = 0; i < n; i++)
        out[i] = same;
}

void kl_row_targets_read(const kl_cross_entropy_job *job, size_t first, size_t n,
                         kl_row_targets *out) {
    if (job->is_soft)
        memset(out->target, 0, n * sizeof *out->target); /* any class: it is not looked at */
    else
        kl_array_read(job->targets, first, n, out->target);
    read_factors(job->options.row_weights, first, n, out->weight);
    if (job->gradient.data != NULL) {
        read_factors(job->gradient.upstream, first, n, out->upstream);
        for (size_t i = 0; i < n; i++) /* one NaN for all, as the kernels want it */
            out->upstream[i] = isnan(out->upstream[i]) ? (double)NAN : out->upstream[i];
    }
    for (size_t i = n; i < KL_PIECE; i++)
        out->target[i] = out->weight[i] = out->upstream[i] = 0;
}

/* Without branches: they are many. */
static int is_good(double target, double weight, double columns, double ignored) {
    return (weight >= 0) & (weight < INFINITY) &
           (((target >= 0) & (target < columns)) | (target == ignored));
}

static kl_status refuse_target(const kl_cross_entropy_job *job, size_t row, double target,
                               double weight, kl_error *error) {
    if (!(weight >= 0 && weight < INFINITY))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "row_weights: the one of row %zu is %g: a weight is finite and not "
                          "negative",
                          row, weight);
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "targets: row %zu has class %.0f of %zu (ignore_index is %" PRId64 ")", row,
                      target, job->logits.columns, job->options.ignore_index);
}

static size_t task_end(const kl_cross_entropy_job *job, size_t begin, size_t task_rows) {
    const size_t left = job->logits.rows - begin;
    return begin + (left < task_rows ? left : task_rows);
}

static size_t shares(size_t n, size_t of) {
    return n / of + (n % of != 0);
}

/* In order. */
static double add_tasks(const kl_cross_entropy_job *job, kl_task_rows tasks) {
    double total = 0;
    for (size_t i = 0; i < tasks.count; i++)
        total += job->task_sum[i];
    return total;
}

static int are_few_logits(kl_matrix logits) {
    return logits.rows < TASKS_LEAST * TASK_LOGITS / logits.columns;
}

static kl_status set_tasks(kl_cross_entropy_job *job, kl_error *error) {
    const size_t rows = job->logits.rows, columns = job->logits.columns;
    const size_t task_rows = are_few_logits(job->logits) ? rows + (rows == 0)
                             : columns < TASK_LOGITS     ? TASK_LOGITS / columns
                                                         : 1;
    job->logit_tasks = (kl_task_rows){task_rows, shares(rows, task_rows)};
    job->target_tasks = (kl_task_rows){TASK_TARGETS, shares(rows, TASK_TARGETS)};
    const size_t most = job->logit_tasks.count > job->target_tasks.count ? job->logit_tasks.count
                                                                         : job->target_tasks.count;
    job->task_sum = kl_alloc(most, sizeof *job->task_sum);
    return job->task_sum != NULL
               ? KL_OK
               : kl_fail_memory(error, "sums of tasks", most * sizeof *job->task_sum);
}

/* The first of the rows that is not good; KL_PIECE if all are. */
static size_t first_bad(const kl_cross_entropy_job *job, const kl_row_targets *rows) {
    const double columns = (double)job->logits.columns, ignored = kl_ignored_target(job);
    int good = 1;
    for (size_t i = 0; i < KL_PIECE; i++)
        good &= is_good(rows->target[i], rows->weight[i], columns, ignored);
    for (size_t i = 0; i < KL_PIECE && !good; i++)
        if (!is_good(rows->target[i], rows->weight[i], columns, ignored))
            return i;
    return KL_PIECE;
}

/* Four sums, so that none waits for itself. */
static double weigh(const kl_cross_entropy_job *job, const kl_row_targets *rows) {
    const double ignored = kl_ignored_target(job);
    double weight[KL_PIECE], sum[4] = {0};
    for (size_t i = 0; i < KL_PIECE; i++)
        weight[i] = rows->target[i] == ignored ? 0 : rows->weight[i];
    for (size_t i = 0; i < KL_PIECE && job->weights.wide != NULL; i++)
        if (weight[i] > 0)
            weight[i] *= kl_class_weight(job, rows->target[i]);
    for (size_t i = 0; i < KL_PIECE; i += 4)
        for (size_t a = 0; a < 4; a++)
            sum[a] += weight[i + a];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

static kl_status weigh_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const kl_cross_entropy_job *job = context;
    const size_t begin = index * TASK_TARGETS, end = task_end(job, begin, TASK_TARGETS);
    kl_row_targets rows;
    double total = 0;
    for (size_t first = begin; first < end; first += KL_PIECE) {
        const size_t n = kl_piece_size(end, first);
        kl_row_targets_read(job, first, n, &rows);
        const size_t bad = first_bad(job, &rows);
        if (bad < KL_PIECE)
            return refuse_target(job, first + bad, rows.target[bad], rows.weight[bad], error);
        total += weigh(job, &rows);
    }
    job->task_sum[index] = total;
    return KL_OK;
}

/* Looks at all targets, so that nothing is written where one is wrong. */
static kl_status set_divisor(kl_cross_entropy_job *job, kl_error *error) {
    kl_status status =
        kl_pool_run(job->options.pool, job->target_tasks.count, weigh_task, job, error);
    if (status != KL_OK || job->options.reduction != KL_REDUCTION_MEAN)
        return status;
    job->divisor = add_tasks(job, job->target_tasks);
    if (job->divisor > 0)
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE, "no mean: all of %zu rows are ignored or have weight 0",
                   job->logits.rows);
}

/* ── All of it ── */

static kl_status row_task(void *context, size_t index, unsigned worker, kl_error *error) {
    const kl_cross_entropy_job *job = context;
    const size_t begin = index * job->logit_tasks.rows;
    kl_cross_entropy_task *task = kl_are_few(job) ? kl_cross_entropy_few : kl_cross_entropy_rows;
    return task(job, begin, task_end(job, begin, job->logit_tasks.rows), worker,
                &job->task_sum[index], error);
}

static kl_status make_scratch(kl_cross_entropy_job *job, kl_error *error) {
    const size_t threads = kl_pool_threads(job->options.pool), columns = job->logits.columns;
    job->scratch = kl_alloc_zero(threads, sizeof *job->scratch);
    for (size_t i = 0; job->scratch != NULL && i < threads; i++) {
        kl_class_weights *pulls = &job->scratch[i];
        pulls->wide = kl_alloc(columns, sizeof *pulls->wide);
        pulls->narrow = kl_alloc(columns, sizeof *pulls->narrow);
        if (pulls->wide == NULL || pulls->narrow == NULL)
            return kl_fail_memory(error, "rows of targets",
                                  columns * (sizeof *pulls->wide + sizeof *pulls->narrow));
    }
    if (job->scratch == NULL)
        return kl_fail_memory(error, "rows of targets", threads * sizeof *job->scratch);
    return KL_OK;
}

static void free_job(kl_cross_entropy_job *job) {
    const size_t threads = kl_pool_threads(job->options.pool);
    for (size_t i = 0; job->scratch != NULL && i < threads; i++) {
        kl_free(job->scratch[i].wide);
        kl_free(job->scratch[i].narrow);
    }
    kl_free(job->scratch);
    kl_free(job->weights.wide);
    kl_free(job->weights.narrow);
    kl_free(job->task_sum);
}

/* Few rows of many logits keep more threads busy if these share each row, one row after the other. */
static int rows_are_shared(const kl_cross_entropy_job *job) {
    const size_t threads = kl_pool_threads(job->options.pool), rows = job->logits.rows;
    const size_t chunks = kl_chunk_count(job->logits.columns);
    return rows <= 2 * threads && !are_few_logits(job->logits) &&
           rows * shares(chunks, threads) < shares(rows, threads) * chunks;
}

static kl_status run_rows(kl_cross_entropy_job *job, double *loss, kl_error *error) {
    kl_pool *pool = job->options.pool;
    job->reader =
        kl_logit_reader_of(job->logits, job->options.softcap, job->options.temperature, pool);
    if (rows_are_shared(job)) {
        job->reader.pool = pool;
        pool = NULL;
    }
    kl_status status = kl_pool_run(pool, job->logit_tasks.count, row_task, job, error);
    if (status == KL_OK && job->options.reduction != KL_REDUCTION_NONE)
        *loss = add_tasks(job, job->logit_tasks) / job->divisor;
    return status;
}

static kl_status compute(kl_cross_entropy_job *job, const kl_cross_entropy_options *options,
                         const kl_loss_rows *rows, const kl_loss_gradient *gradient, double *loss,
                         kl_error *error) {
    kl_status status = kl_cross_entropy_check(job, options, rows, gradient, loss, error);
    if (status != KL_OK)
        return status;
    job->divisor = 1;
    status = set_class_weights(job, error);
    if (status == KL_OK)
        status = set_tasks(job, error);
    if (status == KL_OK)
        status = set_divisor(job, error);
    if (status == KL_OK && job->is_soft)
        status = make_scratch(job, error);
    if (status == KL_OK)
        status = run_rows(job, loss, error);
    free_job(job);
    return status;
}

kl_status kl_loss_cross_entropy(kl_matrix logits, kl_array targets,
                                const kl_cross_entropy_options *options, const kl_loss_rows *rows,
                                const kl_loss_gradient *gradient, double *loss, kl_error *error) {
    kl_cross_entropy_job job = {.logits = logits, .targets = targets};
    return compute(&job, options, rows, gradient, loss, error);
}

kl_status kl_loss_soft_cross_entropy(kl_matrix logits, kl_matrix targets,
                                     const kl_cross_entropy_options *options,
                                     const kl_loss_rows *rows, const kl_loss_gradient *gradient,
                                     double *loss, kl_error *error) {
    kl_cross_entropy_job job = {.logits = logits, .soft = targets, .is_soft = 1};
    return compute(&job, options, rows, gradient, loss, error);
}
