/* SPDX-License-Identifier: Apache-2.0 */
/* What rows that were rounded still say about those that they were. */
#ifndef KL_EVALUATE_ROUNDED_H
#define KL_EVALUATE_ROUNDED_H

#include <kullback/evaluate.h>

#include "measure/softmax.h"

/*
 * Between *low and *high lies KL(p ‖ q) of the rows before they were rounded, `p` and `q` as read; `divergence` is
 * theirs. A row that is not exact in kl_row_storage is taken as it is.
 */
void kl_rounded_bounds(const kl_row_storage *p_stored, const kl_softmax *p,
                       const kl_row_storage *q_stored, const kl_softmax *q, size_t n,
                       double divergence, double *low, double *high);

#endif
