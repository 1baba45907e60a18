/* SPDX-License-Identifier: Apache-2.0 */
/* Binomial draws against the probabilities themselves. */
#include "help.h"

#include "sample/binomial.h"

/* χ² of draws against Binomial(n, ½) in classes of at least 20 expected draws, as a normal deviate
 * (Wilson and Hilferty). The seed is fixed; |z| < 4 leaves room for any platform-free change of the
 * generator, and a wrong acceptance region gives tens. */
static double chi_square_z(uint64_t n, unsigned draws, uint64_t seed) {
    size_t width = 1;
    double spread = sqrt((double)n) / 2;
    while ((double)width * draws / (spread * 2.5) < 20 || 400 * (double)width < 12 * spread)
        width *= 2;
    enum { CLASSES = 400 };
    double seen[CLASSES] = {0}, expected[CLASSES] = {0};
    int64_t middle = (int64_t)(n / 2), first = middle - (int64_t)(CLASSES / 2 * width);
    for (size_t k = 0; k < CLASSES; k++) {
        for (size_t i = 0; i < width; i++) {
            int64_t heads = first + (int64_t)(k * width + i);
            if (heads >= 0 && heads <= (int64_t)n) {
                double h = (double)heads, m = (double)n;
                expected[k] +=
                    draws * exp(lgamma(m + 1) - lgamma(h + 1) - lgamma(m - h + 1) - m * log(2));
            }
        }
    }
    kl_random random;
    kl_random_init(&random, seed, n);
    for (unsigned d = 0; d < draws; d++) {
        int64_t place = ((int64_t)kl_binomial_half(&random, n) - first) / (int64_t)width;
        seen[place < 0 ? 0 : place >= CLASSES ? CLASSES - 1 : place]++;
    }
    double chi = 0, rest_seen = 0, rest_expected = 0;
    int df = -1;
    for (size_t k = 0; k < CLASSES; k++) {
        if (expected[k] >= 20) {
            chi += (seen[k] - expected[k]) * (seen[k] - expected[k]) / expected[k];
            df++;
        } else {
            rest_seen += seen[k];
            rest_expected += expected[k];
        }
    }
    if (rest_expected > 5) {
        chi += (rest_seen - rest_expected) * (rest_seen - rest_expected) / rest_expected;
        df++;
    }
    assert_true(df >= 2);
    double share = 2.0 / (9.0 * df);
    return (cbrt(chi / df) - (1 - share)) / sqrt(share);
}

static void draws_follow_the_law(void **state) {
    (void)state;
    /* both methods, odd and even, both sides of where the method changes */
    static const uint64_t sizes[] = {10, 63, 64, 65, 700, 1023, 1024, 1025, 4096, 99999};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        double z = chi_square_z(sizes[i], 200000, 11);
        if (fabs(z) > 4)
            fail_msg("n = %llu: z = %g", (unsigned long long)sizes[i], z);
    }
}

/* Where probabilities cannot be listed: mean, variance and fourth moment of (heads − n/2)/(√n/2), in
 * standard errors (1/√d, √2/√d, √96/√d for a normal law), and both parities. */
static void huge_draws_have_their_moments(void **state) {
    (void)state;
    static const uint64_t sizes[] = {1000003, UINT64_C(1) << 40, (UINT64_C(1) << 53) - 1,
                                     UINT64_C(1) << 53};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint64_t n = sizes[i];
        double first = 0, second = 0, fourth = 0, even = 0, draws = 100000;
        kl_random random;
        kl_random_init(&random, 3, i);
        for (int d = 0; d < 100000; d++) {
            uint64_t heads = kl_binomial_half(&random, n);
            assert_true(heads <= n);
            double x =
                ((double)(int64_t)(heads - n / 2) - (n % 2 == 1 ? 0.5 : 0)) / (sqrt((double)n) / 2);
            first += x;
            second += x * x;
            fourth += x * x * x * x;
            even += heads % 2 == 0;
        }
        assert_true(fabs(first / draws) < 4 / sqrt(draws));
        assert_true(fabs(second / draws - 1) < 4 * sqrt(2 / draws));
        assert_true(fabs(fourth / draws - 3) < 4 * sqrt(96 / draws));
        assert_true(fabs(even / draws - 0.5) < 4 * 0.5 / sqrt(draws));
    }
}

static void shares_add_up(void **state) {
    (void)state;
    uint64_t share[64];
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (uint64_t n = 0; n < UINT64_C(1) << 53; n = 3 * n + 1) {
        kl_multinomial_equal(&random, n, 6, share);
        uint64_t sum = 0;
        for (int b = 0; b < 64; b++)
            sum += share[b];
        assert_int_equal(sum, n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(draws_follow_the_law),
                                       cmocka_unit_test(huge_draws_have_their_moments),
                                       cmocka_unit_test(shares_add_up)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
