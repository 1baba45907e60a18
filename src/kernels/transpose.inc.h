/* SPDX-License-Identifier: Apache-2.0 */
/*
 * KL_WIDTH vectors of KL_WIDTH floats turned round: four by four inside each 128 bits, as machines can, then the
 * pieces of 128 bits.
 */

/* Lanes a, b, c, d of each 128 bits; those of the second vector begin at SECOND. */
#define SECOND KL_WIDTH
#if KL_WIDTH == 4
#define IN_EACH(x, y, a, b, c, d) (vec) __builtin_shufflevector(x, y, a, b, c, d)
#elif KL_WIDTH == 8
#define IN_EACH(x, y, a, b, c, d)                                                                  \
    (vec) __builtin_shufflevector(x, y, a, b, c, d, (a) + 4, (b) + 4, (c) + 4, (d) + 4)
#else
#define IN_EACH(x, y, a, b, c, d)                                                                  \
    (vec)                                                                                          \
        __builtin_shufflevector(x, y, a, b, c, d, (a) + 4, (b) + 4, (c) + 4, (d) + 4, (a) + 8,     \
                                (b) + 8, (c) + 8, (d) + 8, (a) + 12, (b) + 12, (c) + 12, (d) + 12)
#endif

/* Four vectors: v[i] becomes lane i, i + 4, … of the four, each in its 128 bits. */
INLINE void transpose_fours(vec v[4]) {
    const vec low01 = IN_EACH(v[0], v[1], 0, SECOND, 1, SECOND + 1);
    const vec high01 = IN_EACH(v[0], v[1], 2, SECOND + 2, 3, SECOND + 3);
    const vec low23 = IN_EACH(v[2], v[3], 0, SECOND, 1, SECOND + 1);
    const vec high23 = IN_EACH(v[2], v[3], 2, SECOND + 2, 3, SECOND + 3);
    v[0] = IN_EACH(low01, low23, 0, 1, SECOND, SECOND + 1);
    v[1] = IN_EACH(low01, low23, 2, 3, SECOND + 2, SECOND + 3);
    v[2] = IN_EACH(high01, high23, 0, 1, SECOND, SECOND + 1);
    v[3] = IN_EACH(high01, high23, 2, 3, SECOND + 2, SECOND + 3);
}

/* The upper pieces of *a change places with the lower ones of *b: halves, or (of 512 bits) each second quarter. */
#if KL_WIDTH >= 8
INLINE void exchange_halves(vec *a, vec *b) {
    const vec x = *a, y = *b;
#if KL_WIDTH == 8
    *a = __builtin_shufflevector(x, y, 0, 1, 2, 3, 8, 9, 10, 11);
    *b = __builtin_shufflevector(x, y, 4, 5, 6, 7, 12, 13, 14, 15);
#else
    *a = __builtin_shufflevector(x, y, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
    *b =
        __builtin_shufflevector(x, y, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31);
#endif
}
#endif
#if KL_WIDTH == 16
INLINE void exchange_quarters(vec *a, vec *b) {
    const vec x = *a, y = *b;
    *a = __builtin_shufflevector(x, y, 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27);
    *b = __builtin_shufflevector(x, y, 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31);
}
#endif

INLINE void transpose(vec v[KL_WIDTH]) {
    for (int i = 0; i < KL_WIDTH; i += 4)
        transpose_fours(v + i);
#if KL_WIDTH == 8
    for (int i = 0; i < 4; i++)
        exchange_halves(&v[i], &v[i + 4]);
#elif KL_WIDTH == 16
    for (int i = 0; i < 16; i++)
        if ((i & 4) == 0)
            exchange_quarters(&v[i], &v[i + 4]);
    for (int i = 0; i < 8; i++)
        exchange_halves(&v[i], &v[i + 8]);
#endif
}
