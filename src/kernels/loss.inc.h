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

/* Q(r) = (e^r − 1 − r)/r², error·r²/e^r < 2⁻²³·¹ for |r| ≤ ln 2 / 2: tools/make_polynomials.py. */
#define EXP_0 0x1.fffdfcb49daa1p-2f
#define EXP_1 0x1.5557af8f61975p-3f
#define EXP_2 0x1.5729e2a128baep-5f
#define EXP_3 0x1.1061f71d85792p-7f

/* Added to a number below 2²² it leaves the nearest integer in the last bits; shifted by 23 they are all that is
 * left of the pattern. */
#define ROUND 0x1.8p23f

#define ZERO_FROM -88.02f /* −127 ln 2 + 0.01: rounds to 2⁻¹²⁷, whose pattern is that of 0 */

/* kl_loss_temperature in every lane. */
typedef struct temper_lanes {
    int is_one; /* known when compiled */
    vec shift_from, inverse, log2_e, ln2_high, ln2_low, zero_from;
} temper_lanes;

INLINE temper_lanes spread_temperature(const kl_loss_temperature *t, int is_one) {
    if (is_one)
        return (temper_lanes){1,
                              splat(KL_LOSS_SHIFT),
                              splat(1.0f),
                              splat(LOG2_E),
                              splat(LN2_HIGH),
                              splat(LN2_LOW),
                              splat(ZERO_FROM)};
    return (temper_lanes){0,
                          splat((float)((double)KL_LOSS_SHIFT * t->temperature)),
                          splat(t->inverse),
                          splat(t->log2_e),
                          splat(t->ln2_high),
                          splat(t->ln2_low),
                          splat((float)((double)ZERO_FROM * t->temperature))};
}

/* kl_loss_base in every lane: the least x − shift whose exponential is 0, and what is added for ROUND so that the last
 * bits are those of the pattern of 2^(k − exponent). */
typedef struct base_lanes {
    vec shift, least, round;
    temper_lanes temper;
} base_lanes;

INLINE base_lanes spread_base(kl_loss_base base, int is_one) {
    const temper_lanes temper = spread_temperature(base.temperature, is_one);
    const float ln2 = is_one ? 0x1.62e43p-1f : (float)(M_LN2 * base.temperature->temperature);
    return (base_lanes){splat(base.shift), base.exponent * ln2 + temper.zero_from,
                        splat(ROUND + 127 - base.exponent), temper};
}

/* x/T = k ln 2 + r: what is taken off is a multiple of T ln 2, so that nothing is rounded before; and the last bits of
 * `round` + k, shifted by 23: where it is ROUND + 127 the pattern of 2^k. */
INLINE vec reduce(vec x, const temper_lanes *how, vec round, vec *power) {
    vec rounded = x * how->log2_e + round, k = rounded - round;
    vec r = (x - k * how->ln2_high) - k * how->ln2_low;
    *power = (vec)((bits)rounded << 23);
    return how->is_one ? r : r * how->inverse;
}

/* 2^−exponent·e^(t/T). NaN stays NaN. */
INLINE vec exponential(vec t_or_less, const base_lanes *base) {
    vec power, r = reduce(larger(base->least, t_or_less), &base->temper, base->round, &power);
    vec r2 = r * r, q = r2 * (r * EXP_3 + EXP_2) + (r * EXP_1 + EXP_0), y = r2 * q + r;
    return y * power + power;
}

/* ── Loops ── */

#include "kernels/loss_range.inc.h"

INLINE size_t find(kl_loss_type type, const void *x, size_t n, float value) {
    enum { STEP = 8 * KL_WIDTH };
    const vec wanted = splat(value);
    size_t i = 0, lane = KL_WIDTH;
    for (; i + STEP <= n; i += STEP) {
        mask any = {0};
        for (size_t a = 0; a < STEP; a += KL_WIDTH)
            any |= load(type, x, i + a) == wanted;
        if (first_lane(any) < KL_WIDTH)
            break;
    }
    for (; i + KL_WIDTH <= n; i += KL_WIDTH)
        if ((lane = first_lane(load(type, x, i) == wanted)) < KL_WIDTH)
            return i + lane;
    if (i < n)
        lane = first_lane(load_tail(type, x, i, n - i, NAN) == wanted);
    return lane < KL_WIDTH ? n - KL_WIDTH + lane : n;
}

/* What a loop adds up: terms of vectors. EXPONENTIAL is where the base has no shift, NEAR where none is far below,
 * too. */
enum { NEAR, EXPONENTIAL, SHIFTED, SPREAD, GAP };

typedef struct term_lanes {
    base_lanes base;
    vec largest;
    const float *w;
    float exponent; /* of the base */
} term_lanes;

/* e·down/T: −200 is as good as −∞, and times 0 it is 0. */
INLINE vec spread_of(vec e, vec down, const temper_lanes *temper) {
    return e * larger(splat(-200.0f), temper->is_one ? down : down * temper->inverse);
}

/* The terms of one vector: the sums of it, the second only for SPREAD. */
INLINE void add_terms(int term, vec x, vec w, const term_lanes *how, vec sum[2]) {
    if (term == GAP) {
        vec gap = how->largest - x;
        sum[0] += how->w == NULL ? gap : keep(w != splat(0.0f), w * gap);
        return;
    }
    vec e = exponential(term <= EXPONENTIAL ? x : x - how->base.shift, &how->base);
    sum[0] += e;
    if (term == SPREAD)
        sum[1] += spread_of(e, x - how->largest, &how->base.temper);
}

/* The largest of the next block is sought as fast as memory comes, and exponentials leave memory idle: it has come by
 * then. What lies behind the end is asked for in vain, or is the next row. */
INLINE void ask_for_next_block(kl_loss_type type, const void *x, size_t i, size_t n) {
    enum { LINE = 64 };
    const uintptr_t next = (uintptr_t)x + (i + KL_LOSS_BLOCK) * size_of(type);
    for (size_t at = 0; at < n * size_of(type); at += LINE)
        __builtin_prefetch((const void *)(next + at));
}

#include "kernels/loss_near.inc.h"

/* Groups of GROUP vectors are added in f32, in SIDE_BY_SIDE chains, and groups in f64: no sum of f32 is longer than
 * GROUP/SIDE_BY_SIDE + 2. */
INLINE void add_range(int term, kl_loss_type type, const void *x, size_t first, size_t end,
                      const term_lanes *how, wide_sum total[2]) {
    enum { SIDE_BY_SIDE = 4, GROUP = 32, STEP = SIDE_BY_SIDE * KL_WIDTH };
    const vec none = splat(0.0f);
    if (term == NEAR)
        first = add_near(type, x, first, end, how->exponent, &total[0]);
    for (size_t i = first; i < end;) {
        vec sum[SIDE_BY_SIDE][2];
        for (int a = 0; a < SIDE_BY_SIDE; a++)
            sum[a][0] = sum[a][1] = none;
        const size_t left = end - i, group = left < GROUP * KL_WIDTH ? left : GROUP * KL_WIDTH;
        for (const size_t stop = i + group / STEP * STEP; i < stop; i += STEP) {
            ask_for_next_block(type, x, i, STEP);
            for (size_t a = 0; a < SIDE_BY_SIDE; a += 2) {
                vec v[2], w[2] = {none, none};
                load_pair(type, x, i + a * KL_WIDTH, v);
                if (how->w != NULL)
                    load_weights(type, how->w, i + a * KL_WIDTH, w);
                add_terms(term, v[0], w[0], how, sum[a]);
                add_terms(term, v[1], w[1], how, sum[a + 1]);
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

INLINE double sum_tempered(kl_loss_type type, const void *x, size_t n, size_t skip,
                           kl_loss_base base) {
    const term_lanes how = {.base = spread_base(base, 0)};
    return add_block(SHIFTED, type, x, n, skip, &how).exponentials;
}

INLINE kl_loss_sums sum_spread(kl_loss_type type, const void *x, size_t n, size_t skip,
                               kl_loss_base base, float most, int is_one) {
    const term_lanes how = {.base = spread_base(base, is_one), .largest = splat(most)};
    return add_block(SPREAD, type, x, n, skip, &how);
}

/* scale·2^−exponent·e^((x − shift)/T) − offset·w */
typedef struct slope_lanes {
    base_lanes base;
    vec scale, offset;
} slope_lanes;

INLINE vec slope_at(vec x, vec w, int is_shifted, const slope_lanes *how) {
    return exponential(is_shifted ? x - how->base.shift : x, &how->base) * how->scale -
           w * how->offset;
}

/* From the first-th of n on. */
INLINE void gradient(kl_loss_type type, const void *x, const float *w, size_t first, size_t n,
                     int is_shifted, const slope_lanes *how, void *out) {
    const vec one = splat(1.0f);
    size_t i = first;
    for (; i + 2 * KL_WIDTH <= n; i += 2 * KL_WIDTH) {
        vec v[2], weights[2] = {one, one};
        load_pair(type, x, i, v);
        if (w != NULL)
            load_weights(type, w, i, weights);
        for (int a = 0; a < 2; a++)
            v[a] = slope_at(v[a], weights[a], is_shifted, how);
        store_pair(type, out, i, v);
    }
    if (i + KL_WIDTH <= n) {
        vec weights = w == NULL ? one : load(KL_LOSS_F32, w, i);
        store(type, out, i, slope_at(load(type, x, i), weights, is_shifted, how));
        i += KL_WIDTH;
    }
    if (i < n) {
        vec weights = w == NULL ? one : load_tail(KL_LOSS_F32, w, i, n - i, 0.0f);
        vec v = load_tail(type, x, i, n - i, -INFINITY);
        store_tail(type, out, i, n - i, slope_at(v, weights, is_shifted, how));
    }
}

INLINE void tempered_gradient(kl_loss_type type, const void *x, const float *w, size_t n,
                              kl_loss_base base, float scale, float offset, void *out) {
    const slope_lanes how = {spread_base(base, 0), splat(scale), splat(offset)};
    gradient(type, x, w, 0, n, 1, &how, out);
}

#include "kernels/loss_few.inc.h"

#include "kernels/loss_pair.inc.h"

#define KL_LOSS_FUNCTIONS(name, type)                                                              \
    static kl_loss_range range_##name(const void *x, size_t n) {                                   \
        return range(type, x, n);                                                                  \
    }                                                                                              \
    static size_t find_##name(const void *x, size_t n, float value) {                              \
        return find(type, x, n, value);                                                            \
    }                                                                                              \
    static double sum_##name(const void *x, size_t n, size_t skip, kl_loss_base base,              \
                             float lowest) {                                                       \
        if (base.temperature != NULL)                                                              \
            return sum_tempered(type, x, n, skip, base);                                           \
        const term_lanes how = {.base = spread_base(base, 1), .exponent = base.exponent};          \
        if (are_near(base, lowest))                                                                \
            return add_block(NEAR, type, x, n, skip, &how).exponentials;                           \
        return base.shift == 0 ? add_block(EXPONENTIAL, type, x, n, skip, &how).exponentials       \
                               : add_block(SHIFTED, type, x, n, skip, &how).exponentials;          \
    }                                                                                              \
    static kl_loss_sums sum_spread_##name(const void *x, size_t n, size_t skip, kl_loss_base base, \
                                          float most) {                                            \
        return base.temperature == NULL ? sum_spread(type, x, n, skip, base, most, 1)              \
                                        : sum_spread(type, x, n, skip, base, most, 0);             \
    }                                                                                              \
    static double gap_##name(const void *x, const float *w, size_t n, float most) {                \
        const term_lanes how = {.largest = splat(most), .w = w};                                   \
        return add_block(GAP, type, x, n, n, &how).exponentials;                                   \
    }                                                                                              \
    static void gradient_##name(const void *x, const float *w, size_t n, kl_loss_base base,        \
                                float lowest, float scale, float offset, void *out) {              \
        if (base.temperature != NULL) {                                                            \
            tempered_gradient(type, x, w, n, base, scale, offset, out);                            \
            return;                                                                                \
        }                                                                                          \
        const slope_lanes how = {spread_base(base, 1), splat(scale), splat(offset)};               \
        size_t first = 0;                                                                          \
        if (type != KL_LOSS_F32 && w == NULL && are_near(base, lowest))                            \
            first = near_gradient(type, x, n, base.exponent, scale, offset, out);                  \
        if (w != NULL)                                                                             \
            gradient(type, x, w, first, n, 1, &how, out);                                          \
        else if (base.shift == 0)                                                                  \
            gradient(type, x, NULL, first, n, 0, &how, out);                                       \
        else                                                                                       \
            gradient(type, x, NULL, first, n, 1, &how, out);                                       \
    }                                                                                              \
    static void few_softmax_##name(const void *x, ptrdiff_t stride, size_t columns, size_t rows,   \
                                   const kl_loss_temperature *temperature, int with_spread,        \
                                   kl_few *out) {                                                  \
        if (temperature != NULL)                                                                   \
            few_softmax(type, x, stride, columns, rows, temperature, 0, 1, out);                   \
        else if (with_spread)                                                                      \
            few_softmax(type, x, stride, columns, rows, NULL, 1, 1, out);                          \
        else                                                                                       \
            few_softmax(type, x, stride, columns, rows, NULL, 1, 0, out);                          \
    }                                                                                              \
    static void few_gradient_##name(const kl_few *few, const float(*w)[KL_FEW_ROWS],               \
                                    size_t columns, size_t rows, const kl_few_pull *how,           \
                                    void *out, ptrdiff_t stride) {                                 \
        few_gradient(type, few, w, columns, rows, how, out, stride);                               \
    }

#define KL_LOSS_FORMATS(X)                                                                         \
    X(f32, KL_LOSS_F32)                                                                            \
    X(f16, KL_LOSS_F16)                                                                            \
    X(bf16, KL_LOSS_BF16)

KL_LOSS_FORMATS(KL_LOSS_FUNCTIONS)
KL_LOSS_FORMATS(KL_LOSS_PAIR_FUNCTIONS)

#define KL_LOSS_ROW(name, type)                                                                    \
    [type] = {.range = range_##name,                                                               \
              .find = find_##name,                                                                 \
              .sum = sum_##name,                                                                   \
              .sum_spread = sum_spread_##name,                                                     \
              .gap = gap_##name,                                                                   \
              .gradient = gradient_##name,                                                         \
              .few_softmax = few_softmax_##name,                                                   \
              .few_gap = few_gap,                                                                  \
              .few_gradient = few_gradient_##name,                                                 \
              .cross = cross_##name,                                                               \
              .pair_sums = pair_sums_##name,                                                       \
              .pair_gradient = pair_gradient_##name},
KL_TABLE_LINKAGE const kl_loss_kernels KL_TABLE[KL_LOSS_TYPES] = {KL_LOSS_FORMATS(KL_LOSS_ROW)};
