/* SPDX-License-Identifier: Apache-2.0 */
/* The terms of a divergence as PyTorch has them, of log-probabilities and targets that nobody normalises. */
#include <math.h>

#include "base/error.h"
#include "base/options.h"
#include "kernels/kernels.h"
#include "loss/check.h"
#include "loss/row.h"
#include "loss/tasks.h"

enum { PIECE = 1024, LANES = 8 };

/* e^709 is a double. */
#define LOG_LARGEST 709.0

/* Where results of a row go, and what they are multiplied by. */
typedef struct output {
    kl_loss_gradient into; /* data NULL: nowhere */
    kl_dtype dtype;
} output;

typedef struct kl_div_job {
    kl_matrix input, target;
    kl_loss_kl_div_options options;
    output terms, input_gradient, target_gradient;
    const kl_kernels *kernels;
    kl_row_tasks tasks;
    double divisor;
} kl_div_job;

/* ── What is refused before a number is looked at ── */

void kl_loss_kl_div_options_init(kl_loss_kl_div_options *options) {
    *options = (kl_loss_kl_div_options){.size = sizeof *options};
}

static kl_status read_options(const kl_loss_kl_div_options *given, kl_loss_kl_div_options *out,
                              kl_error *error) {
    kl_loss_kl_div_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_loss_kl_div_options", error);
    if (status == KL_OK && out->reduction > KL_REDUCTION_BATCHMEAN)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "reduction is %d", (int)out->reduction);
    return status;
}

static kl_status check_output(const kl_loss_gradient *given, const char *name, kl_matrix by,
                              output *out, kl_error *error) {
    if (given == NULL)
        return KL_OK;
    *out = (output){*given, by.dtype};
    return kl_check_gradient(given, name, by, error);
}

static kl_status check(kl_div_job *job, const kl_loss_kl_div_options *options,
                       const kl_loss_gradient *terms, const double *loss, kl_error *error) {
    const kl_matrix x = job->input, t = job->target;
    kl_status status = read_options(options, &job->options, error);
    if (status == KL_OK)
        status = kl_check_logits(x, "input", error);
    if (status == KL_OK)
        status = kl_check_logits(t, "target", error);
    if (status != KL_OK)
        return status;
    if (x.rows != t.rows || x.columns != t.columns)
        return kl_fail(error, KL_ERROR_MISMATCH, "input is %zu x %zu, target is %zu x %zu", x.rows,
                       x.columns, t.rows, t.columns);
    if (job->options.reduction == KL_REDUCTION_NONE && terms == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "terms is NULL: they are the result without reduction");
    if (job->options.reduction != KL_REDUCTION_NONE && loss == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "loss is NULL");
    return KL_OK;
}

static kl_status set_divisor(kl_div_job *job, kl_error *error) {
    const double rows = (double)job->input.rows, columns = (double)job->input.columns;
    job->divisor = job->options.reduction == KL_REDUCTION_MEAN        ? rows * columns
                   : job->options.reduction == KL_REDUCTION_BATCHMEAN ? rows
                                                                      : 1;
    return job->divisor > 0 ? KL_OK : kl_fail(error, KL_ERROR_VALUE, "no mean: there are no rows");
}

/* ── A piece of a row ── */

/* t, ln t and x; then what is asked for. */
typedef struct piece {
    size_t row, first, n;
    double x[PIECE], t[PIECE], log_t[PIECE];
} piece;

static void read_piece(const kl_div_job *job, piece *of) {
    const kl_kernels *kernels = job->kernels;
    kl_array_read(kl_matrix_row(job->input, of->row), of->first, of->n, of->x);
    if (job->options.log_target) {
        kl_array_read(kl_matrix_row(job->target, of->row), of->first, of->n, of->log_t);
        kernels->exp(of->log_t, of->n, of->t);
    } else {
        kl_array_read(kl_matrix_row(job->target, of->row), of->first, of->n, of->t);
        kernels->log(of->t, of->n, of->log_t);
    }
}

static kl_status refuse(const kl_div_job *job, const piece *of, size_t i, kl_error *error) {
    const size_t row = of->row, column = of->first + i;
    if (!(of->x[i] < INFINITY))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "input: row %zu, column %zu is %g: a log-probability is finite or -inf",
                          row, column, of->x[i]);
    if (job->options.log_target)
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "target: row %zu, column %zu is %g: a log-probability is at most 709, or "
                          "-inf",
                          row, column, of->log_t[i]);
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "target: row %zu, column %zu is %g: a probability is finite and not negative",
                      row, column, of->t[i]);
}

/* 1 or 0: as numbers of the loops' width they become vectors. */
static double is_bad(double x, double t, double log_t) {
    const double bad_x = x < INFINITY ? 0 : 1, bad_log = log_t <= LOG_LARGEST ? 0 : 1;
    const double negative = t >= 0 ? 0 : 1, infinite = t < INFINITY ? 0 : 1;
    return (bad_x + bad_log) + (negative + infinite);
}

static kl_status check_piece(const kl_div_job *job, const piece *of, kl_error *error) {
    double bad[LANES] = {0}, any = 0;
    size_t i = 0;
    for (; i + LANES <= of->n; i += LANES)
        for (size_t k = 0; k < LANES; k++)
            bad[k] += is_bad(of->x[i + k], of->t[i + k], of->log_t[i + k]);
    for (; i < of->n; i++)
        bad[0] += is_bad(of->x[i], of->t[i], of->log_t[i]);
    for (int k = 0; k < LANES; k++)
        any += bad[k];
    for (i = 0; i < of->n && any > 0; i++)
        if (is_bad(of->x[i], of->t[i], of->log_t[i]) > 0)
            return refuse(job, of, i, error);
    return KL_OK;
}

/* 0·∞ is 0. A probability that is too small for a double is none. */
static double term(const piece *of, size_t i) {
    const double finite = of->t[i] * (of->log_t[i] - of->x[i]);
    return of->log_t[i] == -INFINITY ? 0 : of->x[i] == -INFINITY ? INFINITY : finite;
}

static double add_terms(const piece *of, double *terms) {
    double lane[LANES] = {0}, total = 0;
    for (size_t i = 0; i < of->n; i++)
        terms[i] = term(of, i);
    const size_t whole = of->n / LANES * LANES;
    for (size_t i = 0; i < whole; i += LANES)
        for (size_t k = 0; k < LANES; k++)
            lane[k] += terms[i + k];
    for (size_t i = whole; i < of->n; i++)
        lane[i % LANES] += terms[i];
    for (int k = 0; k < LANES; k++)
        total += lane[k];
    return total;
}

static void set_input_slopes(const piece *of, double *slopes) {
    for (size_t i = 0; i < of->n; i++)
        slopes[i] = -of->t[i];
}
static void set_target_slopes(const kl_div_job *job, const piece *of, double *slopes) {
    for (size_t i = 0; i < of->n; i++) {
        const double slope = of->log_t[i] + 1 - of->x[i];
        const double by_target = job->options.log_target ? of->t[i] * slope : slope;
        slopes[i] = of->t[i] == 0 ? 0 : by_target;
    }
}

static void store(const output *to, const piece *of, double factor, double *values) {
    unsigned char *row = (unsigned char *)to->into.data + (ptrdiff_t)of->row * to->into.row_stride *
                                                              (ptrdiff_t)kl_dtype_size(to->dtype);
    for (size_t i = 0; i < of->n; i++)
        values[i] *= factor;
    kl_numbers_store(to->dtype, row, of->first, of->n, values);
}

static double upstream(const output *to, size_t row) {
    double factor;
    kl_factors_read(to->into.upstream, row, 1, &factor);
    return factor;
}

static kl_status one_row(const kl_div_job *job, size_t row, double *loss, kl_error *error) {
    piece of;
    double values[PIECE];
    of.row = row;
    for (of.first = 0; of.first < job->input.columns; of.first += PIECE) {
        const size_t left = job->input.columns - of.first;
        of.n = left < PIECE ? left : PIECE;
        read_piece(job, &of);
        kl_status status = check_piece(job, &of, error);
        if (status != KL_OK)
            return status;
        const double sum = add_terms(&of, values);
        if (sum == INFINITY && job->target_gradient.into.data != NULL)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                              "row %zu: the divergence is infinite and has no gradient by the "
                              "target",
                              row);
        *loss += sum;
        if (job->terms.into.data != NULL)
            store(&job->terms, &of, upstream(&job->terms, row), values);
        if (job->input_gradient.into.data != NULL) {
            set_input_slopes(&of, values);
            store(&job->input_gradient, &of, upstream(&job->input_gradient, row) / job->divisor,
                  values);
        }
        if (job->target_gradient.into.data != NULL) {
            set_target_slopes(job, &of, values);
            store(&job->target_gradient, &of, upstream(&job->target_gradient, row) / job->divisor,
                  values);
        }
    }
    return KL_OK;
}

/* ── All of it ── */

static kl_status row_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const kl_div_job *job = context;
    double total = 0;
    for (size_t row = kl_task_begin(&job->tasks, index); row < kl_task_end(&job->tasks, index);
         row++) {
        double loss = 0;
        kl_status status = one_row(job, row, &loss, error);
        if (status != KL_OK)
            return status;
        total += loss;
    }
    job->tasks.sum[index] = total;
    return KL_OK;
}

static kl_status run(kl_div_job *job, double *loss, kl_error *error) {
    kl_status status = set_divisor(job, error);
    if (status == KL_OK)
        status = kl_row_tasks_set(&job->tasks, job->input.rows, job->input.columns, error);
    if (status == KL_OK)
        status = kl_pool_run(job->options.pool, job->tasks.tasks, row_task, job, error);
    if (status == KL_OK && job->options.reduction != KL_REDUCTION_NONE)
        *loss = kl_row_tasks_total(&job->tasks) / job->divisor;
    kl_row_tasks_free(&job->tasks);
    return status;
}

kl_status kl_loss_kl_div(kl_matrix input, kl_matrix target, const kl_loss_kl_div_options *options,
                         const kl_loss_gradient *terms, const kl_loss_gradient *input_gradient,
                         const kl_loss_gradient *target_gradient, double *loss, kl_error *error) {
    kl_div_job job = {.input = input, .target = target};
    kl_status status = check(&job, options, terms, loss, error);
    if (status == KL_OK)
        status = check_output(terms, "terms", input, &job.terms, error);
    if (status == KL_OK)
        status = check_output(input_gradient, "input_gradient", input, &job.input_gradient, error);
    if (status == KL_OK)
        status =
            check_output(target_gradient, "target_gradient", target, &job.target_gradient, error);
    if (status != KL_OK)
        return status;
    job.kernels = kl_kernels_for(job.options.pool);
    return run(&job, loss, error);
}
