/* SPDX-License-Identifier: Apache-2.0 */
/* Hard clusters: the call, and what is answered. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "information/bottleneck.h"
#include "information/bottleneck_answer.h"
#include "information/bottleneck_hard.h"

/* What the clusters are made of, in their last order. */
typedef struct outcome {
    const kl_sparse_shares *shares;
    const kl_kernels *kernels;
    size_t clusters;
    uint32_t *assignment;
    double *mass, *prior, *column; /* p(y, t), p(t), p(y) */
    double *room;
} outcome;

static void outcome_free(outcome *o) {
    kl_free(o->mass);
    kl_free(o->prior);
    kl_free(o->column);
}

/* The heaviest cluster first; a row without mass goes there. */
static kl_status put_in_order(outcome *o, kl_error *error) {
    const size_t rows = o->shares->table.rows, k = o->clusters;
    kl_cluster *order = kl_alloc(k, sizeof *order);
    uint32_t *place = kl_alloc(k + 1, sizeof *place);
    if (order == NULL || place == NULL) {
        kl_free(order);
        kl_free(place);
        return kl_fail_memory(error, "clusters", k * sizeof *order);
    }
    for (size_t t = 0; t < k; t++)
        order[t] = (kl_cluster){0, SIZE_MAX, t};
    for (size_t x = rows; x-- > 0;)
        if (o->assignment[x] < k) {
            order[o->assignment[x]].mass += o->shares->row[x];
            order[o->assignment[x]].first = x;
        }
    kl_clusters_sort(order, k);
    for (size_t i = 0; i < k; i++)
        place[order[i].index] = (uint32_t)i;
    place[k] = 0;
    for (size_t x = 0; x < rows; x++)
        o->assignment[x] = place[o->assignment[x]];
    kl_free(order);
    kl_free(place);
    return KL_OK;
}

static void count_all(outcome *o) {
    const kl_sparse_table *table = &o->shares->table;
    for (size_t x = 0; x < table->rows; x++)
        for (uint64_t i = table->start[x]; i < table->start[x + 1]; i++) {
            const double w = kl_sparse_share(o->shares, i);
            o->mass[table->column[i] * o->clusters + o->assignment[x]] += w;
            o->prior[o->assignment[x]] += w;
            o->column[table->column[i]] += w;
        }
}

static kl_status outcome_new(const kl_sparse_shares *shares, const kl_hard_clusters *found,
                             const kl_bottleneck_options *options, outcome *o, kl_error *error) {
    const size_t n = shares->table.columns, clusters = options->clusters;
    *o = (outcome){.shares = shares,
                   .kernels = kl_kernels_for(options->pool),
                   .clusters = clusters,
                   .assignment = found->assignment};
    o->mass = kl_alloc_zero(n, clusters * sizeof *o->mass);
    o->prior = kl_alloc_zero(clusters, 2 * sizeof *o->prior);
    o->column = kl_alloc_zero(n, sizeof *o->column);
    if (o->mass == NULL || o->prior == NULL || o->column == NULL)
        return kl_fail_memory(error, "clusters", n * clusters * sizeof *o->mass);
    o->room = o->prior + clusters;
    kl_status status = put_in_order(o, error);
    if (status == KL_OK)
        count_all(o);
    return status;
}

/* I(X;Y) of the sparse table. Of each row the terms p ln(p/q) + q − p of the cells there are, q = p(x) p(y), and q of
 * those there are not; one column may have several cells. */
typedef struct cells {
    double *row;          /* p(x, y) of all columns, 0 between rows */
    double *p, *q;        /* of the columns that the row has */
    kl_exact_sum columns; /* of all p(y) */
} cells;

static double divergence_of(const outcome *o, size_t x, cells *c) {
    const kl_sparse_table *table = &o->shares->table;
    kl_exact_sum absent = c->columns;
    double apart = 0;
    size_t n = 0;
    for (uint64_t i = table->start[x]; i < table->start[x + 1]; i++)
        c->row[table->column[i]] += kl_sparse_share(o->shares, i);
    for (uint64_t i = table->start[x]; i < table->start[x + 1]; i++) {
        const size_t y = table->column[i];
        if (c->row[y] == 0)
            continue;
        c->p[n] = c->row[y];
        c->q[n++] = kl_shares_expected(c->row[y], o->shares->row[x], o->column[y], &apart);
        c->row[y] = 0;
        kl_exact_sum_add(&absent, -o->column[y]);
    }
    return kl_shares_divergence(o->kernels, c->p, c->q, n) + apart +
           o->shares->row[x] * kl_exact_sum_round(&absent);
}

static kl_status information_of(const outcome *o, double *out, kl_error *error) {
    const size_t n = o->shares->table.columns;
    double *room = kl_alloc_zero(n, 3 * sizeof *room);
    kl_exact_sum sum;
    if (room == NULL)
        return kl_fail_memory(error, "a row", n * 3 * sizeof *room);
    cells c = {.row = room, .p = room + n, .q = room + 2 * n};
    kl_exact_sum_init(&c.columns);
    kl_exact_sum_init(&sum);
    kl_exact_sum_add_array(&c.columns, o->column, n);
    for (size_t x = 0; x < o->shares->table.rows; x++)
        kl_exact_sum_add(&sum, divergence_of(o, x, &c));
    *out = kl_exact_sum_round(&sum);
    kl_free(room);
    return KL_OK;
}

static void tell(const outcome *o, const kl_hard_clusters *found,
                 const kl_bottleneck_options *options, kl_bottleneck_result *out) {
    const double relevance = kl_shares_information(o->kernels, o->mass, o->shares->table.columns,
                                                   o->clusters, o->column, o->prior, o->room);
    out->entropy = kl_shares_entropy_of(o->prior, o->clusters);
    out->rate = kl_estimate_exact(out->entropy, KL_UNIT_NATS);
    out->relevance = kl_estimate_exact(relevance, KL_UNIT_NATS);
    if (!found->converged)
        out->rate.flags = out->relevance.flags = KL_FLAG_NOT_CONVERGED;
    out->objective = isinf(options->beta) ? -relevance : out->entropy - options->beta * relevance;
    out->iterations = found->passes;
    out->best = found->best;
    out->clusters = 0;
    while (out->clusters < o->clusters && o->prior[out->clusters] > 0)
        out->clusters++;
}

static void give(const outcome *o, const kl_bottleneck_arrays *into) {
    const size_t rows = o->shares->table.rows, n = o->shares->table.columns, k = o->clusters;
    kl_bottleneck_clear(into, rows, n, k);
    for (size_t x = 0; x < rows && into->encoder != NULL; x++)
        into->encoder[x * k + o->assignment[x]] = 1;
    if (into->assignment != NULL)
        memcpy(into->assignment, o->assignment, rows * sizeof *into->assignment);
    if (into->prior != NULL)
        memcpy(into->prior, o->prior, k * sizeof *into->prior);
    for (size_t t = 0; into->decoder != NULL && t < k && o->prior[t] > 0; t++)
        for (size_t y = 0; y < n; y++)
            into->decoder[t * n + y] = o->mass[y * k + t] / o->prior[t];
}

static kl_status solve(const kl_sparse_shares *shares, const kl_bottleneck_options *options,
                       const kl_bottleneck_arrays *into, kl_bottleneck_result *out,
                       kl_error *error) {
    kl_hard_clusters found;
    outcome o = {.mass = NULL};
    kl_status status = kl_hard_clusters_find(shares, options, &found, error);
    if (status == KL_OK)
        status = outcome_new(shares, &found, options, &o, error);
    if (status == KL_OK)
        status = information_of(&o, &out->information, error);
    if (status == KL_OK) {
        tell(&o, &found, options, out);
        give(&o, into);
    }
    outcome_free(&o);
    kl_hard_clusters_free(&found);
    return status;
}

kl_status kl_bottleneck_sequential(const kl_sparse_table *joint,
                                   const kl_bottleneck_options *options,
                                   const kl_bottleneck_arrays *arrays, kl_bottleneck_result *out,
                                   kl_error *error) {
    kl_bottleneck_options how;
    kl_bottleneck_arrays into;
    kl_sparse_shares shares = {.row = NULL};
    if (joint == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_bottleneck_sequential: %s is NULL",
                       joint == NULL ? "joint" : "out");
    kl_status status = kl_bottleneck_options_read(options, &how, error);
    if (status == KL_OK)
        status = kl_bottleneck_arrays_read(arrays, &into, error);
    if (status == KL_OK && how.clusters == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "clusters is 0, expected how many there may be");
    if (status == KL_OK)
        status = kl_sparse_shares_read(joint, &shares, error);
    if (status == KL_OK)
        status = solve(&shares, &how, &into, out, error);
    kl_sparse_shares_free(&shares);
    return status;
}

kl_status kl_bottleneck_sequential_dense(kl_matrix joint, const kl_bottleneck_options *options,
                                         const kl_bottleneck_arrays *arrays,
                                         kl_bottleneck_result *out, kl_error *error) {
    kl_sparse_copy copy;
    kl_status status = kl_sparse_copy_new(joint, &copy, error);
    if (status == KL_OK)
        status = kl_bottleneck_sequential(&copy.table, options, arrays, out, error);
    kl_sparse_copy_free(&copy);
    return status;
}
