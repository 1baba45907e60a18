/* SPDX-License-Identifier: Apache-2.0 */
/* What a divergence from independence is made of: the cells of all variables in question, and in each what it would
 * weigh if the parts had nothing to do with each other. */
#ifndef KL_INFORMATION_JOINT_PARTS_H
#define KL_INFORMATION_JOINT_PARTS_H

#include "information/joint.h"

typedef struct kl_parts {
    unsigned count;
    kl_margin all; /* of all parts and what is given */
    kl_margin given;
    kl_margin *part; /* each with what is given */
    uint32_t *cell;  /* a cell of the joint in each group of `all` */
    double
        *unit; /* of each stratum, a group of `given`: the power of two that brings it to [1, 2) */
} kl_parts;

kl_status kl_parts_new(const kl_joint *joint, const uint64_t *part, unsigned count, uint64_t given,
                       kl_parts *out, kl_error *error);
void kl_parts_free(kl_parts *parts);

/* A sum over the weight of all, rounded once. */
double kl_parts_mean(const kl_exact_sum *terms, kl_pair total);

static inline uint32_t kl_parts_stratum(const kl_parts *parts, size_t group) {
    return parts->given.of[parts->cell[group]];
}

static inline uint32_t kl_parts_of(const kl_parts *parts, unsigned part, size_t group) {
    return parts->part[part].of[parts->cell[group]];
}

/*
 * The divergence of a group from what is expected of it, and what it is a mean of. w ln(w/e) − w + e ≥ 0 with
 * e = Π_j w_j/c^(k−1), the weights w_j of its parts in a stratum of weight c.
 */
kl_pair kl_parts_term(const kl_parts *parts, size_t group, kl_pair *expected);
double kl_parts_pointwise(const kl_parts *parts, size_t group);

/* Σ over all combinations, also those that do not occur, in nats. `freedom` (NULL: not wanted) becomes Σ over strata of
 * Π_j (its groups of part j − 1). */
kl_status kl_parts_divergence(const kl_parts *parts, double *out, double *freedom, kl_error *error);

/* About the same if a share of the weight were taken from all combinations alike and given to the rare ones, which have
 * at most `weight` or do not occur, as much to each as is expected of it, and no more than that in all. INFINITY if
 * none is rare. */
double kl_parts_with_rare(const kl_parts *parts, double weight, double share);

#endif
