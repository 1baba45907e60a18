/* SPDX-License-Identifier: Apache-2.0 */
/* A covariance that may be singular as LLᵀ, and the rotation that brings one L nearest to another. */
#ifndef KL_FAMILY_GAUSSIAN_FACTOR_H
#define KL_FAMILY_GAUSSIAN_FACTOR_H

#include "family/gaussian.h"

/* L: row i of `rows` is coordinate i; in the order of `pivot` it is a lower triangle, of which `rank` columns are not
 * 0. */
typedef struct kl_factor {
    double *rows;
    size_t *pivot, rank;
} kl_factor;

/* `room`: n × n + n numbers. KL_ERROR_VALUE: not positive semidefinite. */
kl_status kl_factor_any(const kl_normal *g, double *room, kl_factor *out, kl_error *error);

/* L′U with U, orthogonal, such that ‖L − L′U‖ is least, to `out`; `m` and `turned` are rooms. Of L′ᵀL = VᵀDW it is
 * L′VᵀW. All are n × n. */
void kl_factor_align(const double *l, const double *other, size_t n, double *m, double *turned,
                     double *out);

#endif
