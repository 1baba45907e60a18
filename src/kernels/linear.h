/* SPDX-License-Identifier: Apache-2.0 */
/* Small dense linear algebra: row-major, plain loops, the same bits everywhere. */
#ifndef KL_KERNELS_LINEAR_H
#define KL_KERNELS_LINEAR_H

#include <stddef.h>

/* Σ x y. */
double kl_dot(const double *x, const double *y, size_t n);

/* One-sided Jacobi: the n rows of `a`, of `columns` numbers each, are turned until they are orthogonal, and those of
 * `turned`, n × n, along. That holds relative to the length of each row, so that also what is only rounding of singular
 * values is orthogonal. */
void kl_rows_orthogonalise(double *a, size_t n, size_t columns, double *turned);

/* L with A = LLᵀ in the place of the lower triangle of A, n × n; what is above it is not looked at. The first row whose
 * pivot is not above 0, n if there is none: A is positive definite. */
size_t kl_cholesky(double *a, size_t n);
/* x ← L⁻¹x and x ← L⁻ᵀx. */
void kl_cholesky_forward(const double *l, size_t n, double *x);
void kl_cholesky_backward(const double *l, size_t n, double *x);

#endif
