/* SPDX-License-Identifier: Apache-2.0 */
/* Canonical counts from the unsorted cells of an accumulator: a radix sort that moves whole cells,
 * bag first and then the places of the n-gram from the last to the first. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/grams.h"

#define KL_DIGIT_BITS 11
#define KL_DIGITS (1u << KL_DIGIT_BITS)

/* One stable pass: order `from` into `to` by a digit of the bag (place < 0) or of a gram place. */
static void radix_pass(const kl_cell *from, kl_cell *to, size_t n, int place, unsigned shift) {
    size_t start[KL_DIGITS] = {0};
    for (size_t i = 0; i < n; i++) {
        uint32_t key = place < 0 ? from[i].bag : from[i].gram[place];
        start[(key >> shift) & (KL_DIGITS - 1)]++;
    }
    size_t sum = 0;
    for (size_t d = 0; d < KL_DIGITS; d++) {
        size_t count = start[d];
        start[d] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t key = place < 0 ? from[i].bag : from[i].gram[place];
        to[start[(key >> shift) & (KL_DIGITS - 1)]++] = from[i];
    }
}

/* Sort cells by (gram, bag); returns which of the two buffers holds the result. */
static kl_cell *sort_cells(kl_cell *cells, kl_cell *spare, size_t n, int order, size_t alphabet) {
    for (int place = -1; place < order; place++) {
        int which = place < 0 ? -1 : order - 1 - place;
        uint64_t range = place < 0 ? KL_BAGS : alphabet;
        for (unsigned shift = 0; shift < 32 && (range - 1) >> shift > 0; shift += KL_DIGIT_BITS) {
            radix_pass(cells, spare, n, which, shift);
            kl_cell *swap = cells;
            cells = spare;
            spare = swap;
        }
    }
    return cells;
}

static kl_status check_cells(const kl_cell *cells, size_t n, int order, size_t alphabet,
                             uint8_t *used, kl_error *error) {
    for (size_t i = 0; i < n; i++) {
        if (cells[i].bag >= KL_BAGS) {
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "cell %zu is in bag %u", i,
                              cells[i].bag);
        }
        for (int k = 0; k < order; k++) {
            if (cells[i].gram[k] >= alphabet) {
                return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                                  "cell %zu names symbol %u of %zu", i, cells[i].gram[k], alphabet);
            }
            used[cells[i].gram[k]] |= cells[i].count > 0;
        }
    }
    return KL_OK;
}

/* Sorted cells to records; equal (gram, bag) add up. */
static kl_status put_cells(kl_counts_builder *builder, const kl_cell *cells, size_t n, int order,
                           kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < n;) {
        kl_gram_record record = {.cells = 0};
        memcpy(record.gram, cells[i].gram, sizeof record.gram);
        for (; i < n && kl_gram_compare(cells[i].gram, record.gram, order) == 0; i++) {
            unsigned last = record.cells - 1;
            if (record.cells == 0 || record.bag[last] != cells[i].bag) {
                last = record.cells++;
                record.bag[last] = (uint8_t)cells[i].bag;
                record.count[last] = cells[i].count;
            } else if (__builtin_add_overflow(record.count[last], cells[i].count,
                                              &record.count[last])) {
                return kl_fail(error, KL_ERROR_VALUE, "a count leaves 64 bits");
            }
        }
        status = kl_counts_builder_put(builder, &record, error);
    }
    return status;
}

/* Copy the cells that count something, with symbols by rank. */
static size_t copy_cells(const kl_cell *cells, size_t n, int order, const uint32_t *rank,
                         kl_cell *out) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (cells[i].count > 0) {
            kl_cell *cell = &out[kept++];
            *cell = (kl_cell){.bag = cells[i].bag, .count = cells[i].count};
            for (int k = 0; k < order; k++)
                cell->gram[k] = rank[cells[i].gram[k]];
        }
    }
    return kept;
}

/* Sort a copy of the cells and put them into a new table; takes the alphabet over. */
static kl_status build_sorted(kl_symbols symbols, int order, kl_alphabet *alphabet,
                              const uint32_t *rank, const kl_cell *cells, size_t n, kl_counts **out,
                              kl_error *error) {
    size_t range = alphabet->n;
    kl_counts_builder builder;
    kl_status status = kl_counts_builder_init(&builder, symbols, order, alphabet, error);
    if (status != KL_OK)
        return status;
    kl_cell *copy = kl_alloc(n, sizeof *copy), *spare = kl_alloc(n, sizeof *spare);
    if (copy == NULL || spare == NULL) {
        status = kl_fail_memory(error, "sorting n-grams", n * sizeof *copy);
    } else {
        size_t kept = copy_cells(cells, n, order, rank, copy);
        kl_cell *sorted = kept == 0 ? copy : sort_cells(copy, spare, kept, order, range);
        status = put_cells(&builder, sorted, kept, order, error);
    }
    kl_free(copy);
    kl_free(spare);
    if (status == KL_OK)
        *out = kl_counts_builder_finish(&builder);
    kl_counts_builder_free(&builder);
    return status;
}

kl_status kl_counts_build(kl_symbols symbols, int order, const kl_symbol_name *symbol,
                          size_t alphabet, const kl_cell *cells, size_t n, uint64_t bad_bytes,
                          kl_counts **out, kl_error *error) {
    *out = NULL;
    if (order < 1 || order > KL_ORDER_MAX || alphabet > UINT32_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "order %d with %zu symbols", order, alphabet);
    uint8_t *used = kl_alloc_zero(alphabet, 1);
    uint32_t *rank = kl_alloc(alphabet, sizeof *rank);
    kl_status status = KL_OK;
    if (used == NULL || rank == NULL)
        status = kl_fail_memory(error, "the symbols", alphabet);
    if (status == KL_OK)
        status = check_cells(cells, n, order, alphabet, used, error);
    kl_alphabet sorted = {0, NULL, NULL};
    if (status == KL_OK)
        status = kl_alphabet_sort(symbol, alphabet, used, &sorted, rank, error);
    if (status == KL_OK)
        status = build_sorted(symbols, order, &sorted, rank, cells, n, out, error);
    if (status == KL_OK)
        (*out)->bad_bytes = bad_bytes;
    kl_free(used);
    kl_free(rank);
    return status;
}
