/* SPDX-License-Identifier: Apache-2.0 */
/* The mutual information of all pairs of columns. */
#include "compare/mi.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "compare/alone.h"
#include "compare/labels.h"
#include "io/excerpt.h"
#include "report/say.h"
#include "sample/discoveries.h"
#include "sample/interval.h"

#include <math.h>
#include <string.h>

/* Pairs that are worked on between two reports of progress, for each thread. */
enum { BATCH = 8, MOST_NOTED = 6 };
/* Tests look at so many rows in all deals of all pairs, and make at least so many deals each, or none; of more pairs the
 * rows of a document that tell of them would take long to look through. */
enum { ROWS_DEALT = 200000000, LEAST_DEALS = 99, MOST_TESTED = 5000 };

typedef struct cells {
    const kl_mi *mi;
    const kl_mi_variable **variable;
    size_t n;
    kl_pool **alone;
    double *value, *low, *high; /* n × n */
    double *p, *q;              /* of each pair; NaN: not tested */
    unsigned deals;
    size_t tested, discovered; /* pairs, and those with q of at most KL_DISCOVERY */
    size_t first;              /* pair of the batch */
} cells;

typedef struct ends {
    size_t i, j;
} ends;

static void set_cell(cells *c, size_t i, size_t j, const kl_estimate *estimate) {
    const size_t both[2] = {i * c->n + j, j * c->n + i};
    for (int k = 0; k < 2; k++) {
        c->value[both[k]] = estimate->value;
        c->low[both[k]] = estimate->low;
        c->high[both[k]] = estimate->high;
    }
}

/* Two columns that cannot be linked, having too few rows together, have 0 without an interval. */
static kl_status link_pair(void *context, size_t index, unsigned worker, kl_error *error) {
    cells *c = context;
    size_t i, j;
    kl_alone_pair(c->n, c->first + index, &i, &j);
    const kl_mi_variable *const both[3] = {c->variable[i], c->variable[j], NULL};
    const kl_mi_test test = {c->deals, c->alone[worker]};
    kl_error why = KL_ERROR_INIT;
    kl_mi_link link;
    const kl_status status = kl_mi_link_make(c->mi, both, test, &link, &why);
    c->p[c->first + index] = NAN;
    if (status == KL_OK) {
        set_cell(c, i, j, &link.value);
        if (link.p_value.n > 0)
            c->p[c->first + index] = link.p_value.value;
        kl_mi_link_clear(&link);
        return KL_OK;
    }
    if (status != KL_ERROR_VALUE)
        return kl_error_copy(error, &why);
    link.value = (kl_estimate){.low = NAN, .high = NAN};
    set_cell(c, i, j, &link.value);
    return KL_OK;
}

static kl_status fill_diagonal(cells *c, kl_error *error) {
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

static size_t pairs_of(const cells *c) {
    return c->n * (c->n - 1) / 2;
}

/* As many as a ranking of as many would have, fewer if that takes too long, none if it would be too few. */
static unsigned deals_of(const cells *c) {
    const size_t pairs = pairs_of(c), rows = c->mi->rows > 0 ? c->mi->rows : 1;
    const size_t most = ROWS_DEALT / pairs / rows;
    const unsigned wanted = kl_mi_deals(c->mi, pairs);
    if (pairs > MOST_TESTED)
        return 0;
    if (c->mi->options.permutations > 0 || wanted <= most)
        return wanted;
    return most >= LEAST_DEALS ? (unsigned)most : 0;
}

/* q of all pairs that were tested. */
static kl_status find_discoveries(cells *c, kl_error *error) {
    const size_t pairs = pairs_of(c);
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

static kl_status fill(cells *c, kl_error *error) {
    kl_pool *pool = c->mi->options.pool;
    const size_t pairs = pairs_of(c), batch = BATCH * kl_pool_threads(pool);
    kl_status status = fill_diagonal(c, error);
    c->deals = deals_of(c);
    for (c->first = 0; status == KL_OK && c->first < pairs; c->first += batch) {
        status = kl_mi_progress(c->mi, c->first, pairs, error);
        const size_t left = pairs - c->first;
        if (status == KL_OK)
            status = kl_pool_run(pool, left < batch ? left : batch, link_pair, c, error);
    }
    if (status == KL_OK)
        status = kl_mi_progress(c->mi, pairs, pairs, error);
    return status == KL_OK ? find_discoveries(c, error) : status;
}

/* ── The document ── */

static kl_status note_left_out(const kl_mi *mi, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    size_t more = 0, noted = 0;
    for (size_t i = 0; status == KL_OK && i < mi->columns; i++) {
        const kl_mi_variable *v = &mi->variable[i];
        if (v->reason[0] == '\0')
            continue;
        if (noted++ < MOST_NOTED)
            status = kl_say(document, KL_SENTENCE_NOTE, error, "%s is left out: %s.",
                            v->column->name, v->reason);
        else
            more++;
    }
    if (status == KL_OK && more > 0)
        status = kl_say(document, KL_SENTENCE_NOTE, error, "So are %zu more.", more);
    return status;
}

/* The pair that has most of those whose intervals are above 0, and that tests tell from chance where there are some;
 * without one both ends are the same. */
static ends most_of(const cells *c) {
    ends most = {0, 0};
    for (size_t pair = 0; pair < pairs_of(c); pair++) {
        size_t i, j;
        kl_alone_pair(c->n, pair, &i, &j);
        const double value = c->value[i * c->n + j];
        const int is_more = c->low[i * c->n + j] > 0 && !(c->q[pair] > KL_DISCOVERY);
        if (is_more && (most.i == most.j || value > c->value[most.i * c->n + most.j]))
            most = (ends){i, j};
    }
    return most;
}

static kl_status say_most(const cells *c, kl_document *document, kl_error *error) {
    const kl_unit unit = c->mi->options.unit;
    const ends most = most_of(c);
    const size_t cell = most.i * c->n + most.j;
    const kl_estimate value = {.value = c->value[cell],
                               .standard_error = NAN,
                               .low = c->low[cell],
                               .high = c->high[cell],
                               .unit = KL_UNIT_NATS,
                               .method = KL_METHOD_PLUGIN};
    if (most.i == most.j)
        return kl_say(
            document, KL_SENTENCE_SO_WHAT, error, "%s",
            c->discovered > 0
                ? "No pair that tests tell from chance has an interval above 0: how much they tell "
                  "of each other is open."
            : c->tested > 0
                ? "No pair tells more of each other than chance does."
                : "No pair has an interval above 0, which would tell it from independent; a test "
                  "of two columns says more.");
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "Of all pairs %s and %s tell the most about each other, %s %s.",
                  c->variable[most.i]->column->name, c->variable[most.j]->column->name,
                  kl_phrase_estimate(&value, unit).text, kl_unit_name(unit));
}

static kl_status note_no_interval(const cells *c, kl_document *document, kl_error *error) {
    ends first = {0, 0};
    size_t pairs = 0;
    char more[KL_PHRASE] = "";
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = i + 1; j < c->n; j++)
            if (isnan(c->low[i * c->n + j]) && pairs++ == 0)
                first = (ends){i, j};
    if (pairs == 0)
        return KL_OK;
    if (pairs > 1)
        kl_words(more, sizeof more, ", and so have %s",
                 kl_phrase_counted(pairs - 1, "other pair").text);
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "%s and %s have too few rows for an interval%s: what such a cell shows may be "
                  "%sbias alone.",
                  c->variable[first.i]->column->name, c->variable[first.j]->column->name, more,
                  c->tested > 0 ? "" : "chance or ");
}

static kl_status say_tests(const cells *c, kl_document *document, kl_error *error) {
    if (c->deals == 0)
        return kl_say(document, KL_SENTENCE_NOTE, error,
                      "%s of %s are too many to deal anew: they were not tested; two columns alone "
                      "are.",
                      kl_phrase_counted(pairs_of(c), "pair").text,
                      kl_phrase_counted(c->mi->rows, "row").text);
    kl_status status = kl_say(
        document, KL_SENTENCE_NOISE, error,
        "%zu of %zu pairs tell%s more of each other than chance does; of pairs found like "
        "this, with q ≤ %g, on average at most %g %% are found by chance.",
        c->discovered, c->tested, c->discovered == 1 ? "s" : "", KL_DISCOVERY, 100 * KL_DISCOVERY);
    if (status == KL_OK && (double)c->tested > KL_DISCOVERY * (c->deals + 1.0))
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "The tests made %s deals each, too few for one pair alone among %zu to "
                        "reach q = %g.",
                        kl_phrase_count(c->deals).text, c->tested, KL_DISCOVERY);
    return status;
}

/* p and q of a pair, which the terminal counts only. */
static kl_status add_tests(const cells *c, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t pair = 0; status == KL_OK && pair < pairs_of(c); pair++) {
        size_t i, j;
        char subject[2 * KL_PHRASE], label[4 * KL_PHRASE];
        if (isnan(c->p[pair]))
            continue;
        kl_alone_pair(c->n, pair, &i, &j);
        kl_words(subject, sizeof subject, "%s|%s", kl_labels_subject(i).text,
                 kl_labels_subject(j).text);
        kl_estimate found =
            kl_estimate_bare(c->p[pair], KL_UNIT_ONE, KL_METHOD_PERMUTATION, c->deals);
        kl_words(label, sizeof label, "p-value of \"independent\", %s and %s",
                 c->variable[i]->column->name, c->variable[j]->column->name);
        status =
            kl_document_add_estimate(document, "p_value", label, subject, NULL, &found, -1, error);
        found.value = c->q[pair];
        kl_words(label, sizeof label, "false discovery rate, %s and %s",
                 c->variable[i]->column->name, c->variable[j]->column->name);
        if (status == KL_OK)
            status = kl_document_add_estimate(document, "q_value", label, subject, NULL, &found, -1,
                                              error);
    }
    return status;
}

static kl_status add_matrix(const cells *c, kl_document *document, kl_error *error) {
    const char **labels = kl_alloc(c->n, sizeof *labels);
    if (labels == NULL)
        return kl_fail_memory(error, "the names of columns", c->n * sizeof *labels);
    for (size_t i = 0; i < c->n; i++)
        labels[i] = c->variable[i]->column->name;
    const kl_status status = kl_document_add_matrix(
        document, "mutual_information", "Mutual information of two columns", KL_UNIT_NATS, NULL,
        NULL, labels, c->value, c->low, c->high, c->n, 0, error);
    kl_free(labels);
    return status;
}

static kl_status describe(const cells *c, kl_document *document, kl_error *error) {
    char title[4 * KL_PHRASE];
    kl_words(title, sizeof title, "mutual information of all pairs of columns of %s, %s",
             kl_table_name(c->mi->table), kl_phrase_counted(c->mi->rows, "row").text);
    kl_status status = kl_mi_head(c->mi, title, c->variable, c->n, document, error);
    if (status == KL_OK)
        status = add_matrix(c, document, error);
    if (status == KL_OK)
        status = add_tests(c, document, error);
    if (status == KL_OK)
        status = say_most(c, document, error);
    if (status == KL_OK)
        status = say_tests(c, document, error);
    if (status == KL_OK)
        status = note_no_interval(c, document, error);
    if (status == KL_OK)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "On the diagonal is the entropy of a column, which of numbers that are "
                        "measured ever more finely has no end.");
    return status == KL_OK ? note_left_out(c->mi, document, error) : status;
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

static kl_status choose_columns(cells *c, kl_error *error) {
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
    cells c = {.mi = mi};
    (void)names;
    kl_status status = choose_columns(&c, error);
    const size_t size = c.n * c.n;
    if (status == KL_OK) {
        c.value = kl_alloc_zero(size, 5 * sizeof *c.value);
        if (c.value == NULL)
            status = kl_fail_memory(error, "a matrix", 5 * size * sizeof *c.value);
    }
    if (status == KL_OK) {
        c.low = c.value + size;
        c.high = c.low + size;
        c.p = c.high + size;
        c.q = c.p + size;
        status = kl_alone_new(mi->options.pool, &c.alone, error);
    }
    if (status == KL_OK)
        status = fill(&c, error);
    if (status == KL_OK)
        status = describe(&c, document, error);
    kl_alone_free(c.alone, mi->options.pool);
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
