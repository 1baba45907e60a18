/* SPDX-License-Identifier: Apache-2.0 */
/* A table from names to counts that grows. */
#include "table/name_counts.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/alphabet.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 16, FIRST_SLOTS = 32, WORD = sizeof(uint64_t), LENGTH = sizeof(uint32_t) };

static kl_status no_room(kl_error *error, size_t bytes) {
    return kl_fail_memory(error, "the categories of a column", bytes);
}

void kl_name_counts_free(kl_name_counts *names) {
    kl_arena_free(&names->arena);
    kl_free(names->entry);
    kl_free(names->slot);
    *names = (kl_name_counts){.bags = names->bags};
}

/* ── Entries ── */

/* A length of 32 bits, the bytes, and nothing up to the next word: so many words. */
static size_t name_words(size_t length) {
    return (LENGTH + length + WORD - 1) / WORD;
}

kl_symbol_name kl_name_of(const uint64_t *entry) {
    const char *bytes = (const char *)entry;
    uint32_t length;
    memcpy(&length, bytes, LENGTH);
    return (kl_symbol_name){bytes + LENGTH, length};
}

const uint64_t *kl_counts_of(const uint64_t *entry) {
    return entry + name_words(kl_name_of(entry).length);
}

static uint64_t *make_entry(kl_name_counts *names, kl_symbol_name name, kl_error *error) {
    const size_t words = name_words(name.length);
    const size_t bytes = (words + names->bags) * WORD;
    const uint32_t length = (uint32_t)name.length;
    uint64_t *entry = kl_arena_room(&names->arena, bytes);
    if (entry == NULL) {
        no_room(error, bytes);
        return NULL;
    }
    memset(entry, 0, bytes);
    memcpy(entry, &length, LENGTH);
    memcpy((char *)entry + LENGTH, name.bytes, length);
    return entry;
}

/* ── Where they are found ── */

static uint32_t hash_of(kl_symbol_name name) {
    return (uint32_t)kl_string_hash(name.bytes, name.length);
}

static int is_name(const uint64_t *entry, kl_symbol_name name) {
    const kl_symbol_name other = kl_name_of(entry);
    return other.length == name.length && memcmp(other.bytes, name.bytes, name.length) == 0;
}

/* The slot of a name, or the free one where it belongs; there are slots. */
static kl_name_slot *find(const kl_name_counts *names, uint32_t hash, kl_symbol_name name) {
    const size_t mask = names->slots - 1;
    size_t i = hash & mask;
    for (; names->slot[i].number > 0; i = (i + 1) & mask)
        if (names->slot[i].hash == hash && is_name(names->entry[names->slot[i].number - 1], name))
            break;
    return &names->slot[i];
}

/* At most three of four slots are taken. */
static kl_status make_slots(kl_name_counts *names, kl_error *error) {
    if (4 * (names->n + 1) <= 3 * names->slots)
        return KL_OK;
    const size_t slots = names->slots > 0 ? 2 * names->slots : FIRST_SLOTS;
    kl_name_slot *slot = kl_alloc_zero(slots, sizeof *slot);
    if (slot == NULL)
        return no_room(error, slots * sizeof *slot);
    for (size_t i = 0; i < names->slots; i++) {
        size_t at = names->slot[i].hash & (slots - 1);
        while (slot[at].number > 0)
            at = (at + 1) & (slots - 1);
        if (names->slot[i].number > 0)
            slot[at] = names->slot[i];
    }
    kl_free(names->slot);
    names->slot = slot;
    names->slots = slots;
    return KL_OK;
}

static kl_status make_room(kl_name_counts *names, kl_error *error) {
    if (names->n < names->room)
        return KL_OK;
    const size_t room = names->room > 0 ? 2 * names->room : FIRST_ROOM;
    uint64_t **entry = kl_realloc(names->entry, room, sizeof *entry);
    if (entry == NULL)
        return no_room(error, room * sizeof *entry);
    names->entry = entry;
    names->room = room;
    return KL_OK;
}

static kl_status add_name(kl_name_counts *names, uint32_t hash, kl_symbol_name name,
                          kl_error *error) {
    if (names->n == UINT32_MAX || name.length > UINT32_MAX)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "more than %zu categories, or one of %zu bytes",
                       (size_t)UINT32_MAX, name.length);
    kl_status status = make_slots(names, error);
    if (status == KL_OK)
        status = make_room(names, error);
    if (status != KL_OK)
        return status;
    uint64_t *entry = make_entry(names, name, error);
    if (entry == NULL)
        return KL_ERROR_MEMORY;
    names->entry[names->n++] = entry;
    *find(names, hash, name) = (kl_name_slot){hash, (uint32_t)names->n};
    return KL_OK;
}

kl_status kl_name_counts_add(kl_name_counts *names, kl_symbol_name name, unsigned bag,
                             uint64_t count, kl_error *error) {
    const uint32_t hash = hash_of(name);
    size_t number = names->slots > 0 ? find(names, hash, name)->number : 0;
    if (number == 0) {
        const kl_status status = add_name(names, hash, name, error);
        if (status != KL_OK)
            return status;
        number = names->n;
    }
    uint64_t *entry = names->entry[number - 1];
    entry[name_words(name.length) + bag] += count;
    return KL_OK;
}

kl_status kl_name_counts_merge(kl_name_counts *names, const kl_name_counts *other,
                               kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < other->n; i++) {
        const uint64_t *count = kl_counts_of(other->entry[i]);
        for (unsigned b = 0; status == KL_OK && b < other->bags; b++)
            if (count[b] > 0)
                status = kl_name_counts_add(names, kl_name_of(other->entry[i]), b, count[b], error);
    }
    return status;
}

const uint64_t *kl_name_counts_find(const kl_name_counts *names, kl_symbol_name name) {
    const size_t number = names->slots > 0 ? find(names, hash_of(name), name)->number : 0;
    return number > 0 ? kl_counts_of(names->entry[number - 1]) : NULL;
}

static int compare(const void *a, const void *b) {
    const kl_symbol_name x = kl_name_of(*(const uint64_t *const *)a),
                         y = kl_name_of(*(const uint64_t *const *)b);
    return kl_symbol_compare(x.bytes, x.length, y.bytes, y.length);
}

void kl_name_counts_sorted(const kl_name_counts *names, const uint64_t **out) {
    for (size_t i = 0; i < names->n; i++)
        out[i] = names->entry[i];
    qsort(out, names->n, sizeof *out, compare);
}
