/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The small superaccumulator of Neal 2015, "Fast exact summation using small and large
 * superaccumulators" (arXiv 1505.05571): one fixed-point number that spans the whole range of
 * doubles.
 *
 * Chunk i counts units of 2^(32 i − 1075) and is 64 bits wide, so neighbours overlap by 32 bits: a
 * term is added to two chunks without carry, and carries are propagated only every 1023 terms.
 */
#include "base/exact_sum.h"

#include <assert.h>
#include <math.h>
#include <string.h>

__extension__ typedef unsigned __int128 uint128;

enum {
    CHUNKS = KL_EXACT_SUM_CHUNKS,
    TOP = CHUNKS - 1, /* the only chunk that may be negative in normal form */
    CHUNK_BITS = 32,
    /* A term puts less than 2^53 into a chunk, a normalised chunk is below 2^32: 1023 terms fit 63
       bits. */
    ADDS_BEFORE_CARRY = 1023
};

static const uint64_t chunk_mask = 0xFFFFFFFFu;
static const uint64_t fraction_mask = (UINT64_C(1) << 52) - 1;
static const uint64_t infinity_bits = UINT64_C(0x7FF) << 52;

enum { POSITIVE_INFINITY = 1, NEGATIVE_INFINITY = 2, NOT_A_NUMBER = 4 };

static_assert(sizeof(kl_exact_sum) == 544, "kl_exact_sum is plain data without padding");

void kl_exact_sum_init(kl_exact_sum *sum) {
    memset(sum, 0, sizeof *sum);
    sum->adds_left = ADDS_BEFORE_CARRY;
}

/* Move what exceeds 32 bits of each chunk to the next one. The shift of a negative number is
 * arithmetic on every compiler we support, so every chunk but the top one ends in [0, 2^32). */
static void propagate_carries(int64_t chunk[CHUNKS]) {
    for (int i = 0; i < TOP; i++) {
        chunk[i + 1] += chunk[i] >> CHUNK_BITS;
        chunk[i] &= (int64_t)chunk_mask;
    }
}

/* A normalised accumulator takes the room of one term. */
void kl_exact_sum_normalize(kl_exact_sum *sum) {
    propagate_carries(sum->chunk);
    sum->adds_left = ADDS_BEFORE_CARRY;
}

static void add_special(kl_exact_sum *sum, uint64_t bits) {
    if ((bits & fraction_mask) != 0)
        sum->specials |= NOT_A_NUMBER;
    else
        sum->specials |= bits >> 63 ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
}

/* Add one term; the caller has made sure of adds_left. */
static inline void accumulate(kl_exact_sum *sum, double term) {
    uint64_t bits;
    memcpy(&bits, &term, sizeof bits);
    uint64_t exponent = bits >> 52 & 0x7FF;
    uint64_t mantissa = bits & fraction_mask;
    if (__builtin_expect(exponent == 0x7FF, 0)) {
        add_special(sum, bits);
        return;
    }
    /* Subnormal numbers have the scale of exponent 1 and no hidden bit. */
    uint64_t normal = exponent != 0;
    mantissa |= normal << 52;
    exponent += 1 - normal;
    unsigned shift = exponent & (CHUNK_BITS - 1);
    size_t low = (size_t)(exponent / CHUNK_BITS);
    int64_t sign = -(int64_t)(bits >> 63); /* 0 or −1: (x ^ sign) − sign negates */
    sum->chunk[low] += ((int64_t)(mantissa << shift & chunk_mask) ^ sign) - sign;
    sum->chunk[low + 1] += ((int64_t)(mantissa >> (CHUNK_BITS - shift)) ^ sign) - sign;
}

void kl_exact_sum_add(kl_exact_sum *sum, double term) {
    if (sum->adds_left == 0)
        kl_exact_sum_normalize(sum);
    accumulate(sum, term);
    sum->adds_left--;
}

void kl_exact_sum_add_array(kl_exact_sum *sum, const double *terms, size_t n) {
    while (n > 0) {
        if (sum->adds_left == 0)
            kl_exact_sum_normalize(sum);
        size_t now = n < (size_t)sum->adds_left ? n : (size_t)sum->adds_left;
        for (size_t i = 0; i < now; i++)
            accumulate(sum, terms[i]);
        sum->adds_left -= (int32_t)now;
        terms += now;
        n -= now;
    }
}

/* Chunk by chunk; the caller has made sure that `terms` more fit. The two may be one and the same. */
static void add_chunks(kl_exact_sum *sum, const int64_t chunk[CHUNKS], int32_t terms) {
    for (int i = 0; i < CHUNKS; i++)
        sum->chunk[i] += chunk[i];
    sum->adds_left -= terms;
}

void kl_exact_sum_merge(kl_exact_sum *sum, const kl_exact_sum *other) {
    sum->specials |= other->specials;
    /* The other's chunks hold its terms and what a carry left: they count as that many terms. */
    int32_t terms = ADDS_BEFORE_CARRY - other->adds_left + 1;
    if (terms <= sum->adds_left) {
        add_chunks(sum, other->chunk, terms);
        return;
    }
    kl_exact_sum normal = *other;
    kl_exact_sum_normalize(&normal);
    kl_exact_sum_normalize(sum);
    add_chunks(sum, normal.chunk, 1);
}

/* |total| in normal form; returns its sign, 1 for negative. */
static int magnitude(const kl_exact_sum *sum, int64_t chunk[CHUNKS]) {
    memcpy(chunk, sum->chunk, sizeof sum->chunk);
    propagate_carries(chunk);
    if (chunk[TOP] >= 0)
        return 0;
    for (int i = 0; i < CHUNKS; i++)
        chunk[i] = -chunk[i];
    propagate_carries(chunk);
    return 1;
}

/* Chunk i as unsigned, 0 below the first. */
static uint64_t chunk_at(const int64_t chunk[CHUNKS], int i) {
    return i < 0 ? 0 : (uint64_t)chunk[i];
}

static int any_below(const int64_t chunk[CHUNKS], int end) {
    for (int i = 0; i < end; i++)
        if (chunk[i] != 0)
            return 1;
    return 0;
}

/* The bits of the double nearest to a magnitude, ties to even. */
static uint64_t round_magnitude(const int64_t chunk[CHUNKS]) {
    int top = TOP;
    while (top >= 0 && chunk[top] == 0)
        top--;
    if (top < 0)
        return 0;
    if (top == TOP) /* 2^(32·66 − 1075) is above every double */
        return infinity_bits;
    int high_bit = 63 - __builtin_clzll((uint64_t)chunk[top]);
    int position = top * CHUNK_BITS + high_bit;
    /* Subnormal, in units of 2^-1075 of which no term has an odd number: exact. */
    if (position <= 52)
        return (uint64_t)(chunk[1] << CHUNK_BITS | chunk[0]) >> 1;
    uint128 window = (uint128)chunk_at(chunk, top) << 64 | (uint128)chunk_at(chunk, top - 1) << 32 |
                     chunk_at(chunk, top - 2);
    int dropped = high_bit + 64 - 52;
    uint64_t mantissa = (uint64_t)(window >> dropped);
    uint128 rest = window & (((uint128)1 << dropped) - 1), half = (uint128)1 << (dropped - 1);
    int above_half = rest > half || (rest == half && any_below(chunk, top - 2));
    if (above_half || (rest == half && (mantissa & 1)))
        mantissa++;
    /* The hidden bit, and a carry out of the mantissa, raise the exponent by themselves. */
    uint64_t bits = ((uint64_t)(position - 53) << 52) + mantissa;
    return bits > infinity_bits ? infinity_bits : bits;
}

static double round_finite(const kl_exact_sum *sum) {
    int64_t chunk[CHUNKS];
    uint64_t sign = (uint64_t)magnitude(sum, chunk);
    uint64_t bits = round_magnitude(chunk) | sign << 63;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

double kl_exact_sum_round(const kl_exact_sum *sum) {
    switch (sum->specials) {
    case 0:
        return round_finite(sum);
    case POSITIVE_INFINITY:
        return INFINITY;
    case NEGATIVE_INFINITY:
        return -INFINITY;
    default:
        return NAN;
    }
}

void kl_exact_sum_round_pair(const kl_exact_sum *sum, double *hi, double *lo) {
    *hi = kl_exact_sum_round(sum);
    *lo = 0;
    if (!isfinite(*hi))
        return;
    kl_exact_sum rest = *sum;
    kl_exact_sum_add(&rest, -*hi);
    *lo = kl_exact_sum_round(&rest);
}
