/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Distances from a point to eight others, and from a box to eight boxes. Squared differences are added in the order
 * of the coordinates and rounding is monotone, so that boxes are never farther apart, as computed, than points
 * inside of them.
 */

/* Bit i is the sign of lane i. */
INLINE unsigned lane_bits(mask m) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (unsigned)_mm512_movepi64_mask((__m512i)m);
#elif KL_WIDTH == 4 && defined(__AVX2__)
    return (unsigned)_mm256_movemask_pd((__m256d)m);
#elif KL_WIDTH == 2 && defined(__SSE2__)
    return (unsigned)_mm_movemask_pd((__m128d)m);
#else
    unsigned out = 0;
    for (int i = 0; i < KL_WIDTH; i++)
        out |= (unsigned)(m[i] != 0) << i;
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

INLINE unsigned measure_eight(enum side_of what, kl_norm norm, const double *rows,
                              const double *low, const double *high, size_t dimension, double bound,
                              double distance[LANES]) {
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
            below |= lane_bits((mask)(sum[part] < splat(bound))) << part * KL_WIDTH;
        if (below == 0)
            return 0;
    }
    for (int part = 0; part < PARTS; part++)
        store(distance + part * KL_WIDTH, sum[part]);
    return below;
}

#define NEIGHBOUR_FUNCTION(name, what, norm)                                                       \
    static unsigned name(const double *rows, const double *low, const double *high,                \
                         size_t dimension, double bound, double distance[LANES]) {                 \
        if (dimension == 2)                                                                        \
            return measure_eight(what, norm, rows, low, high, 2, bound, distance);                 \
        if (dimension == 3)                                                                        \
            return measure_eight(what, norm, rows, low, high, 3, bound, distance);                 \
        return measure_eight(what, norm, rows, low, high, dimension, bound, distance);             \
    }
NEIGHBOUR_FUNCTION(near_points_euclidean, TO_POINTS, KL_NORM_EUCLIDEAN)
NEIGHBOUR_FUNCTION(near_points_max, TO_POINTS, KL_NORM_MAX)
NEIGHBOUR_FUNCTION(near_boxes_euclidean, BETWEEN_BOXES, KL_NORM_EUCLIDEAN)
NEIGHBOUR_FUNCTION(near_boxes_max, BETWEEN_BOXES, KL_NORM_MAX)
NEIGHBOUR_FUNCTION(inside_boxes_euclidean, ACROSS_BOXES, KL_NORM_EUCLIDEAN)
NEIGHBOUR_FUNCTION(inside_boxes_max, ACROSS_BOXES, KL_NORM_MAX)
