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
        kl_array_read(job->targets, first, n, out->target);
    kl_factors_read(job->options.row_weights, first, n, out->weight);
    kl_factors_read(job->gradient.upstream, first, n, out->upstream);
}

static kl_status check_target(const kl_cross_entropy_job *job, size_t row, double target,
                              double weight, kl_error *error) {
    kl_status status = kl_check_weight(weight, row, error);
    if (status != KL_OK || kl_is_ignored(job, target) ||
        (target >= 0 && target < (double)job->logits.columns))
        return status;
    return kl_refuse_index(target, row, job->logits.columns, job->options.ignore_index, error);
}

static kl_status weigh_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const kl_cross_entropy_job *job = context;
    const size_t begin = kl_task_begin(&job->tasks, index), end = kl_task_end(&job->tasks, index);
    kl_row_targets row;
    double total = 0;
    for (size_t first = begin; first < end; first += KL_PIECE) {
        const size_t n = kl_piece_size(end, first);
        kl_row_targets_read(job, first, n, &row);
        for (size_t i = 0; i < n; i++) {
            kl_status status = check_target(job, first + i, row.target[i], row.weight[i], error);
            if (status != KL_OK)
                return status;
            if (!kl_is_ignored(job, row.target[i]))
                total += row.weight[i] * kl_class_weight(job, row.target[i]);
        }
    }
    job->tasks.sum[index] = total;
    return KL_OK;
}

/* Looks at all targets, so that nothing is written where one is wrong. */
static kl_status set_divisor(kl_cross_entropy_job *job, kl_error *error) {
    kl_status status = kl_pool_run(job->options.pool, job->tasks.tasks, weigh_task, job, error);
    if (status != KL_OK || job->options.reduction != KL_REDUCTION_MEAN)
        return status;
    job->divisor = kl_row_tasks_total(&job->tasks);
    if (job->divisor > 0)
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE, "no mean: all of %zu rows are ignored or have weight 0",
                   job->logits.rows);
}

kl_status kl_cross_entropy_prepare(kl_cross_entropy_job *job, kl_error *error) {
    job->divisor = 1;
    kl_status status = set_class_weights(job, error);
    if (status == KL_OK)
        status = kl_row_tasks_set(&job->tasks, job->logits.rows, job->logits.columns, error);
    if (status == KL_OK)
        status = set_divisor(job, error);
    return status;
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
}

static kl_status run_rows(kl_cross_entropy_job *job, double *loss, kl_error *error) {
    job->reader = kl_logit_reader_of(job->logits, job->options.softcap, job->options.temperature,
                                     job->options.pool);
    kl_status status = kl_pool_run(job->options.pool, job->tasks.tasks, row_task, job, error);
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
