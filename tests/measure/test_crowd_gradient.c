/* SPDX-License-Identifier: Apache-2.0 */
/* The gradient of the Jensen–Shannon divergence of many: differences of its definition in MPFR, that of a pair, what is
 * known by hand, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <mpfr.h>
#include <string.h>

#include <kullback/measure.h>

#include "../all_cases.h"

enum { K = 3, N = 7, BITS = 400 };

/* H(M) − Σ w H(P), weights divided by their totals. */
static void add_entropy(mpfr_t sum, mpfr_t p, int sign) {
    mpfr_t log;
    mpfr_init2(log, BITS);
    if (!mpfr_zero_p(p)) {
        mpfr_log(log, p, MPFR_RNDN);
        mpfr_mul(log, log, p, MPFR_RNDN);
        if (sign > 0)
            mpfr_sub(sum, sum, log, MPFR_RNDN);
        else
            mpfr_add(sum, sum, log, MPFR_RNDN);
    }
    mpfr_clear(log);
}

static void share_of(mpfr_t out, double part, const double *all, size_t n) {
    mpfr_t total;
    mpfr_init2(total, BITS);
    mpfr_set_zero(total, 1);
    for (size_t i = 0; i < n; i++)
        mpfr_add_d(total, total, all[i], MPFR_RNDN);
    mpfr_set_d(out, part, MPFR_RNDN);
    mpfr_div(out, out, total, MPFR_RNDN);
    mpfr_clear(total);
}

static void definition(mpfr_t out, double p[K][N], const double *w) {
    mpfr_t m, x, share, inner;
    mpfr_inits2(BITS, m, x, share, inner, (mpfr_ptr)0);
    mpfr_set_zero(out, 1);
    for (size_t i = 0; i < N; i++) {
        mpfr_set_zero(m, 1);
        for (size_t j = 0; j < K; j++) {
            share_of(x, p[j][i], p[j], N);
            share_of(share, w[j], w, K);
            mpfr_set_zero(inner, 1);
            add_entropy(inner, x, -1);
            mpfr_mul(inner, inner, share, MPFR_RNDN);
            mpfr_add(out, out, inner, MPFR_RNDN);
            mpfr_mul(x, x, share, MPFR_RNDN);
            mpfr_add(m, m, x, MPFR_RNDN);
        }
        add_entropy(out, m, 1);
    }
    mpfr_clears(m, x, share, inner, (mpfr_ptr)0);
}

/* (above − below)/apart */
static double slope(double above[K][N], double below[K][N], const double *w, double apart) {
    mpfr_t high, low;
    mpfr_inits2(BITS, high, low, (mpfr_ptr)0);
    definition(high, above, w);
    definition(low, below, w);
    mpfr_sub(high, high, low, MPFR_RNDN);
    mpfr_div_d(high, high, apart, MPFR_RNDN);
    const double found = mpfr_get_d(high, MPFR_RNDN);
    mpfr_clears(high, low, (mpfr_ptr)0);
    return found;
}

static void arrays_of(double p[K][N], kl_array out[K]) {
    for (size_t j = 0; j < K; j++)
        out[j] = kl_f64(p[j], N);
}

/* What a caller could have made of the zeros, as it is rounded nowhere. */
static void deal(kl_zeros zeros, double p[K][N], double out[K][N]) {
    const double added = zeros == KL_ZEROS_KT ? 0.5 : zeros == KL_ZEROS_ADD ? 0.25 : 0.0;
    for (size_t i = 0; i < N; i++) {
        size_t having = 0;
        for (size_t j = 0; j < K; j++)
            having += p[j][i] > 0.0;
        for (size_t j = 0; j < K; j++)
            out[j][i] = zeros == KL_ZEROS_COMMON && having < K ? 0.0 : p[j][i] + added;
    }
}

/* p[index] with e^s more of symbol i, brought to the total that it had. */
static void move_logit(double p[K][N], size_t index, size_t i, double factor, double out[K][N]) {
    double before = 0.0, after = 0.0;
    memcpy(out, p, sizeof(double[K][N]));
    out[index][i] *= factor;
    for (size_t s = 0; s < N; s++) {
        before += p[index][s];
        after += out[index][s];
    }
    for (size_t s = 0; s < N; s++)
        out[index][s] *= before / after;
}

/* A difference of steps of ±h, relatively, is off by h² f‴/6; a logit's step is rounded besides, to 2⁻⁵³/h. */
static void check(kl_zeros zeros, double p[K][N], const double *w, size_t index) {
    const double h = 0x1p-17, of_weights = 1e-9, of_logits = 1e-9;
    double weights[N], logits[N], high[K][N], low[K][N], moved[K][N], largest = 0.0;
    kl_array arrays[K];
    arrays_of(p, arrays);
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = zeros;
    options.zeros_amount = zeros == KL_ZEROS_ADD ? 0.25 : 0.0;
    assert_int_equal(kl_jensen_shannon_gradient(arrays, K, w, index, KL_GRADIENT_WEIGHTS, &options,
                                                weights, NULL),
                     KL_OK);
    assert_int_equal(
        kl_jensen_shannon_gradient(arrays, K, w, index, KL_GRADIENT_LOGITS, &options, logits, NULL),
        KL_OK);
    for (size_t i = 0; i < N; i++)
        largest = fmax(largest, isfinite(weights[i]) ? fabs(weights[i]) : 0.0);
    for (size_t i = 0; i < N; i++) {
        if (p[index][i] == 0.0) {
            assert_true(logits[i] == 0.0);
            continue;
        }
        const double q = p[index][i];
        memcpy(moved, p, sizeof moved);
        moved[index][i] = q * (1.0 + h);
        deal(zeros, moved, high);
        moved[index][i] = q * (1.0 - h);
        deal(zeros, moved, low);
        const double expected = slope(high, low, w, 2.0 * h * q);
        if (!(fabs(weights[i] - expected) <= of_weights * largest))
            fail_msg("zeros %d, weight %zu of %zu: %.17g, by differences %.17g", (int)zeros, i,
                     index, weights[i], expected);
        move_logit(p, index, i, 1.0 + h, moved);
        deal(zeros, moved, high);
        move_logit(p, index, i, 1.0 - h, moved);
        deal(zeros, moved, low);
        const double by_logit = slope(high, low, w, 2.0 * h);
        if (!(fabs(logits[i] - by_logit) <= of_logits * largest * 8.0)) /* the total, at most */
            fail_msg("zeros %d, logit %zu of %zu: %.17g, by differences %.17g", (int)zeros, i,
                     index, logits[i], by_logit);
    }
}

static void test_differences(void **state) {
    (void)state;
    static const double even[K] = {1, 1, 1}, uneven[K] = {0.5, 3, 7.25};
    static double with_zeros[K][N] = {
        {2, 0, 1, 0.5, 0, 2, 0}, {1, 2, 0, 1.5, 0.25, 0, 0}, {0.5, 1, 1, 0.25, 0, 0, 0}};
    kl_random random;
    kl_random_init(&random, 21, 0);
    for (size_t round = 0; round < cases_of(6); round++) {
        double p[K][N];
        for (int j = 0; j < K; j++)
            for (int i = 0; i < N; i++)
                p[j][i] = 0.1 + kl_random_uniform(&random);
        for (size_t index = 0; index < K; index++)
            check(KL_ZEROS_EXACT, p, round % 2 ? uneven : even, index);
    }
    static const kl_zeros ways[] = {KL_ZEROS_EXACT, KL_ZEROS_ADD, KL_ZEROS_KT, KL_ZEROS_COMMON};
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++)
        for (size_t index = 0; index < K; index++)
            check(ways[w], with_zeros, uneven, index);
}

/* Of two it is that of the row, and the last digits stay where both are nearly equal. */
static void test_pair(void **state) {
    (void)state;
    static const double weights[] = {1, 3};
    static const double apart[] = {1.0, 1e-3, 1e-9};
    kl_random random;
    kl_random_init(&random, 22, 0);
    for (size_t round = 0; round < 30; round++) {
        double p[N], q[N], crowd[N], row[N];
        for (int i = 0; i < N; i++) {
            p[i] = 0.1 + kl_random_uniform(&random);
            q[i] = 5.0 * p[i] * (1.0 + apart[round % 3] * (kl_random_uniform(&random) - 0.5));
        }
        kl_measure_options options;
        kl_measure_options_init(&options);
        options.parameter = 0.25;
        const kl_array pair[] = {kl_f64(p, N), kl_f64(q, N)};
        for (int with = 0; with < 2; with++) {
            assert_int_equal(kl_jensen_shannon_gradient(pair, 2, weights, 1, (kl_gradient_of)with,
                                                        NULL, crowd, NULL),
                             KL_OK);
            assert_int_equal(kl_measure_gradient(KL_JENSEN_SHANNON, pair[0], pair[1],
                                                 (kl_gradient_of)with, &options, row, NULL),
                             KL_OK);
            double largest = 0.0;
            for (int i = 0; i < N; i++)
                largest = fmax(largest, fabs(row[i]));
            for (int i = 0; i < N; i++) /* both within 2⁻⁴⁸ */
                assert_true(fabs(crowd[i] - row[i]) <= 0x1p-47 * largest);
        }
    }
}

/* (1, 0, 0, 0), (½, ½, 0, 0), alike: M = (¾, ¼, 0, 0). Slopes of the first: ½ ln 4/3, −∞ where the other alone has a
 * symbol, and ½ ln 2 where nobody has, of which ½ ln 4/3 is the mean. */
static void test_by_hand(void **state) {
    (void)state;
    static const double a[] = {1, 0, 0, 0}, b[] = {2, 2, 0, 0};
    const kl_array pair[] = {kl_f64(a, 4), kl_f64(b, 4)};
    double g[4];
    assert_int_equal(
        kl_jensen_shannon_gradient(pair, 2, NULL, 0, KL_GRADIENT_WEIGHTS, NULL, g, NULL), KL_OK);
    assert_true(g[0] == 0.0);
    assert_true(isinf(g[1]) && g[1] < 0.0);
    assert_true(g[2] == g[3] && fabs(g[2] - 0.5 * log(1.5)) <= 4 * 0x1p-53);
    assert_int_equal(
        kl_jensen_shannon_gradient(pair, 2, NULL, 0, KL_GRADIENT_LOGITS, NULL, g, NULL), KL_OK);
    for (int i = 0; i < 4; i++)
        assert_true(g[i] == 0.0);
    /* One distribution is its own mixture. */
    assert_int_equal(
        kl_jensen_shannon_gradient(pair + 1, 1, NULL, 0, KL_GRADIENT_WEIGHTS, NULL, g, NULL),
        KL_OK);
    for (int i = 0; i < 4; i++)
        assert_true(g[i] == 0.0);
    /* A weight that is below the doubles beside the other moves nothing. */
    static const double far[] = {0x1p-1070, 0x1p1000};
    assert_int_equal(kl_jensen_shannon_gradient(pair, 2, far, 0, KL_GRADIENT_LOGITS, NULL, g, NULL),
                     KL_OK);
    for (int i = 0; i < 4; i++)
        assert_true(g[i] == 0.0);
}

static void test_refused(void **state) {
    (void)state;
    static const double a[] = {1, 2}, b[] = {2, 2};
    const kl_array pair[] = {kl_f64(a, 2), kl_f64(b, 2)};
    double g[2] = {7, 7};
    kl_error error = KL_ERROR_INIT;
    kl_measure_options options;
    kl_measure_options_init(&options);
    assert_int_equal(
        kl_jensen_shannon_gradient(pair, 2, NULL, 2, KL_GRADIENT_WEIGHTS, NULL, g, &error),
        KL_ERROR_ARGUMENT);
    assert_string_equal(error.message, "there is no p[2] among 2 distributions");
    assert_int_equal(
        kl_jensen_shannon_gradient(pair, 2, NULL, 0, (kl_gradient_of)2, NULL, g, &error),
        KL_ERROR_ARGUMENT);
    options.zeros = KL_ZEROS_MIX;
    options.zeros_amount = 0.5;
    assert_int_equal(
        kl_jensen_shannon_gradient(pair, 2, NULL, 1, KL_GRADIENT_WEIGHTS, &options, g, &error),
        KL_ERROR_UNSUPPORTED);
    assert_non_null(strstr(error.message, "p[1]"));
    assert_true(g[0] == 7.0 && g[1] == 7.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_differences),
                                       cmocka_unit_test(test_pair), cmocka_unit_test(test_by_hand),
                                       cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
