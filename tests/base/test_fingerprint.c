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
        data[i] = (uint8_t)kl_random_below(&dice, 256);
    return data;
}

/* 1: another byte there gives another fingerprint. */
static int notices(uint8_t *data, size_t size, size_t at) {
    const uint64_t before = kl_fingerprint(data, size);
    data[at] ^= 1;
    const int other = kl_fingerprint(data, size) != before;
    data[at] ^= 1;
    assert_int_equal(kl_fingerprint(data, size), before);
    return other;
}

static void every_byte_counts_where_all_are_read(void **state) {
    (void)state;
    uint8_t *data = draw(WHOLE);
    for (size_t at = 0; at < 300; at++)
        assert_true(notices(data, 300, at));
    for (size_t at = 0; at < WHOLE; at += 65521)
        assert_true(notices(data, WHOLE, at));
    assert_true(notices(data, WHOLE, WHOLE - 1));
    kl_free(data);
}

static void a_large_input_is_looked_at_from_end_to_end(void **state) {
    (void)state;
    const size_t size = (size_t)5 * WHOLE + 12345;
    uint8_t *data = draw(size);
    assert_true(notices(data, size, 0));
    assert_true(notices(data, size, size - 1));
    for (unsigned i = 0; i < 64; i++) {
        /* As another text or another model has it: everything is different over a stretch of 1/64. */
        const size_t low = size / 64 * i;
        const uint64_t before = kl_fingerprint(data, size);
        for (size_t k = 0; k < size / 64; k++)
            data[low + k] ^= 0x55;
        assert_true(kl_fingerprint(data, size) != before);
        for (size_t k = 0; k < size / 64; k++)
            data[low + k] ^= 0x55;
    }
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
