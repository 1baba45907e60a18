/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The network simplex: which arc comes in.
 *
 * A block of rows is asked for the column where each would pay least; what that saves is sorted, and each arc comes in
 * if it still saves something when its turn comes (block pricing: Grigoriadis 1986). When all rows in turn have nothing,
 * potentials are computed anew from the tree, without what pivots rounded, and all are asked once more.
 */
#include "transport/simplex.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/single.h"

enum { BLOCK = 32 };

typedef struct candidate {
    uint32_t row, column;
    double reduced;
} candidate;

static void renew_potentials(kl_simplex *s) {
    kl_basis *basis = &s->basis;
    for (uint32_t k = 1; k <= basis->nodes; k++) {
        const uint32_t node = basis->order[k], parent = basis->link[node].parent;
        if (parent == basis->nodes)
            continue;
        const double of_parent = basis->potential[parent];
        if (node < basis->rows)
            basis->potential[node] = of_parent + kl_costs_at(s->costs, node, parent - basis->rows);
        else
            basis->potential[node] = of_parent - kl_costs_at(s->costs, parent, node - basis->rows);
    }
}

/* Into its place among those that save more. */
static void insert(candidate *list, size_t n, candidate new) {
    for (; n > 0 && list[n - 1].reduced > new.reduced; n--)
        list[n] = list[n - 1];
    list[n] = new;
}

/* What is needed to ask a row: costs as they are, or in single precision, which finds most arcs in less time. */
typedef struct pricing {
    kl_simplex *simplex;
    double *room;
    kl_single_costs single;
    float *single_room, *single_price;
    int roughly;
} pricing;

static size_t cheapest_column(const pricing *p, uint32_t row) {
    const kl_simplex *s = p->simplex;
    const size_t columns = s->costs->columns;
    const kl_cost_kernels *loops = s->costs->loops;
    if (p->roughly) {
        float least;
        kl_single_costs_row(&p->single, row, p->single_room);
        return loops->single_least(p->single_room, p->single_price, columns, &least);
    }
    double least;
    const double *costs = kl_costs_row(s->costs, row, 0, columns, p->room);
    return loops->least(costs, s->basis.potential + s->basis.rows, columns, &least);
}

static double reduced_cost(const kl_simplex *s, size_t row, size_t column) {
    const double *potential = s->basis.potential;
    return kl_costs_at(s->costs, row, column) + potential[s->basis.rows + column] - potential[row];
}

static size_t price_block(const pricing *p, uint32_t first, candidate *list) {
    const kl_simplex *s = p->simplex;
    const uint32_t rows = s->basis.rows;
    size_t n = 0;
    if (p->roughly)
        for (size_t j = 0; j < s->costs->columns; j++)
            p->single_price[j] = (float)(s->basis.potential[rows + j] * p->single.factor);
    for (uint32_t k = 0; k < BLOCK && k < rows; k++) {
        const uint32_t i = (first + k) % rows;
        const size_t j = cheapest_column(p, i);
        const double reduced = reduced_cost(s, i, j);
        if (reduced < -s->tolerance)
            insert(list, n++, (candidate){i, (uint32_t)j, reduced});
    }
    return n;
}

static void pivot_block(kl_simplex *s, const candidate *list, size_t n) {
    kl_basis *basis = &s->basis;
    for (size_t k = 0; k < n; k++) {
        const double reduced = reduced_cost(s, list[k].row, list[k].column);
        if (reduced >= -s->tolerance)
            continue;
        kl_basis_pivot(basis, list[k].row, list[k].column, reduced);
        s->pivots++;
    }
}

/* All rows in turn until each had nothing since the last pivot. */
static kl_status price_all(const pricing *p, kl_error *error) {
    kl_simplex *s = p->simplex;
    candidate list[BLOCK];
    const uint32_t rows = s->basis.rows;
    uint32_t first = 0;
    for (size_t idle = 0; idle < rows;) {
        const size_t n = price_block(p, first, list);
        pivot_block(s, list, n);
        idle = n > 0 ? 0 : idle + BLOCK;
        first = (uint32_t)((first + (size_t)BLOCK) % rows);
        if (first < BLOCK && s->progress != NULL && s->progress(s->context, s->pivots, 0) != 0)
            return kl_fail(error, KL_ERROR_CANCELLED, "stopped after %llu pivots",
                           (unsigned long long)s->pivots);
    }
    return KL_OK;
}

static kl_status pivot_all(pricing *p, kl_error *error) {
    kl_simplex *s = p->simplex;
    kl_status status = KL_OK;
    uint64_t before;
    renew_potentials(s);
    if (p->single.factor > 0) {
        p->roughly = 1;
        status = price_all(p, error);
        p->roughly = 0;
    }
    do {
        before = s->pivots;
        if (status == KL_OK) {
            renew_potentials(s);
            status = price_all(p, error);
        }
    } while (status == KL_OK && s->pivots > before);
    return status;
}

kl_status kl_simplex_run(kl_simplex *s, kl_error *error) {
    const size_t room = KL_COST_ROOM(s->costs->columns);
    pricing p = {.simplex = s,
                 .room = kl_alloc(room, sizeof(double)),
                 .single_room = kl_alloc(room, sizeof(float)),
                 .single_price = kl_alloc(room, sizeof(float))};
    kl_status status = kl_single_costs_new(s->costs, &p.single, error);
    if (p.room == NULL || p.single_room == NULL || p.single_price == NULL)
        status = kl_fail_memory(error, "a row of costs", room * 2 * sizeof(double));
    if (status == KL_OK)
        status = pivot_all(&p, error);
    kl_free(p.room);
    kl_free(p.single_room);
    kl_free(p.single_price);
    kl_single_costs_free(&p.single);
    return status;
}
