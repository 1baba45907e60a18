/* SPDX-License-Identifier: Apache-2.0 */
/* Binomial draws with probability one half. */
#include "sample/binomial.h"

#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"

/* Below this many coins their bits are drawn. */
#define KL_COINS 1024

static uint64_t count_bits(kl_random *random, uint64_t n) {
    uint64_t heads = 0;
    for (; n >= 64; n -= 64)
        heads += (uint64_t)__builtin_popcountll(kl_random_u64(random));
    if (n > 0)
        heads += (uint64_t)__builtin_popcountll(kl_random_u64(random) >> (64 - n));
    return heads;
}

/* (1 + x) ln(1 + x) + (1 − x) ln(1 − x), |x| < 1. */
static double coin_deviance(double x) {
    double square = x * x;
    if (square > 0.0625)
        return (1 + x) * kl_log1p(x) + (1 - x) * kl_log1p(-x);
    double sum = 0, power = square; /* Σ x^2j / (j(2j − 1)); x² ≤ 2⁻⁴, so 14 terms reach 2⁻⁵⁶ */
    for (int j = 1; j <= 14; j++) {
        sum += power / (j * (2 * j - 1));
        power *= square;
    }
    return sum;
}

/* ln of the probability of n/2 + offset heads, up to what does not depend on the offset. Loader 2000:
 * the deviance, which loses nothing near the middle, and Stirling's errors. */
static double log_probability(double n, double offset) {
    double heads = n / 2 + offset, tails = n / 2 - offset;
    return -n / 2 * coin_deviance(2 * offset / n) - kl_stirling_rest(heads) -
           kl_stirling_rest(tails) - 0.5 * kl_log(heads / n) - 0.5 * kl_log(tails / n);
}

/* W. Hörmann 1993, "The generation of binomial random variates", algorithm BTRS with p = 1/2. Heads
 * are n/2 + offset: the offset keeps its digits however large n is. */
static uint64_t reject(kl_random *random, uint64_t n) {
    double size = (double)n, spread = sqrt(size) / 2, odd = n % 2 == 1 ? 0.5 : 0;
    double b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.005;
    double sure = 0.92 - 4.2 / b, alpha = (2.83 + 5.1 / b) * spread;
    double mode = log_probability(size, odd); /* (n + odd)/2 heads are as likely as any */
    for (;;) {
        double v = kl_random_uniform(random), u = kl_random_uniform(random) - 0.5;
        double edge = 0.5 - fabs(u);
        double whole = floor((2 * a / edge + b) * u + odd + 0.5);
        double offset = whole - odd;
        /* Fewer than 16 heads or tails of 1024 coins: below 2⁻⁸⁰⁰, and not what the formulas are for. */
        if (!(fabs(offset) <= size / 2 - 16))
            continue;
        if (!(edge >= 0.07 && v <= sure)) {
            double bound = kl_log(v * alpha / (a / (edge * edge) + b));
            if (bound > log_probability(size, offset) - mode)
                continue;
        }
        return (uint64_t)((int64_t)(n / 2) + (int64_t)whole);
    }
}

uint64_t kl_binomial_half(kl_random *random, uint64_t n) {
    return n < KL_COINS ? count_bits(random, n) : reject(random, n);
}

void kl_multinomial_equal(kl_random *random, uint64_t n, unsigned levels, uint64_t *share) {
    if (levels == 0) {
        share[0] = n;
        return;
    }
    uint64_t left = kl_binomial_half(random, n);
    kl_multinomial_equal(random, left, levels - 1, share);
    kl_multinomial_equal(random, n - left, levels - 1, share + ((size_t)1 << (levels - 1)));
}
