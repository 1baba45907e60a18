/* SPDX-License-Identifier: Apache-2.0 */
/* Logarithms of ratios of pairs against MPFR. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../all_cases.h"

#include <kullback/base.h>
#include <math.h>
#include <mpfr.h>

#include "kernels/pair_log.h"

enum { BITS = 400, DRAWS = 20000 };

static kl_random source;

static double uniform(double low, double high) {
    return low + (high - low) * kl_random_uniform(&source);
}

/* Any pair with hi near 2^exponent. */
static kl_pair drawn(double exponent) {
    const double hi = exp2(exponent);
    return kl_pair_add(kl_pair_of(hi), kl_pair_of(hi * uniform(-0x1p-53, 0x1p-53)));
}

/* x (1 + t). */
static kl_pair beside(kl_pair x, double t) {
    return kl_pair_add(x, kl_pair_times(x, kl_pair_of(t)));
}

static void set(mpfr_t out, kl_pair a) {
    mpfr_set_d(out, a.hi, MPFR_RNDN);
    mpfr_add_d(out, out, a.lo, MPFR_RNDN);
}

/* How far `found` is from what is expected, over `scale`. */
static double error_of(kl_pair found, const mpfr_t expected, const mpfr_t scale) {
    mpfr_t error;
    mpfr_init2(error, BITS);
    set(error, found);
    mpfr_sub(error, error, expected, MPFR_RNDN);
    mpfr_div(error, error, scale, MPFR_RNDN);
    const double out = fabs(mpfr_get_d(error, MPFR_RNDN));
    mpfr_clear(error);
    return out;
}

static void compare(kl_pair y, kl_pair x) {
    mpfr_t a, b, log, deviance;
    mpfr_inits2(BITS, a, b, log, deviance, (mpfr_ptr)NULL);
    set(a, y);
    set(b, x);
    mpfr_div(log, a, b, MPFR_RNDN);
    mpfr_log(log, log, MPFR_RNDN);
    mpfr_mul(deviance, log, a, MPFR_RNDN);
    mpfr_sub(a, a, b, MPFR_RNDN);
    mpfr_sub(deviance, deviance, a, MPFR_RNDN);
    const double apart = fabs(mpfr_get_d(a, MPFR_RNDN)) / x.hi;
    /* What the sum and the difference of two pairs lose, next to what is left. */
    const double lost = apart > 0 ? 0x1p-100 / fmin(apart, 1) : 0;
    if (apart > 0) {
        const double of_log = error_of(kl_pair_log_ratio(y, x), log, log);
        const double of_deviance = error_of(kl_pair_deviance(y, x), deviance, deviance);
        if (!(of_log <= 0x1p-68 + lost) || !(of_deviance <= 0x1p-64 + 2 * lost))
            fail_msg("%a + %a over %a + %a: errors %g and %g", y.hi, y.lo, x.hi, x.lo, of_log,
                     of_deviance);
        assert_true(kl_pair_deviance(y, x).hi > 0);
    }
    mpfr_clears(a, b, log, deviance, (mpfr_ptr)NULL);
}

static void far_apart(void **state) {
    (void)state;
    const size_t draws = cases_of(DRAWS);
    for (size_t i = 0; i < draws; i++)
        compare(drawn(uniform(-400, 400)), drawn(uniform(-400, 400)));
}

static void of_one_size(void **state) {
    (void)state;
    const size_t draws = cases_of(DRAWS);
    for (size_t i = 0; i < draws; i++) {
        const kl_pair x = drawn(uniform(-2, 2));
        compare(beside(x, uniform(-0.9, 3)), x);
    }
}

static void close_to_each_other(void **state) {
    (void)state;
    const size_t draws = cases_of(DRAWS);
    for (size_t i = 0; i < draws; i++) {
        const kl_pair x = drawn(uniform(-2, 2));
        const double t = exp2(-uniform(1, 80));
        compare(beside(x, i % 2 ? t : -t), x);
    }
}

static void where_the_formula_changes(void **state) {
    (void)state;
    static const double ratio[] = {M_SQRT2, M_SQRT1_2, 11.0 / 9, 9.0 / 11, 2, 0.5, 1};
    for (size_t i = 0; i < sizeof ratio / sizeof *ratio; i++)
        for (int k = -3; k <= 3; k++)
            compare(kl_pair_of(ratio[i] * (1 + k * 0x1p-52)), kl_pair_of(1));
    const kl_pair same = kl_pair_log_ratio(kl_pair_of(3), kl_pair_of(3));
    assert_true(same.hi == 0 && same.lo == 0);
}

int main(void) {
    kl_random_init(&source, 1951, 0);
    const struct CMUnitTest tests[] = {cmocka_unit_test(far_apart), cmocka_unit_test(of_one_size),
                                       cmocka_unit_test(close_to_each_other),
                                       cmocka_unit_test(where_the_formula_changes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
