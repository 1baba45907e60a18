/* SPDX-License-Identifier: Apache-2.0 */
/* Counts as a state: three sections, written and read as a stream.
 *
 *   META  u8 symbols, u8 order, u8 independent draws, u64 total, u64 bad bytes,
 *         64 varints: total of each bag
 *   SYMB  symbols in order: varint length, bytes
 *   GRAM  n-grams in order: u8 first place d that differs from the n-gram before (0 for the first),
 *         varint by how much (the first: symbol + 1), varints of the places after d as they are;
 *         u8 cells − 1, and of each cell u8 bag, varint count
 *
 * Nothing in a file says how much memory to take: tables grow with what was really read. */
#ifndef KL_SAMPLE_STATE_H
#define KL_SAMPLE_STATE_H

#include "base/state.h"
#include "sample/grams.h"

/* Files that are merged at once: far below what a process may have open, enough to be read but twice. */
#define KL_OPEN_FILES 64

typedef struct kl_counts_meta {
    kl_symbols symbols;
    int order;
    int independent_draws;
    uint64_t total, bad_bytes;
    uint64_t bag_total[KL_BAGS];
} kl_counts_meta;

/* ── Reading: begin, then the n-grams as a source; the source's end checks sums and the file's end. */

typedef struct kl_counts_reader {
    kl_state_reader *state;
    kl_counts_meta meta;
    kl_alphabet alphabet;
    uint8_t *used; /* which symbols occurred so far */
    uint32_t gram[KL_ORDER_MAX];
    int started;
    uint64_t total, bag_total[KL_BAGS]; /* read so far */
} kl_counts_reader;

/* Reads META and SYMB. The reader must be freed also after a failure. */
kl_status kl_counts_reader_begin(kl_counts_reader *reader, kl_source source, kl_error *error);
void kl_counts_reader_free(kl_counts_reader *reader);
kl_gram_source kl_counts_reader_grams(kl_counts_reader *reader);

/* ── Writing: begin, put n-grams in order, finish. ── */

typedef struct kl_counts_writer {
    kl_state_writer *state;
    int order;
    uint32_t gram[KL_ORDER_MAX];
    int started;
} kl_counts_writer;

kl_status kl_counts_writer_begin(kl_counts_writer *writer, kl_sink sink, const kl_counts_meta *meta,
                                 const kl_alphabet *alphabet, kl_error *error);
kl_gram_sink kl_counts_writer_grams(kl_counts_writer *writer);
kl_status kl_counts_writer_finish(kl_counts_writer *writer, kl_error *error);
void kl_counts_writer_free(kl_counts_writer *writer);

/* ── Whole tables. ── */

kl_status kl_counts_read(kl_source source, kl_counts **out, kl_error *error);
kl_status kl_counts_write(const kl_counts *counts, kl_sink sink, kl_error *error);

/* ── Adding up, in the memory of the alphabets and one chunk of each part. ── */

typedef struct kl_counts_part {
    const char *name; /* in errors */
    kl_source source;
} kl_counts_part;

/* n ≥ 1 states into one. */
kl_status kl_counts_merge_parts(const kl_counts_part *parts, size_t n, kl_sink sink,
                                kl_error *error);

#endif
