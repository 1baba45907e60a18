/* SPDX-License-Identifier: Apache-2.0 */
/* A divergence that is zero between sources that differ does not say that they are equal. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/sample.h>

static void zero_is_not_equal(void **state) {
    (void)state;
    static const char *const names[] = {"a", "b"};
    static const uint64_t even[] = {5000, 5000}, uneven[] = {6000, 4000}, other[] = {4990, 5010};
    kl_counts *a, *b, *c;
    kl_counts_pair *apart, *near;
    assert_int_equal(kl_counts_from_names(names, even, 2, 0, &a, NULL), KL_OK);
    assert_int_equal(kl_counts_from_names(names, uneven, 2, 1, &b, NULL), KL_OK);
    assert_int_equal(kl_counts_from_names(names, other, 2, 2, &c, NULL), KL_OK);
    assert_int_equal(kl_counts_pair_new(a, b, NULL, &apart, NULL), KL_OK);
    assert_int_equal(kl_counts_pair_new(a, c, NULL, &near, NULL), KL_OK);
    /* No share is e times the other. */
    kl_estimate zero = kl_counts_pair_estimate(apart, KL_HOCKEY_STICK, KL_A_GIVEN_B);
    assert_true(zero.value == 0 && zero.low == 0 && zero.high > 0);
    assert_true(kl_counts_pair_p_value(apart).value < 0.01);
    assert_false(kl_estimate_has(&zero, KL_FLAG_NEAR_EQUAL));
    /* Where the test does not tell them apart either, it is said. */
    kl_estimate same = kl_counts_pair_estimate(near, KL_HOCKEY_STICK, KL_A_GIVEN_B);
    assert_true(kl_estimate_has(&same, KL_FLAG_NEAR_EQUAL));
    kl_counts_pair_free(apart);
    kl_counts_pair_free(near);
    kl_counts_free(a);
    kl_counts_free(b);
    kl_counts_free(c);
}

/* As counted from P = (0.57, 0.4, 0.03) and Q = (0.4, 0.59, 0.01), a thousand each: where no bag shows that c is more
 * than e times as likely in P it may be so all the same. */
static void zero_may_be_chance(void **state) {
    (void)state;
    static const char *const names[] = {"a", "b", "c"};
    static const uint64_t first[] = {570, 400, 20}, second[] = {400, 590, 10};
    static const double weights[] = {0.4, 0.59, 0.01};
    const double truth = 0.03 - 0.01 * 2.718281828459045;
    kl_counts *a, *b;
    kl_counts_pair *pair;
    kl_counts_known *known;
    assert_int_equal(kl_counts_from_names(names, first, 3, 0, &a, NULL), KL_OK);
    assert_int_equal(kl_counts_from_names(names, second, 3, 1, &b, NULL), KL_OK);
    assert_int_equal(kl_counts_pair_new(a, b, NULL, &pair, NULL), KL_OK);
    assert_int_equal(kl_counts_known_new(a, names, weights, 3, NULL, &known, NULL), KL_OK);
    const kl_estimate found[] = {
        kl_counts_pair_estimate(pair, KL_HOCKEY_STICK, KL_A_GIVEN_B),
        kl_counts_known_estimate(known, KL_HOCKEY_STICK, KL_A_GIVEN_B),
    };
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        assert_true(found[i].value == 0 && found[i].low == 0);
        assert_true(truth <= found[i].high && found[i].high < 0.02);
        assert_true(
            isnan(found[i].standard_error)); /* that nothing varied is not that it is none */
    }
    kl_counts_known_free(known);
    kl_counts_pair_free(pair);
    kl_counts_free(a);
    kl_counts_free(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(zero_is_not_equal),
                                       cmocka_unit_test(zero_may_be_chance)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
