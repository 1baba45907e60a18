/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The logarithm of a ratio, the route by which all terms reach it but two of normalised weights (share.inc.h,
 * halves.inc.h):
 *
 *     ln(x/y) = k ln 2 + 2 atanh(s),   s = (x − 2^k y)/(x + 2^k y),   |s| ≤ 1/5.
 *
 * Nothing is lost near x = y: there k = 0, and the difference is formed without rounding error, with the
 * low part of y where it has one. 2 atanh(s) = 2s + s³ A(s²). Polynomials: tools/make_polynomials.py.
 */

/* A(z) = 2/3 + 2z/5 + …, |error|·√z < 2⁻⁵¹ for 0 ≤ z ≤ 0.0401: it is multiplied by s³ and added to a
 * multiple of s². By even and odd powers: Horner's chain is too long for the machine to overlap. */
#define ATANH_0 0x1.555555555560fp-1
#define ATANH_1 0x1.999999994564bp-2
#define ATANH_2 0x1.2492497cf3d14p-2
#define ATANH_3 0x1.c71c2020e21d9p-3
#define ATANH_4 0x1.747065110c0fap-3
#define ATANH_5 0x1.38a5786763bc7p-3
#define ATANH_6 0x1.386bb3dc5d62ep-3

INLINE vec atanh_tail(vec z) {
    vec z2 = z * z;
    vec even = ((z2 * ATANH_6 + ATANH_4) * z2 + ATANH_2) * z2 + ATANH_0;
    vec odd = (z2 * ATANH_5 + ATANH_3) * z2 + ATANH_1;
    return even + odd * z;
}

/* ln 2 = LN2_HIGH + LN2_LOW; k·LN2_HIGH is exact for |k| < 2¹². */
#define LN2_HIGH 0x1.62e42fefa3000p-1
#define LN2_LOW 0x1.3de6af278ece6p-42

#define EXPONENT_ONE (UINT64_C(1) << 52)

/* A ratio x/y taken apart. */
typedef struct ratio {
    vec k;           /* nearly log2(x/y), an integer */
    words k_pattern; /* what k was made from; has no bit of K_FAR unless x/y is extreme */
    vec two_k;       /* 2^k, only with low parts */
    vec y2;          /* 2^k·y, within a factor 3/2 of x */
    vec e;           /* x − 2^k·y, exact but for its own rounding */
    vec s;           /* e/(x + 2^k·y) */
} ratio;

/* k·2^52 becomes the double k, |k| < 2¹¹: its upper word, shifted, is added to the mantissa of K_ORIGIN,
 * whose unit is 1 there. The 2⁸ in it makes K_FAR the bits that are set unless −2⁸ ≤ k < 2⁸. */
#define K_ORIGIN 0x1.801p20
#define K_FAR UINT64_C(0x0007fe0000000000)

INLINE words pattern_of(bits k) {
    return (words)splat(K_ORIGIN) + ((words)k >> 20);
}

/* c + k·factor rounded once, of the pattern k·2^52, |k| < 2¹¹. */
INLINE vec add_exponents(vec c, bits k, double factor) {
#if KL_WIDTH == 8 && defined(__AVX512DQ__)
    return fused((vec)_mm512_cvtepi64_pd((__m512i)k), splat(factor * 0x1p-52), c);
#else
    return fused((vec)pattern_of(k) - K_ORIGIN, splat(factor), c);
#endif
}

/* Which numbers have a low part; the others' is not read. 1 is what `pairs` is elsewhere. */
enum low_parts { NO_LOW = 0, LOW_OF_Y = 1, LOW_OF_BOTH = 2 };

/* x = xh + xl, y = yh + yl, high parts positive and in [2⁻⁵¹¹, 2^512). */
INLINE ratio take_ratio(vec xh, vec xl, vec yh, vec yl, int low_parts) {
    /* The bit pattern of a double is nearly 2^52·(log2 + 1023): the difference of two, rounded to a
     * multiple of 2^52, is k. Adding it to the pattern of y multiplies y by 2^k. */
    bits k = ((bits)xh + splat_bits(EXPONENT_ONE / 2) - (bits)yh) & splat_bits(~(EXPONENT_ONE - 1));
    ratio r;
    r.k_pattern = pattern_of(k);
    r.k = (vec)r.k_pattern - K_ORIGIN;
    r.y2 = (vec)((bits)yh + k);
    r.e = xh - r.y2;
    if (low_parts != NO_LOW) {
        r.two_k = (vec)(k + splat_bits(1023 * EXPONENT_ONE));
        vec low = yl * r.two_k;
        r.e = low_parts == LOW_OF_BOTH ? r.e + (xl - low) : r.e - low;
    }
    r.s = r.e / (xh + r.y2);
    return r;
}

/* Totals are good to 2⁻¹⁰⁰ (measure/totals.h): a smaller relative difference, of which s is half, is their
 * rounding, and proportional weights are equal. */
INLINE vec without_noise(vec s) {
    return keep(absolute(s) > splat(0x1p-101), s);
}

/* k ln 2 + 2s + tail. */
INLINE vec log_from(vec k, vec s, vec tail) {
    vec rest = add_exact_product(splat(2.0), s, k * LN2_LOW + tail);
    return add_exact_product(k, splat(LN2_HIGH), rest);
}

INLINE vec log_of_ratio(ratio r) {
    vec z = r.s * r.s;
    return log_from(r.k, r.s, r.s * (z * atanh_tail(z)));
}

/*
 * D(x, y) = x ln(x/y) − x + y = (x − 2^k y)·s + x s³ A(s²) + [x·k ln 2 − (2^k − 1)·y]
 *
 * which is the deviance term of Loader (2000), "Fast and accurate computation of binomial
 * probabilities", carried to ratios far from 1. The first two parts are ≥ 0; the bracket is 0 for k = 0
 * and is formed with a compensated product, since for k = ±1 it may cancel.
 */
INLINE vec divergence_bracket(ratio r, vec xh, vec xl, vec yh, vec yl, int low_parts) {
    vec high = r.k * LN2_HIGH;
    vec product = xh * high;
    vec rest = product_error(xh, high, product) + product * (LN2_LOW / LN2_HIGH);
    if (low_parts == LOW_OF_BOTH)
        rest += xl * high;
    if (low_parts != NO_LOW)
        rest -= yl * r.two_k - yl;
    return (product - (r.y2 - yh)) + rest;
}

/* All of it, from the difference, its quotient and the bracket. */
INLINE vec divergence_finish(vec e, vec s, vec x, vec bracket) {
    vec z = s * s;
    return s * (e + (x * z) * atanh_tail(z)) + bracket;
}

INLINE vec divergence_of(ratio r, vec xh, vec xl, vec yh, vec yl, int low_parts) {
    return divergence_finish(r.e, r.s, xh, divergence_bracket(r, xh, xl, yh, yl, low_parts));
}

INLINE vec divergence_term(vec x, vec yh, vec yl, int pairs) {
    vec none = splat(0.0);
    ratio r = take_ratio(x, none, yh, yl, pairs);
    if (pairs)
        r.s = without_noise(r.s);
    return divergence_of(r, x, none, yh, yl, pairs);
}
