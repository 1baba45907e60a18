/* SPDX-License-Identifier: Apache-2.0 */
/* A table from names to counts that grows. */
#include "table/name_counts.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/alphabet.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 16 };

static kl_status no_room(kl_error *error, size_t bytes) {
    return kl_fail_memory(error, "the categories of a column", bytes);
}

void kl_name_counts_free(kl_name_counts *names) {
    kl_strings_free(&names->index);
    kl_arena_free(&names->arena);
    kl_free(names->name);
    kl_free(names->count);
    *names = (kl_name_counts){.bags = names->bags};
}

static kl_status grow(kl_name_counts *names, kl_error *error) {
    const size_t room = names->room > 0 ? 2 * names->room : FIRST_ROOM;
    const size_t size = names->bags * sizeof *names->count;
    kl_symbol_name *name = kl_realloc(names->name, room, sizeof *name);
    if (name == NULL)
        return no_room(error, room * sizeof *name);
    names->name = name;
    uint64_t *count = kl_realloc(names->count, room, size);
    if (count == NULL)
        return no_room(error, room * size);
    names->count = count;
    names->room = room;
    return KL_OK;
}

static kl_status add_name(kl_name_counts *names, uint64_t hash, kl_symbol_name name,
                          kl_error *error) {
    kl_status status = names->n == names->room ? grow(names, error) : KL_OK;
    if (status != KL_OK)
        return status;
    if (names->n == KL_STRINGS_NONE)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "more than %zu categories", names->n);
    const char *owned = kl_arena_copy(&names->arena, name.bytes, name.length);
    if (owned == NULL ||
        !kl_strings_add(&names->index, hash, owned, name.length, (uint32_t)names->n))
        return no_room(error, name.length);
    names->name[names->n] = (kl_symbol_name){owned, name.length};
    memset(names->count + names->n * names->bags, 0, names->bags * sizeof *names->count);
    names->n++;
    return KL_OK;
}

kl_status kl_name_counts_add(kl_name_counts *names, kl_symbol_name name, unsigned bag,
                             uint64_t count, kl_error *error) {
    const uint64_t hash = kl_string_hash(name.bytes, name.length);
    size_t at = kl_strings_find(&names->index, hash, name.bytes, name.length);
    if (at == KL_STRINGS_NONE) {
        at = names->n;
        const kl_status status = add_name(names, hash, name, error);
        if (status != KL_OK)
            return status;
    }
    names->count[at * names->bags + bag] += count;
    return KL_OK;
}

kl_status kl_name_counts_merge(kl_name_counts *names, const kl_name_counts *other,
                               kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < other->n; i++)
        for (unsigned b = 0; status == KL_OK && b < other->bags; b++)
            if (other->count[i * other->bags + b] > 0)
                status = kl_name_counts_add(names, other->name[i], b,
                                            other->count[i * other->bags + b], error);
    return status;
}

const uint64_t *kl_name_counts_find(const kl_name_counts *names, kl_symbol_name name) {
    const uint64_t hash = kl_string_hash(name.bytes, name.length);
    const uint32_t at = kl_strings_find(&names->index, hash, name.bytes, name.length);
    return at == KL_STRINGS_NONE ? NULL : names->count + (size_t)at * names->bags;
}

static int compare(const void *a, const void *b) {
    const kl_symbol_name x = ((const kl_name_count *)a)->name, y = ((const kl_name_count *)b)->name;
    return kl_symbol_compare(x.bytes, x.length, y.bytes, y.length);
}

void kl_name_counts_sorted(const kl_name_counts *names, kl_name_count *out) {
    for (size_t i = 0; i < names->n; i++)
        out[i] = (kl_name_count){names->name[i], names->count + i * names->bags};
    qsort(out, names->n, sizeof *out, compare);
}
