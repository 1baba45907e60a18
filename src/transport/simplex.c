/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The network simplex: which arc comes in.
 *
 * A block of rows is asked for the column where each would pay least, of those that are near; what that saves is
 * sorted, and each arc comes in if it still saves something when its turn comes (block pricing: Grigoriadis 1986). When
 * all blocks in turn have nothing, potentials are computed anew from the tree, without what pivots rounded, and all are
 * asked once more.
 */
#include "transport/simplex.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/near.h"
#include "transport/single.h"

/* Of a potential, by how much it may be off: some pivots round it until it is computed anew. */
#define ROUNDING 0x1p-47

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
    kl_near near;
} pricing;

static size_t cheapest_column(const pricing *p, size_t row) {
    const kl_simplex *s = p->simplex;
    const double *price = s->basis.potential + s->basis.rows;
    double best = INFINITY, least;
    size_t at = 0;
    for (size_t k = 0; k < p->near.ranges; k++) {
        const kl_columns near = p->near.range[k];
        const double *costs = kl_costs_row(s->costs, row, near.first, near.count, p->room);
        const size_t j = s->costs->loops->least(costs, price + near.first, near.count, &least);
        if (least < best) {
            best = least;
            at = near.first + j;
        }
    }
    return at;
}

static size_t roughly_cheapest_column(const pricing *p, size_t row) {
    const kl_cost_kernels *loops = p->simplex->costs->loops;
    float best = INFINITY, least;
    size_t at = 0;
    for (size_t k = 0; k < p->near.ranges; k++) {
        const kl_columns near = p->near.range[k];
        kl_single_costs_row(&p->single, row, near.first, near.count, p->single_room);
        const size_t j =
            loops->single_least(p->single_room, p->single_price + near.first, near.count, &least);
        if (least < best) {
            best = least;
            at = near.first + j;
        }
    }
    return at;
}

static double reduced_cost(const kl_simplex *s, size_t row, size_t column) {
    const double *potential = s->basis.potential;
    return kl_costs_at(s->costs, row, column) + potential[s->basis.rows + column] - potential[row];
}

static void round_prices(const pricing *p) {
    const double *price = p->simplex->basis.potential + p->simplex->basis.rows;
    for (size_t k = 0; k < p->near.ranges; k++) {
        const kl_columns near = p->near.range[k];
        for (size_t j = near.first; j < near.first + near.count; j++)
            p->single_price[j] = (float)(price[j] * p->single.factor);
    }
}

static size_t price_block(pricing *p, size_t block, candidate *list) {
    const kl_simplex *s = p->simplex;
    size_t n = 0;
    kl_near_find(&p->near, block, s->basis.potential, s->tolerance);
    if (p->near.ranges == 0)
        return 0;
    if (p->roughly)
        round_prices(p);
    for (size_t k = 0; k < KL_NEAR_ROWS; k++) {
        const size_t i = kl_near_row(&p->near, block, k);
        if (i >= s->basis.rows)
            break;
        const size_t j = p->roughly ? roughly_cheapest_column(p, i) : cheapest_column(p, i);
        const double reduced = reduced_cost(s, i, j);
        if (reduced < -s->tolerance)
            insert(list, n++, (candidate){(uint32_t)i, (uint32_t)j, reduced});
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

/* Nothing is saved by less than what differences of potentials round. */
static void heed_rounding(kl_simplex *s) {
    for (uint32_t k = 0; k < s->basis.nodes; k++)
        s->tolerance = fmax(s->tolerance, ROUNDING * fabs(s->basis.potential[k]));
}

/* All blocks in turn until each had nothing since the last pivot. */
static kl_status price_all(pricing *p, kl_error *error) {
    kl_simplex *s = p->simplex;
    candidate list[KL_NEAR_ROWS];
    const size_t blocks = p->near.blocks;
    size_t block = 0;
    for (size_t idle = 0; idle < blocks;) {
        if (block == 0)
            heed_rounding(s);
        const size_t n = price_block(p, block, list);
        pivot_block(s, list, n);
        idle = n > 0 ? 0 : idle + 1;
        block = block + 1 < blocks ? block + 1 : 0;
        if (block == 0 && s->progress != NULL && s->progress(s->context, s->pivots, 0) != 0)
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
        status = kl_near_new(s->costs, &p.near, error);
    if (status == KL_OK)
        status = pivot_all(&p, error);
    kl_near_free(&p.near);
    kl_free(p.room);
    kl_free(p.single_room);
    kl_free(p.single_price);
    kl_single_costs_free(&p.single);
    return status;
}
