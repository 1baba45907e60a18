/* SPDX-License-Identifier: Apache-2.0 */
/* The directly indexed table: n-grams of the commonest symbols are counted without a search. */
#include "text/tally_hot.h"

#include "base/alloc.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

/* Largest side with side^order ≤ KL_HOT_PLACES, by order. From order 4 on too few symbols would be
 * hot to be worth it. */
static const uint32_t SIDE[KL_ORDER_MAX + 1] = {0, 65536, 256, 40, 0, 0};

typedef struct rank_entry {
    uint64_t count;
    uint32_t symbol;
} rank_entry;

static int by_count(const void *left, const void *right) {
    const rank_entry *a = left, *b = right;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->symbol < b->symbol ? -1 : a->symbol > b->symbol;
}

/* Which symbols were common so far: by the first symbol of what the hash tables hold. */
static void rank(const kl_tally *tally, rank_entry *frequency, size_t symbols) {
    size_t words = tally->wide ? 3 : 2;
    uint64_t mask = (UINT64_C(1) << tally->bits) - 1;
    for (size_t i = 0; i < symbols; i++) {
        frequency[i].symbol = (uint32_t)i;
        frequency[i].count = 0;
    }
    for (unsigned bag = 0; bag < KL_BAGS; bag++) {
        const kl_gram_table *table = &tally->bag[bag];
        for (size_t i = 0; i < table->slots; i++) {
            const uint64_t *slot = table->slot + i * words;
            if (slot[words - 1] != 0 && (slot[0] & mask) < symbols)
                frequency[slot[0] & mask].count += slot[words - 1];
        }
    }
    qsort(frequency, symbols, sizeof *frequency, by_count);
}

kl_status kl_tally_hot_cover(kl_tally *tally, size_t symbols, kl_error *error) {
    if (tally->hot == NULL || symbols <= tally->hot_known)
        return KL_OK;
    size_t known = symbols + symbols / 2;
    uint32_t *index = kl_realloc(tally->hot_index, known, sizeof *index);
    if (index == NULL)
        return kl_fail_memory(error, "a table of n-grams", known * sizeof *index);
    for (size_t i = tally->hot_known; i < known; i++)
        index[i] = KL_HOT_NONE;
    tally->bytes += (known - tally->hot_known) * sizeof *index;
    tally->hot_index = index;
    tally->hot_known = known;
    return KL_OK;
}

static kl_status allocate(kl_tally *tally, size_t symbols, rank_entry **out, kl_error *error) {
    size_t places = (size_t)KL_BAGS * KL_HOT_PLACES, side = SIDE[tally->order];
    *out = kl_alloc(symbols, sizeof **out);
    tally->hot_symbol = kl_alloc(side, sizeof *tally->hot_symbol);
    tally->hot = kl_alloc_zero(places, sizeof *tally->hot);
    if (*out == NULL || tally->hot_symbol == NULL || tally->hot == NULL)
        return kl_fail_memory(error, "a table of n-grams", places * sizeof *tally->hot);
    return kl_tally_hot_cover(tally, symbols, error);
}

kl_status kl_tally_heat(kl_tally *tally, size_t symbols, kl_error *error) {
    if (tally->hot != NULL || SIDE[tally->order] == 0)
        return KL_OK;
    rank_entry *frequency = NULL;
    kl_status status = allocate(tally, symbols, &frequency, error);
    if (status != KL_OK) {
        kl_free(frequency);
        kl_free(tally->hot_symbol);
        kl_free(tally->hot);
        tally->hot_symbol = tally->hot = NULL;
        return status;
    }
    rank(tally, frequency, symbols);
    tally->hot_side = symbols < SIDE[tally->order] ? (uint32_t)symbols : SIDE[tally->order];
    for (uint32_t i = 0; i < tally->hot_side; i++) {
        tally->hot_symbol[i] = frequency[i].symbol;
        tally->hot_index[frequency[i].symbol] = i;
    }
    tally->bytes += KL_HOT_BYTES;
    kl_free(frequency);
    return KL_OK;
}

void kl_tally_cool(kl_tally *tally) {
    if (tally->hot == NULL)
        return;
    tally->bytes -= KL_HOT_BYTES + tally->hot_known * sizeof *tally->hot_index;
    kl_free(tally->hot);
    kl_free(tally->hot_index);
    kl_free(tally->hot_symbol);
    tally->hot = tally->hot_index = tally->hot_symbol = NULL;
    tally->hot_known = 0;
}

static inline kl_status add_order(kl_tally *tally, unsigned bag, unsigned order, const uint32_t *id,
                                  size_t n, kl_error *error) {
    uint32_t *place = tally->hot + (size_t)bag * KL_HOT_PLACES;
    const uint32_t *index = tally->hot_index;
    uint32_t side = tally->hot_side;
    uint32_t older = order == 3 ? index[id[0]] : 0;
    uint32_t old = order == 1 ? 0 : index[id[order - 2]];
    for (size_t i = 0; i < n; i++) {
        uint32_t newest = index[id[i + order - 1]];
        if (__builtin_expect(((older | old | newest) & KL_HOT_NONE) == 0, 1)) {
            place[(older * side + old) * side + newest]++;
        } else {
            kl_status status = kl_tally_add_cold(tally, bag, id + i, 1, error);
            if (status != KL_OK)
                return status;
        }
        older = order == 3 ? old : 0;
        old = order == 1 ? 0 : newest;
    }
    return KL_OK;
}

kl_status kl_tally_add_hot(kl_tally *tally, unsigned bag, const uint32_t *id, size_t n,
                           kl_error *error) {
    switch (tally->order) {
    case 1:
        return add_order(tally, bag, 1, id, n, error);
    case 2:
        return add_order(tally, bag, 2, id, n, error);
    default:
        return add_order(tally, bag, 3, id, n, error);
    }
}

static size_t places_used(const kl_tally *tally) {
    size_t places = 1;
    for (int i = 0; i < tally->order; i++)
        places *= tally->hot_side;
    return places;
}

static void unpack(const kl_tally *tally, size_t place, uint32_t *gram) {
    for (int i = tally->order - 1; i >= 0; i--, place /= tally->hot_side)
        gram[i] = tally->hot_symbol[place % tally->hot_side];
}

size_t kl_tally_settle_hot(kl_tally *tally, unsigned bag) {
    if (tally->hot == NULL)
        return 0;
    uint32_t gram[KL_ORDER_MAX];
    uint32_t *count = tally->hot + (size_t)bag * KL_HOT_PLACES;
    size_t left = 0, places = places_used(tally);
    for (size_t i = 0; i < places; i++) {
        if (count[i] == 0)
            continue;
        unpack(tally, i, gram);
        kl_gram_key key = 0;
        for (int place = tally->order - 1; place >= 0; place--)
            key = key << tally->bits | gram[place];
        uint64_t *cold = kl_tally_find(tally, bag, key);
        if (cold == NULL) {
            left++;
        } else {
            *cold += count[i];
            count[i] = 0;
        }
    }
    return left;
}

kl_cell *kl_tally_read_hot(const kl_tally *tally, unsigned bag, kl_cell *cell) {
    if (tally->hot == NULL)
        return cell;
    const uint32_t *count = tally->hot + (size_t)bag * KL_HOT_PLACES;
    size_t places = places_used(tally);
    for (size_t i = 0; i < places; i++) {
        if (count[i] == 0)
            continue;
        kl_cell out = {{0}, bag, count[i]};
        unpack(tally, i, out.gram);
        *cell++ = out;
    }
    return cell;
}

void kl_tally_clear_hot(kl_tally *tally, unsigned bag) {
    if (tally->hot != NULL)
        memset(tally->hot + (size_t)bag * KL_HOT_PLACES, 0, KL_HOT_PLACES * sizeof *tally->hot);
}
