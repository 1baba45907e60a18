/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that are alike in z. */
#include "information/nearest_alike.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/sort.h"

/* ── The same z ── */

static kl_status find_strata(const double *z, size_t columns, size_t n, kl_alike *out,
                             kl_error *error) {
    size_t *scratch = kl_alloc(n, sizeof *scratch);
    out->by_z = kl_alloc(n, sizeof *out->by_z);
    out->stratum = kl_alloc(n / out->local, sizeof *out->stratum);
    out->in_stratum = kl_alloc_zero(n, 1);
    const int has_room = scratch && out->by_z && out->stratum && out->in_stratum;
    for (size_t i = 0; has_room && i < n; i++)
        out->by_z[i] = i;
    if (has_room)
        kl_sort_rows(z, columns, out->by_z, n, scratch);
    for (size_t first = 0, end; has_room && first < n; first = end) {
        const double *row = z + out->by_z[first] * columns;
        for (end = first + 1; end < n; end++) {
            const double *other = z + out->by_z[end] * columns;
            size_t same = 0;
            while (same < columns && row[same] == other[same])
                same++;
            if (same < columns)
                break;
        }
        if (end - first < out->local)
            continue;
        out->stratum[out->strata++] = (kl_stratum){first, end - first};
        for (size_t i = first; i < end; i++)
            out->in_stratum[out->by_z[i]] = 1;
    }
    kl_free(scratch);
    return has_room ? KL_OK : kl_fail_memory(error, "rows of one z", n * 3 * sizeof *scratch);
}

/* ── Near in z ── */

typedef struct near_job {
    const kl_tree *tree;
    const kl_alike *alike;
    uint64_t seed, stream; /* the streams before it are those of deals */
    double **distances;    /* of each worker, a leaf's */
} near_job;

/* Rows that are met; of more than there is room for a sample without replacement (Vitter 1985, algorithm R), which
 * never touches the first `nearer`. */
typedef struct collector {
    const kl_tree *tree;
    uint32_t *rows;
    size_t met, most, nearer;
    kl_random random;
} collector;

static void collect(void *context, size_t place) {
    collector *c = context;
    const uint32_t row = c->tree->origin[place];
    for (size_t i = 0; i < c->nearer; i++)
        if (c->rows[i] == row)
            return;
    size_t at = c->met++;
    if (at >= c->most)
        at = c->nearer + (size_t)kl_random_below(&c->random, c->met - c->nearer);
    if (at < c->most)
        c->rows[at] = row;
}

/* The `most` nearest of a point, the last of them at this distance: where others are as far, first what is nearer. */
static void collect_near(collector *c, const double *point, size_t self, double distance) {
    kl_tree_within(c->tree, point, self, distance, collect, c);
    if (c->met == c->most)
        return;
    c->met = 0;
    kl_tree_within(c->tree, point, self, nextafter(distance, 0), collect, c);
    c->nearer = c->met;
    kl_tree_within(c->tree, point, self, distance, collect, c);
}

/* Of a leaf. */
static kl_status find_near(void *context, size_t leaf, unsigned worker, kl_error *error) {
    (void)error;
    const near_job *j = context;
    const size_t size = kl_tree_leaf_size(j->tree, leaf), first = leaf * kl_tree_places(j->tree);
    const size_t local = j->alike->local, k = local - 1;
    double points[KL_TREE_LEAF * KL_TREE_DIMENSIONS] = {0};
    for (size_t i = 0; i < size; i++)
        kl_tree_point(j->tree, first + i, points + i * j->tree->dimension);
    kl_tree_nearest(j->tree, points, size, first, k, j->distances[worker]);
    for (size_t i = 0; i < size; i++) {
        const uint32_t row = j->tree->origin[first + i];
        if (j->alike->in_stratum[row])
            continue;
        uint32_t *near = j->alike->near + row * local;
        collector c = {.tree = j->tree, .rows = near + 1, .most = k};
        near[0] = row;
        kl_random_init(&c.random, j->seed, j->stream + row);
        collect_near(&c, points + i * j->tree->dimension, first + i,
                     j->distances[worker][i * k + k - 1]);
    }
    return KL_OK;
}

static kl_status run_near(near_job *j, kl_pool *pool, kl_error *error) {
    const unsigned threads = kl_pool_threads(pool);
    const size_t slots = KL_TREE_LEAF * j->alike->local;
    kl_status status = KL_OK;
    j->distances = kl_alloc_zero(threads, sizeof *j->distances);
    if (j->distances == NULL)
        return kl_fail_memory(error, "a search", threads * sizeof *j->distances);
    for (unsigned t = 0; t < threads && status == KL_OK; t++) {
        j->distances[t] = kl_alloc(slots, sizeof **j->distances);
        if (j->distances[t] == NULL)
            status = kl_fail_memory(error, "distances of a leaf", slots * sizeof **j->distances);
    }
    if (status == KL_OK)
        status = kl_pool_run(pool, kl_tree_leaves(j->tree), find_near, j, error);
    for (unsigned t = 0; t < threads; t++)
        kl_free(j->distances[t]);
    kl_free(j->distances);
    return status;
}

static kl_status search(const kl_question *question, const double *z, size_t n, kl_alike *out,
                        kl_error *error) {
    kl_tree tree = {.n = 0};
    near_job j = {.tree = &tree,
                  .alike = out,
                  .seed = question->options.seed,
                  .stream = question->options.permutations};
    out->near = kl_alloc(n, out->local * sizeof *out->near);
    if (out->near == NULL)
        return kl_fail_memory(error, "neighbours in z", n * out->local * sizeof *out->near);
    kl_status status = kl_tree_build(&tree, z, n, question->z, KL_NORM_MAX, question->kernels,
                                     question->options.pool, error);
    if (status == KL_OK)
        status = run_near(&j, question->options.pool, error);
    kl_tree_free(&tree);
    return status;
}

/* ── Both ── */

kl_status kl_alike_find(const kl_question *question, const kl_cloud *cloud, kl_alike *out,
                        kl_error *error) {
    const size_t asked = question->options.local, n = cloud->n,
                 bytes = question->z * sizeof(double);
    *out = (kl_alike){.local = asked < n ? asked : n};
    double *z = kl_alloc(n, bytes);
    if (z == NULL)
        return kl_fail_memory(error, "rows of z", n * bytes);
    for (size_t i = 0; i < n; i++)
        memcpy(z + i * question->z, cloud->rows + i * cloud->dimension + question->x, bytes);
    kl_status status = find_strata(z, question->z, n, out, error);
    if (status == KL_OK && memchr(out->in_stratum, 0, n) != NULL)
        status = search(question, z, n, out, error);
    kl_free(z);
    return status;
}

void kl_alike_free(kl_alike *alike) {
    kl_free(alike->by_z);
    kl_free(alike->stratum);
    kl_free(alike->in_stratum);
    kl_free(alike->near);
}
