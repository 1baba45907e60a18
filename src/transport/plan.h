/* SPDX-License-Identifier: Apache-2.0 */
/* What a solved problem is made of. */
#ifndef KL_TRANSPORT_PLAN_H
#define KL_TRANSPORT_PLAN_H

#include <kullback/transport.h>

struct kl_transport {
    kl_transport_result result;
    kl_arc *plan;
    double *potential[2];
    size_t rows, columns; /* how many there are */
    double period;        /* of the circle that it lies on; 0: none */
};

/* With room for so many arcs and potentials; NULL: out of memory. */
kl_transport *kl_transport_new(size_t arcs, size_t rows, size_t columns);
/* Nobody knows them, nor the gap. */
void kl_transport_drop_potentials(kl_transport *transport);

#endif
