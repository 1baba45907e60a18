/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one source of the loops of single.h, compiled once per instruction set. The including file defines KL_WIDTH
 * (4, 8 or 16 floats), KL_TABLE (the table's name) and KL_TABLE_LINKAGE.
 */
#include "kernels/loss.h"
#include "kernels/single.h"

#include "kernels/vector_f32.inc.h"

#include "kernels/fused.inc.h"

#include "kernels/single_math.inc.h"

/* LANES in PARTS of the machine's; ROWS of them are added in f32, then in f64. */
enum { LANES = 16, PARTS = LANES / KL_WIDTH, ROWS = KL_SINGLE_GROUP / LANES };

/* Vectors that go through a chain of operations side by side. */
enum { BATCH = 4 };
#define EACH for (int r = 0; r < BATCH; r++)
/* Four vectors that have come equally far: see vector.inc.h. No instruction. */
#if defined(__x86_64__)
#define TOGETHER(v) __asm__ volatile("" : "+v"((v)[0]), "+v"((v)[1]), "+v"((v)[2]), "+v"((v)[3]))
#else
#define TOGETHER(v) ((void)(v))
#endif

INLINE vec load_f32(const void *x, size_t i) {
    return load(KL_LOSS_F32, x, i);
}
INLINE void store_f32(float *x, size_t i, vec v) {
    store(KL_LOSS_F32, x, i, v);
}
INLINE vec absolute(vec v) {
    return (vec)((bits)v & splat_bits(0x7FFFFFFF));
}

/* ── Sums ── */

enum {
    P = KL_SINGLE_P,
    FORWARD = KL_SINGLE_FORWARD,
    CHANGE = KL_SINGLE_CHANGE,
    Q = KL_SINGLE_Q,
    REVERSE = KL_SINGLE_REVERSE,
    P_SPREAD = KL_SINGLE_P_SPREAD,
    Q_SPREAD = KL_SINGLE_Q_SPREAD,
    SUMS = KL_SINGLE_SUMS
};

typedef struct totals {
    wide_sum of[SUMS][PARTS];
} totals;

INLINE void add_to(wide_sum to[PARTS], const wide_sum from[PARTS]) {
    for (int part = 0; part < PARTS; part++)
        for (int half = 0; half < 2; half++)
            to[part].part[half] += from[part].part[half];
}

INLINE void take_from(wide_sum to[PARTS], const wide_sum what[PARTS]) {
    for (int part = 0; part < PARTS; part++)
        for (int half = 0; half < 2; half++)
            to[part].part[half] -= what[part].part[half];
}

INLINE void add_lanes_to(double lane[LANES], const wide_sum from[PARTS]) {
    wide_sum to[PARTS];
    memcpy(to, lane, sizeof to);
    add_to(to, from);
    memcpy(lane, to, sizeof to);
}

INLINE float largest_lane(vec v) {
    float lane[KL_WIDTH], out = 0;
    memcpy(lane, &v, sizeof v);
    for (int k = 0; k < KL_WIDTH; k++)
        out = lane[k] > out ? lane[k] : out;
    return out;
}

/* What comes next is asked for while exponentials leave memory idle. What lies behind an array's end is asked for in
 * vain, or is the next row. */
INLINE void ask_ahead(const kl_single_frame *frame, int side, size_t i) {
    enum { LINE = 64 };
    const size_t size = frame->ahead_size[side];
    const uintptr_t from = (uintptr_t)frame->ahead[side] + i * size;
    for (size_t at = 0; at < KL_SINGLE_GROUP * size; at += LINE)
        __builtin_prefetch((const void *)(from + at));
}

/* ── One row ── */

/* The base of exponentials: ROUND less the exponent, so that what is left in the last bits is k − exponent. */
INLINE vec base_of(const kl_single_frame *frame) {
    return splat(ROUND - (float)frame->exponent);
}

/* k, nearly x/ln 2, and the pattern that multiplies a float by 2^(k − exponent) when it is added to its own. */
INLINE vec take_power(vec x, vec base, bits *power) {
    vec shifted = fused(x, splat(LOG2_E), base);
    *power = (bits)shifted << 23;
    return shifted - base;
}

INLINE void exponentials(const void *x, size_t i, const kl_single_frame *frame, vec e[BATCH]) {
    const vec base = base_of(frame);
    vec rest[BATCH], q[BATCH];
    bits power[BATCH];
    EACH {
        vec v = load_f32(x, i + (size_t)r * LANES), k = take_power(v, base, &power[r]);
        rest[r] = fused(k, splat(-LN2_LOW), fused(k, splat(-LN2_HIGH), v));
    }
    TOGETHER(rest);
    EACH q[r] = exp_tail(rest[r]);
    TOGETHER(q);
    EACH e[r] =
        (vec)((bits)fused(fused(q[r], rest[r], splat(1.0f)), rest[r], splat(1.0f)) + power[r]);
    TOGETHER(e);
}

/* Σ e (x − origin). */
INLINE void add_spread(vec *sum, vec e, const void *x, size_t i, float origin) {
    *sum = fused(e, load_f32(x, i) - origin, *sum);
}

static void one_row(const void *x, size_t n, const kl_single_frame *frame, kl_single_sums *sums) {
    totals total = {0};
    for (size_t i = 0; i < n; i += KL_SINGLE_GROUP) {
        ask_ahead(frame, 0, i);
        for (int part = 0; part < PARTS; part++) {
            vec p = splat(0.0f), spread = splat(0.0f);
            for (int row = 0; row < ROWS; row += BATCH) {
                const size_t first = i + (size_t)(row * LANES + part * KL_WIDTH);
                vec e[BATCH];
                exponentials(x, first, frame, e);
                EACH {
                    p += e[r];
                    add_spread(&spread, e[r], x, first + (size_t)r * LANES, frame->p_origin);
                }
            }
            add_widened(&total.of[P][part], p);
            add_widened(&total.of[P_SPREAD][part], spread);
        }
    }
    add_lanes_to(sums->lane[P], total.of[P]);
    add_lanes_to(sums->lane[P_SPREAD], total.of[P_SPREAD]);
}

/* ── Two rows ── */

/* What a loop adds up, and where it stands in the rows. */
typedef struct pair {
    const kl_single_frame *frame;
    const void *x, *y;
    vec sum[SUMS], apart;
} pair;

/* y − x, and what rounding took of it (Knuth's two-sum), or 0. */
INLINE vec difference(const pair *at, size_t i, int is_exact, vec *lost) {
    vec x = load_f32(at->x, i), y = load_f32(at->y, i), d = y - x, back = d - y;
    *lost = is_exact ? (y - (d - back)) - (x + back) : splat(0.0f);
    return d;
}

/* Terms of tokens with |s| ≤ 3/2: φ = e^s − 1 − s = s² Q(s), and s·e^s − e^s + 1 = s(e^s − 1) − φ. */
INLINE void add_near(pair *at, size_t i, int is_whole, int is_exact, const vec e[BATCH],
                     vec change[BATCH]) {
    const kl_single_frame *frame = at->frame;
    vec s[BATCH], q[BATCH];
    EACH {
        vec lost, d = difference(at, i + (size_t)r * LANES, is_exact, &lost);
        s[r] = is_exact ? (d + frame->offset) + lost : d + frame->offset;
    }
    TOGETHER(s);
    EACH {
        vec z = s[r] * s[r];
        at->apart = larger(z, at->apart);
        q[r] = wide_exp_tail(s[r], z);
    }
    TOGETHER(q);
    EACH {
        at->sum[P] += e[r];
        if (!is_whole) {
            at->sum[FORWARD] = fused(e[r] * (s[r] * s[r]), q[r], at->sum[FORWARD]);
            at->sum[CHANGE] = fused(e[r], s[r], at->sum[CHANGE]); /* without the forward terms */
            continue;
        }
        vec es = e[r] * s[r], sq = s[r] * q[r];
        at->sum[FORWARD] = fused(es, sq, at->sum[FORWARD]);
        const size_t k = i + (size_t)r * LANES;
        change[r] = fused(es, sq, es);
        at->sum[CHANGE] += change[r];
        at->sum[REVERSE] = fused(s[r], change[r], at->sum[REVERSE]); /* with the forward terms */
        add_spread(&at->sum[P_SPREAD], e[r], at->x, k, frame->p_origin);
        add_spread(&at->sum[Q_SPREAD], e[r] + change[r], at->y, k, frame->q_origin);
    }
}

/*
 * Of any tokens, s = k ln 2 + r, K = k ln 2, e^r = 1 + r + r² Q, with terms that are 0 for k = 0:
 *
 *     e^s − 1           = 2^k (r + r² Q) + (2^k − 1)
 *     e^s − 1 − s       = 2^k r² Q + [(2^k − 1) r + (2^k − 1 − K)]
 *     s·e^s − e^s + 1   = 2^k (r (r + r² Q) − r² Q) + [K 2^k (r + r² Q) + (2^k (K − 1) + 1)]
 */
INLINE void add_far(pair *at, size_t i, int is_whole, int is_exact, const vec e[BATCH],
                    vec change[BATCH]) {
    const kl_single_frame *frame = at->frame;
    vec rest[BATCH], q[BATCH], k_high[BATCH], k_low[BATCH];
    bits power[BATCH];
    EACH {
        vec lost, d = difference(at, i + (size_t)r * LANES, is_exact, &lost);
        vec s = d + frame->offset, k = take_power(s, splat(ROUND), &power[r]);
        at->apart = larger(s * s, at->apart);
        k_high[r] = k * LN2_HIGH;
        k_low[r] = k * LN2_LOW;
        rest[r] = fused(k, splat(-LN2_LOW), d - (k_high[r] - frame->offset_high)) +
                  (lost + frame->offset_low);
    }
    TOGETHER(rest);
    EACH q[r] = exp_tail(rest[r]);
    TOGETHER(q);
    EACH {
        vec two_k = (vec)(power[r] + splat_bits(UINT32_C(127) << 23)), less = two_k - 1.0f;
        vec z = rest[r] * rest[r], square = z * q[r], grown = fused(z, q[r], rest[r]);
        vec model = e[r] * fused(two_k, grown, two_k);
        vec forward = fused(less, rest[r], (less - k_high[r]) - k_low[r]);
        at->sum[P] += e[r];
        at->sum[Q] += model;
        at->sum[FORWARD] = fused(e[r], fused(two_k, square, forward), at->sum[FORWARD]);
        change[r] = e[r] * fused(two_k, grown, less);
        at->sum[CHANGE] += change[r];
        if (!is_whole)
            continue;
        const size_t at_k = i + (size_t)r * LANES;
        vec whole = k_high[r] + k_low[r], near = fused(rest[r], grown, -square);
        vec far = fused(whole, two_k * grown, fused(two_k, whole - 1.0f, splat(1.0f)));
        at->sum[REVERSE] = fused(e[r], fused(two_k, near, far), at->sum[REVERSE]);
        add_spread(&at->sum[P_SPREAD], e[r], at->x, at_k, frame->p_origin);
        add_spread(&at->sum[Q_SPREAD], model, at->y, at_k, frame->q_origin);
    }
}

INLINE float compare(const void *x, const void *y, size_t n, int is_whole, int is_near,
                     int is_exact, const kl_single_frame *frame, kl_single_sums *sums) {
    totals total = {0};
    pair at = {.frame = frame, .x = x, .y = y, .apart = splat(0.0f)};
    for (size_t i = 0; i < n; i += KL_SINGLE_GROUP) {
        ask_ahead(frame, 0, i);
        ask_ahead(frame, 1, i);
        for (int part = 0; part < PARTS; part++) {
            for (int k = 0; k < SUMS; k++)
                at.sum[k] = splat(0.0f);
            for (int row = 0; row < ROWS; row += BATCH) {
                const size_t first = i + (size_t)(row * LANES + part * KL_WIDTH);
                vec e[BATCH], change[BATCH];
                exponentials(x, first, frame, e);
                if (is_near)
                    add_near(&at, first, is_whole, is_exact, e, change);
                else
                    add_far(&at, first, is_whole, is_exact, e, change);
                for (int r = 0; is_whole && r < BATCH; r++) {
                    store_f32(frame->e, first + (size_t)r * LANES, e[r]);
                    store_f32(frame->change, first + (size_t)r * LANES, change[r]);
                }
            }
            for (int k = 0; k < (is_whole ? SUMS : is_near ? Q : REVERSE); k++)
                add_widened(&total.of[k][part], at.sum[k]);
        }
    }
    const float most = largest_lane(at.apart);
    if (is_near) {
        if (most > KL_SINGLE_NEAR)
            return most;
        if (is_whole)
            take_from(total.of[REVERSE], total.of[FORWARD]);
        else
            add_to(total.of[CHANGE], total.of[FORWARD]);
        add_to(total.of[Q], total.of[P]);
        add_to(total.of[Q], total.of[CHANGE]);
    }
    for (int k = 0; k < (is_whole ? SUMS : REVERSE); k++)
        add_lanes_to(sums->lane[k], total.of[k]);
    return most;
}

#define COMPARE(name, is_whole, is_near, is_exact)                                                 \
    static float name(const void *x, const void *y, size_t n, const kl_single_frame *frame,        \
                      kl_single_sums *sums) {                                                      \
        return compare(x, y, n, is_whole, is_near, is_exact, frame, sums);                         \
    }
COMPARE(divergence_far, 0, 0, 0)
COMPARE(divergence_far_exact, 0, 0, 1)
COMPARE(divergence_near, 0, 1, 0)
COMPARE(divergence_near_exact, 0, 1, 1)
COMPARE(whole_far, 1, 0, 0)
COMPARE(whole_far_exact, 1, 0, 1)
COMPARE(whole_near, 1, 1, 0)
COMPARE(whole_near_exact, 1, 1, 1)

/* ── What needs the totals first ── */

/* With M, m the larger and the smaller of p and q and w = m/M the sum of both terms is
 * (M + m)(ln 2 − ln(1 + w)) + m ln w. */
INLINE vec far_mix(vec p, vec q) {
    vec most = larger(p, q), least = smaller(p, q), w = least / most;
    return (most + least) * (0x1.62e430p-1f - logarithm(1.0f + w)) +
           least * logarithm(larger(w, splat(0x1p-100f)));
}

INLINE void distances(const float *e, const float *change, size_t n, float lost, float gain,
                      int near, double sums[2]) {
    wide_sum total[2][PARTS] = {0};
    const vec twice = splat(2 / gain); /* 2e + gain·d over gain */
    for (size_t i = 0; i < n; i += KL_SINGLE_GROUP)
        for (int part = 0; part < PARTS; part++) {
            vec apart = splat(0.0f), mixed = splat(0.0f);
            for (int row = 0; row < ROWS; row++) {
                const size_t at = i + (size_t)(row * LANES + part * KL_WIDTH);
                vec p = load_f32(e, at), u = load_f32(change, at), d = fused(p, splat(-lost), u);
                vec share = d / fused(twice, p, d), z = share * share;
                vec mix = (d * share) * mix_tail(z);
                if (!near)
                    mix = choose(z < MIX_END, mix, far_mix(p, (p + u) * gain) * twice);
                apart += absolute(d);
                mixed += mix;
            }
            add_widened(&total[0][part], apart);
            add_widened(&total[1][part], mixed);
        }
    for (int k = 0; k < 2; k++) {
        double lane[LANES] = {0};
        add_lanes_to(lane, total[k]);
        for (int half = LANES / 2; half > 0; half /= 2)
            for (int i = 0; i < half; i++)
                lane[i] += lane[i + half];
        sums[k] += k == 0 ? lane[0] : lane[0] / 2;
    }
}

static void distances_block(const float *e, const float *change, size_t n, float lost, float gain,
                            int near, double sums[2]) {
    if (near)
        distances(e, change, n, lost, gain, 1, sums);
    else
        distances(e, change, n, lost, gain, 0, sums);
}

/* ── Reading ── */

static void range(const void *x, size_t n, float *least, float *largest) {
    enum { STEP = 4 * KL_WIDTH };
    vec low[4], high[4];
    for (int r = 0; r < 4; r++) {
        low[r] = splat(INFINITY);
        high[r] = splat(-INFINITY);
    }
    size_t i = 0;
    for (; i + STEP <= n; i += STEP)
        for (int r = 0; r < 4; r++) {
            vec v = load_f32(x, i + (size_t)(r * KL_WIDTH));
            low[r] = smaller(v, low[r]);
            high[r] = larger(v, high[r]);
        }
    vec lows = smaller(smaller(low[0], low[1]), smaller(low[2], low[3]));
    vec highs = larger(larger(high[0], high[1]), larger(high[2], high[3]));
    for (int k = 0; k < KL_WIDTH; k++) {
        *least = lows[k] < *least ? lows[k] : *least;
        *largest = highs[k] > *largest ? highs[k] : *largest;
    }
    for (; i < n; i++) {
        float v;
        memcpy(&v, (const unsigned char *)x + i * sizeof v, sizeof v);
        *least = v < *least ? v : *least;
        *largest = v > *largest ? v : *largest;
    }
}

INLINE void widen(kl_loss_type type, const void *x, size_t n, float *out) {
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH)
        store_f32(out, i, load(type, x, i));
    if (i < n)
        store_tail(KL_LOSS_F32, out, i, n - i, load_tail(type, x, i, n - i, 0.0f));
}
static void widen_f16_block(const void *x, size_t n, float *out) {
    widen(KL_LOSS_F16, x, n, out);
}
static void widen_bf16_block(const void *x, size_t n, float *out) {
    widen(KL_LOSS_BF16, x, n, out);
}

static void widen_levels(const void *x, size_t n, float scale, float *out) {
    const unsigned char *from = x;
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH) {
        halves h;
        memcpy(&h, from + i * sizeof(uint16_t), sizeof h);
        store_f32(out, i, (__builtin_convertvector((mask)widen_halves(h), vec) - 65535.0f) * scale);
    }
    for (; i < n; i++) {
        uint16_t level;
        memcpy(&level, from + i * sizeof level, sizeof level);
        out[i] = ((float)level - 65535.0f) * scale;
    }
}

KL_TABLE_LINKAGE const kl_single_kernels KL_TABLE = {
    .widen_f16 = widen_f16_block,
    .widen_bf16 = widen_bf16_block,
    .widen_levels = widen_levels,
    .range = range,
    .one = one_row,
    .divergence = {{divergence_far, divergence_far_exact},
                   {divergence_near, divergence_near_exact}},
    .whole = {{whole_far, whole_far_exact}, {whole_near, whole_near_exact}},
    .distances = distances_block};
