/* SPDX-License-Identifier: Apache-2.0 */
/* Cross-entropy of index targets: what is needed before the rows, and the rows in tasks. */
#include "loss/cross_entropy.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "loss/check.h"

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

void kl_row_targets_read(const kl_cross_entropy_job *job, size_t first, size_t n,
                         kl_row_targets *out) {
    if (job->is_soft)
        memset(out->target, 0, n * sizeof *out->target); /* any class: it is not looked at */
    else
        kl_indices_read(job->targets, first, n, job->options.ignore_index, out->target);
    kl_factors_read(job->options.row_weights, first, n, out->weight);
    if (job->gradient.data != NULL)
        kl_factors_read(job->gradient.upstream, first, n, out->upstream);
    for (size_t i = n; i < KL_PIECE; i++)
        out->target[i] = out->weight[i] = out->upstream[i] = 0;
}

static kl_status check_target(const kl_cross_entropy_job *job, size_t row, double target,
                              double weight, kl_error *error) {
    kl_status status = kl_check_weight(weight, row, error);
    if (status != KL_OK || kl_is_ignored(job, target) ||
        (target >= 0 && target < (double)job->logits.columns))
        return status;
    return kl_refuse_index(job->targets, row, job->logits.columns, job->options.ignore_index,
                           error);
}

/* Without branches: they are many. */
static int is_good(double target, double weight, double columns, double ignored) {
    return (weight >= 0) & (weight < INFINITY) &
           (((target >= 0) & (target < columns)) | (target == ignored));
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
    const kl_row_tasks *tasks = &job->target_tasks;
    const size_t begin = kl_task_begin(tasks, index), end = kl_task_end(tasks, index);
    kl_row_targets rows;
    double total = 0;
    for (size_t first = begin; first < end; first += KL_PIECE) {
        kl_row_targets_read(job, first, kl_piece_size(end, first), &rows);
        const size_t bad = first_bad(job, &rows);
        if (bad < KL_PIECE)
            return check_target(job, first + bad, rows.target[bad], rows.weight[bad], error);
        total += weigh(job, &rows);
    }
    tasks->sum[index] = total;
    return KL_OK;
}

/* Looks at all targets, so that nothing is written where one is wrong. */
static kl_status set_divisor(kl_cross_entropy_job *job, kl_error *error) {
    kl_status status =
        kl_pool_run(job->options.pool, job->target_tasks.tasks, weigh_task, job, error);
    if (status != KL_OK || job->options.reduction != KL_REDUCTION_MEAN)
        return status;
    job->divisor = kl_row_tasks_total(&job->target_tasks);
    if (job->divisor > 0)
        return kl_check_weights_total(job->divisor, error);
    return kl_fail(error, KL_ERROR_VALUE, "no mean: all of %zu rows are ignored or have weight 0",
                   job->logits.rows);
}

kl_status kl_cross_entropy_prepare(kl_cross_entropy_job *job, kl_error *error) {
    job->divisor = 1;
    kl_status status = set_class_weights(job, error);
    if (status == KL_OK)
        status = kl_row_tasks_set(&job->tasks, job->logits.rows, job->logits.columns, error);
    if (status == KL_OK)
        status = kl_row_tasks_set(&job->target_tasks, job->logits.rows, 1, error);
    if (status == KL_OK)
        status = set_divisor(job, error);
    return status;
}

/* The kernels of f32 weigh classes by numbers of f32: these hold what a gradient is made of unless the weights, or the
 * divisor beside them, are far below 1. */
static int weights_are_narrow(const kl_cross_entropy_job *job) {
    const double total = job->weights.total;
    return job->weights.wide == NULL || (total >= 1e-15 && job->divisor >= 1e-20 * total);
}

void kl_cross_entropy_set_reader(kl_cross_entropy_job *job) {
    const kl_cross_entropy_options *options = &job->options;
    job->reader =
        kl_logit_reader_of(job->logits, options->softcap, options->temperature, options->pool);
    if (!weights_are_narrow(job))
        job->reader.narrow = NULL;
}

/* ── All of it ── */

static kl_status row_task(void *context, size_t index, unsigned worker, kl_error *error) {
    const kl_cross_entropy_job *job = context;
    return kl_cross_entropy_rows(job, kl_task_begin(&job->tasks, index),
                                 kl_task_end(&job->tasks, index), worker, &job->tasks.sum[index],
                                 error);
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

void kl_cross_entropy_free(kl_cross_entropy_job *job) {
    const size_t threads = kl_pool_threads(job->options.pool);
    for (size_t i = 0; job->scratch != NULL && i < threads; i++) {
        kl_free(job->scratch[i].wide);
        kl_free(job->scratch[i].narrow);
    }
    kl_free(job->scratch);
    kl_free(job->weights.wide);
    kl_free(job->weights.narrow);
    kl_row_tasks_free(&job->tasks);
    kl_row_tasks_free(&job->target_tasks);
}

static size_t shares(size_t n, size_t of) {
    return n / of + (n % of != 0);
}

/* Few rows of many logits keep more threads busy if these share each row, one row after the other. */
static int rows_are_shared(const kl_cross_entropy_job *job) {
    const size_t threads = kl_pool_threads(job->options.pool), rows = job->logits.rows;
    const size_t chunks = kl_chunk_count(job->logits.columns);
    return rows <= 2 * threads && !kl_is_one_task(rows, job->logits.columns) &&
           rows * shares(chunks, threads) < shares(rows, threads) * chunks;
}

static kl_status run_rows(kl_cross_entropy_job *job, double *loss, kl_error *error) {
    kl_pool *pool = job->options.pool;
    kl_cross_entropy_set_reader(job);
    if (rows_are_shared(job)) {
        job->reader.pool = pool;
        pool = NULL;
    }
    kl_status status = kl_pool_run(pool, job->tasks.tasks, row_task, job, error);
    if (status == KL_OK && job->options.reduction != KL_REDUCTION_NONE)
        *loss = kl_row_tasks_total(&job->tasks) / job->divisor;
    return status;
}

static kl_status compute(kl_cross_entropy_job *job, const kl_cross_entropy_options *options,
                         const kl_loss_rows *rows, const kl_loss_gradient *gradient, double *loss,
                         kl_error *error) {
    kl_status status = kl_cross_entropy_check_logits(job, gradient, error);
    if (status == KL_OK)
        status = kl_cross_entropy_check(job, options, rows, loss, error);
    if (status != KL_OK)
        return status;
    status = kl_cross_entropy_prepare(job, error);
    if (status == KL_OK && job->is_soft)
        status = make_scratch(job, error);
    if (status == KL_OK)
        status = run_rows(job, loss, error);
    kl_cross_entropy_free(job);
    return status;
}

kl_status kl_loss_cross_entropy(kl_matrix logits, kl_array targets,
                                const kl_cross_entropy_options *options, const kl_loss_rows *rows,
                                const kl_loss_gradient *gradient, double *loss, kl_error *error) {
    kl_cross_entropy_job job = {.logits = logits, .name = "logits", .targets = targets};
    return compute(&job, options, rows, gradient, loss, error);
}

kl_status kl_loss_soft_cross_entropy(kl_matrix logits, kl_matrix targets,
                                     const kl_cross_entropy_options *options,
                                     const kl_loss_rows *rows, const kl_loss_gradient *gradient,
                                     double *loss, kl_error *error) {
    kl_cross_entropy_job job = {.logits = logits, .name = "logits", .soft = targets, .is_soft = 1};
    return compute(&job, options, rows, gradient, loss, error);
}
