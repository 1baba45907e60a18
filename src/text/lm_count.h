/* SPDX-License-Identifier: Apache-2.0 */
/* From lines of numbers to n-grams of the highest order. */
#ifndef KL_TEXT_LM_COUNT_H
#define KL_TEXT_LM_COUNT_H

#include "text/gram_sort.h"

#include <kullback/text.h>

/* N-grams of the highest order that end at each symbol of the lines. Where a line has less before a symbol its begin
 * stands in all places that are left. */
typedef struct kl_lm_counter {
    int order;
    uint64_t memory;
    const char *spill;
    kl_pool *pool;
    uint32_t symbols; /* numbers are below it */
    uint32_t *id;     /* lines that are not counted yet: KL_LM_BEGIN, symbols, KL_LM_END, … */
    size_t size, capacity;
    size_t context;              /* how many at the front only stand before others */
    uint32_t *records, *scratch; /* of `capacity` n-grams */
    int open;                    /* the last line goes on */
    uint64_t lines;
    kl_gram_sorter sorter;
} kl_lm_counter;

kl_status kl_lm_counter_init(kl_lm_counter *counter, const kl_lm_options *options, kl_error *error);
void kl_lm_counter_clear(kl_lm_counter *counter);
/* Lines as kl_lines gives them out; `symbols`: their numbers are below it. */
kl_status kl_lm_counter_take(kl_lm_counter *counter, const uint32_t *id, size_t n, uint32_t symbols,
                             kl_error *error);
/* Nothing more comes: counter->sorter can be read. */
kl_status kl_lm_counter_finish(kl_lm_counter *counter, kl_error *error);

#endif
