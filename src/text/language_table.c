/* SPDX-License-Identifier: Apache-2.0 */
/* The n-grams of a script: which row of costs each leads to. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "text/language_profile.h"

/* Bits of the filter for each slot of the table. */
enum { FILTER_BITS = 8 };
/* Bytes of a cache line. */
enum { LINE = 64 };

/* Room for `n` rows in all. */
static kl_status grow(kl_language_script *script, size_t n, kl_error *error) {
    uint8_t *block = kl_alloc(n + LINE / KL_LANGUAGE_LANES, script->stride);
    if (block == NULL)
        return kl_fail_memory(error, "the costs", n * script->stride);
    uint8_t *rows = block + (LINE - (uintptr_t)block % LINE) % LINE;
    if (script->row_count > 0)
        memcpy(rows, script->rows, script->row_count * script->stride);
    kl_free(script->block);
    script->block = block;
    script->rows = rows;
    return KL_OK;
}

/* The table anew, at most two thirds full with so many rows. */
static kl_status rehash(kl_language_script *script, size_t rows, kl_error *error) {
    size_t slots = 16;
    while (2 * slots < 3 * rows)
        slots *= 2;
    uint64_t *old = script->slots, old_slots = old ? script->slot_mask + 1 : 0;
    uint64_t *made = kl_alloc_zero(slots, sizeof *made);
    uint8_t *filter = kl_alloc_zero(slots, FILTER_BITS / 8);
    if (made == NULL || filter == NULL) {
        kl_free(made);
        kl_free(filter);
        return kl_fail_memory(error, "the n-grams", slots * sizeof *made);
    }
    kl_free(script->filter);
    script->slots = made;
    script->filter = filter;
    script->slot_mask = slots - 1;
    script->filter_mask = slots * FILTER_BITS - 1;
    for (uint64_t i = 0; i < old_slots; i++)
        if (old[i] != 0)
            kl_language_insert(script, old[i] >> KL_LANGUAGE_ROW_BITS,
                               old[i] & KL_LANGUAGE_ROW_MASK);
    kl_free(old);
    return KL_OK;
}

kl_status kl_language_reserve(kl_language_script *script, size_t rows, kl_error *error) {
    kl_status status = grow(script, rows, error);
    return status == KL_OK ? rehash(script, rows, error) : status;
}

int kl_language_insert(kl_language_script *script, uint64_t key, size_t row) {
    uint64_t slot = kl_language_slot(script, key);
    while (script->slots[slot] != 0) {
        if (script->slots[slot] >> KL_LANGUAGE_ROW_BITS == key)
            return 0;
        slot = (slot + 1) & script->slot_mask;
    }
    script->slots[slot] = key << KL_LANGUAGE_ROW_BITS | row;
    uint64_t bit = kl_language_bit(script, key);
    script->filter[bit / 8] |= (uint8_t)(1u << bit % 8);
    return 1;
}

const uint8_t *kl_language_row(const kl_language_script *script, uint64_t window,
                               unsigned longest) {
    for (unsigned n = longest; n > 0; n--) {
        uint64_t key = kl_language_key(script, window, n);
        if (!kl_language_may_have(script, key))
            continue;
        uint64_t slot = kl_language_slot(script, key);
        for (; script->slots[slot] != 0; slot = (slot + 1) & script->slot_mask)
            if (script->slots[slot] >> KL_LANGUAGE_ROW_BITS == key) {
                size_t row = script->slots[slot] & KL_LANGUAGE_ROW_MASK;
                return script->rows + row * script->stride;
            }
    }
    return NULL;
}
