/* SPDX-License-Identifier: Apache-2.0 */
/* What the Jensen–Shannon divergence of many promises, of random distributions, weights, partitions and mixtures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/measure.h>

#include "../all_cases.h"

#include <math.h>
#include <string.h>

enum { K_MAX = 6, N = 7 };

/* A value is good to 24·2⁻⁵³; sums of a few of them, and of weights that were rounded before, to this. */
#define SLACK 0x1p-46

typedef struct crowd {
    size_t k, n;
    double p[K_MAX][N], weights[K_MAX];
} crowd;

static double value_of(const crowd *c) {
    kl_array rows[K_MAX];
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    for (size_t j = 0; j < c->k; j++)
        rows[j] = kl_f64(c->p[j], c->n);
    if (kl_jensen_shannon_compute(rows, c->k, c->weights, NULL, &d, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_int_equal(d.unit, KL_UNIT_NATS);
    assert_int_equal(d.flags, 0);
    return d.value;
}

/* Distributions and weights that add up to 1, nearly; of every other crowd each lacks symbols. */
static void draw_shares(kl_random *random, double *p, size_t n, int zeros) {
    double total = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double u = kl_random_uniform(random);
        p[i] = zeros && kl_random_below(random, 3) == 0 ? 0.0 : u * u * u;
        total += p[i];
    }
    if (total == 0.0)
        total = p[0] = 1.0;
    for (size_t i = 0; i < n; i++)
        p[i] /= total;
}

static crowd draw(kl_random *random, size_t k, int zeros) {
    crowd c = {.k = k, .n = N};
    for (size_t j = 0; j < k; j++)
        draw_shares(random, c.p[j], N, zeros);
    draw_shares(random, c.weights, k, 0);
    return c;
}

static double entropy_of(const double *p, size_t n) {
    double h = 0.0;
    for (size_t i = 0; i < n; i++)
        h -= p[i] > 0.0 ? p[i] * log(p[i]) : 0.0;
    return h;
}

static void mixture_of(const crowd *c, size_t first, size_t end, double *m, double *weight) {
    *weight = 0.0;
    memset(m, 0, N * sizeof *m);
    for (size_t j = first; j < end; j++) {
        *weight += c->weights[j];
        for (size_t i = 0; i < c->n; i++)
            m[i] += c->weights[j] * c->p[j][i];
    }
}

static int at_most(double left, double right) {
    return left <= right + SLACK * right;
}

/* Lin 1991: between 0 and H(w), which is ln k at most, and reaches that where no two share a symbol. */
static void check_bounds(const crowd *c, double d) {
    assert_true(d > 0.0);
    assert_true(at_most(d, entropy_of(c->weights, c->k) + 0x1p-50) &&
                at_most(d, log((double)c->k)));
    crowd apart = {.k = c->k, .n = N};
    memcpy(apart.weights, c->weights, sizeof apart.weights);
    for (size_t j = 0; j < c->k; j++)
        apart.p[j][j] = 1.0 + (double)j;
    /* −ln w of a weight near 1 is what rounding left of the others. */
    const double most = entropy_of(c->weights, c->k);
    assert_true(fabs(value_of(&apart) - most) <= SLACK * most + 0x1p-50);
}

/* 0 of what is equal but for totals, and of nothing else. */
static void check_zero(const crowd *c, kl_random *random) {
    crowd equal = *c;
    for (size_t j = 1; j < c->k; j++)
        for (size_t i = 0; i < N; i++)
            equal.p[j][i] = ldexp(c->p[0][i], (int)j);
    assert_true(value_of(&equal) == 0.0);
    const size_t other = (size_t)kl_random_below(random, c->k);
    size_t at = 0;
    while (equal.p[other][at] == 0.0)
        at++;
    equal.p[other][at] *= 1.0 + 0x1p-20;
    equal.p[other][(at + 1) % N] += equal.p[other][at] * 0x1p-18;
    assert_true(value_of(&equal) > 0.0);
}

/* Shuffled with their weights (Fisher and Yates) they are as far apart, but for the rounding of the mixture. */
static void check_order(const crowd *c, double d, kl_random *random) {
    crowd shuffled = *c;
    for (size_t j = c->k - 1; j > 0; j--) {
        const size_t with = (size_t)kl_random_below(random, j + 1);
        const crowd before = shuffled;
        memcpy(shuffled.p[j], before.p[with], sizeof shuffled.p[j]);
        memcpy(shuffled.p[with], before.p[j], sizeof shuffled.p[with]);
        shuffled.weights[j] = before.weights[with];
        shuffled.weights[with] = before.weights[j];
    }
    assert_true(fabs(value_of(&shuffled) - d) <= 48 * 0x1p-53 * d);
}

static void check_merging(const crowd *c, double d, kl_random *random) {
    crowd merged = {.k = c->k, .n = 1 + (size_t)kl_random_below(random, N)};
    memcpy(merged.weights, c->weights, sizeof merged.weights);
    for (size_t i = 0; i < N; i++) {
        const size_t part = (size_t)kl_random_below(random, merged.n);
        for (size_t j = 0; j < c->k; j++)
            merged.p[j][part] += c->p[j][i];
    }
    if (!at_most(value_of(&merged), d + 0x1p-100))
        fail_msg("grows when symbols are merged");
}

static void check_convexity(const crowd *c, double d, kl_random *random, int zeros) {
    crowd other = draw(random, c->k, zeros), mixed = *c;
    memcpy(other.weights, c->weights, sizeof other.weights);
    const double w = kl_random_uniform(random);
    for (size_t j = 0; j < c->k; j++)
        for (size_t i = 0; i < N; i++)
            mixed.p[j][i] = w * c->p[j][i] + (1.0 - w) * other.p[j][i];
    assert_true(at_most(value_of(&mixed), w * d + (1.0 - w) * value_of(&other)));
}

/* Which one it came from is told by which half it came from, and then by which of that half. */
static void check_grouping(const crowd *c, double d, kl_random *random) {
    const size_t cut = 1 + (size_t)kl_random_below(random, c->k - 1);
    crowd halves = {.k = 2, .n = N}, first = {.k = cut, .n = N}, last = {.k = c->k - cut, .n = N};
    mixture_of(c, 0, cut, halves.p[0], &halves.weights[0]);
    mixture_of(c, cut, c->k, halves.p[1], &halves.weights[1]);
    memcpy(first.p, c->p, cut * sizeof c->p[0]);
    memcpy(first.weights, c->weights, cut * sizeof c->weights[0]);
    memcpy(last.p, c->p + cut, last.k * sizeof c->p[0]);
    memcpy(last.weights, c->weights + cut, last.k * sizeof c->weights[0]);
    const double sum = value_of(&halves) + halves.weights[0] * value_of(&first) +
                       halves.weights[1] * value_of(&last);
    assert_true(fabs(sum - d) <= SLACK * d);
}

/* H(M) − Σ w H(P): a difference of numbers of at most ln N, which loses what is small beside them. */
static void check_information(const crowd *c, double d) {
    double m[N], weight, sum = 0.0;
    mixture_of(c, 0, c->k, m, &weight);
    for (size_t j = 0; j < c->k; j++)
        sum += c->weights[j] * entropy_of(c->p[j], N);
    assert_true(fabs(entropy_of(m, N) - sum - d) <= 64 * 0x1p-53 * log(N));
}

/* Of two it is the row of the catalogue, for every sixteenth as a weight. */
static void check_pair(const crowd *c, kl_random *random) {
    const double sixteenths = 1.0 + (double)kl_random_below(random, 15);
    crowd pair = {.k = 2, .n = N, .weights = {sixteenths, 16.0 - sixteenths}};
    memcpy(pair.p, c->p, 2 * sizeof c->p[0]);
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = sixteenths / 16.0;
    kl_estimate row;
    assert_int_equal(kl_measure_compute(KL_JENSEN_SHANNON, kl_f64(c->p[0], N), kl_f64(c->p[1], N),
                                        &options, &row, NULL),
                     KL_OK);
    assert_true(fabs(value_of(&pair) - row.value) <= 40 * 0x1p-53 * row.value); /* 24 and 16 */
}

static void test_promises(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1991, 0);
    const size_t rounds = cases_of(2000);
    for (size_t round = 0; round < rounds; round++) {
        const int zeros = round % 2 == 1;
        const crowd c = draw(&random, 2 + round % (K_MAX - 1), zeros);
        const double d = value_of(&c);
        check_bounds(&c, d);
        check_zero(&c, &random);
        check_order(&c, d, &random);
        check_merging(&c, d, &random);
        check_convexity(&c, d, &random, zeros);
        check_grouping(&c, d, &random);
        check_information(&c, d);
        check_pair(&c, &random);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_promises)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
