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
/* Of what a plan costs, how much less another might cost and it is still called the cheapest. */
#define SURE 0x1p-40
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
    double *potential; /* a start's; then those of rows that are proved */
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

static kl_status start(problem *p, kl_error *error) {
    const size_t nodes = p->costs.rows + p->costs.columns;
    p->flows = kl_alloc(nodes, sizeof *p->flows);
    p->potential = kl_alloc(nodes, sizeof *p->potential);
    if (p->flows == NULL || p->potential == NULL)
        return kl_fail_memory(error, "a start", nodes * (sizeof *p->flows + sizeof *p->potential));
    kl_status status = KL_OK;
    if (is_auction(p))
        status =
            kl_start_auction(&p->costs, p->masses.row[0], p->flows, &p->count, p->potential, error);
    if (status == KL_OK && p->count == 0)
        status = kl_start_coarse(&p->costs, &p->masses, p->flows, &p->count, p->potential, error);
    return status;
}

/* Until nothing saves more than the tolerance of this scale, and what that proves: rows' potentials are then those of
 * the certificate. */
static kl_status improve(problem *p, double scale, kl_error *error) {
    const size_t rows = p->costs.rows, columns = p->costs.columns;
    kl_basis *basis = &p->simplex.basis;
    kl_basis_free(basis);
    p->simplex.tolerance = TOLERANCE * scale;
    kl_status status = kl_basis_new(rows, columns, p->flows, p->count, basis, error);
    if (status != KL_OK)
        return status;
    memcpy(basis->potential, p->potential, (rows + columns) * sizeof *p->potential);
    status = kl_simplex_run(&p->simplex, error);
    if (status != KL_OK)
        return status;
    p->count = kl_basis_flows(basis, p->flows);
    return kl_certify(&p->costs, &p->masses, basis->potential + rows, p->options.pool, p->potential,
                      &p->certificate, error);
}

/* What a plan costs: flows in parts. */
typedef struct expense {
    double cost;          /* Σ flow · cost */
    double size, largest; /* the same of magnitudes, and the largest of its costs */
} expense;

static expense expense_of(const problem *p) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    expense out = {0, 0, 0};
    for (size_t k = 0; k < p->count; k++) {
        const kl_flow f = p->flows[k];
        const double part = kl_masses_part(f.flow), cost = kl_costs_at(&p->costs, f.row, f.column);
        kl_exact_sum_add(&sum, part * cost);
        out.size += part * fabs(cost);
        out.largest = fmax(out.largest, fabs(cost));
    }
    out.cost = kl_exact_sum_round(&sum);
    return out;
}

/* All that a plan moves may cost far less than the largest of all costs, as high powers of distances do, and drown in
 * what is tolerated beside that. Then the plan is improved at its own scale: from potentials of its own arcs, which are
 * as small as these. Where a little mass does go far, its arc is the scale. */
static kl_status solve(problem *p, kl_error *error) {
    kl_status status = start(p, error);
    if (status == KL_OK)
        status = improve(p, p->costs.bound, error);
    for (double scale = p->costs.bound; status == KL_OK;) {
        const expense plan = expense_of(p);
        const int is_sure = plan.cost - p->certificate.dual <= SURE * plan.size;
        if (is_sure || !(plan.largest > 0) || plan.largest > scale / 2)
            break;
        scale = plan.largest;
        memset(p->potential, 0, (p->costs.rows + p->costs.columns) * sizeof *p->potential);
        status = improve(p, scale, error);
    }
    return status;
}

/* ── The answer ── */

static int by_place(const void *left, const void *right) {
    const kl_flow *x = left, *y = right;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
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
static void fill_potentials(const problem *p, kl_transport *out) {
    const int dummy = !isnan(p->costs.unmatched);
    const size_t rows = p->costs.rows - dummy, columns = p->costs.columns - dummy;
    const double *price = p->simplex.basis.potential + p->simplex.basis.rows;
    const double level = price[dummy ? columns : 0];
    for (size_t i = 0; i < rows; i++)
        out->potential[0][i] = kl_costs_value(&p->costs, p->potential[i] - level);
    for (size_t j = 0; j < columns; j++)
        out->potential[1][j] = kl_costs_value(&p->costs, level - price[j]);
}

static void fill_result(const problem *p, kl_transport *out) {
    const double primal = expense_of(p).cost, total = kl_masses_part(p->masses.total);
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
    double *room = kl_alloc(rows + columns, sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "an order of points", (rows + columns) * sizeof *room);
    kl_order_items_back(p->order.row, p->potential, sizeof *room, rows, room);
    kl_order_items_back(p->order.column, p->simplex.basis.potential + rows, sizeof *room, columns,
                        room);
    kl_free(room);
    for (size_t k = 0; k < p->count; k++) {
        p->flows[k].row = p->order.row[p->flows[k].row];
        p->flows[k].column = p->order.column[p->flows[k].column];
    }
    return kl_order_put_back(&p->order, &p->costs, &p->masses, error);
}

static kl_status answer(problem *p, kl_transport **out, kl_error *error) {
    const kl_status status = put_back(p, error);
    if (status != KL_OK)
        return status;
    qsort(p->flows, p->count, sizeof *p->flows, by_place);
    kl_transport *made = kl_transport_new(p->count, p->costs.rows, p->costs.columns);
    if (made == NULL)
        return kl_fail_memory(error, "a plan", p->count * sizeof(kl_arc));
    fill_plan(p, made);
    fill_potentials(p, made);
    fill_result(p, made);
    *out = made;
    return KL_OK;
}

kl_status kl_transport_exact(const kl_cost *cost, kl_array a, kl_array b,
                             const kl_transport_options *options, kl_transport **out,
                             kl_error *error) {
    if (cost == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_transport_exact: cost and out must not be NULL");
    *out = NULL;
    problem p = {.simplex = {.costs = &p.costs}};
    kl_status status = read_options(options, &p.options, error);
    p.simplex.progress = p.options.progress, p.simplex.context = p.options.context;
    if (status == KL_OK)
        status = read_problem(&p, cost, a, b, error);
    if (status == KL_OK)
        status = solve(&p, error);
    if (status == KL_OK)
        status = answer(&p, out, error);
    kl_basis_free(&p.simplex.basis);
    kl_free(p.flows);
    kl_free(p.potential);
    kl_order_free(&p.order);
    kl_masses_free(&p.masses);
    kl_costs_free(&p.costs);
    return status;
}
