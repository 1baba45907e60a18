/* SPDX-License-Identifier: Apache-2.0 */
/* The kernels of an instruction set, and by them the term of one symbol of normalised weights. */
#ifndef TESTS_KERNELS_ONE_TERM_H
#define TESTS_KERNELS_ONE_TERM_H

#include "kernels/kernels.h"

static inline const kl_kernels *kernels_of(kl_isa isa) {
    static kl_pool *pools[KL_ISA_AVX512 + 1];
    kl_pool_options options = {sizeof options, 1, isa};
    if (pools[isa] == NULL)
        assert_int_equal(kl_pool_new(&options, &pools[isa], NULL), KL_OK);
    return kl_kernels_for(pools[isa]);
}

static inline double one_term(kl_isa isa, kl_term term, double x, double y) {
    kl_scale scale;
    kl_scale_unit(&scale);
    double pair[2];
    kernels_of(isa)->sum[term](&x, &y, 1, &scale, pair);
    return pair[0] + pair[1];
}

#endif
