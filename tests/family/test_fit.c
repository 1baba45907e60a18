/* SPDX-License-Identifier: Apache-2.0 */
/* Fits against mpmath's, the moments, differences, and distributions that the model can be. */
#include "../all_cases.h"
#include "fit_line.h"

#include "family/fit.h"

#include "golden_fit.h"

/* ── Two modes on a line ── */

static void check_golden(const golden_fit *g) {
    const kl_fit_target target = line();
    const kl_fit_options options = options_of(g->measure, 1);
    kl_fit *fit = fit_of(&target, &options);
    assert_true(kl_fit_converged(fit) && kl_fit_iterations(fit) < 100);
    /* The header promises 1e-7; values are flat at the minimum, and a perplexity is known relatively. */
    near(parameter(fit, 0, KL_FIT_MEAN, 0), g->mean, 1e-7);
    near(parameter(fit, 0, KL_FIT_SCALE, 0), g->scale, 1e-7);
    near(divergence(fit, g->measure), g->value, 1e-13 * fmax(1, g->value));
    kl_fit_free(fit);
}

static void test_golden(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_fits); i += all_cases() ? 1 : 2)
        check_golden(&golden_fits[i]);
    for (size_t i = 0; i < COUNT(golden_others); i += all_cases() ? 1 : 2)
        check_golden(&golden_others[i]);
}

/* From where the caller says: no iteration is that place itself, each further one is lower, and the end is that of the
 * library's own beginnings forward, and in reverse of the mode that was nearer. */
static void test_begin(void **state) {
    (void)state;
    const kl_fit_target target = line();
    static const double begins[][2] = {{-5, 0.3}, {0, 3}, {4, 1.5}};
    for (size_t i = 0; i < cases_of(COUNT(begins)); i++)
        for (int reverse = 0; reverse < 2; reverse++) {
            const kl_measure_id measure = reverse ? KL_DIVERGENCE_REVERSE : KL_DIVERGENCE;
            kl_fit_options options = options_of(measure, 1);
            options.begin = kl_f64(begins[i], 2);
            double before = INFINITY;
            for (options.iterations = 0; options.iterations < 20; options.iterations++) {
                kl_fit *fit = fit_of(&target, &options);
                if (options.iterations == 0) {
                    near(parameter(fit, 0, KL_FIT_MEAN, 0), begins[i][0], 1e-14);
                    near(parameter(fit, 0, KL_FIT_SCALE, 0), begins[i][1], 1e-14);
                }
                /* Along the search a value may rise by its rounding. */
                assert_true(divergence(fit, measure) <= before + 1e-13);
                before = divergence(fit, measure);
                kl_fit_free(fit);
            }
            options.iterations = 1000;
            kl_fit *fit = fit_of(&target, &options);
            assert_true(kl_fit_converged(fit));
            if (reverse)
                near(parameter(fit, 0, KL_FIT_MEAN, 0), begins[i][0] > 0 ? 2.5 : -2, 0.01);
            else
                near(divergence(fit, measure), golden_fits[0].value, 1e-13);
            kl_fit_free(fit);
        }
}

/* A mixture can be the target itself, by whatever measure. */
static void check_mixture(kl_measure_id measure, double tolerance) {
    const kl_fit_target target = line();
    const kl_fit_options options = options_of(measure, 2);
    kl_fit *fit = fit_of(&target, &options);
    near(divergence(fit, measure), 0, tolerance);
    near(parameter(fit, 0, KL_FIT_WEIGHT, 0), 0.7, 1e-5);
    near(parameter(fit, 0, KL_FIT_MEAN, 0), -2, 1e-5);
    near(parameter(fit, 1, KL_FIT_MEAN, 0), 2.5, 1e-5);
    near(parameter(fit, 0, KL_FIT_SCALE, 0), 0.8, 1e-5);
    near(parameter(fit, 1, KL_FIT_SCALE, 0), 0.6, 1e-5);
    kl_fit_free(fit);
}

static void test_mixture_on_a_grid(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_fits); i += all_cases() ? 1 : 4)
        check_mixture(golden_fits[i].measure, 1e-12);
    /* Of a root the square is as small. */
    check_mixture(KL_HELLINGER, 1e-6);
    check_mixture(KL_RENYI, 1e-12);
}

/* ── Gradients ── */

static void check_gradient(const kl_points *points, const kl_measure *row, kl_random *random) {
    enum { K = 2, SIZE = 2 * 6 };
    double model[SIZE], gradient[SIZE], unused[SIZE];
    kl_fit_problem problem;
    assert_int_equal(kl_fit_problem_new(&problem, points, KL_FIT_MIXTURE, K, row, NULL), KL_OK);
    for (int i = 0; i < SIZE; i++)
        model[i] = kl_random_uniform(random) - 0.5;
    const double value = kl_fit_value(&problem, model, gradient);
    for (int i = 0; i < SIZE; i++) {
        /* The middle difference of step h is off by h²/6 of the third derivative and by the value's
         * rounding over h; derivatives are of the value's size. */
        const double h = 1e-5, at = model[i];
        model[i] = at + h;
        const double above = kl_fit_value(&problem, model, unused);
        model[i] = at - h;
        const double below = kl_fit_value(&problem, model, unused);
        model[i] = at;
        near((above - below) / (2 * h), gradient[i], 1e-8 * (1 + fabs(value)));
    }
    kl_fit_problem_free(&problem);
}

static int has_corner(int id) {
    return id == KL_TOTAL_VARIATION || id == KL_HOCKEY_STICK;
}

static void test_gradients(void **state) {
    (void)state;
    enum { N = 60, D = 2 };
    double x[N * D], w[N], v[N];
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (int i = 0; i < N; i++) {
        x[2 * i] = i % 10;
        x[2 * i + 1] = i / 10 + 0.3 * x[2 * i];
        w[i] = 0.1 + kl_random_uniform(&random);
        v[i] = 0.5 + kl_random_uniform(&random);
    }
    kl_fit_target target = {.points = {x, N, D, D, KL_F64},
                            .weights = kl_f64(w, N),
                            .grid = 1,
                            .volumes = kl_f64(v, N)};
    kl_points points;
    assert_int_equal(kl_points_read(&points, &target, NULL), KL_OK);
    kl_measure row;
    for (int id = 0; id < kl_measure_count(); id++)
        if (id != KL_ENTROPY && !has_corner(id)) {
            assert_int_equal(kl_fit_row((kl_measure_id)id, NAN, &row, NULL), KL_OK);
            check_gradient(&points, &row, &random);
        }
    static const double orders[] = {0, 1e-3, 0.5, 1 - 1e-9, 1, 1 + 1e-9, 3, 8};
    for (size_t i = 0; i < COUNT(orders); i++) {
        assert_int_equal(kl_fit_row(KL_RENYI, orders[i], &row, NULL), KL_OK);
        check_gradient(&points, &row, &random);
    }
    kl_points_free(&points);
    target.grid = 0;
    target.volumes = kl_f64(NULL, 0);
    assert_int_equal(kl_points_read(&points, &target, NULL), KL_OK);
    check_gradient(&points, kl_measure_get(KL_DIVERGENCE), &random);
    kl_points_free(&points);
}

/* ── Planes ── */

static double tilted(void *context, const double *x, size_t d) {
    (void)context, (void)d;
    /* Mean (1, −2), covariance ((1, 0.6), (0.6, 2)): determinant 1.64. */
    const double a = x[0] - 1, b = x[1] + 2;
    return -(2 * a * a - 1.2 * a * b + b * b) / (2 * 1.64);
}

static void test_plane(void **state) {
    (void)state;
    enum { SIDE = 81 };
    static double x[SIDE * SIDE * 2];
    for (int i = 0; i < SIDE * SIDE; i++) {
        x[2 * i] = 1 + (i % SIDE - 40) * 0.2;
        x[2 * i + 1] = -2 + (i / SIDE - 40) * 0.25;
    }
    const kl_fit_target target = {
        .points = {x, SIDE * SIDE, 2, 2, KL_F64}, .grid = 1, .log_density = tilted};
    const kl_measure_id measures[] = {KL_DIVERGENCE, KL_DIVERGENCE_REVERSE};
    for (int i = 0; i < 2; i++) {
        kl_fit_options options = options_of(measures[i], 1);
        options.starts = (unsigned)cases_of(3);
        kl_fit *fit = fit_of(&target, &options);
        const kl_gaussian g = kl_fit_component(fit, 0, NULL);
        const double *covariance = g.covariance.data;
        near(parameter(fit, 0, KL_FIT_MEAN, 0), 1, 1e-7);
        near(parameter(fit, 0, KL_FIT_MEAN, 1), -2, 1e-7);
        near(covariance[0], 1, 1e-6);
        near(covariance[1], 0.6, 1e-6);
        near(covariance[3], 2, 1e-6);
        near(divergence(fit, KL_JEFFREYS), 0, 1e-12);
        kl_fit_free(fit);
    }
}

/* At a corner there is no gradient to be zero; the end is at least nearer than the fits by smooth measures. */
static void test_corners(void **state) {
    (void)state;
    const kl_fit_target target = line();
    kl_fit_options least = options_of(KL_TOTAL_VARIATION, 1);
    least.iterations = (unsigned)cases_of(least.iterations);
    kl_fit *fit = fit_of(&target, &least);
    for (size_t i = 0; i < COUNT(golden_fits); i += all_cases() ? 1 : 4) {
        const kl_fit_options options = options_of(golden_fits[i].measure, 1);
        kl_fit *other = fit_of(&target, &options);
        assert_true(divergence(fit, KL_TOTAL_VARIATION) <= divergence(other, KL_TOTAL_VARIATION));
        kl_fit_free(other);
    }
    kl_fit_free(fit);
}

/* Of order 2 Tsallis is χ², and towards 1 KL. */
static void test_parameters(void **state) {
    (void)state;
    const kl_fit_target target = line();
    kl_fit_options options = options_of(KL_TSALLIS, 1);
    options.parameter = 2;
    kl_fit *fit = fit_of(&target, &options);
    near(parameter(fit, 0, KL_FIT_MEAN, 0), golden_fits[4].mean, 1e-7);
    near(parameter(fit, 0, KL_FIT_SCALE, 0), golden_fits[4].scale, 1e-7);
    near(divergence(fit, KL_TSALLIS), golden_fits[4].value, 1e-12);
    kl_fit_free(fit);
    options.parameter = -3;
    assert_int_equal(kl_fit_new(&target, &options, &fit, NULL), KL_ERROR_ARGUMENT);
}

/* ── The same bits with any number of threads; the same fit in any units ── */

static void test_threads(void **state) {
    (void)state;
    const kl_fit_target target = line();
    kl_fit_options options = options_of(KL_DIVERGENCE_REVERSE, 3);
    options.iterations = 60;
    kl_fit *one = fit_of(&target, &options);
    kl_pool_options threads;
    kl_pool_options_init(&threads);
    threads.threads = 3;
    assert_int_equal(kl_pool_new(&threads, &options.pool, NULL), KL_OK);
    kl_fit *three = fit_of(&target, &options);
    for (size_t c = 0; c < 3; c++)
        for (kl_fit_parameter what = KL_FIT_WEIGHT; what <= KL_FIT_SCALE; what++)
            assert_true(parameter(one, c, what, 0) == parameter(three, c, what, 0));
    assert_true(divergence(one, KL_DIVERGENCE) == divergence(three, KL_DIVERGENCE));
    kl_fit_free(one);
    kl_fit_free(three);
    kl_pool_free(options.pool);
}

static void test_units(void **state) {
    (void)state;
    kl_fit_target target = line();
    const kl_fit_options options = options_of(KL_DIVERGENCE_REVERSE, 1);
    kl_fit *fit = fit_of(&target, &options);
    double p[CELLS], far[CELLS];
    for (int i = 0; i < CELLS; i++) {
        p[i] = 1e9 * exp(two_modes(NULL, &places[i], 1));
        far[i] = 1e6 + 1e-3 * places[i];
    }
    target = (kl_fit_target){
        .points = {far, CELLS, 1, 1, KL_F64}, .weights = kl_f64(p, CELLS), .grid = 1};
    kl_fit *other = fit_of(&target, &options);
    near(parameter(other, 0, KL_FIT_MEAN, 0), 1e6 + 1e-3 * parameter(fit, 0, KL_FIT_MEAN, 0), 1e-9);
    near(parameter(other, 0, KL_FIT_SCALE, 0), 1e-3 * parameter(fit, 0, KL_FIT_SCALE, 0), 1e-9);
    kl_fit_free(fit);
    kl_fit_free(other);
}

/* ── Categoricals ── */

enum { PIECES = 5, EACH = 4 };

/* Cells of several volumes; the third piece is nearly empty. */
static void pieces(double *x, double *p, double *v) {
    kl_random random;
    kl_random_init(&random, 4, 0);
    for (int i = 0; i < PIECES * EACH; i++) {
        x[i] = i;
        p[i] = i / EACH == 2 ? 1e-12 : 0.2 + kl_random_uniform(&random);
        v[i] = 0.5 + kl_random_uniform(&random);
    }
}

/* Within a piece the model is r = volume/total. Forward its weights are the target's; in reverse, where
 * Σ m (ln m + KL(r‖p)) is least, they are as e^(−KL(r‖p)). */
static void test_categorical(void **state) {
    (void)state;
    double x[PIECES * EACH], p[PIECES * EACH], v[PIECES * EACH], exact[2][PIECES],
        total[2] = {0, 0};
    pieces(x, p, v);
    const kl_fit_target target = {.points = {x, PIECES * EACH, 1, 1, KL_F64},
                                  .weights = kl_f64(p, PIECES * EACH),
                                  .grid = 1,
                                  .volumes = kl_f64(v, PIECES * EACH)};
    for (int c = 0; c < PIECES; c++) {
        double mass = 0, volume = 0, apart = 0;
        for (int i = c * EACH; i < (c + 1) * EACH; i++)
            mass += p[i], volume += v[i];
        for (int i = c * EACH; i < (c + 1) * EACH; i++)
            apart += v[i] / volume * log(v[i] / volume / p[i]);
        total[0] += exact[0][c] = mass;
        total[1] += exact[1][c] = exp(-apart);
    }
    for (int way = 0; way < 2; way++) {
        kl_fit_options options = options_of(way ? KL_DIVERGENCE_REVERSE : KL_DIVERGENCE, PIECES);
        options.family = KL_FIT_CATEGORICAL;
        kl_fit *fit = fit_of(&target, &options);
        assert_int_equal(kl_fit_components(fit), PIECES);
        assert_true(kl_fit_converged(fit));
        for (size_t c = 0; c < PIECES; c++)
            near(parameter(fit, c, KL_FIT_WEIGHT, 0), exact[way][c] / total[way], 1e-12);
        kl_fit_free(fit);
    }
}

static void test_free_categorical(void **state) {
    (void)state;
    const kl_fit_target target = line();
    for (size_t i = 0; i < COUNT(golden_fits); i++) {
        kl_fit_options options = options_of(golden_fits[i].measure, 1000);
        options.family = KL_FIT_CATEGORICAL;
        kl_fit *fit = fit_of(&target, &options);
        assert_int_equal(kl_fit_components(fit), CELLS);
        near(divergence(fit, golden_fits[i].measure), 0, 1e-15);
        kl_fit_free(fit);
    }
}

static void test_what_a_categorical_has_not(void **state) {
    (void)state;
    const kl_fit_target target = line(), draws = {.points = {places, CELLS, 1, 1, KL_F64}};
    const char *const message =
        "a categorical has weights of its grid's cells, and nothing beyond them";
    kl_fit_options options = options_of(KL_DIVERGENCE, 3);
    options.family = KL_FIT_CATEGORICAL;
    kl_fit *fit = fit_of(&target, &options), *other = NULL;
    kl_estimate out;
    kl_error error = KL_ERROR_INIT;
    double density[CELLS], weight;
    assert_int_equal(kl_fit_component(fit, 1, &weight).mean.n, 0);
    assert_true(weight > 0 && weight == parameter(fit, 1, KL_FIT_WEIGHT, 0));
    assert_int_equal(kl_fit_estimate(fit, 0, KL_FIT_MEAN, 0, &out, &error), KL_ERROR_UNSUPPORTED);
    assert_string_equal(error.message, message);
    assert_int_equal(kl_fit_log_density(fit, target.points, density, &error), KL_ERROR_UNSUPPORTED);
    assert_int_equal(kl_fit_against(fit, &target, &other, &error), KL_ERROR_UNSUPPORTED);
    assert_null(other);
    kl_fit_free(fit);
    assert_int_equal(kl_fit_new(&draws, &options, &fit, &error), KL_ERROR_UNSUPPORTED);
    assert_string_equal(error.message,
                        "a categorical is fitted to cells, which draws have not: give a grid");
}

/* ── Missed cases ── */

static void test_missed(void **state) {
    (void)state;
    const kl_fit_target target = line();
    kl_estimate out;
    double rare[CELLS];
    for (int i = 0; i < CELLS; i++)
        rare[i] = 0.3 * bell(places[i], 2.5, 0.6);
    const double share[] = {0.99, 0.5};
    for (int i = 0; i < 2; i++) {
        const kl_fit_options reverse = options_of(KL_DIVERGENCE_REVERSE, 1);
        kl_fit *fit = fit_of(&target, &reverse);
        /* The region of one normal distribution is an interval around its mean, here of quantiles 2.5758 and
         * 0.6745; a cell is 1/32 wide. */
        const double half = (i == 0 ? 2.5758293 : 0.6744898) * parameter(fit, 0, KL_FIT_SCALE, 0);
        const double mean = parameter(fit, 0, KL_FIT_MEAN, 0);
        double outside = 0, total = 0;
        for (int j = 0; j < CELLS; j++) {
            const double p = exp(two_modes(NULL, &places[j], 1));
            outside += fabs(places[j] - mean) > half ? p : 0;
            total += p;
        }
        assert_int_equal(kl_fit_missed(fit, share[i], (kl_array){NULL, 0, 1, KL_F64}, &out, NULL),
                         KL_OK);
        /* An edge cell on each side. */
        near(out.value, outside / total, 2.0 / 32);
        assert_int_equal(kl_fit_missed(fit, share[i], kl_f64(rare, CELLS), &out, NULL), KL_OK);
        assert_true(out.value > 0.999);
        kl_fit_free(fit);
    }
}

/* ── The same model elsewhere ── */

static void test_against(void **state) {
    (void)state;
    const double x[] = {-3, -1, 0, 2, 2.5, 4};
    const kl_fit_target draws = {.points = {x, 6, 1, 1, KL_F64}};
    const kl_fit_target cells = line();
    kl_fit *fit = fit_of(&draws, NULL), *against = NULL;
    assert_int_equal(kl_fit_against(fit, &cells, &against, NULL), KL_OK);
    near(parameter(against, 0, KL_FIT_MEAN, 0), parameter(fit, 0, KL_FIT_MEAN, 0), 1e-14);
    near(parameter(against, 0, KL_FIT_SCALE, 0), parameter(fit, 0, KL_FIT_SCALE, 0), 1e-14);
    double p[CELLS], q[CELLS];
    const double mean = parameter(fit, 0, KL_FIT_MEAN, 0),
                 scale = parameter(fit, 0, KL_FIT_SCALE, 0);
    for (int i = 0; i < CELLS; i++) {
        p[i] = exp(two_modes(NULL, &places[i], 1));
        q[i] = bell(places[i], mean, scale);
    }
    kl_estimate out;
    assert_int_equal(kl_measure_compute(KL_CHI_SQUARE_NEYMAN, kl_f64(p, CELLS), kl_f64(q, CELLS),
                                        NULL, &out, NULL),
                     KL_OK);
    near(divergence(against, KL_CHI_SQUARE_NEYMAN) / out.value, 1, 1e-12);
    const double plane[] = {1, 2, 2, 1, 0, 0};
    const kl_fit_target other = {.points = {plane, 3, 2, 2, KL_F64}};
    kl_fit *none = NULL;
    assert_int_equal(kl_fit_against(fit, &other, &none, NULL), KL_ERROR_MISMATCH);
    assert_null(none);
    kl_fit_free(against);
    kl_fit_free(fit);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_begin),
        cmocka_unit_test(test_mixture_on_a_grid),
        cmocka_unit_test(test_gradients),
        cmocka_unit_test(test_plane),
        cmocka_unit_test(test_corners),
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_missed),
        cmocka_unit_test(test_categorical),
        cmocka_unit_test(test_free_categorical),
        cmocka_unit_test(test_what_a_categorical_has_not),
        cmocka_unit_test(test_against),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
