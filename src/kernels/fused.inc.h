/* SPDX-License-Identifier: Apache-2.0 */
/*
 * a·b + c of f32, rounded once, in lanes of vector_f32.inc.h: the same bits with and without an instruction for it.
 *
 * Without one the product is exact in f64, and so is what the sum loses (Knuth's two-sum). The sum rounded to odd, that is
 * to the neighbour whose last bit is 1 unless it is exact, then rounds to f32 as the true sum does (Boldo and Melquiond,
 * "Emulation of a FMA and correctly rounded sums: proved algorithms using rounding to odd", IEEE Trans. Computers 57
 * (2008)). It takes some twenty times as long as the instruction.
 */
#if defined(__aarch64__)
#include <arm_neon.h>
#endif

typedef int64_t wide_bits __attribute__((vector_size(KL_WIDTH / 2 * sizeof(double))));

INLINE half_vec emulated_half(half_vec a, half_vec b, half_vec c) {
    const wide product = __builtin_convertvector(a, wide) * __builtin_convertvector(b, wide),
               addend = __builtin_convertvector(c, wide), sum = product + addend,
               back = sum - product, lost = (product - (sum - back)) + (addend - back);
    const wide_bits pattern = (wide_bits)sum, is_even = (pattern & 1) - 1,
                    is_inexact = (wide_bits)(lost > 0.0) | (wide_bits)(lost < 0.0),
                    is_inward = (wide_bits)(lost > 0.0) ^ (wide_bits)(sum > 0.0),
                    step = 1 - (is_inward & 2);
    const wide odd = (wide)(pattern + (step & is_inexact & is_even));
    return __builtin_convertvector(odd, half_vec);
}

/* Not inline: where it is needed, speed is lost already. */
static __attribute__((noinline, unused)) vec emulated_fused(vec a, vec b, vec c) {
    half_vec of[3][2], out[2];
    vec joined;
    memcpy(of[0], &a, sizeof a);
    memcpy(of[1], &b, sizeof b);
    memcpy(of[2], &c, sizeof c);
    for (int half = 0; half < 2; half++)
        out[half] = emulated_half(of[0][half], of[1][half], of[2][half]);
    memcpy(&joined, out, sizeof joined);
    return joined;
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
