/* SPDX-License-Identifier: Apache-2.0 */
/* Aligning one or two tables of counts. */
#include "sample/align.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/grams.h"
#include "sample/ranks.h"

void kl_aligned_free(kl_aligned *aligned) {
    kl_alphabet_free(&aligned->alphabet);
    kl_free(aligned->gram);
    for (int s = 0; s < 2; s++) {
        kl_side *side = &aligned->side[s];
        kl_free(side->integer);
        kl_free(side->count);
        kl_free(side->cells.gram);
        kl_free(side->cells.count);
    }
    *aligned = (kl_aligned){.size = 0};
}

static kl_status check_tables(const kl_counts *const *tables, size_t n, kl_error *error) {
    for (size_t k = 0; k < n; k++) {
        if (tables[k]->total == 0) {
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)k, -1, "%s holds no %s at all",
                              n == 1   ? "the table of counts"
                              : k == 0 ? "A"
                                       : "B",
                              kl_symbols_noun(tables[k]->symbols));
        }
        if (tables[k]->symbols != tables[0]->symbols || tables[k]->order != tables[0]->order) {
            return kl_fail(error, KL_ERROR_MISMATCH,
                           "counts of %s of order %d against counts of %s of order %d",
                           kl_symbols_name(tables[0]->symbols), tables[0]->order,
                           kl_symbols_name(tables[k]->symbols), tables[k]->order);
        }
    }
    return KL_OK;
}

static kl_status allocate_side(kl_side *side, const kl_counts *table, size_t room,
                               kl_error *error) {
    size_t cells = table == NULL ? 0 : (size_t)table->cell_start[table->size];
    side->integer = kl_alloc_zero(room, sizeof *side->integer);
    side->count = kl_alloc_zero(room, sizeof *side->count);
    side->cells.gram = kl_alloc(cells, sizeof *side->cells.gram);
    side->cells.count = kl_alloc(cells, sizeof *side->cells.count);
    if (side->integer == NULL || side->count == NULL || side->cells.gram == NULL ||
        side->cells.count == NULL)
        return kl_fail_memory(error, "comparing counts", room * 16 + cells * 12);
    if (table != NULL) {
        side->total = table->total;
        memcpy(side->bag_total, table->bag_total, sizeof side->bag_total);
        side->bags = kl_counts_units(table);
        side->drawn = table->independent_draws;
    }
    return KL_OK;
}

/* How many cells every bag has, as starts. */
static void start_bags(kl_bag_cells *cells, const kl_counts *table) {
    size_t n = (size_t)table->cell_start[table->size];
    for (size_t c = 0; c < n; c++)
        cells->start[table->cell_bag[c] + 1]++;
    for (unsigned b = 0; b < KL_BAGS; b++)
        cells->start[b + 1] += cells->start[b];
}

/* Put n-gram g of a table at `place` of the union. */
static void place_gram(kl_side *side, size_t *next, const kl_counts *table, size_t g,
                       size_t place) {
    side->integer[place] = table->count[g];
    side->count[place] = (double)table->count[g];
    for (uint64_t c = table->cell_start[g]; c < table->cell_start[g + 1]; c++) {
        size_t at = next[table->cell_bag[c]]++;
        side->cells.gram[at] = (uint32_t)place;
        side->cells.count[at] = (double)table->cell_count[c];
    }
}

static void rank_gram(const kl_counts *table, size_t g, const uint32_t *rank, uint32_t *out) {
    for (int i = 0; i < table->order; i++)
        out[i] = rank[table->gram[g * (size_t)table->order + (size_t)i]];
}

/* Walk both tables in step; every n-gram of the union is written once. */
static void merge_grams(const kl_counts *const *tables, size_t n, const kl_ranks *ranks,
                        kl_aligned *out) {
    size_t next[2][KL_BAGS], at[2] = {0, 0};
    uint32_t head[2][KL_ORDER_MAX];
    for (size_t k = 0; k < n; k++) {
        start_bags(&out->side[k].cells, tables[k]);
        memcpy(next[k], out->side[k].cells.start, sizeof next[k]);
        rank_gram(tables[k], 0, ranks->rank[k], head[k]);
    }
    for (;;) {
        int has[2] = {at[0]<tables[0]->size, n> 1 && at[1] < tables[1]->size};
        if (!has[0] && !has[1])
            break;
        int order = !has[0] ? 1 : !has[1] ? -1 : kl_gram_compare(head[0], head[1], out->order);
        size_t place = out->size++;
        memcpy(out->gram + place * (size_t)out->order, head[order > 0],
               (size_t)out->order * sizeof **head);
        for (size_t k = 0; k < n; k++) {
            if (order == 0 || (order < 0) == (k == 0)) {
                place_gram(&out->side[k], next[k], tables[k], at[k], place);
                if (++at[k] < tables[k]->size)
                    rank_gram(tables[k], at[k], ranks->rank[k], head[k]);
            }
        }
    }
}

static kl_status align(const kl_counts *const *tables, size_t n, kl_aligned *out, kl_error *error) {
    kl_alphabet parts[2];
    size_t room = 0;
    for (size_t k = 0; k < n; k++) {
        parts[k] =
            (kl_alphabet){tables[k]->alphabet, tables[k]->symbol_start, tables[k]->symbol_bytes};
        room += tables[k]->size;
    }
    if (room > UINT32_MAX) {
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "%zu n-grams, at most 2^32 can be compared",
                       room);
    }
    kl_ranks ranks;
    kl_status status = kl_ranks_new(parts, n, &ranks, error);
    if (status != KL_OK)
        return status;
    out->symbols = tables[0]->symbols;
    out->order = tables[0]->order;
    out->gram = kl_alloc(room * (size_t)out->order, sizeof *out->gram);
    if (out->gram == NULL)
        status = kl_fail_memory(error, "comparing counts", room * sizeof *out->gram);
    for (size_t k = 0; status == KL_OK && k < 2; k++)
        status = allocate_side(&out->side[k], k < n ? tables[k] : NULL, room, error);
    if (status == KL_OK) {
        merge_grams(tables, n, &ranks, out);
        out->alphabet = ranks.alphabet;
        ranks.alphabet = (kl_alphabet){0, NULL, NULL};
    }
    kl_ranks_free(&ranks);
    return status;
}

static kl_status aligned_from(const kl_counts *const *tables, size_t n, kl_aligned *out,
                              kl_error *error) {
    *out = (kl_aligned){.size = 0};
    kl_status status = check_tables(tables, n, error);
    if (status == KL_OK)
        status = align(tables, n, out, error);
    if (status != KL_OK)
        kl_aligned_free(out);
    return status;
}

kl_status kl_aligned_new(const kl_counts *a, const kl_counts *b, kl_aligned *out, kl_error *error) {
    return aligned_from((const kl_counts *const[]){a, b}, 2, out, error);
}

kl_status kl_aligned_single(const kl_counts *counts, kl_aligned *out, kl_error *error) {
    return aligned_from(&counts, 1, out, error);
}
