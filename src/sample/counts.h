/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of kl_counts, for the rooms that fill it (text) and read it (sample, compare). */
#ifndef KL_SAMPLE_COUNTS_H
#define KL_SAMPLE_COUNTS_H

#include <kullback/sample.h>

struct kl_counts {
    kl_symbols symbols;
    int order;
    int independent_draws; /* bags were drawn, not observed: KL_FLAG_INDEPENDENT_DRAWS */
    uint64_t total;        /* sum of count */
    uint64_t bad_bytes;
    uint64_t bag_total[KL_BAGS];
    /* Alphabet: symbol i is symbol_bytes[symbol_start[i] … symbol_start[i+1]), sorted by memcmp. */
    size_t alphabet;
    uint64_t *symbol_start; /* alphabet + 1 */
    char *symbol_bytes;
    /* N-grams sorted by their symbol numbers; every symbol occurs in some n-gram. */
    size_t size;
    uint32_t *gram;  /* size × order */
    uint64_t *count; /* size */
    /* Cells: how n-gram g spreads over bags, in [cell_start[g], cell_start[g+1]), bags ascending.
     */
    uint64_t *cell_start; /* size + 1 */
    uint8_t *cell_bag;
    uint64_t *cell_count; /* each > 0 */
};

/* One (n-gram, bag) of an accumulator; unused gram places are 0. */
typedef struct kl_cell {
    uint32_t gram[KL_ORDER_MAX];
    uint32_t bag;
    uint64_t count;
} kl_cell;

/* Canonical counts from what an accumulator held: `symbol` names (any order, distinct, not
 * NUL-terminated), cells in any order, each (gram, bag) at most once, gram places index `symbol`.
 * Symbols that no cell uses are dropped. n = 0 is fine (a part of a text in which nothing starts).
 */
typedef struct kl_symbol_name {
    const char *bytes;
    size_t length;
} kl_symbol_name;

/* Whether symbols are written with a blank between them. */
static inline int kl_symbols_spaced(kl_symbols symbols) {
    return symbols == KL_SYMBOLS_WORDS || symbols == KL_SYMBOLS_TOKENS;
}

kl_status kl_counts_build(kl_symbols symbols, int order, const kl_symbol_name *symbol,
                          size_t alphabet, const kl_cell *cells, size_t n, uint64_t bad_bytes,
                          kl_counts **out, kl_error *error);

#endif
