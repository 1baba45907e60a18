/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A column is not worth a look where the least cost between its cell's box and the box of the rows, together with the
 * least price in the cell, is no less than the most that one of the rows pays. Where points stand in the order of a
 * tree, and potentials are nearly what they should be, so are nearly all columns.
 */
#include "transport/near.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/power.h"

/* Bounds are rounded down by so much: more than the rounding of costs. */
#define ROUNDING 0x1p-40

/* Of the points first … end − 1, `step` from one to the next, `stride` from a coordinate to the next. */
static void find_box(const double *place, size_t step, size_t stride, size_t dimension,
                     size_t first, size_t end, double *box) {
    for (size_t c = 0; c < dimension; c++) {
        double low = INFINITY, high = -INFINITY;
        for (size_t k = first; k < end; k++) {
            const double x = place[k * step + c * stride];
            low = x < low ? x : low;
            high = x > high ? x : high;
        }
        box[2 * c] = low;
        box[2 * c + 1] = high;
    }
}

static size_t end_of(size_t part, size_t size, size_t n) {
    return (part + 1) * size < n ? (part + 1) * size : n;
}

static kl_status find_boxes(kl_near *near, kl_error *error) {
    const kl_costs *costs = near->costs;
    const size_t d = costs->dimension;
    near->block = kl_alloc(near->blocks, 2 * d * sizeof *near->block);
    near->cell = kl_alloc(near->cells, 2 * d * sizeof *near->cell);
    if (near->block == NULL || near->cell == NULL)
        return kl_fail_memory(error, "boxes of points", (near->blocks + near->cells) * 2 * d * 8);
    for (size_t b = 0; b < near->blocks; b++)
        find_box(costs->x, d, 1, d, b * KL_NEAR_ROWS, end_of(b, KL_NEAR_ROWS, costs->rows),
                 near->block + 2 * d * b);
    for (size_t k = 0; k < near->cells; k++)
        find_box(costs->y, 1, costs->stride, d, k * KL_NEAR_COLUMNS,
                 end_of(k, KL_NEAR_COLUMNS, costs->columns), near->cell + 2 * d * k);
    return KL_OK;
}

kl_status kl_near_new(const kl_costs *costs, kl_near *out, kl_error *error) {
    *out = (kl_near){.costs = costs, .ranges = 1};
    out->blocks = (costs->rows + KL_NEAR_ROWS - 1) / KL_NEAR_ROWS;
    out->cells = (costs->columns + KL_NEAR_COLUMNS - 1) / KL_NEAR_COLUMNS;
    out->range = kl_alloc(out->cells, sizeof *out->range);
    if (out->range == NULL)
        return kl_fail_memory(error, "boxes of points", out->cells * sizeof *out->range);
    out->range[0] = (kl_columns){0, costs->columns};
    if (costs->ordered && costs->columns > KL_NEAR_COLUMNS_FEW)
        return find_boxes(out, error);
    return KL_OK;
}

size_t kl_near_row(const kl_near *near, size_t block, size_t k) {
    return near->block != NULL ? block * KL_NEAR_ROWS + k : block + k * near->blocks;
}

/* No two points of the boxes cost less. */
static double least_cost(const kl_costs *costs, const double *a, const double *b) {
    double sum = 0;
    for (size_t c = 0; c < costs->dimension; c++, a += 2, b += 2) {
        const double below = b[0] - a[1], above = a[0] - b[1];
        const double apart = below > above ? below : above, gap = apart > 0 ? apart : 0;
        sum += costs->apart == KL_APART_L1 ? gap : gap * gap;
    }
    const double whole = costs->apart == KL_APART_EUCLIDEAN ? sqrt(sum) : sum;
    return kl_power_of(whole, costs->power) * costs->factor * (1 - ROUNDING);
}

/* Strands, so that comparisons do not wait for each other. */
static double least_of(const double *x, size_t n) {
    enum { STRANDS = 4 };
    double least[STRANDS] = {INFINITY, INFINITY, INFINITY, INFINITY};
    size_t k = 0;
    for (; k + STRANDS <= n; k += STRANDS)
        for (size_t s = 0; s < STRANDS; s++)
            least[s] = x[k + s] < least[s] ? x[k + s] : least[s];
    for (; k < n; k++)
        least[0] = x[k] < least[0] ? x[k] : least[0];
    for (size_t s = 1; s < STRANDS; s++)
        least[0] = least[s] < least[0] ? least[s] : least[0];
    return least[0];
}

static double most_of(const double *x, size_t n) {
    double most = x[0];
    for (size_t k = 1; k < n; k++)
        most = x[k] > most ? x[k] : most;
    return most;
}

static void add_range(kl_near *near, size_t first, size_t count) {
    kl_columns *last = near->range + near->ranges;
    if (near->ranges > 0 && last[-1].first + last[-1].count == first)
        last[-1].count += count;
    else
        near->range[near->ranges++] = (kl_columns){first, count};
}

void kl_near_find(kl_near *near, size_t block, const double *potential, double tolerance) {
    if (near->block == NULL)
        return;
    const kl_costs *costs = near->costs;
    const double *price = potential + costs->rows;
    const size_t from = block * KL_NEAR_ROWS, box = 2 * costs->dimension;
    const double most = most_of(potential + from, end_of(block, KL_NEAR_ROWS, costs->rows) - from);
    near->ranges = 0;
    for (size_t k = 0; k < near->cells; k++) {
        const size_t first = k * KL_NEAR_COLUMNS;
        const size_t count = end_of(k, KL_NEAR_COLUMNS, costs->columns) - first;
        const double cost = least_cost(costs, near->block + box * block, near->cell + box * k);
        if (cost + least_of(price + first, count) < most - tolerance)
            add_range(near, first, count);
    }
}

void kl_near_free(kl_near *near) {
    kl_free(near->block);
    kl_free(near->cell);
    kl_free(near->range);
}
