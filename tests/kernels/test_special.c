/* SPDX-License-Identifier: Apache-2.0 */
/* Special functions against MPFR, over wide and adversarial arguments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernels/special.h"

#include "../all_cases.h"
#include <kullback/base.h>
#include <math.h>
#include <mpfr.h>

enum { BITS = 450, WIDE = 2000 };

static kl_random source;

static double uniform(double low, double high) {
    return low + (high - low) * kl_random_uniform(&source);
}

/* 2^low … 2^high, every exponent as likely. */
static double wide(double low, double high) {
    return exp2(uniform(low, high));
}

/* Next to another number: from one place after the binary point to the last one. */
static double beside(double x) {
    double y = x * (1 + uniform(-1, 1) * exp2(-uniform(0, 53)));
    return y > 0 && y < INFINITY ? y : x;
}

/* |value − truth| in units of 2⁻⁵³ of the truth or of `floor`, if that is more. */
static double error_of(double value, mpfr_t truth, double floor) {
    double rounded = mpfr_get_d(truth, MPFR_RNDN);
    if (value == rounded)
        return 0;
    if (!isfinite(value) || fabs(rounded) < 0x1p-1022)
        return fabs(value - rounded) < 0x1p-1060 ? 0 : INFINITY;
    mpfr_sub_d(truth, truth, value, MPFR_RNDN);
    return fabs(mpfr_get_d(truth, MPFR_RNDN)) * 0x1p53 / fmax(fabs(rounded), floor);
}

/* ── One argument ── */

typedef void reference(mpfr_t, double);

static void compare(const char *name, double (*function)(double), reference *truth, double floor,
                    double bound, double (*argument)(unsigned)) {
    mpfr_t t;
    mpfr_init2(t, BITS);
    double worst = 0;
    for (unsigned i = 0; i < cases_of(WIDE); i++) {
        double x = argument(i);
        truth(t, x);
        double error = error_of(function(x), t, floor);
        if (!(error <= bound))
            fail_msg("%s(%.17g) = %.17g is off by %.3g", name, x, function(x), error);
        worst = fmax(worst, error);
    }
    print_message("%s: worst %.1f\n", name, worst);
    mpfr_clear(t);
}

static void true_log1p_rest(mpfr_t t, double x) {
    mpfr_set_d(t, x, MPFR_RNDN);
    mpfr_log1p(t, t, MPFR_RNDN);
    mpfr_d_sub(t, x, t, MPFR_RNDN);
}

static void true_expm1_rest(mpfr_t t, double x) {
    mpfr_set_d(t, x, MPFR_RNDN);
    mpfr_expm1(t, t, MPFR_RNDN);
    mpfr_sub_d(t, t, x, MPFR_RNDN);
}

#define TRUE_BY_MPFR(function)                                                                     \
    static void true_##function(mpfr_t t, double x) {                                              \
        mpfr_set_d(t, x, MPFR_RNDN);                                                               \
        mpfr_##function(t, t, MPFR_RNDN);                                                          \
    }
TRUE_BY_MPFR(atan)
TRUE_BY_MPFR(erf)
TRUE_BY_MPFR(erfc)
TRUE_BY_MPFR(lngamma)
TRUE_BY_MPFR(digamma)

static void true_log_gamma_from_two(mpfr_t t, double u) {
    mpfr_set_d(t, u, MPFR_RNDN);
    mpfr_add_ui(t, t, 2, MPFR_RNDN);
    mpfr_lngamma(t, t, MPFR_RNDN);
}

static void true_log_erfcx(mpfr_t t, double x) {
    true_erfc(t, x);
    mpfr_log(t, t, MPFR_RNDN);
    mpfr_t square;
    mpfr_init2(square, BITS);
    mpfr_set_d(square, x, MPFR_RNDN);
    mpfr_sqr(square, square, MPFR_RNDN);
    mpfr_add(t, t, square, MPFR_RNDN);
    mpfr_clear(square);
}

/* ln Γ − (x − ½) ln x + x − ½ ln 2π. */
static void true_stirling_rest(mpfr_t t, double x) {
    mpfr_t part;
    mpfr_init2(part, BITS);
    true_lngamma(t, x);
    mpfr_set_d(part, x, MPFR_RNDN);
    mpfr_log(part, part, MPFR_RNDN);
    mpfr_mul_d(part, part, x - 0.5, MPFR_RNDN);
    mpfr_sub(t, t, part, MPFR_RNDN);
    mpfr_add_d(t, t, x, MPFR_RNDN);
    mpfr_const_pi(part, MPFR_RNDN);
    mpfr_mul_ui(part, part, 2, MPFR_RNDN);
    mpfr_log(part, part, MPFR_RNDN);
    mpfr_div_ui(part, part, 2, MPFR_RNDN);
    mpfr_sub(t, t, part, MPFR_RNDN);
    mpfr_clear(part);
}

/* The middle of [ψ(x + h) − ψ(x − h)]/2h is off by h²ψ‴/6, and that by less than h²/x² of it. */
static void true_trigamma(mpfr_t t, double x) {
    mpfr_t h, low;
    mpfr_init2(h, BITS);
    mpfr_init2(low, BITS);
    mpfr_set_d(h, x, MPFR_RNDN);
    mpfr_div_2ui(h, h, 150, MPFR_RNDN);
    mpfr_d_sub(low, x, h, MPFR_RNDN);
    mpfr_digamma(low, low, MPFR_RNDN);
    mpfr_add_d(t, h, x, MPFR_RNDN);
    mpfr_digamma(t, t, MPFR_RNDN);
    mpfr_sub(t, t, low, MPFR_RNDN);
    mpfr_div(t, t, h, MPFR_RNDN);
    mpfr_div_ui(t, t, 2, MPFR_RNDN);
    mpfr_clear(h);
    mpfr_clear(low);
}

static double of_rest(unsigned i) {
    return i % 2 ? wide(-80, 300) : -wide(-80, 0);
}

static double of_exponential(unsigned i) {
    return i % 2 ? wide(-80, 9.4) : -wide(-80, 60);
}

static double of_erf(unsigned i) {
    return (i % 2 ? 1 : -1) * wide(-40, 5);
}

static double of_erfc(unsigned i) {
    return i % 3 ? uniform(-3, 26.5) : -wide(-40, 5);
}

static double of_erfcx(unsigned i) {
    return i % 2 ? uniform(-1, 1) : wide(0, 11);
}

/* Tiny, huge, next to 1 and 2, where ln Γ is zero, and to 10, where the way changes. */
static double of_gamma(unsigned i) {
    static const double places[] = {1, 2, 0.5, 1.5, 2.5, 10};
    if (i % 4 == 0)
        return beside(places[i / 4 % 6]);
    return i % 4 == 1 ? uniform(0, 20) : i % 4 == 2 ? wide(-1000, 3) : wide(0, 900);
}

static double of_derivatives(unsigned i) {
    return i % 3 == 0 ? uniform(0, 20) : i % 3 == 1 ? wide(-500, 4) : wide(0, 60);
}

static double from_two(unsigned i) {
    return (i % 2 ? 1 : -1) * wide(-300, -1);
}

static double large(unsigned i) {
    return i % 2 ? uniform(10, 30) : wide(4, 50);
}

static void true_log_gamma_rest(mpfr_t t, double x) {
    mpfr_t part;
    mpfr_init2(part, BITS);
    mpfr_set_d(part, x, MPFR_RNDN);
    mpfr_log(t, part, MPFR_RNDN);
    mpfr_sub_ui(t, t, 1, MPFR_RNDN);
    mpfr_mul(t, t, part, MPFR_RNDN);
    true_lngamma(part, x);
    mpfr_sub(t, part, t, MPFR_RNDN);
    mpfr_clear(part);
}

static void true_digamma_rest(mpfr_t t, double x) {
    mpfr_t part;
    mpfr_init2(part, BITS);
    true_digamma(part, x);
    mpfr_set_d(t, x, MPFR_RNDN);
    mpfr_log(t, t, MPFR_RNDN);
    mpfr_sub(t, t, part, MPFR_RNDN);
    mpfr_clear(part);
}

static void true_sinh_rest(mpfr_t t, double x) {
    mpfr_t part;
    mpfr_init2(part, BITS);
    mpfr_set_d(part, x, MPFR_RNDN);
    mpfr_sinh(t, part, MPFR_RNDN);
    mpfr_sub(t, t, part, MPFR_RNDN);
    mpfr_clear(part);
}

static double of_sinh(unsigned i) {
    return i % 2 ? uniform(0, 4) : wide(-100, 9);
}

static void test_one_argument(void **state) {
    (void)state;
    compare("log1p_rest", kl_log1p_rest, true_log1p_rest, 0, 8, of_rest);
    compare("expm1_rest", kl_expm1_rest, true_expm1_rest, 0, 8, of_exponential);
    compare("atan", kl_atan, true_atan, 0, 8, of_rest);
    compare("erf", kl_erf, true_erf, 0, 8, of_erf);
    compare("erfc", kl_erfc, true_erfc, 0, 16, of_erfc);
    compare("log_erfcx", kl_log_erfcx, true_log_erfcx, 1, 32, of_erfcx);
    compare("log_gamma", kl_log_gamma, true_lngamma, 0, 16, of_gamma);
    compare("log_gamma_from_two", kl_log_gamma_from_two, true_log_gamma_from_two, 0, 16, from_two);
    compare("stirling_rest", kl_stirling_rest, true_stirling_rest, 0, 8, large);
    compare("log_gamma_rest", kl_log_gamma_rest, true_log_gamma_rest, 1, 64, of_derivatives);
    compare("digamma_rest", kl_digamma_rest, true_digamma_rest, 0, 16, of_derivatives);
    compare("sinh_rest", kl_sinh_rest, true_sinh_rest, 0, 16, of_sinh);
    compare("digamma", kl_digamma, true_digamma, 2, 8, of_derivatives);
    compare("trigamma", kl_trigamma, true_trigamma, 0, 8, of_derivatives);
}

static void test_edges(void **state) {
    (void)state;
    assert_true(kl_log1p_rest(0) == 0 && kl_log1p_rest(-1) == INFINITY);
    assert_true(kl_log1p_rest(INFINITY) == INFINITY && isnan(kl_log1p_rest(-2)));
    assert_true(kl_expm1_rest(0) == 0 && kl_expm1_rest(INFINITY) == INFINITY);
    assert_true(kl_expm1_rest(-INFINITY) == INFINITY && isnan(kl_expm1_rest(NAN)));
    assert_true(kl_deviance(0, 3, 3) == 3 && kl_deviance(3, 0, 3) == INFINITY);
    assert_true(kl_deviance(0, 0, 0) == 0 && kl_deviance(2, 2, 0) == 0);
    assert_true(kl_atan(0) == 0 && kl_atan(INFINITY) == M_PI_2 && kl_atan(-INFINITY) == -M_PI_2);
    assert_true(kl_erf(0) == 0 && kl_erf(INFINITY) == 1 && kl_erf(-INFINITY) == -1);
    assert_true(kl_erfc(0) == 1 && kl_erfc(INFINITY) == 0 && kl_erfc(-INFINITY) == 2);
    assert_true(kl_log_gamma(1) == 0 && kl_log_gamma(2) == 0 && kl_log_gamma_from_two(0) == 0);
    assert_true(kl_log_gamma(0) == INFINITY && kl_log_gamma(INFINITY) == INFINITY);
    assert_true(kl_digamma(0) == -INFINITY && kl_digamma(INFINITY) == INFINITY);
    assert_true(kl_trigamma(0) == INFINITY && kl_trigamma(INFINITY) == 0);
    assert_true(kl_log_gamma_rest(0) == INFINITY && kl_log_gamma_rest(INFINITY) == -INFINITY);
    assert_true(kl_digamma_rest(0) == INFINITY && kl_digamma_rest(INFINITY) == 0);
    assert_true(isnan(kl_log_gamma_rest(-1)) && isnan(kl_digamma_rest(-1)));
    assert_true(kl_sinh_rest(0) == 0 && kl_sinh_rest(INFINITY) == INFINITY);
    assert_true(isnan(kl_log_gamma(-1)) && isnan(kl_digamma(-1)) && isnan(kl_trigamma(NAN)));
}

/* ── Two arguments: y, x ── */

typedef void reference_of_two(mpfr_t, mpfr_t scratch, double, double);

static void true_ratio_rest(mpfr_t t, mpfr_t part, double y, double x) {
    mpfr_set_d(part, y, MPFR_RNDN);
    mpfr_div_d(part, part, x, MPFR_RNDN);
    mpfr_log(t, part, MPFR_RNDN);
    mpfr_sub(t, part, t, MPFR_RNDN);
    mpfr_sub_ui(t, t, 1, MPFR_RNDN);
}

static void true_deviance(mpfr_t t, mpfr_t part, double y, double x) {
    mpfr_set_d(t, y, MPFR_RNDN);
    mpfr_div_d(t, t, x, MPFR_RNDN);
    mpfr_log(t, t, MPFR_RNDN);
    mpfr_mul_d(t, t, y, MPFR_RNDN);
    mpfr_set_d(part, x, MPFR_RNDN);
    mpfr_sub_d(part, part, y, MPFR_RNDN);
    mpfr_add(t, t, part, MPFR_RNDN);
}

static void true_log_ratio(mpfr_t t, mpfr_t part, double y, double x) {
    (void)part;
    mpfr_set_d(t, y, MPFR_RNDN);
    mpfr_div_d(t, t, x, MPFR_RNDN);
    mpfr_log(t, t, MPFR_RNDN);
}

/* Adds sign·[ln Γ(y) − ln Γ(x) − (y − x) ψ(x)] to t. */
static void add_gap(mpfr_t t, const mpfr_t y, const mpfr_t x, int sign) {
    mpfr_t sum, part;
    mpfr_init2(sum, BITS);
    mpfr_init2(part, BITS);
    mpfr_lngamma(sum, y, MPFR_RNDN);
    mpfr_lngamma(part, x, MPFR_RNDN);
    mpfr_sub(sum, sum, part, MPFR_RNDN);
    mpfr_sub(part, x, y, MPFR_RNDN);
    mpfr_t slope;
    mpfr_init2(slope, BITS);
    mpfr_digamma(slope, x, MPFR_RNDN);
    mpfr_mul(part, part, slope, MPFR_RNDN);
    mpfr_add(sum, sum, part, MPFR_RNDN);
    mpfr_mul_si(sum, sum, sign, MPFR_RNDN);
    mpfr_add(t, t, sum, MPFR_RNDN);
    mpfr_clears(sum, part, slope, NULL);
}

static void add_gap_of_sums(mpfr_t t, const double *y, const double *x, int n, int sign) {
    mpfr_t ys, xs;
    mpfr_init2(ys, BITS);
    mpfr_init2(xs, BITS);
    mpfr_set_d(ys, y[0], MPFR_RNDN);
    mpfr_set_d(xs, x[0], MPFR_RNDN);
    for (int i = 1; i < n; i++) {
        mpfr_add_d(ys, ys, y[i], MPFR_RNDN);
        mpfr_add_d(xs, xs, x[i], MPFR_RNDN);
    }
    add_gap(t, ys, xs, sign);
    mpfr_clears(ys, xs, NULL);
}

static void true_log_gamma_gap(mpfr_t t, mpfr_t part, double y, double x) {
    (void)part;
    mpfr_set_ui(t, 0, MPFR_RNDN);
    add_gap_of_sums(t, &y, &x, 1, 1);
}

static void true_centred_gap(mpfr_t t, mpfr_t part, double y, double x) {
    mpfr_t deviance;
    mpfr_init2(deviance, BITS);
    true_deviance(deviance, part, y, x);
    true_log_gamma_gap(t, part, y, x);
    mpfr_sub(t, t, deviance, MPFR_RNDN);
    mpfr_clear(deviance);
}

static void true_digamma_rise(mpfr_t t, mpfr_t part, double b, double x) {
    true_digamma(part, x);
    mpfr_set_d(t, x, MPFR_RNDN);
    mpfr_add_d(t, t, b, MPFR_RNDN);
    mpfr_digamma(t, t, MPFR_RNDN);
    mpfr_sub(t, t, part, MPFR_RNDN);
}

/* By the middle, as in true_trigamma. */
static void true_trigamma_fall(mpfr_t t, mpfr_t part, double b, double x) {
    mpfr_t h, sum;
    mpfr_inits2(BITS, h, sum, NULL);
    mpfr_set_d(h, fmin(b, x), MPFR_RNDN);
    mpfr_div_2ui(h, h, 150, MPFR_RNDN);
    mpfr_set_ui(sum, 0, MPFR_RNDN);
    for (int i = 0; i < 4; i++) {
        mpfr_set_d(part, x, MPFR_RNDN);
        if (i > 1)
            mpfr_add_d(part, part, b, MPFR_RNDN);
        (i % 2 ? mpfr_add : mpfr_sub)(part, part, h, MPFR_RNDN);
        mpfr_digamma(part, part, MPFR_RNDN);
        (i == 1 || i == 2 ? mpfr_add : mpfr_sub)(sum, sum, part, MPFR_RNDN);
    }
    mpfr_div(t, sum, h, MPFR_RNDN);
    mpfr_div_ui(t, t, 2, MPFR_RNDN);
    mpfr_clears(h, sum, NULL);
}

static void true_log_beta(mpfr_t t, mpfr_t part, double b, double x) {
    mpfr_set_d(t, x, MPFR_RNDN);
    mpfr_add_d(t, t, b, MPFR_RNDN);
    mpfr_lngamma(t, t, MPFR_RNDN);
    true_lngamma(part, x);
    mpfr_sub(t, part, t, MPFR_RNDN);
    true_lngamma(part, b);
    mpfr_add(t, t, part, MPFR_RNDN);
}

static void compare_differences(const char *name, double (*function)(double, double),
                                reference_of_two *truth, double reach, double floor, double bound) {
    mpfr_t t, part;
    mpfr_inits2(BITS, t, part, NULL);
    double worst = 0;
    for (size_t i = 0; i < cases_of(WIDE / 4); i++) {
        double x = wide(-reach, reach), b = wide(-reach, reach);
        truth(t, part, b, x);
        double value = function(x, b), error = error_of(value, t, floor);
        if (!(error <= bound))
            fail_msg("%s(%.17g, %.17g) = %.17g is off by %.3g", name, x, b, value, error);
        worst = fmax(worst, error);
    }
    print_message("%s: worst %.1f\n", name, worst);
    mpfr_clears(t, part, NULL);
}

static void test_differences(void **state) {
    (void)state;
    for (double reach = 5; reach <= 45; reach *= 9) {
        compare_differences("digamma_rise", kl_digamma_rise, true_digamma_rise, reach, 0, 16);
        compare_differences("trigamma_fall", kl_trigamma_fall, true_trigamma_fall, reach, 0, 16);
        compare_differences("log_beta", kl_log_beta, true_log_beta, reach, 1, 64);
    }
}

/* ── The incomplete gamma function ── */

/* Around the mean, where it turns from 1 to 0, and where it is tiny. */
static void test_gamma_upper(void **state) {
    (void)state;
    mpfr_t t, a_exact, x_exact;
    mpfr_inits2(200, t, a_exact, x_exact, NULL);
    double worst = 0;
    for (size_t i = 0; i < cases_of(WIDE / 4); i++) {
        const double a = i % 2 ? wide(-4, 14) : floor(uniform(1, 200)) / 2;
        const double x = fmax(a + uniform(-6, 12) * sqrt(a), wide(-30, 6));
        mpfr_set_d(a_exact, a, MPFR_RNDN);
        mpfr_set_d(x_exact, x, MPFR_RNDN);
        mpfr_gamma_inc(t, a_exact, x_exact, MPFR_RNDN);
        mpfr_gamma(a_exact, a_exact, MPFR_RNDN);
        mpfr_div(t, t, a_exact, MPFR_RNDN);
        const double value = kl_gamma_upper(a, x);
        const double error = error_of(value, t, 0) / fmax(1, -log(value));
        if (!(error <= 64))
            fail_msg("gamma_upper(%.17g, %.17g) = %.17g is off by %.3g", a, x, value, error);
        worst = fmax(worst, error);
    }
    print_message("gamma_upper: worst %.1f\n", worst);
    mpfr_clears(t, a_exact, x_exact, NULL);
    assert_true(kl_gamma_upper(3, 0) == 1 && kl_gamma_upper(3, INFINITY) == 0);
    assert_true(isnan(kl_gamma_upper(0, 1)) && isnan(kl_gamma_upper(1, -1)));
    /* χ² of as many degrees of freedom as a table of a million values each has: a normal, nearly. */
    assert_true(fabs(kl_gamma_upper(5e11, 5e11) - 0.5) < 1e-6);
}

static void compare_two(const char *name, double (*function)(double, double, double),
                        reference_of_two *truth, double reach, double bound, size_t n) {
    mpfr_t t, part;
    mpfr_init2(t, BITS);
    mpfr_init2(part, BITS);
    double worst = 0;
    for (size_t i = 0; i < cases_of(n); i++) {
        double x = wide(-reach, reach), y = i % 3 ? beside(x) : wide(-reach, reach);
        truth(t, part, y, x);
        double value = function(y, x, y - x), error = error_of(value, t, 0);
        if (!(error <= bound))
            fail_msg("%s(%.17g, %.17g) = %.17g is off by %.3g", name, y, x, value, error);
        worst = fmax(worst, error);
    }
    print_message("%s: worst %.1f\n", name, worst);
    mpfr_clears(t, part, NULL);
}

static void test_two_arguments(void **state) {
    (void)state;
    compare_two("log_ratio", kl_log_ratio, true_log_ratio, 1000, 4, WIDE);
    compare_two("ratio_rest", kl_ratio_rest, true_ratio_rest, 500, 8, WIDE);
    compare_two("deviance", kl_deviance, true_deviance, 500, 8, WIDE);
    compare_two("log_gamma_gap", kl_log_gamma_gap, true_log_gamma_gap, 40, 32, WIDE);
    compare_two("log_gamma_gap", kl_log_gamma_gap, true_log_gamma_gap, 4, 32, WIDE);
    compare_two("log_gamma_centred_gap", kl_log_gamma_centred_gap, true_centred_gap, 40, 64, WIDE);
    compare_two("log_gamma_centred_gap", kl_log_gamma_centred_gap, true_centred_gap, 4, 64, WIDE);
}

static void compare_beta(double reach, size_t n, double bound) {
    mpfr_t t;
    mpfr_init2(t, BITS);
    double worst = 0;
    for (size_t i = 0; i < cases_of(n); i++) {
        double x[2] = {wide(-reach, reach), wide(-reach, reach)};
        double y[2] = {i % 2 ? beside(x[0]) : x[0], i % 3 ? beside(x[1]) : x[1]};
        if (i % 7 == 0) /* nearly the same mean */
            y[1] = beside(x[1] * (y[0] / x[0]));
        if (i % 5 == 0 || i % 11 == 0)
            y[0] = wide(-reach, reach);
        if (i % 5 == 0 || i % 13 == 0)
            y[1] = wide(-reach, reach);
        mpfr_set_ui(t, 0, MPFR_RNDN);
        add_gap_of_sums(t, y, x, 1, 1);
        add_gap_of_sums(t, y + 1, x + 1, 1, 1);
        add_gap_of_sums(t, y, x, 2, -1);
        double value = kl_log_beta_gap(y[0], y[1], x[0], x[1], y[0] - x[0], y[1] - x[1]);
        double error = error_of(value, t, 0);
        if (!(error <= bound))
            fail_msg("beta (%.17g, %.17g), (%.17g, %.17g): %.17g is off by %.3g", x[0], x[1], y[0],
                     y[1], value, error);
        worst = fmax(worst, error);
    }
    print_message("log_beta_gap, 2^±%g: worst %.1f\n", reach, worst);
    mpfr_clear(t);
}

static void test_beta(void **state) {
    (void)state;
    compare_beta(1, WIDE, 64);
    compare_beta(5, WIDE, 64);
    compare_beta(40, WIDE, 64);
    compare_beta(150, WIDE / 4, 64);
}

/* Truths from mpmath, 800 digits. */
static void test_beta_at_the_ends(void **state) {
    (void)state;
    static const struct {
        double a, b, a2, b2, truth;
    } cases[] = {
        {1000000000.0, 10000000000.0, 1e-09, 1e-09, 0x1.e4fbb56c409afp+4},
        {1e+16, 1e+18, 1.0, 100.0, 0x1.20072b7dedb6cp+4},
        {1e+17, 1e+19, 1.0, 1000.0, 0x1.9ce460122630ap+4},
        {1e+300, 1e+300, 1e-300, 1e-300, 0x1.02c5d1bf142d4p+10},
        {1.5e+308, 1.5e+308, 1.0, 1.0, 0x1.626bef3aecb9dp+8},
        {1e-200, 1.0, 1e+200, 1.0, INFINITY},
        {1.5e+308, 1.5e+308, 1.25e+308, 1.5e+308, 0x1.9ed73f3ea51afp+1016},
        {10.0, 10.0, 1.5e+308, 1.5e+308, 0x1.5e4e1487da94fp+1019},
        {1.5e+308, 0.001, 1.5e+308, 1.5e+308, INFINITY},
        {1.5e+308, 3.0, 1.25e+308, 1.7e+308, INFINITY},
        {1.0, 1.5e+308, 1.7e+308, 1.0, INFINITY},
        {1e-300, 1e-300, 200000000.0, 1e-300, 0x1.1ccf385ebc8a0p+1023},
        {1e-300, 1e-305, 10000000000.0, 1e-305, 0x1.23a457c6c69e0p+1013},
        {1e-300, 1e-307, 10000000000.0, 0.001, 0x1.00a5c08e5fafbp+1010},
        {1e-300, 1e-300, 1.5e+308, 1.5e+308, INFINITY},
        {1e-10, 1e+300, 1e-10, 1e-20, 0x1.7069e2bcb9965p+4},
        {1e+300, 1e-300, 1e+300, 1000000.0, 0x1.6c8e5ca239029p+1016},
        {1e+300, 1e-300, 1e-300, 1000000.0, 0x1.6c8e5ca239029p+1016},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double a = cases[i].a, b = cases[i].b, a2 = cases[i].a2, b2 = cases[i].b2;
        double value = kl_log_beta_gap(a2, b2, a, b, a2 - a, b2 - b);
        double swapped = kl_log_beta_gap(b2, a2, b, a, b2 - b, a2 - a), truth = cases[i].truth;
        if (value != truth && !(fabs(value - truth) <= 64 * 0x1p-53 * truth))
            fail_msg("beta (%g, %g), (%g, %g): %.17g, not %.17g", a, b, a2, b2, value, truth);
        assert_true(value == swapped || fabs(value - swapped) <= 128 * 0x1p-53 * truth);
    }
}

int main(void) {
    kl_random_init(&source, 1, 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_argument),     cmocka_unit_test(test_edges),
        cmocka_unit_test(test_two_arguments),    cmocka_unit_test(test_differences),
        cmocka_unit_test(test_gamma_upper),      cmocka_unit_test(test_beta),
        cmocka_unit_test(test_beta_at_the_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
