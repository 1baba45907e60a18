/* SPDX-License-Identifier: Apache-2.0 */
/* The scratch table of a tally: n-grams of the commonest symbols are counted without a search. */
#include "text/tally.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

enum { PLACES = 65536 };
#define SCRATCH_BYTES ((size_t)(KL_BAGS + 1) * PLACES * sizeof(uint32_t))

/* Symbols that are not among the common ones have this number: no common one has its bit. */
#define RARE UINT32_C(0x10000)

/* Largest side with side^order ≤ PLACES, by order. From order 4 on too few symbols would be common. */
static const uint32_t SIDE[KL_ORDER_MAX + 1] = {0, 65536, 256, 40, 0, 0};

struct kl_tally_scratch {
    uint32_t side;    /* how many symbols are common */
    size_t symbols;   /* how many `common` knows */
    uint32_t *common; /* by symbol: its rank, the commonest is 0, or RARE */
    uint32_t *symbol; /* by rank */
    uint32_t *count;  /* by the ranks of an n-gram, the last one fastest */
    uint32_t *bag;    /* KL_BAGS such tables */
    unsigned current; /* the bag that `count` is of */
    uint64_t grams;   /* counted since it was settled: counts stay below 2^32 */
};

typedef struct frequency {
    uint64_t count;
    uint32_t symbol;
} frequency;

static int by_count(const void *left, const void *right) {
    const frequency *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->symbol < b->symbol ? -1 : a->symbol > b->symbol;
}

static void free_scratch(kl_tally_scratch *scratch) {
    if (scratch == NULL)
        return;
    kl_free(scratch->common);
    kl_free(scratch->symbol);
    kl_free(scratch->count);
    kl_free(scratch->bag);
    kl_free(scratch);
}

static kl_tally_scratch *new_scratch(uint32_t side, size_t symbols) {
    kl_tally_scratch *scratch = kl_alloc_zero(1, sizeof *scratch);
    if (scratch == NULL)
        return NULL;
    scratch->side = side;
    scratch->symbols = symbols;
    scratch->common = kl_alloc(symbols, sizeof *scratch->common);
    scratch->symbol = kl_alloc(side, sizeof *scratch->symbol);
    scratch->count = kl_alloc_zero(PLACES, sizeof *scratch->count);
    scratch->bag = kl_alloc_zero((size_t)KL_BAGS * PLACES, sizeof *scratch->bag);
    if (scratch->common != NULL && scratch->symbol != NULL && scratch->count != NULL &&
        scratch->bag != NULL)
        return scratch;
    free_scratch(scratch);
    return NULL;
}

/* Ranks by frequency put the n-grams that matter next to each other, on few cache lines. */
static void rank(kl_tally_scratch *scratch, frequency *by_symbol, const uint32_t *id, size_t n) {
    for (size_t i = 0; i < scratch->symbols; i++) {
        scratch->common[i] = RARE;
        by_symbol[i].symbol = (uint32_t)i;
        by_symbol[i].count = 0;
    }
    for (size_t i = 0; i < n; i++)
        by_symbol[id[i]].count++;
    qsort(by_symbol, scratch->symbols, sizeof *by_symbol, by_count);
    for (uint32_t i = 0; i < scratch->side; i++) {
        scratch->symbol[i] = by_symbol[i].symbol;
        scratch->common[by_symbol[i].symbol] = i;
    }
}

kl_status kl_tally_warm(kl_tally *tally, const uint32_t *id, size_t n, size_t symbols, int *ready,
                        kl_error *error) {
    uint32_t side = SIDE[tally->order];
    *ready = tally->scratch != NULL;
    if (*ready || side == 0)
        return KL_OK;
    if (symbols < side)
        side = (uint32_t)symbols;
    frequency *by_symbol = kl_alloc(symbols, sizeof *by_symbol);
    kl_tally_scratch *scratch = new_scratch(side, symbols);
    if (by_symbol == NULL || scratch == NULL) {
        kl_free(by_symbol);
        free_scratch(scratch);
        return kl_fail_memory(error, "a table of n-grams", SCRATCH_BYTES);
    }
    rank(scratch, by_symbol, id, n);
    kl_free(by_symbol);
    tally->scratch = scratch;
    tally->bytes += SCRATCH_BYTES;
    *ready = 1;
    return KL_OK;
}

void kl_tally_cool(kl_tally *tally) {
    if (tally->scratch != NULL)
        tally->bytes -= SCRATCH_BYTES;
    free_scratch(tally->scratch);
    tally->scratch = NULL;
}

static inline uint32_t rank_of(const kl_tally_scratch *scratch, uint32_t id) {
    return id < scratch->symbols ? scratch->common[id] : RARE;
}

static inline kl_status add_order(kl_tally *tally, unsigned bag, unsigned order, const uint32_t *id,
                                  size_t n, kl_error *error) {
    const kl_tally_scratch scratch = *tally->scratch;
    uint32_t older = order == 3 ? rank_of(&scratch, id[0]) : 0;
    uint32_t old = order == 1 ? 0 : rank_of(&scratch, id[order - 2]);
    for (size_t i = 0; i < n; i++) {
        uint32_t newest = rank_of(&scratch, id[i + order - 1]);
        if (__builtin_expect(((older | old | newest) & RARE) == 0, 1)) {
            scratch.count[(older * scratch.side + old) * scratch.side + newest]++;
        } else {
            kl_status status = kl_tally_add(tally, bag, id + i, 1, error);
            if (status != KL_OK)
                return status;
        }
        older = order == 3 ? old : 0;
        old = order == 1 ? 0 : newest;
    }
    return KL_OK;
}

kl_status kl_tally_add_warm(kl_tally *tally, unsigned bag, const uint32_t *id, size_t n,
                            kl_error *error) {
    kl_status status = KL_OK;
    if (tally->scratch->grams > UINT32_MAX - n)
        status = kl_tally_settle(tally, error);
    if (status != KL_OK)
        return status;
    tally->scratch->grams += n;
    tally->scratch->current = bag;
    status = tally->order == 1   ? add_order(tally, bag, 1, id, n, error)
             : tally->order == 2 ? add_order(tally, bag, 2, id, n, error)
                                 : add_order(tally, bag, 3, id, n, error);
    /* A rare one may have had the table settled, and what came behind it is there again. */
    if (tally->scratch->grams < n)
        tally->scratch->grams = n;
    return status;
}

static size_t places_used(const kl_tally *tally) {
    size_t places = 1;
    for (int i = 0; i < tally->order; i++)
        places *= tally->scratch->side;
    return places;
}

enum { LINE = 16 }; /* counts on a cache line */

static inline int is_zero(const uint32_t *count) {
    uint32_t any = 0;
    for (int i = 0; i < LINE; i++)
        any |= count[i];
    return any == 0;
}

void kl_tally_pour(kl_tally *tally) {
    uint32_t *count = tally->scratch->count;
    uint32_t *total = tally->scratch->bag + (size_t)tally->scratch->current * PLACES;
    size_t places = places_used(tally);
    for (size_t line = 0; line < places; line += LINE) {
        if (is_zero(count + line))
            continue;
        for (size_t i = line; i < line + LINE; i++) {
            total[i] += count[i];
            count[i] = 0;
        }
    }
}

/* The key of the n-gram at a place of the scratch table. */
static kl_gram_key key_of(const kl_tally *tally, size_t place) {
    const kl_tally_scratch *scratch = tally->scratch;
    kl_gram_key key = 0;
    for (int i = 0; i < tally->order; i++, place /= scratch->side)
        key = key << tally->bits | scratch->symbol[place % scratch->side];
    return key;
}

/* Move the counts of a line to gram[0 …]; returns how many there were. */
static size_t take_line(const kl_tally *tally, unsigned bag, size_t line, kl_gram_count *gram) {
    uint32_t *count = tally->scratch->bag + (size_t)bag * PLACES;
    size_t n = 0;
    for (size_t place = line; place < line + LINE; place++) {
        if (count[place] == 0)
            continue;
        gram[n].key = key_of(tally, place);
        gram[n++].count = count[place];
        count[place] = 0;
    }
    return n;
}

static kl_status settle_bag(kl_tally *tally, unsigned bag, kl_error *error) {
    kl_gram_count gram[KL_GRAM_COUNTS];
    size_t places = places_used(tally), n = 0;
    kl_status status = KL_OK;
    for (size_t line = 0; line < places && status == KL_OK; line += LINE) {
        n += take_line(tally, bag, line, gram + n);
        if (n > KL_GRAM_COUNTS - LINE) {
            status = kl_tally_add_counts(tally, bag, gram, n, error);
            n = 0;
        }
    }
    return status == KL_OK ? kl_tally_add_counts(tally, bag, gram, n, error) : status;
}

/* Growing a hash table may empty the tally, which settles it first: `grams` is 0 then, and what was
 * not settled yet goes to the tables afterwards. */
kl_status kl_tally_settle(kl_tally *tally, kl_error *error) {
    if (tally->scratch == NULL || tally->scratch->grams == 0)
        return KL_OK;
    tally->scratch->grams = 0;
    kl_tally_pour(tally);
    kl_status status = KL_OK;
    for (unsigned bag = 0; bag < KL_BAGS && status == KL_OK; bag++)
        status = settle_bag(tally, bag, error);
    return status;
}
