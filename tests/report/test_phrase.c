/* SPDX-License-Identifier: Apache-2.0 */
/* Words for numbers: a p-value that was never reached is a bound, and no frequency. */
#include "report/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void chance_of(double p, uint64_t deals, const char *expected) {
    kl_estimate e = kl_estimate_exact(p, KL_UNIT_ONE);
    e.method = KL_METHOD_PERMUTATION;
    e.n = deals;
    assert_string_equal(kl_phrase_chance(&e).text, expected);
}

static void test_chance(void **state) {
    (void)state;
    chance_of(1.0 / 1000, 999, "at most 1 of 1,000 cases (p ≤ 0.001, 999 deals)");
    chance_of(1.0 / 100, 99, "at most 1 of 100 cases (p ≤ 0.01, 99 deals)");
    chance_of(1.0 / 344, 343, "at most 1 of 344 cases (p ≤ 0.00291, 343 deals)");
    chance_of(2.0 / 1000, 999, "2 of 1,000 cases (p = 0.002)");
    chance_of(0.34, 999, "34 of 100 cases (p = 0.34)");
    chance_of(0.715, 999, "72 of 100 cases (p = 0.715)");
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

/* Long ones are cut between characters, and all are named. */
static void test_symbols(void **state) {
    (void)state;
    static const char *const few[] = {"w", "ß", "z"};
    assert_string_equal(kl_phrase_symbols(few, 3).text, "'w', 'ß' and 'z'");
    assert_string_equal(kl_phrase_symbols(few, 0).text, "");
    char word[2000] = "a";
    while (strlen(word) < 1990)
        strcat(word, "ы");
    for (size_t n = 1; n <= 5; n++) {
        const char *const long_ones[] = {word, word, word, word, word};
        const kl_listing out = kl_phrase_symbols(long_ones, n);
        size_t ends = 0;
        for (const char *at = out.text; (at = strstr(at, "ы…'")) != NULL; at++)
            ends++;
        assert_int_equal(ends, n);
        assert_true(strlen(out.text) >= (n == 1 ? 150 : 300));
        assert_int_equal(out.text[strlen(out.text) - 1], '\'');
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_chance), cmocka_unit_test(test_counts),
                                       cmocka_unit_test(test_symbols)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
