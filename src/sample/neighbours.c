/* SPDX-License-Identifier: Apache-2.0 */
/* The mean logarithm of distances to k-th neighbours, leaf by leaf of the tree over x. */
#include "sample/neighbours.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "sample/tree.h"

enum { LEAVES_A_TASK = 32 };

/* What a worker has seen. */
typedef struct part {
    kl_exact_sum sum;
    kl_neighbours seen;
    double points[KL_TREE_LEAF * KL_TREE_DIMENSIONS]; /* of one leaf */
    double *distances;                                /* of each to k neighbours */
} part;

typedef struct job {
    const kl_neighbours_rule *rule;
    kl_tree x, y;
    int has_y;
    part *parts;
} job;

static void note_ties(const job *j, size_t first, size_t size, int side, part *p) {
    const size_t k = j->rule->k;
    for (size_t i = 0; i < size; i++) {
        const uint32_t row = j->x.origin[first + i];
        if (p->distances[i * k + k - 1] > 0)
            continue;
        if (p->seen.ties[side]++ == 0 || row < p->seen.first_tied[side])
            p->seen.first_tied[side] = row;
    }
}

/* Distances of a leaf's points on one side, whose logarithms are added or taken off. */
static void add_side(const job *j, const kl_tree *tree, size_t first, size_t size, int side,
                     int copied[KL_TREE_LEAF], part *p) {
    const size_t k = j->rule->k;
    double last[KL_TREE_LEAF];
    kl_tree_nearest(tree, p->points, size, side == 0 ? first : KL_TREE_NO_PLACE, k, p->distances);
    note_ties(j, first, size, side, p);
    for (size_t i = 0; i < size; i++) {
        copied[i] |= p->distances[i * k] == 0;
        last[i] = p->distances[i * k + k - 1];
    }
    j->rule->kernels->log(last, size, last);
    for (size_t i = 0; i < size; i++)
        last[i] = side == 0 && j->has_y ? -last[i] : last[i];
    kl_exact_sum_add_array(&p->sum, last, size);
}

static void add_leaf(const job *j, size_t leaf, part *p) {
    const size_t size = kl_tree_leaf_size(&j->x, leaf), first = leaf * kl_tree_places(&j->x);
    int copied[KL_TREE_LEAF] = {0};
    for (size_t i = 0; i < size; i++)
        kl_tree_point(&j->x, first + i, p->points + i * j->x.dimension);
    add_side(j, &j->x, first, size, 0, copied, p);
    if (j->has_y)
        add_side(j, &j->y, first, size, 1, copied, p);
    for (size_t i = 0; i < size; i++)
        p->seen.copies += copied[i] != 0;
}

static kl_status run_leaves(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const job *j = context;
    const size_t leaves = kl_tree_leaves(&j->x);
    for (size_t leaf = index * LEAVES_A_TASK; leaf < leaves && leaf < (index + 1) * LEAVES_A_TASK;
         leaf++)
        add_leaf(j, leaf, &j->parts[worker]);
    return KL_OK;
}

static kl_status prepare(job *j, const kl_cloud *x, const kl_cloud *y, unsigned threads,
                         kl_error *error) {
    const kl_neighbours_rule *rule = j->rule;
    const size_t slots = KL_TREE_LEAF * rule->k;
    j->parts = kl_alloc_zero(threads, sizeof *j->parts);
    if (j->parts == NULL)
        return kl_fail_memory(error, "sums over neighbours", threads * sizeof *j->parts);
    for (unsigned t = 0; t < threads; t++) {
        kl_exact_sum_init(&j->parts[t].sum);
        j->parts[t].distances = kl_alloc(slots, sizeof(double));
        if (j->parts[t].distances == NULL)
            return kl_fail_memory(error, "distances of a leaf", slots * sizeof(double));
    }
    kl_status status = kl_tree_build(&j->x, x->rows, x->n, x->dimension, rule->norm, rule->kernels,
                                     rule->pool, error);
    if (status == KL_OK && y != NULL)
        status = kl_tree_build(&j->y, y->rows, y->n, y->dimension, rule->norm, rule->kernels,
                               rule->pool, error);
    return status;
}

static void gather(const job *j, unsigned threads, kl_neighbours *out) {
    kl_exact_sum all;
    kl_exact_sum_init(&all);
    *out = (kl_neighbours){.first_tied = {UINT32_MAX, UINT32_MAX}};
    for (unsigned t = 0; t < threads; t++) {
        const part *p = &j->parts[t];
        kl_exact_sum_merge(&all, &p->sum);
        out->copies += p->seen.copies;
        for (int side = 0; side < 2; side++) {
            out->ties[side] += p->seen.ties[side];
            if (p->seen.ties[side] > 0 && p->seen.first_tied[side] < out->first_tied[side])
                out->first_tied[side] = p->seen.first_tied[side];
        }
    }
    /* Trees have squares of Euclidean distances. */
    const double power = j->rule->norm == KL_NORM_EUCLIDEAN ? 0.5 : 1;
    out->mean = power * kl_exact_sum_round(&all) / (double)j->x.n;
}

kl_status kl_neighbours_mean(const kl_cloud *x, const kl_cloud *y, const kl_neighbours_rule *rule,
                             kl_neighbours *out, kl_error *error) {
    job j = {.rule = rule, .has_y = y != NULL};
    const unsigned threads = kl_pool_threads(rule->pool);
    kl_status status = prepare(&j, x, y, threads, error);
    if (status == KL_OK)
        status = kl_pool_run(rule->pool, (kl_tree_leaves(&j.x) + LEAVES_A_TASK - 1) / LEAVES_A_TASK,
                             run_leaves, &j, error);
    if (status == KL_OK)
        gather(&j, threads, out);
    for (unsigned t = 0; j.parts != NULL && t < threads; t++)
        kl_free(j.parts[t].distances);
    kl_free(j.parts);
    kl_tree_free(&j.x);
    kl_tree_free(&j.y);
    return status;
}
