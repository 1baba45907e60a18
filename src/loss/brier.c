/* SPDX-License-Identifier: Apache-2.0 */
/* The Brier score of logits, of index targets and of probabilities: through f64, where a class that has nearly all is
 * known by what the others have. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/options.h"
#include "loss/check.h"
#include "loss/reduce.h"
#include "loss/row.h"
#include "loss/tasks.h"

enum { PIECE = 1024 };

typedef struct brier_job {
    kl_matrix logits;
    kl_array targets; /* indices, or */
    kl_matrix soft;   /* probabilities */
    int is_soft;
    kl_brier_options options;
    kl_loss_rows rows;
    kl_loss_gradient gradient; /* data NULL: none */
    kl_logit_reader reader;
    kl_row_tasks tasks;
    double divisor;
} brier_job;

/* ── Before the rows ── */

void kl_brier_options_init(kl_brier_options *options) {
    *options = (kl_brier_options){.size = sizeof *options, .ignore_index = -100};
}

static kl_status check_targets(const brier_job *job, kl_error *error) {
    const kl_matrix logits = job->logits, soft = job->soft;
    if (!job->is_soft)
        return kl_check_indices(job->targets, logits.rows, error);
    kl_status status = kl_check_logits(soft, "targets", error);
    if (status == KL_OK && (soft.rows != logits.rows || soft.columns != logits.columns))
        return kl_fail(error, KL_ERROR_MISMATCH, "targets are %zu x %zu, logits %zu x %zu",
                       soft.rows, soft.columns, logits.rows, logits.columns);
    return status;
}

static kl_status check(brier_job *job, const kl_brier_options *options, const kl_loss_rows *rows,
                       const kl_loss_gradient *gradient, const double *loss, kl_error *error) {
    kl_brier_options_init(&job->options);
    kl_status status =
        kl_options_read(&job->options, sizeof job->options, options, "kl_brier_options", error);
    if (status == KL_OK && job->options.reduction > KL_REDUCTION_NONE)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "reduction is %d", (int)job->options.reduction);
    if (status == KL_OK)
        status = kl_check_logits(job->logits, "logits", error);
    if (status == KL_OK)
        status = check_targets(job, error);
    if (status == KL_OK)
        status = kl_check_optional(job->options.row_weights, "row_weights", job->logits.rows,
                                   "rows", error);
    if (status == KL_OK && gradient != NULL) {
        job->gradient = *gradient;
        status = kl_check_gradient(gradient, "gradient", job->logits, error);
    }
    if (rows != NULL)
        job->rows = *rows;
    return status == KL_OK ? kl_check_result(job->options.reduction, job->rows.loss, loss, error)
                           : status;
}

/* A row's target (0 where it is probabilities) and its weight, which is 0 where it is ignored. */
typedef struct row_target {
    double index, weight;
} row_target;

static row_target read_target(const brier_job *job, size_t row) {
    row_target target = {0, 1};
    if (!job->is_soft)
        kl_indices_read(job->targets, row, 1, job->options.ignore_index, &target.index);
    kl_factors_read(job->options.row_weights, row, 1, &target.weight);
    return target;
}

static int is_ignored(const brier_job *job, const row_target *target) {
    return !job->is_soft && target->index == (double)job->options.ignore_index;
}

static kl_status weigh_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const brier_job *job = context;
    double total = 0;
    for (size_t row = kl_task_begin(&job->tasks, index); row < kl_task_end(&job->tasks, index);
         row++) {
        const row_target target = read_target(job, row);
        kl_status status = kl_check_weight(target.weight, row, error);
        if (status == KL_OK && !is_ignored(job, &target) &&
            !(target.index >= 0 && target.index < (double)job->logits.columns))
            status = kl_refuse_index(job->targets, row, job->logits.columns,
                                     job->options.ignore_index, error);
        if (status != KL_OK)
            return status;
        total += is_ignored(job, &target) ? 0 : target.weight;
    }
    job->tasks.sum[index] = total;
    return KL_OK;
}

/* ── A row ── */

/* p − t of the largest class, from 1 − p = others; Σ p (p − t) and Σ (p − t)² over the other classes. */
typedef struct brier_row {
    const brier_job *job;
    size_t row, target;
    kl_row_softmax softmax;
    double total, others, p, top; /* Σ e; 1 − p, p and p − t of the largest */
    double mean, squares;
} brier_row;

typedef struct row_piece {
    size_t first, n;
    double p[PIECE], t[PIECE];
} row_piece;

static void read_piece(const brier_row *of, size_t first, row_piece *out) {
    const brier_job *job = of->job;
    const size_t left = job->logits.columns - first;
    double sums[4];
    out->first = first;
    out->n = left < PIECE ? left : PIECE;
    kl_array_read(kl_matrix_row(job->logits, of->row), first, out->n, out->p);
    job->reader.kernels->exp_shifted(out->p, out->n, of->softmax.largest, out->p, sums);
    for (size_t i = 0; i < out->n; i++)
        out->p[i] /= of->total;
    if (job->is_soft) {
        kl_array_read(kl_matrix_row(job->soft, of->row), first, out->n, out->t);
        return;
    }
    memset(out->t, 0, out->n * sizeof *out->t);
    if (of->target - first < out->n)
        out->t[of->target - first] = 1;
}

static kl_status add_up(brier_row *of, kl_error *error) {
    const size_t top = of->softmax.argmax;
    row_piece piece;
    double sum = 0;
    of->total = 1 + of->softmax.rest;
    of->others = of->softmax.rest / of->total;
    of->p = 1 / of->total;
    of->mean = of->squares = 0;
    for (size_t first = 0; first < of->job->logits.columns; first += PIECE) {
        read_piece(of, first, &piece);
        for (size_t i = 0; i < piece.n; i++) {
            const double t = piece.t[i], apart = piece.p[i] - t;
            if (!(t >= 0 && t < INFINITY))
                return kl_refuse_probability(t, of->row, first + i, error);
            sum += t;
            if (first + i == top) {
                of->top = (1 - t) - of->others;
            } else {
                of->mean += piece.p[i] * apart;
                of->squares += apart * apart;
            }
        }
    }
    return kl_check_total(sum, of->row, of->job->is_soft ? of->job->soft.dtype : KL_F64, error);
}

/* 2 p_j [(p_j − t_j) − Σ p (p − t)]. */
static void write_gradient(const brier_row *of, double factor) {
    const brier_job *job = of->job;
    const double mean = of->mean + of->p * of->top;
    unsigned char *out = (unsigned char *)job->gradient.data + (ptrdiff_t)of->row *
                                                                   job->gradient.row_stride *
                                                                   (ptrdiff_t)job->reader.width;
    row_piece piece;
    for (size_t first = 0; first < job->logits.columns; first += PIECE) {
        const size_t top = of->softmax.argmax - first;
        double slope[PIECE];
        read_piece(of, first, &piece);
        for (size_t i = 0; i < piece.n; i++)
            slope[i] = 2 * factor * (piece.p[i] * ((piece.p[i] - piece.t[i]) - mean));
        if (top < piece.n)
            slope[top] = 2 * factor * (of->p * (of->top * of->others - of->mean));
        kl_numbers_store(job->logits.dtype, out, first, piece.n, slope);
    }
}

static void keep_row(const brier_job *job, size_t row, double loss, const kl_row_softmax *softmax) {
    kl_row_keep(&job->rows, row, loss, softmax);
    if (softmax == NULL && job->gradient.data != NULL)
        memset((unsigned char *)job->gradient.data +
                   (ptrdiff_t)row * job->gradient.row_stride * (ptrdiff_t)job->reader.width,
               0, job->logits.columns * job->reader.width);
}

static kl_status one_row(const brier_job *job, size_t row, const row_target *target, double *loss,
                         kl_error *error) {
    brier_row of = {.job = job, .row = row, .target = (size_t)target->index};
    const void *x = (const unsigned char *)job->logits.data +
                    (ptrdiff_t)row * job->logits.row_stride * (ptrdiff_t)job->reader.width;
    if (!kl_row_softmax_set(&of.softmax, &job->reader, x, job->rows.entropy != NULL))
        return kl_row_refuse(&job->reader, x, row, "logits", error);
    kl_status status = add_up(&of, error);
    if (status != KL_OK)
        return status;
    *loss = target->weight * (of.squares + of.top * of.top);
    keep_row(job, row, *loss, &of.softmax);
    if (job->gradient.data != NULL) {
        double upstream;
        kl_factors_read(job->gradient.upstream, row, 1, &upstream);
        write_gradient(&of, upstream * target->weight / job->divisor);
    }
    return KL_OK;
}

static kl_status row_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const brier_job *job = context;
    double total = 0;
    for (size_t row = kl_task_begin(&job->tasks, index); row < kl_task_end(&job->tasks, index);
         row++) {
        const row_target target = read_target(job, row);
        double loss = 0;
        kl_status status = KL_OK;
        if (is_ignored(job, &target) || target.weight == 0)
            keep_row(job, row, 0, NULL);
        else
            status = one_row(job, row, &target, &loss, error);
        if (status != KL_OK)
            return status;
        total += loss;
    }
    job->tasks.sum[index] = total;
    return KL_OK;
}

/* ── All of it ── */

static kl_status run(brier_job *job, double *loss, kl_error *error) {
    const kl_reduction reduction = job->options.reduction;
    job->reader = kl_logit_reader_of(job->logits, 0, 1, job->options.pool);
    if (job->is_soft) /* p may be nearly t anywhere, where the sums of f32 are too coarse */
        job->reader.narrow = NULL;
    job->divisor = 1;
    kl_status status = kl_row_tasks_set(&job->tasks, job->logits.rows, job->logits.columns, error);
    if (status == KL_OK)
        status = kl_pool_run(job->options.pool, job->tasks.tasks, weigh_task, job, error);
    if (status == KL_OK && reduction == KL_REDUCTION_MEAN) {
        job->divisor = kl_row_tasks_total(&job->tasks);
        if (job->divisor > 0)
            status = kl_check_weights_total(job->divisor, error);
        else
            status =
                kl_fail(error, KL_ERROR_VALUE,
                        "no mean: all of %zu rows are ignored or have weight 0", job->logits.rows);
    }
    if (status == KL_OK)
        status = kl_pool_run(job->options.pool, job->tasks.tasks, row_task, job, error);
    if (status == KL_OK && reduction != KL_REDUCTION_NONE)
        *loss = kl_row_tasks_total(&job->tasks) / job->divisor;
    kl_row_tasks_free(&job->tasks);
    return status;
}

kl_status kl_loss_brier(kl_matrix logits, kl_array targets, const kl_brier_options *options,
                        const kl_loss_rows *rows, const kl_loss_gradient *gradient, double *loss,
                        kl_error *error) {
    brier_job job = {.logits = logits, .targets = targets};
    kl_status status = check(&job, options, rows, gradient, loss, error);
    return status == KL_OK ? run(&job, loss, error) : status;
}

kl_status kl_loss_soft_brier(kl_matrix logits, kl_matrix targets, const kl_brier_options *options,
                             const kl_loss_rows *rows, const kl_loss_gradient *gradient,
                             double *loss, kl_error *error) {
    brier_job job = {.logits = logits, .soft = targets, .is_soft = 1};
    kl_status status = check(&job, options, rows, gradient, loss, error);
    return status == KL_OK ? run(&job, loss, error) : status;
}
