/* SPDX-License-Identifier: Apache-2.0 */
/* Two rows of logits beside each other in lanes of f32: KL(P‖Q) by sums of exponentials, and where these would cancel
 * by the terms of divergence.inc.h, which has their reasons. */

/* ── Far apart ── */

/* e^x where that is a normal number, and 0 below: one operation less than with a base. NaN stays NaN. */
INLINE vec plain_exponential(vec x) {
    vec t = larger(splat(ZERO_FROM), x);
    vec rounded = t * LOG2_E + (ROUND + 127.0f), k = rounded - (ROUND + 127.0f);
    vec r = (t - k * LN2_HIGH) - k * LN2_LOW;
    vec y = (r * r) * exponential_tail(r) + r;
    vec power = (vec)((bits)rounded << 23);
    return y * power + power;
}

/* Σ e^x, Σ e^y, Σ e^x·(x − y). */
enum { CROSS_SUMS = 3 };

INLINE void add_cross(vec x, vec y, vec sum[CROSS_SUMS], vec *most) {
    vec e = plain_exponential(x);
    *most = larger(*most, e);
    sum[0] += e;
    sum[1] += plain_exponential(y);
    sum[2] += e * (x - y);
}

INLINE kl_loss_cross cross(kl_loss_type type, const void *x, const void *y, size_t n) {
    enum { GROUP = 16, STEP = 2 * KL_WIDTH };
    wide_sum total[CROSS_SUMS] = {{{{0}}}, {{{0}}}, {{{0}}}};
    vec most = splat(0.0f);
    size_t i = 0;
    while (i + KL_WIDTH <= n) {
        vec sum[2][CROSS_SUMS];
        for (int k = 0; k < CROSS_SUMS; k++)
            sum[0][k] = sum[1][k] = splat(0.0f);
        const size_t left = (n - i) / KL_WIDTH, group = (left < GROUP ? left : GROUP) * KL_WIDTH;
        for (const size_t stop = i + group / STEP * STEP; i < stop; i += STEP)
            for (size_t a = 0; a < 2; a++)
                add_cross(load(type, x, i + a * KL_WIDTH), load(type, y, i + a * KL_WIDTH), sum[a],
                          &most);
        if (group % STEP != 0) {
            add_cross(load(type, x, i), load(type, y, i), sum[0], &most);
            i += KL_WIDTH;
        }
        for (int k = 0; k < CROSS_SUMS; k++)
            add_widened(&total[k], sum[0][k] + sum[1][k]);
    }
    if (i < n) {
        vec sum[CROSS_SUMS] = {splat(0.0f), splat(0.0f), splat(0.0f)};
        const mask last = lanes_from(KL_WIDTH - (n - i));
        add_cross(load_tail(type, x, i, n - i, -INFINITY), load_tail(type, y, i, n - i, -INFINITY),
                  sum, &most);
        for (int k = 0; k < CROSS_SUMS; k++)
            add_widened(&total[k], keep(last, sum[k]));
    }
    float lane[KL_WIDTH], top = 0;
    memcpy(lane, &most, sizeof most);
    for (int k = 0; k < KL_WIDTH; k++)
        top = lane[k] > top ? lane[k] : top;
    return (kl_loss_cross){add_lanes(&total[0]), add_lanes(&total[1]), add_lanes(&total[2]),
                           (double)top};
}

/* ── Close together, and gradients ── */

typedef struct pair_row_lanes {
    base_lanes x, y;
    vec p_scale, q_scale, shift, shift_low;
} pair_row_lanes;

INLINE pair_row_lanes spread_pair(const kl_loss_pair *pair) {
    return (pair_row_lanes){spread_base(pair->x_base), spread_base(pair->y_base),
                            splat(pair->p_scale),      splat(pair->q_scale),
                            splat(pair->shift),        splat(pair->shift_low)};
}

typedef struct pair_lanes {
    mask p_larger;
    vec larger, smaller, r;     /* of p and q; ln q − ln p */
    vec less_one, excess, back; /* with w = smaller/larger: w − 1, w − 1 + |r|, 1 − w − w |r| */
} pair_lanes;

INLINE void set_powers(vec s, vec *w, pair_lanes *of) {
    vec t = larger(splat(ZERO_FROM), s);
    vec rounded = t * LOG2_E + ROUND, k = rounded - ROUND;
    vec r = (t - k * LN2_HIGH) - k * LN2_LOW;
    vec square = (r * r) * exponential_tail(r);
    vec power = (vec)(((bits)rounded << 23) + splat_bits(UINT32_C(127) << 23));
    mask near = k == splat(0.0f); /* there r is s */
    *w = (r + square) * power + power;
    of->less_one = choose(near, r + square, *w - 1.0f);
    of->excess = choose(near, square, of->less_one - s);
    of->back = choose(near, s * s - square * (1.0f - s), *w * t - of->less_one);
}

INLINE pair_lanes take_pair(vec x, vec y, const pair_row_lanes *row) {
    const vec none = splat(0.0f), lowest = splat(-INFINITY);
    mask no_p = x == lowest, no_q = y == lowest;
    vec high = y - x, part = high - y; /* Knuth's two-sum */
    vec low = keep(~(no_p | no_q), (y - (high - part)) - (x + part));
    pair_lanes of;
    of.r = keep(~(no_p & no_q), (high - row->shift) + (low - row->shift_low));
    of.p_larger = of.r < none;
    vec size = choose(of.p_larger, of.r, -of.r), w;
    set_powers(size, &w, &of);
    const mask p = of.p_larger;
    vec t =
        choose(p, larger(row->x.least, x - row->x.shift), larger(row->y.least, y - row->y.shift));
    bits bias = (bits)choose(p, (vec)row->x.bias, (vec)row->y.bias);
    of.larger = scaled_exponential(t, bias) * choose(p, row->p_scale, row->q_scale);
    of.smaller = of.larger * w;
    return of;
}

INLINE vec gain(const pair_lanes *of) {
    vec size = of->larger * of->less_one;
    return choose(of->p_larger, size, -size);
}

INLINE void add_pair(vec x, vec y, const pair_row_lanes *row, vec sum[2]) {
    pair_lanes of = take_pair(x, y, row);
    sum[0] += of.larger * choose(of.p_larger, of.excess, of.back);
    sum[1] += gain(&of);
}

INLINE kl_loss_pair_sums pair_sums(kl_loss_type type, const void *x, const void *y, size_t n,
                                   const kl_loss_pair *pair) {
    enum { GROUP = 8 };
    const pair_row_lanes row = spread_pair(pair);
    wide_sum total[2] = {{{{0}}}, {{{0}}}};
    for (size_t i = 0; i < n;) {
        vec sum[2] = {splat(0.0f), splat(0.0f)};
        for (int k = 0; k < GROUP && i < n; k++, i += KL_WIDTH)
            if (n - i >= KL_WIDTH)
                add_pair(load(type, x, i), load(type, y, i), &row, sum);
            else
                add_pair(load_tail(type, x, i, n - i, -INFINITY),
                         load_tail(type, y, i, n - i, -INFINITY), &row, sum);
        add_widened(&total[0], sum[0]);
        add_widened(&total[1], sum[1]);
    }
    return (kl_loss_pair_sums){add_lanes(&total[0]), add_lanes(&total[1])};
}

/* Of p 0·∞ is 0. */
INLINE vec p_slope(const pair_lanes *of, vec mean) {
    vec p = choose(of->p_larger, of->larger, of->smaller);
    return keep(p > splat(0.0f), p * (-of->r - mean));
}

INLINE void pair_gradient(kl_loss_type type, const void *x, const void *y, size_t n,
                          const kl_loss_pair *pair, const kl_loss_pair_slopes *how, int by_p,
                          int by_q) {
    const pair_row_lanes row = spread_pair(pair);
    const vec mean = splat(how->p_mean);
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH) {
        pair_lanes of = take_pair(load(type, x, i), load(type, y, i), &row);
        if (by_p)
            store(type, how->p_out, i, p_slope(&of, mean) * how->p_factor);
        if (by_q)
            store(type, how->q_out, i, gain(&of) * how->q_factor);
    }
    if (i < n) {
        pair_lanes of = take_pair(load_tail(type, x, i, n - i, -INFINITY),
                                  load_tail(type, y, i, n - i, -INFINITY), &row);
        if (by_p)
            store_tail(type, how->p_out, i, n - i, p_slope(&of, mean) * how->p_factor);
        if (by_q)
            store_tail(type, how->q_out, i, n - i, gain(&of) * how->q_factor);
    }
}

#define KL_LOSS_PAIR_FUNCTIONS(name, type)                                                         \
    static kl_loss_cross cross_##name(const void *x, const void *y, size_t n) {                    \
        return cross(type, x, y, n);                                                               \
    }                                                                                              \
    static kl_loss_pair_sums pair_sums_##name(const void *x, const void *y, size_t n,              \
                                              const kl_loss_pair *pair) {                          \
        return pair_sums(type, x, y, n, pair);                                                     \
    }                                                                                              \
    static void pair_gradient_##name(const void *x, const void *y, size_t n,                       \
                                     const kl_loss_pair *pair, const kl_loss_pair_slopes *how) {   \
        if (how->p_out == NULL)                                                                    \
            pair_gradient(type, x, y, n, pair, how, 0, 1);                                         \
        else if (how->q_out == NULL)                                                               \
            pair_gradient(type, x, y, n, pair, how, 1, 0);                                         \
        else                                                                                       \
            pair_gradient(type, x, y, n, pair, how, 1, 1);                                         \
    }
