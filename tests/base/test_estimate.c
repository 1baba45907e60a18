/* SPDX-License-Identifier: Apache-2.0 */
/* Names, the estimate and its units, the clauses for flags. */
#include <kullback/base.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_version(void **state) {
    (void)state;
    char expected[32];
    snprintf(expected, sizeof expected, "%d.%d.%d", KL_VERSION_MAJOR, KL_VERSION_MINOR,
             KL_VERSION_PATCH);
    assert_string_equal(kl_version(), expected);
}

static void test_names(void **state) {
    (void)state;
    assert_string_equal(kl_status_name(KL_OK), "ok");
    assert_string_equal(kl_status_name(KL_ERROR_UNSUPPORTED), "unsupported");
    assert_string_equal(kl_status_name((kl_status)99), "unknown");
    assert_string_equal(kl_status_name((kl_status)-1), "unknown");
    assert_string_equal(kl_unit_name(KL_UNIT_ONE), "1");
    assert_string_equal(kl_unit_name(KL_UNIT_ROOT_BITS), "sqrt(bits)");
    assert_string_equal(kl_unit_name((kl_unit)5), "unknown");
    assert_string_equal(kl_method_name(KL_METHOD_EXACT), "exact");
    assert_string_equal(kl_method_name(KL_METHOD_PERMUTATION), "permutation");
    assert_string_equal(kl_isa_name(KL_ISA_BEST), "best");
    assert_string_equal(kl_isa_name(KL_ISA_AVX512), "avx512");
    assert_string_equal(kl_flag_name(KL_FLAG_INFINITE), "infinite");
    assert_string_equal(kl_flag_name(KL_FLAG_SAME_INPUT), "same_input");
    assert_string_equal(kl_flag_name(KL_FLAG_UNDERSAMPLED), "undersampled");
    assert_null(kl_flag_name((kl_flag)(1u << 10)));
    assert_null(kl_flag_name((kl_flag)0));
}

static void test_exact(void **state) {
    (void)state;
    kl_estimate e = kl_estimate_exact(0.25, KL_UNIT_NATS);
    assert_true(e.value == 0.25 && e.standard_error == 0 && isnan(e.low) && isnan(e.high));
    assert_true(e.confidence == 0 && e.n == 0 && e.flags == 0 && e.mass == 0 && e.symbols == 0);
    assert_true(e.method == KL_METHOD_EXACT && e.unit == KL_UNIT_NATS);
}

static void test_convert(void **state) {
    (void)state;
    kl_estimate e = kl_estimate_exact(2 * log(2), KL_UNIT_NATS);
    e.standard_error = log(2) / 2;
    e.low = 0;
    e.high = INFINITY;
    kl_estimate bits = kl_estimate_convert(e, KL_UNIT_BITS);
    /* One division of correctly rounded numbers: an ulp. */
    assert_true(fabs(bits.value - 2) <= 0x1p-51 && fabs(bits.standard_error - 0.5) <= 0x1p-53);
    assert_true(bits.low == 0 && isinf(bits.high) && bits.unit == KL_UNIT_BITS);
    kl_estimate nats = kl_estimate_convert(bits, KL_UNIT_NATS);
    assert_true(fabs(nats.value - e.value) <= 0x1p-51 && nats.unit == KL_UNIT_NATS);

    kl_estimate root = kl_estimate_exact(sqrt(3 * log(2)), KL_UNIT_ROOT_NATS);
    root = kl_estimate_convert(root, KL_UNIT_ROOT_BITS);
    assert_true(fabs(root.value - sqrt(3)) <= 0x1p-51 && root.unit == KL_UNIT_ROOT_BITS);
    assert_true(isnan(root.low));
}

static void test_convert_leaves_the_rest(void **state) {
    (void)state;
    static const kl_unit wrong[][2] = {{KL_UNIT_ONE, KL_UNIT_BITS},
                                       {KL_UNIT_NATS, KL_UNIT_ROOT_BITS},
                                       {KL_UNIT_ROOT_NATS, KL_UNIT_BITS},
                                       {KL_UNIT_BITS, KL_UNIT_ONE},
                                       {KL_UNIT_BITS, KL_UNIT_BITS}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        kl_estimate e = kl_estimate_convert(kl_estimate_exact(0.3, wrong[i][0]), wrong[i][1]);
        assert_true(e.value == 0.3 && e.unit == wrong[i][0]);
    }
}

static void describes(kl_flag flag, uint64_t symbols, double mass, const char *expected) {
    kl_estimate e = kl_estimate_exact(INFINITY, KL_UNIT_NATS);
    char text[200];
    e.symbols = symbols;
    e.mass = mass;
    size_t needed = kl_flag_describe(&e, flag, text, sizeof text);
    assert_string_equal(text, expected);
    assert_int_equal(needed, strlen(expected));
}

static void test_describe(void **state) {
    (void)state;
    describes(KL_FLAG_INFINITE, 3, 0.004, "q has no mass on 3 symbols that hold 0.4 % of p");
    describes(KL_FLAG_INFINITE, 1, 1, "q has no mass on 1 symbol that holds 100 % of p");
    describes(KL_FLAG_UNSEEN_SUPPORT, 1, 0.5,
              "1 symbol with 50 % of one input never occurs in the other");
    describes(KL_FLAG_UNSEEN_SUPPORT, 20, 0.48,
              "20 symbols with 48 % of one input never occur in the other");
    describes(
        KL_FLAG_UNDERSAMPLED, 12, 0.25,
        "n-grams seen only once hold 25 % of the text: too little text for this order; entropy "
        "is underestimated, divergence overestimated");
    char text[200];
    kl_estimate e = kl_estimate_exact(0, KL_UNIT_NATS);
    e.flags = KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_UNDERSAMPLED;
    kl_flag_describe(&e, KL_FLAG_UNDERSAMPLED, text, sizeof text);
    assert_string_equal(text,
                        "too little text for this order; entropy is underestimated, divergence "
                        "overestimated");
    for (unsigned bit = 0; bit < 10; bit++)
        for (unsigned other = 0; other < bit; other++) {
            char first[200];
            kl_flag_describe(&e, (kl_flag)(1u << other), first, sizeof first);
            assert_true(kl_flag_describe(&e, (kl_flag)(1u << bit), text, sizeof text) > 10);
            assert_string_not_equal(first, text);
        }
    assert_int_equal(kl_flag_describe(&e, KL_FLAG_SAME_INPUT, NULL, 0),
                     strlen("both inputs hold the same counts"));
    kl_flag_describe(&e, KL_FLAG_SAME_INPUT, text, 5);
    assert_string_equal(text, "both");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_convert),
        cmocka_unit_test(test_convert_leaves_the_rest),
        cmocka_unit_test(test_describe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
