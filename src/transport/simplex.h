/* SPDX-License-Identifier: Apache-2.0 */
/* The network simplex on a transportation problem. */
#ifndef KL_TRANSPORT_SIMPLEX_H
#define KL_TRANSPORT_SIMPLEX_H

#include "transport/basis.h"
#include "transport/costs.h"

typedef struct kl_simplex {
    const kl_costs *costs;
    kl_basis basis;   /* its potentials where it hangs on the root are where it begins */
    double tolerance; /* costs are not below differences of potentials by more than this; it rises
                         to what potentials round */
    kl_progress *progress;
    void *context;
    uint64_t pivots;
} kl_simplex;

/* Pivot until no cost is below the difference of its potentials by more than the tolerance. */
kl_status kl_simplex_run(kl_simplex *simplex, kl_error *error);

#endif
