/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the state container: one chunk at a time is in memory, and used only if its checksum
 * agrees. */
#include "base/state_reader.h"
#include "base/alloc.h"
#include "base/format.h"

#include <inttypes.h>

/* What our own writer makes fits without growing. */
enum { FIRST_CAPACITY = 1 << 16 };

int kl_state_is(const void *data, size_t size) {
    return kl_own_is(data, size, KL_OWN_STATE);
}

/* Keep a failure that is described in reader->failure. */
static kl_status keep(kl_state_reader *reader, kl_status status) {
    reader->failure.code = status;
    return status;
}

__attribute__((format(printf, 3, 4))) static kl_status
damaged(kl_state_reader *reader, uint64_t offset, const char *format, ...) {
    char message[sizeof reader->failure.message];
    va_list arguments;
    va_start(arguments, format);
    kl_vwords(message, sizeof message, format, arguments);
    va_end(arguments);
    return kl_fail_at(&reader->failure, KL_ERROR_FORMAT, -1, (int64_t)offset,
                      "state damaged at byte %" PRIu64 ": %s", offset, message);
}

/* Exactly `size` bytes; `what` names them where the file ends too early. */
static kl_status read_exactly(kl_state_reader *reader, uint8_t *data, size_t size,
                              const char *what) {
    while (size > 0) {
        size_t got = 0;
        kl_status status =
            reader->source.read(reader->source.context, data, size, &got, &reader->failure);
        if (status != KL_OK)
            return keep(reader, status);
        if (got == 0)
            return damaged(reader, reader->offset, "it ends here, expected %zu more bytes of %s",
                           size, what);
        data += got;
        size -= got;
        reader->offset += got;
    }
    return KL_OK;
}

static const char *kind_phrase(unsigned kind) {
    static const char *const phrases[] = {[KL_STATE_COUNTS] = "counts of texts",
                                          [KL_STATE_CODE] = "a coded text",
                                          [KL_STATE_LANGUAGES] = "a profile of languages",
                                          [KL_STATE_CIPHERS] = "a profile for ciphers",
                                          [KL_STATE_EVALUATION] =
                                              "an evaluation of language models",
                                          [KL_STATE_SCORE] = "a score of a text",
                                          [KL_STATE_GRAMS] = "n-grams of a language model",
                                          [KL_STATE_PROFILE] = "a profile of a table"};
    return kind < sizeof phrases / sizeof *phrases ? phrases[kind] : NULL;
}

/* Something else altogether, which nothing has damaged. */
static kl_status refuse_other(kl_state_reader *reader, kl_state_kind kind) {
    if (reader->offset == 0)
        return kl_fail_at(&reader->failure, KL_ERROR_FORMAT, -1, 0, "empty, not %s",
                          kind_phrase(kind));
    return kl_fail_at(&reader->failure, KL_ERROR_FORMAT, -1, 0,
                      "not %s: it does not begin with 89 4b 4c 53 0d 0a 1a 0a", kind_phrase(kind));
}

static kl_status refuse_kind(kl_state_reader *reader, kl_state_kind kind, unsigned found) {
    const char *phrase = kind_phrase(found);
    if (phrase == NULL)
        return damaged(reader, KL_STATE_KIND_AT, "there is no kind %u", found);
    return kl_fail_at(&reader->failure, KL_ERROR_FORMAT, -1, KL_STATE_KIND_AT, "%s, not %s", phrase,
                      kind_phrase(kind));
}

static kl_status read_header(kl_state_reader *reader, kl_state_kind kind) {
    uint8_t header[KL_STATE_HEADER_SIZE];
    kl_status status = read_exactly(reader, header, sizeof header, "the header");
    size_t got = (size_t)reader->offset, magic = sizeof kl_state_magic;
    if (status == KL_ERROR_FORMAT &&
        (got == 0 || memcmp(header, kl_state_magic, got < magic ? got : magic) != 0))
        return refuse_other(reader, kind);
    if (status != KL_OK)
        return status;
    if (!kl_state_is(header, sizeof header))
        return refuse_other(reader, kind);
    unsigned version = kl_load_u16(header + KL_STATE_VERSION_AT);
    if (version > KL_STATE_VERSION)
        return kl_fail_at(&reader->failure, KL_ERROR_VERSION, -1, KL_STATE_VERSION_AT,
                          "state of container version %u, this library reads up to %d: it was "
                          "written by a newer Kullback",
                          version, KL_STATE_VERSION);
    if (version == 0)
        return damaged(reader, KL_STATE_VERSION_AT, "there is no container version 0");
    unsigned found = kl_load_u16(header + KL_STATE_KIND_AT);
    if (found != (unsigned)kind)
        return refuse_kind(reader, kind, found);
    reader->header_crc = kl_crc64(0, header, sizeof header);
    /* As if an empty chunk ended where the header does: the next byte is that after the header. */
    reader->chunk_offset = KL_STATE_HEADER_SIZE - KL_STATE_HEAD_SIZE;
    return KL_OK;
}

static kl_status reserve(kl_state_reader *reader, size_t length) {
    if (length <= reader->capacity)
        return KL_OK;
    uint8_t *grown =
        kl_realloc(reader->chunk, KL_STATE_HEAD_SIZE + length + KL_STATE_CHECKSUM_SIZE, 1);
    if (grown == NULL)
        return kl_fail_memory(&reader->failure, "a chunk of a state", length);
    reader->chunk = grown;
    reader->capacity = length;
    return KL_OK;
}

kl_status kl_state_reader_new(kl_source source, kl_state_kind kind, kl_state_reader **out,
                              kl_error *error) {
    *out = NULL;
    kl_state_reader *reader = kl_alloc_zero(1, sizeof *reader);
    if (reader == NULL)
        return kl_fail_memory(error, "a state reader", sizeof *reader);
    kl_error none = KL_ERROR_INIT;
    reader->source = source;
    reader->failure = none;
    kl_status status = reserve(reader, FIRST_CAPACITY);
    if (status == KL_OK)
        status = read_header(reader, kind);
    if (status != KL_OK) {
        kl_state_repeat(reader, error);
        kl_state_reader_free(reader);
        return status;
    }
    *out = reader;
    return KL_OK;
}

void kl_state_reader_free(kl_state_reader *reader) {
    if (reader == NULL)
        return;
    kl_free(reader->chunk);
    kl_free(reader);
}

/* Our writer never makes these, so that there is one way to write a state. */
static kl_status check_order(kl_state_reader *reader, uint32_t tag, size_t length) {
    if (tag == 0)
        return damaged(reader, reader->chunk_offset, "a chunk without a tag");
    if (tag == reader->tag && (length == 0 || reader->length == 0))
        return damaged(reader, reader->chunk_offset, "an empty chunk within a section");
    return KL_OK;
}

static kl_status check_end(kl_state_reader *reader) {
    const uint8_t *payload = reader->chunk + KL_STATE_HEAD_SIZE;
    if (reader->length != KL_STATE_END_LENGTH)
        return damaged(reader, reader->chunk_offset + 4, "the last chunk has %zu bytes, expected 8",
                       reader->length);
    if (kl_load_u64(payload) != reader->chunks)
        return damaged(reader, reader->chunk_offset + KL_STATE_HEAD_SIZE,
                       "the last chunk counts %" PRIu64 " chunks, found %" PRIu64,
                       kl_load_u64(payload), reader->chunks);
    return KL_OK;
}

static kl_status load_chunk(kl_state_reader *reader) {
    reader->chunk_offset = reader->offset;
    kl_status status = read_exactly(reader, reader->chunk, KL_STATE_HEAD_SIZE, "a chunk's head");
    if (status != KL_OK)
        return status;
    uint32_t tag = kl_load_u32(reader->chunk);
    size_t length = kl_load_u32(reader->chunk + 4);
    if (length > KL_STATE_CHUNK_MAX)
        return damaged(reader, reader->chunk_offset + 4, "a chunk of %zu bytes, at most %zu",
                       length, KL_STATE_CHUNK_MAX);
    if ((status = reserve(reader, length)) != KL_OK)
        return status;
    status = read_exactly(reader, reader->chunk + KL_STATE_HEAD_SIZE,
                          length + KL_STATE_CHECKSUM_SIZE, "a chunk and its checksum");
    if (status != KL_OK)
        return status;
    uint64_t expected =
        kl_state_checksum(reader->header_crc, reader->chunks, reader->chunk, length);
    uint64_t found = kl_load_u64(reader->chunk + KL_STATE_HEAD_SIZE + length);
    if (expected != found)
        return damaged(reader, reader->chunk_offset,
                       "chunk %" PRIu64 " has checksum %016" PRIx64 ", expected %016" PRIx64,
                       reader->chunks, found, expected);
    if ((status = check_order(reader, tag, length)) != KL_OK)
        return status;
    reader->tag = tag;
    reader->length = length;
    reader->position = 0;
    if (tag == kl_state_tag_end)
        return check_end(reader);
    reader->chunks++;
    return KL_OK;
}

int kl_state_has_more(kl_state_reader *reader) {
    while (reader->failure.code == KL_OK && !reader->ahead && reader->position == reader->length)
        if (load_chunk(reader) == KL_OK && reader->tag != reader->section)
            reader->ahead = 1;
    return reader->failure.code == KL_OK && !reader->ahead;
}

kl_status kl_state_more(kl_state_reader *reader, int *more, kl_error *error) {
    *more = kl_state_has_more(reader);
    return reader->failure.code == KL_OK ? KL_OK : kl_state_repeat(reader, error);
}

/* The section must have been read to its end, and what follows it must have this tag. */
static kl_status follow(kl_state_reader *reader, uint32_t tag) {
    char expected[5], found[5];
    if (kl_state_has_more(reader)) {
        kl_state_tag_text(reader->section, found);
        return damaged(reader, kl_state_offset(reader), "section '%s' is longer than expected",
                       found);
    }
    if (reader->failure.code != KL_OK)
        return reader->failure.code;
    kl_state_tag_text(tag, expected);
    kl_state_tag_text(reader->tag, found);
    if (reader->tag != tag)
        return damaged(reader, reader->chunk_offset, "expected section '%s', found '%s'", expected,
                       found);
    return KL_OK;
}

kl_status kl_state_expect(kl_state_reader *reader, uint32_t tag, kl_error *error) {
    if (reader->failure.code != KL_OK || follow(reader, tag) != KL_OK)
        return kl_state_repeat(reader, error);
    reader->section = tag;
    reader->ahead = 0;
    return KL_OK;
}

static kl_status check_nothing_follows(kl_state_reader *reader) {
    uint8_t byte;
    size_t got = 0;
    kl_status status =
        reader->source.read(reader->source.context, &byte, 1, &got, &reader->failure);
    if (status != KL_OK)
        return keep(reader, status);
    return got == 0 ? KL_OK
                    : damaged(reader, reader->offset,
                              "expected the end of the file, found byte %02x", byte);
}

kl_status kl_state_end(kl_state_reader *reader, kl_error *error) {
    if (reader->failure.code != KL_OK || follow(reader, kl_state_tag_end) != KL_OK ||
        check_nothing_follows(reader) != KL_OK)
        return kl_state_repeat(reader, error);
    return KL_OK;
}

uint64_t kl_state_offset(const kl_state_reader *reader) {
    return reader->ahead ? reader->chunk_offset
                         : reader->chunk_offset + KL_STATE_HEAD_SIZE + reader->position;
}

kl_status kl_state_refuse(kl_state_reader *reader, kl_error *error, const char *format, ...) {
    if (reader->failure.code == KL_OK) {
        char message[sizeof reader->failure.message];
        va_list arguments;
        va_start(arguments, format);
        kl_vwords(message, sizeof message, format, arguments);
        va_end(arguments);
        damaged(reader, kl_state_offset(reader), "%s", message);
    }
    return kl_state_repeat(reader, error);
}
