/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one source of the loops of transport, compiled once per instruction set. The including file defines KL_WIDTH
 * (2, 4 or 8 doubles of the machine), KL_TABLE (the table's name) and KL_TABLE_LINKAGE.
 */
#include "kernels/costs.h"

#include "kernels/vector.inc.h"

typedef float single_vec __attribute__((vector_size(KL_WIDTH * sizeof(double))));

INLINE single_vec single_load(const float *x) {
    single_vec v;
    memcpy(&v, x, sizeof v);
    return v;
}
INLINE void single_store(float *x, single_vec v) {
    memcpy(x, &v, sizeof v);
}
INLINE single_vec single_absolute(single_vec v) {
    return (single_vec)((bits)v & splat_bits(~UINT64_C(0x8000000080000000)));
}
INLINE single_vec single_smaller(single_vec a, single_vec b) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (single_vec)_mm512_min_ps((__m512)a, (__m512)b);
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return (single_vec)_mm256_min_ps((__m256)a, (__m256)b);
#elif KL_WIDTH == 2 && defined(__SSE2__)
    return (single_vec)_mm_min_ps((__m128)a, (__m128)b);
#else
    const words less = (words)(a < b);
    return (single_vec)(((words)a & less) | ((words)b & ~less));
#endif
}
INLINE single_vec single_root(single_vec v) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (single_vec)_mm512_sqrt_ps((__m512)v);
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return (single_vec)_mm256_sqrt_ps((__m256)v);
#elif KL_WIDTH == 2 && defined(__SSE2__)
    return (single_vec)_mm_sqrt_ps((__m128)v);
#else
    for (int i = 0; i < 2 * KL_WIDTH; i++)
        v[i] = sqrtf(v[i]);
    return v;
#endif
}

/* Sums stand in as many strands, of each of which the least is known: what is taken out lets one strand be looked at
 * anew. */
enum { STRANDS = 128 };

#define REAL double
#define VEC vec
#define WHERE mask
#define SIDE KL_WIDTH
#define LOAD load
#define STORE store
#define ABSOLUTE absolute
#define SMALLER smaller
#define ROOT square_root
#define NAME(name) name
#include "kernels/costs_type.inc.h"

#define REAL float
#define VEC single_vec
#define WHERE words
#define SIDE (2 * KL_WIDTH)
#define LOAD single_load
#define STORE single_store
#define ABSOLUTE single_absolute
#define SMALLER single_smaller
#define ROOT single_root
#define NAME(name) single_##name
#include "kernels/costs_type.inc.h"

KL_TABLE_LINKAGE const kl_cost_kernels KL_TABLE = {
    .apart = {apart_squared, apart_euclidean, apart_l1},
    .least = least_of,
    .cheapest = cheapest,
    .single_apart = {single_apart_squared, single_apart_euclidean, single_apart_l1},
    .single_least = single_least_of,
    .single_cheapest = single_cheapest};
