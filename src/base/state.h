/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state container: what a room saves and loads or merges. Versioned, little-endian,
 * checksummed.
 *
 *     magic    8 bytes   89 4B 4C 53 0D 0A 1A 0A   (\x89 K L S \r \n \x1a \n)
 *     version  u16       of the container: KL_STATE_VERSION
 *     kind     u16       what is inside: enum kl_state_kind
 *     chunk …            u32 tag, u32 length ≤ KL_STATE_CHUNK_MAX, payload, u64 checksum
 *     last chunk         tag 'END ', payload u64: how many chunks went before it
 *
 * The checksum is CRC-64/XZ over the 12 bytes of the header, the chunk's number as u64 from 0, its
 * tag, its length and its payload: any altered, exchanged, missing or foreign chunk is seen. A
 * section is the run of chunks of one tag, so a writer need not know its length. Neighbouring
 * sections have different tags. The same calls give the same bytes.
 *
 * A writer:                                     A reader:
 *     kl_state_writer_new(sink, kind, &w, e)        kl_state_reader_new(source, kind, &r, e)
 *     kl_state_begin(w, TAG_A, e)                   kl_state_expect(r, TAG_A, e)
 *     kl_state_put_u32(w, 7, e) …                   kl_state_get_u32(r, &x, e) …
 *     kl_state_finish(w, e)                         kl_state_end(r, e)
 *     kl_state_writer_free(w)                       kl_state_reader_free(r)
 *
 * After a failure a writer or reader repeats it at every further call, so that a run of puts or
 * gets may be checked once, at its end (values got after a failure are 0).
 */
#ifndef KL_BASE_STATE_H
#define KL_BASE_STATE_H

#include "base/error.h"

#define KL_STATE_VERSION 1
#define KL_STATE_CHUNK_MAX ((size_t)1 << 20)
/* Magic, version, kind: what a caller must look at to see that a file is a state. */
#define KL_STATE_HEADER_SIZE 12

/* Four letters, in the order in which they stand in the file. */
#define KL_STATE_TAG(a, b, c, d)                                                                   \
    ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)

/* What a file holds. Numbers are for ever; a room that adds one adds it here. */
typedef enum kl_state_kind {
    KL_STATE_COUNTS = 1,
    KL_STATE_CODE = 2,
    KL_STATE_LANGUAGES = 3,
    KL_STATE_CIPHERS = 4,
    KL_STATE_EVALUATION = 5, /* language models: sums over predictions */
    KL_STATE_SCORE = 6,      /* a text under an n-gram model: sums over lines */
    KL_STATE_GRAMS = 7,      /* what an n-gram model is trained from */
    KL_STATE_PROFILE = 8     /* the columns of a table */
} kl_state_kind;

/* ── Where bytes go and come from ───────────────────────────────────────────────────────────────
 */

/* Takes all `size` bytes or fails. */
typedef struct kl_sink {
    kl_status (*write)(void *context, const void *data, size_t size, kl_error *error);
    void *context;
} kl_sink;

/* Gives 1 … size bytes and sets *got, 0 only at the end (size is never 0). */
typedef struct kl_source {
    kl_status (*read)(void *context, void *data, size_t size, size_t *got, kl_error *error);
    void *context;
} kl_source;

/* Bytes in memory that grow; begins as {0}; kl_free(bytes.data) when done. */
typedef struct kl_buffer {
    uint8_t *data;
    size_t size, capacity;
} kl_buffer;

/* Append to `bytes`, which must outlive the sink. */
kl_sink kl_sink_memory(kl_buffer *bytes);
kl_status kl_buffer_append(kl_buffer *bytes, const void *data, size_t size, kl_error *error);

/* A view of somebody's memory that is read from `position` on. */
typedef struct kl_view {
    const uint8_t *data;
    size_t size, position;
} kl_view;

/* Read from `view`, which must outlive the source. */
kl_source kl_source_memory(kl_view *view);

/* 1 if these first bytes of a file have the magic of a state. */
int kl_state_is(const void *data, size_t size);

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────
 */

typedef struct kl_state_writer kl_state_writer;

/* Writes the header. */
kl_status kl_state_writer_new(kl_sink sink, kl_state_kind kind, kl_state_writer **out,
                              kl_error *error);
void kl_state_writer_free(kl_state_writer *writer);
/* Begin a section; the one before ends. Two neighbours of one tag are KL_ERROR_ARGUMENT. */
kl_status kl_state_begin(kl_state_writer *writer, uint32_t tag, kl_error *error);
kl_status kl_state_put_u8(kl_state_writer *writer, uint8_t value, kl_error *error);
kl_status kl_state_put_u32(kl_state_writer *writer, uint32_t value, kl_error *error);
kl_status kl_state_put_u64(kl_state_writer *writer, uint64_t value, kl_error *error);
/* The bits of a double as u64. */
kl_status kl_state_put_f64(kl_state_writer *writer, double value, kl_error *error);
/* LEB128: seven bits a byte, the low ones first; 1 … 10 bytes. */
kl_status kl_state_put_varint(kl_state_writer *writer, uint64_t value, kl_error *error);
kl_status kl_state_put_bytes(kl_state_writer *writer, const void *data, size_t size,
                             kl_error *error);
/* A varint of its length, and the bytes. */
kl_status kl_state_put_text(kl_state_writer *writer, const char *text, kl_error *error);
/* Its normalised form, so that equal sums give equal bytes. */
kl_status kl_state_put_exact_sum(kl_state_writer *writer, const kl_exact_sum *sum, kl_error *error);
/* Ends the section and writes the last chunk. Nothing may be put afterwards. */
kl_status kl_state_finish(kl_state_writer *writer, kl_error *error);

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────
 */

/* A payload is used only after the checksum of its chunk agreed. Whatever is wrong is
 * KL_ERROR_FORMAT with the byte offset and what was expected; a newer file is KL_ERROR_VERSION.
 * A get that runs past the end of its section is KL_ERROR_FORMAT too. A checksum keeps accidents
 * out, not intent: values must still be checked, and memory grown with what was really read. */
typedef struct kl_state_reader kl_state_reader;

/* Reads and checks the header. */
kl_status kl_state_reader_new(kl_source source, kl_state_kind kind, kl_state_reader **out,
                              kl_error *error);
void kl_state_reader_free(kl_state_reader *reader);
/* Go to the next section, which must have this tag. The one before must have been read to its end.
 */
kl_status kl_state_expect(kl_state_reader *reader, uint32_t tag, kl_error *error);
/* *more = 1 while the section has bytes that were not read. */
kl_status kl_state_more(kl_state_reader *reader, int *more, kl_error *error);
kl_status kl_state_get_u8(kl_state_reader *reader, uint8_t *value, kl_error *error);
kl_status kl_state_get_u32(kl_state_reader *reader, uint32_t *value, kl_error *error);
kl_status kl_state_get_u64(kl_state_reader *reader, uint64_t *value, kl_error *error);
kl_status kl_state_get_f64(kl_state_reader *reader, double *value, kl_error *error);
/* Only the shortest form is accepted. */
kl_status kl_state_get_varint(kl_state_reader *reader, uint64_t *value, kl_error *error);
kl_status kl_state_get_bytes(kl_state_reader *reader, void *data, size_t size, kl_error *error);
/* Appends `size` bytes to `bytes`, taking memory only for what really comes: for lengths that
 * the file itself claims. */
kl_status kl_state_get_append(kl_state_reader *reader, kl_buffer *bytes, uint64_t size,
                              kl_error *error);
/* As kl_state_put_text wrote it, with a NUL behind it; kl_free(*out) when done, NULL after a failure. */
kl_status kl_state_get_text(kl_state_reader *reader, char **out, kl_error *error);
kl_status kl_state_get_exact_sum(kl_state_reader *reader, kl_exact_sum *sum, kl_error *error);
/* The last section must have been read to its end, the file must end here, and whole. */
kl_status kl_state_end(kl_state_reader *reader, kl_error *error);

/* Where the next byte that a get returns stands in the file. */
uint64_t kl_state_offset(const kl_state_reader *reader);
/* KL_ERROR_FORMAT at that place, for values that are not what they must be. Sticky as well. */
__attribute__((format(printf, 3, 4))) kl_status
kl_state_refuse(kl_state_reader *reader, kl_error *error, const char *format, ...);

#endif
