/* SPDX-License-Identifier: Apache-2.0 */
/* Contexts after which a model that was read gives all symbols together more than probability 1. */
#ifndef KL_TEXT_LM_EXCESS_H
#define KL_TEXT_LM_EXCESS_H

#include "text/lm.h"

typedef struct kl_lm_excess {
    uint64_t contexts; /* how many; 0: none */
    kl_lm_state worst; /* the one with the largest sum; KL_LM_NONE: with nothing before */
    double sum;        /* of its probabilities */
} kl_lm_excess;

/* Sums that are above 1 by more than the rounding of a file with four decimals explains. Cost: a step of the model for
 * each n-gram, and 24 bytes for each that may be a context. */
kl_status kl_lm_find_excess(const kl_lm *lm, kl_lm_excess *out, kl_error *error);
/* A note, where a model with backoffs of somebody else has such contexts. */
kl_status kl_lm_note_excess(const kl_lm *lm, const char *model, kl_document *document,
                            kl_error *error);

#endif
