/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Points in groups (as the multiscale methods of Mérigot 2011 and Schmitzer 2016 have them).
 *
 * A plan between groups is dealt out by the north-west corner rule: each group's points send and receive in their order.
 * The plan is a forest, and so is what comes of it: within an arc it goes down a staircase, and two arcs of a group share
 * at most the one point where one ends and the other begins.
 */
#include "transport/coarse.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/simplex.h"
#include "transport/start.h"

/* Points in a group; the fewest on a side for which groups are worth it; the most dimensions. */
enum { GROUP = 2, POINTS_LEAST = 256, DIMENSIONS_MOST = 4 };
/* How well the plan between groups is solved, relative to the largest cost. */
#define COARSE_TOLERANCE 0x1p-30

/* One side: points in an order in which those of a group stand together, GROUP after GROUP. */
typedef struct side {
    size_t n, groups, dimension;
    double *place; /* point by point */
    uint32_t *order;
    int64_t *mass;  /* of groups */
    double *centre; /* of groups, point by point */
} side;

static size_t widest(const side *s, size_t first, size_t end) {
    size_t best = 0;
    double most = -1;
    for (size_t c = 0; c < s->dimension; c++) {
        double low = INFINITY, high = -INFINITY;
        for (size_t k = first; k < end; k++) {
            const double x = s->place[s->order[k] * s->dimension + c];
            low = x < low ? x : low;
            high = x > high ? x : high;
        }
        if (high - low > most) {
            most = high - low;
            best = c;
        }
    }
    return best;
}

static double at(const side *s, size_t k, size_t c) {
    return s->place[s->order[k] * s->dimension + c];
}

static void swap(side *s, size_t i, size_t j) {
    const uint32_t was = s->order[i];
    s->order[i] = s->order[j];
    s->order[j] = was;
}

/* Those below the middle-th in coordinate c come before it (Hoare 1961, "Find"). */
static void select_middle(side *s, size_t first, size_t end, size_t middle, size_t c) {
    while (end - first > 1) {
        const double pivot = at(s, first + (end - first) / 2, c);
        size_t i = first, j = end - 1;
        for (;;) {
            while (at(s, i, c) < pivot)
                i++;
            while (at(s, j, c) > pivot)
                j--;
            if (i >= j)
                break;
            swap(s, i++, j--);
        }
        const size_t cut = j + 1;
        if (middle < cut)
            end = cut == end ? end - 1 : cut;
        else
            first = cut;
    }
}

/* Halves of whole groups, along the widest coordinate, until each is a group. */
static void arrange(side *s, size_t first, size_t end) {
    while (end - first > GROUP) {
        const size_t groups = (end - first + GROUP - 1) / GROUP,
                     middle = first + groups / 2 * GROUP;
        select_middle(s, first, end, middle, widest(s, first, end));
        arrange(s, first, middle);
        first = middle;
    }
}

static void join(side *s, const int64_t *mass) {
    for (size_t g = 0; g < s->groups; g++) {
        double *centre = s->centre + g * s->dimension;
        const size_t end = (g + 1) * GROUP < s->n ? (g + 1) * GROUP : s->n;
        for (size_t k = g * GROUP; k < end; k++) {
            s->mass[g] += mass[s->order[k]];
            for (size_t c = 0; c < s->dimension; c++)
                centre[c] += at(s, k, c) / (double)(end - g * GROUP);
        }
    }
}

static kl_status side_new(const double *place, size_t n, size_t dimension, const int64_t *mass,
                          side *out, kl_error *error) {
    *out = (side){.n = n, .groups = (n + GROUP - 1) / GROUP, .dimension = dimension};
    out->place = kl_alloc(n, dimension * sizeof *out->place);
    out->order = kl_alloc(n, sizeof *out->order);
    out->mass = kl_alloc_zero(out->groups, sizeof *out->mass);
    out->centre = kl_alloc_zero(out->groups, dimension * sizeof *out->centre);
    if (!out->place || !out->order || !out->mass || !out->centre)
        return kl_fail_memory(error, "groups of points", n * dimension * 2 * sizeof *out->place);
    memcpy(out->place, place, n * dimension * sizeof *place);
    for (size_t k = 0; k < n; k++)
        out->order[k] = (uint32_t)k;
    arrange(out, 0, n);
    join(out, mass);
    return KL_OK;
}

static void side_free(side *s) {
    kl_free(s->place);
    kl_free(s->order);
    kl_free(s->mass);
    kl_free(s->centre);
}

/* ── The problem of groups ── */

typedef struct level {
    side x, y;
    kl_costs costs;
    kl_masses masses;
    kl_flow *flows;
    size_t count;
} level;

/* y stands a row for each coordinate. */
static kl_status level_new(const kl_costs *costs, const kl_masses *masses, level *out,
                           kl_error *error) {
    const size_t d = costs->dimension, n = costs->columns;
    double *y = kl_alloc(n, d * sizeof *y);
    if (y == NULL)
        return kl_fail_memory(error, "groups of points", n * d * sizeof *y);
    for (size_t j = 0; j < n; j++)
        for (size_t c = 0; c < d; c++)
            y[j * d + c] = costs->y[c * costs->stride + j];
    kl_status status = side_new(costs->x, costs->rows, d, masses->row, &out->x, error);
    if (status == KL_OK)
        status = side_new(y, n, d, masses->column, &out->y, error);
    kl_free(y);
    if (status != KL_OK)
        return status;
    const size_t stride = KL_COST_ROOM(out->y.groups);
    out->costs = *costs;
    out->costs.rows = out->x.groups, out->costs.columns = out->y.groups;
    out->costs.x = out->x.centre, out->costs.stride = stride;
    out->costs.y = kl_alloc_zero(stride, d * sizeof *y);
    out->flows = kl_alloc(out->x.groups + out->y.groups, sizeof *out->flows);
    if (out->costs.y == NULL || out->flows == NULL)
        return kl_fail_memory(error, "groups of points", stride * d * sizeof *y);
    for (size_t j = 0; j < out->y.groups; j++)
        for (size_t c = 0; c < d; c++)
            out->costs.y[c * stride + j] = out->y.centre[j * d + c];
    out->masses = *masses;
    out->masses.row = out->x.mass, out->masses.column = out->y.mass;
    out->masses.rows = out->x.groups, out->masses.columns = out->y.groups;
    return KL_OK;
}

static void level_free(level *l) {
    side_free(&l->x);
    side_free(&l->y);
    kl_free(l->costs.y);
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
    const side *s;
    const int64_t *mass;
    uint32_t *at;  /* of each group, among its points */
    int64_t *left; /* of that point */
} dealer;

static kl_status dealer_new(const side *s, const int64_t *mass, dealer *out, kl_error *error) {
    *out = (dealer){s, mass, kl_alloc(s->groups, sizeof *out->at),
                    kl_alloc(s->groups, sizeof *out->left)};
    if (out->at == NULL || out->left == NULL)
        return kl_fail_memory(error, "groups of points", s->groups * 16);
    for (size_t g = 0; g < s->groups; g++) {
        out->at[g] = (uint32_t)(g * GROUP);
        out->left[g] = mass[s->order[g * GROUP]];
    }
    return KL_OK;
}

/* The point of a group that has mass left. */
static uint32_t next_of(dealer *d, uint32_t group) {
    while (d->left[group] == 0)
        d->left[group] = d->mass[d->s->order[++d->at[group]]];
    return d->s->order[d->at[group]];
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
    dealer rows = {NULL, NULL, NULL, NULL}, columns = rows;
    kl_status status = level_new(costs, masses, &l, error);
    if (status == KL_OK)
        status = solve(&l, error);
    if (status == KL_OK)
        status = dealer_new(&l.x, masses->row, &rows, error);
    if (status == KL_OK)
        status = dealer_new(&l.y, masses->column, &columns, error);
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
    return costs->x != NULL && isnan(costs->unmatched) && costs->dimension <= DIMENSIONS_MOST &&
           costs->rows >= POINTS_LEAST && costs->columns >= POINTS_LEAST;
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
