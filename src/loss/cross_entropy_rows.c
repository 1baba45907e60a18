/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of the cross-entropy of index targets: forward and backward while a row is in the cache. */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "kernels/scalar.h"
#include "loss/cross_entropy.h"

static const void *logits_row(const kl_cross_entropy_job *job, size_t row) {
    return (const unsigned char *)job->logits.data +
           (ptrdiff_t)(row - job->origin) * job->logits.row_stride * (ptrdiff_t)job->reader.width;
}

static void *gradient_row(const kl_cross_entropy_job *job, size_t row) {
    return (unsigned char *)job->gradient.data +
           (ptrdiff_t)(row - job->origin) * job->gradient.row_stride * (ptrdiff_t)job->reader.width;
}

void kl_cross_entropy_ignore(const kl_cross_entropy_job *job, size_t row) {
    kl_row_keep(&job->rows, row, 0, NULL);
}

/* A row's target and what is known of it. */
typedef struct row_target {
    size_t index;
    double weight; /* of its class */
    double gap, e; /* largest − z; e^−gap, for a gradient or a focus */
} row_target;

/* 0·∞ is 0. */
static double times(double factor, double loss) {
    return factor > 0 ? factor * loss : 0;
}

/* 1 − p and p of the target, where neither has lost digits. */
static void target_shares(const kl_row_softmax *softmax, const row_target *target, double *others,
                          double *p) {
    const double total = 1 + softmax->rest;
    *p = target->e / total;
    *others =
        target->index == softmax->argmax ? softmax->rest / total : (total - target->e) / total;
}

/* (1 − p)^γ, which the loss is multiplied by, and F, which takes its place in the gradient. Where p = 1 both are 0. */
static void set_focus(double focus, const kl_row_softmax *softmax, const row_target *target,
                      double *loss, double *gradient) {
    double others, p;
    *loss = *gradient = 1;
    if (focus == 0)
        return;
    target_shares(softmax, target, &others, &p);
    *loss = others > 0 ? kl_exp(focus * kl_log(others)) : 0;
    *gradient =
        *loss > 0 ? *loss * (1 + times(focus * p / others, target->gap + softmax->log_sum)) : 0;
}

static double row_loss(const kl_cross_entropy_job *job, const kl_row_softmax *softmax,
                       const void *x, const row_target *target) {
    const double smoothing = job->options.label_smoothing;
    const double lse = softmax->largest + softmax->log_sum;
    double focus, slope;
    set_focus(job->options.focus, softmax, target, &focus, &slope);
    double loss = times((1 - smoothing) * target->weight * focus, target->gap + softmax->log_sum);
    if (smoothing > 0) {
        const double gap = kl_row_gap(softmax, &job->reader, x, &job->weights);
        loss +=
            smoothing / (double)job->logits.columns * (gap + job->weights.total * softmax->log_sum);
    }
    return loss + job->options.z_loss * lse * lse;
}

/* Where the gradient of a row goes, u/D·r its factor. */
static kl_row_pull pull_of(const kl_cross_entropy_job *job, const kl_row_softmax *softmax,
                           const row_target *target, double factor) {
    const double smoothing = job->options.label_smoothing;
    const double lse = softmax->largest + softmax->log_sum;
    double focus, slope;
    set_focus(job->options.focus, softmax, target, &focus, &slope);
    const double share = (1 - smoothing) * target->weight * slope;
    const double even = smoothing / (double)job->logits.columns;
    const double z_slope = 2 * job->options.z_loss * lse;
    double others, p;
    target_shares(softmax, target, &others, &p);
    return (kl_row_pull){.slope = factor * (share + even * job->weights.total + z_slope),
                         .pull = factor * even,
                         .target = target->index,
                         .at_target = factor * (even * (p * job->weights.total - target->weight) +
                                                z_slope * p - share * others)};
}

static void clear_gradient(const kl_cross_entropy_job *job, size_t row) {
    memset(gradient_row(job, row), 0, job->logits.columns * job->reader.width);
}

/* A piece of rows: what is known of them all before the first is looked at. */
typedef struct row_piece {
    size_t first, n;
    kl_row_targets rows;
    unsigned worker;
    const kl_few *few; /* NULL: rows of many classes, one at a time */
    kl_row_pull *pull; /* of each row, where there are few classes and a gradient */
} row_piece;

/* Either has the numbers of f32 or computes them; 0 if the row is refused. */
static int look_at_row(const kl_cross_entropy_job *job, const row_piece *piece, size_t i,
                       const void *x, kl_row_softmax *softmax, row_target *target) {
    const kl_few *few = piece->few;
    target->index = (size_t)piece->rows.target[i];
    target->weight = kl_class_weight(job, piece->rows.target[i]);
    if (few != NULL) {
        *softmax =
            (kl_row_softmax){(double)few->largest[i], (size_t)few->argmax[i], (double)few->rest[i],
                             (double)few->spread[i], (double)few->log_sum[i]};
        target->gap = softmax->largest - (double)few->logit[i];
        target->e = (double)few->e[target->index][i];
        return kl_row_softmax_is_good(softmax);
    }
    if (!kl_row_softmax_set(softmax, &job->reader, x, job->rows.entropy != NULL))
        return 0;
    target->gap = softmax->largest - kl_logit_read(&job->reader, x, target->index);
    const int is_needed = job->gradient.data != NULL || job->options.focus > 0;
    target->e = is_needed ? kl_exp(-target->gap) : 0;
    return 1;
}

/* A row whose targets are probabilities. */
static kl_status one_soft_row(const kl_cross_entropy_job *job, const row_piece *piece, size_t i,
                              double *loss, kl_error *error) {
    const size_t row = piece->first + i;
    const double weight = piece->rows.weight[i];
    const void *x = logits_row(job, row);
    kl_class_weights *pulls = &job->scratch[piece->worker];
    kl_row_softmax softmax;
    if (!kl_row_softmax_set(&softmax, &job->reader, x, job->rows.entropy != NULL))
        return kl_row_refuse(&job->reader, x, row, "logits", error);
    kl_status status = kl_soft_row(job, row, x, &softmax, pulls, loss, error);
    if (status != KL_OK)
        return status;
    const double lse = softmax.largest + softmax.log_sum;
    *loss = times(weight, *loss + job->options.z_loss * lse * lse);
    kl_row_keep(&job->rows, row, *loss, &softmax);
    if (job->gradient.data == NULL)
        return KL_OK;
    const double factor = piece->rows.upstream[i] * weight / job->divisor;
    const kl_row_pull pull = {.slope = factor * (pulls->total + 2 * job->options.z_loss * lse),
                              .pull = factor,
                              .target = job->logits.columns};
    kl_row_gradient(&softmax, &job->reader, x, pulls, &pull, gradient_row(job, row));
    return KL_OK;
}

static kl_status one_row(const kl_cross_entropy_job *job, const row_piece *piece, size_t i,
                         double *loss, kl_error *error) {
    const size_t row = piece->first + i;
    const double weight = piece->rows.weight[i];
    const void *x = logits_row(job, row);
    kl_row_softmax softmax;
    row_target target;
    if (!look_at_row(job, piece, i, x, &softmax, &target))
        return kl_row_refuse(&job->reader, x, row, "logits", error);
    *loss = times(weight, row_loss(job, &softmax, x, &target));
    kl_row_keep(&job->rows, row, *loss, &softmax);
    if (job->gradient.data == NULL)
        return KL_OK;
    const double factor = piece->rows.upstream[i] * weight / job->divisor;
    const kl_row_pull pull = pull_of(job, &softmax, &target, factor);
    if (piece->few == NULL)
        kl_row_gradient(&softmax, &job->reader, x, &job->weights, &pull, gradient_row(job, row));
    else
        piece->pull[i] = pull;
    return KL_OK;
}

/* All rows of the piece at once: over the logits, they are not needed any more. */
static void few_gradients(const kl_cross_entropy_job *job, const row_piece *piece) {
    float slope[KL_PIECE] = {0}, pull[KL_PIECE] = {0};
    for (size_t i = 0; i < piece->n; i++) {
        slope[i] = (float)(piece->pull[i].slope / (1 + (double)piece->few->rest[i]));
        pull[i] = (float)piece->pull[i].pull;
    }
    job->reader.narrow->few_gradient(piece->few, job->weights.narrow, job->logits.columns, piece->n,
                                     slope, pull, gradient_row(job, piece->first),
                                     job->gradient.row_stride);
    for (size_t i = 0; i < piece->n; i++) {
        if (kl_is_ignored(job, piece->rows.target[i]))
            clear_gradient(job, piece->first + i);
        else
            kl_number_store(job->logits.dtype, gradient_row(job, piece->first + i),
                            piece->pull[i].target, piece->pull[i].at_target);
    }
}

static kl_status one_piece(const kl_cross_entropy_job *job, row_piece *piece, double *total,
                           kl_error *error) {
    for (size_t i = 0; i < piece->n; i++) {
        double loss = 0;
        if (!kl_is_ignored(job, piece->rows.target[i])) {
            kl_status status = job->is_soft ? one_soft_row(job, piece, i, &loss, error)
                                            : one_row(job, piece, i, &loss, error);
            if (status != KL_OK)
                return status;
        } else {
            kl_row_keep(&job->rows, piece->first + i, 0, NULL);
            if (piece->few != NULL)
                piece->pull[i] = (kl_row_pull){0};
            else if (job->gradient.data != NULL)
                clear_gradient(job, piece->first + i);
        }
        *total += loss;
    }
    if (piece->few != NULL && job->gradient.data != NULL)
        few_gradients(job, piece);
    return KL_OK;
}

kl_status kl_cross_entropy_rows(const kl_cross_entropy_job *job, size_t begin, size_t end,
                                unsigned worker, double *loss, kl_error *error) {
    const int are_few =
        !job->is_soft && job->reader.narrow != NULL && job->logits.columns <= KL_FEW_CLASSES;
    kl_few few;
    kl_row_pull pull[KL_PIECE];
    row_piece piece;
    piece.worker = worker;
    piece.few = are_few ? &few : NULL;
    piece.pull = pull;
    *loss = 0;
    for (size_t first = begin; first < end; first += KL_PIECE) {
        piece.first = first;
        piece.n = kl_piece_size(end, first);
        kl_row_targets_read(job, first, piece.n, &piece.rows);
        if (are_few) {
            int32_t targets[KL_FEW_ROWS] = {0};
            for (size_t i = 0; i < piece.n; i++)
                targets[i] =
                    kl_is_ignored(job, piece.rows.target[i]) ? -1 : (int32_t)piece.rows.target[i];
            job->reader.narrow->few_softmax(logits_row(job, first), job->logits.row_stride,
                                            job->logits.columns, piece.n, targets,
                                            job->rows.entropy != NULL, &few);
        }
        kl_status status = one_piece(job, &piece, loss, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}
