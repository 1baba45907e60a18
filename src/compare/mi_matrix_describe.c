/* SPDX-License-Identifier: Apache-2.0 */
/* What a document tells of all pairs of columns. */
#include "compare/mi_matrix.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "compare/alone.h"
#include "compare/labels.h"
#include "report/say.h"
#include "sample/interval.h"

#include <math.h>

enum { MOST_NOTED = 6 };

typedef struct ends {
    size_t i, j;
} ends;

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
static ends most_of(const kl_mi_cells *c) {
    ends most = {0, 0};
    for (size_t pair = 0; pair < kl_mi_pairs_of(c); pair++) {
        size_t i, j;
        kl_alone_pair(c->n, pair, &i, &j);
        const double value = c->value[i * c->n + j];
        const int is_more = c->low[i * c->n + j] > 0 && !(c->q[pair] > KL_DISCOVERY);
        if (is_more && (most.i == most.j || value > c->value[most.i * c->n + most.j]))
            most = (ends){i, j};
    }
    return most;
}

static kl_status say_most(const kl_mi_cells *c, kl_document *document, kl_error *error) {
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

/* Of the pairs above the diagonal that are `so` the first, and how many there are. */
static size_t count_pairs(const kl_mi_cells *c, int (*so)(const kl_mi_cells *c, size_t pair),
                          size_t *first) {
    size_t count = 0;
    for (size_t pair = 0; pair < kl_mi_pairs_of(c); pair++)
        if (so(c, pair) && count++ == 0)
            *first = pair;
    return count;
}

static size_t cell_of(const kl_mi_cells *c, size_t pair) {
    size_t i, j;
    kl_alone_pair(c->n, pair, &i, &j);
    return i * c->n + j;
}

static int is_absent(const kl_mi_cells *c, size_t pair) {
    return isnan(c->value[cell_of(c, pair)]);
}

static int has_no_interval(const kl_mi_cells *c, size_t pair) {
    return !is_absent(c, pair) && isnan(c->low[cell_of(c, pair)]);
}

static int is_untested(const kl_mi_cells *c, size_t pair) {
    return !is_absent(c, pair) && isnan(c->p[pair]);
}

static kl_status note_no_interval(const kl_mi_cells *c, kl_document *document, kl_error *error) {
    size_t first = 0;
    char more[KL_PHRASE] = "";
    const kl_mi_variable *both[3];
    const size_t pairs = count_pairs(c, has_no_interval, &first);
    if (pairs == 0)
        return KL_OK;
    kl_mi_pair_of(c, first, both);
    if (pairs > 1)
        kl_words(more, sizeof more, ", and so have %s",
                 kl_phrase_counted(pairs - 1, "other pair").text);
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "%s and %s have too few rows for an interval%s: what such a cell shows may be "
                  "%sbias alone.",
                  both[0]->column->name, both[1]->column->name, more,
                  c->tested > 0 ? "" : "chance or ");
}

/* The reason is asked for once more. */
static kl_status note_absent(const kl_mi_cells *c, kl_document *document, kl_error *error) {
    size_t first = 0;
    char more[KL_PHRASE] = "";
    const kl_mi_variable *both[3];
    kl_error why = KL_ERROR_INIT;
    kl_mi_link link;
    const size_t pairs = count_pairs(c, is_absent, &first);
    if (pairs == 0)
        return KL_OK;
    kl_mi_pair_of(c, first, both);
    const kl_status status = kl_mi_link_make(c->mi, both, (kl_mi_test){.pool = NULL}, &link, &why);
    if (status != KL_ERROR_VALUE)
        return kl_error_copy(error, &why);
    if (pairs > 1)
        kl_words(more, sizeof more, "; nor are %s",
                 kl_phrase_counted(pairs - 1, "other pair").text);
    return kl_say(document, KL_SENTENCE_NOTE, error, "%s and %s are not in the picture%s: %s.",
                  both[0]->column->name, both[1]->column->name, more, why.message);
}

static kl_status note_untested(const kl_mi_cells *c, kl_document *document, kl_error *error) {
    size_t first = 0;
    const size_t pairs = count_pairs(c, is_untested, &first);
    if (pairs == 0)
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "%s of %s are too many to deal anew: they were not tested; two columns alone "
                  "are.",
                  kl_phrase_counted(pairs, "pair").text,
                  kl_phrase_counted(c->mi->rows, "row").text);
}

/* p is `enough` over the deals; of a whole test it is (1 + b)/(1 + deals). */
static int ended_early(const kl_mi_cells *c, size_t pair) {
    return c->enough > 0 && fabs(c->p[pair] * c->made[pair] - c->enough) < 1e-9;
}

static kl_status note_early(const kl_mi_cells *c, kl_document *document, kl_error *error) {
    size_t first = 0;
    const size_t early = count_pairs(c, ended_early, &first);
    if (early == 0)
        return KL_OK;
    char others[64] = "";
    if (early < c->tested)
        kl_words(others, sizeof others, "; the others made up to %s",
                 kl_phrase_count(c->deals).text);
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "The tests of %s ended once %u deals had as much%s.",
                  kl_phrase_counted(early, "pair").text, c->enough, others);
}

static int is_beyond_deals(const kl_mi_cells *c, size_t pair) {
    return c->p[pair] * (1 + c->made[pair]) < 1.5;
}

/* A p-value cannot be below 1/(1 + deals), and k of m pairs with the same have q = p m/k. */
static kl_status note_few_deals(const kl_mi_cells *c, kl_document *document, kl_error *error) {
    size_t first = 0;
    const size_t left = c->enough > 0 ? count_pairs(c, is_beyond_deals, &first) : 1;
    const double deals = c->enough > 0 && left > 0 ? c->made[first] : c->deals;
    if (left == 0 || (double)c->tested <= KL_DISCOVERY * (deals + 1) * (double)left)
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "The tests made %s deals each, too few for %s alone among %zu to reach q = %g.",
                  kl_phrase_count((uint64_t)deals).text,
                  left > 1 ? kl_phrase_counted(left, "pair").text : "one pair", c->tested,
                  KL_DISCOVERY);
}

static kl_status say_tests(const kl_mi_cells *c, kl_document *document, kl_error *error) {
    if (c->tested == 0)
        return KL_OK;
    kl_status status = kl_say(
        document, KL_SENTENCE_NOISE, error,
        "%zu of %zu pairs tell%s more of each other than chance does; of pairs found like "
        "this, with q ≤ %g, on average at most %g %% are found by chance.",
        c->discovered, c->tested, c->discovered == 1 ? "s" : "", KL_DISCOVERY, 100 * KL_DISCOVERY);
    return status == KL_OK ? note_few_deals(c, document, error) : status;
}

/* p and q of a pair, which the terminal counts only. */
static kl_status add_tests(const kl_mi_cells *c, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t pair = 0; status == KL_OK && pair < kl_mi_pairs_of(c); pair++) {
        size_t i, j;
        char subject[2 * KL_PHRASE], label[4 * KL_PHRASE];
        if (isnan(c->p[pair]))
            continue;
        kl_alone_pair(c->n, pair, &i, &j);
        kl_words(subject, sizeof subject, "%s|%s", kl_labels_subject(i).text,
                 kl_labels_subject(j).text);
        kl_estimate found = kl_estimate_bare(c->p[pair], KL_UNIT_ONE, KL_METHOD_PERMUTATION,
                                             (uint64_t)c->made[pair]);
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

static kl_status add_matrix(const kl_mi_cells *c, kl_document *document, kl_error *error) {
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

kl_status kl_mi_matrix_describe(const kl_mi_cells *c, kl_document *document, kl_error *error) {
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
        status = note_early(c, document, error);
    if (status == KL_OK)
        status = note_untested(c, document, error);
    if (status == KL_OK)
        status = note_no_interval(c, document, error);
    if (status == KL_OK)
        status = note_absent(c, document, error);
    if (status == KL_OK)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "On the diagonal is the entropy of a column, which of numbers that are "
                        "measured ever more finely has no end.");
    return status == KL_OK ? note_left_out(c->mi, document, error) : status;
}
