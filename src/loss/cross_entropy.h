/* SPDX-License-Identifier: Apache-2.0 */
/* A call of kl_loss_cross_entropy or kl_loss_soft_cross_entropy, checked and at work. */
#ifndef KL_LOSS_CROSS_ENTROPY_H
#define KL_LOSS_CROSS_ENTROPY_H

#include <string.h>

#include <kullback/loss.h>

#include "loss/row.h"
#include "loss/tasks.h"

typedef struct kl_cross_entropy_job {
    kl_matrix logits;
    const char *name; /* of these in messages */
    size_t origin;    /* the row that logits.data and gradient.data begin with */
    kl_array targets; /* indices, or */
    kl_matrix soft;   /* probabilities: rows of 0 otherwise */
    int is_soft;
    kl_cross_entropy_options options;
    kl_loss_rows rows;         /* NULLs where nothing is asked for */
    kl_loss_gradient gradient; /* data NULL: forward only */
    kl_logit_reader reader;
    kl_class_weights weights;
    double divisor;
    kl_class_weights *scratch; /* of each thread: the pulls of a row's probabilities */
    kl_row_tasks target_tasks, tasks;
} kl_cross_entropy_job;

/* What does not depend on values: logits (their shape and type) and targets are set. */
kl_status kl_cross_entropy_check(kl_cross_entropy_job *job, const kl_cross_entropy_options *options,
                                 const kl_loss_rows *rows, const double *loss, kl_error *error);
/* And of logits that are there, and their gradient. */
kl_status kl_cross_entropy_check_logits(kl_cross_entropy_job *job, const kl_loss_gradient *gradient,
                                        kl_error *error);

/* Class weights, tasks and the divisor, for which all targets are looked at. To be freed also after a failure. */
kl_status kl_cross_entropy_prepare(kl_cross_entropy_job *job, kl_error *error);
/* How the rows are read, once the weights and the divisor are known. */
void kl_cross_entropy_set_reader(kl_cross_entropy_job *job);
void kl_cross_entropy_free(kl_cross_entropy_job *job);

/* Rows are taken so many at a time. */
enum { KL_PIECE = KL_FEW_ROWS };

static inline size_t kl_piece_size(size_t n, size_t first) {
    return n - first < KL_PIECE ? n - first : KL_PIECE;
}

/* Of n ≤ KL_PIECE rows from `first` on; what lies behind has weight 0. */
typedef struct kl_row_targets {
    double target[KL_PIECE], weight[KL_PIECE], upstream[KL_PIECE];
} kl_row_targets;

void kl_row_targets_read(const kl_cross_entropy_job *job, size_t first, size_t n,
                         kl_row_targets *out);

/* No target is NaN. */
static inline double kl_ignored_target(const kl_cross_entropy_job *job) {
    return job->is_soft ? NAN : (double)job->options.ignore_index;
}

static inline int kl_is_ignored(const kl_cross_entropy_job *job, double target) {
    return target == kl_ignored_target(job);
}

/* The i-th of the rows does not count and is not read. */
static inline int kl_is_left_out(const kl_cross_entropy_job *job, const kl_row_targets *rows,
                                 size_t i) {
    return job->is_soft ? rows->weight[i] == 0 : kl_is_ignored(job, rows->target[i]);
}

static inline double kl_class_weight(const kl_cross_entropy_job *job, double target) {
    return job->is_soft || job->weights.wide == NULL ? 1 : job->weights.wide[(size_t)target];
}

/* Of few classes, as the kernels can have them. */
static inline int kl_are_few(const kl_cross_entropy_job *job) {
    return job->reader.narrow != NULL && job->logits.columns <= KL_FEW_CLASSES;
}

/* Rows [begin, end), whose targets are good: losses, by-products, gradients; the sum of the losses. */
kl_status kl_cross_entropy_rows(const kl_cross_entropy_job *job, size_t begin, size_t end,
                                unsigned worker, double *loss, kl_error *error);
/* The same of few classes, many rows at once. */
kl_status kl_cross_entropy_few(const kl_cross_entropy_job *job, size_t begin, size_t end,
                               unsigned worker, double *loss, kl_error *error);

static inline const void *kl_logits_row(const kl_cross_entropy_job *job, size_t row) {
    return (const unsigned char *)job->logits.data +
           (ptrdiff_t)(row - job->origin) * job->logits.row_stride * (ptrdiff_t)job->reader.width;
}

static inline void *kl_gradient_row(const kl_cross_entropy_job *job, size_t row) {
    return (unsigned char *)job->gradient.data +
           (ptrdiff_t)(row - job->origin) * job->gradient.row_stride * (ptrdiff_t)job->reader.width;
}

static inline void kl_clear_gradient(const kl_cross_entropy_job *job, size_t row) {
    memset(kl_gradient_row(job, row), 0, job->logits.columns * job->reader.width);
}

/* A row's target and what is known of it. */
typedef struct kl_row_target {
    size_t index;
    double weight; /* of its class */
    double gap, e; /* largest − z; e^−gap, for a gradient or a focus */
} kl_row_target;

/* (1 − p)^γ, which the loss is multiplied by, and F, which takes its place in the gradient. Where p = 1 both are 0. */
void kl_row_focus(double focus, const kl_row_softmax *softmax, const kl_row_target *target,
                  double *loss, double *gradient);

/* w t' of a row, t' = (1 − ε) t + ε/V. */
kl_status kl_soft_pulls(const kl_cross_entropy_job *job, size_t row, kl_class_weights *pulls,
                        kl_error *error);

/* By-products of a row that is ignored. */
void kl_cross_entropy_ignore(const kl_cross_entropy_job *job, size_t row);

/* Σ w t' (−ln p) of a row, and where its gradient goes if its factor is 1; `pulls` becomes w t'. */
kl_status kl_soft_row(const kl_cross_entropy_job *job, size_t row, const void *x,
                      const kl_row_softmax *softmax, kl_class_weights *pulls, double *loss,
                      kl_error *error);

#endif
