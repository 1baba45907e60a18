/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and rows of numbers in ascending order. */
#ifndef KL_SAMPLE_SORT_H
#define KL_SAMPLE_SORT_H

#include <kullback/base.h>

/* Sort n finite numbers, ascending; `scratch` holds n more. Radix sort over the bits of the doubles (least
 * digit first, digits that all share are passed over): O(n), the same for every order of the input. −0 comes
 * before 0. */
void kl_sort_f64(double *values, size_t n, double *scratch);

/* The same of numbers that know where they were; equal ones stay in their order. */
typedef struct kl_indexed {
    double value;
    size_t index;
} kl_indexed;
void kl_sort_indexed(kl_indexed *items, size_t n, kl_indexed *scratch);

/* Sort the numbers of rows by their content, the first column first; equal rows by their number. `scratch`
 * holds n more. Merge sort: O(n log n) comparisons of rows. */
void kl_sort_rows(const double *rows, size_t columns, size_t *order, size_t n, size_t *scratch);

#endif
