/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file compare.h
 * @brief What `kl A B` tells: things in, one document out.
 *
 *     kl_input *inputs[2] = {0};
 *     kl_document *document = NULL;
 *     kl_input_open("a.txt", NULL, &inputs[0], &error);
 *     kl_input_open("b.txt", NULL, &inputs[1], &error);
 *     kl_compare(inputs, 2, NULL, &document, &error);
 */
#ifndef KULLBACK_COMPARE_H
#define KULLBACK_COMPARE_H

#include <kullback/report.h>
#include <kullback/sample.h>
#include <kullback/text.h>
#include <kullback/transport.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an input is. Content decides, not the name of the file. */
typedef enum kl_kind {
    KL_INPUT_DETECT = 0,
    KL_INPUT_TEXT,    /**< UTF-8 that is none of the others */
    KL_INPUT_WEIGHTS, /**< a known distribution: a weight file, or an array of one dimension */
    KL_INPUT_COUNTS,  /**< the same where it was counted */
    KL_INPUT_STATE,   /**< what `kl count` wrote */
    KL_INPUT_LOGITS,  /**< predictions of a language model: not for kl_input_open but for kl_evaluate */
    KL_INPUT_SAMPLES, /**< draws of a number: one a line, a column of a table, a .npy of one dimension */
    KL_INPUT_POINTS,  /**< draws of a point: the rows of a .npy of two dimensions, or of a table of numbers */
    KL_INPUT_IMAGE    /**< a PNG image: for kl_ot_describe, light at the places of its pixels */
} kl_kind;

/** "text", "weights", "counts", "state", "logits", "samples", "points", "image". */
KL_API const char *kl_kind_name(kl_kind kind);

typedef struct kl_input kl_input;

typedef struct kl_input_options {
    size_t size;
    kl_kind kind;                /**< KL_INPUT_DETECT by default */
    const kl_text_options *text; /**< how a text is counted; NULL: the defaults */
    int fixed;                   /**< 1: kl_inputs_open counts texts as `text` says also beside states */
    uint64_t seed;               /**< for KL_INPUT_COUNTS */
    /** Of KL_INPUT_SAMPLES, which column of a table (CSV, or separated by TAB or semicolon; with a header line or
     *  without) or of an array: its name, or its number from 1. With KL_INPUT_DETECT whatever is no array is a
     *  table then. NULL (default): lines of one number, an array of one column. */
    const char *column;
    /** With KL_INPUT_DETECT, what a table of several columns is: 0 (default): an error that asks for one of them; 1:
     *  points, a row each. */
    int rows_are_points;
    /** With KL_INPUT_DETECT, 1: what is no state is a text, also numbers and tables, and weights are an error that asks
     *  whether they are one; default 0. */
    int texts_only;
} kl_input_options;

KL_API void kl_input_options_init(kl_input_options *options);

/** Read one input: a path, or "-" for standard input. */
KL_API kl_status kl_input_open(const char *path, const kl_input_options *options, kl_input **out,
                               kl_error *error);
/** The same from memory, under a name. */
KL_API kl_status kl_input_parse(const char *name, const void *data, size_t size,
                                const kl_input_options *options, kl_input **out, kl_error *error);
/** Read n inputs that are to be compared: beside a state, texts are counted with its symbols and order
 *  (unless `fixed`). `inputs` has n places; on failure all are NULL and the error's `input` says which. */
KL_API kl_status kl_inputs_open(const char *const *paths, size_t n, const kl_input_options *options,
                                kl_input **inputs, kl_error *error);
/** 1 if this file is a table of several columns, or a saved profile of one (the matter of kl_drift_new); 0: something
 *  else, no regular file, or it cannot be read. */
KL_API int kl_table_seen(const char *path);
KL_API void kl_input_free(kl_input *input);
KL_API kl_kind kl_input_kind(const kl_input *input);
KL_API const char *kl_input_name(const kl_input *input);
/** Its counts; NULL for known weights, samples and points. */
KL_API const kl_counts *kl_input_counts(const kl_input *input);
/** Its numbers, a row a point, of the input's lifetime; no rows if it is neither samples, points nor an image, whose
 *  points are the places of pixels that are not black: from the left, from the top. */
KL_API kl_matrix kl_input_points(const kl_input *input);

/** A measure at another value of its parameter than the default. */
typedef struct kl_measure_setting {
    kl_measure_id measure;
    double parameter;
} kl_measure_setting;

typedef struct kl_compare_options {
    size_t size;
    const kl_sample_options *sample; /**< NULL: the defaults */
    kl_unit unit; /**< in which the sentences speak: KL_UNIT_BITS (default) or KL_UNIT_NATS */
    /** Of two known distributions; anything else is KL_ERROR_UNSUPPORTED, what was counted is estimated at the
     *  defaults. */
    const kl_measure_setting *settings;
    size_t setting_count;
    /** What becomes of the zeros of known distributions, as in kl_measure_options, over the symbols that either names;
     *  anything else is KL_ERROR_UNSUPPORTED: a count of zero is unseen, and what it costs a matter of `sample`. */
    kl_zeros zeros;
    double zeros_amount;
} kl_compare_options;

KL_API void kl_compare_options_init(kl_compare_options *options);

/** The ids that a comparison of so many inputs may hold, one after the other; NULL behind the last. (Without
 *  smoothing, or without a test, it does not hold all of them.) */
KL_API const char *kl_compare_id(size_t inputs, size_t index);

/** Compare two inputs (all four parts), or more (matrices of KL, JSD and its metric root). Known
 *  weights and counts mix: known ones have no sampling error. Texts must agree in symbols and order.
 *  Samples and points are compared two at a time, with each other and with nothing else (KL_ERROR_MISMATCH), also
 *  of points the number of columns. */
KL_API kl_status kl_compare(const kl_input *const *inputs, size_t n,
                            const kl_compare_options *options, kl_document **out, kl_error *error);

/* ── What moving one to the other costs ───────────────────────────────────────────────────────── */

typedef enum kl_ot_method {
    KL_OT_AUTO = 0,  /**< exact */
    KL_OT_EXACT,     /**< the Wasserstein distance, with its proof */
    KL_OT_SINKHORN,  /**< the Sinkhorn divergence: entropic transport without its bias */
    KL_OT_SLICED     /**< the mean over lines in random directions */
} kl_ot_method;

typedef struct kl_ot_options {
    size_t size;
    kl_ot_method method;
    kl_ground ground; /**< what a unit of mass costs; KL_GROUND_EUCLIDEAN by default */
    double power;     /**< p of W_p, at least 1; default 1. Of the squared Euclidean cost 1 is W_2. INFINITY: of numbers
                           and an exact method alone */
    kl_pool *pool;
    double epsilon;   /**< of KL_OT_SINKHORN, in units of the mean cost; default 0.05 */
    /** Of two samples and an exact method, as in kl_wasserstein_options: 0.95, 999 and 0. Of KL_OT_SLICED the interval
     *  of directions and the seed that draws them. */
    double confidence;
    unsigned permutations;
    uint64_t seed;
    /** A file of lines `symbol<TAB>symbol<TAB>cost` (or CSV): of two texts or weights, what turning a symbol of A into
     *  one of B costs, at least 0. Said one way only it is that of the way back, and staying costs 0 unless said. NULL
     *  (default): places and their distance. */
    const char *costs;
} kl_ot_options;

KL_API void kl_ot_options_init(kl_ot_options *options);

/** The ids that kl_ot_describe may write, one after the other; NULL behind the last. */
KL_API const char *kl_ot_id(size_t inputs, size_t index);

/** Optimal transport of two inputs, samples or points of as many columns, every row of one mass; known weights whose
 *  names are numbers lie where these say, such whose names are bins, as "[0, 1)", are spread over these; pixels of an
 *  image lie at (column, row), a row of the plan each that is not black; symbols move at the `costs` of a file.
 *  `wasserstein` is W_p, of samples the plug-in value with what kl_wasserstein_sample says beside it (`p_value`,
 *  `held_out`), `duality_gap` its proof; `sinkhorn_divergence` comes with its `marginal_error`,
 *  `sliced_wasserstein` with the error of the directions. `plan` (NULL: not wanted) is the solved problem from row to
 *  row, which is exact: of other methods, and of symbols, KL_ERROR_ARGUMENT. */
KL_API kl_status kl_ot_describe(const kl_input *a, const kl_input *b, const kl_ot_options *options,
                                kl_document **out, kl_transport **plan, kl_error *error);

/* ── Coding one text with another's distribution ──────────────────────────────────────────────── */

/** Code the symbols of `data` with the distribution of `with` (smoothed as kl_counts_pair does, over
 *  the union of both alphabets). The bytes carry a header that names symbols and order, the symbols that
 *  `with` has not seen, and a checksum of `with` and of the symbols; kl_memory_free. A failure that
 *  lies in `data` or in the coded bytes has 0 in the error's `input`, one that lies in `with` 1.
 *  Sources: Martin 1979 (the coder); Krichevsky and Trofimov 1981, Howard 1993 (the smoothing). */
KL_API kl_status kl_code_encode(const void *data, size_t size, const kl_counts *with,
                                uint8_t **bytes, size_t *bytes_size, uint64_t *symbols,
                                uint64_t *header_size, kl_error *error);
/** What that cost, as a document: `code_length` per symbol without the header, the `entropy` of the text as
 *  it is, and their difference, the `extra`. `own`: the text counted as `with` was; `symbols`, `bytes_size`
 *  and `header_size` as kl_code_encode gave them. */
KL_API kl_status kl_code_describe(const char *name, const char *with_name, const kl_counts *own,
                                  uint64_t symbols, size_t bytes_size, uint64_t header_size,
                                  kl_document **out, kl_error *error);
/** The symbols back (letters and words as text; words joined by a space); kl_memory_free. */
KL_API kl_status kl_code_decode(const uint8_t *bytes, size_t bytes_size, const kl_counts *with,
                                char **data, size_t *size, kl_error *error);

/* ── States of parts ──────────────────────────────────────────────────────────────────────────── */

/** Put states in files together, whatever they are of (texts of kl_text_counter_save, evaluations of
 *  kl_evaluate_save, …): the same bytes as one state of everything, in any order and grouping. Counts go from disk to
 *  disk; of other states two are in memory at a time. KL_ERROR_MISMATCH: not parts of one whole, a file
 *  twice, or a part twice where the state says which it is of: those of counts and of tables do not. */
KL_API kl_status kl_states_merge(const char *const *paths, size_t n, const char *out_path,
                                 kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
