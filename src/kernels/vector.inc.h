/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Vectors of doubles: the few operations of the kernels that the compiler's vector types do not have.
 * KL_WIDTH lanes of the machine make one of 8 / KL_WIDTH parts of the eight virtual lanes.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "kernels/inline.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* A group is what the loops take at a time: eight rows of eight lanes. */
enum { LANES = 8, PARTS = LANES / KL_WIDTH, ROWS = 8, GROUP = ROWS * LANES };

typedef double vec __attribute__((vector_size(KL_WIDTH * sizeof(double))));
typedef int64_t mask __attribute__((vector_size(KL_WIDTH * sizeof(double))));
typedef int32_t words __attribute__((vector_size(KL_WIDTH * sizeof(double))));
typedef uint64_t bits __attribute__((vector_size(KL_WIDTH * sizeof(double))));

INLINE vec splat(double x) {
    return x - (vec){0};
}
INLINE bits splat_bits(uint64_t x) {
    return x - (bits){0};
}

INLINE vec load(const double *x) {
    vec v;
    memcpy(&v, x, sizeof v);
    return v;
}

INLINE void store(double *x, vec v) {
    memcpy(x, &v, sizeof v);
}

/* m must be all ones or all zeros in each lane. */
INLINE vec choose(mask m, vec yes, vec no) {
#if KL_WIDTH == 4 && defined(__AVX2__)
    return (vec)_mm256_blendv_pd((__m256d)no, (__m256d)yes, (__m256d)m);
#else
    return (vec)((m & (mask)yes) | (~m & (mask)no));
#endif
}

/* Where a ≤ b one, else the other. */
INLINE vec choose_at_most(vec a, vec b, vec yes, vec no) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_mask_blend_pd(_mm512_cmp_pd_mask((__m512d)a, (__m512d)b, _CMP_LE_OQ),
                                     (__m512d)no, (__m512d)yes);
#else
    return choose(a <= b, yes, no);
#endif
}

INLINE vec keep(mask m, vec v) {
    return (vec)(m & (mask)v);
}
/* b where they are equal or one is NaN. */
INLINE vec larger(vec a, vec b) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_max_pd((__m512d)a, (__m512d)b);
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return (vec)_mm256_max_pd((__m256d)a, (__m256d)b);
#else
    return choose(a > b, a, b);
#endif
}
INLINE vec smaller(vec a, vec b) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_min_pd((__m512d)a, (__m512d)b);
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return (vec)_mm256_min_pd((__m256d)a, (__m256d)b);
#else
    return choose(a < b, a, b);
#endif
}
INLINE vec absolute(vec v) {
    return (vec)((bits)v & splat_bits(~(UINT64_C(1) << 63)));
}

/* 1 if any bit of any lane is set. */
INLINE int any(mask m) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return _mm512_test_epi64_mask((__m512i)m, (__m512i)m) != 0;
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return !_mm256_testz_si256((__m256i)m, (__m256i)m);
#else
    int64_t all = 0;
    for (int i = 0; i < KL_WIDTH; i++)
        all |= m[i];
    return all != 0;
#endif
}

INLINE vec square_root(vec v) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_sqrt_pd((__m512d)v);
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return (vec)_mm256_sqrt_pd((__m256d)v);
#elif KL_WIDTH == 2 && defined(__SSE2__)
    return (vec)_mm_sqrt_pd((__m128d)v);
#else
    for (int i = 0; i < KL_WIDTH; i++)
        v[i] = sqrt(v[i]);
    return v;
#endif
}

/* a·b − product exactly, where product is a·b rounded and nothing underflows: fma, or Dekker 1971 with
 * Veltkamp's splitting where there is none. Both are exact, so both are the same. */
INLINE vec product_error(vec a, vec b, vec product) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_fmsub_pd((__m512d)a, (__m512d)b, (__m512d)product);
#elif KL_WIDTH == 4 && defined(__FMA__)
    return (vec)_mm256_fmsub_pd((__m256d)a, (__m256d)b, (__m256d)product);
#else
    vec ca = a * 0x1.0000002p27, cb = b * 0x1.0000002p27;
    vec ah = ca - (ca - a), bh = cb - (cb - b);
    vec al = a - ah, bl = b - bh;
    return al * bl - (((product - ah * bh) - al * bh) - ah * bl);
#endif
}

/* a·b + c where a·b is exact: rounded once, whether by one operation or by two. */
INLINE vec add_exact_product(vec a, vec b, vec c) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#elif KL_WIDTH == 4 && defined(__FMA__)
    return (vec)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
#else
    return a * b + c;
#endif
}

/* Of a table of sixteen, by the lowest four bits of each lane. */
enum { LOOK_UP = 16 };
INLINE vec look_up(const double table[LOOK_UP], bits at) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_permutex2var_pd((__m512d)load(table), (__m512i)at,
                                       (__m512d)load(table + LANES));
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return (vec)_mm256_i64gather_pd(table, (__m256i)(at & splat_bits(LOOK_UP - 1)), sizeof *table);
#else
    vec out;
    for (int i = 0; i < KL_WIDTH; i++)
        out[i] = table[at[i] % LOOK_UP];
    return out;
#endif
}

/* Knuth's two-sum: *high + *low is what *high + x was, exactly; errors gather in *low. */
INLINE void add_exactly(vec *high, vec *low, vec x) {
    vec sum = *high + x;
    vec part = sum - *high;
    *low += (*high - (sum - part)) + (x - part);
    *high = sum;
}

/* a·b + c rounded once, where nothing underflows. Without an operation for it: the exact product, added exactly, and of
 * the two rests the sum rounded to odd, which a second rounding cannot tell from the exact one (Boldo and
 * Melquiond 2008, "Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd"), some fifty
 * operations. */
INLINE vec fused(vec a, vec b, vec c) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#elif KL_WIDTH == 4 && defined(__FMA__)
    return (vec)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
#elif defined(__aarch64__)
    for (int i = 0; i < KL_WIDTH; i++)
        a[i] = fma(a[i], b[i], c[i]);
    return a;
#else
    vec product = a * b, lost = product_error(a, b, product), none = splat(0.0);
    vec rest = none, odd = none;
    add_exactly(&c, &rest, lost);
    lost = none;
    add_exactly(&product, &lost, c);
    add_exactly(&rest, &odd, lost);
    const bits even = ((bits)rest & splat_bits(1)) - 1, apart = ((bits)odd ^ (bits)rest) >> 63;
    const bits step = splat_bits(1) - (apart << 1); /* towards 0 or away */
    rest = (vec)((bits)rest + (step & even & (bits)(odd != none)));
    return product + rest;
#endif
}

/* Keeps the compiler from mixing what comes before with what is loaded through p and q afterwards: it
 * would spill most of what it brings forward. No instruction. */
#if defined(__x86_64__)
#define IN_ORDER(p, q, a, b) __asm__ volatile("" : "+r"(p), "+r"(q) : "v"(a), "v"(b))
#else
#define IN_ORDER(p, q, a, b) ((void)(p), (void)(q))
#endif

/* Asks for a line that a loop over x comes to in a moment: the processor alone lets some come late (4 % on two cores of
 * a Zen 3), and many that are asked for at once wait for each other. What lies behind an array's end is
 * asked for in vain. */
INLINE void ask_ahead(const double *x) {
    enum { AHEAD = 3072 };
    __builtin_prefetch((const void *)((uintptr_t)x + AHEAD));
}

/* Vectors that go through a chain of operations side by side: one alone would wait for each result. */
enum { BATCH = 4 };
#define EACH for (int r = 0; r < BATCH; r++)

/* Four vectors that have come equally far: the compiler would otherwise finish one chain after the other, to
 * spare registers, and each would wait for its own results. No instruction. */
#if defined(__x86_64__)
#define TOGETHER(v) __asm__ volatile("" : "+v"((v)[0]), "+v"((v)[1]), "+v"((v)[2]), "+v"((v)[3]))
#else
#define TOGETHER(v) ((void)(v))
#endif

/* Of n vectors, where they are as many as that. */
INLINE void abreast(vec *v, int n) {
    if (n == BATCH)
        TOGETHER(v);
}
