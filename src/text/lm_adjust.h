/* SPDX-License-Identifier: Apache-2.0 */
/* From n-grams of the highest order to the counts that models are estimated from. */
#ifndef KL_TEXT_LM_ADJUST_H
#define KL_TEXT_LM_ADJUST_H

#include "text/lm_count.h"

/* How many n-grams have which count. */
typedef struct kl_gram_tally {
    uint64_t size;    /* n-grams */
    uint64_t with[5]; /* of them with count 1 … 4 */
} kl_gram_tally;

/* What the estimators count: of each order below the highest how often an n-gram occurs, or after how many different
 * symbols (`continuations`, but for those that begin a line). */
typedef struct kl_lm_adjusted {
    int order;
    uint64_t *unigram;                      /* [symbols] */
    kl_gram_sorter sorter[KL_LM_ORDER_MAX]; /* [n − 1], n ≥ 2: n-grams by their contexts */
    kl_gram_tally tally[KL_LM_ORDER_MAX];
} kl_lm_adjusted;

kl_status kl_lm_adjust(const kl_lm_counter *counter, int continuations, kl_lm_adjusted *out,
                       kl_error *error);
void kl_lm_adjusted_clear(kl_lm_adjusted *adjusted);

#endif
