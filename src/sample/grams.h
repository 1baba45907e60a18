/* SPDX-License-Identifier: Apache-2.0 */
/* N-grams in canonical order as a stream: from tables or files, into tables or files. */
#ifndef KL_SAMPLE_GRAMS_H
#define KL_SAMPLE_GRAMS_H

#include "sample/alphabet.h"
#include "sample/counts.h"

/* One n-gram with its cells: bags ascending, counts > 0. */
typedef struct kl_gram_record {
    uint32_t gram[KL_ORDER_MAX];
    unsigned cells;
    uint8_t bag[KL_BAGS];
    uint64_t count[KL_BAGS];
} kl_gram_record;

/* The next n-gram in canonical order; *end = 1 instead after the last. */
typedef struct kl_gram_source {
    void *context;
    kl_status (*next)(void *context, kl_gram_record *record, int *end, kl_error *error);
} kl_gram_source;

typedef struct kl_gram_sink {
    void *context;
    kl_status (*put)(void *context, const kl_gram_record *record, kl_error *error);
} kl_gram_sink;

int kl_gram_compare(const uint32_t *a, const uint32_t *b, int order);

/* Add up sources whose grams are already in the numbers of one alphabet. */
kl_status kl_grams_merge(const kl_gram_source *sources, size_t n, int order, kl_gram_sink sink,
                         kl_error *error);

/* The n-grams of a table as a source, renumbered by `rank` (NULL: as they are). */
typedef struct kl_table_cursor {
    const kl_counts *counts;
    const uint32_t *rank;
    size_t at;
} kl_table_cursor;
kl_gram_source kl_table_cursor_source(kl_table_cursor *cursor);

/* A table that grows: put n-grams in canonical order, then finish. */
typedef struct kl_counts_builder {
    kl_counts *counts;
    size_t gram_room, cell_room, cells;
} kl_counts_builder;

/* Takes the alphabet over (it is freed also on failure). */
kl_status kl_counts_builder_init(kl_counts_builder *builder, kl_symbols symbols, int order,
                                 kl_alphabet *alphabet, kl_error *error);
kl_status kl_counts_builder_put(kl_counts_builder *builder, const kl_gram_record *record,
                                kl_error *error);
/* Hands the table over; the builder is empty afterwards. */
kl_counts *kl_counts_builder_finish(kl_counts_builder *builder);
void kl_counts_builder_free(kl_counts_builder *builder);

#endif
