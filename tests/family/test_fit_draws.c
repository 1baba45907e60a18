/* SPDX-License-Identifier: Apache-2.0 */
/* Fits of draws: the moments, how far they are from the truth, and likelihoods of mixtures. */
#include "fit_line.h"

#include "family/fit.h"
#include "kernels/special.h"

static void test_maximum_likelihood(void **state) {
    (void)state;
    enum { N = 1000, D = 3 };
    static double x[N * D];
    kl_random random;
    kl_random_init(&random, 2, 0);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < D; j++)
            x[i * D + j] = 1e3 * (j + 1) + kl_random_uniform(&random) * (j + 1) +
                           (j > 0 ? 0.5 * (x[i * D] - 1e3) : 0);
    const kl_fit_target target = {.points = {x, N, D, D, KL_F64}};
    kl_fit *fit = fit_of(&target, NULL);
    /* The textbook's moments in long double. */
    double weight;
    const kl_gaussian g = kl_fit_component(fit, 0, &weight);
    assert_true(weight == 1 && g.mean.n == D && kl_fit_components(fit) == 1);
    assert_int_equal(kl_fit_dimensions(fit), D);
    for (int a = 0; a < D; a++)
        for (int b = 0; b < D; b++) {
            long double ma = 0, mb = 0, covariance = 0;
            for (int i = 0; i < N; i++)
                ma += (long double)x[i * D + a] / N, mb += (long double)x[i * D + b] / N;
            for (int i = 0; i < N; i++)
                covariance += (x[i * D + a] - ma) * (x[i * D + b] - mb) / N;
            near(((const double *)g.mean.data)[a], (double)ma, 1e-10);
            near(((const double *)g.covariance.data)[a * D + b], (double)covariance, 1e-10);
        }
    /* The likelihood is what the density says, and no near model has more. */
    double density[N], sum = 0;
    assert_int_equal(kl_fit_log_density(fit, target.points, density, NULL), KL_OK);
    for (int i = 0; i < N; i++)
        sum -= density[i] / N;
    near(divergence(fit, KL_CROSS_ENTROPY), sum, 1e-12);
    kl_fit_free(fit);
}

static void test_standard_errors(void **state) {
    (void)state;
    /* Four draws by hand: mean 3, s² = 5, m₄ = (81 + 1 + 1 + 81)/4 = 41. */
    const double x[] = {0, 2, 4, 6};
    const kl_fit_target target = {.points = {x, 4, 1, 1, KL_F64}};
    kl_fit *fit = fit_of(&target, NULL);
    kl_estimate mean, scale;
    assert_int_equal(kl_fit_estimate(fit, 0, KL_FIT_MEAN, 0, &mean, NULL), KL_OK);
    assert_int_equal(kl_fit_estimate(fit, 0, KL_FIT_SCALE, 0, &scale, NULL), KL_OK);
    near(mean.value, 3, 1e-15);
    near(mean.standard_error, sqrt(5.0 / 4), 1e-15);
    near(scale.value, sqrt(5), 1e-15);
    near(scale.standard_error, sqrt((41.0 - 25) / 4) / (2 * sqrt(5)), 1e-15);
    /* Student's of 3 degrees of freedom; Bonett's of kurtosis 41/25. */
    near(mean.high - mean.low, 2 * 3.1824463052837091 * sqrt(5.0 / 3), 1e-9);
    const double c = 4 / (4 - 1.959963984540054), middle = c * 5 * 4.0 / 3;
    const double reach = 1.959963984540054 * c * sqrt((41.0 / 25 - 1.0 / 4) / 3);
    near(scale.low, sqrt(middle * exp(-reach)), 1e-13);
    near(scale.high, sqrt(middle * exp(reach)), 1e-13);
    assert_true(mean.n == 4 && mean.confidence == 0.95);
    kl_fit_free(fit);
}

/* Of few normal draws, too, intervals hold the truth: 1000 times, whose share is off by 0.007 each way. */
static void test_intervals_of_few_draws(void **state) {
    (void)state;
    enum { N = 8, ROUNDS = 1000 };
    int held[3] = {0, 0, 0};
    for (int round = 0; round < ROUNDS; round++) {
        double x[N];
        kl_random random;
        kl_random_init(&random, 5, (uint64_t)round);
        for (int i = 0; i < N; i++)
            x[i] = kl_normal_quantile(kl_random_uniform(&random));
        const kl_fit_target target = {.points = {x, N, 1, 1, KL_F64}};
        kl_fit *fit = fit_of(&target, NULL);
        kl_estimate e[3];
        assert_int_equal(kl_fit_estimate(fit, 0, KL_FIT_MEAN, 0, &e[0], NULL), KL_OK);
        assert_int_equal(kl_fit_estimate(fit, 0, KL_FIT_SCALE, 0, &e[1], NULL), KL_OK);
        assert_int_equal(kl_fit_divergence(fit, KL_CROSS_ENTROPY, &e[2], NULL), KL_OK);
        const double mean = e[0].value, scale = e[1].value;
        const double other = log(scale * sqrt(2 * M_PI)) + (1 + mean * mean) / (2 * scale * scale);
        const double truth[] = {0, 1, other};
        for (int k = 0; k < 3; k++)
            held[k] += e[k].low <= truth[k] && truth[k] <= e[k].high;
        kl_fit_free(fit);
    }
    for (int k = 0; k < 3; k++)
        assert_true(held[k] >= 930 && held[k] <= 980);
}

static void test_too_few_for_an_interval(void **state) {
    (void)state;
    const double x[] = {1, 2, 4, 3, 3};
    for (size_t n = 2; n < 6; n++) {
        const kl_fit_target target = {.points = {x, n, 1, 1, KL_F64}};
        kl_fit *fit = fit_of(&target, NULL);
        kl_estimate e;
        for (kl_fit_parameter what = KL_FIT_MEAN; what <= KL_FIT_SCALE; what++) {
            assert_int_equal(kl_fit_estimate(fit, 0, what, 0, &e, NULL), KL_OK);
            assert_int_equal(e.flags, n < 4 ? KL_FLAG_FEW_UNITS : 0);
            assert_int_equal(isnan(e.low), n < 4);
        }
        assert_int_equal(kl_fit_divergence(fit, KL_CROSS_ENTROPY, &e, NULL), KL_OK);
        assert_true(e.flags == KL_FLAG_FEW_UNITS && isnan(e.low) && e.n == n);
        kl_fit_free(fit);
    }
}

/* Two clouds of draws that are narrow beside their distance, each of a hundred. */
static void test_narrow_components(void **state) {
    (void)state;
    enum { N = 200 };
    double x[N];
    for (int i = 0; i < N; i++)
        x[i] = kl_normal_quantile((i / 2 + 0.5) / (N / 2)) + (i % 2) * 1e8;
    const kl_fit_target target = {.points = {x, N, 1, 1, KL_F64}};
    kl_fit_options options = options_of(KL_DIVERGENCE, 2);
    options.starts = (unsigned)cases_of(4);
    kl_fit *fit = fit_of(&target, &options);
    for (size_t c = 0; c < 2; c++) {
        near(parameter(fit, c, KL_FIT_WEIGHT, 0), 0.5, 1e-6);
        /* Quantiles vary a little less than draws. */
        near(parameter(fit, c, KL_FIT_SCALE, 0), 1, 0.02);
    }
    kl_fit_free(fit);
}

/* Expectation and maximisation never lose likelihood, and the descent ends where it would. */
static void test_likelihood_of_mixtures(void **state) {
    (void)state;
    enum { N = 900 };
    static double x[N];
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (int i = 0; i < N; i++) {
        double sum = -6;
        for (int j = 0; j < 12; j++)
            sum += kl_random_uniform(&random);
        x[i] = i % 3 == 0 ? 5 + sum : sum / 2;
    }
    const kl_fit_target target = {.points = {x, N, 1, 1, KL_F64}};
    const kl_fit_options options = options_of(KL_DIVERGENCE, 2);
    kl_fit *fit = fit_of(&target, &options);
    assert_true(kl_fit_converged(fit));
    near(parameter(fit, 1, KL_FIT_WEIGHT, 0), 1.0 / 3, 0.02);
    kl_points points;
    kl_fit_problem problem;
    double model[6], work[3 * N + 2], value = INFINITY;
    assert_int_equal(kl_points_read(&points, &target, NULL), KL_OK);
    assert_int_equal(kl_fit_problem_new(&problem, &points, KL_FIT_MIXTURE, 2,
                                        kl_measure_get(KL_DIVERGENCE), NULL),
                     KL_OK);
    assert_int_equal(kl_fit_begin(&points, 2, &random, 1, model, work), 1);
    for (int i = 0; i < 400; i++) {
        const double next = kl_fit_improve(&problem, model, work);
        assert_true(next <= value + 1e-14); /* the rounding of N terms of about 1 */
        value = next;
    }
    near(kl_fit_value(&problem, model, NULL), fit->value, 1e-12);
    kl_fit_problem_free(&problem);
    kl_points_free(&points);
    kl_fit_free(fit);
}

/* The mass of a stretch: by libm where nothing cancels, and far out (mpmath). */
static void test_mass_of_a_stretch(void **state) {
    (void)state;
    const double model[] = {1, 2, log(0.5), 1, 2, log(0.5)};
    const struct {
        double low, high, expected;
    } cases[] = {{-INFINITY, 2, log(0.5)},
                 {1.5, 2.5, log(erf(M_SQRT1_2))},
                 {1, 7, log(0.5 * (erf(2 * M_SQRT1_2) + erf(10 * M_SQRT1_2)))},
                 {3, 4, log(0.5 * (erfc(2 * M_SQRT1_2) - erfc(4 * M_SQRT1_2)))},
                 {0, 1, log(0.5 * (erfc(2 * M_SQRT1_2) - erfc(4 * M_SQRT1_2)))},
                 {27, 27.5, -1254.8313611394199},
                 {27, INFINITY, -1254.8313611394199}};
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t k = 1; k <= 2; k++) {
            double work[2];
            const double found = kl_mixture_log_mass(model, k, cases[i].low, cases[i].high, work);
            near(found, cases[i].expected, 1e-14 * (1 + fabs(cases[i].expected)));
        }
}

/* By every draw on its own, the cell between whose ends it lies; and a fit of them picks one of two modes. */
static void test_cells(void **state) {
    (void)state;
    enum { N = 4000 };
    static float x[N];
    kl_random random;
    kl_random_init(&random, 19, 0);
    for (size_t i = 0; i < N; i++) {
        const double radius = sqrt(-2 * log(1 - kl_random_uniform(&random)));
        const double z = radius * cos(2 * M_PI * kl_random_uniform(&random));
        x[i] = (float)(i % 5 < 3 ? z / 2 - 3 : z + 3);
    }
    kl_fit_cells cells;
    assert_int_equal(kl_fit_cells_count((kl_array){x, N, 1, KL_F32}, 0.5, &cells, NULL), KL_OK);
    assert_int_equal(cells.n, 34); /* 2·4000^(1/3) = 31.7, and the ends */
    const double width = cells.middles[1] - cells.middles[0];
    for (size_t c = 0; c < cells.n; c++) {
        double found = 0.5;
        for (size_t i = 0; i < N; i++)
            found += fabs((double)x[i] - cells.middles[c]) < width / 2;
        assert_true(fabs(found - cells.counts[c]) <= 1); /* one that lies on an end */
        assert_true(fabs(cells.middles[c] - cells.middles[0] - (double)c * width) < 1e-12);
    }
    assert_true(cells.counts[0] == 0.5 && cells.counts[cells.n - 1] == 0.5);
    const kl_fit_target grid = {.points = {cells.middles, cells.n, 1, 1, KL_F64},
                                .weights = kl_f64(cells.counts, cells.n),
                                .grid = 1};
    kl_fit_options options;
    kl_fit_options_init(&options);
    options.measure = KL_DIVERGENCE_REVERSE;
    kl_fit *fit = NULL;
    assert_int_equal(kl_fit_new(&grid, &options, &fit, NULL), KL_OK);
    kl_estimate mean;
    assert_int_equal(kl_fit_estimate(fit, 0, KL_FIT_MEAN, 0, &mean, NULL), KL_OK);
    assert_true(fabs(mean.value + 3) < 0.1);
    kl_fit_free(fit);
    kl_fit_cells_free(&cells);
    kl_fit_cells_free(&cells);
    kl_fit_cells_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_maximum_likelihood),
        cmocka_unit_test(test_standard_errors),
        cmocka_unit_test(test_intervals_of_few_draws),
        cmocka_unit_test(test_too_few_for_an_interval),
        cmocka_unit_test(test_narrow_components),
        cmocka_unit_test(test_likelihood_of_mixtures),
        cmocka_unit_test(test_mass_of_a_stretch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
