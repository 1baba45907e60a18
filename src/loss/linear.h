/* SPDX-License-Identifier: Apache-2.0 */
/* The cross-entropy behind a linear layer, at work on a tile of its rows. */
#ifndef KL_LOSS_LINEAR_H
#define KL_LOSS_LINEAR_H

#include "kernels/product.h"
#include "loss/cross_entropy.h"

/* None of these depends on the number of threads, so that no sum does. */
enum {
    KL_LINEAR_ROWS = 80,     /* of a tile: 5 vectors of 16 */
    KL_LINEAR_COLUMNS = 528, /* of W that are packed at a time, whole groups of 16 or 48 */
    KL_LINEAR_CLASSES = 96, /* that are taken at a time, whole groups of 6 or 8: their part of W and
                               what is packed of them stay in the second cache */
    KL_LINEAR_LINE = 64     /* bytes of a cache */
};

typedef struct kl_linear_job {
    kl_cross_entropy_job loss; /* its logits and their gradient are the tile */
    kl_matrix hidden, weight;
    kl_linear_gradient gradient;
    const kl_product_kernels *kernels;
    kl_dtype dtype; /* of all that is computed and given out: f64, or f32, which narrower become */
    size_t width;   /* its bytes */
    const void *bias; /* NULL: none */

    /* The tile: rows that count. */
    size_t row[KL_LINEAR_ROWS], rows, task_rows;
    int is_first; /* the gradients by W and b have nothing yet */
    /* Tiles whose gradients wait: their rows, how many, and for how many there is room. */
    size_t *held_row, held, held_rows;
    unsigned char *logits;    /* rows × classes, then d */
    unsigned char *by_hidden; /* the tile of h packed for z = W·hᵀ, by steps of H; then d·W */
    unsigned char *by_row;  /* its rows; then packed for dᵀ·h, row by row of a task's columns */
    unsigned char *scratch; /* of each thread: for what is widened or packed of d and W */
    size_t scratch_size;
    double task_loss[KL_LINEAR_ROWS];
} kl_linear_job;

/* The rows of the tile are set: their losses, and d where gradients are wanted; the sum of the losses. */
kl_status kl_linear_losses(kl_linear_job *job, double *loss, kl_error *error);
/* Then the gradients of the tile. */
kl_status kl_linear_gradients(kl_linear_job *job, kl_error *error);

/* Or the tile is put away, of which at most `held_rows` rows can be, and all that were have their gradients later,
 * before the logits of another tile. */
size_t kl_linear_held_rows(const kl_linear_job *job);
kl_status kl_linear_hold(kl_linear_job *job, kl_error *error);
kl_status kl_linear_finish_held(kl_linear_job *job, kl_error *error);

/* Columns of H that are a task of the gradients: a part for each thread, since every task reads all of d. */
size_t kl_linear_task_columns(const kl_linear_job *job);
/* Numbers of `scratch` that a thread needs. */
size_t kl_linear_scratch(const kl_linear_job *job);

/* ── Steps of both ways ── */

static inline size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Numbers of a row as what is computed. */
void kl_linear_read(const kl_linear_job *job, kl_matrix matrix, size_t row, size_t column, size_t n,
                    void *out);
unsigned char *kl_linear_logit(const kl_linear_job *job, size_t slot, size_t column);
/* n classes of W packed by columns, in scratch. */
const void *kl_linear_pack_weight(const kl_linear_job *job, size_t class, size_t n, size_t first,
                                  size_t columns, unsigned char *scratch);
/* n numbers of d·W to where the gradient by a row of h has them. */
void kl_linear_put_hidden(const kl_linear_job *job, size_t row, size_t column, size_t n,
                          const void *from);
/* The sums of the columns of d, rows × n. */
void kl_linear_add_bias(const kl_linear_job *job, size_t class, size_t n, const unsigned char *d,
                        ptrdiff_t stride, size_t rows);

#endif
