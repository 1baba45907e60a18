/* SPDX-License-Identifier: Apache-2.0 */
/* The plan as a picture: quantiles of numbers, moves of points in a plane, a table of symbols. */
#include "compare/ot.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/printable.h"

/* Points of a curve, and the most moves that a picture of a plane shows: those of the most mass. */
enum { SHARES = 100, MOVES_MOST = 1000 };

static double number_at(kl_matrix points, size_t row, size_t column) {
    double value;
    kl_array_read(kl_matrix_row(points, row), column, 1, &value);
    return value;
}

/* ── Numbers ── */

typedef struct pair {
    double x, y, mass;
} pair;

static int compare(double a, double b) {
    return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right) {
    const pair *a = left, *b = right;
    const int order = compare(a->x, b->x);
    return order != 0 ? order : compare(a->y, b->y);
}

/* The plan is monotone: in its order the masses go through both quantile functions. */
static void take_quantiles(const pair *pairs, size_t n, double *share, double quantile[2][SHARES]) {
    double behind = 0;
    for (size_t k = 0, i = 0; k < SHARES; k++) {
        share[k] = ((double)k + 0.5) / SHARES;
        while (i + 1 < n && behind + pairs[i].mass <= share[k])
            behind += pairs[i++].mass;
        quantile[0][k] = pairs[i].x;
        quantile[1][k] = pairs[i].y;
    }
}

static kl_status draw_quantiles(const kl_ot *ot, const kl_arc *plan, size_t n,
                                kl_document *document, kl_error *error) {
    pair *pairs = kl_alloc(n, sizeof *pairs);
    if (pairs == NULL)
        return kl_fail_memory(error, "a picture", n * sizeof *pairs);
    for (size_t k = 0; k < n; k++)
        pairs[k] = (pair){number_at(ot->side[0].points, plan[k].from, 0),
                          number_at(ot->side[1].points, plan[k].to, 0), plan[k].mass};
    qsort(pairs, n, sizeof *pairs, by_place);
    double share[SHARES], quantile[2][SHARES], low[SHARES], high[SHARES];
    take_quantiles(pairs, n, share, quantile);
    kl_free(pairs);
    for (size_t k = 0; k < SHARES; k++) {
        const int up = quantile[1][k] > quantile[0][k];
        low[k] = quantile[1 - up][k];
        high[k] = quantile[up][k];
    }
    return kl_document_add_curve(document, "quantiles",
                                 "quantiles of A, and shaded the way to those of B", "A|B",
                                 KL_UNIT_DATA, NULL, "share of the mass below", share, quantile[0],
                                 low, high, SHARES, error);
}

/* ── Points ── */

static int by_mass(const void *left, const void *right) {
    const kl_arc *a = left, *b = right;
    const int order = compare(b->mass, a->mass);
    if (order != 0)
        return order;
    return a->from != b->from ? (a->from > b->from) - (a->from < b->from)
                              : (a->to > b->to) - (a->to < b->to);
}

/* Rows of an image come down, and with them what is moved to or from it. */
static void take_moves(const kl_ot *ot, const kl_arc *heaviest, size_t n, double *out) {
    const int comes_down = kl_input_kind(ot->input[0]) == KL_INPUT_IMAGE ||
                           kl_input_kind(ot->input[1]) == KL_INPUT_IMAGE;
    const double up = comes_down ? -1 : 1;
    for (size_t k = 0; k < n; k++) {
        const size_t row[2] = {heaviest[k].from, heaviest[k].to};
        for (size_t s = 0; s < 2; s++) {
            out[2 * s * n + k] = number_at(ot->side[s].points, row[s], 0);
            out[(2 * s + 1) * n + k] = up * number_at(ot->side[s].points, row[s], 1);
        }
        out[4 * n + k] = heaviest[k].mass;
    }
}

static kl_status draw_moves(const kl_ot *ot, const kl_arc *plan, size_t arcs, kl_document *document,
                            kl_error *error) {
    const size_t n = arcs < MOVES_MOST ? arcs : MOVES_MOST;
    kl_arc *sorted = kl_alloc(arcs, sizeof *sorted);
    double *room = kl_alloc(n, 5 * sizeof *room);
    char title[80];
    kl_status status = KL_OK;
    if (sorted == NULL || room == NULL)
        status = kl_fail_memory(error, "a picture", arcs * sizeof *sorted);
    if (status == KL_OK) {
        memcpy(sorted, plan, arcs * sizeof *sorted);
        qsort(sorted, arcs, sizeof *sorted, by_mass);
        take_moves(ot, sorted, n, room);
        if (n < arcs)
            kl_words(title, sizeof title, "the plan: %zu of its %zu moves", n, arcs);
        else
            kl_words(title, sizeof title, "the plan");
        status = kl_document_add_moves(document, "plan", title, "A|B", room, room + n, room + 2 * n,
                                       room + 3 * n, room + 4 * n, n, error);
    }
    kl_free(sorted);
    kl_free(room);
    return status;
}

/* ── Symbols ── */

/* More than this no table shows. */
enum { SYMBOLS_MOST = 24, BYTES_SHOWN = 24 };

/* Symbols of both sides, each once: those of A, then what only B has. `place` says which each symbol is. */
typedef struct table {
    size_t n, place[2][SYMBOLS_MOST];
    kl_ot_symbol symbol[2 * SYMBOLS_MOST];
    char label[2 * SYMBOLS_MOST][KL_PRINTABLE_ROOM(BYTES_SHOWN)];
    double mass[4 * SYMBOLS_MOST * SYMBOLS_MOST];
} table;

static void add_symbols(const kl_ot_side *side, size_t *place, table *out) {
    for (size_t i = 0; i < side->n; i++) {
        const kl_ot_symbol s = side->symbols[i];
        size_t at = 0;
        while (at < out->n && (out->symbol[at].size != s.size ||
                               memcmp(out->symbol[at].text, s.text, s.size) != 0))
            at++;
        place[i] = at;
        if (at < out->n)
            continue;
        kl_printable(s.text, s.size < BYTES_SHOWN ? s.size : BYTES_SHOWN, 0, out->label[at]);
        out->symbol[out->n++] = s;
    }
}

/* What becomes of each symbol: shares of all mass. */
static kl_status draw_symbols(const kl_ot *ot, const kl_arc *plan, size_t arcs,
                              kl_document *document, kl_error *error) {
    if (ot->side[0].n > SYMBOLS_MOST || ot->side[1].n > SYMBOLS_MOST)
        return KL_OK;
    table *t = kl_alloc_zero(1, sizeof *t);
    if (t == NULL)
        return kl_fail_memory(error, "a table", sizeof *t);
    const char *labels[2 * SYMBOLS_MOST];
    for (size_t s = 0; s < 2; s++)
        add_symbols(&ot->side[s], t->place[s], t);
    for (size_t k = 0; k < arcs; k++)
        t->mass[t->place[0][plan[k].from] * t->n + t->place[1][plan[k].to]] += plan[k].mass;
    for (size_t i = 0; i < t->n; i++)
        labels[i] = t->label[i];
    const kl_status status = kl_document_add_matrix(
        document, "plan", "the plan: what of A (row) becomes what of B", KL_UNIT_ONE, NULL, NULL,
        labels, t->mass, NULL, NULL, t->n, 0, error);
    kl_free(t);
    return status;
}

kl_status kl_ot_draw(const kl_ot *ot, kl_document *document, kl_error *error) {
    const kl_arc *plan = kl_transport_get_plan(ot->plan);
    const size_t arcs = kl_transport_get_result(ot->plan)->arcs;
    if (ot->costs != NULL)
        return draw_symbols(ot, plan, arcs, document, error);
    if (kl_ot_has_bins(ot))
        return KL_OK;
    if (kl_ot_is_on_line(ot))
        return draw_quantiles(ot, plan, arcs, document, error);
    if (ot->side[0].points.columns == 2)
        return draw_moves(ot, plan, arcs, document, error);
    return KL_OK;
}
