/* SPDX-License-Identifier: Apache-2.0 */
/* The search for a key: of each kind under one language. Costs are in KL_CIPHER_COST, and exact. */
#ifndef KL_TEXT_CIPHER_SEARCH_H
#define KL_TEXT_CIPHER_SEARCH_H

#include "text/cipher_text.h"

enum { KL_CIPHER_PERIOD_MAX = 20, KL_CIPHER_COLUMNS_MAX = 12 };

typedef struct kl_cipher_key {
    kl_cipher_kind kind;
    unsigned period; /* of a Vigenère cipher; columns of a transposition */
    /* A shift; a and b; shifts; the plain symbol of each; which column is read first, second, … */
    uint8_t values[KL_CIPHER_SYMBOLS_MAX];
} kl_cipher_key;

/* A key with what the text costs under it, and what the key itself does in nats. */
typedef struct kl_cipher_found {
    kl_cipher_key key;
    uint32_t cost;
    double key_cost;
    /* Of a transposition: nats by which the next best key that was seen is dearer. */
    double apart;
    /* Of a substitution without blanks: the share of letters that may as well be others. */
    double doubt;
} kl_cipher_found;

/* Both together. */
static inline double kl_cipher_nats(const kl_cipher_found *found) {
    return KL_CIPHER_COST * found->cost + found->key_cost;
}

/* What a search needs: a text, a language's table, and room for text->n symbols. */
typedef struct kl_cipher_job {
    const kl_cipher_text *text;
    const kl_cipher_table *table;
    uint8_t *plain;
} kl_cipher_job;

/* The text under a key. */
void kl_cipher_apply(const kl_cipher_text *text, const kl_cipher_key *key, uint8_t *plain);

/* What the text costs under a key. */
uint32_t kl_cipher_cost_under(const kl_cipher_job *job, const kl_cipher_key *key);

/* 1 if the two have no common divisor. */
int kl_cipher_is_prime_to(unsigned a, unsigned b);

/* log of how many keys there are; of a substitution those that this text tells apart. */
double kl_cipher_key_cost(const kl_cipher_text *text, const kl_cipher_key *key);
/* The same for any text. `period`: of the kinds that have one. */
double kl_cipher_keys(kl_cipher_kind kind, unsigned letters, unsigned period);

/* log of how many keys there are over what a letter tells of a language, in letters. */
double kl_cipher_unicity(const kl_cipher_language *language, kl_cipher_kind kind, unsigned period);

/* The longest period that a Vigenère key of a text may have: each letter is used three times. */
unsigned kl_cipher_longest_period(const kl_cipher_text *text);

/* The best key of a kind. */
void kl_cipher_find_none(const kl_cipher_job *job, kl_cipher_found *out);
void kl_cipher_find_shift(const kl_cipher_job *job, kl_cipher_found *out);
void kl_cipher_find_affine(const kl_cipher_job *job, kl_cipher_found *out);
void kl_cipher_find_vigenere(const kl_cipher_job *job, kl_cipher_found *out);

/* The best order of columns; the text is of running letters. */
kl_status kl_cipher_find_transposition(const kl_cipher_job *job, kl_cipher_found *out,
                                       kl_error *error);

/* One search from the stream's own beginning. */
kl_status kl_cipher_find_substitution(const kl_cipher_job *job, uint64_t seed, uint64_t stream,
                                      kl_cipher_found *out, kl_error *error);

/* The chain that has blanks, for letters whose blanks are hidden. */
enum { KL_CIPHER_COSTS = 256 };
typedef struct kl_cipher_chain {
    const kl_cipher_table *table; /* of running letters */
    double q[KL_CIPHER_COSTS];
} kl_cipher_chain;

void kl_cipher_chain_init(const kl_cipher_table *table, kl_cipher_chain *out);
/* What four letters or more cost there, the first ones of a word; for as many places as kl_cipher_cost has. */
uint32_t kl_cipher_chain_cost(const kl_cipher_chain *chain, const uint8_t *letters, size_t n);

/* Nats of n letters count as if they were this share of them, since neighbours tell the same twice. */
#define KL_CIPHER_SHARPNESS 0.5

/* Exchange letters of a substitution of running letters as long as that helps under that chain; the cost is what the
 * text costs there, and doubt comes of how little dearer exchanges are. The text has four letters or more. */
void kl_cipher_polish(const kl_cipher_job *job, kl_cipher_found *found);

#endif
