/* SPDX-License-Identifier: Apache-2.0 */
/* The distribution a code is made for, as integer frequencies of the next symbol. */
#ifndef KL_COMPARE_CODE_MODEL_H
#define KL_COMPARE_CODE_MODEL_H

#include "compare/code_alphabet.h"

/*
 * Order 1: Krichevsky–Trofimov over the union alphabet. Above it the model that the sample room judges
 * divergences with: an n-gram gives up a half, and what its context collects goes to the next shorter
 * context (Howard 1993, method D), down to order 1. The first symbols of a text have fewer before them
 * and use what they have.
 */
typedef struct kl_code_model kl_code_model;

/* The alphabet must outlive the model and not grow any more. */
kl_status kl_code_model_new(const kl_code_alphabet *alphabet, kl_code_model **out, kl_error *error);
void kl_code_model_free(kl_code_model *model);

/* Where the symbols lie after those that came so far (only the last order − 1 are looked at): symbol s
 * occupies [start[s], start[s + 1]) of KL_CODE_TOTAL. Good until the next call. */
kl_status kl_code_model_after(kl_code_model *model, const uint32_t *symbols, size_t n,
                              const uint32_t **start, kl_error *error);

/* The symbol whose interval holds `point` < KL_CODE_TOTAL. */
uint32_t kl_code_model_find(const kl_code_model *model, const uint32_t *start, uint32_t point);

#endif
