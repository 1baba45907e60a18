/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of the cross-entropy of index targets: forward and backward while a row is in the cache. */
#include <math.h>

#include "base/error.h"
#include "kernels/scalar.h"
#include "loss/cross_entropy.h"

void kl_cross_entropy_ignore(const kl_cross_entropy_job *job, size_t row) {
    kl_row_keep(&job->rows, row, 0, NULL);
}

/* 0·∞ is 0. */
static double times(double factor, double loss) {
    return factor > 0 ? factor * loss : 0;
}

/* 1 − p and p of the target, where neither has lost digits. */
static void target_shares(const kl_row_softmax *softmax, const kl_row_target *target,
                          double *others, double *p) {
    const double total = 1 + softmax->rest;
    *p = target->e / total;
    *others =
        target->index == softmax->argmax ? softmax->rest / total : (total - target->e) / total;
}

void kl_row_focus(double focus, const kl_row_softmax *softmax, const kl_row_target *target,
                  double *loss, double *gradient) {
    double others, p;
    *loss = *gradient = 1;
    if (focus == 0)
        return;
    target_shares(softmax, target, &others, &p);
    *loss = others > 0 ? kl_exp(focus * kl_log(others)) : 0;
    /* −ln p/(1 − p) leaves the doubles on neither side. */
    const double surprise = target->gap + softmax->log_sum;
    *gradient = *loss > 0 ? *loss * (1 + times(focus * p, surprise / others)) : 0;
}

static double row_loss(const kl_cross_entropy_job *job, const kl_row_softmax *softmax,
                       const void *x, const kl_row_target *target) {
    const double smoothing = job->options.label_smoothing;
    const double lse = softmax->largest + softmax->log_sum;
    double focus, slope;
    kl_row_focus(job->options.focus, softmax, target, &focus, &slope);
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
                           const kl_row_target *target, double factor) {
    const double smoothing = job->options.label_smoothing;
    const double lse = softmax->largest + softmax->log_sum;
    double focus, slope;
    kl_row_focus(job->options.focus, softmax, target, &focus, &slope);
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

/* A piece of rows: what is known of them all before the first is looked at. */
typedef struct row_piece {
    size_t first, n;
    kl_row_targets rows;
    unsigned worker;
} row_piece;

/* A row whose targets are probabilities. */
static kl_status one_soft_row(const kl_cross_entropy_job *job, const row_piece *piece, size_t i,
                              double *loss, kl_error *error) {
    const size_t row = piece->first + i;
    const double weight = piece->rows.weight[i];
    const void *x = kl_logits_row(job, row);
    kl_class_weights *pulls = &job->scratch[piece->worker];
    kl_row_softmax softmax;
    if (!kl_row_softmax_set(&softmax, &job->reader, x, job->rows.entropy != NULL))
        return kl_row_refuse(&job->reader, x, row, job->name, error);
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
    kl_row_gradient(&softmax, &job->reader, x, pulls, &pull, kl_gradient_row(job, row));
    return KL_OK;
}

static kl_status one_row(const kl_cross_entropy_job *job, const row_piece *piece, size_t i,
                         double *loss, kl_error *error) {
    const size_t row = piece->first + i;
    const double weight = piece->rows.weight[i];
    const void *x = kl_logits_row(job, row);
    kl_row_softmax softmax;
    if (!kl_row_softmax_set(&softmax, &job->reader, x, job->rows.entropy != NULL))
        return kl_row_refuse(&job->reader, x, row, job->name, error);
    kl_row_target target = {.index = (size_t)piece->rows.target[i],
                            .weight = kl_class_weight(job, piece->rows.target[i])};
    target.gap = softmax.largest - kl_logit_read(&job->reader, x, target.index);
    if (job->gradient.data != NULL || job->options.focus > 0)
        target.e = kl_exp(-target.gap);
    *loss = times(weight, row_loss(job, &softmax, x, &target));
    kl_row_keep(&job->rows, row, *loss, &softmax);
    if (job->gradient.data == NULL)
        return KL_OK;
    const double factor = piece->rows.upstream[i] * weight / job->divisor;
    const kl_row_pull pull = pull_of(job, &softmax, &target, factor);
    kl_row_gradient(&softmax, &job->reader, x, &job->weights, &pull, kl_gradient_row(job, row));
    return KL_OK;
}

static kl_status one_piece(const kl_cross_entropy_job *job, const row_piece *piece, double *total,
                           kl_error *error) {
    for (size_t i = 0; i < piece->n; i++) {
        double loss = 0;
        if (!kl_is_left_out(job, &piece->rows, i)) {
            kl_status status = job->is_soft ? one_soft_row(job, piece, i, &loss, error)
                                            : one_row(job, piece, i, &loss, error);
            if (status != KL_OK)
                return status;
        } else {
            kl_cross_entropy_ignore(job, piece->first + i);
            if (job->gradient.data != NULL)
                kl_clear_gradient(job, piece->first + i);
        }
        *total += loss;
    }
    return KL_OK;
}

kl_status kl_cross_entropy_rows(const kl_cross_entropy_job *job, size_t begin, size_t end,
                                unsigned worker, double *loss, kl_error *error) {
    if (kl_are_few(job))
        return kl_cross_entropy_few(job, begin, end, worker, loss, error);
    row_piece piece = {.worker = worker};
    *loss = 0;
    for (piece.first = begin; piece.first < end; piece.first += KL_PIECE) {
        piece.n = kl_piece_size(end, piece.first);
        kl_row_targets_read(job, piece.first, piece.n, &piece.rows);
        kl_status status = one_piece(job, &piece, loss, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}
