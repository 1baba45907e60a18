/* SPDX-License-Identifier: Apache-2.0 */
/* More of the exact sum: whole arrays, the normal form, and totals in double-double. */
#ifndef KL_BASE_EXACT_SUM_H
#define KL_BASE_EXACT_SUM_H

#include <kullback/base.h>

enum { KL_EXACT_SUM_CHUNKS = 67 };

/* Add n terms; the same as adding them one by one, but faster. */
void kl_exact_sum_add_array(kl_exact_sum *sum, const double *terms, size_t n);

/* Bring the sum to its only normal form: every chunk but the last in [0, 2^32). Equal totals have
 * equal chunks afterwards. The value does not change. */
void kl_exact_sum_normalize(kl_exact_sum *sum);

/* The total as an unevaluated pair: hi is the total rounded, lo what is missing, rounded; so
 * |lo| <= ulp(hi)/2 and hi + lo is good to 106 bits. lo = 0 where hi is infinite or NaN. */
void kl_exact_sum_round_pair(const kl_exact_sum *sum, double *hi, double *lo);

#endif
