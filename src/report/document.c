/* SPDX-License-Identifier: Apache-2.0 */
/* Filling a document. What is added is copied whole or not at all: a failure leaves it as it was.
 */
#include "report/document.h"

#include "base/alloc.h"
#include "base/error.h"
#include "report/glyph.h"

#include <math.h>
#include <string.h>

/* ── Owning ───────────────────────────────────────────────────────────────────────────────────── */

static kl_status copy(char **to, const char *text, const char *what, kl_error *error) {
    *to = NULL;
    if (!text)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: %s is NULL", what);
    *to = kl_glyph_copy(text);
    return *to ? KL_OK : kl_fail_memory(error, what, strlen(text) + 1);
}

static kl_status expect(const kl_document *document, kl_error *error) {
    return document ? KL_OK : kl_fail(error, KL_ERROR_ARGUMENT, "document: it is NULL");
}

static kl_status reserve(kl_report_list *list, size_t size, kl_error *error) {
    if (list->count < list->capacity)
        return KL_OK;
    size_t capacity = list->capacity ? list->capacity * 2 : 8;
    void *items = kl_realloc(list->items, capacity, size);
    if (!items)
        return kl_fail_memory(error, "a document", capacity * size);
    list->items = items;
    list->capacity = capacity;
    return KL_OK;
}

/* Append `item`, whose contents the list owns from then on. */
static void append(kl_report_list *list, const void *item, size_t size) {
    memcpy((char *)list->items + list->count++ * size, item, size);
}

static void free_texts(char **texts, size_t n) {
    for (size_t i = 0; texts && i < n; i++)
        kl_free(texts[i]);
    kl_free(texts);
}

static kl_status copy_texts(char ***to, const char *const *texts, size_t n, kl_error *error) {
    char **copies = kl_alloc_zero(n, sizeof *copies);
    if (!copies)
        return kl_fail_memory(error, "labels", n * sizeof *copies);
    for (size_t i = 0; i < n; i++) {
        kl_status status = copy(&copies[i], texts[i], "a label", error);
        if (status) {
            free_texts(copies, n);
            return status;
        }
    }
    *to = copies;
    return KL_OK;
}

/* Copy n labels and `count` values (n, or n² for a matrix) that must not be NaN. */
static kl_status copy_data(char ***labels_to, double **values_to, const char *id,
                           const char *const *labels, const double *values, size_t n, size_t count,
                           kl_error *error) {
    if (n && (!labels || !values))
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: %s has no labels or no values", id);
    for (size_t i = 0; i < count; i++)
        if (isnan(values[i]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "document: value %zu of %s is not a number", i, id);
    double *copies = kl_alloc(count, sizeof *copies);
    if (!copies)
        return kl_fail_memory(error, id, count * sizeof *copies);
    kl_status status = copy_texts(labels_to, labels, n, error);
    if (status) {
        kl_free(copies);
        return status;
    }
    if (count)
        memcpy(copies, values, count * sizeof *copies);
    *values_to = copies;
    return KL_OK;
}

static void free_input(void *item) {
    kl_report_input *input = item;
    kl_free(input->name);
    kl_free(input->kind);
    kl_free(input->detail);
}

static void free_row(void *item) {
    kl_report_row *row = item;
    kl_free(row->id);
    kl_free(row->label);
    kl_free(row->subject);
}

static void free_series(void *item) {
    kl_report_series *series = item;
    kl_free(series->id);
    kl_free(series->title);
    kl_free(series->subject);
    free_texts(series->labels, series->n);
    kl_free(series->values);
}

static void free_matrix(void *item) {
    kl_report_matrix *matrix = item;
    kl_free(matrix->id);
    kl_free(matrix->title);
    free_texts(matrix->labels, matrix->n);
    kl_free(matrix->values);
}

static void free_span(void *item) {
    kl_report_span *span = item;
    kl_free(span->subject);
    kl_free(span->label);
}

static void free_sentence(void *item) {
    kl_free(((kl_report_sentence *)item)->text);
}

static void free_list(kl_report_list *list, size_t size, void (*free_item)(void *)) {
    for (size_t i = 0; i < list->count; i++)
        free_item((char *)list->items + i * size);
    kl_free(list->items);
}

/* ── The public calls ─────────────────────────────────────────────────────────────────────────── */

kl_status kl_document_new(const char *verb, kl_document **out, kl_error *error) {
    if (!out)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: out is NULL");
    *out = NULL;
    kl_document *document = kl_alloc_zero(1, sizeof *document);
    if (!document)
        return kl_fail_memory(error, "a document", sizeof *document);
    kl_status status = copy(&document->verb, verb, "the verb", error);
    if (status)
        kl_free(document);
    else
        *out = document;
    return status;
}

void kl_document_free(kl_document *document) {
    if (!document)
        return;
    kl_free(document->verb);
    kl_free(document->title);
    kl_free(document->per);
    free_list(&document->inputs, sizeof(kl_report_input), free_input);
    free_list(&document->rows, sizeof(kl_report_row), free_row);
    free_list(&document->series, sizeof(kl_report_series), free_series);
    free_list(&document->matrices, sizeof(kl_report_matrix), free_matrix);
    free_list(&document->spans, sizeof(kl_report_span), free_span);
    free_list(&document->sentences, sizeof(kl_report_sentence), free_sentence);
    kl_free(document);
}

static kl_status set(char **field, const char *text, const char *what, kl_error *error) {
    char *fresh = NULL;
    kl_status status = text ? copy(&fresh, text, what, error) : KL_OK;
    if (status)
        return status;
    kl_free(*field);
    *field = fresh;
    return KL_OK;
}

kl_status kl_document_set_title(kl_document *document, const char *title, kl_error *error) {
    kl_status status = expect(document, error);
    return status ? status : set(&document->title, title, "the title", error);
}

kl_status kl_document_set_per(kl_document *document, const char *noun, kl_error *error) {
    kl_status status = expect(document, error);
    return status ? status : set(&document->per, noun, "the noun", error);
}

kl_status kl_document_add_input(kl_document *document, const char *name, const char *kind,
                                const char *detail, kl_error *error) {
    kl_report_input input = {0};
    kl_status status = expect(document, error);
    if (!status)
        status = reserve(&document->inputs, sizeof input, error);
    if (!status)
        status = copy(&input.name, name, "an input's name", error);
    if (!status)
        status = copy(&input.kind, kind, "an input's kind", error);
    if (!status)
        status = copy(&input.detail, detail ? detail : "", "an input's detail", error);
    if (status)
        free_input(&input);
    else
        append(&document->inputs, &input, sizeof input);
    return status;
}

kl_status kl_document_add_estimate(kl_document *document, const char *id, const char *label,
                                   const char *subject, const kl_estimate *estimate, int headline,
                                   kl_error *error) {
    kl_report_row row = {.headline = headline != 0};
    if (!estimate)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: the estimate is NULL");
    if (isnan(estimate->value))
        return kl_fail(error, KL_ERROR_VALUE, "document: the value of %s is not a number",
                       id ? id : "an estimate");
    row.estimate = *estimate;
    kl_status status = expect(document, error);
    if (!status)
        status = reserve(&document->rows, sizeof row, error);
    if (!status)
        status = copy(&row.id, id, "an estimate's id", error);
    if (!status)
        status = copy(&row.label, label, "an estimate's label", error);
    if (!status)
        status = copy(&row.subject, subject ? subject : "", "an estimate's subject", error);
    if (status)
        free_row(&row);
    else
        append(&document->rows, &row, sizeof row);
    return status;
}

kl_status kl_document_add_series(kl_document *document, const char *id, const char *title,
                                 const char *subject, kl_series_style style, kl_unit unit,
                                 const char *const *labels, const double *values, size_t n,
                                 kl_error *error) {
    kl_report_series series = {.style = style, .unit = unit, .n = n};
    kl_status status = expect(document, error);
    if (!status)
        status = reserve(&document->series, sizeof series, error);
    if (!status)
        status = copy(&series.id, id, "a series' id", error);
    if (!status)
        status = copy(&series.title, title, "a series' title", error);
    if (!status)
        status = copy(&series.subject, subject ? subject : "", "a series' subject", error);
    if (!status)
        status = copy_data(&series.labels, &series.values, series.id, labels, values, n, n, error);
    if (status)
        free_series(&series);
    else
        append(&document->series, &series, sizeof series);
    return status;
}

kl_status kl_document_add_matrix(kl_document *document, const char *id, const char *title,
                                 kl_unit unit, const char *const *labels, const double *values,
                                 size_t n, int metric, kl_error *error) {
    kl_report_matrix matrix = {.unit = unit, .n = n, .metric = metric != 0};
    if (n && n > SIZE_MAX / n)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: a matrix of %zu rows is too large", n);
    kl_status status = expect(document, error);
    if (!status)
        status = reserve(&document->matrices, sizeof matrix, error);
    if (!status)
        status = copy(&matrix.id, id, "a matrix' id", error);
    if (!status)
        status = copy(&matrix.title, title, "a matrix' title", error);
    if (!status)
        status =
            copy_data(&matrix.labels, &matrix.values, matrix.id, labels, values, n, n * n, error);
    if (status)
        free_matrix(&matrix);
    else
        append(&document->matrices, &matrix, sizeof matrix);
    return status;
}

kl_status kl_document_add_span(kl_document *document, const char *subject, uint64_t begin,
                               uint64_t end, const char *label, double value, kl_error *error) {
    kl_report_span span = {.begin = begin, .end = end, .value = value};
    if (begin > end)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: a span ends before it begins");
    if (isnan(value))
        return kl_fail(error, KL_ERROR_VALUE, "document: the value of a span is not a number");
    kl_status status = expect(document, error);
    if (!status)
        status = reserve(&document->spans, sizeof span, error);
    if (!status)
        status = copy(&span.subject, subject, "a span's subject", error);
    if (!status)
        status = copy(&span.label, label, "a span's label", error);
    if (status)
        free_span(&span);
    else
        append(&document->spans, &span, sizeof span);
    return status;
}

kl_status kl_document_add_sentence(kl_document *document, kl_sentence_role role, const char *text,
                                   kl_error *error) {
    kl_report_sentence sentence = {.role = role};
    kl_status status = expect(document, error);
    if (!status)
        status = reserve(&document->sentences, sizeof sentence, error);
    if (!status)
        status = copy(&sentence.text, text, "a sentence", error);
    if (!status)
        append(&document->sentences, &sentence, sizeof sentence);
    return status;
}

const kl_estimate *kl_document_find(const kl_document *document, const char *id,
                                    const char *subject) {
    if (!document || !id)
        return NULL;
    const kl_report_row *rows = kl_report_rows(document);
    for (size_t i = 0; i < document->rows.count; i++)
        if (!strcmp(rows[i].id, id) && (!subject || !strcmp(rows[i].subject, subject)))
            return &rows[i].estimate;
    return NULL;
}
