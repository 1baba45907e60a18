/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one source of the products, compiled once per instruction set. The including file defines KL_WIDTH (4, 8 or 16
 * floats), KL_TABLE (the table's name) and KL_TABLE_LINKAGE.
 * Source: Van Zee and van de Geijn 2015, BLIS, fig. 1: its two innermost loops.
 */
#include "kernels/loss.h"
#include "kernels/product.h"

#include "kernels/vector_f32.inc.h"

#include "kernels/transpose.inc.h"

/* Rows, and vectors of sums for each: what 16 registers hold, or 32. */
#define ROWS (KL_WIDTH == 16 ? 8 : 6)
#define VECTORS (KL_WIDTH == 16 ? 3 : 2)

/* Steps, long enough for lines that are asked for with them to come; and in how many of them each row has its turn, so
 * that all of its lines have been asked for when the columns end. */
#define STRETCH 16
#define TURNS (KL_WIDTH == 16 ? 2 : 4)
#define LINE 64 /* bytes */

/* What transpose_fours makes of four rows of sums: each piece is what a column of C has of them. */
INLINE void put_fours(float *c, ptrdiff_t c_column, size_t rows, vec v[4]) {
    transpose_fours(v);
    for (int i = 0; i < 4; i++)
        for (int piece = 0; piece < KL_WIDTH; piece += 4) {
            float lanes[KL_WIDTH];
            memcpy(lanes, &v[i], sizeof lanes);
            memcpy(c + (piece + i) * c_column, lanes + piece, rows * sizeof *c);
        }
}

/* Whole rows of sums where those of C are apart by 1, and its columns far: by pieces instead of one by one. */
INLINE int put_turned(const kl_product *p, float *c, size_t columns, vec sum[ROWS][VECTORS]) {
    if (p->c_row != 1 || p->add || columns % KL_WIDTH != 0)
        return 0;
    for (size_t part = 0; part * KL_WIDTH < columns; part++)
        for (size_t first = 0; first < ROWS; first += 4) {
            vec v[4] = {{0}};
            const size_t rows = ROWS - first < 4 ? ROWS - first : 4;
            for (size_t i = 0; i < rows; i++)
                v[i] = sum[first + i][part];
            put_fours(c + first + (ptrdiff_t)(part * KL_WIDTH) * p->c_column, p->c_column, rows, v);
        }
    return 1;
}

#define PUT_TURNED put_turned
#define REAL float
#define LANES KL_WIDTH
#define NAME(x) x##_f32
#include "kernels/product_type.inc.h"
#undef NAME
#undef LANES
#undef REAL
#undef PUT_TURNED

#define PUT_TURNED(p, c, columns, sum) 0
#define REAL double
#define LANES (KL_WIDTH / 2)
#define NAME(x) x##_f64
#include "kernels/product_type.inc.h"

INLINE void widen_all(kl_loss_type type, const void *from, size_t n, float *out) {
    size_t i = 0;
    for (; i + KL_WIDTH <= n; i += KL_WIDTH)
        store(KL_LOSS_F32, out, i, load(type, from, i));
    if (i < n)
        store_tail(KL_LOSS_F32, out, i, n - i, load_tail(type, from, i, n - i, 0));
}
static void widen(kl_dtype dtype, const void *from, size_t n, float *out) {
    if (dtype == KL_F16)
        widen_all(KL_LOSS_F16, from, n, out);
    else
        widen_all(KL_LOSS_BF16, from, n, out);
}

KL_TABLE_LINKAGE const kl_product_table KL_TABLE = {
    .f32 = {ROWS, VECTORS *KL_WIDTH, pack_rows_f32, pack_columns_f32, multiply_f32, widen},
    .f64 = {ROWS, VECTORS *KL_WIDTH / 2, pack_rows_f64, pack_columns_f64, multiply_f64, NULL}};
