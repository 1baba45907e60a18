/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one source of the loops of transport, compiled once per instruction set. The including file defines KL_WIDTH
 * (2, 4 or 8 lanes of the machine), KL_TABLE (the table's name) and KL_TABLE_LINKAGE.
 */
#include "kernels/costs.h"

#include "kernels/vector.inc.h"

INLINE vec apart(kl_apart how, const double *point, const double *others, size_t stride,
                 size_t dimension) {
    vec sum = {0};
    for (size_t c = 0; c < dimension; c++) {
        const vec difference = splat(point[c]) - load(others + c * stride);
        sum += how == KL_APART_L1 ? absolute(difference) : difference * difference;
    }
    return how == KL_APART_EUCLIDEAN ? square_root(sum) : sum;
}

/* The dimensions that are most frequent get loops of their own. */
INLINE void apart_all(kl_apart how, const double *point, const double *others, size_t stride,
                      size_t dimension, size_t n, double *out) {
    for (size_t j = 0; j < n; j += KL_WIDTH)
        store(out + j, apart(how, point, others + j, stride, dimension));
}

#define APART_FUNCTION(name, how)                                                                  \
    static void name(const double *point, const double *others, size_t stride, size_t dimension,   \
                     size_t n, double *out) {                                                      \
        if (dimension == 2)                                                                        \
            apart_all(how, point, others, stride, 2, n, out);                                      \
        else if (dimension == 3)                                                                   \
            apart_all(how, point, others, stride, 3, n, out);                                      \
        else                                                                                       \
            apart_all(how, point, others, stride, dimension, n, out);                              \
    }
APART_FUNCTION(apart_squared, KL_APART_SQUARED)
APART_FUNCTION(apart_euclidean, KL_APART_EUCLIDEAN)
APART_FUNCTION(apart_l1, KL_APART_L1)

/* Lanes keep the least they saw and where; the first of equal ones in a lane, then the first of the lanes. */
static size_t least_of(const double *cost, const double *price, size_t n, double *sum) {
    size_t at = 0;
    double least = cost[0] + price[0];
    size_t j = 0;
    if (n >= KL_WIDTH) {
        vec low = load(cost) + load(price);
        mask where = {0}, now = {0};
        for (int k = 0; k < KL_WIDTH; k++)
            where[k] = now[k] = k;
        for (j = KL_WIDTH; j + KL_WIDTH <= n; j += KL_WIDTH) {
            const vec here = load(cost + j) + load(price + j);
            const mask less = (mask)(here < low);
            now += KL_WIDTH;
            low = smaller(here, low);
            where = (less & now) | (~less & where);
        }
        for (int k = 0; k < KL_WIDTH; k++)
            if (low[k] < least || (low[k] == least && (size_t)where[k] < at)) {
                least = low[k];
                at = (size_t)where[k];
            }
    }
    for (; j < n; j++)
        if (cost[j] + price[j] < least) {
            least = cost[j] + price[j];
            at = j;
        }
    *sum = least;
    return at;
}

KL_TABLE_LINKAGE const kl_cost_kernels KL_TABLE = {
    .apart = {apart_squared, apart_euclidean, apart_l1}, .least = least_of};
