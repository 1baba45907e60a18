/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file transport.h
 * @brief Optimal transport: what it costs to move one distribution onto another, also where their supports
 *        do not meet and KL is infinite.
 *
 * Say what a unit of mass costs from i to j (kl_cost), then what lies where (masses):
 *
 *     kl_cost cost = kl_cost_points(x, y, KL_GROUND_EUCLIDEAN);
 *     kl_transport *moved;
 *     kl_transport_exact(&cost, kl_uniform(), kl_uniform(), NULL, &moved, &error);
 *     kl_transport_get_result(moved)->cost;       // W_1
 *     kl_transport_free(moved);
 *
 * Entropic (Sinkhorn), sliced and Gaussian transport: <kullback/transport_entropic.h>.
 */
#ifndef KULLBACK_TRANSPORT_H
#define KULLBACK_TRANSPORT_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── Costs ────────────────────────────────────────────────────────────────────────────────────── */

/** What a unit of mass costs from point x to point y, before it is raised to a power. */
typedef enum kl_ground {
    KL_GROUND_EUCLIDEAN = 0,
    KL_GROUND_SQUARED_EUCLIDEAN,
    KL_GROUND_L1,
    KL_GROUND_COSINE /**< 1 − x·y/(‖x‖ ‖y‖); a point at the origin is KL_ERROR_VALUE */
} kl_ground;

/** "euclidean", "squared_euclidean", "l1", "cosine". */
KL_API const char *kl_ground_name(kl_ground ground);

/** The cost from i to j, finite. It may be called from every thread of a pool at once, many times for the same
 *  pair, and must answer the same. */
typedef double kl_cost_function(void *context, size_t i, size_t j);

typedef enum kl_cost_kind { KL_COST_MATRIX = 0, KL_COST_POINTS, KL_COST_FUNCTION } kl_cost_kind;

/** Costs of moving a unit of mass from each of `rows` places to each of `columns` others: make one with the
 *  functions below. It is a view: what it points to stays the caller's. From points and functions nothing of the
 *  size rows × columns is ever held in memory. */
typedef struct kl_cost {
    kl_cost_kind kind;
    size_t rows, columns;
    kl_matrix matrix; /**< of KL_COST_MATRIX: any sign, finite */
    kl_matrix x, y;   /**< of KL_COST_POINTS: a row a point */
    kl_ground ground;
    double power;     /**< the ground cost to this power, > 0; 1 unless set. W_p: p, then root */
    kl_cost_function *function;
    void *context;
} kl_cost;

static inline kl_cost kl_cost_matrix(kl_matrix matrix) {
    kl_cost cost = {KL_COST_MATRIX, matrix.rows, matrix.columns, matrix, {0}, {0},
                    KL_GROUND_EUCLIDEAN, 1, NULL, NULL};
    return cost;
}

static inline kl_cost kl_cost_points(kl_matrix x, kl_matrix y, kl_ground ground) {
    kl_cost cost = {KL_COST_POINTS, x.rows, y.rows, {0}, x, y, ground, 1, NULL, NULL};
    return cost;
}

static inline kl_cost kl_cost_call(size_t rows, size_t columns, kl_cost_function *function,
                                   void *context) {
    kl_cost cost = {KL_COST_FUNCTION, rows, columns, {0}, {0}, {0}, KL_GROUND_EUCLIDEAN, 1,
                    function, context};
    return cost;
}

/** Masses that are all equal and add up to 1: an array without data. */
static inline kl_array kl_uniform(void) {
    kl_array none = {NULL, 0, 1, KL_F64};
    return none;
}

#ifdef __cplusplus
}
#endif
#endif
