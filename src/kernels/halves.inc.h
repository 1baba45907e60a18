/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The Jensen–Shannon term of two shares x and y that count alike, with one division: with t = |x − y|/(x + y)
 *
 *     ½ x ln(2x/(x + y)) + ½ y ln(2y/(x + y)) = (x + y)/4 · g,   g = (1 + t) ln(1 + t) + (1 − t) ln(1 − t).
 *
 * Up to t = ½ g is a series, (2t)² G((2t)²), so that nothing is lost where x and y are near each other. Beyond g is at
 * least ¼, and of u = 1 − t, the smaller share over their mean, (2 − u) ln(2 − u) is another and u ln u a surprise.
 * Polynomials: tools/make_polynomials.py.
 */

/* From the highest power on: of G(z) = ¼ + z/96 + …, to 2⁻⁵⁶ relative for 0 ≤ z ≤ 1, and of (2 − u) ln(2 − u), to 2⁻⁵³
 * for 0 ≤ u ≤ ½, half of which is what 2 ln 2 loses by rounding. */
enum { NEAR, FAR, KINDS };
static const double of_halves[][KINDS] = {{0x1.d6d646ff7e9aap-33, 0x1.1afc64f01fce0p-16},
                                          {-0x1.b9af10eb86375p-32, -0x1.fef88550cf038p-17},
                                          {0x1.2e0aff3bb5d1ep-29, 0x1.7497d86354883p-15},
                                          {0x1.f807ed4ecb645p-29, 0x1.58ad3e4bdf712p-15},
                                          {0x1.be16d5c030310p-26, 0x1.2f1d4f97e161bp-13},
                                          {0x1.0feb69bbe6dc7p-23, 0x1.84bba60b1c926p-12},
                                          {0x1.68303cbb693c5p-21, 0x1.112057756ca74p-10},
                                          {0x1.f07a9ed8a8c13p-19, 0x1.9998b59590f4fp-9},
                                          {0x1.6c16c893b80d4p-16, 0x1.5555599442b93p-7},
                                          {0x1.249249105a15cp-13, 0x1.5555554955fc3p-5},
                                          {0x1.111111112ea81p-10, 0x1.0000000008c73p-2},
                                          {0x1.5555555555446p-7, -0x1.b17217f7d1d48p+0},
                                          {0x1.0000000000000p-2, 0x1.62e42fefa39efp+0}};
enum { HALVES = sizeof of_halves / sizeof *of_halves };

/* 1 + r L(r) as in share.inc.h, to 2⁻⁵⁶/r: of what is multiplied by u and beside g that is enough. */
static const double half_tail[] = {
    -0x1.fd3899d994120p-4, 0x1.24feb28c73b24p-3, -0x1.5555eee828f4cp-3, 0x1.9999897e5d1c0p-3,
    -0x1.ffffffeee5e5cp-3, 0x1.55555555b1e28p-2, -0x1.00000000001e3p-1, 1.0};
enum { HALF_TAIL = sizeof half_tail / sizeof *half_tail };

/* What a term needs once its quotient is there. */
typedef struct begun_half {
    vec sum, z, u; /* x + y, (2t)², 1 − t */
} begun_half;

INLINE begun_half begin_half(vec x, vec y) {
    const vec sum = x + y, inverse = 2.0 / sum, apart = (x - y) * inverse;
    return (begun_half){sum, apart * apart, smaller(x, y) * inverse};
}

/* Terms on their way, of n vectors, at most BATCH, side by side. */
typedef struct half_terms {
    vec near[BATCH], far[BATCH], tail[BATCH];
    begun_share share[BATCH];
} half_terms;

INLINE half_terms start_halves(const begun_half *of, int n) {
    half_terms out;
    for (int i = 0; i < n; i++) {
        out.near[i] = splat(of_halves[0][NEAR]);
        out.far[i] = splat(of_halves[0][FAR]);
        out.tail[i] = splat(half_tail[0]);
        out.share[i] = begin_share(of[i].u);
    }
    return out;
}

/* The polynomials, a power further; the short one ends with the others. */
INLINE void step_halves(const begun_half *of, int n, half_terms *h, int power) {
    const int rest = power - (HALVES - HALF_TAIL);
    for (int i = 0; i < n; i++) {
        h->near[i] = fused(of[i].z, h->near[i], splat(of_halves[power][NEAR]));
        h->far[i] = fused(of[i].u, h->far[i], splat(of_halves[power][FAR]));
    }
    abreast(h->near, n);
    abreast(h->far, n);
    if (rest > 0)
        step_share(h->share, n, half_tail[rest], h->tail);
}

/* Four times the terms. */
INLINE void end_halves(const begun_half *of, int n, const half_terms *h, vec *out) {
    for (int i = 0; i < n; i++) {
        const begun_half at = of[i];
        const vec surprise = finish_share(&h->share[i], h->tail[i]);
        out[i] = at.sum * choose_at_most(at.z, splat(1.0), at.z * h->near[i],
                                         fused(-at.u, surprise, h->far[i]));
    }
}

INLINE vec halves_term(vec x, vec y) {
    const begun_half of = begin_half(x, y);
    half_terms h = start_halves(&of, 1);
    for (int power = 1; power < HALVES; power++)
        step_halves(&of, 1, &h, power);
    end_halves(&of, 1, &h, &x);
    return 0.25 * x;
}

/* Whether that is the term: of normalised weights, halves of each. */
INLINE int are_halves(const kl_scale *scale, int pairs) {
    return !pairs && scale->weight == 0.5 && scale->other_weight == 0.5;
}
