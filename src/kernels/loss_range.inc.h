/* SPDX-License-Identifier: Apache-2.0 */
/* The largest and the lowest of logits. */

INLINE float lane_of(vec v, int is_largest) {
    float lane[KL_WIDTH];
    memcpy(lane, &v, sizeof v);
    float out = lane[0];
    for (int k = 1; k < KL_WIDTH; k++)
        out = (is_largest ? lane[k] > out : lane[k] < out) ? lane[k] : out;
    return out;
}

INLINE kl_loss_range range_of_floats(kl_loss_type type, const void *x, size_t n) {
    enum { SIDE_BY_SIDE = 4 };
    vec most[SIDE_BY_SIDE], least[SIDE_BY_SIDE];
    size_t i = 0;
    for (int a = 0; a < SIDE_BY_SIDE; a++)
        most[a] = splat(-INFINITY), least[a] = splat(INFINITY);
    for (; i + SIDE_BY_SIDE * KL_WIDTH <= n; i += SIDE_BY_SIDE * KL_WIDTH)
        for (int a = 0; a < SIDE_BY_SIDE; a++) {
            const vec v = load(type, x, i + (size_t)a * KL_WIDTH);
            most[a] = larger(most[a], v), least[a] = smaller(least[a], v);
        }
    for (; i + KL_WIDTH <= n; i += KL_WIDTH) {
        const vec v = load(type, x, i);
        most[0] = larger(most[0], v), least[0] = smaller(least[0], v);
    }
    if (i < n) {
        most[1] = larger(most[1], load_tail(type, x, i, n - i, -INFINITY));
        least[1] = smaller(least[1], load_tail(type, x, i, n - i, INFINITY));
    }
    return (kl_loss_range){
        lane_of(larger(larger(most[0], most[1]), larger(most[2], most[3])), 1),
        lane_of(smaller(smaller(least[0], least[1]), smaller(least[2], least[3])), 0)};
}

INLINE integers load_integers(const void *x, size_t i) {
    integers v;
    memcpy(&v, (const int16_t *)x + i, sizeof v);
    return v;
}

/* Numbers of 16 bits are ordered as integers are, but negative ones the other way round: `most` and `least` as integers
 * with a sign, `below` without one. */
typedef struct half_range {
    integers most, least;
    naturals below;
} half_range;

INLINE half_range wider_range(half_range range, integers v) {
    return (half_range){larger_integers(range.most, v), smaller_integers(range.least, v),
                        larger_naturals(range.below, (naturals)v)};
}

INLINE kl_loss_range range_of_halves(kl_loss_type type, const void *x, size_t n) {
    enum { EACH = 2 * KL_WIDTH, STEP = 2 * EACH };
    if (n < STEP)
        return range_of_floats(type, x, n);
    const integers start = load_integers(x, 0);
    half_range range = {start, start, (naturals)start}, other = range;
    for (size_t i = 0; i < n; i += STEP) {
        const size_t at = i + STEP <= n ? i : n - STEP; /* the last overlaps the one before */
        range = wider_range(range, load_integers(x, at));
        other = wider_range(other, load_integers(x, at + EACH));
    }
    const half_range lanes[2] = {range, other}; /* each one of the logits */
    return range_of_floats(type, lanes, sizeof lanes / size_of(type));
}

INLINE kl_loss_range range(kl_loss_type type, const void *x, size_t n) {
    return type == KL_LOSS_F32 ? range_of_floats(type, x, n) : range_of_halves(type, x, n);
}
