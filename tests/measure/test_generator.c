/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences of a generator of one's own, and of more than two distributions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../all_cases.h"

#include "grid.h"
#include "oracle.h"

#include "kernels/scalar.h"

#include <stdlib.h>

enum { N = 9 };

static void draw(kl_random *random, double *p, int zeros) {
    for (int i = 0; i < N; i++)
        p[i] = zeros && kl_random_below(random, 3) == 0 ? 0.0 : kl_random_uniform(random);
    p[0] = 0.5;
}

/* ── A generator ── */

static double of_row(double t, double less_one, void *context) {
    const kl_measure *row = context;
    (void)less_one;
    return row->generator(t, row->parameter.value);
}

/* Every f-divergence of the catalogue again, through its generator, with the same notes. */
static void test_catalogue(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 5, 0);
    for (int id = 0; id < kl_measure_count(); id++) {
        kl_measure row = *kl_measure_get((kl_measure_id)id);
        if (row.generator == NULL)
            continue;
        kl_generator own = {of_row, &row, row.generator_at_zero, row.generator_slope_at_infinity};
        const size_t cases = cases_of(100);
        for (size_t round = 0; round < cases; round++) {
            double p[N], q[N];
            draw(&random, p, round % 2);
            draw(&random, q, round % 2);
            kl_estimate a, b;
            kl_error error = KL_ERROR_INIT;
            if (kl_f_divergence(&own, kl_f64(p, N), kl_f64(q, N), NULL, &a, &error))
                fail_msg("%s: %s", row.name, error.message);
            assert_int_equal(kl_measure_compute(row.id, kl_f64(p, N), kl_f64(q, N), NULL, &b, NULL),
                             KL_OK);
            /* f near 1 is a difference of numbers near 1, each rounded a few times. */
            if (!(a.value == b.value || fabs(a.value - b.value) <= 64 * 0x1p-53 * (1.0 + b.value)))
                fail_msg("%s: %.17g, %.17g", row.name, a.value, b.value);
            assert_int_equal(a.flags, b.flags);
            assert_int_equal(a.note_count, b.note_count);
            for (uint32_t k = 0; k < a.note_count; k++) {
                assert_int_equal(a.notes[k].side, b.notes[k].side);
                assert_int_equal(a.notes[k].count, b.notes[k].count);
                assert_true(a.notes[k].mass == b.notes[k].mass);
            }
        }
    }
}

/* χ² from t − 1. */
static double square(double t, double less_one, void *context) {
    (void)t, (void)context;
    return less_one * less_one;
}

/* One that keeps its digits gives a value that does, on the whole grid of hard cases. */
static void test_digits(void **state) {
    (void)state;
    static double p[GRID_MAX], q[GRID_MAX];
    kl_random random;
    kl_random_init(&random, 6, 0);
    oracle truth;
    oracle_init(&truth, 400);
    const kl_generator chi_square = {square, NULL, 1.0, INFINITY};
    for (size_t c = 0; c < GRID_CASES; c++) {
        grid_case grid = grid_make(c, p, q, 65, &random);
        if (grid.deep)
            continue;
        oracle_compute(&truth, p, q, 65, 0);
        kl_estimate d;
        assert_int_equal(kl_f_divergence(&chi_square, kl_f64(p, 65), kl_f64(q, 65), NULL, &d, NULL),
                         KL_OK);
        /* x − y is good to 2⁻¹⁰⁵, and a ratio beyond the doubles is infinite. */
        double floor = 0x1p-103 * mpfr_get_d(truth.value[KL_TOTAL_VARIATION], MPFR_RNDU);
        double off = oracle_error(&truth, KL_CHI_SQUARE, d.value, floor + 0x1p-1060);
        if (!(off <= 16.0) && !isinf(d.value))
            fail_msg("%s: %.17g is off by %.3g·2^-53", grid.name, d.value, off);
    }
    oracle_clear(&truth);
}

/* p/q above the doubles: p f′(∞); of totals that have no inverse among them nothing shows. */
static void test_far(void **state) {
    (void)state;
    static const double p[] = {0.5, 0.5}, q[] = {1e-310, 1.0}, small[] = {0x1p-1074, 0x3p-1074},
                        large[] = {1.0, 3.0};
    const kl_generator chi_square = {square, NULL, 1.0, INFINITY};
    kl_measure le_cam = *kl_measure_get(KL_LE_CAM);
    const kl_generator bounded = {of_row, &le_cam, 0.5, 0.5};
    kl_estimate a, b;
    assert_int_equal(kl_f_divergence(&chi_square, kl_f64(p, 2), kl_f64(q, 2), NULL, &a, NULL),
                     KL_OK);
    assert_true(isinf(a.value));
    for (int side = 0; side < 2; side++) {
        assert_int_equal(kl_f_divergence(&bounded, kl_f64(side ? q : p, 2), kl_f64(side ? p : q, 2),
                                         NULL, &a, NULL),
                         KL_OK);
        /* ½·(½ + (½)²/(3/2)) */
        assert_true(fabs(a.value - 1.0 / 3.0) <= 8 * 0x1p-53);
    }
    assert_int_equal(kl_f_divergence(&bounded, kl_f64(small, 2), kl_f64(p, 2), NULL, &a, NULL),
                     KL_OK);
    assert_int_equal(kl_f_divergence(&bounded, kl_f64(large, 2), kl_f64(p, 2), NULL, &b, NULL),
                     KL_OK);
    assert_true(a.value == b.value);
    assert_int_equal(kl_f_divergence(&bounded, kl_f64(p, 2), kl_f64(small, 2), NULL, &a, NULL),
                     KL_OK);
    assert_true(fabs(a.value - b.value) <= 8 * 0x1p-53);
}

static double minus_square(double t, double less_one, void *context) {
    return -square(t, less_one, context);
}

static double one(double t, double less_one, void *context) {
    (void)t, (void)less_one, (void)context;
    return 1.0;
}

static double not_a_number(double t, double less_one, void *context) {
    (void)context;
    return t > 1.5 ? NAN : less_one * less_one;
}

static void says(kl_status expected, kl_status status, const kl_error *error, const char *part) {
    assert_int_equal(status, expected);
    if (strstr(error->message, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error->message, part);
}

static void test_refusals(void **state) {
    (void)state;
    static const double p[] = {0.25, 0.75}, q[] = {0.5, 0.5}, bad[] = {0.5, -1.0};
    const kl_array a = kl_f64(p, 2), b = kl_f64(q, 2);
    kl_generator f = {square, NULL, 1.0, INFINITY};
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    says(KL_ERROR_ARGUMENT, kl_f_divergence(NULL, a, b, NULL, &d, &error), &error, "NULL");
    says(KL_ERROR_ARGUMENT, kl_f_divergence(&f, a, b, NULL, NULL, &error), &error, "out is NULL");
    says(KL_ERROR_VALUE, kl_f_divergence(&f, a, kl_f64(bad, 2), NULL, &d, &error), &error,
         "q[1] is -1");
    kl_measure_options declared;
    kl_measure_options_init(&declared);
    declared.normalised = 1;
    says(KL_ERROR_VALUE, kl_f_divergence(&f, kl_f64(bad, 2), b, &declared, &d, &error), &error,
         "p[1] is -1");
    f.f = minus_square;
    says(KL_ERROR_VALUE, kl_f_divergence(&f, a, b, NULL, &d, &error), &error, "f is not convex");
    f.f = square;
    f.at_zero = -INFINITY;
    says(KL_ERROR_VALUE, kl_f_divergence(&f, kl_f64((double[]){0, 1}, 2), b, NULL, &d, &error),
         &error, "the sum is -inf");
    f.at_zero = 1;
    f.f = one;
    says(KL_ERROR_VALUE, kl_f_divergence(&f, a, b, NULL, &d, &error), &error,
         "f(1) is 1: it must be 0");
    f.f = not_a_number;
    says(KL_ERROR_VALUE, kl_f_divergence(&f, b, kl_f64((double[]){3, 1}, 2), NULL, &d, &error),
         &error, "f is NaN for symbol 1, where p is 0.5 and q is 1");
    assert_int_equal(error.index, 1);
    f.at_zero = NAN;
    says(KL_ERROR_ARGUMENT, kl_f_divergence(&f, a, b, NULL, &d, &error), &error, "f(0) is nan");
}

/* ── Many distributions ── */

/* Σ w p ln(p/m) in MPFR. */
static double crowd_error(double value, size_t k, size_t n, const double *const *p,
                          const double *w) {
    mpfr_t total, weights, m, x, t, sum, shares[4];
    mpfr_inits2(400, total, weights, m, x, t, sum, shares[0], shares[1], shares[2], shares[3],
                (mpfr_ptr)0);
    mpfr_set_zero(sum, 1);
    mpfr_set_zero(weights, 1);
    for (size_t j = 0; j < k; j++) {
        mpfr_add_d(weights, weights, w[j], MPFR_RNDN);
        mpfr_set_zero(shares[j], 1);
        for (size_t i = 0; i < n; i++)
            mpfr_add_d(shares[j], shares[j], p[j][i], MPFR_RNDN);
    }
    for (size_t i = 0; i < n; i++) {
        mpfr_set_zero(m, 1);
        for (size_t j = 0; j < k; j++) {
            mpfr_set_d(x, p[j][i], MPFR_RNDN);
            mpfr_div(x, x, shares[j], MPFR_RNDN);
            mpfr_mul_d(x, x, w[j], MPFR_RNDN);
            mpfr_add(m, m, x, MPFR_RNDN);
        }
        mpfr_div(m, m, weights, MPFR_RNDN);
        mpfr_log(m, m, MPFR_RNDN);
        for (size_t j = 0; j < k; j++) {
            mpfr_set_d(x, p[j][i], MPFR_RNDN);
            mpfr_div(x, x, shares[j], MPFR_RNDN);
            mpfr_mul_d(total, x, w[j], MPFR_RNDN);
            mpfr_log(x, x, MPFR_RNDN);
            add_log(sum, total, x, m, t);
        }
    }
    mpfr_div(sum, sum, weights, MPFR_RNDN);
    mpfr_sub_d(t, sum, value, MPFR_RNDN);
    mpfr_div(t, t, sum, MPFR_RNDN);
    double off =
        mpfr_zero_p(sum) ? (value == 0.0 ? 0.0 : INFINITY) : fabs(mpfr_get_d(t, MPFR_RNDU)) / ULP;
    mpfr_clears(total, weights, m, x, t, sum, shares[0], shares[1], shares[2], shares[3],
                (mpfr_ptr)0);
    return off;
}

static void test_crowd(void **state) {
    (void)state;
    enum { K = 4, LONG = 65 };
    static double p[K][LONG];
    const double *const rows[K] = {p[0], p[1], p[2], p[3]};
    static const double even[K] = {1, 1, 1, 1}, uneven[K] = {0.5, 3, 7.25, 0.001};
    static const double apart[] = {1.0, 0.3, 1e-3, 1e-6};
    kl_random random;
    kl_random_init(&random, 7, 0);
    double worst = 0.0;
    const size_t cases = cases_of(200);
    for (size_t round = 0; round < cases; round++) {
        kl_array arrays[K];
        for (int i = 0; i < LONG; i++)
            p[0][i] = kl_random_uniform(&random);
        for (int j = 1; j < K; j++)
            for (int i = 0; i < LONG; i++)
                p[j][i] = (double)(j + 2) * p[0][i] *
                          (1.0 + apart[round % 4] * (kl_random_uniform(&random) - 0.5));
        for (int j = 0; j < K; j++) {
            if (round % 4 == 0)
                p[j][kl_random_below(&random, LONG)] = 0.0;
            arrays[j] = kl_f64(p[j], LONG);
        }
        const double *w = round % 2 == 0 ? NULL : uneven;
        kl_estimate d;
        assert_int_equal(kl_jensen_shannon_compute(arrays, K, w, NULL, &d, NULL), KL_OK);
        double off = crowd_error(d.value, K, LONG, rows, w == NULL ? even : w);
        worst = off > worst ? off : worst;
        assert_true(off <= 24.0);
        /* The same whatever they are called, but for the rounding of the mixture. */
        kl_array swapped[K] = {arrays[2], arrays[1], arrays[0], arrays[3]};
        double exchanged[K] = {uneven[2], uneven[1], uneven[0], uneven[3]};
        kl_estimate other;
        assert_int_equal(
            kl_jensen_shannon_compute(swapped, K, w == NULL ? NULL : exchanged, NULL, &other, NULL),
            KL_OK);
        assert_true(fabs(other.value - d.value) <= 48 * 0x1p-53 * d.value);
    }
    print_message("worst error %.2f·2^-53\n", worst);
}

/* What breaks Σ w p ln(p/m) as it is written, of three: the cases of the row for two, and weights. */
typedef struct hard_crowd {
    const char *breaks;
    double p[3][3], weights[3];
} hard_crowd;

static const hard_crowd hard_crowds[] = {
    {"a symbol of none", {{0.5, 0.5, 0}, {0.25, 0.75, 0}, {0.1, 0.9, 0}}, {1, 2, 3}},
    {"a symbol of one alone", {{0.5, 0.5, 0}, {0.25, 0.75, 0}, {0.1, 0.8, 0.1}}, {1, 2, 3}},
    {"totals above the doubles",
     {{1e308, 1e308, 1e300}, {1.7e308, 1e306, 1e306}, {1e306, 1e307, 1.7e308}},
     {1, 2, 3}},
    {"nearly equal",
     {{0.6, 0.1, 0.3},
      {0.6000000000001, 0.0999999999999, 0.3},
      {0.6000000000002, 0.0999999999999, 0.2999999999999}},
     {1, 2, 3}},
    {"weights above the doubles",
     {{0.5, 0.25, 0.25}, {0.25, 0.5, 0.25}, {0.1, 0.8, 0.1}},
     {1e308, 1e308, 1.5e308}},
};

static double crowd_as_written(const hard_crowd *c) {
    double totals[3] = {0, 0, 0}, weight = c->weights[0] + c->weights[1] + c->weights[2], sum = 0;
    for (int j = 0; j < 3; j++)
        totals[j] = c->p[j][0] + c->p[j][1] + c->p[j][2];
    for (int i = 0; i < 3; i++) {
        double m = 0;
        for (int j = 0; j < 3; j++)
            m += c->weights[j] / weight * (c->p[j][i] / totals[j]);
        for (int j = 0; j < 3; j++) {
            const double p = c->p[j][i] / totals[j];
            sum += c->weights[j] / weight * p * log(p / m);
        }
    }
    return sum;
}

static void test_hard_crowds(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof hard_crowds / sizeof hard_crowds[0]; i++) {
        const hard_crowd *c = &hard_crowds[i];
        const double *const rows[] = {c->p[0], c->p[1], c->p[2]};
        const kl_array arrays[] = {kl_f64(rows[0], 3), kl_f64(rows[1], 3), kl_f64(rows[2], 3)};
        kl_estimate d;
        assert_int_equal(kl_jensen_shannon_compute(arrays, 3, c->weights, NULL, &d, NULL), KL_OK);
        const double off = crowd_error(d.value, 3, 3, rows, c->weights);
        if (!(off <= 24.0))
            fail_msg("%s: %.17g is off by %.3g·2^-53", c->breaks, d.value, off);
        const double broken = crowd_as_written(c);
        if (fabs(broken - d.value) <= 0x1p-27 * d.value)
            fail_msg("%s: the formula gives %.17g, which is right", c->breaks, broken);
    }
}

/* Of two it is the row of the catalogue; of distributions that share nothing the entropy of the weights; of
 * one, and of equal ones, 0. */
static void test_known_crowds(void **state) {
    (void)state;
    static const double a[] = {1, 2, 3}, b[] = {3, 2, 1}, x[] = {1, 0, 0}, y[] = {0, 1, 0},
                        z[] = {0, 0, 1}, w[] = {1, 3};
    const kl_array pair[] = {kl_f64(a, 3), kl_f64(b, 3)};
    const kl_array apart[] = {kl_f64(x, 3), kl_f64(y, 3), kl_f64(z, 3)};
    kl_estimate d, e;
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = 0.25;
    assert_int_equal(kl_jensen_shannon_compute(pair, 2, w, NULL, &d, NULL), KL_OK);
    assert_int_equal(kl_measure_compute(KL_JENSEN_SHANNON, pair[0], pair[1], &options, &e, NULL),
                     KL_OK);
    assert_true(fabs(d.value - e.value) <= 40 * 0x1p-53 * e.value); /* 24 and 16 */
    assert_int_equal(d.unit, KL_UNIT_NATS);
    assert_int_equal(kl_jensen_shannon_compute(apart, 3, NULL, NULL, &d, NULL), KL_OK);
    assert_true(fabs(d.value - kl_log(3.0)) <= 4 * 0x1p-53 * d.value);
    assert_int_equal(kl_jensen_shannon_compute(pair, 1, NULL, NULL, &d, NULL), KL_OK);
    assert_true(d.value == 0.0);
    const double thrice[] = {3, 6, 9};
    const kl_array equal[] = {pair[0], kl_f64(thrice, 3), pair[0]};
    assert_int_equal(kl_jensen_shannon_compute(equal, 3, NULL, NULL, &d, NULL), KL_OK);
    assert_true(d.value == 0.0);
}

/* Weights count only beside each other, however small or large; H(w) of two that share nothing, by mpmath. */
static void test_far_weights(void **state) {
    (void)state;
    static const double a[] = {1, 2, 3, 0}, b[] = {3, 2, 1, 0}, c[] = {1, 1, 0, 2};
    static const double x[] = {1, 0}, y[] = {0, 1};
    const kl_array three[] = {kl_f64(a, 4), kl_f64(b, 4), kl_f64(c, 4)};
    const kl_array apart[] = {kl_f64(x, 2), kl_f64(y, 2)};
    static const double far[] = {1.0, 1.0, 0x1p-1073};
    static const double units[] = {0x1p-1074, 0x1p1022}; /* the latter's sum is above the doubles */
    kl_estimate d, e;
    assert_int_equal(kl_jensen_shannon_compute(three, 3, (double[]){1, 3, 2}, NULL, &d, NULL),
                     KL_OK);
    for (int u = 0; u < 2; u++) {
        const double w[] = {units[u], 3 * units[u], 2 * units[u]};
        assert_int_equal(kl_jensen_shannon_compute(three, 3, w, NULL, &e, NULL), KL_OK);
        assert_true(e.value == d.value);
    }
    assert_int_equal(kl_jensen_shannon_compute(apart, 2, (double[]){1e-17, 1.0}, NULL, &d, NULL),
                     KL_OK);
    assert_true(fabs(d.value - 4.0143946580898777e-16) <= 24 * 0x1p-53 * d.value);
    /* A weight that is below the doubles beside the other. */
    assert_int_equal(
        kl_jensen_shannon_compute(apart, 2, (double[]){0x1p-1070, 0x1p1000}, NULL, &d, NULL),
        KL_OK);
    assert_true(d.value == 0.0);
    /* A third one of next to no weight adds nothing, though it alone has a symbol. */
    assert_int_equal(kl_jensen_shannon_compute(three, 2, NULL, NULL, &d, NULL), KL_OK);
    assert_int_equal(kl_jensen_shannon_compute(three, 3, far, NULL, &e, NULL), KL_OK);
    assert_true(e.value == d.value);
}

/* What is made of zeros is what a caller could have made: weights by hand, rounded nowhere. The mixture of weights
 * 1/4, 1/4, 1/2 has 1/2·1/4 + 3/4·1/2 = 1/2 on the second symbol, which the second lacks, and 1/4·1/4 each on the two
 * that it has alone: 5/8; that of thirds 5/12 and 1/12 each: 7/12. */
static void test_crowd_zeros(void **state) {
    (void)state;
    enum { SYMBOLS = 5 };
    static const double p[3][SYMBOLS] = {{4, 4, 0, 0, 0}, {2, 0, 1, 1, 0}, {1, 3, 0, 0, 0}};
    static const double weights[] = {1, 1, 2};
    static const struct {
        kl_zeros zeros;
        double amount, p[3][SYMBOLS];
    } cases[] = {
        {KL_ZEROS_ADD,
         0.25,
         {{4.25, 4.25, 0.25, 0.25, 0.25},
          {2.25, 0.25, 1.25, 1.25, 0.25},
          {1.25, 3.25, 0.25, 0.25, 0.25}}},
        {KL_ZEROS_KT,
         0.0,
         {{4.5, 4.5, 0.5, 0.5, 0.5}, {2.5, 0.5, 1.5, 1.5, 0.5}, {1.5, 3.5, 0.5, 0.5, 0.5}}},
        /* Of (½, ½, 0, 0), (½, 0, ¼, ¼) and (¼, ¾, 0, 0) half of each, and a quarter of both others. */
        {KL_ZEROS_MIX, 0.5, {{7, 7, 1, 1, 0}, {7, 5, 2, 2, 0}, {6, 8, 1, 1, 0}}},
        {KL_ZEROS_COMMON, 0.0, {{4, 0, 0, 0, 0}, {2, 0, 0, 0, 0}, {1, 0, 0, 0, 0}}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++)
        for (int weighted = 0; weighted < 2; weighted++) {
            kl_array given[3], made[3];
            for (int j = 0; j < 3; j++) {
                given[j] = kl_f64(p[j], SYMBOLS);
                made[j] = kl_f64(cases[c].p[j], SYMBOLS);
            }
            kl_measure_options options;
            kl_measure_options_init(&options);
            options.zeros = cases[c].zeros;
            options.zeros_amount = cases[c].amount;
            kl_estimate d, e;
            const double *w = weighted ? weights : NULL;
            assert_int_equal(kl_jensen_shannon_compute(given, 3, w, &options, &d, NULL), KL_OK);
            assert_int_equal(kl_jensen_shannon_compute(made, 3, w, NULL, &e, NULL), KL_OK);
            assert_true(d.value == e.value);
            assert_int_equal(d.flags, KL_FLAG_ZEROS);
            assert_int_equal(d.note_count, 1);
            assert_int_equal(d.notes[0].side, 0);
            assert_int_equal(d.notes[0].count, 3);
            const double mass = weighted ? 5.0 / 8.0 : 7.0 / 12.0;
            assert_true(fabs(d.notes[0].mass - mass) <= 2 * 0x1p-53);
            /* Of two it is what the pair has, up to both errors. */
            assert_int_equal(kl_jensen_shannon_compute(given, 2, NULL, &options, &d, NULL), KL_OK);
            assert_int_equal(
                kl_measure_compute(KL_JENSEN_SHANNON, given[0], given[1], &options, &e, NULL),
                KL_OK);
            assert_true(fabs(d.value - e.value) <= 40 * 0x1p-53 * e.value);
        }
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = KL_ZEROS_KT;
    const kl_array same[] = {kl_f64(p[0], SYMBOLS), kl_f64(p[2], SYMBOLS)};
    kl_estimate d;
    assert_int_equal(kl_jensen_shannon_compute(same, 2, NULL, &options, &d, NULL), KL_OK);
    /* No symbol is alone, and what moved is the mean of what did in both: to (9, 9, 1, 1, 1)/21, to (3, 7, 1, 1, 1)/13.
     */
    assert_int_equal(d.flags, KL_FLAG_ZEROS);
    assert_int_equal(d.note_count, 1);
    assert_int_equal(d.notes[0].count, 0);
    assert_true(fabs(d.notes[0].mass - (1.0 / 7 + 3.0 / 13) / 2) <= 4 * 0x1p-53);
    options.zeros = KL_ZEROS_COMMON;
    assert_int_equal(kl_jensen_shannon_compute(same, 2, NULL, &options, &d, NULL), KL_OK);
    assert_int_equal(d.flags, 0);
}

/* One's own generator too. */
static void test_zeros(void **state) {
    (void)state;
    static const double p[] = {4, 2, 2, 0}, q[] = {1, 2, 0, 1};
    static const double p_new[] = {4.5, 2.5, 2.5, 0.5}, q_new[] = {1.5, 2.5, 0.5, 1.5};
    const kl_generator generator = {.f = square, .at_zero = 1.0, .slope_at_infinity = INFINITY};
    kl_measure_options options;
    kl_measure_options_init(&options);
    kl_estimate d, e;
    assert_int_equal(kl_f_divergence(&generator, kl_f64(p, 4), kl_f64(q, 4), NULL, &d, NULL),
                     KL_OK);
    assert_true(isinf(d.value));
    options.zeros = KL_ZEROS_KT;
    assert_int_equal(kl_f_divergence(&generator, kl_f64(p, 4), kl_f64(q, 4), &options, &d, NULL),
                     KL_OK);
    assert_int_equal(
        kl_f_divergence(&generator, kl_f64(p_new, 4), kl_f64(q_new, 4), NULL, &e, NULL), KL_OK);
    assert_true(d.value == e.value && isfinite(d.value));
    assert_int_equal(d.flags, KL_FLAG_ZEROS);
    assert_int_equal(d.note_count, 2);
    assert_true(d.notes[0].mass == 0.25 && d.notes[1].mass == 0.25);
}

static void test_crowd_refusals(void **state) {
    (void)state;
    static const double a[] = {1, 2}, bad[] = {1, -2}, zero[] = {0, 0}, w[] = {1, 0};
    const kl_array good = kl_f64(a, 2);
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    kl_array pair[] = {good, kl_f64(bad, 2)};
    says(KL_ERROR_ARGUMENT, kl_jensen_shannon_compute(NULL, 2, NULL, NULL, &d, &error), &error,
         "no distributions");
    says(KL_ERROR_ARGUMENT, kl_jensen_shannon_compute(pair, 2, NULL, NULL, NULL, &error), &error,
         "out is NULL");
    says(KL_ERROR_VALUE, kl_jensen_shannon_compute(pair, 2, NULL, NULL, &d, &error), &error,
         "p[1][1] is -2");
    assert_int_equal(error.input, 1);
    pair[1] = kl_f64(zero, 2);
    says(KL_ERROR_VALUE, kl_jensen_shannon_compute(pair, 2, NULL, NULL, &d, &error), &error,
         "p[1]: all 2 weights are zero");
    pair[1] = kl_f64(a, 1);
    says(KL_ERROR_MISMATCH, kl_jensen_shannon_compute(pair, 2, NULL, NULL, &d, &error), &error,
         "p[0] has 2 symbols, p[1] has 1");
    pair[1] = good;
    says(KL_ERROR_VALUE, kl_jensen_shannon_compute(pair, 2, w, NULL, &d, &error), &error,
         "weights[1] is 0: it must be above 0");
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.parameter = 0.5;
    says(KL_ERROR_ARGUMENT, kl_jensen_shannon_compute(pair, 2, NULL, &options, &d, &error), &error,
         "the parameter must not be set");
    kl_measure_options_init(&options);
    options.zeros = KL_ZEROS_ADD;
    says(KL_ERROR_ARGUMENT, kl_jensen_shannon_compute(pair, 2, NULL, &options, &d, &error), &error,
         "what is added must be above 0");
    options.zeros = KL_ZEROS_COMMON;
    says(KL_ERROR_ARGUMENT, kl_jensen_shannon_compute(pair, 1, NULL, &options, &d, &error), &error,
         "there is none");
    static const double left[] = {1, 0}, right[] = {0, 1};
    const kl_array apart[] = {kl_f64(left, 2), kl_f64(right, 2)};
    says(KL_ERROR_VALUE, kl_jensen_shannon_compute(apart, 2, NULL, &options, &d, &error), &error,
         "no symbol in common");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogue),   cmocka_unit_test(test_digits),
        cmocka_unit_test(test_far),         cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_crowd),       cmocka_unit_test(test_known_crowds),
        cmocka_unit_test(test_far_weights), cmocka_unit_test(test_crowd_refusals),
        cmocka_unit_test(test_crowd_zeros), cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_hard_crowds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
