/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The auction (Bertsekas 1988). Rows that have no column bid for the one where they pay least, cost and price together,
 * so much that it is as dear as the next best and by ε dearer; who had it has none. When all have one, no row pays more
 * than ε above its least. ε falls from a part of the largest cost to where the simplex has little left to do.
 *
 * Prices only rise. A row that looked at all columns therefore remembers a few of the cheapest and what the next one
 * cost: as long as one of the few is below that, it needs no others.
 */
#include "transport/auction.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

/* Columns that a row remembers; columns of which the cheapest is known when all are looked at. */
enum { LIST = 12, BLOCK = 16 };
/* ε: relative to the largest cost at first and at last, and by how much it falls. */
static const double first_epsilon = 0x1p-4, last_epsilon = 1e-9, falls_by = 6;
/* Looks at all columns for each row, before it is given up. */
enum { LOOKS_MOST = 64 };

enum { NOBODY = UINT32_MAX };

typedef struct auction {
    const kl_costs *costs;
    size_t n;
    double *price;
    uint32_t *owner;   /* of a column */
    uint32_t *waiting; /* rows that have none */
    size_t waiting_count;
    uint32_t *column; /* LIST of each row */
    double *cost;     /* of those */
    double *next;     /* no other column of a row is cheaper */
    double *room, *block;
    double epsilon;
    size_t looks;
} auction;

/* ── Looking at all columns ── */

static double least_of_block(const auction *a, size_t block, size_t *at) {
    const size_t first = block * BLOCK, end = first + BLOCK < a->n ? first + BLOCK : a->n;
    double least = INFINITY;
    for (size_t j = first; j < end; j++)
        if (a->room[j] < least) {
            least = a->room[j];
            *at = j;
        }
    return least;
}

static void look(auction *a, uint32_t row) {
    const size_t blocks = (a->n + BLOCK - 1) / BLOCK;
    const double *cost = kl_costs_row(a->costs, row, 0, a->n, a->room);
    for (size_t j = 0; j < a->n; j++)
        a->room[j] = cost[j] + a->price[j];
    size_t at = 0;
    for (size_t b = 0; b < blocks; b++)
        a->block[b] = least_of_block(a, b, &at);
    for (size_t k = 0; k <= LIST; k++) {
        size_t best = 0;
        for (size_t b = 1; b < blocks; b++)
            best = a->block[b] < a->block[best] ? b : best;
        const double least = least_of_block(a, best, &at);
        if (k == LIST) {
            a->next[row] = least;
            break;
        }
        a->column[row * LIST + k] = (uint32_t)at;
        a->cost[row * LIST + k] = kl_costs_at(a->costs, row, at);
        a->room[at] = INFINITY;
        a->block[best] = least_of_block(a, best, &at);
    }
    a->looks++;
}

/* ── Bidding ── */

typedef struct offer {
    uint32_t column;
    double best, second; /* what is paid there, and what elsewhere at least */
} offer;

static offer compare(const auction *a, uint32_t row) {
    const uint32_t *column = a->column + (size_t)row * LIST;
    const double *cost = a->cost + (size_t)row * LIST;
    offer out = {NOBODY, INFINITY, a->next[row]};
    for (size_t k = 0; k < LIST; k++) {
        const double paid = cost[k] + a->price[column[k]];
        if (paid < out.best) {
            out.second = out.best < out.second ? out.best : out.second;
            out.best = paid;
            out.column = column[k];
        } else if (paid < out.second) {
            out.second = paid;
        }
    }
    return out;
}

static void bid(auction *a, uint32_t row) {
    offer o = compare(a, row);
    if (o.best > a->next[row]) {
        look(a, row);
        o = compare(a, row);
    }
    a->price[o.column] += (o.second - o.best) + a->epsilon;
    if (a->owner[o.column] != NOBODY)
        a->waiting[a->waiting_count++] = a->owner[o.column];
    a->owner[o.column] = row;
}

static int hold(auction *a) {
    for (size_t k = 0; k < a->n; k++) {
        a->waiting[k] = (uint32_t)(a->n - 1 - k);
        a->owner[k] = NOBODY;
    }
    a->waiting_count = a->n;
    while (a->waiting_count > 0) {
        if (a->looks > LOOKS_MOST * a->n)
            return 0;
        bid(a, a->waiting[--a->waiting_count]);
    }
    return 1;
}

static size_t run(auction *a, int64_t mass, kl_flow *flows, double *potential) {
    for (uint32_t i = 0; i < a->n; i++)
        look(a, i);
    const double bound = a->costs->bound;
    for (double e = first_epsilon;; e /= falls_by) {
        a->epsilon = (e > last_epsilon ? e : last_epsilon) * bound;
        if (!hold(a))
            return 0;
        if (e <= last_epsilon)
            break;
    }
    for (size_t j = 0; j < a->n; j++) {
        flows[j] = (kl_flow){a->owner[j], (uint32_t)j, mass};
        potential[a->owner[j]] = kl_costs_at(a->costs, a->owner[j], j) + a->price[j];
        potential[a->n + j] = a->price[j];
    }
    return a->n;
}

kl_status kl_start_auction(const kl_costs *costs, int64_t mass, kl_flow *flows, size_t *count,
                           double *potential, kl_error *error) {
    const size_t n = costs->columns;
    auction a = {.costs = costs,
                 .n = n,
                 .price = kl_alloc_zero(n, sizeof(double)),
                 .owner = kl_alloc(n, sizeof(uint32_t)),
                 .waiting = kl_alloc(n, sizeof(uint32_t)),
                 .column = kl_alloc(n, LIST * sizeof(uint32_t)),
                 .cost = kl_alloc(n, LIST * sizeof(double)),
                 .next = kl_alloc(n, sizeof(double)),
                 .room = kl_alloc(KL_COST_ROOM(n), sizeof(double)),
                 .block = kl_alloc(n / BLOCK + 1, sizeof(double))};
    kl_status status = KL_OK;
    *count = 0;
    if (!a.price || !a.owner || !a.waiting || !a.column || !a.cost || !a.next || !a.room ||
        !a.block)
        status = kl_fail_memory(error, "an auction", n * LIST * 16);
    else if (costs->bound > 0 && n > LIST)
        *count = run(&a, mass, flows, potential);
    kl_free(a.price);
    kl_free(a.owner);
    kl_free(a.waiting);
    kl_free(a.column);
    kl_free(a.cost);
    kl_free(a.next);
    kl_free(a.room);
    kl_free(a.block);
    return status;
}
