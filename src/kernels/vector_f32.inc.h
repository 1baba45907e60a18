/* SPDX-License-Identifier: Apache-2.0 */
/* Vectors of KL_WIDTH floats (4, 8 or 16), and how they are read from and written to f32, f16 and bf16. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline, unused))

typedef float vec __attribute__((vector_size(KL_WIDTH * sizeof(float))));
typedef int32_t mask __attribute__((vector_size(KL_WIDTH * sizeof(float))));
typedef uint32_t bits __attribute__((vector_size(KL_WIDTH * sizeof(float))));
typedef uint16_t halves __attribute__((vector_size(KL_WIDTH * sizeof(uint16_t))));
typedef float half_vec __attribute__((vector_size(KL_WIDTH / 2 * sizeof(float))));
typedef double wide __attribute__((vector_size(KL_WIDTH / 2 * sizeof(double))));

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
    half_vec parts[2];
    memcpy(parts, &v, sizeof v);
    sum->part[0] += __builtin_convertvector(parts[0], wide);
    sum->part[1] += __builtin_convertvector(parts[1], wide);
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

/* f16 where f32 has its bits has an exponent that is 112 too small; infinity and NaN keep theirs. */
INLINE vec widen_f16(halves h) {
    bits all = widen_halves(h);
    bits sign = (all & splat_bits(0x8000)) << 16, magnitude = (all & splat_bits(0x7FFF)) << 13;
    vec scaled = (vec)magnitude * 0x1p112f, special = (vec)(magnitude | splat_bits(0x7F800000));
    mask is_special = (mask)(magnitude >= splat_bits(UINT32_C(0x7C00) << 13));
    return (vec)((bits)choose(is_special, special, scaled) | sign);
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

INLINE vec widen_bf16(halves h) {
    return (vec)(widen_halves(h) << 16);
}

INLINE halves narrow_bf16(vec v) {
    bits all = (bits)v, odd = (all >> 16) & splat_bits(1);
    bits quiet = all | splat_bits(0x400000);
    bits rounded = (bits)choose((mask)(v == v), (vec)(all + splat_bits(0x7FFF) + odd), (vec)quiet);
    return lower_halves(rounded >> 16);
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
