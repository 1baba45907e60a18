/* SPDX-License-Identifier: Apache-2.0 */
/* Vectors of KL_WIDTH floats (4, 8 or 16), and how they are read from and written to f32, f16 and bf16. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "kernels/inline.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef float vec __attribute__((vector_size(KL_WIDTH * sizeof(float))));
typedef int32_t mask __attribute__((vector_size(KL_WIDTH * sizeof(float))));
typedef uint32_t bits __attribute__((vector_size(KL_WIDTH * sizeof(float))));
typedef uint16_t halves __attribute__((vector_size(KL_WIDTH * sizeof(uint16_t))));
typedef int16_t integers __attribute__((vector_size(2 * KL_WIDTH * sizeof(int16_t))));
typedef uint16_t naturals __attribute__((vector_size(2 * KL_WIDTH * sizeof(uint16_t))));
typedef float half_vec __attribute__((vector_size(KL_WIDTH / 2 * sizeof(float))));
typedef double wide __attribute__((vector_size(KL_WIDTH / 2 * sizeof(double))));

/* Which of two halves is the lower one of a word. */
enum { FIRST_OF_WORD = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0 : 1 };

INLINE vec splat(float x) {
    return x - (vec){0};
}
INLINE bits splat_bits(uint32_t x) {
    return x - (bits){0};
}

/* m must be all ones or all zeros in each lane. */
INLINE vec choose(mask m, vec yes, vec no) {
    return (vec)((m & (mask)yes) | (~m & (mask)no));
}
INLINE vec keep(mask m, vec v) {
    return (vec)(m & (mask)v);
}

/* b where they are equal or one is NaN. */
INLINE vec larger(vec a, vec b) {
#if KL_WIDTH == 16 && defined(__AVX512F__)
    return (vec)_mm512_max_ps((__m512)a, (__m512)b);
#elif KL_WIDTH == 8 && defined(__AVX2__)
    return (vec)_mm256_max_ps((__m256)a, (__m256)b);
#elif KL_WIDTH == 4 && defined(__SSE2__)
    return (vec)_mm_max_ps((__m128)a, (__m128)b);
#else
    return choose(a > b, a, b);
#endif
}

INLINE vec smaller(vec a, vec b) {
#if KL_WIDTH == 16 && defined(__AVX512F__)
    return (vec)_mm512_min_ps((__m512)a, (__m512)b);
#elif KL_WIDTH == 8 && defined(__AVX2__)
    return (vec)_mm256_min_ps((__m256)a, (__m256)b);
#elif KL_WIDTH == 4 && defined(__SSE2__)
    return (vec)_mm_min_ps((__m128)a, (__m128)b);
#else
    return choose(a < b, a, b);
#endif
}

INLINE integers larger_integers(integers a, integers b) {
#if KL_WIDTH == 16 && defined(__AVX512BW__)
    return (integers)_mm512_max_epi16((__m512i)a, (__m512i)b);
#elif KL_WIDTH == 8 && defined(__AVX2__)
    return (integers)_mm256_max_epi16((__m256i)a, (__m256i)b);
#elif KL_WIDTH == 4 && defined(__SSE2__)
    return (integers)_mm_max_epi16((__m128i)a, (__m128i)b);
#else
    const integers above = a > b;
    return (a & above) | (b & ~above);
#endif
}
INLINE integers smaller_integers(integers a, integers b) {
#if KL_WIDTH == 16 && defined(__AVX512BW__)
    return (integers)_mm512_min_epi16((__m512i)a, (__m512i)b);
#elif KL_WIDTH == 8 && defined(__AVX2__)
    return (integers)_mm256_min_epi16((__m256i)a, (__m256i)b);
#elif KL_WIDTH == 4 && defined(__SSE2__)
    return (integers)_mm_min_epi16((__m128i)a, (__m128i)b);
#else
    const integers above = a > b;
    return (b & above) | (a & ~above);
#endif
}
INLINE naturals larger_naturals(naturals a, naturals b) {
#if KL_WIDTH == 16 && defined(__AVX512BW__)
    return (naturals)_mm512_max_epu16((__m512i)a, (__m512i)b);
#elif KL_WIDTH == 8 && defined(__AVX2__)
    return (naturals)_mm256_max_epu16((__m256i)a, (__m256i)b);
#else
    const naturals above = (naturals)(a > b);
    return (a & above) | (b & ~above);
#endif
}

/* The first lane that is all ones; KL_WIDTH if none is. */
INLINE size_t first_lane(mask m) {
#if KL_WIDTH == 16 && defined(__AVX512F__)
    const unsigned set = _mm512_movepi32_mask((__m512i)m);
#elif KL_WIDTH == 8 && defined(__AVX2__)
    const unsigned set = (unsigned)_mm256_movemask_ps((__m256)m);
#elif KL_WIDTH == 4 && defined(__SSE2__)
    const unsigned set = (unsigned)_mm_movemask_ps((__m128)m);
#else
    unsigned set = 0;
    for (int i = 0; i < KL_WIDTH; i++)
        set |= (unsigned)(m[i] & 1) << i;
#endif
    return set == 0 ? KL_WIDTH : (size_t)__builtin_ctz(set);
}

/* Lanes from `first` on. */
INLINE mask lanes_from(size_t first) {
    mask lane;
    for (int i = 0; i < KL_WIDTH; i++)
        lane[i] = i;
    return lane >= ((int32_t)first - (mask){0});
}

/* Lanes of f64, in two registers: what sums of f32 are gathered in. */
typedef struct wide_sum {
    wide part[2];
} wide_sum;

INLINE void add_widened(wide_sum *sum, vec v) {
#if KL_WIDTH == 8 && defined(__AVX2__)
    sum->part[0] += (wide)_mm256_cvtps_pd(_mm256_castps256_ps128((__m256)v));
    sum->part[1] += (wide)_mm256_cvtps_pd(_mm256_extractf128_ps((__m256)v, 1));
#else
    half_vec parts[2];
    memcpy(parts, &v, sizeof v);
    sum->part[0] += __builtin_convertvector(parts[0], wide);
    sum->part[1] += __builtin_convertvector(parts[1], wide);
#endif
}
/* In a fixed tree. */
INLINE double add_lanes(const wide_sum *sum) {
    double lane[KL_WIDTH];
    memcpy(lane, sum->part, sizeof lane);
    for (int n = KL_WIDTH / 2; n > 0; n /= 2)
        for (int i = 0; i < n; i++)
            lane[i] += lane[i + n];
    return lane[0];
}

INLINE bits widen_halves(halves h) {
#if KL_WIDTH == 16 && defined(__AVX512F__)
    return (bits)_mm512_cvtepu16_epi32((__m256i)h);
#elif KL_WIDTH == 8 && defined(__AVX2__)
    return (bits)_mm256_cvtepu16_epi32((__m128i)h);
#else
    return __builtin_convertvector(h, bits);
#endif
}

/* The lower halves of lanes below 2¹⁶. */
INLINE halves lower_halves(bits v) {
#if KL_WIDTH == 16 && defined(__AVX512F__)
    return (halves)_mm512_cvtepi32_epi16((__m512i)v);
#elif KL_WIDTH == 8 && defined(__AVX2__)
    const __m256i packed = _mm256_packus_epi32((__m256i)v, (__m256i)v);
    return (halves)_mm256_castsi256_si128(_mm256_permute4x64_epi64(packed, 0x08));
#else
    return __builtin_convertvector(v, halves);
#endif
}

#if KL_WIDTH == 16 && defined(__AVX512F__)
INLINE vec widen_f16(halves h) {
    return (vec)_mm512_cvtph_ps((__m256i)h);
}
INLINE halves narrow_f16(vec v) {
    return (halves)_mm512_cvtps_ph((__m512)v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}
#elif KL_WIDTH == 8 && defined(__F16C__)
INLINE vec widen_f16(halves h) {
    return (vec)_mm256_cvtph_ps((__m128i)h);
}
INLINE halves narrow_f16(vec v) {
    return (halves)_mm256_cvtps_ph((__m256)v, _MM_FROUND_TO_NEAREST_INT);
}
#else
/* f16 where f32 has its bits has an exponent that is 112 too small; infinity and NaN keep theirs. */
INLINE vec widen_f16(halves h) {
    bits all = widen_halves(h);
    bits sign = (all & splat_bits(0x8000)) << 16, magnitude = (all & splat_bits(0x7FFF)) << 13;
    vec scaled = (vec)magnitude * 0x1p112f, special = (vec)(magnitude | splat_bits(0x7F800000));
    mask is_special = (mask)(magnitude >= splat_bits(UINT32_C(0x7C00) << 13));
    return (vec)((bits)choose(is_special, special, scaled) | sign);
}

/* To the nearest f16, ties to even; what is no number stays so. Below 2⁻¹⁴ the unit is 2⁻²⁴, as that of numbers in
 * [1/2, 1): adding 1/2 rounds. */
INLINE halves narrow_f16(vec v) {
    bits sign = ((bits)v & splat_bits(0x80000000)) >> 16,
         magnitude = (bits)v & splat_bits(0x7FFFFFFF);
    bits odd = (magnitude >> 13) & splat_bits(1);
    bits normal = (magnitude - splat_bits(UINT32_C(112) << 23) + splat_bits(0xFFF) + odd) >> 13;
    bits small = (bits)((vec)magnitude + 0.5f) - splat_bits(0x3F000000);
    bits large = splat_bits(0x7C00) |
                 ((bits)((mask)(magnitude > splat_bits(0x7F800000))) & splat_bits(0x200));
    mask is_small = (mask)(magnitude < splat_bits(UINT32_C(113) << 23));
    mask is_large = (mask)(magnitude >= splat_bits(0x477FF000)); /* 65520 */
    bits half = (bits)choose(is_small, (vec)small, choose(is_large, (vec)large, (vec)normal));
    return lower_halves(half | sign);
}
#endif

INLINE vec widen_bf16(halves h) {
    return (vec)(widen_halves(h) << 16);
}

/* The upper half rounded to nearest, ties to even, and not yet shifted down. A NaN stays one if its lower half is 0. */
INLINE bits rounded_bf16(vec v) {
    bits odd = ((bits)v >> 16) & splat_bits(1);
    return (bits)v + splat_bits(0x7FFF) + odd;
}
INLINE halves narrow_bf16(vec v) {
    return lower_halves(rounded_bf16(v) >> 16);
}

INLINE size_t size_of(kl_loss_type type) {
    return type == KL_LOSS_F32 ? sizeof(float) : sizeof(uint16_t);
}

INLINE vec load(kl_loss_type type, const void *x, size_t i) {
    const unsigned char *from = (const unsigned char *)x + i * size_of(type);
    vec v;
    halves h;
    if (type == KL_LOSS_F32) {
        memcpy(&v, from, sizeof v);
        return v;
    }
    memcpy(&h, from, sizeof h);
    return type == KL_LOSS_F16 ? widen_f16(h) : widen_bf16(h);
}

INLINE void store(kl_loss_type type, void *x, size_t i, vec v) {
    unsigned char *to = (unsigned char *)x + i * size_of(type);
    if (type == KL_LOSS_F32) {
        memcpy(to, &v, sizeof v);
        return;
    }
    halves h = type == KL_LOSS_F16 ? narrow_f16(v) : narrow_bf16(v);
    memcpy(to, &h, sizeof h);
}

/* 2·KL_WIDTH elements from i on. Of bf16 v[0] has every second one and v[1] the others, which are lower and upper
 * halves of words: on machines with the other byte order they change places, as load_weights has it, too. */
INLINE void load_pair(kl_loss_type type, const void *x, size_t i, vec v[2]) {
    bits words;
    if (type != KL_LOSS_BF16) {
        v[0] = load(type, x, i);
        v[1] = load(type, x, i + KL_WIDTH);
        return;
    }
    memcpy(&words, (const uint16_t *)x + i, sizeof words);
    v[0] = (vec)(words << 16);
    v[1] = (vec)(words & splat_bits(0xFFFF0000));
}

INLINE void store_pair(kl_loss_type type, void *x, size_t i, const vec v[2]) {
    if (type != KL_LOSS_BF16) {
        store(type, x, i, v[0]);
        store(type, x, i + KL_WIDTH, v[1]);
        return;
    }
    const bits words = (rounded_bf16(v[0]) >> 16) | (rounded_bf16(v[1]) & splat_bits(0xFFFF0000));
    memcpy((uint16_t *)x + i, &words, sizeof words);
}

/* What belongs to the elements of load_pair. */
INLINE void load_weights(kl_loss_type type, const float *w, size_t i, vec v[2]) {
    load_pair(KL_LOSS_F32, w, i, v);
    if (type != KL_LOSS_BF16)
        return;
    float both[2 * KL_WIDTH], apart[2][KL_WIDTH];
    memcpy(both, v, sizeof both);
    for (int k = 0; k < KL_WIDTH; k++) {
        apart[0][k] = both[2 * k + FIRST_OF_WORD];
        apart[1][k] = both[2 * k + 1 - FIRST_OF_WORD];
    }
    memcpy(v, apart, sizeof apart);
}

/* The last n < KL_WIDTH of i + n elements, in the last lanes, and `fill` in the others. */
INLINE vec load_tail(kl_loss_type type, const void *x, size_t i, size_t n, float fill) {
    const mask last = lanes_from(KL_WIDTH - n);
    if (i + n >= KL_WIDTH)
        return choose(last, load(type, x, i + n - KL_WIDTH), splat(fill));
    unsigned char room[sizeof(vec)] = {0};
    memcpy(room + (KL_WIDTH - n) * size_of(type), (const unsigned char *)x + i * size_of(type),
           n * size_of(type));
    return choose(last, load(type, room, 0), splat(fill));
}
/* To the same place. */
INLINE void store_tail(kl_loss_type type, void *x, size_t i, size_t n, vec v) {
    unsigned char room[sizeof(vec)];
    store(type, room, 0, v);
    memcpy((unsigned char *)x + i * size_of(type), room + (KL_WIDTH - n) * size_of(type),
           n * size_of(type));
}
