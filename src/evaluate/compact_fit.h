/* SPDX-License-Identifier: Apache-2.0 */
/* Choosing what a compact file's rows are coded by, from some of them. */
#ifndef KL_EVALUATE_COMPACT_FIT_H
#define KL_EVALUATE_COMPACT_FIT_H

#include <kullback/evaluate.h>

#include "evaluate/compact_row.h"
#include "measure/softmax.h"

/* A row of the source, and what a compact file makes of it. */
typedef struct kl_compact_scratch {
    double *log_p;  /* what is coded */
    kl_softmax row; /* of the source */
    kl_softmax stored;
    uint32_t *cells;
    double *block;
} kl_compact_scratch;

kl_status kl_compact_scratch_init(kl_compact_scratch *scratch, size_t vocabulary, kl_error *error);
void kl_compact_scratch_free(kl_compact_scratch *scratch);

/* Read a row of `from`: its softmax and its log-probabilities. */
kl_status kl_compact_take(const kl_logits *from, uint64_t row, const kl_kernels *kernels,
                          kl_compact_scratch *scratch, kl_error *error);

/* Prior, tables and resolution for the rows of `from`: at most `total_variation` a row on average, unless that
 * takes more than `bits` a token; but where a small vocabulary cannot have so few, it holds. *has_prior tells
 * whether a prior is worth its bytes. */
kl_status kl_compact_model_fit(kl_compact_model *model, const kl_logits *from,
                               const kl_compact_options *options, const kl_kernels *kernels,
                               int *has_prior, kl_error *error);

#endif
