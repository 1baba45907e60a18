/* SPDX-License-Identifier: Apache-2.0 */
/* The union alphabet of a code: a hash table over the symbols of counts and those that came later.
 */
#include "compare/code_alphabet.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* FNV-1a; the order of symbols does not depend on it, so any spread will do. */
static uint64_t hash_of(const char *bytes, size_t length) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    return hash ^ hash >> 32;
}

const char *kl_code_alphabet_symbol(const kl_code_alphabet *alphabet, size_t symbol,
                                    size_t *length) {
    if (symbol < alphabet->known)
        return kl_counts_symbol(alphabet->counts, symbol, length);
    const size_t late = symbol - alphabet->known;
    *length = (size_t)(alphabet->start[late + 1] - alphabet->start[late]);
    return alphabet->bytes + alphabet->start[late];
}

/* The slot of a symbol, or the free one where it belongs. */
static size_t slot_of(const kl_code_alphabet *alphabet, const char *bytes, size_t length) {
    size_t slot = (size_t)hash_of(bytes, length) & (alphabet->slot_count - 1);
    while (alphabet->slots[slot] != 0) {
        size_t other_length;
        const char *other =
            kl_code_alphabet_symbol(alphabet, alphabet->slots[slot] - 1, &other_length);
        if (other_length == length && memcmp(other, bytes, length) == 0)
            break;
        slot = (slot + 1) & (alphabet->slot_count - 1);
    }
    return slot;
}

static kl_status rehash(kl_code_alphabet *alphabet, size_t slot_count, kl_error *error) {
    uint32_t *slots = kl_alloc_zero(slot_count, sizeof *slots);
    if (slots == NULL)
        return kl_fail_memory(error, "the symbols of a code", slot_count * sizeof *slots);
    kl_free(alphabet->slots);
    alphabet->slots = slots;
    alphabet->slot_count = slot_count;
    for (size_t i = 0; i < alphabet->n; i++) {
        size_t length;
        const char *bytes = kl_code_alphabet_symbol(alphabet, i, &length);
        slots[slot_of(alphabet, bytes, length)] = (uint32_t)(i + 1);
    }
    return KL_OK;
}

kl_status kl_code_alphabet_init(kl_code_alphabet *alphabet, const kl_counts *counts,
                                kl_error *error) {
    memset(alphabet, 0, sizeof *alphabet);
    alphabet->counts = counts;
    alphabet->known = kl_counts_alphabet(counts);
    alphabet->n = alphabet->known;
    size_t slots = 64;
    while (slots < 2 * alphabet->n)
        slots *= 2;
    kl_status status = rehash(alphabet, slots, error);
    if (status != KL_OK)
        kl_code_alphabet_clear(alphabet);
    return status;
}

void kl_code_alphabet_clear(kl_code_alphabet *alphabet) {
    kl_free(alphabet->start);
    kl_free(alphabet->bytes);
    kl_free(alphabet->slots);
    memset(alphabet, 0, sizeof *alphabet);
}

/* Room for one more symbol of `length` bytes. */
static kl_status make_room(kl_code_alphabet *alphabet, size_t length, kl_error *error) {
    const size_t late = alphabet->n - alphabet->known;
    if (late + 2 > alphabet->start_room) {
        const size_t room = 2 * alphabet->start_room + 64;
        uint64_t *start = kl_realloc(alphabet->start, room, sizeof *start);
        if (start == NULL)
            return kl_fail_memory(error, "the symbols of a code", room * sizeof *start);
        start[0] = 0;
        alphabet->start = start;
        alphabet->start_room = room;
    }
    const size_t needed = (size_t)alphabet->start[late] + length;
    if (needed > alphabet->bytes_room || alphabet->bytes == NULL) {
        const size_t room = 2 * needed + 256;
        char *bytes = kl_realloc(alphabet->bytes, room, 1);
        if (bytes == NULL)
            return kl_fail_memory(error, "the symbols of a code", room);
        alphabet->bytes = bytes;
        alphabet->bytes_room = room;
    }
    return KL_OK;
}

kl_status kl_code_alphabet_add(kl_code_alphabet *alphabet, const char *bytes, size_t length,
                               uint32_t *symbol, kl_error *error) {
    size_t slot = slot_of(alphabet, bytes, length);
    if (alphabet->slots[slot] != 0) {
        *symbol = alphabet->slots[slot] - 1;
        return KL_OK;
    }
    kl_status status = make_room(alphabet, length, error);
    if (status == KL_OK && 2 * (alphabet->n + 1) > alphabet->slot_count) {
        status = rehash(alphabet, 2 * alphabet->slot_count, error);
        slot = status == KL_OK ? slot_of(alphabet, bytes, length) : slot;
    }
    if (status != KL_OK)
        return status;
    const size_t late = alphabet->n - alphabet->known;
    memcpy(alphabet->bytes + alphabet->start[late], bytes, length);
    alphabet->start[late + 1] = alphabet->start[late] + length;
    *symbol = (uint32_t)alphabet->n;
    alphabet->slots[slot] = (uint32_t)++alphabet->n;
    return KL_OK;
}
