/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information from neighbours against all pairs, and what must not change it. */
#include "observations.h"

#include "../all_cases.h"

#include "golden_nearest.h"

/* Roundings of ψ from sums of up to n inverses, each term below 8; the counts are whole numbers, one of which off would
 * show as 1/(n · count). */
#define SLACK 1e-13

static void assert_close(double found, double truth) {
    if (!(fabs(found - fmax(truth, 0)) < SLACK))
        fail_msg("%.17g, not %.17g", found, truth);
}

typedef enum law { SMOOTH, ROUNDED, HEAVY, LAWS } law;

/* Numbers with correlations; rounded to tenths, so that distances tie but no k + 1 points do; with tails. */
static double *draw(law what, size_t n, size_t d, uint64_t seed) {
    double *rows = draw_columns(n, d, seed);
    for (size_t i = 0; i < n * d; i++)
        if (what == ROUNDED)
            rows[i] = floor(rows[i] * 10) / 10;
        else if (what == HEAVY)
            rows[i] = rows[i] * rows[i] * rows[i] * rows[i] * rows[i];
    return rows;
}

static void check_pairs(law what, size_t n, size_t d, size_t e, unsigned k) {
    double *x = draw(what, n, d, 10 * d + k), *y = draw(what, n, e, 100 * e + k);
    for (size_t i = 0; i < n; i++)
        y[i * e] += x[i * d];
    const kl_matrix mx = columns_of(x, n, d), my = columns_of(y, n, e), none = {0};
    for (kl_nearest_estimator way = KL_NEAREST_KSG1; way <= KL_NEAREST_MIXED; way++) {
        const kl_nearest_options options = nearest_options(k, way);
        kl_nearest_result found;
        const kl_status status = kl_nearest_information(mx, my, &options, &found, NULL);
        /* KSG refuses what lies in one place; the mixed one has an answer for all. */
        if (status == KL_ERROR_VALUE && what == ROUNDED && way != KL_NEAREST_MIXED)
            continue;
        assert_int_equal(status, KL_OK);
        assert_close(found.information.value, by_all_pairs(mx, my, none, way, k));
        assert_int_equal(found.information.n, n);
        assert_int_equal(found.information.unit, KL_UNIT_NATS);
        assert_int_equal(found.information.method, KL_METHOD_NEIGHBOURS);
        assert_true(found.p_value.value == 1 && found.p_value.n == 0);
    }
    free(x), free(y);
}

static void values_are_those_of_all_pairs(void **state) {
    (void)state;
    static const size_t sizes[] = {5, 8, 33, 150, 420};
    static const unsigned neighbours[] = {1, 3, 4, 5, 20, 128};
    for (law what = SMOOTH; what < LAWS; what++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            for (size_t i = 0; i < sizeof neighbours / sizeof *neighbours; i++) {
                if (neighbours[i] >= sizes[s] || (!all_cases() && (what + s + i) % 4 != 0))
                    continue;
                check_pairs(what, sizes[s], 1, 1, neighbours[i]);
                if (sizes[s] <= 150)
                    check_pairs(what, sizes[s], 1, 2, neighbours[i]);
                if (sizes[s] <= 150)
                    check_pairs(what, sizes[s], 3, 3, neighbours[i]);
            }
}

/* One column of few values beside one without ties: strips are cut along the other. */
static void one_column_may_have_ties(void **state) {
    (void)state;
    enum { N = 300 };
    double *x = draw_columns(N, 1, 1), *y = draw_columns(N, 1, 2);
    for (size_t i = 0; i < N; i++) {
        y[i] += x[i];
        x[i] = floor(x[i]);
    }
    const kl_matrix mx = columns_of(x, N, 1), my = columns_of(y, N, 1), none = {0};
    const kl_nearest_options options = nearest_options(3, KL_NEAREST_KSG1);
    for (int turned = 0; turned < 2; turned++) {
        const kl_nearest_result found =
            turned ? information(my, mx, &options) : information(mx, my, &options);
        assert_close(found.information.value, by_all_pairs(mx, my, none, KL_NEAREST_KSG1, 3));
        const kl_note *note = kl_estimate_get_note(&found.information, KL_FLAG_TIES);
        assert_non_null(note);
        assert_int_equal(note->side, turned);
        assert_true(note->count > N - 5 && note->mass == (double)note->count / N);
    }
    free(x), free(y);
}

static void conditional_values_are_those_of_all_pairs(void **state) {
    (void)state;
    enum { N = 160 };
    for (law what = SMOOTH; what < LAWS; what++)
        for (size_t f = 1; f <= 3; f++) {
            double *x = draw(what, N, 2, f), *y = draw(what, N, 1, 10 + f),
                   *z = draw(what, N, f, 20 + f);
            for (size_t i = 0; i < N; i++)
                x[2 * i] += z[i * f], y[i] += z[i * f] + x[2 * i + 1];
            const kl_matrix mx = columns_of(x, N, 2), my = columns_of(y, N, 1),
                            mz = columns_of(z, N, f);
            for (int way = 0; way < 2; way++) {
                const kl_nearest_estimator estimator = way ? KL_NEAREST_MIXED : KL_NEAREST_KSG1;
                const kl_nearest_options options = nearest_options(4, estimator);
                const kl_nearest_result found = conditional(mx, my, mz, &options);
                assert_close(found.information.value, by_all_pairs(mx, my, mz, estimator, 4));
            }
            free(x), free(y), free(z);
        }
}

/* Few values, many points in each place: the mixed estimator is near the counts', Σ p ln p/(p q). */
static void mixed_takes_whole_numbers(void **state) {
    (void)state;
    enum { N = 400 };
    double *x = draw_columns(N, 1, 5), *y = draw_columns(N, 1, 6), *z = draw_columns(N, 1, 7);
    for (size_t i = 0; i < N; i++) {
        x[i] = floor(x[i]), z[i] = floor(2 * z[i]);
        y[i] = floor(y[i]) + (i % 3 == 0 ? x[i] : 0);
    }
    const kl_matrix mx = columns_of(x, N, 1), my = columns_of(y, N, 1), mz = columns_of(z, N, 1),
                    none = {0};
    const kl_nearest_options options = nearest_options(3, KL_NEAREST_MIXED);
    assert_close(information(mx, my, &options).information.value,
                 by_all_pairs(mx, my, none, KL_NEAREST_MIXED, 3));
    assert_close(conditional(mx, my, mz, &options).information.value,
                 by_all_pairs(mx, my, mz, KL_NEAREST_MIXED, 3));
    assert_int_equal(information(mx, my, &options).information.flags, 0);
    free(x), free(y), free(z);
}

/* ── Labels ── */

static double labels_by_all_pairs(const double *labels, kl_matrix y, size_t k, int mixed) {
    const size_t n = y.rows;
    size_t used = 0;
    double sum = 0;
    unsigned char *alone = calloc(n, 1);
    for (size_t i = 0; i < n; i++) {
        size_t mates = 0;
        for (size_t j = 0; j < n; j++)
            mates += labels[j] == labels[i];
        alone[i] = mates == 1;
        used += mates > 1;
    }
    for (size_t i = 0; i < n; i++) {
        double *all = malloc(n * sizeof *all);
        size_t mates = 0, near = 1, in_place = 0;
        for (size_t j = 0; j < n; j++)
            if (j != i && labels[j] == labels[i])
                all[mates++] = far(y, i, j);
        if (!alone[i]) {
            const size_t own = k < mates ? k : mates;
            qsort(all, mates, sizeof *all, by_size);
            const double radius = all[own - 1];
            const int same = mixed && radius == 0;
            for (size_t j = 0; j < n; j++)
                near += j != i && !alone[j] && (same ? far(y, i, j) <= 0 : far(y, i, j) < radius);
            for (size_t j = 0; j < mates; j++)
                in_place += all[j] == 0;
            sum += psi(same ? 1 + in_place : own) - psi(mates + 1) - psi(near);
        }
        free(all);
    }
    free(alone);
    return psi(used) + sum / (double)used;
}

static void labels_are_those_of_all_pairs(void **state) {
    (void)state;
    enum { N = 250 };
    for (size_t e = 1; e <= 3; e += 2)
        for (unsigned k = 1; k <= 9; k += 4) {
            double *y = draw_columns(N, e, k), labels[N];
            for (size_t i = 0; i < N; i++) {
                labels[i] = floor(sqrt((double)i)) - 3; /* classes of 1, 3, 5, … */
                y[i * e] += labels[i] / 4;
            }
            const kl_matrix my = columns_of(y, N, e);
            kl_nearest_options options = nearest_options(k, KL_NEAREST_KSG1);
            kl_nearest_result found = discrete(labels, N, my, &options);
            assert_close(found.information.value, labels_by_all_pairs(labels, my, k, 0));
            assert_int_equal(found.information.n, N - 1); /* the first label comes once */
            for (size_t i = 0; i < N * e; i++)
                y[i] = floor(2 * y[i]);
            options.estimator = KL_NEAREST_MIXED;
            found = discrete(labels, N, my, &options);
            assert_close(found.information.value, labels_by_all_pairs(labels, my, k, 1));
            free(y);
        }
}

/* ── What others compute ── */

static double *numbers(size_t count, uint64_t seed) {
    double *out = malloc(count * sizeof *out);
    uint64_t at = seed;
    for (size_t i = 0; i < count; i++) {
        at = (1103515245 * at + 12345) % (UINT64_C(1) << 31);
        out[i] = (double)at / 0x1p31 * ((double)at / 0x1p31);
    }
    return out;
}

static void values_are_those_of_scikit_learn(void **state) {
    (void)state;
    double *x = numbers(GOLDEN_N, 1), *y = numbers(GOLDEN_N, 2), labels[GOLDEN_N];
    for (size_t i = 0; i < GOLDEN_N; i++) {
        y[i] = x[i] + y[i] / 2;
        labels[i] = floor(4 * x[i]);
    }
    for (size_t i = 0; i < sizeof golden_nearest / sizeof *golden_nearest; i++) {
        const kl_nearest_options options = nearest_options(golden_nearest[i].k, KL_NEAREST_KSG1);
        const kl_matrix mx = columns_of(x, GOLDEN_N, 1), my = columns_of(y, GOLDEN_N, 1);
        assert_close(information(mx, my, &options).information.value, golden_nearest[i].pairs);
        assert_close(discrete(labels, GOLDEN_N, my, &options).information.value,
                     golden_nearest[i].labels);
    }
    free(x), free(y);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_are_those_of_all_pairs),
                                       cmocka_unit_test(one_column_may_have_ties),
                                       cmocka_unit_test(conditional_values_are_those_of_all_pairs),
                                       cmocka_unit_test(mixed_takes_whole_numbers),
                                       cmocka_unit_test(labels_are_those_of_all_pairs),
                                       cmocka_unit_test(values_are_those_of_scikit_learn)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
