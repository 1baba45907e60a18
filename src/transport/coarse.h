/* SPDX-License-Identifier: Apache-2.0 */
/* A start from the same problem with fewer points. */
#ifndef KL_TRANSPORT_COARSE_H
#define KL_TRANSPORT_COARSE_H

#include "transport/basis.h"
#include "transport/costs.h"

/* As kl_start_greedy. Many points of few dimensions are joined in small groups, what moves between groups is solved, by
 * the same means, and dealt out among their points. Other problems have a greedy start. */
kl_status kl_start_coarse(const kl_costs *costs, const kl_masses *masses, kl_flow *flows,
                          size_t *count, double *potential, kl_error *error);

/* 1 where that is a better start of an assignment than the auction: in a plane, of many points. */
int kl_coarse_is_best(const kl_costs *costs);

#endif
