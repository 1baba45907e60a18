/* SPDX-License-Identifier: Apache-2.0 */
/* Compact files that cannot be: rows that are none, every byte damaged, every allocation failing once. */
#include "compact_rows.h"

#include "base/alloc.h"
#include "evaluate/compact_format.h"

static void a_row_that_is_none_is_refused(void **state) {
    (void)state;
    float x[3 * 4] = {0, 1, 2, 3, 0, NAN, 2, 3, 0, 1, 2, 3};
    kl_logits *from = open_rows(x, 3, 4, NULL);
    kl_error error = KL_ERROR_INIT;
    char path[256];
    path_of(path, "none.klq");
    assert_int_equal(kl_compact_write(path, from, NULL, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "row 1"));
    assert_int_not_equal(access(path, F_OK), 0);
    kl_logits_close(from);
}

/* 1 if everything in the file can be read; else the failure says where. */
static int reads(const char *path, size_t size) {
    kl_logits *logits = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_logits_open(path, NULL, &logits, &error);
    if (status == KL_OK) {
        double *row = malloc((size_t)logits->shape.vocabulary * sizeof *row);
        for (uint64_t r = 0; status == KL_OK && r < logits->shape.rows; r++)
            status = kl_logits_read(logits, r, row, &error);
        free(row);
    }
    kl_logits_close(logits);
    if (status == KL_OK)
        return 1;
    assert_true(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION);
    /* Without its magic it is another format, whose reader need not name a byte. */
    assert_true(error.offset <= (int64_t)size);
    return 0;
}

static void damage_is_seen_at_every_byte(void **state) {
    (void)state;
    enum { ROWS = 20, N = 9 };
    float x[ROWS * N];
    int32_t *targets = draw_targets(ROWS, N, 6);
    zipf_rows(x, ROWS, N, 2, 2);
    kl_logits *from = open_rows(x, ROWS, N, targets);
    char path[256];
    kl_logits_close(write_and_open(from, NULL, path));
    size_t size;
    uint8_t *bytes = read_whole(path, &size);
    assert_true(reads(path, size));
    for (size_t i = 0; i < size; i++) {
        static const uint8_t flips[] = {0x01, 0x80, 0xFF};
        for (size_t k = 0; k < sizeof flips; k++) {
            bytes[i] ^= flips[k];
            write_whole(path, bytes, size);
            assert_false(reads(path, size));
            bytes[i] ^= flips[k];
        }
        write_whole(path, bytes, i);
        assert_false(reads(path, i));
    }
    uint8_t *longer = malloc(size + 1);
    memcpy(longer, bytes, size);
    longer[size] = 0;
    write_whole(path, longer, size + 1);
    assert_false(reads(path, size + 1));
    free(longer);
    /* A newer file says so, whatever its header has become. */
    kl_error error = KL_ERROR_INIT;
    kl_logits *logits = NULL;
    kl_store_u16(bytes + 8, KL_COMPACT_VERSION + 1);
    write_whole(path, bytes, size);
    assert_int_equal(kl_logits_open(path, NULL, &logits, &error), KL_ERROR_VERSION);
    assert_int_equal(error.offset, 8);
    unlink(path);
    free(bytes);
    free(targets);
    kl_logits_close(from);
}

#ifdef KL_ALLOC_TEST
static void every_allocation_fails_once(void **state) {
    (void)state;
    enum { ROWS = 18, N = 6 };
    float x[ROWS * N];
    static const uint64_t documents[] = {10, 3, 5};
    zipf_rows(x, ROWS, N, 2, 2);
    kl_logits *from = open_rows(x, ROWS, N, NULL);
    kl_compact_options options;
    kl_compact_options_init(&options);
    options.documents = documents;
    options.document_count = 3;
    char path[256];
    path_of(path, "failing.klq");
    unsigned long written = 0, read = 0;
    kl_status status = KL_ERROR_MEMORY;
    while (status != KL_OK) {
        kl_alloc_fail_at(++written);
        status = kl_compact_write(path, from, &options, NULL);
        kl_alloc_fail_at(0);
        assert_true(status == KL_OK || status == KL_ERROR_MEMORY);
        assert_int_equal(access(path, F_OK) == 0, status == KL_OK);
    }
    for (status = KL_ERROR_MEMORY; status != KL_OK;) {
        kl_logits *compact = NULL;
        kl_alloc_fail_at(++read);
        status = kl_logits_open(path, NULL, &compact, NULL);
        kl_alloc_fail_at(0);
        assert_true(status == KL_OK || status == KL_ERROR_MEMORY);
        assert_int_equal(compact != NULL, status == KL_OK);
        kl_logits_close(compact);
    }
    assert_true(written > 10 && read > 6);
    kl_logits_close(from);
    unlink(path);
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_that_is_none_is_refused),
        cmocka_unit_test(damage_is_seen_at_every_byte),
#ifdef KL_ALLOC_TEST
        cmocka_unit_test(every_allocation_fails_once),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
