/* SPDX-License-Identifier: Apache-2.0 */
/* Are both from one source? Bags are dealt anew to the two sides at random. */
#ifndef KL_SAMPLE_PERMUTATION_H
#define KL_SAMPLE_PERMUTATION_H

#include "sample/align.h"

typedef struct kl_permutation {
    double p;        /* (1 + b)/(1 + n) */
    unsigned n;      /* deals; 0: no test was made, p is NaN */
    double critical; /* the JSD that deals exceed with probability 1 − confidence; 0: not known */
} kl_permutation;

/*
 * The statistic is JSD · nm/(n + m), whose distribution under "one source" hardly depends on the sizes
 * n and m. A deal takes bags in random order until their total is as near to that of side 0 as it gets:
 * bags of a long text are larger than those of a short one, and a group of equally many bags would be
 * less noisy than the short text was. Deal i draws from stream i of the seed. Where bags are too large for
 * that, unequal.h has another test. None is made below KL_BAGS_MIN bags on a side: it could not reject.
 */
kl_status kl_permutation_test(const kl_aligned *aligned, const kl_sample_options *options,
                              kl_permutation *out, kl_error *error);

#endif
