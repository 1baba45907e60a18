/* SPDX-License-Identifier: Apache-2.0 */
/* A table from byte strings to 32-bit values, and the arena that owns the strings. */
#ifndef KL_TEXT_STRINGS_H
#define KL_TEXT_STRINGS_H

#include <stddef.h>
#include <stdint.h>

/* Owned bytes that never move: a list of chunks. */
typedef struct kl_arena {
    struct kl_arena_chunk *chunk;
    size_t left;  /* free bytes at the end of the newest chunk */
    size_t bytes; /* of all chunks */
} kl_arena;

/* So many bytes, not set; NULL: out of memory. Where all pieces are of whole words, each begins at one. */
void *kl_arena_room(kl_arena *arena, size_t length);
/* A copy that lives as long as the arena; NULL: out of memory. */
const char *kl_arena_copy(kl_arena *arena, const void *data, size_t length);
void kl_arena_free(kl_arena *arena);

/* A short string is all in its slot, so that finding it touches one cache line. */
typedef struct kl_string_slot {
    uint64_t key[2];   /* up to 16 bytes of the string; of a longer one the first 8 and the hash */
    const char *bytes; /* NULL: free */
    uint32_t length;
    uint32_t value;
} kl_string_slot;

/* Zeroed is empty. */
typedef struct kl_strings {
    kl_string_slot *slot;
    size_t slots; /* a power of two, or 0 */
    size_t n;
} kl_strings;

#define KL_STRINGS_NONE UINT32_MAX

uint64_t kl_string_hash(const void *data, size_t length);
/* The value, or KL_STRINGS_NONE. */
uint32_t kl_strings_find(const kl_strings *strings, uint64_t hash, const void *data, size_t length);
/* Add a string that is not there yet; `bytes` must outlive the table. 0: out of memory. */
int kl_strings_add(kl_strings *strings, uint64_t hash, const char *bytes, size_t length,
                   uint32_t value);
size_t kl_strings_bytes(const kl_strings *strings);
void kl_strings_free(kl_strings *strings);

#endif
