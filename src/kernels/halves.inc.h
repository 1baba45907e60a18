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

/* From the highest power on: of G(z) = ¼ + z/96 + …, to 2⁻⁵⁶ relative for 0 ≤ z ≤ 1, and of (2 − u) ln(2 − u), to 2⁻⁵³ for
 * 0 ≤ u ≤ ½, half of which is what 2 ln 2 loses by rounding. */
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

/* What a term needs once its quotient is there. */
typedef struct begun_half {
    vec half, z, u; /* (x + y)/2, (2t)², 1 − t */
} begun_half;

INLINE begun_half begin_half(vec x, vec y) {
    const vec most = larger(x, y), least = smaller(x, y), half = 0.5 * (most + least);
    const vec inverse = 1.0 / half, apart = (most - least) * inverse;
    return (begun_half){half, apart * apart, least * inverse};
}

/* Of n vectors, at most BATCH, side by side. */
INLINE void finish_halves(const begun_half *of, int n, vec *out) {
    vec z[BATCH], u[BATCH], near[BATCH], far[BATCH];
    for (int i = 0; i < n; i++) {
        z[i] = of[i].z;
        u[i] = of[i].u;
        near[i] = splat(of_halves[0][NEAR]);
        far[i] = splat(of_halves[0][FAR]);
    }
    for (int k = 1; k < HALVES; k++) {
        for (int i = 0; i < n; i++) {
            near[i] = fused(z[i], near[i], splat(of_halves[k][NEAR]));
            far[i] = fused(u[i], far[i], splat(of_halves[k][FAR]));
        }
        abreast(near, n);
        abreast(far, n);
    }
    surprises_of_shares(u, n, out);
    for (int i = 0; i < n; i++) {
        out[i] = fused(-u[i], out[i], far[i]);
        out[i] = 0.5 * of[i].half * choose(z[i] <= splat(1.0), z[i] * near[i], out[i]);
    }
}

INLINE vec halves_term(vec x, vec y) {
    const begun_half of = begin_half(x, y);
    finish_halves(&of, 1, &x);
    return x;
}

/* Whether that is the term: of normalised weights, halves of each. */
INLINE int are_halves(const kl_scale *scale, int pairs) {
    return !pairs && scale->weight == 0.5 && scale->other_weight == 0.5;
}
