/* SPDX-License-Identifier: Apache-2.0 */
/* Building a k-d tree: the order of the points by selecting medians, then leaves, then boxes from below. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/select.h"
#include "sample/tree.h"

enum {
    LANES = 8,
    SPREAD_SAMPLE = 128, /* points that tell which side of a node is widest */
    TASKS_A_THREAD = 8
};

typedef struct builder {
    kl_tree *tree;
    const double *rows;
    uint32_t *order; /* rows in the order of the tree */
    double *key;     /* of each, along the side that is being split */
    unsigned depth;  /* of the nodes that are tasks */
} builder;

/* ── The order of the points ── */

/* Of a node with many points some will do: any side gives a right tree. */
static size_t widest_side(const builder *b, const uint32_t *order, size_t n) {
    const size_t dimension = b->tree->dimension;
    const size_t step = n > SPREAD_SAMPLE ? n / SPREAD_SAMPLE : 1;
    double low[KL_TREE_DIMENSIONS], high[KL_TREE_DIMENSIONS];
    for (size_t j = 0; j < dimension; j++)
        low[j] = INFINITY, high[j] = -INFINITY;
    for (size_t i = 0; i < n; i += step) {
        const double *row = b->rows + order[i] * dimension;
        for (size_t j = 0; j < dimension; j++) {
            low[j] = row[j] < low[j] ? row[j] : low[j];
            high[j] = row[j] > high[j] ? row[j] : high[j];
        }
    }
    size_t widest = 0;
    for (size_t j = 1; j < dimension; j++)
        if (high[j] - low[j] > high[widest] - low[widest])
            widest = j;
    return widest;
}

static void split(const builder *b, unsigned depth, size_t index) {
    const kl_tree *tree = b->tree;
    const size_t first = kl_tree_first(tree, depth, index);
    const size_t middle = kl_tree_first(tree, depth + 1, 2 * index + 1);
    const size_t end = kl_tree_first(tree, depth, index + 1);
    uint32_t *order = b->order + first;
    double *key = b->key + first;
    const size_t side = widest_side(b, order, end - first);
    for (size_t i = 0; i < end - first; i++)
        key[i] = b->rows[order[i] * tree->dimension + side];
    kl_select(key, order, end - first, middle - first);
}

/* ── Leaves and boxes ── */

static double *box_of(const kl_tree *tree, unsigned level, size_t index) {
    return tree->boxes + (tree->first_node[level] + index) * 2 * LANES * tree->dimension;
}

/* The box of child `index` of a level in its parent, one number for each coordinate and end. */
static double *box_in_parent(const kl_tree *tree, unsigned level, size_t index) {
    const unsigned fan = tree->depth[level] - tree->depth[level - 1];
    return box_of(tree, level - 1, index >> fan) + (index & (((size_t)1 << fan) - 1));
}

static void fill_leaf(const builder *b, size_t leaf) {
    const kl_tree *tree = b->tree;
    const size_t dimension = tree->dimension, places = kl_tree_places(tree);
    const size_t size = kl_tree_leaf_size(tree, leaf);
    const uint32_t *order = b->order + kl_tree_first(tree, tree->depth[tree->levels], leaf);
    double *points = tree->points + leaf * places * dimension;
    double *box = tree->levels > 0 ? box_in_parent(tree, tree->levels, leaf) : NULL;
    for (size_t i = 0; i < places; i++) {
        double *place = points + i / LANES * LANES * dimension + i % LANES;
        const double *row = i < size ? b->rows + order[i] * dimension : NULL;
        for (size_t j = 0; j < dimension; j++)
            place[j * LANES] = row ? row[j] : INFINITY;
        if (row)
            tree->origin[leaf * places + i] = order[i];
    }
    for (size_t j = 0; box && j < dimension; j++, box += 2 * LANES) {
        double low = INFINITY, high = -INFINITY;
        for (size_t i = 0; i < size; i++) {
            const double x = b->rows[order[i] * dimension + j];
            low = x < low ? x : low;
            high = x > high ? x : high;
        }
        box[0] = low, box[LANES] = high;
    }
}

/* The first level may have fewer than eight children; the places of the others are empty boxes. */
static void close_boxes(const kl_tree *tree, unsigned level) {
    const size_t nodes = (size_t)1 << tree->depth[level];
    const size_t children = (size_t)1 << (tree->depth[level + 1] - tree->depth[level]);
    for (size_t i = 0; i < nodes; i++) {
        double *box = box_of(tree, level, i);
        double *outer = level > 0 ? box_in_parent(tree, level, i) : NULL;
        for (size_t j = 0; j < tree->dimension; j++, box += 2 * LANES) {
            double low = INFINITY, high = -INFINITY;
            for (size_t c = 0; c < children; c++) {
                low = box[c] < low ? box[c] : low;
                high = box[LANES + c] > high ? box[LANES + c] : high;
            }
            for (size_t c = children; c < LANES; c++)
                box[c] = INFINITY, box[LANES + c] = -INFINITY;
            if (outer) {
                outer[0] = low, outer[LANES] = high;
                outer += 2 * LANES;
            }
        }
    }
}

/* ── All of it ── */

static void finish_below(const builder *b, unsigned depth, size_t index) {
    if (depth == b->tree->depth[b->tree->levels]) {
        fill_leaf(b, index);
        return;
    }
    split(b, depth, index);
    finish_below(b, depth + 1, 2 * index);
    finish_below(b, depth + 1, 2 * index + 1);
}

static kl_status split_one(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const builder *b = context;
    split(b, b->depth, index);
    return KL_OK;
}

static kl_status finish_one(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const builder *b = context;
    finish_below(b, b->depth, index);
    return KL_OK;
}

/* Level by level until there are subtrees enough for all threads. */
static kl_status run(builder *b, kl_pool *pool, kl_error *error) {
    const kl_tree *tree = b->tree;
    const unsigned leaves = tree->depth[tree->levels], threads = kl_pool_threads(pool);
    kl_status status = KL_OK;
    while (status == KL_OK && threads > 1 && b->depth < leaves &&
           (size_t)1 << b->depth < (size_t)TASKS_A_THREAD * threads) {
        status = kl_pool_run(pool, (size_t)1 << b->depth, split_one, b, error);
        b->depth++;
    }
    if (status == KL_OK)
        status = kl_pool_run(pool, (size_t)1 << b->depth, finish_one, b, error);
    for (unsigned level = tree->levels; status == KL_OK && level > 0; level--)
        close_boxes(tree, level - 1);
    return status;
}

/* Depths and places follow from the number of points. */
static size_t shape(kl_tree *tree) {
    unsigned depth = 0;
    while (((tree->n - 1) >> depth) >= KL_TREE_LEAF)
        depth++;
    tree->levels = (depth + 2) / 3;
    size_t nodes = 0;
    for (unsigned level = 0; level <= tree->levels; level++) {
        const unsigned below = 3 * (tree->levels - level);
        tree->depth[level] = depth > below ? depth - below : 0;
        if (level < tree->levels) {
            tree->first_node[level] = nodes;
            nodes += (size_t)1 << tree->depth[level];
        }
    }
    tree->groups = (((tree->n - 1) >> depth) + 1 + LANES - 1) / LANES;
    return nodes;
}

static kl_status allocate(builder *b, kl_error *error) {
    kl_tree *tree = b->tree;
    const size_t nodes = shape(tree), places = kl_tree_leaves(tree) * kl_tree_places(tree);
    tree->points = kl_alloc(places, tree->dimension * sizeof *tree->points);
    tree->boxes = kl_alloc(nodes, 2 * LANES * tree->dimension * sizeof *tree->boxes);
    tree->origin = kl_alloc(places, sizeof *tree->origin);
    b->order = kl_alloc(tree->n, sizeof *b->order);
    b->key = kl_alloc(tree->n, sizeof *b->key);
    if (!tree->points || !tree->boxes || !tree->origin || !b->order || !b->key)
        return kl_fail_memory(error, "a k-d tree", places * tree->dimension * sizeof(double));
    for (size_t i = 0; i < tree->n; i++)
        b->order[i] = (uint32_t)i;
    return KL_OK;
}

kl_status kl_tree_build(kl_tree *tree, const double *rows, size_t n, size_t dimension, kl_norm norm,
                        const kl_kernels *kernels, kl_pool *pool, kl_error *error) {
    *tree = (kl_tree){.n = n, .dimension = dimension, .norm = norm, .kernels = kernels};
    builder b = {.tree = tree, .rows = rows};
    kl_status status = allocate(&b, error);
    if (status == KL_OK)
        status = run(&b, pool, error);
    kl_free(b.order);
    kl_free(b.key);
    return status;
}

void kl_tree_free(kl_tree *tree) {
    kl_free(tree->points);
    kl_free(tree->boxes);
    kl_free(tree->origin);
    *tree = (kl_tree){.n = 0};
}
