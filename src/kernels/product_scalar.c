/* SPDX-License-Identifier: Apache-2.0 */
/* The reference of the products, and which table a pool gets. */
#define KL_WIDTH 4
#define KL_TABLE kl_product_table_scalar
#define KL_TABLE_LINKAGE
#include "kernels/product.inc.h"

const kl_product_kernels *kl_product_kernels_for(const kl_pool *pool, kl_dtype dtype) {
    const kl_product_table *table = &kl_product_table_scalar;
    const kl_isa isa = kl_pool_isa(pool);
    if (isa >= KL_ISA_AVX2 && kl_product_table_avx2 != NULL)
        table = kl_product_table_avx2;
    if (isa >= KL_ISA_AVX512 && kl_product_table_avx512 != NULL)
        table = kl_product_table_avx512;
    return dtype == KL_F64 ? &table->f64 : &table->f32;
}
