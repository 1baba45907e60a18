/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file report.h
 * @brief A document of estimates, series, curves, matrices, spans and sentences; and its writers.
 *
 * A verb fills a document and knows nothing of how it is shown; a writer knows documents and nothing of
 * what they mean. Values go in as nats; the writers convert to the unit that is asked for.
 *
 * Words that return in every call:
 *  - `id`: what it is, as in the catalogue of measures: "divergence", "entropy". The other direction of
 *    something that has one is the same id with ".reverse" at its end, of the same subject;
 *  - `subject`: of which inputs it speaks: "A", "A|B" (the truth first);
 *  - `per`: what one unit of information is counted per: "letter", "letter pair", "token"; NULL: nothing.
 *
 * Strings are copied, and may hold anything: bytes that are not UTF-8 are kept as the text \xNN, and
 * every writer escapes what its format or a terminal would obey. A value that is NaN is refused
 * (KL_ERROR_VALUE) where nothing else is said; infinite ones are fine. What fails leaves the document as
 * it was.
 */
#ifndef KULLBACK_REPORT_H
#define KULLBACK_REPORT_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── Filling ──────────────────────────────────────────────────────────────────────────────────── */

typedef struct kl_document kl_document;

/** `verb`: "compare", "count", "code", … */
KL_API kl_status kl_document_new(const char *verb, kl_document **out, kl_error *error);
KL_API void kl_document_free(kl_document *document);

/** A line above everything, e.g. "letters, one at a time". */
KL_API kl_status kl_document_set_title(kl_document *document, const char *title, kl_error *error);
/** What the flags of the estimates count: "letter", "letter pair", "token"; NULL: "symbol". */
KL_API kl_status kl_document_set_noun(kl_document *document, const char *noun, kl_error *error);

/** The subject of input `index` where nobody gave it another: A … Z, AA, AB, … Writes at most `size` bytes
 *  including the NUL; returns the length it needed. */
KL_API size_t kl_subject_letter(size_t index, char *text, size_t size);

/** An input in order. `subject` "A", "base", "model:2" (NULL: its letter), `kind` "text", "weights", …;
 *  `detail` e.g. "10,512 letters, 27 different" (NULL: none). */
KL_API kl_status kl_document_add_input(kl_document *document, const char *subject, const char *name,
                                       const char *kind, const char *detail, kl_error *error);

/** `label` is for people. A row of `headline` 1 is shown first and in bold; one of −1 is a detail, which comes
 *  last and which the terminal only counts. */
KL_API kl_status kl_document_add_estimate(kl_document *document, const char *id, const char *label,
                                          const char *subject, const char *per,
                                          const kl_estimate *estimate, int headline,
                                          kl_error *error);

/** How a series wants to be drawn. */
typedef enum kl_series_style {
    KL_SERIES_DISTRIBUTION, /**< shares; several of one id are drawn over each other */
    KL_SERIES_CONTRIBUTION, /**< signed bars, biggest first */
    KL_SERIES_HISTOGRAM,    /**< shares of bins, all of them and in their order; drawn likewise */
    KL_SERIES_PASSAGE       /**< a text in its order, coloured by the values; a label may end in a blank or a newline.
                                 With all values 0 it is shown as it is, a label a line */
} kl_series_style;

/** Labelled values of one subject, converted like estimates. A series that holds only the largest of what
 *  there is says how many it left out, and their sum (0 and 0: none). */
KL_API kl_status kl_document_add_series(kl_document *document, const char *id, const char *title,
                                        const char *subject, kl_series_style style, kl_unit unit,
                                        const char *per, const char *const *labels,
                                        const double *values, size_t n, uint64_t left_out,
                                        double left_out_sum, kl_error *error);

/** Values over a number: n points in ascending order of x (finite), called `x_title`. A value of NaN is a
 *  gap. `low` and `high` (NULL: none) are a band around the values, NaN where there is none. */
KL_API kl_status kl_document_add_curve(kl_document *document, const char *id, const char *title,
                                       const char *subject, kl_unit unit, const char *per,
                                       const char *x_title, const double *x, const double *values,
                                       const double *low, const double *high, size_t n,
                                       kl_error *error);

/** What goes where in a plane: n moves of so much mass (≥ 0) from (from_x, from_y) to (to_x, to_y), all finite, y
 *  upwards. A page draws them as lines; the terminal and Markdown do not. */
KL_API kl_status kl_document_add_moves(kl_document *document, const char *id, const char *title,
                                       const char *subject, const double *from_x,
                                       const double *from_y, const double *to_x,
                                       const double *to_y, const double *mass, size_t n,
                                       kl_error *error);

/** A square matrix, row (truth) against column (model), row-major. `subjects` (NULL: the inputs' subjects,
 *  where there are n, else letters) and `labels` (for people) of its rows. `low` and `high` are the cells'
 *  intervals, NaN where there is none; low INFINITY: certainly infinite. Both NULL: the values are exact. A cell of NaN
 *  has no value, and is left blank. A cell whose
 *  subject ("A|C") has an estimate q_value above 0.05 is drawn as what could be chance.
 *  `metric` 1: a metric, so that a tree may be drawn (average linkage; the JSON carries it as Newick). Of the heights
 *  at which a tree joins its leaves it is that tree. */
KL_API kl_status kl_document_add_matrix(kl_document *document, const char *id, const char *title,
                                        kl_unit unit, const char *per, const char *const *subjects,
                                        const char *const *labels, const double *values,
                                        const double *low, const double *high, size_t n, int metric,
                                        kl_error *error);

/** A stretch of input `subject`, bytes [begin, end), e.g. a language. `status`: what the label is worth in a word, e.g.
 *  "unsure"; NULL: nothing is said of it. */
KL_API kl_status kl_document_add_span(kl_document *document, const char *subject, uint64_t begin,
                                      uint64_t end, const char *label, const char *status,
                                      double value, kl_error *error);

/** One plain sentence. The role decides where it stands. */
typedef enum kl_sentence_role {
    KL_SENTENCE_SO_WHAT,
    KL_SENTENCE_NOISE,
    KL_SENTENCE_WHERE,
    KL_SENTENCE_NOTE
} kl_sentence_role;
/** "so_what", "noise", "where", "note". */
KL_API const char *kl_sentence_role_name(kl_sentence_role role);
KL_API kl_status kl_document_add_sentence(kl_document *document, kl_sentence_role role,
                                          const char *text, kl_error *error);

/* ── Reading ──────────────────────────────────────────────────────────────────────────────────── */

/* What a document holds, as it was added; strings that were NULL are "" unless something else is said. All
 * of it is the document's, and good until the next call that adds to it. */

typedef struct kl_report_input {
    const char *subject, *name, *kind, *detail;
} kl_report_input;

typedef struct kl_report_estimate {
    const char *id, *label, *subject;
    const char *per; /**< NULL: nothing */
    int headline;
    kl_estimate estimate;
} kl_report_estimate;

typedef struct kl_report_series {
    const char *id, *title, *subject;
    const char *per; /**< NULL: nothing */
    kl_series_style style;
    kl_unit unit;
    size_t n;
    const char *const *labels;
    const double *values;
    uint64_t left_out;   /**< how many more there are */
    double left_out_sum; /**< and what they add up to */
} kl_report_series;

typedef struct kl_report_curve {
    const char *id, *title, *subject, *x_title;
    const char *per; /**< NULL: nothing */
    kl_unit unit;
    size_t n;
    const double *x, *values;
    const double *low, *high; /**< NULL: no band */
} kl_report_curve;

typedef struct kl_report_moves {
    const char *id, *title, *subject;
    size_t n;
    const double *from_x, *from_y, *to_x, *to_y, *mass;
} kl_report_moves;

typedef struct kl_report_matrix {
    const char *id, *title;
    const char *per; /**< NULL: nothing */
    kl_unit unit;
    int metric;
    size_t n;
    const char *const *subjects, *const *labels;
    const double *values;     /**< n × n, row-major */
    const double *low, *high; /**< NULL: exact */
} kl_report_matrix;

typedef struct kl_report_span {
    const char *subject, *label;
    const char *status; /**< NULL: nothing is said of it */
    uint64_t begin, end;
    double value;
} kl_report_span;

typedef struct kl_report_sentence {
    kl_sentence_role role;
    const char *text;
} kl_report_sentence;

KL_API const char *kl_document_verb(const kl_document *document);
KL_API const char *kl_document_title(const kl_document *document); /**< NULL: none */
KL_API const char *kl_document_noun(const kl_document *document);  /**< NULL: none */

/** How many, and number `index` of them, or NULL behind the last. */
KL_API size_t kl_document_input_count(const kl_document *document);
KL_API const kl_report_input *kl_document_input(const kl_document *document, size_t index);
KL_API size_t kl_document_estimate_count(const kl_document *document);
KL_API const kl_report_estimate *kl_document_estimate(const kl_document *document, size_t index);
KL_API size_t kl_document_series_count(const kl_document *document);
KL_API const kl_report_series *kl_document_series(const kl_document *document, size_t index);
KL_API size_t kl_document_curve_count(const kl_document *document);
KL_API const kl_report_curve *kl_document_curve(const kl_document *document, size_t index);
KL_API size_t kl_document_moves_count(const kl_document *document);
KL_API const kl_report_moves *kl_document_moves(const kl_document *document, size_t index);
KL_API size_t kl_document_matrix_count(const kl_document *document);
KL_API const kl_report_matrix *kl_document_matrix(const kl_document *document, size_t index);
KL_API size_t kl_document_span_count(const kl_document *document);
KL_API const kl_report_span *kl_document_span(const kl_document *document, size_t index);
KL_API size_t kl_document_sentence_count(const kl_document *document);
KL_API const kl_report_sentence *kl_document_sentence(const kl_document *document, size_t index);

/** The estimate with this id and subject (NULL: the first with this id), as it was added, or NULL. */
KL_API const kl_estimate *kl_document_find(const kl_document *document, const char *id,
                                           const char *subject);

/* ── Deciding ─────────────────────────────────────────────────────────────────────────────────── */

typedef enum kl_verdict {
    KL_VERDICT_WITHIN = 0, /**< nothing is above the limit beyond what the sample leaves open */
    KL_VERDICT_EXCEEDED,   /**< something is */
    KL_VERDICT_UNDECIDED   /**< nothing is, but something has neither an interval nor an exact value */
} kl_verdict;

/** What a tolerance found. */
typedef struct kl_tolerance {
    kl_verdict verdict;
    size_t tested;     /**< rows and cells */
    size_t exceeded;   /**< how many of them are above the limit */
    size_t undecided;  /**< and how many cannot be decided */
    char subject[128]; /**< what the verdict is about: the one farthest above, the first undecided; or "" */
    double low;        /**< what can be stood for of it, in `unit`; may be INFINITY; NaN where undecided */
    kl_unit unit;
    int exact;         /**< 1: `low` is the value itself */
} kl_tolerance;

/**
 * Is anything called `id` above a limit? Every estimate with the id is tested, and every cell off the
 * diagonal of the matrices with the id whose subject has no estimate; with `subject` ("A|B"; NULL: every)
 * only those of that subject. Each is decided by kl_estimate_floor: what can be stood for from below. What a test came
 * to (p_value, q_value, and ids that end in ".p_value") is decided by itself, if the test was made.
 *
 * `unit` is that of the limit, KL_UNIT_NATS or KL_UNIT_BITS (roots of them likewise; pure numbers have none).
 * An id or a subject that the document does not hold is KL_ERROR_ARGUMENT, with those it holds.
 */
KL_API kl_status kl_document_check(const kl_document *document, const char *id, const char *subject,
                                   double limit, kl_unit unit, kl_tolerance *out, kl_error *error);

/* ── Writing ──────────────────────────────────────────────────────────────────────────────────── */

/**
 * Text that somebody else wrote, as it can be shown anywhere: bytes that are no UTF-8, controls, separators of lines
 * and marks that turn directions become escapes (\xff, \n, \x1b, \u202e). Writes a NUL and at most size − 1 bytes
 * before it, cut between characters; returns the length that all of it has. `out` may be NULL where `size` is 0; a
 * `text` that is NULL has nothing in it.
 */
KL_API size_t kl_report_text(const char *text, char *out, size_t size);

typedef enum kl_format {
    KL_FORMAT_TERMINAL,
    KL_FORMAT_JSON,
    KL_FORMAT_HTML,
    KL_FORMAT_MARKDOWN
} kl_format;

typedef struct kl_render_options {
    size_t size;
    kl_unit unit;   /**< KL_UNIT_BITS (default) or KL_UNIT_NATS */
    int width;      /**< columns of a terminal, moved into 20 … 1000; default 80 */
    int colour;     /**< 1: ANSI colours and bold; default 0 */
    size_t most;    /**< rows of a series on terminal and Markdown; default 12 */
} kl_render_options;

KL_API void kl_render_options_init(kl_render_options *options);

/** Write a document. `*text` is NUL-terminated, `*size` bytes without the NUL; kl_memory_free. */
KL_API kl_status kl_document_render(const kl_document *document, kl_format format,
                                    const kl_render_options *options, char **text, size_t *size,
                                    kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
