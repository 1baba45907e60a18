/* SPDX-License-Identifier: Apache-2.0 */
/* The Wasserstein distance on a line and on a circle. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "transport/line.h"
#include "transport/plan.h"
#include "transport/power.h"

void kl_line_options_init(kl_line_options *options) {
    *options = (kl_line_options){.size = sizeof *options, .power = 1};
}

kl_status kl_line_options_read(const kl_line_options *given, kl_line_options *out,
                               kl_error *error) {
    kl_line_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_line_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->power >= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "p is %g, expected 1 or more", out->power);
    if (!(out->period >= 0 && out->period < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "the period is %g, expected 0 or more",
                       out->period);
    return KL_OK;
}

typedef struct solved {
    kl_line_options options;
    kl_line line;
    int64_t turn;
    kl_line_sum sum;
    double distance;
} solved;

static kl_status solve(kl_array x, kl_array a, kl_array y, kl_array b,
                       const kl_line_options *options, int with_index, solved *out,
                       kl_error *error) {
    *out = (solved){.turn = 0};
    kl_status status = kl_line_options_read(options, &out->options, error);
    if (status == KL_OK)
        status = kl_line_read(x, a, y, b, &out->options, with_index, &out->line, error);
    if (status == KL_OK)
        status = kl_line_turn(&out->line, out->options.pool, &out->turn, error);
    if (status == KL_OK)
        status = kl_line_cost(&out->line, out->turn, out->options.pool, &out->sum, error);
    if (status != KL_OK)
        return status;
    out->distance = ldexp(kl_line_root(&out->line, &out->sum), out->line.exponent);
    return KL_OK;
}

kl_status kl_wasserstein_line(kl_array x, kl_array a, kl_array y, kl_array b,
                              const kl_line_options *options, double *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_wasserstein_line: out must not be NULL");
    solved s;
    const kl_status status = solve(x, a, y, b, options, 0, &s, error);
    if (status == KL_OK)
        *out = s.distance;
    kl_line_clear(&s.line);
    return status;
}

/* ── The plan ── */

static int by_place(const void *left, const void *right) {
    const kl_arc *p = left, *q = right;
    if (p->from != q->from)
        return p->from < q->from ? -1 : 1;
    return (p->to > q->to) - (p->to < q->to);
}

/* Steps between the same two places, which a circle may have at its begin and its end, are one arc. */
static void fill_plan(const kl_line *line, int64_t turn, kl_transport *out) {
    kl_walk walk;
    kl_arc *plan = out->plan;
    size_t n = 0, arcs = 0;
    for (kl_walk_begin(line, turn, &walk); walk.now.mass > 0; kl_walk_next(&walk))
        plan[n++] = (kl_arc){line->index[0][walk.now.x], line->index[1][walk.now.y],
                             (double)walk.now.mass / (double)line->masses.total};
    qsort(plan, n, sizeof *plan, by_place);
    for (size_t k = 0; k < n; k++)
        if (arcs > 0 && by_place(&plan[arcs - 1], &plan[k]) == 0)
            plan[arcs - 1].mass += plan[k].mass;
        else
            plan[arcs++] = plan[k];
    out->result.arcs = arcs;
}

/* Down a staircase of places, each of which shares one with the last: it is a basis of the simplex, and since the cost
 * is convex (Monge), its potentials are feasible, also where a step has no mass. Σ mass · potential. */
static double climb(const kl_line *line, double *u, double *v) {
    const int64_t *row = line->masses.row, *column = line->masses.column;
    const size_t *const *index = (const size_t *const *)line->index;
    size_t i = 0, j = 0;
    int64_t left_x = row[0], left_y = column[0];
    kl_exact_sum dual;
    kl_exact_sum_init(&dual);
    double of_x = 0, of_y = kl_line_distance(line, 0, 0);
    for (;;) {
        u[index[0][i]] = of_x, v[index[1][j]] = of_y;
        const int64_t mass = left_x < left_y ? left_x : left_y;
        left_x -= mass, left_y -= mass;
        if (left_x == 0 && i + 1 < line->n[0]) {
            kl_exact_sum_add(&dual, (double)row[i] * of_x);
            left_x = row[++i];
            of_x = kl_line_distance(line, i, j) - of_y;
        } else if (j + 1 < line->n[1]) {
            kl_exact_sum_add(&dual, (double)column[j] * of_y);
            left_y = column[++j];
            of_y = kl_line_distance(line, i, j) - of_x;
        } else {
            break;
        }
    }
    kl_exact_sum_add(&dual, (double)row[i] * of_x);
    kl_exact_sum_add(&dual, (double)column[j] * of_y);
    return kl_exact_sum_round(&dual);
}

/* The first of y as it was given has 0. */
static void set_level(const kl_line *line, kl_transport *out) {
    const double exponent = line->exponent * line->power, level = out->potential[1][0];
    for (size_t i = 0; i < line->n[0]; i++)
        out->potential[0][i] = kl_power_shift(out->potential[0][i] + level, exponent);
    for (size_t j = 0; j < line->n[1]; j++)
        out->potential[1][j] = kl_power_shift(out->potential[1][j] - level, exponent);
}

static void fill_result(const solved *s, kl_transport *out) {
    const kl_line *line = &s->line;
    kl_transport_result *r = &out->result;
    r->mass = 1;
    r->distance = s->distance;
    r->cost = kl_power_of(s->distance, line->power);
    fill_plan(line, s->turn, out);
    if (line->period > 0 || line->power == INFINITY || s->sum.unit != 1) {
        kl_transport_drop_potentials(out);
        return;
    }
    const double dual = climb(line, out->potential[0], out->potential[1]);
    if (!isfinite(dual)) {
        kl_transport_drop_potentials(out);
        return;
    }
    const double ends[2] = {kl_line_distance(line, 0, line->n[1] - 1),
                            kl_line_distance(line, line->n[0] - 1, 0)};
    const double largest = fmax(ends[0], ends[1]);
    r->duality_gap =
        largest > 0 ? fmax(s->sum.cost - dual, 0) / (largest * (double)line->masses.total) : 0;
    set_level(line, out);
}

kl_status kl_transport_line(kl_array x, kl_array a, kl_array y, kl_array b,
                            const kl_line_options *options, kl_transport **out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_transport_line: out must not be NULL");
    *out = NULL;
    solved s;
    kl_status status = solve(x, a, y, b, options, 1, &s, error);
    if (status == KL_OK) {
        kl_transport *made = kl_transport_new(x.n + y.n, x.n, y.n);
        if (made == NULL)
            status = kl_fail_memory(error, "a plan", (x.n + y.n) * (sizeof(kl_arc) + 8));
        else
            fill_result(&s, made);
        *out = made;
    }
    kl_line_clear(&s.line);
    return status;
}
