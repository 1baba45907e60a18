/* SPDX-License-Identifier: Apache-2.0 */
/* What all documents of mutual information share: options, the columns, the head. */
#include "compare/mi.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/options.h"
#include "io/excerpt.h"
#include "kernels/scalar.h"
#include "report/say.h"
#include "sample/interval.h"
#include "sample/subsamples.h"

#include <math.h>
#include <string.h>

/* ── Names ── */

const char *kl_mi_estimator_name(kl_mi_estimator estimator) {
    static const char *const names[] = {"auto", "counts", "ksg", "ross", "mixed", "copula"};
    return (unsigned)estimator < KL_MI_ESTIMATOR_COUNT ? names[estimator] : NULL;
}

const char *kl_mi_estimator_phrase(kl_mi_estimator estimator) {
    static const char *const phrases[] = {"",
                                          "counts",
                                          "nearest neighbours",
                                          "nearest neighbours of one category",
                                          "nearest neighbours, in the same place or near",
                                          "a Gaussian copula"};
    return phrases[estimator];
}

const char *kl_mi_id(size_t inputs, size_t index) {
    static const char *const ids[] = {"mutual_information",
                                      "conditional_mutual_information",
                                      "p_value",
                                      "q_value",
                                      "bias",
                                      "entropy",
                                      "conditional_entropy",
                                      "uncertainty_coefficient",
                                      "normalised_mutual_information",
                                      "adjusted_mutual_information",
                                      "g_test",
                                      "g_test.p_value",
                                      "information_correlation"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

double kl_mi_correlation(double nats) {
    return sqrt(-kl_expm1(-2 * nats));
}

/* ── Options ── */

void kl_mi_options_init(kl_mi_options *options) {
    *options = (kl_mi_options){.size = sizeof *options, .confidence = 0.95, .unit = KL_UNIT_BITS};
}

static kl_status read_options(const kl_mi_options *given, kl_mi_options *out, kl_error *error) {
    kl_mi_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_mi_options", error);
    if (status != KL_OK)
        return status;
    if (kl_mi_estimator_name(out->estimator) == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "estimator is %d", (int)out->estimator);
    if (!(out->confidence > 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g, expected above 0 and below 1",
                       out->confidence);
    if (out->unit != KL_UNIT_BITS && out->unit != KL_UNIT_NATS)
        return kl_fail(error, KL_ERROR_ARGUMENT, "unit is neither bits nor nats");
    return KL_OK;
}

/* ── Columns ── */

static kl_status read_columns(const kl_table *table, const kl_mi_options *options, kl_mi *out,
                              kl_error *error) {
    *out = (kl_mi){.table = table, .rows = kl_table_rows(table)};
    kl_status status = read_options(options, &out->options, error);
    if (status != KL_OK)
        return status;
    const size_t columns = kl_table_columns(table);
    out->variable = kl_alloc_zero(columns, sizeof *out->variable);
    if (out->variable == NULL)
        return kl_fail_memory(error, "columns", columns * sizeof *out->variable);
    out->columns = columns;
    for (size_t i = 0; status == KL_OK && i < columns; i++) {
        out->variable[i].column = kl_table_column(table, i);
        out->variable[i].index = i;
        status = kl_mi_variable_fill(out, &out->variable[i], error);
    }
    return status;
}

kl_status kl_mi_document(const kl_table *table, const char *const *names,
                         const kl_mi_options *options, kl_mi_teller *tell, kl_document **out,
                         kl_error *error) {
    kl_mi mi;
    kl_document *document = NULL;
    *out = NULL;
    kl_status status = read_columns(table, options, &mi, error);
    if (status == KL_OK)
        status = kl_document_new("mi", &document, error);
    if (status == KL_OK)
        status = tell(&mi, names, document, error);
    if (status == KL_OK)
        *out = document;
    else
        kl_document_free(document);
    for (size_t i = 0; i < mi.columns; i++)
        kl_mi_variable_clear(&mi.variable[i]);
    kl_free(mi.variable);
    return status;
}

kl_status kl_mi_find(const kl_mi *mi, const char *name, const kl_mi_variable **out,
                     kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    size_t at = 0;
    kl_status status = kl_table_find(mi->table, name, &at, error);
    if (status == KL_OK && mi->variable[at].reason[0] != '\0')
        status = kl_fail(error, KL_ERROR_VALUE, "column %s can tell nothing: %s",
                         kl_excerpt(name, strlen(name), shown), mi->variable[at].reason);
    if (status != KL_OK)
        return kl_fail_prefix(error, status, kl_table_name(mi->table));
    *out = &mi->variable[at];
    return KL_OK;
}

kl_status kl_mi_progress(const kl_mi *mi, size_t done, size_t total, kl_error *error) {
    const kl_mi_options *options = &mi->options;
    if (options->progress == NULL || options->progress(options->progress_context, done, total) == 0)
        return KL_OK;
    return kl_fail(error, KL_ERROR_CANCELLED, "stopped after %zu of %zu pairs of columns", done,
                   total);
}

kl_status kl_mi_add_bias(const kl_mi_link *link, const char *label, const char *subject,
                         int headline, kl_document *document, kl_error *error) {
    if (link->used != KL_MI_COUNTS)
        return KL_OK;
    kl_estimate bias =
        kl_estimate_bare(link->bias, link->value.unit, link->value.method, link->value.n);
    bias.flags = link->value.flags & KL_FLAG_BIASED; /* what is left is more */
    return kl_document_add_estimate(document, "bias", label, subject, NULL, &bias, headline, error);
}

/* ── Words ── */

kl_status kl_mi_note_interval(const kl_estimate *estimate, size_t columns, kl_document *document,
                              kl_error *error) {
    kl_nearest_options options;
    if (!kl_estimate_has(estimate, KL_FLAG_FEW_UNITS) || estimate->method != KL_METHOD_NEIGHBOURS)
        return KL_OK;
    kl_nearest_options_init(&options);
    const size_t group = kl_subsamples_too_few(options.neighbours, columns) + 1;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "An interval of neighbours of %zu columns takes at least %zu rows.", columns,
                  KL_SUBSAMPLES_LEAST * group);
}

static void describe_variable(const kl_mi *mi, const kl_mi_variable *v, char *text, size_t size) {
    const kl_phrase values = kl_phrase_counted(v->present, "value");
    const kl_phrase different = kl_phrase_count(v->different);
    const char *sort = v->column->numbers == NULL  ? ""
                       : v->sort == KL_MI_DISCRETE ? ", as categories"
                       : v->sort == KL_MI_MIXTURE  ? ", one of them often"
                                                   : "";
    size_t used = kl_words(text, size, "%s, %s different%s", values.text, different.text, sort);
    if (v->present < mi->rows && used < size)
        used += kl_words(text + used, size - used, ", %s missing",
                         kl_phrase_count(mi->rows - v->present).text);
    if (v->odd[0] != '\0' && used < size)
        kl_words(text + used, size - used, "; %s is no number", v->odd);
}

kl_status kl_mi_head(const kl_mi *mi, const char *title, const kl_mi_variable *const *variables,
                     size_t n, kl_document *document, kl_error *error) {
    kl_status status = kl_document_set_title(document, title, error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, "row", error);
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        const kl_column *column = variables[i]->column;
        char detail[4 * KL_PHRASE];
        describe_variable(mi, variables[i], detail, sizeof detail);
        status = kl_document_add_input(document, NULL, column->name,
                                       kl_column_type_name(column->type), detail, error);
    }
    return status;
}
