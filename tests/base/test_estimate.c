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

#include "base/estimate.h"

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
    assert_string_equal(kl_unit_name(KL_UNIT_DATA), "data");
    assert_string_equal(kl_unit_text(KL_UNIT_ONE), "");
    assert_string_equal(kl_unit_text(KL_UNIT_ROOT_BITS), "√bits");
    assert_string_equal(kl_unit_text(KL_UNIT_DATA), "data units");
    assert_string_equal(kl_unit_text((kl_unit)6), "unknown");
    assert_string_equal(kl_unit_name((kl_unit)6), "unknown");
    assert_string_equal(kl_method_name(KL_METHOD_EXACT), "exact");
    assert_string_equal(kl_method_name(KL_METHOD_PERMUTATION), "permutation");
    assert_string_equal(kl_method_name(KL_METHOD_BOUNDS), "bounds");
    assert_string_equal(kl_method_name(KL_METHOD_CLUSTERED), "clustered");
    assert_string_equal(kl_method_name(KL_METHOD_INDEPENDENT), "independent");
    assert_string_equal(kl_method_name(KL_METHOD_QUANTILE), "quantile");
    assert_string_equal(kl_method_name(KL_METHOD_NEIGHBOURS), "neighbours");
    assert_string_equal(kl_method_name(KL_METHOD_MODEL), "model");
    assert_string_equal(kl_method_name(KL_METHOD_SUCCESSION), "succession");
    assert_string_equal(kl_method_name((kl_method)(KL_METHOD_SUCCESSION + 1)), "unknown");
    assert_string_equal(kl_method_name(KL_METHOD_DIRICHLET_JEFFREYS), "dirichlet_jeffreys");
    assert_string_equal(kl_method_name(KL_METHOD_SHRINKAGE), "shrinkage");
    assert_string_equal(kl_method_name(KL_METHOD_CHAO_SHEN), "chao_shen");
    assert_string_equal(kl_method_name(KL_METHOD_NSB), "nsb");
    assert_string_equal(kl_isa_name(KL_ISA_BEST), "best");
    assert_string_equal(kl_isa_name(KL_ISA_AVX512), "avx512");
    assert_string_equal(kl_flag_name(KL_FLAG_INFINITE), "infinite");
    assert_string_equal(kl_flag_name(KL_FLAG_SAME_INPUT), "same_input");
    assert_string_equal(kl_flag_name(KL_FLAG_UNDERSAMPLED), "undersampled");
    assert_string_equal(kl_flag_name(KL_FLAG_CLIPPED_TARGETS), "clipped_targets");
    assert_string_equal(kl_flag_name(KL_FLAG_HEAVY_TAIL), "heavy_tail");
    assert_string_equal(kl_flag_name(KL_FLAG_TIES), "ties");
    assert_string_equal(kl_flag_name(KL_FLAG_BIASED), "biased");
    assert_string_equal(kl_flag_name(KL_FLAG_ZEROS), "zeros");
    assert_string_equal(kl_flag_name(KL_FLAG_MAY_BE_NEGATIVE), "may_be_negative");
    assert_string_equal(kl_flag_name(KL_FLAG_NEAR_LIMIT), "near_limit");
    assert_string_equal(kl_flag_name(KL_FLAG_OVERFLOW), "overflow");
    assert_null(kl_flag_name((kl_flag)(1u << 18)));
    assert_null(kl_flag_name((kl_flag)0));
}

static void test_exact(void **state) {
    (void)state;
    kl_estimate e = kl_estimate_exact(0.25, KL_UNIT_NATS);
    assert_true(e.value == 0.25 && e.standard_error == 0 && isnan(e.low) && isnan(e.high));
    assert_true(e.confidence == 0 && e.n == 0 && e.flags == 0 && e.note_count == 0);
    assert_true(e.method == KL_METHOD_EXACT && e.unit == KL_UNIT_NATS);
}

/* It decides tolerances by its value, though nothing is known of its error. */
static void test_model(void **state) {
    (void)state;
    kl_estimate e = kl_estimate_model(0.25, KL_UNIT_NATS);
    assert_true(e.value == 0.25 && isnan(e.standard_error) && isnan(e.low) && isnan(e.high));
    assert_true(e.method == KL_METHOD_MODEL && e.unit == KL_UNIT_NATS && e.confidence == 0);
    assert_true(kl_estimate_floor(&e) == 0.25);
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

    /* A number of nats that has more bits than a double holds; and what was infinite before. */
    kl_estimate large = kl_estimate_convert(kl_estimate_exact(1.5e308, KL_UNIT_NATS), KL_UNIT_BITS);
    assert_true(large.value == INFINITY && large.flags == KL_FLAG_OVERFLOW);
    large = kl_estimate_convert(kl_estimate_exact(INFINITY, KL_UNIT_NATS), KL_UNIT_BITS);
    assert_true(large.value == INFINITY && large.flags == 0);
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

static void describes(kl_flag flag, unsigned side, uint64_t count, double mass, const char *subject,
                      const char *noun, const char *expected) {
    kl_estimate e = kl_estimate_exact(INFINITY, KL_UNIT_NATS);
    char text[200];
    kl_estimate_note(&e, flag, side, count, mass);
    const kl_note clause = kl_estimate_clause(&e, 0);
    size_t needed = kl_estimate_describe(&e, &clause, subject, noun, text, sizeof text);
    assert_string_equal(text, expected);
    assert_int_equal(needed, strlen(expected));
    assert_int_equal(kl_estimate_clause(&e, 1).flag, 0);
}

static void test_describe_counts(void **state) {
    (void)state;
    describes(KL_FLAG_INFINITE, 0, 3, 0.004, NULL, NULL,
              "q has no mass on 3 symbols that hold 0.4 % of p");
    describes(KL_FLAG_INFINITE, 1, 1, 1, "A|B", "letter",
              "A has no mass on 1 letter that holds 100 % of B");
    describes(KL_FLAG_UNSEEN_SUPPORT, 0, 1, 0.5, "base|model:2", "token",
              "1 token with 50 % of base never occurs in model:2");
    describes(KL_FLAG_UNSEEN_SUPPORT, 1, 20, 0.48, "A|B", "letter pair",
              "20 letter pairs with 48 % of B never occur in A");
    describes(KL_FLAG_ZEROS, 1, 2, 0.25, "A|B", NULL,
              "2 symbols with 25 % of B are zero in A, which was smoothed or left out");
    describes(KL_FLAG_ZEROS, 0, 0, 0.125, "A|B", NULL, "smoothing moved 12.5 % of A");
    describes(KL_FLAG_OVERFLOW, 0, 0, 0, NULL, NULL,
              "infinite only because it, or a part of it, is above the largest double");
    describes(KL_FLAG_UNDERSAMPLED, 0, 12, 0.25, "C", NULL,
              "what was seen only once holds 25 % of C: too little was counted; entropy is "
              "underestimated, "
              "divergence overestimated");
}

static void test_describe(void **state) {
    (void)state;
    char text[200];
    kl_estimate e = kl_estimate_exact(0, KL_UNIT_NATS);
    enum { FLAGS = 18 };
    e.flags = (1u << FLAGS) - 1;
    for (unsigned bit = 0; bit < FLAGS; bit++)
        for (unsigned other = 0; other < bit; other++) {
            char first[200];
            const kl_note one = kl_estimate_clause(&e, other), two = kl_estimate_clause(&e, bit);
            assert_true(one.flag == (kl_flag)(1u << other) && two.flag == (kl_flag)(1u << bit));
            kl_estimate_describe(&e, &one, "A|B", NULL, first, sizeof first);
            assert_true(kl_estimate_describe(&e, &two, "A|B", NULL, text, sizeof text) > 10);
            assert_string_not_equal(first, text);
        }
    const kl_note same = {.flag = KL_FLAG_SAME_INPUT};
    assert_int_equal(kl_estimate_describe(&e, &same, NULL, NULL, NULL, 0),
                     strlen("both inputs hold the same counts"));
    kl_estimate_describe(&e, &same, NULL, NULL, text, 5);
    assert_string_equal(text, "both");
}

/* Two flags have two payloads, and two sides of one flag too; the same fact has one wording. */
static void test_notes(void **state) {
    (void)state;
    kl_estimate e = kl_estimate_exact(INFINITY, KL_UNIT_NATS);
    assert_null(kl_estimate_get_note(&e, KL_FLAG_UNSEEN_SUPPORT));
    e.flags = KL_FLAG_NEAR_EQUAL;
    kl_estimate_note(&e, KL_FLAG_UNDERSAMPLED, 0, 900, 0.25);
    kl_estimate_note(&e, KL_FLAG_UNSEEN_SUPPORT, 1, 7, 0.125);
    kl_estimate_note(&e, KL_FLAG_UNSEEN_SUPPORT, 0, 3, 0.5);
    kl_estimate_note(&e, KL_FLAG_UNSEEN_SUPPORT, 0, 4, 0.0625); /* replaces */
    kl_estimate_note(&e, KL_FLAG_INFINITE, 0, 4, 0.0625);
    assert_int_equal(e.note_count, 4);
    assert_true(kl_estimate_has(&e, KL_FLAG_INFINITE) && !kl_estimate_has(&e, KL_FLAG_CLIPPED));
    assert_int_equal(kl_estimate_get_note(&e, KL_FLAG_UNDERSAMPLED)->count, 900);
    assert_true(kl_estimate_get_note(&e, KL_FLAG_UNDERSAMPLED)->mass == 0.25);
    assert_null(kl_estimate_get_note(&e, KL_FLAG_NEAR_EQUAL));
    static const kl_note expected[] = {
        {KL_FLAG_INFINITE, 0, 4, 0.0625},      {KL_FLAG_UNSEEN_SUPPORT, 0, 4, 0.0625},
        {KL_FLAG_UNSEEN_SUPPORT, 1, 7, 0.125}, {KL_FLAG_NEAR_EQUAL, 0, 0, 0},
        {KL_FLAG_UNDERSAMPLED, 0, 900, 0.25},  {0}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        const kl_note found = kl_estimate_clause(&e, i);
        assert_true(found.flag == expected[i].flag && found.side == expected[i].side);
        assert_true(found.count == expected[i].count && found.mass == expected[i].mass);
    }
    char infinite[200], unseen[200];
    const kl_note first = kl_estimate_clause(&e, 0), second = kl_estimate_clause(&e, 1);
    kl_estimate_describe(&e, &first, "A|B", "letter", infinite, sizeof infinite);
    kl_estimate_describe(&e, &second, "A|B", "letter", unseen, sizeof unseen);
    assert_string_equal(infinite, unseen);
}

/* Both sides of each flag that counts; of the others the flag alone. */
static void test_all_notes_fit(void **state) {
    (void)state;
    static const kl_flag counting[] = {KL_FLAG_INFINITE, KL_FLAG_UNSEEN_SUPPORT,
                                       KL_FLAG_UNDERSAMPLED, KL_FLAG_CLIPPED_TARGETS};
    kl_estimate e = kl_estimate_exact(0, KL_UNIT_NATS);
    for (unsigned side = 0; side < 3; side++)
        for (size_t i = 0; i < 4; i++)
            kl_estimate_note(&e, counting[i], side, 10 * i + side, 0);
    kl_estimate_note(&e, KL_FLAG_CLIPPED, 0, 1, 0);
    assert_int_equal(e.note_count, 8);
    for (size_t i = 0; i < 8; i++)
        assert_true(e.notes[i].flag == counting[i / 2] && e.notes[i].count == 10 * (i / 2) + i % 2);
    assert_true(kl_estimate_has(&e, KL_FLAG_CLIPPED));
    assert_null(kl_estimate_get_note(&e, KL_FLAG_CLIPPED));
}

static void test_floor(void **state) {
    (void)state;
    kl_estimate e = kl_estimate_exact(0.25, KL_UNIT_NATS);
    assert_true(kl_estimate_floor(&e) == 0.25);
    e = kl_estimate_bounds(0.5, 0.75, KL_UNIT_BITS);
    assert_true(kl_estimate_floor(&e) == 0.5 && e.value == 0.5 && e.confidence == 1);
    e.method = KL_METHOD_JACKKNIFE;
    e.low = NAN;
    assert_true(isnan(kl_estimate_floor(&e)));
    e.value = INFINITY;
    assert_true(isnan(kl_estimate_floor(&e)));
    kl_estimate_note(&e, KL_FLAG_INFINITE, 0, 1, 0.5);
    assert_true(kl_estimate_floor(&e) == INFINITY);
    kl_estimate_note(&e, KL_FLAG_UNSEEN_SUPPORT, 0, 1, 0.5); /* it was only not seen */
    assert_true(isnan(kl_estimate_floor(&e)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version),         cmocka_unit_test(test_names),
        cmocka_unit_test(test_exact),           cmocka_unit_test(test_model),
        cmocka_unit_test(test_convert),         cmocka_unit_test(test_convert_leaves_the_rest),
        cmocka_unit_test(test_describe_counts), cmocka_unit_test(test_describe),
        cmocka_unit_test(test_notes),           cmocka_unit_test(test_all_notes_fit),
        cmocka_unit_test(test_floor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
