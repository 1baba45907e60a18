/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a document, for the writers. All strings are valid UTF-8 (kl_glyph_copy). */
#ifndef KL_REPORT_DOCUMENT_H
#define KL_REPORT_DOCUMENT_H

#include <kullback/report.h>

typedef struct kl_report_input {
    char *name, *kind, *detail;
} kl_report_input;

typedef struct kl_report_row {
    char *id, *label, *subject;
    kl_estimate estimate;
    int headline;
} kl_report_row;

/* Labels that several series share are held by each of them. */
typedef struct kl_report_series {
    char *id, *title, *subject;
    kl_series_style style;
    kl_unit unit;
    char **labels;
    double *values;
    size_t n;
} kl_report_series;

typedef struct kl_report_matrix {
    char *id, *title;
    kl_unit unit;
    char **labels;
    double *values; /* n × n, row-major */
    size_t n;
    int metric;
} kl_report_matrix;

typedef struct kl_report_span {
    char *subject, *label;
    uint64_t begin, end;
    double value;
} kl_report_span;

typedef struct kl_report_sentence {
    char *text;
    kl_sentence_role role;
} kl_report_sentence;

/* A growing array; `items` is typed by the accessors below. */
typedef struct kl_report_list {
    void *items;
    size_t count, capacity;
} kl_report_list;

struct kl_document {
    char *verb, *title, *per; /* title and per may be NULL */
    kl_report_list inputs, rows, series, matrices, spans, sentences;
};

static inline const kl_report_input *kl_report_inputs(const kl_document *document) {
    return document->inputs.items;
}
static inline const kl_report_row *kl_report_rows(const kl_document *document) {
    return document->rows.items;
}
static inline const kl_report_series *kl_report_all_series(const kl_document *document) {
    return document->series.items;
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

#endif
