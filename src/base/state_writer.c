/* SPDX-License-Identifier: Apache-2.0 */
/* Writing the state container: payload is gathered in one chunk, which goes out when it is full. */
#include "base/alloc.h"
#include "base/exact_sum.h"
#include "base/state_format.h"

/* Small enough for a merge that holds many files open, large enough to be written at full speed. */
enum { CHUNK_SIZE = 1 << 16 };

struct kl_state_writer {
    kl_sink sink;
    kl_error failure; /* the first one, repeated ever after */
    uint64_t header_crc;
    uint64_t chunks;     /* written */
    uint32_t tag;        /* of the section that is open, 0: none yet */
    int section_written; /* it has a chunk in the file */
    int finished;
    size_t used; /* payload bytes in `chunk` */
    uint8_t chunk[KL_STATE_HEAD_SIZE + CHUNK_SIZE + KL_STATE_CHECKSUM_SIZE];
};

static kl_status write_header(kl_state_writer *writer, kl_state_kind kind, kl_error *error) {
    uint8_t header[KL_STATE_HEADER_SIZE];
    memcpy(header, kl_state_magic, sizeof kl_state_magic);
    kl_store_u16(header + KL_STATE_VERSION_AT, KL_STATE_VERSION);
    kl_store_u16(header + KL_STATE_KIND_AT, (uint16_t)kind);
    writer->header_crc = kl_crc64(0, header, sizeof header);
    return writer->sink.write(writer->sink.context, header, sizeof header, error);
}

kl_status kl_state_writer_new(kl_sink sink, kl_state_kind kind, kl_state_writer **out,
                              kl_error *error) {
    *out = NULL;
    kl_state_writer *writer = kl_alloc(1, sizeof *writer);
    if (writer == NULL)
        return kl_fail_memory(error, "a state writer", sizeof *writer);
    kl_error none = KL_ERROR_INIT;
    writer->sink = sink;
    writer->failure = none;
    writer->chunks = 0;
    writer->tag = 0;
    writer->section_written = 0;
    writer->finished = 0;
    writer->used = 0;
    kl_status status = write_header(writer, kind, error);
    if (status != KL_OK) {
        kl_free(writer);
        return status;
    }
    *out = writer;
    return KL_OK;
}

void kl_state_writer_free(kl_state_writer *writer) {
    kl_free(writer);
}

/* Keep what a callback or a check said in writer->failure. */
static kl_status keep(kl_state_writer *writer, kl_status status) {
    writer->failure.code = status;
    return status;
}

static kl_status repeat(const kl_state_writer *writer, kl_error *error) {
    return kl_error_copy(error, &writer->failure);
}

static kl_status write_chunk(kl_state_writer *writer) {
    kl_store_u32(writer->chunk, writer->tag);
    kl_store_u32(writer->chunk + 4, (uint32_t)writer->used);
    uint8_t *end = writer->chunk + KL_STATE_HEAD_SIZE + writer->used;
    kl_store_u64(
        end, kl_state_checksum(writer->header_crc, writer->chunks, writer->chunk, writer->used));
    size_t size = KL_STATE_HEAD_SIZE + writer->used + KL_STATE_CHECKSUM_SIZE;
    writer->used = 0;
    writer->chunks++;
    writer->section_written = 1;
    return keep(writer,
                writer->sink.write(writer->sink.context, writer->chunk, size, &writer->failure));
}

/* A section without a byte still has one chunk. */
static kl_status end_section(kl_state_writer *writer) {
    if (writer->tag == 0 || (writer->used == 0 && writer->section_written))
        return KL_OK;
    return write_chunk(writer);
}

static kl_status begin(kl_state_writer *writer, uint32_t tag) {
    if (writer->finished || tag == 0 || tag == kl_state_tag_end || tag == writer->tag)
        return keep(writer, kl_fail(&writer->failure, KL_ERROR_ARGUMENT,
                                    "a state section 0x%08x cannot begin here", tag));
    kl_status status = end_section(writer);
    writer->tag = tag;
    writer->section_written = 0;
    return status;
}

kl_status kl_state_begin(kl_state_writer *writer, uint32_t tag, kl_error *error) {
    if (writer->failure.code != KL_OK || begin(writer, tag) != KL_OK)
        return repeat(writer, error);
    return KL_OK;
}

static int can_put(const kl_state_writer *writer) {
    return writer->tag != 0 && !writer->finished && writer->failure.code == KL_OK;
}

static kl_status put(kl_state_writer *writer, const uint8_t *data, size_t size) {
    if (!can_put(writer))
        return keep(writer, kl_fail(&writer->failure, KL_ERROR_ARGUMENT,
                                    "no section of the state is open"));
    while (size > 0) {
        if (writer->used == CHUNK_SIZE && write_chunk(writer) != KL_OK)
            return writer->failure.code;
        size_t room = CHUNK_SIZE - writer->used, now = size < room ? size : room;
        memcpy(writer->chunk + KL_STATE_HEAD_SIZE + writer->used, data, now);
        writer->used += now;
        data += now;
        size -= now;
    }
    return KL_OK;
}

kl_status kl_state_put_bytes(kl_state_writer *writer, const void *data, size_t size,
                             kl_error *error) {
    if (writer->failure.code != KL_OK || put(writer, data, size) != KL_OK)
        return repeat(writer, error);
    return KL_OK;
}

kl_status kl_state_put_u8(kl_state_writer *writer, uint8_t value, kl_error *error) {
    return kl_state_put_bytes(writer, &value, 1, error);
}

kl_status kl_state_put_u32(kl_state_writer *writer, uint32_t value, kl_error *error) {
    uint8_t bytes[4];
    kl_store_u32(bytes, value);
    return kl_state_put_bytes(writer, bytes, sizeof bytes, error);
}

kl_status kl_state_put_u64(kl_state_writer *writer, uint64_t value, kl_error *error) {
    uint8_t bytes[8];
    kl_store_u64(bytes, value);
    return kl_state_put_bytes(writer, bytes, sizeof bytes, error);
}

kl_status kl_state_put_f64(kl_state_writer *writer, double value, kl_error *error) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return kl_state_put_u64(writer, bits, error);
}

/* At most 10 bytes. */
static inline size_t encode_varint(uint64_t value, uint8_t *bytes) {
    size_t size = 0;
    for (; value >= 0x80; value >>= 7)
        bytes[size++] = (uint8_t)(value | 0x80);
    bytes[size++] = (uint8_t)value;
    return size;
}

kl_status kl_state_put_varint(kl_state_writer *writer, uint64_t value, kl_error *error) {
    uint8_t bytes[10];
    if (CHUNK_SIZE - writer->used >= sizeof bytes && can_put(writer)) {
        writer->used += encode_varint(value, writer->chunk + KL_STATE_HEAD_SIZE + writer->used);
        return KL_OK;
    }
    return kl_state_put_bytes(writer, bytes, encode_varint(value, bytes), error);
}

kl_status kl_state_put_text(kl_state_writer *writer, const char *text, kl_error *error) {
    size_t size = strlen(text);
    kl_state_put_varint(writer, size, error);
    return kl_state_put_bytes(writer, text, size, error);
}

/* Specials, top chunk, then the range of chunks that are not zero: first, how many, their 32 bits.
 */
kl_status kl_state_put_exact_sum(kl_state_writer *writer, const kl_exact_sum *sum,
                                 kl_error *error) {
    kl_exact_sum normal = *sum;
    kl_exact_sum_normalize(&normal);
    int first = 0, end = KL_EXACT_SUM_CHUNKS - 1;
    while (end > 0 && normal.chunk[end - 1] == 0)
        end--;
    while (first < end && normal.chunk[first] == 0)
        first++;
    kl_state_put_u8(writer, (uint8_t)normal.specials, error);
    kl_state_put_u64(writer, (uint64_t)normal.chunk[KL_EXACT_SUM_CHUNKS - 1], error);
    kl_state_put_u8(writer, (uint8_t)first, error);
    kl_state_put_u8(writer, (uint8_t)(end - first), error);
    for (int i = first; i < end; i++)
        kl_state_put_u32(writer, (uint32_t)normal.chunk[i], error);
    return writer->failure.code;
}

static kl_status finish(kl_state_writer *writer) {
    if (writer->finished)
        return keep(writer,
                    kl_fail(&writer->failure, KL_ERROR_ARGUMENT, "the state is finished already"));
    if (end_section(writer) != KL_OK)
        return writer->failure.code;
    writer->finished = 1;
    writer->tag = kl_state_tag_end;
    writer->used = KL_STATE_END_LENGTH;
    kl_store_u64(writer->chunk + KL_STATE_HEAD_SIZE, writer->chunks);
    return write_chunk(writer);
}

kl_status kl_state_finish(kl_state_writer *writer, kl_error *error) {
    if (writer->failure.code != KL_OK || finish(writer) != KL_OK)
        return repeat(writer, error);
    return KL_OK;
}
