/* SPDX-License-Identifier: Apache-2.0 */
/* Neighbours in all columns and counts in some of them, leaf by leaf of a tree. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest.h"

enum { LEAVES_A_TASK = 16 };

/* What a worker has seen. */
typedef struct part {
    double points[KL_TREE_LEAF * KL_TREE_DIMENSIONS]; /* of one leaf */
    double *distances;                                /* of each to k neighbours */
    uint64_t tied, copies[2];
    uint32_t first_tied;
} part;

typedef struct job {
    const kl_search *search;
    part *parts;
} job;

/* ── One point ── */

/* The largest difference in each margin of a point and its neighbours (Kraskov et al. 2004, fig. 1c). */
typedef struct rectangle {
    const kl_search *search;
    const double *point;
    double side[KL_MARGINS_MOST];
} rectangle;

static void stretch(void *context, size_t place) {
    rectangle *r = context;
    double other[KL_TREE_DIMENSIONS];
    kl_tree_point(r->search->tree, place, other);
    for (size_t m = 0; m < r->search->margin_count; m++) {
        const kl_margin *margin = &r->search->margins[m];
        for (size_t j = margin->first; j < margin->first + margin->dimension; j++)
            r->side[m] = fmax(r->side[m], fabs(r->point[j] - other[j]));
    }
}

/* 1 if the point is tied: a neighbourhood without size. */
static int count_rectangle(const kl_search *s, const double *point, size_t place, double radius,
                           int64_t *terms) {
    rectangle r = {.search = s, .point = point};
    int tied = 0;
    kl_tree_within(s->tree, point, place, radius, stretch, &r);
    terms[s->k]++;
    for (size_t m = 0; m < s->margin_count; m++) {
        const kl_margin *margin = &s->margins[m];
        terms[kl_margin_count(margin, point + margin->first, r.side[m], 1) - 1] += margin->sign;
        tied |= r.side[m] == 0;
    }
    return tied;
}

/* Where the k-th neighbour is in the same place, what is there is counted (Gao et al. 2017). */
static int count_cube(const kl_search *s, const double *point, double radius, int64_t *terms) {
    const int tied = radius == 0;
    const size_t k = tied ? kl_tree_count(s->tree, point, KL_TREE_NO_PLACE, 0, 1) : s->k;
    terms[k]++;
    for (size_t m = 0; m < s->margin_count; m++) {
        const kl_margin *margin = &s->margins[m];
        terms[kl_margin_count(margin, point + margin->first, radius, tied)] += margin->sign;
    }
    return tied;
}

/* Of x and of y; of one column they are counted at once elsewhere. */
static void note_copies(const kl_search *s, const double *point, part *p) {
    for (size_t m = 0; m < 2 && m < s->margin_count; m++) {
        const kl_margin *margin = &s->margins[m];
        if (margin->dimension > 1)
            p->copies[m] += kl_margin_count(margin, point + margin->first, 0, 1) > 1;
    }
}

/* ── All of them ── */

static void add_leaf(const job *j, size_t leaf, part *p, int64_t *terms) {
    const kl_search *s = j->search;
    const kl_tree *tree = s->tree;
    const size_t size = kl_tree_leaf_size(tree, leaf), first = leaf * kl_tree_places(tree);
    for (size_t i = 0; i < size; i++)
        kl_tree_point(tree, first + i, p->points + i * tree->dimension);
    kl_tree_nearest(tree, p->points, size, first, s->k, p->distances);
    for (size_t i = 0; i < size; i++) {
        const double *point = p->points + i * tree->dimension;
        const double radius = p->distances[i * s->k + s->k - 1];
        const int tied = s->estimator == KL_NEAREST_KSG2
                             ? count_rectangle(s, point, first + i, radius, terms)
                             : count_cube(s, point, radius, terms);
        const uint32_t row = tree->origin[first + i];
        p->tied += tied != 0;
        p->first_tied = tied && row < p->first_tied ? row : p->first_tied;
        if (s->estimator != KL_NEAREST_MIXED)
            note_copies(s, point, p);
    }
}

static kl_status run_leaves(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const job *j = context;
    const size_t leaves = kl_tree_leaves(j->search->tree);
    int64_t *terms = kl_terms_of(j->search->terms, worker);
    for (size_t leaf = index * LEAVES_A_TASK; leaf < leaves && leaf < (index + 1) * LEAVES_A_TASK;
         leaf++)
        add_leaf(j, leaf, &j->parts[worker], terms);
    return KL_OK;
}

static kl_status prepare(job *j, unsigned threads, kl_error *error) {
    const size_t slots = KL_TREE_LEAF * j->search->k;
    j->parts = kl_alloc_zero(threads, sizeof *j->parts);
    if (j->parts == NULL)
        return kl_fail_memory(error, "a search", threads * sizeof *j->parts);
    for (unsigned t = 0; t < threads; t++) {
        j->parts[t].first_tied = UINT32_MAX;
        j->parts[t].distances = kl_alloc(slots, sizeof(double));
        if (j->parts[t].distances == NULL)
            return kl_fail_memory(error, "distances of a leaf", slots * sizeof(double));
    }
    return KL_OK;
}

static void gather(const job *j, unsigned threads, kl_found *out) {
    for (unsigned t = 0; t < threads; t++) {
        const part *p = &j->parts[t];
        out->tied += p->tied;
        out->first_tied = p->first_tied < out->first_tied ? p->first_tied : out->first_tied;
        for (int side = 0; side < 2; side++)
            out->copies[side] += p->copies[side];
    }
}

kl_status kl_search_run(const kl_search *search, kl_pool *pool, kl_found *out, kl_error *error) {
    job j = {.search = search};
    const unsigned threads = kl_pool_threads(pool);
    const size_t leaves = kl_tree_leaves(search->tree);
    kl_status status = prepare(&j, threads, error);
    if (status == KL_OK)
        status =
            kl_pool_run(pool, (leaves + LEAVES_A_TASK - 1) / LEAVES_A_TASK, run_leaves, &j, error);
    if (status == KL_OK)
        gather(&j, threads, out);
    for (unsigned t = 0; j.parts != NULL && t < threads; t++)
        kl_free(j.parts[t].distances);
    kl_free(j.parts);
    return status;
}
