/* SPDX-License-Identifier: Apache-2.0 */
/* What prices of columns prove about the least cost. */
#ifndef KL_TRANSPORT_CERTIFY_H
#define KL_TRANSPORT_CERTIFY_H

#include "transport/costs.h"
#include "transport/masses.h"

typedef struct kl_certificate {
    double dual;    /* no plan costs less: Σ a_i u_i − Σ b_j price_j, masses in parts */
    double largest; /* magnitude of a cost */
} kl_certificate;

/* potential[i] of each row becomes the most that no cost is below: min_j C_ij + price_j, all pairs looked at. */
kl_status kl_certify(const kl_costs *costs, const kl_masses *masses, const double *price,
                     kl_pool *pool, double *potential, kl_certificate *out, kl_error *error);

#endif
