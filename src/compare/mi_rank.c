/* SPDX-License-Identifier: Apache-2.0 */
/* All columns of a table by what they tell of one of them. */
#include "compare/mi_rank.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "compare/labels.h"
#include "io/excerpt.h"
#include "sample/discoveries.h"

#include <stdlib.h>
#include <string.h>

/* ── The columns ── */

static void list_columns(kl_mi_ranking *r) {
    for (size_t i = 0; i < r->mi->columns; i++) {
        const kl_mi_variable *v = &r->mi->variable[i];
        if (v == r->target)
            continue;
        kl_mi_ranked *one = &r->column[r->n];
        *one = (kl_mi_ranked){.variable = v, .letter = ++r->n, .q = NAN};
        kl_words(one->why, sizeof one->why, "%s", v->reason);
    }
}

static kl_status link_one(kl_mi_ranking *r, kl_mi_ranked *one, kl_mi_test test, kl_error *error) {
    const kl_mi_variable *const both[3] = {one->variable, r->target, NULL};
    kl_error why = KL_ERROR_INIT;
    const kl_status status = kl_mi_link_make(r->mi, both, test, &one->link, &why);
    kl_mi_link_clear(&one->link);
    if (status == KL_OK)
        return KL_OK;
    if (status != KL_ERROR_VALUE && status != KL_ERROR_ARGUMENT)
        return kl_error_copy(error, &why);
    kl_words(one->why, sizeof one->why, "%s", why.message);
    return KL_OK;
}

static kl_status link_all(kl_mi_ranking *r, kl_error *error) {
    size_t tests = 0;
    for (size_t i = 0; i < r->n; i++)
        tests += r->column[i].why[0] == '\0';
    const unsigned deals = kl_mi_deals(r->mi, tests);
    const double rows = (double)r->mi->rows * (double)tests * (double)deals;
    r->ends_early = r->mi->options.permutations == 0 && rows > KL_MI_ROWS_DEALT;
    const kl_mi_test test = {deals, r->ends_early ? KL_MI_ENOUGH : 0, r->mi->options.pool};
    kl_status status = kl_mi_progress(r->mi, 0, tests, error);
    for (size_t i = 0, done = 0; status == KL_OK && i < r->n; i++) {
        if (r->column[i].why[0] != '\0')
            continue;
        status = link_one(r, &r->column[i], test, error);
        if (status == KL_OK)
            status = kl_mi_progress(r->mi, ++done, tests, error);
    }
    return status;
}

static kl_status find_discoveries(kl_mi_ranking *r, kl_error *error) {
    double *p = kl_alloc(r->n, 2 * sizeof *p);
    size_t told = 0;
    if (p == NULL)
        return kl_fail_memory(error, "p-values", 2 * r->n * sizeof *p);
    for (size_t i = 0; i < r->n; i++)
        if (r->column[i].why[0] == '\0')
            p[told++] = r->column[i].link.p_value.value;
    double *q = p + r->n;
    const kl_status status = kl_false_discovery_rates(p, told, q, error);
    for (size_t i = 0; status == KL_OK && i < r->n; i++)
        if (r->column[i].why[0] == '\0')
            r->column[i].q = q[r->told++];
    kl_free(p);
    return status;
}

/* 0: more than chance tells; 1: it could be chance; 2: nothing. */
static int class_of(const kl_mi_ranked *one) {
    return one->why[0] != '\0' ? 2 : one->q > KL_DISCOVERY;
}

static int tells_more(const void *a, const void *b) {
    const kl_mi_ranked *x = a, *y = b;
    const int classes[2] = {class_of(x), class_of(y)};
    const double values[2] = {x->link.value.value, y->link.value.value};
    if (classes[0] != classes[1])
        return classes[0] - classes[1];
    if (classes[0] < 2 && values[0] != values[1])
        return values[0] > values[1] ? -1 : 1;
    return x->letter < y->letter ? -1 : 1;
}

static kl_status refuse(const kl_mi_ranking *r, kl_error *error) {
    const char *name = kl_table_name(r->mi->table), *target = r->target->column->name;
    if (r->n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "%s: there is no other column than %s", name, target);
    const char *column = r->column[0].variable->column->name;
    char shown[KL_EXCERPT_SIZE];
    return kl_fail(error, KL_ERROR_VALUE, "%s: no column can tell anything of %s; column %s: %s",
                   name, target, kl_excerpt(column, strlen(column), shown), r->column[0].why);
}

static kl_status rank(kl_mi_ranking *r, kl_error *error) {
    kl_status status = link_all(r, error);
    if (status == KL_OK)
        status = find_discoveries(r, error);
    if (status != KL_OK)
        return status;
    qsort(r->column, r->n, sizeof *r->column, tells_more);
    for (size_t i = 0; i < r->n; i++)
        r->discovered += class_of(&r->column[i]) == 0;
    return r->told > 0 ? KL_OK : refuse(r, error);
}

/* ── The document ── */

static kl_status add_head(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    const kl_mi_variable **all = kl_alloc(r->n + 1, sizeof *all);
    char title[4 * KL_PHRASE];
    if (all == NULL)
        return kl_fail_memory(error, "columns", (r->n + 1) * sizeof *all);
    all[0] = r->target;
    for (size_t i = 0; i < r->n; i++)
        all[r->column[i].letter] = r->column[i].variable;
    kl_words(title, sizeof title, "what each column of %s tells of %s: mutual information, %s",
             kl_table_name(r->mi->table), r->target->column->name,
             kl_phrase_counted(r->mi->rows, "row").text);
    const kl_status status = kl_mi_head(r->mi, title, all, r->n + 1, document, error);
    kl_free(all);
    return status;
}

/* "island, p 0.001, q 0.0014, bias 0.0051": all of a column in a row; neighbours have no bias that is known, nor
 * have counts most of which are 1. */
static void name_row(const kl_mi_ranking *r, const kl_mi_ranked *one, char *label, size_t size) {
    const kl_estimate bias = kl_estimate_convert(
        kl_estimate_exact(one->link.bias, one->link.value.unit), r->mi->options.unit);
    const int is_known =
        one->link.used == KL_MI_COUNTS && !kl_estimate_has(&one->link.value, KL_FLAG_BIASED);
    kl_words(label, size, "%s, p %s, q %s%s%s", one->variable->column->name,
             kl_phrase_small(one->link.p_value.value).text, kl_phrase_small(one->q).text,
             is_known ? ", bias " : "", is_known ? kl_phrase_small(bias.value).text : "");
}

static kl_status add_column(const kl_mi_ranking *r, size_t index, kl_document *document,
                            kl_error *error) {
    const kl_mi_ranked *one = &r->column[index];
    const char *name = one->variable->column->name;
    const kl_estimate *p = &one->link.p_value;
    kl_estimate q = *p;
    char label[4 * KL_PHRASE], subject[2 * KL_PHRASE];
    q.value = one->q;
    kl_words(subject, sizeof subject, "A|%s", kl_labels_subject(one->letter).text);
    name_row(r, one, label, sizeof label);
    kl_status status =
        kl_document_add_estimate(document, "mutual_information", label, subject, NULL,
                                 &one->link.value, index == 0 && r->discovered > 0, error);
    kl_words(label, sizeof label, "p-value of \"independent\", %s", name);
    if (status == KL_OK)
        status = kl_document_add_estimate(document, "p_value", label, subject, NULL, p, -1, error);
    kl_words(label, sizeof label, "false discovery rate, %s", name);
    if (status == KL_OK)
        status = kl_document_add_estimate(document, "q_value", label, subject, NULL, &q, -1, error);
    kl_words(label, sizeof label, "bias taken off the counts, %s", name);
    return status == KL_OK ? kl_mi_add_bias(&one->link, label, subject, -1, document, error)
                           : status;
}

/* Bars are in the order of their values: what could be chance is none of them, and counted as left out. */
static kl_status add_picture(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    const char **labels = kl_alloc(r->discovered, sizeof *labels);
    double *values = kl_alloc(r->discovered, sizeof *values), chance = 0;
    char title[4 * KL_PHRASE];
    kl_status status = KL_OK;
    if (labels == NULL || values == NULL)
        status = kl_fail_memory(error, "a picture", r->discovered * sizeof *values);
    for (size_t i = 0; status == KL_OK && i < r->discovered; i++) {
        labels[i] = r->column[i].variable->column->name;
        values[i] = r->column[i].link.value.value;
    }
    for (size_t i = r->discovered; i < r->told; i++)
        chance += r->column[i].link.value.value;
    kl_words(title, sizeof title, "Mutual information with %s", r->target->column->name);
    if (status == KL_OK)
        status = kl_document_add_series(document, "mutual_information", title, "A",
                                        KL_SERIES_CONTRIBUTION, KL_UNIT_NATS, NULL, labels, values,
                                        r->discovered, r->told - r->discovered, chance, error);
    kl_free(labels);
    kl_free(values);
    return status;
}

static kl_status describe(const kl_mi_ranking *r, kl_document *document, kl_error *error) {
    kl_status status = add_head(r, document, error);
    for (size_t i = 0; status == KL_OK && i < r->told; i++)
        status = add_column(r, i, document, error);
    if (status == KL_OK && r->discovered > 0)
        status = add_picture(r, document, error);
    return status == KL_OK ? kl_mi_rank_sentences(r, document, error) : status;
}

/* ── All of it ── */

static kl_status rank_columns(const kl_mi *mi, const char *const *target, kl_document *document,
                              kl_error *error) {
    kl_mi_ranking r = {.mi = mi};
    kl_status status = kl_mi_find(mi, *target, &r.target, error);
    if (status != KL_OK)
        return status;
    r.column = kl_alloc_zero(mi->columns, sizeof *r.column);
    if (r.column == NULL)
        return kl_fail_memory(error, "columns", mi->columns * sizeof *r.column);
    list_columns(&r);
    status = rank(&r, error);
    if (status == KL_OK)
        status = describe(&r, document, error);
    kl_free(r.column);
    return status;
}

kl_status kl_mi_rank(const kl_table *table, const char *target, const kl_mi_options *options,
                     kl_document **out, kl_error *error) {
    if (table == NULL || target == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_mi_rank: table, target or out is NULL");
    return kl_mi_document(table, &target, options, rank_columns, out, error);
}
