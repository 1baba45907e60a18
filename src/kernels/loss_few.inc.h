/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of few classes: turned round in registers, so that a vector holds one class of KL_WIDTH rows. */
#include "kernels/transpose.inc.h"

/* KL_WIDTH rows, or fewer. `whole`: of each, KL_WIDTH elements may be touched though it has fewer: they are the next
 * rows'. */
typedef struct few_block {
    size_t rows;
    int whole;
} few_block;

/* From row `at` of `rows` on. */
INLINE few_block few_block_at(size_t at, ptrdiff_t stride, size_t columns, size_t rows) {
    const size_t behind = (KL_WIDTH - 1) / columns; /* rows that a vector reaches into */
    if (rows - at < KL_WIDTH)
        return (few_block){rows - at, 0};
    return (few_block){KL_WIDTH, columns >= KL_WIDTH || (stride == (ptrdiff_t)columns &&
                                                         at + KL_WIDTH + behind <= rows)};
}

/* Where a vector of columns begins that are < KL_WIDTH, or from `c` on: the last overlaps the one before. */
INLINE size_t few_column(size_t c, size_t columns) {
    return c + KL_WIDTH <= columns || columns < KL_WIDTH ? c : columns - KL_WIDTH;
}

INLINE vec load_few(kl_loss_type type, const unsigned char *from, size_t n) {
    unsigned char room[sizeof(vec)] = {0};
    memcpy(room, from, n * size_of(type));
    return load(type, room, 0);
}
INLINE void store_few(kl_loss_type type, unsigned char *to, size_t n, vec v) {
    unsigned char room[sizeof(vec)];
    store(type, room, 0, v);
    memcpy(to, room, n * size_of(type));
}

/* Lanes without a row have 0. The rows of the next piece are asked for, so that memory works while this one is
 * computed. */
INLINE void load_turned(kl_loss_type type, const unsigned char *x, ptrdiff_t step, size_t columns,
                        few_block block, size_t at, kl_few *out) {
    for (size_t r = 0; r < KL_WIDTH; r++)
        __builtin_prefetch(
            (const void *)((uintptr_t)x + (uintptr_t)(KL_FEW_ROWS + r) * (uintptr_t)step));
    for (size_t c = 0; c < columns; c += KL_WIDTH) {
        const size_t column = few_column(c, columns);
        const unsigned char *from = x + column * size_of(type);
        vec v[KL_WIDTH];
        if (block.whole)
            for (int r = 0; r < KL_WIDTH; r++)
                v[r] = load(type, from + r * step, 0);
        else
            for (size_t r = 0; r < KL_WIDTH; r++)
                v[r] = r >= block.rows ? splat(0.0f)
                                       : load_few(type, from + (ptrdiff_t)r * step,
                                                  columns < KL_WIDTH ? columns : (size_t)KL_WIDTH);
        transpose(v);
        for (size_t a = 0; a < KL_WIDTH; a++)
            store(KL_LOSS_F32, out->x[column + a], at, v[a]);
    }
}

/* The other way. What is written behind a row is a later one's place, which comes later. */
INLINE void store_turned(kl_loss_type type, const vec g_of[KL_FEW_CLASSES], ptrdiff_t step,
                         size_t columns, few_block block, unsigned char *out) {
    for (size_t c = 0; c < columns; c += KL_WIDTH) {
        const size_t column = few_column(c, columns);
        unsigned char *to = out + column * size_of(type);
        vec v[KL_WIDTH];
        memcpy(v, &g_of[column], sizeof v);
        transpose(v);
        if (block.whole)
            for (int r = 0; r < KL_WIDTH; r++)
                store(type, to + r * step, 0, v[r]);
        else
            for (size_t r = 0; r < block.rows; r++)
                store_few(type, to + (ptrdiff_t)r * step,
                          columns < KL_WIDTH ? columns : (size_t)KL_WIDTH, v[r]);
    }
}

/* kl_loss_base_of, of each lane; *unit is what turns exponentials into e^(x − largest): by what the loops have for that
 * of the largest, so that it becomes 1. */
INLINE base_lanes few_base(vec largest, const temper_lanes *temper, vec *unit) {
    vec size = (vec)((bits)largest & splat_bits(0x7FFFFFFF));
    vec shift = choose(size <= temper->shift_from, splat(0.0f), largest), top = largest - shift;
    vec k = (top * temper->log2_e + ROUND) - ROUND;
    const base_lanes base = {.shift = shift,
                             .least = k * (temper->ln2_high + temper->ln2_low) + temper->zero_from,
                             .round = (ROUND + 127) - k,
                             .temper = *temper};
    *unit = 1.0f / exponential(top, &base);
    return base;
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

/* What is added up of KL_WIDTH rows. */
typedef struct few_sums {
    vec rest, spread;
} few_sums;

/* Bases of all rows. */
typedef struct few_bases {
    float shift[KL_FEW_ROWS], least[KL_FEW_ROWS], round[KL_FEW_ROWS];
} few_bases;

INLINE void find_largest(size_t columns, size_t at, kl_few *out) {
    vec largest = splat(-INFINITY);
    mask class = {0}, argmax = {0};
    for (size_t c = 0; c < columns; c++, class += 1) {
        const vec x = load(KL_LOSS_F32, out->x[c], at);
        argmax = (mask)choose(x > largest, (vec) class, (vec)argmax);
        largest = larger(x, largest);
    }
    store(KL_LOSS_F32, out->largest, at, largest);
    memcpy(out->argmax + at, &argmax, sizeof argmax);
}

INLINE void set_base(size_t at, const temper_lanes *temper, few_bases *bases, kl_few *out) {
    vec unit;
    const base_lanes base = few_base(load(KL_LOSS_F32, out->largest, at), temper, &unit);
    store(KL_LOSS_F32, bases->shift, at, base.shift);
    store(KL_LOSS_F32, bases->least, at, base.least);
    store(KL_LOSS_F32, bases->round, at, base.round);
    store(KL_LOSS_F32, out->unit, at, unit);
}

/* KL_WIDTH rows, of which it is known where the largest is. */
typedef struct few_rows {
    vec largest;
    mask argmax;
    base_lanes base;
} few_rows;

INLINE void add_class(size_t c, mask class, const few_rows *rows, int with_spread, size_t at,
                      few_sums *sums, kl_few *out) {
    const vec x = load(KL_LOSS_F32, out->x[c], at),
              all = exponential(x - rows->base.shift, &rows->base);
    const vec others = keep(rows->argmax != class, all);
    store(KL_LOSS_F32, out->e[c], at, all);
    sums->rest += others;
    if (with_spread)
        sums->spread += spread_of(others, x - rows->largest, &rows->base.temper);
}

/* Four sums side by side, so that none is long. */
INLINE void add_classes(size_t columns, const few_bases *bases, const temper_lanes *temper,
                        int with_spread, size_t at, kl_few *out) {
    enum { SIDE_BY_SIDE = 4 };
    few_rows rows = {.largest = load(KL_LOSS_F32, out->largest, at),
                     .base = {load(KL_LOSS_F32, bases->shift, at),
                              load(KL_LOSS_F32, bases->least, at),
                              load(KL_LOSS_F32, bases->round, at), *temper}};
    const vec unit = load(KL_LOSS_F32, out->unit, at);
    few_sums sums[SIDE_BY_SIDE];
    mask class = {0};
    size_t c = 0;
    memcpy(&rows.argmax, out->argmax + at, sizeof rows.argmax);
    for (int a = 0; a < SIDE_BY_SIDE; a++)
        sums[a].rest = sums[a].spread = splat(0.0f);
    for (; c + SIDE_BY_SIDE <= columns; c += SIDE_BY_SIDE)
        for (size_t a = 0; a < SIDE_BY_SIDE; a++, class += 1)
            add_class(c + a, class, &rows, with_spread, at, &sums[a], out);
    for (size_t a = 0; a < SIDE_BY_SIDE - 1; a++, class += 1)
        if (c + a < columns)
            add_class(c + a, class, &rows, with_spread, at, &sums[a], out);
    store(KL_LOSS_F32, out->rest, at,
          unit * ((sums[0].rest + sums[1].rest) + (sums[2].rest + sums[3].rest)));
    store(KL_LOSS_F32, out->spread, at,
          unit * ((sums[0].spread + sums[1].spread) + (sums[2].spread + sums[3].spread)));
}

#define EACH_VECTOR for (size_t at = 0; at < rows; at += KL_WIDTH)

/* One step after the other for all rows: the next vector need not wait for the chain of operations of this one. */
INLINE void few_softmax(kl_loss_type type, const void *x, ptrdiff_t stride, size_t columns,
                        size_t rows, const kl_loss_temperature *temperature, int is_one,
                        int with_spread, kl_few *out) {
    const temper_lanes temper = spread_temperature(temperature, is_one);
    const ptrdiff_t step = stride * (ptrdiff_t)size_of(type);
    few_bases bases;
    EACH_VECTOR load_turned(type, (const unsigned char *)x + (ptrdiff_t)at * step, step, columns,
                            few_block_at(at, stride, columns, rows), at, out);
    EACH_VECTOR find_largest(columns, at, out);
    EACH_VECTOR set_base(at, &temper, &bases, out);
    EACH_VECTOR add_classes(columns, &bases, &temper, with_spread, at, out);
    EACH_VECTOR store(KL_LOSS_F32, out->log_sum, at, log1p_lanes(load(KL_LOSS_F32, out->rest, at)));
}

/* As add_terms has it for many classes. */
INLINE vec few_gap_of(const kl_few *few, const float (*w)[KL_FEW_ROWS], size_t c, size_t at) {
    const vec gap = load(KL_LOSS_F32, few->largest, at) - load(KL_LOSS_F32, few->x[c], at);
    if (w == NULL)
        return gap;
    const vec weight = load(KL_LOSS_F32, w[c], at);
    return keep(weight != splat(0.0f), weight * gap);
}

static void few_gap(const kl_few *few, const float (*w)[KL_FEW_ROWS], size_t columns, size_t rows,
                    float *gap) {
    enum { SIDE_BY_SIDE = 4 };
    for (size_t at = 0; at < rows; at += KL_WIDTH) {
        vec sum[SIDE_BY_SIDE];
        size_t c = 0;
        for (int a = 0; a < SIDE_BY_SIDE; a++)
            sum[a] = splat(0.0f);
        for (; c + SIDE_BY_SIDE <= columns; c += SIDE_BY_SIDE)
            for (size_t a = 0; a < SIDE_BY_SIDE; a++)
                sum[a] += few_gap_of(few, w, c + a, at);
        for (size_t a = 0; a < SIDE_BY_SIDE - 1; a++)
            if (c + a < columns)
                sum[a] += few_gap_of(few, w, c + a, at);
        store(KL_LOSS_F32, gap, at, (sum[0] + sum[1]) + (sum[2] + sum[3]));
    }
}

INLINE void few_gradient(kl_loss_type type, const kl_few *few, const float (*w)[KL_FEW_ROWS],
                         size_t columns, size_t rows, const kl_few_pull *how, void *out,
                         ptrdiff_t stride) {
    const ptrdiff_t step = stride * (ptrdiff_t)size_of(type);
    EACH_VECTOR {
        const few_block block = few_block_at(at, stride, columns, rows);
        unsigned char *to = (unsigned char *)out + (ptrdiff_t)at * step;
        const vec slope = load(KL_LOSS_F32, how->slope, at),
                  pull = load(KL_LOSS_F32, how->pull, at);
        vec g_of[KL_FEW_CLASSES];
        for (size_t c = 0; c < columns; c++) {
            const vec weight = w == NULL ? splat(1.0f) : load(KL_LOSS_F32, w[c], at);
            g_of[c] = load(KL_LOSS_F32, few->e[c], at) * slope - weight * pull;
        }
        store_turned(type, g_of, step, columns, block, to);
    }
    for (size_t at = 0; at < rows && how->has_target; at += KL_WIDTH) {
        unsigned char room[sizeof(vec)];
        store(type, room, 0, load(KL_LOSS_F32, how->at_target, at));
        for (size_t r = 0; r < KL_WIDTH && at + r < rows; r++)
            memcpy((unsigned char *)out + (ptrdiff_t)(at + r) * step +
                       (size_t)how->target[at + r] * size_of(type),
                   room + r * size_of(type), size_of(type));
    }
}
