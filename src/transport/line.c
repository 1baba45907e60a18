/* SPDX-License-Identifier: Apache-2.0 */
/* Reading numbers, and walking along both quantile functions. */
#include "transport/line.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "kernels/kernels.h"
#include "kernels/scalar.h"
#include "sample/sort.h"
#include "transport/power.h"

/* Numbers beyond 2^±this are scaled, so that differences, and mostly their powers, are ordinary numbers. */
enum { EXPONENT_MOST = 4 };

static const char *name_of(size_t side) {
    return side == 0 ? "x" : "y";
}

/* ── Reading ── */

typedef struct reading {
    kl_array side[2];
    kl_line *line;
    int with_index;
} reading;

static kl_status check(const double *values, size_t n, size_t side, kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (!isfinite(values[i]))
            return kl_fail_input(error,
                                 kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                            "number %zu of %s is %g: it must be finite", i,
                                            name_of(side), values[i]),
                                 side);
    return KL_OK;
}

static void wrap(double *values, size_t n, double period) {
    for (size_t i = 0; i < n; i++) {
        const double rest = fmod(values[i], period);
        values[i] = rest < 0 ? rest + period : rest;
        values[i] = values[i] == period ? 0 : values[i];
    }
}

static void sort_with_index(double *values, size_t *index, size_t n, kl_indexed *items) {
    for (size_t i = 0; i < n; i++)
        items[i] = (kl_indexed){values[i] + 0.0, i}; /* −0 is 0 */
    kl_sort_indexed(items, n, items + n);
    for (size_t i = 0; i < n; i++) {
        values[i] = items[i].value;
        index[i] = items[i].index;
    }
}

static kl_status read_side(void *context, size_t side, unsigned worker, kl_error *error) {
    (void)worker;
    reading *r = context;
    kl_line *line = r->line;
    const size_t n = line->n[side], item = r->with_index ? sizeof(kl_indexed) : sizeof(double);
    double *values = line->value[side] = kl_alloc(n, sizeof *values);
    void *room = kl_alloc((r->with_index ? 2 : 1) * n, item);
    if (r->with_index)
        line->index[side] = kl_alloc(n, sizeof(size_t));
    kl_status status = KL_OK;
    if (values == NULL || room == NULL || (r->with_index && line->index[side] == NULL))
        status = kl_fail_memory(error, "numbers", n * (sizeof *values + 2 * item));
    if (status == KL_OK) {
        kl_array_read(r->side[side], 0, n, values);
        status = check(values, n, side, error);
    }
    if (status == KL_OK) {
        if (line->period > 0)
            wrap(values, n, line->period);
        if (r->with_index)
            sort_with_index(values, line->index[side], n, room);
        else
            kl_sort_f64(values, n, room);
    }
    kl_free(room);
    return status;
}

/* Powers of two, so that nothing is rounded. */
static void scale(kl_line *line) {
    double largest = line->period;
    for (int s = 0; s < 2; s++)
        largest =
            fmax(largest, fmax(fabs(line->value[s][0]), fabs(line->value[s][line->n[s] - 1])));
    int exponent;
    frexp(largest, &exponent);
    if (abs(exponent) <= EXPONENT_MOST || largest == 0)
        return;
    line->exponent = exponent;
    kl_power_scale(&line->period, 1, exponent);
    for (int s = 0; s < 2; s++)
        kl_power_scale(line->value[s], line->n[s], exponent);
}

static kl_status check_side(kl_array side, size_t which, kl_error *error) {
    if (side.n == 0)
        return kl_fail_input(
            error, kl_fail(error, KL_ERROR_VALUE, "%s has no numbers", name_of(which)), which);
    if (side.data == NULL || kl_dtype_size(side.dtype) == 0)
        return kl_fail_input(
            error,
            kl_fail(error, KL_ERROR_ARGUMENT, "%s has no data or an unknown dtype", name_of(which)),
            which);
    return KL_OK;
}

/* Masses in the order of the numbers. */
static kl_status sort_masses(kl_line *line, kl_error *error) {
    for (int s = 0; s < 2; s++) {
        int64_t **masses = s == 0 ? &line->masses.row : &line->masses.column;
        int64_t *sorted = kl_alloc(line->n[s], sizeof *sorted);
        if (sorted == NULL)
            return kl_fail_memory(error, "masses", line->n[s] * sizeof *sorted);
        for (size_t i = 0; i < line->n[s]; i++)
            sorted[i] = (*masses)[line->index[s][i]];
        kl_free(*masses);
        *masses = sorted;
    }
    kl_masses_settle(&line->masses);
    return KL_OK;
}

kl_status kl_line_read(kl_array x, kl_array a, kl_array y, kl_array b,
                       const kl_line_options *options, int with_index, kl_line *out,
                       kl_error *error) {
    const int weighted = a.data != NULL || b.data != NULL;
    *out = (kl_line){.n = {x.n, y.n}, .power = options->power, .period = options->period};
    kl_status status = check_side(x, 0, error);
    if (status == KL_OK)
        status = check_side(y, 1, error);
    /* Each number then goes to the one of its rank, and nobody asks for masses. */
    if (status == KL_OK && !weighted && x.n == y.n && !with_index && options->period == 0)
        out->masses.total = (int64_t)x.n;
    else if (status == KL_OK)
        status = kl_masses_read(a, b, x.n, y.n, KL_MASSES_SHARES, &out->masses, error);
    reading r = {{x, y}, out, with_index || weighted};
    if (status == KL_OK)
        status = kl_pool_run(options->pool, 2, read_side, &r, error);
    if (status == KL_OK && weighted)
        status = sort_masses(out, error);
    if (status == KL_OK)
        scale(out);
    return status;
}

void kl_line_clear(kl_line *line) {
    for (int s = 0; s < 2; s++) {
        kl_free(line->value[s]);
        kl_free(line->index[s]);
    }
    kl_masses_free(&line->masses);
    *line = (kl_line){.power = 1};
}

/* ── Walking ── */

void kl_walk_begin(const kl_line *line, int64_t turn, kl_walk *walk) {
    const int64_t total = line->masses.total;
    *walk = (kl_walk){.line = line, .to_come = total};
    /* y begins where so much of its mass, and so many whole turns, are behind. */
    int64_t behind = turn % total;
    behind += behind < 0 ? total : 0;
    walk->now.turns = (turn - behind) / total;
    while (behind >= line->masses.column[walk->now.y])
        behind -= line->masses.column[walk->now.y++];
    walk->left_x = line->masses.row[0];
    walk->left_y = line->masses.column[walk->now.y] - behind;
    kl_walk_next(walk);
}

void kl_walk_next(kl_walk *walk) {
    const kl_line *line = walk->line;
    kl_step *now = &walk->now;
    walk->left_x -= now->mass;
    walk->left_y -= now->mass;
    walk->to_come -= now->mass;
    now->mass = 0;
    if (walk->to_come == 0)
        return;
    while (walk->left_x == 0)
        walk->left_x = line->masses.row[++now->x];
    while (walk->left_y == 0) {
        if (++now->y == line->n[1]) {
            now->y = 0;
            now->turns++;
        }
        walk->left_y = line->masses.column[now->y];
    }
    now->mass = walk->left_x < walk->left_y ? walk->left_x : walk->left_y;
}

/* ── What it costs ── */

enum { BATCH = 4096, NEGLIGIBLE_BITS = 40 };
/* Of sums below it terms may be lost that matter. */
#define SUM_LEAST 0x1p-900

typedef struct adding {
    const kl_line *line;
    const kl_kernels *kernels;
    kl_exact_sum sum;
    double unit, log_unit;
    double largest,
        least; /* of a distance with more mass than the least, which W_∞ takes for rounding */
    size_t n;
    double distance[BATCH], mass[BATCH];
} adding;

static void add_batch(adding *a) {
    const double p = a->line->power;
    double *d = a->distance;
    for (size_t k = 0; k < a->n && p != 1; k++)
        a->largest = d[k] > a->largest && a->mass[k] > a->least ? d[k] : a->largest;
    if (p == 2) {
        for (size_t k = 0; k < a->n; k++)
            d[k] = (d[k] / a->unit) * (d[k] / a->unit);
    } else if (p != 1 && p != INFINITY) {
        a->kernels->log(d, a->n, d);
        for (size_t k = 0; k < a->n; k++)
            d[k] = p * (d[k] - a->log_unit);
        a->kernels->exp(d, a->n, d);
    }
    for (size_t k = 0; k < a->n; k++)
        d[k] *= a->mass[k];
    if (p != INFINITY)
        kl_exact_sum_add_array(&a->sum, d, a->n);
    a->n = 0;
}

double kl_line_distance(const kl_line *line, size_t x, size_t y) {
    return kl_power_of(fabs(line->value[0][x] - line->value[1][y]), line->power);
}

/* Equal masses on both sides: each number goes to the one of its rank. */
static void add_ranks(adding *a) {
    const double *x = a->line->value[0], *y = a->line->value[1];
    for (size_t first = 0; first < a->line->n[0]; first += BATCH) {
        const size_t left = a->line->n[0] - first, n = left < BATCH ? left : BATCH;
        for (size_t k = 0; k < n; k++) {
            a->distance[k] = fabs(x[first + k] - y[first + k]);
            a->mass[k] = 1;
        }
        a->n = n;
        add_batch(a);
    }
}

static void add_steps(adding *a, int64_t turn) {
    const kl_line *line = a->line;
    kl_walk walk;
    for (kl_walk_begin(line, turn, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        const double y = line->value[1][walk.now.y] + (double)walk.now.turns * line->period;
        a->distance[a->n] = fabs(line->value[0][walk.now.x] - y);
        a->mass[a->n++] = (double)walk.now.mass;
        if (a->n == BATCH)
            add_batch(a);
    }
    add_batch(a);
}

/* Of equal masses on both sides each is 1. */
static double add_up(adding *a, int64_t turn, double unit) {
    const kl_line *line = a->line;
    a->unit = unit;
    a->log_unit = unit == 1 ? 0 : kl_log(unit);
    kl_exact_sum_init(&a->sum);
    if (turn == 0 && line->n[0] == line->n[1] && line->masses.total == (int64_t)line->n[0])
        add_ranks(a);
    else
        add_steps(a, turn);
    return line->power == INFINITY ? a->largest : kl_exact_sum_round(&a->sum);
}

kl_status kl_line_cost(const kl_line *line, int64_t turn, kl_pool *pool, kl_line_sum *out,
                       kl_error *error) {
    adding *a = kl_alloc_zero(1, sizeof *a);
    if (a == NULL)
        return kl_fail_memory(error, "a batch of distances", sizeof *a);
    a->line = line;
    a->kernels = kl_kernels_for(pool);
    if (line->power == INFINITY)
        a->least = (double)(line->masses.total >> NEGLIGIBLE_BITS);
    *out = (kl_line_sum){add_up(a, turn, 1), 1};
    if (line->power < INFINITY && a->largest > 0 &&
        !(out->cost >= SUM_LEAST && out->cost < INFINITY))
        *out = (kl_line_sum){add_up(a, turn, a->largest), a->largest};
    kl_free(a);
    return KL_OK;
}

double kl_line_root(const kl_line *line, const kl_line_sum *sum) {
    const double p = line->power;
    const double mean = p == INFINITY ? sum->cost : sum->cost / (double)line->masses.total;
    return sum->unit * kl_power_root(mean, p);
}

/* Both are of as many units of mass. */
static int is_at_most(const kl_line *line, const kl_line_sum *here, const kl_line_sum *there) {
    if (here->unit == there->unit)
        return here->cost <= there->cost;
    return kl_line_root(line, here) <= kl_line_root(line, there);
}

/* The cost is convex in the turn and lies between one turn back and one on. Two turns are compared that are a third of
 * what is left apart: where rounding misleads, both are as good to rounding. */
kl_status kl_line_turn(const kl_line *line, kl_pool *pool, int64_t *turn, kl_error *error) {
    *turn = 0;
    if (line->period == 0)
        return KL_OK;
    int64_t low = -line->masses.total, high = line->masses.total;
    while (low < high) {
        const int64_t third = (high - low) / 3, first = low + third, second = high - third;
        kl_line_sum here, there;
        kl_status status = kl_line_cost(line, first, pool, &here, error);
        if (status == KL_OK)
            status = kl_line_cost(line, second, pool, &there, error);
        if (status != KL_OK)
            return status;
        if (is_at_most(line, &here, &there))
            high = second - 1;
        else
            low = first + 1;
    }
    *turn = low;
    return KL_OK;
}
