/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file transport_sliced.h
 * @brief Sliced transport: points in many dimensions by what they are along lines, where transport is a sort.
 *
 *     kl_estimate found;
 *     kl_sliced_wasserstein(x, kl_uniform(), y, kl_uniform(), NULL, &found, &error);
 *     found.value, found.standard_error;   // of the directions that were drawn
 */
#ifndef KULLBACK_TRANSPORT_SLICED_H
#define KULLBACK_TRANSPORT_SLICED_H

#include <kullback/transport.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kl_sliced_options {
    size_t size;
    double power;         /**< p ≥ 1, finite; default 1 */
    unsigned projections; /**< directions that are drawn; default 500 */
    uint64_t seed;        /**< of them; default 0 */
    double confidence;    /**< of the interval, in (0, 1); default 0.95 */
    unsigned steps;       /**< of the ascent of kl_max_sliced_wasserstein, at most; default 200 */
    kl_pool *pool;
} kl_sliced_options;

KL_API void kl_sliced_options_init(kl_sliced_options *options);

/**
 * The sliced Wasserstein distance of points x with masses a and y with masses b (kl_uniform(): samples; else each is
 * divided by its total), rows of as many coordinates:
 *
 *     SW_p = (E_θ W_p^p(θ·x, θ·y))^(1/p),   θ uniform on the sphere,
 *
 * the mean over directions drawn by the seed. It is a metric, at most W_p, and in the unit of the points. Standard
 * error and interval (t quantile, for the mean of W_p^p, at least 0) are those of the drawn directions alone
 * (KL_METHOD_INDEPENDENT, n the directions), not of x and y as samples; KL_FLAG_FEW_UNITS without an interval for
 * one direction. In one dimension it is W_p itself, exact.
 *
 * Each direction is a stream of its own: the same bits for any number of threads and any instruction set. Cost:
 * O((n + m)(d + sort)) a direction, over the threads; memory O((n + m) d), and O(n + m) for every thread.
 *
 * KL_ERROR_MISMATCH: coordinates that are not as many. KL_ERROR_VALUE: no points, what is not finite, masses as in
 * kl_transport_exact; powers of distances that leave the doubles. KL_ERROR_ARGUMENT: an option out of range.
 *
 * Sources: Rabin, Peyré, Delon, Bernot 2012; Bonneel, Rabin, Peyré, Pfister 2015.
 */
KL_API kl_status kl_sliced_wasserstein(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                                       const kl_sliced_options *options, kl_estimate *out,
                                       kl_error *error);

/**
 * SW_p^p over the same directions into `power` and its gradients by the points, ∂/∂x into `x_gradient` and ∂/∂y into
 * `y_gradient` (rows × coordinates, row by row; NULL: not wanted): along each line the plan stays to first order, as in
 * kl_transport_gradient. The same bits for any number of threads; memory 16 times that of the points.
 */
KL_API kl_status kl_sliced_gradient(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                                    const kl_sliced_options *options, double *power,
                                    double *x_gradient, double *y_gradient, kl_error *error);

/**
 * The largest W_p along any direction (Deshpande et al. 2019), looked for: from the best of the drawn directions by
 * ascent along the gradient on the sphere, each step taken only if it gains. What is found is W_p along `direction`
 * (NULL: not wanted; as many numbers as coordinates), so it is at most the largest and at most W_p of the points:
 * KL_FLAG_ONE_SIDED. KL_FLAG_NOT_CONVERGED: the ascent stopped at `steps`.
 */
KL_API kl_status kl_max_sliced_wasserstein(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                                           const kl_sliced_options *options, double *direction,
                                           kl_estimate *out, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
