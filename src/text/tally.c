/* SPDX-License-Identifier: Apache-2.0 */
/* The hash tables of n-grams. */
#include "text/tally.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* AHEAD: slots that are fetched before the first of them is used. */
enum { FIRST_SLOTS = 64, AHEAD = KL_GRAM_COUNTS };

void kl_tally_init(kl_tally *tally, int order) {
    memset(tally, 0, sizeof *tally);
    tally->order = order;
    tally->bits = order < 2 ? 32 : 64 / (unsigned)order;
}

void kl_tally_free(kl_tally *tally) {
    kl_tally_clear(tally, 0, KL_BAGS);
    kl_tally_cool(tally);
}

uint64_t kl_tally_symbols(const kl_tally *tally) {
    return UINT64_C(1) << tally->bits;
}

void kl_tally_widen(kl_tally *tally) {
    tally->wide = 1;
    tally->bits = tally->order < 5 ? 32 : 128 / (unsigned)tally->order;
}

static inline size_t slot_words(int wide) {
    return wide ? 3 : 2;
}

/* Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4); the wide key is folded first.
 */
static inline size_t home(const kl_gram_table *table, int wide, uint64_t low, uint64_t high) {
    uint64_t mixed = wide ? low ^ (high * UINT64_C(0xbf58476d1ce4e5b9)) : low;
    mixed ^= mixed >> 32;
    return (size_t)((mixed * UINT64_C(0x9e3779b97f4a7c15)) >> table->shift);
}

/* The slot of a key, or the free one where it belongs. */
static inline uint64_t *probe(const kl_gram_table *table, int wide, uint64_t low, uint64_t high) {
    size_t words = slot_words(wide), i = home(table, wide, low, high);
    for (;; i = (i + 1) & (table->slots - 1)) {
        uint64_t *slot = table->slot + i * words;
        if (slot[words - 1] == 0 || (slot[0] == low && (!wide || slot[1] == high)))
            return slot;
    }
}

static void rehash(kl_gram_table *to, const kl_gram_table *from, int wide) {
    size_t words = slot_words(wide);
    for (size_t i = 0; i < from->slots; i++) {
        const uint64_t *old = from->slot + i * words;
        if (old[words - 1] != 0)
            memcpy(probe(to, wide, old[0], wide ? old[1] : 0), old, words * sizeof *old);
    }
}

/* Room for one more n-gram. The callback may empty all tables instead. */
static kl_status grow(kl_tally *tally, kl_gram_table *table, kl_error *error) {
    size_t slot_bytes = slot_words(tally->wide) * sizeof *table->slot;
    size_t slots = table->slots == 0 ? FIRST_SLOTS : 2 * table->slots;
    kl_status status =
        tally->room == NULL ? KL_OK : tally->room(tally->room_context, slots * slot_bytes, error);
    if (status != KL_OK)
        return status;
    if (table->slots == 0)
        slots = FIRST_SLOTS;
    kl_gram_table larger = {kl_alloc_zero(slots, slot_bytes), slots, table->used,
                            64 - (unsigned)__builtin_ctzll(slots)};
    if (larger.slot == NULL)
        return kl_fail_memory(error, "a table of n-grams", slots * slot_bytes);
    rehash(&larger, table, tally->wide);
    kl_free(table->slot);
    tally->bytes += (slots - table->slots) * slot_bytes;
    *table = larger;
    return KL_OK;
}

static inline int is_full(const kl_gram_table *table) {
    return 8 * table->used >= 5 * table->slots;
}

/* A key whose slot is being fetched. */
typedef struct pending_key {
    uint64_t low, high;
    uint64_t more; /* to add to its count */
} pending_key;

/* Count n ≤ AHEAD keys; their slots were fetched ahead. */
static inline kl_status count_keys(kl_tally *tally, kl_gram_table *table, int wide,
                                   const pending_key *key, size_t n, kl_error *error) {
    for (size_t i = 0; i < n; i++) {
        if (__builtin_expect(is_full(table), 0)) {
            kl_status status = grow(tally, table, error);
            if (status != KL_OK)
                return status;
        }
        uint64_t *slot = probe(table, wide, key[i].low, key[i].high);
        size_t count = slot_words(wide) - 1;
        if (slot[count] == 0) {
            slot[0] = key[i].low;
            if (wide)
                slot[1] = key[i].high;
            table->used++;
        }
        slot[count] += key[i].more;
    }
    return KL_OK;
}

static inline void fetch(const kl_gram_table *table, int wide, pending_key key) {
    if (table->slots != 0)
        __builtin_prefetch(table->slot + home(table, wide, key.low, key.high) * slot_words(wide),
                           1);
}

static inline pending_key split(kl_gram_key key) {
    pending_key out = {(uint64_t)key, (uint64_t)(key >> 64), 1};
    return out;
}

/* Keys roll: the oldest symbol is in the lowest bits and is shifted out. */
static inline kl_status add_rolling(kl_tally *tally, unsigned bag, int wide, const uint32_t *id,
                                    size_t n, kl_error *error) {
    kl_gram_table *table = &tally->bag[bag];
    unsigned bits = tally->bits, order = (unsigned)tally->order, top = bits * (order - 1);
    pending_key keys[AHEAD];
    kl_gram_key wide_key = 0;
    uint64_t narrow_key = 0;
    for (unsigned i = 0; i + 1 < order; i++)
        if (wide)
            wide_key |= (kl_gram_key)id[i] << (bits * (i + 1));
        else
            narrow_key |= (uint64_t)id[i] << (bits * (i + 1));
    const uint32_t *newest = id + order - 1;
    for (size_t done = 0; done < n;) {
        size_t now = n - done < AHEAD ? n - done : AHEAD;
        for (size_t i = 0; i < now; i++) {
            if (wide) {
                wide_key = wide_key >> bits | (kl_gram_key)newest[done + i] << top;
                keys[i] = split(wide_key);
            } else {
                narrow_key = (order == 1 ? 0 : narrow_key >> bits) | (uint64_t)newest[done + i]
                                                                         << top;
                keys[i] = (pending_key){narrow_key, 0, 1};
            }
            fetch(table, wide, keys[i]);
        }
        kl_status status = count_keys(tally, table, wide, keys, now, error);
        if (status != KL_OK)
            return status;
        done += now;
    }
    return KL_OK;
}

kl_status kl_tally_add(kl_tally *tally, unsigned bag, const uint32_t *id, size_t n,
                       kl_error *error) {
    return tally->wide ? add_rolling(tally, bag, 1, id, n, error)
                       : add_rolling(tally, bag, 0, id, n, error);
}

kl_status kl_tally_add_counts(kl_tally *tally, unsigned bag, const kl_gram_count *gram, size_t n,
                              kl_error *error) {
    pending_key keys[AHEAD];
    kl_gram_table *table = &tally->bag[bag];
    for (size_t i = 0; i < n; i++) {
        keys[i] = split(gram[i].key);
        keys[i].more = gram[i].count;
        fetch(table, tally->wide, keys[i]);
    }
    return tally->wide ? count_keys(tally, table, 1, keys, n, error)
                       : count_keys(tally, table, 0, keys, n, error);
}

size_t kl_tally_cells(const kl_tally *tally, unsigned first, unsigned end) {
    size_t cells = 0;
    for (unsigned bag = first; bag < end; bag++)
        cells += tally->bag[bag].used;
    return cells;
}

void kl_tally_read(const kl_tally *tally, unsigned first, unsigned end, kl_cell *cell) {
    size_t words = slot_words(tally->wide);
    kl_gram_key mask = ((kl_gram_key)1 << tally->bits) - 1;
    for (unsigned bag = first; bag < end; bag++) {
        const kl_gram_table *table = &tally->bag[bag];
        for (size_t i = 0; i < table->slots; i++) {
            const uint64_t *slot = table->slot + i * words;
            if (slot[words - 1] == 0)
                continue;
            kl_gram_key key = slot[0] | (tally->wide ? (kl_gram_key)slot[1] << 64 : 0);
            kl_cell out = {{0}, bag, slot[words - 1]};
            for (int place = 0; place < tally->order; place++, key >>= tally->bits)
                out.gram[place] = (uint32_t)(key & mask);
            *cell++ = out;
        }
    }
}

void kl_tally_clear(kl_tally *tally, unsigned first, unsigned end) {
    for (unsigned bag = first; bag < end; bag++) {
        kl_gram_table *table = &tally->bag[bag];
        tally->bytes -= table->slots * slot_words(tally->wide) * sizeof *table->slot;
        kl_free(table->slot);
        memset(table, 0, sizeof *table);
    }
}
