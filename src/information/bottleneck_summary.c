/* SPDX-License-Identifier: Apache-2.0 */
/* What is true of a table before anything is kept of it. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/bottleneck_curve.h"

/* The power iteration ends when the value no longer rises by that, relative to it; a square below is none. */
#define SETTLED 1e-13
#define NOTHING 1e-14
enum { POWERS_MOST = 2000 };

static int is_function(const kl_shares_table *table) {
    for (size_t i = 0; i < table->rows; i++) {
        size_t cells = 0;
        for (size_t j = 0; j < table->columns; j++)
            cells += table->cell[i * table->columns + j] > 0;
        if (cells > 1)
            return 0;
    }
    return 1;
}

/* ── The maximal correlation ── */

/* v less its part along √p(y), which has the correlation 1, at length 1; its length before. */
static double deflate(const kl_shares_table *table, double *v) {
    double along = 0, square = 0;
    for (size_t j = 0; j < table->columns; j++)
        along += v[j] * sqrt(table->column[j]);
    for (size_t j = 0; j < table->columns; j++) {
        v[j] -= along * sqrt(table->column[j]);
        square += v[j] * v[j];
    }
    for (size_t j = 0; j < table->columns && square > 0; j++)
        v[j] /= sqrt(square);
    return sqrt(square);
}

/* next = BᵀBv, B = p(x, y)/√(p(x) p(y)). */
static void apply(const kl_shares_table *table, const double *v, double *next) {
    const size_t n = table->columns;
    for (size_t j = 0; j < n; j++)
        next[j] = 0;
    for (size_t i = 0; i < table->rows; i++) {
        const double *cell = table->cell + i * n;
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += cell[j] * (v[j] / sqrt(table->column[j]));
        sum /= table->row[i];
        for (size_t j = 0; j < n; j++)
            next[j] += sum * cell[j];
    }
    for (size_t j = 0; j < n; j++)
        next[j] /= sqrt(table->column[j]);
}

/* ρ², from a random direction: the lengths of its images rise to it. */
static double squared_correlation(const kl_shares_table *table, double *v, double *next) {
    kl_random random;
    double square = 0;
    kl_random_init(&random, 0, 0);
    for (size_t j = 0; j < table->columns; j++)
        v[j] = kl_random_uniform(&random) - 0.5;
    if (!(deflate(table, v) > 0))
        return 0;
    for (int i = 0; i < POWERS_MOST; i++) {
        apply(table, v, next);
        const double length = deflate(table, next);
        double *const kept = v;
        v = next;
        next = kept;
        if (length <= square * (1 + SETTLED))
            return fmax(length, square);
        square = length;
    }
    return square;
}

kl_status kl_bottleneck_summarise(const kl_shares_table *table, kl_pool *pool,
                                  kl_bottleneck_summary *out, kl_error *error) {
    double *room = kl_alloc(table->columns, 2 * sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "columns", table->columns * 2 * sizeof *room);
    out->information = kl_shares_information(kl_kernels_for(pool), table->cell, table->rows,
                                             table->columns, table->row, table->column, room);
    out->entropy_x = kl_shares_entropy_of(table->row, table->rows);
    out->entropy_y = kl_shares_entropy_of(table->column, table->columns);
    out->is_function = is_function(table);
    const double square =
        table->columns > 1 ? squared_correlation(table, room, room + table->columns) : 0;
    out->onset = square > NOTHING ? 1 / square : INFINITY;
    kl_free(room);
    return KL_OK;
}
