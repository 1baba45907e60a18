/* SPDX-License-Identifier: Apache-2.0 */
/* The reference of the loops of transport, and which table a pool gets. */
#define KL_WIDTH 2
#define KL_TABLE kl_cost_kernels_scalar
#define KL_TABLE_LINKAGE
#include "kernels/costs.inc.h"

const kl_cost_kernels *kl_cost_kernels_for(const kl_pool *pool) {
    const kl_cost_kernels *table = &kl_cost_kernels_scalar;
    kl_isa isa = kl_pool_isa(pool);
    if (isa >= KL_ISA_AVX2 && kl_cost_kernels_avx2 != NULL)
        table = kl_cost_kernels_avx2;
    if (isa >= KL_ISA_AVX512 && kl_cost_kernels_avx512 != NULL)
        table = kl_cost_kernels_avx512;
    return table;
}
