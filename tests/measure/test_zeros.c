/* SPDX-License-Identifier: Apache-2.0 */
/* One policy for zeros: what it makes of the weights is what a caller could have made, and what it dealt with
 * is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/measure.h>

#include <math.h>
#include <string.h>

enum { N = 5 };
static const double p[N] = {4, 2, 2, 0, 0}, q[N] = {1, 2, 0, 1, 0};

static kl_estimate measured(kl_measure_id id, const double *a, const double *b, kl_zeros zeros,
                            double amount, int normalised) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = zeros;
    options.zeros_amount = amount;
    options.normalised = normalised;
    kl_estimate out;
    kl_error error = KL_ERROR_INIT;
    if (kl_measure_compute(id, kl_f64(a, N), kl_f64(b, N), &options, &out, &error))
        fail_msg("%s: %s", kl_measure_get(id)->name, error.message);
    return out;
}

/* Powers of two all through, so that nothing is rounded: the same as the new weights measured exactly. */
static void test_new_weights(void **state) {
    (void)state;
    static const struct {
        kl_zeros zeros;
        double amount, p[N], q[N];
    } cases[] = {
        {KL_ZEROS_ADD, 0.25, {4.25, 2.25, 2.25, 0.25, 0.25}, {1.25, 2.25, 0.25, 1.25, 0.25}},
        {KL_ZEROS_KT, 0.0, {4.5, 2.5, 2.5, 0.5, 0.5}, {1.5, 2.5, 0.5, 1.5, 0.5}},
        {KL_ZEROS_MIX, 0.25, {7, 5, 3, 1, 0}, {5, 7, 1, 3, 0}},
        {KL_ZEROS_COMMON, 0.0, {4, 2, 0, 0, 0}, {1, 2, 0, 0, 0}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++)
        for (int id = 0; id < kl_measure_count(); id++) {
            if (id == KL_ENTROPY && cases[c].zeros >= KL_ZEROS_MIX)
                continue;
            kl_estimate a = measured((kl_measure_id)id, p, q, cases[c].zeros, cases[c].amount, 0);
            kl_estimate b =
                measured((kl_measure_id)id, cases[c].p, cases[c].q, KL_ZEROS_EXACT, 0.0, 0);
            assert_true(a.value == b.value && isfinite(a.value));
            /* What was declared of the old weights is not taken for true of the new ones. */
            kl_estimate declared =
                measured((kl_measure_id)id, p, q, cases[c].zeros, cases[c].amount, 1);
            assert_true(declared.value == a.value);
            if (id == KL_ENTROPY)
                continue;
            assert_int_equal(a.flags, KL_FLAG_ZEROS);
            assert_int_equal(a.note_count, 2);
            for (unsigned side = 0; side < 2; side++) {
                assert_int_equal(a.notes[side].side, side);
                assert_int_equal(a.notes[side].count, 1);
                assert_true(a.notes[side].mass == 0.25);
            }
        }
}

/* Totals that have no inverse among the doubles. */
static void test_small_totals(void **state) {
    (void)state;
    double a[N], b[N];
    for (int i = 0; i < N; i++) {
        a[i] = p[i] * 0x1p-1074;
        b[i] = q[i] * 0x1p-1074;
    }
    assert_true(measured(KL_DIVERGENCE, a, b, KL_ZEROS_MIX, 0.25, 0).value ==
                measured(KL_DIVERGENCE, p, q, KL_ZEROS_MIX, 0.25, 0).value);
}

static void test_terms(void **state) {
    (void)state;
    double terms[N], other[N];
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = KL_ZEROS_COMMON;
    assert_int_equal(
        kl_measure_terms(KL_DIVERGENCE, kl_f64(p, N), kl_f64(q, N), &options, terms, NULL), KL_OK);
    assert_int_equal(kl_measure_terms(KL_DIVERGENCE, kl_f64(p, 2), kl_f64(q, 2), NULL, other, NULL),
                     KL_OK);
    assert_true(terms[0] == other[0] && terms[1] == other[1]);
    assert_true(terms[2] == 0.0 && terms[3] == 0.0 && terms[4] == 0.0);
}

/* Nothing is elsewhere: no flag. */
static void test_nothing(void **state) {
    (void)state;
    static const double even[N] = {3, 3, 3, 3, 3}, third[N] = {1, 2, 0.7, 3, 1e-9};
    assert_int_equal(measured(KL_DIVERGENCE, p, p, KL_ZEROS_COMMON, 0.0, 0).flags, 0);
    assert_int_equal(measured(KL_DIVERGENCE, third, third, KL_ZEROS_MIX, 0.3, 0).flags, 0);
    assert_int_equal(measured(KL_ENTROPY, even, even, KL_ZEROS_KT, 0.0, 0).flags, 0);
}

static void check_moved(kl_estimate e, unsigned sides, double first, double second) {
    assert_int_equal(e.flags, KL_FLAG_ZEROS);
    assert_int_equal(e.note_count, sides);
    for (unsigned side = 0; side < sides; side++) {
        assert_int_equal(e.notes[side].side, side);
        assert_int_equal(e.notes[side].count, 0);
        const double moved = side == 0 ? first : second;
        assert_true(e.notes[side].mass > 0 && fabs(e.notes[side].mass - moved) <= 4 * 0x1p-53);
    }
}

/* No symbol is zero on one side alone, and yet a weight is not what was given: which share is elsewhere is said. */
static void test_moved(void **state) {
    (void)state;
    static const double a[N] = {3, 1, 0, 0, 0}, b[N] = {1, 3, 0, 0, 0}, c[N] = {2, 1, 1, 1, 1};
    /* (3, 1, 0, 0, 0)/4 becomes (7, 3, 1, 1, 1)/13. */
    check_moved(measured(KL_ENTROPY, a, b, KL_ZEROS_KT, 0.0, 0), 1, 3.0 / 13, NAN);
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = KL_ZEROS_KT;
    kl_estimate alone;
    assert_int_equal(
        kl_measure_compute(KL_PERPLEXITY, kl_f64(a, N), kl_f64(NULL, 0), &options, &alone, NULL),
        KL_OK);
    check_moved(alone, 1, 3.0 / 13, NAN);
    /* To (1003, 1001, 1000, 1000, 1000)/5004, and its mirror image. */
    check_moved(measured(KL_DIVERGENCE, a, b, KL_ZEROS_ADD, 1000, 0), 2, 3000.0 / 5004,
                3000.0 / 5004);
    /* Without a zero: (2, 1, 1, 1, 1)/6 to (5, 3, 3, 3, 3)/17. */
    check_moved(measured(KL_DIVERGENCE, c, c, KL_ZEROS_KT, 0.0, 0), 2, 4 * (3.0 / 17 - 1.0 / 6),
                4 * (3.0 / 17 - 1.0 / 6));
    /* However little. */
    check_moved(measured(KL_ENTROPY, a, b, KL_ZEROS_ADD, 1e-30, 0), 1, 0.75e-30, NAN);
}

static void refused(kl_zeros zeros, double amount, kl_array a, kl_array b, const char *part) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = zeros;
    options.zeros_amount = amount;
    kl_estimate out;
    kl_error error = KL_ERROR_INIT;
    assert_true(kl_measure_compute(KL_PERPLEXITY, a, b, &options, &out, &error) != KL_OK);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, part);
}

static void test_refusals(void **state) {
    (void)state;
    static const double left[] = {1, 0}, right[] = {0, 1}, negative[] = {1, -1};
    const kl_array a = kl_f64(p, N), b = kl_f64(q, N), none = kl_f64(NULL, 0);
    refused(KL_ZEROS_ADD, 0.0, a, b, "zeros_amount is 0: what is added must be above 0");
    refused(KL_ZEROS_ADD, INFINITY, a, b, "zeros_amount is inf");
    refused(KL_ZEROS_MIX, 1.0, a, b, "the share of the other must lie in (0, 1)");
    refused(KL_ZEROS_COMMON, 0.5, a, b, "only KL_ZEROS_ADD and KL_ZEROS_MIX");
    refused((kl_zeros)9, 0.0, a, b, "has the number 9");
    refused(KL_ZEROS_MIX, 0.5, a, none, "there is none");
    refused(KL_ZEROS_COMMON, 0.0, kl_f64(left, 2), kl_f64(right, 2), "no symbol in common");
    refused(KL_ZEROS_KT, 0.0, kl_f64(negative, 2), kl_f64(left, 2), "p[1] is -1");
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = KL_ZEROS_MIX;
    options.zeros_amount = 0.5;
    double gradient[N];
    assert_int_equal(
        kl_measure_gradient(KL_DIVERGENCE, a, b, KL_GRADIENT_LOGITS, &options, gradient, NULL),
        KL_ERROR_UNSUPPORTED);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_weights), cmocka_unit_test(test_small_totals),
        cmocka_unit_test(test_terms),       cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_moved),       cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
