/* SPDX-License-Identifier: Apache-2.0 */
/* The drift of a table as a document: rows and a picture. */
#include "compare/drift.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "report/phrase.h"
#include "report/say.h"
#include "sample/interval.h"

#include <math.h>

/* Of more columns than these only those are shown of which there is something to say. */
enum { COLUMNS_SHOWN = 40 };

/* ── Head ── */

static kl_status add_input(const kl_drift_tables *tables, int side, kl_document *document,
                           kl_error *error) {
    uint64_t rows = 0;
    size_t columns = 0;
    char detail[2 * KL_PHRASE];
    for (size_t i = 0; i < kl_drift_columns(tables->drift); i++) {
        const kl_drift_column column = kl_drift_column_at(tables->drift, i);
        if (column.verdict == (side == 0 ? KL_DRIFT_ADDED : KL_DRIFT_DROPPED))
            continue;
        rows = column.rows[side];
        columns++;
    }
    kl_words(detail, sizeof detail, "%s, %s", kl_phrase_counted(rows, "row").text,
             kl_phrase_counted(columns, "column").text);
    return kl_document_add_input(document, side == 0 ? "reference" : "current", tables->name[side],
                                 "table", detail, error);
}

static kl_status add_head(const kl_drift_tables *tables, kl_document *document, kl_error *error) {
    char title[4 * KL_PHRASE];
    kl_words(title, sizeof title, "drift of %s from %s", tables->name[1], tables->name[0]);
    kl_status status = kl_document_set_title(document, title, error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, "value", error);
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = add_input(tables, s, document, error);
    return status;
}

/* ── Rows ── */

static int is_shown(const kl_drift_tables *tables, const kl_drift_column *column) {
    return kl_drift_columns(tables->drift) <= COLUMNS_SHOWN || column->verdict > KL_DRIFT_SAME;
}

static kl_status add_decided(const kl_drift_tables *tables, const kl_drift_column *column,
                             kl_document *document, kl_error *error) {
    char label[2 * KL_PHRASE];
    const double q = kl_drift_q(column);
    const int headline = column->verdict >= KL_DRIFT_EXCEEDED ? 1
                         : is_shown(tables, column)           ? 0
                                                              : -1;
    if (column->decides == NULL)
        return KL_OK;
    kl_words(label, sizeof label, "%s: %s, q = %s", column->decides->label,
             kl_drift_verdict_name(column->verdict), kl_phrase_small(q).text);
    return kl_document_add_estimate(document, column->decides->id, label, column->name, NULL,
                                    &column->decides->value, headline, error);
}

static kl_status add_p_value(double value, const char *id, const char *label,
                             const kl_drift_column *column, kl_document *document,
                             kl_error *error) {
    if (isnan(value))
        return KL_OK;
    const kl_estimate estimate =
        kl_estimate_bare(value, KL_UNIT_ONE, KL_METHOD_PLUGIN, column->rows[0] + column->rows[1]);
    return kl_document_add_estimate(document, id, label, column->name, NULL, &estimate, -1, error);
}

static kl_status add_details(const kl_drift_tables *tables, size_t index, kl_document *document,
                             kl_error *error) {
    const kl_drift_column column = kl_drift_column_at(tables->drift, index);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < kl_drift_measures(tables->drift, index); i++) {
        const kl_drift_measure m = kl_drift_measure_at(tables->drift, index, i);
        if (column.decides == NULL || m.id != column.decides->id)
            status = kl_document_add_estimate(document, m.id, m.label, column.name, NULL, &m.value,
                                              -1, error);
    }
    if (status == KL_OK)
        status = add_p_value(column.p, "p_value", "p-value", &column, document, error);
    if (status == KL_OK)
        status = add_p_value(column.q, "q_value", "false discovery rate", &column, document, error);
    if (status == KL_OK)
        status = add_p_value(column.p_missing, "p_value.missing", "Missing values: p-value",
                             &column, document, error);
    return status == KL_OK
               ? add_p_value(column.q_missing, "q_value.missing",
                             "Missing values: false discovery rate", &column, document, error)
               : status;
}

static kl_status add_rows(const kl_drift_tables *tables, kl_document *document, kl_error *error) {
    const size_t n = kl_drift_columns(tables->drift);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        const kl_drift_column column = kl_drift_column_at(tables->drift, i);
        status = add_decided(tables, &column, document, error);
    }
    for (size_t i = 0; status == KL_OK && i < n; i++) {
        const kl_drift_column column = kl_drift_column_at(tables->drift, i);
        if (!tables->is_outline || is_shown(tables, &column))
            status = add_details(tables, i, document, error);
    }
    return status;
}

/* ── How far above the tolerance ── */

static kl_status add_excess(const kl_drift_tables *tables, kl_document *document, kl_error *error) {
    const size_t columns = kl_drift_columns(tables->drift);
    const char **labels = kl_alloc(columns, sizeof *labels);
    double *values = kl_alloc(columns, sizeof *values);
    size_t n = 0;
    kl_status status = KL_OK;
    if (labels == NULL || values == NULL)
        status = kl_fail_memory(error, "a picture", columns * sizeof *values);
    for (size_t i = 0; status == KL_OK && i < columns; i++) {
        const kl_drift_column column = kl_drift_column_at(tables->drift, i);
        if (column.verdict != KL_DRIFT_EXCEEDED && column.verdict != KL_DRIFT_WITHIN)
            continue;
        labels[n] = column.name;
        values[n++] = kl_drift_excess(&column);
    }
    if (status == KL_OK && n > 0)
        status = kl_document_add_series(
            document, "excess", "What can be stood for over the tolerance: drifted above 1",
            "current", KL_SERIES_CONTRIBUTION, KL_UNIT_ONE, NULL, labels, values, n, 0, 0, error);
    kl_free(labels);
    kl_free(values);
    return status;
}

double kl_drift_q(const kl_drift_column *column) {
    return column->decides != NULL && kl_drift_is_missing(column->decides) ? column->q_missing
                                                                           : column->q;
}

double kl_drift_excess(const kl_drift_column *column) {
    const double low = column->decides != NULL ? kl_estimate_floor(&column->decides->value) : 0;
    return low > 0 ? low / column->limit : 0;
}

static kl_status describe(const kl_drift_tables *tables, kl_document **out, kl_error *error) {
    if (tables->drift == NULL || tables->name[0] == NULL || tables->name[1] == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a drift to describe: drift, reference, current or out is NULL");
    *out = NULL;
    if (tables->unit != KL_UNIT_BITS && tables->unit != KL_UNIT_NATS)
        return kl_fail(error, KL_ERROR_ARGUMENT, "unit is neither bits nor nats");
    kl_document *document = NULL;
    kl_status status = kl_document_new("drift", &document, error);
    if (status == KL_OK)
        status = add_head(tables, document, error);
    if (status == KL_OK)
        status = add_rows(tables, document, error);
    if (status == KL_OK)
        status = add_excess(tables, document, error);
    if (status == KL_OK)
        status = kl_drift_sentences(tables, document, error);
    if (status == KL_OK)
        *out = document;
    else
        kl_document_free(document);
    return status;
}

kl_status kl_drift_describe(const kl_drift *drift, const char *reference, const char *current,
                            kl_unit unit, kl_document **out, kl_error *error) {
    return describe(&(kl_drift_tables){drift, {reference, current}, unit, 0}, out, error);
}

kl_status kl_drift_outline(const kl_drift *drift, const char *reference, const char *current,
                           kl_unit unit, kl_document **out, kl_error *error) {
    return describe(&(kl_drift_tables){drift, {reference, current}, unit, 1}, out, error);
}
