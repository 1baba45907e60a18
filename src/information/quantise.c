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

#include "base/alloc.h"
#include "base/error.h"

/* One remainder is compared as a key of 2 × 16 bits, so that two rounds of counting replace a sort.
 */
enum { SYMBOLS_MAX = 1 << 24, KEY_HALF = 1 << 16, ROUNDS_MAX = 64 };

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
        if (below == raised) {
            return;
        }
        raised = below;
        q->scale = (double)(KL_CODE_TOTAL - below) / mass;
    }
}

static uint32_t remainder_key(double x) {
    return (uint32_t)((x - floor(x)) * 0x1p32);
}

/* Which 16 bits the wanted-th largest key has, counting only keys whose high half is `high` (or
 * all, for high < 0); *wanted becomes its rank among the keys that share them. */
static uint32_t find_half(const quantiser *q, int64_t high, size_t *histogram, size_t *wanted) {
    for (size_t k = 0; k < KEY_HALF; k++) {
        histogram[k] = 0;
    }
    for (size_t i = 0; i < q->n; i++) {
        double x = share(q, i);
        uint32_t key = remainder_key(x);
        if (x >= 1 && (high < 0 || key >> 16 == high)) {
            histogram[high < 0 ? key >> 16 : key & (KEY_HALF - 1)]++;
        }
    }
    uint32_t half = KEY_HALF - 1;
    while (half > 0 && histogram[half] < *wanted) {
        *wanted -= histogram[half--];
    }
    return half;
}

/* One more for each of the `wanted` largest remainders. */
static kl_status round_up(const quantiser *q, size_t wanted, kl_error *error) {
    size_t *histogram = kl_alloc(KEY_HALF, sizeof *histogram);
    if (!histogram) {
        return kl_fail_memory(error, "a histogram", KEY_HALF * sizeof *histogram);
    }
    uint32_t high = find_half(q, -1, histogram, &wanted);
    uint32_t key = high << 16 | find_half(q, high, histogram, &wanted);
    kl_free(histogram);
    for (size_t i = 0; i < q->n; i++) {
        double x = share(q, i);
        uint32_t own = remainder_key(x);
        if (x >= 1 && (own > key || (own == key && wanted > 0))) {
            wanted -= own == key;
            q->frequencies[i]++;
        }
    }
    return KL_OK;
}

kl_status kl_code_quantise(const double *probabilities, size_t n, uint32_t *frequencies,
                           kl_error *error) {
    if (!probabilities || !frequencies || n == 0 || n > SYMBOLS_MAX) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a code needs 1 … 2^24 probabilities; there are %zu", n);
    }
    quantiser q = {.probabilities = probabilities, .n = n, .frequencies = frequencies};
    kl_status status = check(probabilities, n, &q.largest, error);
    if (status != KL_OK) {
        return status;
    }
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
        status = round_up(&q, (size_t)left, error);
        left = 0;
    }
    /* Rounding in the shares themselves, a unit at most, goes where it matters least. */
    frequencies[most] = (uint32_t)(frequencies[most] + left);
    return status;
}
