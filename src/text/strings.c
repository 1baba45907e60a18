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

void *kl_arena_room(kl_arena *arena, size_t length) {
    if (length > arena->left && !add_chunk(arena, length > CHUNK ? length : CHUNK))
        return NULL;
    char *room = arena->chunk->bytes + (arena->chunk->size - arena->left);
    arena->left -= length;
    return room;
}

const char *kl_arena_copy(kl_arena *arena, const void *data, size_t length) {
    if (length == 0)
        return "";
    char *copy = kl_arena_room(arena, length);
    if (copy != NULL)
        memcpy(copy, data, length);
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

/* Two overlapping words hold any 8 to 16 bytes. */
static inline void load_key(const char *bytes, size_t length, uint64_t hash, uint64_t key[2]) {
    key[0] = key[1] = 0;
    if (length >= 8) {
        memcpy(&key[0], bytes, 8);
        memcpy(&key[1], bytes + length - 8, 8);
        if (length > 16)
            key[1] = hash;
    } else {
        for (size_t i = 0; i < length; i++)
            key[0] = key[0] << 8 | (unsigned char)bytes[i];
    }
}

/* Only for tables in memory, so its value may differ between machines of different byte order. */
uint64_t kl_string_hash(const void *data, size_t length) {
    const char *bytes = data;
    uint64_t hash = length, key[2];
    for (; length > 16; bytes += 8, length -= 8) {
        memcpy(key, bytes, 8);
        hash = (hash ^ key[0]) * UINT64_C(0xbf58476d1ce4e5b9);
        hash ^= hash >> 32;
    }
    load_key(bytes, length, 0, key);
    return kl_mix64((hash ^ key[0]) * UINT64_C(0xbf58476d1ce4e5b9) ^ key[1]);
}

static inline int is_string(const kl_string_slot *slot, const uint64_t key[2], const void *data,
                            size_t length) {
    return slot->key[0] == key[0] && slot->key[1] == key[1] && slot->length == length &&
           (length <= 16 || memcmp(slot->bytes, data, length) == 0);
}

uint32_t kl_strings_find(const kl_strings *strings, uint64_t hash, const void *data,
                         size_t length) {
    if (strings->slots == 0)
        return KL_STRINGS_NONE;
    size_t mask = strings->slots - 1;
    uint64_t key[2];
    load_key(data, length, hash, key);
    for (size_t i = hash & mask; strings->slot[i].bytes != NULL; i = (i + 1) & mask)
        if (is_string(&strings->slot[i], key, data, length))
            return strings->slot[i].value;
    return KL_STRINGS_NONE;
}

static void place(kl_strings *strings, uint64_t hash, const kl_string_slot *string) {
    size_t mask = strings->slots - 1, i = hash & mask;
    while (strings->slot[i].bytes != NULL)
        i = (i + 1) & mask;
    strings->slot[i] = *string;
}

static int grow(kl_strings *strings) {
    kl_strings larger = *strings;
    larger.slots = strings->slots == 0 ? FIRST_SLOTS : 2 * strings->slots;
    larger.slot = kl_alloc_zero(larger.slots, sizeof *larger.slot);
    if (larger.slot == NULL)
        return 0;
    for (size_t i = 0; i < strings->slots; i++) {
        const kl_string_slot *old = &strings->slot[i];
        if (old->bytes != NULL)
            place(&larger, kl_string_hash(old->bytes, old->length), old);
    }
    kl_free(strings->slot);
    *strings = larger;
    return 1;
}

int kl_strings_add(kl_strings *strings, uint64_t hash, const char *bytes, size_t length,
                   uint32_t value) {
    if (2 * (strings->n + 1) > strings->slots && !grow(strings))
        return 0;
    kl_string_slot string = {{0, 0}, bytes, (uint32_t)length, value};
    load_key(bytes, length, hash, string.key);
    place(strings, hash, &string);
    strings->n++;
    return 1;
}

size_t kl_strings_bytes(const kl_strings *strings) {
    return strings->slots * sizeof *strings->slot;
}

void kl_strings_free(kl_strings *strings) {
    kl_free(strings->slot);
    memset(strings, 0, sizeof *strings);
}
