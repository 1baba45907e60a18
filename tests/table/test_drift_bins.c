/* SPDX-License-Identifier: Apache-2.0 */
/* Bins of drift: edges by NumPy and by definition, which bin a number on an edge is in, and what is said of single
 * columns. */
#include "drift_tables.h"
#include "golden_drift.h"

static void numpy_edges(void **state) {
    (void)state;
    static const kl_binning rules[] = {KL_BINS_DOANE, KL_BINS_STURGES};
    double *edges = malloc(KL_BINS_MOST * sizeof *edges);
    for (size_t i = 0; i < sizeof golden_columns / sizeof *golden_columns; i++) {
        const struct golden_column *g = &golden_columns[i];
        kl_table_profile *p = profile_of(numbers(0, g->values, g->n), NULL);
        const kl_column_profile *const both[2] = {&p->column[0], &p->column[0]};
        kl_sides sides;
        assert_int_equal(kl_sides_of_numbers(both, &sides, &error), KL_OK);
        for (int r = 0; r < 2; r++) {
            kl_drift_options options;
            size_t n = 0;
            kl_drift_options_init(&options);
            options.binning = rules[r];
            assert_int_equal(kl_drift_find_edges(&sides, "x", &options, edges, &n, &error), KL_OK);
            assert_int_equal(n, g->edges[r]);
            for (size_t k = 0; k < n; k++)
                assert_true(fabs(edges[k] - g->edge[r][k]) < 1e-12 * 20); /* of the range */
        }
        kl_sides_free(&sides);
        kl_table_profile_free(p);
    }
    free(edges);
}

/* Bins by definition: the shares of each, from the rows. */
static void given_edges(void **state) {
    (void)state;
    static const double a[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
                        b[] = {5, 5, 6, 7, 8, 9, 10, 11, 12, 13};
    static const double edges[] = {5, 10};
    const kl_drift_bins given = {"x", edges, 2, 0, 0};
    kl_drift_options options;
    kl_drift_options_init(&options);
    options.columns = &given;
    options.column_count = 1;
    kl_drift *drift = drift_of(numbers(0, a, 10), numbers(1, b, 10), &options);
    /* 4, 5, 1 against 0, 6, 4 */
    const double p[] = {0.4, 0.5, 0.1}, q[] = {0, 0.6, 0.4};
    double jsd = 0, tv = 0;
    for (int i = 0; i < 3; i++) {
        const double m = (p[i] + q[i]) / 2;
        jsd += (p[i] * log(p[i] / m) + (q[i] > 0 ? q[i] * log(q[i] / m) : 0)) / 2;
        tv += fabs(p[i] - q[i]) / 2;
    }
    near(measure(drift, "x", "jensen_shannon").plugin, jsd, 1e-14);
    near(measure(drift, "x", "total_variation").plugin, tv, 1e-14);
    assert_true(isinf(measure(drift, "x", "divergence.reverse").plugin));
    assert_true(isfinite(measure(drift, "x", "divergence.reverse").value.value));
    assert_int_equal(kl_drift_column_at(drift, 0).bins, 3);
    assert_string_equal(kl_drift_change_at(drift, 0, 0).name, "below 5");
    kl_drift_free(drift);
    static const double wrong[] = {5, 5};
    const kl_drift_bins none = {"x", wrong, 2, 0, 0};
    options.columns = &none;
    assert_int_equal(try_drift(room[0], room[1], &options, &drift), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "must ascend"));
}

static void every_binning(void **state) {
    (void)state;
    static double a[3000], b[3000];
    kl_random random;
    kl_random_init(&random, 1, 1);
    for (int i = 0; i < 3000; i++) {
        a[i] = kl_random_uniform(&random);
        b[i] = kl_random_uniform(&random) + 0.2;
    }
    for (int rule = 0; rule < KL_BINNING_COUNT; rule++) {
        kl_drift_options options;
        kl_drift_options_init(&options);
        options.binning = (kl_binning)rule;
        kl_drift *drift = drift_of(numbers(0, a, 3000), numbers(1, b, 3000), &options);
        const kl_drift_column column = kl_drift_column_at(drift, 0);
        assert_true(column.bins >= 10 && column.bins <= KL_BINS_MOST);
        assert_int_equal(column.verdict, KL_DRIFT_EXCEEDED);
        /* A shift of 0.2 is a divergence of 0.2 bits, of which bins can only hide some: deciles leave 0.0955
         * nats. */
        const kl_estimate jsd = measure(drift, "x", "jensen_shannon").value;
        if (!(jsd.low < 0.2 * LN2 && jsd.high > 0.095))
            fail_msg("%s: %g in %g … %g nats", kl_binning_name(options.binning), jsd.value, jsd.low,
                     jsd.high);
        kl_drift_free(drift);
    }
}

/* ── On an edge ── */

/* The edges that a rule makes of the numbers of a reference beside those of a current table. */
static size_t edges_of(const char *reference, const char *current, kl_binning binning, size_t bins,
                       double out[KL_BINS_MOST]) {
    kl_table_profile *a = profile_of(reference, NULL), *b = profile_of(current, NULL);
    const kl_column_profile *const both[2] = {&a->column[0], &b->column[0]};
    kl_drift_options options;
    kl_sides sides;
    size_t n = 0;
    kl_drift_options_init(&options);
    options.binning = binning;
    options.bins = bins;
    assert_int_equal(kl_sides_of_numbers(both, &sides, &error), KL_OK);
    assert_int_equal(kl_drift_find_edges(&sides, "x", &options, out, &n, &error), KL_OK);
    kl_sides_free(&sides);
    kl_table_profile_free(a);
    kl_table_profile_free(b);
    return n;
}

/* A number that only the current table has is no edge of a quantile. */
static void quantiles_are_of_the_reference(void **state) {
    (void)state;
    static double edges[KL_BINS_MOST];
    const size_t n = edges_of("x\n1\n2\n3\n4\n", "x\n2.5\n2.75\n", KL_BINS_QUANTILE, 2, edges);
    assert_int_equal(n, 1);
    near(edges[0], 3, 0);
}

/* Numbers that fill a bin: what the current table has beside them is another one, above, below and between. */
static void numbers_that_fill_a_bin(void **state) {
    (void)state;
    static double edges[KL_BINS_MOST];
    assert_int_equal(edges_of("x\n0\n0\n0\n0\n", "x\n0\n5\n9\n", KL_BINS_QUANTILE, 10, edges), 1);
    near(edges[0], 5, 0);
    assert_int_equal(edges_of("x\n0\n0\n0\n0\n", "x\n-5\n0\n", KL_BINS_QUANTILE, 10, edges), 1);
    near(edges[0], 0, 0);
    const size_t n = edges_of("x\n0\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n",
                              "x\n0\n1\n", KL_BINS_QUANTILE, 10, edges);
    assert_int_equal(n, 1);
    near(edges[0], 1, 0);
    /* Exactly a bin, too. */
    assert_int_equal(edges_of("x\n0\n0\n1\n1\n", "x\n0\n5\n", KL_BINS_QUANTILE, 2, edges), 2);
    near(edges[0], 1, 0);
    near(edges[1], 5, 0);
    /* A rare one at the end does not. */
    assert_int_equal(edges_of("x\n1\n2\n3\n4\n", "x\n5\n", KL_BINS_QUANTILE, 2, edges), 1);
}

/* Half of what was nothing but 0 is 5 now. */
static void a_constant_that_half_left(void **state) {
    (void)state;
    static double a[100], b[100];
    for (int i = 0; i < 100; i++)
        b[i] = i % 2 ? 5 : 0;
    kl_drift *drift = drift_of(numbers(0, a, 100), numbers(1, b, 100), NULL);
    near(measure(drift, "x", "total_variation").plugin, 0.5, 1e-14);
    kl_drift_free(drift);
}

/* Whole numbers from 0 to 100 in a hundred bins of equal width: every edge is a whole number. */
static void whole_edges(void **state) {
    (void)state;
    static double values[101], edges[KL_BINS_MOST];
    for (int i = 0; i <= 100; i++)
        values[i] = i;
    const char *text = numbers(0, values, 101);
    assert_int_equal(edges_of(text, text, KL_BINS_EQUAL_WIDTH, 100, edges), 99);
    for (int i = 1; i < 100; i++)
        near(edges[i - 1], i, 0);
}

/* Numbers beside which the products of a rule are no doubles. */
static void edges_of_huge_numbers(void **state) {
    (void)state;
    static const double values[] = {-0x1p1023, 0, 0x1p1022, 0x1p1023};
    static double edges[KL_BINS_MOST];
    const char *text = numbers(0, values, 4);
    assert_int_equal(edges_of(text, text, KL_BINS_EQUAL_WIDTH, 4, edges), 3);
    near(edges[0], -0x1p1022, 0);
    near(edges[1], 0, 0);
    near(edges[2], 0x1p1022, 0);
    for (int rule = 0; rule < KL_BINNING_COUNT; rule++) {
        const size_t n = edges_of(text, text, (kl_binning)rule, 0, edges);
        for (size_t i = 0; i < n; i++)
            assert_true(isfinite(edges[i]));
    }
}

/* A third of the rows is 0.3 and an edge is, in a column of more different numbers than are kept: 0.3 is above the
 * edge all the same, in the reference, in the current table, and in a profile that was saved. */
static void on_an_edge_of_many_numbers(void **state) {
    (void)state;
    enum { ROWS = 30000, THIRD = 10000 };
    static char text[2][ROWS * 24];
    static const double edge = 0.3;
    const kl_drift_bins given = {"x", &edge, 1, 0, 0};
    for (int s = 0; s < 2; s++) {
        size_t at = (size_t)sprintf(text[s], "x\n");
        for (int i = 0; i < ROWS; i++)
            at += (size_t)(i % 3 == 0
                               ? sprintf(text[s] + at, "%s0.3\n", s == 0 ? "" : "-")
                               : sprintf(text[s] + at, "%s0.%05d\n", i % 2 ? "-" : "", 70000 + i));
    }
    kl_table_profile *a = profile_of(text[0], NULL), *b = profile_of(text[1], NULL);
    kl_table_profile *again = NULL;
    kl_buffer bytes = {NULL, 0, 0};
    kl_drift_options options;
    kl_drift_options_init(&options);
    options.columns = &given;
    options.column_count = 1;
    assert_int_equal(kl_state_write(&kl_profile_type, a, kl_sink_memory(&bytes), &error), KL_OK);
    assert_int_equal(kl_table_profile_parse(bytes.data, bytes.size, &again, &error), KL_OK);
    for (int k = 0; k < 2; k++) {
        kl_drift *drift = NULL;
        assert_int_equal(kl_drift_new(k ? again : a, b, &options, &drift, &error), KL_OK);
        assert_true(kl_drift_column_at(drift, 0).digits < 53);
        const kl_drift_change change = kl_drift_change_at(drift, 0, 0);
        assert_string_equal(change.name, "below 0.3");
        assert_int_equal(change.reference, ROWS / 3);
        assert_int_equal(change.current, ROWS / 3 + THIRD);
        kl_drift_free(drift);
    }
    /* Edges that fewer digits do not tell apart would leave a bin empty for ever. */
    static const double close[] = {0.3, 0.3 + 0x1p-40};
    const kl_drift_bins one = {"x", close, 2, 0, 0};
    kl_drift *none = NULL;
    options.columns = &one;
    assert_int_equal(kl_drift_new(a, b, &options, &none, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "x: edges 0.29999999999999999 and 0.3000000000"));
    kl_memory_free(bytes.data);
    kl_table_profile_free(a);
    kl_table_profile_free(b);
    kl_table_profile_free(again);
}

/* ── Single columns ── */

static void rules_of_columns(void **state) {
    (void)state;
    static const char table[] = "x,y,c\n1,1,a\n2,2,b\n3,3,a\n4,4,b\n5,5,a\n6,6,b\n7,7,a\n8,8,b\n";
    static const kl_drift_bins both[] = {{"y", NULL, 0, KL_BINS_EXACT, 0},
                                         {"x", NULL, 0, KL_BINS_QUANTILE, 2}};
    kl_drift_options options;
    kl_drift_options_init(&options);
    options.binning = KL_BINS_EQUAL_WIDTH;
    options.bins = 4;
    options.columns = both;
    for (size_t n = 0; n <= 2; n++) {
        options.column_count = n;
        kl_drift *drift = drift_of(table, table, &options);
        assert_int_equal(kl_drift_column_at(drift, find(drift, "y")).bins, n > 0 ? 8 : 4);
        assert_int_equal(kl_drift_column_at(drift, find(drift, "x")).bins, n > 1 ? 2 : 4);
        kl_drift_free(drift);
    }
    static const struct {
        kl_drift_bins bins;
        const char *message;
    } refused[] = {{{"z", NULL, 0, KL_BINS_EXACT, 0}, "column z, which neither table has"},
                   {{"c", NULL, 0, KL_BINS_EXACT, 0}, "column c, which holds no numbers"},
                   {{"x", NULL, 0, KL_BINNING_COUNT, 0}, "by no rule"},
                   {{"x", NULL, 0, KL_BINS_QUANTILE, KL_BINS_MOST + 1}, "more than 1024"},
                   {{NULL, NULL, 0, KL_BINS_EXACT, 0}, "of no column"}};
    options.column_count = 1;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        kl_drift *drift = NULL;
        options.columns = &refused[i].bins;
        assert_int_equal(try_drift(table, table, &options, &drift), KL_ERROR_ARGUMENT);
        assert_non_null(strstr(error.message, refused[i].message));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numpy_edges),
                                       cmocka_unit_test(given_edges),
                                       cmocka_unit_test(every_binning),
                                       cmocka_unit_test(quantiles_are_of_the_reference),
                                       cmocka_unit_test(numbers_that_fill_a_bin),
                                       cmocka_unit_test(a_constant_that_half_left),
                                       cmocka_unit_test(whole_edges),
                                       cmocka_unit_test(edges_of_huge_numbers),
                                       cmocka_unit_test(on_an_edge_of_many_numbers),
                                       cmocka_unit_test(rules_of_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
