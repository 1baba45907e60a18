/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nearest neighbours in the plane, of eight points that stand one after another in a strip, by the larger difference of
 * a coordinate; and how many numbers of a sorted line are near eight others. Differences are rounded, which is
 * monotone: what lies behind a point that is too far is too far as computed, too. So what is found does not depend on
 * the way.
 */

/* Eight queries. */
typedef struct eight {
    vec x[PARTS], y[PARTS];
} eight;

#define EACH_PART for (int part = 0; part < PARTS; part++)

INLINE int any_of(const mask *m) {
    mask all = m[0];
    for (int part = 1; part < PARTS; part++)
        all |= m[part];
    return any(all);
}

/* Is a point this far along one coordinate (`at` behind `from`, or before) of use to one of them? */
INLINE int behind_is_near(const vec *from, double at, const vec *farthest) {
    mask near[PARTS];
    EACH_PART near[part] = splat(at) - from[part] < farthest[part];
    return any_of(near);
}
INLINE int before_is_near(const vec *from, double at, const vec *farthest) {
    mask near[PARTS];
    EACH_PART near[part] = from[part] - splat(at) < farthest[part];
    return any_of(near);
}

/* Each of the k becomes the middle one of itself, the one before and what is new. */
INLINE void put_in(vec (*best)[PARTS], size_t k, vec distance, int part) {
    for (size_t i = k - 1; i > 0; i--)
        best[i][part] = larger(smaller(distance, best[i][part]), best[i - 1][part]);
    best[0][part] = smaller(distance, best[0][part]);
}

INLINE vec apart(const eight *q, double x, double y, int part) {
    return larger(absolute(q->x[part] - splat(x)), absolute(q->y[part] - splat(y)));
}

INLINE void meet(const eight *q, double x, double y, vec (*best)[PARTS], size_t k) {
    EACH_PART put_in(best, k, apart(q, x, y, part), part);
}

/* Points that are met before it is asked again whether more can be near. */
enum { MET_AT_ONCE = 4 };

/* The points [at, end) upwards in y, and those below `at` down to `first`, as far as they can be near. */
INLINE void meet_upwards(const kl_strips *s, const eight *q, size_t at, size_t end,
                         vec (*best)[PARTS], size_t k) {
    while (at < end && behind_is_near(q->y, s->y[at], best[k - 1])) {
        const size_t stop = end - at < MET_AT_ONCE ? end : at + MET_AT_ONCE;
        for (; at < stop; at++)
            meet(q, s->x[at], s->y[at], best, k);
    }
}
INLINE void meet_downwards(const kl_strips *s, const eight *q, size_t first, size_t at,
                           vec (*best)[PARTS], size_t k) {
    while (at > first && before_is_near(q->y, s->y[at - 1], best[k - 1])) {
        const size_t stop = at - first < MET_AT_ONCE ? first : at - MET_AT_ONCE;
        for (; at > stop; at--)
            meet(q, s->x[at - 1], s->y[at - 1], best, k);
    }
}

/* The eight themselves, none of which is a neighbour of itself. */
INLINE void meet_each_other(const kl_strips *s, const eight *q, size_t first, size_t count,
                            vec (*best)[PARTS], size_t k) {
    double distance[LANES];
    for (size_t i = 0; i < count; i++) {
        EACH_PART store(distance + part * KL_WIDTH,
                        apart(q, s->x[first + i], s->y[first + i], part));
        distance[i] = INFINITY;
        EACH_PART put_in(best, k, load(distance + part * KL_WIDTH), part);
    }
}

/* Another strip, from the first point on that is not too far below. */
INLINE void meet_strip(const kl_strips *s, const eight *q, size_t strip, vec (*best)[PARTS],
                       size_t k) {
    const size_t first = strip * s->strip;
    const size_t end = first + s->strip < s->n ? first + s->strip : s->n;
    size_t at = first;
    for (size_t left = end - first; left > 0;) {
        const size_t half = left / 2;
        const int is_near = before_is_near(q->y, s->y[at + half], best[k - 1]);
        at = is_near ? at : at + half + 1;
        left = is_near ? half : left - half - 1;
    }
    meet_upwards(s, q, at, end, best, k);
}

INLINE void search_plane(const kl_strips *s, size_t first, size_t k, double radius[LANES]) {
    const size_t own = first / s->strip, begin = own * s->strip;
    const size_t end = begin + s->strip < s->n ? begin + s->strip : s->n;
    const size_t count = end - first < LANES ? end - first : LANES;
    double x[LANES], y[LANES];
    vec best[KL_PLANE_NEIGHBOURS][PARTS];
    eight q;
    for (size_t i = 0; i < LANES; i++)
        x[i] = s->x[first + (i < count ? i : 0)], y[i] = s->y[first + (i < count ? i : 0)];
    EACH_PART q.x[part] = load(x + part * KL_WIDTH), q.y[part] = load(y + part * KL_WIDTH);
    for (size_t i = 0; i < k; i++)
        EACH_PART best[i][part] = splat(INFINITY);
    meet_each_other(s, &q, first, count, best, k);
    meet_upwards(s, &q, first + count, end, best, k);
    meet_downwards(s, &q, begin, first, best, k);
    for (size_t strip = own; strip > 0 && before_is_near(q.x, s->high[strip - 1], best[k - 1]);)
        meet_strip(s, &q, --strip, best, k);
    for (size_t strip = own + 1;
         strip * s->strip < s->n && behind_is_near(q.x, s->low[strip], best[k - 1]); strip++)
        meet_strip(s, &q, strip, best, k);
    EACH_PART store(radius + part * KL_WIDTH, best[k - 1][part]);
}

/* With few neighbours they stay in registers. */
static void plane_nearest(const kl_strips *strips, size_t first, size_t k, double radius[LANES]) {
    if (k == 3)
        search_plane(strips, first, 3, radius);
    else if (k == 5)
        search_plane(strips, first, 5, radius);
    else
        search_plane(strips, first, k, radius);
}

/* ── A line ── */

INLINE vec gather(const double *from, bits at) {
#if KL_WIDTH == 8 && defined(__AVX512F__)
    return (vec)_mm512_i64gather_pd((__m512i)at, from, sizeof *from);
#else
    vec out;
    for (int i = 0; i < KL_WIDTH; i++)
        out[i] = from[at[i]];
    return out;
#endif
}

/* Both ends of eight intervals are looked for together: none waits for the other. */
static void line_counts(const double *sorted, size_t n, const double x[LANES],
                        const double radius[LANES], size_t counts[LANES]) {
    vec at[PARTS], reach[PARTS];
    bits low[PARTS], high[PARTS];
    EACH_PART {
        at[part] = load(x + part * KL_WIDTH), reach[part] = load(radius + part * KL_WIDTH);
        low[part] = high[part] = splat_bits(0);
    }
    /* Behind `low` are those that are not too far below, behind `high` those that are too far above. */
    for (size_t left = n; left > 0;) {
        const size_t half = (left + 1) / 2;
        EACH_PART {
            const vec below = gather(sorted, low[part] + splat_bits(half - 1));
            const vec above = gather(sorted, high[part] + splat_bits(half - 1));
            const bits too_low = (bits)(at[part] - below >= reach[part]);
            const bits not_too_high = (bits)(above - at[part] < reach[part]);
            low[part] += too_low & splat_bits(half);
            high[part] += not_too_high & splat_bits(half);
        }
        left -= half;
    }
    EACH_PART for (int i = 0; i < KL_WIDTH; i++) counts[part * KL_WIDTH + i] =
        (size_t)(high[part][i] - low[part][i]);
}
