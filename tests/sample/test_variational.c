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
    refused(KL_RENYI, NAN, low, low, 2, 0.95, "renyi is no f-divergence");
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
                                       cmocka_unit_test(test_coverage),
                                       cmocka_unit_test(test_refusals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
