/* SPDX-License-Identifier: Apache-2.0 */
/* What is no sample of a density: refused by name, or flagged. */
#include "points.h"

#include "../older.h"
#include "../refused.h"

enum { N = 200 };

static void refuse_values(kl_matrix x, kl_matrix y, int64_t index, int64_t input,
                          const char *part) {
    kl_estimate out;
    error = (kl_error)KL_ERROR_INIT;
    assert_int_equal(kl_points_divergence(x, y, NULL, &out, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, index);
    assert_int_equal(error.input, input);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
    error = (kl_error)KL_ERROR_INIT;
}

static void calls_that_are_wrong(void **state) {
    (void)state;
    double *rows = points_normal(N, 65, 0, 1, 1);
    kl_estimate out;
    const kl_matrix x = points_of(rows, N, 2), none = points_of(NULL, N, 2);
    REFUSED(kl_points_entropy(none, NULL, &out, &error));
    REFUSED(kl_points_entropy(x, NULL, NULL, &error));
    REFUSED(kl_points_divergence(none, x, NULL, &out, &error));
    REFUSED(kl_points_divergence(x, none, NULL, &out, &error));
    REFUSED(kl_points_divergence(x, x, NULL, NULL, &error));
    REFUSED(kl_points_entropy(points_of(rows, N, 65), NULL, &out, &error));
    REFUSED(kl_points_entropy(points_of(rows, N, 0), NULL, &out, &error));
    REFUSED(kl_points_divergence(x, points_of(rows, N, 3), NULL, &out, &error));
    kl_matrix typeless = x;
    typeless.dtype = (kl_dtype)99;
    REFUSED(kl_points_entropy(typeless, NULL, &out, &error));
    const kl_points_options good = points_options(4, KL_NORM_EUCLIDEAN);
#define WITH(member, value)                                                                        \
    do {                                                                                           \
        kl_points_options options = good;                                                          \
        options.member = value;                                                                    \
        REFUSED(kl_points_entropy(x, &options, &out, &error));                                     \
    } while (0)
    WITH(neighbours, 0);
    WITH(neighbours, 129);
    WITH(norm, (kl_norm)2);
    WITH(ties, (kl_ties)2);
    WITH(resolution, -1);
    WITH(resolution, NAN);
    WITH(resolution, INFINITY);
    WITH(confidence, -0.5);
    WITH(confidence, 1);
    WITH(confidence, NAN);
    WITH(size, 0);
    kl_points_options *old = older(&good, offsetof(kl_points_options, norm));
    assert_int_equal(kl_points_entropy(x, old, &out, NULL), KL_OK);
    free(old);
    free(rows);
}

static void values_that_are_wrong(void **state) {
    (void)state;
    double *rows = points_normal(N, 3, 0, 1, 2), *bad = points_normal(N, 3, 0, 1, 3);
    const kl_matrix x = points_of(rows, N, 3), y = points_of(bad, N, 3);
    bad[17 * 3 + 2] = NAN;
    refuse_values(x, y, 17 * 3 + 2, 1, "y is nan in row 17, column 2");
    bad[17 * 3 + 2] = -INFINITY;
    refuse_values(y, x, 17 * 3 + 2, 0, "x is -inf in row 17, column 2");
    for (size_t i = 0; i < N; i++)
        bad[i * 3 + 2] = 0.5;
    refuse_values(x, y, 2, 1, "column 2 of y is 0.5 in all 200 rows");
    refuse_values(points_of(rows, 4, 3), x, -1, 0,
                  "x has 4 rows, fewer than the 5 that are needed");
    refuse_values(x, points_of(rows, 3, 3), -1, 1, "y has 3 rows");
    kl_estimate out;
    const kl_points_options options = points_options(4, KL_NORM_EUCLIDEAN);
    assert_int_equal(kl_points_divergence(points_of(rows, 5, 3), points_of(rows + 15, 4, 3),
                                          &options, &out, NULL),
                     KL_OK);
    free(rows), free(bad);
}

/* Five points in one place have their 4-th neighbour there, but not their 5-th. */
static void ties(void **state) {
    (void)state;
    double *rows = points_normal(N, 2, 0, 1, 4), *others = points_normal(N, 2, 0, 1, 5);
    const kl_matrix x = points_of(rows, N, 2), y = points_of(others, N, 2);
    for (size_t i = 0; i < 5; i++)
        memcpy(rows + (30 + 7 * i) * 2, rows + 30 * 2, 2 * sizeof *rows);
    refuse_values(x, y, 30, 0,
                  "5 of 200 points of x, the first in row 30, have 4 or more points of x");
    kl_points_options options = points_options(5, KL_NORM_EUCLIDEAN);
    kl_estimate out = points_divergence(x, y, &options);
    assert_true(kl_estimate_has(&out, KL_FLAG_TIES));
    assert_int_equal(kl_estimate_get_note(&out, KL_FLAG_TIES)->count, 5);
    assert_true(fabs(kl_estimate_get_note(&out, KL_FLAG_TIES)->mass - 5.0 / N) < 1e-15);
    /* One point of x four times in y. */
    for (size_t i = 0; i < 4; i++)
        memcpy(others + 9 * i * 2, rows + 2, 2 * sizeof *rows);
    refuse_values(points_of(rows, 30, 2), y, 1, 1,
                  "1 of 30 points of x, the first in row 1, have 4");
    out = points_divergence(points_of(rows, 30, 2), y, &options);
    assert_int_equal(kl_estimate_get_note(&out, KL_FLAG_TIES)->count, 1);
    /* The message for people. */
    char text[200];
    const kl_note clause = kl_estimate_clause(&out, 0);
    assert_int_equal(clause.flag, KL_FLAG_FEW_UNITS);
    const kl_note second = kl_estimate_clause(&out, 1);
    kl_estimate_describe(&out, &second, "A|B", NULL, text, sizeof text);
    assert_string_equal(
        text, "1 point (3.33 % of A) lies on another one: rounded or discrete data, or copies");
    free(rows), free(others);
}

/* Whole numbers 0 … 99, each as likely: with noise over their whole width that is the uniform law on 100, whose
 * entropy is ln 100; and the noise stays within. */
static void jitter_makes_whole_numbers_a_density(void **state) {
    (void)state;
    enum { MANY = 5000 };
    double *rows = malloc(MANY * sizeof *rows);
    kl_random random;
    kl_random_init(&random, 6, 0);
    for (size_t i = 0; i < MANY; i++)
        rows[i] = (double)kl_random_below(&random, 100);
    kl_points_options options = points_options(4, KL_NORM_EUCLIDEAN);
    kl_estimate out[3];
    assert_int_equal(kl_points_entropy(points_of(rows, MANY, 1), &options, out, NULL),
                     KL_ERROR_VALUE);
    options.ties = KL_TIES_JITTER;
    out[0] = points_entropy(points_of(rows, MANY, 1), &options);
    options.resolution = 1;
    out[1] = points_entropy(points_of(rows, MANY, 1), &options);
    options.seed = 9;
    out[2] = points_entropy(points_of(rows, MANY, 1), &options);
    assert_true(out[0].value == out[1].value && out[0].value != out[2].value);
    for (int i = 0; i < 3; i++) {
        assert_true(out[i].low < log(100) && log(100) < out[i].high);
        assert_true(out[i].high - out[i].low < 0.1);
        assert_false(kl_estimate_has(&out[i], KL_FLAG_TIES));
    }
    free(rows);
}

/* Where there is no interval, and what is said instead. */
static void intervals_that_are_missing(void **state) {
    (void)state;
    double *rows = points_normal(N, 4, 0, 1, 7), *others = points_normal(N, 4, 2, 1, 8);
    const kl_matrix x = points_of(rows, N, 4), y = points_of(others, N, 4);
    kl_points_options options = points_options(1, KL_NORM_EUCLIDEAN);
    const kl_estimate high = points_entropy(x, &options);
    assert_int_equal(high.flags, KL_FLAG_BIASED);
    assert_true(isnan(high.low) && isnan(high.high) && high.confidence == 0);
    assert_true(high.standard_error > 0);
    const kl_estimate few = points_entropy(points_of(rows, 67, 1), NULL);
    assert_int_equal(few.flags, KL_FLAG_FEW_UNITS);
    assert_true(isnan(few.low) && isnan(few.standard_error));
    const kl_estimate enough = points_entropy(points_of(rows, 68, 1), NULL);
    assert_int_equal(enough.flags, 0);
    assert_true(enough.low < enough.value && enough.value < enough.high);
    options.confidence = 0;
    const kl_estimate plain = points_divergence(x, y, &options);
    assert_int_equal(plain.flags, 0);
    assert_true(isnan(plain.low) && isnan(plain.standard_error) && plain.value > 1);
    options.confidence = 0.95;
    assert_true(points_divergence(x, y, &options).value == plain.value);
    free(rows), free(others);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_that_are_wrong), cmocka_unit_test(values_that_are_wrong),
        cmocka_unit_test(ties), cmocka_unit_test(jitter_makes_whole_numbers_a_density),
        cmocka_unit_test(intervals_that_are_missing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
