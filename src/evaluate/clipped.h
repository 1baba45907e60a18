/* SPDX-License-Identifier: Apache-2.0 */
/* What a row that was clipped and rounded still says about the one that it was. */
#ifndef KL_EVALUATE_CLIPPED_H
#define KL_EVALUATE_CLIPPED_H

#include <kullback/evaluate.h>

#include "measure/softmax.h"

/*
 * The true p has ln p within `slack` of the stored value above the floor, and at most floor + slack at it;
 * it sums to 1; p->x are the stored values. Between *low and *high lies KL(p ‖ q), for any such p. Where q was clipped
 * too, q may be as small as anything: *high is infinite if p may have mass there, and *low takes q as stored.
 */
void kl_clipped_bounds(const kl_row_storage *stored, const kl_softmax *p, const kl_softmax *q,
                       const kl_row_storage *q_stored, size_t n, const kl_kernels *kernels,
                       double *low, double *high);

/* [*low, *high] holds KL(p ‖ q) for q normalised as it is read; make it hold that for the q which was stored: its
 * log-probabilities were taken as they are above the floor, and may have been anything below at it. */
void kl_clipped_model_bounds(const kl_row_storage *stored, const kl_softmax *q, size_t n,
                             double *low, double *high);

#endif
