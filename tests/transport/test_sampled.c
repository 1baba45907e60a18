/* SPDX-License-Identifier: Apache-2.0 */
/* What a Wasserstein distance of samples says of their sources: intervals that hold the truth, tests without false
 * alarms, numbers and points of one coordinate more, and the edges. */
#include "help.h"

#include <float.h>

#include "../all_cases.h"
#include "sampled.h"

enum { MOST = 64 };

static kl_wasserstein_result sample(kl_matrix x, kl_matrix y, kl_wasserstein_options options) {
    kl_wasserstein_result out;
    kl_error error = KL_ERROR_INIT;
    if (kl_wasserstein_sample(x, y, &options, NULL, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

static kl_wasserstein_options defaults(void) {
    kl_wasserstein_options options;
    kl_wasserstein_options_init(&options);
    return options;
}

static kl_matrix column(const double *x, size_t n) {
    return (kl_matrix){x, n, 1, 1, KL_F64};
}

static void draw(double *x, size_t n, uint64_t seed, double shift) {
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n; i++)
        x[i] = kl_random_uniform(&random) + shift;
}

/* 95 % less three standard errors of the share, √(0.95·0.05/100) = 2.2 points. */
static void intervals_hold_the_truth(void **state) {
    (void)state;
    enum { RUNS = 100 };
    for (size_t i = 0; i < cases_of(SAMPLED_CASES); i++) {
        const sampled_sources *of = &sampled_cases[i];
        for (int power = 1; power <= (of->columns == 1 ? 2 : 1); power++) {
            const sampled_coverage c = sampled_simulate(of, power, 30, 40, RUNS, 39);
            assert_int_equal(c.runs, RUNS);
            if (c.covered < (0.95 - 3 * 0.022) * RUNS)
                fail_msg("%s, W_%d: %u of %d intervals hold the truth (%u begin above, %u end "
                         "below)",
                         of->name, power, c.covered, RUNS, c.above, c.below);
            if (of->truth[power] == 0 && c.alarms > (0.05 + 3 * 0.022) * RUNS)
                fail_msg("%s: %u false alarms of %d", of->name, c.alarms, RUNS);
            /* In the mean the truth is between what a critic sees and the plug-in value. */
            assert_true(c.value > of->truth[power] && c.held_out < c.value);
            assert_true(of->truth[1] == 0 || c.held_out < of->truth[1]);
        }
    }
}

/* A coordinate that is 0 for all turns numbers into points, which go another way. So many draws make all training folds
 * of coprime sizes, and with them the potentials unique. */
static void numbers_are_points(void **state) {
    (void)state;
    enum { N = 14, M = 23 };
    double x[N], y[M], flat_x[2 * N] = {0}, flat_y[2 * M] = {0};
    draw(x, N, 1, 0);
    draw(y, M, 2, 0.4);
    for (size_t i = 0; i < N; i++)
        flat_x[2 * i] = x[i];
    for (size_t i = 0; i < M; i++)
        flat_y[2 * i] = y[i];
    const kl_matrix points[2] = {{flat_x, N, 2, 2, KL_F64}, {flat_y, M, 2, 2, KL_F64}};
    static const kl_ground grounds[] = {KL_GROUND_EUCLIDEAN, KL_GROUND_L1,
                                        KL_GROUND_SQUARED_EUCLIDEAN};
    for (size_t g = 0; g < 3; g++)
        for (int power = 1; power <= 3; power++) {
            kl_wasserstein_options options = defaults();
            options.ground = grounds[g];
            options.power = power;
            options.permutations = 99;
            const kl_wasserstein_result a = sample(column(x, N), column(y, M), options);
            const kl_wasserstein_result b = sample(points[0], points[1], options);
            assert_true(fabs(a.value.value - b.value.value) <= 1e-12);
            assert_true(fabs(a.value.low - b.value.low) <= 1e-12);
            assert_true(fabs(a.value.high - b.value.high) <= 1e-12);
            assert_true(fabs(a.held_out.value - b.held_out.value) <= 1e-12);
            assert_true(fabs(a.chance - b.chance) <= 1e-12);
            assert_true(a.p_value.value == b.p_value.value && a.p_value.n == 99);
            assert_true(a.value.low > 0 && a.value.low < a.value.value);
        }
}

static int same(const kl_wasserstein_result *a, const kl_wasserstein_result *b) {
    return a->value.value == b->value.value && a->value.low == b->value.low &&
           a->value.high == b->value.high && a->held_out.value == b->held_out.value &&
           a->p_value.value == b->p_value.value && a->chance == b->chance;
}

static void order_and_threads_change_nothing(void **state) {
    (void)state;
    double x[MOST], y[MOST], back[MOST];
    draw(x, MOST, 3, 0);
    draw(y, MOST, 4, 0.2);
    for (size_t columns = 1; columns <= 4; columns *= 4) {
        const size_t n = MOST / columns;
        const kl_matrix a = {x, n, columns, (ptrdiff_t)columns, KL_F64};
        const kl_matrix b = {y, n, columns, (ptrdiff_t)columns, KL_F64};
        for (size_t i = 0; i < n; i++)
            memcpy(back + i * columns, x + (n - 1 - i) * columns, columns * sizeof *x);
        const kl_matrix turned = {back, n, columns, (ptrdiff_t)columns, KL_F64};
        kl_wasserstein_options options = defaults();
        options.permutations = 49;
        const kl_wasserstein_result one = sample(a, b, options);
        const kl_pool_options wanted = {sizeof wanted, 3, KL_ISA_BEST};
        assert_int_equal(kl_pool_new(&wanted, &options.pool, NULL), KL_OK);
        const kl_wasserstein_result three = sample(a, b, options);
        assert_true(same(&one, &three));
        if (columns == 1) { /* of points the solver's rounding is that of its order */
            const kl_wasserstein_result other = sample(turned, b, options);
            assert_true(one.p_value.value == other.p_value.value && one.chance == other.chance &&
                        one.value.value == other.value.value && one.value.low == other.value.low);
        }
        kl_pool_free(options.pool);
    }
}

/* What is solved already gives the same. */
static void solved_before(void **state) {
    (void)state;
    double x[MOST], y[MOST];
    draw(x, MOST, 5, 0);
    draw(y, MOST, 6, 0.1);
    const kl_matrix a = {x, 20, 3, 3, KL_F64}, b = {y, 21, 3, 3, KL_F64};
    const kl_cost cost = kl_cost_points(a, b, KL_GROUND_EUCLIDEAN);
    kl_transport *solved = NULL;
    kl_wasserstein_result given;
    kl_error error = KL_ERROR_INIT;
    kl_wasserstein_options options = defaults();
    options.permutations = 19;
    assert_int_equal(kl_transport_exact(&cost, kl_uniform(), kl_uniform(), NULL, &solved, NULL),
                     KL_OK);
    assert_int_equal(kl_wasserstein_sample(a, b, &options, solved, &given, NULL), KL_OK);
    const kl_wasserstein_result own = sample(a, b, options);
    assert_true(same(&own, &given));
    assert_int_equal(kl_wasserstein_sample(b, a, &options, solved, &given, &error),
                     KL_ERROR_ARGUMENT);
    assert_string_equal(error.message,
                        "the solved problem is of 20 and 21 places, not of 21 and 20");
    kl_transport_free(solved);
}

static void far_and_near(void **state) {
    (void)state;
    double x[MOST], y[MOST];
    draw(x, MOST, 7, 0);
    draw(y, MOST, 8, 0x1p900);
    kl_wasserstein_options options = defaults();
    options.permutations = 199;
    /* Far apart: no deal is as far, and the interval is around the shift. */
    const kl_wasserstein_result far = sample(column(x, MOST), column(y, MOST), options);
    assert_true(far.p_value.value == 1.0 / 200 && far.p_value.n == 199);
    assert_true(far.value.low > 0.999 * 0x1p900 && far.value.high < 1.001 * 0x1p900);
    /* The same draws: nothing is nearer, and nothing is said against one source. */
    const kl_wasserstein_result near = sample(column(x, MOST), column(x, MOST), options);
    assert_true(near.value.value == 0 && near.p_value.value == 1 && near.value.low == 0);
    assert_true(kl_estimate_has(&near.value, KL_FLAG_NEAR_EQUAL) && near.chance > 0);
    assert_true(near.held_out.value < 0.1);
    /* The longest way has no high end. */
    options.power = INFINITY;
    const kl_wasserstein_result longest = sample(column(x, MOST), column(y, MOST), options);
    assert_true(longest.value.high == INFINITY && longest.value.low == far.value.low);
    assert_true(kl_estimate_has(&longest.value, KL_FLAG_ONE_SIDED));
    assert_true(longest.p_value.value == far.p_value.value && isnan(longest.chance));
    /* No test: p is 1 and of nothing. */
    options = defaults();
    options.permutations = 0;
    const kl_wasserstein_result untested = sample(column(x, MOST), column(y, MOST), options);
    assert_true(untested.p_value.value == 1 && untested.p_value.n == 0 && isnan(untested.chance));
    assert_true(untested.value.low == far.value.low && untested.tested[0] == 0);
}

static double variance_of_mean(const double *x, size_t n) {
    double mean = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        mean += x[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    return squares / ((double)n * (double)(n - 1));
}

/* Where all of x is below all of y the best critic is the number itself, between the ends that it has seen, which are
 * here in every three folds: its error is that of two means. */
static void critic_of_what_is_apart(void **state) {
    (void)state;
    static const double x[] = {0, 0, 0, 1, 1, 1, 0.25, 0.375},
                        y[] = {3, 3, 3, 3, 5, 5, 5, 5, 3.5, 4, 4.25, 3.75};
    const kl_wasserstein_result r = sample(column(x, 8), column(y, 12), defaults());
    const double expected = sqrt(variance_of_mean(x, 8) + variance_of_mean(y, 12));
    assert_true(fabs(r.held_out.standard_error / expected - 1) <= 1e-12);
    assert_true(fabs(r.held_out.value - r.value.value) <= 1e-12);
}

/* Another unit is another unit of all that is said, also where squares leave the doubles; where distances do, nothing
 * is said. */
static void units(void **state) {
    (void)state;
    enum { N = 20 };
    double x[N], y[N], far_x[N], far_y[N];
    draw(x, N, 13, 0);
    draw(y, N, 14, 0.3);
    kl_wasserstein_options options = defaults();
    options.permutations = 99;
    const kl_wasserstein_result r = sample(column(x, N), column(y, N), options);
    assert_true(r.value.low > 0 && r.held_out.low > 0);
    for (int exponent = -900; exponent <= 1000; exponent += 475) {
        for (size_t i = 0; i < N; i++)
            far_x[i] = ldexp(x[i], exponent), far_y[i] = ldexp(y[i], exponent);
        const kl_wasserstein_result far = sample(column(far_x, N), column(far_y, N), options);
        const double unit = ldexp(1, exponent);
        assert_true(fabs(far.value.low / unit - r.value.low) <= 1e-13);
        assert_true(fabs(far.value.high / unit - r.value.high) <= 1e-13);
        assert_true(fabs(far.held_out.low / unit - r.held_out.low) <= 1e-13);
        assert_true(fabs(far.held_out.high / unit - r.held_out.high) <= 1e-13);
    }
    for (size_t i = 0; i < N; i++)
        far_x[i] = -DBL_MAX, far_y[i] = DBL_MAX;
    const kl_wasserstein_result none = sample(column(far_x, N), column(far_y, N), options);
    assert_true(isnan(none.value.low) && isnan(none.held_out.value) && none.p_value.value == 0.01);
}

/* Directions a quarter turn apart are 1 apart, and half the square of √2. */
static void directions(void **state) {
    (void)state;
    double x[MOST], y[MOST];
    for (size_t i = 0; i < MOST; i += 2) {
        x[i] = 1 + (double)i, x[i + 1] = x[i] * (i % 4 == 0 ? 0x1p-50 : -0x1p-50);
        y[i] = 0, y[i + 1] = 1e200 * (1 + (double)i);
    }
    const kl_matrix a = {x, MOST / 2, 2, 2, KL_F64}, b = {y, MOST / 2, 2, 2, KL_F64};
    kl_wasserstein_options options = defaults();
    options.ground = KL_GROUND_COSINE;
    options.permutations = 99;
    const kl_wasserstein_result r = sample(a, b, options);
    assert_true(fabs(r.value.value - 1) <= 1e-15 && fabs(r.value.low - 1) <= 1e-14 &&
                fabs(r.value.high - 1) <= 1e-14);
    assert_true(r.p_value.value == 0.01 && r.value.unit == KL_UNIT_ONE);
}

/* Of many points some are tested: the test still tells apart what is, and says of how many it is. */
static void many_points(void **state) {
    (void)state;
    enum { N = 1100 };
    double *x = malloc(4 * N * sizeof *x), *y = x + 2 * N;
    assert_non_null(x);
    draw(x, 2 * N, 9, 0);
    draw(y, 2 * N, 10, 0.1);
    kl_wasserstein_options options = defaults();
    options.permutations = (unsigned)cases_of(39);
    const kl_wasserstein_result r =
        sample((kl_matrix){x, N, 2, 2, KL_F64}, (kl_matrix){y, N, 2, 2, KL_F64}, options);
    assert_true(r.tested[0] == 1000 && r.tested[1] == 1000 && isnan(r.chance));
    assert_true(r.p_value.value == 1.0 / (1 + options.permutations) && r.value.low < 0.1415);
    if (all_cases()) /* of less than twenty deals none is rare */
        assert_true(r.value.low > 0.1);
    free(x);
}

static void edges(void **state) {
    (void)state;
    const double x[] = {1, 2, 4}, nan[] = {1, NAN};
    kl_wasserstein_options options = defaults();
    kl_error error = KL_ERROR_INIT;
    kl_wasserstein_result r = sample(column(x, 1), column(x, 3), options);
    assert_true(isnan(r.value.low) && r.p_value.n == 0);
    assert_true(fabs(r.value.value - 4.0 / 3) <= 1e-15);
    assert_true(kl_estimate_has(&r.value, KL_FLAG_FEW_UNITS));
    /* Draws that are all alike on each side do not say how much others would differ. */
    const double zeros[] = {0, 0, 0, 0, 0}, ones[] = {1, 1, 1, 1};
    for (int apart = 0; apart < 2; apart++) {
        r = sample(column(zeros, 5), apart ? column(ones, 4) : column(zeros, 5), options);
        assert_true(r.value.value == apart && isnan(r.value.low) && isnan(r.held_out.value));
        assert_int_equal(r.value.flags, KL_FLAG_FEW_UNITS | KL_FLAG_BIASED);
    }
    r = sample(column(x, 3), column(x, 3), options);
    assert_true(isnan(r.value.low) && isnan(r.held_out.value) && r.p_value.value == 1);
    assert_int_equal(
        kl_wasserstein_sample(column(x, 2), column(nan, 2), &options, NULL, &r, &error),
        KL_ERROR_VALUE);
    assert_int_equal(error.input, 1);
    const struct {
        double power, confidence;
        kl_ground ground;
        const char *message;
    } wrong[] = {{0.5, 0.95, 0, "p is 0.5, expected 1 or more"},
                 {NAN, 0.95, 0, "p is nan, expected 1 or more"},
                 {1, 1, 0, "confidence is 1, expected between 0 and 1"},
                 {1, 0.95, (kl_ground)9, "ground is 9"}};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        options = defaults();
        options.power = wrong[k].power, options.confidence = wrong[k].confidence;
        options.ground = wrong[k].ground;
        assert_int_equal(
            kl_wasserstein_sample(column(x, 3), column(x, 3), &options, NULL, &r, &error),
            KL_ERROR_ARGUMENT);
        assert_string_equal(error.message, wrong[k].message);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(intervals_hold_the_truth),
                                       cmocka_unit_test(numbers_are_points),
                                       cmocka_unit_test(order_and_threads_change_nothing),
                                       cmocka_unit_test(solved_before),
                                       cmocka_unit_test(far_and_near),
                                       cmocka_unit_test(critic_of_what_is_apart),
                                       cmocka_unit_test(units),
                                       cmocka_unit_test(directions),
                                       cmocka_unit_test(many_points),
                                       cmocka_unit_test(edges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
