/* SPDX-License-Identifier: Apache-2.0 */
/* The variational bound: reached by the best critic, below it for any other, and as sure as it says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/sample.h>

#include <math.h>
#include <string.h>

enum { N = 4, DRAWS = 64 };
static const double p[N] = {0.5, 0.25, 0.125, 0.125}, q[N] = {0.125, 0.25, 0.25, 0.375};

/* f′ by central differences, good to 1e-9 or so for the generators of the catalogue at these ratios. */
static double slope_of(const kl_measure *row, double t) {
    const double h = 0x1p-20, a = row->parameter.value;
    return (row->generator(t + h, a) - row->generator(t - h, a)) / (2 * h);
}

/* Draws in exact proportion: 64 of each, so that means over them are expectations. */
static void score(const kl_measure *row, double lean, double *of_p, double *of_q) {
    size_t at_p = 0, at_q = 0;
    for (int i = 0; i < N; i++) {
        double t = slope_of(row, p[i] / q[i]) - lean * (i + 1);
        for (int k = 0; k < (int)(DRAWS * p[i]); k++)
            of_p[at_p++] = t;
        for (int k = 0; k < (int)(DRAWS * q[i]); k++)
            of_q[at_q++] = t;
    }
}

static void test_best_critic(void **state) {
    (void)state;
    unsigned tried = 0;
    for (int id = 0; id < kl_measure_count(); id++) {
        const kl_measure *row = kl_measure_get((kl_measure_id)id);
        /* Those with a corner have one f′ too few at it, and a best score at the end of the domain. */
        if (row->conjugate == NULL || id == KL_TOTAL_VARIATION || id == KL_HOCKEY_STICK)
            continue;
        double of_p[DRAWS], of_q[DRAWS];
        kl_estimate bound, truth;
        assert_int_equal(
            kl_measure_compute(row->id, kl_f64(p, N), kl_f64(q, N), NULL, &truth, NULL), KL_OK);
        score(row, 0, of_p, of_q);
        assert_int_equal(kl_variational_bound(row->id, NAN, kl_f64(of_p, DRAWS),
                                              kl_f64(of_q, DRAWS), 0.95, &bound, NULL),
                         KL_OK);
        if (!(fabs(bound.value - truth.value) <= 1e-8))
            fail_msg("%s: bound %.17g, truth %.17g", row->name, bound.value, truth.value);
        assert_int_equal(bound.unit, row->unit);
        score(row, 0.01, of_p, of_q);
        assert_int_equal(kl_variational_bound(row->id, NAN, kl_f64(of_p, DRAWS),
                                              kl_f64(of_q, DRAWS), 0.95, &bound, NULL),
                         KL_OK);
        assert_true(bound.value < truth.value);
        tried++;
    }
    assert_true(tried >= 12);
}

/* What is an increasing function of an f-divergence has the critic of that, and is reached by its best one. */
static const struct {
    kl_measure_id id;
    double parameter;
    kl_measure_id of;
    double of_parameter;
} functions[] = {
    {KL_RENYI, NAN, KL_TSALLIS, 2.0},
    {KL_RENYI, 0.25, KL_TSALLIS, 0.25},
    {KL_RENYI, 0.5, KL_TSALLIS, 0.5},
    {KL_RENYI, 1.0, KL_DIVERGENCE, NAN},
    {KL_RENYI, 7.5, KL_TSALLIS, 7.5},
    {KL_HELLINGER, NAN, KL_HELLINGER_SQUARED, NAN},
    {KL_BHATTACHARYYA, NAN, KL_HELLINGER_SQUARED, NAN},
    {KL_JENSEN_SHANNON_DISTANCE, NAN, KL_JENSEN_SHANNON, NAN},
    {KL_JENSEN_SHANNON_DISTANCE, 0.125, KL_JENSEN_SHANNON, 0.125},
};
enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

static kl_estimate bound_of(kl_measure_id id, double parameter, const double *of_p,
                            const double *of_q, size_t n) {
    kl_estimate bound;
    kl_error error = KL_ERROR_INIT;
    if (kl_variational_bound(id, parameter, kl_f64(of_p, n), kl_f64(of_q, n), 0.95, &bound, &error))
        fail_msg("%s", error.message);
    return bound;
}

/* What each is of a value of the other. */
static double image(kl_measure_id id, double a, double d) {
    if (id == KL_BHATTACHARYYA)
        return -log1p(-d);
    if (id != KL_RENYI)
        return sqrt(d);
    return a == 1 ? d : log1p((isnan(a) ? 1 : a - 1) * d) / (isnan(a) ? 1 : a - 1);
}

static void test_functions(void **state) {
    (void)state;
    for (int i = 0; i < FUNCTIONS; i++) {
        double of_p[DRAWS], of_q[DRAWS];
        kl_measure row;
        kl_estimate truth;
        kl_measure_options options;
        kl_measure_options_init(&options);
        options.parameter = functions[i].parameter;
        assert_int_equal(kl_measure_at(functions[i].of, functions[i].of_parameter, &row, NULL),
                         KL_OK);
        assert_int_equal(
            kl_measure_compute(functions[i].id, kl_f64(p, N), kl_f64(q, N), &options, &truth, NULL),
            KL_OK);
        score(&row, 0, of_p, of_q);
        const kl_estimate bound =
            bound_of(functions[i].id, functions[i].parameter, of_p, of_q, DRAWS);
        if (!(fabs(bound.value - truth.value) <= 1e-7))
            fail_msg("%s: bound %.17g, truth %.17g", kl_measure_get(functions[i].id)->name,
                     bound.value, truth.value);
        assert_int_equal(bound.unit, truth.unit);
        assert_true(bound.low < bound.value && bound.value < bound.high);
        score(&row, 0.01, of_p, of_q);
        const kl_estimate worse =
            bound_of(functions[i].id, functions[i].parameter, of_p, of_q, DRAWS);
        assert_true(worse.value < truth.value);
        /* All of it is made of the other's; the error by a difference of 2⁻²⁰, good to that. */
        const kl_estimate base =
            bound_of(row.id, row.parameter.name ? row.parameter.value : NAN, of_p, of_q, DRAWS);
        const double a = functions[i].parameter;
        assert_true(fabs(worse.value - image(functions[i].id, a, base.value)) <= 1e-14);
        assert_true(fabs(worse.low - image(functions[i].id, a, fmax(base.low, 0))) <= 1e-14);
        const double step = 0x1p-20 * base.value,
                     rise = image(functions[i].id, a, base.value + step) - worse.value;
        assert_true(fabs(worse.standard_error / base.standard_error - rise / step) <=
                    1e-5 * rise / step);
        assert_true(worse.high > worse.value);
    }
}

/* A divergence is not below 0 nor above its bound, whatever a critic says; what is made of one neither. */
static void test_functions_at_their_ends(void **state) {
    (void)state;
    static const double low[] = {-9, -8.5}, high[] = {5, 5.25}, deep[] = {-1e9, -2e9};
    static const kl_measure_id ids[] = {KL_RENYI, KL_HELLINGER, KL_BHATTACHARYYA,
                                        KL_JENSEN_SHANNON_DISTANCE};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        const double parameter = ids[i] == KL_RENYI ? 0.5 : NAN;
        kl_estimate bound = bound_of(ids[i], parameter, low, low, 2);
        assert_true(bound.value == 0 && bound.low == 0 && isnan(bound.standard_error));
        assert_true(bound.flags & KL_FLAG_CLIPPED);
        bound = bound_of(ids[i], parameter, high, deep, 2);
        assert_true(bound.value == kl_measure_get(ids[i])->upper);
        assert_true(bound.high == bound.value && isnan(bound.standard_error));
        assert_true(bound.flags & KL_FLAG_CLIPPED);
    }
    char text[200];
    kl_estimate bound = bound_of(KL_RENYI, NAN, low, low, 2);
    const kl_note clause = kl_estimate_clause(&bound, 0);
    kl_estimate_describe(&bound, &clause, NULL, NULL, text, sizeof text);
    assert_string_equal(text, "the estimate left the possible range; the value is its edge");
}

/* The best score where Q has nothing is the end of the domain, and a critic may say it of a draw of Q. */
static void test_ends_of_domains(void **state) {
    (void)state;
    unsigned tried = 0;
    for (int id = 0; id < kl_measure_count(); id++) {
        const kl_measure *row = kl_measure_get((kl_measure_id)id);
        const double end = row->generator_slope_at_infinity;
        if (row->conjugate == NULL || isinf(end) ||
            isinf(row->conjugate(end, row->parameter.value)))
            continue;
        const kl_estimate bound = bound_of(row->id, NAN, &end, &end, 1);
        assert_true(bound.value == end - row->conjugate(end, row->parameter.value));
        tried++;
    }
    assert_int_equal(tried, 6);
    const double end = kl_measure_get(KL_SKEW)->generator_slope_at_infinity;
    const kl_estimate skew = bound_of(KL_SKEW, NAN, &end, &end, 1);
    /* ln 100 − 0.99 − 98.01, whose weight is rounded to 2⁻⁵³ and divided by 0.01² */
    assert_true(fabs(skew.value - (log(100) - 99)) <= 1e-11);
}

static size_t draw(const double *weights, kl_random *random) {
    double u = kl_random_uniform(random);
    size_t i = 0;
    for (; i + 1 < N && u >= weights[i]; i++)
        u -= weights[i];
    return i;
}

/* Of 2000 pairs of 200 draws, 95 % within four of their standard deviations, 0.5 %. */
static void test_coverage(void **state) {
    (void)state;
    enum { RUNS = 2000, SIZE = 200 };
    const kl_measure *row = kl_measure_get(KL_DIVERGENCE);
    kl_estimate truth;
    assert_int_equal(
        kl_measure_compute(KL_DIVERGENCE, kl_f64(p, N), kl_f64(q, N), NULL, &truth, NULL), KL_OK);
    int held = 0;
    for (int run = 0; run < RUNS; run++) {
        kl_random random;
        kl_random_init(&random, 2010, (uint64_t)run);
        double of_p[SIZE], of_q[SIZE];
        for (int i = 0; i < SIZE; i++) {
            size_t a = draw(p, &random), b = draw(q, &random);
            of_p[i] = slope_of(row, p[a] / q[a]);
            of_q[i] = slope_of(row, p[b] / q[b]);
        }
        kl_estimate bound;
        assert_int_equal(kl_variational_bound(KL_DIVERGENCE, NAN, kl_f64(of_p, SIZE),
                                              kl_f64(of_q, SIZE), 0.95, &bound, NULL),
                         KL_OK);
        held += bound.low <= truth.value && truth.value <= bound.high;
    }
    print_message("%d of %d intervals hold the divergence\n", held, RUNS);
    assert_true(held >= 0.93 * RUNS && held <= 0.97 * RUNS);
}

static void refused(kl_measure_id id, double parameter, const double *of_p, const double *of_q,
                    size_t n, double confidence, const char *part) {
    kl_estimate bound;
    kl_error error = KL_ERROR_INIT;
    assert_true(kl_variational_bound(id, parameter, kl_f64(of_p, n), kl_f64(of_q, n), confidence,
                                     &bound, &error) != KL_OK);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, part);
}

static void test_refusals(void **state) {
    (void)state;
    static const double low[] = {0.1, 0.2}, high[] = {0.1, 0.75}, bad[] = {0.1, NAN};
    refused(KL_ENTROPY, NAN, low, low, 2, 0.95, "entropy is no f-divergence, nor a function of");
    refused(KL_RENYI, 0, low, low, 2, 0.95, "renyi: tsallis: the order is 0");
    refused(KL_RENYI, INFINITY, low, low, 2, 0.95, "renyi: tsallis: the order is inf");
    refused(KL_RENYI, -1, low, low, 2, 0.95, "renyi: the order is -1");
    refused(KL_TSALLIS, -1, low, low, 2, 0.95, "tsallis: the order is -1");
    refused(KL_DIVERGENCE, NAN, low, low, 2, 1, "confidence is 1");
    refused(KL_DIVERGENCE, NAN, bad, low, 2, 0.95, "critic_p[1] is nan: it must be finite");
    refused(KL_TOTAL_VARIATION, NAN, high, high, 2, 0.95,
            "critic_q[1] is 0.75: the conjugate of total_variation is infinite there");
    refused(KL_DIVERGENCE, NAN, low, low, 0, 0.95, "critic_p is empty");
    kl_estimate bound;
    assert_int_equal(kl_variational_bound(KL_DIVERGENCE, NAN, kl_f64(low, 1), kl_f64(low, 2), 0.95,
                                          &bound, NULL),
                     KL_OK);
    assert_true(isnan(bound.low) && (bound.flags & KL_FLAG_FEW_UNITS));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_best_critic),
                                       cmocka_unit_test(test_functions),
                                       cmocka_unit_test(test_functions_at_their_ends),
                                       cmocka_unit_test(test_ends_of_domains),
                                       cmocka_unit_test(test_coverage),
                                       cmocka_unit_test(test_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
