/* SPDX-License-Identifier: Apache-2.0 */
/* Flows to begin with. */
#ifndef KL_TRANSPORT_START_H
#define KL_TRANSPORT_START_H

#include "transport/basis.h"
#include "transport/costs.h"

/* Each row in turn sends what it has to where it pays least, while there is room. At most rows + columns − 1 flows, a
 * forest; potentials of rows and columns (−v) that no cost is below. Two sweeps over the costs. */
kl_status kl_start_greedy(const kl_costs *costs, const kl_masses *masses, kl_flow *flows,
                          size_t *count, double *potential, kl_error *error);

#endif
