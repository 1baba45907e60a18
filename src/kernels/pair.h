/* SPDX-License-Identifier: Apache-2.0 */
/* A number as an unevaluated sum of two doubles, good to 2⁻¹⁰⁰ or so (Dekker 1971; products by fma, which is exact
 * however it is computed). */
#ifndef KL_KERNELS_PAIR_H
#define KL_KERNELS_PAIR_H

#include <math.h>

typedef struct kl_pair {
    double hi, lo;
} kl_pair;

static inline kl_pair kl_pair_of(double x) {
    return (kl_pair){x, 0.0};
}

static inline kl_pair kl_pair_add(kl_pair a, kl_pair b) {
    double hi = a.hi + b.hi, part = hi - a.hi;
    double lo = (a.hi - (hi - part)) + (b.hi - part) + (a.lo + b.lo);
    return (kl_pair){hi + lo, lo - ((hi + lo) - hi)};
}

/* The same bits for (b, a). */
static inline kl_pair kl_pair_times(kl_pair a, kl_pair b) {
    double hi = a.hi * b.hi;
    return (kl_pair){hi, fma(a.hi, b.hi, -hi) + (a.hi * b.lo + a.lo * b.hi)};
}

static inline kl_pair kl_pair_divide(kl_pair a, kl_pair b) {
    double hi = a.hi / b.hi;
    return (kl_pair){hi, (fma(-hi, b.hi, a.hi) + (a.lo - hi * b.lo)) / b.hi};
}

/* By a power of two: exact, unless it leaves the doubles. */
static inline kl_pair kl_pair_scale(kl_pair a, double power) {
    return (kl_pair){a.hi * power, a.lo * power};
}

/* The high part of a − b to its last place, also where they are close. */
static inline double kl_pair_less(kl_pair a, kl_pair b) {
    return (a.hi - b.hi) + (a.lo - b.lo);
}

#endif
