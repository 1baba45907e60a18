/* SPDX-License-Identifier: Apache-2.0 */
/* Which table a pool gets: the reference first, a faster one over it where it was compiled. */
#include "kernels/kernels.h"

const kl_kernels *kl_kernels_for(const kl_pool *pool) {
    const kl_kernels *table = &kl_kernels_scalar;
    kl_isa isa = kl_pool_isa(pool);
    if (isa >= KL_ISA_AVX2 && kl_kernels_avx2 != NULL)
        table = kl_kernels_avx2;
    if (isa >= KL_ISA_AVX512 && kl_kernels_avx512 != NULL)
        table = kl_kernels_avx512;
    return table;
}
