/* SPDX-License-Identifier: Apache-2.0 */
/* A greedy start. */
#include "transport/start.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

typedef struct greedy {
    const kl_costs *costs;
    double *room;
    double *price; /* of columns; INFINITY where nothing more goes */
    int64_t *left; /* of columns */
    kl_flow *flows;
    size_t count;
} greedy;

/* −v with v the least cost of each column. */
static void find_prices(const greedy *g, double *price) {
    const size_t columns = g->costs->columns;
    for (size_t j = 0; j < columns; j++)
        price[j] = -INFINITY;
    for (size_t i = 0; i < g->costs->rows; i++) {
        const double *row = kl_costs_row(g->costs, i, 0, columns, g->room);
        for (size_t j = 0; j < columns; j++)
            price[j] = -row[j] > price[j] ? -row[j] : price[j];
    }
}

/* The last of a column or of the row's mass; when both end at once that is one flow, and the forest has a tree more. */
static void send(greedy *g, size_t i, int64_t mass, const double *row) {
    while (mass > 0) {
        double least;
        const size_t j = g->costs->loops->least(row, g->price, g->costs->columns, &least);
        const int64_t flow = mass < g->left[j] ? mass : g->left[j];
        if (flow > 0)
            g->flows[g->count++] = (kl_flow){(uint32_t)i, (uint32_t)j, flow};
        mass -= flow, g->left[j] -= flow;
        if (g->left[j] == 0)
            g->price[j] = INFINITY;
    }
}

kl_status kl_start_greedy(const kl_costs *costs, const kl_masses *masses, kl_flow *flows,
                          size_t *count, double *potential, kl_error *error) {
    const size_t rows = costs->rows, columns = costs->columns;
    greedy g = {.costs = costs,
                .room = kl_alloc(KL_COST_ROOM(columns), sizeof(double)),
                .price = kl_alloc(columns, sizeof(double)),
                .left = kl_alloc(columns, sizeof(int64_t)),
                .flows = flows};
    kl_status status = KL_OK;
    if (g.room == NULL || g.price == NULL || g.left == NULL)
        status = kl_fail_memory(error, "a start", 3 * columns * sizeof(double));
    else
        find_prices(&g, potential + rows);
    for (size_t j = 0; j < columns && status == KL_OK; j++) {
        g.price[j] = potential[rows + j];
        g.left[j] = masses->column[j];
    }
    for (size_t i = 0; i < rows && status == KL_OK; i++) {
        const double *row = kl_costs_row(costs, i, 0, columns, g.room);
        costs->loops->least(row, potential + rows, columns, &potential[i]);
        send(&g, i, masses->row[i], row);
    }
    *count = g.count;
    kl_free(g.room);
    kl_free(g.price);
    kl_free(g.left);
    return status;
}
