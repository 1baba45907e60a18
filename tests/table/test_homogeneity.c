/* SPDX-License-Identifier: Apache-2.0 */
/* The two tests of counts: SciPy's values, all labellings, and their level where counts are small. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <kullback/base.h>

#include "golden_drift.h"
#include "sample/homogeneity.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance * fmax(1e-300, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

static void scipy_contingency(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_homogeneities); i++) {
        const struct golden_homogeneity *g = &golden_homogeneities[i];
        const kl_homogeneity h = kl_homogeneity_test(g->a, g->b, g->n);
        near(h.pearson, g->pearson, 1e-12); /* SciPy's own rounding */
        near(h.deviance, g->deviance, 1e-11);
        near(h.p, g->p, 1e-11);
        assert_true(h.freedom == (double)(g->n - 1));
    }
}

/* What is rare is one cell, or joins the least of the others; what is nowhere counts for nothing. */
static void rare_cells(void **state) {
    (void)state;
    const uint64_t a[] = {50, 50, 1, 2, 0, 3, 0, 4}, b[] = {40, 60, 2, 1, 0, 4, 3, 0};
    const uint64_t joined_a[] = {50, 50, 10}, joined_b[] = {40, 60, 10};
    assert_true(kl_homogeneity_test(a, b, 8).pearson ==
                kl_homogeneity_test(joined_a, joined_b, 3).pearson);
    const uint64_t few_a[] = {50, 50, 1}, few_b[] = {40, 60, 2};
    const uint64_t with_a[] = {51, 50}, with_b[] = {42, 60};
    assert_true(kl_homogeneity_test(few_a, few_b, 3).pearson ==
                kl_homogeneity_test(with_a, with_b, 2).pearson);
    const uint64_t none[] = {0, 0}, one[] = {3, 1};
    assert_true(kl_homogeneity_test(none, one, 2).p == 1);
    assert_true(kl_homogeneity_test(one, one, 2).freedom == 0);
}

/* A value that the larger side has not is rare by the sums of both, whatever the smaller one has become. */
static void all_of_the_smaller_side_is_new(void **state) {
    (void)state;
    const uint64_t a[] = {100, 0}, b[] = {0, 9};
    near(kl_homogeneity_test(a, b, 2).p, 2 * 2.3455339739604653e-13, 1e-11); /* 2/C(109, 9) */
    near(kl_homogeneity_test(b, a, 2).p, 2 * 2.3455339739604653e-13, 1e-11);
    /* Nine values that are new: one alone is no surprise, all of them are. Ten tests. */
    const uint64_t old[10] = {100}, new[10] = {0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    near(kl_homogeneity_test(old, new, 10).p, 20 * 2.3455339739604653e-13, 1e-11);
    /* Beside cells that χ² compares. */
    const uint64_t many[] = {100000, 100000, 0}, few[] = {225, 225, 450};
    assert_true(kl_homogeneity_test(many, few, 3).p < 1e-300);
    assert_true(kl_homogeneity_test(many, few, 3).freedom == 1);
}

/* Values that came once tell nothing: more of the same would have had as many new ones. */
static void names_of_rows_are_no_change(void **state) {
    (void)state;
    uint64_t a[60] = {0}, b[60] = {0};
    for (size_t i = 0; i < 60; i++)
        (i < 50 ? a : b)[i] = 1;
    assert_true(kl_homogeneity_test(a, b, 60).p == 1);
}

static double choose(int n, int k) {
    double product = 1;
    for (int i = 0; i < k; i++)
        product *= (double)(n - i) / (i + 1);
    return product;
}

/* Over all tables with these sums p ≤ α comes with a chance of at most α, for every p that there is. */
static void exact_tests_hold_their_level(void **state) {
    (void)state;
    enum { A = 20, B = 9, C = 3, DRAWS = 7, TABLES = (B + 1) * (C + 1) };
    double p[TABLES] = {0}, chance[TABLES] = {0}, total = 0;
    size_t n = 0;
    for (int i = 0; i <= B && i <= DRAWS; i++)
        for (int j = 0; j <= C && i + j <= DRAWS; j++, n++) {
            const uint64_t b[] = {(uint64_t)(DRAWS - i - j), (uint64_t)i, (uint64_t)j};
            const uint64_t a[] = {A - b[0], B - b[1], C - b[2]};
            const kl_homogeneity h = kl_homogeneity_test(a, b, 3);
            assert_true(h.freedom == 0); /* all are rare, so that χ² has no part */
            p[n] = h.p;
            chance[n] = choose(A, DRAWS - i - j) * choose(B, i) * choose(C, j);
            total += chance[n];
        }
    for (size_t i = 0; i < n; i++) {
        double below = 0;
        for (size_t k = 0; k < n; k++)
            below += p[k] <= p[i] * (1 + 1e-9) ? chance[k] / total : 0;
        assert_true(below <= p[i] * (1 + 1e-9));
    }
}

static void all_labellings(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_kolmogorovs); i++) {
        const struct golden_kolmogorov *g = &golden_kolmogorovs[i];
        double d = 0, p = 0;
        for (int swap = 0; swap < 2; swap++) {
            assert_int_equal(
                kl_kolmogorov_test(swap ? g->b : g->a, swap ? g->a : g->b, g->n, &d, &p, NULL),
                KL_OK);
            near(d, g->statistic, 1e-15);
            near(p, g->p, 1e-13);
        }
    }
}

/* Of many draws Kolmogorov's limit (SciPy's kstwobign); of as many as allow it the exact law, which is no more. */
static void limit_law(void **state) {
    (void)state;
    double d = 0, p = 0, exact = 0;
    for (size_t i = 0; i < COUNT(golden_limits); i++) {
        const struct golden_limit *g = &golden_limits[i];
        const uint64_t a[] = {g->n / 2 + g->k, g->n / 2 - g->k}, b[] = {g->n / 2, g->n / 2};
        assert_int_equal(kl_kolmogorov_test(a, b, 2, &d, &p, NULL), KL_OK);
        near(d, (double)g->k / (double)g->n, 1e-15);
        near(p, g->p, 1e-12);
    }
    enum { N = 1000, SHIFT = 50 };
    static uint64_t a[2 * N + 2], b[2 * N + 2];
    for (size_t i = 0; i < 2 * N; i++) {
        a[i] = i < SHIFT || (i % 2 == 0 && i < 2 * N - SHIFT);
        b[i] = !a[i];
    }
    assert_int_equal(kl_kolmogorov_test(a, b, 2 * N, &d, &exact, NULL), KL_OK);
    a[2 * N] = b[2 * N + 1] = 1; /* one pair of draws too many for the exact law */
    assert_int_equal(kl_kolmogorov_test(a, b, 2 * N + 2, &d, &p, NULL), KL_OK);
    assert_true(exact > 0.1 * p && exact < 1.05 * p);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(scipy_contingency),
                                       cmocka_unit_test(rare_cells),
                                       cmocka_unit_test(all_of_the_smaller_side_is_new),
                                       cmocka_unit_test(names_of_rows_are_no_change),
                                       cmocka_unit_test(exact_tests_hold_their_level),
                                       cmocka_unit_test(all_labellings),
                                       cmocka_unit_test(limit_law)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
