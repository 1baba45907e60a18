/* SPDX-License-Identifier: Apache-2.0 */
/* What a model makes of a text, before it is divided: sums that parts of the text merge to. */
#ifndef KL_TEXT_LM_SCORED_H
#define KL_TEXT_LM_SCORED_H

#include <kullback/text.h>

#include "base/cover.h"
#include "io/state_type.h"
#include "text/lm_excess.h"
#include "text/text_size.h"

/* All of it whole numbers but for the losses. */
typedef struct kl_lm_bag {
    kl_exact_sum loss, known; /* of all symbols, and of those the model knows */
    uint64_t lines, symbols, unknown, impossible;
    kl_text_counts text;
} kl_lm_bag;

typedef struct kl_lm_scored {
    char *model, *text;         /* names */
    uint64_t model_id, text_id; /* of their content */
    kl_symbols symbols;         /* of the model */
    uint32_t order;
    uint64_t vocabulary;
    uint64_t size;       /* bytes of the text */
    uint64_t bad_bytes;  /* that are not UTF-8 and were passed over */
    kl_cover cover;      /* those of them in which lines begin that were scored */
    kl_lm_excess excess; /* of the model; of a score without names it is not looked for */
    kl_lm_bag bag[KL_BAGS];
} kl_lm_scored;

kl_lm_scored *kl_lm_scored_new(void);
void kl_lm_scored_free(kl_lm_scored *scored);
void kl_lm_bag_add(kl_lm_bag *to, const kl_lm_bag *from);

/* Score the lines that begin in the part of the text that the options ask for; they were checked. The names may be
 * NULL. After a failure *out is NULL. */
kl_status kl_lm_score_part(const kl_lm *lm, const char *model, const char *text, const void *data,
                           size_t size, const kl_lm_score_options *options, kl_lm_scored **out,
                           kl_error *error);
/* KL_ERROR_VALUE where no line was scored. */
kl_status kl_lm_scored_finish(const kl_lm_scored *scored, double confidence, kl_lm_score *out,
                              kl_error *error);

extern const kl_state_type kl_lm_scored_type;

#endif
