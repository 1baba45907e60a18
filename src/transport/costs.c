/* SPDX-License-Identifier: Apache-2.0 */
/* Costs of a matrix, of points and of a function, row by row. */
#include "transport/costs.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "transport/places.h"
#include "transport/power.h"

/* Outside of 2^±this, products and sums of costs might leave the doubles. */
enum { EXPONENT_MOST = 400 };
/* So that sums of some prices are doubles. */
#define PRICE_MOST 0x1p1000

const char *kl_ground_name(kl_ground ground) {
    switch (ground) {
    case KL_GROUND_EUCLIDEAN:
        return "euclidean";
    case KL_GROUND_SQUARED_EUCLIDEAN:
        return "squared_euclidean";
    case KL_GROUND_L1:
        return "l1";
    case KL_GROUND_COSINE:
        return "cosine";
    }
    return NULL;
}

static kl_status refuse(double cost, size_t i, size_t j, kl_error *error) {
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                      "the cost in row %zu, column %zu is %g: it must be a finite number", i, j,
                      cost);
}

/* ── A matrix, and a function ── */

enum { ROWS_A_TASK = 64 };

typedef struct inspection {
    const kl_costs *costs;
    double *largest; /* of each task */
    double *room;    /* a row for each thread */
} inspection;

static kl_status inspect_rows(void *context, size_t index, unsigned worker, kl_error *error) {
    inspection *job = context;
    const kl_costs *costs = job->costs;
    double *room = job->room + worker * KL_COST_ROOM(costs->columns), largest = 0;
    const size_t first = index * ROWS_A_TASK;
    for (size_t i = first; i < costs->rows && i < first + ROWS_A_TASK; i++) {
        const double *row = kl_costs_row(costs, i, 0, costs->columns, room);
        for (size_t j = 0; j < costs->columns; j++) {
            if (!isfinite(row[j]))
                return refuse(row[j], i, j, error);
            const double size = fabs(row[j]);
            largest = size > largest ? size : largest;
        }
    }
    job->largest[index] = largest;
    return KL_OK;
}

static kl_status find_bound(kl_costs *costs, kl_pool *pool, kl_error *error) {
    const size_t tasks = (costs->rows + ROWS_A_TASK - 1) / ROWS_A_TASK;
    const size_t room = kl_pool_threads(pool) * KL_COST_ROOM(costs->columns);
    inspection job = {costs, kl_alloc(tasks, sizeof(double)), kl_alloc(room, sizeof(double))};
    kl_status status = KL_OK;
    if (job.largest == NULL || job.room == NULL)
        status = kl_fail_memory(error, "a row of costs", room * sizeof(double));
    if (status == KL_OK)
        status = kl_pool_run(pool, tasks, inspect_rows, &job, error);
    for (size_t t = 0; t < tasks && status == KL_OK; t++)
        costs->bound = fmax(costs->bound, job.largest[t]);
    kl_free(job.largest);
    kl_free(job.room);
    return status;
}

static kl_status check_matrix(const kl_cost *cost, kl_error *error) {
    if (cost->matrix.data == NULL || kl_dtype_size(cost->matrix.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "the costs have no data or an unknown dtype");
    if (cost->matrix.rows != cost->rows || cost->matrix.columns != cost->columns)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "costs of %zu × %zu places from a matrix of %zu × %zu", cost->rows,
                       cost->columns, cost->matrix.rows, cost->matrix.columns);
    return KL_OK;
}

/* All costs are looked at once. */
static kl_status read_all(kl_costs *out, kl_pool *pool, kl_error *error) {
    kl_status status = find_bound(out, pool, error);
    if (status != KL_OK || out->bound == 0)
        return status;
    int exponent;
    frexp(out->bound, &exponent);
    if (abs(exponent) > EXPONENT_MOST) {
        /* The factor itself must be a number. */
        out->exponent = exponent < -1000 ? -1000 : exponent;
        out->factor = ldexp(1, -out->exponent);
        out->bound *= out->factor;
    }
    return KL_OK;
}

/* ── Points ── */

static kl_status read_points(const kl_cost *cost, kl_costs *out, kl_error *error) {
    out->dimension = cost->x.columns;
    out->stride = KL_COST_ROOM(cost->columns);
    kl_places places = {.x = cost->x, .y = cost->y, .stride = out->stride};
    kl_status status = kl_places_read(&places, cost->ground == KL_GROUND_COSINE, error);
    out->x = places.rows, out->y = places.others;
    if (status != KL_OK)
        return status;
    const int squared = cost->ground == KL_GROUND_SQUARED_EUCLIDEAN;
    out->exponent = places.exponent;
    out->order = cost->power * (squared ? 2 : 1);
    out->apart = squared ? KL_APART_SQUARED : KL_APART_EUCLIDEAN;
    out->power = cost->power;
    if (cost->ground == KL_GROUND_L1)
        out->apart = KL_APART_L1;
    if (cost->ground == KL_GROUND_COSINE) {
        out->apart =
            KL_APART_SQUARED; /* of points on the sphere half of it is 1 − x·y, without cancellation */
        out->factor = 0.5;
        out->order = cost->power;
    }
    if (out->apart == KL_APART_EUCLIDEAN && cost->power != 1) {
        out->apart = KL_APART_SQUARED;
        out->power = cost->power / 2;
    }
    const double across = out->apart == KL_APART_L1 ? places.across_l1 : places.across;
    out->bound = out->apart == KL_APART_SQUARED ? across * across : across;
    if (out->power != 1) {
        out->bound = kl_power_of(out->bound, out->power) * (1 + 0x1p-40); /* rounded up */
        out->factor = kl_power_of(out->factor, out->power);
    }
    out->bound *= out->factor;
    if (isfinite(out->bound) && (out->bound > 0 || across == 0))
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE,
                   "the largest distance to the power %g is %s than a double holds", cost->power,
                   out->bound > 0 ? "more" : "less");
}

static kl_status read_source(const kl_cost *cost, kl_pool *pool, kl_costs *out, kl_error *error) {
    if (!(cost->power > 0 && cost->power < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the power of the cost is %g, expected above 0 and finite", cost->power);
    kl_status status;
    switch (cost->kind) {
    case KL_COST_MATRIX:
        status = check_matrix(cost, error);
        return status == KL_OK ? read_all(out, pool, error) : status;
    case KL_COST_POINTS:
        if (kl_ground_name(cost->ground) == NULL)
            return kl_fail(error, KL_ERROR_ARGUMENT, "ground is %d", (int)cost->ground);
        return read_points(cost, out, error);
    case KL_COST_FUNCTION:
        if (cost->function == NULL)
            return kl_fail(error, KL_ERROR_ARGUMENT, "the cost has no function");
        return read_all(out, pool, error);
    }
    return kl_fail(error, KL_ERROR_ARGUMENT, "the kind of the cost is %d", (int)cost->kind);
}

/* The price in the unit of the costs that are computed. */
static kl_status add_price(kl_costs *out, double unmatched, kl_error *error) {
    if (!(unmatched >= 0))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the price of unmatched mass is %g, expected 0 or more", unmatched);
    out->unmatched = unmatched / kl_costs_value(out, 1);
    if (unmatched > 0 && !(out->unmatched >= DBL_MIN && out->unmatched <= PRICE_MOST))
        return kl_fail(
            error, KL_ERROR_VALUE,
            "the price of unmatched mass is %g, too far %s the costs: no unit keeps both "
            "among the doubles",
            unmatched, out->unmatched > 1 ? "above" : "below");
    out->rows++, out->columns++;
    out->bound = fmax(out->bound, out->unmatched);
    return KL_OK;
}

kl_status kl_costs_read(const kl_cost *cost, double unmatched, kl_pool *pool, kl_costs *out,
                        kl_error *error) {
    *out = (kl_costs){.factor = 1, .power = 1, .order = 1, .unmatched = NAN};
    if (cost == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no cost");
    if (cost->rows == 0 || cost->columns == 0)
        return kl_fail(error, KL_ERROR_VALUE, "nothing to move: %zu places to %zu others",
                       cost->rows, cost->columns);
    out->source = *cost;
    out->rows = cost->rows, out->columns = cost->columns;
    out->kernels = kl_kernels_for(pool), out->loops = kl_cost_kernels_for(pool);
    kl_status status = read_source(cost, pool, out, error);
    if (status == KL_OK && unmatched != INFINITY)
        status = add_price(out, unmatched, error);
    return status;
}

void kl_costs_free(kl_costs *costs) {
    kl_free(costs->x);
    kl_free(costs->y);
    costs->x = costs->y = NULL;
}

/* ── Rows ── */

static const double *matrix_row(const kl_costs *costs, size_t i, size_t first, size_t n,
                                double *room) {
    const kl_array row = kl_matrix_row(costs->source.matrix, i);
    if (row.dtype == KL_F64 && costs->factor == 1 && (uintptr_t)row.data % sizeof(double) == 0)
        return (const double *)row.data + first;
    if (row.dtype == KL_F32)
        costs->kernels->widen_f32((const float *)row.data + first, n, room);
    else
        kl_array_read(row, first, n, room);
    return room;
}

static const double *source_row(const kl_costs *costs, size_t i, size_t first, size_t n,
                                double *room) {
    const double *row = room;
    switch (costs->source.kind) {
    case KL_COST_MATRIX:
        row = matrix_row(costs, i, first, n, room);
        break;
    case KL_COST_POINTS:
        costs->loops->apart[costs->apart](costs->x + i * costs->dimension, costs->y + first,
                                          costs->stride, costs->dimension, n, room);
        break;
    case KL_COST_FUNCTION:
        for (size_t j = 0; j < n; j++)
            room[j] = costs->source.function(costs->source.context, i, first + j);
    }
    if (costs->power == 2) {
        for (size_t j = 0; j < n; j++)
            room[j] *= room[j];
    } else if (costs->power != 1) {
        costs->kernels->log(room, n, room);
        for (size_t j = 0; j < n; j++)
            room[j] *= costs->power;
        costs->kernels->exp(room, n, room);
    }
    if (costs->factor != 1)
        for (size_t j = 0; j < n; j++)
            room[j] *= costs->factor;
    return row;
}

/* The last row and the last column are what is not matched. */
const double *kl_costs_row(const kl_costs *costs, size_t i, size_t first, size_t n, double *room) {
    if (isnan(costs->unmatched))
        return source_row(costs, i, first, n, room);
    const size_t last = costs->columns - 1, inside = first + n > last ? last - first : n;
    if (i == costs->rows - 1) {
        for (size_t j = 0; j < n; j++)
            room[j] = j < inside ? costs->unmatched : 0;
        return room;
    }
    if (inside == n)
        return source_row(costs, i, first, n, room);
    const double *row = source_row(costs, i, first, inside, room);
    if (row != room)
        memcpy(room, row, inside * sizeof *room);
    room[inside] = costs->unmatched;
    return room;
}

static double apart_at(const kl_costs *costs, size_t i, size_t j) {
    const double *x = costs->x + i * costs->dimension, *y = costs->y + j;
    double sum = 0;
    for (size_t c = 0; c < costs->dimension; c++) {
        const double difference = x[c] - y[c * costs->stride];
        sum += costs->apart == KL_APART_L1 ? fabs(difference) : difference * difference;
    }
    return costs->apart == KL_APART_EUCLIDEAN ? sqrt(sum) : sum;
}

double kl_costs_at(const kl_costs *costs, size_t i, size_t j) {
    if (!isnan(costs->unmatched) && (i == costs->rows - 1 || j == costs->columns - 1))
        return i == costs->rows - 1 && j == costs->columns - 1 ? 0 : costs->unmatched;
    double cost = 0;
    switch (costs->source.kind) {
    case KL_COST_MATRIX:
        kl_array_read(kl_matrix_row(costs->source.matrix, i), j, 1, &cost);
        break;
    case KL_COST_POINTS:
        cost = apart_at(costs, i, j);
        break;
    case KL_COST_FUNCTION:
        cost = costs->source.function(costs->source.context, i, j);
    }
    return kl_power_of(cost, costs->power) * costs->factor;
}

/* ── Back to what the caller meant ── */

double kl_costs_value(const kl_costs *costs, double cost) {
    return kl_power_shift(cost, costs->exponent * costs->order);
}

double kl_costs_root(const kl_costs *costs, double mean_cost) {
    return ldexp(kl_power_root(mean_cost, costs->order), costs->exponent);
}
