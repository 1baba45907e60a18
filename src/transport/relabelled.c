/* SPDX-License-Identifier: Apache-2.0 */
/* The permutation test: how far apart two samples are whose labels chance dealt. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/line.h"
#include "transport/power.h"
#include "transport/sampled.h"

/* Of points, more pairs than this are too many to be solved again and again: so many of each side stand for all. */
enum { PAIRS_MOST = 1000000, DRAWS_MOST = 1000 };
/* Two solutions of the same problem from another order of rows. */
#define SLACK 1e-11

typedef struct dealing {
    const kl_wasserstein_options *options;
    const kl_pooled *pooled;
    kl_line line; /* of numbers: their masses, which no deal changes */
    unsigned deals;
    double *statistic;
} dealing;

/* Sides of a deal, in the order of the pooled draws. */
static void part(const kl_pooled *pooled, const uint8_t *label, double *rows[2]) {
    const size_t columns = pooled->columns;
    size_t n[2] = {0, 0};
    for (size_t i = 0; i < pooled->total; i++) {
        const int side = label[i];
        memcpy(rows[side] + n[side]++ * columns, pooled->rows + i * columns,
               columns * sizeof(double));
    }
}

/* Both sides stand one behind the other. */
static kl_status compare_numbers(const dealing *d, double *rows[2], double *out, kl_error *error) {
    kl_line line = d->line;
    kl_line_sum sum;
    line.value[0] = rows[0], line.value[1] = rows[1];
    kl_power_scale(rows[0], d->pooled->total, line.exponent);
    const kl_status status = kl_line_cost(&line, 0, NULL, &sum, error);
    if (status == KL_OK)
        *out = ldexp(kl_line_root(&line, &sum), line.exponent);
    return status;
}

static kl_status compare_points(const dealing *d, double *rows[2], double *out, kl_error *error) {
    const size_t columns = d->pooled->columns;
    kl_matrix side[2];
    for (int s = 0; s < 2; s++)
        side[s] = (kl_matrix){rows[s], d->pooled->n[s], columns, (ptrdiff_t)columns, KL_F64};
    kl_transport *found = NULL;
    const kl_status status =
        kl_wasserstein_solve(side[0], kl_uniform(), side[1], kl_uniform(), d->options->ground,
                             d->options->power, NULL, &found, error);
    if (status == KL_OK)
        *out = kl_transport_get_result(found)->distance;
    kl_transport_free(found);
    return status;
}

static kl_status run_deal(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const dealing *d = context;
    const kl_pooled *pooled = d->pooled;
    const size_t bytes = pooled->columns * sizeof(double);
    double *room = kl_alloc(pooled->total, bytes);
    uint8_t *label = kl_alloc(pooled->total, 1);
    kl_status status = KL_OK;
    if (room == NULL || label == NULL)
        status = kl_fail_memory(error, "a permutation", pooled->total * (bytes + 1));
    if (status == KL_OK) {
        double *rows[2] = {room, room + pooled->n[0] * pooled->columns};
        if (index < d->deals)
            kl_relabel_deal(pooled->total, pooled->n, d->options->seed, index, label);
        part(pooled, index < d->deals ? label : pooled->label, rows);
        status = kl_wasserstein_is_on_line(pooled->columns, d->options->ground)
                     ? compare_numbers(d, rows, &d->statistic[index], error)
                     : compare_points(d, rows, &d->statistic[index], error);
    }
    kl_free(room);
    kl_free(label);
    return status;
}

/* ── Numbers ── */

/* The longest way is about as long in every deal that leaves one number more on a side of a gap: of p = ∞ W_1 is
 * tested. As many units to each number as the other side has numbers, or one, where both are as many. */
static kl_status make_line(const dealing *d, kl_line *out, kl_error *error) {
    const kl_pooled *pooled = d->pooled;
    *out = (kl_line){.n = {pooled->n[0], pooled->n[1]},
                     .power = d->options->power == INFINITY
                                  ? 1
                                  : kl_wasserstein_order(d->options->ground, d->options->power)};
    frexp(fmax(fabs(pooled->rows[0]), fabs(pooled->rows[pooled->total - 1])), &out->exponent);
    out->masses.total = (int64_t)pooled->n[0];
    if (pooled->n[0] == pooled->n[1])
        return KL_OK;
    out->masses.total *= (int64_t)pooled->n[1];
    for (int s = 0; s < 2; s++) {
        int64_t **mass = s == 0 ? &out->masses.row : &out->masses.column;
        *mass = kl_alloc(pooled->n[s], sizeof **mass);
        if (*mass == NULL)
            return kl_fail_memory(error, "masses", pooled->n[s] * sizeof **mass);
        for (size_t i = 0; i < pooled->n[s]; i++)
            (*mass)[i] = (int64_t)pooled->n[1 - s];
    }
    return KL_OK;
}

/* ── Points ── */

/* Which rows stay: `most` of each side that has more. */
static kl_status thin_out(const kl_pooled *from, uint64_t seed, kl_pooled *out, kl_error *error) {
    const size_t bytes = from->columns * sizeof(double);
    kl_random random;
    size_t left[2], wanted[2];
    *out = (kl_pooled){.columns = from->columns};
    for (int s = 0; s < 2; s++) {
        left[s] = from->n[s];
        out->n[s] = wanted[s] = from->n[s] < DRAWS_MOST ? from->n[s] : DRAWS_MOST;
    }
    out->total = wanted[0] + wanted[1];
    out->rows = kl_alloc(out->total, bytes);
    out->label = kl_alloc(out->total, 1);
    if (out->rows == NULL || out->label == NULL)
        return kl_fail_memory(error, "draws", out->total * (bytes + 1));
    kl_random_init(&random, seed, KL_STREAM_SUBSAMPLE);
    for (size_t i = 0, at = 0; i < from->total; i++) {
        const int side = from->label[i];
        if (kl_random_below(&random, left[side]--) >= wanted[side])
            continue;
        wanted[side]--;
        out->label[at] = (uint8_t)side;
        memcpy(out->rows + at++ * from->columns, from->rows + i * from->columns, bytes);
    }
    return KL_OK;
}

/* ── Both ── */

static kl_status run(dealing *d, double work, kl_null *out, kl_error *error) {
    d->deals = kl_relabel_deals(d->options->permutations, work);
    d->statistic = kl_alloc((size_t)d->deals + 1, 2 * sizeof *d->statistic);
    if (d->statistic == NULL)
        return kl_fail_memory(error, "permutations", d->deals * 2 * sizeof *d->statistic);
    kl_status status = kl_pool_run(d->options->pool, (size_t)d->deals + 1, run_deal, d, error);
    if (status == KL_OK)
        *out = kl_relabel_conclude(d->statistic, d->deals, SLACK * d->statistic[d->deals],
                                   d->options->confidence);
    kl_free(d->statistic);
    return status;
}

static kl_status deal_numbers(dealing *d, kl_null *out, kl_error *error) {
    kl_status status = make_line(d, &d->line, error);
    if (status == KL_OK)
        status = run(d, (double)d->pooled->total, out, error);
    kl_masses_free(&d->line.masses);
    return status;
}

static kl_status deal_points(dealing *d, kl_null *out, size_t tested[2], kl_error *error) {
    const double pairs = (double)d->pooled->n[0] * (double)d->pooled->n[1];
    if (pairs <= PAIRS_MOST)
        return run(d, pairs, out, error);
    kl_pooled fewer;
    const kl_pooled *const all = d->pooled;
    kl_status status = thin_out(all, d->options->seed, &fewer, error);
    d->pooled = &fewer;
    for (int s = 0; s < 2; s++)
        tested[s] = fewer.n[s];
    if (status == KL_OK)
        status = run(d, (double)fewer.n[0] * (double)fewer.n[1], out, error);
    d->pooled = all;
    kl_pooled_clear(&fewer);
    return status;
}

kl_status kl_wasserstein_deal(const kl_pooled *pooled, const kl_wasserstein_options *options,
                              kl_null *out, size_t tested[2], kl_error *error) {
    dealing d = {.options = options, .pooled = pooled};
    const int on_line = kl_wasserstein_is_on_line(pooled->columns, options->ground);
    for (int s = 0; s < 2; s++)
        tested[s] = pooled->n[s];
    if (on_line)
        return deal_numbers(&d, out, error);
    return deal_points(&d, out, tested, error);
}
