/* SPDX-License-Identifier: Apache-2.0 */
/* The loops over a block: eight rows at a time, whose sums are added by two-sums. */

/* The eight lanes' sums in a fixed order. */
INLINE void finish_sum(const vec *high, const vec *low, double pair[2]) {
    double h[LANES], l[LANES], hi = 0.0, lo = 0.0, plain = 0.0;
    memcpy(h, high, sizeof h);
    memcpy(l, low, sizeof l);
    for (int i = 0; i < LANES; i++) {
        double sum = hi + h[i], part = sum - hi;
        lo += ((hi - (sum - part)) + (h[i] - part)) + l[i];
        hi = sum;
        plain += h[i];
    }
    pair[0] = hi;
    pair[1] = isinf(plain) ? 0.0 : lo;
}

/* The group at x + i, of which there may be less: then a copy, with zeros behind. */
INLINE const double *group_at(const double *x, size_t i, size_t n, double copy[GROUP]) {
    if (n - i >= GROUP)
        return x + i;
    memset(copy, 0, GROUP * sizeof *x);
    return memcpy(copy, x + i, (n - i) * sizeof *x);
}

/* sum_block where the rows at hand are begun before; behind the last ones these are begun once more, for nothing. */
INLINE void sum_halves(const double *p, const double *q, size_t n, const kl_scale *scale,
                       double pair[2]) {
    vec high[PARTS], low[PARTS];
    for (int part = 0; part < PARTS; part++)
        high[part] = low[part] = splat(0.0);
    double p_copy[GROUP], q_copy[GROUP];
    const double *pg = group_at(p, 0, n, p_copy), *qg = group_at(q, 0, n, q_copy);
    halves_ahead ahead = begin_ahead(pg, qg, scale);
    for (size_t i = 0; i < n; i += GROUP)
        for (int part = 0; part < PARTS; part++) {
            if (part + 1 < PARTS) {
                pg += KL_WIDTH, qg += KL_WIDTH;
            } else if (n - i > GROUP) {
                pg = group_at(p, i + GROUP, n, p_copy);
                qg = group_at(q, i + GROUP, n, q_copy);
            }
            add_exactly(&high[part], &low[part], halves_rows(&ahead, pg, qg, scale));
        }
    finish_sum(high, low, pair);
}

INLINE void sum_block(kl_term term, enum kl_scale_mode mode, const double *p, const double *q,
                      size_t n, const kl_scale *whole, double pair[2]) {
    if (n > 0 && term == KL_TERM_JENSEN_SHANNON && are_halves(whole, mode != KL_SCALE_UNIT)) {
        sum_halves(p, q, n, whole, pair);
        return;
    }
    const kl_scale scale = *whole;
    vec high[PARTS], low[PARTS];
    for (int part = 0; part < PARTS; part++)
        high[part] = low[part] = splat(0.0);
    double p_copy[GROUP], q_copy[GROUP];
    for (size_t i = 0; i < n; i += GROUP) {
        const double *pg = group_at(p, i, n, p_copy), *qg = group_at(q, i, n, q_copy);
        for (int part = 0; part < PARTS; part++, pg += KL_WIDTH, qg += KL_WIDTH) {
            vec t;
            if (mode == KL_SCALE_EXTREME)
                t = guarded_rows(term, pg, qg, whole);
            else
                t = plain_rows(term, pg, qg, &scale, whole, mode);
            add_exactly(&high[part], &low[part], t);
        }
    }
    finish_sum(high, low, pair);
}

INLINE void map_block(kl_term term, const double *p, const double *q, size_t n,
                      const kl_scale *scale, double *terms) {
    double p_tail[KL_WIDTH] = {0}, q_tail[KL_WIDTH] = {0};
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH)
        store(terms + i, guarded_term(term, p + i, q + i, scale));
    if (i == n)
        return;
    memcpy(p_tail, p + i, (n - i) * sizeof *p);
    memcpy(q_tail, q + i, (n - i) * sizeof *q);
    vec t = guarded_term(term, p_tail, q_tail, scale);
    memcpy(terms + i, &t, (n - i) * sizeof *terms);
}

static void total_block(const double *x, size_t n, double factor, double pair[2]) {
    vec high[PARTS], low[PARTS];
    bits some = splat_bits(0);
    for (int part = 0; part < PARTS; part++)
        high[part] = low[part] = splat(0.0);
    double tail[LANES] = {0};
    for (size_t i = 0; i < n; i += LANES) {
        const double *row = x + i;
        if (n - i < LANES) {
            memcpy(tail, row, (n - i) * sizeof *x);
            row = tail;
        }
        for (int part = 0; part < PARTS; part++) {
            vec v = load(row + part * KL_WIDTH);
            some |= (bits)v;
            add_exactly(&high[part], &low[part], v * factor);
        }
    }
    finish_sum(high, low, pair);
    /* A sign may be that of −0. */
    if (any((mask)(some >> 63)) && kl_first_invalid(x, n) >= 0)
        pair[0] = pair[1] = NAN;
}
