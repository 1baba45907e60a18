/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences of two matrices of logits: weights of rows, and the rows in tasks. */
#include "loss/divergence.h"

#include "base/error.h"
#include "loss/check.h"

/* Factors of rows are read so many at a time. */
enum { PIECE = 64 };

static size_t piece_size(size_t end, size_t first) {
    return end - first < PIECE ? end - first : PIECE;
}

static kl_status weigh_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const kl_divergence_job *job = context;
    const size_t end = kl_task_end(&job->tasks, index);
    double weight[PIECE], total = 0;
    for (size_t first = kl_task_begin(&job->tasks, index); first < end; first += PIECE) {
        const size_t n = piece_size(end, first);
        kl_factors_read(job->options.row_weights, first, n, weight);
        for (size_t i = 0; i < n; i++) {
            kl_status status = kl_check_weight(weight[i], first + i, error);
            if (status != KL_OK)
                return status;
            total += weight[i];
        }
    }
    job->tasks.sum[index] = total;
    return KL_OK;
}

/* Looks at all weights, so that nothing is written where one is wrong. */
static kl_status set_divisor(kl_divergence_job *job, kl_error *error) {
    const kl_reduction reduction = job->options.reduction;
    kl_status status = kl_pool_run(job->options.pool, job->tasks.tasks, weigh_task, job, error);
    job->divisor = 1;
    if (status != KL_OK || reduction == KL_REDUCTION_SUM || reduction == KL_REDUCTION_NONE)
        return status;
    job->divisor =
        reduction == KL_REDUCTION_MEAN ? kl_row_tasks_total(&job->tasks) : (double)job->tasks.rows;
    if (job->divisor > 0)
        return kl_check_weights_total(job->divisor, error);
    return kl_fail(error, KL_ERROR_VALUE, "no mean: all of %zu rows have weight 0",
                   job->tasks.rows);
}

static void clear_row(const kl_divergence_side *side, size_t row) {
    kl_side_clear(side, row);
    if (side->entropy != NULL)
        side->entropy[row] = 0;
}

static kl_status row_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const kl_divergence_job *job = context;
    const size_t end = kl_task_end(&job->tasks, index);
    const double factor = job->scale / job->options.temperature / job->divisor;
    double weight[PIECE], p_upstream[PIECE], q_upstream[PIECE], total = 0;
    for (size_t first = kl_task_begin(&job->tasks, index); first < end; first += PIECE) {
        const size_t n = piece_size(end, first);
        kl_factors_read(job->options.row_weights, first, n, weight);
        kl_factors_read(job->p.gradient.upstream, first, n, p_upstream);
        kl_factors_read(job->q.gradient.upstream, first, n, q_upstream);
        for (size_t i = 0; i < n; i++) {
            double loss = 0;
            kl_status status = KL_OK;
            if (weight[i] > 0)
                status = kl_divergence_row(job, first + i, p_upstream[i] * weight[i] * factor,
                                           q_upstream[i] * weight[i] * factor, &loss, error);
            if (status != KL_OK)
                return status;
            if (weight[i] == 0) {
                clear_row(&job->p, first + i);
                clear_row(&job->q, first + i);
            }
            loss *= weight[i] * job->scale;
            if (job->row_loss != NULL)
                job->row_loss[first + i] = loss;
            total += loss;
        }
    }
    job->tasks.sum[index] = total;
    return KL_OK;
}

/* What the kind is to the kernels; which side is in front. */
static void set_kind(kl_divergence_job *job) {
    static const kl_pair_kind kinds[] = {KL_PAIR_DIVERGENCE, KL_PAIR_DIVERGENCE, KL_PAIR_MIXTURE,
                                         KL_PAIR_VARIATION};
    const double temperature = job->options.temperature;
    const kl_divergence_side p = job->p;
    job->kind = kinds[job->options.kind];
    job->scale = job->options.is_distillation ? temperature * temperature : 1;
    if (job->options.kind == KL_LOSS_REVERSE) {
        job->p = job->q;
        job->q = p;
    }
    job->p.reader = kl_logit_reader_of(job->p.logits, 0, temperature, job->options.pool);
    job->q.reader = kl_logit_reader_of(job->q.logits, 0, temperature, job->options.pool);
}

/* KL of two matrices of one type that has kernels. */
static void set_narrow(kl_divergence_job *job) {
    if (job->kind == KL_PAIR_DIVERGENCE && job->p.logits.dtype == job->q.logits.dtype)
        job->narrow = job->p.reader.narrow;
}

static kl_status run(kl_divergence_job *job, double *loss, kl_error *error) {
    kl_status status =
        kl_row_tasks_set(&job->tasks, job->p.logits.rows, job->p.logits.columns, error);
    if (status == KL_OK)
        status = set_divisor(job, error);
    if (status == KL_OK)
        status = kl_pool_run(job->options.pool, job->tasks.tasks, row_task, job, error);
    if (status == KL_OK && job->options.reduction != KL_REDUCTION_NONE)
        *loss = kl_row_tasks_total(&job->tasks) / job->divisor;
    kl_row_tasks_free(&job->tasks);
    return status;
}

kl_status kl_loss_divergence(kl_matrix p, kl_matrix q, const kl_loss_divergence_options *options,
                             const kl_loss_divergence_rows *rows,
                             const kl_loss_gradient *p_gradient, const kl_loss_gradient *q_gradient,
                             double *loss, kl_error *error) {
    kl_divergence_job job = {.p = {.name = "p", .logits = p}, .q = {.name = "q", .logits = q}};
    kl_status status =
        kl_divergence_check(&job, options, rows, p_gradient, q_gradient, loss, error);
    if (status != KL_OK)
        return status;
    set_kind(&job);
    set_narrow(&job);
    return run(&job, loss, error);
}
