/* SPDX-License-Identifier: Apache-2.0 */
/* A tree of a distance matrix by average linkage, in which the leaves keep the matrix' names. */
#ifndef KL_REPORT_TREE_H
#define KL_REPORT_TREE_H

#include "report/page.h"

#include <kullback/base.h>

/* Node i < n is leaf i; node n + k is the k-th join. The child that holds the lower leaf is `left`.
 */
typedef struct kl_linkage_join {
    size_t left, right;
    double distance; /* average distance between the two sides; grows towards the root */
    size_t leaves, lowest;
} kl_linkage_join;

typedef struct kl_linkage {
    size_t n;
    kl_linkage_join *joins; /* n − 1 */
    int is_averaged; /* 0: all averages were of equal numbers, the heights of a tree that there was */
} kl_linkage;

/* `distances` n × n, row-major, n ≥ 1; the mean of both triangles is taken. Cost O(n²). */
kl_status kl_linkage_init(kl_linkage *tree, const double *distances, size_t n, kl_error *error);
void kl_linkage_free(kl_linkage *tree);

/* The leaves from top to bottom. `order` has n elements. */
void kl_linkage_order(const kl_linkage *tree, size_t *order);

/* "('a':0.1,'b':0.1):0.2;": names quoted, every leaf half the distance below the join. */
void kl_linkage_newick(const kl_linkage *tree, const char *const *names, kl_page *page);

#endif
