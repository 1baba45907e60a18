/* SPDX-License-Identifier: Apache-2.0 */
/* The largest and the lowest of logits. */

#if defined(__SSE2__)
INLINE __m128 extreme_of(__m128 a, __m128 b, int is_largest) {
    return is_largest ? _mm_max_ps(a, b) : _mm_min_ps(a, b);
}
#endif

/* Halves beside each other: lane after lane, each comparison would wait for the one before. */
INLINE float lane_of(vec v, int is_largest) {
#if defined(__SSE2__)
    __m128 part[KL_WIDTH / 4];
    memcpy(part, &v, sizeof part);
    for (int n = KL_WIDTH / 8; n > 0; n /= 2)
        for (int i = 0; i < n; i++)
            part[i] = extreme_of(part[i], part[i + n], is_largest);
    __m128 two = extreme_of(part[0], _mm_movehl_ps(part[0], part[0]), is_largest);
    return _mm_cvtss_f32(extreme_of(two, _mm_shuffle_ps(two, two, 1), is_largest));
#else
    float out = v[0];
    for (int k = 1; k < KL_WIDTH; k++)
        out = (is_largest ? v[k] > out : v[k] < out) ? v[k] : out;
    return out;
#endif
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

INLINE half_range wider_range(half_range range, half_range by) {
    return (half_range){larger_integers(range.most, by.most),
                        smaller_integers(range.least, by.least),
                        larger_naturals(range.below, by.below)};
}

INLINE half_range range_at(const void *x, size_t i) {
    const integers v = load_integers(x, i);
    return (half_range){v, v, (naturals)v};
}

/* Of a lane: where no integer has the sign of a positive number, the least is the largest number; where none has that
 * of a negative one, the lowest. */
INLINE kl_loss_range range_of_lanes(kl_loss_type type, half_range range) {
    const integers none = {0}, no_more = range.most < none, no_less = (integers)range.below >= none;
    const integers most = (range.least & no_more) | (range.most & ~no_more);
    const integers less = (range.least & no_less) | ((integers)range.below & ~no_less);
    return (kl_loss_range){lane_of(larger(load(type, &most, 0), load(type, &most, KL_WIDTH)), 1),
                           lane_of(smaller(load(type, &less, 0), load(type, &less, KL_WIDTH)), 0)};
}

INLINE kl_loss_range range_of_halves(kl_loss_type type, const void *x, size_t n) {
    enum { EACH = 2 * KL_WIDTH, STEP = 2 * EACH };
    if (n < STEP)
        return range_of_floats(type, x, n);
    half_range range = range_at(x, 0), other = range;
    for (size_t i = 0; i < n; i += STEP) {
        const size_t at = i + STEP <= n ? i : n - STEP; /* the last overlaps the one before */
        range = wider_range(range, range_at(x, at));
        other = wider_range(other, range_at(x, at + EACH));
    }
    return range_of_lanes(type, wider_range(range, other));
}

INLINE kl_loss_range range(kl_loss_type type, const void *x, size_t n) {
    return type == KL_LOSS_F32 ? range_of_floats(type, x, n) : range_of_halves(type, x, n);
}
