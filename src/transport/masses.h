/* SPDX-License-Identifier: Apache-2.0 */
/* Masses as whole numbers, so that sums of them and what is left of them are exact. */
#ifndef KL_TRANSPORT_MASSES_H
#define KL_TRANSPORT_MASSES_H

#include <kullback/base.h>

typedef struct kl_masses {
    int64_t *row, *column; /* both add up to `total` < 2^62 */
    size_t rows, columns;
    int64_t total;
    double
        unit; /* a mass is so many times unit·2^exponent; how exact they are: 2^−60 of the total */
    int exponent;
    double whole; /* the total of a as the caller gave it */
} kl_masses;

/* Totals that must agree; such that need not, with a row and a column more, last, which take the mass of the whole
 * other side; or masses that are divided by their totals. */
typedef enum kl_masses_rule {
    KL_MASSES_EQUAL = 0,
    KL_MASSES_DUMMY,
    KL_MASSES_SHARES
} kl_masses_rule;

/* Without data masses are equal and add up to 1. KL_ERROR_ARGUMENT: another length than `rows` or `columns`.
 * KL_ERROR_VALUE: negative, NaN, infinite, all zero, or totals that must agree and do not (kl_sides_compare). To
 * be freed also after a failure. */
kl_status kl_masses_read(kl_array a, kl_array b, size_t rows, size_t columns, kl_masses_rule rule,
                         kl_masses *out, kl_error *error);
/* What rounding left of masses that are divided by their totals goes where it matters least, so that totals agree; once
 * they are in their last order. With the other rules that is done. */
void kl_masses_settle(kl_masses *masses);
/* A mass of them over 2^62: times any cost it is a double. */
double kl_masses_part(int64_t mass);
/* So many such parts, or a cost of them, as the caller's mass. */
double kl_masses_value(const kl_masses *masses, double parts);
void kl_masses_free(kl_masses *masses);

#endif
