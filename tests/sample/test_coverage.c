/* SPDX-License-Identifier: Apache-2.0 */
/* Do the intervals hold the truth as often as they say? A small seeded version of tools/coverage.c. */
#include "help.h"

#include "simulate.h"

enum { RUNS = 150 };

/* 95 % less three standard errors of the share, √(0.95·0.05/150) = 1.8 points. */
#define LEAST (0.95 - 3 * 0.0178)

static void check(const char *name, double tilt, double apart, double sticky, size_t n, size_t m) {
    sim_setting setting = {
        name, sim_make(20, 1, 0, apart, sticky), sim_make(20, 1, tilt, apart, sticky), n, m, 100};
    sim_result result;
    assert_true(sim_run(&setting, RUNS, 99, 1, &result));
    static const kl_measure_id ids[] = {KL_ENTROPY,           KL_CROSS_ENTROPY,   KL_DIVERGENCE,
                                        KL_JENSEN_SHANNON,    KL_TOTAL_VARIATION, KL_BHATTACHARYYA,
                                        KL_HELLINGER_SQUARED, KL_CHI_SQUARE};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        double covered = (double)result.covered[ids[i]] / result.intervals[ids[i]];
        if (result.intervals[ids[i]] < RUNS / 2 || covered < LEAST) {
            fail_msg("%s, %s: %u of %u intervals hold the truth", name,
                     kl_measure_get(ids[i])->name, result.covered[ids[i]],
                     result.intervals[ids[i]]);
        }
    }
    /* At P = Q: no more than 5 % false alarms, plus three standard errors. */
    if (tilt == 0 && result.alarms > (0.05 + 3 * 0.0178) * RUNS) {
        fail_msg("%s: %u false alarms of %u", name, result.alarms, result.runs);
    }
}

static void independent_draws(void **state) {
    (void)state;
    check("equal", 0, 0, 0, 4000, 4000);
    check("near", 0.08, 0, 0, 4000, 4000);
    check("far", 0.6, 0, 0, 4000, 4000);
}

static void blocks_with_topics(void **state) {
    (void)state;
    check("equal", 0, 0.5, 0.3, 8000, 8000);
    check("far", 0.6, 0.5, 0.3, 8000, 8000);
}

static void unequal_sizes(void **state) {
    (void)state;
    check("equal, 1 : 10", 0, 0.5, 0.3, 3000, 30000);
    check("far, 1 : 10", 0.6, 0.5, 0.3, 3000, 30000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(independent_draws),
                                       cmocka_unit_test(blocks_with_topics),
                                       cmocka_unit_test(unequal_sizes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
