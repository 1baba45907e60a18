/* SPDX-License-Identifier: Apache-2.0 */
/* Fits: targets and options that are refused, and one that is cut short. */
#include "fit_line.h"

#include "../refused.h"

static void refuse(const kl_fit_target *target, const kl_fit_options *options, kl_status status,
                   int64_t index, const char *message) {
    kl_fit *fit = NULL;
    assert_int_equal(kl_fit_new(target, options, &fit, &error), status);
    assert_string_equal(error.message, message);
    assert_int_equal(error.index, index);
    assert_null(fit);
    error = (kl_error)KL_ERROR_INIT;
}

static double nowhere(void *context, const double *x, size_t d) {
    (void)context, (void)d;
    return x[0] > 2 ? NAN : 0;
}

static void test_bad_targets(void **state) {
    (void)state;
    const double x[] = {1, 2, 3, 4}, same[] = {5, 5, 5, 5}, bad[] = {1, NAN, 3, 4};
    const double flat[] = {1, 2, 2, 4, 3, 6, 4, 8};
    const double w[] = {1, 0, 2, 1}, negative[] = {1, -1, 2, 1}, zero[] = {0, 0, 0, 0};
    const kl_fit_target good = {.points = {x, 4, 1, 1, KL_F64}};
    kl_fit_target t = good;
    const kl_fit_options reverse = options_of(KL_DIVERGENCE_REVERSE, 1);
    refuse(&t, &reverse, KL_ERROR_UNSUPPORTED, -1,
           "divergence.reverse asks for the target's density, which draws have not: give a grid");
    const kl_fit_options distance = options_of(KL_HELLINGER, 1);
    refuse(&t, &distance, KL_ERROR_UNSUPPORTED, -1,
           "hellinger asks for the target's density, which draws have not: give a grid");
    t.points.data = bad;
    refuse(&t, NULL, KL_ERROR_VALUE, 1, "point 1 is nan: it must be a finite number");
    t.points.data = same;
    refuse(&t, NULL, KL_ERROR_VALUE, -1, "all 4 points lie at 5, and a fit needs a variance");
    const double tiny[] = {0, 1e-200, 2e-200, 0}, huge[] = {1.7e308, -1.7e308, 1e308, 0};
    t.points.data = tiny;
    refuse(&t, NULL, KL_ERROR_VALUE, -1,
           "the variance is below the doubles: give the points in another unit");
    t.points.data = huge;
    refuse(&t, NULL, KL_ERROR_VALUE, -1,
           "the variance is beyond the doubles: give the points in another unit");
    t.points = (kl_matrix){flat, 4, 2, 2, KL_F64};
    refuse(&t, NULL, KL_ERROR_VALUE, -1, "the draws lie in a plane of their 2 dimensions");
    /* Two of six draws are alike: a component on them alone would be infinitely likely. */
    const double twice[] = {1, 2, 0.1, -2, 0.1, 4};
    const kl_fit_options mixture = options_of(KL_DIVERGENCE, 5);
    t.points = (kl_matrix){twice, 6, 1, 1, KL_F64};
    refuse(&t, &mixture, KL_ERROR_VALUE, -1,
           "no beginning came to an end: each has a component that closed in on points that are "
           "alike, "
           "lie in a plane or are nearer to each other than rounding beside the others");
    t.points.rows = 0;
    refuse(&t, NULL, KL_ERROR_ARGUMENT, -1, "the target has no points");
    t = good, t.weights = kl_f64(w, 3);
    refuse(&t, NULL, KL_ERROR_MISMATCH, -1, "the target has 4 points and 3 weights");
    t.weights = kl_f64(negative, 4);
    refuse(&t, NULL, KL_ERROR_VALUE, 1, "weight 1 is -1: it must be at least 0 and finite");
    t.weights = kl_f64(zero, 4);
    refuse(&t, NULL, KL_ERROR_VALUE, -1, "the weights of the target are all zero");
    t.volumes = kl_f64(w, 4);
    refuse(&t, NULL, KL_ERROR_ARGUMENT, -1,
           "volumes and a log-density belong to a grid, and the target is none");
    t.grid = 1;
    refuse(&t, NULL, KL_ERROR_VALUE, 1, "volume 1 is 0: it must be above 0 and finite");
    t.volumes.n = 3;
    refuse(&t, NULL, KL_ERROR_MISMATCH, -1, "the target has 4 points and 3 volumes");
    t.volumes.n = 0;
    refuse(&t, NULL, KL_ERROR_MISMATCH, -1, "the target has 4 points and 0 volumes");
    t.volumes = kl_f64(NULL, 0), t.log_density = nowhere;
    refuse(&t, NULL, KL_ERROR_ARGUMENT, -1, "the target has both weights and a log-density");
    t.weights = kl_f64(NULL, 0);
    refuse(&t, NULL, KL_ERROR_VALUE, 2,
           "the log-density is nan at point 2: it must be a number or -inf");
    t.log_density = NULL, t.weights = kl_f64(w, 4);
    refuse(&t, &reverse, KL_ERROR_VALUE, 1,
           "the target is 0 in cell 1, where every model is not: divergence.reverse is infinite. "
           "Leave such cells out");
}

static void test_bad_options(void **state) {
    (void)state;
    const double x[] = {1, 2, 3, 4};
    const kl_fit_target t = {.points = {x, 4, 1, 1, KL_F64}, .grid = 1};
    kl_fit_options options = options_of(KL_ENTROPY, 1);
    refuse(&t, &options, KL_ERROR_UNSUPPORTED, -1,
           "entropy cannot be made least: it does not depend on the model");
    options.measure = KL_RENYI, options.parameter = INFINITY;
    refuse(
        &t, &options, KL_ERROR_UNSUPPORTED, -1,
        "renyi of order ∞ cannot be made least: it has a corner where the largest ratio changes");
    options.measure = KL_HELLINGER, options.parameter = 1;
    refuse(&t, &options, KL_ERROR_ARGUMENT, -1, "hellinger has no parameter to be set to 1");
    options.parameter = NAN;
    options.measure = (kl_measure_id)999;
    refuse(&t, &options, KL_ERROR_ARGUMENT, -1, "no measure is 999");
    options.measure = KL_DIVERGENCE, options.starts = 0;
    refuse(&t, &options, KL_ERROR_ARGUMENT, -1, "starts is 0: it must be at least 1");
    options.starts = 1, options.components = 0;
    refuse(&t, &options, KL_ERROR_ARGUMENT, -1, "components is 0: it must be at least 1");
    options.components = 1, options.family = (kl_fit_family)9;
    refuse(&t, &options, KL_ERROR_ARGUMENT, -1, "no family of fits is 9");
}

static void test_cut_short(void **state) {
    (void)state;
    const kl_fit_target target = line();
    kl_fit_options options = options_of(KL_DIVERGENCE_REVERSE, 1);
    options.iterations = 1;
    kl_fit *fit = fit_of(&target, &options);
    kl_estimate out;
    assert_int_equal(kl_fit_converged(fit), 0);
    assert_int_equal(kl_fit_divergence(fit, KL_DIVERGENCE, &out, NULL), KL_OK);
    assert_int_equal(out.flags, KL_FLAG_NOT_CONVERGED);
    kl_fit_free(fit);
}

/* The ends are higher than the middle: the wider the model, the nearer it is. */
static void test_no_minimum(void **state) {
    (void)state;
    const double x[] = {0, 1, 2}, w[] = {3, 1, 3};
    const kl_fit_target target = {
        .points = {x, 3, 1, 1, KL_F64}, .weights = kl_f64(w, 3), .grid = 1};
    kl_fit *fit = fit_of(&target, NULL);
    kl_estimate out;
    assert_int_equal(kl_fit_converged(fit), 0);
    assert_int_equal(kl_fit_estimate(fit, 0, KL_FIT_SCALE, 0, &out, NULL), KL_OK);
    assert_int_equal(out.flags, KL_FLAG_NOT_CONVERGED);
    kl_fit_free(fit);
}

static void test_bad_beginnings(void **state) {
    (void)state;
    const kl_fit_target target = line();
    static const double good[] = {0, 1}, nowhere_at[] = {NAN, 1}, narrow[] = {0, 0};
    kl_fit_options options = options_of(KL_DIVERGENCE_REVERSE, 1);
    options.begin = kl_f64(good, 1);
    refuse(&target, &options, KL_ERROR_MISMATCH, -1, "begin has 1 numbers, not 2");
    options.begin = kl_f64(nowhere_at, 2);
    refuse(&target, &options, KL_ERROR_VALUE, 0, "begin[0] is nan: it must be finite");
    options.begin = kl_f64(narrow, 2);
    refuse(&target, &options, KL_ERROR_VALUE, 1,
           "begin[1] is 0: it must be finite, and a deviation above 0");
    options.begin = kl_f64(NULL, 2);
    refuse(&target, &options, KL_ERROR_ARGUMENT, -1, "begin: no data or unknown dtype");
    kl_fit_options mixture = options_of(KL_DIVERGENCE, 2);
    mixture.begin = kl_f64(good, 2);
    refuse(&target, &mixture, KL_ERROR_UNSUPPORTED, -1,
           "only one normal distribution on a grid has a beginning of the caller's");
    const kl_fit_target draws = {.points = {good, 2, 1, 1, KL_F64}};
    options = options_of(KL_DIVERGENCE, 1);
    options.begin = kl_f64(good, 2);
    refuse(&draws, &options, KL_ERROR_UNSUPPORTED, -1,
           "only one normal distribution on a grid has a beginning of the caller's");
}

static void test_no_pointer_may_be_missing(void **state) {
    (void)state;
    const kl_fit_target target = line();
    const double x[] = {1, 2};
    double density[2];
    const kl_matrix there = {x, 2, 1, 1, KL_F64}, missing = {NULL, 2, 1, 1, KL_F64};
    kl_estimate out;
    kl_fit *fit = NULL;
    REFUSED(kl_fit_new(NULL, NULL, &fit, &error));
    REFUSED(kl_fit_new(&target, NULL, NULL, &error));
    fit = fit_of(&target, NULL);
    REFUSED(kl_fit_estimate(NULL, 0, KL_FIT_MEAN, 0, &out, &error));
    REFUSED(kl_fit_estimate(fit, 0, KL_FIT_MEAN, 0, NULL, &error));
    REFUSED(kl_fit_estimate(fit, 1, KL_FIT_MEAN, 0, &out, &error));
    REFUSED(kl_fit_estimate(fit, 0, KL_FIT_MEAN, 1, &out, &error));
    REFUSED(kl_fit_estimate(fit, 0, (kl_fit_parameter)9, 0, &out, &error));
    REFUSED(kl_fit_log_density(NULL, there, density, &error));
    REFUSED(kl_fit_log_density(fit, missing, density, &error));
    REFUSED(kl_fit_log_density(fit, there, NULL, &error));
    REFUSED(kl_fit_divergence(NULL, KL_DIVERGENCE, &out, &error));
    REFUSED(kl_fit_divergence(fit, KL_DIVERGENCE, NULL, &error));
    REFUSED(kl_fit_divergence(fit, (kl_measure_id)999, &out, &error));
    kl_document *document = NULL;
    kl_fit *other = NULL;
    REFUSED(kl_fit_against(NULL, &target, &other, &error));
    REFUSED(kl_fit_against(fit, NULL, &other, &error));
    REFUSED(kl_fit_against(fit, &target, NULL, &error));
    REFUSED(kl_fit_describe(NULL, NULL, &document, &error));
    REFUSED(kl_fit_describe("nowhere", NULL, NULL, &error));
    REFUSED(kl_fit_missed(NULL, 0.9, kl_f64(x, 0), &out, &error));
    REFUSED(kl_fit_missed(fit, 0.9, kl_f64(x, 0), NULL, &error));
    REFUSED(kl_fit_missed(fit, 1, kl_f64(x, 0), &out, &error));
    assert_int_equal(kl_fit_missed(fit, 0.9, kl_f64(x, 2), &out, NULL), KL_ERROR_MISMATCH);
    kl_fit_free(fit);
    kl_fit_free(NULL);
    assert_int_equal(kl_fit_components(NULL), 0);
    assert_int_equal(kl_fit_component(NULL, 0, NULL).mean.n, 0);
}

/* Draws that are no line of cells. */
static void test_cells(void **state) {
    (void)state;
    const double x[] = {1, 2, NAN, 4}, far[] = {-1.7e308, 1.7e308}, near[] = {0, 0x1p-1074};
    const struct {
        kl_array draws;
        double more;
        kl_status status;
        int64_t index;
        const char *text;
    } refused[] = {
        {kl_f64(x, 4), 0.5, KL_ERROR_VALUE, 2, "draw 2 is nan"},
        {kl_f64(x, 0), 0.5, KL_ERROR_VALUE, -1,
         "0 draws have no width: two that differ are needed"},
        {kl_f64(x, 1), 0.5, KL_ERROR_VALUE, -1, "1 draw has no width: two that differ are needed"},
        {{x, 3, 0, KL_F64},
         0.5,
         KL_ERROR_VALUE,
         -1,
         "3 draws have no width: two that differ are needed"},
        {kl_f64(far, 2), 0.5, KL_ERROR_VALUE, -1,
         "draws from -1.7e+308 to 1.7e+308: no double holds their range"},
        {kl_f64(near, 2), 0.5, KL_ERROR_VALUE, -1,
         "draws from 0 to 4.94066e-324: their cells are narrower than any double"},
        {kl_f64(x, 2), -1, KL_ERROR_ARGUMENT, -1, "more is -1: it must be at least 0"},
        {kl_f64(x, 2), NAN, KL_ERROR_ARGUMENT, -1, "more is nan: it must be at least 0"},
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        kl_fit_cells cells;
        assert_int_equal(kl_fit_cells_count(refused[i].draws, refused[i].more, &cells, &error),
                         refused[i].status);
        assert_string_equal(error.message, refused[i].text);
        if (refused[i].status == KL_ERROR_VALUE)
            assert_int_equal(error.index, refused[i].index);
        kl_fit_cells_free(&cells);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_bad_targets),
        cmocka_unit_test(test_bad_options),
        cmocka_unit_test(test_cut_short),
        cmocka_unit_test(test_no_minimum),
        cmocka_unit_test(test_bad_beginnings),
        cmocka_unit_test(test_no_pointer_may_be_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
