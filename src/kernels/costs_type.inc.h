/* SPDX-License-Identifier: Apache-2.0 */
/* The loops of transport for one type of numbers, double or float: what stands before says which, and how its vectors
 * are called. */

/* Vectors side by side, so that they do not wait for each other. */
INLINE void NAME(apart)(kl_apart how, const REAL *point, const REAL *others, size_t stride,
                        size_t dimension, size_t vectors, REAL *out) {
    VEC sum[BATCH] = {{0}};
    for (size_t c = 0; c < dimension; c++)
        for (size_t k = 0; k < vectors; k++) {
            const VEC difference = point[c] - LOAD(others + c * stride + k * SIDE);
            sum[k] += how == KL_APART_L1 ? ABSOLUTE(difference) : difference * difference;
        }
    for (size_t k = 0; k < vectors; k++)
        STORE(out + k * SIDE, how == KL_APART_EUCLIDEAN ? ROOT(sum[k]) : sum[k]);
}

/* The dimensions that are most frequent get loops of their own. */
INLINE void NAME(apart_all)(kl_apart how, const REAL *point, const REAL *others, size_t stride,
                            size_t dimension, size_t n, REAL *out) {
    size_t j = 0;
    for (; j + BATCH * SIDE <= n; j += BATCH * SIDE)
        NAME(apart)(how, point, others + j, stride, dimension, BATCH, out + j);
    for (; j < n; j += SIDE)
        NAME(apart)(how, point, others + j, stride, dimension, 1, out + j);
}

#define APART_FUNCTION(name, how)                                                                  \
    static void name(const REAL *point, const REAL *others, size_t stride, size_t dimension,       \
                     size_t n, REAL *out) {                                                        \
        if (dimension == 2)                                                                        \
            NAME(apart_all)(how, point, others, stride, 2, n, out);                                \
        else if (dimension == 3)                                                                   \
            NAME(apart_all)(how, point, others, stride, 3, n, out);                                \
        else                                                                                       \
            NAME(apart_all)(how, point, others, stride, dimension, n, out);                        \
    }
APART_FUNCTION(NAME(apart_squared), KL_APART_SQUARED)
APART_FUNCTION(NAME(apart_euclidean), KL_APART_EUCLIDEAN)
APART_FUNCTION(NAME(apart_l1), KL_APART_L1)

/* Lanes keep the least they saw and where; the first of equal ones in a lane, then the first of the lanes. */
static size_t NAME(least_of)(const REAL *cost, const REAL *price, size_t n, REAL *sum) {
    size_t at = 0;
    REAL least = cost[0] + price[0];
    const size_t whole = n - n % SIDE;
    if (whole > 0) {
        VEC low = LOAD(cost) + LOAD(price);
        WHERE where = {0}, now = {0};
        for (int k = 0; k < SIDE; k++)
            where[k] = now[k] = k;
        for (size_t j = SIDE; j < whole; j += SIDE) {
            const VEC here = LOAD(cost + j) + LOAD(price + j);
            const WHERE less = (WHERE)(here < low);
            now += SIDE;
            low = SMALLER(here, low);
            where = (less & now) | (~less & where);
        }
        for (int k = 0; k < SIDE; k++)
            if (low[k] < least || (low[k] == least && (size_t)where[k] < at)) {
                least = low[k];
                at = (size_t)where[k];
            }
    }
    for (size_t j = whole; j < n; j++)
        if (cost[j] + price[j] < least) {
            least = cost[j] + price[j];
            at = j;
        }
    *sum = least;
    return at;
}

static void NAME(find_lows)(REAL *sum, const REAL *price, size_t n, REAL low[STRANDS]) {
    for (size_t w = 0; w < STRANDS; w++)
        low[w] = INFINITY;
    size_t first = 0;
    for (; first + STRANDS <= n; first += STRANDS)
        for (size_t w = 0; w < STRANDS; w += SIDE) {
            const VEC here = LOAD(sum + first + w) + LOAD(price + first + w);
            STORE(sum + first + w, here);
            STORE(low + w, SMALLER(here, LOAD(low + w)));
        }
    for (size_t w = 0; first + w < n; w++) {
        sum[first + w] += price[first + w];
        low[w] = sum[first + w] < low[w] ? sum[first + w] : low[w];
    }
}

static REAL NAME(cheapest)(REAL *sum, const REAL *price, size_t n, size_t k, uint32_t *at) {
    static const REAL nothing[STRANDS];
    REAL low[STRANDS], least = INFINITY;
    NAME(find_lows)(sum, price, n, low);
    for (size_t c = 0; c <= k; c++) {
        const size_t w = NAME(least_of)(low, nothing, STRANDS, &least);
        if (c == k)
            break;
        size_t found = w;
        while (sum[found] != least)
            found += STRANDS;
        at[c] = (uint32_t)found;
        sum[found] = INFINITY;
        low[w] = INFINITY;
        for (size_t j = w; j < n; j += STRANDS)
            low[w] = sum[j] < low[w] ? sum[j] : low[w];
    }
    return least;
}

#undef REAL
#undef VEC
#undef WHERE
#undef SIDE
#undef LOAD
#undef STORE
#undef ABSOLUTE
#undef SMALLER
#undef ROOT
#undef NAME
#undef APART_FUNCTION
