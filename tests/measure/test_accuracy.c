/* SPDX-License-Identifier: Apache-2.0 */
/* Every measure against MPFR on the grid: the bounds that the header states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grid.h"
#include "oracle.h"

#include "../all_cases.h"
#include <stdlib.h>

/* A bound in units of 2⁻⁵³, see measure.h. */
static double bound_of(kl_measure_id id, const oracle *truth, const double *p, const double *q,
                       size_t n) {
    if (id == KL_PERPLEXITY)
        return 16.0 * mpfr_get_d(truth->value[KL_CROSS_ENTROPY], MPFR_RNDU) + 4.0;
    return 16.0 + oracle_power_bound(truth, id, p, q, n);
}

/*
 * What may be lost absolutely where totals differ. Weights that are nearer than 2⁻¹⁰⁰ are equal (measure.h), which the
 * grid has none of (test_below_what_totals_tell has). Of others x − y is good to 2⁻¹⁰⁵ of x: total variation, which is
 * linear in it, may be off by 2⁻¹⁰⁴, what is quadratic in it by that times twice the total variation, and a root r of
 * it accordingly by that over 2r. Below 2⁻¹⁰²² a double has fewer than 53 bits.
 */
static double floor_of(kl_measure_id id, const oracle *truth, int unit) {
    if (unit || id == KL_ENTROPY || id == KL_CROSS_ENTROPY || id == KL_PERPLEXITY)
        return 0x1p-1060;
    if (id == KL_TOTAL_VARIATION || id == KL_HOCKEY_STICK)
        return 0x1p-104;
    double floor = 0x1p-103 * mpfr_get_d(truth->value[KL_TOTAL_VARIATION], MPFR_RNDU);
    double value = mpfr_get_d(truth->value[id], MPFR_RNDD);
    if (id == KL_HELLINGER || id == KL_JENSEN_SHANNON_DISTANCE)
        floor = value > 0.0 ? floor / (2.0 * value) : 0.0;
    return floor > 0x1p-1060 ? floor : 0x1p-1060;
}

static double worst[2][KL_MEASURE_COUNT];

static void compare(const grid_case *grid, const double *p, const double *q, size_t n, int unit,
                    oracle *truth) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.normalised = unit;
    oracle_compute(truth, p, q, n, unit);
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        kl_estimate estimate;
        kl_error error = KL_ERROR_INIT;
        if (kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), &options, &estimate, &error))
            fail_msg("%s, %s, n = %zu: %s", kl_measure_get(id)->name, grid->name, n, error.message);
        if (!(estimate.value >= 0.0)) /* also NaN */
            fail_msg("%s, %s, n = %zu: %.17g", kl_measure_get(id)->name, grid->name, n,
                     estimate.value);
        double off = oracle_error(truth, id, estimate.value, floor_of(id, truth, unit));
        if (off > worst[unit][id])
            worst[unit][id] = off;
        if (!(off <= bound_of(id, truth, p, q, n))) {
            mpfr_printf("truth %.20Rg\n", truth->value[id]);
            fail_msg("%s, %s, n = %zu, unit %d: %.17g is off by %.3g·2^-53",
                     kl_measure_get(id)->name, grid->name, n, unit, estimate.value, off);
        }
    }
}

/* Small sizes often, and with the precision that the deep cases need; the large one once. */
static void run_grid(int unit) {
    static double p[GRID_MAX], q[GRID_MAX];
    kl_random random;
    kl_random_init(&random, 1951, (uint64_t)unit);
    oracle deep, plain;
    oracle_init(&deep, 2400);
    oracle_init(&plain, 400);
    for (size_t c = 0; c < GRID_CASES; c++)
        for (size_t s = 0; s < sizeof grid_sizes / sizeof *grid_sizes; s++) {
            size_t n = grid_sizes[s];
            int zeros = c >= GRID_DENSE, repeats = zeros || grid_dense[c].deep ? 2 : 6;
            if (n > 100)
                repeats = !zeros && (c == 0 || all_cases()); /* zeros add no depth to a sum */
            else if (!all_cases())
                repeats = (c + s) % 8 == 0;
            for (int repeat = 0; repeat < repeats; repeat++) {
                grid_case grid = grid_make(c, p, q, n, &random);
                if (unit && !grid_normalise(p, q, n))
                    continue;
                compare(&grid, p, q, n, unit, grid.deep && n < 100 ? &deep : &plain);
            }
        }
    oracle_clear(&deep);
    oracle_clear(&plain);
    for (int id = 0; id < KL_MEASURE_COUNT; id++)
        print_message("%-24s worst error %5.2f·2^-53%s\n", kl_measure_get(id)->name,
                      worst[unit][id], id == KL_PERPLEXITY ? " (bound 16H + 4)" : "");
}

static void test_any_totals(void **state) {
    (void)state;
    run_grid(0);
}

static void test_declared_normalised(void **state) {
    (void)state;
    run_grid(1);
}

/* The shares of n, n + 2 and of n + 2, n + 4 differ by 4/(2n + 2)(2n + 6), which is half of 2⁻¹⁰⁰ of them: that adds
 * what measure.h says, with the f″(1) of each. */
static void test_below_what_totals_tell(void **state) {
    (void)state;
    static const struct {
        kl_measure_id id;
        double curvature;
    } cases[] = {{KL_DIVERGENCE, 1},
                 {KL_DIVERGENCE_REVERSE, 1},
                 {KL_JEFFREYS, 2},
                 {KL_JENSEN_SHANNON, 0.25},
                 {KL_HELLINGER_SQUARED, 0.25},
                 {KL_BHATTACHARYYA, 0.25},
                 {KL_CHI_SQUARE, 2},
                 {KL_CHI_SQUARE_NEYMAN, 2},
                 {KL_CHI_SQUARE_SYMMETRIC, 4},
                 {KL_TRIANGULAR, 1},
                 {KL_LE_CAM, 0.5},
                 {KL_RENYI, 2},
                 {KL_TSALLIS, 0.5},
                 {KL_ALPHA, 1},
                 {KL_CRESSIE_READ, 2}};
    static const double p[] = {0x1p51, 0x1p51 + 2}, q[] = {0x1p51 + 2, 0x1p51 + 4};
    kl_estimate found;
    oracle truth;
    oracle_init(&truth, 400);
    oracle_compute(&truth, p, q, 2, 0);
    const double t = mpfr_get_d(truth.value[KL_TOTAL_VARIATION], MPFR_RNDN);
    assert_true(t > 0x1p-103 && t <= 0x1p-101);
    assert_int_equal(
        kl_measure_compute(KL_TOTAL_VARIATION, kl_f64(p, 2), kl_f64(q, 2), NULL, &found, NULL),
        KL_OK);
    assert_true(found.value == 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const double lost = mpfr_get_d(truth.value[cases[i].id], MPFR_RNDN);
        assert_int_equal(
            kl_measure_compute(cases[i].id, kl_f64(p, 2), kl_f64(q, 2), NULL, &found, NULL), KL_OK);
        if (!(fabs(found.value - lost) <= 0x1p-100 * cases[i].curvature * t))
            fail_msg("%s: %g, not %g", kl_measure_get(cases[i].id)->name, found.value, lost);
    }
    oracle_clear(&truth);
}

/* A million symbols, 1009 different ones a thousand times each, so that the oracle is quick: the sum of
 * a term over all is a thousand times the sum over the first. */
static void test_million(void **state) {
    (void)state;
    enum { DISTINCT = 1009, TIMES = 1000 };
    size_t n = (size_t)DISTINCT * TIMES;
    double *p = malloc(n * sizeof *p), *q = malloc(n * sizeof *q);
    assert_non_null(p);
    assert_non_null(q);
    kl_random random;
    kl_random_init(&random, 2, 0);
    oracle truth;
    oracle_init(&truth, 400);
    grid_fill *const fills[] = {fill_uniform, fill_ulp_apart, fill_near_9};
    for (size_t f = 0; f < cases_of(sizeof fills / sizeof *fills); f++) {
        fills[f](p, q, DISTINCT, &random);
        for (size_t i = DISTINCT; i < n; i++) {
            p[i] = p[i - DISTINCT];
            q[i] = q[i - DISTINCT];
        }
        oracle_compute(&truth, p, q, DISTINCT, 0);
        for (int id = 0; id < KL_MEASURE_COUNT; id++) {
            if (id == KL_ENTROPY || id == KL_CROSS_ENTROPY || id == KL_PERPLEXITY)
                continue; /* the only ones that change when every symbol is split evenly */
            kl_estimate estimate;
            assert_int_equal(
                kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), NULL, &estimate, NULL), KL_OK);
            double off = oracle_error(&truth, id, estimate.value, floor_of(id, &truth, 0));
            if (!(off <= 16.0))
                fail_msg("%s, fill %zu: off by %.3g·2^-53", kl_measure_get(id)->name, f, off);
        }
        /* H(split) = H + ln 1000 */
        mpfr_t h;
        mpfr_init2(h, 400);
        mpfr_set_ui(h, TIMES, MPFR_RNDN);
        mpfr_log(h, h, MPFR_RNDN);
        mpfr_add(truth.value[KL_ENTROPY], truth.value[KL_ENTROPY], h, MPFR_RNDN);
        mpfr_clear(h);
        kl_estimate entropy;
        assert_int_equal(
            kl_measure_compute(KL_ENTROPY, kl_f64(p, n), kl_f64(q, n), NULL, &entropy, NULL),
            KL_OK);
        assert_true(oracle_error(&truth, KL_ENTROPY, entropy.value, 0.0) <= 16.0);
    }
    oracle_clear(&truth);
    free(p);
    free(q);
}

/* Values of the parameters: both ends, those where a formula changes, and some between. A round takes one of
 * each measure, from the beginning again where they are fewer. */
enum { TUNED_ROUNDS = 12 };
static const struct tuned {
    kl_measure_id id;
    size_t n;
    double parameter[TUNED_ROUNDS];
} tuned[] = {
    {KL_JENSEN_SHANNON, 4, {0.01, 0.25, 0.7, 0.999}},
    {KL_RENYI,
     12,
     {0.0, 0x1p-40, 0.25, 0.5, 0.999999, 1.0, 1.0 + 0x1p-50, 1.5, 10.0, 1000.0, 1e6, INFINITY}},
    {KL_TSALLIS, 6, {0.01, 0.25, 0.75, 1.0, 2.0, 5.0}},
    {KL_ALPHA, 8, {-3.0, -1.0, -1.0 + 0x1p-45, 0.3, 0.9, 1.0, 1.0 + 0x1p-45, 2.5}},
    {KL_CRESSIE_READ, 8, {-2.0, -1.0, -0.5, -1e-9, 0.0, 1e-20, 1.0, 3.0}},
    {KL_HOCKEY_STICK, 4, {1.0, 1.001, 10.0, 1e200}},
    {KL_SKEW, 3, {0.001, 0.5, 0.9999}},
};
enum { TUNED = sizeof tuned / sizeof tuned[0] };

static void compare_tuned(const struct tuned *tune, double parameter, const grid_case *grid,
                          const double *p, const double *q, size_t n, const oracle *truth) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = parameter;
    kl_estimate estimate;
    kl_error error = KL_ERROR_INIT;
    const char *name = kl_measure_get(tune->id)->name;
    if (kl_measure_compute(tune->id, kl_f64(p, n), kl_f64(q, n), &options, &estimate, &error))
        fail_msg("%s(%g), %s, n = %zu: %s", name, parameter, grid->name, n, error.message);
    double off = oracle_error(truth, tune->id, estimate.value, floor_of(tune->id, truth, 0));
    if (!(estimate.value >= 0.0) || !(off <= bound_of(tune->id, truth, p, q, n))) {
        mpfr_printf("truth %.20Rg\n", truth->value[tune->id]);
        fail_msg("%s(%.17g), %s, n = %zu: %.17g is off by %.3g·2^-53, bound %.3g", name, parameter,
                 grid->name, n, estimate.value, off, bound_of(tune->id, truth, p, q, n));
    }
}

static void compare_rounds(const grid_case *grid, const double *p, const double *q, size_t n,
                           oracle *truth) {
    for (size_t round = 0; round < TUNED_ROUNDS; round++) {
        for (size_t k = 0; k < TUNED; k++)
            truth->parameter[tuned[k].id] = tuned[k].parameter[round % tuned[k].n];
        oracle_compute(truth, p, q, n, 0);
        for (size_t k = 0; k < TUNED; k++)
            compare_tuned(&tuned[k], truth->parameter[tuned[k].id], grid, p, q, n, truth);
    }
}

static void test_parameters(void **state) {
    (void)state;
    static double p[GRID_MAX], q[GRID_MAX];
    static const size_t sizes[] = {1, 2, 7, 17};
    kl_random random;
    kl_random_init(&random, 3, 0);
    oracle deep, plain;
    oracle_init(&deep, 2400);
    oracle_init(&plain, 400);
    for (size_t c = 0; c < GRID_CASES; c++)
        for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            grid_case grid = grid_make(c, p, q, sizes[s], &random);
            if ((!grid.deep || s < 3) && (all_cases() || (c + s) % 4 == 0))
                compare_rounds(&grid, p, q, sizes[s], grid.deep ? &deep : &plain);
        }
    oracle_clear(&deep);
    oracle_clear(&plain);
}

/* Of weights next to their ends the errors of totals are weighed too, and Jensen–Shannon of a faint one is linear in
 * it, a skew divergence quadratic. */
static double weighed_floor(kl_measure_id id, const oracle *truth, double w) {
    const double share = id == KL_SKEW ? w * w : w;
    const double floor =
        fmax(share * 0x1p-103 * mpfr_get_d(truth->value[KL_TOTAL_VARIATION], MPFR_RNDU), 0x1p-1060);
    if (id != KL_JENSEN_SHANNON_DISTANCE)
        return floor;
    const double value = mpfr_get_d(truth->value[id], MPFR_RNDD);
    return value > 0x1p-530 ? floor / (2.0 * value) : 0x1p-530;
}

/* Weights of a mixture over all of (0, 1), where each of p and q has symbols that the other hardly has. */
static void test_weights(void **state) {
    (void)state;
    static double p[GRID_MAX], q[GRID_MAX];
    static const double weights[] = {0x1p-1074, 1e-310, 1e-300, 1e-200, 1e-160,
                                     1e-150,    1e-100, 1e-40,  1e-10,  1.0 - 0x1p-53};
    static const kl_measure_id ids[] = {KL_JENSEN_SHANNON, KL_JENSEN_SHANNON_DISTANCE, KL_SKEW};
    kl_random random;
    kl_random_init(&random, 4, 0);
    oracle truth;
    oracle_init(&truth, 4000);
    for (size_t c = 0; c < GRID_CASES; c += all_cases() ? 1 : 8)
        for (size_t k = 0; k < sizeof weights / sizeof *weights; k++) {
            const double w = weights[k];
            const size_t n = 2 + (c + k) % 2;
            grid_case grid = grid_make(c, p, q, n, &random);
            for (int i = 0; i < 3; i++)
                truth.parameter[ids[i]] = w;
            oracle_compute(&truth, p, q, n, 0);
            for (int i = 0; i < 3; i++) {
                kl_measure_options options;
                kl_measure_options_init(&options);
                options.parameter = w;
                kl_estimate d;
                assert_int_equal(
                    kl_measure_compute(ids[i], kl_f64(p, n), kl_f64(q, n), &options, &d, NULL),
                    KL_OK);
                const double off =
                    oracle_error(&truth, ids[i], d.value, weighed_floor(ids[i], &truth, w));
                if (!(d.value >= 0.0 && off <= 16.0))
                    fail_msg("%s(%g), %s, n = %zu: %.17g is off by %.3g·2^-53",
                             kl_measure_get(ids[i])->name, w, grid.name, n, d.value, off);
            }
        }
    oracle_clear(&truth);
}

/* Where a power, a ratio or the rest of a weight once left the doubles. Truths by mpmath with 6000 bits. */
static void test_far_parameters(void **state) {
    (void)state;
    static const struct far_case {
        kl_measure_id id;
        double parameter, p[2], q[2], truth, ulps; /* the latter in units of 2⁻⁵³ */
    } cases[] = {
        {KL_RENYI, 1e13, {3, 5}, {3, 5}, 0.0, 0},
        {KL_RENYI, 1e155, {3, 5}, {6, 10}, 0.0, 0},
        {KL_RENYI, 1e300, {3, 5}, {6, 10}, 0.0, 0},
        {KL_RENYI, 1e300, {1, 3}, {1, 1}, 0.4054651081081644, 16},
        {KL_RENYI, 1e300, {1, 1e-200}, {1, 1e-30}, 1e-30, 16},
        {KL_RENYI, INFINITY, {1e300, 1e-300}, {1e300, 1e-305}, 11.512925464970229, 16},
        {KL_RENYI, INFINITY, {0x1p1023, 0x1p-1074}, {1, 0}, INFINITY, 0},
        {KL_RENYI, 0.1, {1, 0}, {1e-310, 1e300}, 1404.576906726368, 16 + 4 * 0.9 * 1405},
        {KL_RENYI, 1000, {1e300, 1e-300}, {1e300, 1e-305}, 10.129991475184015, 16 + 4 * 999 * 12},
        {KL_TSALLIS,
         100,
         {1e300, 1e-300},
         {1e300, 1e-305},
         1.010101010101013e-107,
         16 + 4 * 99 * 12},
        {KL_HOCKEY_STICK, 1.7e308, {1, 1}, {1, 0x3p-1074}, 0.4999999999999975, 16},
        {KL_JENSEN_SHANNON, 1e-17, {1, 0}, {0, 1}, 4.0143946580898777e-16, 16},
        {KL_JENSEN_SHANNON, 1e-160, {1, 1e-160}, {1e-160, 3}, 3.6866383468622222746e-158, 16},
        {KL_JENSEN_SHANNON, 1e-300, {1, 3}, {1e-300, 1}, 1.7210261739079186006e-298, 16},
        {KL_JENSEN_SHANNON, 1e-308, {1, 0}, {0, 1}, 7.1019620864216600637e-306, 16},
        {KL_SKEW, 1e-160, {1e-160, 4}, {1, 2}, 1.2150886823653242853e-161, 16},
        {KL_SKEW, 1e-180, {1e-155, 4}, {1, 2}, 2.2222222222222222819e-206, 16},
        {KL_SKEW, 1e-300, {1e-300, 1}, {1, 1e-300}, 3.0685281944005469827e-301, 16},
        {KL_SKEW, 1e-40, {1, 1}, {1, 0}, 4.9999999999999992929e-81, 16},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct far_case *c = &cases[i];
        kl_measure_options options;
        kl_measure_options_init(&options);
        options.parameter = c->parameter;
        kl_estimate d;
        assert_int_equal(
            kl_measure_compute(c->id, kl_f64(c->p, 2), kl_f64(c->q, 2), &options, &d, NULL), KL_OK);
        if (!(d.value == c->truth || fabs(d.value - c->truth) <= c->ulps * 0x1p-53 * c->truth))
            fail_msg("case %zu: %.17g, not %.17g", i, d.value, c->truth);
    }
}

/* A total that was declared and is wrong may give any number, but none below 0 and no NaN. */
static void test_declared_wrongly(void **state) {
    (void)state;
    static const double p[] = {5, 1}, q[] = {1, 5}, huge[] = {1e-300, 3e306}, tiny[] = {1e-160, 1};
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.normalised = 1;
    options.parameter = 0.3;
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_measure_compute(KL_RENYI, kl_f64(p, 2), kl_f64(q, 2), &options, &d, NULL),
                     KL_OK);
    assert_true(d.value == 0.0);
    options.parameter = 0.001;
    assert_int_equal(
        kl_measure_compute(KL_CRESSIE_READ, kl_f64(huge, 2), kl_f64(tiny, 2), &options, &d, &error),
        KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "totals are not 1, as declared"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_far_parameters),
        cmocka_unit_test(test_declared_wrongly),
        cmocka_unit_test(test_any_totals),
        cmocka_unit_test(test_declared_normalised),
        cmocka_unit_test(test_below_what_totals_tell),
        cmocka_unit_test(test_million),
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
