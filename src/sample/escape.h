/* SPDX-License-Identifier: Apache-2.0 */
/* The n-gram model behind KL of higher orders: interpolated escape by method D.
 *
 *   q_k(s | ctx) = max(c(ctx s) − ½, 0)/c(ctx) + (T(ctx)/2)/c(ctx) · q_{k−1}(s | shorter ctx)
 *
 * T: how many different symbols followed; a context that was never seen passes on to the shorter one;
 * the last resort is q_1(s) = (c(s) + ½)/(n + K/2) over K symbols of both alphabets.
 * P. G. Howard, "The Design and Analysis of Efficient Lossless Data Compression Systems", 1993. */
#ifndef KL_SAMPLE_ESCAPE_H
#define KL_SAMPLE_ESCAPE_H

#include "sample/align.h"

/* The n-grams of one length k, which are the ends of those of the order above. */
typedef struct kl_level {
    size_t size;       /* how many */
    size_t contexts;   /* how many beginnings of length k − 1 they have */
    uint32_t *context; /* size: which beginning */
    uint32_t *shorter; /* size: its number in the level below, without the first symbol */
} kl_level;

typedef struct kl_levels {
    int order;
    size_t alphabet;              /* K */
    kl_level level[KL_ORDER_MAX]; /* level[k − 1] has n-grams of length k */
} kl_levels;

kl_status kl_levels_new(const kl_aligned *aligned, kl_levels *out, kl_error *error);
void kl_levels_free(kl_levels *levels);

/* Work space of one thread. */
typedef struct kl_escape {
    double *count[KL_ORDER_MAX]; /* n-grams of each length */
    double *q[KL_ORDER_MAX];
    double *total, *followers; /* of contexts, as many as the level with the most */
} kl_escape;

kl_status kl_escape_new(const kl_levels *levels, kl_escape *out, kl_error *error);
void kl_escape_free(kl_escape *escape);

/* From the counts of the longest n-grams in escape->count[order − 1] (of total > 0) to their
 * conditional probabilities, returned: as many as aligned->size. */
const double *kl_escape_model(const kl_levels *levels, kl_escape *escape);

/* Sums of the values of n-grams of the longest level over what begins alike: the (N − 1)-grams. */
void kl_levels_contexts(const kl_levels *levels, const double *value, double *context);

#endif
