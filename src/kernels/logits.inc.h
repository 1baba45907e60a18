/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows of logits: widening, the largest, exponentials with their sums, and the divergences of two softmaxes.
 * Lanes and trees as in rows.inc.h, so every instruction set gives the same bits.
 */

typedef float narrow __attribute__((vector_size(KL_WIDTH * sizeof(float))));
typedef uint16_t halves __attribute__((vector_size(KL_WIDTH * sizeof(uint16_t))));
typedef int32_t integers __attribute__((vector_size(KL_WIDTH * sizeof(int32_t))));

/* A whole vector of them. */
typedef float singles __attribute__((vector_size(KL_WIDTH * sizeof(double))));

/* What is read may lie at any address. */
static void widen_f32(const void *x, size_t n, double *out) {
    const unsigned char *from = x;
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH) {
        narrow v;
        memcpy(&v, from + i * sizeof(float), sizeof v);
        store(out + i, __builtin_convertvector(v, vec));
    }
    for (; i < n; i++) {
        float v;
        memcpy(&v, from + i * sizeof v, sizeof v);
        out[i] = (double)v;
    }
}

/* scale·x + offset of levels, each operation rounded. */
static void widen_u16(const void *x, size_t n, double scale, double offset, double *out) {
    const unsigned char *from = x;
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH) {
        halves v;
        memcpy(&v, from + i * sizeof(uint16_t), sizeof v);
        integers levels =
            __builtin_convertvector(v, integers); /* one step more, but an instruction each */
        store(out + i, __builtin_convertvector(levels, vec) * scale + offset);
    }
    for (; i < n; i++) {
        uint16_t v;
        memcpy(&v, from + i * sizeof v, sizeof v);
        out[i] = (double)v * scale + offset;
    }
}

/* The first that is larger than `threshold`; n if none is. */
#define ABOVE(name, type, vector)                                                                  \
    static size_t name(const void *x, size_t n, double threshold) {                                \
        enum { STEP = sizeof(vector) / sizeof(type) };                                             \
        const unsigned char *from = x;                                                             \
        const vector limit = (type)threshold - (vector){0};                                        \
        size_t i = 0;                                                                              \
        for (; i + 2 * STEP <= n; i += 2 * STEP) {                                                 \
            vector a, b;                                                                           \
            memcpy(&a, from + i * sizeof(type), sizeof a);                                         \
            memcpy(&b, from + (i + STEP) * sizeof(type), sizeof b);                                \
            if (any((mask)((a > limit) | (b > limit))))                                            \
                break;                                                                             \
        }                                                                                          \
        for (; i < n; i++) {                                                                       \
            type v;                                                                                \
            memcpy(&v, from + i * sizeof v, sizeof v);                                             \
            if (v > (type)threshold)                                                               \
                break;                                                                             \
        }                                                                                          \
        return i;                                                                                  \
    }
ABOVE(above_f64, double, vec)
ABOVE(above_f32, float, singles)

/* Bit 0: some y is −∞ where x is not; bit 1: the other way round. */
static int impossible_block(const double *x, const double *y, size_t n) {
    const vec lowest = splat(-INFINITY);
    mask of_y = {0}, of_x = {0};
    int y_alone = 0, x_alone = 0;
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH) {
        mask x_is = load(x + i) == lowest, y_is = load(y + i) == lowest;
        of_y |= y_is & ~x_is;
        of_x |= x_is & ~y_is;
    }
    for (; i < n; i++) {
        y_alone |= y[i] == -INFINITY && x[i] > -INFINITY;
        x_alone |= x[i] == -INFINITY && y[i] > -INFINITY;
    }
    return (y_alone | any(of_y)) + 2 * (x_alone | any(of_x));
}

/* C(z) = √z coth(√z/2), so that e^r = (C(r²) + r)/(C(r²) − r): 2⁻⁵⁸ of e^r for |r| ≤ ln 2 / 2. A division is
 * less than the six further terms of a polynomial for e^r. */
#define COTH_0 0x1.0000000000000p+1
#define COTH_1 0x1.5555555555501p-3
#define COTH_2 -0x1.6c16c16bbf7abp-9
#define COTH_3 0x1.1566aa88909a6p-14
#define COTH_4 -0x1.bbd33fd0ae22dp-20
#define COTH_5 0x1.63230ab950d19p-25

/* t = k ln 2 + r; k stays where `shifted` has it, in its last bits. */
INLINE vec reduce(vec t, vec *shifted) {
    *shifted = t * 0x1.71547652b82fep+0 + 0x1.8p52;
    vec k = *shifted - 0x1.8p52;
    return (t - k * LN2_HIGH) - k * LN2_LOW;
}
INLINE vec coth_of(vec r) {
    vec z = r * r, z2 = z * z;
    vec even = z2 * COTH_4 + COTH_2, odd = z2 * COTH_5 + COTH_3;
    even = even * z2 + COTH_0;
    odd = odd * z2 + COTH_1;
    return even + odd * z;
}
INLINE vec exp_reduced(vec r) {
    vec c = coth_of(r);
    return (c + r) / (c - r);
}
INLINE vec times_power(vec x, vec shifted) {
    return (vec)((bits)x + ((bits)shifted << 52));
}

/* The end of a row, with what adds nothing behind it. */
INLINE const double *whole_group(const double *x, size_t left, double fill, double tail[GROUP]) {
    if (left >= GROUP)
        return x;
    for (size_t k = 0; k < GROUP; k++)
        tail[k] = k < left ? x[k] : fill;
    return tail;
}

/* Rows of one part, at most eight: their exponentials, and the sums of these and of e^t·t, those of eight rows. */
INLINE vec exp_rows(const double *x, int rows, double shift, double *e, vec *spread, mask *faint) {
    const vec lowest = splat(-700.0);
    vec t[ROWS], v[ROWS], shifted[ROWS];
    for (int r = rows; r < ROWS; r++)
        t[r] = v[r] = splat(0.0);
    for (int r = 0; r < rows; r++) {
        t[r] = larger(lowest, load(x + r * LANES) - shift); /* a NaN stays */
        v[r] = reduce(t[r], &shifted[r]);
    }
    for (int r = 0; r < rows; r++)
        v[r] = exp_reduced(v[r]);
    for (int r = 0; r < rows; r++) {
        mask low = t[r] == lowest;
        *faint |= low;
        v[r] = keep(~low, times_power(v[r], shifted[r]));
        store(e + r * LANES, v[r]);
        t[r] = v[r] * t[r];
    }
    *spread = sum_rows(t);
    return sum_rows(v);
}

typedef struct exp_sums {
    vec high[PARTS], low[PARTS], spread_high[PARTS], spread_low[PARTS];
    mask faint;
} exp_sums;

INLINE void add_exp_group(const double *x, int rows, double shift, double *e, exp_sums *to) {
    for (int part = 0; part < PARTS; part++, x += KL_WIDTH, e += KL_WIDTH) {
        vec spread, sum = exp_rows(x, rows, shift, e, &spread, &to->faint);
        add_exactly(&to->high[part], &to->low[part], sum);
        add_exactly(&to->spread_high[part], &to->spread_low[part], spread);
    }
}

/* As many rows as there are numbers in, and nothing behind these. */
static int exp_shifted_end(const double *x, size_t n, double shift, double *e, exp_sums *to) {
    double x_tail[GROUP], e_tail[GROUP];
    const size_t rows = (n + LANES - 1) / LANES;
    const mask faint = to->faint;
    int is_faint = 0;
    memcpy(x_tail, x, n * sizeof *x);
    for (size_t k = n; k < rows * LANES; k++)
        x_tail[k] = -INFINITY;
    add_exp_group(x_tail, (int)rows, shift, e_tail, to);
    memcpy(e, e_tail, n * sizeof *e);
    for (size_t k = 0; k < n; k++)
        is_faint |= e[k] == 0;
    to->faint = faint;
    return is_faint;
}

static int exp_shifted_block(const double *x, size_t n, double shift, double *e, double sums[4]) {
    exp_sums of;
    const size_t whole = n / GROUP * GROUP;
    int is_faint = 0;
    of.faint = (mask){0};
    for (int part = 0; part < PARTS; part++)
        of.high[part] = of.low[part] = of.spread_high[part] = of.spread_low[part] = splat(0.0);
    for (size_t i = 0; i < whole; i += GROUP)
        add_exp_group(x + i, ROWS, shift, e + i, &of);
    if (whole < n)
        is_faint = exp_shifted_end(x + whole, n - whole, shift, e + whole, &of);
    finish_sum(of.high, of.low, sums);
    finish_sum(of.spread_high, of.spread_low, sums + 2);
    return is_faint | any(of.faint);
}

/* A(z) of logarithm.inc.h for 0 ≤ z ≤ 1/9: ln(1 + w) = 2s + s³ A(s²), s = w/(2 + w), 0 ≤ w ≤ 1. */
#define LOG1P_0 0x1.555555555554dp-1
#define LOG1P_1 0x1.999999999c224p-2
#define LOG1P_2 0x1.24924922a75eap-2
#define LOG1P_3 0x1.c71c731b165e1p-3
#define LOG1P_4 0x1.745cd6bf5a870p-3
#define LOG1P_5 0x1.3b1b06564f0b4p-3
#define LOG1P_6 0x1.108c2bddfe376p-3
#define LOG1P_7 0x1.eda4b7d8fa704p-4
#define LOG1P_8 0x1.5f1b05a15a198p-4
#define LOG1P_9 0x1.53ee84f37149cp-3

/* Step by step for the even and the odd: written as two chains it takes a seventh longer. */
INLINE vec log1p_tail(vec z) {
    vec z2 = z * z;
    vec even = z2 * LOG1P_8 + LOG1P_6, odd = z2 * LOG1P_9 + LOG1P_7;
    even = even * z2 + LOG1P_4;
    odd = odd * z2 + LOG1P_5;
    even = even * z2 + LOG1P_2;
    odd = odd * z2 + LOG1P_3;
    even = even * z2 + LOG1P_0;
    odd = odd * z2 + LOG1P_1;
    return even + odd * z;
}

/*
 * With a = ln p, b = ln q and d = a − b from the logits themselves, so that nothing is lost where p or q is
 * faint: p d − (p − q) and (p − q) − q d are the terms of both divergences. With M, m the larger and the
 * smaller of p and q, w = m/M = e^−|d|, the Jensen–Shannon term is
 *
 *     ½ [p ln(2p/(p + q)) + q ln(2q/(p + q))] = ½ [(M + m)(ln 2 − ln(1 + w)) − m |d|].
 */
INLINE void compare_rows(const double *x, const double *y, const double *e, const double *f,
                         const kl_row_pair *how, int has_zeros, vec sum[4]) {
    const vec none = splat(0.0);
    vec forward[ROWS], reverse[ROWS], apart[ROWS], both[ROWS], less[ROWS], share[ROWS];
    for (int r = 0; r < ROWS; r++) {
        vec p = load(e + r * LANES) * how->p_scale, q = load(f + r * LANES) * how->q_scale;
        vec d = ((load(x + r * LANES) - how->x_largest) - (load(y + r * LANES) - how->y_largest)) -
                how->log_ratio;
        vec s = p - q, pd = p * d, qd = q * d, m = smaller(p, q);
        if (has_zeros) {
            pd = keep(p > none, pd);
            qd = keep(q > none, qd);
        }
        forward[r] = pd - s;
        reverse[r] = s - qd;
        apart[r] = absolute(s);
        both[r] = p + q;
        less[r] = m * absolute(d);
        share[r] = m / ((both[r] + both[r]) - m); /* m/(2M + m) */
        if (has_zeros) {
            less[r] = keep(m > none, less[r]);
            share[r] = keep(m > none, share[r]); /* 0/0 where both are 0 */
        }
    }
    sum[0] = sum_rows(forward);
    sum[1] = sum_rows(reverse);
    sum[3] = sum_rows(apart);
    for (int r = 0; r < ROWS; r++) {
        vec z = share[r] * share[r];
        vec log = 2.0 * share[r] + share[r] * (z * log1p_tail(z));
        both[r] = both[r] * (M_LN2 - log) - less[r];
    }
    sum[2] = sum_rows(both);
}

INLINE void compare(const double *x, const double *y, const double *e, const double *f, size_t n,
                    const kl_row_pair *how, int has_zeros, double sums[8]) {
    vec high[4][PARTS], low[4][PARTS];
    double tail[4][GROUP];
    const double nothing = has_zeros ? 0.0 : 0x1p-900;
    for (int k = 0; k < 4; k++)
        for (int part = 0; part < PARTS; part++)
            high[k][part] = low[k][part] = splat(0.0);
    for (size_t i = 0; i < n; i += GROUP) {
        const double *xs = whole_group(x + i, n - i, 0.0, tail[0]);
        const double *ys = whole_group(y + i, n - i, 0.0, tail[1]);
        const double *es = whole_group(e + i, n - i, nothing, tail[2]);
        const double *fs = whole_group(f + i, n - i, nothing, tail[3]);
        for (int part = 0; part < PARTS; part++) {
            const size_t at = (size_t)part * KL_WIDTH;
            vec sum[4];
            compare_rows(xs + at, ys + at, es + at, fs + at, how, has_zeros, sum);
            for (int k = 0; k < 4; k++)
                add_exactly(&high[k][part], &low[k][part], sum[k]);
        }
    }
    for (int k = 0; k < 4; k++)
        finish_sum(high[k], low[k], sums + 2 * k);
}

static void compare_block(const double *x, const double *y, const double *e, const double *f,
                          size_t n, const kl_row_pair *how, double sums[8]) {
    if (how->has_zeros)
        compare(x, y, e, f, n, how, 1, sums);
    else
        compare(x, y, e, f, n, how, 0, sums);
}

/* See kl_clipped_sums. */
static void clipped_block(const double *x, const double *y, const double *e, const double *f,
                          size_t n, const kl_clipped_row *how, kl_clipped_sums *sums) {
    const vec none = splat(0.0), one = splat(1.0);
    enum { SUMS = 6 };
    vec sum[SUMS][PARTS], least[PARTS];
    double tail[4][LANES], lanes[LANES], out[SUMS];
    for (int part = 0; part < PARTS; part++) {
        for (int k = 0; k < SUMS; k++)
            sum[k][part] = none;
        least[part] = splat(INFINITY);
    }
    for (size_t i = 0; i < n; i += LANES) {
        const double *row[4] = {x + i, y + i, e + i, f + i};
        size_t left = n - i;
        for (int k = 0; left < LANES && k < 4; k++) {
            for (size_t at = 0; at < LANES; at++) /* above the floor, and nothing to add */
                tail[k][at] = at < left ? row[k][at] : k == 0 ? INFINITY : 0.0;
            row[k] = tail[k];
        }
        for (int part = 0; part < PARTS; part++) {
            vec vx = load(row[0] + part * KL_WIDTH), vy = load(row[1] + part * KL_WIDTH);
            vec p = load(row[2] + part * KL_WIDTH) * how->p_scale;
            vec q = load(row[3] + part * KL_WIDTH) * how->q_scale;
            mask above = vx > splat(how->floor), counts = above & (p > none);
            vec d = (vx - vy) - how->shift;
            vec blur = p * how->p_slack, other = p * how->q_slack, reach = p / q * how->q_reach;
            blur = smaller(splat(how->p_reach), blur);
            other = smaller(reach, other);
            sum[0][part] += keep(counts, p);
            sum[1][part] += keep(counts, p * d);
            sum[2][part] += keep(counts, blur);
            sum[3][part] += keep(counts, (blur + other) * (absolute(d) + 1.0));
            sum[4][part] += keep(~above, q);
            sum[5][part] += keep(~above, one);
            vec low = choose(above, splat(INFINITY), vy);
            least[part] = smaller(low, least[part]);
        }
    }
    for (int k = 0; k < SUMS; k++) {
        memcpy(lanes, sum[k], sizeof lanes);
        out[k] = 0.0;
        for (int at = 0; at < LANES; at++)
            out[k] += lanes[at];
    }
    memcpy(lanes, least, sizeof lanes);
    for (int at = 0; at < LANES; at++)
        sums->least_y = lanes[at] < sums->least_y ? lanes[at] : sums->least_y;
    sums->mass += out[0];
    sums->divergence += out[1];
    sums->blur += out[2];
    sums->wide += out[3];
    sums->floor_mass += out[4];
    sums->at_floor += out[5];
}
