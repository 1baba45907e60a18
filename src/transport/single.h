/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Costs of points in single precision, twice as many at a time: enough to find columns that are worth a look, which
 * then are looked at as they are.
 */
#ifndef KL_TRANSPORT_SINGLE_H
#define KL_TRANSPORT_SINGLE_H

#include "transport/costs.h"

typedef struct kl_single_costs {
    const kl_costs *costs;
    float *x, *y;
    double
        factor; /* what is computed is so many times the cost: a power of two, so that floats hold it; 0: nothing is */
    double slack; /* how far it may be off, as a cost */
} kl_single_costs;

/* Nothing is computed but of plain distances and squared ones. To be freed also after a failure. */
kl_status kl_single_costs_new(const kl_costs *costs, kl_single_costs *out, kl_error *error);
void kl_single_costs_free(kl_single_costs *single);

/* Costs from i to columns first … first + n − 1, times the factor; as kl_costs_row. */
void kl_single_costs_row(const kl_single_costs *single, size_t i, size_t first, size_t n,
                         float *room);

#endif
