/* SPDX-License-Identifier: Apache-2.0 */
/* Counts: chance against every table, estimators against their definitions, p-values against enumeration, intervals
 * against the truth, all pairs of columns against each. */
#include "joint_help.h"

#include "golden_joint.h"

enum { GOLDEN = sizeof golden_tables / sizeof *golden_tables };

static void near(const char *name, const char *what, double value, double expected,
                 double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%s, %s: %.17g, expected %.17g", name, what, value, expected);
}

/* ── Chance ── */

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
            near(g->name, "mean", mean, g->expected, 1e-12 * g->expected);
            near(g->name, "adjusted", value,
                 (g->information - g->expected) / (over[n] - g->expected), 1e-12);
        }
        kl_g_test test;
        FINE(kl_joint_g_test(joint, KL_X, KL_Y, 0, &test, &help_error));
        near(g->name, "G", test.statistic, 2 * kl_joint_total(joint) * g->information,
             1e-14 * test.statistic);
        /* A p-value has the error of the statistic times its logarithm. */
        near(g->name, "p", test.p_value, g->p_value, 1e-12 * g->p_value);
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
    near("million", "mean", mean, CHANCE_OF_A_MILLION, 1e-12 * CHANCE_OF_A_MILLION);
    kl_joint_free(joint);
    joint = help_table(billions, 2, 2);
    adjusted(joint, KL_NORMALISER_MIN, &mean);
    near("billions", "mean", mean, 1 / 8e9, 1e-9 / 8e9);
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
    near("strata", "G", all.statistic, statistic, 1e-12);
    assert_true(all.freedom == freedom);
    kl_joint_free(joint);
}

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
            near(g->name, kl_method_name(golden_methods[m]), r.value.value, expected, tolerance);
            assert_int_equal(r.value.method, golden_methods[m]);
            if (fabs(g->value[m] - expected) > tolerance)
                assert_true(kl_estimate_has(&r.value, KL_FLAG_CLIPPED) &&
                            r.value.value == expected);
        }
        kl_joint_result r = help_estimate(joint, KL_METHOD_JACKKNIFE, 0);
        near(g->name, "jackknife", r.value.value, fmax(0, g->jackknife), 1e-13);
        if (!isnan(r.value.standard_error))
            near(g->name, "standard error", r.value.standard_error, g->standard_error, 1e-12);
        r = help_estimate(joint, KL_METHOD_PLUGIN, 0);
        near(g->name, "plug-in", r.value.value, g->information, 1e-15);
        assert_true(r.value.value == r.plugin);
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
        near("2 x 2", "p", r.p_value.value, expected,
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
        for (int run = 0; run < RUNS; run++) {
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
            options.seed = (uint64_t)run;
            FINE(kl_joint_estimate(joint, KL_X, KL_Y, KL_Z, &options, &r, &help_error));
            below += r.p_value.value <= 0.1;
            kl_joint_free(joint);
        }
        /* 0.1 and four standard errors; ties make it less for few rows. */
        assert_in_range(below, RUNS * 0.04, RUNS * 0.16);
    }
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
    for (int run = 0; run < RUNS; run++) {
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
    print_message("%d values, %zu rows, %g tied: %u of %d\n", values, rows, tied, held, RUNS);
    /* 95 % less three standard errors, 3·√(0.95·0.05/300) = 3.8 points. */
    assert_true(held >= (0.95 - 0.038) * RUNS);
}

static void intervals_hold_the_truth(void **state) {
    (void)state;
    static const double tied[] = {0, 0.03, 0.1, 0.3, 0.8};
    for (int t = 0; t < 5; t++) {
        coverage_of(2, 100, tied[t]);
        coverage_of(4, 300, tied[t]);
        coverage_of(10, 2000, tied[t]);
    }
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
    const double constant[] = {30, 40};
    joint = help_table(constant, 1, 2);
    r = help_estimate(joint, KL_METHOD_JACKKNIFE, 99);
    assert_true(r.value.value == 0 && r.value.high == 0 && r.p_value.value == 1);
    kl_joint_free(joint);
}

/* ── All pairs ── */

enum { COLUMNS = 7, ROWS = 3000 };

static int count_progress(void *context, uint64_t done, uint64_t total) {
    assert_int_equal(total, COLUMNS * (COLUMNS - 1) / 2);
    *(uint64_t *)context = done;
    return 0;
}

static int stop(void *context, uint64_t done, uint64_t total) {
    (void)context, (void)done, (void)total;
    return 1;
}

static void the_matrix_is_each_pair(void **state) {
    (void)state;
    static int64_t code[COLUMNS][ROWS];
    kl_array columns[COLUMNS];
    kl_random random;
    kl_random_init(&random, 12, 0);
    for (size_t i = 0; i < ROWS; i++) {
        const uint64_t base = kl_random_below(&random, 5);
        for (size_t c = 0; c < COLUMNS; c++)
            code[c][i] = (int64_t)(base * (c % 3) + kl_random_below(&random, 3 * c + 1));
        code[2][i] = i % 7 == 0 ? -1 : code[2][i];
        code[3][i] = i % 5 == 0 ? -1 : code[3][i];
        code[5][i] = (int64_t)i * 1000003; /* too many for a table of 16-bit numbers */
    }
    for (size_t c = 0; c < COLUMNS; c++)
        columns[c] = help_codes(code[c], ROWS);
    static const kl_method methods[] = {KL_METHOD_PLUGIN, KL_METHOD_JACKKNIFE,
                                        KL_METHOD_MILLER_MADOW, KL_METHOD_SHRINKAGE};
    for (size_t m = 0; m < 4; m++) {
        double out[COLUMNS * COLUMNS];
        uint64_t rows[COLUMNS * COLUMNS], done = 0;
        kl_joint_options options;
        kl_joint_options_init(&options);
        options.estimator = methods[m];
        options.progress = count_progress;
        options.context = &done;
        FINE(kl_information_matrix(columns, COLUMNS, &options, out, rows, &help_error));
        assert_int_equal(done, COLUMNS * (COLUMNS - 1) / 2);
        for (size_t i = 0; i < COLUMNS; i++) {
            for (size_t j = 0; j < COLUMNS; j++) {
                const kl_array pair[] = {columns[i], columns[j]};
                kl_joint *joint = NULL;
                FINE(kl_joint_from_codes(pair, 2, kl_rows_once(), NULL, &joint, &help_error));
                const double expected = i == j ? help_entropy(joint, KL_X, 0)
                                               : help_estimate(joint, methods[m], 0).value.value;
                /* Logarithms of 3000 rows, added up in another order. */
                near("matrix", kl_method_name(methods[m]), out[i * COLUMNS + j], expected, 1e-12);
                assert_int_equal(rows[i * COLUMNS + j], (uint64_t)kl_joint_total(joint));
                assert_true(out[i * COLUMNS + j] == out[j * COLUMNS + i]);
                kl_joint_free(joint);
            }
        }
    }
    kl_joint_options options;
    double out[COLUMNS * COLUMNS];
    kl_joint_options_init(&options);
    options.progress = stop;
    assert_int_equal(kl_information_matrix(columns, COLUMNS, &options, out, NULL, NULL),
                     KL_ERROR_CANCELLED);
    columns[4].n--;
    assert_int_equal(kl_information_matrix(columns, COLUMNS, NULL, out, NULL, &help_error),
                     KL_ERROR_MISMATCH);
    assert_int_equal(help_error.input, 4);
}

/* As estimates of each pair with these alphabets are, by counting (3 and 4 values) and by sorting; fewer than were seen
 * are refused; the same bits for any number of threads. */
static void the_matrix_by_alphabets(void **state) {
    (void)state;
    enum { N = 60 };
    int64_t code[3][N];
    uint64_t alphabet[] = {30, 4, 100};
    for (int64_t i = 0; i < N; i++) {
        code[0][i] = i * i % 3;
        code[1][i] = i / 7 % 4;
        code[2][i] = i / 2 % 5 * 100000;
    }
    const kl_array columns[] = {help_codes(code[0], N), help_codes(code[1], N),
                                help_codes(code[2], N)};
    kl_joint_options options;
    double out[9], threads[9];
    kl_joint_options_init(&options);
    options.permutations = 0;
    options.estimator = KL_METHOD_DIRICHLET_JEFFREYS;
    options.alphabet = alphabet;
    FINE(kl_information_matrix(columns, 3, &options, out, NULL, &help_error));
    for (size_t i = 0; i < 3; i++) {
        const size_t j = (i + 1) % 3;
        const kl_array pair[] = {columns[i], columns[j]};
        const uint64_t both[] = {alphabet[i], alphabet[j]};
        kl_joint_options own = options;
        kl_joint_result r;
        kl_joint *joint = NULL;
        own.alphabet = both;
        FINE(kl_joint_from_codes(pair, 2, kl_rows_once(), NULL, &joint, &help_error));
        FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &own, &r, &help_error));
        near("alphabet", "I", out[i * 3 + j], r.value.value, 1e-13);
        kl_joint_free(joint);
    }
    kl_pool_options with;
    kl_pool_options_init(&with);
    with.threads = 3;
    FINE(kl_pool_new(&with, &options.pool, &help_error));
    FINE(kl_information_matrix(columns, 3, &options, threads, NULL, &help_error));
    assert_memory_equal(out, threads, sizeof out);
    kl_pool_free(options.pool);
    options.pool = NULL;
    alphabet[1] = 3;
    assert_int_equal(kl_information_matrix(columns, 3, &options, out, NULL, &help_error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(help_error.index, 1);
}

static void pairs_without_rows(void **state) {
    (void)state;
    const int64_t first[] = {0, 1, -1, -1}, last[] = {-1, -1, 1, 0}, none[] = {-1, -1, -1, -1};
    const kl_array columns[] = {help_codes(first, 4), help_codes(last, 4), help_codes(none, 4)};
    double out[9];
    uint64_t rows[9];
    FINE(kl_information_matrix(columns, 3, NULL, out, rows, &help_error));
    assert_true(isnan(out[1]) && isnan(out[2]) && isnan(out[8]) && rows[1] == 0 && rows[8] == 0);
    near("column", "H", out[0], log(2), 1e-15);
    assert_int_equal(rows[0], 2);
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
        cmocka_unit_test(chance_is_the_mean_of_all_tables),
        cmocka_unit_test(chance_at_large_counts),
        cmocka_unit_test(nothing_to_adjust),
        cmocka_unit_test(strata_are_tested_together),
        cmocka_unit_test(estimators_are_their_definitions),
        cmocka_unit_test(p_values_are_fishers),
        cmocka_unit_test(p_values_are_uniform),
        cmocka_unit_test(any_number_of_threads),
        cmocka_unit_test(intervals_hold_the_truth),
        cmocka_unit_test(what_has_no_interval),
        cmocka_unit_test(the_matrix_is_each_pair),
        cmocka_unit_test(the_matrix_by_alphabets),
        cmocka_unit_test(pairs_without_rows),
        cmocka_unit_test(options_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
