/* SPDX-License-Identifier: Apache-2.0 */
/* The state container: what was written comes back; whatever was altered is refused. */
#include "state_example.h"

static void test_round_trip(void **state) {
    (void)state;
    kl_buffer bytes = example(), again = example();
    assert_int_equal(read_memory(bytes.data, bytes.size, NULL), KL_OK);
    assert_int_equal(bytes.size, again.size);
    assert_memory_equal(bytes.data, again.data, bytes.size);
    assert_true(kl_state_is(bytes.data, bytes.size));
    assert_false(kl_state_is(bytes.data, 7));
    kl_free(bytes.data);
    kl_free(again.data);
}

/* The layout is a promise to files on disk: spelled out here byte by byte, with a checksum that is
 * computed bit by bit from the definition of CRC-64/XZ (reflected polynomial C96C5795D7870F42). */
static uint64_t crc_by_bits(uint64_t crc, const uint8_t *bytes, size_t n) {
    crc = ~crc;
    for (size_t i = 0; i < n; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? UINT64_C(0xC96C5795D7870F42) : 0);
    }
    return ~crc;
}

static void test_layout(void **state) {
    (void)state;
    uint8_t file[12 + 8 + 2 + 8 + 8 + 8 + 8] = {
        0x89, 'K', 'L', 'S', '\r', '\n', 0x1A, '\n', 1, 0, 1, 0,        /* header */
        'O',  'N', 'E', '1', 2,    0,    0,    0,    7, 9,              /* chunk 0 */
        0,    0,   0,   0,   0,    0,    0,    0,                       /* its checksum */
        'E',  'N', 'D', ' ', 8,    0,    0,    0,    1, 0, 0, 0, 0, 0}; /* chunk 1 */
    uint64_t number = 0;
    uint8_t number_bytes[8] = {0};
    uint64_t crc = crc_by_bits(crc_by_bits(0, file, 12), number_bytes, 8);
    kl_store_u64(file + 22, crc_by_bits(crc, file + 12, 10));
    number = 1;
    kl_store_u64(number_bytes, number);
    crc = crc_by_bits(crc_by_bits(0, file, 12), number_bytes, 8);
    kl_store_u64(file + 46, crc_by_bits(crc, file + 30, 16));

    kl_buffer bytes = {0};
    kl_state_writer *w;
    assert_int_equal(kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &w, NULL), KL_OK);
    kl_state_begin(w, tag_one, NULL);
    kl_state_put_u8(w, 7, NULL);
    kl_state_put_u8(w, 9, NULL);
    assert_int_equal(kl_state_finish(w, NULL), KL_OK);
    kl_state_writer_free(w);
    assert_int_equal(bytes.size, sizeof file);
    assert_memory_equal(bytes.data, file, sizeof file);
    kl_free(bytes.data);
}

static void test_crc(void **state) {
    (void)state;
    uint8_t bytes[300];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * i * 31 + i);
    /* The check value of the catalogue of parametrised CRC algorithms. */
    assert_true(kl_crc64(0, "123456789", 9) == UINT64_C(0x995DC9BBDF1939FA));
    assert_true(kl_crc64(0, NULL, 0) == 0);
    for (size_t n = 0; n < sizeof bytes; n++) {
        uint64_t whole = crc_by_bits(0, bytes, n);
        assert_true(kl_crc64(0, bytes, n) == whole);
        assert_true(kl_crc64(kl_crc64(0, bytes, n / 3), bytes + n / 3, n - n / 3) == whole);
    }
    /* Long ones, of which parts are taken side by side. */
    enum { BLOCK = 1 << 16, LONG = 2 * BLOCK + 77 };
    uint8_t *many = malloc(LONG);
    assert_non_null(many);
    for (size_t i = 0; i < LONG; i++)
        many[i] = (uint8_t)(i * i * 13 + (i >> 9));
    static const size_t sizes[] = {BLOCK - 1, BLOCK, BLOCK + 9, 2 * BLOCK - 1, LONG};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        assert_true(kl_crc64(5, many, sizes[k]) == crc_by_bits(5, many, sizes[k]));
    free(many);
    /* Every entry of the first table. */
    for (unsigned byte = 0; byte < 256; byte++) {
        uint8_t one = (uint8_t)byte;
        assert_true(kl_crc64(0, &one, 1) == crc_by_bits(0, &one, 1));
    }
}

static void test_every_bit_flip_is_seen(void **state) {
    (void)state;
    kl_buffer bytes = example();
    for (size_t bit = 0; bit < 8 * bytes.size; bit++) {
        kl_error error = KL_ERROR_INIT;
        bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
        kl_status status = read_memory(bytes.data, bytes.size, &error);
        int in_version = bit / 8 == 8 || bit / 8 == 9;
        assert_true(status == KL_ERROR_FORMAT || (in_version && status == KL_ERROR_VERSION));
        assert_int_equal(error.code, status);
        /* Never after the damage, but for a length that grew: then where the file ends. */
        assert_true(error.offset >= 0 && error.offset <= (int64_t)bytes.size);
        assert_true(strlen(error.message) > 0);
        bytes.data[bit / 8] ^= (uint8_t)(1u << bit % 8);
    }
    kl_free(bytes.data);
}

static void test_every_truncation_is_seen(void **state) {
    (void)state;
    kl_buffer bytes = example();
    for (size_t size = 0; size < bytes.size; size++) {
        kl_error error = KL_ERROR_INIT;
        /* A copy of just that size, so that a sanitizer sees a read beyond it. */
        uint8_t *copy = kl_alloc(size, 1);
        memcpy(copy, bytes.data, size);
        assert_int_equal(read_memory(copy, size, &error), KL_ERROR_FORMAT);
        assert_int_equal(error.offset, size);
        kl_free(copy);
    }
    kl_free(bytes.data);
}

static void test_trailing_bytes_are_refused(void **state) {
    (void)state;
    kl_buffer bytes = example();
    size_t size = bytes.size;
    assert_int_equal(kl_buffer_append(&bytes, "x", 1, NULL), KL_OK);
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(read_memory(bytes.data, bytes.size, &error), KL_ERROR_FORMAT);
    assert_int_equal(error.offset, size);
    kl_free(bytes.data);
}

/* Two files of one writer: chunks with right checksums, but not where they belong. */
static void test_exchanged_chunks_are_refused(void **state) {
    (void)state;
    kl_buffer bytes = {0};
    kl_state_writer *w;
    kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &w, NULL);
    kl_state_begin(w, tag_one, NULL);
    kl_state_put_u32(w, 1, NULL);
    kl_state_begin(w, tag_two, NULL);
    kl_state_put_u32(w, 2, NULL);
    assert_int_equal(kl_state_finish(w, NULL), KL_OK);
    kl_state_writer_free(w);
    uint8_t first[20];
    memcpy(first, bytes.data + 12, 20);
    memmove(bytes.data + 12, bytes.data + 32, 20);
    memcpy(bytes.data + 32, first, 20);
    kl_view view = {bytes.data, bytes.size, 0};
    kl_state_reader *r;
    assert_int_equal(kl_state_reader_new(kl_source_memory(&view), KL_STATE_COUNTS, &r, NULL),
                     KL_OK);
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_state_expect(r, tag_two, &error), KL_ERROR_FORMAT);
    assert_int_equal(error.offset, 12);
    /* And it stays refused. */
    uint32_t value = 5;
    assert_int_equal(kl_state_get_u32(r, &value, &error), KL_ERROR_FORMAT);
    assert_int_equal(value, 0);
    kl_state_reader_free(r);
    kl_free(bytes.data);
}

static void test_version_and_kind(void **state) {
    (void)state;
    kl_buffer bytes = example();
    kl_error error = KL_ERROR_INIT;
    kl_store_u16(bytes.data + 8, KL_STATE_VERSION + 1);
    assert_int_equal(read_memory(bytes.data, bytes.size, &error), KL_ERROR_VERSION);
    assert_non_null(strstr(error.message, "newer"));
    kl_store_u16(bytes.data + 8, 0);
    assert_int_equal(read_memory(bytes.data, bytes.size, &error), KL_ERROR_FORMAT);
    kl_store_u16(bytes.data + 8, KL_STATE_VERSION);
    kl_store_u16(bytes.data + 10, 77);
    assert_int_equal(read_memory(bytes.data, bytes.size, &error), KL_ERROR_FORMAT);
    assert_int_equal(error.offset, 10);
    assert_non_null(strstr(error.message, "77"));
    kl_free(bytes.data);
}

/* ── Sources that give what they like ──────────────────────────────────────────────────────────
 */

typedef struct dribble {
    kl_view view;
    size_t most;
} dribble;

static kl_status read_dribble(void *context, void *data, size_t size, size_t *got,
                              kl_error *error) {
    dribble *self = context;
    kl_source inner = kl_source_memory(&self->view);
    return inner.read(inner.context, data, size < self->most ? size : self->most, got, error);
}

static void test_source_that_gives_little(void **state) {
    (void)state;
    kl_buffer bytes = example();
    for (size_t most = 1; most < 40; most++) {
        dribble few = {{bytes.data, bytes.size, 0}, most};
        kl_source source = {read_dribble, &few};
        assert_int_equal(read_example(source, NULL), KL_OK);
    }
    kl_free(bytes.data);
}

/* ── Calls in the wrong order ───────────────────────────────────────────────────────────────────
 */

static void test_misuse(void **state) {
    (void)state;
    uint32_t wrong[] = {0, tag_end, tag_one};
    for (int i = 0; i < 4; i++) {
        kl_buffer bytes = {0};
        kl_state_writer *w;
        kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &w, NULL);
        if (i == 3) {
            assert_int_equal(kl_state_put_u8(w, 1, NULL), KL_ERROR_ARGUMENT);
        } else {
            kl_state_begin(w, tag_one, NULL);
            assert_int_equal(kl_state_begin(w, wrong[i], NULL), KL_ERROR_ARGUMENT);
        }
        assert_int_equal(kl_state_finish(w, NULL), KL_ERROR_ARGUMENT);
        kl_state_writer_free(w);
        kl_free(bytes.data);
    }
    kl_buffer bytes = {0};
    kl_state_writer *w;
    kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &w, NULL);
    assert_int_equal(kl_state_finish(w, NULL), KL_OK);
    assert_int_equal(kl_state_begin(w, tag_one, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_state_finish(w, NULL), KL_ERROR_ARGUMENT);
    kl_state_writer_free(w);
    kl_free(bytes.data);
    kl_state_reader_free(NULL);
    kl_state_writer_free(NULL);
}

/* What never was a state is not called a damaged one. */
static void test_something_else(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        kl_state_kind kind;
        const char *message;
    } cases[] = {
        {"hello", 5, KL_STATE_COUNTS, "not counts of texts: it does not begin with 89"},
        {"1\n2\n3\n4\n5\n6\n7\n8\n", 16, KL_STATE_CODE, "not a coded text: it does not begin"},
        {"\x89KLS\r", 5, KL_STATE_COUNTS, "state damaged at byte 5: it ends here"},
        {"", 0, KL_STATE_COUNTS, "empty, not counts of texts"},
        {"\x89KLS\r\n\x1a\n\1\0\2\0", 12, KL_STATE_COUNTS, "a coded text, not counts of texts"},
        {"\x89KLS\r\n\x1a\n\1\0\1\0", 12, KL_STATE_CODE, "counts of texts, not a coded text"},
        {"\x89KLS\r\n\x1a\n\1\0\x63\0", 12, KL_STATE_CODE, "there is no kind 99"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kl_view view = {(const uint8_t *)cases[i].bytes, cases[i].size, 0};
        kl_state_reader *r;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_state_reader_new(kl_source_memory(&view), cases[i].kind, &r, &error),
                         KL_ERROR_FORMAT);
        if (strstr(error.message, cases[i].message) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", error.message, cases[i].message);
    }
}

static void test_refuse(void **state) {
    (void)state;
    kl_buffer bytes = example();
    kl_view view = {bytes.data, bytes.size, 0};
    kl_state_reader *r;
    uint8_t byte;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_state_reader_new(kl_source_memory(&view), KL_STATE_COUNTS, &r, NULL),
                     KL_OK);
    assert_int_equal(kl_state_offset(r), 12);
    kl_state_expect(r, tag_one, NULL);
    kl_state_get_u8(r, &byte, NULL);
    assert_int_equal(kl_state_offset(r), 21);
    assert_int_equal(kl_state_refuse(r, &error, "a byte %d", byte), KL_ERROR_FORMAT);
    assert_int_equal(error.offset, 21);
    assert_string_equal(error.message, "state damaged at byte 21: a byte 171");
    assert_int_equal(kl_state_end(r, &error), KL_ERROR_FORMAT);
    assert_string_equal(error.message, "state damaged at byte 21: a byte 171");
    kl_state_reader_free(r);
    kl_free(bytes.data);
}

static kl_status get_varint_of(const char *bytes, size_t n, uint64_t *value) {
    kl_buffer file = {0};
    kl_state_writer *w;
    kl_state_writer_new(kl_sink_memory(&file), KL_STATE_COUNTS, &w, NULL);
    kl_state_begin(w, tag_one, NULL);
    kl_state_put_bytes(w, bytes, n, NULL);
    kl_state_finish(w, NULL);
    kl_state_writer_free(w);
    kl_view view = {file.data, file.size, 0};
    kl_state_reader *r;
    kl_state_reader_new(kl_source_memory(&view), KL_STATE_COUNTS, &r, NULL);
    kl_state_expect(r, tag_one, NULL);
    kl_status status = kl_state_get_varint(r, value, NULL);
    kl_state_reader_free(r);
    kl_free(file.data);
    return status;
}

static void test_varint_has_one_form(void **state) {
    (void)state;
    uint64_t value;
    /* The same numbers with and without bytes after them: both ways to read one. */
    for (size_t extra = 0; extra <= 20; extra += 20) {
        static const char most[30] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";
        static const char over[30] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02";
        static const char eleven[31] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x81\x01";
        static const char padded[22] = "\x80";
        assert_int_equal(get_varint_of(most, 10 + extra, &value), KL_OK);
        assert_true(value == UINT64_MAX);
        assert_int_equal(get_varint_of(over, 10 + extra, &value), KL_ERROR_FORMAT);
        assert_int_equal(get_varint_of(eleven, 11 + extra, &value), KL_ERROR_FORMAT);
        assert_int_equal(get_varint_of(padded, 2 + extra, &value), KL_ERROR_FORMAT);
        assert_true(value == 0);
    }
    assert_int_equal(get_varint_of("\x80", 1, &value), KL_ERROR_FORMAT);
    assert_int_equal(get_varint_of("", 0, &value), KL_ERROR_FORMAT);
}

/* ── Failing sinks, sources and allocations ─────────────────────────────────────────────────────
 */

typedef struct failing {
    unsigned calls_left;
} failing;

static kl_status write_failing(void *context, const void *data, size_t size, kl_error *error) {
    (void)data;
    (void)size;
    failing *self = context;
    return self->calls_left-- > 0 ? KL_OK : kl_fail(error, KL_ERROR_IO, "disk full");
}

static void test_sink_that_fails(void **state) {
    (void)state;
    /* A header and four chunks: five calls. */
    for (unsigned calls = 0; calls < 5; calls++) {
        failing self = {calls};
        kl_sink sink = {write_failing, &self};
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(write_example(sink, &error), KL_ERROR_IO);
        assert_string_equal(error.message, "disk full");
    }
    failing enough = {5};
    kl_sink sink = {write_failing, &enough};
    assert_int_equal(write_example(sink, NULL), KL_OK);
}

static kl_status read_failing(void *context, void *data, size_t size, size_t *got,
                              kl_error *error) {
    dribble *self = context;
    if (self->view.position >= self->most)
        return kl_fail(error, KL_ERROR_IO, "device gone");
    kl_source inner = kl_source_memory(&self->view);
    return inner.read(inner.context, data, 1 < size ? 1 : size, got, error);
}

static void test_source_that_fails(void **state) {
    (void)state;
    kl_buffer bytes = example();
    for (size_t most = 0; most <= bytes.size; most++) {
        dribble few = {{bytes.data, bytes.size, 0}, most};
        kl_source source = {read_failing, &few};
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(read_example(source, &error), KL_ERROR_IO);
        assert_string_equal(error.message, "device gone");
    }
    kl_free(bytes.data);
}

static void test_allocation_failure(void **state) {
    (void)state;
#ifdef KL_ALLOC_TEST
    kl_buffer large = one_chunk(KL_STATE_CHUNK_MAX);
    kl_alloc_fail_at(0);
    kl_buffer kept = example();
    assert_int_equal(read_memory(kept.data, kept.size, NULL), KL_OK);
    assert_int_equal(read_zeros(&large, KL_STATE_CHUNK_MAX, NULL), KL_OK);
    unsigned long allocations = kl_alloc_fail_at(0);
    assert_true(allocations > 5);
    for (unsigned long k = 1; k <= allocations; k++) {
        kl_buffer bytes = {0};
        kl_error error = KL_ERROR_INIT;
        kl_alloc_fail_at(k);
        kl_status status = write_example(kl_sink_memory(&bytes), &error);
        if (status == KL_OK)
            status = read_memory(kept.data, kept.size, &error);
        if (status == KL_OK)
            status = read_zeros(&large, KL_STATE_CHUNK_MAX, &error);
        kl_alloc_fail_at(0);
        assert_int_equal(status, KL_ERROR_MEMORY);
        assert_non_null(strstr(error.message, "not enough memory"));
        kl_free(bytes.data);
    }
    kl_free(kept.data);
    kl_free(large.data);
#else
    skip();
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_crc),
        cmocka_unit_test(test_every_bit_flip_is_seen),
        cmocka_unit_test(test_every_truncation_is_seen),
        cmocka_unit_test(test_trailing_bytes_are_refused),
        cmocka_unit_test(test_exchanged_chunks_are_refused),
        cmocka_unit_test(test_version_and_kind),
        cmocka_unit_test(test_source_that_gives_little),
        cmocka_unit_test(test_misuse),
        cmocka_unit_test(test_something_else),
        cmocka_unit_test(test_refuse),
        cmocka_unit_test(test_varint_has_one_form),
        cmocka_unit_test(test_sink_that_fails),
        cmocka_unit_test(test_source_that_fails),
        cmocka_unit_test(test_allocation_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
