/* SPDX-License-Identifier: Apache-2.0 */
/* Contexts after which a model that was read gives all symbols together more than probability 1. */
#ifndef KL_TEXT_LM_EXCESS_H
#define KL_TEXT_LM_EXCESS_H

#include <kullback/report.h>

#include "io/excerpt.h"
#include "text/lm.h"

enum { KL_LM_PLACE = 2 * KL_EXCERPT_SIZE };

typedef struct kl_lm_excess {
    uint64_t contexts;       /* how many; 0: none */
    double sum;              /* of the probabilities of the worst one */
    char place[KL_LM_PLACE]; /* where that is: 'After "of the"', 'With nothing before' */
} kl_lm_excess;

/* Sums that are above 1 by more than the rounding of a file with four decimals explains; none in a model of ours. Cost:
 * a step of the model for each n-gram, and 24 bytes for each that may be a context. */
kl_status kl_lm_find_excess(const kl_lm *lm, kl_lm_excess *out, kl_error *error);
/* A note, where there are such contexts. */
kl_status kl_lm_note_excess(const kl_lm_excess *excess, const char *model, kl_document *document,
                            kl_error *error);

#endif
