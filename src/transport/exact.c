/* SPDX-License-Identifier: Apache-2.0 */
/* Exact transport: from a cost and masses to an optimum with its proof. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "transport/auction.h"
#include "transport/certify.h"
#include "transport/coarse.h"
#include "transport/order.h"
#include "transport/plan.h"
#include "transport/simplex.h"

/* Relative to the largest cost: well above what rounding does to a potential, well below the gap that is promised. */
#define TOLERANCE 0x1p-46
/* Nodes are numbered in 32 bits, tree arcs seen from both ends, too. */
#define PLACES_MOST (UINT32_MAX / 2 - 2)

void kl_transport_options_init(kl_transport_options *options) {
    *options = (kl_transport_options){.size = sizeof *options, .unmatched = INFINITY};
}

static kl_status read_options(const kl_transport_options *given, kl_transport_options *out,
                              kl_error *error) {
    kl_transport_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_transport_options", error);
    if (status == KL_OK && out->solver != KL_TRANSPORT_AUTO && out->solver != KL_TRANSPORT_SIMPLEX)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "solver is %d", (int)out->solver);
    return status;
}

/* ── The problem ── */

typedef struct problem {
    kl_transport_options options;
    kl_costs costs;
    kl_masses masses;
    kl_order order; /* in which it is solved */
    kl_flow *flows;
    size_t count;
    kl_simplex simplex;
    kl_certificate certificate;
} problem;

/* What is held for each place, all in all, and for each of its coordinates: twice, while they are laid out. */
enum { BYTES_A_PLACE = 200, BYTES_A_COORDINATE = 16 };

static kl_status check_size(const kl_cost *cost, size_t memory, kl_error *error) {
    const size_t rows = cost->rows, columns = cost->columns;
    if (rows > PLACES_MOST || columns > PLACES_MOST - rows)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%zu × %zu places: exact transport takes %" PRIu32 " in all; take sliced",
                       rows, columns, PLACES_MOST);
    const size_t coordinates = cost->kind == KL_COST_POINTS ? cost->x.columns : 0;
    const size_t needed = (rows + columns) * (BYTES_A_PLACE + coordinates * BYTES_A_COORDINATE);
    if (memory == 0 || needed <= memory)
        return KL_OK;
    return kl_fail(error, KL_ERROR_MEMORY,
                   "exact transport between %zu and %zu places takes %zu bytes, %zu are allowed: "
                   "allow more, take a sample of the places, or sliced transport",
                   rows, columns, needed, memory);
}

static kl_status read_problem(problem *p, const kl_cost *cost, kl_array a, kl_array b,
                              kl_error *error) {
    const double unmatched = p->options.unmatched;
    kl_status status = check_size(cost, p->options.memory, error);
    if (status == KL_OK)
        status = kl_costs_read(cost, unmatched, p->options.pool, &p->costs, error);
    if (status == KL_OK)
        status = kl_masses_read(a, b, cost->rows, cost->columns,
                                unmatched != INFINITY ? KL_MASSES_DUMMY : KL_MASSES_EQUAL,
                                &p->masses, error);
    if (status == KL_OK)
        status = kl_order_take(&p->order, &p->costs, &p->masses, error);
    return status;
}

/* Each row goes to one column and wants it alone, and nothing is better than an auction. */
static int is_auction(const problem *p) {
    if (p->costs.rows != p->costs.columns || p->options.solver == KL_TRANSPORT_SIMPLEX ||
        kl_coarse_is_best(&p->costs))
        return 0;
    for (size_t i = 0; i < p->costs.rows; i++)
        if (p->masses.row[i] != p->masses.row[0] || p->masses.column[i] != p->masses.row[0])
            return 0;
    return 1;
}

static kl_status solve(problem *p, kl_error *error) {
    const size_t nodes = p->costs.rows + p->costs.columns;
    p->flows = kl_alloc(nodes, sizeof *p->flows);
    double *potential = kl_alloc(nodes, sizeof *potential);
    kl_status status = KL_OK;
    if (p->flows == NULL || potential == NULL)
        status = kl_fail_memory(error, "a start", nodes * (sizeof *p->flows + sizeof *potential));
    if (status == KL_OK && is_auction(p))
        status =
            kl_start_auction(&p->costs, p->masses.row[0], p->flows, &p->count, potential, error);
    if (status == KL_OK && p->count == 0)
        status = kl_start_coarse(&p->costs, &p->masses, p->flows, &p->count, potential, error);
    p->simplex = (kl_simplex){.costs = &p->costs,
                              .tolerance = TOLERANCE * p->costs.bound,
                              .progress = p->options.progress,
                              .context = p->options.context};
    if (status == KL_OK)
        status = kl_basis_new(p->costs.rows, p->costs.columns, p->flows, p->count,
                              &p->simplex.basis, error);
    if (status == KL_OK) {
        memcpy(p->simplex.basis.potential, potential, nodes * sizeof *potential);
        status = kl_simplex_run(&p->simplex, error);
    }
    kl_free(potential);
    return status;
}

/* ── The answer ── */

static int by_place(const void *left, const void *right) {
    const kl_flow *x = left, *y = right;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

/* Σ flow · cost, flows in parts. */
static double primal_of(const problem *p) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t k = 0; k < p->count; k++) {
        const kl_flow f = p->flows[k];
        kl_exact_sum_add(&sum, kl_masses_part(f.flow) * kl_costs_at(&p->costs, f.row, f.column));
    }
    return kl_exact_sum_round(&sum);
}

static void fill_plan(const problem *p, kl_transport *out) {
    const int dummy = !isnan(p->costs.unmatched);
    const size_t rows = p->costs.rows - dummy, columns = p->costs.columns - dummy;
    size_t n = 0;
    for (size_t k = 0; k < p->count; k++) {
        const kl_flow f = p->flows[k];
        const double mass = kl_masses_value(&p->masses, kl_masses_part(f.flow));
        if (f.row < rows && f.column < columns)
            out->plan[n++] = (kl_arc){f.row, f.column, mass};
        else if (f.row < rows || f.column < columns)
            out->result.unmatched[f.row == rows] += mass;
    }
    out->result.arcs = n;
}

/* One constant is free: unmatched mass, or the first column, has none. */
static void fill_potentials(const problem *p, const double *potential, kl_transport *out) {
    const int dummy = !isnan(p->costs.unmatched);
    const size_t rows = p->costs.rows - dummy, columns = p->costs.columns - dummy;
    const double *price = p->simplex.basis.potential + p->simplex.basis.rows;
    const double level = price[dummy ? columns : 0];
    for (size_t i = 0; i < rows; i++)
        out->potential[0][i] = kl_costs_value(&p->costs, potential[i] - level);
    for (size_t j = 0; j < columns; j++)
        out->potential[1][j] = kl_costs_value(&p->costs, level - price[j]);
}

static void fill_result(const problem *p, kl_transport *out) {
    const double primal = primal_of(p), total = kl_masses_part(p->masses.total);
    kl_transport_result *r = &out->result;
    r->mass = p->masses.whole;
    r->cost = kl_costs_value(&p->costs, kl_masses_value(&p->masses, primal));
    r->distance = kl_costs_root(&p->costs, kl_masses_value(&p->masses, primal) / r->mass);
    r->pivots = p->simplex.pivots;
    const double scale = p->certificate.largest * total;
    r->duality_gap = scale > 0 ? fmax(primal - p->certificate.dual, 0) / scale : 0;
}

/* From the order in which it was solved to the caller's. */
static kl_status put_back(problem *p, kl_error *error) {
    const size_t rows = p->costs.rows, columns = p->costs.columns;
    if (!p->costs.ordered)
        return KL_OK;
    double *room = kl_alloc(rows + columns, sizeof *room), *potential = p->simplex.basis.potential;
    if (room == NULL)
        return kl_fail_memory(error, "an order of points", (rows + columns) * sizeof *room);
    kl_order_items_back(p->order.row, potential, sizeof *room, rows, room);
    kl_order_items_back(p->order.column, potential + rows, sizeof *room, columns, room);
    kl_free(room);
    for (size_t k = 0; k < p->count; k++) {
        p->flows[k].row = p->order.row[p->flows[k].row];
        p->flows[k].column = p->order.column[p->flows[k].column];
    }
    return kl_order_put_back(&p->order, &p->costs, &p->masses, error);
}

static kl_status answer(problem *p, kl_transport **out, kl_error *error) {
    p->count = kl_basis_flows(&p->simplex.basis, p->flows);
    kl_status status = put_back(p, error);
    if (status != KL_OK)
        return status;
    qsort(p->flows, p->count, sizeof *p->flows, by_place);
    const size_t rows = p->costs.rows, columns = p->costs.columns;
    double *potential = kl_alloc(rows, sizeof *potential);
    kl_transport *made = kl_transport_new(p->count, rows, columns);
    if (potential == NULL || made == NULL)
        status = kl_fail_memory(error, "a plan", p->count * sizeof(kl_arc));
    if (status == KL_OK)
        status = kl_certify(&p->costs, &p->masses, p->simplex.basis.potential + rows,
                            p->options.pool, potential, &p->certificate, error);
    if (status == KL_OK) {
        fill_plan(p, made);
        fill_potentials(p, potential, made);
        fill_result(p, made);
        *out = made;
    } else {
        kl_transport_free(made);
    }
    kl_free(potential);
    return status;
}

kl_status kl_transport_exact(const kl_cost *cost, kl_array a, kl_array b,
                             const kl_transport_options *options, kl_transport **out,
                             kl_error *error) {
    if (cost == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_transport_exact: cost and out must not be NULL");
    *out = NULL;
    problem p = {.count = 0};
    kl_status status = read_options(options, &p.options, error);
    if (status == KL_OK)
        status = read_problem(&p, cost, a, b, error);
    if (status == KL_OK)
        status = solve(&p, error);
    if (status == KL_OK)
        status = answer(&p, out, error);
    kl_basis_free(&p.simplex.basis);
    kl_free(p.flows);
    kl_order_free(&p.order);
    kl_masses_free(&p.masses);
    kl_costs_free(&p.costs);
    return status;
}
