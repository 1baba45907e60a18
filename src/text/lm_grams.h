/* SPDX-License-Identifier: Apache-2.0 */
/* What a model is trained from as a state: the n-grams of the highest order, with symbols numbered by where they first
 * appear in the texts, so that parts merge to what all at once would have counted.
 *
 *   META  u8 symbols, u8 order, u64 lines; u32 texts, and of each u64 fingerprint, u64 size, cover, and for each of its
 *         ranges a varint: how many symbols appear there first
 *   NAME  the symbols in that order: varint length, bytes
 *   GRAM  n-grams, the last symbol weighing most: u8 the place from the end that differs from the n-gram before (0 for
 *         the first), varint by how much (the first: symbol + 1), varints of the places before it; varint count.
 *         Numbers are those of a trainer: KL_LM_UNKNOWN, KL_LM_BEGIN and KL_LM_END stand before the symbols */
#ifndef KL_TEXT_LM_GRAMS_H
#define KL_TEXT_LM_GRAMS_H

#include "base/cover.h"
#include "base/state.h"
#include "sample/counts.h"
#include "text/gram_sort.h"

#include <kullback/text.h>

/* Names that every model has before its symbols. */
enum { KL_LM_SPECIAL = KL_LM_END + 1 };

/* A text, and which of its bytes were counted. `first`: how many symbols appear first in each range. */
typedef struct kl_lm_source {
    uint64_t fingerprint, size;
    kl_cover cover;
    uint64_t *first;
} kl_lm_source;

typedef struct kl_lm_grams {
    kl_symbols symbols;
    int order;
    uint64_t lines;
    kl_lm_source *source;
    size_t sources;
} kl_lm_grams;

void kl_lm_grams_free(kl_lm_grams *grams);
/* One more text. */
kl_status kl_lm_grams_add(kl_lm_grams *grams, const kl_lm_source *source, kl_error *error);

/* Write a state; `name` has the special names first, `sorter` the n-grams in runs. */
kl_status kl_lm_grams_write(const kl_lm_grams *grams, const kl_symbol_name *name, uint32_t names,
                            const kl_gram_sorter *sorter, const char *out_path, kl_error *error);

/* A state that is being read: META, then name by name, then n-gram by n-gram. */
typedef struct kl_lm_grams_reader {
    kl_state_reader *state;
    struct kl_input_stream *stream;
    const char *path;
    kl_lm_grams meta;
    kl_buffer name; /* the last one */
    uint32_t names; /* read so far, special ones counted */
    uint32_t gram[KL_LM_ORDER_MAX];
    int started;
} kl_lm_grams_reader;

kl_status kl_lm_grams_open(kl_lm_grams_reader *reader, const char *path, kl_error *error);
/* To be called also after a failure. */
void kl_lm_grams_close(kl_lm_grams_reader *reader);
/* The next name, good until the next call; *more 0: n-grams follow. */
kl_status kl_lm_grams_next_name(kl_lm_grams_reader *reader, int *more, kl_error *error);
/* The next n-gram as a record; *more 0: it was the last, and the file is whole. */
kl_status kl_lm_grams_next(kl_lm_grams_reader *reader, uint32_t *record, int *more,
                           kl_error *error);

/* Merge states from disk to disk; n-grams that do not fit into memory lie in the folder of the result meanwhile. */
kl_status kl_lm_grams_merge_files(const char *const *paths, size_t n, const char *out_path,
                                  kl_error *error);

#endif
