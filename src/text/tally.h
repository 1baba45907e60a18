/* SPDX-License-Identifier: Apache-2.0 */
/* How often each n-gram of symbol numbers began in each bag: one hash table a bag. Where there is much
 * to count, n-grams of the commonest symbols are counted without a search: for one bag at a time in a
 * scratch table that stays in the cache, which is then added to the bag's own, of the same layout. */
#ifndef KL_TEXT_TALLY_H
#define KL_TEXT_TALLY_H

#include "sample/counts.h"

/* An n-gram packed into one word (narrow) or two (wide). */
__extension__ typedef unsigned __int128 kl_gram_key;

typedef struct kl_gram_table {
    uint64_t *slot; /* key, count | low, high, count; a count of 0: free */
    size_t slots;   /* a power of two, or 0 */
    size_t used;
    unsigned shift; /* 64 − log2(slots) */
} kl_gram_table;

typedef struct kl_tally_scratch kl_tally_scratch;

typedef struct kl_tally {
    int order;
    int wide;
    unsigned bits; /* of a symbol in a key */
    kl_gram_table bag[KL_BAGS];
    /* Called before `more` bytes are added to the tables; it may empty the tally (kl_tally_clear).
     * A result other than KL_OK stops. */
    kl_status (*room)(void *context, size_t more, kl_error *error);
    void *room_context;
    kl_tally_scratch *scratch; /* NULL: not set up */
    size_t bytes;              /* of all tables */
} kl_tally;

void kl_tally_init(kl_tally *tally, int order);
void kl_tally_free(kl_tally *tally);

/* Largest number of symbols a key can tell apart. */
uint64_t kl_tally_symbols(const kl_tally *tally);
/* Use two words a key from now on. The tally must be empty. */
void kl_tally_widen(kl_tally *tally);

/* Count the n-grams that begin at id[0 … n − 1]; id has n + order − 1 symbols. */
kl_status kl_tally_add(kl_tally *tally, unsigned bag, const uint32_t *id, size_t n,
                       kl_error *error);
/* Add counts to n different n-grams. */
typedef struct kl_gram_count {
    kl_gram_key key;
    uint64_t count;
} kl_gram_count;
#define KL_GRAM_COUNTS 32 /* at most */
kl_status kl_tally_add_counts(kl_tally *tally, unsigned bag, const kl_gram_count *gram, size_t n,
                              kl_error *error);

/* How many cells the bags [first, end) hold. */
size_t kl_tally_cells(const kl_tally *tally, unsigned first, unsigned end);
/* Write them; `cell` has room for kl_tally_cells. */
void kl_tally_read(const kl_tally *tally, unsigned first, unsigned end, kl_cell *cell);
/* Empty the bags [first, end) and give their memory back. */
void kl_tally_clear(kl_tally *tally, unsigned first, unsigned end);

/* Set the scratch table up for the commonest of `symbols` symbols in id[0 … n − 1], unless it is set
 * up already or this order cannot have one; 1 in *ready if there is one. */
kl_status kl_tally_warm(kl_tally *tally, const uint32_t *id, size_t n, size_t symbols, int *ready,
                        kl_error *error);
/* Like kl_tally_add, by the scratch table; kl_tally_pour must follow before another bag is counted. */
kl_status kl_tally_add_warm(kl_tally *tally, unsigned bag, const uint32_t *id, size_t n,
                            kl_error *error);
void kl_tally_pour(kl_tally *tally);
/* Move everything to the hash tables; what is counted by scratch is not read before. */
kl_status kl_tally_settle(kl_tally *tally, kl_error *error);
/* Give the (settled) scratch table up: its symbols mean nothing in a new lexicon. */
void kl_tally_cool(kl_tally *tally);

#endif
