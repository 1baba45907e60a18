/* SPDX-License-Identifier: Apache-2.0 */
/* A dense table of weights as the caller gave it, checked, as shares of what has mass. */
#ifndef KL_INFORMATION_SHARES_H
#define KL_INFORMATION_SHARES_H

#include "kernels/kernels.h"

typedef struct kl_shares_table {
    size_t rows, columns;             /* with mass, of which there is one at least */
    size_t all_rows, all_columns;     /* of the caller's table */
    size_t *row_place, *column_place; /* where each stood there */
    double *cell;                     /* p(x, y), rows × columns; all of them add up to 1 */
    double *row, *column;             /* p(x), p(y) */
} kl_shares_table;

/* KL_ERROR_ARGUMENT: no data, an unknown dtype. KL_ERROR_VALUE: no rows or columns, a weight that is negative, NaN or
 * infinite (index: row · columns + column), all zero. To be freed also after a failure. */
kl_status kl_shares_read(kl_matrix weights, const char *name, kl_shares_table *out,
                         kl_error *error);
void kl_shares_free(kl_shares_table *table);

/* Of a matrix that is read row by row: its shape, and n weights of a row, which are checked likewise. */
kl_status kl_shares_check(kl_matrix weights, const char *name, kl_error *error);
kl_status kl_shares_row(kl_matrix weights, size_t row, const char *name, double *out,
                        kl_error *error);

/* A power of two that makes weights, of which this is the largest, numbers whose total does not over- or underflow. */
double kl_shares_step(double largest);

/* KL(cells ‖ rows ⊗ columns) of shares, which are consistent but for rounding: right to 2⁻⁴⁹ of itself or of its root,
 * whichever is larger. `room`: `columns` numbers. */
double kl_shares_information(const kl_kernels *kernels, const double *cell, size_t rows,
                             size_t columns, const double *row, const double *column, double *room);
/* p(x) p(y), for the term of p(x, y) = p. Where it is too small to have all digits the term p ln(p/q) − p is added to
 * *apart, from its factors, and p is returned, with which the kernels find nothing. */
double kl_shares_expected(double p, double row, double column, double *apart);
/* Σ bd0(p, q): KL(p ‖ q) of n shares that have the same total. */
double kl_shares_divergence(const kl_kernels *kernels, const double *p, const double *q, size_t n);
/* −Σ p ln p. */
double kl_shares_entropy_of(const double *p, size_t n);

#endif
