/* SPDX-License-Identifier: Apache-2.0 */
/* Two rows of logits beside each other in lanes of f32: KL(P‖Q) by sums of exponentials, and where these would cancel
 * by the terms of divergence.inc.h, which has their reasons. */

/* Q(r) = (e^r − 1 − r)/r², error·r² < 2⁻²⁶·⁹ for |r| ≤ ln 2 / 2, and ½ at 0: of rows that are close r² Q is all
 * that is left. tools/make_polynomials.py. */
#define SQUARE_0 0x1.0000000000000p-1f
#define SQUARE_1 0x1.5554dcf88fd17p-3f
#define SQUARE_2 0x1.5555192d5f5dep-5f
#define SQUARE_3 0x1.120b6e42d2112p-7f
#define SQUARE_4 0x1.6d11093a17fd8p-10f

/* e^r − 1 − r. */
INLINE vec exponential_excess(vec r) {
    vec q = r * SQUARE_4 + SQUARE_3;
    q = q * r + SQUARE_2;
    q = q * r + SQUARE_1;
    q = q * r + SQUARE_0;
    return (r * r) * q;
}

/* ── Far apart ── */

#define ORIGIN (ROUND + 127.0f)

/* e^(x/T) where that is a normal number, and 0 below; anything above. NaN stays NaN. */
INLINE vec plain_exponential(vec x, const temper_lanes *how) {
    vec power, r = reduce(larger(how->zero_from, x), how, splat(ORIGIN), &power);
    return (exponential_excess(r) + r) * power + power;
}

/* Σ e^(x/T), Σ e^(y/T), Σ e^(x/T)·(x − y). */
enum { CROSS_SUMS = 3 };

typedef struct cross_lanes {
    vec x_most, y_most;
} cross_lanes;

INLINE void add_cross(vec x, vec y, const temper_lanes *how, vec sum[CROSS_SUMS],
                      cross_lanes *seen) {
    vec e = plain_exponential(x, how);
    sum[0] += e;
    sum[1] += plain_exponential(y, how);
    sum[2] += e * (x - y);
    seen->x_most = larger(seen->x_most, x);
    seen->y_most = larger(seen->y_most, y);
}

INLINE float largest_lane(vec v) {
    float lane[KL_WIDTH], out = -INFINITY;
    memcpy(lane, &v, sizeof v);
    for (int k = 0; k < KL_WIDTH; k++)
        out = lane[k] > out ? lane[k] : out;
    return out;
}

INLINE kl_loss_cross cross(kl_loss_type type, const void *x, const void *y, size_t n,
                           const kl_loss_temperature *temperature, int is_one) {
    enum { GROUP = 16, STEP = 2 * KL_WIDTH };
    const temper_lanes how = spread_temperature(temperature, is_one);
    wide_sum total[CROSS_SUMS] = {{{{0}}}, {{{0}}}, {{{0}}}};
    cross_lanes seen = {splat(-INFINITY), splat(-INFINITY)};
    size_t i = 0;
    while (i + KL_WIDTH <= n) {
        vec sum[2][CROSS_SUMS];
        for (int k = 0; k < CROSS_SUMS; k++)
            sum[0][k] = sum[1][k] = splat(0.0f);
        const size_t left = (n - i) / KL_WIDTH, group = (left < GROUP ? left : GROUP) * KL_WIDTH;
        for (const size_t stop = i + group / STEP * STEP; i < stop; i += STEP)
            for (size_t a = 0; a < 2; a++)
                add_cross(load(type, x, i + a * KL_WIDTH), load(type, y, i + a * KL_WIDTH), &how,
                          sum[a], &seen);
        if (group % STEP != 0) {
            add_cross(load(type, x, i), load(type, y, i), &how, sum[0], &seen);
            i += KL_WIDTH;
        }
        for (int k = 0; k < CROSS_SUMS; k++)
            add_widened(&total[k], sum[0][k] + sum[1][k]);
    }
    if (i < n) {
        vec sum[CROSS_SUMS] = {splat(0.0f), splat(0.0f), splat(0.0f)};
        const mask last = lanes_from(KL_WIDTH - (n - i));
        add_cross(load_tail(type, x, i, n - i, -INFINITY), load_tail(type, y, i, n - i, -INFINITY),
                  &how, sum, &seen);
        for (int k = 0; k < CROSS_SUMS; k++)
            add_widened(&total[k], keep(last, sum[k]));
    }
    return (kl_loss_cross){add_lanes(&total[0]), add_lanes(&total[1]), add_lanes(&total[2]),
                           largest_lane(seen.x_most), largest_lane(seen.y_most)};
}

/* ── Close together, and gradients ── */

/* kl_loss_base and what an exponential is multiplied by, in every lane. */
typedef struct side_lanes {
    vec shift, least, origin, scale;
} side_lanes;

typedef struct pair_row_lanes {
    side_lanes x, y;
    vec shift, shift_low;
    temper_lanes temper;
} pair_row_lanes;

/* Where there is a temperature the base is 0. */
INLINE side_lanes spread_side(kl_loss_base base, float scale, const temper_lanes *temper) {
    vec least = splat(base.exponent * 0x1.62e43p-1f + ZERO_FROM);
    return (side_lanes){splat(base.shift), temper->is_one ? least : temper->zero_from,
                        splat(ORIGIN - base.exponent), splat(scale)};
}

INLINE pair_row_lanes spread_pair(const kl_loss_pair *pair, int is_one) {
    const temper_lanes temper = spread_temperature(pair->temperature, is_one);
    return (pair_row_lanes){spread_side(pair->x_base, pair->p_scale, &temper),
                            spread_side(pair->y_base, pair->q_scale, &temper), splat(pair->shift),
                            splat(pair->shift_low), temper};
}

typedef struct pair_lanes {
    mask p_larger;
    vec larger, smaller, r;     /* of p and q; ln q − ln p */
    vec less_one, excess, back; /* with w = smaller/larger: w − 1, w − 1 + |r|, 1 − w − w |r| */
} pair_lanes;

INLINE void set_powers(vec s, vec *w, pair_lanes *of) {
    vec t = larger(splat(ZERO_FROM), s), origin = splat(ORIGIN);
    vec rounded = t * LOG2_E + origin, k = rounded - origin;
    vec r = (t - k * LN2_HIGH) - k * LN2_LOW, square = exponential_excess(r);
    vec power = (vec)((bits)rounded << 23);
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
    of.r = (high - row->shift) + (low - row->shift_low);
    of.r = keep(~(no_p & no_q), row->temper.is_one ? of.r : of.r * row->temper.inverse);
    const mask p = of.p_larger = of.r < none;
    vec w, power;
    set_powers(choose(p, of.r, -of.r), &w, &of);
    vec t =
        choose(p, larger(row->x.least, x - row->x.shift), larger(row->y.least, y - row->y.shift));
    vec r = reduce(t, &row->temper, choose(p, row->x.origin, row->y.origin), &power);
    of.larger =
        ((exponential_excess(r) + r) * power + power) * choose(p, row->x.scale, row->y.scale);
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
                                   const kl_loss_pair *pair, int is_one) {
    enum { GROUP = 8 };
    const pair_row_lanes row = spread_pair(pair, is_one);
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
                          const kl_loss_pair *pair, const kl_loss_pair_slopes *how, int is_one,
                          int by_p, int by_q) {
    const pair_row_lanes row = spread_pair(pair, is_one);
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

INLINE void pair_gradient_by(kl_loss_type type, const void *x, const void *y, size_t n,
                             const kl_loss_pair *pair, const kl_loss_pair_slopes *how, int is_one) {
    if (how->p_out == NULL)
        pair_gradient(type, x, y, n, pair, how, is_one, 0, 1);
    else if (how->q_out == NULL)
        pair_gradient(type, x, y, n, pair, how, is_one, 1, 0);
    else
        pair_gradient(type, x, y, n, pair, how, is_one, 1, 1);
}

#define KL_LOSS_PAIR_FUNCTIONS(name, type)                                                         \
    static kl_loss_cross cross_##name(const void *x, const void *y, size_t n,                      \
                                      const kl_loss_temperature *temperature) {                    \
        return temperature == NULL ? cross(type, x, y, n, NULL, 1)                                 \
                                   : cross(type, x, y, n, temperature, 0);                         \
    }                                                                                              \
    static kl_loss_pair_sums pair_sums_##name(const void *x, const void *y, size_t n,              \
                                              const kl_loss_pair *pair) {                          \
        return pair->temperature == NULL ? pair_sums(type, x, y, n, pair, 1)                       \
                                         : pair_sums(type, x, y, n, pair, 0);                      \
    }                                                                                              \
    static void pair_gradient_##name(const void *x, const void *y, size_t n,                       \
                                     const kl_loss_pair *pair, const kl_loss_pair_slopes *how) {   \
        if (pair->temperature == NULL)                                                             \
            pair_gradient_by(type, x, y, n, pair, how, 1);                                         \
        else                                                                                       \
            pair_gradient_by(type, x, y, n, pair, how, 0);                                         \
    }
