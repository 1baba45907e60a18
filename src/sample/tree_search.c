/* SPDX-License-Identifier: Apache-2.0 */
/* Asking a k-d tree: the nearest points, and how many are near. */
#include <math.h>

#include "sample/tree.h"

enum { LANES = 8, STACK = LANES * KL_TREE_LEVELS };

/* A node or leaf that is left to be looked at. */
typedef struct visit {
    double distance;
    size_t index;
    unsigned level;
} visit;

void kl_tree_point(const kl_tree *tree, size_t place, double *point) {
    const double *at = tree->points + place / LANES * LANES * tree->dimension + place % LANES;
    for (size_t j = 0; j < tree->dimension; j++)
        point[j] = at[j * LANES];
}

/* The children of a node. */
static const double *boxes_of(const kl_tree *tree, unsigned level, size_t index) {
    return tree->boxes + (tree->first_node[level] + index) * 2 * LANES * tree->dimension;
}
static unsigned fan_of(const kl_tree *tree, unsigned level) {
    return tree->depth[level + 1] - tree->depth[level];
}

static const double *points_of(const kl_tree *tree, size_t leaf) {
    return tree->points + leaf * tree->groups * LANES * tree->dimension;
}

/* The distances below `bound` of the points of a leaf, and a bit for each. */
static inline uint32_t measure_leaf(const kl_tree *tree, size_t leaf, const double *point,
                                    double bound, double distance[KL_TREE_LEAF]) {
    const size_t step = LANES * tree->dimension;
    const double *points = points_of(tree, leaf);
    uint32_t near = 0;
    for (size_t g = 0; g < tree->groups; g++, points += step)
        near |= tree->kernels->near_points[tree->norm](points, point, point, tree->dimension, bound,
                                                       distance + g * LANES)
                << g * LANES;
    return near;
}

/* ── The nearest ── */

/* Queries near one another look for leaves together: only the leaves that some of them may need are compared with
 * each of them, eight at a time. */
enum { WAITING = 16 };

typedef struct search {
    const kl_tree *tree;
    kl_queries queries;
    double bound; /* the largest of their k-th distances */
    double low[KL_TREE_DIMENSIONS], high[KL_TREE_DIMENSIONS]; /* of all queries */
    size_t begun;                                   /* the leaf that was looked at first */
    size_t waiting;                                 /* leaves to be looked at: */
    const double *leaf[WAITING];                    /* their points */
    double boxes[2 * WAITING * KL_TREE_DIMENSIONS]; /* and boxes, as those of nodes */
} search;

static void renew_bound(search *s) {
    const kl_queries *queries = &s->queries;
    double bound = 0;
    for (size_t query = 0; query < queries->count; query++) {
        const double farthest = queries->best[query * queries->k + queries->k - 1];
        bound = farthest > bound ? farthest : bound;
    }
    s->bound = bound;
}

static void look_at_waiting(search *s) {
    s->tree->kernels->nearest[s->tree->norm](&s->queries, s->boxes, s->leaf, s->waiting);
    s->waiting = 0;
    renew_bound(s);
}

static void let_wait(search *s, size_t leaf) {
    const kl_tree *tree = s->tree;
    const unsigned level = tree->levels - 1, fan = fan_of(tree, level);
    const double *box = boxes_of(tree, level, leaf >> fan) + (leaf & (((size_t)1 << fan) - 1));
    double *to = s->boxes + s->waiting / LANES * LANES * 2 * tree->dimension + s->waiting % LANES;
    for (size_t row = 0; row < 2 * tree->dimension; row++)
        to[row * LANES] = box[row * LANES];
    s->leaf[s->waiting++] = points_of(tree, leaf);
    if (s->waiting == WAITING)
        look_at_waiting(s);
}

/* Push the children that may hold something, the nearest last. */
static size_t push_children(const search *s, visit here, visit *stack, size_t top) {
    const kl_tree *tree = s->tree;
    double distance[LANES];
    unsigned near =
        tree->kernels->near_boxes[tree->norm](boxes_of(tree, here.level, here.index), s->low,
                                              s->high, tree->dimension, s->bound, distance);
    if (near == 0)
        return top;
    const unsigned fan = fan_of(tree, here.level);
    size_t nearest = top;
    for (; near != 0; near &= near - 1, top++) {
        const unsigned child = (unsigned)__builtin_ctz(near);
        stack[top] = (visit){distance[child], (here.index << fan) + child, here.level + 1};
        nearest = stack[top].distance < stack[nearest].distance ? top : nearest;
    }
    const visit last = stack[top - 1];
    stack[top - 1] = stack[nearest];
    stack[nearest] = last;
    return top;
}

/* The leaf that the first query lies in or next to. */
static size_t leaf_at(const search *s) {
    const kl_tree *tree = s->tree;
    size_t index = 0;
    for (unsigned level = 0; level < tree->levels; level++) {
        double distance[LANES];
        tree->kernels->near_boxes[tree->norm](boxes_of(tree, level, index), s->queries.points,
                                              s->queries.points, tree->dimension, INFINITY,
                                              distance);
        const unsigned fan = fan_of(tree, level);
        size_t nearest = 0;
        for (size_t child = 1; child < (size_t)1 << fan; child++)
            nearest = distance[child] < distance[nearest] ? child : nearest;
        index = (index << fan) + nearest;
    }
    return index;
}

static void begin(search *s, size_t self) {
    const kl_tree *tree = s->tree;
    const kl_queries *queries = &s->queries;
    const size_t dimension = tree->dimension;
    for (size_t j = 0; j < dimension; j++) {
        double low = queries->points[j], high = low;
        for (size_t query = 1; query < queries->count; query++) {
            const double x = queries->points[query * dimension + j];
            low = x < low ? x : low;
            high = x > high ? x : high;
        }
        s->low[j] = low, s->high[j] = high;
    }
    for (size_t i = 0; i < queries->count * queries->k; i++)
        queries->best[i] = INFINITY;
    s->begun = self == KL_TREE_NO_PLACE ? leaf_at(s) : self / kl_tree_places(tree);
    s->queries.self = self == KL_TREE_NO_PLACE ? self : self % kl_tree_places(tree);
    s->leaf[0] = points_of(tree, s->begun);
    tree->kernels->nearest[tree->norm](queries, NULL, s->leaf, 1);
    s->queries.self = KL_TREE_NO_PLACE;
    s->waiting = 0;
    renew_bound(s);
}

void kl_tree_nearest(const kl_tree *tree, const double *points, size_t count, size_t self, size_t k,
                     double *distances) {
    search s;
    s.tree = tree;
    s.queries = (kl_queries){.points = points,
                             .best = distances,
                             .count = count,
                             .dimension = tree->dimension,
                             .k = k,
                             .groups = tree->groups};
    begin(&s, self);
    visit stack[STACK];
    size_t top = 0;
    stack[top++] = (visit){0, 0, 0};
    while (top > 0) {
        const visit here = stack[--top];
        /* At the same distance there is nothing nearer. */
        if (here.distance >= s.bound)
            continue;
        if (here.level < tree->levels)
            top = push_children(&s, here, stack, top);
        else if (here.index != s.begun)
            let_wait(&s, here.index);
    }
    look_at_waiting(&s);
}

/* ── How many ── */

/* Push the children that the ball cuts; returns the points of those that it holds. */
static size_t count_children(const kl_tree *tree, const double *point, double bound, visit here,
                             visit *stack, size_t *top) {
    const double *boxes = boxes_of(tree, here.level, here.index);
    const unsigned depth = tree->depth[here.level + 1], fan = fan_of(tree, here.level);
    double distance[LANES];
    unsigned near = tree->kernels->near_boxes[tree->norm](boxes, point, point, tree->dimension,
                                                          bound, distance);
    if (near == 0)
        return 0;
    const unsigned inside = tree->kernels->inside_boxes[tree->norm](
        boxes, point, point, tree->dimension, bound, distance);
    size_t count = 0;
    for (; near != 0; near &= near - 1) {
        const unsigned child = (unsigned)__builtin_ctz(near);
        const size_t index = (here.index << fan) + child;
        if (inside >> child & 1)
            count += kl_tree_first(tree, depth, index + 1) - kl_tree_first(tree, depth, index);
        else
            stack[(*top)++] = (visit){0, index, here.level + 1};
    }
    return count;
}

size_t kl_tree_count(const kl_tree *tree, const double *point, size_t self, double radius,
                     int inclusive) {
    const double bound = inclusive ? nextafter(radius, INFINITY) : radius;
    double distance[KL_TREE_LEAF];
    visit stack[STACK];
    size_t top = 0, count = 0;
    stack[top++] = (visit){0, 0, 0};
    while (top > 0) {
        const visit here = stack[--top];
        if (here.level < tree->levels)
            count += count_children(tree, point, bound, here, stack, &top);
        else
            count +=
                (size_t)__builtin_popcount(measure_leaf(tree, here.index, point, bound, distance));
    }
    return count - (self != KL_TREE_NO_PLACE && bound > 0);
}

/* ── Which ── */

/* Push the children that the ball reaches. */
static size_t push_reached(const kl_tree *tree, const double *point, double bound, visit here,
                           visit *stack, size_t top) {
    double distance[LANES];
    unsigned near = tree->kernels->near_boxes[tree->norm](
        boxes_of(tree, here.level, here.index), point, point, tree->dimension, bound, distance);
    const unsigned fan = fan_of(tree, here.level);
    for (; near != 0; near &= near - 1)
        stack[top++] =
            (visit){0, (here.index << fan) + (unsigned)__builtin_ctz(near), here.level + 1};
    return top;
}

void kl_tree_within(const kl_tree *tree, const double *point, size_t self, double radius,
                    kl_tree_met *met, void *context) {
    const double bound = nextafter(radius, INFINITY);
    double distance[KL_TREE_LEAF];
    visit stack[STACK];
    size_t top = 0;
    stack[top++] = (visit){0, 0, 0};
    while (top > 0) {
        const visit here = stack[--top];
        if (here.level < tree->levels) {
            top = push_reached(tree, point, bound, here, stack, top);
            continue;
        }
        uint32_t near = measure_leaf(tree, here.index, point, bound, distance);
        for (; near != 0; near &= near - 1) {
            const size_t place = here.index * kl_tree_places(tree) + (unsigned)__builtin_ctz(near);
            if (place != self)
                met(context, place);
        }
    }
}
