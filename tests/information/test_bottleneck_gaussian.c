/* SPDX-License-Identifier: Apache-2.0 */
/* The bottleneck of normal x and y: one correlation in closed form, and what T = A x + ξ really tells. */
#include "bottleneck_tables.h"

static void one_correlation(void **state) {
    (void)state;
    kl_bottleneck_gaussian_result out;
    double lambda, critical, a;
    kl_bottleneck_gaussian_arrays arrays = {sizeof arrays, &lambda, &critical, &a};
    for (int sign = -1; sign <= 1; sign += 2) {
        const double x = 4, y = 9, rho = sign * 0.75, between = rho * 6;
        for (double beta = 1; beta < 40; beta *= 1.3) {
            must(kl_bottleneck_gaussian(table_of(&x, 1, 1), table_of(&y, 1, 1),
                                        table_of(&between, 1, 1), beta, &arrays, &out, &error));
            const double square = rho * rho;
            const int kept = beta * square > 1;
            const double rate = kept ? 0.5 * log((beta - 1) * square / (1 - square)) : 0;
            close_to(lambda, 1 - square, 1e-15, "eigenvalue");
            close_to(critical, 1 / square, 1e-14, "critical beta");
            close_to(out.rate.value, rate, 1e-14, "rate");
            close_to(out.relevance.value, kept ? rate - 0.5 * log(beta * square) : 0, 1e-14,
                     "relevance");
            close_to(out.information, 0.4133, 5e-5, "I(X;Y)");
            /* I(T;X) of A x + ξ. */
            close_to(out.rate.value, 0.5 * log(1 + a * a * x), 1e-13, "rate of A");
            assert_int_equal(out.active, kept);
        }
    }
}

/* ln det of a small symmetric matrix by elimination. */
static double log_determinant(const double *from, size_t n) {
    double a[64], sum = 0;
    memcpy(a, from, n * n * sizeof *a);
    for (size_t k = 0; k < n; k++) {
        sum += log(a[k * n + k]);
        for (size_t i = k + 1; i < n; i++)
            for (size_t j = k + 1; j < n; j++)
                a[i * n + j] -= a[i * n + k] * a[k * n + j] / a[k * n + k];
    }
    return sum;
}

/* I(T;X) = ½ ln det(AΣAᵀ + I), I(T;Y) of the joint covariance of T and Y. */
static void check_projection(const double *x, const double *y, const double *xy, size_t n, size_t m,
                             const double *a, size_t k, const kl_bottleneck_gaussian_result *out) {
    double t[16] = {0}, ty[16] = {0}, joint[64] = {0};
    for (size_t i = 0; i < k; i++)
        for (size_t p = 0; p < n; p++) {
            for (size_t j = 0; j < k; j++)
                for (size_t q = 0; q < n; q++)
                    t[i * k + j] += a[i * n + p] * x[p * n + q] * a[j * n + q];
            for (size_t j = 0; j < m; j++)
                ty[i * m + j] += a[i * n + p] * xy[p * m + j];
        }
    for (size_t i = 0; i < k; i++)
        t[i * k + i] += 1;
    const size_t all = k + m;
    for (size_t i = 0; i < all; i++)
        for (size_t j = 0; j < all; j++)
            joint[i * all + j] = i < k && j < k     ? t[i * k + j]
                                 : i >= k && j >= k ? y[(i - k) * m + j - k]
                                 : i < k            ? ty[i * m + j - k]
                                                    : ty[j * m + i - k];
    const double of_t = log_determinant(t, k);
    close_to(out->rate.value, 0.5 * of_t, 1e-12, "rate of A");
    close_to(out->relevance.value,
             0.5 * (of_t + log_determinant(y, m) - log_determinant(joint, all)), 1e-12,
             "relevance of A");
}

static void several_directions(void **state) {
    (void)state;
    kl_random random;
    for (uint64_t seed = 0; seed < 12; seed++) {
        const size_t n = 1 + seed % 4, m = 1 + seed / 3 % 3, k = n < m ? n : m, all = n + m;
        double root[64], joint[64] = {0}, x[16], y[16], xy[16], a[16], critical[4];
        kl_random_init(&random, seed, 0);
        for (size_t i = 0; i < all * all; i++)
            root[i] = kl_random_uniform(&random) - 0.5;
        for (size_t i = 0; i < all; i++)
            for (size_t j = 0; j < all; j++) {
                joint[i * all + j] = i == j ? 0.1 : 0;
                for (size_t l = 0; l < all; l++)
                    joint[i * all + j] += root[i * all + l] * root[j * all + l];
            }
        for (size_t i = 0; i < all; i++)
            for (size_t j = 0; j < all; j++)
                if (i < n && j < n)
                    x[i * n + j] = joint[i * all + j];
                else if (i >= n && j >= n)
                    y[(i - n) * m + j - n] = joint[i * all + j];
                else if (i < n)
                    xy[i * m + j - n] = joint[i * all + j];
        kl_bottleneck_gaussian_arrays arrays = {sizeof arrays, NULL, critical, a};
        kl_bottleneck_gaussian_result out;
        double before = 0;
        for (double beta = 1.05; beta < 1e3; beta *= 2) {
            must(kl_bottleneck_gaussian(table_of(x, n, n), table_of(y, m, m), table_of(xy, n, m),
                                        beta, &arrays, &out, &error));
            check_projection(x, y, xy, n, m, a, k, &out);
            assert_true(out.relevance.value <= out.information + 1e-12);
            assert_true(out.relevance.value >= before);
            before = out.relevance.value;
            for (size_t i = 0; i < k; i++)
                assert_true((critical[i] < beta) == (i < out.active));
        }
        close_to(out.information,
                 0.5 *
                     (log_determinant(x, n) + log_determinant(y, m) - log_determinant(joint, all)),
                 1e-11, "I(X;Y)");
    }
}

/* By a rounding above its critical β a direction is kept, and nothing is told less than nothing. */
static void at_the_critical_beta(void **state) {
    (void)state;
    kl_random random;
    kl_bottleneck_gaussian_result out;
    kl_random_init(&random, 1, 0);
    const double one = 1;
    for (int i = 0; i < 2000; i++) {
        const double rho = kl_random_uniform(&random), beta = (1 + 0x1p-50) / (rho * rho);
        must(kl_bottleneck_gaussian(table_of(&one, 1, 1), table_of(&one, 1, 1),
                                    table_of(&rho, 1, 1), beta, NULL, &out, &error));
        /* ½ ln(1 + 2⁻⁵⁰/λ), and what the rounding of ρ² and β adds; of it ρ² is relevance. */
        const double most = 1e-14 / (1 - rho * rho);
        assert_true(out.rate.value >= 0 && out.rate.value < most);
        assert_true(out.relevance.value >= 0 && out.relevance.value < most);
    }
}

/* Directions that y knows exactly, and none at all. */
static void edges(void **state) {
    (void)state;
    const double one = 1, zero = 0;
    double a = 7, critical = 0;
    kl_bottleneck_gaussian_arrays arrays = {sizeof arrays, NULL, &critical, &a};
    kl_bottleneck_gaussian_result out;
    must(kl_bottleneck_gaussian(table_of(&one, 1, 1), table_of(&one, 1, 1), table_of(&one, 1, 1), 2,
                                &arrays, &out, &error));
    assert_true(isinf(out.information) && isinf(out.rate.value) && isinf(out.relevance.value) &&
                isinf(a));
    /* y = 2x of any variance: a rounding makes 1 − 2⁻⁵³ of some correlations. */
    for (int i = 1; i < 200; i++) {
        const double x = i / 7.0, y = 4 * x, xy = 2 * x;
        must(kl_bottleneck_gaussian(table_of(&x, 1, 1), table_of(&y, 1, 1), table_of(&xy, 1, 1), 2,
                                    &arrays, &out, &error));
        assert_true(isinf(out.information) && isinf(out.relevance.value) && isinf(a));
    }
    const double nearly = 1 - 1e-13; /* which is no rounding */
    must(kl_bottleneck_gaussian(table_of(&one, 1, 1), table_of(&one, 1, 1), table_of(&nearly, 1, 1),
                                2, NULL, &out, &error));
    close_to(out.information, -0.5 * log((1 - nearly) * (1 + nearly)), 1e-12, "I(X;Y)");
    must(kl_bottleneck_gaussian(table_of(&one, 1, 1), table_of(&one, 1, 1), table_of(&zero, 1, 1),
                                1e9, &arrays, &out, &error));
    assert_true(out.information == 0 && out.rate.value == 0 && a == 0 && isinf(critical));
}

static void bad_input(void **state) {
    (void)state;
    const double one = 1, zero = 0, two = 2, nothing = NAN, crooked[] = {1, .5, .2, 1},
                 singular[] = {1, 1, 1, 1}, between[] = {0, 0};
    kl_bottleneck_gaussian_result out;
    const kl_matrix fine = table_of(&one, 1, 1);
    REFUSED(kl_bottleneck_gaussian(fine, fine, fine, 2, NULL, NULL, &error));
    REFUSED(kl_bottleneck_gaussian(fine, fine, fine, -1, NULL, &out, &error));
    REFUSED(kl_bottleneck_gaussian(fine, fine, fine, INFINITY, NULL, &out, &error));
    REFUSED(kl_bottleneck_gaussian(table_of(NULL, 1, 1), fine, fine, 2, NULL, &out, &error));
    const struct {
        kl_matrix x, between;
        kl_status status;
    } cases[] = {{table_of(&zero, 1, 1), fine, KL_ERROR_VALUE},
                 {table_of(&nothing, 1, 1), fine, KL_ERROR_VALUE},
                 {fine, table_of(&two, 1, 1), KL_ERROR_VALUE},
                 {table_of(crooked, 2, 2), table_of(between, 2, 1), KL_ERROR_VALUE},
                 {table_of(singular, 2, 2), table_of(between, 2, 1), KL_ERROR_VALUE},
                 {table_of(singular, 2, 2), fine, KL_ERROR_VALUE},
                 {fine, table_of(between, 2, 1), KL_ERROR_MISMATCH},
                 {table_of(&one, 0, 0), fine, KL_ERROR_VALUE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(
            kl_bottleneck_gaussian(cases[i].x, fine, cases[i].between, 2, NULL, &out, &error),
            cases[i].status);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_correlation),
        cmocka_unit_test(several_directions),
        cmocka_unit_test(at_the_critical_beta),
        cmocka_unit_test(edges),
        cmocka_unit_test(bad_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
