/* SPDX-License-Identifier: Apache-2.0 */
/* Logarithms and exponentials against MPFR; the array kernels of every instruction set against them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../all_cases.h"

#include "kernels/kernels.h"
#include "kernels/scalar.h"

#include <math.h>
#include <mpfr.h>
#include <string.h>

enum { N = 60000 };

static double x[N], y[N];

/* |value − truth| in units in the last place of the truth. */
static double ulps_off(double value, mpfr_t truth) {
    double rounded = mpfr_get_d(truth, MPFR_RNDN);
    if (isinf(value) || isinf(rounded))
        return value == rounded ? 0.0 : INFINITY;
    double ulp = nextafter(fabs(rounded), INFINITY) - fabs(rounded);
    mpfr_sub_d(truth, truth, value, MPFR_RNDN);
    return fabs(mpfr_get_d(truth, MPFR_RNDN)) / ulp;
}

typedef int reference(mpfr_t, const mpfr_t, mpfr_rnd_t);

static void compare(const char *name, double (*function)(double), reference *truth, double bound,
                    const double *arguments, size_t n) {
    mpfr_t t;
    mpfr_init2(t, 200);
    double worst = 0.0;
    for (size_t i = 0; i < n; i++) {
        mpfr_set_d(t, arguments[i], MPFR_RNDN);
        truth(t, t, MPFR_RNDN);
        double off = ulps_off(function(arguments[i]), t);
        if (!(off <= bound))
            fail_msg("%s(%.17g) is off by %.3g ulp", name, arguments[i], off);
        if (off > worst)
            worst = off;
    }
    print_message("%s: worst %.3f ulp\n", name, worst);
    mpfr_clear(t);
}

static double any_positive(kl_random *random) {
    uint64_t pattern = kl_random_below(random, UINT64_C(0x7FF) << 52);
    double value;
    memcpy(&value, &pattern, sizeof value);
    return value;
}

static void test_log(void **state) {
    (void)state;
    const size_t n = cases_of(N);
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (size_t i = 0; i < n; i++)
        x[i] = i % 2 ? any_positive(&random)
                     : 1.0 + (kl_random_uniform(&random) - 0.5) * ldexp(1.0, -(int)(i % 50));
    x[0] = 0x1p-1074;
    x[2] = 1.0;
    compare("log", kl_log, mpfr_log, 1.0, x, n);
    assert_true(kl_log(1.0) == 0.0);
    assert_true(kl_log(0.0) == -INFINITY);
    assert_true(kl_log(-0.0) == -INFINITY);
    assert_true(kl_log(INFINITY) == INFINITY);
    assert_true(isnan(kl_log(-1.0)));
    assert_true(isnan(kl_log(NAN)));
}

static void test_exp(void **state) {
    (void)state;
    const size_t n = cases_of(N);
    kl_random random;
    kl_random_init(&random, 2, 0);
    for (size_t i = 0; i < n; i++)
        x[i] = i % 2 ? -750.0 + 1465.0 * kl_random_uniform(&random)
                     : (kl_random_uniform(&random) - 0.5) * ldexp(1.0, 3 - (int)(i % 60));
    compare("exp", kl_exp, mpfr_exp, 1.0, x, n);
    assert_true(kl_exp(0.0) == 1.0);
    assert_true(kl_exp(-INFINITY) == 0.0);
    assert_true(kl_exp(INFINITY) == INFINITY);
    assert_true(kl_exp(1e308) == INFINITY);
    assert_true(kl_exp(-1e308) == 0.0);
    assert_true(isnan(kl_exp(NAN)));
}

static void test_small_arguments(void **state) {
    (void)state;
    const size_t n = cases_of(N);
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (size_t i = 0; i < n; i++)
        x[i] = (kl_random_uniform(&random) - 0.5) * ldexp(1.0, 1 - (int)(i % 80));
    compare("log1p", kl_log1p, mpfr_log1p, 2.0, x, n);
    compare("expm1", kl_expm1, mpfr_expm1, 4.0, x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = ldexp(kl_random_uniform(&random), (int)(i % 1000));
    compare("log1p", kl_log1p, mpfr_log1p, 2.0, x, n);
    assert_true(kl_log1p(-1.0) == -INFINITY);
    assert_true(isnan(kl_log1p(-2.0)));
    assert_true(kl_log1p(INFINITY) == INFINITY);
    assert_true(isnan(kl_log1p(NAN)));
    assert_true(kl_expm1(INFINITY) == INFINITY);
    assert_true(kl_expm1(-INFINITY) == -1.0);
    assert_true(isnan(kl_expm1(NAN)));
}

/* The same bits as the scalar functions, for every argument and every place in a vector. */
static void compare_arrays(const kl_kernels *table, kl_isa isa) {
    if (table == NULL || !kl_isa_available(isa)) {
        print_message("%s is not there: skipped\n", kl_isa_name(isa));
        skip();
    }
    const size_t n = cases_of(N);
    kl_random random;
    kl_random_init(&random, 4, 0);
    for (size_t i = 0; i < n; i++) {
        uint64_t pattern = kl_random_u64(&random); /* also NaN and infinities */
        memcpy(&x[i], &pattern, sizeof x[i]);
        if (i % 3 == 0)
            x[i] = 1500.0 * (kl_random_uniform(&random) - 0.5);
    }
    for (int which = 0; which < 2; which++) {
        (which ? table->log : table->exp)(x, n - 3, y);
        for (size_t i = 0; i < n - 3; i++) {
            double expected = which ? kl_log(x[i]) : kl_exp(x[i]);
            if (isnan(expected) ? !isnan(y[i]) : memcmp(&expected, &y[i], sizeof expected) != 0)
                fail_msg("%s %s(%a) is %a, not %a", kl_isa_name(isa), which ? "log" : "exp", x[i],
                         y[i], expected);
        }
    }
}

static void test_scalar_arrays(void **state) {
    (void)state;
    compare_arrays(&kl_kernels_scalar, KL_ISA_SCALAR);
}

static void test_avx2_arrays(void **state) {
    (void)state;
    compare_arrays(kl_kernels_avx2, KL_ISA_AVX2);
}

static void test_avx512_arrays(void **state) {
    (void)state;
    compare_arrays(kl_kernels_avx512, KL_ISA_AVX512);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_exp),
        cmocka_unit_test(test_small_arguments),
        cmocka_unit_test(test_scalar_arrays),
        cmocka_unit_test(test_avx2_arrays),
        cmocka_unit_test(test_avx512_arrays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
