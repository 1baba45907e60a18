/* SPDX-License-Identifier: Apache-2.0 */
/* The auction: a nearly optimal assignment of rows to as many columns. */
#ifndef KL_TRANSPORT_AUCTION_H
#define KL_TRANSPORT_AUCTION_H

#include "transport/basis.h"
#include "transport/costs.h"

/* As kl_start_greedy, of a square problem whose masses are all `mass`. *count 0: ties make bidding long, and it was
 * given up. */
kl_status kl_start_auction(const kl_costs *costs, int64_t mass, kl_flow *flows, size_t *count,
                           double *potential, kl_error *error);

#endif
