/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as a profile keeps them: each cut to so few significant digits that there are not too many different ones.
 *
 * What is left depends on the numbers as a set alone: a part of them never has more different ones than the whole, so
 * it never keeps fewer digits, and cutting twice is cutting once. */
#ifndef KL_TABLE_CELLS_H
#define KL_TABLE_CELLS_H

#include <kullback/base.h>

#define KL_CELL_DIGITS 53u /* of a double; the first is not stored */

/* Zeroed, with `digits` = KL_CELL_DIGITS and `bags` set, is empty. */
typedef struct kl_cells {
    unsigned digits; /* kept, 1 … 53 */
    unsigned bags;   /* counts of each number */
    size_t n;        /* different numbers */
    size_t slots;    /* a power of two, or 0 */
    uint64_t *key;   /* sign, exponent and the digits that are kept; KL_CELL_FREE: none */
    uint64_t *count; /* slots × bags */
} kl_cells;

#define KL_CELL_FREE UINT64_MAX

/* A finite number as cells of so many digits keep it: cut towards 0; -0 is 0. */
double kl_cell_cut(double number, unsigned digits);

/* A finite number `count` times, into a bag. */
kl_status kl_cells_add(kl_cells *cells, double number, unsigned bag, uint64_t count,
                       kl_error *error);
/* The same of a number that is cut already, by its key. */
kl_status kl_cells_add_key(kl_cells *cells, uint64_t key, unsigned bag, uint64_t count,
                           kl_error *error);
/* All of another one with as many bags. */
kl_status kl_cells_merge(kl_cells *cells, const kl_cells *other, kl_error *error);
/* Keep only so many digits. */
kl_status kl_cells_cut(kl_cells *cells, unsigned digits, kl_error *error);
void kl_cells_free(kl_cells *cells);

/* A number and where its counts are. */
typedef struct kl_cell_value {
    double value;
    const uint64_t *count;
} kl_cell_value;

/* All numbers in ascending order; `out` has room for cells->n. */
void kl_cells_sorted(const kl_cells *cells, kl_cell_value *out);

#endif
