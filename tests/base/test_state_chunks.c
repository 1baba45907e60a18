/* SPDX-License-Identifier: Apache-2.0 */
/* The chunks of a state: long sections, sizes other than our writer's, and what a forger may claim. */
#include "state_example.h"

static uint64_t pattern(size_t i) {
    return (i * UINT64_C(0x9E3779B97F4A7C15)) >> (i % 64);
}

static kl_buffer long_section(size_t n) {
    kl_buffer bytes = {0};
    kl_state_writer *w;
    assert_int_equal(kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &w, NULL), KL_OK);
    kl_state_begin(w, tag_one, NULL);
    for (size_t i = 0; i < n; i++)
        kl_state_put_varint(w, pattern(i), NULL);
    assert_int_equal(kl_state_finish(w, NULL), KL_OK);
    kl_state_writer_free(w);
    return bytes;
}

static void test_long_section(void **state) {
    (void)state;
    const size_t n = 100000; /* about 500 kB: several chunks, numbers across their borders */
    kl_buffer bytes = long_section(n);
    kl_view view = {bytes.data, bytes.size, 0};
    kl_state_reader *r;
    assert_int_equal(kl_state_reader_new(kl_source_memory(&view), KL_STATE_COUNTS, &r, NULL),
                     KL_OK);
    assert_int_equal(kl_state_expect(r, tag_one, NULL), KL_OK);
    size_t found = 0;
    int more;
    while (kl_state_more(r, &more, NULL) == KL_OK && more) {
        uint64_t value;
        assert_int_equal(kl_state_get_varint(r, &value, NULL), KL_OK);
        assert_true(value == pattern(found));
        found++;
    }
    assert_int_equal(found, n);
    assert_int_equal(kl_state_end(r, NULL), KL_OK);
    kl_state_reader_free(r);
    kl_free(bytes.data);
}

static void test_chunk_sizes(void **state) {
    (void)state;
    size_t lengths[] = {0, 1, 65535, 65536, 65537, KL_STATE_CHUNK_MAX};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        kl_buffer bytes = one_chunk(lengths[i]);
        assert_int_equal(read_zeros(&bytes, lengths[i], NULL), KL_OK);
        /* One byte more or less than there is. */
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(read_zeros(&bytes, lengths[i] + 1, &error), KL_ERROR_FORMAT);
        assert_non_null(strstr(error.message, "1 more byte"));
        if (lengths[i] > 0)
            assert_int_equal(read_zeros(&bytes, lengths[i] - 1, &error), KL_ERROR_FORMAT);
        kl_free(bytes.data);
    }
    kl_buffer large = one_chunk(KL_STATE_CHUNK_MAX + 1);
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(read_zeros(&large, KL_STATE_CHUNK_MAX + 1, &error), KL_ERROR_FORMAT);
    assert_int_equal(error.offset, 16);
    kl_free(large.data);
}

static void check_forged(const kl_buffer *file, size_t length, int64_t offset, const char *says) {
    kl_error error = KL_ERROR_INIT;
    kl_status status = read_zeros(file, length, &error);
    assert_int_equal(status, says == NULL ? KL_OK : KL_ERROR_FORMAT);
    if (says != NULL) {
        assert_non_null(strstr(error.message, says));
        assert_int_equal(error.offset, offset);
    }
}

static void test_forged_order(void **state) {
    (void)state;
    static const struct {
        size_t length[3]; /* of the payloads of three chunks of one section */
        int64_t offset;
    } cases[] = {{{1, 2, 3}, -1}, {{0, 2, 3}, 28}, {{1, 0, 3}, 29}, {{1, 2, 0}, 47}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kl_buffer file = {0};
        uint8_t zeros[3] = {0}, count[8] = {3};
        kl_buffer_append(&file, header, sizeof header, NULL);
        for (size_t k = 0; k < 3; k++)
            forge_chunk(&file, k, tag_one, zeros, cases[i].length[k]);
        forge_chunk(&file, 3, tag_end, count, sizeof count);
        size_t length = cases[i].length[0] + cases[i].length[1] + cases[i].length[2];
        check_forged(&file, length, cases[i].offset, i == 0 ? NULL : "empty chunk");
        kl_free(file.data);
    }
    /* A chunk without a tag, before the first section: it would be passed over. */
    kl_buffer file = {0};
    uint8_t zeros[3] = {0}, count[8] = {2};
    kl_buffer_append(&file, header, sizeof header, NULL);
    forge_chunk(&file, 0, 0, zeros, 0);
    forge_chunk(&file, 1, tag_one, zeros, 3);
    forge_chunk(&file, 2, tag_end, count, sizeof count);
    check_forged(&file, 3, 12, "without a tag");
    kl_free(file.data);
}

static void test_forged_end(void **state) {
    (void)state;
    static const struct {
        uint8_t count;
        size_t length;
        int64_t offset;
        const char *says;
    } cases[] = {{1, 8, -1, NULL},
                 {0, 8, 39, "counts 0 chunks, found 1"},
                 {2, 8, 39, "counts 2 chunks, found 1"},
                 {1, 7, 35, "7 bytes, expected 8"},
                 {1, 9, 35, "9 bytes, expected 8"},
                 {1, 0, 35, "0 bytes, expected 8"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kl_buffer file = {0};
        uint8_t zeros[3] = {0}, count[9] = {cases[i].count};
        kl_buffer_append(&file, header, sizeof header, NULL);
        forge_chunk(&file, 0, tag_one, zeros, 3);
        forge_chunk(&file, 1, tag_end, count, cases[i].length);
        check_forged(&file, 3, cases[i].offset, cases[i].says);
        kl_free(file.data);
    }
}

/* A length that the file claims takes no memory before its bytes come. */
static void test_claimed_length(void **state) {
    (void)state;
    kl_buffer bytes = one_chunk(100), read = {0};
    kl_view view = {bytes.data, bytes.size, 0};
    kl_state_reader *r;
    assert_int_equal(kl_state_reader_new(kl_source_memory(&view), KL_STATE_COUNTS, &r, NULL),
                     KL_OK);
    kl_state_expect(r, tag_one, NULL);
    assert_int_equal(kl_state_get_append(r, &read, UINT64_MAX, NULL), KL_ERROR_FORMAT);
    assert_int_equal(read.size, 100);
    kl_free(read.data);
    kl_state_reader_free(r);
    kl_free(bytes.data);
}

static void test_full_chunk_has_no_empty_neighbour(void **state) {
    (void)state;
    static const uint8_t zeros[1 << 16];
    kl_buffer bytes = {0};
    kl_state_writer *w;
    kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_COUNTS, &w, NULL);
    kl_state_begin(w, tag_one, NULL);
    kl_state_put_bytes(w, zeros, sizeof zeros, NULL);
    assert_int_equal(kl_state_finish(w, NULL), KL_OK);
    kl_state_writer_free(w);
    assert_int_equal(bytes.size, 12 + 16 + sizeof zeros + 24);
    kl_free(bytes.data);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_section),
        cmocka_unit_test(test_chunk_sizes),
        cmocka_unit_test(test_forged_order),
        cmocka_unit_test(test_forged_end),
        cmocka_unit_test(test_claimed_length),
        cmocka_unit_test(test_full_chunk_has_no_empty_neighbour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
