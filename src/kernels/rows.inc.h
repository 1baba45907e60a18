/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Eight rows of eight lanes, summed by a fixed tree. The plain way assumes that all numbers are positive and in range
 * and finds out afterwards; if it was wrong, the rows are done again the guarded way, which gives the same bits
 * wherever both may go. Where a total is extreme there is only the guarded way.
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

/* A total has checked that no element is negative or above it, so only the unit mode asks for more than
 * the lower bound (2 and a little, by rounding, is no harm). */
INLINE int in_range(seen_bits seen) {
    return !any((mask)((~seen.all & splat_bits(TOP_IN_RANGE)) |
                       (seen.some & splat_bits(TOP_BITS & ~TOP_IN_RANGE)) |
                       (seen.far & splat_bits(K_FAR))));
}

/*
 * ── Two stages ──
 *
 * Quotients first, and then polynomials of four rows side by side: one after the other each row would wait for its own
 * division, and a processor does not look further ahead than two rows. The same operations as in term_of, so the same
 * bits.
 */

INLINE void atanh_tails(const vec z[BATCH], vec tail[BATCH]) {
    vec z2[BATCH], odd[BATCH];
    EACH z2[r] = z[r] * z[r];
    TOGETHER(z2);
    EACH tail[r] = z2[r] * ATANH_6 + ATANH_4;
    EACH odd[r] = z2[r] * ATANH_5 + ATANH_3;
    TOGETHER(tail);
    TOGETHER(odd);
    EACH tail[r] = tail[r] * z2[r] + ATANH_2;
    EACH odd[r] = odd[r] * z2[r] + ATANH_1;
    TOGETHER(tail);
    TOGETHER(odd);
    EACH tail[r] = tail[r] * z2[r] + ATANH_0;
    EACH odd[r] = odd[r] * z[r];
    TOGETHER(tail);
    TOGETHER(odd);
    EACH tail[r] = tail[r] + odd[r];
    TOGETHER(tail);
}

/* What a divergence needs once its quotient is there. */
typedef struct begun {
    vec x, e, s, bracket;
} begun;

INLINE void finish_divergences(const begun of[BATCH], vec out[BATCH]) {
    vec z[BATCH];
    EACH z[r] = of[r].s * of[r].s;
    TOGETHER(z);
    atanh_tails(z, out);
    EACH z[r] = of[r].x * z[r];
    EACH out[r] = of[r].e + z[r] * out[r];
    TOGETHER(out);
    EACH out[r] = of[r].s * out[r] + of[r].bracket;
}

/* A weight, and what the logarithm of a ratio needs beside it. */
typedef struct begun_log {
    vec weight, k, s;
} begun_log;

INLINE void finish_logs(const begun_log of[BATCH], vec out[BATCH]) {
    vec z[BATCH];
    EACH z[r] = of[r].s * of[r].s;
    TOGETHER(z);
    atanh_tails(z, out);
    EACH out[r] = of[r].s * (z[r] * out[r]);
    TOGETHER(out);
    EACH out[r] = log_from(of[r].k, of[r].s, out[r]);
}

/* Where the loops over rows are. */
typedef struct place_in_rows {
    const double *p, *q;
    const kl_scale *scale;
    enum kl_scale_mode mode;
    seen_bits seen;
} place_in_rows;

INLINE point next_point(kl_term term, place_in_rows *rows) {
    ask_ahead(rows->q);
    if (rows->p != rows->q) /* an entropy reads one array */
        ask_ahead(rows->p);
    const point at = place(term, load(rows->p), load(rows->q), rows->scale, rows->mode);
    rows->p += LANES;
    rows->q += LANES;
    return at;
}

INLINE begun begin_divergence(place_in_rows *rows) {
    const int pairs = rows->mode != KL_SCALE_UNIT;
    const vec none = splat(0.0);
    point at = next_point(KL_TERM_DIVERGENCE, rows);
    ratio r = take_ratio(at.x, none, at.yh, at.yl, pairs);
    if (pairs) {
        see(at, rows->mode, &rows->seen);
    } else { /* where x is in range and the ratio is not far, y is near enough to it */
        see((point){at.x, at.x, none}, rows->mode, &rows->seen);
        rows->seen.far |= (bits)r.k_pattern;
    }
    begun out = {at.x, r.e, pairs ? without_noise(r.s) : r.s,
                 divergence_bracket(r, at.x, none, at.yh, at.yl, pairs)};
    IN_ORDER(rows->p, rows->q, out.s, out.bracket);
    return out;
}

INLINE vec divergence_rows(place_in_rows *rows) {
    begun row[ROWS];
    vec t[ROWS];
    for (int r = 0; r < ROWS; r++)
        row[r] = begin_divergence(rows);
    finish_divergences(row, t);
    finish_divergences(row + BATCH, t + BATCH);
    return sum_rows(t);
}

INLINE begun_log begin_log(kl_term term, place_in_rows *rows) {
    const int pairs = rows->mode != KL_SCALE_UNIT;
    point at = next_point(term, rows);
    see(at, rows->mode, &rows->seen);
    ratio r = term == KL_TERM_SURPRISE   ? surprise_ratio(at.yh, rows->scale)
              : term == KL_TERM_JEFFREYS ? jeffreys_ratio(at, pairs)
                                         : log_ratio(at, pairs);
    begun_log out = {term == KL_TERM_JEFFREYS ? difference(at, pairs) : at.x, r.k, r.s};
    IN_ORDER(rows->p, rows->q, out.s, out.weight);
    /* Else the test of all rows would be put off, and what it reads kept in memory until then. */
    IN_ORDER(rows->p, rows->q, rows->seen.all, rows->seen.some);
    return out;
}

INLINE vec finish_log(kl_term term, vec weight, vec log) {
    if (term == KL_TERM_SURPRISE)
        return weight * surprise_of(log);
    return term == KL_TERM_JEFFREYS ? absolute(weight * log) : weight * log;
}

INLINE vec log_rows(kl_term term, place_in_rows *rows) {
    begun_log row[ROWS];
    vec t[ROWS];
    for (int r = 0; r < ROWS; r++)
        row[r] = begin_log(term, rows);
    finish_logs(row, t);
    finish_logs(row + BATCH, t + BATCH);
    for (int r = 0; r < ROWS; r++)
        t[r] = finish_log(term, row[r].weight, t[r]);
    return sum_rows(t);
}

INLINE begun begin_mixture(vec xh, vec xl, const mixture *m, vec e, int low_parts) {
    ratio r = take_mixture(xh, xl, m, e, low_parts);
    return (begun){xh, r.e, r.s, divergence_bracket(r, xh, xl, m->high, m->low, low_parts)};
}

/* Both sides of two rows are what goes side by side. */
INLINE vec jensen_shannon_rows(place_in_rows *rows) {
    const int pairs = rows->mode != KL_SCALE_UNIT;
    const vec w = splat(rows->scale->weight), v = splat(rows->scale->other_weight);
    vec t[ROWS];
    for (int row = 0; row < ROWS; row += BATCH / 2) {
        begun side[BATCH];
        vec d[BATCH];
        for (int r = 0; r < BATCH; r += 2) {
            point at = next_point(KL_TERM_JENSEN_SHANNON, rows);
            see(at, rows->mode, &rows->seen);
            const mixture m = mix(at, rows->scale, pairs);
            const vec apart = difference(at, pairs), none = splat(0.0);
            side[r] = begin_mixture(at.x, none, &m, v * apart, LOW_OF_Y);
            side[r + 1] =
                begin_mixture(at.yh, at.yl, &m, -w * apart, pairs ? LOW_OF_BOTH : LOW_OF_Y);
            IN_ORDER(rows->p, rows->q, side[r].s, side[r + 1].s);
        }
        finish_divergences(side, d);
        t[row] = w * d[0] + v * d[1];
        t[row + 1] = w * d[2] + v * d[3];
    }
    return sum_rows(t);
}

INLINE vec share_rows(place_in_rows *rows) {
    begun_share of[ROWS];
    vec x[ROWS], t[ROWS];
    for (int r = 0; r < ROWS; r++) {
        const point at = next_point(KL_TERM_SURPRISE, rows);
        see(at, rows->mode, &rows->seen);
        x[r] = at.x;
        of[r] = begin_share(at.yh);
        t[r] = splat(piece_tail[0]);
    }
    for (int k = 1; k < PIECE_TAIL; k++)
        for (int row = 0; row < ROWS; row += BATCH)
            step_share(of + row, BATCH, piece_tail[k], t + row);
    for (int r = 0; r < ROWS; r++)
        t[r] = x[r] * surprise_of(finish_share(&of[r], t[r]));
    return sum_rows(t);
}

INLINE vec other_rows(kl_term term, place_in_rows *rows) {
    vec t[ROWS];
    for (int r = 0; r < ROWS; r++) {
        point at = next_point(term, rows);
        see(at, rows->mode, &rows->seen);
        t[r] = term_of(term, at, rows->scale, rows->mode != KL_SCALE_UNIT);
    }
    return sum_rows(t);
}

/* Eight rows of a term, once their numbers are found to be in range. */
INLINE vec plain_rows(kl_term term, const double *p, const double *q, const kl_scale *scale,
                      const kl_scale *whole, enum kl_scale_mode mode) {
    place_in_rows rows = {p, q, scale, mode, nothing_seen()};
    vec sum;
    if (term == KL_TERM_DIVERGENCE)
        sum = divergence_rows(&rows);
    else if (term == KL_TERM_SURPRISE && mode == KL_SCALE_UNIT)
        sum = share_rows(&rows);
    else if (term == KL_TERM_SURPRISE || term == KL_TERM_LOG_RATIO || term == KL_TERM_JEFFREYS)
        sum = log_rows(term, &rows);
    else if (term == KL_TERM_JENSEN_SHANNON)
        sum = jensen_shannon_rows(&rows);
    else
        sum = other_rows(term, &rows);
    return __builtin_expect(in_range(rows.seen), 1) ? sum : guarded_rows(term, p, q, whole);
}
