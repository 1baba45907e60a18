/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Distributions given by logits of single precision or less, fast: exponentials in f32, so that a loss, an entropy
 * and a divergence are good to 2⁻²⁰ of each, and mostly to 2⁻²³, also as p → 1 and where two rows hardly differ.
 */
#ifndef KL_MEASURE_SOFTMAX_SINGLE_H
#define KL_MEASURE_SOFTMAX_SINGLE_H

#include "kernels/single.h"
#include "measure/softmax.h"

/* How many floats of room rows of n logits take. */
size_t kl_softmax_single_room(size_t n);

/*
 * Fills p, and q unless it is NULL, but for e and x, which they do without, and *apart, the latter three of it only
 * if `whole`. 0 where rows are not for single precision, and have to go through kl_softmax_set and kl_softmax_compare:
 * of f64 or with gaps between the numbers, with a logit that is none or above KL_SINGLE_LARGEST, with tokens that are
 * impossible for one side alone, or so extreme that exponentials or divergences leave the range of f32.
 */
int kl_softmax_single(kl_softmax *p, kl_softmax *q, int whole, const kl_kernels *kernels,
                      const kl_single_kernels *single, float *room, kl_row_divergences *apart);

#endif
