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
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/single.h"

/* Columns that a row remembers. */
enum { LIST = 12 };
/* ε, relative to the largest cost: at first, at first where rows mostly want different columns, at last, and by how
 * much it falls. */
static const double first_epsilon = 0x1p-4, first_apart = 0x1p-8, last_epsilon = 1e-9, falls_by = 6;
/* Looks at all columns for each row, before it is given up; so is it where most of some rows have that many equally
 * cheap columns that nothing else is remembered. */
enum { LOOKS_MOST = 64, ROWS_TRIED = 64 };

#define NOBODY UINT32_MAX

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
    double *room;
    kl_single_costs single; /* and the same in single precision, where costs have it */
    float *single_price, *single_room;
    double highest; /* price */
    double epsilon;
    size_t looks;
} auction;

/* ── Looking at all columns ── */

static void remember(auction *a, uint32_t row, double next) {
    const uint32_t *column = a->column + (size_t)row * LIST;
    for (size_t k = 0; k < LIST; k++)
        a->cost[(size_t)row * LIST + k] = kl_costs_at(a->costs, row, column[k]);
    a->next[row] = next;
    a->looks++;
}

static void look(auction *a, uint32_t row) {
    const double *cost = kl_costs_row(a->costs, row, 0, a->n, a->room);
    if (cost != a->room)
        memcpy(a->room, cost, a->n * sizeof *cost);
    remember(
        a, row,
        a->costs->loops->cheapest(a->room, a->price, a->n, LIST, a->column + (size_t)row * LIST));
}

/* What is not remembered may be cheaper than it looks, by what single precision rounds. */
static void look_roughly(auction *a, uint32_t row) {
    kl_single_costs_row(&a->single, row, 0, a->n, a->single_room);
    const float next = a->costs->loops->single_cheapest(a->single_room, a->single_price, a->n, LIST,
                                                        a->column + (size_t)row * LIST);
    remember(a, row, (double)next / a->single.factor - a->single.slack - a->highest * 0x1p-22);
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

static void set_price(auction *a, uint32_t column, double price) {
    a->price[column] = price;
    a->single_price[column] = (float)(price * a->single.factor);
    a->highest = price > a->highest ? price : a->highest;
}

static void bid(auction *a, uint32_t row) {
    offer o = compare(a, row);
    if (o.best > a->next[row] && a->single.factor > 0) {
        look_roughly(a, row);
        o = compare(a, row);
    }
    if (o.best > a->next[row]) {
        look(a, row);
        o = compare(a, row);
    }
    set_price(a, o.column, a->price[o.column] + (o.second - o.best) + a->epsilon);
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

/* Of some rows, how many remember nothing but equally cheap columns, and how many find another one cheapest than the
 * rows before. */
typedef struct trial {
    size_t rows, tied, distinct;
} trial;

static trial try_rows(auction *a) {
    trial out = {.rows = a->n < ROWS_TRIED ? a->n : ROWS_TRIED};
    uint32_t best[ROWS_TRIED];
    for (size_t k = 0; k < out.rows; k++) {
        const size_t row = k * (a->n / out.rows);
        look(a, (uint32_t)row);
        out.tied += a->cost[row * LIST] == a->cost[row * LIST + LIST - 1];
        best[k] = a->column[row * LIST];
        size_t before = 0;
        while (before < k && best[before] != best[k])
            before++;
        out.distinct += before == k;
    }
    return out;
}

static size_t run(auction *a, int64_t mass, kl_flow *flows, double *potential) {
    for (uint32_t i = 0; i < a->n; i++)
        a->next[i] = -INFINITY; /* nobody remembers anything */
    const trial tried = try_rows(a);
    if (2 * tried.tied > tried.rows)
        return 0;
    const int apart = 8 * tried.distinct >= 7 * tried.rows;
    const double bound = a->costs->bound;
    for (double e = apart ? first_apart : first_epsilon;; e /= falls_by) {
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
                 .column = kl_alloc_zero(n, LIST * sizeof(uint32_t)),
                 .cost = kl_alloc_zero(n, LIST * sizeof(double)),
                 .next = kl_alloc(n, sizeof(double)),
                 .room = kl_alloc(KL_COST_ROOM(n), sizeof(double)),
                 .single_price = kl_alloc_zero(n, sizeof(float)),
                 .single_room = kl_alloc(KL_COST_ROOM(n), sizeof(float))};
    kl_status status = kl_single_costs_new(costs, &a.single, error);
    *count = 0;
    if (!a.price || !a.owner || !a.waiting || !a.column || !a.cost || !a.next || !a.room ||
        !a.single_price || !a.single_room)
        status = kl_fail_memory(error, "an auction", n * LIST * 16);
    else if (status == KL_OK && costs->bound > 0 && n > LIST)
        *count = run(&a, mass, flows, potential);
    kl_free(a.price);
    kl_free(a.owner);
    kl_free(a.waiting);
    kl_free(a.column);
    kl_free(a.cost);
    kl_free(a.next);
    kl_free(a.room);
    kl_free(a.single_price);
    kl_free(a.single_room);
    kl_single_costs_free(&a.single);
    return status;
}
