/* SPDX-License-Identifier: Apache-2.0 */
/* The reference of the loops in single precision, and which table a pool gets. */
#define KL_WIDTH 4
#define KL_TABLE kl_single_kernels_scalar
#define KL_TABLE_LINKAGE
#include "kernels/single.inc.h"

const kl_single_kernels *kl_single_kernels_for(const kl_pool *pool) {
    const kl_single_kernels *table = &kl_single_kernels_scalar;
    kl_isa isa = kl_pool_isa(pool);
    if (isa >= KL_ISA_AVX2 && kl_single_kernels_avx2 != NULL)
        table = kl_single_kernels_avx2;
    if (isa >= KL_ISA_AVX512 && kl_single_kernels_avx512 != NULL)
        table = kl_single_kernels_avx512;
    return table;
}
