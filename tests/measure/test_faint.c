/* SPDX-License-Identifier: Apache-2.0 */
/* Shares so faint that 1 less them is 1. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/measure.h>

static kl_measure_options with(double parameter) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = parameter;
    return options;
}

static void assert_near(double value, double expected) {
    assert_true(fabs(value - expected) <= 0x1p-48 * fabs(expected));
}

/* −ln of a share, of 1e-20 beside 1 as of 1e-10, whose exact value is 10 ln 10 + ln(1 + 1e-10). */
static void order_0(void **state) {
    (void)state;
    const struct {
        double rest, expected;
    } rows[] = {{1e-10, 23.025850930040456840}, {1e-20, 46.051701859880913680}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double p[] = {0, 1}, q[] = {1, rows[i].rest};
        const kl_measure_options options = with(0);
        kl_estimate value;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(
            kl_measure_compute(KL_RENYI, kl_f64(p, 2), kl_f64(q, 2), &options, &value, &error),
            KL_OK);
        assert_near(value.value, rows[i].expected);
        assert_int_equal(value.flags & KL_FLAG_INFINITE, 0);
    }
}

/* Of next to order 1 the sum is multiplied by next to 0, and divided by it again. Of 700 digits, rounded. */
static void next_to_order_1(void **state) {
    (void)state;
    const struct {
        double order, faint, expected;
    } rows[] = {{1.000000000001, 1e-300, 9.0138771133249396984e-301},
                {0.999999999, 1e-300, 9.0138771072841597815e-301},
                {0.5, 1e-308, 5.3589838486224536435e-309}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const double p[] = {1, rows[i].faint}, q[] = {1, 3 * rows[i].faint};
        const kl_measure_options options = with(rows[i].order);
        kl_estimate value;
        assert_int_equal(
            kl_measure_compute(KL_RENYI, kl_f64(p, 2), kl_f64(q, 2), &options, &value, NULL),
            KL_OK);
        assert_near(value.value, rows[i].expected);
    }
}

/* By logits the slope of the first of two symbols is q(1 − q)(g(p/q) − g(p'/q')): reverse KL's g is −ln t, Jeffreys' is
 * −ln t − t up to a constant. Of 40 digits, rounded. */
static void slopes(void **state) {
    (void)state;
    const struct {
        kl_measure_id id;
        double weight, rest, expected;
    } rows[] = {
        {KL_DIVERGENCE_REVERSE, NAN, 1e-10, -5.7564627324851142100},
        {KL_DIVERGENCE_REVERSE, NAN, 1e-20, -11.512925464970228420},
        {KL_JEFFREYS, NAN, 1e-20, -12.012925464970228420},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double p[] = {1, rows[i].rest}, q[] = {0.5, 0.5}, slope[2];
        const kl_measure_options options = with(rows[i].weight);
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_measure_gradient(rows[i].id, kl_f64(p, 2), kl_f64(q, 2),
                                             KL_GRADIENT_LOGITS, &options, slope, &error),
                         KL_OK);
        assert_near(slope[0], rows[i].expected);
        assert_near(slope[1], -rows[i].expected);
    }
}

/* The square of the weight of a mixture is no double. Of 1500 digits, rounded. */
static void slopes_of_faint_weights(void **state) {
    (void)state;
    const double p[] = {1e-160, 4}, q[] = {1, 2};
    const kl_measure_options options = with(1e-160);
    double slope[2];
    assert_int_equal(kl_measure_gradient(KL_SKEW, kl_f64(p, 2), kl_f64(q, 2), KL_GRADIENT_WEIGHTS,
                                         &options, slope, NULL),
                     KL_OK);
    assert_near(slope[0], 1.2698412698412698268e-161);
    assert_near(slope[1], -6.3492063492063491342e-162);
}

static double of_logits(kl_measure_id id, const double *x, const double *y, size_t n) {
    kl_estimate value;
    assert_int_equal(kl_measure_logits(id, kl_f64(x, n), kl_f64(y, y ? n : 0), NULL, &value, NULL),
                     KL_OK);
    return value.value;
}

/* All that there is to be told is as faint as that. Of 1500 digits, rounded. */
static void faint_logits(void **state) {
    (void)state;
    const double x[] = {0, -700}, far[] = {0, -707, -707.5};
    assert_near(of_logits(KL_ENTROPY, x, NULL, 2), 6.9116332571755993706e-302);
    assert_near(of_logits(KL_ENTROPY, far, NULL, 3), 1.0229145322501222929e-304);
    const double p[] = {0, -705}, q[] = {0, -704}, p_mid[] = {0, -50, -705},
                 q_mid[] = {0, -50, -704};
    assert_near(of_logits(KL_DIVERGENCE, p, q, 2), 4.7718319175267636756e-307);
    assert_near(of_logits(KL_DIVERGENCE_REVERSE, q, p, 2), 4.7718319175267636756e-307);
    assert_near(of_logits(KL_DIVERGENCE, p_mid, q_mid, 3), 4.7718319175267636756e-307);
    const double here[] = {0, -699}, there[] = {0, -701};
    assert_near(of_logits(KL_DIVERGENCE, here, there, 2), 3.0428551880435591835e-304);
    assert_near(of_logits(KL_DIVERGENCE, there, here, 2), 1.5919862692237502323e-304);
}

/* A token that is impossible for one row and nearly so for the other. */
static void logits(void **state) {
    (void)state;
    for (double faint = -800; faint < -20; faint += 0.7) {
        double x[] = {0, 1, -INFINITY}, y[] = {0, 1, faint};
        kl_estimate apart, distance;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(
            kl_measure_logits(KL_JENSEN_SHANNON, kl_f64(x, 3), kl_f64(y, 3), NULL, &apart, &error),
            KL_OK);
        assert_int_equal(kl_measure_logits(KL_JENSEN_SHANNON_DISTANCE, kl_f64(x, 3), kl_f64(y, 3),
                                           NULL, &distance, &error),
                         KL_OK);
        assert_true(apart.value >= 0 && apart.value < 1e-9);
        assert_true(distance.value >= 0 && distance.value < 1e-4);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_0),      cmocka_unit_test(next_to_order_1),
        cmocka_unit_test(slopes),       cmocka_unit_test(slopes_of_faint_weights),
        cmocka_unit_test(faint_logits), cmocka_unit_test(logits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
