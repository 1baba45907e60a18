/* SPDX-License-Identifier: Apache-2.0 */
/* Sums of exponentials of logits none of which is far below the largest: nothing is to become 0, and so each costs two
 * operations fewer than `exponential` does. */

INLINE int are_near(kl_loss_base base, float lowest) {
    return base.temperature == NULL && base.shift == 0 &&
           lowest >= base.exponent * 0x1.62e43p-1f - KL_LOSS_REACH;
}

#if (KL_WIDTH == 16 && defined(__AVX512F__)) || (KL_WIDTH == 8 && defined(__AVX2__))

/* Of x = k·ln 2/4 + r, e^r ≈ QUARTER_0·(1 + r·(NEAR_1 + r·(NEAR_2 + r·NEAR_3))) to 2⁻²¹·⁷ of it for |r| ≤ ln 2 / 8:
 * tools/make_polynomials.py. */
#define NEAR_1 0x1.00000fbe49fa6p+0f
#define NEAR_2 0x1.0029001e2d6d2p-1f
#define NEAR_3 0x1.553492901998ep-3f

/* QUARTER_0·2^(k/4) of the last two bits of k, less these bits where k is added to the exponent. */
#define QUARTER_0 0x3F7FFFFB
#define QUARTER_1 (0x3F9837ED - 0x200000)
#define QUARTER_2 (0x3FB504F0 - 0x400000)
#define QUARTER_3 (0x3FD744F9 - 0x600000)

/* ln 2 as it is taken off exceeds ln 2 by that, and each e^(k·ln 2/4) lacks as much of its exponent: what is added
 * up is too small by the factor at the base, and by less than 2⁻²²·⁹ of it as far as KL_LOSS_REACH. */
#define LN2_EXCESS 0x1.05c610ca86c39p-29

INLINE vec quarter_powers(bits k) {
    static const uint32_t quarters[4] = {QUARTER_0, QUARTER_1, QUARTER_2, QUARTER_3};
    uint32_t of[KL_WIDTH];
    vec table;
    for (int i = 0; i < KL_WIDTH; i++)
        of[i] = quarters[i % 4];
    memcpy(&table, of, sizeof table);
#if KL_WIDTH == 16
    const vec power = (vec)_mm512_permutevar_ps((__m512)table, (__m512i)k);
#else
    const vec power = (vec)_mm256_permutevar_ps((__m256)table, (__m256i)k);
#endif
    return (vec)((bits)power + (k << 21));
}

enum { NEAR_SIDE_BY_SIDE = 4 };
#define EACH_SIDE for (int a = 0; a < NEAR_SIDE_BY_SIDE; a++)

/* What exponentials are multiplied by, and what is taken off then. */
typedef struct near_slope {
    vec scale, offset;
} near_slope;

/* 2^−exponent·e^x, or scale times that less offset (NULL: not). One step for all before the next: none waits for
 * itself. */
INLINE void near_exponentials(const vec x[NEAR_SIDE_BY_SIDE], vec origin, const near_slope *slope,
                              vec out[NEAR_SIDE_BY_SIDE]) {
    vec k[NEAR_SIDE_BY_SIDE], r[NEAR_SIDE_BY_SIDE], q[NEAR_SIDE_BY_SIDE];
    EACH_SIDE k[a] = x[a] * (4 * LOG2_E) + origin;
    EACH_SIDE q[a] = k[a] - origin;
    EACH_SIDE r[a] = x[a] - q[a] * 0x1.62e43p-3f;
    EACH_SIDE k[a] = quarter_powers((bits)k[a]);
    if (slope != NULL)
        EACH_SIDE k[a] = k[a] * slope->scale;
    EACH_SIDE q[a] = r[a] * NEAR_3 + NEAR_2;
    EACH_SIDE q[a] = q[a] * r[a] + NEAR_1;
    EACH_SIDE r[a] = r[a] * k[a];
    if (slope != NULL)
        EACH_SIDE k[a] = k[a] - slope->offset;
    EACH_SIDE out[a] = q[a] * r[a] + k[a];
}

INLINE vec near_sum(const vec x[NEAR_SIDE_BY_SIDE], vec origin) {
    vec e[NEAR_SIDE_BY_SIDE];
    near_exponentials(x, origin, NULL, e);
    return (e[0] + e[2]) + (e[1] + e[3]);
}

/* What the excess of ln 2 takes at the base. */
INLINE double near_factor(float exponent) {
    return 1 + (double)exponent * LN2_EXCESS;
}

/* As many of the vectors from `first` to `end` as go side by side; gives where it stopped. Groups are added in f32, so
 * that no sum is longer than GROUP + 1, and these in f64. */
INLINE size_t add_near(kl_loss_type type, const void *x, size_t first, size_t end, float exponent,
                       wide_sum *total) {
    enum { STEP = NEAR_SIDE_BY_SIDE * KL_WIDTH, GROUP = 6 };
    const vec origin = splat(ROUND - 4 * exponent);
    const wide factor = near_factor(exponent) - (wide){0};
    wide_sum sum = {{{0}, {0}}};
    size_t i = first;
    while (i + STEP <= end) {
        const size_t steps = (end - i) / STEP, stop = i + (steps < GROUP ? steps : GROUP) * STEP;
        vec group = splat(0.0f);
        for (; i < stop; i += STEP) {
            vec v[NEAR_SIDE_BY_SIDE];
            ask_for_next_block(type, x, i, STEP);
            for (size_t a = 0; a < NEAR_SIDE_BY_SIDE; a += 2)
                load_pair(type, x, i + a * KL_WIDTH, v + a);
            group += near_sum(v, origin);
        }
        add_widened(&sum, group);
    }
    for (int half = 0; half < 2; half++)
        total->part[half] += sum.part[half] * factor;
    return i;
}

/* scale·2^−exponent·e^x − offset of so many of n logits as go side by side; gives where it stopped. */
INLINE size_t near_gradient(kl_loss_type type, const void *x, size_t n, float exponent, float scale,
                            float offset, void *out) {
    enum { STEP = NEAR_SIDE_BY_SIDE * KL_WIDTH };
    const vec origin = splat(ROUND - 4 * exponent);
    const near_slope slope = {splat((float)((double)scale * near_factor(exponent))), splat(offset)};
    size_t i = 0;
    for (; i + STEP <= n; i += STEP) {
        vec v[NEAR_SIDE_BY_SIDE];
        for (size_t a = 0; a < NEAR_SIDE_BY_SIDE; a += 2)
            load_pair(type, x, i + a * KL_WIDTH, v + a);
        near_exponentials(v, origin, &slope, v);
        for (size_t a = 0; a < NEAR_SIDE_BY_SIDE; a += 2)
            store_pair(type, out, i + a * KL_WIDTH, v + a);
    }
    return i;
}

#else

/* Without a table in a register the others are as good. */
INLINE size_t add_near(kl_loss_type type, const void *x, size_t first, size_t end, float exponent,
                       wide_sum *total) {
    (void)type, (void)x, (void)end, (void)exponent, (void)total;
    return first;
}
INLINE size_t near_gradient(kl_loss_type type, const void *x, size_t n, float exponent, float scale,
                            float offset, void *out) {
    (void)type, (void)x, (void)n, (void)exponent, (void)scale, (void)offset, (void)out;
    return 0;
}

#endif
