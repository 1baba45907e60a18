/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Logarithm and exponential of any double, and their array loops. Reduced arguments are exact or pairs,
 * so both are within one unit in the last place (tests/kernels holds them to it against MPFR).
 */

/* ln x. Written as f − (f²/2 − …), f = m − 1, because the rounding of 2 atanh(s) alone would show. */
INLINE vec vector_log(vec x) {
    mask tiny = x < splat(0x1p-1022);
    vec normal = choose(tiny, x * 0x1p54, x);
    /* m in [√½, √2): the exponent of √½'s pattern is cut off. */
    const uint64_t root_half = UINT64_C(0x3FE6A09E667F3BCD);
    bits shifted = (bits)normal - splat_bits(root_half);
    bits exponent = shifted & splat_bits(~(EXPONENT_ONE - 1));
    vec m = (vec)((bits)normal - exponent);
    vec k = (vec)(((exponent + splat_bits(1024 * EXPONENT_ONE)) >> 52) |
                  splat_bits(UINT64_C(0x4330000000000000))) -
            (0x1p52 + 1024.0);
    k = choose(tiny, k - 54.0, k);
    vec f = m - 1.0;
    vec s = f / (m + 1.0), z = s * s;
    /* ln m = 2s + s³A = f − s·(f − s²·A), since 2s = f − s·f. */
    vec half = 0.5 * f * f;
    vec tail = s * (half + z * atanh_tail(z)); /* f·s = f²/2 − s·f²/2 */
    vec y = k * LN2_HIGH - ((half - (tail + k * LN2_LOW)) - f);
    y = choose(x == splat(INFINITY), x, y);
    y = choose(x == splat(0.0), splat(-INFINITY), y);
    return choose((x >= splat(0.0)), y, splat(NAN));
}

/* Q(r) = 1/2 + r/6 + …, (e^r − 1 − r)/r²; |error·r²| < 2⁻⁶¹ for |r| ≤ ln 2 / 2. */
#define EXP_0 0x1.0000000000000p-1
#define EXP_1 0x1.5555555555557p-3
#define EXP_2 0x1.5555555555556p-5
#define EXP_3 0x1.11111111100dcp-7
#define EXP_4 0x1.6c16c16c162d4p-10
#define EXP_5 0x1.a01a01abe7fe1p-13
#define EXP_6 0x1.a01a01a6d889cp-16
#define EXP_7 0x1.71de0231960ebp-19
#define EXP_8 0x1.27e4db646b17ep-22
#define EXP_9 0x1.af4de97ca4194p-26
#define EXP_10 0x1.1f730349868cep-29

INLINE vec exp_tail(vec r) {
    vec q = r * EXP_10 + EXP_9;
    q = q * r + EXP_8;
    q = q * r + EXP_7;
    q = q * r + EXP_6;
    q = q * r + EXP_5;
    q = q * r + EXP_4;
    q = q * r + EXP_3;
    q = q * r + EXP_2;
    q = q * r + EXP_1;
    return q * r + EXP_0;
}

/* 2^k for integer k in [−1022, 1023]. */
INLINE vec power_of_two(vec k) {
    return (vec)(((bits)(k + (0x1p52 + 1023.0)) << 52));
}

/* e^t = m·2^k for t in range. */
typedef struct exponential {
    vec m, k;
} exponential;

INLINE exponential take_exponential(vec t) {
    vec k = (t * 0x1.71547652b82fep+0 + 0x1.8p52) - 0x1.8p52;
    /* r = rh + rl: k·LN2_HIGH is exact and so is the first difference. */
    vec rh = t - k * LN2_HIGH, rl = -(k * LN2_LOW);
    vec r = rh + rl;
    vec lost = (rh - r) + rl;
    return (exponential){1.0 + (r + (r * r * exp_tail(r) + lost)), k};
}

/* y·2^k in two steps: the first stays normal, the second rounds once if the result is subnormal. */
INLINE vec times_two_to(vec y, vec k) {
    vec first = (k * 0.5 + 0x1.8p52) - 0x1.8p52;
    return y * power_of_two(first) * power_of_two(k - first);
}

INLINE vec vector_exp(vec x) {
    /* Outside, the result is 0 or infinite anyway. */
    vec t = choose(x > splat(710.0), splat(710.0), x);
    t = choose(t < splat(-746.0), splat(-746.0), t);
    exponential e = take_exponential(t);
    return choose(x == x, times_two_to(e.m, e.k), x);
}

/* x·e^t, x in [2⁻⁵¹¹, 2): finite and normal where the product is, though e^t may be neither. */
INLINE vec times_exponential(vec x, vec t) {
    exponential e = take_exponential(larger(smaller(t, splat(1400.0)), splat(-1400.0)));
    return times_two_to(x * e.m, e.k);
}

INLINE void apply(vec (*function)(vec), const double *x, size_t n, double *out) {
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH)
        store(out + i, function(load(x + i)));
    if (i == n)
        return;
    double tail[KL_WIDTH] = {0};
    memcpy(tail, x + i, (n - i) * sizeof *x);
    vec v = function(load(tail));
    memcpy(out + i, &v, (n - i) * sizeof *out);
}

static void log_array(const double *x, size_t n, double *out) {
    apply(vector_log, x, n, out);
}
static void exp_array(const double *x, size_t n, double *out) {
    apply(vector_exp, x, n, out);
}
