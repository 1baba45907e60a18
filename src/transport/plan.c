/* SPDX-License-Identifier: Apache-2.0 */
/* A solved problem of transport. */
#include "transport/plan.h"

#include <math.h>

#include "base/alloc.h"

kl_transport *kl_transport_new(size_t arcs, size_t rows, size_t columns) {
    kl_transport *made = kl_alloc_zero(1, sizeof *made);
    if (made == NULL)
        return NULL;
    made->rows = rows, made->columns = columns;
    made->plan = kl_alloc_zero(arcs, sizeof *made->plan);
    made->potential[0] = kl_alloc_zero(rows, sizeof(double));
    made->potential[1] = kl_alloc_zero(columns, sizeof(double));
    if (made->plan != NULL && made->potential[0] != NULL && made->potential[1] != NULL)
        return made;
    kl_transport_free(made);
    return NULL;
}

void kl_transport_drop_potentials(kl_transport *transport) {
    for (int s = 0; s < 2; s++) {
        kl_free(transport->potential[s]);
        transport->potential[s] = NULL;
    }
    transport->result.duality_gap = NAN;
}

void kl_transport_free(kl_transport *transport) {
    if (transport == NULL)
        return;
    kl_free(transport->plan);
    kl_free(transport->potential[0]);
    kl_free(transport->potential[1]);
    kl_free(transport);
}

const kl_transport_result *kl_transport_get_result(const kl_transport *transport) {
    return transport == NULL ? NULL : &transport->result;
}

const kl_arc *kl_transport_get_plan(const kl_transport *transport) {
    return transport == NULL ? NULL : transport->plan;
}

const double *kl_transport_get_potential(const kl_transport *transport, unsigned side) {
    return transport == NULL || side > 1 ? NULL : transport->potential[side];
}
