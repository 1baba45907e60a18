/* SPDX-License-Identifier: Apache-2.0 */
/* Do the intervals of two samples hold the truth as often as they say? Exponentials of one mean and another, of which
 * everything is known: a small seeded version of tools/coverage_samples.c. */
#include "help.h"

#include "two_samples.h"

enum { RUNS = 200 };

/* 95 % less three standard errors of the share, √(0.95·0.05/200) = 1.54 points. */
#define LEAST (0.95 - 3 * 0.0154)

static void check(double mean, size_t n, size_t m) {
    for (int id = 0; id < KL_TWO_SAMPLE_COUNT; id++) {
        const two_sample_coverage found =
            two_sample_simulate((kl_two_sample_id)id, mean, n, m, RUNS, 99);
        if (found.covered < LEAST * RUNS)
            fail_msg("%s, mean %g, %zu and %zu: %u of %d intervals hold the truth",
                     kl_two_sample_get((kl_two_sample_id)id)->name, mean, n, m, found.covered,
                     RUNS);
    }
}

static void equal(void **state) {
    (void)state;
    check(1, 40, 60);
}

static void near(void **state) {
    (void)state;
    check(1.2, 60, 60);
    check(1.2, 40, 300);
}

static void far(void **state) {
    (void)state;
    check(2, 100, 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(equal), cmocka_unit_test(near),
                                       cmocka_unit_test(far)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
