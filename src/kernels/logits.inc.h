/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows of logits: widening, the largest, exponentials with their sums, and the divergences of two softmaxes.
 * Lanes and trees as in blocks.inc.h, so every instruction set gives the same bits.
 */

typedef float narrow __attribute__((vector_size(KL_WIDTH * sizeof(float))));
typedef uint16_t halves __attribute__((vector_size(KL_WIDTH * sizeof(uint16_t))));

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
        store(out + i, __builtin_convertvector(v, vec) * scale + offset);
    }
    for (; i < n; i++) {
        uint16_t v;
        memcpy(&v, from + i * sizeof v, sizeof v);
        out[i] = (double)v * scale + offset;
    }
}

/* NaN if one of them is. */
static double maximum_block(const double *x, size_t n) {
    vec top[PARTS], odd = splat(0.0);
    double lanes[LANES], best = -INFINITY;
    int is_odd = 0;
    for (int part = 0; part < PARTS; part++)
        top[part] = splat(-INFINITY);
    size_t i = 0;
    for (; i + LANES <= n; i += LANES)
        for (int part = 0; part < PARTS; part++) {
            vec v = load(x + i + part * KL_WIDTH);
            top[part] = choose(v > top[part], v, top[part]);
            odd += v * 0.0; /* NaN where v is no finite number */
        }
    memcpy(lanes, top, sizeof lanes);
    for (int k = 0; k < LANES; k++)
        best = lanes[k] > best ? lanes[k] : best;
    for (; i < n; i++) {
        best = x[i] > best ? x[i] : best;
        is_odd |= isnan(x[i]);
    }
    if (any(odd != odd)) /* −∞ is allowed */
        for (i = 0; i < n; i++)
            is_odd |= isnan(x[i]);
    return is_odd ? NAN : best;
}

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

/* t becomes e^t, t ≤ 0; 0 below −700, far from the subnormal numbers. Within two units in the last place. The
 * polynomial is exp_tail's, by even and odd powers. */
INLINE void exp_negative(vec t[BATCH]) {
    vec shifted[BATCH], x[BATCH], x2[BATCH], even[BATCH], odd[BATCH];
    EACH shifted[r] = t[r] * 0x1.71547652b82fep+0 + 0x1.8p52;
    TOGETHER(shifted);
    EACH x[r] = t[r] - (shifted[r] - 0x1.8p52) * LN2_HIGH;
    EACH x[r] -= (shifted[r] - 0x1.8p52) * LN2_LOW;
    TOGETHER(x);
    EACH x2[r] = x[r] * x[r];
    TOGETHER(x2);
    EACH even[r] = x2[r] * EXP_10 + EXP_8;
    EACH odd[r] = x2[r] * EXP_9 + EXP_7;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * x2[r] + EXP_6;
    EACH odd[r] = odd[r] * x2[r] + EXP_5;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * x2[r] + EXP_4;
    EACH odd[r] = odd[r] * x2[r] + EXP_3;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * x2[r] + EXP_2;
    EACH odd[r] = odd[r] * x2[r] + EXP_1;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * x2[r] + EXP_0;
    TOGETHER(even);
    EACH even[r] = even[r] + odd[r] * x[r];
    TOGETHER(even);
    EACH x[r] = 1.0 + (x[r] + x2[r] * even[r]);
    TOGETHER(x);
    EACH x[r] = (vec)((bits)x[r] + ((bits)shifted[r] << 52));
    EACH t[r] = keep(t[r] >= splat(-700.0), x[r]);
}

/* The end of a row, with what adds nothing behind it. */
INLINE const double *whole_group(const double *x, size_t left, double fill, double tail[GROUP]) {
    if (left >= GROUP)
        return x;
    for (size_t k = 0; k < GROUP; k++)
        tail[k] = k < left ? x[k] : fill;
    return tail;
}

static void exp_shifted_block(const double *x, size_t n, double shift, double *e, double sums[4]) {
    vec high[PARTS], low[PARTS], spread_high[PARTS], spread_low[PARTS];
    double x_tail[GROUP], e_tail[GROUP];
    for (int part = 0; part < PARTS; part++)
        high[part] = low[part] = spread_high[part] = spread_low[part] = splat(0.0);
    for (size_t i = 0; i < n; i += GROUP) {
        const double *row = whole_group(x + i, n - i, -INFINITY, x_tail);
        double *out = n - i >= GROUP ? e + i : e_tail;
        for (int part = 0; part < PARTS; part++) {
            vec sum[2], spread[2];
            for (int half = 0; half < 2; half++) {
                const size_t at = (size_t)(half * BATCH * LANES + part * KL_WIDTH);
                vec t[BATCH], v[BATCH];
                EACH v[r] = t[r] = load(row + at + r * LANES) - shift;
                exp_negative(v);
                EACH store(out + at + r * LANES, v[r]);
                EACH t[r] = keep(v[r] > splat(0.0), v[r] * t[r]);
                sum[half] = (v[0] + v[1]) + (v[2] + v[3]);
                spread[half] = (t[0] + t[1]) + (t[2] + t[3]);
            }
            add_exactly(&high[part], &low[part], sum[0] + sum[1]);
            add_exactly(&spread_high[part], &spread_low[part], spread[0] + spread[1]);
        }
        if (out == e_tail)
            memcpy(e + i, e_tail, (n - i) * sizeof *e);
    }
    finish_sum(high, low, sums);
    finish_sum(spread_high, spread_low, sums + 2);
}

/* z becomes A(z) of logarithm.inc.h, 0 ≤ z ≤ 1/9: ln(1 + w) = 2s + s³ A(s²), s = w/(2 + w), 0 ≤ w ≤ 1. */
INLINE void log1p_tail(vec z[BATCH]) {
    vec z2[BATCH], even[BATCH], odd[BATCH];
    EACH z2[r] = z[r] * z[r];
    TOGETHER(z2);
    EACH even[r] = z2[r] * 0x1.5f1b05a15a198p-4 + 0x1.108c2bddfe376p-3;
    EACH odd[r] = z2[r] * 0x1.53ee84f37149cp-3 + 0x1.eda4b7d8fa704p-4;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * z2[r] + 0x1.745cd6bf5a870p-3;
    EACH odd[r] = odd[r] * z2[r] + 0x1.3b1b06564f0b4p-3;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * z2[r] + 0x1.24924922a75eap-2;
    EACH odd[r] = odd[r] * z2[r] + 0x1.c71c731b165e1p-3;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * z2[r] + 0x1.555555555554dp-1;
    EACH odd[r] = odd[r] * z2[r] + 0x1.999999999c224p-2;
    TOGETHER(even);
    TOGETHER(odd);
    EACH z[r] = even[r] + odd[r] * z[r];
}

/*
 * With a = ln p, b = ln q and d = a − b from the logits themselves, so that nothing is lost where p or q is
 * faint: p d − (p − q) and (p − q) − q d are the terms of both divergences. With M, m the larger and the
 * smaller of p and q, w = m/M = e^−|d|, the Jensen–Shannon term is
 *
 *     ½ [p ln(2p/(p + q)) + q ln(2q/(p + q))] = ½ [(M + m)(ln 2 − ln(1 + w)) − m |d|].
 */
INLINE void compare_batch(const double *x, const double *y, const double *e, const double *f,
                          const double scale[3], vec sum[4]) {
    const vec none = splat(0.0);
    vec p[BATCH], q[BATCH], d[BATCH], s[BATCH], t[BATCH], z[BATCH];
    EACH p[r] = load(e + r * LANES) * scale[0];
    EACH q[r] = load(f + r * LANES) * scale[1];
    EACH d[r] = (load(x + r * LANES) - load(y + r * LANES)) - scale[2];
    EACH s[r] = p[r] - q[r];
    EACH t[r] = keep(p[r] > none, p[r] * d[r]) - s[r];
    sum[0] += (t[0] + t[1]) + (t[2] + t[3]);
    EACH t[r] = s[r] - keep(q[r] > none, q[r] * d[r]);
    sum[1] += (t[0] + t[1]) + (t[2] + t[3]);
    EACH t[r] = absolute(s[r]);
    sum[3] += (t[0] + t[1]) + (t[2] + t[3]);
    EACH t[r] = choose(q[r] < p[r], q[r], p[r]);
    EACH s[r] = p[r] + q[r];
    EACH p[r] = t[r] / ((s[r] + s[r]) - t[r]); /* m/(2M + m) */
    EACH z[r] = q[r] = p[r] * p[r];
    log1p_tail(z);
    EACH z[r] = 2.0 * p[r] + p[r] * (q[r] * z[r]);
    EACH d[r] = keep(t[r] > none, t[r] * absolute(d[r]));
    EACH z[r] = keep(t[r] > none, z[r]); /* 0/0 where neither is possible */
    EACH t[r] = s[r] * (0x1.62e42fefa39efp-1 - z[r]) - d[r];
    sum[2] += (t[0] + t[1]) + (t[2] + t[3]);
}

static void compare_block(const double *x, const double *y, const double *e, const double *f,
                          size_t n, const double scale[3], double sums[8]) {
    vec high[4][PARTS], low[4][PARTS];
    double tail[4][GROUP];
    for (int k = 0; k < 4; k++)
        for (int part = 0; part < PARTS; part++)
            high[k][part] = low[k][part] = splat(0.0);
    for (size_t i = 0; i < n; i += GROUP) {
        const double *xs = whole_group(x + i, n - i, 0.0, tail[0]);
        const double *ys = whole_group(y + i, n - i, 0.0, tail[1]);
        const double *es = whole_group(e + i, n - i, 0.0, tail[2]);
        const double *fs = whole_group(f + i, n - i, 0.0, tail[3]);
        for (int part = 0; part < PARTS; part++) {
            vec sum[4] = {splat(0.0), splat(0.0), splat(0.0), splat(0.0)};
            for (int half = 0; half < 2; half++) {
                const size_t at = (size_t)(half * BATCH * LANES + part * KL_WIDTH);
                compare_batch(xs + at, ys + at, es + at, fs + at, scale, sum);
            }
            for (int k = 0; k < 4; k++)
                add_exactly(&high[k][part], &low[k][part], sum[k]);
        }
    }
    for (int k = 0; k < 4; k++)
        finish_sum(high[k], low[k], sums + 2 * k);
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
            blur = choose(blur > splat(how->p_reach), splat(how->p_reach), blur);
            other = choose(other > reach, reach, other);
            sum[0][part] += keep(counts, p);
            sum[1][part] += keep(counts, p * d);
            sum[2][part] += keep(counts, blur);
            sum[3][part] += keep(counts, (blur + other) * (absolute(d) + 1.0));
            sum[4][part] += keep(~above, q);
            sum[5][part] += keep(~above, one);
            vec low = choose(above, splat(INFINITY), vy);
            least[part] = choose(low < least[part], low, least[part]);
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
