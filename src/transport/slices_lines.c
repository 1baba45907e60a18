/* SPDX-License-Identifier: Apache-2.0 */
/* Drawing directions, and how far points are apart along them. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/sort.h"
#include "transport/power.h"
#include "transport/sliced.h"

/* ── Directions ── */

/* Two independent normal numbers (Marsaglia's polar method). */
static void draw_normals(kl_random *random, double pair[2]) {
    double square;
    do {
        pair[0] = 2 * kl_random_uniform(random) - 1;
        pair[1] = 2 * kl_random_uniform(random) - 1;
        square = pair[0] * pair[0] + pair[1] * pair[1];
    } while (square >= 1 || square < 0x1p-100);
    const double scale = sqrt(-2 * kl_log(square) / square);
    pair[0] *= scale;
    pair[1] *= scale;
}

void kl_slices_draw(const kl_slices *slices, size_t first, size_t n, double *direction) {
    const size_t d = slices->columns;
    for (size_t k = 0; k < n; k++) {
        double *out = direction + k * d, square = 0, pair[2];
        kl_random random;
        kl_random_init(&random, slices->options.seed, first + k);
        for (size_t c = 0; c < d; c++) {
            if (c % 2 == 0)
                draw_normals(&random, pair);
            out[c] = pair[c % 2];
            square += out[c] * out[c];
        }
        for (size_t c = 0; c < d; c++)
            out[c] = d == 1 ? 1 : out[c] / sqrt(square);
    }
}

/* ── Along a line ── */

/* Below the first, terms of a mean of powers may be lost; the second stands for all that is far below. */
#define POWER_ORDINARY 0x1p-900
#define POWER_LEAST 0x1p-1000

static void project(const kl_slices *slices, int side, const double *direction, double *out) {
    slices->kernels->project(slices->points[side], kl_slices_room_of(slices->n[side]),
                             slices->columns, direction, out);
}

kl_status kl_slices_room_new(const kl_slices *slices, int with_index, kl_slices_room *out,
                             kl_error *error) {
    const size_t most = slices->n[0] > slices->n[1] ? slices->n[0] : slices->n[1];
    *out = (kl_slices_room){.items = kl_alloc(2 * most, sizeof(kl_indexed))};
    int has_all = out->items != NULL;
    for (int side = 0; side < 2; side++) {
        const size_t n = slices->n[side];
        out->value[side] = kl_alloc(KL_DIRECTIONS * kl_slices_room_of(n), sizeof(double));
        out->mass[side] = kl_alloc(n, sizeof(int64_t));
        out->index[side] = kl_alloc(with_index ? n : 0, sizeof(size_t));
        has_all = has_all && out->value[side] != NULL && out->mass[side] != NULL &&
                  out->index[side] != NULL;
    }
    if (has_all)
        return KL_OK;
    return kl_fail_memory(error, "points along lines",
                          2 * most * (KL_DIRECTIONS + 3) * sizeof(double));
}

void kl_slices_room_free(kl_slices_room *room) {
    kl_free(room->items);
    for (int side = 0; side < 2; side++) {
        kl_free(room->value[side]);
        kl_free(room->mass[side]);
        kl_free(room->index[side]);
    }
}

static void sort_side(const kl_slices *slices, int side, double *value, int with_index,
                      kl_slices_room *room) {
    const size_t n = slices->n[side];
    const int64_t *mass = side == 0 ? slices->masses.row : slices->masses.column;
    if (slices->is_uniform && !with_index) {
        kl_sort_f64(value, n, (double *)room->items);
        return;
    }
    for (size_t i = 0; i < n; i++)
        room->items[i] = (kl_indexed){value[i], i};
    kl_sort_indexed(room->items, n, room->items + n);
    for (size_t i = 0; i < n; i++) {
        value[i] = room->items[i].value;
        room->mass[side][i] = mass[room->items[i].index];
        if (with_index)
            room->index[side][i] = room->items[i].index;
    }
}

/* Both sides along direction r of those that were projected. */
static kl_line sort_line(const kl_slices *slices, size_t r, int with_index, kl_slices_room *room) {
    kl_line line = {.n = {slices->n[0], slices->n[1]},
                    .masses = slices->masses,
                    .power = slices->options.power};
    for (int side = 0; side < 2; side++) {
        line.value[side] = room->value[side] + r * kl_slices_room_of(slices->n[side]);
        line.index[side] = room->index[side];
        sort_side(slices, side, line.value[side], with_index, room);
    }
    if (!slices->is_uniform || with_index) {
        line.masses.row = room->mass[0];
        line.masses.column = room->mass[1];
        kl_masses_settle(&line.masses);
    }
    return line;
}

/* What is not 0 stays above it. */
static kl_status mean_power(const kl_line *line, double *power, kl_error *error) {
    kl_line_sum sum = {0, 1};
    const kl_status status = kl_line_cost(line, 0, NULL, &sum, error);
    *power = sum.cost / (double)line->masses.total;
    if (sum.unit != 1)
        *power = fmax(*power * kl_power_of(sum.unit, line->power), POWER_LEAST);
    return status;
}

kl_status kl_slices_check(const kl_slices *slices, double power, kl_error *error) {
    if (power == 0 || (power >= POWER_ORDINARY && power < INFINITY))
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE,
                   "powers of distances at p = %g leave the doubles: take a smaller p",
                   slices->options.power);
}

kl_status kl_slices_measure(const kl_slices *slices, const double *direction, size_t n,
                            kl_slices_room *room, double *power, kl_error *error) {
    kl_status status = KL_OK;
    project(slices, 0, direction, room->value[0]);
    project(slices, 1, direction, room->value[1]);
    for (size_t r = 0; r < n && status == KL_OK; r++) {
        const kl_line line = sort_line(slices, r, 0, room);
        status = mean_power(&line, &power[r], error);
    }
    return status;
}

/* p·|d|^(p − 1)·sign(d) times the share of mass that goes, d = θ·(x − y). */
static double slope_of(const kl_line *line, kl_step step) {
    const double apart = line->value[0][step.x] - line->value[1][step.y];
    double slope = (double)step.mass / (double)line->masses.total * line->power;
    if (line->power != 1)
        slope *= apart == 0 ? 0 : kl_exp((line->power - 1) * kl_log(fabs(apart)));
    return apart > 0 ? slope : apart < 0 ? -slope : 0;
}

/* Σ slope·(x − y). */
static void add_slopes(const kl_slices *slices, const kl_line *line, double *gradient) {
    const size_t d = slices->columns;
    kl_walk walk;
    memset(gradient, 0, d * sizeof *gradient);
    for (kl_walk_begin(line, 0, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        const size_t i = line->index[0][walk.now.x], j = line->index[1][walk.now.y];
        const double *x = slices->points[0] + i / KL_SLICES_LANES * d * KL_SLICES_LANES +
                          i % KL_SLICES_LANES,
                     *y = slices->points[1] + j / KL_SLICES_LANES * d * KL_SLICES_LANES +
                          j % KL_SLICES_LANES;
        const double slope = slope_of(line, walk.now);
        for (size_t c = 0; c < d; c++)
            gradient[c] += slope * (x[c * KL_SLICES_LANES] - y[c * KL_SLICES_LANES]);
    }
}

kl_status kl_slices_slope(const kl_slices *slices, const double *direction, kl_slices_room *room,
                          double *power, double *gradient, kl_error *error) {
    const size_t d = slices->columns;
    double *directions = kl_alloc_zero(KL_DIRECTIONS, d * sizeof(double));
    if (directions == NULL)
        return kl_fail_memory(error, "directions", KL_DIRECTIONS * d * sizeof(double));
    memcpy(directions, direction, d * sizeof *direction);
    project(slices, 0, directions, room->value[0]);
    project(slices, 1, directions, room->value[1]);
    kl_free(directions);
    const kl_line line = sort_line(slices, 0, 1, room);
    const kl_status status = mean_power(&line, power, error);
    if (status == KL_OK)
        add_slopes(slices, &line, gradient);
    return status;
}

/* ±slope·θ to both points of a step. */
static void pull_points(const kl_line *line, const double *direction, size_t d,
                        double *gradient[2]) {
    kl_walk walk;
    for (kl_walk_begin(line, 0, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        const double slope = slope_of(line, walk.now);
        double *x = gradient[0] + line->index[0][walk.now.x] * d;
        double *y = gradient[1] + line->index[1][walk.now.y] * d;
        for (size_t c = 0; c < d; c++) {
            x[c] += slope * direction[c];
            y[c] -= slope * direction[c];
        }
    }
}

kl_status kl_slices_pull(const kl_slices *slices, const double *direction, size_t n,
                         kl_slices_room *room, double *power, double *gradient[2],
                         kl_error *error) {
    kl_status status = KL_OK;
    project(slices, 0, direction, room->value[0]);
    project(slices, 1, direction, room->value[1]);
    for (size_t r = 0; r < n && status == KL_OK; r++) {
        const kl_line line = sort_line(slices, r, 1, room);
        status = mean_power(&line, &power[r], error);
        if (status == KL_OK)
            pull_points(&line, direction + r * slices->columns, slices->columns, gradient);
    }
    return status;
}

double kl_slices_root(const kl_slices *slices, double power) {
    return ldexp(kl_power_root(power, slices->options.power), slices->exponent);
}
