/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file evaluate.h
 * @brief Language models: how good is one on a text, and how far is another from it.
 *
 * An engine feeds rows of logits as it makes them:
 *
 *     kl_eval *eval = NULL;
 *     kl_eval_options options;
 *     kl_eval_options_init(&options);
 *     options.vocabulary = 32000;
 *     kl_eval_new(&options, &eval, &error);
 *     for every token: kl_eval_feed(eval, &row, &error);
 *     kl_eval_estimate(eval, "divergence", "base|model", &estimate, &error);
 *
 * or hands over files (kl_logits_open, kl_eval_files). Both end in the same numbers, and those are the
 * same bits for any number of threads and any split into parts that are merged.
 *
 * p is the distribution that the base predicts for a token, q the model's. Values are nats.
 *
 * Sources: Jelinek, Mercer, Bahl, Baker 1977 (perplexity); Naeini, Cooper, Hauskrecht 2015 (calibration error, of 15
 * bins); Busing, Meijer, van der Leeden 1999 (intervals); Woodruff 1952 (those of percentiles). Of divergences:
 * `source` of its row in <kullback/measure.h>.
 */
#ifndef KULLBACK_EVALUATE_H
#define KULLBACK_EVALUATE_H

#include <kullback/report.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── Rows of predictions in a file ────────────────────────────────────────────────────────────── */

/** The predictions of one model, row by row: what `llama-perplexity --kl-divergence-base` wrote, what
 *  kl_compact_write wrote, or a matrix of logits in .npy, .npz or safetensors. The file is mapped; nothing is held but
 *  a page. */
typedef struct kl_logits kl_logits;

/** What a file did to a row when it was written. */
typedef struct kl_row_storage {
    int is_log;    /**< 1: log-probabilities, good to `slack`, which are taken as they are */
    double floor;  /**< and what is at or below this is only known not to be above it */
    double slack;  /**< the largest error of a log-probability */
    int is_exact;  /**< 1: what follows is known from before the row was rounded */
    int target_clipped; /**< 1: the target was at the floor */
    double loss, entropy;   /**< of the row itself; NaN: no loss, there is no target */
    double total_variation; /**< between the row and what is read, or more */
    double reach;  /**< the largest error of a log-probability times the probability that is read, or more */
} kl_row_storage;

typedef struct kl_logits_options {
    size_t size;
    const char *targets; /**< the token that follows each row: an integer .npy, which is read where it
                              lies, or text with one id a line, 4 bytes each; NULL: what the file itself says */
    const char *tensor;  /**< which array of an .npz or safetensors file; NULL: the only one, or "logits" */
} kl_logits_options;

KL_API void kl_logits_options_init(kl_logits_options *options);

typedef struct kl_logits_shape {
    const char *format;      /**< "llama.cpp", "npy", … */
    uint64_t rows, vocabulary;
    uint64_t context;        /**< tokens of a chunk; 0: not known */
    uint64_t unit_rows;      /**< rows of a chunk, the last may have fewer; 0: not known */
    uint64_t first_position; /**< of a chunk's first row in its context */
    int has_targets;
    int is_clipped;          /**< what lies 16 nats or more below a row's maximum was raised to that */
    int is_rounded;          /**< a compact file: kl_logits_storage says how far rows are from what was stored */
    uint64_t text_hash;      /**< of a compact file: of its targets, and of the vocabulary; 0: not known */
    uint64_t vocabulary_hash;
} kl_logits_shape;

/** 1 if the first bytes of a file say that it holds predictions and nothing else (what may be an array of any
 *  kind does not say so); 0 also where it is no regular file, or cannot be read. */
KL_API int kl_logits_seen(const char *path);

/** Open a file, or several as one: names with commas between, if there is no file of that name. Chunks and
 *  documents of the files stay apart; files of another vocabulary or context are KL_ERROR_MISMATCH.
 *  KL_ERROR_ARGUMENT: an array is named, and no file names its arrays. */
KL_API kl_status kl_logits_open(const char *path, const kl_logits_options *options, kl_logits **out,
                                kl_error *error);
KL_API void kl_logits_close(kl_logits *logits);
KL_API const kl_logits_shape *kl_logits_get_shape(const kl_logits *logits);

/** Row `row` as f64, `vocabulary` of them: logits, or log-probabilities where the file has those. */
KL_API kl_status kl_logits_read(const kl_logits *logits, uint64_t row, double *out,
                                kl_error *error);

/** How that row was stored. */
KL_API kl_row_storage kl_logits_storage(const kl_logits *logits, uint64_t row);

/** The token that follows the row; −1: not known. */
KL_API int64_t kl_logits_target(const kl_logits *logits, uint64_t row);

/** Write a llama.cpp file: `rows` logits of `context − 1 − context/2` rows a chunk, and all tokens,
 *  `chunks · context`. Lossy: see kl_logits_shape.is_clipped; otherwise a log-probability is off by half a step,
 *  at most 16/65535/2, and by what single precision rounds, and −∞ is raised like everything 16 nats or more below
 *  the maximum. The same logits make the same bytes as in llama.cpp. The file appears whole or not at all, as with
 *  kl_file.
 *  KL_ERROR_ARGUMENT, KL_ERROR_MISMATCH: sizes that make no file; KL_ERROR_VALUE: a token outside the vocabulary,
 *  or a row with a NaN, a +∞ or no finite logit in single precision; `index` is the token or the row.
 *  Source: llama.cpp #5076, 2024. */
KL_API kl_status kl_llama_write(const char *path, kl_matrix rows, const int32_t *tokens,
                                uint32_t context, uint32_t chunks, kl_error *error);

/* ── The vocabulary ───────────────────────────────────────────────────────────────────────────── */

/** The text of each token: what makes bits per byte, and worst tokens that can be read. */
typedef struct kl_vocabulary kl_vocabulary;

/** From a tokenizer.json or vocab.json (needs jansson), a tokenizer.bin of llama2.c, or text with one token a
 *  line. Pieces are put back into the bytes they stand for: "▁" and "Ġ" are a blank, "<0x0A>" is a byte.
 *  KL_ERROR_FORMAT with the place; KL_ERROR_MISMATCH if it has not `vocabulary` tokens (fewer are fine in
 *  JSON, where the rest have no text). */
KL_API kl_status kl_vocabulary_open(const char *path, uint64_t vocabulary, kl_vocabulary **out,
                                    kl_error *error);
KL_API void kl_vocabulary_free(kl_vocabulary *vocabulary);
/** The bytes of a token, `*size` of them; "" and 0 where none are known. */
KL_API const char *kl_vocabulary_text(const kl_vocabulary *vocabulary, int64_t token,
                                      size_t *size);

/** A hash of the texts of the first `tokens` tokens: the same for the same tokens, whatever file they came
 *  from (CRC-64/XZ over each one's length as u32 and its bytes). */
KL_API uint64_t kl_vocabulary_hash(const kl_vocabulary *vocabulary, uint64_t tokens);

/* ── A compact file of predictions ────────────────────────────────────────────────────────────── */

typedef struct kl_compact_options {
    size_t size;
    double total_variation; /**< that a row may be off by on average; default 2^-17 = 7.6e-6 */
    double bits;            /**< a token, at most, and the first to hold: of the whole file; default 7.9. Where no
                                 rounding reaches it, and half of it goes to what a row has besides its tokens, which
                                 is 64 bytes (with a vocabulary of a hundred or so), `total_variation` holds */
    const kl_vocabulary *vocabulary; /**< whose hash is kept; NULL: none */
    const uint64_t *documents;       /**< rows of each document, all of the rows in all; NULL: the chunks of `from` */
    size_t document_count;
    kl_pool *pool;
} kl_compact_options;

KL_API void kl_compact_options_init(kl_compact_options *options);

/** Write predictions as a compact file: some 5 to 8 bits a token where logits have 32 and a llama.cpp file 16,
 *  which is read like any other. Rows are rounded so that the error in probability is about the same for all
 *  tokens, and in the tail an eighth of a nat at most; rows whose tokens are all likely would take more than
 *  `bits`, and get a larger error. Each row keeps, exact to the bit, the loss of its target
 *  and its entropy as KL_PRECISION_DOUBLE has them, and bounds on what the rounding did: see kl_row_storage. Any row
 *  can be read alone; every byte is under a checksum; the same rows give the same bytes for any number of threads. The
 *  rows are read once, and up to 256 of them twice more before, to fit the code. The file appears whole or not at all.
 *  KL_ERROR_VALUE: a row that is no distribution; KL_ERROR_ARGUMENT: `from` is a compact file;
 *  KL_ERROR_MISMATCH: the documents have not as many rows. Source: Duda 2013 (the coder). */
KL_API kl_status kl_compact_write(const char *path, const kl_logits *from, const kl_compact_options *options,
                                  kl_error *error);

/* ── The evaluation ───────────────────────────────────────────────────────────────────────────── */

/** A state: init, feed, merge, finish. Memory: some MB, 32 bytes a token of the vocabulary and 16 a row
 *  (an eighth more while they come), merging both states' rows for a moment. A percentile is some twenty passes over
 *  the rows. */
typedef struct kl_eval kl_eval;

/** What to do with a row that has a NaN or a logit of +∞, or no finite one. */
typedef enum kl_bad_row { KL_BAD_ROW_REFUSE = 0, KL_BAD_ROW_SKIP } kl_bad_row;

/** How tokens depend on each other. Those of one text do: the default groups them by unit (document or
 *  chunk), 64 groups at most, left out one at a time, with Student's t. */
typedef enum kl_clustering { KL_CLUSTER_UNITS = 0, KL_CLUSTER_NONE } kl_clustering;

/** How exponentials of logits are computed that are f32, f16, bf16, or levels whose scale is an f32. */
typedef enum kl_precision {
    KL_PRECISION_SINGLE = 0, /**< in f32: a row's loss and entropy are good to 2⁻²⁰ of each, its divergences to 2⁻¹⁹,
                                  mostly all to 2⁻²³, as p → 1 and p → q too: far below what a mean over rows
                                  resolves. A level is rounded to 2⁻²⁴ of its distance from 65535. Rows that f32
                                  cannot hold are taken in f64: |logit| > 1024, a token that is impossible for one
                                  side alone, a loss or a divergence below 2⁻⁷⁵ */
    KL_PRECISION_DOUBLE      /**< in f64, as logits of f64 always are, to 2⁻⁴⁸ of each, divergences as kl_measure_logits
                                  says: two to three times as long */
} kl_precision;

typedef struct kl_eval_options {
    size_t size;
    uint64_t vocabulary;   /**< must be given */
    int has_model;         /**< 1 (default): base and model; 0: the base alone */
    uint64_t context;      /**< positions are below this; 0: no curve over position */
    unsigned worst;        /**< how many of the worst tokens are kept; default 20 */
    kl_bad_row bad_rows;
    kl_clustering clustering;
    double confidence;     /**< default 0.95 */
    kl_pool *pool;         /**< of kl_eval_files and of the inner loops' instruction set */
    const char *measures;  /**< ids of estimates with commas between, "cross_entropy,divergence": entropies, bounds
                                and divergences other than `divergence` are made only if one of them needs them,
                                which takes twice the time; NULL: all */
    kl_precision precision; /**< default KL_PRECISION_SINGLE */
} kl_eval_options;

KL_API void kl_eval_options_init(kl_eval_options *options);
KL_API kl_status kl_eval_new(const kl_eval_options *options, kl_eval **out, kl_error *error);
KL_API void kl_eval_free(kl_eval *eval);

/** Numbers that are levels: a logit is scale·number + offset, each operation rounded. */
typedef struct kl_levels {
    int in_use; /**< 0: the numbers are logits */
    double scale, offset;
} kl_levels;

/** What was predicted for one token. Logits need not be normalised; −∞ is an impossible token. */
typedef struct kl_eval_row {
    kl_array base, model;  /**< `vocabulary` numbers each; model is not read without has_model */
    kl_levels levels[2];   /**< of base and model */
    int64_t target;        /**< the token that came; −1: not known */
    uint64_t index;        /**< of the row in the whole, for messages and the worst tokens */
    uint64_t unit;         /**< of the document or chunk, numbered from 0: those alike modulo 64 share a group */
    uint64_t position;     /**< in the context */
    kl_row_storage stored[2]; /**< how base and model were stored; zero: as they are */
    int has_text;                      /**< 1: what follows is known */
    uint32_t bytes, characters, words; /**< of the target's text */
} kl_eval_row;

KL_API kl_status kl_eval_feed(kl_eval *eval, const kl_eval_row *row, kl_error *error);

/** Feed all rows of a file, or of two with the same rows. What differs between two files (vocabulary,
 *  rows, context, targets) is KL_ERROR_MISMATCH and said. `offset`: the number of units that other
 *  files before this one hold, so that units of several files are told apart. `vocabulary` may be NULL. Where a row is
 *  refused, those before it are fed already. */
KL_API kl_status kl_eval_files(kl_eval *eval, const kl_logits *base, const kl_logits *model,
                               const kl_vocabulary *vocabulary, uint64_t offset, kl_error *error);

/** Add what `other` was fed; both were made with the same options. */
KL_API kl_status kl_eval_merge(kl_eval *eval, const kl_eval *other, kl_error *error);

/** How many rows were fed, how many of them had a target, and how many were skipped. */
typedef struct kl_eval_counts {
    uint64_t rows, targets, skipped;
    uint64_t clipped_targets[2]; /**< targets at the floor of a file that clips, or at a sentinel: base, model */
} kl_eval_counts;
KL_API kl_eval_counts kl_eval_get_counts(const kl_eval *eval);

/**
 * One estimate. Subject "base" or "model": cross_entropy, perplexity, bits_per_byte (nats per byte, like
 * all information here), bits_per_character, byte_perplexity, word_perplexity, entropy, top1, top5,
 * calibration_error. Subject "base|model": divergence, divergence.bounds, divergence.reverse,
 * jensen_shannon, total_variation, total_variation.bounds, same_top, top5_overlap, delta_p, delta_p.rms,
 * cross_entropy.difference, perplexity.ratio, divergence.max, divergence.p999, .p99, .p95, .p90, .p75, .p50,
 * .p25, .p10, .p05, .p01, .p001, .min, and delta_p. with the same. An id or subject that is none of these:
 * KL_ERROR_ARGUMENT; one that no row says: KL_ERROR_VALUE.
 */
KL_API kl_status kl_eval_estimate(const kl_eval *eval, const char *id, const char *subject,
                                  kl_estimate *out, kl_error *error);

/** What llama-perplexity prints of a model beside a base file of its own, in its layout, units and
 *  definitions: single precision, rows not renormalised, errors as if tokens were independent. `*out` is a
 *  text; kl_memory_free. KL_ERROR_ARGUMENT unless the base is a llama.cpp file. Source: llama.cpp #5076 and #5081,
 *  2024. */
KL_API kl_status kl_llama_report(const kl_logits *base, const kl_logits *model, kl_pool *pool,
                                 char **out, kl_error *error);

/* ── What `kl eval` tells ─────────────────────────────────────────────────────────────────────── */

typedef struct kl_evaluate_options {
    size_t size;
    const char *targets;    /**< as in kl_logits_options, for files that have none */
    const char *tensor;     /**< likewise, of those files that name their arrays; one must */
    const char *vocabulary; /**< see kl_vocabulary_open; NULL: tokens are numbers */
    const char *text;       /**< the text that was scored, whole: bits per byte without a vocabulary */
    kl_bad_row bad_rows;
    kl_clustering clustering;
    double confidence;      /**< default 0.95 */
    double resolve;         /**< a difference of cross-entropies, in nats: how many tokens would show it;
                                 0: the one that was found */
    kl_unit unit;           /**< of the sentences: KL_UNIT_BITS (default) or KL_UNIT_NATS */
    kl_pool *pool;
    const char *measures;   /**< as in kl_eval_options, and only these estimates are told */
    kl_precision precision; /**< likewise */
    uint64_t part, parts;   /**< only part `part` (from 1) of `parts` of the rows, or of the lines of JSON; default 1
                                 of 1 */
} kl_evaluate_options;

KL_API void kl_evaluate_options_init(kl_evaluate_options *options);

/** The index-th id of an estimate that kl_evaluate may add for n files; NULL behind the last. */
KL_API const char *kl_evaluate_id(size_t n, size_t index);

/** One file of predictions (how good is it), or a base and models (how far is each from it), as a document
 *  with subjects "base", "model", "model:2", …, "base|model". The base is read once for each model. Or one state of
 *  kl_evaluate_save.
 *
 *  All files are logits, or all are log-probabilities as JSON (needs jansson): answers of completions, of chats,
 *  or prompt_logprobs of vLLM, one a line or one document. Of those the lists of most probable tokens bound
 *  divergences (KL_METHOD_BOUNDS); a token without a log-probability, or at the sentinel −9999, is in no mean and
 *  is told. `targets`, `tensor`, `vocabulary` and `text` are KL_ERROR_ARGUMENT then. */
KL_API kl_status kl_evaluate(const char *const *paths, size_t n, const kl_evaluate_options *options,
                             kl_document **out, kl_error *error);

/** The same as a state in a file, of which kl_evaluate makes the document later: the same bytes as from the
 *  predictions themselves. States of parts, made with the same options, are put together by kl_states_merge, in any
 *  order and grouping, to the same bytes as the state of the whole. `clustering`, `confidence`, `resolve` and `unit`
 *  are said where the document is made; the others, where the state is. Size: some 100 KB, and 16 bytes a row. */
KL_API kl_status kl_evaluate_save(const char *const *paths, size_t n, const kl_evaluate_options *options,
                                  const char *out_path, kl_error *error);

/** Of how many files a state speaks; 0: it is no state of kl_evaluate_save, or is damaged. */
KL_API size_t kl_evaluate_inputs(const char *path);

#ifdef __cplusplus
}
#endif
#endif
