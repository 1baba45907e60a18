/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file report.h
 * @brief A document of estimates, series, matrices, spans and sentences; and its writers.
 *
 * A verb fills a document and knows nothing of how it is shown; a writer knows documents and nothing of
 * what they mean. Values go in as nats; the writers convert to the unit that is asked for.
 *
 * Strings are copied, and may hold anything: bytes that are not UTF-8 are kept as the text \xNN, and
 * every writer escapes what its format or a terminal would obey. A value that is NaN is refused
 * (KL_ERROR_VALUE); infinite ones are fine. What fails leaves the document as it was.
 */
#ifndef KULLBACK_REPORT_H
#define KULLBACK_REPORT_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kl_document kl_document;

/** `verb`: "compare", "count", "code", … */
KL_API kl_status kl_document_new(const char *verb, kl_document **out, kl_error *error);
KL_API void kl_document_free(kl_document *document);

/** A line above everything, e.g. "letters, order 1"; and what one unit of information is counted per
 *  ("letter", "byte", "word"; NULL: nothing). All strings are copied. */
KL_API kl_status kl_document_set_title(kl_document *document, const char *title, kl_error *error);
KL_API kl_status kl_document_set_per(kl_document *document, const char *noun, kl_error *error);

/** An input in order: A, B, … `kind` "text", "weights", …; `detail` e.g. "10,512 letters, 27 different". */
KL_API kl_status kl_document_add_input(kl_document *document, const char *name, const char *kind,
                                       const char *detail, kl_error *error);

/** `id` as in the catalogue, `label` for people, `subject` "A", "B", "A|B". A row of `headline` 1 is
 *  shown first and in bold. */
KL_API kl_status kl_document_add_estimate(kl_document *document, const char *id, const char *label,
                                          const char *subject, const kl_estimate *estimate,
                                          int headline, kl_error *error);

/** How a series wants to be drawn. */
typedef enum kl_series_style {
    KL_SERIES_DISTRIBUTION, /**< shares; several of one id are drawn over each other */
    KL_SERIES_CONTRIBUTION, /**< signed bars, biggest first */
    KL_SERIES_LINE
} kl_series_style;

/** Labelled values of one subject. `unit` KL_UNIT_NATS values are converted like estimates. */
KL_API kl_status kl_document_add_series(kl_document *document, const char *id, const char *title,
                                        const char *subject, kl_series_style style, kl_unit unit,
                                        const char *const *labels, const double *values, size_t n,
                                        kl_error *error);

/** A square matrix over the inputs' names, row-major; `metric` 1: a metric, so that a tree may be drawn
 *  (average linkage; the JSON carries it as Newick text). */
KL_API kl_status kl_document_add_matrix(kl_document *document, const char *id, const char *title,
                                        kl_unit unit, const char *const *labels,
                                        const double *values, size_t n, int metric,
                                        kl_error *error);

/** A stretch of input `subject`, bytes [begin, end), e.g. a language. */
KL_API kl_status kl_document_add_span(kl_document *document, const char *subject, uint64_t begin,
                                      uint64_t end, const char *label, double value,
                                      kl_error *error);

/** One plain sentence. The role decides where it stands. */
typedef enum kl_sentence_role { KL_SENTENCE_SO_WHAT, KL_SENTENCE_NOISE, KL_SENTENCE_WHERE, KL_SENTENCE_NOTE } kl_sentence_role;
KL_API kl_status kl_document_add_sentence(kl_document *document, kl_sentence_role role,
                                          const char *text, kl_error *error);

/** The estimate with this id and subject (NULL: the first with this id), as it was added, or NULL. */
KL_API const kl_estimate *kl_document_find(const kl_document *document, const char *id,
                                           const char *subject);

typedef enum kl_format { KL_FORMAT_TERMINAL, KL_FORMAT_JSON, KL_FORMAT_HTML, KL_FORMAT_MARKDOWN } kl_format;

typedef struct kl_render_options {
    size_t size;
    kl_unit unit;   /**< KL_UNIT_BITS (default) or KL_UNIT_NATS */
    int width;      /**< columns of a terminal, moved into 20 … 1000; default 80 */
    int colour;     /**< 1: ANSI colours and bold; default 0 */
    size_t most;    /**< rows of a series on terminal and Markdown; default 12 */
} kl_render_options;

KL_API void kl_render_options_init(kl_render_options *options);

/** Write a document. `*text` is malloc'ed, NUL-terminated, `*size` bytes without the NUL. */
KL_API kl_status kl_document_render(const kl_document *document, kl_format format,
                                    const kl_render_options *options, char **text, size_t *size,
                                    kl_error *error);
/** Free what kl_document_render made. */
KL_API void kl_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
