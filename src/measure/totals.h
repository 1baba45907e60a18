/* SPDX-License-Identifier: Apache-2.0 */
/* Totals of weights, with their check. */
#ifndef KL_MEASURE_TOTALS_H
#define KL_MEASURE_TOTALS_H

#include "kernels/kernels.h"

enum {
    /* A task of the pool: blocks of one array; large enough that handing it out costs nothing. */
    KL_TASK_BLOCKS = 16,
    KL_TASK_ELEMENTS = KL_TASK_BLOCKS * KL_BLOCK
};

/* The block of `array` from `first` on: where it lies, or copied as f64 into `buffer`. */
const double *kl_block(kl_array array, size_t first, size_t n, double *buffer);

/* The total as a pair, exact to 2⁻¹⁰⁰. KL_ERROR_VALUE names the first invalid element of `name`. */
kl_status kl_weights_total(const kl_kernels *kernels, kl_pool *pool, kl_array array,
                           const char *name, kl_total *total, kl_error *error);

/* The first element that is no weight, as an error; KL_OK if there is none. */
kl_status kl_weights_check(kl_array array, const char *name, kl_error *error);

#endif
