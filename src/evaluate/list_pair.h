/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of two models for one place of a text, token by token. */
#ifndef KL_EVALUATE_LIST_PAIR_H
#define KL_EVALUATE_LIST_PAIR_H

#include "evaluate/logprobs.h"
#include "evaluate/partial.h"

/* Memory that is used for one place after the other; begins as {0}. */
typedef struct kl_list_pair {
    const kl_listed **named[2];
    double *both[2], *alone[2];
    size_t capacity;
} kl_list_pair;

void kl_list_pair_free(kl_list_pair *pair);

/*
 * Tokens are the same if their ids are, or their texts where not all have ids; a nameless one, and one name
 * that a list has twice, count as not named. `partial` is good until the next call. *same_top: 1 if a most
 * probable token of the one is one of the other, 0 if not, −1 where a list does not say.
 *
 * Probabilities that sum to more than 1 + KL_LOGPROB_SLACK are KL_ERROR_VALUE; those a little above 1 are made
 * smaller, so that as much as was too much is left for what is not named.
 */
kl_status kl_list_pair_set(kl_list_pair *pair, const kl_logprob_token *base,
                           const kl_logprob_token *model, kl_partial *partial, int *same_top,
                           kl_error *error);

#endif
