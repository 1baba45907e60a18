/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inner loops of transport: costs from a point to many, and where a cost with its price is least. Every element is
 * computed alone and by the same operations, and of equal ones the first is found: every instruction set gives the
 * same bits.
 */
#ifndef KL_KERNELS_COSTS_H
#define KL_KERNELS_COSTS_H

#include <kullback/base.h>

/* How points are apart. */
typedef enum kl_apart { KL_APART_SQUARED = 0, KL_APART_EUCLIDEAN, KL_APART_L1, KL_APARTS } kl_apart;

/* Distances of a point from n others. Of those coordinate c stands in others[c·stride …], so that eight are taken
 * side by side; strides and rooms for results are multiples of KL_COST_LANES, and n is rounded up to one. */
enum { KL_COST_LANES = 16 };
#define KL_COST_ROOM(n) (((n) + KL_COST_LANES - 1) / KL_COST_LANES * KL_COST_LANES)

typedef void kl_apart_f64(const double *point, const double *others, size_t stride,
                          size_t dimension, size_t n, double *out);
typedef void kl_apart_f32(const float *point, const float *others, size_t stride, size_t dimension,
                          size_t n, float *out);

typedef struct kl_cost_kernels {
    kl_apart_f64 *apart[KL_APARTS];
    /* The first index whose cost + price is least, n > 0, and that sum. */
    size_t (*least)(const double *cost, const double *price, size_t n, double *sum);
    /* Of finite costs, which are overwritten: the k < n indices whose cost + price is least, in rising order of it, and
     * the sum that comes next. */
    double (*cheapest)(double *cost, const double *price, size_t n, size_t k, uint32_t *at);
    /* The same in single precision. */
    kl_apart_f32 *single_apart[KL_APARTS];
    size_t (*single_least)(const float *cost, const float *price, size_t n, float *sum);
    float (*single_cheapest)(float *cost, const float *price, size_t n, size_t k, uint32_t *at);
} kl_cost_kernels;

/* The table for the instruction set of a pool (NULL: the best one). */
const kl_cost_kernels *kl_cost_kernels_for(const kl_pool *pool);

extern const kl_cost_kernels kl_cost_kernels_scalar;
/* NULL where the compiler was not asked for that instruction set. */
extern const kl_cost_kernels *const kl_cost_kernels_avx2;
extern const kl_cost_kernels *const kl_cost_kernels_avx512;

#endif
