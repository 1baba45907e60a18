/* SPDX-License-Identifier: Apache-2.0 */
/* Calls as users make them: known answers, infinities and their reasons, terms, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../older.h"
#include "measure/list.h"
#include "scipy_golden.h"

#include <kullback/measure.h>

#include <string.h>

static kl_estimate measure(kl_measure_id id, const double *p, const double *q, size_t n) {
    kl_estimate estimate;
    kl_error error = KL_ERROR_INIT;
    if (kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), NULL, &estimate, &error) != KL_OK)
        fail_msg("%s", error.message);
    return estimate;
}

/* SciPy agrees within its own error: its textbook formula loses the absolute error of sums of terms that
 * nearly cancel, 12 of at most 2⁻⁵³ each way (its root for the distance). Ours is held to the truth. */
static void test_scipy(void **state) {
    (void)state;
    static const kl_measure_id ids[] = {KL_ENTROPY, KL_DIVERGENCE, KL_JENSEN_SHANNON_DISTANCE};
    for (size_t r = 0; r < sizeof golden_rows / sizeof *golden_rows; r++)
        for (int i = 0; i < 3; i++) {
            const struct golden *row = &golden_rows[r];
            double value = measure(ids[i], row->p, row->q, GOLDEN_N).value;
            if (!(fabs(value - row->truth[i]) <= 16 * 0x1p-53 * row->truth[i]))
                fail_msg("%s, %s: %.17g, not %.17g", row->name, kl_measure_get(ids[i])->name, value,
                         row->truth[i]);
            if (isnan(row->scipy[i]))
                continue;
            double slack = 64 * 0x1p-53;
            if (ids[i] == KL_JENSEN_SHANNON_DISTANCE)
                assert_true(fabs(value * value - row->scipy[i] * row->scipy[i]) <= slack);
            else
                assert_true(fabs(value - row->scipy[i]) <= slack * (1.0 + value));
        }
}

static void test_infinities(void **state) {
    (void)state;
    static const double p[] = {1, 2, 3, 4, 0}, q[] = {1, 0, 5, 0, 10};
    static const kl_measure_id forward[] = {KL_DIVERGENCE, KL_CROSS_ENTROPY, KL_PERPLEXITY,
                                            KL_CHI_SQUARE, KL_JEFFREYS};
    for (size_t i = 0; i < sizeof forward / sizeof *forward; i++) {
        kl_estimate e = measure(forward[i], p, q, 5);
        assert_true(isinf(e.value));
        assert_int_equal(e.flags, KL_FLAG_INFINITE);
        assert_true(e.notes[0].side == 0 && e.notes[0].count == 2 && e.notes[0].mass == 0.6);
    }
    static const kl_measure_id backward[] = {KL_DIVERGENCE_REVERSE, KL_CHI_SQUARE_NEYMAN};
    for (size_t i = 0; i < 2; i++) {
        kl_estimate e = measure(backward[i], p, q, 5);
        assert_true(isinf(e.value));
        assert_int_equal(e.note_count, 1);
        assert_true(e.notes[0].side == 1 && e.notes[0].count == 1 && e.notes[0].mass == 0.625);
    }
    /* Only q has a symbol of its own: Jeffreys names it. */
    static const double narrow[] = {1, 0}, broad[] = {1, 3};
    kl_estimate e = measure(KL_JEFFREYS, narrow, broad, 2);
    assert_true(isinf(e.value) && e.note_count == 1 && e.notes[0].side == 1);
    assert_true(e.notes[0].count == 1 && e.notes[0].mass == 0.75);
    e = measure(KL_JEFFREYS, broad, narrow, 2);
    assert_true(isinf(e.value) && e.note_count == 1 && e.notes[0].side == 0);
    assert_true(e.notes[0].count == 1 && e.notes[0].mass == 0.75);
    static const double left[] = {1, 0}, right[] = {0, 7};
    e = measure(KL_BHATTACHARYYA, left, right, 2);
    assert_true(isinf(e.value) && e.note_count == 2);
    for (unsigned side = 0; side < 2; side++)
        assert_true(e.notes[side].side == side && e.notes[side].count == 1 &&
                    e.notes[side].mass == 1.0);
}

static double square(double t, double less_one, void *context) {
    (void)t, (void)context;
    return less_one * less_one;
}

/* Finite, but more than a double holds: 10³¹⁰, and the more for each power; infinite in truth is something else. */
static void test_above_the_doubles(void **state) {
    (void)state;
    static const double p[] = {1, 1e-310}, q[] = {1e-310, 1}, lone[] = {1, 0},
                        faint[] = {1e-310, 1};
    static const kl_measure_id above[] = {KL_CHI_SQUARE, KL_CHI_SQUARE_NEYMAN,
                                          KL_CHI_SQUARE_SYMMETRIC, KL_PERPLEXITY};
    for (size_t i = 0; i < sizeof above / sizeof above[0]; i++) {
        const kl_estimate e = measure(above[i], p, q, 2);
        assert_true(isinf(e.value) && e.flags == KL_FLAG_OVERFLOW && e.note_count == 0);
    }
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = 1e5;
    static const double near[] = {0.2, 0.3, 0.5}, beside[] = {0.3, 0.3, 0.4};
    kl_estimate e;
    assert_int_equal(
        kl_measure_compute(KL_ALPHA, kl_f64(near, 3), kl_f64(beside, 3), &options, &e, NULL),
        KL_OK);
    assert_true(isinf(e.value) && e.flags == KL_FLAG_OVERFLOW);
    e = measure(KL_CHI_SQUARE, faint, lone, 2);
    assert_true(isinf(e.value) && e.flags == KL_FLAG_INFINITE);
    assert_int_equal(measure(KL_DIVERGENCE, p, q, 2).flags, 0);
    const kl_generator own = {.f = square, .at_zero = 1, .slope_at_infinity = INFINITY};
    assert_int_equal(kl_f_divergence(&own, kl_f64(p, 2), kl_f64(q, 2), NULL, &e, NULL), KL_OK);
    assert_true(isinf(e.value) && e.flags == KL_FLAG_OVERFLOW);
    static const double x[] = {0, 0}, y[] = {0, -1e4}, gone[] = {0, -INFINITY};
    assert_int_equal(kl_measure_logits(KL_PERPLEXITY, kl_f64(x, 2), kl_f64(y, 2), NULL, &e, NULL),
                     KL_OK);
    assert_true(isinf(e.value) && e.flags == KL_FLAG_OVERFLOW);
    assert_int_equal(
        kl_measure_logits(KL_PERPLEXITY, kl_f64(x, 2), kl_f64(gone, 2), NULL, &e, NULL), KL_OK);
    assert_true(isinf(e.value) && e.flags == KL_FLAG_INFINITE);
}

static void test_one_distribution(void **state) {
    (void)state;
    static const double die[] = {2, 2, 2, 2, 2, 2}, sure[] = {0, 5, 0};
    kl_estimate e;
    kl_array none = {NULL, 0, 1, KL_F64};
    assert_int_equal(kl_measure_compute(KL_PERPLEXITY, kl_f64(die, 6), none, NULL, &e, NULL),
                     KL_OK);
    /* (16 H + 4)·2⁻⁵³ of 6 */
    assert_true(fabs(e.value - 6.0) <= 6.0 * (16 * 1.8 + 4) * 0x1p-53);
    assert_int_equal(kl_measure_compute(KL_ENTROPY, kl_f64(sure, 3), none, NULL, &e, NULL), KL_OK);
    assert_true(e.value == 0.0 && e.unit == KL_UNIT_NATS && e.method == KL_METHOD_EXACT);
    assert_int_equal(kl_measure_compute(KL_DIVERGENCE, kl_f64(sure, 3), none, NULL, &e, NULL),
                     KL_ERROR_MISMATCH);
}

static void test_terms(void **state) {
    (void)state;
    static const double p[] = {1, 2, 3, 0, 0}, q[] = {3, 2, 1, 6, 0};
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        double terms[5], sum = 0.0;
        kl_error error = KL_ERROR_INIT;
        kl_status status = kl_measure_terms(id, kl_f64(p, 5), kl_f64(q, 5), NULL, terms, &error);
        if (id == KL_PERPLEXITY || id == KL_BHATTACHARYYA || id == KL_RENYI) {
            assert_int_equal(status, KL_ERROR_ARGUMENT);
            continue;
        }
        assert_int_equal(status, KL_OK);
        for (int i = 0; i < 5; i++)
            sum += terms[i];
        double value = measure(id, p, q, 5).value;
        if (id == KL_HELLINGER || id == KL_JENSEN_SHANNON_DISTANCE)
            value *= value;
        assert_true(terms[4] == 0.0);
        /* Five terms of at most 16 roundings, some of them negative. */
        assert_true(sum == value || fabs(sum - value) <= 64 * 0x1p-53 * (1.0 + value));
    }
    double terms[5];
    assert_int_equal(kl_measure_terms(KL_DIVERGENCE, kl_f64(p, 5), kl_f64(q, 5), NULL, terms, NULL),
                     KL_OK);
    assert_true(terms[0] < 0.0); /* a symbol that q likes better */
}

static void refused(kl_status expected, int64_t index, kl_array p, kl_array q, int normalised,
                    const char *part) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.normalised = normalised;
    kl_estimate e;
    double terms[8];
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_measure_compute(KL_DIVERGENCE, p, q, &options, &e, &error), expected);
    assert_int_equal(error.index, index);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, part);
    assert_int_equal(kl_measure_terms(KL_DIVERGENCE, p, q, &options, terms, NULL), expected);
}

static void test_refusals(void **state) {
    (void)state;
    static const double good[] = {0.5, 0.25, 0.25}, zero[] = {0, 0, 0};
    static const double negative[] = {0.5, -0.25, 0.75}, nan_value[] = {0.5, 0.5, NAN};
    static const double infinite[] = {INFINITY, 0.5, 0.5}, minus_zero[] = {0.5, -0.0, 0.5};
    kl_array ok = kl_f64(good, 3);
    for (int normalised = 0; normalised < 2; normalised++) {
        refused(KL_ERROR_VALUE, 1, kl_f64(negative, 3), ok, normalised, "p[1] is -0.25");
        refused(KL_ERROR_VALUE, 2, ok, kl_f64(nan_value, 3), normalised, "q[2] is nan");
        refused(KL_ERROR_VALUE, 0, ok, kl_f64(infinite, 3), normalised, "q[0] is inf");
        refused(KL_ERROR_VALUE, 1, kl_f64(negative, 3), kl_f64(negative, 3), normalised, "p[1]");
        refused(KL_ERROR_VALUE, -1, kl_f64(good, 0), kl_f64(good, 0), normalised, "p is empty");
        refused(KL_ERROR_MISMATCH, -1, ok, kl_f64(good, 2), normalised, "p has 3 symbols, q has 2");
    }
    refused(KL_ERROR_VALUE, -1, ok, kl_f64(zero, 3), 0, "q: all 3 weights are zero");
    refused(KL_ERROR_ARGUMENT, -1, (kl_array){NULL, 3, 1, KL_F64}, ok, 0, "NULL");
    kl_estimate e;
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = 1.0;
    assert_int_equal(kl_measure_compute(KL_JENSEN_SHANNON, ok, ok, &options, &e, NULL),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_measure_compute(KL_MEASURE_COUNT, ok, ok, NULL, &e, NULL),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_measure_compute(KL_ENTROPY, ok, ok, NULL, NULL, NULL), KL_ERROR_ARGUMENT);
    /* −0 is zero, not negative. */
    assert_true(isinf(measure(KL_DIVERGENCE, good, minus_zero, 3).value));
    assert_true(isfinite(measure(KL_DIVERGENCE, minus_zero, good, 3).value));
}

/* What options of an older header do not have is as by default. */
static void test_shorter_options(void **state) {
    (void)state;
    static const double p[] = {1, 2, 3}, q[] = {3, 2, 1};
    kl_estimate e, by_default;
    kl_measure_options whole;
    kl_measure_options_init(&whole);
    whole.parameter = 0.25;
    whole.normalised = 1; /* which would be wrong */
    for (size_t cut = 0; cut < 2; cut++) {
        kl_measure_options expected;
        kl_measure_options_init(&expected);
        expected.parameter = cut == 0 ? 0.25 : 0.5;
        kl_measure_options *options =
            older(&whole, cut == 0 ? offsetof(kl_measure_options, normalised)
                                   : offsetof(kl_measure_options, parameter));
        kl_array a = kl_f64(p, 3), b = kl_f64(q, 3);
        assert_int_equal(kl_measure_compute(KL_JENSEN_SHANNON, a, b, options, &e, NULL), KL_OK);
        assert_int_equal(kl_measure_compute(KL_JENSEN_SHANNON, a, b, &expected, &by_default, NULL),
                         KL_OK);
        assert_true(e.value == by_default.value);
        free(options);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scipy),
        cmocka_unit_test(test_infinities),
        cmocka_unit_test(test_above_the_doubles),
        cmocka_unit_test(test_one_distribution),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_shorter_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
