/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The surprise of a share, −ln y where the total is 1, without a division: y = 2^k m, and of the piece of
 * [49/64, 98/64) that m lies in, c its middle,
 *
 *     ln y = k ln 2 + ln c + ln(1 + r),   r = m/c − 1,   |r| ≤ 1/32.
 *
 * Of the piece around 1 the middle is 1, so that nothing is lost there: k ln 2 and ln c are 0 and r is exact. Elsewhere
 * ln(1 + r) takes about half of the others' sum away. ln(1 + r) = r (1 + r L(r)). Polynomial and pieces:
 * tools/make_polynomials.py.
 */

/* 1 + r L(r) = 1 − r/2 + r²/3 − …, |error| < 2⁻⁵⁵ for −0.0295 ≤ r ≤ 1/32. */
static const double piece_tail[] = {
    0x1.c4ca6e0331ae2p-4,  -0x1.005f2b6e84e82p-3, 0x1.2492c372ce5cap-3,
    -0x1.555547791d09cp-3, 0x1.9999998cfddaap-3,  -0x1.0000000052f80p-2,
    0x1.55555555557c8p-2,  -0x1.ffffffffffff6p-2, 1.0};

enum { PIECE_TAIL = sizeof piece_tail / sizeof *piece_tail };

#define LN2 0x1.62e42fefa39efp-1

/* The pattern of 49/64; a piece is 2⁴⁸ patterns long. */
#define PIECES_BEGIN UINT64_C(0x3FE8800000000000)

/* 1/c rounded, and the logarithm of what that is. */
static const double piece_inverse[LOOK_UP] = {
    0x1.47ae147ae147bp+0, 0x1.3b13b13b13b14p+0, 0x1.2f684bda12f68p+0, 0x1.2492492492492p+0,
    0x1.1a7b9611a7b96p+0, 0x1.1111111111111p+0, 0x1.0842108421084p+0, 1.0,
    0x1.e1e1e1e1e1e1ep-1, 0x1.c71c71c71c71cp-1, 0x1.af286bca1af28p-1, 0x1.999999999999ap-1,
    0x1.8618618618618p-1, 0x1.745d1745d1746p-1, 0x1.642c8590b2164p-1, 0x1.5555555555555p-1};
static const double piece_surprise[LOOK_UP] = {
    0x1.f991c6cb3b37ap-3,  0x1.a93ed3c8ad9e5p-3,  0x1.5bf406b543db0p-3,  0x1.1178e8227e47ap-3,
    0x1.9335e5d594988p-4,  0x1.08598b59e3a06p-4,  0x1.0415d89e74440p-5,  0.0,
    -0x1.f0a30c01162a8p-5, -0x1.e27076e2af2eap-4, -0x1.5ff3070a793d6p-3, -0x1.c8ff7c79a9a20p-3,
    -0x1.1675cababa60fp-2, -0x1.4618bc21c5ec2p-2, -0x1.739d7f6bbd007p-2, -0x1.9f323ecbf984dp-2};

/* What a surprise needs once its piece is found. */
typedef struct begun_share {
    vec r, known; /* −k ln 2 − ln c */
} begun_share;

INLINE begun_share begin_share(vec y) {
    const bits from = (bits)y - splat_bits(PIECES_BEGIN), piece = from >> 48;
    const bits k = from & splat_bits(~(EXPONENT_ONE - 1));
    const vec m = (vec)((bits)y - k);
    return (begun_share){fused(m, look_up(piece_inverse, piece), splat(-1.0)),
                         add_exponents(look_up(piece_surprise, piece), k, -LN2)};
}

/* 1 + r L(r) of n vectors, a power further. */
INLINE void step_share(const begun_share *of, int n, double next, vec *tail) {
    for (int i = 0; i < n; i++)
        tail[i] = fused(of[i].r, tail[i], splat(next));
    abreast(tail, n);
}

INLINE vec finish_share(const begun_share *of, vec tail) {
    return fused(-of->r, tail, of->known);
}

INLINE vec surprise_of_share(vec y) {
    const begun_share of = begin_share(y);
    vec tail = splat(piece_tail[0]);
    for (int k = 1; k < PIECE_TAIL; k++)
        step_share(&of, 1, piece_tail[k], &tail);
    return finish_share(&of, tail);
}
