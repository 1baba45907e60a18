/* SPDX-License-Identifier: Apache-2.0 */
/* Cross-entropy of index targets: rows in tasks, forward and backward while a row is in the cache. */
#include "loss/cross_entropy.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"

/* Targets and weights are read so many at a time. */
enum { PIECE = 1024 };

/* A task is worth waking a thread for. */
enum { TASK_LOGITS = 1 << 16 };

static size_t piece_size(size_t n, size_t first) {
    return n - first < PIECE ? n - first : PIECE;
}

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
        if (!(weights->wide[c] >= 0 && weights->wide[c] < INFINITY))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)c, -1,
                              "class_weights: the one of class %zu is %g: a weight is finite and "
                              "not negative",
                              c, weights->wide[c]);
        weights->narrow[c] = (float)weights->wide[c];
        weights->total += weights->wide[c];
    }
    return KL_OK;
}

static double class_weight(const kl_cross_entropy_job *job, double target) {
    return job->weights.wide == NULL ? 1 : job->weights.wide[(size_t)target];
}

static int is_ignored(const kl_cross_entropy_job *job, double target) {
    return target == (double)job->options.ignore_index;
}

/* Targets and weights of rows from `first` on. */
static void read_rows(const kl_cross_entropy_job *job, size_t first, size_t n, double *target,
                      double *weight) {
    kl_array_read(job->targets, first, n, target);
    if (job->options.row_weights.n > 0)
        kl_array_read(job->options.row_weights, first, n, weight);
    else
        for (size_t i = 0; i < n; i++)
            weight[i] = 1;
}

static kl_status check_row(const kl_cross_entropy_job *job, size_t row, double target,
                           double weight, kl_error *error) {
    if (!(weight >= 0 && weight < INFINITY))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "row_weights: the one of row %zu is %g: a weight is finite and not "
                          "negative",
                          row, weight);
    if (is_ignored(job, target) || (target >= 0 && target < (double)job->logits.columns))
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "targets: row %zu has class %.0f of %zu (ignore_index is %" PRId64 ")", row,
                      target, job->logits.columns, job->options.ignore_index);
}

static kl_status set_divisor(kl_cross_entropy_job *job, kl_error *error) {
    const size_t rows = job->logits.rows;
    double target[PIECE], weight[PIECE], total = 0;
    for (size_t first = 0; first < rows; first += PIECE) {
        const size_t n = piece_size(rows, first);
        read_rows(job, first, n, target, weight);
        for (size_t i = 0; i < n; i++) {
            kl_status status = check_row(job, first + i, target[i], weight[i], error);
            if (status != KL_OK)
                return status;
            total += is_ignored(job, target[i]) ? 0 : weight[i] * class_weight(job, target[i]);
        }
    }
    job->divisor = 1;
    if (job->options.reduction != KL_REDUCTION_MEAN)
        return KL_OK;
    if (!(total > 0))
        return kl_fail(error, KL_ERROR_VALUE,
                       "no mean: all of %zu rows are ignored or have weight 0", rows);
    job->divisor = total;
    return KL_OK;
}

/* ── A row ── */

static kl_status refuse_row(const kl_cross_entropy_job *job, size_t row, kl_error *error) {
    const void *x = kl_matrix_row(job->logits, row).data;
    for (size_t c = 0; c < job->logits.columns; c++) {
        const double z = kl_logit_read(&job->reader, x, c);
        if (!(z <= KL_LOGIT_LARGEST))
            return kl_fail_at(
                error, KL_ERROR_VALUE, (int64_t)row, -1,
                "logits: row %zu, column %zu is %g: a logit is at most 1e300, or -inf "
                "for a masked class",
                row, c, z);
    }
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "logits: row %zu has only -inf: no class is possible", row);
}

static void *gradient_row(const kl_cross_entropy_job *job, size_t row) {
    return (unsigned char *)job->gradient.data +
           (ptrdiff_t)row * job->gradient.row_stride * (ptrdiff_t)kl_dtype_size(job->logits.dtype);
}

static void keep_row(const kl_loss_rows *rows, size_t row, double loss, double log_sum_exp,
                     double entropy, int64_t argmax) {
    if (rows->loss != NULL)
        rows->loss[row] = loss;
    if (rows->log_sum_exp != NULL)
        rows->log_sum_exp[row] = log_sum_exp;
    if (rows->entropy != NULL)
        rows->entropy[row] = entropy;
    if (rows->argmax != NULL)
        rows->argmax[row] = argmax;
}

/* A row's target and what is known of it. */
typedef struct row_target {
    size_t index;
    double weight, z; /* of its class; its logit */
} row_target;

/* 0·∞ is 0. */
static double times(double factor, double loss) {
    return factor > 0 ? factor * loss : 0;
}

static double row_loss(const kl_cross_entropy_job *job, const kl_row_softmax *softmax,
                       const void *x, const row_target *target) {
    const double smoothing = job->options.label_smoothing,
                 lse = softmax->largest + softmax->log_sum;
    double loss =
        times((1 - smoothing) * target->weight, (softmax->largest - target->z) + softmax->log_sum);
    if (smoothing > 0) {
        double gap = kl_row_gap(softmax, &job->reader, x, &job->weights);
        loss +=
            smoothing / (double)job->logits.columns * (gap + job->weights.total * softmax->log_sum);
    }
    return loss + job->options.z_loss * lse * lse;
}

/* 1 − p and p of the target, where neither has lost digits. */
static void target_shares(const kl_row_softmax *softmax, const row_target *target, double *others,
                          double *p) {
    const double total = 1 + softmax->rest, e = kl_exp(target->z - softmax->largest);
    *p = e / total;
    *others = target->index == softmax->argmax ? softmax->rest / total : (total - e) / total;
}

static void row_gradient(const kl_cross_entropy_job *job, const kl_row_softmax *softmax,
                         const void *x, const row_target *target, double factor, size_t row) {
    const double smoothing = job->options.label_smoothing,
                 lse = softmax->largest + softmax->log_sum;
    const double share = (1 - smoothing) * target->weight;
    const double even = smoothing / (double)job->logits.columns;
    const double z_slope = 2 * job->options.z_loss * lse;
    double others, p;
    target_shares(softmax, target, &others, &p);
    const kl_row_pull how = {.slope = factor * (share + even * job->weights.total + z_slope),
                             .pull = factor * even,
                             .target = target->index,
                             .at_target =
                                 factor * (even * (p * job->weights.total - target->weight) +
                                           z_slope * p - share * others)};
    kl_row_gradient(softmax, &job->reader, x, &job->weights, &how, gradient_row(job, row));
}

static double upstream_of(const kl_cross_entropy_job *job, size_t row) {
    const kl_array upstream = job->gradient.upstream;
    double factor = 1;
    if (upstream.n > 0)
        kl_array_read(upstream, upstream.n == 1 ? 0 : row, 1, &factor);
    return factor;
}

static void ignore_row(const kl_cross_entropy_job *job, size_t row) {
    keep_row(&job->rows, row, 0, 0, 0, -1);
    if (job->gradient.data != NULL)
        memset(gradient_row(job, row), 0, job->logits.columns * kl_dtype_size(job->logits.dtype));
}

static kl_status one_row(const kl_cross_entropy_job *job, size_t row, double target_class,
                         double weight, double *loss, kl_error *error) {
    const void *x = kl_matrix_row(job->logits, row).data;
    kl_row_softmax softmax;
    if (!kl_row_softmax_set(&softmax, &job->reader, x, job->rows.entropy != NULL))
        return refuse_row(job, row, error);
    const row_target target = {(size_t)target_class, class_weight(job, target_class),
                               kl_logit_read(&job->reader, x, (size_t)target_class)};
    *loss = times(weight, row_loss(job, &softmax, x, &target));
    keep_row(&job->rows, row, *loss, softmax.largest + softmax.log_sum, kl_row_entropy(&softmax),
             (int64_t)softmax.argmax);
    if (job->gradient.data != NULL)
        row_gradient(job, &softmax, x, &target, upstream_of(job, row) * weight / job->divisor, row);
    return KL_OK;
}

/* ── All rows ── */

static kl_status task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    kl_cross_entropy_job *job = context;
    const size_t begin = index * job->task_rows, left = job->logits.rows - begin;
    const size_t end = begin + (left < job->task_rows ? left : job->task_rows);
    double target[PIECE], weight[PIECE], total = 0;
    for (size_t first = begin; first < end; first += PIECE) {
        const size_t n = piece_size(end, first);
        read_rows(job, first, n, target, weight);
        for (size_t i = 0; i < n; i++) {
            double loss = 0;
            kl_status status = KL_OK;
            if (is_ignored(job, target[i]))
                ignore_row(job, first + i);
            else
                status = one_row(job, first + i, target[i], weight[i], &loss, error);
            if (status != KL_OK)
                return status;
            total += loss;
        }
    }
    job->task_loss[index] = total;
    return KL_OK;
}

static kl_status run_rows(kl_cross_entropy_job *job, double *loss, kl_error *error) {
    const size_t rows = job->logits.rows, columns = job->logits.columns;
    job->reader = kl_logit_reader_of(job->logits, job->options.softcap, job->options.temperature,
                                     job->options.pool);
    job->task_rows = columns < TASK_LOGITS ? TASK_LOGITS / columns : 1;
    const size_t tasks = rows / job->task_rows + (rows % job->task_rows != 0);
    job->task_loss = kl_alloc(tasks, sizeof *job->task_loss);
    if (job->task_loss == NULL)
        return kl_fail_memory(error, "losses of tasks", tasks * sizeof *job->task_loss);
    kl_status status = kl_pool_run(job->options.pool, tasks, task, job, error);
    if (status != KL_OK || job->options.reduction == KL_REDUCTION_NONE)
        return status;
    double total = 0;
    for (size_t i = 0; i < tasks; i++)
        total += job->task_loss[i];
    *loss = total / job->divisor;
    return KL_OK;
}

kl_status kl_loss_cross_entropy(kl_matrix logits, kl_array targets,
                                const kl_cross_entropy_options *options, const kl_loss_rows *rows,
                                const kl_loss_gradient *gradient, double *loss, kl_error *error) {
    kl_cross_entropy_job job = {.divisor = 1};
    kl_status status =
        kl_cross_entropy_check(&job, logits, targets, options, rows, gradient, loss, error);
    if (status == KL_OK)
        status = set_class_weights(&job, error);
    if (status == KL_OK)
        status = set_divisor(&job, error);
    if (status == KL_OK)
        status = run_rows(&job, loss, error);
    kl_free(job.weights.wide);
    kl_free(job.weights.narrow);
    kl_free(job.task_loss);
    return status;
}
