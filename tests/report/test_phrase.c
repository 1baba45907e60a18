/* SPDX-License-Identifier: Apache-2.0 */
/* Words for numbers: a p-value that was never reached is a bound, and no frequency. */
#include "report/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void chance_of(double p, uint64_t deals, const char *expected) {
    kl_estimate e = kl_estimate_exact(p, KL_UNIT_ONE);
    e.method = KL_METHOD_PERMUTATION;
    e.n = deals;
    assert_string_equal(kl_phrase_chance(&e).text, expected);
}

static void test_chance(void **state) {
    (void)state;
    chance_of(1.0 / 1000, 999, "fewer than 1 of 1,000 cases (p ≤ 0.001, 999 deals)");
    chance_of(1.0 / 100, 99, "fewer than 1 of 100 cases (p ≤ 0.01, 99 deals)");
    chance_of(1.0 / 344, 343, "fewer than 1 of 344 cases (p ≤ 0.0029, 343 deals)");
    chance_of(2.0 / 1000, 999, "2 of 1,000 cases (p = 0.002)");
    chance_of(0.34, 999, "34 of 100 cases (p = 0.34)");
    chance_of(1, 999, "100 of 100 cases (p = 1)");
}

static void test_counts(void **state) {
    (void)state;
    assert_string_equal(kl_phrase_count(0).text, "0");
    assert_string_equal(kl_phrase_count(10512).text, "10,512");
    assert_string_equal(kl_phrase_counted(1, "letter pair").text, "1 letter pair");
    assert_string_equal(kl_phrase_counted(1000000, "token").text, "1,000,000 tokens");
    assert_string_equal(kl_phrase_gram("letter", 2).text, "letter pair");
    assert_string_equal(kl_phrase_gram("byte", 4).text, "byte 4-gram");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_chance),
                                       cmocka_unit_test(test_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
