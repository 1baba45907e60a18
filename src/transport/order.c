/* SPDX-License-Identifier: Apache-2.0 */
/* Points in the order of the leaves of a k-d tree (Bentley 1975). */
#include "transport/order.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* ── The tree ── */

/* Points as they stand in memory, `stride` numbers from a coordinate to the next, `step` from a point to the next. */
typedef struct points {
    const double *place;
    size_t step, stride, dimension;
} points;

static double at(const points *p, uint32_t k, size_t c) {
    return p->place[k * p->step + c * p->stride];
}

static size_t widest(const points *p, const uint32_t *order, size_t n) {
    size_t best = 0;
    double most = -1;
    for (size_t c = 0; c < p->dimension; c++) {
        double low = INFINITY, high = -INFINITY;
        for (size_t k = 0; k < n; k++) {
            const double x = at(p, order[k], c);
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

/* Those below the middle-th in coordinate c come before it (Hoare 1961, "Find"). */
static void select_middle(const points *p, uint32_t *order, size_t n, size_t middle, size_t c) {
    size_t first = 0, end = n;
    while (end - first > 1) {
        const double pivot = at(p, order[first + (end - first) / 2], c);
        size_t i = first, j = end - 1;
        for (;;) {
            while (at(p, order[i], c) < pivot)
                i++;
            while (at(p, order[j], c) > pivot)
                j--;
            if (i >= j)
                break;
            const uint32_t was = order[i];
            order[i++] = order[j];
            order[j--] = was;
        }
        const size_t cut = j + 1;
        if (middle < cut)
            end = cut == end ? end - 1 : cut;
        else
            first = cut;
    }
}

/* In two along the widest coordinate, the first a power of two of them, until there are two. */
static void arrange(const points *p, uint32_t *order, size_t n) {
    while (n > 2) {
        size_t middle = 1;
        while (2 * middle < n)
            middle *= 2;
        select_middle(p, order, n, middle, widest(p, order, n));
        arrange(p, order, middle);
        order += middle, n -= middle;
    }
}

static uint32_t *order_of(const points *p, size_t n) {
    uint32_t *order = kl_alloc(n, sizeof *order);
    for (size_t k = 0; order != NULL && k < n; k++)
        order[k] = (uint32_t)k;
    if (order != NULL)
        arrange(p, order, n);
    return order;
}

/* ── There and back ── */

static void items_there(const uint32_t *order, void *items, size_t size, size_t n, void *room) {
    for (size_t k = 0; k < n; k++)
        memcpy((char *)room + k * size, (const char *)items + order[k] * size, size);
    memcpy(items, room, n * size);
}

void kl_order_items_back(const uint32_t *order, void *items, size_t size, size_t n, void *room) {
    for (size_t k = 0; k < n; k++)
        memcpy((char *)room + order[k] * size, (const char *)items + k * size, size);
    memcpy(items, room, n * size);
}

typedef void move(const uint32_t *order, void *items, size_t size, size_t n, void *room);

static kl_status move_all(const kl_order *order, kl_costs *costs, kl_masses *masses, move *items,
                          kl_error *error) {
    const size_t most = costs->rows > costs->columns ? costs->rows : costs->columns;
    const size_t point = costs->dimension * sizeof(double);
    void *room = kl_alloc(most, point > sizeof(int64_t) ? point : sizeof(int64_t));
    if (room == NULL)
        return kl_fail_memory(error, "an order of points", most * point);
    items(order->row, costs->x, point, costs->rows, room);
    for (size_t c = 0; c < costs->dimension; c++)
        items(order->column, costs->y + c * costs->stride, sizeof(double), costs->columns, room);
    items(order->row, masses->row, sizeof(int64_t), masses->rows, room);
    items(order->column, masses->column, sizeof(int64_t), masses->columns, room);
    kl_free(room);
    return KL_OK;
}

kl_status kl_order_take(kl_order *out, kl_costs *costs, kl_masses *masses, kl_error *error) {
    *out = (kl_order){NULL, NULL};
    if (costs->x == NULL || !isnan(costs->unmatched) ||
        costs->dimension > KL_ORDER_DIMENSIONS_MOST || costs->rows < KL_ORDER_POINTS_LEAST ||
        costs->columns < KL_ORDER_POINTS_LEAST)
        return KL_OK;
    const points x = {costs->x, costs->dimension, 1, costs->dimension};
    const points y = {costs->y, 1, costs->stride, costs->dimension};
    out->row = order_of(&x, costs->rows);
    out->column = order_of(&y, costs->columns);
    if (out->row == NULL || out->column == NULL)
        return kl_fail_memory(error, "an order of points",
                              (costs->rows + costs->columns) * sizeof *out->row);
    const kl_status status = move_all(out, costs, masses, items_there, error);
    costs->ordered = status == KL_OK;
    return status;
}

kl_status kl_order_put_back(const kl_order *order, kl_costs *costs, kl_masses *masses,
                            kl_error *error) {
    if (!costs->ordered)
        return KL_OK;
    costs->ordered = 0;
    return move_all(order, costs, masses, kl_order_items_back, error);
}

void kl_order_free(kl_order *order) {
    kl_free(order->row);
    kl_free(order->column);
}
