/* SPDX-License-Identifier: Apache-2.0 */
/* Do the intervals of points hold the truth as often as they say? docs/points.md has more of it. */
#include "points.h"

enum { RUNS = 150, N = 600 };

/* 95 % less three standard errors of the share, √(0.95·0.05/150) = 1.8 points. */
#define LEAST (0.95 - 3 * 0.0178)

typedef struct tally {
    unsigned entropy, divergence, near_equal, clipped;
    double mean;
} tally;

/* P standard normal, Q of another mean and scale. */
static tally simulate(size_t d, double mean, double scale) {
    const double dimension = (double)d, pi = acos(-1);
    const double entropy = dimension / 2 * (1 + log(2 * pi));
    const double divergence =
        dimension * (log(scale) + (1 + mean * mean) / (2 * scale * scale) - 0.5);
    tally out = {0};
    for (uint64_t run = 0; run < RUNS; run++) {
        double *x = points_normal(N, d, 0, 1, 2 * run),
               *y = points_normal(N, d, mean, scale, 2 * run + 1);
        const kl_estimate h = points_entropy(points_of(x, N, d), NULL);
        const kl_estimate kl = points_divergence(points_of(x, N, d), points_of(y, N, d), NULL);
        out.entropy += h.low <= entropy && entropy <= h.high;
        out.divergence += kl.low <= divergence && divergence <= kl.high;
        out.near_equal += kl_estimate_has(&kl, KL_FLAG_NEAR_EQUAL) != 0;
        out.clipped += kl_estimate_has(&kl, KL_FLAG_CLIPPED) != 0;
        out.mean += kl.value / RUNS;
        assert_true(kl.value >= 0 && kl.low >= 0 && kl.low <= kl.value && kl.value <= kl.high);
        assert_true(kl_estimate_has(&kl, KL_FLAG_NEAR_EQUAL) == (kl.low == 0));
        assert_true(!kl_estimate_has(&kl, KL_FLAG_CLIPPED) || kl.value == 0);
        free(x), free(y);
    }
    return out;
}

static void normal_laws_that_differ(void **state) {
    (void)state;
    for (size_t d = 1; d <= 3; d++) {
        const tally seen = simulate(d, 0.5, 1.3);
        if (seen.entropy < LEAST * RUNS || seen.divergence < LEAST * RUNS)
            fail_msg("%zu dimensions: of %d intervals %u and %u hold the truth", d, RUNS,
                     seen.entropy, seen.divergence);
    }
}

/* At P = Q the interval begins at 0 in at least 97.5 %, less three standard errors (1.3 points); the value is as
 * often below 0 as above, half of them less three standard errors (4.1 points). */
static void normal_laws_that_are_equal(void **state) {
    (void)state;
    for (size_t d = 1; d <= 3; d++) {
        const tally seen = simulate(d, 0, 1);
        assert_true(seen.near_equal >= (0.975 - 3 * 0.013) * RUNS);
        assert_true(seen.clipped >= (0.5 - 3 * 0.041) * RUNS);
        assert_true(seen.divergence >= LEAST * RUNS);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(normal_laws_that_differ),
                                       cmocka_unit_test(normal_laws_that_are_equal)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
