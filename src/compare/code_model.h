/* SPDX-License-Identifier: Apache-2.0 */
/* The distribution a code is made for, as integer frequencies of the next symbol. */
#ifndef KL_COMPARE_CODE_MODEL_H
#define KL_COMPARE_CODE_MODEL_H

#include "compare/lexicon.h"

typedef struct kl_code_model {
    size_t n;
    uint32_t *start; /* n + 1: symbol s occupies [start[s], start[s + 1]) of KL_CODE_TOTAL */
} kl_code_model;

/* Krichevsky–Trofimov over the union: a half is added to every count, also to those that are 0. */
kl_status kl_code_model_new(kl_code_model *model, const kl_lexicon *lexicon, kl_error *error);
void kl_code_model_clear(kl_code_model *model);

/* The symbol whose interval holds `point` < KL_CODE_TOTAL. */
uint32_t kl_code_model_find(const kl_code_model *model, uint32_t point);

#endif
