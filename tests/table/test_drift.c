/* SPDX-License-Identifier: Apache-2.0 */
/* Drift between profiles: distances of raw rows by SciPy, verdicts by truth, and what is no drift but a finding. */
#include "drift_tables.h"
#include "golden_drift.h"

#include "../all_cases.h"

/* ── Numbers ── */

static void scipy_distances(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof golden_columns / sizeof *golden_columns; i++) {
        const struct golden_column *g = &golden_columns[i];
        const char *a = numbers(0, g->values, g->n), *b = numbers(1, g->values + g->n, g->m);
        kl_drift *drift = drift_of(a, b, NULL);
        /* sums of some hundred terms */
        near(measure(drift, "x", "wasserstein").plugin, g->wasserstein, 1e-13);
        near(measure(drift, "x", "wasserstein_relative").plugin, g->wasserstein / g->spread, 1e-13);
        near(measure(drift, "x", "kolmogorov_smirnov").plugin, g->kolmogorov_smirnov, 1e-15);
        const kl_drift_column column = kl_drift_column_at(drift, 0);
        near(column.spread, g->spread, 1e-13);
        assert_int_equal(column.digits, 53);
        if (!isnan(g->p))
            assert_true(column.p <= fmin(1, 2 * g->p * (1 + 1e-9)));
        kl_drift_free(drift);
    }
}

static void no_interval_of_nothing(const kl_drift *drift, const char *id) {
    const kl_estimate value = measure(drift, "x", id).value;
    near(value.value, 0, 0);
    assert_true(isnan(value.low) && isnan(value.high) && value.confidence == 0);
}

/* Of three rows a side, the same ones, the means alone may be apart by Student's t of the numbers with four degrees of
 * freedom; of one row, and of rows that are all alike, nothing is known. */
static void intervals_of_few_rows(void **state) {
    (void)state;
    kl_drift *drift = drift_of("x\n1\n2\n3\n", "x\n1\n2\n3\n", NULL);
    kl_estimate value = measure(drift, "x", "wasserstein").value;
    near(value.low, 0, 0);
    /* t of 0.975 with 4 degrees of freedom; the variance of either side is 1 */
    near(value.high, 2.7764451051977987 * sqrt(2.0 / 3), 1e-9);
    near(measure(drift, "x", "wasserstein_relative").value.high, value.high / sqrt(2.0 / 3), 1e-9);
    kl_drift_free(drift);
    static const char *const same[] = {"x\n1\n", "x\n1\n1\n1\n"};
    for (int i = 0; i < 2; i++) {
        drift = drift_of(same[i], same[i], NULL);
        no_interval_of_nothing(drift, "wasserstein");
        no_interval_of_nothing(drift, "wasserstein_relative");
        kl_drift_free(drift);
    }
    /* With clusters bags stand for rows; here no bag makes a difference. */
    static const char alike[] = "x,who\n1,a\n1,b\n1,c\n1,d\n1,e\n1,f\n1,g\n1,h\n";
    kl_table_profile *p = profile_of(alike, "who");
    assert_int_equal(kl_drift_new(p, p, NULL, &drift, &error), KL_OK);
    no_interval_of_nothing(drift, "wasserstein");
    no_interval_of_nothing(drift, "kolmogorov_smirnov");
    kl_drift_free(drift);
    kl_table_profile_free(p);
}

/* A shift of five rows a side: Student's t with 8 degrees of freedom around it, as of two means. */
static void shift_of_few_rows(void **state) {
    (void)state;
    kl_drift *drift = drift_of("x\n1\n2\n3\n4\n5\n", "x\n101\n102\n103\n104\n105\n", NULL);
    const kl_estimate value = measure(drift, "x", "wasserstein").value;
    near(value.standard_error, 1, 1e-12);
    near(value.high, 100 + 2.3060041350333704, 1e-9);
    near(value.low, value.value - 2.3060041350333704, 1e-9);
    kl_drift_free(drift);
}

/* Numbers whose squares are no doubles are as many spreads apart as others. */
static void huge_and_tiny_numbers(void **state) {
    (void)state;
    static const double unit[] = {1, 0x1p1000, 0x1p-1000};
    double first = 0;
    for (int k = 0; k < 3; k++) {
        double values[2][100];
        for (int i = 0; i < 100; i++) {
            values[0][i] = (i % 10) * unit[k];
            values[1][i] = (i % 10 + 5) * unit[k];
        }
        kl_drift *drift = drift_of(numbers(0, values[0], 100), numbers(1, values[1], 100), NULL);
        const kl_estimate value = measure(drift, "x", "wasserstein_relative").value;
        assert_int_equal(kl_drift_column_at(drift, 0).verdict, KL_DRIFT_EXCEEDED);
        first = k == 0 ? value.low : first;
        near(value.low, first, 1e-15);
        near(measure(drift, "x", "wasserstein").plugin, 5 * unit[k], 1e-14);
        kl_drift_free(drift);
    }
}

/* ── Verdicts ── */

/* n rows of independent columns: a normal number shifted, and one of three categories. */
static const char *draw(int which, size_t n, uint64_t seed, double shift, double share) {
    kl_random random;
    kl_random_init(&random, seed, 3);
    size_t at = (size_t)sprintf(room[which], "x,c\n");
    for (size_t i = 0; i < n; i++) {
        double sum = shift - 6;
        for (int k = 0; k < 12; k++)
            sum += kl_random_uniform(&random);
        const double u = kl_random_uniform(&random);
        at += (size_t)sprintf(room[which] + at, "%.6f,%s\n", sum,
                              u < share             ? "a"
                              : u < (1 + share) / 2 ? "b"
                                                    : "c");
    }
    return room[which];
}

static void verdicts_by_truth(void **state) {
    (void)state;
    kl_drift *drift = drift_of(draw(0, 4000, 1, 0, 0.5), draw(1, 3000, 2, 0, 0.5), NULL);
    assert_int_equal(kl_drift_exceeded(drift), 0);
    assert_int_equal(kl_drift_count(drift, KL_DRIFT_SAME), 2);
    kl_drift_free(drift);
    /* 0.25 standard deviations; shares of a half and a third are 0.02 bits apart */
    drift = drift_of(draw(0, 4000, 1, 0, 0.5), draw(1, 3000, 2, 0.25, 1.0 / 3), NULL);
    assert_int_equal(kl_drift_exceeded(drift), 2);
    const kl_drift_column first = kl_drift_column_at(drift, 0);
    assert_string_equal(first.decides->id, "wasserstein_relative");
    assert_true(first.decides->value.low > 0.1 && first.decides->value.low < 0.25 &&
                first.decides->value.high > 0.25);
    near(first.limit, 0.1, 0);
    const kl_estimate jsd = measure(drift, "c", "jensen_shannon").value;
    const double true_jsd = 0.0207; /* ((1/2, 1/4, 1/4), (1/3, 1/3, 1/3)), bits */
    assert_true(jsd.low < true_jsd * LN2 && jsd.high > true_jsd * LN2);
    kl_drift_free(drift);
    if (!all_cases())
        return;
    /* told from chance, and too small: 0.08 standard deviations */
    drift = drift_of(draw(0, 9000, 1, 0, 0.5), draw(1, 9000, 2, 0.08, 0.5), NULL);
    assert_int_equal(kl_drift_column_at(drift, find(drift, "x")).verdict, KL_DRIFT_WITHIN);
    assert_int_equal(kl_drift_exceeded(drift), 0);
    kl_drift_free(drift);
}

/* What is stated for a column replaces the default of its type, and for no other. */
static void stated_tolerances(void **state) {
    (void)state;
    const char *a = draw(0, 4000, 1, 0, 0.5), *b = draw(1, 3000, 2, 0.25, 1.0 / 3);
    kl_drift_tolerance t = {"wasserstein", "x", 0.5};
    kl_drift_options options;
    kl_drift_options_init(&options);
    options.tolerances = &t;
    options.tolerance_count = 1;
    kl_drift *drift = drift_of(a, b, &options);
    assert_int_equal(kl_drift_column_at(drift, find(drift, "x")).verdict, KL_DRIFT_WITHIN);
    assert_int_equal(kl_drift_column_at(drift, find(drift, "c")).verdict, KL_DRIFT_EXCEEDED);
    kl_drift_free(drift);
    t = (kl_drift_tolerance){"jensen_shannon.distance", NULL, 0.2}; /* of all; in √bits */
    drift = drift_of(a, b, &options);
    near(kl_drift_column_at(drift, find(drift, "c")).limit, 0.2 * sqrt(LN2), 1e-15);
    assert_int_equal(kl_drift_exceeded(drift), 0);
    kl_drift_free(drift);
    static const struct {
        kl_drift_tolerance t;
        const char *message;
    } refused[] = {{{"perplexity", NULL, 1}, "no measure perplexity"},
                   {{"jensen_shannon", "y", 1}, "column y"},
                   {{"jensen_shannon", "x", -1}, "-1"},
                   {{NULL, "x", 1}, "tolerance 0"}};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        t = refused[i].t;
        assert_int_equal(try_drift(a, b, &options, &drift), KL_ERROR_ARGUMENT);
        assert_non_null(strstr(error.message, refused[i].message));
    }
}

/* The same from profiles that are saved, merged and read by several threads. */
static void profiles_stand_for_tables(void **state) {
    (void)state;
    const size_t rows = cases_of(4000);
    kl_table_profile *a = profile_of(draw(0, rows, 1, 0, 0.5), NULL);
    kl_table_profile *b = profile_of(draw(1, rows * 3 / 4, 2, 0.25, 0.4), NULL), *again = NULL;
    kl_buffer bytes = {NULL, 0, 0};
    kl_drift *one = NULL, *two = NULL;
    kl_drift_options options;
    kl_drift_options_init(&options);
    assert_int_equal(kl_state_write(&kl_profile_type, a, kl_sink_memory(&bytes), &error), KL_OK);
    assert_int_equal(kl_table_profile_parse(bytes.data, bytes.size, &again, &error), KL_OK);
    assert_int_equal(kl_pool_new(NULL, &options.pool, &error), KL_OK);
    assert_int_equal(kl_drift_new(a, b, NULL, &one, &error), KL_OK);
    assert_int_equal(kl_drift_new(again, b, &options, &two, &error), KL_OK);
    for (size_t c = 0; c < 2; c++)
        for (size_t i = 0; i < kl_drift_measures(one, c); i++) {
            const kl_drift_measure x = kl_drift_measure_at(one, c, i);
            const kl_drift_measure y = kl_drift_measure_at(two, c, i);
            assert_string_equal(x.id, y.id);
            assert_memory_equal(&x.value.value, &y.value.value, sizeof x.value.value);
            assert_memory_equal(&x.value.low, &y.value.low, sizeof x.value.low);
        }
    kl_pool_free(options.pool);
    kl_memory_free(bytes.data);
    kl_drift_free(one);
    kl_drift_free(two);
    kl_table_profile_free(a);
    kl_table_profile_free(b);
    kl_table_profile_free(again);
}

/* ── Clusters ── */

/* Rows of one cluster are all alike: a hundred of them are one observation. */
static const char *clusters(int which, uint64_t seed, size_t n, size_t each) {
    kl_random random;
    kl_random_init(&random, seed, 4);
    size_t at = (size_t)sprintf(room[which], "who,x,c\n");
    for (size_t k = 0; k < n; k++) {
        const double x = kl_random_uniform(&random), u = kl_random_uniform(&random);
        for (size_t i = 0; i < each; i++)
            at += (size_t)sprintf(room[which] + at, "%d-%zu,%.3f,%s\n", which, k, x,
                                  u < 0.5 ? "a" : "b");
    }
    return room[which];
}

static void clusters_are_observations(void **state) {
    (void)state;
    if (!all_cases())
        skip();
    size_t fooled = 0, told = 0;
    for (uint64_t seed = 0; seed < 20; seed++) {
        const char *a = clusters(0, 2 * seed, 120, 30), *b = clusters(1, 2 * seed + 1, 120, 30);
        kl_drift *drift = drift_of(a, b, NULL);
        fooled += kl_drift_column_at(drift, find(drift, "x")).p < 0.05;
        kl_drift_free(drift);
        kl_table_profile *p = profile_of(a, "who"), *q = profile_of(b, "who");
        assert_int_equal(kl_drift_new(p, q, NULL, &drift, &error), KL_OK);
        assert_int_equal(kl_drift_columns(drift), 2);
        told += kl_drift_column_at(drift, find(drift, "x")).p < 0.05;
        kl_drift_free(drift);
        kl_table_profile_free(p);
        kl_table_profile_free(q);
    }
    assert_true(fooled >= 15); /* taken for independent, nearly always wrong */
    assert_true(told <= 4);    /* P(Binomial(20, 0.05) > 4) = 0.003 */
}

/* ── Findings ── */

static void schema(void **state) {
    (void)state;
    kl_drift *drift = drift_of("a,b,c\n1,x,2\n2,y,3\n", "a,c,d\n1,x,2\n2,y,3\n", NULL);
    assert_int_equal(kl_drift_columns(drift), 4);
    assert_int_equal(kl_drift_column_at(drift, 0).verdict, KL_DRIFT_DROPPED);
    assert_string_equal(kl_drift_column_at(drift, 0).name, "b");
    assert_int_equal(kl_drift_column_at(drift, 1).verdict, KL_DRIFT_RETYPED);
    assert_int_equal(kl_drift_column_at(drift, 1).reference, KL_PROFILE_NUMBERS);
    assert_int_equal(kl_drift_column_at(drift, 1).current, KL_PROFILE_CATEGORIES);
    assert_int_equal(kl_drift_column_at(drift, 2).verdict, KL_DRIFT_ADDED);
    assert_int_equal(kl_drift_exceeded(drift), 3);
    assert_null(kl_drift_column_at(drift, 4).name);
    kl_drift_free(drift);
    assert_int_equal(try_drift("a\n1\n", "b\n1\n", NULL, &drift), KL_ERROR_MISMATCH);
    assert_non_null(strstr(
        error.message, "no column in common: the first to compare in the reference is \"a\", in "
                       "the other table \"b\""));
}

static const char *repeat(int which, const char *head, const char *row, size_t n, const char *other,
                          size_t m) {
    size_t at = (size_t)sprintf(room[which], "%s\n", head);
    for (size_t i = 0; i < n; i++)
        at += (size_t)sprintf(room[which] + at, "%s\n", row);
    for (size_t i = 0; i < m; i++)
        at += (size_t)sprintf(room[which] + at, "%s\n", other);
    return room[which];
}

static void missing_values(void **state) {
    (void)state;
    /* values alike, and a fifth of them gone */
    kl_drift *drift = drift_of(repeat(0, "x,y", "1,a", 500, "2,b", 500),
                               repeat(1, "x,y", "1,", 100, "2,b", 400), NULL);
    const kl_drift_column y = kl_drift_column_at(drift, find(drift, "y"));
    assert_int_equal(y.missing[0], 0);
    assert_int_equal(y.missing[1], 100);
    assert_string_equal(
        kl_drift_measure_at(drift, find(drift, "y"), kl_drift_measures(drift, find(drift, "y")) - 1)
            .id,
        "jensen_shannon.missing");
    assert_true(y.q_missing < 1e-20);
    kl_drift_free(drift);
    /* nothing is left */
    drift = drift_of(repeat(0, "x,y", "1,a", 50, "2,b", 50), repeat(1, "x,y", "1,", 50, "2,", 50),
                     NULL);
    const kl_drift_column none = kl_drift_column_at(drift, find(drift, "y"));
    assert_int_equal(none.verdict, KL_DRIFT_EXCEEDED);
    assert_string_equal(none.decides->id, "jensen_shannon.missing");
    assert_true(isnan(none.p));
    kl_drift_free(drift);
    drift = drift_of("x,y\n1,\n2,\n", "x,y\n1,\n1,\n", NULL); /* nor was there anything */
    assert_int_equal(kl_drift_column_at(drift, find(drift, "y")).verdict, KL_DRIFT_SAME);
    kl_drift_free(drift);
    drift = drift_of("x,y\n1,2\n1,2\n", "x,y\n1,inf\n1,2\n", NULL);
    assert_int_equal(kl_drift_column_at(drift, find(drift, "y")).infinite[1], 1);
    kl_drift_free(drift);
}

static void constants(void **state) {
    (void)state;
    kl_drift *drift =
        drift_of(repeat(0, "x", "1", 200, "", 0), repeat(1, "x", "1", 200, "", 0), NULL);
    assert_int_equal(kl_drift_column_at(drift, 0).verdict, KL_DRIFT_SAME);
    near(measure(drift, "x", "wasserstein_relative").value.value, 0, 0);
    kl_drift_free(drift);
    drift = drift_of(room[0], repeat(1, "x", "1.5", 200, "", 0), NULL);
    assert_int_equal(kl_drift_column_at(drift, 0).verdict, KL_DRIFT_EXCEEDED);
    assert_true(isinf(measure(drift, "x", "wasserstein_relative").value.value));
    near(measure(drift, "x", "wasserstein").plugin, 0.5, 1e-15);
    kl_drift_free(drift);
}

static void few_rows(void **state) {
    (void)state;
    kl_drift *drift = drift_of("x,c\n1,a\n", "x,c\n2,b\n", NULL);
    assert_int_equal(kl_drift_exceeded(drift), 0);
    kl_drift_free(drift);
    kl_table_profile *empty = NULL, *full = profile_of("x\n1\n", NULL);
    assert_int_equal(kl_profile_like(full, &empty, &error), KL_OK);
    assert_int_equal(kl_drift_new(full, empty, NULL, &drift, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "the current table has no rows"));
    assert_int_equal(error.input, 1);
    kl_table_profile_free(empty);
    kl_table_profile_free(full);
}

/* Half of the names are new, each came once: beyond what is kept this cannot be seen, which is said. */
static void many_names(void **state) {
    (void)state;
    enum { ROWS = 5000 };
    static char text[2][ROWS * 8];
    for (int s = 0; s < 2; s++) {
        size_t at = (size_t)sprintf(text[s], "c\n");
        for (int r = 0; r < ROWS; r++)
            at += (size_t)sprintf(text[s] + at, "n%d\n", r + s * ROWS / 2);
    }
    kl_drift *drift = drift_of(text[0], text[1], NULL);
    const kl_drift_column c = kl_drift_column_at(drift, 0);
    assert_int_equal(c.grouped, ROWS); /* those that came twice are kept */
    assert_int_equal(c.added, ROWS / 2);
    assert_int_equal(c.vanished, ROWS / 2);
    for (size_t i = 0; i < kl_drift_measures(drift, 0); i++) {
        const kl_estimate value = kl_drift_measure_at(drift, 0, i).value;
        assert_true(kl_estimate_has(&value, KL_FLAG_ONE_SIDED));
        assert_false(kl_estimate_has(&value, KL_FLAG_SAME_INPUT));
        assert_true(isinf(value.high));
    }
    kl_drift_free(drift);
}

static void new_and_gone_names(void **state) {
    (void)state;
    kl_drift *drift =
        drift_of(repeat(0, "c", "a", 300, "b", 300), repeat(1, "c", "a", 300, "z", 300), NULL);
    const kl_drift_column c = kl_drift_column_at(drift, 0);
    assert_int_equal(c.added, 1);
    assert_int_equal(c.vanished, 1);
    assert_int_equal(c.verdict, KL_DRIFT_EXCEEDED);
    assert_string_equal(kl_drift_change_at(drift, 0, 0).name, "b");
    assert_int_equal(kl_drift_change_at(drift, 0, 0).reference, 300);
    assert_int_equal(kl_drift_changes(drift, 0), 2);
    assert_null(kl_drift_change_at(drift, 0, 2).name);
    kl_drift_free(drift);
}

/* What one tool writes True another one writes true. */
static void booleans_of_two_tools(void **state) {
    (void)state;
    kl_drift *drift = drift_of(repeat(0, "c", "True", 300, "False", 100),
                               repeat(1, "c", "true", 300, "false", 100), NULL);
    const kl_drift_column c = kl_drift_column_at(drift, 0);
    assert_int_equal(c.verdict, KL_DRIFT_SAME);
    assert_int_equal(c.added + c.vanished, 0);
    near(measure(drift, "c", "jensen_shannon").plugin, 0, 0);
    kl_drift_free(drift);
    /* Names that are no booleans go by their letters. */
    drift = drift_of(repeat(0, "c", "A", 300, "b", 100), repeat(1, "c", "a", 300, "b", 100), NULL);
    assert_int_equal(kl_drift_column_at(drift, 0).verdict, KL_DRIFT_EXCEEDED);
    kl_drift_free(drift);
}

/* An identifier: every name is new, and that is no drift. */
static void identifiers(void **state) {
    (void)state;
    for (int s = 0; s < 2; s++) {
        size_t at = (size_t)sprintf(room[s], "id\n");
        for (int i = 0; i < 20000; i++)
            at += (size_t)sprintf(room[s] + at, "u%d\n", i + 20000 * s);
    }
    kl_drift *drift = drift_of(room[0], room[1], NULL);
    assert_int_equal(kl_drift_column_at(drift, 0).added, 20000);
    assert_int_equal(kl_drift_column_at(drift, 0).verdict, KL_DRIFT_SAME);
    kl_drift_free(drift);
}

static void times(void **state) {
    (void)state;
    kl_sides sides = {.n = 3, .bags = 1};
    uint64_t a[] = {1, 1, 5}, b[] = {1, 5, 1};
    sides.count[0] = a;
    sides.count[1] = b;
    sides.total[0] = sides.total[1] = 7;
    kl_drift_item item = {.decides = SIZE_MAX};
    const double edges[] = {-86400, 951782400 + 3600}; /* 1969-12-31, 2000-02-29 01:00 */
    assert_int_equal(kl_drift_add_changes(&sides, edges, 1, &item, &error), KL_OK);
    assert_string_equal(item.change_name[0], "1969-12-31 to 2000-02-29 01:00:00");
    assert_string_equal(item.change_name[1], "2000-02-29 01:00:00 and above");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(scipy_distances),
                                       cmocka_unit_test(intervals_of_few_rows),
                                       cmocka_unit_test(shift_of_few_rows),
                                       cmocka_unit_test(huge_and_tiny_numbers),
                                       cmocka_unit_test(verdicts_by_truth),
                                       cmocka_unit_test(stated_tolerances),
                                       cmocka_unit_test(profiles_stand_for_tables),
                                       cmocka_unit_test(clusters_are_observations),
                                       cmocka_unit_test(schema),
                                       cmocka_unit_test(missing_values),
                                       cmocka_unit_test(constants),
                                       cmocka_unit_test(few_rows),
                                       cmocka_unit_test(new_and_gone_names),
                                       cmocka_unit_test(booleans_of_two_tools),
                                       cmocka_unit_test(identifiers),
                                       cmocka_unit_test(many_names),
                                       cmocka_unit_test(times)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
