/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one source of the products, compiled once per instruction set. The including file defines KL_WIDTH (4, 8 or 16
 * floats), KL_TABLE (the table's name) and KL_TABLE_LINKAGE.
 * Source: Van Zee and van de Geijn 2015, BLIS, fig. 1: its two innermost loops.
 */
#include "kernels/loss.h"
#include "kernels/product.h"

#include "kernels/vector_f32.inc.h"

/* Two vectors of sums for each are what registers hold: of 16, and of 32 with room for a row in the first cache. */
#define ROWS (KL_WIDTH == 16 ? 8 : 6)

#define PIECE 64 /* steps: long enough for the lines that are asked for with it to come */
#define LINE 64  /* bytes */

#define REAL float
#define LANES KL_WIDTH
#define NAME(x) x##_f32
#include "kernels/product_type.inc.h"
#undef NAME
#undef LANES
#undef REAL

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
    .f32 = {ROWS, 2 * KL_WIDTH, pack_rows_f32, pack_columns_f32, multiply_f32, widen},
    .f64 = {ROWS, KL_WIDTH, pack_rows_f64, pack_columns_f64, multiply_f64, NULL}};
