/* SPDX-License-Identifier: Apache-2.0 */
/* A document from its making to its end, and what it says of itself. */
#include "report/document.h"

#include "base/alloc.h"
#include "base/error.h"

kl_status kl_document_new(const char *verb, kl_document **out, kl_error *error) {
    if (!out)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: out is NULL");
    *out = NULL;
    kl_document *document = kl_alloc_zero(1, sizeof *document);
    if (!document)
        return kl_fail_memory(error, "a document", sizeof *document);
    const char *copy = NULL;
    kl_status status = kl_report_copy(&copy, verb, "the verb", error);
    document->verb = (char *)copy;
    if (status)
        kl_free(document);
    else
        *out = document;
    return status;
}

static void free_list(kl_report_list *list, size_t size, void (*free_item)(void *)) {
    for (size_t i = 0; i < list->count; i++)
        free_item((char *)list->items + i * size);
    kl_free(list->items);
}

void kl_document_free(kl_document *document) {
    if (!document)
        return;
    kl_free(document->verb);
    kl_free(document->title);
    kl_free(document->noun);
    free_list(&document->inputs, sizeof(kl_report_input), kl_report_free_input);
    free_list(&document->rows, sizeof(kl_report_estimate), kl_report_free_estimate);
    free_list(&document->series, sizeof(kl_report_series), kl_report_free_series);
    free_list(&document->curves, sizeof(kl_report_curve), kl_report_free_curve);
    free_list(&document->moves, sizeof(kl_report_moves), kl_report_free_moves);
    free_list(&document->matrices, sizeof(kl_report_matrix), kl_report_free_matrix);
    free_list(&document->spans, sizeof(kl_report_span), kl_report_free_span);
    free_list(&document->sentences, sizeof(kl_report_sentence), kl_report_free_sentence);
    kl_free(document);
}

static kl_status set(char **field, const char *text, const char *what, kl_error *error) {
    const char *fresh = NULL;
    kl_status status = text ? kl_report_copy(&fresh, text, what, error) : KL_OK;
    if (status)
        return status;
    kl_free(*field);
    *field = (char *)fresh;
    return KL_OK;
}

kl_status kl_document_set_title(kl_document *document, const char *title, kl_error *error) {
    if (!document)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: it is NULL");
    return set(&document->title, title, "the title", error);
}

kl_status kl_document_set_noun(kl_document *document, const char *noun, kl_error *error) {
    if (!document)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: it is NULL");
    return set(&document->noun, noun, "the noun", error);
}

/* ── Reading ──────────────────────────────────────────────────────────────────────────────────── */

const char *kl_document_verb(const kl_document *document) {
    return document->verb;
}

const char *kl_document_title(const kl_document *document) {
    return document->title;
}

const char *kl_document_noun(const kl_document *document) {
    return document->noun;
}

size_t kl_document_input_count(const kl_document *document) {
    return document->inputs.count;
}

const kl_report_input *kl_document_input(const kl_document *document, size_t index) {
    return index < document->inputs.count ? &kl_report_inputs(document)[index] : NULL;
}

size_t kl_document_estimate_count(const kl_document *document) {
    return document->rows.count;
}

const kl_report_estimate *kl_document_estimate(const kl_document *document, size_t index) {
    return index < document->rows.count ? &kl_report_rows(document)[index] : NULL;
}

size_t kl_document_series_count(const kl_document *document) {
    return document->series.count;
}

const kl_report_series *kl_document_series(const kl_document *document, size_t index) {
    return index < document->series.count ? &kl_report_all_series(document)[index] : NULL;
}

size_t kl_document_curve_count(const kl_document *document) {
    return document->curves.count;
}

const kl_report_curve *kl_document_curve(const kl_document *document, size_t index) {
    return index < document->curves.count ? &kl_report_curves(document)[index] : NULL;
}

size_t kl_document_moves_count(const kl_document *document) {
    return document->moves.count;
}

const kl_report_moves *kl_document_moves(const kl_document *document, size_t index) {
    return index < document->moves.count ? &kl_report_all_moves(document)[index] : NULL;
}

size_t kl_document_matrix_count(const kl_document *document) {
    return document->matrices.count;
}

const kl_report_matrix *kl_document_matrix(const kl_document *document, size_t index) {
    return index < document->matrices.count ? &kl_report_matrices(document)[index] : NULL;
}

size_t kl_document_span_count(const kl_document *document) {
    return document->spans.count;
}

const kl_report_span *kl_document_span(const kl_document *document, size_t index) {
    return index < document->spans.count ? &kl_report_spans(document)[index] : NULL;
}

size_t kl_document_sentence_count(const kl_document *document) {
    return document->sentences.count;
}

const kl_report_sentence *kl_document_sentence(const kl_document *document, size_t index) {
    return index < document->sentences.count ? &kl_report_sentences(document)[index] : NULL;
}
