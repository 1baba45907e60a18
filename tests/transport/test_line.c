/* SPDX-License-Identifier: Apache-2.0 */
/* Transport on a line and on a circle against exact transport of the same points, and against what is known. */
#include "help.h"

#include "../all_cases.h"

enum { MOST = 40 };

typedef struct problem {
    size_t n, m;
    double x[MOST], y[MOST], a[MOST], b[MOST], period, power;
} problem;

static double line(const problem *p, kl_isa isa) {
    kl_pool *pool = NULL;
    const kl_pool_options wanted = {sizeof wanted, isa == KL_ISA_SCALAR ? 1 : 2, isa};
    assert_int_equal(kl_pool_new(&wanted, &pool, NULL), KL_OK);
    kl_line_options options;
    kl_line_options_init(&options);
    options.power = p->power, options.period = p->period, options.pool = pool;
    double out = NAN;
    kl_error error = KL_ERROR_INIT;
    if (kl_wasserstein_line(kl_f64(p->x, p->n), kl_f64(p->a, p->n), kl_f64(p->y, p->m),
                            kl_f64(p->b, p->m), &options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    kl_pool_free(pool);
    return out;
}

static double distance(void *context, size_t i, size_t j) {
    const problem *p = context;
    double d = fabs(p->x[i] - p->y[j]);
    if (p->period > 0) {
        d = fmod(d, p->period);
        d = fmin(d, p->period - d);
    }
    return pow(d, p->power);
}

static double exact(const problem *p) {
    kl_cost cost = kl_cost_call(p->n, p->m, distance, (void *)p);
    kl_transport *out = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_transport_exact(&cost, kl_f64(p->a, p->n), kl_f64(p->b, p->m), NULL, &out, &error) !=
        KL_OK)
        fail_msg("%s", error.message);
    const double value = pow(kl_transport_get_result(out)->distance, 1 / p->power);
    kl_transport_free(out);
    return value;
}

static void normalize(double *mass, size_t n) {
    double total = 0;
    for (size_t i = 0; i < n; i++)
        total += mass[i];
    for (size_t i = 0; i < n; i++)
        mass[i] /= total;
}

static void fill(problem *p, int round, kl_random *random) {
    const int ties = round % 3 == 0, equal = round % 2;
    p->n = 1 + (size_t)kl_random_below(random, MOST);
    p->m = equal ? p->n : 1 + (size_t)kl_random_below(random, MOST);
    for (size_t k = 0; k < MOST; k++) {
        p->x[k] = ties ? (double)kl_random_below(random, 10) : 10 * kl_random_uniform(random);
        p->y[k] = ties ? (double)kl_random_below(random, 10) : 10 * kl_random_uniform(random);
        p->a[k] = equal ? 1 : (double)kl_random_below(random, 5) + (k == 0);
        p->b[k] = equal ? 1 : (double)kl_random_below(random, 5) + (k == 0);
    }
    normalize(p->a, p->n);
    normalize(p->b, p->m);
}

/* The root of a small W_p magnifies what a cost has of rounding: compare powers. */
static void against_exact(void **state) {
    (void)state;
    static const double powers[] = {1, 2, 1.5, 4};
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (int round = 0; round < (int)cases_of(400); round++) {
        problem p = {.power = powers[round % 4], .period = round % 5 < 2 ? 10 : 0};
        fill(&p, round, &random);
        const double scalar = line(&p, KL_ISA_SCALAR), expected = exact(&p);
        assert_true(scalar == line(&p, KL_ISA_BEST));
        assert_true(fabs(pow(scalar, p.power) - pow(expected, p.power)) <=
                    1e-11 * pow(10, p.power));
    }
}

typedef struct farther {
    const problem *problem;
    double than;
} farther;

static double is_farther(void *context, size_t i, size_t j) {
    const farther *f = context;
    return distance((void *)f->problem, i, j) > f->than;
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The least distance within which all mass can be moved: a distance of a pair, found by exact transport of 0 and 1. */
static double bottleneck(const problem *p) {
    double candidates[MOST * MOST];
    size_t low = 0, high = p->n * p->m - 1;
    for (size_t i = 0; i < p->n; i++)
        for (size_t j = 0; j < p->m; j++)
            candidates[i * p->m + j] = distance((void *)p, i, j);
    qsort(candidates, p->n * p->m, sizeof *candidates, by_value);
    while (low < high) {
        const size_t middle = (low + high) / 2;
        farther f = {p, candidates[middle]};
        const kl_cost cost = kl_cost_call(p->n, p->m, is_farther, &f);
        kl_transport *out = NULL;
        assert_int_equal(
            kl_transport_exact(&cost, kl_f64(p->a, p->n), kl_f64(p->b, p->m), NULL, &out, NULL),
            KL_OK);
        if (kl_transport_get_result(out)->cost > 0x1p-40)
            low = middle + 1;
        else
            high = middle;
        kl_transport_free(out);
    }
    return candidates[low];
}

static void farthest(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 4, 0);
    for (int round = 0; round < (int)cases_of(200); round++) {
        problem p = {.power = 1, .period = round % 5 < 3 ? 10 : 0};
        fill(&p, round, &random);
        const double expected = bottleneck(&p);
        p.power = INFINITY;
        assert_true(fabs(line(&p, KL_ISA_BEST) - expected) <= 1e-13);
    }
}

/* A shift costs itself in every W_p; the sides may be exchanged; nothing depends on the order; ∞ is the limit. */
static void known(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 2, 0);
    for (int round = 0; round < (int)cases_of(100); round++) {
        problem p = {.power = 1};
        fill(&p, round, &random);
        problem swapped = p, large = p, shifted = p, reversed = p;
        swapped.n = p.m, swapped.m = p.n;
        memcpy(swapped.x, p.y, sizeof p.y), memcpy(swapped.y, p.x, sizeof p.x);
        memcpy(swapped.a, p.b, sizeof p.b), memcpy(swapped.b, p.a, sizeof p.a);
        const double w1 = line(&p, KL_ISA_BEST);
        assert_true(fabs(w1 - line(&swapped, KL_ISA_BEST)) <= 1e-14 * 10);
        for (size_t i = 0; i < p.n; i++)
            reversed.x[i] = p.x[p.n - 1 - i], reversed.a[i] = p.a[p.n - 1 - i];
        assert_true(w1 == line(&reversed, KL_ISA_BEST) || p.n < 2);
        shifted.m = p.n;
        memcpy(shifted.b, p.a, sizeof p.a);
        for (size_t i = 0; i < p.n; i++)
            shifted.y[i] = p.x[i] + 256;
        for (int power = 1; power <= 4; power++) {
            shifted.power = power == 4 ? (double)INFINITY : (double)power;
            assert_true(fabs(line(&shifted, KL_ISA_BEST) - 256) <= 1e-12);
        }
        large.power = INFINITY;
        const double most = line(&large, KL_ISA_BEST);
        assert_true(w1 <= most * (1 + 1e-15));
        large.power = 200;
        const double nearly = line(&large, KL_ISA_BEST);
        /* Masses are multiples of 1/160 or of 1/40, what goes from one to another of 1/25600:
         * its 200th root is 0.95. */
        assert_true(nearly <= most * (1 + 1e-12) && nearly >= 0.94 * most);
    }
}

/* The same distribution is at 0 from itself, whatever its masses are multiplied by. */
static void equal_but_for_the_total(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (int round = 0; round < (int)cases_of(500); round++) {
        problem p = {.power = 1};
        p.n = p.m = 1 + (size_t)kl_random_below(&random, MOST);
        const double times = 2 + (double)kl_random_below(&random, 100);
        for (size_t k = 0; k < p.n; k++) {
            p.x[k] = p.y[k] = kl_random_uniform(&random);
            p.a[k] = 1 + (double)kl_random_below(&random, 50);
            p.b[k] = times * p.a[k];
        }
        assert_true(line(&p, KL_ISA_BEST) == 0);
    }
}

static void extremes(void **state) {
    (void)state;
    static const double scales[] = {0x1p-1060, 0x1p1000};
    for (int s = 0; s < 2; s++)
        for (int power = 1; power <= 3; power++) {
            problem p = {.n = 2, .m = 2, .power = power};
            p.x[0] = -8 * scales[s], p.x[1] = -16 * scales[s];
            p.y[0] = 8 * scales[s], p.y[1] = 0;
            p.a[0] = p.a[1] = 0x1p-1070, p.b[0] = p.b[1] = 0x1p1020;
            assert_true(fabs(line(&p, KL_ISA_BEST) / scales[s] - 16) <= 1e-13);
        }
}

/* What is small beside another number, or beside 1, keeps its digits: samples, and with masses. */
static void small_beside_large(void **state) {
    (void)state;
    const struct {
        double large, x, y, power, expected;
    } cases[] = {{1e20, 1e-304, 3e-304, 1, 1e-304},
                 {0x1p800, 1e-300, 2e-300, 1, 5e-301},
                 {1e20, 1e-304, 3e-304, 2, 2e-304 * 0x1.6a09e667f3bcdp-1},
                 {1e20, 1e-304, 3e-304, INFINITY, 2e-304},
                 {0, 0x1p-1074, 0x1.8p-1073, 1, 0x1p-1074}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        for (int weighted = 0; weighted < 2; weighted++) {
            const double x[] = {cases[k].large, cases[k].x}, y[] = {cases[k].large, cases[k].y};
            const double halves[] = {0.5, 0.5};
            const kl_array mass = weighted ? kl_f64(halves, 2) : kl_uniform();
            kl_line_options options;
            kl_line_options_init(&options);
            options.power = cases[k].power;
            double out = NAN;
            assert_int_equal(
                kl_wasserstein_line(kl_f64(x, 2), mass, kl_f64(y, 2), mass, &options, &out, NULL),
                KL_OK);
            assert_true(fabs(out / cases[k].expected - 1) <= 4 * 0x1p-53);
        }
}

/* Powers of distances that no double holds, also on a circle, and beside others that are far smaller. */
static void powers_beyond_the_doubles(void **state) {
    (void)state;
    const struct {
        double x[2], y[2], power, period, expected;
    } cases[] = {{{1, 1}, {1.25, 1.25}, 1000, 0, 0.25},
                 {{15, 15}, {-15, -15}, 300, 0, 30},
                 {{0, 1}, {0x1p-700, 1}, 2, 0, 0x1p-700 * 0x1.6a09e667f3bcdp-1}, /* 2^−½ */
                 {{0, 1}, {1e-9, 1}, 40, 0, 9.828205985452512e-10}, /* 1e-9 · 2^(−1/40) */
                 {{23, 11}, {1, 13}, 2000, 24, 2}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        problem p = {.n = 2, .m = 2, .power = cases[k].power, .period = cases[k].period};
        memcpy(p.x, cases[k].x, sizeof cases[k].x), memcpy(p.y, cases[k].y, sizeof cases[k].y);
        p.a[0] = p.a[1] = p.b[0] = p.b[1] = 0.5;
        assert_true(fabs(line(&p, KL_ISA_BEST) / cases[k].expected - 1) <= 1e-12);
        assert_true(line(&p, KL_ISA_BEST) == line(&p, KL_ISA_SCALAR));
    }
    /* Their potentials are none. */
    kl_line_options options;
    kl_line_options_init(&options);
    options.power = 1000;
    kl_transport *t = NULL;
    const kl_array x = kl_f64(cases[0].x, 2), y = kl_f64(cases[0].y, 2);
    assert_int_equal(kl_transport_line(x, kl_uniform(), y, kl_uniform(), &options, &t, NULL),
                     KL_OK);
    assert_true(fabs(kl_transport_get_result(t)->distance / 0.25 - 1) <= 1e-12);
    assert_true(isnan(kl_transport_get_result(t)->duality_gap));
    assert_null(kl_transport_get_potential(t, 0));
    kl_transport_free(t);
}

static void expect(kl_array x, kl_array a, kl_array y, const kl_line_options *options,
                   kl_status status, const char *message) {
    kl_error error = KL_ERROR_INIT;
    double out;
    assert_int_equal(kl_wasserstein_line(x, a, y, kl_uniform(), options, &out, &error), status);
    assert_string_equal(error.message, message);
}

static void refused(void **state) {
    (void)state;
    const double bad[] = {1, NAN}, good[] = {1, 2}, negative[] = {1, -2}, none[] = {0, 0};
    const kl_array x = kl_f64(good, 2);
    expect(kl_f64(bad, 2), kl_uniform(), x, NULL, KL_ERROR_VALUE,
           "number 1 of x is nan: it must be finite");
    expect(x, kl_uniform(), kl_f64(good, 0), NULL, KL_ERROR_VALUE, "y has no numbers");
    expect(x, kl_f64(negative, 2), x, NULL, KL_ERROR_VALUE,
           "mass 1 of a is -2: masses are finite and not negative");
    expect(x, kl_f64(none, 2), x, NULL, KL_ERROR_VALUE,
           "all masses of a together are 0: there is nothing to move");
    expect(x, kl_f64(good, 1), x, NULL, KL_ERROR_ARGUMENT,
           "a has 1 masses for 2 places, or no data or an unknown dtype");
    kl_line_options options;
    kl_line_options_init(&options);
    options.power = 0.5;
    expect(x, kl_uniform(), x, &options, KL_ERROR_ARGUMENT, "p is 0.5, expected 1 or more");
    options.power = 1, options.period = -1;
    expect(x, kl_uniform(), x, &options, KL_ERROR_ARGUMENT, "the period is -1, expected 0 or more");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_exact),
        cmocka_unit_test(farthest),
        cmocka_unit_test(known),
        cmocka_unit_test(equal_but_for_the_total),
        cmocka_unit_test(extremes),
        cmocka_unit_test(small_beside_large),
        cmocka_unit_test(powers_beyond_the_doubles),
        cmocka_unit_test(refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
