/* SPDX-License-Identifier: Apache-2.0 */
/* Checked allocation: overflow is refused, and every allocation can be made to fail. */
#include "base/alloc.h"
#include "base/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_blocks(void **state) {
    (void)state;
    unsigned char *block = kl_alloc_zero(100, 3);
    assert_non_null(block);
    for (int i = 0; i < 300; i++)
        assert_int_equal(block[i], 0);
    memset(block, 7, 300);
    block = kl_realloc(block, 1000, 3);
    assert_non_null(block);
    for (int i = 0; i < 300; i++)
        assert_int_equal(block[i], 7);
    kl_free(block);
    kl_free(NULL);
}

static void test_empty_blocks_are_unique(void **state) {
    (void)state;
    void *a = kl_alloc(0, 8), *b = kl_alloc(8, 0), *c = kl_alloc_zero(0, 0);
    void *d = kl_realloc(NULL, 0, 4);
    assert_true(a != NULL && b != NULL && c != NULL && d != NULL && a != b && b != c && c != d);
    kl_free(a);
    kl_free(b);
    kl_free(c);
    kl_free(d);
}

static void test_overflow_is_refused(void **state) {
    (void)state;
    /* Products that wrap to something small. */
    static const size_t pairs[][2] = {{SIZE_MAX, 2},         {SIZE_MAX / 2 + 1, 2},
                                      {SIZE_MAX / 8 + 2, 8}, {(size_t)1 << 32, (size_t)1 << 32},
                                      {SIZE_MAX, SIZE_MAX},  {1, (size_t)PTRDIFF_MAX + 1}};
    char *kept = kl_alloc(4, 1);
    strcpy(kept, "abc");
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_null(kl_alloc(pairs[i][0], pairs[i][1]));
        assert_null(kl_alloc_zero(pairs[i][0], pairs[i][1]));
        assert_null(kl_realloc(kept, pairs[i][0], pairs[i][1]));
    }
    assert_string_equal(kept, "abc");
    kl_free(kept);
}

static void test_bytes_grow(void **state) {
    (void)state;
    kl_buffer bytes = {0};
    for (unsigned i = 0; i < 10000; i++) {
        uint8_t byte = (uint8_t)(i * 7);
        assert_int_equal(kl_buffer_append(&bytes, &byte, 1, NULL), KL_OK);
    }
    assert_int_equal(bytes.size, 10000);
    for (unsigned i = 0; i < 10000; i++)
        assert_int_equal(bytes.data[i], (uint8_t)(i * 7));
    assert_int_equal(kl_buffer_append(&bytes, NULL, 0, NULL), KL_OK);
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_buffer_append(&bytes, "x", SIZE_MAX, &error), KL_ERROR_MEMORY);
    assert_int_equal(error.code, KL_ERROR_MEMORY);
    assert_int_equal(bytes.size, 10000);
    kl_free(bytes.data);
}

static void test_failure_on_demand(void **state) {
    (void)state;
#ifdef KL_ALLOC_TEST
    kl_alloc_fail_at(2);
    void *first = kl_alloc(1, 1), *second = kl_alloc_zero(1, 1), *third = kl_alloc(1, 1);
    assert_true(first != NULL && second == NULL && third != NULL);
    assert_int_equal(kl_alloc_fail_at(1), 3);
    assert_null(kl_realloc(first, 2, 1));
    assert_int_equal(kl_alloc_fail_at(0), 1);
    kl_free(first);
    kl_free(third);
#else
    skip();
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_empty_blocks_are_unique),
        cmocka_unit_test(test_overflow_is_refused),
        cmocka_unit_test(test_bytes_grow),
        cmocka_unit_test(test_failure_on_demand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
