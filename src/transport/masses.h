/* SPDX-License-Identifier: Apache-2.0 */
/* Masses as whole numbers, so that sums of them and what is left of them are exact. */
#ifndef KL_TRANSPORT_MASSES_H
#define KL_TRANSPORT_MASSES_H

#include <kullback/base.h>

typedef struct kl_masses {
    int64_t *row, *column; /* both add up to `total` < 2^62 */
    size_t rows, columns;
    int64_t total;
    double unit;  /* a mass is so many units; how exact they are: 2^−60 of the total */
    double whole; /* the total of a as the caller gave it */
} kl_masses;

/* Without data masses are equal and add up to 1. With `dummy` there is a row and a column more, last, which take the
 * mass of the whole other side, so that totals may differ. KL_ERROR_ARGUMENT: another length than `rows` or `columns`.
 * KL_ERROR_VALUE: negative, NaN, infinite, all zero, or totals that differ by more than 1e-9 of them. To be freed also
 * after a failure. */
kl_status kl_masses_read(kl_array a, kl_array b, size_t rows, size_t columns, int dummy,
                         kl_masses *out, kl_error *error);
void kl_masses_free(kl_masses *masses);

#endif
