/* SPDX-License-Identifier: Apache-2.0 */
/* The cross-entropy behind a linear layer, at work on a tile of its rows. */
#ifndef KL_LOSS_LINEAR_H
#define KL_LOSS_LINEAR_H

#include "kernels/product.h"
#include "loss/cross_entropy.h"

/* None of these depends on the number of threads, so that no sum does. */
enum {
    KL_LINEAR_ROWS = 80,   /* of a tile: 5 groups of 16 columns */
    KL_LINEAR_SHARES = 8,  /* parts of the vocabulary that are summed apart for the gradient by h */
    KL_LINEAR_CLASSES = 96 /* that are taken at a time, whole groups of 6 or 8: their part of W and
                              what is packed of them stay in the second cache */
};

typedef struct kl_linear_job {
    kl_cross_entropy_job loss; /* its logits and their gradient are the tile */
    kl_matrix hidden, weight;
    kl_linear_gradient gradient;
    const kl_product_kernels *kernels;
    kl_dtype
        dtype; /* of all that is computed and given out: f64, or f32, which narrower numbers become */
    size_t width;     /* its bytes */
    size_t share;     /* classes of a part of the vocabulary */
    const void *bias; /* NULL: none */

    /* The tile: rows that count. */
    size_t row[KL_LINEAR_ROWS], rows, task_rows;
    int is_first;
    unsigned char *logits;    /* rows × classes, then d */
    unsigned char *by_hidden; /* the tile of h packed for z = W·hᵀ, step by step of H */
    unsigned char *by_row;    /* and for dᵀ·h, row by row */
    unsigned char *shares;    /* of d·W, each rows × H */
    unsigned char *scratch;   /* of each thread: for what is widened or packed of d and W */
    size_t scratch_size;
    double task_loss[KL_LINEAR_ROWS];
} kl_linear_job;

/* The rows of the tile are set: their losses and gradients; the sum of the losses. */
kl_status kl_linear_tile(kl_linear_job *job, double *loss, kl_error *error);

/* Numbers of `scratch` that a thread needs. */
size_t kl_linear_scratch(const kl_linear_job *job);

#endif
