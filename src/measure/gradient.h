/* SPDX-License-Identifier: Apache-2.0 */
/* From what a measure changes by, symbol by symbol, to its gradient: only the part counts that keeps the total. */
#ifndef KL_MEASURE_GRADIENT_H
#define KL_MEASURE_GRADIENT_H

#include "measure/job.h"

typedef struct kl_slopes {
    const char *name; /* of the measure */
    kl_array seen;    /* the weights that it is computed from, and their total */
    kl_total seen_total;
    kl_array given; /* what they were before zeros were dealt with */
    kl_zeros zeros;
    kl_gradient_of with;
} kl_slopes;

/* In place: slopes less their mean under what moves. */
kl_status kl_slopes_centre(const kl_slopes *of, const kl_kernels *kernels, kl_pool *pool,
                           double *gradient, kl_error *error);

#endif
