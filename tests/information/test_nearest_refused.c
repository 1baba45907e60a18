/* SPDX-License-Identifier: Apache-2.0 */
/* What mutual information from neighbours refuses, and what it flags. */
#include "observations.h"

#include "../older.h"
#include "../refused.h"

enum { N = 200 };

static kl_nearest_result unused;

static void refuse_values(kl_matrix x, kl_matrix y, const kl_nearest_options *options,
                          int64_t index, int64_t input, const char *part) {
    error = (kl_error)KL_ERROR_INIT;
    assert_int_equal(kl_nearest_information(x, y, options, &unused, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, index);
    assert_int_equal(error.input, input);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
    error = (kl_error)KL_ERROR_INIT;
}

static void calls_that_are_wrong(void **state) {
    (void)state;
    double *rows = draw_columns(N, 65, 1);
    const kl_matrix x = columns_of(rows, N, 2), none = columns_of(NULL, N, 2);
    const kl_array labels = kl_f64(rows, N), no_labels = kl_f64(NULL, N);
    REFUSED(kl_nearest_information(none, x, NULL, &unused, &error));
    REFUSED(kl_nearest_information(x, none, NULL, &unused, &error));
    REFUSED(kl_nearest_information(x, x, NULL, NULL, &error));
    REFUSED(kl_nearest_conditional(none, x, x, NULL, &unused, &error));
    REFUSED(kl_nearest_conditional(x, none, x, NULL, &unused, &error));
    REFUSED(kl_nearest_conditional(x, x, none, NULL, &unused, &error));
    REFUSED(kl_nearest_conditional(x, x, x, NULL, NULL, &error));
    REFUSED(kl_nearest_discrete(no_labels, x, NULL, &unused, &error));
    REFUSED(kl_nearest_discrete(labels, none, NULL, &unused, &error));
    REFUSED(kl_nearest_discrete(labels, x, NULL, NULL, &error));
    REFUSED(kl_nearest_discrete(kl_f64(rows, N - 1), x, NULL, &unused, &error));
    REFUSED(kl_copula_information(none, x, NULL, &unused, &error));
    REFUSED(kl_copula_information(x, none, NULL, &unused, &error));
    REFUSED(kl_copula_information(x, x, NULL, NULL, &error));
    /* Shapes. */
    REFUSED(kl_nearest_information(x, columns_of(rows, N - 1, 2), NULL, &unused, &error));
    REFUSED(kl_nearest_conditional(x, x, columns_of(rows, N - 1, 2), NULL, &unused, &error));
    REFUSED(kl_nearest_information(columns_of(rows, N, 65), x, NULL, &unused, &error));
    REFUSED(kl_nearest_information(columns_of(rows, N, 63), x, NULL, &unused, &error));
    REFUSED(kl_nearest_information(columns_of(rows, N, 0), x, NULL, &unused, &error));
    kl_nearest_options second = nearest_options(3, KL_NEAREST_KSG2);
    REFUSED(kl_nearest_conditional(x, x, x, &second, &unused, &error));
    REFUSED(kl_nearest_discrete(labels, x, &second, &unused, &error));
    kl_nearest_options good;
    kl_nearest_options_init(&good);
#define WITH(member, value)                                                                        \
    do {                                                                                           \
        kl_nearest_options options = good;                                                         \
        options.member = value;                                                                    \
        REFUSED(kl_nearest_information(x, x, &options, &unused, &error));                          \
        REFUSED(kl_copula_information(x, x, &options, &unused, &error));                           \
    } while (0)
    WITH(neighbours, 0);
    WITH(neighbours, 129);
    WITH(estimator, (kl_nearest_estimator)3);
    WITH(normalise, (kl_nearest_scale)3);
    WITH(ties, (kl_ties)2);
    WITH(resolution, -1);
    WITH(resolution, NAN);
    WITH(confidence, 1);
    WITH(confidence, NAN);
    WITH(local, 1);
    WITH(local, 129);
    WITH(size, 0);
    kl_nearest_options *old = older(&good, offsetof(kl_nearest_options, normalise));
    assert_int_equal(kl_nearest_information(columns_of(rows, N, 1), columns_of(rows + N, N, 1), old,
                                            &unused, NULL),
                     KL_OK);
    free(old);
    free(rows);
}

static void values_that_are_wrong(void **state) {
    (void)state;
    double *a = draw_columns(N, 2, 2), *b = draw_columns(N, 3, 3);
    const kl_matrix x = columns_of(a, N, 2), y = columns_of(b, N, 3);
    b[17 * 3 + 2] = NAN;
    refuse_values(x, y, NULL, 17 * 3 + 2, 1, "y is nan in row 17, column 2");
    refuse_values(y, x, NULL, 17 * 3 + 2, 0, "x is nan in row 17, column 2");
    assert_int_equal(kl_nearest_conditional(x, x, y, NULL, &unused, &error), KL_ERROR_VALUE);
    assert_true(error.input == 2 && strstr(error.message, "z is nan in row 17, column 2") != NULL);
    for (size_t i = 0; i < N; i++)
        b[i * 3 + 2] = 0.5;
    refuse_values(x, y, NULL, 2, 1, "column 2 of y is 0.5 in all 200 rows");
    refuse_values(columns_of(a, 3, 2), columns_of(b, 3, 2), NULL, -1, 0,
                  "x has 3 rows, fewer than the 4 that are needed");
    refuse_values(columns_of(a, 0, 2), columns_of(b, 0, 2), NULL, -1, 0, "x has 0 rows");
    double labels[N];
    for (size_t i = 0; i < N; i++)
        labels[i] = 3;
    assert_int_equal(kl_nearest_discrete(kl_f64(labels, N), x, NULL, &unused, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "all 200 labels are 3"));
    for (size_t i = 0; i < N; i++)
        labels[i] = (double)i;
    assert_int_equal(kl_nearest_discrete(kl_f64(labels, N), x, NULL, &unused, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "no label occurs twice"));
    labels[9] = INFINITY;
    assert_int_equal(kl_nearest_discrete(kl_f64(labels, N), x, NULL, &unused, &error),
                     KL_ERROR_VALUE);
    assert_true(error.index == 9 && strstr(error.message, "label 9 is inf") != NULL);
    error = (kl_error)KL_ERROR_INIT;
    free(a), free(b);
}

/* A grid of 20 × 20 places: the raw estimator would say ln n and more. */
static void ties(void **state) {
    (void)state;
    enum { MANY = 5000 };
    double *x = malloc(MANY * sizeof *x), *y = malloc(MANY * sizeof *y);
    kl_random random;
    kl_random_init(&random, 4, 0);
    for (size_t i = 0; i < MANY; i++)
        x[i] = (double)kl_random_below(&random, 20), y[i] = (double)kl_random_below(&random, 20);
    const kl_matrix mx = columns_of(x, MANY, 1), my = columns_of(y, MANY, 1);
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    for (kl_nearest_estimator way = KL_NEAREST_KSG1; way <= KL_NEAREST_KSG2; way++) {
        options.estimator = way;
        refuse_values(mx, my, &options, 0, -1,
                      " of 5000 observations, the first in row 0, have their neighbour 3 in");
    }
    options.estimator = KL_NEAREST_KSG1, options.ties = KL_TIES_JITTER;
    const kl_estimate jittered = information(mx, my, &options).information;
    options.seed = 1;
    assert_true(information(mx, my, &options).information.value != jittered.value);
    options.estimator = KL_NEAREST_MIXED, options.ties = KL_TIES_REFUSE;
    const kl_estimate mixed = information(mx, my, &options).information;
    /* Independent; the counts of 400 places have a bias of 19²/2n = 0.036. */
    assert_true(jittered.value < 0.04 && mixed.value < 0.05);
    assert_int_equal(mixed.flags & KL_FLAG_TIES, 0);
    /* Four points in one place have their third neighbour there; three do not. */
    double *u = draw_columns(N, 1, 5), *v = draw_columns(N, 1, 6);
    for (size_t i = 1; i < 4; i++)
        u[11 * i + 2] = u[2], v[11 * i + 2] = v[2];
    const kl_matrix mu = columns_of(u, N, 1), mv = columns_of(v, N, 1);
    refuse_values(mu, mv, NULL, 2, -1, "4 of 200 observations, the first in row 2");
    u[2] += 1;
    const kl_estimate three = information(mu, mv, NULL).information;
    assert_int_equal(kl_estimate_get_note(&three, KL_FLAG_TIES)->count, 3);
    assert_int_equal(three.note_count, 2); /* y still has four */
    /* A rectangle without width: neighbours that share x. */
    options.estimator = KL_NEAREST_KSG2;
    for (size_t i = 0; i < N; i++)
        u[i] = floor(u[i]);
    refuse_values(mu, mv, &options, 1, -1, "their neighbour 3 in the same place of x or of y");
    options.estimator = KL_NEAREST_KSG1;
    assert_int_equal(kl_nearest_information(mu, mv, &options, &unused, &error), KL_OK);
    error = (kl_error)KL_ERROR_INIT;
    free(x), free(y), free(u), free(v);
}

static void what_points_cannot_show(void **state) {
    (void)state;
    double *x = draw_columns(N, 1, 7), *y = draw_columns(N, 1, 8), *z = draw_columns(N, 1, 9);
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    const kl_estimate itself =
        information(columns_of(x, N, 1), columns_of(x, N, 1), &options).information;
    assert_true(kl_estimate_has(&itself, KL_FLAG_NEAR_LIMIT));
    assert_true(itself.value < log(N));
    assert_true(isinf(itself.value) == 0);
    correlate(x, y, N, 0.9);
    const kl_estimate plain =
        information(columns_of(x, N, 1), columns_of(y, N, 1), &options).information;
    assert_false(kl_estimate_has(&plain, KL_FLAG_NEAR_LIMIT));
    assert_int_equal(plain.flags, 0);
    char text[120];
    const kl_note clause = kl_estimate_clause(&itself, 0);
    kl_estimate_describe(&itself, &clause, "X|Y", NULL, text, sizeof text);
    assert_string_equal(text, "near the most that so many observations can show: it may be more");
    /* Without an interval, and why. */
    const kl_estimate few =
        information(columns_of(x, 190, 1), columns_of(y, 190, 1), &options).information;
    assert_int_equal(few.flags, KL_FLAG_FEW_UNITS);
    assert_true(isnan(few.low) && isnan(few.standard_error));
    options.confidence = 0;
    const kl_estimate bare =
        information(columns_of(x, N, 1), columns_of(y, N, 1), &options).information;
    assert_true(bare.value == plain.value && bare.flags == 0 && isnan(bare.low));
    free(x), free(y), free(z);
}

static void copulas(void **state) {
    (void)state;
    double *x = draw_columns(N, 2, 10), *y = draw_columns(N, 1, 11);
    const kl_matrix mx = columns_of(x, N, 2), my = columns_of(y, N, 1);
    /* The ranks of y are those of a column of x. */
    for (size_t i = 0; i < N; i++)
        y[i] = exp(x[2 * i + 1]);
    kl_nearest_result found;
    assert_int_equal(kl_copula_information(mx, my, NULL, &found, NULL), KL_OK);
    assert_true(found.information.value == INFINITY);
    assert_true(kl_estimate_has(&found.information, KL_FLAG_NEAR_LIMIT));
    assert_true(isnan(found.information.low));
    assert_int_equal(found.information.method, KL_METHOD_GAUSSIAN_COPULA);
    /* Two columns of one side with the same ranks. */
    for (size_t i = 0; i < N; i++)
        y[i] = (double)(i * 77 % N), x[2 * i] = 3 * x[2 * i + 1];
    for (int turned = 0; turned < 2; turned++) {
        assert_int_equal(
            kl_copula_information(turned ? my : mx, turned ? mx : my, NULL, &found, &error),
            KL_ERROR_VALUE);
        assert_true(error.input == turned && error.index == 1);
        assert_non_null(strstr(error.message, "column 1 of "));
        error = (kl_error)KL_ERROR_INIT;
    }
    assert_int_equal(
        kl_copula_information(columns_of(x, 4, 2), columns_of(y, 4, 1), NULL, &found, &error),
        KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "x has 4 rows, fewer than the 5 that are needed"));
    error = (kl_error)KL_ERROR_INIT;
    free(x), free(y);
}

static void assert_few_units(const kl_estimate *found) {
    assert_true(isfinite(found->value) && isnan(found->low) && isnan(found->standard_error));
    assert_true(kl_estimate_has(found, KL_FLAG_FEW_UNITS));
}

/* What is rare is missing in some groups: then there is no interval, and nothing is wrong with the observations. */
static void groups_that_cannot_tell(void **state) {
    (void)state;
    double *x = draw_columns(N, 2, 12), *y = draw_columns(N, 1, 13), rare[N], labels[N];
    for (size_t i = 0; i < N; i++) {
        rare[i] = x[2 * i + 1] = i % 100 == 0;
        labels[i] = (double)(i < 6 ? i / 2 : i);
    }
    const kl_matrix mx = columns_of(x, N, 2), my = columns_of(y, N, 1);
    kl_nearest_result found;
    for (int turned = 0; turned < 2; turned++) {
        assert_int_equal(
            kl_copula_information(turned ? my : mx, turned ? mx : my, NULL, &found, NULL), KL_OK);
        assert_few_units(&found.information);
    }
    assert_int_equal(kl_copula_information(columns_of(rare, N, 1), my, NULL, &found, NULL), KL_OK);
    assert_few_units(&found.information);
    /* Three pairs for four groups. */
    found = discrete(labels, N, my, NULL);
    assert_int_equal(found.information.n, 6);
    assert_few_units(&found.information);
    free(x), free(y);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(calls_that_are_wrong),
                                       cmocka_unit_test(values_that_are_wrong),
                                       cmocka_unit_test(ties),
                                       cmocka_unit_test(what_points_cannot_show),
                                       cmocka_unit_test(copulas),
                                       cmocka_unit_test(groups_that_cannot_tell)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
