/* SPDX-License-Identifier: Apache-2.0 */
/* Strings to values: open addressing over an array of entries. */
#include "text/strings.h"

#include "base/alloc.h"
#include "text/window.h"

#include <string.h>

enum { CHUNK = 1 << 16, FIRST_SLOTS = 256 };

struct kl_arena_chunk {
    struct kl_arena_chunk *before;
    size_t size;
    char bytes[];
};

static int add_chunk(kl_arena *arena, size_t size) {
    struct kl_arena_chunk *chunk = kl_alloc(sizeof *chunk + size, 1);
    if (chunk == NULL)
        return 0;
    chunk->before = arena->chunk;
    chunk->size = size;
    arena->chunk = chunk;
    arena->left = size;
    arena->bytes += sizeof *chunk + size;
    return 1;
}

const char *kl_arena_copy(kl_arena *arena, const void *data, size_t length) {
    if (length > arena->left && !add_chunk(arena, length > CHUNK ? length : CHUNK))
        return NULL;
    char *copy = arena->chunk->bytes + (arena->chunk->size - arena->left);
    memcpy(copy, data, length);
    arena->left -= length;
    return copy;
}

void kl_arena_free(kl_arena *arena) {
    while (arena->chunk != NULL) {
        struct kl_arena_chunk *before = arena->chunk->before;
        kl_free(arena->chunk);
        arena->chunk = before;
    }
    arena->left = arena->bytes = 0;
}

/* Only for tables in memory, so its value may differ between machines of different byte order. */
uint64_t kl_string_hash(const void *data, size_t length) {
    const unsigned char *byte = data;
    uint64_t hash = length * UINT64_C(0x9e3779b97f4a7c15), word;
    for (; length >= sizeof word; byte += sizeof word, length -= sizeof word) {
        memcpy(&word, byte, sizeof word);
        hash = (hash ^ word) * UINT64_C(0xbf58476d1ce4e5b9);
        hash ^= hash >> 32;
    }
    word = 0;
    for (size_t i = 0; i < length; i++)
        word |= (uint64_t)byte[i] << (8 * i);
    return kl_mix64(hash ^ word);
}

uint32_t kl_strings_find(const kl_strings *strings, uint64_t hash, const void *data,
                         size_t length) {
    if (strings->slots == 0)
        return KL_STRINGS_NONE;
    size_t mask = strings->slots - 1;
    uint32_t tag = (uint32_t)(hash >> 32);
    for (size_t i = hash & mask; strings->slot[i].next != 0; i = (i + 1) & mask) {
        if (strings->slot[i].tag != tag)
            continue;
        const kl_string *entry = &strings->entry[strings->slot[i].next - 1];
        if (entry->length == length && memcmp(entry->bytes, data, length) == 0)
            return entry->value;
    }
    return KL_STRINGS_NONE;
}

static void place(kl_strings *strings, uint64_t hash, uint32_t next) {
    size_t mask = strings->slots - 1, i = hash & mask;
    while (strings->slot[i].next != 0)
        i = (i + 1) & mask;
    strings->slot[i].tag = (uint32_t)(hash >> 32);
    strings->slot[i].next = next;
}

static int grow_slots(kl_strings *strings) {
    size_t slots = strings->slots == 0 ? FIRST_SLOTS : 2 * strings->slots;
    kl_string_slot *slot = kl_alloc_zero(slots, sizeof *slot);
    if (slot == NULL)
        return 0;
    kl_free(strings->slot);
    strings->slot = slot;
    strings->slots = slots;
    for (size_t i = 0; i < strings->n; i++)
        place(strings, kl_string_hash(strings->entry[i].bytes, strings->entry[i].length),
              (uint32_t)(i + 1));
    return 1;
}

static int grow_entries(kl_strings *strings) {
    size_t capacity = strings->capacity == 0 ? FIRST_SLOTS / 2 : 2 * strings->capacity;
    kl_string *entry = kl_realloc(strings->entry, capacity, sizeof *entry);
    if (entry == NULL)
        return 0;
    strings->entry = entry;
    strings->capacity = capacity;
    return 1;
}

int kl_strings_add(kl_strings *strings, uint64_t hash, const char *bytes, size_t length,
                   uint32_t value) {
    if (2 * (strings->n + 1) > strings->slots && !grow_slots(strings))
        return 0;
    if (strings->n == strings->capacity && !grow_entries(strings))
        return 0;
    kl_string entry = {bytes, (uint32_t)length, value};
    strings->entry[strings->n++] = entry;
    place(strings, hash, (uint32_t)strings->n);
    return 1;
}

size_t kl_strings_bytes(const kl_strings *strings) {
    return strings->capacity * sizeof *strings->entry + strings->slots * sizeof *strings->slot;
}

void kl_strings_free(kl_strings *strings) {
    kl_free(strings->entry);
    kl_free(strings->slot);
    memset(strings, 0, sizeof *strings);
}
