/* SPDX-License-Identifier: Apache-2.0 */
/* Weights that are zero, dealt with as the caller asked before anything is measured. */
#ifndef KL_MEASURE_ZEROS_H
#define KL_MEASURE_ZEROS_H

#include "kernels/kernels.h"

#include <kullback/measure.h>

/* What one side had that the other had not, before it was dealt with,
 * and which share of a side lies elsewhere since. */
typedef struct kl_lone {
    uint64_t symbols[2];
    double mass[2];
    double moved[2];
} kl_lone;

/* Note of `side`, as that of side `as`, what was dealt with; where no symbol was zero on one side alone, what moved all
 * the same. */
void kl_lone_note(const kl_lone *lone, unsigned side, unsigned as, kl_estimate *out);

/* The options of zeros make sense; `alone`: there is one side only. */
kl_status kl_zeros_check(const kl_measure_options *options, int alone, kl_error *error);

/* New weights for k sides of the same length, one after the other, for kl_free. With KL_ZEROS_MIX the other is the
 * mean of the others. */
kl_status kl_zeros_new(const kl_measure_options *options, const kl_array *sides,
                       const kl_total *totals, size_t k, double **out, kl_error *error);
/* Which share of one side new weights have elsewhere; what is rounding did not move. */
double kl_zeros_moved(kl_array before, kl_total before_total, kl_array after, kl_total after_total);

#endif
