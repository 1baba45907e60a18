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

static size_t price_block(const kl_simplex *s, uint32_t first, candidate *list, double *room) {
    const kl_basis *basis = &s->basis;
    const double *price = basis->potential + basis->rows;
    const size_t columns = s->costs->columns;
    size_t n = 0;
    for (uint32_t k = 0; k < BLOCK && k < basis->rows; k++) {
        const uint32_t i = (first + k) % basis->rows;
        const double *row = kl_costs_row(s->costs, i, 0, columns, room);
        double least;
        const size_t j = s->costs->loops->least(row, price, columns, &least);
        const double reduced = least - basis->potential[i];
        if (reduced < -s->tolerance)
            insert(list, n++, (candidate){i, (uint32_t)j, reduced});
    }
    return n;
}

static void pivot_block(kl_simplex *s, const candidate *list, size_t n) {
    kl_basis *basis = &s->basis;
    for (size_t k = 0; k < n; k++) {
        const candidate c = list[k];
        const double reduced = kl_costs_at(s->costs, c.row, c.column) +
                               basis->potential[basis->rows + c.column] - basis->potential[c.row];
        if (reduced >= -s->tolerance)
            continue;
        kl_basis_pivot(basis, c.row, c.column, reduced);
        s->pivots++;
    }
}

/* All rows in turn until each had nothing since the last pivot. */
static kl_status price_all(kl_simplex *s, double *room, kl_error *error) {
    candidate list[BLOCK];
    const uint32_t rows = s->basis.rows;
    uint32_t first = 0;
    for (size_t idle = 0; idle < rows;) {
        const size_t n = price_block(s, first, list, room);
        pivot_block(s, list, n);
        idle = n > 0 ? 0 : idle + BLOCK;
        first = (uint32_t)((first + (size_t)BLOCK) % rows);
        if (first < BLOCK && s->progress != NULL && s->progress(s->context, s->pivots, 0) != 0)
            return kl_fail(error, KL_ERROR_CANCELLED, "stopped after %llu pivots",
                           (unsigned long long)s->pivots);
    }
    return KL_OK;
}

kl_status kl_simplex_run(kl_simplex *s, kl_error *error) {
    const size_t columns = s->costs->columns;
    double *room = kl_alloc(KL_COST_ROOM(columns), sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "a row of costs", columns * sizeof *room);
    kl_status status = KL_OK;
    uint64_t before;
    do {
        before = s->pivots;
        renew_potentials(s);
        status = price_all(s, room, error);
    } while (status == KL_OK && s->pivots > before);
    kl_free(room);
    return status;
}
