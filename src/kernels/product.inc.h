/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one source of the products, compiled once per instruction set. The including file defines KL_WIDTH (4, 8 or 16
 * floats), KL_TABLE (the table's name) and KL_TABLE_LINKAGE.
 * Source: Van Zee and van de Geijn 2015, BLIS, fig. 1: its two innermost loops.
 */
#include "kernels/product.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* Two vectors of sums for each are what registers hold: of 16, and of 32 with room for a row in the first cache. */
#define ROWS (KL_WIDTH == 16 ? 8 : 6)

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

KL_TABLE_LINKAGE const kl_product_table KL_TABLE = {
    .f32 = {ROWS, 2 * KL_WIDTH, pack_rows_f32, pack_columns_f32, multiply_f32},
    .f64 = {ROWS, KL_WIDTH, pack_rows_f64, pack_columns_f64, multiply_f64}};
