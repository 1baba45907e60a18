/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information whose value is known, and how often intervals and tests are right. */
#include "observations.h"

#include "../all_cases.h"

enum { N = 4000 };

/* Four standard errors as the estimate tells them, and a bias of 2 % of the value and 0.01 nats: that of KSG with
 * thousands of points and a few columns (Kraskov et al. 2004, figures 4 to 8). */
static void assert_near(const char *what, kl_estimate found, double truth) {
    const double slack = 4 * found.standard_error + 0.02 * truth + 0.01;
    if (!(fabs(found.value - truth) < slack))
        fail_msg("%s: %g, the truth is %g, slack %g", what, found.value, truth, slack);
}

static kl_nearest_result of_columns(const double *x, size_t d, const double *y, size_t e) {
    return information(columns_of(x, N, d), columns_of(y, N, e), NULL);
}

static void normal_laws(void **state) {
    (void)state;
    static const double rhos[] = {0, 0.3, -0.6, 0.75, 0.9, 0.99, 0.9999};
    for (size_t r = 0; r < sizeof rhos / sizeof *rhos; r++) {
        const double rho = rhos[r], truth = -log1p(-rho * rho) / 2;
        double *x = draw_columns(N, 1, 2 * r), *y = draw_columns(N, 1, 2 * r + 1);
        correlate(x, y, N, rho);
        assert_near("KSG 1", of_columns(x, 1, y, 1).information, truth);
        kl_nearest_options options;
        kl_nearest_options_init(&options);
        options.estimator = KL_NEAREST_KSG2;
        assert_near("KSG 2",
                    information(columns_of(x, N, 1), columns_of(y, N, 1), &options).information,
                    truth);
        options.estimator = KL_NEAREST_MIXED;
        assert_near("mixed",
                    information(columns_of(x, N, 1), columns_of(y, N, 1), &options).information,
                    truth);
        options.normalise = KL_NEAREST_SCALE_RANKS;
        assert_near("ranks",
                    information(columns_of(x, N, 1), columns_of(y, N, 1), &options).information,
                    truth);
        kl_nearest_result copula;
        assert_int_equal(
            kl_copula_information(columns_of(x, N, 1), columns_of(y, N, 1), NULL, &copula, NULL),
            KL_OK);
        assert_near("copula", copula.information, truth);
        free(x), free(y);
    }
    assert_true(fabs(-log1p(-0.75 * 0.75) / 2 - 0.4133) < 5e-5);
}

/* X uniform in (0, 1), Y = X + aU: the trapezoid of Y has entropy a/2 for a ≤ 1, ln a + 1/2a above, aU has ln a. */
static void uniform_noise(void **state) {
    (void)state;
    static const double widths[] = {0.05, 0.5, 1, 4};
    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
        const double a = widths[w], truth = a <= 1 ? a / 2 - log(a) : 1 / (2 * a);
        double x[N], y[N];
        kl_random random;
        kl_random_init(&random, 20, w);
        for (size_t i = 0; i < N; i++) {
            x[i] = kl_random_uniform(&random);
            y[i] = x[i] + a * kl_random_uniform(&random);
        }
        assert_near("uniform", of_columns(x, 1, y, 1).information, truth);
    }
}

/* Bivariate t of ν degrees of freedom: that of the normal law, and what the common scale tells beside
 * (Guerrero-Cusumano 1996): with ν = 1 and no correlation ln(8π) − 3 = 0.2242. */
static void student_t(void **state) {
    (void)state;
    double *x = draw_columns(N, 1, 30), *y = draw_columns(N, 1, 31), *s = draw_columns(N, 1, 32);
    for (size_t i = 0; i < N; i++)
        x[i] /= fabs(s[i]), y[i] /= fabs(s[i]);
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    options.normalise = KL_NEAREST_SCALE_RANKS;
    const double truth = log(8 * acos(-1)) - 3;
    assert_near("t", information(columns_of(x, N, 1), columns_of(y, N, 1), &options).information,
                truth);
    /* No correlation: the copula of a normal law sees nothing. */
    kl_nearest_result copula;
    assert_int_equal(
        kl_copula_information(columns_of(x, N, 1), columns_of(y, N, 1), NULL, &copula, NULL),
        KL_OK);
    assert_true(copula.information.value < 0.01);
    free(x), free(y), free(s);
}

/* A sheet rolled up in two of three dimensions: u of the roll is normal with correlation to y. What is an invertible
 * map of x tells the same of y. */
static void swiss_roll(void **state) {
    (void)state;
    double *u = draw_columns(N, 1, 40), *y = draw_columns(N, 1, 41), rolled[2 * N];
    correlate(u, y, N, 0.8);
    for (size_t i = 0; i < N; i++) {
        const double angle = 4.5 * (1 + 2 * erfc(-u[i] / sqrt(2)) / 2);
        rolled[2 * i] = angle * cos(angle), rolled[2 * i + 1] = angle * sin(angle);
    }
    const kl_estimate found = of_columns(rolled, 2, y, 1).information;
    assert_near("swiss roll", found, -log1p(-0.64) / 2);
    free(u), free(y);
}

/* One of several columns of each side is correlated, the others are noise. */
static void sparse_columns(void **state) {
    (void)state;
    double *x = draw_columns(N, 3, 50), *y = draw_columns(N, 3, 51);
    for (size_t i = 0; i < N; i++)
        correlate(x + 3 * i + 1, y + 3 * i + 2, 1, 0.8);
    const double truth = -log1p(-0.64) / 2;
    const kl_estimate found = of_columns(x, 3, y, 3).information;
    assert_true(kl_estimate_has(&found, KL_FLAG_BIASED) && isnan(found.low));
    /* Noise in four columns more takes up to a third of it away (biased down, as flagged), but no more. */
    assert_true(found.value > 0.66 * truth && found.value < truth + 0.05);
    free(x), free(y);
}

/* X and Y have a common cause Z and nothing else; and X = Z + W with Y = W: known from partial correlations. */
static void given_a_third(void **state) {
    (void)state;
    double *x = draw_columns(N, 1, 60), *y = draw_columns(N, 1, 61), *z = draw_columns(N, 1, 62);
    for (size_t i = 0; i < N; i++)
        x[i] += z[i], y[i] += z[i];
    const kl_matrix mx = columns_of(x, N, 1), my = columns_of(y, N, 1), mz = columns_of(z, N, 1);
    assert_near("common cause", conditional(mx, my, mz, NULL).information, 0);
    assert_near("common cause, not given", information(mx, my, NULL).information, -log(0.75) / 2);
    for (size_t i = 0; i < N; i++)
        y[i] += x[i] - 2 * z[i]; /* y − E(y|z) = noise + (x − z): correlation 1/√2 */
    assert_near("given", conditional(mx, my, mz, NULL).information, log(2) / 2);
    free(x), free(y), free(z);
}

/* Two labels, normal points 2 apart: I = ln 2 − E ln(1 + e^(−2 − 2Z)), 0.3368 nats by the trapezoid rule. */
static void two_labels(void **state) {
    (void)state;
    double *y = draw_columns(N, 1, 70), labels[N], truth = log(2);
    for (int i = -800; i <= 800; i++) {
        const double z = i * 0.01;
        truth -= 0.01 * exp(-z * z / 2) / sqrt(2 * acos(-1)) * log1p(exp(-2 - 2 * z));
    }
    for (size_t i = 0; i < N; i++) {
        labels[i] = (double)(i % 2);
        y[i] += 2 * labels[i];
    }
    assert_near("labels", discrete(labels, N, columns_of(y, N, 1), NULL).information, truth);
    free(y);
}

/* Two labels are told by what is 30 deviations apart: ln 2, and never more. */
static void no_more_than_the_labels(void **state) {
    (void)state;
    enum { FEW = 300 };
    double *y = draw_columns(FEW, 1, 71), labels[FEW];
    for (size_t i = 0; i < FEW; i++) {
        labels[i] = (double)(i % 2);
        y[i] += 30 * labels[i];
    }
    kl_estimate found = discrete(labels, FEW, columns_of(y, FEW, 1), NULL).information;
    assert_true(found.value <= log(2) && found.value > 0.68);
    assert_true(found.low < found.value && found.high <= log(2));
    char told[160] = "";
    const kl_note clipped = {.flag = KL_FLAG_CLIPPED};
    kl_estimate_describe(&found, &clipped, "A|B", NULL, told, sizeof told);
    assert_string_equal(told, "the estimate left the possible range; the value is its edge");
    /* Labels that come once are some of many, and nothing is known of how many. */
    for (size_t i = 0; i < 20; i++)
        labels[i] = (double)(2 + i);
    found = discrete(labels, FEW, columns_of(y, FEW, 1), NULL).information;
    assert_true(found.high > log(2));
    /* Of many they are left out, and nothing is known of what they tell. */
    for (size_t i = 20; i < 40; i++)
        labels[i] = (double)(2 + i);
    found = discrete(labels, FEW, columns_of(y, FEW, 1), NULL).information;
    assert_true(kl_estimate_has(&found, KL_FLAG_BIASED) && isnan(found.low) && isnan(found.high));
    assert_int_equal(found.n, FEW - 40);
    free(y);
}

/* ── Intervals and tests ── */

/* Of 95 % intervals at least that many hold the truth, less three standard errors of the share, √(0.95·0.05/200) = 1.5
 * points. docs/coverage-nearest.md has more of it. */
static void intervals_hold_the_truth(void **state) {
    (void)state;
    enum { RUNS = 200, POINTS = 900 };
    static const double rhos[] = {0, 0.4, 0.9};
    for (size_t r = 0; r < 3; r++) {
        const double truth = -log1p(-rhos[r] * rhos[r]) / 2;
        unsigned nearest = 0, copulas = 0, near_equal = 0;
        for (uint64_t run = 0; run < cases_of(RUNS); run++) {
            double *x = draw_columns(POINTS, 1, 2 * run + 1000),
                   *y = draw_columns(POINTS, 1, 2 * run + 1001);
            correlate(x, y, POINTS, rhos[r]);
            const kl_matrix mx = columns_of(x, POINTS, 1), my = columns_of(y, POINTS, 1);
            const kl_estimate found = information(mx, my, NULL).information;
            kl_nearest_result copula;
            assert_int_equal(kl_copula_information(mx, my, NULL, &copula, NULL), KL_OK);
            nearest += found.low <= truth && truth <= found.high;
            copulas += copula.information.low <= truth && truth <= copula.information.high;
            near_equal += kl_estimate_has(&found, KL_FLAG_NEAR_EQUAL) != 0;
            assert_true(found.value >= 0 && found.low >= 0 && found.low <= found.value &&
                        found.value <= found.high);
            free(x), free(y);
        }
        if (!all_cases())
            continue;
        if (nearest < (0.95 - 3 * 0.015) * RUNS || copulas < (0.95 - 3 * 0.015) * RUNS)
            fail_msg("rho %g: of %d intervals %u and %u hold the truth", rhos[r], RUNS, nearest,
                     copulas);
        if (r == 0)
            assert_true(near_equal >= (0.975 - 3 * 0.011) * RUNS);
        if (r == 2)
            assert_int_equal(near_equal, 0);
    }
}

/* Where x and y are independent (given z) p is uniform on its 1/20ths: at most 1/10 in a tenth of 100 runs, and three
 * standard errors of 3 points; where they depend it is the least one. */
static void tests_have_their_size(void **state) {
    (void)state;
    enum { RUNS = 100, POINTS = 120 };
    unsigned small[2] = {0}, found[2] = {0};
    for (uint64_t run = 0; run < cases_of(RUNS); run++) {
        double *x = draw_columns(POINTS, 1, 3 * run), *y = draw_columns(POINTS, 1, 3 * run + 1),
               *z = draw_columns(POINTS, 1, 3 * run + 2);
        kl_nearest_options options = nearest_options(3, KL_NEAREST_KSG1);
        options.permutations = 19, options.seed = run;
        const kl_matrix mx = columns_of(x, POINTS, 1), my = columns_of(y, POINTS, 1),
                        mz = columns_of(z, POINTS, 1);
        const kl_nearest_result alone = information(mx, my, &options);
        assert_int_equal(alone.p_value.n, 19);
        assert_int_equal(alone.p_value.method, KL_METHOD_PERMUTATION);
        assert_true(alone.p_value.value >= 0.05 && alone.p_value.value <= 1);
        small[0] += alone.p_value.value < 0.11;
        for (size_t i = 0; i < POINTS; i++)
            x[i] += z[i], y[i] += z[i];
        small[1] += conditional(mx, my, mz, &options).p_value.value < 0.11;
        for (size_t i = 0; i < POINTS; i++)
            y[i] += 2 * x[i];
        found[0] += information(mx, my, &options).p_value.value < 0.06;
        found[1] += conditional(mx, my, mz, &options).p_value.value < 0.06;
        free(x), free(y), free(z);
    }
    if (!all_cases())
        return;
    assert_true(small[0] <= 19 && small[1] <= 19);
    assert_true(found[0] >= 80 && found[1] >= 80);
}

/* Given a category, and given a number that has few values, whose rows are dealt anew among those that share it. */
static void tests_within_a_category(void **state) {
    (void)state;
    enum { RUNS = 60, POINTS = 160 };
    unsigned small[2] = {0}, found[2] = {0};
    for (uint64_t run = 0; run < cases_of(RUNS); run++) {
        double *x = draw_columns(POINTS, 1, 3 * run), *y = draw_columns(POINTS, 1, 3 * run + 1),
               *z = draw_columns(POINTS, 1, 3 * run + 2);
        kl_nearest_options options = nearest_options(3, KL_NEAREST_MIXED);
        options.permutations = 19, options.seed = run;
        const kl_matrix mx = columns_of(x, POINTS, 1), my = columns_of(y, POINTS, 1);
        for (int k = 0; k < 2; k++) { /* of the finer ones many rows stand alone */
            double shared[POINTS];
            for (size_t i = 0; i < POINTS; i++) {
                shared[i] = floor(z[i] * (k == 0 ? 1 : 20));
                x[i] += shared[i], y[i] += shared[i];
            }
            const kl_matrix mz = columns_of(shared, POINTS, 1);
            small[k] += conditional(mx, my, mz, &options).p_value.value < 0.11;
            for (size_t i = 0; i < POINTS; i++)
                y[i] += x[i];
            found[k] += conditional(mx, my, mz, &options).p_value.value < 0.06;
            for (size_t i = 0; i < POINTS; i++) {
                y[i] -= x[i] + shared[i];
                x[i] -= shared[i];
            }
        }
        free(x), free(y), free(z);
    }
    if (!all_cases())
        return;
    /* A tenth of 60 runs and three standard errors of 2.3; correlation 0.7 is seen nearly always. */
    assert_true(small[0] <= 13 && small[1] <= 13);
    assert_true(found[0] >= 55 && found[1] >= 55);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(normal_laws),
                                       cmocka_unit_test(uniform_noise),
                                       cmocka_unit_test(student_t),
                                       cmocka_unit_test(swiss_roll),
                                       cmocka_unit_test(sparse_columns),
                                       cmocka_unit_test(given_a_third),
                                       cmocka_unit_test(two_labels),
                                       cmocka_unit_test(no_more_than_the_labels),
                                       cmocka_unit_test(intervals_hold_the_truth),
                                       cmocka_unit_test(tests_have_their_size),
                                       cmocka_unit_test(tests_within_a_category)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
