/* SPDX-License-Identifier: Apache-2.0 */
/* The test of independence: x is dealt anew to the rows; where there is a z, among its neighbours. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest.h"
#include "sample/interval.h"

/* Rows that are near each in z, itself with them; local of each. */
typedef struct near_rows {
    size_t local;
    uint32_t *rows;
} near_rows;

typedef struct job {
    const kl_question *question;
    const kl_cloud *cloud;
    near_rows near;
    double observed;
    unsigned char *at_least; /* of each deal: is its value as large as the observed one? */
} job;

/* ── Neighbours in z ── */

typedef struct collector {
    const kl_tree *tree;
    uint32_t *rows;
    size_t count, most;
} collector;

static void collect(void *context, size_t place) {
    collector *c = context;
    if (c->count < c->most)
        c->rows[c->count++] = c->tree->origin[place];
}

typedef struct near_job {
    const kl_tree *tree;
    near_rows *near;
    double **distances; /* of each worker, a leaf's */
} near_job;

/* Of a leaf. What is as far as the last of them may take its place. */
static kl_status find_near(void *context, size_t leaf, unsigned worker, kl_error *error) {
    (void)error;
    const near_job *j = context;
    const size_t size = kl_tree_leaf_size(j->tree, leaf), first = leaf * kl_tree_places(j->tree);
    const size_t local = j->near->local, k = local - 1;
    double points[KL_TREE_LEAF * KL_TREE_DIMENSIONS] = {0};
    for (size_t i = 0; i < size; i++)
        kl_tree_point(j->tree, first + i, points + i * j->tree->dimension);
    kl_tree_nearest(j->tree, points, size, first, k, j->distances[worker]);
    for (size_t i = 0; i < size; i++) {
        const uint32_t row = j->tree->origin[first + i];
        collector c = {j->tree, j->near->rows + row * local, 0, local};
        c.rows[c.count++] = row;
        kl_tree_within(j->tree, points + i * j->tree->dimension, first + i,
                       j->distances[worker][i * k + k - 1], collect, &c);
    }
    return KL_OK;
}

static kl_status run_near(near_job *j, kl_pool *pool, kl_error *error) {
    const unsigned threads = kl_pool_threads(pool);
    const size_t slots = KL_TREE_LEAF * j->near->local;
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

static kl_status prepare_near(const kl_question *question, const kl_cloud *cloud, near_rows *near,
                              kl_error *error) {
    const size_t asked = question->options.local, n = cloud->n,
                 bytes = question->z * sizeof(double);
    double *rows = kl_alloc(n, bytes);
    kl_tree tree = {.n = 0};
    near->local = asked < n ? asked : n;
    near->rows = kl_alloc(n, near->local * sizeof *near->rows);
    kl_status status = KL_OK;
    if (rows == NULL || near->rows == NULL)
        status = kl_fail_memory(error, "neighbours in z", n * near->local * sizeof *near->rows);
    for (size_t i = 0; status == KL_OK && i < n; i++)
        memcpy(rows + i * question->z, cloud->rows + i * cloud->dimension + question->x, bytes);
    if (status == KL_OK)
        status = kl_tree_build(&tree, rows, n, question->z, KL_NORM_MAX, question->kernels,
                               question->options.pool, error);
    near_job j = {.tree = &tree, .near = near};
    if (status == KL_OK)
        status = run_near(&j, question->options.pool, error);
    kl_tree_free(&tree);
    kl_free(rows);
    return status;
}

/* ── Deals ── */

static void shuffle(uint32_t *items, size_t n, kl_random *random) {
    for (size_t i = n; i > 1; i--) {
        const size_t other = (size_t)kl_random_below(random, i);
        const uint32_t kept = items[i - 1];
        items[i - 1] = items[other];
        items[other] = kept;
    }
}

/* In random order each row takes the first of its neighbours, shuffled, that nobody has; else the last of them
 * (Runge 2018, algorithm 1). */
static kl_status deal_nearby(const near_rows *near, size_t n, kl_random *random, uint32_t *from,
                             kl_error *error) {
    uint32_t *order = kl_alloc(n, sizeof *order), *choice = kl_alloc(near->local, sizeof *choice);
    unsigned char *taken = kl_alloc_zero(n, 1);
    kl_status status = KL_OK;
    if (order == NULL || choice == NULL || taken == NULL)
        status = kl_fail_memory(error, "a deal", n * sizeof *order);
    for (size_t i = 0; status == KL_OK && i < n; i++)
        order[i] = (uint32_t)i;
    if (status == KL_OK)
        shuffle(order, n, random);
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        memcpy(choice, near->rows + order[i] * near->local, near->local * sizeof *choice);
        shuffle(choice, near->local, random);
        size_t at = 0;
        while (at + 1 < near->local && taken[choice[at]])
            at++;
        taken[choice[at]] = 1;
        from[order[i]] = choice[at];
    }
    kl_free(order);
    kl_free(choice);
    kl_free(taken);
    return status;
}

static kl_status deal(const job *j, size_t index, uint32_t *from, kl_error *error) {
    kl_random random;
    kl_random_init(&random, j->question->options.seed, index);
    if (j->question->z > 0)
        return deal_nearby(&j->near, j->cloud->n, &random, from, error);
    for (size_t i = 0; i < j->cloud->n; i++)
        from[i] = (uint32_t)i;
    shuffle(from, j->cloud->n, &random);
    return KL_OK;
}

static void give(const job *j, const uint32_t *from, double *rows) {
    const size_t dimension = j->cloud->dimension, x = j->question->x;
    memcpy(rows, j->cloud->rows, j->cloud->n * dimension * sizeof *rows);
    for (size_t i = 0; i < j->cloud->n; i++)
        memcpy(rows + i * dimension, j->cloud->rows + from[i] * dimension, x * sizeof *rows);
}

static kl_status run_deal(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const job *j = context;
    const size_t n = j->cloud->n;
    kl_cloud dealt = *j->cloud;
    kl_found found;
    uint32_t *from = kl_alloc(n, sizeof *from);
    dealt.rows = kl_alloc(n, dealt.dimension * sizeof *dealt.rows);
    kl_status status = KL_OK;
    if (from == NULL || dealt.rows == NULL)
        status = kl_fail_memory(error, "a deal", n * dealt.dimension * sizeof *dealt.rows);
    if (status == KL_OK)
        status = deal(j, index, from, error);
    if (status == KL_OK) {
        give(j, from, dealt.rows);
        status = j->question->answer(j->question, &dealt, NULL, &found, error);
    }
    if (status == KL_OK)
        j->at_least[index] = found.value >= j->observed;
    kl_cloud_free(&dealt);
    kl_free(from);
    return status;
}

kl_status kl_question_test(const kl_question *question, const kl_cloud *cloud, double observed,
                           kl_estimate *out, kl_error *error) {
    const unsigned deals = question->options.permutations;
    *out = kl_estimate_bare(1, KL_UNIT_ONE, KL_METHOD_PERMUTATION, deals);
    if (deals == 0)
        return KL_OK;
    job j = {.question = question, .cloud = cloud, .observed = observed};
    j.at_least = kl_alloc(deals, 1);
    kl_status status = KL_OK;
    if (j.at_least == NULL)
        status = kl_fail_memory(error, "a test", deals);
    if (status == KL_OK && question->z > 0)
        status = prepare_near(question, cloud, &j.near, error);
    if (status == KL_OK)
        status = kl_pool_run(question->options.pool, deals, run_deal, &j, error);
    uint64_t as_large = 0;
    for (unsigned i = 0; status == KL_OK && i < deals; i++)
        as_large += j.at_least[i];
    out->value = (1 + (double)as_large) / (1 + (double)deals);
    kl_free(j.near.rows);
    kl_free(j.at_least);
    return status;
}
