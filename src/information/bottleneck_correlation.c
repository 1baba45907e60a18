/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The maximal correlation ρ of X and Y: ρ² is the largest eigenvalue of BᵀB, B = p(x, y)/√(p(x) p(y)), beside that of
 * √p(y), which is 1. Found by Lanczos' iteration (1950), whose vectors are held orthogonal, from a random direction.
 */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/bottleneck_curve.h"
#include "kernels/linear.h"

/* It has settled when the value has not risen by more than that, relative to it, in so many steps; or when the next
 * vector is as short, or rounding alone, or there is no other. */
#define SETTLED 1e-13
#define ROUNDING 0x1p-52
enum { STEPS_MOST = 1000, LOOK_BACK = 8, FIRST_ROOM = 16 };

/* Orthogonal vectors, and the tridiagonal matrix that is BᵀB on them. */
typedef struct lanczos {
    const kl_shares_table *table;
    double *vectors;
    size_t room, steps;
    double diagonal[STEPS_MOST], beside[STEPS_MOST];
    double largest[STEPS_MOST]; /* eigenvalue after each step */
} lanczos;

/* ── Vectors ── */

/* v less its part along √p(y), at length 1; its length before. */
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

/* next = BᵀBv. */
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

static double *vector(const lanczos *l, size_t i) {
    return l->vectors + i * l->table->columns;
}

static kl_status reserve(lanczos *l, size_t vectors, kl_error *error) {
    if (vectors <= l->room)
        return KL_OK;
    const size_t room = l->room > 0 ? 2 * l->room : FIRST_ROOM;
    double *larger = kl_realloc(l->vectors, room, l->table->columns * sizeof *larger);
    if (larger == NULL)
        return kl_fail_memory(error, "directions", room * l->table->columns * sizeof *larger);
    l->vectors = larger;
    l->room = room;
    return KL_OK;
}

/* Less its parts along all vectors so far; twice, for what rounding leaves of them (Parlett 1980). */
static void make_orthogonal(const lanczos *l, double *v) {
    const size_t n = l->table->columns;
    for (size_t i = 0; i < 2 * l->steps; i++) {
        const double *other = vector(l, i % l->steps);
        const double along = kl_dot(v, other, n);
        for (size_t j = 0; j < n; j++)
            v[j] -= along * other[j];
    }
}

/* ── Eigenvalues ── */

/* Whether all are below x: then all pivots of x − T are above 0. */
static int are_below(const lanczos *l, double x) {
    double pivot = x - l->diagonal[0];
    for (size_t i = 1; pivot > 0 && i < l->steps; i++)
        pivot = x - l->diagonal[i] - l->beside[i - 1] * l->beside[i - 1] / pivot;
    return pivot > 0;
}

/* It rises from step to step, and ρ² is not above 1. */
static double find_largest(const lanczos *l) {
    double low = l->steps > 1 ? l->largest[l->steps - 2] : 0, high = 1 + SETTLED;
    for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2)
        if (are_below(l, middle))
            high = middle;
        else
            low = middle;
    return high;
}

static int has_settled(const lanczos *l) {
    const size_t last = l->steps - 1;
    return l->beside[last] <= ROUNDING + SETTLED * l->largest[last] ||
           l->steps + 1 >= l->table->columns ||
           (last >= LOOK_BACK && l->largest[last] <= l->largest[last - LOOK_BACK] * (1 + SETTLED));
}

/* ── Steps ── */

static kl_status take_step(lanczos *l, kl_error *error) {
    const size_t at = l->steps;
    const kl_status status = reserve(l, at + 2, error);
    if (status != KL_OK)
        return status;
    double *next = vector(l, at + 1);
    apply(l->table, vector(l, at), next);
    l->diagonal[at] = kl_dot(next, vector(l, at), l->table->columns);
    l->steps++;
    make_orthogonal(l, next);
    l->beside[at] = deflate(l->table, next);
    l->largest[at] = find_largest(l);
    return KL_OK;
}

static int begin(lanczos *l) {
    kl_random random;
    kl_random_init(&random, 0, 0);
    for (size_t j = 0; j < l->table->columns; j++)
        l->vectors[j] = kl_random_uniform(&random) - 0.5;
    return deflate(l->table, l->vectors) > 0;
}

kl_status kl_squared_correlation(const kl_shares_table *table, double *out, kl_error *error) {
    lanczos *l = kl_alloc_zero(1, sizeof *l);
    *out = 0;
    if (l == NULL)
        return kl_fail_memory(error, "directions", sizeof *l);
    l->table = table;
    kl_status status = reserve(l, 1, error);
    int is_open = status == KL_OK && table->columns > 1 && begin(l);
    while (status == KL_OK && is_open && l->steps < STEPS_MOST) {
        status = take_step(l, error);
        if (status == KL_OK)
            is_open = !has_settled(l);
    }
    if (l->steps > 0)
        *out = is_open ? NAN : l->largest[l->steps - 1];
    kl_free(l->vectors);
    kl_free(l);
    return status;
}
