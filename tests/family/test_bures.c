/* SPDX-License-Identifier: Apache-2.0 */
/* W_2 of normal distributions and its map: against the textbook formula at 80 digits, and what must hold. */
#include "golden_bures.h"
#include "help.h"

#include <kullback/family.h>

#include <float.h>

static kl_gaussian normal(const double *mean, const double *covariance, size_t n) {
    return (kl_gaussian){.mean = kl_f64(mean, n),
                         .covariance = {covariance, n, n, (ptrdiff_t)n, KL_F64}};
}

static double distance(const kl_gaussian *p, const kl_gaussian *q) {
    kl_estimate found;
    kl_error error = KL_ERROR_INIT;
    if (kl_gaussian_wasserstein(p, q, &found, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_int_equal(found.unit, KL_UNIT_DATA);
    return found.value;
}

static double root_trace(const struct golden_bures *g) {
    double trace = 0;
    for (size_t i = 0; i < g->n; i++)
        trace += fmax(g->covariance[i * (g->n + 1)], g->other[i * (g->n + 1)]);
    return sqrt(trace);
}

static void golden(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof golden_bures / sizeof *golden_bures; k++) {
        const struct golden_bures *g = &golden_bures[k];
        const kl_gaussian p = normal(g->mean, g->covariance, g->n),
                          q = normal(g->other_mean, g->other, g->n);
        /* Factors are rounded, a few units for each of n terms. */
        const double error = 100 * DBL_EPSILON * root_trace(g);
        if (!(fabs(distance(&p, &q) - g->distance) <= error + 100 * DBL_EPSILON * g->distance))
            fail_msg("%s: %.17g, not %.17g", g->name, distance(&p, &q), g->distance);
        if (!(fabs(distance(&q, &p) - g->distance) <= error + 100 * DBL_EPSILON * g->distance))
            fail_msg("%s the other way: %.17g, not %.17g", g->name, distance(&q, &p), g->distance);
        double map[16], offset[4], largest = 0;
        const kl_status status = kl_gaussian_map(&p, &q, map, offset, NULL);
        assert_int_equal(status, g->has_map ? KL_OK : KL_ERROR_VALUE);
        for (size_t i = 0; g->has_map && i < g->n * g->n; i++)
            largest = fmax(largest, fabs(g->map[i]));
        for (size_t i = 0; g->has_map && i < g->n * g->n; i++)
            if (!(fabs(map[i] - g->map[i]) <= 1e-12 * largest))
                fail_msg("%s: map %.17g, not %.17g at %zu", g->name, map[i], g->map[i], i);
        for (size_t i = 0; g->has_map && i < g->n; i++) {
            double to = offset[i];
            for (size_t j = 0; j < g->n; j++)
                to += map[i * g->n + j] * g->mean[j];
            assert_true(fabs(to - g->other_mean[i]) <= 1e-12 * (1 + largest));
        }
    }
}

/* Two differences in the last bits: the textbook formula has lost all of it. */
static void near(void **state) {
    (void)state;
    const double mean[] = {0, 0}, p[] = {1, 0.5, 0.5, 1};
    const double q[] = {1 + DBL_EPSILON, 0.5, 0.5, 1 + DBL_EPSILON};
    const kl_gaussian left = normal(mean, p, 2), right = normal(mean, q, 2);
    assert_true(distance(&left, &left) == 0);
    assert_true(distance(&left, &right) < 4 * DBL_EPSILON);
}

static void forms_agree(void **state) {
    (void)state;
    const double mean[] = {1, -2, 3}, variance[] = {1, 4, 0.25}, other[] = {4, 1, 9};
    const double full[] = {1, 0, 0, 0, 4, 0, 0, 0, 0.25}, factor[] = {1, 0.5, -1};
    const double with_factor[] = {2, 0.5, -1, 0.5, 4.25, -0.5, -1, -0.5, 1.25};
    const kl_gaussian diagonal = {.mean = kl_f64(mean, 3), .variance = kl_f64(variance, 3)};
    const kl_gaussian q = {.mean = kl_f64(mean, 3), .variance = kl_f64(other, 3)};
    const kl_gaussian low = {.mean = kl_f64(mean, 3),
                             .variance = kl_f64(variance, 3),
                             .factor = {factor, 3, 1, 1, KL_F64}};
    const kl_gaussian dense = normal(mean, full, 3), dense_low = normal(mean, with_factor, 3);
    /* (2 − 1)² + (1 − 2)² + (3 − ½)² */
    assert_true(fabs(distance(&diagonal, &q) - sqrt(8.25)) <= 4 * DBL_EPSILON * 3);
    assert_true(fabs(distance(&dense, &q) - sqrt(8.25)) <= 16 * DBL_EPSILON * 3);
    assert_true(fabs(distance(&low, &q) - distance(&dense_low, &q)) <= 64 * DBL_EPSILON * 3);
}

static void of_any_size(void **state) {
    (void)state;
    const double mean[] = {0, 0}, far[] = {3e200, 4e200};
    for (int exponent = -1000; exponent <= 1000; exponent += 250) {
        const double s = ldexp(1, exponent);
        const double p[] = {s, s / 2, s / 2, s}, q[] = {4 * s, 2 * s, 2 * s, 4 * s};
        const kl_gaussian left = normal(mean, p, 2), right = normal(mean, q, 2);
        const double expected = sqrt(s) * sqrt(2.0); /* q is twice p */
        assert_true(fabs(distance(&left, &right) - expected) <= 64 * DBL_EPSILON * expected);
        const kl_gaussian away = normal(far, q, 2);
        assert_true(fabs(distance(&left, &away) / 5e200 - 1) <= 8 * DBL_EPSILON);
    }
}

/* Farther apart than a double holds, which is not at the same place. */
static void beyond_the_doubles(void **state) {
    (void)state;
    const double mean[] = {1e308, 0}, other[] = {-1e308, 0}, unit[] = {1, 0, 0, 1}, ones[] = {1, 1};
    const kl_gaussian p = normal(mean, unit, 2), q = normal(other, unit, 2);
    const kl_gaussian flat = {.mean = kl_f64(mean, 2), .variance = kl_f64(ones, 2)};
    const kl_gaussian far = {.mean = kl_f64(other, 2), .variance = kl_f64(ones, 2)};
    assert_true(distance(&p, &q) == INFINITY);
    assert_true(distance(&flat, &far) == INFINITY);
}

static void refused(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    kl_estimate out;
    double map[4], offset[2];
    const double mean[] = {0, 0}, wrong[] = {1, 2, 2, 1}, negative[] = {1, 0, 0, -1};
    const double right[] = {1, 0, 0, 1};
    const kl_gaussian p = normal(mean, right, 2);
    const kl_gaussian bad[] = {normal(mean, wrong, 2), normal(mean, negative, 2)};
    for (size_t k = 0; k < 2; k++) {
        assert_int_equal(kl_gaussian_wasserstein(&p, &bad[k], &out, &error), KL_ERROR_VALUE);
        assert_int_equal(error.input, 1);
        assert_int_equal(kl_gaussian_map(&bad[k], &p, map, offset, &error), KL_ERROR_VALUE);
        assert_int_equal(error.input, 0);
    }
    const kl_gaussian one = normal(mean, right, 1);
    assert_int_equal(kl_gaussian_wasserstein(&p, &one, &out, &error), KL_ERROR_MISMATCH);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(golden),
                                       cmocka_unit_test(near),
                                       cmocka_unit_test(forms_agree),
                                       cmocka_unit_test(of_any_size),
                                       cmocka_unit_test(beyond_the_doubles),
                                       cmocka_unit_test(refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
