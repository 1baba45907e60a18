/* SPDX-License-Identifier: Apache-2.0 */
/* Words for numbers, names and symbols: what sentences are put together from. */
#ifndef KL_REPORT_PHRASE_H
#define KL_REPORT_PHRASE_H

#include <kullback/base.h>

#define KL_PHRASE 160

typedef struct kl_phrase {
    char text[KL_PHRASE];
} kl_phrase;

/* Names of a few symbols. */
typedef struct kl_listing {
    char text[3 * KL_PHRASE];
} kl_listing;

/* "10,512". */
kl_phrase kl_phrase_count(uint64_t n);
/* "1 letter", "10,512 letters". */
kl_phrase kl_phrase_counted(uint64_t n, const char *noun);
/* "0.4 %" of a share. */
kl_phrase kl_phrase_percent(double share);
/* "0.42 ± 0.01", "0.42 (0.38 to 0.51)", "0.42" in a unit; no flags are looked at. */
kl_phrase kl_phrase_estimate(const kl_estimate *estimate, kl_unit unit);
/* The value, or one end of the interval, to as many places as the estimate supports. */
kl_phrase kl_phrase_number(const kl_estimate *estimate, double nats, kl_unit unit);
/* "0.034": a pure number to two digits. */
kl_phrase kl_phrase_small(double value);
/* "34 of 100 cases (p = 0.342)", "at most 1 of 1,000 cases (p ≤ 0.001, 999 deals)": how often chance alone does
 * that, by a permutation test; p to as many places as a table has. */
kl_phrase kl_phrase_chance(const kl_estimate *p_value);
/* "'w', 'ß' and 'z'"; each is cut with an … where it would not leave the others room, and at KL_PHRASE bytes. */
kl_listing kl_phrase_symbols(const char *const *symbols, size_t n);
/* "letter", "letter pair", "letter trigram", "letter 4-gram": what one n-gram is called. */
kl_phrase kl_phrase_gram(const char *noun, int order);
/* "", "one", … for 0 … 5: "given the two before it". */
const char *kl_phrase_cardinal(int n);

#endif
