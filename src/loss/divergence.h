/* SPDX-License-Identifier: Apache-2.0 */
/* A call of kl_loss_divergence, checked and at work. */
#ifndef KL_LOSS_DIVERGENCE_H
#define KL_LOSS_DIVERGENCE_H

#include <string.h>

#include <kullback/loss.h>

#include "loss/row.h"
#include "loss/tasks.h"

/* One of the two models. */
typedef struct kl_divergence_side {
    const char *name; /* in messages */
    kl_matrix logits;
    kl_loss_gradient gradient; /* data NULL: none */
    double *entropy;           /* NULL: not asked for */
    kl_logit_reader reader;
} kl_divergence_side;

/* KL(Q‖P) is KL(P‖Q) with the sides changed over. */
typedef struct kl_divergence_job {
    kl_divergence_side p, q;
    kl_loss_divergence_options options;
    kl_pair_kind kind;
    /* Of KL where both sides have one type that has them; else NULL. */
    const kl_loss_kernels *narrow;
    double *row_loss; /* NULL: not asked for */
    double scale;     /* of a loss: T² in distillation, else 1 */
    double divisor;
    kl_row_tasks tasks;
} kl_divergence_job;

/* What does not depend on values; the logits are set. */
kl_status kl_divergence_check(kl_divergence_job *job, const kl_loss_divergence_options *options,
                              const kl_loss_divergence_rows *rows,
                              const kl_loss_gradient *p_gradient,
                              const kl_loss_gradient *q_gradient, const double *loss,
                              kl_error *error);

/* A row: its loss before its weight; gradients with these factors, of ∂D/∂z. */
kl_status kl_divergence_row(const kl_divergence_job *job, size_t row, double p_factor,
                            double q_factor, double *loss, kl_error *error);

/* The same by the narrow kernels, 1; or 0: something is not finite, or the rows are too close for it. */
int kl_divergence_narrow(const kl_divergence_job *job, size_t row, double p_factor, double q_factor,
                         double *loss);

static inline const void *kl_side_row(const kl_divergence_side *side, size_t row) {
    return (const unsigned char *)side->logits.data +
           (ptrdiff_t)row * side->logits.row_stride * (ptrdiff_t)side->reader.width;
}
static inline void *kl_side_gradient(const kl_divergence_side *side, size_t row) {
    return (unsigned char *)side->gradient.data +
           (ptrdiff_t)row * side->gradient.row_stride * (ptrdiff_t)side->reader.width;
}
static inline void kl_side_clear(const kl_divergence_side *side, size_t row) {
    if (side->gradient.data != NULL)
        memset(kl_side_gradient(side, row), 0, side->logits.columns * side->reader.width);
}

#endif
