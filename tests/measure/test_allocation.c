/* SPDX-License-Identifier: Apache-2.0 */
/* Whichever allocation fails: KL_ERROR_MEMORY, and nothing is lost. */
#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/measure.h>

#ifdef KL_ALLOC_TEST
static const double p[] = {1, 2, 0}, q[] = {3, 0, 1};

static kl_measure_options common(void) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = KL_ZEROS_COMMON;
    return options;
}

static kl_status pair(void) {
    const kl_measure_options options = common();
    kl_estimate out;
    return kl_measure_compute(KL_DIVERGENCE, kl_f64(p, 3), kl_f64(q, 3), &options, &out, NULL);
}

static kl_status crowd(void) {
    const kl_measure_options options = common();
    const kl_array all[] = {kl_f64(p, 3), kl_f64(q, 3)};
    kl_estimate out;
    return kl_jensen_shannon_compute(all, 2, NULL, &options, &out, NULL);
}

/* Until one more than there are allocations is to fail. */
static void exhaust(kl_status (*call)(void), unsigned long allocations) {
    unsigned long k = 1;
    for (kl_status status = KL_ERROR_MEMORY; status != KL_OK; k++) {
        kl_alloc_fail_at(k);
        status = call();
        assert_int_equal(status, k > allocations ? KL_OK : KL_ERROR_MEMORY);
        kl_alloc_fail_at(0);
    }
    assert_int_equal(k, allocations + 2);
}

static void each_fails(void **state) {
    (void)state;
    exhaust(pair, 1);
    exhaust(crowd,
            6); /* totals, exponents and a symbol; then new weights, their arrays, the old totals */
}

#else
static void each_fails(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_fails)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
