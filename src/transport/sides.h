/* SPDX-License-Identifier: Apache-2.0 */
/* The masses of both sides as the caller gave them, checked. */
#ifndef KL_TRANSPORT_SIDES_H
#define KL_TRANSPORT_SIDES_H

#include <kullback/base.h>

typedef struct kl_side {
    double *mass;
    size_t n;
    double total;
    int is_uniform;  /* there was no data */
    double rounding; /* of the type of the masses, how far a total of shares may be from 1 */
} kl_side;

/* Without data masses are equal and add up to 1. KL_ERROR_ARGUMENT: another length than n, or no data.
 * KL_ERROR_VALUE: negative, NaN, infinite, all zero. The error's `input` is `side`, 0: a, 1: b. To be freed also after
 * a failure. */
kl_status kl_side_read(kl_array array, size_t n, size_t side, kl_side *out, kl_error *error);
void kl_side_free(kl_side *side);
/* Masses over their total, which is 1 then: equal shares are the same bits, whatever the totals were. */
void kl_side_share(kl_side *side);

/* KL_ERROR_VALUE that says by how much totals differ, if that is more than the rounding of either. */
kl_status kl_sides_compare(const kl_side *a, const kl_side *b, kl_error *error);

#endif
