/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of few classes: turned round, so that a vector holds one class of KL_WIDTH rows. */

/* Numbers of a type by classes. */
typedef union turned {
    float single[KL_FEW_CLASSES][KL_FEW_ROWS];
    uint16_t half[KL_FEW_CLASSES][KL_FEW_ROWS];
} turned;

INLINE const void *turned_class(kl_loss_type type, const turned *x, size_t c) {
    return type == KL_LOSS_F32 ? (const void *)x->single[c] : x->half[c];
}

INLINE void turn(kl_loss_type type, const void *x, ptrdiff_t stride, size_t columns, size_t rows,
                 turned *out) {
    for (size_t r = 0; r < rows; r++) {
        const unsigned char *row =
            (const unsigned char *)x + (ptrdiff_t)r * stride * (ptrdiff_t)size_of(type);
        for (size_t c = 0; c < columns; c++)
            if (type == KL_LOSS_F32)
                memcpy(&out->single[c][r], row + c * sizeof(float), sizeof(float));
            else
                memcpy(&out->half[c][r], row + c * sizeof(uint16_t), sizeof(uint16_t));
    }
}

INLINE void turn_back(kl_loss_type type, const turned *x, size_t columns, size_t rows, void *out,
                      ptrdiff_t stride) {
    for (size_t r = 0; r < rows; r++) {
        unsigned char *row =
            (unsigned char *)out + (ptrdiff_t)r * stride * (ptrdiff_t)size_of(type);
        for (size_t c = 0; c < columns; c++)
            if (type == KL_LOSS_F32)
                memcpy(row + c * sizeof(float), &x->single[c][r], sizeof(float));
            else
                memcpy(row + c * sizeof(uint16_t), &x->half[c][r], sizeof(uint16_t));
    }
}

/* kl_loss_base_of, of each lane; *unit is what turns exponentials into e^(x − largest). */
INLINE base_lanes few_base(vec largest, vec *unit) {
    const vec none = splat(0.0f);
    vec size = (vec)((bits)largest & splat_bits(0x7FFFFFFF));
    vec shift = choose(size <= splat(KL_LOSS_SHIFT), none, largest), top = largest - shift;
    vec rounded = top * LOG2_E + ROUND, k = rounded - ROUND;
    base_lanes own = {
        .shift = none, .least = splat(-100.0f), .bias = splat_bits(UINT32_C(127) << 23)};
    *unit = exponential((k * LN2_HIGH - top) + k * LN2_LOW, &own);
    return (base_lanes){.shift = shift,
                        .least = k * 0x1.62e43p-1f + ZERO_FROM,
                        .bias = splat_bits(UINT32_C(127) << 23) - ((bits)rounded << 23)};
}

/* ln(1 + x) of x ≥ 0 up to 2³⁰, to 3 units in the last place: 1 + x = 2^k·m with m in [√½, √2), ln m = 2 atanh(s) with
 * s = (m − 1)/(m + 1), and what 1 + x has lost of x. */
INLINE vec log1p_lanes(vec x) {
    const uint32_t root_half = 0x3F3504F3;
    vec u = x + 1.0f, lost = choose(x < splat(1.0f), x - (u - 1.0f), 1.0f - (u - x));
    bits exponent = ((bits)u - splat_bits(root_half)) & splat_bits(0xFF800000);
    vec m = (vec)((bits)u - exponent);
    vec k = __builtin_convertvector((mask)exponent >> 23, vec);
    vec s = (m - 1.0f) / (m + 1.0f), z = s * s;
    vec tail = ((z * (2.0f / 9) + 2.0f / 7) * z + 2.0f / 5) * z + 2.0f / 3;
    vec log = (k * LN2_LOW + s * z * tail) + 2.0f * s;
    return k * LN2_HIGH + (log + lost / u);
}

/* KL_WIDTH rows from `at` on. Two sums, so that neither is long. */
INLINE void few_lanes(kl_loss_type type, const turned *x, size_t columns, size_t at,
                      const int32_t *target, int with_spread, kl_few *out) {
    vec largest = splat(-INFINITY), unit;
    mask argmax = {0}, targets;
    memcpy(&targets, target + at, sizeof targets);
    for (size_t c = 0; c < columns; c++) {
        vec v = load(type, turned_class(type, x, c), at);
        mask above = v > largest;
        largest = choose(above, v, largest);
        argmax = (above & ((int32_t)c - (mask){0})) | (~above & argmax);
    }
    const base_lanes base = few_base(largest, &unit);
    vec sum[2] = {splat(0.0f), splat(0.0f)}, spread = splat(0.0f), logit = splat(0.0f);
    for (size_t c = 0; c < columns; c++) {
        vec v = load(type, turned_class(type, x, c), at);
        vec e = exponential(v, &base) * unit;
        store(KL_LOSS_F32, out->e[c], at, e);
        logit = choose(targets == ((int32_t)c - (mask){0}), v, logit);
        e = keep(argmax != ((int32_t)c - (mask){0}), e);
        const vec turn_of = sum[0] + e; /* the two take turns */
        sum[0] = sum[1];
        sum[1] = turn_of;
        if (with_spread)
            spread += e * larger(splat(-200.0f), v - largest);
    }
    const vec rest = sum[0] + sum[1];
    store(KL_LOSS_F32, out->largest, at, largest);
    store(KL_LOSS_F32, out->rest, at, rest);
    store(KL_LOSS_F32, out->spread, at, spread);
    store(KL_LOSS_F32, out->logit, at, logit);
    store(KL_LOSS_F32, out->log_sum, at, log1p_lanes(rest));
    memcpy(out->argmax + at, &argmax, sizeof argmax);
}

INLINE void few_softmax(kl_loss_type type, const void *x, ptrdiff_t stride, size_t columns,
                        size_t rows, const int32_t *target, int with_spread, kl_few *out) {
    turned by_class;
    if (rows < KL_FEW_ROWS) /* the lanes behind the last row */
        memset(&by_class, 0, sizeof by_class);
    turn(type, x, stride, columns, rows, &by_class);
    for (size_t at = 0; at < rows; at += KL_WIDTH)
        few_lanes(type, &by_class, columns, at, target, with_spread, out);
}

INLINE void few_gradient(kl_loss_type type, const kl_few *few, const float *w, size_t columns,
                         size_t rows, const float *slope, const float *pull, void *out,
                         ptrdiff_t stride) {
    turned by_class;
    for (size_t c = 0; c < columns; c++) {
        const vec weight = splat(w == NULL ? 1.0f : w[c]);
        void *to = type == KL_LOSS_F32 ? (void *)by_class.single[c] : by_class.half[c];
        for (size_t at = 0; at < rows; at += KL_WIDTH) {
            vec e = load(KL_LOSS_F32, few->e[c], at);
            vec g = e * load(KL_LOSS_F32, slope, at) - weight * load(KL_LOSS_F32, pull, at);
            store(type, to, at, g);
        }
    }
    turn_back(type, &by_class, columns, rows, out, stride);
}
