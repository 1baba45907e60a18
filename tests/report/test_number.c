/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as text: they read back, they are the shortest that do, and rounding hides nothing. */
#include "report/number.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../all_cases.h"

/* Significant digits of a text, leading and trailing zeros aside. */
static int digits_of(const char *text) {
    int digits = 0, zeros = 0, begun = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9')
            continue;
        begun |= *text != '0';
        zeros = *text == '0' ? zeros + 1 : 0;
        digits += begun;
    }
    return digits - (zeros < digits ? zeros : digits);
}

/* Oracle: the first precision of printf that reads back, from one digit on. */
static void check_shortest(double value) {
    char text[KL_NUMBER_TEXT], oracle[64];
    size_t length = kl_number_shortest(value, text);
    assert_int_equal(length, strlen(text));
    assert_true(length < KL_NUMBER_TEXT);
    assert_true(strtod(text, NULL) == value);
    for (int precision = 0; precision < 17; precision++) {
        snprintf(oracle, sizeof oracle, "%.*e", precision, value);
        if (strtod(oracle, NULL) != value)
            continue;
        if (digits_of(text) != digits_of(oracle))
            fail_msg("%s is not as short as %s", text, oracle);
        return;
    }
}

static void test_shortest_reads_back(void **state) {
    (void)state;
    static const double edges[] = {1,
                                   0.1,
                                   1.0 / 3,
                                   1e21,
                                   1e22,
                                   1e23,
                                   5e-324,
                                   1e-320,
                                   9.5e-5,
                                   1e-5,
                                   2.5e-310,
                                   1.7e308,
                                   1e15,
                                   1e16,
                                   1e17,
                                   123456,
                                   0.3,
                                   2.0 / 3,
                                   1e300,
                                   -1e-9,
                                   -4.75,
                                   9007199254740993.0,
                                   2.2250738585072014e-308};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (isfinite(edges[i]))
            check_shortest(edges[i]);
    kl_random random;
    kl_random_init(&random, 1951, 0);
    const size_t cases = cases_of(20000);
    for (size_t i = 0; i < cases; i++) {
        uint64_t bits = kl_random_u64(&random);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value) && value != 0)
            check_shortest(value);
        check_shortest(kl_random_uniform(&random));
    }
}

static void test_shortest_looks_right(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},
                 {-0.0, "-0.0"},
                 {0.1, "0.1"},
                 {100, "100"},
                 {1e15, "1000000000000000"},
                 {1e16, "1e16"},
                 {0.00001, "0.00001"},
                 {1e-6, "1e-6"},
                 {-2.5e-7, "-2.5e-7"},
                 {123.456, "123.456"},
                 {5e-324, "5e-324"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[KL_NUMBER_TEXT];
        kl_number_shortest(cases[i].value, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void test_rounding(void **state) {
    (void)state;
    static const struct {
        double value;
        int place;
        const char *text;
    } cases[] = {
        {0.42134, -3, "0.421"},  {9.96, -1, "10.0"}, /* one more digit in front, the same place behind */
        {0.9996, -3, "1.000"},   {4.7e-12, -3, "5e-12"}, /* one digit is kept, never 0.000 */
        {0.0004, -3, "0.0004"},  {-0.0004, -3, "-0.0004"}, {0, -3, "0"},
        {-0.0, -3, "0"},         {1234567, 0, "1234567"},  {12345678, 0, "1.2345678e7"},
        {12345, 2, "12300"},     {INFINITY, -3, "∞"},      {-INFINITY, -3, "-∞"},
        {4.7e-9, -10, "4.7e-9"}, {2e-9, -10, "2.0e-9"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[KL_NUMBER_TEXT];
        kl_number_rounded(cases[i].value, cases[i].place, text);
        assert_string_equal(text, cases[i].text);
    }
}

/* Whatever is not zero is never shown as zero, and what is shown is near what is meant. */
static void test_rounding_keeps_its_promise(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1951, 1);
    const size_t cases = cases_of(20000);
    for (size_t i = 0; i < cases; i++) {
        uint64_t bits = kl_random_u64(&random);
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value) || value == 0)
            continue;
        int place = kl_number_exponent(value, 17) - (int)kl_random_below(&random, 8) + 3;
        char text[KL_NUMBER_TEXT];
        kl_number_rounded(value, place, text);
        double shown = strtod(text, NULL);
        assert_true(strlen(text) < KL_NUMBER_TEXT && shown != 0);
        /* Half a unit of the first digit at worst: the first digit is always kept. */
        if (fabs(value) > 1e-300 && fabs(value) < 1e300)
            assert_true(fabs(shown - value) <= 0.51 * fabs(value));
    }
}

static void test_places(void **state) {
    (void)state;
    kl_estimate exact = kl_estimate_exact(0.5, KL_UNIT_ONE);
    assert_int_equal(kl_number_estimate_place(&exact), -1);
    exact.value = 1.0 / 3; /* 0.33333 */
    assert_int_equal(kl_number_estimate_place(&exact), -5);
    kl_estimate e = {.value = 0.42,
                     .low = 0.41,
                     .high = 0.4306,
                     .confidence = 0.95,
                     .standard_error = NAN,
                     .method = KL_METHOD_PLUGIN};
    assert_int_equal(kl_number_estimate_place(&e), -3); /* half width 0.0103 */
    e.high = INFINITY;
    assert_int_equal(kl_number_estimate_place(&e), -3); /* one side, 0.010 */
    e.low = e.high = NAN;
    assert_int_equal(kl_number_estimate_place(&e), -2); /* 0.42 has no third digit */
    e.standard_error = 1.23e-4;
    assert_int_equal(kl_number_estimate_place(&e), -5);
    e.standard_error = 1e-30; /* more digits than anybody reads: ten */
    assert_int_equal(kl_number_estimate_place(&e), -10);
    e = kl_estimate_bounds(0.8 - 1e-14, 0.8 + 1e-14, KL_UNIT_NATS); /* as of what is exact */
    assert_int_equal(kl_number_estimate_place(&e), -5);
}

static void test_intervals(void **state) {
    (void)state;
    char text[KL_INTERVAL_TEXT];
    kl_estimate e = {.value = 0.42, .low = 0.4104, .high = 0.4306, .method = KL_METHOD_PLUGIN};
    kl_number_interval(&e, -3, text);
    assert_string_equal(text, "0.410 … 0.431");
    e.high = INFINITY;
    kl_number_interval(&e, -3, text);
    assert_string_equal(text, "≥ 0.410");
    e.low = NAN;
    kl_number_interval(&e, -3, text);
    assert_string_equal(text, "");
    e.high = 0.5;
    kl_number_interval(&e, -3, text);
    assert_string_equal(text, "≤ 0.500");
    e = kl_estimate_bounds(0.4104, 0.5, KL_UNIT_ONE);
    kl_number_interval(&e, -3, text);
    assert_string_equal(text, "0.410 … 0.500 for certain");
    e.high = INFINITY;
    kl_number_interval(&e, -3, text);
    assert_string_equal(text, "≥ 0.410 for certain");
    e = kl_estimate_exact(1, KL_UNIT_ONE);
    kl_number_interval(&e, -3, text);
    assert_string_equal(text, "exact");
    e.method = KL_METHOD_MODEL;
    kl_number_interval(&e, -3, text);
    assert_string_equal(text, "model");
}

static void test_locale_has_no_say(void **state) {
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ps_AF.UTF-8"};
    int found = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[KL_NUMBER_TEXT];
        if (!setlocale(LC_ALL, names[i]))
            continue;
        found = 1;
        kl_number_shortest(1234.5, text);
        assert_string_equal(text, "1234.5");
        kl_number_rounded(0.42134, -3, text);
        assert_string_equal(text, "0.421");
    }
    setlocale(LC_ALL, "C");
    if (!found)
        skip();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shortest_reads_back),
        cmocka_unit_test(test_shortest_looks_right),
        cmocka_unit_test(test_rounding),
        cmocka_unit_test(test_rounding_keeps_its_promise),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_intervals),
        cmocka_unit_test(test_locale_has_no_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
