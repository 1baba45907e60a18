/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as text against MPFR: reading rounds correctly, writing is as short as any text can be.
 */
#include <float.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../all_cases.h"
#include <mpfr.h>

#include <kullback/io.h>

static uint64_t bits(double x) {
    uint64_t b;
    memcpy(&b, &x, sizeof b);
    return b;
}

static double from_bits(uint64_t b) {
    double x;
    memcpy(&x, &b, sizeof x);
    return x;
}

/* The double nearest to a text, ties to even: MPFR with the exponents of IEEE 754 (mpfr manual,
 * "Exceptions": emin −1073, emax 1024, then mpfr_subnormalize). */
static double oracle(const char *text) {
    mpfr_t x;
    mpfr_init2(x, 53);
    mpfr_exp_t emin = mpfr_get_emin(), emax = mpfr_get_emax();
    mpfr_set_emin(-1073);
    mpfr_set_emax(1024);
    char *end;
    int inexact = mpfr_strtofr(x, text, &end, 10, MPFR_RNDN);
    mpfr_subnormalize(x, inexact, MPFR_RNDN);
    double value = mpfr_get_d(x, MPFR_RNDN);
    mpfr_set_emin(emin);
    mpfr_set_emax(emax);
    mpfr_clear(x);
    return value;
}

/* A double of any exponent, or one near 1, or with a short decimal. */
static double some_double(kl_random *random) {
    uint64_t r = kl_random_u64(random);
    switch (r & 3) {
    case 0:
        return from_bits(r >> 1 & ~(UINT64_C(0x400) << 52));
    case 1:
        return kl_random_uniform(random);
    case 2:
        return (double)(r >> 40) / 1000;
    default:
        return from_bits(r >> 12); /* subnormal */
    }
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

static void expect_oracle(const char *text) {
    double value = -1, expected = oracle(text);
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_number_parse(text, strlen(text), &value, &error);
    int nonzero = strcspn(text, "123456789eE") < strcspn(text, "eE");
    if (isinf(expected) || (expected == 0 && nonzero)) {
        if (status != KL_ERROR_VALUE || bits(value) != bits(expected))
            fail_msg("%s: %g, oracle %g", text, value, expected);
    } else if (status != KL_OK || bits(value) != bits(expected)) {
        fail_msg("%s: %.17g, oracle %.17g (%s)", text, value, expected, error.message);
    }
}

/* 1 to 25 digits, or halfway between two doubles, or a last digit away from that. */
static void random_decimals_round_correctly(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 2, 0);
    const size_t cases = cases_of(60000);
    for (size_t round = 0; round < cases; round++) {
        char text[1200];
        int n = (int)(1 + kl_random_below(&random, 25)), used = 0;
        int point = (int)kl_random_below(&random, (uint64_t)n + 1);
        for (int i = 0; i < n; i++) {
            used += snprintf(text + used, 4, "%s%d", i == point ? "." : "",
                             (int)kl_random_below(&random, 10));
        }
        int exponent = (int)kl_random_below(&random, 700) - 350;
        if (round % 3 == 0)
            exponent /= 12; /* where the exact way of Clinger is taken */
        snprintf(text + used, 16, "e%d", exponent);
        expect_oracle(text);
    }
}

static void halfway_cases_round_to_even(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 3, 0);
    mpfr_t x, y;
    mpfr_init2(x, 60);
    mpfr_init2(y, 60);
    const size_t cases = cases_of(3000);
    for (size_t round = 0; round < cases; round++) {
        double value = fabs(some_double(&random));
        if (!isfinite(value) || nextafter(value, INFINITY) == INFINITY)
            continue;
        mpfr_set_d(x, value, MPFR_RNDN);
        mpfr_set_d(y, nextafter(value, INFINITY), MPFR_RNDN);
        mpfr_add(x, x, y, MPFR_RNDN);
        mpfr_div_2ui(x, x, 1, MPFR_RNDN); /* exact: 60 bits, MPFR's exponents */
        char *text;
        assert_true(mpfr_asprintf(&text, "%.1100Re", x) > 0);
        expect_oracle(text);
        char *e = strchr(text, 'e');
        e[-1] = '1';
        expect_oracle(text);
        mpfr_free_str(text);
    }
    mpfr_clear(x);
    mpfr_clear(y);
}

static void hard_and_extreme_texts(void **state) {
    (void)state;
    static const char *const texts[] = {
        "0",
        "-0",
        "0.0",
        "00012",
        ".5",
        "5.",
        "+7",
        "-1",
        "1e22",
        "1e23",
        "9007199254740993",
        "9007199254740992",
        "9007199254740991e22",
        "123456789012345678",
        "12345678901234567890123",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "1e309",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "4.9e-324",
        "2.5e-324",
        "2.4e-324",
        "1e-400",
        "1e400",
        "0e400",
        "0e-99999999999999999999",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "6929495644600919.5",
        "3.518437208883201171875e13",
        "8.9255e-22",
        "1e-22",
        "1e-23",
        "0.1",
        "0.3",
        "100000000000000016777215",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        expect_oracle(texts[i]);
    double zero = 1;
    assert_int_equal(kl_number_parse("-0.0", 4, &zero, NULL), KL_OK);
    assert_true(zero == 0 && signbit(zero));
}

static void long_texts(void **state) {
    (void)state;
    size_t n = 1000000;
    char *text = malloc(n + 1);
    memset(text, '0', n);
    text[n] = '\0';
    double value = 1;
    assert_int_equal(kl_number_parse(text, n, &value, NULL), KL_OK);
    assert_true(value == 0);
    text[n - 1] = '7';
    assert_int_equal(kl_number_parse(text, n, &value, NULL), KL_OK);
    assert_true(value == 7);
    memset(text, '9', n);
    assert_int_equal(kl_number_parse(text, n, &value, NULL), KL_ERROR_VALUE);
    text[1] = '.'; /* 9.999… → 10 */
    assert_int_equal(kl_number_parse(text, n, &value, NULL), KL_OK);
    assert_true(value == 10);
    free(text);
}

static void special_values(void **state) {
    (void)state;
    double value = 0;
    assert_int_equal(kl_number_parse("inf", 3, &value, NULL), KL_OK);
    assert_true(value == INFINITY);
    assert_int_equal(kl_number_parse("-Infinity", 9, &value, NULL), KL_OK);
    assert_true(value == -INFINITY);
    assert_int_equal(kl_number_parse("NaN", 3, &value, NULL), KL_OK);
    assert_true(isnan(value));
}

static void what_is_no_number_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"",     " ",      "1 ",  " 1",    "1e",    "1e+", "e5",
                                        ".",    "-",      "+-1", "1.2.3", "0x10",  "1,5", "1_000",
                                        "infi", "nan(1)", "1f",  "--1",   "1e5.0", "१",   "12a"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        double value = 42;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_number_parse(texts[i], strlen(texts[i]), &value, &error),
                         KL_ERROR_FORMAT);
        assert_true(value == 42);
        assert_true(strlen(texts[i]) == 0 || strstr(error.message, texts[i]));
    }
    double value;
    assert_int_equal(kl_number_parse("1\0", 2, &value, NULL), KL_ERROR_FORMAT);
    assert_int_equal(kl_number_parse("1234", 2, &value, NULL), KL_OK);
    assert_true(value == 12); /* all of [text, text + size), and no more */
    assert_int_equal(kl_number_parse(NULL, 1, &value, NULL), KL_ERROR_ARGUMENT);
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────── */

/* Significant digits of a text, without leading and trailing zeros. */
static int digits_of(const char *text) {
    int n = 0, last = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text >= '0' && *text <= '9') {
            n += n > 0 || *text != '0';
            last = *text != '0' ? n : last;
        }
    }
    return last;
}

/* Whether any decimal of `n` digits reads back as x > 0: then one of the two nearest does. */
static int fits_in(double x, int n) {
    mpfr_t exact;
    mpfr_init2(exact, 53);
    mpfr_set_d(exact, x, MPFR_RNDN);
    int found = 0;
    for (int up = 0; up < 2; up++) {
        char digits[64], text[96];
        mpfr_exp_t exponent;
        mpfr_get_str(digits, &exponent, 10, (size_t)n, exact, up ? MPFR_RNDU : MPFR_RNDD);
        snprintf(text, sizeof text, "0.%se%ld", digits, (long)exponent);
        found |= oracle(text) == x;
    }
    mpfr_clear(exact);
    return found;
}

static void expect_shortest(double x) {
    char text[32];
    size_t length = kl_number_format(x, text);
    assert_int_equal(length, strlen(text));
    double back = 0;
    assert_int_equal(kl_number_parse(text, length, &back, NULL), KL_OK);
    if (bits(back) != bits(x) || bits(oracle(text)) != bits(x))
        fail_msg("%.17g is written %s", x, text);
    int n = digits_of(text);
    if (x != 0 && n > 1 && fits_in(fabs(x), n - 1))
        fail_msg("%s is not the shortest", text);
}

static void what_is_written_reads_back_and_is_shortest(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 4, 0);
    const size_t cases = cases_of(20000);
    for (size_t round = 0; round < cases; round++) {
        double x = some_double(&random);
        if (isfinite(x))
            expect_shortest(x);
    }
    for (int exponent = -1074; exponent < 1024; exponent++) {
        expect_shortest(ldexp(1, exponent));
        expect_shortest(nextafter(ldexp(1, exponent), 0));
        expect_shortest(-nextafter(ldexp(1, exponent), INFINITY));
    }
    expect_shortest(0.0);
    expect_shortest(-0.0);
    expect_shortest(DBL_MAX);
    expect_shortest(-DBL_MAX);
}

/* The digits as Python and JavaScript write them. */
static void known_texts(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0.1, "0.1"},
        {1, "1"},
        {-2.5, "-2.5"},
        {1e22, "1e22"},
        {5e-324, "5e-324"},
        {0.1 + 0.2, "0.30000000000000004"},
        {0, "0"},
        {0x1p-44, "5.684341886080802e-14"},
        {9007199254740993.0, "9007199254740992"},
        {123456, "123456"},
        {INFINITY, "inf"},
        {-INFINITY, "-inf"},
        {1e-5, "0.00001"},
        {1e-6, "1e-6"},
        {1e15, "1000000000000000"},
        {1e16, "1e16"},
        {-0x1.fffffffffffffp-1022, "-4.4501477170144023e-308"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[32];
        kl_number_format(cases[i].value, text);
        assert_string_equal(text, cases[i].text);
    }
    char text[32];
    kl_number_format(NAN, text);
    assert_string_equal(text, "nan");
}

/* Any locale with a decimal comma serves; where none is installed there is nothing to see. */
static void the_locale_does_not_matter(void **state) {
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "nl_NL.UTF-8"};
    const char *set = NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && !set; i++)
        set = setlocale(LC_ALL, names[i]);
    if (!set)
        skip();
    char text[32];
    double value = 0;
    kl_number_format(0x1.123456789abcdp-3, text);
    assert_null(strchr(text, ','));
    assert_int_equal(kl_number_parse("1234567890123456789.5e-10", 25, &value, NULL), KL_OK);
    assert_true(value == 123456789.01234568);
    assert_int_equal(kl_number_parse("0,5", 3, &value, NULL), KL_ERROR_FORMAT);
    setlocale(LC_ALL, "C");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_decimals_round_correctly),
        cmocka_unit_test(halfway_cases_round_to_even),
        cmocka_unit_test(hard_and_extreme_texts),
        cmocka_unit_test(long_texts),
        cmocka_unit_test(special_values),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(what_is_written_reads_back_and_is_shortest),
        cmocka_unit_test(known_texts),
        cmocka_unit_test(the_locale_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
