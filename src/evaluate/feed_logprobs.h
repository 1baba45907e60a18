/* SPDX-License-Identifier: Apache-2.0 */
/* Log-probabilities into the evaluation that logits go into. */
#ifndef KL_EVALUATE_FEED_LOGPROBS_H
#define KL_EVALUATE_FEED_LOGPROBS_H

#include "base/cover.h"
#include "evaluate/eval.h"
#include "evaluate/logprobs.h"

/* What a file, or two of the same tokens, gave. */
typedef struct kl_logprobs_counts {
    uint64_t tokens, passages;
    uint64_t missing; /* tokens of which a file has no log-probability, not even the sentinel */
    uint64_t at_sentinel[2];
} kl_logprobs_counts;

/* Feed all tokens of `base`, and of `model` (NULL: none), whose responses begin in `lines` (from 0) of the base. Two
 * files must have the same tokens in the same passages: KL_ERROR_MISMATCH says where they differ. A token is scored
 * where all files know it. */
kl_status kl_eval_logprobs(kl_eval *eval, kl_logprobs *base, kl_logprobs *model,
                           const char *const names[2], kl_range lines, kl_logprobs_counts *counts,
                           kl_error *error);

#endif
