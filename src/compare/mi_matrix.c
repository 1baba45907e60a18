/* SPDX-License-Identifier: Apache-2.0 */
/* The mutual information of all pairs of columns. */
#include "compare/mi_matrix.h"

#include "base/alloc.h"
#include "base/error.h"
#include "compare/alone.h"
#include "io/excerpt.h"
#include "sample/discoveries.h"
#include "sample/interval.h"

#include <math.h>
#include <string.h>

/* Pairs that are worked on between two reports of progress, for each thread. */
enum { BATCH = 8 };
/* A deal costs so many rows more. Where fewer deals than the least are left of all that may be looked at, neighbours
 * have none, and of what is counted the many pairs that chance explains end early, so that those that are left get the
 * deals. */
enum { ROWS_A_DEAL = 50 };

size_t kl_mi_pairs_of(const kl_mi_cells *c) {
    return c->n * (c->n - 1) / 2;
}

void kl_mi_pair_of(const kl_mi_cells *c, size_t pair, const kl_mi_variable *both[3]) {
    size_t i, j;
    kl_alone_pair(c->n, pair, &i, &j);
    both[0] = c->variable[i];
    both[1] = c->variable[j];
    both[2] = NULL;
}

static void set_cell(kl_mi_cells *c, size_t i, size_t j, const kl_estimate *estimate) {
    const size_t both[2] = {i * c->n + j, j * c->n + i};
    for (int k = 0; k < 2; k++) {
        c->value[both[k]] = estimate->value;
        c->low[both[k]] = estimate->low;
        c->high[both[k]] = estimate->high;
    }
}

static int is_counted(const kl_mi_cells *c, const kl_mi_variable *const both[3]) {
    const kl_mi_estimator asked = c->mi->options.estimator;
    return asked == KL_MI_COUNTS || (asked == KL_MI_AUTO && both[0]->sort == KL_MI_DISCRETE &&
                                     both[1]->sort == KL_MI_DISCRETE);
}

/* Two columns that cannot be linked, having too few rows together, have no value. */
static kl_status link_pair(void *context, size_t index, unsigned worker, kl_error *error) {
    kl_mi_cells *c = context;
    const size_t pair = c->todo[c->first + index];
    size_t i, j;
    const kl_mi_variable *both[3];
    kl_alone_pair(c->n, pair, &i, &j);
    kl_mi_pair_of(c, pair, both);
    const int counted = is_counted(c, both);
    const kl_mi_test test = {counted ? c->deals : c->far_deals, counted ? c->enough : 0,
                             c->alone[worker]};
    kl_error why = KL_ERROR_INIT;
    kl_mi_link link;
    const kl_status status = kl_mi_link_make(c->mi, both, test, &link, &why);
    if (status != KL_OK && status != KL_ERROR_VALUE)
        return kl_error_copy(error, &why);
    if (status != KL_OK)
        link.value = (kl_estimate){.value = NAN, .low = NAN, .high = NAN};
    set_cell(c, i, j, &link.value);
    c->made[pair] = status == KL_OK ? (double)link.p_value.n : 0;
    c->p[pair] = c->made[pair] > 0 ? link.p_value.value : NAN;
    kl_mi_link_clear(&link);
    return KL_OK;
}

static kl_status fill_diagonal(kl_mi_cells *c, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < c->n; i++) {
        kl_estimate own = kl_estimate_exact(INFINITY, KL_UNIT_NATS);
        if (c->variable[i]->codes != NULL)
            status = kl_mi_entropy(c->mi, c->variable[i], &own.value, error);
        own.low = own.high = NAN;
        set_cell(c, i, i, &own);
    }
    return status;
}

/* As many as a ranking of as many would have, fewer if that takes too long. */
static void choose_deals(kl_mi_cells *c) {
    const size_t pairs = kl_mi_pairs_of(c), rows = c->mi->rows;
    const size_t most = KL_MI_ROWS_DEALT / pairs / (rows + ROWS_A_DEAL);
    c->deals = c->far_deals = kl_mi_deals(c->mi, pairs);
    if (c->mi->options.permutations > 0 || c->deals <= most)
        return;
    c->far_deals = most >= KL_MI_LEAST_DEALS ? (unsigned)most : 0;
    c->deals = KL_MI_LEAST_DEALS;
    c->enough = KL_MI_ENOUGH;
}

/*
 * Pairs that did not end early get twice the deals that they need to be discoveries together: k of m pairs have
 * q = p m/k. A pair is dealt as often as the others say, not as it says itself: had it ended early, it would not matter
 * how often. Returns whether any are to be dealt more often than they were.
 */
static int choose_left(kl_mi_cells *c) {
    const size_t pairs = kl_mi_pairs_of(c);
    c->left = 0;
    for (size_t pair = 0; pair < pairs; pair++) {
        const kl_mi_variable *both[3];
        kl_mi_pair_of(c, pair, both);
        if (is_counted(c, both) && c->p[pair] * (1 + c->made[pair]) < KL_MI_ENOUGH)
            c->todo[c->left++] = pair;
    }
    const unsigned deals = c->left > 0 ? kl_mi_deals(c->mi, 2 * pairs / c->left) : 0;
    const int more = deals > c->deals;
    c->deals = more ? deals : c->deals;
    return more;
}

/* q of all pairs that were tested. */
static kl_status find_discoveries(kl_mi_cells *c, kl_error *error) {
    const size_t pairs = kl_mi_pairs_of(c);
    double *room = kl_alloc(pairs, 2 * sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "p-values", 2 * pairs * sizeof *room);
    for (size_t i = 0; i < pairs; i++)
        if (!isnan(c->p[i]))
            room[c->tested++] = c->p[i];
    const kl_status status = kl_false_discovery_rates(room, c->tested, room + pairs, error);
    for (size_t i = 0, at = 0; i < pairs; i++) {
        c->q[i] = isnan(c->p[i]) || status != KL_OK ? NAN : room[pairs + at++];
        c->discovered += c->q[i] <= KL_DISCOVERY;
    }
    kl_free(room);
    return status;
}

/* The first `count` of `todo`; `done` pairs were before them. */
static kl_status link_pairs(kl_mi_cells *c, size_t count, size_t done, kl_error *error) {
    kl_pool *pool = c->mi->options.pool;
    const size_t batch = BATCH * kl_pool_threads(pool);
    kl_status status = KL_OK;
    for (c->first = 0; status == KL_OK && c->first < count; c->first += batch) {
        const size_t left = count - c->first;
        status = kl_mi_progress(c->mi, done + c->first, done + count, error);
        if (status == KL_OK)
            status = kl_pool_run(pool, left < batch ? left : batch, link_pair, c, error);
    }
    return status == KL_OK ? kl_mi_progress(c->mi, done + count, done + count, error) : status;
}

static kl_status fill(kl_mi_cells *c, kl_error *error) {
    const size_t pairs = kl_mi_pairs_of(c);
    kl_status status = fill_diagonal(c, error);
    c->todo = kl_alloc(pairs, sizeof *c->todo);
    if (status == KL_OK && c->todo == NULL)
        status = kl_fail_memory(error, "pairs of columns", pairs * sizeof *c->todo);
    for (size_t pair = 0; status == KL_OK && pair < pairs; pair++)
        c->todo[pair] = pair;
    choose_deals(c);
    if (status == KL_OK)
        status = link_pairs(c, pairs, 0, error);
    for (size_t done = pairs; status == KL_OK && c->enough > 0 && choose_left(c); done += c->left)
        status = link_pairs(c, c->left, done, error);
    return status == KL_OK ? find_discoveries(c, error) : status;
}

/* ── All of it ── */

static kl_status refuse_columns(const kl_mi *mi, size_t n, kl_error *error) {
    const char *name = kl_table_name(mi->table);
    char shown[KL_EXCERPT_SIZE];
    for (size_t i = 0; i < mi->columns; i++) {
        const char *column = mi->variable[i].column->name;
        if (mi->variable[i].reason[0] != '\0')
            return kl_fail(error, KL_ERROR_VALUE,
                           "%s: %zu of %zu columns can tell anything; column %s: %s", name, n,
                           mi->columns, kl_excerpt(column, strlen(column), shown),
                           mi->variable[i].reason);
    }
    return kl_fail(error, KL_ERROR_VALUE, "%s: there is only one column", name);
}

static kl_status choose_columns(kl_mi_cells *c, kl_error *error) {
    const size_t columns = c->mi->columns;
    c->variable = kl_alloc(columns, sizeof *c->variable);
    if (c->variable == NULL)
        return kl_fail_memory(error, "columns", columns * sizeof *c->variable);
    for (size_t i = 0; i < columns; i++)
        if (c->mi->variable[i].reason[0] == '\0')
            c->variable[c->n++] = &c->mi->variable[i];
    if (c->n < 2)
        return refuse_columns(c->mi, c->n, error);
    /* So that n × n cannot overflow. */
    if (c->n > (size_t)1 << 16)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu columns are too many for a matrix", c->n);
    return KL_OK;
}

static kl_status fill_document(const kl_mi *mi, const char *const *names, kl_document *document,
                               kl_error *error) {
    kl_mi_cells c = {.mi = mi};
    (void)names;
    kl_status status = choose_columns(&c, error);
    const size_t size = c.n * c.n;
    if (status == KL_OK) {
        c.value = kl_alloc_zero(size, 6 * sizeof *c.value);
        if (c.value == NULL)
            status = kl_fail_memory(error, "a matrix", 6 * size * sizeof *c.value);
    }
    if (status == KL_OK) {
        c.low = c.value + size;
        c.high = c.low + size;
        c.p = c.high + size;
        c.q = c.p + size;
        c.made = c.q + size;
        status = kl_alone_new(mi->options.pool, &c.alone, error);
    }
    if (status == KL_OK)
        status = fill(&c, error);
    if (status == KL_OK)
        status = kl_mi_matrix_describe(&c, document, error);
    kl_alone_free(c.alone, mi->options.pool);
    kl_free(c.todo);
    kl_free(c.value);
    kl_free(c.variable);
    return status;
}

kl_status kl_mi_matrix(const kl_table *table, const kl_mi_options *options, kl_document **out,
                       kl_error *error) {
    if (table == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_mi_matrix: table or out is NULL");
    return kl_mi_document(table, NULL, options, fill_document, out, error);
}
