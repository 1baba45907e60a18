/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file information_channel.h
 * @brief Channels: how much gets through one at most (capacity), how little is enough (rate–distortion).
 *
 *     kl_estimate capacity;
 *     kl_channel_capacity(channel, NULL, input, &capacity, &error);   // nats a use
 *     capacity.low, capacity.high;                                    // both are proved
 *
 * Both are convex: what is found is the optimum, and it comes with its proof.
 */
#ifndef KULLBACK_INFORMATION_CHANNEL_H
#define KULLBACK_INFORMATION_CHANNEL_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kl_channel_options {
    size_t size;
    double tolerance;    /**< of the gap between both bounds, nats; default 1e-12 */
    unsigned iterations; /**< of Blahut and Arimoto at most, before Newton's; default 1000 */
    kl_pool *pool;
} kl_channel_options;

KL_API void kl_channel_options_init(kl_channel_options *options);

/**
 * The capacity max_p I(X;Y) of a channel p(y|x), a row for each x, each divided by its total; in nats for each use.
 *
 * `out` is KL_METHOD_BOUNDS: the value and `low` are I(X;Y) of the input that was found, `high` is
 * max_x KL(p(y|x) ‖ p(y)), which no input is above; KL_FLAG_NOT_CONVERGED if more than rounding keeps them further
 * apart than the tolerance. `input` (NULL: not wanted) has that input, a probability for each row.
 *
 * How: Blahut and Arimoto's p ← p·exp(KL(p(y|x) ‖ p(y)))/Σ, and where that crawls, as it does where an input is on the
 * verge of being used, Newton's steps along the central path of the same problem, whose gap falls by a constant factor
 * each. Both bounds are taken with sums of non-negative terms and moved apart by what these may be rounded by,
 * (rows + columns + 16)·2⁻⁵² of 1 + the capacity: of the channel as its numbers have it they hold for certain.
 *
 * Cost: rows × columns an iteration of the first kind, rows² · columns + rows³ of the second, of which there are about
 * 30, and then memory rows · (rows + 3 · columns). The same bits for any number of threads on one machine.
 *
 * KL_ERROR_VALUE: a weight that is negative, NaN or infinite (index: row · columns + column), a row that is all zero
 * (likewise of its first column), no rows or columns. Sources: Blahut 1972; Arimoto 1972; Gallager 1968, theorem 4.5.1
 * (the bound).
 */
KL_API kl_status kl_channel_capacity(kl_matrix channel, const kl_channel_options *options,
                                     double *input, kl_estimate *out, kl_error *error);

typedef struct kl_rate_distortion_result {
    kl_estimate rate;  /**< R at that distortion: KL_METHOD_BOUNDS, as of the capacity */
    double distortion; /**< D, the mean of d(x, x̂) */
} kl_rate_distortion_result;

/** What else is wanted; NULL: not. */
typedef struct kl_rate_distortion_arrays {
    size_t size;
    double *reproduction; /**< p(x̂), a probability for each column */
    double *encoder;      /**< p(x̂|x), rows × columns */
} kl_rate_distortion_arrays;

#define KL_RATE_DISTORTION_ARRAYS_INIT {sizeof(kl_rate_distortion_arrays), NULL, NULL}

/**
 * The point of the rate–distortion function R(D) = min I(X;X̂), E d(X, X̂) ≤ D, whose slope is −`slope`: the least of
 * I(X;X̂) + slope · E d. `source` are the weights of x, divided by their total; `distortion` d(x, x̂) has a row for
 * each x and a column for each x̂, finite and ≥ 0; slope ≥ 0, in nats for a unit of distortion. INFINITY: the least
 * distortion there is, and the least rate at it.
 *
 * The rate of what was found is at most R(D) plus the gap, and R(D) is at least `rate.low`; the value is the low end as
 * in every estimate by bounds. Where R is straight several D have one slope, and one of them is found.
 *
 * How, cost, errors: as of the capacity. Source: Blahut 1972.
 */
KL_API kl_status kl_rate_distortion(kl_array source, kl_matrix distortion, double slope,
                                    const kl_channel_options *options,
                                    const kl_rate_distortion_arrays *arrays,
                                    kl_rate_distortion_result *out, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
