/* SPDX-License-Identifier: Apache-2.0 */
/* The mean of observations against what Student published, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/sample.h>

#include <math.h>
#include <string.h>

/* Hours of sleep gained by one drug over another in ten patients: Student 1908. The interval is that of R's t.test. */
static void test_student(void **state) {
    (void)state;
    static const double gained[] = {1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4};
    kl_estimate mean;
    assert_int_equal(kl_sample_mean(kl_f64(gained, 10), KL_UNIT_DATA, 0.95, &mean, NULL), KL_OK);
    assert_true(fabs(mean.value - 1.58) < 1e-15 && mean.n == 10 && mean.unit == KL_UNIT_DATA);
    assert_true(fabs(mean.low - 0.7001142) < 5e-8 && fabs(mean.high - 2.4598858) < 5e-8);
    assert_true(mean.method == KL_METHOD_INDEPENDENT && mean.confidence == 0.95);
    assert_int_equal(
        kl_sample_mean((kl_array){gained, 5, 2, KL_F64}, KL_UNIT_DATA, 0.95, &mean, NULL), KL_OK);
    assert_true(fabs(mean.value - 8.9 / 5) < 1e-15);
}

static void test_one_and_equal(void **state) {
    (void)state;
    static const double alike[] = {3, 3, 3};
    kl_estimate mean;
    assert_int_equal(kl_sample_mean(kl_f64(alike, 1), KL_UNIT_NATS, 0.95, &mean, NULL), KL_OK);
    assert_true(mean.value == 3 && isnan(mean.low) && kl_estimate_has(&mean, KL_FLAG_FEW_UNITS));
    assert_int_equal(kl_sample_mean(kl_f64(alike, 3), KL_UNIT_NATS, 0.95, &mean, NULL), KL_OK);
    assert_true(mean.low == 3 && mean.high == 3);
    static const double large[] = {1.5e308, 1.5e308, 1.5e308}; /* no double holds their sum */
    assert_int_equal(kl_sample_mean(kl_f64(large, 3), KL_UNIT_NATS, 0.95, &mean, NULL), KL_OK);
    assert_true(mean.value == 1.5e308 && mean.low == 1.5e308 && mean.high == 1.5e308);
}

static void refused(const double *values, size_t n, double confidence, kl_status expected,
                    const char *part) {
    kl_estimate mean;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_sample_mean(kl_f64(values, n), KL_UNIT_NATS, confidence, &mean, &error),
                     expected);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, part);
}

static void test_refusals(void **state) {
    (void)state;
    static const double bad[] = {1, INFINITY};
    refused(bad, 2, 0.95, KL_ERROR_VALUE, "values[1] is inf: it must be finite");
    refused(bad, 1, 1, KL_ERROR_ARGUMENT, "confidence is 1");
    refused(bad, 0, 0.95, KL_ERROR_VALUE, "values: there are none");
    refused(NULL, 2, 0.95, KL_ERROR_ARGUMENT, "values: data is NULL");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_student),
                                       cmocka_unit_test(test_one_and_equal),
                                       cmocka_unit_test(test_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
