/* SPDX-License-Identifier: Apache-2.0 */
/* What draws from the mixture (P + Q)/2 of two sampled sources look like. */
#ifndef KL_SAMPLE_MIXTURE_H
#define KL_SAMPLE_MIXTURE_H

#include "sample/align.h"
#include "sample/frequencies.h"

/*
 * All n draws of the smaller side and n of the larger one are 2n draws from the mixture, half of them from each.
 * Which n: any, so that a count of counts is what it is in the mean over all ways to take them (of weights that are
 * known: to draw them). Of equal sides it is that of both together.
 */
typedef struct kl_mixture {
    kl_frequencies frequencies; /* `times` are means */
    double half;                /* n */
    double *count, *times;      /* owned */
} kl_mixture;

/* `known`: the side whose counts are weights, of `known_total` in all; −1: none. */
kl_status kl_mixture_new(const kl_aligned *aligned, int known, double known_total, kl_mixture *out,
                         kl_error *error);
void kl_mixture_free(kl_mixture *mixture);

#endif
