/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a document, for the writers. All strings are valid UTF-8 (kl_glyph_copy). */
#ifndef KL_REPORT_DOCUMENT_H
#define KL_REPORT_DOCUMENT_H

#include <kullback/report.h>

/* A growing array; `items` is typed by the accessors below. */
typedef struct kl_report_list {
    void *items;
    size_t count, capacity;
} kl_report_list;

struct kl_document {
    char *verb, *title, *noun; /* title and noun may be NULL */
    kl_report_list inputs, rows, series, curves, moves, matrices, spans, sentences;
};

static inline const kl_report_input *kl_report_inputs(const kl_document *document) {
    return document->inputs.items;
}
static inline const kl_report_estimate *kl_report_rows(const kl_document *document) {
    return document->rows.items;
}
static inline const kl_report_series *kl_report_all_series(const kl_document *document) {
    return document->series.items;
}
static inline const kl_report_curve *kl_report_curves(const kl_document *document) {
    return document->curves.items;
}
static inline const kl_report_moves *kl_report_all_moves(const kl_document *document) {
    return document->moves.items;
}
static inline const kl_report_matrix *kl_report_matrices(const kl_document *document) {
    return document->matrices.items;
}
static inline const kl_report_span *kl_report_spans(const kl_document *document) {
    return document->spans.items;
}
static inline const kl_report_sentence *kl_report_sentences(const kl_document *document) {
    return document->sentences.items;
}

/* ── Copies that items own ────────────────────────────────────────────────────────────────────── */

kl_status kl_report_copy(const char **to, const char *text, const char *what, kl_error *error);
/* n strings. */
kl_status kl_report_copy_texts(const char *const **to, const char *const *texts, size_t n,
                               kl_error *error);
/* n numbers of `id`; NaN is refused unless `gaps` are allowed. */
kl_status kl_report_copy_numbers(const double **to, const double *values, size_t n, int gaps,
                                 const char *id, kl_error *error);

/* Free what an item owns, also of one that is only half filled. */
void kl_report_free_input(void *item);
void kl_report_free_estimate(void *item);
void kl_report_free_series(void *item);
void kl_report_free_curve(void *item);
void kl_report_free_moves(void *item);
void kl_report_free_matrix(void *item);
void kl_report_free_span(void *item);
void kl_report_free_sentence(void *item);

#endif
