/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks of logits: the largest, the exponentials and their sum, and the sum that makes an entropy. Lanes and
 * tree as in blocks.inc.h, so every instruction set gives the same bits.
 */

/* The rows' end is filled with what adds nothing. */
INLINE const double *padded(const double *x, size_t i, size_t n, double fill, double tail[LANES]) {
    if (n - i >= LANES)
        return x + i;
    for (size_t k = 0; k < LANES; k++)
        tail[k] = i + k < n ? x[i + k] : fill;
    return tail;
}

/* NaN if one of them is. */
static double maximum_block(const double *x, size_t n) {
    vec top[PARTS], odd = splat(0.0);
    double tail[LANES], lanes[LANES];
    for (int part = 0; part < PARTS; part++)
        top[part] = splat(-INFINITY);
    for (size_t i = 0; i < n; i += LANES) {
        const double *row = padded(x, i, n, -INFINITY, tail);
        for (int part = 0; part < PARTS; part++) {
            vec v = load(row + part * KL_WIDTH);
            top[part] = choose(v > top[part], v, top[part]);
            odd = choose(v == v, odd, v);
        }
    }
    if (any(odd != odd))
        return NAN;
    memcpy(lanes, top, sizeof lanes);
    double best = lanes[0];
    for (int k = 1; k < LANES; k++)
        best = lanes[k] > best ? lanes[k] : best;
    return best;
}

static void exp_shifted_block(const double *x, size_t n, double shift, double *e, double pair[2]) {
    vec high[PARTS], low[PARTS];
    double tail[LANES];
    for (int part = 0; part < PARTS; part++)
        high[part] = low[part] = splat(0.0);
    for (size_t i = 0; i < n; i += LANES) {
        const double *row = padded(x, i, n, -INFINITY, tail);
        double last[LANES], *out = n - i >= LANES ? e + i : last;
        for (int part = 0; part < PARTS; part++) {
            vec v = vector_exp(load(row + part * KL_WIDTH) - shift);
            store(out + part * KL_WIDTH, v);
            add_exactly(&high[part], &low[part], v);
        }
        if (out == last)
            memcpy(e + i, last, (n - i) * sizeof *e);
    }
    finish_sum(high, low, pair);
}

static void spread_block(const double *e, const double *x, size_t n, double shift, double pair[2]) {
    vec high[PARTS], low[PARTS];
    double e_tail[LANES], x_tail[LANES];
    for (int part = 0; part < PARTS; part++)
        high[part] = low[part] = splat(0.0);
    for (size_t i = 0; i < n; i += LANES) {
        const double *weights = padded(e, i, n, 0.0, e_tail), *row = padded(x, i, n, shift, x_tail);
        for (int part = 0; part < PARTS; part++) {
            vec w = load(weights + part * KL_WIDTH);
            vec t = w * (shift - load(row + part * KL_WIDTH));
            add_exactly(&high[part], &low[part], keep(w > splat(0.0), t));
        }
    }
    finish_sum(high, low, pair);
}
