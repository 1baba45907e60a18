/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Points in groups (as the multiscale methods of Mérigot 2011 and Schmitzer 2016 have them): each GROUP that stand
 * together, which are neighbours, and so are the groups.
 *
 * A plan between groups is dealt out by the north-west corner rule: each group's points send and receive in their
 * order. The plan is a forest, and so is what comes of it: within an arc it goes down a staircase, and two arcs of a
 * group share at most the one point where one ends and the other begins.
 */
#include "transport/coarse.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/order.h"
#include "transport/simplex.h"
#include "transport/start.h"

enum { GROUP = 2 };
/* How well the plan between groups is solved, relative to the largest cost. */
#define COARSE_TOLERANCE 0x1p-30

/* ── The problem of groups ── */

typedef struct level {
    kl_costs costs;
    kl_masses masses;
    kl_flow *flows;
    size_t count;
} level;

static size_t groups_of(size_t n) {
    return (n + GROUP - 1) / GROUP;
}

/* One coordinate of n points, `step` apart, and its means over groups, `mean_step` apart. */
static void join(const double *x, size_t step, size_t n, double *mean, size_t mean_step) {
    for (size_t k = 0; k < n; k++) {
        const size_t left = n - k / GROUP * GROUP;
        mean[k / GROUP * mean_step] += x[k * step] / (double)(left < GROUP ? left : GROUP);
    }
}

static void join_masses(const int64_t *mass, size_t n, int64_t *sum) {
    for (size_t k = 0; k < n; k++)
        sum[k / GROUP] += mass[k];
}

static kl_status level_new(const kl_costs *costs, const kl_masses *masses, level *out,
                           kl_error *error) {
    const size_t d = costs->dimension;
    const size_t rows = groups_of(costs->rows), columns = groups_of(costs->columns);
    const size_t stride = KL_COST_ROOM(columns);
    out->costs = *costs, out->masses = *masses;
    out->costs.rows = out->masses.rows = rows;
    out->costs.columns = out->masses.columns = columns;
    out->costs.stride = stride;
    out->costs.x = kl_alloc_zero(rows, d * sizeof(double));
    out->costs.y = kl_alloc_zero(stride, d * sizeof(double));
    out->masses.row = kl_alloc_zero(rows, sizeof(int64_t));
    out->masses.column = kl_alloc_zero(columns, sizeof(int64_t));
    out->flows = kl_alloc(rows + columns, sizeof *out->flows);
    if (!out->costs.x || !out->costs.y || !out->masses.row || !out->masses.column || !out->flows)
        return kl_fail_memory(error, "groups of points", (rows + columns) * (d + 3) * 8);
    for (size_t c = 0; c < d; c++) {
        join(costs->x + c, d, costs->rows, out->costs.x + c, d);
        join(costs->y + c * costs->stride, 1, costs->columns, out->costs.y + c * stride, 1);
    }
    join_masses(masses->row, costs->rows, out->masses.row);
    join_masses(masses->column, costs->columns, out->masses.column);
    return KL_OK;
}

static void level_free(level *l) {
    kl_free(l->costs.x);
    kl_free(l->costs.y);
    kl_free(l->masses.row);
    kl_free(l->masses.column);
    kl_free(l->flows);
}

static kl_status solve(level *l, kl_error *error) {
    const size_t nodes = l->costs.rows + l->costs.columns;
    double *potential = kl_alloc_zero(nodes, sizeof *potential);
    if (potential == NULL)
        return kl_fail_memory(error, "a start", nodes * sizeof *potential);
    kl_simplex simplex = {.costs = &l->costs, .tolerance = COARSE_TOLERANCE * l->costs.bound};
    kl_status status =
        kl_start_coarse(&l->costs, &l->masses, l->flows, &l->count, potential, error);
    if (status == KL_OK)
        status = kl_basis_new(l->costs.rows, l->costs.columns, l->flows, l->count, &simplex.basis,
                              error);
    if (status == KL_OK) {
        memcpy(simplex.basis.potential, potential, nodes * sizeof *potential);
        status = kl_simplex_run(&simplex, error);
    }
    if (status == KL_OK)
        l->count = kl_basis_flows(&simplex.basis, l->flows);
    kl_basis_free(&simplex.basis);
    kl_free(potential);
    return status;
}

/* ── Dealing out ── */

/* Where a group is with its points. */
typedef struct dealer {
    const int64_t *mass;
    uint32_t *at;  /* of each group, among the points */
    int64_t *left; /* of that point */
} dealer;

static kl_status dealer_new(const int64_t *mass, size_t groups, dealer *out, kl_error *error) {
    *out = (dealer){mass, kl_alloc(groups, sizeof *out->at), kl_alloc(groups, sizeof *out->left)};
    if (out->at == NULL || out->left == NULL)
        return kl_fail_memory(error, "groups of points", groups * 16);
    for (size_t g = 0; g < groups; g++) {
        out->at[g] = (uint32_t)(g * GROUP);
        out->left[g] = mass[g * GROUP];
    }
    return KL_OK;
}

/* The point of a group that has mass left. */
static uint32_t next_of(dealer *d, uint32_t group) {
    while (d->left[group] == 0)
        d->left[group] = d->mass[++d->at[group]];
    return d->at[group];
}

static size_t deal(const level *l, dealer *rows, dealer *columns, kl_flow *flows) {
    size_t n = 0;
    for (size_t k = 0; k < l->count; k++) {
        const kl_flow arc = l->flows[k];
        for (int64_t left = arc.flow; left > 0;) {
            const uint32_t i = next_of(rows, arc.row), j = next_of(columns, arc.column);
            int64_t mass = left < rows->left[arc.row] ? left : rows->left[arc.row];
            mass = mass < columns->left[arc.column] ? mass : columns->left[arc.column];
            flows[n++] = (kl_flow){i, j, mass};
            left -= mass, rows->left[arc.row] -= mass, columns->left[arc.column] -= mass;
        }
    }
    return n;
}

static kl_status from_groups(const kl_costs *costs, const kl_masses *masses, kl_flow *flows,
                             size_t *count, kl_error *error) {
    level l = {.count = 0};
    dealer rows = {NULL, NULL, NULL}, columns = rows;
    kl_status status = level_new(costs, masses, &l, error);
    if (status == KL_OK)
        status = solve(&l, error);
    if (status == KL_OK)
        status = dealer_new(masses->row, l.costs.rows, &rows, error);
    if (status == KL_OK)
        status = dealer_new(masses->column, l.costs.columns, &columns, error);
    if (status == KL_OK)
        *count = deal(&l, &rows, &columns, flows);
    kl_free(rows.at);
    kl_free(rows.left);
    kl_free(columns.at);
    kl_free(columns.left);
    level_free(&l);
    return status;
}

static int has_groups(const kl_costs *costs) {
    return costs->ordered && costs->rows >= KL_ORDER_POINTS_LEAST &&
           costs->columns >= KL_ORDER_POINTS_LEAST;
}

int kl_coarse_is_best(const kl_costs *costs) {
    return has_groups(costs) && costs->dimension <= 2;
}

kl_status kl_start_coarse(const kl_costs *costs, const kl_masses *masses, kl_flow *flows,
                          size_t *count, double *potential, kl_error *error) {
    if (!has_groups(costs))
        return kl_start_greedy(costs, masses, flows, count, potential, error);
    memset(potential, 0, (costs->rows + costs->columns) * sizeof *potential);
    return from_groups(costs, masses, flows, count, error);
}
