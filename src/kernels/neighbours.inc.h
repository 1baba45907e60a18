/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Distances from a point to eight others, and from a box to eight boxes. Squared differences are added in the order
 * of the coordinates and rounding is monotone, so that boxes are never farther apart, as computed, than points
 * inside of them.
 */

/* Bit i: lane i is below the bound. */
INLINE unsigned lanes_below(vec v, double bound) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (unsigned)_mm512_cmp_pd_mask((__m512d)v, _mm512_set1_pd(bound), _CMP_LT_OQ);
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return (unsigned)_mm256_movemask_pd((__m256d)(mask)(v < splat(bound)));
#elif KL_WIDTH == 2 && defined(__SSE2__)
    return (unsigned)_mm_movemask_pd((__m128d)(mask)(v < splat(bound)));
#else
    unsigned out = 0;
    for (int i = 0; i < KL_WIDTH; i++)
        out |= (unsigned)(v[i] < bound) << i;
    return out;
#endif
}

/* What is measured along one coordinate: to points, the least between boxes, the most from a point to boxes. */
enum side_of { TO_POINTS, BETWEEN_BOXES, ACROSS_BOXES };

/* Boxes have a row of low ends and one of high ends. */
INLINE vec along(enum side_of what, const double *row, double low, double high, int part) {
    const vec first = load(row + part * KL_WIDTH);
    if (what == TO_POINTS)
        return first - splat(low);
    const vec last = load(row + LANES + part * KL_WIDTH);
    if (what == BETWEEN_BOXES)
        return larger(larger(first - splat(high), splat(low) - last), splat(0.0));
    return larger(splat(low) - first, last - splat(low));
}

INLINE vec lengthen(kl_norm norm, vec sum, vec side) {
    return norm == KL_NORM_MAX ? larger(sum, absolute(side)) : sum + side * side;
}

/* In many dimensions most points are known to be too far before the last coordinate. */
enum { LOOK_AFTER = 8 };

/* Which of eight are wanted: a bit each. */
enum { ALL_EIGHT = (1u << LANES) - 1 };

INLINE unsigned measure_eight(enum side_of what, kl_norm norm, const double *rows,
                              const double *low, const double *high, size_t dimension, double bound,
                              unsigned wanted, double distance[LANES]) {
    const size_t step = what == TO_POINTS ? LANES : 2 * LANES;
    vec sum[PARTS];
    unsigned below = 0;
    for (int part = 0; part < PARTS; part++)
        sum[part] = splat(0.0);
    for (size_t done = 0; done < dimension;) {
        const size_t end = dimension - done > LOOK_AFTER ? done + LOOK_AFTER : dimension;
        for (; done < end; done++, rows += step)
            for (int part = 0; part < PARTS; part++)
                sum[part] =
                    lengthen(norm, sum[part], along(what, rows, low[done], high[done], part));
        below = 0;
        for (int part = 0; part < PARTS; part++)
            below |= lanes_below(sum[part], bound) << part * KL_WIDTH;
        below &= wanted;
        if (below == 0 && done < dimension)
            return 0;
    }
    for (int part = 0; part < PARTS; part++)
        store(distance + part * KL_WIDTH, sum[part]);
    return below;
}

/* ── The nearest in leaves ── */

/* Each of the k becomes the middle one of itself, the one before and what is new: no branch, which would be guessed
 * wrong half of the time. */
INLINE void insert(double *best, size_t k, double distance) {
    for (size_t i = k - 1; i > 0; i--) {
        const double least = distance < best[i] ? distance : best[i];
        best[i] = least > best[i - 1] ? least : best[i - 1];
    }
    best[0] = distance < best[0] ? distance : best[0];
}

INLINE void insert_all(double *best, size_t k, uint32_t near, const double *distance) {
    if (k == 1) { /* not stored and loaded again for each */
        double least = *best;
        for (; near != 0; near &= near - 1)
            insert(&least, 1, distance[__builtin_ctz(near)]);
        *best = least;
    }
    for (; near != 0; near &= near - 1)
        insert(best, k, distance[__builtin_ctz(near)]);
}

/* Of groups of eight points, but for those that are left out. */
INLINE void look_at_groups(kl_norm norm, const kl_queries *queries, size_t query, size_t dimension,
                           const double *points, size_t groups, uint32_t left_out) {
    const double *at = queries->points + query * dimension;
    double *best = queries->best + query * queries->k;
    _Alignas(64) double distance[KL_LEAF_GROUPS * LANES];
    uint32_t near = 0;
    for (size_t g = 0; g < groups; g++)
        near |= measure_eight(TO_POINTS, norm, points + g * LANES * dimension, at, at, dimension,
                              best[queries->k - 1], ALL_EIGHT, distance + g * LANES)
                << g * LANES;
    insert_all(best, queries->k, near & ~left_out, distance);
}

/* The first leaf, as long as any point is near: the next group is told how near the points of the last one are. */
INLINE void look_at_first(kl_norm norm, const kl_queries *queries, size_t dimension,
                          const double *leaf) {
    for (size_t query = 0; query < queries->count; query++)
        for (size_t g = 0; g < queries->groups; g++) {
            const size_t self = queries->self + query - g * LANES;
            const uint32_t left_out = queries->self != SIZE_MAX && self < LANES ? 1u << self : 0;
            look_at_groups(norm, queries, query, dimension, leaf + g * LANES * dimension, 1,
                           left_out);
        }
}

INLINE void look_at_leaves(kl_norm norm, const kl_queries *queries, size_t dimension,
                           const double *boxes, const double *const *leaf, size_t leaves) {
    for (size_t query = 0; query < queries->count; query++) {
        const double *at = queries->points + query * dimension;
        const double *farthest = &queries->best[query * queries->k + queries->k - 1];
        for (size_t first = 0; first < leaves; first += LANES) {
            _Alignas(64) double distance[LANES];
            const unsigned there =
                leaves - first < LANES ? (1u << (leaves - first)) - 1 : ALL_EIGHT;
            unsigned near = measure_eight(BETWEEN_BOXES, norm, boxes + first * 2 * dimension, at,
                                          at, dimension, *farthest, there, distance);
            for (; near != 0; near &= near - 1) {
                const unsigned i = (unsigned)__builtin_ctz(near);
                if (distance[i] < *farthest)
                    look_at_groups(norm, queries, query, dimension, leaf[first + i],
                                   queries->groups, 0);
            }
        }
    }
}

INLINE void look(kl_norm norm, const kl_queries *queries, size_t dimension, const double *boxes,
                 const double *const *leaf, size_t leaves) {
    if (boxes == NULL)
        look_at_first(norm, queries, dimension, *leaf);
    else
        look_at_leaves(norm, queries, dimension, boxes, leaf, leaves);
}

#define NEAREST_FUNCTION(name, norm)                                                               \
    static void name(const kl_queries *queries, const double *boxes, const double *const *leaf,    \
                     size_t leaves) {                                                              \
        if (queries->dimension == 2)                                                               \
            look(norm, queries, 2, boxes, leaf, leaves);                                           \
        else if (queries->dimension == 3)                                                          \
            look(norm, queries, 3, boxes, leaf, leaves);                                           \
        else                                                                                       \
            look(norm, queries, queries->dimension, boxes, leaf, leaves);                          \
    }
NEAREST_FUNCTION(nearest_euclidean, KL_NORM_EUCLIDEAN)
NEAREST_FUNCTION(nearest_max, KL_NORM_MAX)

#define NEIGHBOUR_FUNCTION(name, what, norm)                                                       \
    static unsigned name(const double *rows, const double *low, const double *high,                \
                         size_t dimension, double bound, double distance[LANES]) {                 \
        if (dimension == 2)                                                                        \
            return measure_eight(what, norm, rows, low, high, 2, bound, ALL_EIGHT, distance);      \
        if (dimension == 3)                                                                        \
            return measure_eight(what, norm, rows, low, high, 3, bound, ALL_EIGHT, distance);      \
        return measure_eight(what, norm, rows, low, high, dimension, bound, ALL_EIGHT, distance);  \
    }
NEIGHBOUR_FUNCTION(near_points_euclidean, TO_POINTS, KL_NORM_EUCLIDEAN)
NEIGHBOUR_FUNCTION(near_points_max, TO_POINTS, KL_NORM_MAX)
NEIGHBOUR_FUNCTION(near_boxes_euclidean, BETWEEN_BOXES, KL_NORM_EUCLIDEAN)
NEIGHBOUR_FUNCTION(near_boxes_max, BETWEEN_BOXES, KL_NORM_MAX)
NEIGHBOUR_FUNCTION(inside_boxes_euclidean, ACROSS_BOXES, KL_NORM_EUCLIDEAN)
NEIGHBOUR_FUNCTION(inside_boxes_max, ACROSS_BOXES, KL_NORM_MAX)
