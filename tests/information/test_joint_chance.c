/* SPDX-License-Identifier: Apache-2.0 */
/* What chance makes of counts: its mean against every table, the G-test. */
#include "joint_help.h"

#include "golden_joint.h"

enum { GOLDEN = sizeof golden_tables / sizeof *golden_tables };

static double adjusted(const kl_joint *joint, kl_normaliser normaliser, double *expected) {
    double out = NAN;
    FINE(kl_joint_adjusted(joint, KL_X, KL_Y, normaliser, NULL, &out, expected, &help_error));
    return out;
}

static void chance_is_the_mean_of_all_tables(void **state) {
    (void)state;
    for (size_t i = 0; i < GOLDEN; i++) {
        const golden_table *g = &golden_tables[i];
        kl_joint *joint = help_table(g->count, g->rows, g->columns);
        const double over[] = {fmin(g->entropy_x, g->entropy_y), fmax(g->entropy_x, g->entropy_y),
                               (g->entropy_x + g->entropy_y) / 2,
                               sqrt(g->entropy_x * g->entropy_y)};
        for (int n = 0; n < KL_NORMALISER_JOINT; n++) {
            double mean;
            const double value = adjusted(joint, (kl_normaliser)n, &mean);
            help_near(g->name, "mean", mean, g->expected, 1e-12 * g->expected);
            help_near(g->name, "adjusted", value,
                      (g->information - g->expected) / (over[n] - g->expected), 1e-12);
        }
        kl_g_test test;
        FINE(kl_joint_g_test(joint, KL_X, KL_Y, 0, &test, &help_error));
        help_near(g->name, "G", test.statistic, 2 * kl_joint_total(joint) * g->information,
                  1e-14 * test.statistic);
        /* A p-value has the error of the statistic times its logarithm. */
        help_near(g->name, "p", test.p_value, g->p_value, 1e-12 * g->p_value);
        kl_joint_free(joint);
    }
}

/* Margins of half a million of a million: the sum over 10,000 counts in 30 digits (mpmath). For four billion 1/2n of
 * freedom 1, to the order that follows. */
static void chance_at_large_counts(void **state) {
    (void)state;
    const double million[] = {300000, 200000, 200000, 300000}, billions[] = {1e9, 1e9, 1e9, 1e9};
    double mean;
    kl_joint *joint = help_table(million, 2, 2);
    adjusted(joint, KL_NORMALISER_MIN, &mean);
    help_near("million", "mean", mean, CHANCE_OF_A_MILLION, 1e-12 * CHANCE_OF_A_MILLION);
    kl_joint_free(joint);
    joint = help_table(billions, 2, 2);
    adjusted(joint, KL_NORMALISER_MIN, &mean);
    help_near("billions", "mean", mean, 1 / 8e9, 1e-9 / 8e9);
    kl_joint_free(joint);
}

static void nothing_to_adjust(void **state) {
    (void)state;
    const double equal[] = {3, 0, 0, 0, 0, 4, 0, 2, 0}, constant[] = {1, 2, 3}, one[] = {5},
                 distinct[] = {1, 0, 0, 1, 1, 0}, fractions[] = {0.5, 1, 1, 1};
    kl_joint *joint = help_table(equal, 3, 3);
    for (int n = 0; n < KL_NORMALISER_JOINT; n++)
        assert_true(adjusted(joint, (kl_normaliser)n, NULL) == 1);
    kl_joint_free(joint);
    joint = help_table(constant, 1, 3);
    assert_true(adjusted(joint, KL_NORMALISER_MIN, NULL) == 0);
    kl_joint_free(joint);
    joint = help_table(one, 1, 1);
    assert_true(adjusted(joint, KL_NORMALISER_MAX, NULL) == 1);
    kl_joint_free(joint);
    /* Rows that all differ: chance says as much of any Y. */
    joint = help_table(distinct, 3, 2);
    assert_true(adjusted(joint, KL_NORMALISER_MIN, NULL) == 0);
    kl_joint_free(joint);
    joint = help_table(fractions, 2, 2);
    double out;
    kl_g_test test;
    assert_int_equal(
        kl_joint_adjusted(joint, KL_X, KL_Y, KL_NORMALISER_MIN, NULL, &out, NULL, &help_error),
        KL_ERROR_VALUE);
    assert_non_null(strstr(help_error.message, "cell 0 has weight 0.5"));
    assert_int_equal(kl_joint_g_test(joint, KL_X, KL_Y, 0, &test, NULL), KL_ERROR_VALUE);
    assert_int_equal(
        kl_joint_adjusted(joint, KL_X, KL_Y, KL_NORMALISER_JOINT, NULL, &out, NULL, NULL),
        KL_ERROR_ARGUMENT);
    kl_joint_free(joint);
}

/* Two strata: statistic and freedom are sums of theirs. */
static void strata_are_tested_together(void **state) {
    (void)state;
    const double both[] = {3, 9, 4, 1, 7, 2,
                           0, 5, 0, 8, 6, 0}; /* 2 × 3 × 2, and Z = 1 lacks a value of Y */
    const size_t sizes[] = {2, 3, 2};
    double part[2][6];
    for (int i = 0; i < 12; i++)
        part[i % 2][i / 2] = both[i];
    kl_joint *joint = help_cube(both, sizes);
    kl_g_test all, one;
    FINE(kl_joint_g_test(joint, KL_X, KL_Y, KL_Z, &all, &help_error));
    double statistic = 0, freedom = 0;
    for (int s = 0; s < 2; s++) {
        kl_joint *stratum = help_table(part[s], 2, 3);
        FINE(kl_joint_g_test(stratum, KL_X, KL_Y, 0, &one, &help_error));
        statistic += one.statistic;
        freedom += one.freedom;
        kl_joint_free(stratum);
    }
    help_near("strata", "G", all.statistic, statistic, 1e-12);
    assert_true(all.freedom == freedom);
    kl_joint_free(joint);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chance_is_the_mean_of_all_tables),
        cmocka_unit_test(chance_at_large_counts),
        cmocka_unit_test(nothing_to_adjust),
        cmocka_unit_test(strata_are_tested_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
