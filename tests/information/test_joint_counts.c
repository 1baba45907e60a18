/* SPDX-License-Identifier: Apache-2.0 */
/* Estimates from counts: estimators against their definitions, p-values against enumeration, intervals against the
 * truth. */
#include "joint_help.h"

#include "../all_cases.h"
#include "golden_joint.h"

enum { GOLDEN = sizeof golden_tables / sizeof *golden_tables };

/* ── Estimates ── */

/* The logarithm of the smaller alphabet that is known: values that came once leave it open how many there are. */
static double most_of(const golden_table *g) {
    double margin[2][12] = {{0}};
    unsigned once[2] = {0, 0};
    for (size_t i = 0; i < g->rows * g->columns; i++) {
        margin[0][i / g->columns] += g->count[i];
        margin[1][i % g->columns] += g->count[i];
    }
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < 12; i++)
            once[side] += margin[side][i] == 1;
    return fmin(once[0] > 1 ? INFINITY : log((double)g->rows),
                once[1] > 1 ? INFINITY : log((double)g->columns));
}

static void estimators_are_their_definitions(void **state) {
    (void)state;
    for (size_t i = 0; i < GOLDEN; i++) {
        const golden_table *g = &golden_tables[i];
        kl_joint *joint = help_table(g->count, g->rows, g->columns);
        const double most = most_of(g);
        for (size_t m = 0; m < GOLDEN_METHODS; m++) {
            const kl_joint_result r = help_estimate(joint, golden_methods[m], 0);
            /* NSB is integrated to 1e-11 of entropies up to ln 36, the others are sums of 36 terms of that size. */
            const double tolerance = golden_methods[m] == KL_METHOD_NSB ? 2e-10 : 1e-13;
            const double expected = fmin(fmax(g->value[m], 0), most);
            help_near(g->name, kl_method_name(golden_methods[m]), r.value.value, expected,
                      tolerance);
            assert_int_equal(r.value.method, golden_methods[m]);
            if (fabs(g->value[m] - expected) > tolerance)
                assert_true(kl_estimate_has(&r.value, KL_FLAG_CLIPPED) &&
                            r.value.value == expected);
        }
        kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, 0);
        help_near(g->name, "jackknife", r.value.value, fmax(0, g->jackknife), 1e-13);
        if (!isnan(r.value.standard_error))
            help_near(g->name, "standard error", r.value.standard_error, g->standard_error, 1e-12);
        r = help_estimate(joint, KL_METHOD_PLUGIN, 0);
        help_near(g->name, "plug-in", r.value.value, g->information, 1e-15);
        assert_true(r.value.value == r.plugin);
        kl_joint_free(joint);
    }
}

/* Against mpmath with 60 digits: leaving out a row changes c ln c by ln c + 1, whatever c ln c is. */
static void jackknife_of_many_rows(void **state) {
    (void)state;
    static const struct {
        double count[4], value, error;
    } golden[] = {
        {{4e6, 1e6, 1e6, 3e6}, .15903344368993758, .0001721623581775297},
        {{4e10, 1e10, 1e10, 3e10}, .15903349923997082, 1.7216229990043388e-06},
        {{4e13, 1e13, 1e13, 3e13}, .15903349924552082, 5.444249948799386e-08},
        {{5e13, 5e13, 5e13, 5.625e13}, .000432573186407823, 2.0476765179038275e-09},
        {{0x1p52, 0, 0, 0x1p51}, .6365141682948129, 3.975517663203822e-09},
    };
    for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
        kl_joint *joint = help_table(golden[i].count, 2, 2);
        const kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, 0);
        /* A few roundings of logarithms of shares. */
        help_near("many rows", "value", r.value.value, golden[i].value, 2e-15);
        help_near("many rows", "standard error", r.value.standard_error, golden[i].error,
                  1e-6 * golden[i].error);
        assert_true(r.value.low < r.value.value && r.value.value < r.value.high);
        kl_joint_free(joint);
    }
}

/* ── The test of independence ── */

static double log_choose(int n, int k) {
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

/* Of a 2 × 2 table, by Fisher's enumeration with the information as its order. */
static double exact_p(const int t[4]) {
    const int a = t[0] + t[1], b = t[0] + t[2], n = a + t[2] + t[3];
    const double seen[] = {t[0], t[1], t[2], t[3]};
    kl_joint *joint = help_table(seen, 2, 2);
    const double observed = help_information(joint, KL_X, KL_Y, 0);
    double p = 0;
    kl_joint_free(joint);
    for (int x = a + b > n ? a + b - n : 0; x <= (a < b ? a : b); x++) {
        const double other[] = {x, a - x, b - x, n - a - b + x};
        joint = help_table(other, 2, 2);
        if (help_information(joint, KL_X, KL_Y, 0) >= observed - 1e-12)
            p += exp(log_choose(a, x) + log_choose(n - a, b - x) - log_choose(n, b));
        kl_joint_free(joint);
    }
    return fmin(p, 1);
}

/* Dealt as tables (many rows) and as rows that are shuffled (few). */
static void p_values_are_fishers(void **state) {
    (void)state;
    static const int tables[][4] = {
        {7, 2, 3, 9}, {60, 40, 45, 55}, {300, 250, 260, 310}, {4, 4, 4, 4}};
    enum { DEALS = 20000 };
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const double counts[] = {tables[t][0], tables[t][1], tables[t][2], tables[t][3]};
        kl_joint *joint = help_table(counts, 2, 2);
        const kl_joint_result r = help_estimate(joint, KL_METHOD_PLUGIN, DEALS);
        const double expected = exact_p(tables[t]);
        assert_int_equal(r.p_value.n, DEALS);
        /* Four standard errors of a share, the seed being fixed. */
        help_near("2 x 2", "p", r.p_value.value, expected,
                  4 * sqrt(expected * (1 - expected) / DEALS) + 1.0 / DEALS);
        kl_joint_free(joint);
    }
}

/* Under independence p ≤ α in a share α of tables, with nothing given and given what makes both depend on each other;
 * with few rows and with many. */
static void p_values_are_uniform(void **state) {
    (void)state;
    enum { RUNS = 400, MOST = 600 };
    static int64_t x[MOST], y[MOST], z[MOST];
    static const size_t sizes[] = {30, MOST};
    kl_random random;
    kl_random_init(&random, 77, 0);
    for (int s = 0; s < 2; s++) {
        unsigned below = 0;
        for (size_t run = 0; run < cases_of(RUNS); run++) {
            for (size_t i = 0; i < sizes[s]; i++) {
                z[i] = (int64_t)kl_random_below(&random, 2);
                x[i] = (int64_t)kl_random_below(&random, 2) + z[i];
                y[i] = (int64_t)kl_random_below(&random, 3) + z[i];
            }
            const kl_array columns[] = {help_codes(x, sizes[s]), help_codes(y, sizes[s]),
                                        help_codes(z, sizes[s])};
            kl_joint *joint = NULL;
            kl_joint_options options;
            kl_joint_result r;
            FINE(kl_joint_from_codes(columns, 3, kl_rows_once(), NULL, &joint, &help_error));
            kl_joint_options_init(&options);
            options.permutations = 199;
            options.seed = run;
            FINE(kl_joint_estimate(joint, KL_X, KL_Y, KL_Z, &options, &r, &help_error));
            below += r.p_value.value <= 0.1;
            kl_joint_free(joint);
        }
        /* 0.1 and four standard errors; ties make it less for few rows. */
        if (all_cases())
            assert_in_range(below, RUNS * 0.04, RUNS * 0.16);
    }
}

/* Of two rows with one x, and four with an x of their own, only the two can have the same y: 4 of 15 ways. */
static void rows_of_their_own(void **state) {
    (void)state;
    enum { N = 6, DEALS = 9999 };
    static const int64_t x[N] = {0, 0, 1, 2, 3, 4}, y[N] = {2, 2, 0, 0, 0, 1};
    for (int swapped = 0; swapped < 2; swapped++) {
        const kl_array columns[] = {help_codes(swapped ? y : x, N), help_codes(swapped ? x : y, N)};
        kl_joint *joint = NULL;
        FINE(kl_joint_from_codes(columns, 2, kl_rows_once(), NULL, &joint, &help_error));
        const kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, DEALS);
        const double expected = 4.0 / 15;
        assert_int_equal(r.p_value.n, DEALS);
        help_near("rows of their own", "p", r.p_value.value, expected,
                  4 * sqrt(expected * (1 - expected) / DEALS));
        kl_joint_free(joint);
    }
}

/* A test that ends early is the one that had been asked for with as many deals as it made. */
static void tests_end_early(void **state) {
    (void)state;
    enum { N = 40, ENOUGH = 4, MOST = 60 };
    static int64_t x[N], y[N];
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (size_t i = 0; i < N; i++) {
        x[i] = (int64_t)kl_random_below(&random, 3);
        y[i] = (int64_t)kl_random_below(&random, 3);
    }
    const kl_array columns[] = {help_codes(x, N), help_codes(y, N)};
    kl_joint *joint = NULL;
    FINE(kl_joint_from_codes(columns, 2, kl_rows_once(), NULL, &joint, &help_error));
    unsigned deals = 0, as_large = 0;
    while (as_large < ENOUGH && deals < MOST) {
        const kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, ++deals);
        as_large = (unsigned)lround(r.p_value.value * (1 + deals)) - 1;
    }
    assert_true(deals > ENOUGH && deals < MOST);
    kl_joint_options options;
    kl_joint_result early, whole;
    kl_joint_options_init(&options);
    options.enough = ENOUGH;
    FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &early, &help_error));
    assert_int_equal(early.p_value.n, deals);
    assert_true(early.p_value.value == (double)ENOUGH / deals);
    /* What is not reached changes nothing. */
    options.enough = options.permutations + 1;
    FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &early, &help_error));
    whole = help_estimate(joint, KL_METHOD_JACKKNIFE, options.permutations);
    assert_memory_equal(&early.p_value, &whole.p_value, sizeof whole.p_value);
    kl_joint_free(joint);
}

static void any_number_of_threads(void **state) {
    (void)state;
    const golden_table *g = &golden_tables[5];
    kl_pool_options with;
    kl_pool *pool = NULL;
    kl_pool_options_init(&with);
    with.threads = 3;
    FINE(kl_pool_new(&with, &pool, &help_error));
    kl_joint *joint = help_table(g->count, g->rows, g->columns);
    kl_joint_options options;
    kl_joint_result one, three;
    kl_joint_options_init(&options);
    FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &one, &help_error));
    options.pool = pool;
    FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &three, &help_error));
    assert_memory_equal(&one.p_value, &three.p_value, sizeof one.p_value);
    assert_true(one.value.high == three.value.high && one.p_value.n == 999);
    assert_true(one.p_value.value <= 0.002); /* a strong dependence of 200 rows */
    double a, b;
    FINE(kl_joint_adjusted(joint, KL_X, KL_Y, KL_NORMALISER_MAX, NULL, &a, NULL, &help_error));
    FINE(kl_joint_adjusted(joint, KL_X, KL_Y, KL_NORMALISER_MAX, pool, &b, NULL, &help_error));
    assert_true(a == b);
    kl_joint_free(joint);
    kl_pool_free(pool);
}

/* ── Intervals ── */

/* Y is X's value with some chance, else any of as many; the truth in closed form. */
static double truth(int values, double tied) {
    const double n = values, both = (tied + (1 - tied) / n) / n, other = (1 - tied) / n / n;
    return n * both * log(both * n * n) + (tied < 1 ? n * (n - 1) * other * log(other * n * n) : 0);
}

/* Shares of `runs` intervals that hold it, of which many are asked for at independence too. */
static void coverage_of(int values, size_t rows, double tied) {
    enum { RUNS = 300, MOST = 2000 };
    static int64_t x[MOST], y[MOST];
    unsigned held = 0;
    kl_random random;
    kl_random_init(&random, 41, (uint64_t)rows);
    for (size_t run = 0; run < cases_of(RUNS); run++) {
        for (size_t i = 0; i < rows; i++) {
            x[i] = (int64_t)kl_random_below(&random, (uint64_t)values);
            y[i] = kl_random_uniform(&random) < tied
                       ? x[i]
                       : (int64_t)kl_random_below(&random, (uint64_t)values);
        }
        const kl_array columns[] = {help_codes(x, rows), help_codes(y, rows)};
        kl_joint *joint = NULL;
        FINE(kl_joint_from_codes(columns, 2, kl_rows_once(), NULL, &joint, &help_error));
        const kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, 99);
        assert_true(r.value.low <= r.value.value && r.value.value <= r.value.high);
        held += r.value.low <= truth(values, tied) && truth(values, tied) <= r.value.high;
        kl_joint_free(joint);
    }
    if (!all_cases())
        return;
    print_message("%d values, %zu rows, %g tied: %u of %d\n", values, rows, tied, held, RUNS);
    /* 95 % less three standard errors, 3·√(0.95·0.05/300) = 3.8 points. */
    assert_true(held >= (0.95 - 0.038) * RUNS);
}

static void intervals_hold_the_truth(void **state) {
    (void)state;
    static const double tied[] = {0, 0.03, 0.1, 0.3, 0.8};
    for (size_t t = 0; t < cases_of(5); t++) {
        coverage_of(2, 100, tied[t]);
        coverage_of(4, 300, tied[t]);
        coverage_of(10, 2000, tied[t]);
    }
}

/* Y = X, a rare value: over all numbers of rows that have it the interval holds h(p). Without the rows that have none
 * it would be held by 60 to 80 of 100. */
static void a_rare_value_may_be_missed(void **state) {
    (void)state;
    enum { N = 30 };
    static const double shares[] = {0.02, 0.03, 0.05, 0.08};
    for (size_t i = 0; i < 4; i++) {
        const double p = shares[i], h = -p * log(p) - (1 - p) * log(1 - p);
        double held = 0;
        for (int k = 0; k < N; k++) {
            const double table[] = {N - k, 0, 0, k};
            kl_joint *joint = help_table(table, 2, 2);
            const kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, 99);
            if (isnan(r.value.low) || (r.value.low <= h && h <= r.value.high))
                held += exp(log_choose(N, k) + k * log(p) + (N - k) * log(1 - p));
            kl_joint_free(joint);
        }
        print_message("a share of %g: %.3f\n", p, held);
        assert_true(held >= 0.95);
    }
}

/* One value was seen: others may have a share m that 70 rows miss once in twenty, of which Y tells h(m) + m ln 2. */
static void a_constant_may_have_other_values(void **state) {
    (void)state;
    const double counts[] = {30, 40}, m = -expm1(log(0.05) / 70);
    const double most = -m * log(m) - (1 - m) * log(1 - m) + m * log(2);
    const uint64_t known[] = {1, 2}, more[] = {3, 2};
    kl_joint *joint = help_table(counts, 1, 2);
    kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, 99);
    assert_true(r.value.value == 0 && r.value.low == 0 && r.p_value.value == 1);
    help_near("a constant", "high end", r.value.high, most, 1e-14);
    kl_joint_options options;
    kl_joint_options_init(&options);
    options.alphabet = known;
    FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &r, &help_error));
    assert_true(r.value.low == 0 && r.value.high == 0); /* it is said to have no other */
    options.alphabet = more;
    FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &r, &help_error));
    help_near("a constant of three values", "high end", r.value.high, most, 1e-14);
    kl_joint_free(joint);
}

static void what_has_no_interval(void **state) {
    (void)state;
    enum { N = 50 };
    int64_t x[N], y[N];
    for (int64_t i = 0; i < N; i++) {
        x[i] = i;
        y[i] = i % 3;
    }
    const kl_array distinct[] = {help_codes(x, N), help_codes(y, N)};
    kl_joint *joint = NULL;
    FINE(kl_joint_from_codes(distinct, 2, kl_rows_once(), NULL, &joint, &help_error));
    kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, 99);
    assert_true(isnan(r.value.low) && kl_estimate_has(&r.value, KL_FLAG_BIASED));
    assert_true(kl_estimate_has(&r.value, KL_FLAG_NEAR_EQUAL) && r.p_value.value == 1);
    kl_joint_free(joint);
    const double three[] = {1, 0, 0, 2};
    joint = help_table(three, 2, 2);
    r = help_estimate(joint, KL_METHOD_JACKKNIFE, 99);
    assert_true(isnan(r.value.low) && kl_estimate_has(&r.value, KL_FLAG_FEW_UNITS));
    kl_joint_free(joint);
    const double one[] = {1};
    joint = help_table(one, 1, 1);
    r = help_estimate(joint, KL_METHOD_JACKKNIFE, 99);
    assert_true(r.value.value == 0 && isnan(r.value.low) && r.p_value.value == 1);
    assert_true(kl_estimate_has(&r.value, KL_FLAG_FEW_UNITS));
    kl_joint_free(joint);
    const double constants[] = {70};
    joint = help_table(constants, 1, 1); /* nothing says how many values either has */
    r = help_estimate(joint, KL_METHOD_JACKKNIFE, 99);
    assert_true(r.value.value == 0 && isnan(r.value.high) && r.p_value.value == 1);
    kl_joint_free(joint);
}

static void options_out_of_range(void **state) {
    (void)state;
    const double table[] = {5, 2, 3, 4};
    const uint64_t few[] = {2, 1}, many[] = {40, 50};
    kl_joint *joint = help_table(table, 2, 2);
    kl_joint_options options;
    kl_joint_result r;
    kl_joint_options_init(&options);
    options.confidence = 1;
    assert_int_equal(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &r, NULL),
                     KL_ERROR_ARGUMENT);
    kl_joint_options_init(&options);
    options.estimator = KL_METHOD_NEIGHBOURS;
    assert_int_equal(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &r, NULL),
                     KL_ERROR_ARGUMENT);
    kl_joint_options_init(&options);
    options.alphabet = few;
    assert_int_equal(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &r, &help_error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(help_error.index, 1);
    /* Of two thousand combinations fourteen draws say next to nothing: both are shrunk to independence. */
    options.alphabet = many;
    options.estimator = KL_METHOD_DIRICHLET_JEFFREYS;
    FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &r, &help_error));
    assert_true(r.value.value < r.plugin / 2);
    kl_joint_free(joint);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(estimators_are_their_definitions),
        cmocka_unit_test(jackknife_of_many_rows),
        cmocka_unit_test(p_values_are_fishers),
        cmocka_unit_test(p_values_are_uniform),
        cmocka_unit_test(rows_of_their_own),
        cmocka_unit_test(tests_end_early),
        cmocka_unit_test(any_number_of_threads),
        cmocka_unit_test(intervals_hold_the_truth),
        cmocka_unit_test(a_rare_value_may_be_missed),
        cmocka_unit_test(a_constant_may_have_other_values),
        cmocka_unit_test(what_has_no_interval),
        cmocka_unit_test(options_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
