/* SPDX-License-Identifier: Apache-2.0 */
/* Inputs are told apart by what they hold, wherever they differ. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/fingerprint.h"
#include "base/random.h"

enum { WHOLE = KL_FINGERPRINT_PIECES * KL_FINGERPRINT_PIECE };

static uint8_t *draw(size_t size) {
    kl_random dice;
    uint8_t *data = kl_alloc(size, 1);
    assert_non_null(data);
    kl_random_init(&dice, 1, 0);
    for (size_t i = 0; i < size; i++)
        data[i] = (uint8_t)(kl_random_u64(&dice) >> 56);
    return data;
}

/* 1: other bytes there give another fingerprint than `known`. */
static int notices(uint8_t *data, size_t size, uint64_t known, size_t at, size_t n) {
    for (size_t i = 0; i < n; i++)
        data[at + i] ^= 0x55;
    const int other = kl_fingerprint(data, size) != known;
    for (size_t i = 0; i < n; i++)
        data[at + i] ^= 0x55;
    return other;
}

static void every_byte_counts_where_all_are_read(void **state) {
    (void)state;
    uint8_t *data = draw(WHOLE);
    const uint64_t few = kl_fingerprint(data, 300), all = kl_fingerprint(data, WHOLE);
    for (size_t at = 0; at < 300; at++)
        assert_true(notices(data, 300, few, at, 1));
    for (size_t at = 0; at < WHOLE; at += 262139)
        assert_true(notices(data, WHOLE, all, at, 1));
    assert_true(notices(data, WHOLE, all, WHOLE - 1, 1));
    kl_free(data);
}

static void a_large_input_is_looked_at_from_end_to_end(void **state) {
    (void)state;
    enum { STRETCHES = 16 };
    const size_t size = (size_t)5 * WHOLE + 12345, stretch = size / STRETCHES;
    uint8_t *data = draw(size);
    const uint64_t known = kl_fingerprint(data, size);
    assert_true(notices(data, size, known, 0, 1));
    assert_true(notices(data, size, known, size - 1, 1));
    /* As another text or another model has it: everything is different over a stretch. */
    for (size_t i = 0; i < STRETCHES; i++)
        assert_true(notices(data, size, known, i * stretch, stretch));
    assert_int_equal(kl_fingerprint(data, size), known);
    kl_free(data);
}

static void the_size_counts(void **state) {
    (void)state;
    const uint8_t zeros[16] = {0};
    for (size_t n = 0; n < sizeof zeros; n++)
        assert_true(kl_fingerprint(zeros, n) != kl_fingerprint(zeros, n + 1));
    assert_int_equal(kl_fingerprint(zeros, 0), kl_fingerprint(NULL, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_byte_counts_where_all_are_read),
                                       cmocka_unit_test(a_large_input_is_looked_at_from_end_to_end),
                                       cmocka_unit_test(the_size_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
