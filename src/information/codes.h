/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of category codes: whole numbers of any type, below 0 where a value is missing. */
#ifndef KL_INFORMATION_CODES_H
#define KL_INFORMATION_CODES_H

#include <kullback/base.h>

/* Rows that are read at once. */
enum { KL_CODE_ROWS = 4096 };

#define KL_CODE_MISSING (-1) /* what a NaN becomes */

/* Codes [first, first + n) of a column, n ≤ KL_CODE_ROWS; what is missing is below 0. */
void kl_codes_read(kl_array column, size_t first, size_t n, int64_t *out);

/* From the least code to the largest; `values` is 0 where all are missing. */
typedef struct kl_code_span {
    int64_t first;
    uint64_t values;
} kl_code_span;

/* KL_ERROR_VALUE for what is no code, with its index: a fraction, or 2^53 and more of floating type, 2^63 and more
 * else. */
kl_status kl_codes_span(kl_array column, const char *name, kl_code_span *out, kl_error *error);

#endif
