/* SPDX-License-Identifier: Apache-2.0 */
/* Distributions given by logits, beside MPFR's softmax. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <mpfr.h>

#include <kullback/measure.h>

#include "../all_cases.h"

enum { BITS = 320, LARGEST_N = 5000 };

static const kl_measure_id ids[] = {
    KL_ENTROPY,        KL_CROSS_ENTROPY,           KL_PERPLEXITY,
    KL_DIVERGENCE,     KL_DIVERGENCE_REVERSE,      KL_JEFFREYS,
    KL_JENSEN_SHANNON, KL_JENSEN_SHANNON_DISTANCE, KL_TOTAL_VARIATION};
enum { IDS = sizeof ids / sizeof *ids };

static kl_estimate measure(kl_measure_id id, kl_array x, kl_array y) {
    kl_estimate estimate;
    kl_error error = KL_ERROR_INIT;
    if (kl_measure_logits(id, x, y, NULL, &estimate, &error) != KL_OK)
        fail_msg("%s", error.message);
    return estimate;
}

/* ln of the sum of exponentials. */
static void log_sum(mpfr_t out, const double *x, size_t n) {
    mpfr_t e;
    mpfr_init2(e, BITS);
    mpfr_set_zero(out, 1);
    for (size_t i = 0; i < n; i++) {
        mpfr_set_d(e, x[i], MPFR_RNDN);
        mpfr_exp(e, e, MPFR_RNDN);
        mpfr_add(out, out, e, MPFR_RNDN);
    }
    mpfr_log(out, out, MPFR_RNDN);
    mpfr_clear(e);
}

/* In the order of `ids`, all numbers finite. */
static void truth_of(const double *x, const double *y, size_t n, double truth[IDS]) {
    mpfr_t a, b, p, q, m, t, zx, zy, entropy, forward, reverse, middle, apart;
    mpfr_inits2(BITS, a, b, p, q, m, t, zx, zy, entropy, forward, reverse, middle, apart,
                (mpfr_ptr)0);
    log_sum(zx, x, n);
    log_sum(zy, y, n);
    mpfr_ptr sums[5] = {entropy, forward, reverse, middle, apart};
    for (int k = 0; k < 5; k++)
        mpfr_set_zero(sums[k], 1);
    for (size_t i = 0; i < n; i++) {
        mpfr_d_sub(a, x[i], zx, MPFR_RNDN);
        mpfr_d_sub(b, y[i], zy, MPFR_RNDN);
        mpfr_exp(p, a, MPFR_RNDN);
        mpfr_exp(q, b, MPFR_RNDN);
        mpfr_mul(t, p, a, MPFR_RNDN);
        mpfr_sub(entropy, entropy, t, MPFR_RNDN);
        mpfr_sub(m, a, b, MPFR_RNDN);
        mpfr_mul(t, p, m, MPFR_RNDN);
        mpfr_add(forward, forward, t, MPFR_RNDN);
        mpfr_mul(t, q, m, MPFR_RNDN);
        mpfr_sub(reverse, reverse, t, MPFR_RNDN);
        mpfr_sub(t, p, q, MPFR_RNDN);
        mpfr_abs(t, t, MPFR_RNDN);
        mpfr_add(apart, apart, t, MPFR_RNDN);
        mpfr_add(m, p, q, MPFR_RNDN);
        mpfr_div_2ui(m, m, 1, MPFR_RNDN);
        mpfr_log(m, m, MPFR_RNDN);
        mpfr_sub(a, a, m, MPFR_RNDN);
        mpfr_sub(b, b, m, MPFR_RNDN);
        mpfr_mul(a, a, p, MPFR_RNDN);
        mpfr_mul(b, b, q, MPFR_RNDN);
        mpfr_add(middle, middle, a, MPFR_RNDN);
        mpfr_add(middle, middle, b, MPFR_RNDN);
    }
    double h = mpfr_get_d(entropy, MPFR_RNDN), f = mpfr_get_d(forward, MPFR_RNDN);
    double r = mpfr_get_d(reverse, MPFR_RNDN), js = mpfr_get_d(middle, MPFR_RNDN) / 2;
    const double values[IDS] = {
        h, h + f, exp(h + f), f, r, f + r, js, sqrt(js), mpfr_get_d(apart, MPFR_RNDN) / 2};
    for (int k = 0; k < IDS; k++)
        truth[k] = values[k];
    mpfr_clears(a, b, p, q, m, t, zx, zy, entropy, forward, reverse, middle, apart, (mpfr_ptr)0);
}

/* What measure.h promises; a sum or a root of such numbers is a little worse. */
static double bound_of(int k, const double truth[IDS]) {
    int is_close = truth[3] < 0x1p-20 && truth[4] < 0x1p-20;
    double absolute = is_close ? 0 : 0x1p-47;
    switch (ids[k]) {
    case KL_ENTROPY:
        return 0x1p-48 * truth[k];
    case KL_PERPLEXITY:
        return truth[k] * (0x1p-48 * (1 + truth[1]) + absolute);
    case KL_JENSEN_SHANNON_DISTANCE:
        return 0x1p-48 * truth[k] + absolute / truth[k];
    default:
        return 0x1p-48 * truth[k] + absolute;
    }
}

/* From the `first` of `ids` on. */
static void check(const double *x, const double *y, size_t n, int first) {
    double truth[IDS];
    truth_of(x, y, n, truth);
    for (int k = first; k < IDS; k++) {
        double value = measure(ids[k], kl_f64(x, n), kl_f64(y, n)).value;
        if (!(fabs(value - truth[k]) <= bound_of(k, truth)))
            fail_msg("%s of %zu logits: %.17g, not %.17g", kl_measure_get(ids[k])->name, n, value,
                     truth[k]);
    }
}

static void test_truth(void **state) {
    (void)state;
    static const size_t sizes[] = {2, 7, 8, 9, 63, 64, 65, 1023, 1024, 1025, LARGEST_N};
    static const double spreads[] = {0.1, 3, 20}, steps[] = {1e-9, 1e-3, 1, 10};
    static double x[LARGEST_N], y[LARGEST_N];
    kl_random random;
    kl_random_init(&random, 1951, 0);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s += all_cases() ? 1 : 3)
        for (size_t k = 0; k < 12; k += all_cases() ? 1 : 5) {
            for (size_t i = 0; i < sizes[s]; i++) {
                x[i] = spreads[k % 3] * (2 * kl_random_uniform(&random) - 1);
                y[i] = 7 + x[i] + steps[k / 3] * (2 * kl_random_uniform(&random) - 1);
            }
            check(x, y, sizes[s], 0);
        }
}

/* All but one token is faint, and far fainter on one side: by the far smaller of two probabilities nothing can be
 * told, and e to the difference of their logarithms may have no end. */
static void test_faint(void **state) {
    (void)state;
    static const double faint[] = {20, 30, 40}, fainter[] = {60, 300, 700, 740, 1e4};
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < 5; b++) {
            const double x[] = {0, -faint[a]}, y[] = {0, -fainter[b]};
            check(x, y, 2, 3); /* an entropy of e^−300 would need more than BITS */
            check(y, x, 2, 3);
        }
}

/* f32 as it lies and every second f64 are the same numbers as f64. */
static void test_types(void **state) {
    (void)state;
    static float narrow[2][1500];
    static double wide[2][1500], apart[2][3000];
    kl_random random;
    kl_random_init(&random, 1951, 1);
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < 1500; i++) {
            narrow[side][i] = (float)(8 * kl_random_uniform(&random));
            wide[side][i] = apart[side][2 * i] = (double)narrow[side][i];
        }
    for (int k = 0; k < IDS; k++) {
        kl_array f32[2], strided[2];
        for (int side = 0; side < 2; side++) {
            f32[side] = (kl_array){narrow[side], 1500, 1, KL_F32};
            strided[side] = (kl_array){apart[side], 1500, 2, KL_F64};
        }
        double value = measure(ids[k], kl_f64(wide[0], 1500), kl_f64(wide[1], 1500)).value;
        assert_true(measure(ids[k], f32[0], f32[1]).value == value);
        assert_true(measure(ids[k], strided[0], strided[1]).value == value);
    }
}

/* A shift of all logits changes nothing but their rounding; the same logits are exactly 0 apart. */
static void test_itself(void **state) {
    (void)state;
    const double x[] = {1, -2, 700, 3, -INFINITY}, y[] = {3, 0, 702, 5, -INFINITY};
    for (int k = 3; k < IDS; k++) {
        assert_true(measure(ids[k], kl_f64(x, 5), kl_f64(x, 5)).value == 0);
        assert_true(measure(ids[k], kl_f64(x, 5), kl_f64(y, 5)).value == 0);
    }
    for (int k = 0; k < IDS; k++) /* one token is certain */
        assert_true(measure(ids[k], kl_f64(x, 1), kl_f64(y, 1)).value == (k == 2));
    assert_true(measure(KL_PERPLEXITY, kl_f64(x, 5), kl_f64(NULL, 0)).value ==
                exp(measure(KL_ENTROPY, kl_f64(x, 5), kl_f64(NULL, 0)).value));
}

/* −∞ is a weight of zero, with the mass that stands there; what is only faint is none. */
static void test_infinities(void **state) {
    (void)state;
    const double p[] = {0, 0, 0, -INFINITY}, q[] = {-INFINITY, 5, 5, 5}, faint[] = {-900, 5, 5, 5};
    kl_estimate e = measure(KL_DIVERGENCE, kl_f64(p, 4), kl_f64(q, 4));
    assert_true(isinf(e.value) && e.flags == KL_FLAG_INFINITE);
    assert_true(e.notes[0].side == 0 && e.notes[0].count == 1 && e.notes[0].mass == 1.0 / 3);
    e = measure(KL_DIVERGENCE_REVERSE, kl_f64(p, 4), kl_f64(q, 4));
    assert_true(isinf(e.value) && e.notes[0].side == 1 && e.notes[0].count == 1);
    e = measure(KL_JEFFREYS, kl_f64(p, 4), kl_f64(q, 4));
    assert_true(isinf(e.value) && e.notes[0].side == 0 && e.notes[1].side == 1);
    e = measure(KL_TOTAL_VARIATION, kl_f64(p, 4), kl_f64(q, 4));
    assert_true(fabs(e.value - 1.0 / 3) < 1e-15 && e.flags == 0);
    e = measure(KL_DIVERGENCE, kl_f64(p, 4), kl_f64(faint, 4));
    assert_true(fabs(e.value - 905.0 / 3) < 1e-10 && e.flags == 0);
}

static void refuse(kl_measure_id id, kl_array x, kl_array y, const kl_measure_options *options,
                   kl_status expected, const char *message) {
    kl_estimate estimate;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_measure_logits(id, x, y, options, &estimate, &error), expected);
    assert_string_equal(error.message, message);
}

static void test_refusals(void **state) {
    (void)state;
    const double x[] = {1, 2, 3}, nan[] = {1, NAN, 3}, high[] = {1, 2, INFINITY};
    const double none[] = {-INFINITY, -INFINITY, -INFINITY};
    kl_array fine = kl_f64(x, 3);
    refuse(KL_DIVERGENCE, fine, kl_f64(nan, 3), NULL, KL_ERROR_VALUE,
           "y: logit 1 is nan: a logit is at most 1e300, or -inf for an impossible token");
    refuse(KL_DIVERGENCE, kl_f64(high, 3), fine, NULL, KL_ERROR_VALUE,
           "x: logit 2 is inf: a logit is at most 1e300, or -inf for an impossible token");
    refuse(KL_DIVERGENCE, fine, kl_f64(none, 3), NULL, KL_ERROR_VALUE,
           "y: all logits are -inf: no token is possible");
    refuse(KL_DIVERGENCE, fine, kl_f64(x, 2), NULL, KL_ERROR_MISMATCH, "x has 3 logits, y has 2");
    refuse(KL_ENTROPY, kl_f64(x, 0), fine, NULL, KL_ERROR_VALUE,
           "x is empty: a distribution needs a symbol");
    refuse(KL_HELLINGER, fine, fine, NULL, KL_ERROR_UNSUPPORTED,
           "hellinger is not computed from logits: give it weights");
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = 0.25;
    refuse(KL_JENSEN_SHANNON, fine, fine, &options, KL_ERROR_UNSUPPORTED,
           "weight is 0.25: from logits it is 0.5");
    kl_measure_options_init(&options);
    options.zeros = KL_ZEROS_KT;
    refuse(KL_DIVERGENCE, fine, fine, &options, KL_ERROR_UNSUPPORTED,
           "a logit of -inf is a weight of zero: zeros must be exact");
    assert_int_equal(kl_measure_logits(KL_ENTROPY, fine, fine, NULL, NULL, NULL),
                     KL_ERROR_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truth),      cmocka_unit_test(test_faint),
        cmocka_unit_test(test_types),      cmocka_unit_test(test_itself),
        cmocka_unit_test(test_infinities), cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
