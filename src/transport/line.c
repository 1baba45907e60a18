/* SPDX-License-Identifier: Apache-2.0 */
/* Walking along both quantile functions. */
#include "transport/line.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "kernels/kernels.h"
#include "kernels/scalar.h"
#include "transport/power.h"

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

static double value_of_y(const kl_line *line, const kl_step *step) {
    return line->value[1][step->y] + (double)step->turns * line->period;
}

static void add_steps(adding *a, int64_t turn) {
    const kl_line *line = a->line;
    kl_walk walk;
    for (kl_walk_begin(line, turn, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        a->distance[a->n] = fabs(line->value[0][walk.now.x] - value_of_y(line, &walk.now));
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

/* The cost is convex in the turn. Two turns are compared that are a third of what is left apart: where rounding
 * misleads, both are as good to rounding. */
static kl_status turn_by_thirds(const kl_line *line, kl_pool *pool, int64_t low, int64_t high,
                                int64_t *turn, kl_error *error) {
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

/* How much farther x is beyond y at most than y beyond x. It falls as y is turned on. */
static double lean(const kl_line *line, int64_t turn) {
    const int64_t least = line->masses.total >> NEGLIGIBLE_BITS;
    double beyond = -INFINITY, behind = -INFINITY;
    kl_walk walk;
    for (kl_walk_begin(line, turn, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        const double ahead = line->value[0][walk.now.x] - value_of_y(line, &walk.now);
        if (walk.now.mass <= least)
            continue;
        beyond = ahead > beyond ? ahead : beyond;
        behind = -ahead > behind ? -ahead : behind;
    }
    return beyond - behind;
}

/* The largest distance falls with the turn until y leads by as much as it lagged, and rises from there. */
static kl_status turn_by_halves(const kl_line *line, kl_pool *pool, int64_t low, int64_t high,
                                int64_t *turn, kl_error *error) {
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (lean(line, middle) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    kl_line_sum here, before;
    kl_status status = kl_line_cost(line, low, pool, &here, error);
    if (status == KL_OK)
        status = kl_line_cost(line, low - 1, pool, &before, error);
    *turn = low - (status == KL_OK && before.cost < here.cost);
    return status;
}

/* The best turn lies between one turn back and one on. */
kl_status kl_line_turn(const kl_line *line, kl_pool *pool, int64_t *turn, kl_error *error) {
    const int64_t total = line->masses.total;
    *turn = 0;
    if (line->period == 0)
        return KL_OK;
    return (line->power == INFINITY ? turn_by_halves : turn_by_thirds)(line, pool, -total, total,
                                                                       turn, error);
}
