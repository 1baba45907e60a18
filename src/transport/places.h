/* SPDX-License-Identifier: Apache-2.0 */
/* Two sets of points, checked and laid out for the loops over costs. */
#ifndef KL_TRANSPORT_PLACES_H
#define KL_TRANSPORT_PLACES_H

#include <kullback/base.h>

typedef struct kl_places {
    kl_matrix x, y;
    size_t stride;
    double *rows;   /* x, point by point */
    double *others; /* y, a row of `stride` for each coordinate; behind the last point zeros */
    int exponent;   /* both times 2^−exponent: 0 where squares are ordinary numbers */
    double across, across_l1; /* no two points are farther apart, in the Euclidean norm and in L1 */
} kl_places;

/* With `on_sphere` each point is divided by its length. KL_ERROR_ARGUMENT: no data, unknown dtype, columns that differ.
 * KL_ERROR_VALUE: a coordinate that is not finite, or no direction. What was taken is to be freed by the caller, also
 * after a failure. */
kl_status kl_places_read(kl_places *places, int on_sphere, kl_error *error);

#endif
