/* SPDX-License-Identifier: Apache-2.0 */
/* Exponentials and logarithms in lanes of f32. What is fused is so everywhere (fused.inc.h): the same bits. */

#define LOG2_E 0x1.715476p+0f
/* ln 2 = LN2_HIGH + LN2_LOW; k·LN2_HIGH is exact for |k| < 2¹⁵. */
#define LN2_HIGH 0x1.63p-1f
#define LN2_LOW -0x1.bd0106p-13f
/* Added to a number below 2²² it leaves the nearest integer in the last bits. */
#define ROUND 0x1.8p23f

/* Q(r) = (e^r − 1 − r)/r², error·r² < 2⁻²⁶·⁹ for |r| ≤ ln 2 / 2: tools/make_polynomials.py, like all below. */
#define EXP_0 0x1.0000000000000p-1f
#define EXP_1 0x1.5554dcf88fd17p-3f
#define EXP_2 0x1.5555192d5f5dep-5f
#define EXP_3 0x1.120b6e42d2112p-7f
#define EXP_4 0x1.6d11093a17fd8p-10f

INLINE vec exp_tail(vec r) {
    vec q = fused(r, splat(EXP_4), splat(EXP_3));
    q = fused(q, r, splat(EXP_2));
    q = fused(q, r, splat(EXP_1));
    return fused(q, r, splat(EXP_0));
}

/* The same for |r| ≤ 3/2, error 2⁻²⁶·⁵ of it: a chain of even powers and one of odd ones. */
#define WIDE_0 0x1.0000000000000p-1f
#define WIDE_1 0x1.555552342cdc7p-3f
#define WIDE_2 0x1.5555544b836a9p-5f
#define WIDE_3 0x1.111239793c186p-7f
#define WIDE_4 0x1.6c1786250295cp-10f
#define WIDE_5 0x1.9fa3c996fd8d7p-13f
#define WIDE_6 0x1.9fcb836a8ffb2p-16f
#define WIDE_7 0x1.8343834818a9ap-19f
#define WIDE_8 0x1.3374a504a20f5p-22f

INLINE vec wide_exp_tail(vec r, vec z) {
    vec even = fused(z, splat(WIDE_8), splat(WIDE_6)), odd = fused(z, splat(WIDE_7), splat(WIDE_5));
    even = fused(even, z, splat(WIDE_4));
    odd = fused(odd, z, splat(WIDE_3));
    even = fused(even, z, splat(WIDE_2));
    odd = fused(odd, z, splat(WIDE_1));
    even = fused(even, z, splat(WIDE_0));
    return fused(odd, r, even);
}

/* [(1 + δ) ln(1 + δ) + (1 − δ) ln(1 − δ)]/δ² of z = δ² < 0.4072, where q/p = e^±1.51: error 2⁻²⁶·⁶ of it. */
#define MIX_0 0x1.0000001e39401p+0f
#define MIX_1 0x1.555472cae7088p-3f
#define MIX_2 0x1.1155681d32cebp-4f
#define MIX_3 0x1.1cf8f505b6564p-5f
#define MIX_4 0x1.d07a3e3e55d15p-6f
#define MIX_5 -0x1.319c2f5651bd9p-8f
#define MIX_6 0x1.415613654b7f1p-5f
#define MIX_END 0.4072f

INLINE vec mix_tail(vec z) {
    vec q = fused(z, splat(MIX_6), splat(MIX_5));
    q = fused(q, z, splat(MIX_4));
    q = fused(q, z, splat(MIX_3));
    q = fused(q, z, splat(MIX_2));
    q = fused(q, z, splat(MIX_1));
    return fused(q, z, splat(MIX_0));
}

/* (2 atanh(s) − 2s)/s³ of z = s², s² < 0.0295: error 2⁻²⁹ of it. */
#define ATANH_0 0x1.5555554b9d547p-1f
#define ATANH_1 0x1.9999ebe5e8b5fp-2f
#define ATANH_2 0x1.245c07223544ap-2f
#define ATANH_3 0x1.dddba97136f27p-3f

/* Of normal numbers > 0, to 2 units in the last place and 2⁻²⁴. */
INLINE vec logarithm(vec x) {
    mask k = ((mask)x - (mask)splat_bits(0x3F3504F3)) >> 23; /* √½ */
    vec f = (vec)((bits)x - ((bits)k << 23)), power = __builtin_convertvector(k, vec);
    vec s = (f - 1.0f) / (f + 1.0f), z = s * s;
    vec tail = fused(z, splat(ATANH_3), splat(ATANH_2));
    tail = fused(fused(tail, z, splat(ATANH_1)), z, splat(ATANH_0));
    return power * LN2_HIGH + (fused(power, splat(LN2_LOW), s * (z * tail)) + (s + s));
}
