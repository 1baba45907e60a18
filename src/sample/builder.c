/* SPDX-License-Identifier: Apache-2.0 */
/* A table of counts that grows by one n-gram at a time, in canonical order. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/grams.h"

#define KL_FIRST_ROOM 64

kl_status kl_counts_builder_init(kl_counts_builder *builder, kl_symbols symbols, int order,
                                 kl_alphabet *alphabet, kl_error *error) {
    *builder = (kl_counts_builder){.counts = kl_alloc_zero(1, sizeof *builder->counts)};
    kl_counts *counts = builder->counts;
    if (counts == NULL) {
        kl_alphabet_free(alphabet);
        return kl_fail_memory(error, "counts", sizeof *counts);
    }
    counts->symbols = symbols;
    counts->order = order;
    counts->alphabet = alphabet->n;
    counts->symbol_start = alphabet->start;
    counts->symbol_bytes = alphabet->bytes;
    *alphabet = (kl_alphabet){0, NULL, NULL};
    counts->cell_start = kl_alloc(1, sizeof *counts->cell_start);
    if (counts->cell_start == NULL) {
        kl_counts_builder_free(builder);
        return kl_fail_memory(error, "counts", sizeof *counts->cell_start);
    }
    counts->cell_start[0] = 0;
    return KL_OK;
}

/* Resize *block (n elements of `size` bytes); it stays as it was on failure. */
static int resize(void *block, size_t n, size_t size) {
    void *old, *grown;
    memcpy(&old, block, sizeof old);
    grown = kl_realloc(old, n, size);
    if (grown == NULL)
        return 0;
    memcpy(block, &grown, sizeof grown);
    return 1;
}

static kl_status grow_grams(kl_counts_builder *builder, kl_error *error) {
    kl_counts *counts = builder->counts;
    if (counts->size < builder->gram_room)
        return KL_OK;
    size_t room = builder->gram_room == 0 ? KL_FIRST_ROOM : 2 * builder->gram_room;
    if (room > SIZE_MAX / 64 || !resize(&counts->gram, room * (size_t)counts->order, 4) ||
        !resize(&counts->count, room, 8) || !resize(&counts->cell_start, room + 1, 8))
        return kl_fail_memory(error, "n-grams", room);
    builder->gram_room = room;
    return KL_OK;
}

static kl_status grow_cells(kl_counts_builder *builder, unsigned more, kl_error *error) {
    kl_counts *counts = builder->counts;
    if (builder->cells + more <= builder->cell_room)
        return KL_OK;
    size_t room = builder->cell_room == 0 ? KL_FIRST_ROOM : 2 * builder->cell_room;
    if (room > SIZE_MAX / 64 || !resize(&counts->cell_bag, room, 1) ||
        !resize(&counts->cell_count, room, 8))
        return kl_fail_memory(error, "the bags of n-grams", room);
    builder->cell_room = room;
    return KL_OK;
}

/* Count of an n-gram over all bags; the totals stay unchanged if anything would overflow. */
static kl_status add_totals(kl_counts *counts, const kl_gram_record *record, uint64_t *count,
                            kl_error *error) {
    *count = 0;
    for (unsigned c = 0; c < record->cells; c++)
        if (__builtin_add_overflow(*count, record->count[c], count))
            return kl_fail(error, KL_ERROR_VALUE, "a count leaves 64 bits");
    uint64_t total;
    if (__builtin_add_overflow(counts->total, *count, &total))
        return kl_fail(error, KL_ERROR_VALUE, "the total of all counts leaves 64 bits");
    counts->total = total;
    for (unsigned c = 0; c < record->cells; c++)
        counts->bag_total[record->bag[c]] += record->count[c]; /* ≤ total */
    return KL_OK;
}

kl_status kl_counts_builder_put(kl_counts_builder *builder, const kl_gram_record *record,
                                kl_error *error) {
    kl_counts *counts = builder->counts;
    kl_status status = grow_grams(builder, error);
    if (status == KL_OK)
        status = grow_cells(builder, record->cells, error);
    uint64_t count = 0;
    if (status == KL_OK)
        status = add_totals(counts, record, &count, error);
    if (status != KL_OK)
        return status;
    size_t g = counts->size++;
    memcpy(counts->gram + g * (size_t)counts->order, record->gram,
           (size_t)counts->order * sizeof *counts->gram);
    memcpy(counts->cell_bag + builder->cells, record->bag, record->cells);
    memcpy(counts->cell_count + builder->cells, record->count,
           record->cells * sizeof *record->count);
    builder->cells += record->cells;
    counts->count[g] = count;
    counts->cell_start[g + 1] = builder->cells;
    return KL_OK;
}

/* Give back what doubling took too much; that a smaller block cannot be had is no failure. */
static void shrink(kl_counts_builder *builder) {
    kl_counts *counts = builder->counts;
    (void)(resize(&counts->gram, counts->size * (size_t)counts->order, 4) &&
           resize(&counts->count, counts->size, 8) &&
           resize(&counts->cell_start, counts->size + 1, 8) &&
           resize(&counts->cell_bag, builder->cells, 1) &&
           resize(&counts->cell_count, builder->cells, 8));
}

kl_counts *kl_counts_builder_finish(kl_counts_builder *builder) {
    shrink(builder);
    kl_counts *counts = builder->counts;
    builder->counts = NULL;
    return counts;
}

void kl_counts_builder_free(kl_counts_builder *builder) {
    kl_counts_free(builder->counts);
    builder->counts = NULL;
}
