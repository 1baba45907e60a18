/* SPDX-License-Identifier: Apache-2.0 */
/* The union alphabet of a code: a hash table over the symbols of counts and those that came later.
 */
#include "compare/lexicon.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* FNV-1a; the order of symbols does not depend on it, so any spread will do. */
static uint64_t hash_of(const char *bytes, size_t length) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    }
    return hash ^ hash >> 32;
}

const char *kl_lexicon_symbol(const kl_lexicon *lexicon, size_t symbol, size_t *length) {
    if (symbol < lexicon->known) {
        return kl_counts_symbol(lexicon->counts, symbol, length);
    }
    const size_t late = symbol - lexicon->known;
    *length = (size_t)(lexicon->start[late + 1] - lexicon->start[late]);
    return lexicon->bytes + lexicon->start[late];
}

/* The slot of a symbol, or the free one where it belongs. */
static size_t slot_of(const kl_lexicon *lexicon, const char *bytes, size_t length) {
    size_t slot = (size_t)hash_of(bytes, length) & (lexicon->slot_count - 1);
    while (lexicon->slots[slot] != 0) {
        size_t other_length;
        const char *other = kl_lexicon_symbol(lexicon, lexicon->slots[slot] - 1, &other_length);
        if (other_length == length && memcmp(other, bytes, length) == 0) {
            break;
        }
        slot = (slot + 1) & (lexicon->slot_count - 1);
    }
    return slot;
}

static kl_status rehash(kl_lexicon *lexicon, size_t slot_count, kl_error *error) {
    uint32_t *slots = kl_alloc_zero(slot_count, sizeof *slots);
    if (slots == NULL) {
        return kl_fail_memory(error, "the symbols of a code", slot_count * sizeof *slots);
    }
    kl_free(lexicon->slots);
    lexicon->slots = slots;
    lexicon->slot_count = slot_count;
    for (size_t i = 0; i < lexicon->n; i++) {
        size_t length;
        const char *bytes = kl_lexicon_symbol(lexicon, i, &length);
        slots[slot_of(lexicon, bytes, length)] = (uint32_t)(i + 1);
    }
    return KL_OK;
}

kl_status kl_lexicon_init(kl_lexicon *lexicon, const kl_counts *counts, kl_error *error) {
    memset(lexicon, 0, sizeof *lexicon);
    lexicon->counts = counts;
    lexicon->known = kl_counts_alphabet(counts);
    lexicon->n = lexicon->known;
    size_t slots = 64;
    while (slots < 2 * lexicon->n) {
        slots *= 2;
    }
    kl_status status = rehash(lexicon, slots, error);
    if (status != KL_OK) {
        kl_lexicon_clear(lexicon);
    }
    return status;
}

void kl_lexicon_clear(kl_lexicon *lexicon) {
    kl_free(lexicon->start);
    kl_free(lexicon->bytes);
    kl_free(lexicon->slots);
    memset(lexicon, 0, sizeof *lexicon);
}

/* Room for one more symbol of `length` bytes. */
static kl_status make_room(kl_lexicon *lexicon, size_t length, kl_error *error) {
    const size_t late = lexicon->n - lexicon->known;
    if (late + 2 > lexicon->start_room) {
        const size_t room = 2 * lexicon->start_room + 64;
        uint64_t *start = kl_realloc(lexicon->start, room, sizeof *start);
        if (start == NULL) {
            return kl_fail_memory(error, "the symbols of a code", room * sizeof *start);
        }
        start[0] = 0;
        lexicon->start = start;
        lexicon->start_room = room;
    }
    const size_t needed = (size_t)lexicon->start[late] + length;
    if (needed > lexicon->bytes_room || lexicon->bytes == NULL) {
        const size_t room = 2 * needed + 256;
        char *bytes = kl_realloc(lexicon->bytes, room, 1);
        if (bytes == NULL) {
            return kl_fail_memory(error, "the symbols of a code", room);
        }
        lexicon->bytes = bytes;
        lexicon->bytes_room = room;
    }
    return KL_OK;
}

kl_status kl_lexicon_add(kl_lexicon *lexicon, const char *bytes, size_t length, uint32_t *symbol,
                         kl_error *error) {
    size_t slot = slot_of(lexicon, bytes, length);
    if (lexicon->slots[slot] != 0) {
        *symbol = lexicon->slots[slot] - 1;
        return KL_OK;
    }
    kl_status status = make_room(lexicon, length, error);
    if (status == KL_OK && 2 * (lexicon->n + 1) > lexicon->slot_count) {
        status = rehash(lexicon, 2 * lexicon->slot_count, error);
        slot = status == KL_OK ? slot_of(lexicon, bytes, length) : slot;
    }
    if (status != KL_OK) {
        return status;
    }
    const size_t late = lexicon->n - lexicon->known;
    memcpy(lexicon->bytes + lexicon->start[late], bytes, length);
    lexicon->start[late + 1] = lexicon->start[late] + length;
    *symbol = (uint32_t)lexicon->n;
    lexicon->slots[slot] = (uint32_t)++lexicon->n;
    return KL_OK;
}
