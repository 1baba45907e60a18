/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Soft caps of logits, c·tanh(x/c). With e^(−2|x|/c) = 2^k (C + r)/(C − r) of logits.inc.h
 *
 *     tanh(|x|/c) = (a − b)/(a + b),   1 − tanh² = 4ab/(a + b)²,   a = C − r, b = 2^k (C + r):
 *
 * one division; and where k = 0, a − b is −2r, of which C would take the digits where |x| is small beside c.
 */

/* n vectors side by side; slopes only where they are wanted. See kl_logit_cap. */
INLINE void cap_vectors(const vec *x, int n, const kl_logit_cap *cap, int with_slope, vec *z,
                        vec *slope) {
    const mask sign = (mask)splat_bits(UINT64_C(1) << 63);
    vec r[BATCH], shifted[BATCH], a[BATCH], b[BATCH], apart[BATCH];
    for (int i = 0; i < n; i++) /* e^−700 beside 1 is nothing */
        r[i] = reduce(larger(splat(-700.0), absolute(x[i]) * cap->slope), &shifted[i]);
    for (int i = 0; i < n; i++)
        a[i] = coth_of(r[i]);
    for (int i = 0; i < n; i++) {
        b[i] = times_power(a[i] + r[i], shifted[i]);
        a[i] = a[i] - r[i];
        apart[i] = choose(shifted[i] == splat(0x1.8p52), -2.0 * r[i], a[i] - b[i]);
    }
    for (int i = 0; i < n; i++) {
        const vec size = absolute(x[i]), inverse = 1.0 / (a[i] + b[i]);
        const vec z_size = apart[i] * inverse * cap->scale;
        const mask is_finite = size < splat(INFINITY);
        const mask is_far =
            size * cap->slope <= splat(-0x1p-26); /* nearer 0 tanh is its argument */
        if (with_slope)
            slope[i] = keep(is_finite, 4.0 * (a[i] * inverse) * (b[i] * inverse));
        z[i] = choose(is_finite & is_far, (vec)((mask)z_size | (sign & (mask)x[i])), x[i]);
    }
}

INLINE void cap_array(const double *x, size_t n, const kl_logit_cap *cap, int with_slope, double *z,
                      double *slope) {
    enum { STEP = BATCH * KL_WIDTH };
    vec v[BATCH], s[BATCH];
    double tail[STEP] = {0};
    size_t i = 0;
    for (; i + STEP <= n; i += STEP) {
        EACH v[r] = load(x + i + r * KL_WIDTH);
        cap_vectors(v, BATCH, cap, with_slope, v, s);
        EACH store(z + i + r * KL_WIDTH, v[r]);
        for (int r = 0; with_slope && r < BATCH; r++)
            store(slope + i + r * KL_WIDTH, s[r]);
    }
    if (i == n)
        return;
    memcpy(tail, x + i, (n - i) * sizeof *x);
    EACH v[r] = load(tail + r * KL_WIDTH);
    cap_vectors(v, BATCH, cap, with_slope, v, s);
    memcpy(z + i, v, (n - i) * sizeof *z);
    if (with_slope)
        memcpy(slope + i, s, (n - i) * sizeof *slope);
}

static void capped_array(const double *x, size_t n, const kl_logit_cap *cap, double *z,
                         double *slope) {
    if (slope == NULL)
        cap_array(x, n, cap, 0, z, NULL);
    else
        cap_array(x, n, cap, 1, z, slope);
}
