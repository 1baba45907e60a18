/* SPDX-License-Identifier: Apache-2.0 */
/* Every measure against MPFR on the grid: the bounds that the header states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grid.h"
#include "oracle.h"

/* A bound in units of 2⁻⁵³, see measure.h. */
static double bound_of(kl_measure_id id, const oracle *truth) {
    if (id == KL_PERPLEXITY)
        return 16.0 * mpfr_get_d(truth->value[KL_CROSS_ENTROPY], MPFR_RNDU) + 4.0;
    return 16.0;
}

/*
 * What may be lost absolutely. Total variation is linear in x − y, which is good to 2⁻¹⁰⁵ of x when the
 * totals differ; its root-like relatives take the root of a sum that is good to 2⁻²⁰⁰. Below 2⁻¹⁰²² a
 * double has fewer than 53 bits, and each of n terms may round there.
 */
static double floor_of(kl_measure_id id, int unit) {
    if (id == KL_TOTAL_VARIATION && !unit)
        return 0x1p-104;
    return 0x1p-1060;
}

static double worst[2][KL_MEASURE_COUNT];

static void compare(const grid_case *grid, const double *p, const double *q, size_t n, int unit,
                    oracle *truth) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.normalised = unit;
    oracle_compute(truth, p, q, n, 0.5, unit);
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        kl_estimate estimate;
        kl_error error = KL_ERROR_INIT;
        if (kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), &options, &estimate, &error))
            fail_msg("%s, %s, n = %zu: %s", kl_measure_get(id)->name, grid->name, n, error.message);
        if (!(estimate.value >= 0.0)) /* also NaN */
            fail_msg("%s, %s, n = %zu: %.17g", kl_measure_get(id)->name, grid->name, n,
                     estimate.value);
        double off = oracle_error(truth, id, estimate.value, floor_of(id, unit));
        if (off > worst[unit][id])
            worst[unit][id] = off;
        if (!(off <= bound_of(id, truth))) {
            mpfr_printf("truth %.20Rg\n", truth->value[id]);
            fail_msg("%s, %s, n = %zu, unit %d: %.17g is off by %.3g·2^-53",
                     kl_measure_get(id)->name, grid->name, n, unit, estimate.value, off);
        }
    }
}

static void test_grid(void **state) {
    (void)state;
    static double p[GRID_MAX], q[GRID_MAX];
    kl_random random;
    kl_random_init(&random, 1951, 0);
    oracle fine, plain;
    oracle_init(&fine, 2400);
    oracle_init(&plain, 512);
    for (size_t c = 0; c < GRID_CASES; c++)
        for (size_t s = 0; s < sizeof grid_sizes / sizeof *grid_sizes; s++) {
            size_t n = grid_sizes[s];
            for (int repeat = 0; repeat < (n < 100 ? 20 : 1); repeat++) {
                grid_cases[c].fill(p, q, n, &random);
                compare(&grid_cases[c], p, q, n, 0, n < 100 ? &fine : &plain);
            }
        }
    oracle_clear(&fine);
    oracle_clear(&plain);
    for (int id = 0; id < KL_MEASURE_COUNT; id++)
        print_message("%-24s worst error %5.2f·2^-53\n", kl_measure_get(id)->name, worst[0][id]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_grid)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
