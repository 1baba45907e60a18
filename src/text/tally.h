/* SPDX-License-Identifier: Apache-2.0 */
/* How often each n-gram of symbol numbers began in each bag: one hash table a bag, and before them,
 * when there is much to count, a directly indexed table for the n-grams of the commonest symbols.
 */
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

/* Every hot table has this many places. */
#define KL_HOT_PLACES 65536
#define KL_HOT_BYTES ((size_t)KL_BAGS * KL_HOT_PLACES * sizeof(uint32_t))

typedef struct kl_tally {
    int order;
    int wide;
    unsigned bits; /* of a symbol in a key */
    kl_gram_table bag[KL_BAGS];
    uint64_t grams; /* counted since it was emptied: hot counts stay below 2^32 */
    /* Called before `more` bytes are added to the tables; it may empty the tally (kl_tally_clear).
     * A result other than KL_OK stops. */
    kl_status (*room)(void *context, size_t more, kl_error *error);
    void *room_context;
    uint32_t *hot;        /* KL_BAGS × KL_HOT_PLACES, or NULL */
    uint32_t *hot_index;  /* by symbol: its number among the hot ones, or KL_HOT_NONE */
    size_t hot_known;     /* symbols hot_index has */
    uint32_t *hot_symbol; /* the other way round */
    uint32_t hot_side;    /* hot_side ^ order ≤ KL_HOT_PLACES */
    size_t bytes;         /* of all tables */
} kl_tally;

#define KL_HOT_NONE UINT32_C(0x10000)

void kl_tally_init(kl_tally *tally, int order);
void kl_tally_free(kl_tally *tally);

/* Largest number of symbols a key can tell apart. */
uint64_t kl_tally_symbols(const kl_tally *tally);
/* Use two words a key from now on. The tally must be empty. */
void kl_tally_widen(kl_tally *tally);

/* Count the n-grams that begin at id[0 … n − 1]; id has n + order − 1 symbols. */
kl_status kl_tally_add(kl_tally *tally, unsigned bag, const uint32_t *id, size_t n,
                       kl_error *error);

/* How many cells the bags [first, end) hold. */
size_t kl_tally_cells(kl_tally *tally, unsigned first, unsigned end);
/* Write them; `cell` has room for kl_tally_cells. */
void kl_tally_read(const kl_tally *tally, unsigned first, unsigned end, kl_cell *cell);
/* Empty the bags [first, end) and give their memory back. */
void kl_tally_clear(kl_tally *tally, unsigned first, unsigned end);

/* Set up the hot table for an alphabet of `symbols` symbols, if this order can have one. */
kl_status kl_tally_heat(kl_tally *tally, size_t symbols, kl_error *error);
/* Give up the (empty) hot table: its symbols mean nothing in a new lexicon. */
void kl_tally_cool(kl_tally *tally);
/* Let hot_index cover symbols that came later. */
kl_status kl_tally_hot_cover(kl_tally *tally, size_t symbols, kl_error *error);

#endif
