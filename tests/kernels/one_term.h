/* SPDX-License-Identifier: Apache-2.0 */
/* The term of one symbol of normalised weights, by the kernels of an instruction set. */
#ifndef TESTS_KERNELS_ONE_TERM_H
#define TESTS_KERNELS_ONE_TERM_H

#include "kernels/kernels.h"

static inline double one_term(kl_isa isa, kl_term term, double x, double y) {
    static kl_pool *pools[KL_ISA_AVX512 + 1];
    kl_pool_options options = {sizeof options, 1, isa};
    if (pools[isa] == NULL)
        assert_int_equal(kl_pool_new(&options, &pools[isa], NULL), KL_OK);
    kl_scale scale;
    kl_scale_unit(&scale);
    double pair[2];
    kl_kernels_for(pools[isa])->sum[term](&x, &y, 1, &scale, pair);
    return pair[0] + pair[1];
}

#endif
