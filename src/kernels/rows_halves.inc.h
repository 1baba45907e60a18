/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Eight rows of halves.inc.h, the plain way: four go through their polynomials, and meanwhile the four that come next
 * are begun, one and then another. A quotient is there when it is needed, and nothing queues up behind it: no processor
 * looks that far ahead by itself.
 */

/* Of eight rows of halves the first four, begun. */
typedef struct halves_ahead {
    const double *p, *q;
    seen_bits seen;
    begun_half row[BATCH];
} halves_ahead;

INLINE begun_half next_half(place_in_rows *rows) {
    const point at = next_point(KL_TERM_JENSEN_SHANNON, rows);
    see(at, rows->mode, &rows->seen);
    const begun_half out = begin_half(at.x, at.yh);
    IN_ORDER(rows->p, rows->q, out.z, out.u);
    IN_ORDER(rows->p, rows->q, rows->seen.all, rows->seen.some);
    return out;
}

INLINE halves_ahead begin_ahead(const double *p, const double *q, const kl_scale *scale) {
    place_in_rows rows = {p, q, scale, KL_SCALE_UNIT, nothing_seen()};
    halves_ahead out = {.p = p, .q = q};
    EACH out.row[r] = next_half(&rows);
    out.seen = rows.seen;
    return out;
}

/* The steps of four rows beside which one is begun. */
enum { MEANWHILE = (HALVES - 1) / BATCH };
_Static_assert((HALVES - 1) % BATCH == 0, "as many beside each");

INLINE begun_half begin_meanwhile(int next, place_in_rows *rows, const begun_half row[BATCH],
                                  half_terms *terms) {
    const begun_half out = next_half(rows);
    for (int k = 1; k <= MEANWHILE; k++)
        step_halves(row, BATCH, terms, next * MEANWHILE + k);
    return out;
}

INLINE void finish_halves(const begun_half row[BATCH], vec out[BATCH], place_in_rows *rows,
                          begun_half next[BATCH]) {
    half_terms terms = start_halves(row, BATCH);
    next[0] = begin_meanwhile(0, rows, row, &terms);
    next[1] = begin_meanwhile(1, rows, row, &terms);
    next[2] = begin_meanwhile(2, rows, row, &terms);
    next[3] = begin_meanwhile(3, rows, row, &terms);
    end_halves(row, BATCH, &terms, out);
}

/* Their sum; of the rows at p and q the first four are begun. */
INLINE vec halves_rows(halves_ahead *ahead, const double *p, const double *q,
                       const kl_scale *scale) {
    const halves_ahead now = *ahead;
    place_in_rows rest = {now.p + BATCH * LANES, now.q + BATCH * LANES, scale, KL_SCALE_UNIT,
                          now.seen};
    place_in_rows next = {p, q, scale, KL_SCALE_UNIT, nothing_seen()};
    begun_half row[BATCH];
    vec t[ROWS];
    finish_halves(now.row, t, &rest, row);
    ahead->p = p, ahead->q = q;
    finish_halves(row, t + BATCH, &next, ahead->row);
    ahead->seen = next.seen;
    return __builtin_expect(in_range(rest.seen), 1)
               ? 0.25 * sum_rows(t)
               : guarded_rows(KL_TERM_JENSEN_SHANNON, now.p, now.q, scale);
}
