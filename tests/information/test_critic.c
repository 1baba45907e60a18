/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds from a critic's scores: by their formulas, by finite differences, and against what they bound. */
#include "observations.h"

#include "../older.h"
#include "../refused.h"

#include <kullback/sample.h>

enum { N = 40, M = 60 };

static void fill(double *out, size_t n, double scale, uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n; i++)
        out[i] = scale * draw_normal(&random);
}

static kl_critic_result of_scores(kl_critic_bound bound, const double *joint, const double *product,
                                  double *joint_gradient, double *product_gradient) {
    kl_critic_result out;
    assert_int_equal(kl_critic_bound_of_scores(bound, kl_f64(joint, N), kl_f64(product, M), NULL,
                                               &out, joint_gradient, product_gradient, NULL),
                     KL_OK);
    return out;
}

static kl_critic_result of_matrix(kl_critic_bound bound, const double *scores, size_t n,
                                  double *gradient) {
    kl_critic_result out;
    assert_int_equal(
        kl_critic_bound_of_matrix(bound, columns_of(scores, n, n), NULL, &out, gradient, NULL),
        KL_OK);
    return out;
}

/* Textbook formulas, of scores whose exponentials are doubles. */
static double by_formula(kl_critic_bound bound, const double *f, size_t n) {
    double joint = 0, product = 0, contrast = 0;
    for (size_t i = 0; i < n; i++) {
        double row = 0;
        joint += f[i * n + i] / (double)n;
        for (size_t j = 0; j < n; j++) {
            product += i == j ? 0 : exp(f[i * n + j]) / (double)(n * (n - 1));
            row += exp(f[i * n + j]);
        }
        contrast += (f[i * n + i] - log(row)) / (double)n;
    }
    if (bound == KL_CRITIC_INFO_NCE)
        return log((double)n) + contrast;
    return joint - (bound == KL_CRITIC_NWJ ? product / exp(1) : log(product));
}

static void values_are_the_formulas(void **state) {
    (void)state;
    double f[N * N], joint[N], product[M], mean = 0, sum = 0;
    fill(f, N * N, 1.5, 1), fill(joint, N, 1, 2), fill(product, M, 1, 3);
    for (kl_critic_bound b = KL_CRITIC_DONSKER_VARADHAN; b <= KL_CRITIC_INFO_NCE; b++)
        /* means of some thousand exponentials below 300, and their logarithm */
        assert_true(fabs(of_matrix(b, f, N, NULL).bound.value - by_formula(b, f, N)) < 1e-13);
    for (size_t i = 0; i < N; i++)
        mean += joint[i] / N;
    for (size_t i = 0; i < M; i++)
        sum += exp(product[i]) / M;
    const kl_critic_result dv = of_scores(KL_CRITIC_DONSKER_VARADHAN, joint, product, NULL, NULL);
    const kl_critic_result nwj = of_scores(KL_CRITIC_NWJ, joint, product, NULL, NULL);
    assert_true(fabs(dv.bound.value - (mean - log(sum))) < 1e-14);
    assert_true(fabs(dv.log_mean - log(sum)) < 1e-14);
    assert_true(fabs(nwj.bound.value - (mean - sum / exp(1))) < 1e-14);
    assert_true(nwj.bias == 0 && dv.bias > 0);
    assert_true(isnan(of_matrix(KL_CRITIC_INFO_NCE, f, N, NULL).bias));
    assert_int_equal(dv.bound.n, N + M);
    assert_int_equal(dv.bound.unit, KL_UNIT_NATS);
    /* NWJ is the variational bound of the divergence with T = f − 1: the same value, error and interval. */
    double p[N], q[M];
    for (size_t i = 0; i < N; i++)
        p[i] = joint[i] - 1;
    for (size_t i = 0; i < M; i++)
        q[i] = product[i] - 1;
    kl_estimate other;
    assert_int_equal(
        kl_variational_bound(KL_DIVERGENCE, NAN, kl_f64(p, N), kl_f64(q, M), 0.95, &other, NULL),
        KL_OK);
    assert_true(fabs(nwj.bound.value - other.value) < 1e-14);
    assert_true(fabs(nwj.bound.standard_error - other.standard_error) < 1e-14);
    assert_true(fabs(nwj.bound.low - other.low) < 1e-13 &&
                fabs(nwj.bound.high - other.high) < 1e-13);
}

/* Central differences with step 1e-5: an error of 1e-10 of third derivatives, and 1e-11 of roundings. */
static void gradients_are_differences(void **state) {
    (void)state;
    enum { SIDE = 7 };
    const double step = 1e-5;
    double f[SIDE * SIDE], slopes[SIDE * SIDE], joint[N], product[M], of_joint[N], of_product[M];
    fill(f, SIDE * SIDE, 1, 4), fill(joint, N, 1, 5), fill(product, M, 1, 6);
    for (kl_critic_bound b = KL_CRITIC_DONSKER_VARADHAN; b <= KL_CRITIC_INFO_NCE; b++) {
        of_matrix(b, f, SIDE, slopes);
        for (size_t i = 0; i < SIDE * SIDE; i++) {
            const double kept = f[i];
            f[i] = kept + step;
            const double above = of_matrix(b, f, SIDE, NULL).bound.value;
            f[i] = kept - step;
            const double below = of_matrix(b, f, SIDE, NULL).bound.value;
            f[i] = kept;
            assert_true(fabs(slopes[i] - (above - below) / (2 * step)) < 1e-9);
        }
    }
    for (kl_critic_bound b = KL_CRITIC_DONSKER_VARADHAN; b <= KL_CRITIC_NWJ; b++) {
        of_scores(b, joint, product, of_joint, of_product);
        assert_true(fabs(of_joint[3] - 1.0 / N) < 1e-16);
        for (size_t i = 0; i < M; i += 7) {
            const double kept = product[i];
            product[i] = kept + step;
            const double above = of_scores(b, joint, product, NULL, NULL).bound.value;
            product[i] = kept - step;
            const double below = of_scores(b, joint, product, NULL, NULL).bound.value;
            product[i] = kept;
            assert_true(fabs(of_product[i] - (above - below) / (2 * step)) < 1e-9);
        }
    }
    /* MINE's gradient: e^f over e^log_mean, whatever these scores' own mean is; the value stays. */
    kl_critic_options options;
    kl_critic_options_init(&options);
    options.log_mean = 0.7;
    kl_critic_result out;
    assert_int_equal(kl_critic_bound_of_scores(KL_CRITIC_DONSKER_VARADHAN, kl_f64(joint, N),
                                               kl_f64(product, M), &options, &out, NULL, of_product,
                                               NULL),
                     KL_OK);
    assert_true(out.bound.value ==
                of_scores(KL_CRITIC_DONSKER_VARADHAN, joint, product, NULL, NULL).bound.value);
    assert_true(fabs(of_product[5] + exp(product[5] - 0.7) / M) < 1e-15);
}

/* Adding a number to all scores changes neither DV nor InfoNCE, also where no exponential is a double. */
static void large_scores(void **state) {
    (void)state;
    double f[N * N], moved[N * N];
    fill(f, N * N, 2, 7);
    for (int sign = -1; sign <= 1; sign += 2) {
        for (size_t i = 0; i < N * N; i++)
            moved[i] = f[i] + sign * 4096;
        for (kl_critic_bound b = KL_CRITIC_DONSKER_VARADHAN; b <= KL_CRITIC_INFO_NCE; b += 2) {
            const kl_estimate here = of_matrix(b, f, N, NULL).bound;
            const kl_estimate there = of_matrix(b, moved, N, NULL).bound;
            /* f + 4096 is rounded to 2⁻⁴⁰ */
            assert_true(fabs(here.value - there.value) < 1e-11);
            assert_true(fabs(here.standard_error - there.standard_error) < 1e-11);
        }
        const kl_estimate nwj = of_matrix(KL_CRITIC_NWJ, moved, N, NULL).bound;
        assert_true(sign > 0 ? nwj.value == -INFINITY && isnan(nwj.low)
                             : fabs(nwj.value + 4096) < 10);
    }
}

/* Scores whose sum no double holds have a mean, and a bound. */
static void the_largest_scores(void **state) {
    (void)state;
    const double joint[] = {1.7e308, 1.7e308}, product[] = {0, 1};
    const double matrix[] = {1.7e308, 0, 1, 1.7e308};
    kl_critic_result out;
    assert_int_equal(kl_critic_bound_of_scores(KL_CRITIC_DONSKER_VARADHAN, kl_f64(joint, 2),
                                               kl_f64(product, 2), NULL, &out, NULL, NULL, NULL),
                     KL_OK);
    assert_true(out.bound.value == 1.7e308);
    assert_true(of_matrix(KL_CRITIC_DONSKER_VARADHAN, matrix, 2, NULL).bound.value == 1.7e308);
}

/* The best critic of normal pairs, f = ln p(x,y)/(p(x)p(y)) (+ 1 for NWJ): the bounds are I but for chance; InfoNCE
 * stays below ln n. Over 60 batches of 128 pairs the intervals hold I as often as they say (NWJ and DV: three standard
 * errors of 60 runs are 8.4 points; the exponentials have long tails, so that 80 % are asked for). */
static void bounds_of_the_best_critic(void **state) {
    (void)state;
    enum { BATCH = 128, RUNS = 60 };
    const double rho = 0.5, truth = -log1p(-rho * rho) / 2;
    double *f = malloc(BATCH * BATCH * sizeof *f), mean[3] = {0};
    unsigned held[3] = {0};
    for (uint64_t run = 0; run < RUNS; run++) {
        double *x = draw_columns(BATCH, 1, 2 * run + 100),
               *y = draw_columns(BATCH, 1, 2 * run + 101);
        correlate(x, y, BATCH, rho);
        for (size_t i = 0; i < BATCH; i++)
            for (size_t j = 0; j < BATCH; j++)
                f[i * BATCH + j] =
                    truth + (2 * rho * x[i] * y[j] - rho * rho * (x[i] * x[i] + y[j] * y[j])) /
                                (2 * (1 - rho * rho));
        for (kl_critic_bound b = KL_CRITIC_DONSKER_VARADHAN; b <= KL_CRITIC_INFO_NCE; b++) {
            for (size_t i = 0; i < BATCH * BATCH; i++)
                f[i] += b == KL_CRITIC_NWJ ? 1 : b == KL_CRITIC_INFO_NCE ? -1 : 0;
            const kl_estimate found = of_matrix(b, f, BATCH, NULL).bound;
            mean[b] += found.value / RUNS;
            held[b] += found.low <= truth && truth <= found.high;
            assert_true(b != KL_CRITIC_INFO_NCE || found.value <= log(BATCH));
            assert_false(kl_estimate_has(&found, KL_FLAG_NEAR_LIMIT));
        }
        free(x), free(y);
    }
    for (int b = 0; b < 3; b++) {
        assert_true(held[b] >= 0.8 * RUNS);
        /* a standard error of √(Var/128/60) ≈ 0.006; InfoNCE and DV have a bias of about e^I/n */
        assert_true(fabs(mean[b] - truth) < 0.03);
    }
    free(f);
}

static void flags(void **state) {
    (void)state;
    double f[N * N] = {0}, joint[N], product[M];
    for (size_t i = 0; i < N; i++)
        f[i * N + i] = 50;
    const kl_estimate full = of_matrix(KL_CRITIC_INFO_NCE, f, N, NULL).bound;
    assert_true(fabs(full.value - log(N)) < 1e-14 && kl_estimate_has(&full, KL_FLAG_NEAR_LIMIT));
    /* All of the mean is in one score: a bias of half the error, which is 1. */
    fill(joint, N, 0.01, 8), fill(product, M, 0.01, 9);
    product[3] = 30;
    const kl_critic_result one = of_scores(KL_CRITIC_DONSKER_VARADHAN, joint, product, NULL, NULL);
    assert_true(one.bias > 0.4);
    assert_true(kl_estimate_has(&one.bound, KL_FLAG_BIASED));
    f[1] = 80;
    const kl_critic_result two = of_matrix(KL_CRITIC_DONSKER_VARADHAN, f, N, NULL);
    assert_true(two.bias > 0.4 && kl_estimate_has(&two.bound, KL_FLAG_BIASED));
    product[3] = 0;
    const kl_critic_result even = of_scores(KL_CRITIC_DONSKER_VARADHAN, joint, product, NULL, NULL);
    assert_int_equal(even.bound.flags, KL_FLAG_INDEPENDENT_DRAWS);
    kl_critic_result single;
    assert_int_equal(kl_critic_bound_of_scores(KL_CRITIC_NWJ, kl_f64(joint, 1), kl_f64(product, M),
                                               NULL, &single, NULL, NULL, NULL),
                     KL_OK);
    assert_true(kl_estimate_has(&single.bound, KL_FLAG_FEW_UNITS) && isnan(single.bound.low));
}

static void calls_that_are_wrong(void **state) {
    (void)state;
    double f[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    const kl_array list = kl_f64(f, 9), nothing = kl_f64(NULL, 9), empty = kl_f64(f, 0);
    const kl_matrix square = columns_of(f, 3, 3);
    kl_critic_result out;
    REFUSED(
        kl_critic_bound_of_scores(KL_CRITIC_NWJ, nothing, list, NULL, &out, NULL, NULL, &error));
    REFUSED(
        kl_critic_bound_of_scores(KL_CRITIC_NWJ, list, nothing, NULL, &out, NULL, NULL, &error));
    REFUSED(kl_critic_bound_of_scores(KL_CRITIC_NWJ, list, list, NULL, NULL, NULL, NULL, &error));
    REFUSED(
        kl_critic_bound_of_scores(KL_CRITIC_INFO_NCE, list, list, NULL, &out, NULL, NULL, &error));
    REFUSED(
        kl_critic_bound_of_scores((kl_critic_bound)9, list, list, NULL, &out, NULL, NULL, &error));
    REFUSED(
        kl_critic_bound_of_matrix(KL_CRITIC_NWJ, columns_of(NULL, 3, 3), NULL, &out, NULL, &error));
    REFUSED(kl_critic_bound_of_matrix(KL_CRITIC_NWJ, square, NULL, NULL, NULL, &error));
    REFUSED(kl_critic_bound_of_matrix((kl_critic_bound)9, square, NULL, &out, NULL, &error));
    REFUSED(
        kl_critic_bound_of_matrix(KL_CRITIC_NWJ, columns_of(f, 2, 3), NULL, &out, NULL, &error));
    REFUSED(
        kl_critic_bound_of_matrix(KL_CRITIC_NWJ, columns_of(f, 1, 1), NULL, &out, NULL, &error));
    kl_critic_options options;
    kl_critic_options_init(&options);
    options.confidence = 1;
    REFUSED(kl_critic_bound_of_matrix(KL_CRITIC_NWJ, square, &options, &out, NULL, &error));
    options.confidence = 0.9, options.log_mean = INFINITY;
    REFUSED(
        kl_critic_bound_of_scores(KL_CRITIC_NWJ, list, list, &options, &out, NULL, NULL, &error));
    kl_critic_options *old = older(&options, offsetof(kl_critic_options, log_mean));
    assert_int_equal(kl_critic_bound_of_matrix(KL_CRITIC_NWJ, square, old, &out, NULL, NULL),
                     KL_OK);
    free(old);
    assert_int_equal(
        kl_critic_bound_of_scores(KL_CRITIC_NWJ, empty, list, NULL, &out, NULL, NULL, &error),
        KL_ERROR_VALUE);
    f[4] = NAN;
    assert_int_equal(kl_critic_bound_of_scores(KL_CRITIC_NWJ, kl_f64(f, 3), list, NULL, &out, NULL,
                                               NULL, &error),
                     KL_ERROR_VALUE);
    assert_true(error.index == 4 && error.input == 1);
    assert_int_equal(kl_critic_bound_of_matrix(KL_CRITIC_NWJ, square, NULL, &out, NULL, &error),
                     KL_ERROR_VALUE);
    assert_true(error.index == 4 && strstr(error.message, "scores[1, 1] is nan") != NULL);
    assert_string_equal(kl_critic_bound_name(KL_CRITIC_INFO_NCE), "info_nce");
    assert_string_equal(kl_critic_bound_name((kl_critic_bound)3), "unknown");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_are_the_formulas),
                                       cmocka_unit_test(gradients_are_differences),
                                       cmocka_unit_test(large_scores),
                                       cmocka_unit_test(the_largest_scores),
                                       cmocka_unit_test(bounds_of_the_best_critic),
                                       cmocka_unit_test(flags),
                                       cmocka_unit_test(calls_that_are_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
