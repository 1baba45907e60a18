/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The basis of the network simplex: a spanning tree of rows, columns and a root, strongly feasible.
 *
 * Nodes 0 … rows − 1 send, rows … rows + columns − 1 receive, the root does neither. Arcs go from rows to columns, and
 * from any node to the root, so that nothing ever flows through the root; its arcs hold parts of the tree together that
 * exchange nothing, and cost whatever the potentials of those parts say. Tree arcs away from the root have a positive
 * flow, which is what keeps degenerate pivots from going in circles (Cunningham 1976).
 *
 * The tree stands in preorder: a subtree is a range, and what a pivot does to it are moves of blocks.
 */
#ifndef KL_TRANSPORT_BASIS_H
#define KL_TRANSPORT_BASIS_H

#include <kullback/base.h>

#include "transport/masses.h"

/* What leads from a node to its parent. */
typedef struct kl_link {
    int64_t flow;
    uint32_t parent, size; /* of the subtree, the node included */
} kl_link;

typedef struct kl_basis {
    uint32_t rows, nodes; /* without the root, whose number is `nodes` */
    kl_link *link;
    uint32_t *order, *place; /* nodes in preorder, the root first, and where each stands */
    uint32_t *scratch;
    /* Of rows u, of columns −v: costs of tree arcs are the differences. Shifting a subtree is adding to all of it. */
    double *potential;
} kl_basis;

typedef struct kl_flow {
    uint32_t row, column;
    int64_t flow;
} kl_flow;

/* Of flows that meet the masses, are positive and form a forest. Potentials are zero. To be freed also after a
 * failure. */
kl_status kl_basis_new(size_t rows, size_t columns, const kl_flow *flows, size_t count,
                       kl_basis *out, kl_error *error);
/* The positive flows, at most rows + columns − 1; how many. */
size_t kl_basis_flows(const kl_basis *basis, kl_flow *flows);
void kl_basis_free(kl_basis *basis);

/* The arc from `row` to `column` comes in, whose cost is below the difference of potentials by −reduced > 0. */
void kl_basis_pivot(kl_basis *basis, uint32_t row, uint32_t column, double reduced);

#endif
