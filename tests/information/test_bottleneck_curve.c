/* SPDX-License-Identifier: Apache-2.0 */
/* The whole curve: where it changes, what it is of a function, and that no point is below another's line. */
#include "bottleneck_tables.h"

#include "../all_cases.h"

static kl_bottleneck_curve *curve_of(kl_matrix joint, double low, double high, size_t points) {
    kl_bottleneck_curve *curve = NULL;
    kl_bottleneck_range range;
    kl_bottleneck_range_init(&range);
    range.low = low;
    range.high = high;
    range.points = points;
    must(kl_bottleneck_curve_new(joint, NULL, &range, &curve, &error));
    return curve;
}

/* One change, at 1/(1 − 2p)², little by little. */
static void a_symmetric_channel(void **state) {
    (void)state;
    size_t n = 0;
    kl_bottleneck_curve *curve = curve_of(table_of(symmetric, 2, 2), NAN, NAN, 20);
    const kl_bottleneck_summary summary = kl_bottleneck_curve_summary(curve);
    const kl_bottleneck_change *changes = kl_bottleneck_curve_changes(curve, &n);
    assert_int_equal(n, 1);
    close_to(changes[0].beta, 1.5625, 0.002, "critical beta");
    assert_true(changes[0].above.rate < 0.01);
    assert_int_equal(changes[0].below.clusters, 1);
    assert_int_equal(changes[0].above.clusters, 2);
    close_to(summary.onset, 1.5625, 1e-12, "onset");
    close_to(summary.entropy_x, M_LN2, 1e-15, "H(X)");
    close_to(summary.entropy_y, M_LN2, 1e-15, "H(Y)");
    assert_int_equal(summary.is_function, 0);
    kl_bottleneck_curve_free(curve);
}

/* Of the table of five: nothing, then {0} {1} {2} as two halves in one step at β = 2, then x = 1 comes apart. */
static void a_step(void **state) {
    (void)state;
    size_t n = 0;
    kl_bottleneck_curve *curve = curve_of(table_of(five, 3, 3), 1, 6, 16);
    const kl_bottleneck_change *changes = kl_bottleneck_curve_changes(curve, &n);
    assert_int_equal(n, 2);
    close_to(changes[0].beta, 2, 0.002, "where there is something");
    close_to(BITS(changes[0].above.rate), 0.8, 1e-5, "and how much");
    close_to(changes[0].below.rate, 0, 1e-7, "and before");
    assert_true(changes[1].beta > 3.1 && changes[1].beta < 3.19);
    kl_bottleneck_curve_free(curve);
}

/* No encoder is better at another's β than that one's own: the points are on their upper hull, and ascend. */
static void the_curve_is_concave(void **state) {
    (void)state;
    enum { N = 6, M = 5 };
    double cell[N * M];
    for (uint64_t seed = 0; seed < cases_of(5); seed++) {
        draw_table(seed, 0.3, cell, N * M);
        size_t n = 0;
        kl_bottleneck_curve *curve = curve_of(table_of(cell, N, M), NAN, NAN, 15);
        const kl_bottleneck_point *p = kl_bottleneck_curve_points(curve, &n);
        const double all = kl_bottleneck_curve_summary(curve).information;
        assert_int_equal(n, 15);
        close_to(all, information_of(cell, N, M), 1e-13, "I(X;Y)");
        assert_true(p[0].beta == 1 && p[0].rate < 1e-7);
        assert_true(p[n - 1].relevance >= 0.999 * all);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                assert_true(p[i].rate - p[i].beta * p[i].relevance <=
                            p[j].rate - p[i].beta * p[j].relevance + 1e-12);
                assert_true(i <= j || (p[i].beta > p[j].beta && p[i].rate >= p[j].rate - 1e-9 &&
                                       p[i].relevance >= p[j].relevance - 1e-9));
            }
        kl_bottleneck_curve_free(curve);
    }
}

/* Kolchinsky, Tracey, Van Kuyk 2019: one straight line, and no β between nothing and all. */
static void a_function(void **state) {
    (void)state;
    static const double joint[] = {1, 0, 0, 2, 0, 0, 3, 0, 4, 0};
    size_t n = 0, m = 0;
    kl_bottleneck_curve *curve = curve_of(table_of(joint, 5, 2), NAN, NAN, 9);
    const kl_bottleneck_summary summary = kl_bottleneck_curve_summary(curve);
    const kl_bottleneck_point *p = kl_bottleneck_curve_points(curve, &n);
    const kl_bottleneck_change *changes = kl_bottleneck_curve_changes(curve, &m);
    assert_int_equal(summary.is_function, 1);
    close_to(summary.information, h(.2), 1e-15, "I(X;Y)");
    close_to(summary.onset, 1, 1e-12, "onset");
    for (size_t i = 0; i < n; i++) {
        assert_true(p[i].rate == (p[i].beta > 1 ? summary.entropy_y : 0));
        assert_true(p[i].relevance == p[i].rate);
    }
    assert_int_equal(m, 1);
    assert_true(changes[0].beta == 1 && changes[0].above.rate == summary.entropy_y);
    kl_bottleneck_curve_free(curve);
}

/* The same with fewer clusters than Y has values: {0, 1} and {2} of (.4, .1, .5), whose H(T) is ln 2. */
static void a_function_of_too_many_values(void **state) {
    (void)state;
    static const double joint[] = {4, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 3};
    kl_bottleneck_options options;
    kl_bottleneck_curve *curve = NULL;
    size_t n = 0, m = 0;
    kl_bottleneck_options_init(&options);
    options.clusters = 2;
    must(kl_bottleneck_curve_new(table_of(joint, 4, 3), &options, NULL, &curve, &error));
    const kl_bottleneck_point *p = kl_bottleneck_curve_points(curve, &n);
    const kl_bottleneck_change *changes = kl_bottleneck_curve_changes(curve, &m);
    assert_int_equal(kl_bottleneck_curve_summary(curve).is_function, 1);
    assert_int_equal(p[n - 1].clusters, 2);
    /* Encoders settle to 1e-10 of their mass. */
    close_to(p[n - 1].rate, M_LN2, 1e-8, "rate");
    close_to(p[n - 1].relevance, M_LN2, 1e-8, "relevance");
    assert_int_equal(m, 1);
    close_to(changes[0].beta, 1, 0.002, "critical beta");
    kl_bottleneck_curve_free(curve);
}

/* ρ = 4e-4: nothing is kept below β = 1/ρ² = 6.25e6, and the curve goes on to where nearly all is. */
static void a_weak_relation(void **state) {
    (void)state;
    static const double joint[] = {.2501, .2499, .2499, .2501};
    size_t n = 0;
    kl_bottleneck_curve *curve = curve_of(table_of(joint, 2, 2), NAN, NAN, 12);
    const kl_bottleneck_summary all = kl_bottleneck_curve_summary(curve);
    close_to(all.onset, 6.25e6, 1, "onset"); /* of cells that are rounded to 1e-16, e = 4e-4 */
    const kl_bottleneck_point *p = kl_bottleneck_curve_points(curve, &n);
    assert_true(p[n - 1].beta >= 2 * all.onset);
    assert_true(p[n - 1].relevance >= 0.999 * all.information);
    assert_int_equal(p[n - 1].clusters, 2);
    kl_bottleneck_curve_free(curve);
}

/* Neighbours in a line: ρ² is the largest but one of many eigenvalues that are near to each other. By the
 * eigenvalues of mpmath. */
static void many_correlations_near_to_each_other(void **state) {
    (void)state;
    enum { N = 200 };
    static double joint[N * N];
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            joint[i * N + j] = i == j ? 2 : i + 1 == j || j + 1 == i ? 1 : 0;
    kl_bottleneck_range range;
    kl_bottleneck_options options;
    kl_bottleneck_curve *curve;
    kl_bottleneck_range_init(&range);
    kl_bottleneck_options_init(&options);
    options.clusters = 2;
    options.restarts = 0;
    options.iterations = 10;
    range.low = 1;
    range.high = 2;
    range.points = 2;
    must(kl_bottleneck_curve_new(table_of(joint, N, N), &options, &range, &curve, &error));
    close_to(kl_bottleneck_curve_summary(curve).onset, 1.0001239981848507, 1e-12, "onset");
    kl_bottleneck_curve_free(curve);
}

static void edges(void **state) {
    (void)state;
    static const double independent[] = {1, 2, 2, 4}, one[] = {2, 1};
    size_t n = 0;
    kl_bottleneck_curve *curve = curve_of(table_of(independent, 2, 2), NAN, NAN, 3);
    assert_true(isinf(kl_bottleneck_curve_summary(curve).onset));
    kl_bottleneck_curve_changes(curve, &n);
    assert_int_equal(n, 0);
    kl_bottleneck_curve_free(curve);
    curve = curve_of(table_of(one, 1, 2), NAN, 4, 3);
    assert_true(kl_bottleneck_curve_points(curve, &n)[2].beta == 4);
    kl_bottleneck_curve_free(curve);
    curve = curve_of(table_of(one, 2, 1), NAN, NAN, 3);
    assert_int_equal(kl_bottleneck_curve_summary(curve).is_function, 1);
    kl_bottleneck_curve_changes(curve, &n);
    assert_int_equal(n, 0);
    kl_bottleneck_curve_free(curve);
    kl_bottleneck_curve_free(NULL);
}

static void bad_input(void **state) {
    (void)state;
    kl_bottleneck_curve *curve = NULL;
    kl_bottleneck_range range;
    kl_bottleneck_options options;
    const kl_matrix joint = table_of(five, 3, 3);
    for (int i = 0; i < 5; i++) {
        kl_bottleneck_range_init(&range);
        range.points = i == 0 ? 1 : 5;
        range.low = i == 1 ? 0 : i == 2 ? 7 : NAN;
        range.high = i == 2 ? 6 : i == 3 ? INFINITY : i == 4 ? 1e200 : NAN;
        REFUSED(kl_bottleneck_curve_new(joint, NULL, &range, &curve, &error));
        assert_null(curve);
    }
    kl_bottleneck_options_init(&options);
    options.alpha = 0;
    REFUSED(kl_bottleneck_curve_new(joint, &options, NULL, &curve, &error));
    REFUSED(kl_bottleneck_curve_new(joint, NULL, NULL, NULL, &error));
    REFUSED(kl_bottleneck_curve_new(table_of(NULL, 3, 3), NULL, NULL, &curve, &error));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_symmetric_channel),
        cmocka_unit_test(a_step),
        cmocka_unit_test(the_curve_is_concave),
        cmocka_unit_test(a_function),
        cmocka_unit_test(a_function_of_too_many_values),
        cmocka_unit_test(a_weak_relation),
        cmocka_unit_test(many_correlations_near_to_each_other),
        cmocka_unit_test(edges),
        cmocka_unit_test(bad_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
