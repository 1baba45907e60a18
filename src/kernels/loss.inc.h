/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one source of the loss kernels, compiled once per instruction set. The including file defines KL_WIDTH
 * (4, 8 or 16 floats), KL_TABLE (the table's name) and KL_TABLE_LINKAGE.
 */
#include "kernels/loss.h"

#include "kernels/vector_f32.inc.h"

#define LOG2_E 0x1.715476p+0f
/* ln 2 = LN2_HIGH + LN2_LOW; k·LN2_HIGH is exact for |k| < 2¹¹. */
#define LN2_HIGH 0x1.63p-1f
#define LN2_LOW -0x1.bd0106p-13f

/* Q(r) = (e^r − 1 − r)/r², error·r² < 2⁻²⁶·⁹ for |r| ≤ ln 2 / 2: tools/make_polynomials.py. */
#define EXP_0 0x1.0000000000000p-1f
#define EXP_1 0x1.5554dcf88fd17p-3f
#define EXP_2 0x1.5555192d5f5dep-5f
#define EXP_3 0x1.120b6e42d2112p-7f
#define EXP_4 0x1.6d11093a17fd8p-10f

/* Added to a number below 2²² it leaves the nearest integer in the last bits; shifted by 23 they are all that is
 * left of the pattern. */
#define ROUND 0x1.8p23f

/* kl_loss_base in every lane: the least x − shift whose exponential is 0, and what turns 2^k into 2^(k − exponent). */
typedef struct base_lanes {
    vec shift, least;
    bits bias;
} base_lanes;

#define ZERO_FROM -88.02f /* −127 ln 2 + 0.01: rounds to 2⁻¹²⁷, whose pattern is that of 0 */

INLINE base_lanes spread_base(kl_loss_base base) {
    return (base_lanes){splat(base.shift), splat(base.exponent * 0x1.62e43p-1f + ZERO_FROM),
                        splat_bits((uint32_t)(127 - (int32_t)base.exponent) << 23)};
}

/* 2^−exponent·e^(x − shift). NaN stays NaN. */
INLINE vec exponential(vec x, const base_lanes *base) {
    vec t = larger(base->least, x - base->shift);
    vec rounded = t * LOG2_E + ROUND, k = rounded - ROUND;
    vec r = (t - k * LN2_HIGH) - k * LN2_LOW;
    vec q = r * EXP_4 + EXP_3;
    q = q * r + EXP_2;
    q = q * r + EXP_1;
    q = q * r + EXP_0;
    vec y = (r * r) * q + r;
    vec power = (vec)(((bits)rounded << 23) + base->bias);
    return y * power + power;
}

/* ── Loops ── */

INLINE float largest(kl_loss_type type, const void *x, size_t n) {
    enum { SIDE_BY_SIDE = 4 };
    vec most[SIDE_BY_SIDE];
    size_t i = 0;
    for (int a = 0; a < SIDE_BY_SIDE; a++)
        most[a] = splat(-INFINITY);
    for (; i + SIDE_BY_SIDE * KL_WIDTH <= n; i += SIDE_BY_SIDE * KL_WIDTH)
        for (int a = 0; a < SIDE_BY_SIDE; a++)
            most[a] = larger(most[a], load(type, x, i + (size_t)a * KL_WIDTH));
    for (; i + KL_WIDTH <= n; i += KL_WIDTH)
        most[0] = larger(most[0], load(type, x, i));
    if (i < n)
        most[1] = larger(most[1], load_tail(type, x, i, n - i, -INFINITY));
    vec all = larger(larger(most[0], most[1]), larger(most[2], most[3]));
    float lane[KL_WIDTH], out = -INFINITY;
    memcpy(lane, &all, sizeof all);
    for (int k = 0; k < KL_WIDTH; k++)
        out = lane[k] > out ? lane[k] : out;
    return out;
}

INLINE size_t find(kl_loss_type type, const void *x, size_t n, float value) {
    size_t i = 0, lane = KL_WIDTH;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH)
        if ((lane = first_lane(load(type, x, i) == splat(value))) < KL_WIDTH)
            return i + lane;
    if (i < n)
        lane = first_lane(load_tail(type, x, i, n - i, NAN) == splat(value));
    return lane < KL_WIDTH ? n - KL_WIDTH + lane : n;
}

/* What a loop adds up: terms of vectors. */
enum { EXPONENTIAL, SPREAD, GAP };

typedef struct term_lanes {
    base_lanes base;
    vec largest;
    const float *w;
} term_lanes;

/* The terms of one vector: the sums of it, the second only for SPREAD. */
INLINE void add_terms(int term, vec x, vec w, const term_lanes *how, vec sum[2]) {
    if (term == GAP) {
        vec gap = how->largest - x;
        sum[0] += how->w == NULL ? gap : keep(w != splat(0.0f), w * gap);
        return;
    }
    vec e = exponential(x, &how->base);
    sum[0] += e;
    if (term == SPREAD) /* −200 is as good as −∞, and times 0 it is 0 */
        sum[1] += e * larger(splat(-200.0f), x - how->largest);
}

/* The largest of the next block is sought as fast as memory comes, and exponentials leave memory idle: it has come by
 * then. What lies behind the end is asked for in vain, or is the next row. */
INLINE void ask_for_next_block(kl_loss_type type, const void *x, size_t i, size_t n) {
    enum { LINE = 64 };
    const uintptr_t next = (uintptr_t)x + (i + KL_LOSS_BLOCK) * size_of(type);
    for (size_t at = 0; at < n * size_of(type); at += LINE)
        __builtin_prefetch((const void *)(next + at));
}

/* Groups of GROUP vectors are added in f32, in SIDE_BY_SIDE chains, and groups in f64: no sum of f32 is longer than
 * GROUP/SIDE_BY_SIDE + 2. */
INLINE void add_range(int term, kl_loss_type type, const void *x, size_t first, size_t end,
                      const term_lanes *how, wide_sum total[2]) {
    enum { SIDE_BY_SIDE = 4, GROUP = 32, STEP = SIDE_BY_SIDE * KL_WIDTH };
    const vec none = splat(0.0f);
    for (size_t i = first; i < end;) {
        vec sum[SIDE_BY_SIDE][2];
        for (int a = 0; a < SIDE_BY_SIDE; a++)
            sum[a][0] = sum[a][1] = none;
        const size_t left = end - i, group = left < GROUP * KL_WIDTH ? left : GROUP * KL_WIDTH;
        for (const size_t stop = i + group / STEP * STEP; i < stop; i += STEP) {
            ask_for_next_block(type, x, i, STEP);
            for (size_t a = 0; a < SIDE_BY_SIDE; a++) {
                const size_t at = i + a * KL_WIDTH;
                vec w = how->w == NULL ? none : load(KL_LOSS_F32, how->w, at);
                add_terms(term, load(type, x, at), w, how, sum[a]);
            }
        }
        for (const size_t stop = i + group % STEP; i < stop; i += KL_WIDTH) {
            vec w = how->w == NULL ? none : load(KL_LOSS_F32, how->w, i);
            add_terms(term, load(type, x, i), w, how, sum[1]);
        }
        add_widened(&total[0], (sum[0][0] + sum[1][0]) + (sum[2][0] + sum[3][0]));
        if (term == SPREAD)
            add_widened(&total[1], (sum[0][1] + sum[1][1]) + (sum[2][1] + sum[3][1]));
    }
}

/* One vector, of which a lane (KL_WIDTH: none) adds nothing. */
INLINE void add_without(int term, vec x, vec w, size_t lane, const term_lanes *how,
                        wide_sum total[2]) {
    vec sum[2] = {splat(0.0f), splat(0.0f)};
    mask out = lanes_from(lane) & ~lanes_from(lane + 1);
    add_terms(term, choose(out, splat(-INFINITY), x), w, how, sum);
    add_widened(&total[0], sum[0]);
    if (term == SPREAD)
        add_widened(&total[1], sum[1]);
}

/* Whole vectors, but for the one with `skip` in it, and the tail. */
INLINE kl_loss_sums add_block(int term, kl_loss_type type, const void *x, size_t n, size_t skip,
                              const term_lanes *how) {
    wide_sum total[2] = {{{{0}}}, {{{0}}}};
    const size_t whole = n / KL_WIDTH * KL_WIDTH, left = n - whole;
    const float nothing = term == GAP ? how->largest[0] : -INFINITY;
    const vec none = splat(0.0f);
    size_t first = 0;
    if (skip < whole) {
        const size_t at = skip / KL_WIDTH * KL_WIDTH;
        add_range(term, type, x, 0, at, how, total);
        add_without(term, load(type, x, at), none, skip - at, how, total);
        first = at + KL_WIDTH;
    }
    add_range(term, type, x, first, whole, how, total);
    if (left > 0) {
        const size_t lane = skip >= whole && skip < n ? skip + KL_WIDTH - n : KL_WIDTH;
        vec w = how->w == NULL ? none : load_tail(KL_LOSS_F32, how->w, whole, left, 0.0f);
        add_without(term, load_tail(type, x, whole, left, nothing), w, lane, how, total);
    }
    return (kl_loss_sums){add_lanes(&total[0]), term == SPREAD ? add_lanes(&total[1]) : 0};
}

INLINE void gradient(kl_loss_type type, const void *x, const float *w, size_t n, kl_loss_base base,
                     float scale, float offset, void *out) {
    const base_lanes lanes = spread_base(base);
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH) {
        vec e = exponential(load(type, x, i), &lanes);
        vec pull = w == NULL ? splat(offset) : load(KL_LOSS_F32, w, i) * offset;
        store(type, out, i, e * scale - pull);
    }
    if (i < n) {
        vec e = exponential(load_tail(type, x, i, n - i, -INFINITY), &lanes);
        vec pull = w == NULL ? splat(offset) : load_tail(KL_LOSS_F32, w, i, n - i, 0.0f) * offset;
        store_tail(type, out, i, n - i, e * scale - pull);
    }
}

#include "kernels/loss_few.inc.h"

#include "kernels/loss_pair.inc.h"

#define KL_LOSS_FUNCTIONS(name, type)                                                              \
    static float largest_##name(const void *x, size_t n) {                                         \
        return largest(type, x, n);                                                                \
    }                                                                                              \
    static size_t find_##name(const void *x, size_t n, float value) {                              \
        return find(type, x, n, value);                                                            \
    }                                                                                              \
    static double sum_##name(const void *x, size_t n, size_t skip, kl_loss_base base) {            \
        const term_lanes how = {.base = spread_base(base)};                                        \
        return add_block(EXPONENTIAL, type, x, n, skip, &how).exponentials;                        \
    }                                                                                              \
    static kl_loss_sums sum_spread_##name(const void *x, size_t n, size_t skip, kl_loss_base base, \
                                          float most) {                                            \
        const term_lanes how = {.base = spread_base(base), .largest = splat(most)};                \
        return add_block(SPREAD, type, x, n, skip, &how);                                          \
    }                                                                                              \
    static double gap_##name(const void *x, const float *w, size_t n, float most) {                \
        const term_lanes how = {.largest = splat(most), .w = w};                                   \
        return add_block(GAP, type, x, n, n, &how).exponentials;                                   \
    }                                                                                              \
    static void gradient_##name(const void *x, const float *w, size_t n, kl_loss_base base,        \
                                float scale, float offset, void *out) {                            \
        if (w == NULL)                                                                             \
            gradient(type, x, NULL, n, base, scale, offset, out);                                  \
        else                                                                                       \
            gradient(type, x, w, n, base, scale, offset, out);                                     \
    }                                                                                              \
    static void few_softmax_##name(const void *x, ptrdiff_t stride, size_t columns, size_t rows,   \
                                   const int32_t *target, int with_spread, kl_few *out) {          \
        if (with_spread)                                                                           \
            few_softmax(type, x, stride, columns, rows, target, 1, out);                           \
        else                                                                                       \
            few_softmax(type, x, stride, columns, rows, target, 0, out);                           \
    }                                                                                              \
    static void few_gradient_##name(const kl_few *few, const float *w, size_t columns,             \
                                    size_t rows, const float *slope, const float *pull, void *out, \
                                    ptrdiff_t stride) {                                            \
        few_gradient(type, few, w, columns, rows, slope, pull, out, stride);                       \
    }

#define KL_LOSS_FORMATS(X)                                                                         \
    X(f32, KL_LOSS_F32)                                                                            \
    X(f16, KL_LOSS_F16)                                                                            \
    X(bf16, KL_LOSS_BF16)

KL_LOSS_FORMATS(KL_LOSS_FUNCTIONS)
KL_LOSS_FORMATS(KL_LOSS_PAIR_FUNCTIONS)

#define KL_LOSS_ROW(name, type)                                                                    \
    [type] = {.largest = largest_##name,                                                           \
              .find = find_##name,                                                                 \
              .sum = sum_##name,                                                                   \
              .sum_spread = sum_spread_##name,                                                     \
              .gap = gap_##name,                                                                   \
              .gradient = gradient_##name,                                                         \
              .few_softmax = few_softmax_##name,                                                   \
              .few_gradient = few_gradient_##name,                                                 \
              .cross = cross_##name,                                                               \
              .pair_sums = pair_sums_##name,                                                       \
              .pair_gradient = pair_gradient_##name},
KL_TABLE_LINKAGE const kl_loss_kernels KL_TABLE[KL_LOSS_TYPES] = {KL_LOSS_FORMATS(KL_LOSS_ROW)};
