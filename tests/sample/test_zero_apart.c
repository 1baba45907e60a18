/* SPDX-License-Identifier: Apache-2.0 */
/* A divergence that is zero between sources that differ does not say that they are equal. */
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
    assert_true(zero.value == 0 && zero.low == 0 && zero.high >= 0);
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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(zero_is_not_equal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
