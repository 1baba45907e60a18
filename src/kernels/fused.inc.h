/* SPDX-License-Identifier: Apache-2.0 */
/*
 * a·b + c of f32, rounded once, in lanes of vector_f32.inc.h: the same bits with and without an instruction for it.
 *
 * Without one the product is exact in f64, and the sum rounds to f32 as the true one does unless it lies in the middle
 * of two f32 or where these have fewer bits. Then what it lost is found (Knuth's two-sum), and it is rounded to odd
 * first, to the neighbour whose last bit is 1 unless it is exact (Boldo and Melquiond, "Emulation of a FMA and
 * correctly rounded sums: proved algorithms using rounding to odd", IEEE Trans. Computers 57 (2008)). The loops of
 * single.h take some fourteen times as long for it as unfused ones would.
 */
#if defined(__aarch64__)
#include <arm_neon.h>
#endif

typedef int64_t wide_bits __attribute__((vector_size(KL_WIDTH / 2 * sizeof(double))));

/* Halves of a vector in f64, and back: through registers, since memory would be waited for. */
INLINE void to_halves(vec v, wide half[2]) {
#if KL_WIDTH == 4 && defined(__SSE2__)
    half[0] = (wide)_mm_cvtps_pd((__m128)v);
    half[1] = (wide)_mm_cvtps_pd(_mm_movehl_ps((__m128)v, (__m128)v));
#else
    half_vec parts[2];
    memcpy(parts, &v, sizeof v);
    half[0] = __builtin_convertvector(parts[0], wide);
    half[1] = __builtin_convertvector(parts[1], wide);
#endif
}
INLINE vec from_halves(const wide half[2]) {
#if KL_WIDTH == 4 && defined(__SSE2__)
    return (vec)_mm_movelh_ps(_mm_cvtpd_ps((__m128d)half[0]), _mm_cvtpd_ps((__m128d)half[1]));
#else
    const half_vec parts[2] = {__builtin_convertvector(half[0], half_vec),
                               __builtin_convertvector(half[1], half_vec)};
    vec v;
    memcpy(&v, parts, sizeof v);
    return v;
#endif
}

/* Where a sum that f64 has rounded lies in the middle of two f32, or f32 has fewer bits than otherwise. */
INLINE wide_bits may_round_twice(wide sum) {
    const wide size = (wide)((wide_bits)sum & INT64_MAX);
    return (wide_bits)(((wide_bits)sum & 0x1FFFFFFF) == 0x10000000) |
           ((wide_bits)(size < 0x1p-126) & (wide_bits)(size > 0.0));
}

INLINE wide rounded_to_odd(wide product, wide addend, wide sum) {
    const wide back = sum - product, lost = (product - (sum - back)) + (addend - back);
    const wide_bits pattern = (wide_bits)sum, is_even = (pattern & 1) - 1,
                    is_inexact = (wide_bits)(lost > 0.0) | (wide_bits)(lost < 0.0),
                    is_inward = (wide_bits)(lost > 0.0) ^ (wide_bits)(sum > 0.0),
                    step = 1 - (is_inward & 2);
    return (wide)(pattern + (step & is_inexact & is_even));
}

/* A function: it stands in each step of some loops. */
static __attribute__((noinline, unused)) vec emulated_fused(vec a, vec b, vec c) {
    wide x[2], y[2], z[2], product[2], sum[2];
    to_halves(a, x);
    to_halves(b, y);
    to_halves(c, z);
    for (int half = 0; half < 2; half++) {
        product[half] = x[half] * y[half];
        sum[half] = product[half] + z[half];
    }
    const wide_bits doubtful = may_round_twice(sum[0]) | may_round_twice(sum[1]);
    int64_t any = 0;
    for (int i = 0; i < KL_WIDTH / 2; i++)
        any |= doubtful[i];
    for (int half = 0; any && half < 2; half++)
        sum[half] = rounded_to_odd(product[half], z[half], sum[half]);
    return from_halves(sum);
}

INLINE vec fused(vec a, vec b, vec c) {
#if KL_WIDTH == 16 && defined(__AVX512F__)
    return (vec)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
#elif KL_WIDTH == 8 && defined(__FMA__)
    return (vec)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
#elif KL_WIDTH == 4 && defined(__FMA__)
    return (vec)_mm_fmadd_ps((__m128)a, (__m128)b, (__m128)c);
#elif KL_WIDTH == 4 && defined(__aarch64__)
    return (vec)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
#else
    return emulated_fused(a, b, c);
#endif
}
