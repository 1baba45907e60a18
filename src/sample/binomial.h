/* SPDX-License-Identifier: Apache-2.0 */
/* How many of n fair coins show heads. */
#ifndef KL_SAMPLE_BINOMIAL_H
#define KL_SAMPLE_BINOMIAL_H

#include <kullback/base.h>

/* A draw from Binomial(n, 1/2), n ≤ 2^53: bits are counted for small n, rejection from a transformed
 * uniform for large ones, with probabilities good to 1e-12. */
uint64_t kl_binomial_half(kl_random *random, uint64_t n);

/* Split n at random into 2^levels equal shares (multinomial), in order. */
void kl_multinomial_equal(kl_random *random, uint64_t n, unsigned levels, uint64_t *share);

#endif
