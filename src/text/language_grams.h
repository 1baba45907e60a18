/* SPDX-License-Identifier: Apache-2.0 */
/* Counts of the n-grams of one script, of every order at once, in bounded memory. */
#ifndef KL_TEXT_LANGUAGE_GRAMS_H
#define KL_TEXT_LANGUAGE_GRAMS_H

#include "text/language_profile.h"

typedef struct kl_language_grams {
    unsigned bits, order;
    uint64_t *keys; /* 0: free */
    uint64_t *counts;
    uint64_t *followed; /* how often something that is held follows; NULL until all is counted */
    uint64_t mask;      /* slots, less one */
    size_t used;
    size_t most;      /* n-grams that may be held */
    uint64_t symbols; /* in all */
} kl_language_grams;

/* Room for `most` n-grams is taken as they come. */
kl_status kl_language_grams_new(unsigned bits, unsigned order, size_t most, kl_language_grams *out,
                                kl_error *error);
void kl_language_grams_clear(kl_language_grams *grams);
/* Count every n-gram of a word. */
kl_status kl_language_grams_add(kl_language_grams *grams, const uint16_t *word, size_t length,
                                kl_error *error);
/* All is counted: from here on n-grams have costs, and no new ones come. */
kl_status kl_language_grams_close(kl_language_grams *grams, kl_error *error);
/* Of counts that are closed: every n-gram of a word once more (1) or less (-1). */
void kl_language_grams_change(kl_language_grams *grams, const uint16_t *word, size_t length,
                              int by);
/* -log p of the last symbol of each n-gram given the others, nats. `symbols`: how many different ones there may be. */
double kl_language_grams_cost(const kl_language_grams *grams, uint64_t key, unsigned order,
                              size_t symbols);
/* The n-gram of the last `n` symbols of a window. */
static inline uint64_t kl_language_gram(unsigned bits, uint64_t window, unsigned n) {
    return window & (((uint64_t)1 << bits * n) - 1);
}

#endif
