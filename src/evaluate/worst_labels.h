/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_EVALUATE_WORST_LABELS_H
#define KL_EVALUATE_WORST_LABELS_H

#include "evaluate/evaluated.h"

/* Label the worst tokens; `logits` are those that know the targets, if any do, `chunked` those that say where units
 * begin. `vocabulary` may be NULL. */
kl_status kl_worst_label(kl_evaluated_pair *pair, const kl_logits *logits, const kl_logits *chunked,
                         const kl_vocabulary *vocabulary, kl_error *error);

#endif
