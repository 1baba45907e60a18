/* SPDX-License-Identifier: Apache-2.0 */
/* Reading points, drawing directions, and how far points are apart along them. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "sample/sort.h"
#include "transport/places.h"
#include "transport/sliced.h"

void kl_sliced_options_init(kl_sliced_options *options) {
    *options = (kl_sliced_options){
        .size = sizeof *options, .power = 1, .projections = 500, .confidence = 0.95, .steps = 200};
}

static kl_status read_options(const kl_sliced_options *given, kl_sliced_options *out,
                              kl_error *error) {
    kl_sliced_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_sliced_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->power >= 1 && out->power < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "p is %g, expected 1 or more and finite",
                       out->power);
    if (out->projections == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "projections is 0: one is the least");
    if (!(out->confidence > 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must be in (0, 1)",
                       out->confidence);
    return KL_OK;
}

/* ── Points ── */

/* Points stand side by side, eight at a time. */
enum { LANES = 8 };

static size_t room_of(size_t n) {
    return (n + LANES - 1) / LANES * LANES;
}

/* `step` lies between coordinates of a point, `next` between points. */
static void lay_out(const double *points, size_t n, size_t columns, size_t next, size_t step,
                    double factor, double *out) {
    for (size_t first = 0; first < n; first += LANES)
        for (size_t c = 0; c < columns; c++)
            for (size_t i = first; i < first + LANES; i++, out++)
                *out = i < n ? factor * points[i * next + c * step] : 0;
}

static double largest_of(const double *x, size_t n, double largest) {
    for (size_t k = 0; k < n; k++)
        largest = fabs(x[k]) > largest ? fabs(x[k]) : largest;
    return largest;
}

static kl_status take_points(kl_slices *slices, const kl_places *places, kl_error *error) {
    const size_t d = slices->columns;
    for (int side = 0; side < 2; side++) {
        const size_t size = room_of(slices->n[side]);
        slices->points[side] = kl_alloc(size, d * sizeof(double));
        if (slices->points[side] == NULL)
            return kl_fail_memory(error, "points", size * d * sizeof(double));
    }
    const double largest = largest_of(places->others, places->stride * d,
                                      largest_of(places->rows, slices->n[0] * d, 0));
    int exponent;
    frexp(largest, &exponent);
    const double factor = ldexp(1, -exponent);
    lay_out(places->rows, slices->n[0], d, d, 1, factor, slices->points[0]);
    lay_out(places->others, slices->n[1], d, 1, places->stride, factor, slices->points[1]);
    slices->exponent = places->exponent + exponent;
    return KL_OK;
}

static kl_status read_points(kl_slices *slices, kl_matrix x, kl_matrix y, kl_error *error) {
    kl_places places = {.x = x, .y = y, .stride = y.rows};
    if (x.rows == 0 || y.rows == 0)
        return kl_fail_input(
            error, kl_fail(error, KL_ERROR_VALUE, "%s has no points", x.rows == 0 ? "x" : "y"),
            x.rows != 0);
    kl_status status = kl_places_read(&places, 0, error);
    if (status == KL_OK)
        status = take_points(slices, &places, error);
    kl_free(places.rows);
    kl_free(places.others);
    return status;
}

kl_status kl_slices_read(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                         const kl_sliced_options *options, kl_slices *out, kl_error *error) {
    *out = (kl_slices){.n = {x.rows, y.rows}, .columns = x.columns};
    out->is_uniform = a.data == NULL && b.data == NULL;
    kl_status status = read_options(options, &out->options, error);
    if (status == KL_OK)
        status = read_points(out, x, y, error);
    if (status == KL_OK)
        status = kl_masses_read(a, b, x.rows, y.rows, KL_MASSES_SHARES, &out->masses, error);
    out->kernels = kl_kernels_for(out->options.pool);
    return status;
}

void kl_slices_clear(kl_slices *slices) {
    kl_free(slices->points[0]);
    kl_free(slices->points[1]);
    kl_masses_free(&slices->masses);
    *slices = (kl_slices){.columns = 0};
}

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

static void project(const kl_slices *slices, int side, const double *direction, double *out) {
    slices->kernels->project(slices->points[side], room_of(slices->n[side]), slices->columns,
                             direction, out);
}

kl_status kl_slices_room_new(const kl_slices *slices, int with_index, kl_slices_room *out,
                             kl_error *error) {
    const size_t most = slices->n[0] > slices->n[1] ? slices->n[0] : slices->n[1];
    *out = (kl_slices_room){.items = kl_alloc(2 * most, sizeof(kl_indexed))};
    int has_all = out->items != NULL;
    for (int side = 0; side < 2; side++) {
        const size_t n = slices->n[side];
        out->value[side] = kl_alloc(KL_DIRECTIONS * room_of(n), sizeof(double));
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
        line.value[side] = room->value[side] + r * room_of(slices->n[side]);
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

kl_status kl_slices_measure(const kl_slices *slices, const double *direction, size_t n,
                            kl_slices_room *room, double *power, kl_error *error) {
    kl_status status = KL_OK;
    project(slices, 0, direction, room->value[0]);
    project(slices, 1, direction, room->value[1]);
    for (size_t r = 0; r < n && status == KL_OK; r++) {
        const kl_line line = sort_line(slices, r, 0, room);
        status = kl_line_cost(&line, 0, NULL, &power[r], error);
        power[r] /= (double)line.masses.total;
    }
    return status;
}

/* Σ mass·p·|d|^(p − 1)·sign(d)·(x − y), d = θ·(x − y). */
static void add_slopes(const kl_slices *slices, const kl_line *line, double *gradient) {
    const size_t d = slices->columns;
    kl_walk walk;
    memset(gradient, 0, d * sizeof *gradient);
    for (kl_walk_begin(line, 0, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        const double apart = line->value[0][walk.now.x] - line->value[1][walk.now.y];
        const size_t i = line->index[0][walk.now.x], j = line->index[1][walk.now.y];
        const double *x = slices->points[0] + i / LANES * d * LANES + i % LANES,
                     *y = slices->points[1] + j / LANES * d * LANES + j % LANES;
        double slope = (double)walk.now.mass / (double)line->masses.total * line->power;
        if (line->power != 1)
            slope *= apart == 0 ? 0 : kl_exp((line->power - 1) * kl_log(fabs(apart)));
        slope = apart > 0 ? slope : apart < 0 ? -slope : 0;
        for (size_t c = 0; c < d; c++)
            gradient[c] += slope * (x[c * LANES] - y[c * LANES]);
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
    const kl_status status = kl_line_cost(&line, 0, NULL, power, error);
    *power /= (double)line.masses.total;
    if (status == KL_OK)
        add_slopes(slices, &line, gradient);
    return status;
}

double kl_slices_root(const kl_slices *slices, double power) {
    const double p = slices->options.power;
    double root = power;
    if (p == 2)
        root = sqrt(power);
    else if (p != 1)
        root = kl_exp(kl_log(power) / p);
    return ldexp(root, slices->exponent);
}
