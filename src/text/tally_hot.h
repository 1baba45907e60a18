/* SPDX-License-Identifier: Apache-2.0 */
/* The two halves of a tally to each other: hash tables (cold) and the directly indexed table (hot).
 */
#ifndef KL_TEXT_TALLY_HOT_H
#define KL_TEXT_TALLY_HOT_H

#include "text/tally.h"

kl_status kl_tally_add_cold(kl_tally *tally, unsigned bag, const uint32_t *id, size_t n,
                            kl_error *error);
/* The count of a key in the hash table of a bag; NULL: it has none. */
uint64_t *kl_tally_find(const kl_tally *tally, unsigned bag, kl_gram_key key);

kl_status kl_tally_add_hot(kl_tally *tally, unsigned bag, const uint32_t *id, size_t n,
                           kl_error *error);
/* Move hot counts of n-grams that the hash table also has over there; returns how many hot n-grams
 * are left. */
size_t kl_tally_settle_hot(kl_tally *tally, unsigned bag);
/* Write what is left; returns the end. */
kl_cell *kl_tally_read_hot(const kl_tally *tally, unsigned bag, kl_cell *cell);
void kl_tally_clear_hot(kl_tally *tally, unsigned bag);

#endif
