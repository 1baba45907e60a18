/* SPDX-License-Identifier: Apache-2.0 */
/* From counts to a model. */
#ifndef KL_TEXT_LM_ESTIMATE_H
#define KL_TEXT_LM_ESTIMATE_H

#include "text/lm.h"
#include "text/lm_adjust.h"

/* Discounts of one order; 1: they could not be had from the counts, and are those that stand in. */
int kl_lm_discounts(const kl_gram_tally *tally, double discount[3]);

/* `adjusted` is used up. The model and what it is made from take `memory` at most before they lie in files below
 * `spill`. */
kl_status kl_lm_estimate(kl_lm_adjusted *adjusted, kl_symbols symbols, kl_lm_smoothing smoothing,
                         kl_lm_names names, const char *spill, uint64_t memory, kl_pool *pool,
                         kl_lm **out, kl_error *error);

#endif
