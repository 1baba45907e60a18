/* SPDX-License-Identifier: Apache-2.0 */
/* Normal distributions of several dimensions against mpmath's determinants and inverses. */
#include "help.h"

#include "../all_cases.h"

#include "golden_gaussian.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef enum form { DIAGONAL, LOW_RANK, FULL } form;

static kl_gaussian gaussian(const golden_pair *pair, const golden_side *side, form as) {
    kl_gaussian g = {.mean = kl_f64(side->mean, pair->n)};
    if (as == FULL)
        g.covariance = (kl_matrix){side->covariance, pair->n, pair->n, (ptrdiff_t)pair->n, KL_F64};
    else
        g.variance = kl_f64(side->variance, pair->n);
    if (as == LOW_RANK && pair->rank > 0)
        g.factor = (kl_matrix){side->factor, pair->n, pair->rank, (ptrdiff_t)pair->rank, KL_F64};
    return g;
}

static double divergence(const kl_gaussian *p, const kl_gaussian *q) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    if (kl_gaussian_divergence(p, q, &d, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_int_equal(d.unit, KL_UNIT_NATS);
    assert_int_equal(d.flags, d.value < INFINITY ? 0 : KL_FLAG_OVERFLOW);
    return d.value;
}

static double renyi(const kl_gaussian *p, const kl_gaussian *q, double alpha) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    if (kl_gaussian_renyi(p, q, alpha, &d, &error) != KL_OK)
        fail_msg("%s", error.message);
    if (alpha <= 1 || d.value < INFINITY)
        assert_int_equal(d.flags, d.value < INFINITY ? 0 : KL_FLAG_OVERFLOW);
    return d.value;
}

static double error_of(double value, double expected) {
    return value == expected ? 0 : fabs(value - expected) * 0x1p53 / expected;
}

/* Jacobi's rotations of a symmetric matrix until it is diagonal: largest over least eigenvalue. */
static double spread_of_eigenvalues(double a[25], size_t n) {
    for (int sweep = 0; sweep < 40; sweep++)
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < i; j++) {
                double angle = 0.5 * atan2(2 * a[i * n + j], a[i * n + i] - a[j * n + j]);
                double c = cos(angle), s = sin(angle);
                for (size_t k = 0; k < n; k++) {
                    double x = a[i * n + k], y = a[j * n + k];
                    a[i * n + k] = c * x + s * y;
                    a[j * n + k] = c * y - s * x;
                }
                for (size_t k = 0; k < n; k++) {
                    double x = a[k * n + i], y = a[k * n + j];
                    a[k * n + i] = c * x + s * y;
                    a[k * n + j] = c * y - s * x;
                }
            }
    double least = a[0], largest = a[0];
    for (size_t i = 1; i < n; i++) {
        least = fmin(least, a[i * n + i]);
        largest = fmax(largest, a[i * n + i]);
    }
    return least > 0 ? largest / least : 0x1p53;
}

/* κ of the correlation matrix. */
static double condition(const golden_side *side, size_t n) {
    double a[25];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            a[i * n + j] = side->covariance[i * n + j] / sqrt(side->covariance[i * n + i]) /
                           sqrt(side->covariance[j * n + j]);
    return spread_of_eigenvalues(a, n);
}

/* The header's n·κ·2⁻⁴⁸, in units of 2⁻⁵³. */
static double bound_of(const golden_pair *g) {
    return 32 * (double)g->n * fmax(condition(&g->p, g->n), condition(&g->q, g->n));
}

static void test_full(void **state) {
    (void)state;
    double worst = 0;
    for (size_t i = 0; i < COUNT(golden_pairs); i++) {
        const golden_pair *g = &golden_pairs[i];
        kl_gaussian p = gaussian(g, &g->p, FULL), q = gaussian(g, &g->q, FULL);
        double error = error_of(divergence(&p, &q), g->divergence);
        if (!(error <= bound_of(g)))
            fail_msg("pair %zu: %.17g is not %.17g: off by %.3g", i, divergence(&p, &q),
                     g->divergence, error);
        worst = fmax(worst, error / bound_of(g));
        assert_true(divergence(&p, &p) == 0);
        assert_true(renyi(&p, &p, 0.3) == 0);
    }
    print_message("full: worst %.3f of the bound\n", worst);
}

static void test_renyi(void **state) {
    (void)state;
    double worst = 0;
    for (size_t i = 0; i < COUNT(golden_pairs); i++)
        for (size_t k = 0; k < ORDERS; k++) {
            const golden_pair *g = &golden_pairs[i];
            kl_gaussian p = gaussian(g, &g->p, FULL), q = gaussian(g, &g->q, FULL);
            double value = renyi(&p, &q, golden_orders[k]), error = error_of(value, g->renyi[k]);
            if (!(error <= bound_of(g)))
                fail_msg("pair %zu, order %g: %.17g is not %.17g: off by %.3g", i, golden_orders[k],
                         value, g->renyi[k], error);
            worst = fmax(worst, error / bound_of(g));
            /* with factors the covariance is rounded first: as of KL, and g->renyi is of the rounded one */
            p = gaussian(g, &g->p, LOW_RANK);
            q = gaussian(g, &g->q, LOW_RANK);
            value = renyi(&p, &q, golden_orders[k]);
            if (g->renyi[k] < INFINITY)
                assert_true(fabs(value - g->renyi[k]) * 0x1p53 <=
                            bound_of(g) * (value + sqrt(value)));
        }
    print_message("Rényi: worst %.3f of the bound\n", worst);
}

static void test_low_rank(void **state) {
    (void)state;
    double worst = 0;
    for (size_t i = 0; i < COUNT(golden_pairs); i++) {
        const golden_pair *g = &golden_pairs[i];
        kl_gaussian p = gaussian(g, &g->p, LOW_RANK), q = gaussian(g, &g->q, LOW_RANK);
        double value = divergence(&p, &q);
        double error = fabs(value - g->low_rank) * 0x1p53 / (g->low_rank + sqrt(g->low_rank));
        if (!(error <= bound_of(g)))
            fail_msg("pair %zu: %.17g is not %.17g: off by %.3g", i, value, g->low_rank, error);
        worst = fmax(worst, error / bound_of(g));
        if (!(divergence(&p, &p) == 0))
            fail_msg("pair %zu is %g from itself", i, divergence(&p, &p));
    }
    print_message("low rank: worst %.3f of the bound\n", worst);
}

/* A diagonal is a product: KL and Rényi are sums, and one dimension is the family normal. */
static void test_diagonal(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_pairs); i++) {
        const golden_pair *g = &golden_pairs[i];
        kl_gaussian p = gaussian(g, &g->p, DIAGONAL), q = gaussian(g, &g->q, DIAGONAL);
        double sum = 0, sum_of_renyi = 0;
        for (size_t k = 0; k < g->n; k++) {
            kl_gaussian pk = {.mean = kl_f64(g->p.mean + k, 1),
                              .variance = kl_f64(g->p.variance + k, 1)};
            kl_gaussian qk = {.mean = kl_f64(g->q.mean + k, 1),
                              .variance = kl_f64(g->q.variance + k, 1)};
            sum += divergence(&pk, &qk);
            sum_of_renyi += renyi(&pk, &qk, 0.7);
            const double a[] = {g->p.mean[k], sqrt(g->p.variance[k])};
            const double b[] = {g->q.mean[k], sqrt(g->q.variance[k])};
            kl_estimate normal;
            assert_int_equal(kl_family_divergence(KL_FAMILY_NORMAL, kl_f64(a, 2), KL_FAMILY_NORMAL,
                                                  kl_f64(b, 2), &normal, NULL),
                             KL_OK);
            double value = divergence(&pk, &qk); /* the roots are rounded */
            assert_true(fabs(value - normal.value) <= 0x1p-49 * (value + sqrt(value)));
        }
        assert_true(error_of(divergence(&p, &q), sum) <= 64);
        assert_true(error_of(renyi(&p, &q, 0.7), sum_of_renyi) <= 64);
        if (g->rank == 0) {
            assert_true(error_of(divergence(&p, &q), g->divergence) <= 64);
            for (size_t k = 0; k < ORDERS; k++)
                assert_true(error_of(renyi(&p, &q, golden_orders[k]), g->renyi[k]) <= 128);
            kl_gaussian full = gaussian(g, &g->p, FULL);
            assert_true(error_of(divergence(&full, &q), g->divergence) <= bound_of(g));
        }
    }
}

static void test_halves(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_pairs); i++) {
        const golden_pair *g = &golden_pairs[i];
        kl_gaussian p = gaussian(g, &g->p, FULL), q = gaussian(g, &g->q, FULL);
        kl_estimate d, h, back;
        assert_int_equal(kl_gaussian_bhattacharyya(&p, &q, &d, NULL), KL_OK);
        assert_int_equal(kl_gaussian_hellinger_squared(&p, &q, &h, NULL), KL_OK);
        assert_int_equal(kl_gaussian_bhattacharyya(&q, &p, &back, NULL), KL_OK);
        assert_true(error_of(d.value, 0.5 * renyi(&p, &q, 0.5)) == 0);
        assert_true(error_of(back.value, d.value) <= bound_of(g));
        assert_true(error_of(h.value, -expm1(-d.value)) <= 16);
        assert_int_equal(h.unit, KL_UNIT_ONE);
    }
}

/* Where the variance of p is more than α/(α − 1) of that of q, the integral of p^α q^(1−α) diverges. */
static void test_infinite_order(void **state) {
    (void)state;
    const double mean[] = {0, 0}, small[] = {1, 1}, large[] = {1, 2};
    kl_gaussian p = {.mean = kl_f64(mean, 2), .variance = kl_f64(large, 2)};
    kl_gaussian q = {.mean = kl_f64(mean, 2), .variance = kl_f64(small, 2)};
    assert_true(isfinite(renyi(&p, &q, 1.9)));
    assert_true(renyi(&p, &q, 2) == INFINITY);
    assert_true(renyi(&p, &q, 3) == INFINITY);
    const double tiny[] = {1e-300, 1}, huge[] = {1e300, 1};
    p.variance = kl_f64(huge, 2);
    q.variance = kl_f64(tiny, 2);
    assert_true(divergence(&p, &q) == INFINITY); /* beyond the doubles */
    assert_true(fabs(renyi(&p, &q, 0.5) - (300 * log(10) - log(2))) < 1e-12);
    assert_true(fabs(divergence(&q, &p) - (300 * log(10) - 0.5)) < 1e-12);
}

/* Beyond the doubles is not beyond the integral. */
static void test_flags(void **state) {
    (void)state;
    const double mean[] = {0, 0}, far[] = {1e200, 0}, one[] = {1, 1}, two[] = {1, 2};
    const kl_gaussian p = {.mean = kl_f64(mean, 2), .variance = kl_f64(one, 2)};
    const kl_gaussian q = {.mean = kl_f64(far, 2), .variance = kl_f64(one, 2)};
    const kl_gaussian wide = {.mean = kl_f64(mean, 2), .variance = kl_f64(two, 2)};
    const double orders[] = {0.3, 0.5, 0.9, 1, 2, 3};
    kl_estimate d;
    for (size_t i = 0; i < COUNT(orders); i++) {
        assert_int_equal(kl_gaussian_renyi(&p, &q, orders[i], &d, NULL), KL_OK);
        assert_true(d.value == INFINITY);
        assert_int_equal(d.flags, KL_FLAG_OVERFLOW);
        assert_int_equal(kl_gaussian_renyi(&wide, &p, orders[i], &d, NULL), KL_OK);
        assert_int_equal(d.value == INFINITY, orders[i] >= 2);
        assert_int_equal(d.flags, orders[i] >= 2 ? KL_FLAG_HEAVY_TAIL : 0);
    }
}

/* One dimension over the whole range of doubles. */
static void test_extremes(void **state) {
    (void)state;
    double worst = 0;
    for (size_t i = 0; i < COUNT(golden_extremes); i++) {
        const double *row = golden_extremes[i], zero = 0;
        kl_gaussian p = {.mean = kl_f64(row, 1), .variance = kl_f64(row + 1, 1)};
        kl_gaussian q = {.mean = kl_f64(&zero, 1), .variance = kl_f64(row + 2, 1)};
        double value = renyi(&p, &q, row[3]), error = error_of(value, row[4]);
        if (!(error <= 64))
            fail_msg("%g, variances %g and %g, order %.17g: %.17g is not %.17g: off by %.3g",
                     row[0], row[1], row[2], row[3], value, row[4], error);
        worst = fmax(worst, error);
    }
    /* The quotient of the distance and the variance is beyond the doubles, the divergence is not. */
    const double apart = 1e-8, least = 0x1p-1074, zero = 0;
    const kl_gaussian p = {.mean = kl_f64(&apart, 1), .variance = kl_f64(&least, 1)};
    const kl_gaussian q = {.mean = kl_f64(&zero, 1), .variance = kl_f64(&least, 1)};
    assert_true(error_of(renyi(&p, &q, 1), 1.0120112665365531341e307) <= 64);
    print_message("one dimension: worst %.1f\n", worst);
}

/* A million equal dimensions are a million times one; two dimensions of which one is near, one far apart, are the
 * sum of both. */
static void test_long_diagonal(void **state) {
    (void)state;
    enum { N = 1000000 };
    const size_t n = cases_of(N);
    static double mean[N], one[N], other[N];
    const double variances[] = {1.1, 1.002};
    const double orders[] = {0.3, 0.5, 0.9, 1, 2};
    kl_gaussian p = {.mean = kl_f64(mean, n), .variance = kl_f64(one, n)};
    kl_gaussian q = {.mean = kl_f64(mean, n), .variance = kl_f64(other, n)};
    double worst = 0;
    for (size_t k = 0; k < COUNT(variances); k++) {
        for (size_t i = 0; i < n; i++) {
            one[i] = 1;
            other[i] = variances[k];
        }
        for (size_t i = 0; i < COUNT(orders); i++) {
            kl_gaussian p1 = {.mean = kl_f64(mean, 1), .variance = kl_f64(one, 1)};
            kl_gaussian q1 = {.mean = kl_f64(mean, 1), .variance = kl_f64(other, 1)};
            double sum = (double)n * renyi(&p1, &q1, orders[i]);
            worst = fmax(worst, error_of(renyi(&p, &q, orders[i]), sum));
        }
    }
    assert_true(worst <= 4);
    kl_estimate h;
    assert_int_equal(kl_gaussian_entropy(&q, &h, NULL), KL_OK);
    assert_true(error_of(h.value, (double)n * (0.5 * log(2 * M_PI * M_E) + 0.5 * log(1.002))) <= 4);
    other[0] = 1e6;
    for (size_t i = 0; i < COUNT(orders); i++) {
        double apart[2];
        for (size_t k = 0; k < 2; k++) {
            kl_gaussian p1 = {.mean = kl_f64(mean, 1), .variance = kl_f64(one, 1)};
            kl_gaussian q1 = {.mean = kl_f64(mean, 1), .variance = kl_f64(other + k, 1)};
            apart[k] = renyi(&p1, &q1, orders[i]);
        }
        double sum = apart[0] + (double)(n - 1) * apart[1];
        worst = fmax(worst, error_of(renyi(&p, &q, orders[i]), sum));
    }
    assert_true(worst <= 4);
    print_message("long diagonal: worst %.1f\n", worst);
}

/* As full matrices: variances and means that end the doubles on the way are no NaN. */
static void test_far_matrices(void **state) {
    (void)state;
    const double mean[] = {0, 0}, right[] = {1e308, 0}, left[] = {-1e308, 0};
    const double huge[] = {1e300, 0, 0, 1}, tiny[] = {1e-300, 0, 0, 1}, one[] = {1, 0, 0, 1};
    kl_gaussian p = {.mean = kl_f64(mean, 2), .covariance = {huge, 2, 2, 2, KL_F64}};
    kl_gaussian q = {.mean = kl_f64(mean, 2), .covariance = {tiny, 2, 2, 2, KL_F64}};
    assert_true(divergence(&p, &q) == INFINITY);
    assert_true(fabs(renyi(&p, &q, 0.5) - (300 * log(10) - log(2))) < 1e-12);
    assert_true(fabs(renyi(&q, &p, 0.5) - (300 * log(10) - log(2))) < 1e-12);
    p = (kl_gaussian){.mean = kl_f64(right, 2), .covariance = {one, 2, 2, 2, KL_F64}};
    q = (kl_gaussian){.mean = kl_f64(left, 2), .covariance = {one, 2, 2, 2, KL_F64}};
    assert_true(divergence(&p, &q) == INFINITY);
    assert_true(renyi(&p, &q, 0.5) == INFINITY);
}

/* Many dimensions with a small factor cost no matrix, and agree with the matrix. */
static void test_many_dimensions(void **state) {
    (void)state;
    enum { N = 200, RANK = 3 };
    static double mean[2][N], variance[2][N], factor[2][N * RANK], full[2][N * N];
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (int side = 0; side < 2; side++) {
        for (size_t i = 0; i < N; i++) {
            mean[side][i] = kl_random_uniform(&random);
            variance[side][i] = 0.5 + kl_random_uniform(&random);
            for (size_t k = 0; k < RANK; k++)
                factor[side][i * RANK + k] = kl_random_uniform(&random) - 0.5;
        }
        for (size_t i = 0; i < N; i++)
            for (size_t j = 0; j < N; j++) {
                full[side][i * N + j] = i == j ? variance[side][i] : 0;
                for (size_t k = 0; k < RANK; k++)
                    full[side][i * N + j] +=
                        factor[side][i * RANK + k] * factor[side][j * RANK + k];
            }
    }
    kl_gaussian low[2], dense[2];
    for (int side = 0; side < 2; side++) {
        low[side] = (kl_gaussian){.mean = kl_f64(mean[side], N),
                                  .variance = kl_f64(variance[side], N),
                                  .factor = {factor[side], N, RANK, RANK, KL_F64}};
        dense[side] = (kl_gaussian){.mean = kl_f64(mean[side], N),
                                    .covariance = {full[side], N, N, N, KL_F64}};
    }
    double value = divergence(&low[0], &low[1]);
    assert_true(error_of(value, divergence(&dense[0], &dense[1])) <= 32 * N);
    assert_true(error_of(divergence(&low[0], &dense[1]), value) <= 32 * N);
    kl_estimate h, same;
    assert_int_equal(kl_gaussian_entropy(&low[0], &h, NULL), KL_OK);
    assert_int_equal(kl_gaussian_entropy(&dense[0], &same, NULL), KL_OK);
    assert_true(fabs(h.value - same.value) < 1e-11);
}

static void test_entropy(void **state) {
    (void)state;
    const double mean[] = {0, 0}, variance[] = {4, 9}, covariance[] = {4, 0, 0, 9};
    kl_gaussian diagonal = {.mean = kl_f64(mean, 2), .variance = kl_f64(variance, 2)};
    kl_gaussian full = {.mean = kl_f64(mean, 2), .covariance = {covariance, 2, 2, 2, KL_F64}};
    kl_estimate h;
    assert_int_equal(kl_gaussian_entropy(&diagonal, &h, NULL), KL_OK);
    assert_true(fabs(h.value - log(2 * M_PI * M_E * 6)) < 1e-14);
    assert_int_equal(kl_gaussian_entropy(&full, &h, NULL), KL_OK);
    assert_true(fabs(h.value - log(2 * M_PI * M_E * 6)) < 1e-14);
}

/* ── What is refused ── */

static void refuse(const kl_gaussian *p, const kl_gaussian *q, kl_status expected,
                   const char *message, int64_t input, int64_t index) {
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    kl_status status = kl_gaussian_divergence(p, q, &d, &error);
    assert_string_equal(error.message, message);
    assert_int_equal(status, expected);
    assert_int_equal(error.input, input);
    assert_int_equal(error.index, index);
}

static void test_bad_input(void **state) {
    (void)state;
    const double mean[] = {0, 0, 0}, variance[] = {1, 1, 1}, negative[] = {1, -1};
    const double singular[] = {1, 1, 1, 1}, lopsided[] = {1, 0.5, 0.25, 1},
                 not_a_number[] = {1, NAN};
    const kl_gaussian good = {.mean = kl_f64(mean, 2), .variance = kl_f64(variance, 2)};
    kl_gaussian bad = good;
    refuse(NULL, &good, KL_ERROR_ARGUMENT, "p is NULL", 0, -1);
    bad.variance = kl_f64(negative, 2);
    refuse(&bad, &good, KL_ERROR_VALUE, "variance of p is -1 at 1: it must be above 0", 0, 1);
    bad.variance = kl_f64(variance, 3);
    refuse(&good, &bad, KL_ERROR_ARGUMENT, "q has 2 means and 3 variances", 1, -1);
    bad.mean = kl_f64(mean, 3);
    refuse(&good, &bad, KL_ERROR_MISMATCH, "p has 2 dimensions, q has 3", -1, -1);
    bad = (kl_gaussian){.mean = kl_f64(mean, 0)};
    refuse(&bad, &good, KL_ERROR_ARGUMENT, "mean of p is empty", 0, -1);
    bad = (kl_gaussian){.mean = kl_f64(not_a_number, 2), .variance = kl_f64(variance, 2)};
    refuse(&bad, &good, KL_ERROR_VALUE, "mean of p is nan at 1: it must be a finite number", 0, 1);
    bad = (kl_gaussian){.mean = kl_f64(mean, 2)};
    refuse(&bad, &good, KL_ERROR_ARGUMENT,
           "p needs either a covariance or a variance, which a factor may go with", 0, -1);
    bad.covariance = (kl_matrix){singular, 2, 2, 2, KL_F64};
    refuse(&good, &bad, KL_ERROR_VALUE,
           "covariance of q is not positive definite: its Cholesky factor ends at row 1", 1, 1);
    kl_estimate none;
    kl_error error = KL_ERROR_INIT;
    for (double alpha = 0.25; alpha < 1; alpha += 0.5) {
        assert_int_equal(kl_gaussian_renyi(&good, &bad, alpha, &none, &error), KL_ERROR_VALUE);
        assert_int_equal(error.input, 1);
        assert_int_equal(kl_gaussian_renyi(&bad, &good, alpha, &none, &error), KL_ERROR_VALUE);
        assert_int_equal(error.input, 0);
    }
    bad.covariance = (kl_matrix){lopsided, 2, 2, 2, KL_F64};
    refuse(&bad, &good, KL_ERROR_VALUE,
           "covariance of p is not symmetric: 0.25 at (1, 0), 0.5 at (0, 1)", 0, 2);
    bad.covariance = (kl_matrix){lopsided, 2, 1, 1, KL_F64};
    refuse(&bad, &good, KL_ERROR_ARGUMENT, "covariance of p is 2 × 1, not 2 × 2", 0, -1);
    bad = good;
    bad.factor = (kl_matrix){lopsided, 1, 2, 2, KL_F64};
    refuse(&bad, &good, KL_ERROR_ARGUMENT, "factor of p has 1 rows, not 2", 0, -1);
    const double huge[] = {1, 1e200};
    bad.factor = (kl_matrix){huge, 2, 1, 1, KL_F64};
    const char *beyond =
        "covariance of p is beyond the doubles at (1, 1): variance 1 and row 1 of the factor";
    refuse(&bad, &bad, KL_ERROR_VALUE, beyond, 0, 1);
    refuse(&bad, &good, KL_ERROR_VALUE, beyond, 0, 1);
    kl_estimate d;
    assert_int_equal(kl_gaussian_renyi(&good, &good, 0, &d, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_gaussian_renyi(&good, &good, NAN, &d, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_gaussian_divergence(&good, &good, NULL, NULL), KL_ERROR_ARGUMENT);
}

static double low_rank_in_unit(int e) {
    const double m[] = {ldexp(1, e), 0}, n[] = {0, ldexp(2, e)};
    const double v[] = {ldexp(1, 2 * e), ldexp(2, 2 * e)}, w[] = {ldexp(3, 2 * e), ldexp(1, 2 * e)};
    const double f[] = {ldexp(1, e - 1), ldexp(1, e - 2)}, g[] = {ldexp(1, e), -ldexp(1, e - 1)};
    const kl_gaussian p = {
        .mean = kl_f64(m, 2), .variance = kl_f64(v, 2), .factor = {f, 2, 1, 1, KL_F64}};
    const kl_gaussian q = {
        .mean = kl_f64(n, 2), .variance = kl_f64(w, 2), .factor = {g, 2, 1, 1, KL_F64}};
    kl_estimate d;
    assert_int_equal(kl_gaussian_divergence(&p, &q, &d, NULL), KL_OK);
    return d.value;
}

/* By a power of two, not in a bit, also where the squares of the factor are subnormal. */
static void test_low_rank_units(void **state) {
    (void)state;
    const double value = low_rank_in_unit(0);
    assert_true(value > 1.95 && value < 1.97);
    assert_true(low_rank_in_unit(510) == value && low_rank_in_unit(-520) == value);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_low_rank_units), cmocka_unit_test(test_full),
        cmocka_unit_test(test_renyi),          cmocka_unit_test(test_low_rank),
        cmocka_unit_test(test_diagonal),       cmocka_unit_test(test_halves),
        cmocka_unit_test(test_infinite_order), cmocka_unit_test(test_flags),
        cmocka_unit_test(test_far_matrices),   cmocka_unit_test(test_many_dimensions),
        cmocka_unit_test(test_extremes),       cmocka_unit_test(test_long_diagonal),
        cmocka_unit_test(test_entropy),        cmocka_unit_test(test_bad_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
