/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Probabilities as integer frequencies: at least 1 each, KL_CODE_TOTAL in all. Symbols whose share
 * is below 1 are raised to 1; the others share what is left in proportion and are rounded by
 * largest remainder, which is the nearest integer vector of that sum in every p-norm (Niemeyer and
 * Niemeyer 2008). Equal remainders go to the lower index first.
 */
#include <math.h>
#include <stdint.h>

#include <kullback/information.h>

#include "base/error.h"

/* A remainder is compared as a key of 4 × 8 bits, so that rounds of counting replace a sort. */
enum { SYMBOLS_MAX = 1 << 24, DIGIT_BITS = 8, DIGIT_MASK = 255, ROUNDS_MAX = 64 };

typedef struct quantiser {
    const double *probabilities;
    size_t n;
    double largest; /* probabilities are divided by it: no overflow, no subnormal totals */
    double scale;   /* share of a symbol = scale · p / largest */
    uint32_t *frequencies;
} quantiser;

static kl_status check(const double *probabilities, size_t n, double *largest, kl_error *error) {
    *largest = 0;
    for (size_t i = 0; i < n; i++) {
        double p = probabilities[i];
        if (!(p > 0) || isinf(p)) {
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "probability %zu is %g: a code needs finite ones above 0", i, p);
        }
        *largest = p > *largest ? p : *largest;
    }
    return KL_OK;
}

static double share(const quantiser *q, size_t i) {
    return q->scale * (q->probabilities[i] / q->largest);
}

/* Find the scale at which the symbols with a share of at least 1 fill what the others, raised to 1,
 * leave. Each round raises more of them and lowers the scale, by at most a share n/2^30 ≤ 2^-6 of
 * the fall of the round before, so a few rounds reach the last bit. */
static void find_scale(quantiser *q) {
    size_t raised = SIZE_MAX;
    q->scale = INFINITY; /* nothing is raised in the first round */
    for (int round = 0; round < ROUNDS_MAX; round++) {
        size_t below = 0;
        double mass = 0, lost = 0; /* Kahan's sum: 2^24 terms must not cost a unit of 2^30 */
        for (size_t i = 0; i < q->n; i++) {
            if (share(q, i) < 1) {
                below++;
            } else {
                double term = q->probabilities[i] / q->largest - lost;
                double sum = mass + term;
                lost = (sum - mass) - term;
                mass = sum;
            }
        }
        if (below == raised)
            return;
        raised = below;
        q->scale = (double)(KL_CODE_TOTAL - below) / mass;
    }
}

static uint32_t remainder_key(double x) {
    return (uint32_t)((x - floor(x)) * 0x1p32);
}

/* The wanted-th largest key among the symbols that were not raised, a digit at a time from the top:
 * linear for few symbols and for many. *wanted becomes its rank among those equal to it. */
static uint32_t find_key(const quantiser *q, size_t *wanted) {
    uint32_t key = 0, known = 0; /* bits of `key` that are settled */
    for (int shift = 32 - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
        size_t histogram[1 << DIGIT_BITS] = {0};
        for (size_t i = 0; i < q->n; i++) {
            double x = share(q, i);
            uint32_t own = remainder_key(x);
            if (x >= 1 && (own & known) == key)
                histogram[own >> shift & DIGIT_MASK]++;
        }
        uint32_t digit = DIGIT_MASK;
        while (digit > 0 && histogram[digit] < *wanted)
            *wanted -= histogram[digit--];
        key |= digit << shift;
        known |= (uint32_t)DIGIT_MASK << shift;
    }
    return key;
}

/* One more for each of the `wanted` largest remainders. */
static void round_up(const quantiser *q, size_t wanted) {
    uint32_t key = find_key(q, &wanted);
    for (size_t i = 0; i < q->n; i++) {
        double x = share(q, i);
        uint32_t own = remainder_key(x);
        if (x >= 1 && (own > key || (own == key && wanted > 0))) {
            wanted -= own == key;
            q->frequencies[i]++;
        }
    }
}

kl_status kl_code_quantise(const double *probabilities, size_t n, uint32_t *frequencies,
                           kl_error *error) {
    if (!probabilities || !frequencies || n == 0 || n > SYMBOLS_MAX) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a code needs 1 … 2^24 probabilities; there are %zu", n);
    }
    quantiser q = {.probabilities = probabilities, .n = n, .frequencies = frequencies};
    kl_status status = check(probabilities, n, &q.largest, error);
    if (status != KL_OK)
        return status;
    find_scale(&q);
    int64_t left = KL_CODE_TOTAL;
    size_t candidates = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        double x = share(&q, i);
        candidates += x >= 1;
        frequencies[i] = x >= 1 ? (uint32_t)x : 1;
        left -= frequencies[i];
        most = frequencies[i] > frequencies[most] ? i : most;
    }
    if (left > 0 && (uint64_t)left <= candidates) {
        round_up(&q, (size_t)left);
        left = 0;
    }
    /* Rounding in the shares themselves, a unit at most, goes where it matters least. */
    frequencies[most] = (uint32_t)(frequencies[most] + left);
    return KL_OK;
}
