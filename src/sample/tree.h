/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A k-d tree for exact neighbours in up to KL_TREE_DIMENSIONS dimensions: the median splits of Friedman, Bentley
 * and Finkel 1977, three at a time. So a node has eight children, whose bounding boxes are compared with a point
 * at once, and so are the points of a leaf, eight at a time. The shape depends on the number of points alone:
 * at depth t node j holds the points floor(n j/2^t) up to floor(n (j + 1)/2^t), in the order of the tree.
 *
 * Distances, here and below: of KL_NORM_EUCLIDEAN their squares. They are computed in one order of coordinates, so
 * that what is found depends on neither the tree, nor the instruction set, nor the order of the points, to the bit.
 */
#ifndef KL_SAMPLE_TREE_H
#define KL_SAMPLE_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "kernels/kernels.h"

enum {
    KL_TREE_DIMENSIONS = 64,
    KL_TREE_LEAF = 8 * KL_LEAF_GROUPS, /* points at most in a leaf, at least half of them */
    KL_TREE_LEVELS = 12                /* of nodes, for up to 2^32 − 1 points */
};

typedef struct kl_tree {
    size_t n, dimension;
    kl_norm norm;
    const kl_kernels *kernels;
    unsigned levels; /* of nodes, above the leaves; 0: the root is a leaf */
    unsigned
        depth[KL_TREE_LEVELS + 1]; /* binary depth of a level; the last one is that of the leaves */
    size_t first_node[KL_TREE_LEVELS]; /* of a level, in `boxes` */
    size_t groups;                     /* of eight places each, in a leaf */
    double *points;   /* leaf, group, coordinate, place; unused places are infinite */
    double *boxes;    /* node, coordinate, low or high, child */
    uint32_t *origin; /* row of the point in each place that is used */
} kl_tree;

/* Build over n ≥ 1 finite rows of `dimension` numbers, with the threads of `pool`; n < 2^32. Differences of
 * coordinates, and their squares, must not overflow. `kernels` may be those of another pool. To be freed also
 * after a failure. */
kl_status kl_tree_build(kl_tree *tree, const double *rows, size_t n, size_t dimension, kl_norm norm,
                        const kl_kernels *kernels, kl_pool *pool, kl_error *error);
void kl_tree_free(kl_tree *tree);

/* The points of node `index` at binary depth `depth` begin here, in the order of the tree. */
static inline size_t kl_tree_first(const kl_tree *tree, unsigned depth, size_t index) {
    return (size_t)(((uint64_t)tree->n * index) >> depth);
}
static inline size_t kl_tree_leaves(const kl_tree *tree) {
    return (size_t)1 << tree->depth[tree->levels];
}
/* Points in a leaf: they use its first places. */
static inline size_t kl_tree_leaf_size(const kl_tree *tree, size_t leaf) {
    const unsigned depth = tree->depth[tree->levels];
    return kl_tree_first(tree, depth, leaf + 1) - kl_tree_first(tree, depth, leaf);
}
/* Places of a leaf before that one; a place is leaf · kl_tree_places + its number in the leaf. */
static inline size_t kl_tree_places(const kl_tree *tree) {
    return tree->groups * 8;
}
/* The coordinates of the point in a place. */
void kl_tree_point(const kl_tree *tree, size_t place, double *point);

/* `self` below is the place of the point that is asked about, which is no neighbour of itself; or none. */
#define KL_TREE_NO_PLACE SIZE_MAX

/* Of `count` ≤ KL_TREE_LEAF points that had better lie close together the distances of the k nearest points each, in
 * rising order; fewer points than that leave INFINITY. `self` is the place of the first; the others follow.
 * 1 ≤ k. Expected O(log n) a point in few dimensions, O(n) in many. */
void kl_tree_nearest(const kl_tree *tree, const double *points, size_t count, size_t self, size_t k,
                     double *distances);

/* How many points are at a distance < radius, or ≤ radius (`inclusive`). Whole nodes inside of the ball are counted
 * without a look at their points. */
size_t kl_tree_count(const kl_tree *tree, const double *point, size_t self, double radius,
                     int inclusive);

/* Show the places of the points at a distance ≤ radius to `met`, in the order of the search. */
typedef void kl_tree_met(void *context, size_t place);
void kl_tree_within(const kl_tree *tree, const double *point, size_t self, double radius,
                    kl_tree_met *met, void *context);

#endif
