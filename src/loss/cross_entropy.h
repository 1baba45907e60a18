/* SPDX-License-Identifier: Apache-2.0 */
/* A call of kl_loss_cross_entropy, checked and at work. */
#ifndef KL_LOSS_CROSS_ENTROPY_H
#define KL_LOSS_CROSS_ENTROPY_H

#include <kullback/loss.h>

#include "loss/row.h"

typedef struct kl_cross_entropy_job {
    kl_matrix logits;
    kl_array targets;
    kl_cross_entropy_options options;
    kl_loss_rows rows;         /* NULLs where nothing is asked for */
    kl_loss_gradient gradient; /* data NULL: forward only */
    kl_logit_reader reader;
    kl_class_weights weights;
    double divisor;
    size_t task_rows;
    double *task_loss; /* sums of tasks, which have the same rows for any number of threads */
} kl_cross_entropy_job;

/* What does not depend on values. */
kl_status kl_cross_entropy_check(kl_cross_entropy_job *job, kl_matrix logits, kl_array targets,
                                 const kl_cross_entropy_options *options, const kl_loss_rows *rows,
                                 const kl_loss_gradient *gradient, const double *loss,
                                 kl_error *error);

#endif
