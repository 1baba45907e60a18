/* SPDX-License-Identifier: Apache-2.0 */
/* A small state and how it reads, and files of chunks that no writer of ours would write. */
#ifndef TESTS_BASE_STATE_EXAMPLE_H
#define TESTS_BASE_STATE_EXAMPLE_H

#include "base/alloc.h"
#include "base/crc64.h"
#include "base/little_endian.h"
#include "base/state.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const uint32_t tag_one = KL_STATE_TAG('O', 'N', 'E', '1');
static const uint32_t tag_two = KL_STATE_TAG('T', 'W', 'O', '2');
static const uint32_t tag_end = KL_STATE_TAG('E', 'N', 'D', ' ');

static const uint64_t varints[] = {0,
                                   1,
                                   127,
                                   128,
                                   16383,
                                   16384,
                                   UINT32_MAX,
                                   (UINT64_C(1) << 63) - 1,
                                   300,
                                   UINT64_MAX,
                                   UINT64_C(1) << 63};
enum { VARINTS = sizeof varints / sizeof varints[0] };

/* A small state with every kind of value, and an empty section. */
static inline kl_status write_example(kl_sink sink, kl_error *error) {
    kl_state_writer *w;
    kl_status status = kl_state_writer_new(sink, KL_STATE_COUNTS, &w, error);
    if (status != KL_OK)
        return status;
    kl_state_begin(w, tag_one, error);
    kl_state_put_u8(w, 0xAB, error);
    kl_state_put_u32(w, 0x01020304, error);
    kl_state_put_u64(w, UINT64_C(0x1122334455667788), error);
    kl_state_put_f64(w, -0.0, error);
    kl_state_put_f64(w, 0.1, error);
    kl_state_begin(w, tag_two, error);
    kl_state_begin(w, tag_one, error);
    for (int i = 0; i < VARINTS; i++)
        kl_state_put_varint(w, varints[i], error);
    kl_state_put_bytes(w, "bytes", 5, error);
    status = kl_state_finish(w, error);
    kl_state_writer_free(w);
    return status;
}

/* Read it back and compare. */
static inline kl_status read_sections(kl_state_reader *r, kl_error *error) {
    uint8_t byte, text[5];
    uint32_t word;
    uint64_t wide, varint[VARINTS];
    double zero, tenth;
    kl_state_expect(r, tag_one, error);
    kl_state_get_u8(r, &byte, error);
    kl_state_get_u32(r, &word, error);
    kl_state_get_u64(r, &wide, error);
    kl_state_get_f64(r, &zero, error);
    kl_state_get_f64(r, &tenth, error);
    kl_state_expect(r, tag_two, error);
    kl_state_expect(r, tag_one, error);
    for (int i = 0; i < VARINTS; i++)
        kl_state_get_varint(r, &varint[i], error);
    kl_state_get_bytes(r, text, sizeof text, error);
    kl_status status = kl_state_end(r, error);
    if (status != KL_OK)
        return status;
    assert_int_equal(byte, 0xAB);
    assert_int_equal(word, 0x01020304);
    assert_true(wide == UINT64_C(0x1122334455667788));
    assert_true(zero == 0 && signbit(zero) && tenth == 0.1);
    assert_memory_equal(varint, varints, sizeof varints);
    assert_memory_equal(text, "bytes", 5);
    return KL_OK;
}

static inline kl_status read_example(kl_source source, kl_error *error) {
    kl_state_reader *r;
    kl_status status = kl_state_reader_new(source, KL_STATE_COUNTS, &r, error);
    if (status != KL_OK)
        return status;
    status = read_sections(r, error);
    kl_state_reader_free(r);
    return status;
}

static inline kl_status read_memory(const uint8_t *data, size_t size, kl_error *error) {
    kl_view view = {data, size, 0};
    return read_example(kl_source_memory(&view), error);
}

static inline kl_buffer example(void) {
    kl_buffer bytes = {0};
    assert_int_equal(write_example(kl_sink_memory(&bytes), NULL), KL_OK);
    return bytes;
}

/* Forged files: right checksums around whatever our writer would not write. */
static const uint8_t header[12] = {0x89, 'K', 'L', 'S', '\r', '\n', 0x1A, '\n', 1, 0, 1, 0};

static inline void forge_chunk(kl_buffer *file, uint64_t number, uint32_t tag, const void *payload,
                               size_t length) {
    uint8_t head[8], bytes[8];
    kl_store_u32(head, tag);
    kl_store_u32(head + 4, (uint32_t)length);
    kl_store_u64(bytes, number);
    uint64_t crc = kl_crc64(kl_crc64(0, header, sizeof header), bytes, sizeof bytes);
    kl_store_u64(bytes, kl_crc64(kl_crc64(crc, head, sizeof head), payload, length));
    kl_buffer_append(file, head, sizeof head, NULL);
    kl_buffer_append(file, payload, length, NULL);
    kl_buffer_append(file, bytes, sizeof bytes, NULL);
}

/* One chunk of zeros: chunk sizes other than our writer's. */
static inline kl_buffer one_chunk(size_t length) {
    kl_buffer file = {0};
    uint8_t *zeros = kl_alloc_zero(length, 1), count[8] = {1};
    kl_buffer_append(&file, header, sizeof header, NULL);
    forge_chunk(&file, 0, tag_one, zeros, length);
    forge_chunk(&file, 1, tag_end, count, sizeof count);
    kl_free(zeros);
    return file;
}

static inline kl_status read_zeros(const kl_buffer *bytes, size_t length, kl_error *error) {
    kl_view view = {bytes->data, bytes->size, 0};
    kl_state_reader *r;
    kl_buffer read = {0};
    kl_status status = kl_state_reader_new(kl_source_memory(&view), KL_STATE_COUNTS, &r, error);
    if (status != KL_OK)
        return status;
    kl_state_expect(r, tag_one, error);
    kl_state_get_append(r, &read, length, error);
    status = kl_state_end(r, error);
    if (status == KL_OK)
        assert_int_equal(read.size, length);
    kl_free(read.data);
    kl_state_reader_free(r);
    return status;
}

#endif
