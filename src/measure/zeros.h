/* SPDX-License-Identifier: Apache-2.0 */
/* Weights that are zero, dealt with as the caller asked before anything is measured. */
#ifndef KL_MEASURE_ZEROS_H
#define KL_MEASURE_ZEROS_H

#include "kernels/kernels.h"

#include <kullback/measure.h>

/* What one side had that the other had not, before it was dealt with. */
typedef struct kl_lone {
    uint64_t symbols[2];
    double mass[2];
} kl_lone;

/* The options of zeros make sense; `alone`: there is only p. */
kl_status kl_zeros_check(const kl_measure_options *options, int alone, kl_error *error);

/* New weights for both (p.n each, q after p) into `out`; q is p where there is no other. */
kl_status kl_zeros_apply(const kl_measure_options *options, kl_array p, kl_array q,
                         kl_total p_total, kl_total q_total, double *out, kl_error *error);

#endif
