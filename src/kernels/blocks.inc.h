/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The loops over a block: eight rows of eight lanes at a time, summed by a fixed tree, then by two-sums.
 * The plain way assumes that all numbers are positive and in range and finds out afterwards; if it was
 * wrong, those rows are done again the guarded way, which gives the same bits wherever both may go. Where
 * a total is extreme there is only the guarded way.
 */

/* In range: the exponent field is 01xxxxxxxxx, x in [2⁻⁵¹¹, 2), and the sign is plus. */
#define TOP_BITS (UINT64_C(7) << 61)
#define TOP_IN_RANGE (UINT64_C(1) << 61)

INLINE point place(kl_term term, vec p, vec q, const kl_scale *scale, enum kl_scale_mode mode) {
    point at = {p, q, splat(0.0)};
    if (mode == KL_SCALE_UNIT)
        return at;
    at.x = p * scale->p_factor;
    if (term == KL_TERM_SURPRISE) {
        at.yh = q * scale->q_factor;
        return at;
    }
    vec high = splat(scale->y_factor_hi);
    at.yh = q * high;
    at.yl = product_error(q, high, at.yh) + q * scale->y_factor_lo;
    return at;
}

/* Zeros by lanes, numbers out of range one by one. */
static __attribute__((noinline)) vec guarded_term(kl_term term, const double *ps, const double *qs,
                                                  const kl_scale *scale) {
    vec p = load(ps), q = load(qs), one = splat(1.0), none = splat(0.0);
    point at = place(term, p * scale->p_step, q * scale->q_step, scale, scale->mode);
    mask no_p = p == none, no_q = q == none;
    mask far = (mask)((((bits)at.x & splat_bits(TOP_BITS)) != splat_bits(TOP_IN_RANGE)) |
                      (((bits)at.yh & splat_bits(TOP_BITS)) != splat_bits(TOP_IN_RANGE)));
    far &= ~no_p & ~no_q;
    mask safe = ~(no_p | no_q | far);
    point usual = {choose(safe, at.x, one), choose(safe, at.yh, one), keep(safe, at.yl)};
    vec t = keep(safe, term_of(term, usual, scale, scale->mode != KL_SCALE_UNIT));
    t = choose(no_p & ~no_q, term_without_p(term, at.yh, scale), t);
    t = choose(no_q & ~no_p, term_without_q(term, at.x, scale), t);
    /* In the unit mode nobody has looked at the elements yet. */
    mask invalid = ~((p >= none) & (p < splat(INFINITY)) & (q >= none) & (q < splat(INFINITY)));
    t = choose(invalid, splat(NAN), t);
    far &= ~invalid;
    if (any(far))
        for (int i = 0; i < KL_WIDTH; i++)
            if (far[i])
                t[i] = careful_term(term, ps[i], qs[i], scale);
    return t;
}

/* The tree over eight rows. */
INLINE vec sum_rows(const vec t[ROWS]) {
    return ((t[0] + t[1]) + (t[2] + t[3])) + ((t[4] + t[5]) + (t[6] + t[7]));
}

static __attribute__((noinline)) vec guarded_rows(kl_term term, const double *p, const double *q,
                                                  const kl_scale *scale) {
    vec t[ROWS];
    for (int r = 0; r < ROWS; r++)
        t[r] = guarded_term(term, p + r * LANES, q + r * LANES, scale);
    return sum_rows(t);
}

/* What the range test gathers; `far` of ratios, where they vouch for y. */
typedef struct seen_bits {
    bits all, some, far;
} seen_bits;

INLINE seen_bits nothing_seen(void) {
    return (seen_bits){splat_bits(~UINT64_C(0)), splat_bits(0), splat_bits(0)};
}

INLINE void see(point at, enum kl_scale_mode mode, seen_bits *seen) {
    seen->all &= (bits)at.x & (bits)at.yh;
    if (mode == KL_SCALE_UNIT)
        seen->some |= (bits)at.x | (bits)at.yh;
}

INLINE vec plain_term(kl_term term, const double *p, const double *q, const kl_scale *scale,
                      enum kl_scale_mode mode, seen_bits *seen) {
    point at = place(term, load(p), load(q), scale, mode);
    see(at, mode, seen);
    return term_of(term, at, scale, mode != KL_SCALE_UNIT);
}

/* A total has checked that no element is negative or above it, so only the unit mode asks for more than
 * the lower bound (2 and a little, by rounding, is no harm). */
INLINE int in_range(seen_bits seen) {
    return !any((mask)((~seen.all & splat_bits(TOP_IN_RANGE)) |
                       (seen.some & splat_bits(TOP_BITS & ~TOP_IN_RANGE)) |
                       (seen.far & splat_bits(K_FAR))));
}

INLINE vec plain_rows(kl_term term, const double *p, const double *q, const kl_scale *scale,
                      const kl_scale *whole, enum kl_scale_mode mode) {
    seen_bits seen = nothing_seen();
#define ROW(r) plain_term(term, p + r * LANES, q + r * LANES, scale, mode, &seen)
    vec left = (ROW(0) + ROW(1)) + (ROW(2) + ROW(3));
    vec right = (ROW(4) + ROW(5)) + (ROW(6) + ROW(7));
#undef ROW
    if (__builtin_expect(!in_range(seen), 0))
        return guarded_rows(term, p, q, whole);
    return left + right;
}

/* What the divergence of a row needs once its quotient is there. */
typedef struct begun {
    vec x, e, s, bracket;
} begun;

INLINE begun begin_divergence(const double **p, const double **q, const kl_scale *scale,
                              enum kl_scale_mode mode, seen_bits *seen) {
    const int pairs = mode != KL_SCALE_UNIT;
    point at = place(KL_TERM_DIVERGENCE, load(*p), load(*q), scale, mode);
    vec none = splat(0.0);
    ratio r = take_ratio(at.x, none, at.yh, at.yl, pairs);
    if (pairs) {
        see(at, mode, seen);
    } else { /* where x is in range and the ratio is not far, y is near enough to it */
        see((point){at.x, at.x, none}, mode, seen);
        seen->far |= (bits)r.k_pattern;
    }
    begun row = {at.x, r.e, pairs ? without_noise(r.s) : r.s,
                 divergence_bracket(r, at.x, none, at.yh, at.yl, pairs)};
    *p += LANES;
    *q += LANES;
    IN_ORDER(*p, *q, row.s, row.bracket);
    return row;
}

/* divergence_finish of four rows side by side, and their sum. */
INLINE vec finish_divergences(const begun row[BATCH]) {
    vec z[BATCH], z2[BATCH], even[BATCH], odd[BATCH];
    EACH z[r] = row[r].s * row[r].s;
    TOGETHER(z);
    EACH z2[r] = z[r] * z[r];
    TOGETHER(z2);
    EACH even[r] = z2[r] * ATANH_6 + ATANH_4;
    EACH odd[r] = z2[r] * ATANH_5 + ATANH_3;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * z2[r] + ATANH_2;
    EACH odd[r] = odd[r] * z2[r] + ATANH_1;
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] * z2[r] + ATANH_0;
    EACH odd[r] = odd[r] * z[r];
    TOGETHER(even);
    TOGETHER(odd);
    EACH even[r] = even[r] + odd[r];
    EACH z[r] = row[r].x * z[r];
    TOGETHER(even);
    EACH even[r] = row[r].e + z[r] * even[r];
    TOGETHER(even);
    EACH even[r] = row[r].s * even[r] + row[r].bracket;
    return (even[0] + even[1]) + (even[2] + even[3]);
}

/*
 * The same for the divergence in two stages, eight quotients and then eight polynomials: one after the
 * other each row would wait for its own division, and a processor does not look further ahead than two
 * rows (a quarter faster on Zen 3).
 */
INLINE vec divergence_rows(const double *p, const double *q, const kl_scale *scale,
                           const kl_scale *whole, enum kl_scale_mode mode) {
    seen_bits seen = nothing_seen();
    const double *p_next = p, *q_next = q;
    begun row[ROWS];
    for (int r = 0; r < ROWS; r++)
        row[r] = begin_divergence(&p_next, &q_next, scale, mode, &seen);
    vec left = finish_divergences(row), right = finish_divergences(row + BATCH);
    if (__builtin_expect(!in_range(seen), 0))
        return guarded_rows(KL_TERM_DIVERGENCE, p, q, whole);
    return left + right;
}

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

INLINE void sum_block(kl_term term, enum kl_scale_mode mode, const double *p, const double *q,
                      size_t n, const kl_scale *whole, double pair[2]) {
    const kl_scale scale = *whole;
    vec high[PARTS], low[PARTS];
    for (int part = 0; part < PARTS; part++)
        high[part] = low[part] = splat(0.0);
    double p_tail[GROUP], q_tail[GROUP];
    for (size_t i = 0; i < n; i += GROUP) {
        const double *pg = p + i, *qg = q + i;
        ask_ahead(pg);
        ask_ahead(qg);
        if (n - i < GROUP) {
            memset(p_tail, 0, sizeof p_tail);
            memset(q_tail, 0, sizeof q_tail);
            pg = memcpy(p_tail, pg, (n - i) * sizeof *p);
            qg = memcpy(q_tail, qg, (n - i) * sizeof *q);
        }
        for (int part = 0; part < PARTS; part++, pg += KL_WIDTH, qg += KL_WIDTH) {
            vec t;
            if (mode == KL_SCALE_EXTREME)
                t = guarded_rows(term, pg, qg, whole);
            else if (term == KL_TERM_DIVERGENCE)
                t = divergence_rows(pg, qg, &scale, whole, mode);
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
