/* SPDX-License-Identifier: Apache-2.0 */
/* Distributions given by logits: one, and then two beside each other, without forming probabilities where they
 * would lose digits. */
#ifndef KL_MEASURE_SOFTMAX_H
#define KL_MEASURE_SOFTMAX_H

#include "kernels/kernels.h"

enum { KL_TOP = 5 };

/* p = e^x/Σ e^x. The logits x stay as they are stored and are read piece by piece: as f64 a row would not stay in
 * a core's cache. */
typedef struct kl_softmax {
    kl_array stored;
    int is_levels; /* 1: a logit is scale·(what is stored) + offset, each operation rounded */
    double scale, offset;
    double *room;    /* for all logits as f64, where somebody needs them at once: */
    const double *x; /* NULL until kl_softmax_unpack */
    double *e;       /* exp(x − largest) */
    int has_zeros;   /* among e */
    double largest;
    double z, log_z; /* Σ e, and its logarithm, exact also near 0 */
    double entropy;
    size_t top[KL_TOP]; /* the most probable, first the first of equals */
    double top_logit[KL_TOP];
    size_t tops;      /* KL_TOP, or all if there are fewer */
    double log_ratio; /* of q of kl_softmax_single: ln q − ln p = y − x + log_ratio */
} kl_softmax;

/* Fills the rest from what is stored; room and e have its size. KL_ERROR_VALUE with the index of what is no
 * logit. */
kl_status kl_softmax_set(kl_softmax *row, const kl_kernels *kernels, kl_error *error);

double kl_softmax_logit(const kl_softmax *row, size_t token);
/* Among the most probable, if it belongs there; of equals the first stays first. */
void kl_softmax_insert_top(kl_softmax *row, size_t token, double x);
void kl_softmax_unpack(kl_softmax *row, const kl_kernels *kernels);

/* −ln p and p of one token. */
double kl_softmax_probability(const kl_softmax *row, size_t token);
double kl_softmax_loss(const kl_softmax *row, size_t token);

/* 1 if both are stored alike, to the bit. */
int kl_softmax_is_same(const kl_softmax *p, const kl_softmax *q);

typedef struct kl_row_divergences {
    double forward, reverse, jensen_shannon, total_variation;
} kl_row_divergences;

/* Of p to q, which have the same size. */
kl_row_divergences kl_softmax_compare(kl_softmax *p, kl_softmax *q, const kl_kernels *kernels);

#endif
