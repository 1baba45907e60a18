/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file text.h
 * @brief Text to counts (bytes, letters, words or tokens, n-grams of order 1 to 5, in one pass on all cores) and to
 *        language models.
 *
 * - bytes: every byte is a symbol.
 * - letters: the text is case-folded (Unicode, D145) and normalised (NFC); a letter is a code point of general category
 *   L or M; everything else is passed over, so the n-grams run over the stream of letters.
 * - words: maximal runs of L, M and N (an apostrophe between two of them belongs to the word), NFC and
 *   case-folded.
 * - tokens: maximal runs of bytes that are no ASCII white space (blank, \t, \n, \v, \f, \r) nor NUL, as they are.
 * Of letters and words bytes that are not UTF-8 are counted (kl_counts_bad_bytes) and passed over.
 *
 * The unit of resampling is a block of KL_TEXT_BLOCK bytes at a fixed offset. Its bag is a hash of the
 * block's number and of the first KL_TEXT_IDENTITY bytes of the text: the content, not the name. An
 * n-gram belongs to the block, and to the part, in which it starts.
 */
#ifndef KULLBACK_TEXT_H
#define KULLBACK_TEXT_H

#include <kullback/report.h>
#include <kullback/sample.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KL_TEXT_BLOCK 512
#define KL_TEXT_IDENTITY 4096

typedef struct kl_text_options {
    size_t size;
    kl_symbols symbols;   /**< default KL_SYMBOLS_LETTERS */
    int order;            /**< 1 … KL_ORDER_MAX; default 1 */
    uint64_t memory;      /**< bytes the tables may take before they spill to disk; default 1 GiB */
    const char *spill;    /**< directory for what spills; NULL: that is an error (KL_ERROR_MEMORY) */
    uint64_t part, parts; /**< count only part `part` (from 1) of `parts` of every text; default 1 of 1 */
    kl_pool *pool;
    kl_progress *progress; /**< in bytes of the text that is being added (total 0: a pipe); NULL: none */
    void *progress_context;
} kl_text_options;

KL_API void kl_text_options_init(kl_text_options *options);

/** A counter that texts are added to. Merging what two counters finished is counting both texts. */
typedef struct kl_text_counter kl_text_counter;

KL_API kl_status kl_text_counter_new(const kl_text_options *options, kl_text_counter **out,
                                     kl_error *error);
KL_API void kl_text_counter_free(kl_text_counter *counter);
/** Add a text in memory. N-grams do not run from one text into the next. */
KL_API kl_status kl_text_counter_add(kl_text_counter *counter, const void *data, size_t size,
                                     kl_error *error);
/** Add a file (a regular one is mapped; a pipe or "-" for descriptor 0 is read once, parts = 1). */
KL_API kl_status kl_text_counter_add_file(kl_text_counter *counter, const char *path,
                                          kl_error *error);
/** What was counted. The counter is empty afterwards. */
KL_API kl_status kl_text_counter_finish(kl_text_counter *counter, kl_counts **out, kl_error *error);
/** The same, straight to a state file: memory stays bounded however many n-grams there are. */
KL_API kl_status kl_text_counter_save(kl_text_counter *counter, const char *path, kl_error *error);

/** The symbols of a text one after the other: what kl_text_counter counts, for coders and models. */
typedef kl_status kl_symbol_visitor(void *context, const char *symbol, size_t length,
                                    uint64_t byte_offset, kl_error *error);
KL_API kl_status kl_text_visit(const void *data, size_t size, kl_symbols symbols,
                               kl_symbol_visitor *visit, void *context, uint64_t *bad_bytes,
                               kl_error *error);

/* ── Language models ──────────────────────────────────────────────────────────────────────────── */

/** An n-gram language model with backoff: of symbols w under what stands before them,
 *
 *     p(w | h) = p of the n-gram hw, where the model has it, else b(h)·p(w | h without its first symbol).
 *
 * A line is a sentence: it begins in the state kl_lm_begin, and its end is a symbol of its own that is predicted
 * like the others. Immutable; any number of threads may use one. */
typedef struct kl_lm kl_lm;

#define KL_LM_ORDER_MAX 10
/** Numbers of three symbols that every model has: what it does not know, and the begin and end of a line. */
enum { KL_LM_UNKNOWN = 0, KL_LM_BEGIN = 1, KL_LM_END = 2 };

typedef enum kl_lm_smoothing {
    KL_LM_KNESER_NEY = 0, /**< interpolated, modified (Chen and Goodman 1998, §3) */
    KL_LM_WITTEN_BELL,    /**< interpolated (Witten and Bell 1991, method C) */
    KL_LM_BACKOFF         /**< read from an ARPA file, which does not say */
} kl_lm_smoothing;

/** "kneser_ney", "witten_bell", "backoff". */
KL_API const char *kl_lm_smoothing_name(kl_lm_smoothing smoothing);

typedef struct kl_lm_options {
    size_t size;
    kl_symbols symbols;        /**< default KL_SYMBOLS_TOKENS */
    int order;                 /**< 1 … KL_LM_ORDER_MAX; default 5 */
    kl_lm_smoothing smoothing; /**< default KL_LM_KNESER_NEY */
    uint64_t memory;           /**< bytes that n-grams may take before they, and the model, spill to disk;
                                    default 1 GiB */
    const char *spill;         /**< directory for what spills; NULL: n-grams that would are KL_ERROR_MEMORY, a model is
                                    in memory whatever it takes */
    kl_pool *pool;
    kl_progress *progress;     /**< in bytes of the text that is being added; NULL: none */
    void *progress_context;
    uint64_t part, parts; /**< only the lines that begin in part `part` (from 1) of `parts` of every text's bytes;
                               default 1 of 1 */
} kl_lm_options;

KL_API void kl_lm_options_init(kl_lm_options *options);

/**
 * Train a model on the lines of texts.
 *
 * Kneser–Ney: with c the count of an n-gram, and below the highest order (unless it begins a line) the number of
 * different symbols before it,
 *
 *     p(w | h) = max(c(hw) − D, 0)/Σ_x c(hx) + b(h)·p(w | h'),   b(h) = Σ_k D_k N_k(h)/Σ_x c(hx)
 *
 * D = D_1, D_2 or D_3 for counts of 1, 2, 3 and more, of each order by itself from how many n-grams t_k have count k:
 * D_k = k − (k + 1) t_(k+1)/t_k·t_1/(t_1 + 2 t_2). Where that cannot be had, as with letters or a small text, D is
 * 0.5, 1, 1.5 and kl_lm_level.fallback says so. Order 1 is interpolated with the uniform distribution over all
 * symbols but the begin of a line: that is what an unknown one has. This is what KenLM computes with
 * --discount_fallback. Witten–Bell: p(w | h) = (c(hw) + N(h) p(w | h'))/(c(h) + N(h)), N(h) different symbols after h.
 *
 * Of tokens, the literal <s>, </s> and <unk> are passed over. The same model to the byte for any number of threads and
 * any memory. Cost: the n-grams are sorted twice; memory as the options say, and the vocabulary.
 * Errors: no line, or no symbol in any (KL_ERROR_VALUE); options out of range; a symbol too long (KL_ERROR_FORMAT).
 */
typedef struct kl_lm_trainer kl_lm_trainer;
KL_API kl_status kl_lm_trainer_new(const kl_lm_options *options, kl_lm_trainer **out,
                                   kl_error *error);
KL_API void kl_lm_trainer_free(kl_lm_trainer *trainer);
/** Add a text in memory, or a file ("-": standard input, which is read into memory). */
KL_API kl_status kl_lm_trainer_add(kl_lm_trainer *trainer, const void *data, size_t size,
                                   kl_error *error);
KL_API kl_status kl_lm_trainer_add_file(kl_lm_trainer *trainer, const char *path, kl_error *error);
/** The model of what was added. The trainer can only be freed afterwards. */
KL_API kl_status kl_lm_trainer_finish(kl_lm_trainer *trainer, kl_lm **out, kl_error *error);
/** What was added as a state in a file: its n-grams of the highest order. States of parts of the same texts are put
 *  together by kl_states_merge, in any order and grouping, to the same bytes as the state of the whole, and the model
 *  of that is the same to the byte. The trainer can only be freed afterwards. */
KL_API kl_status kl_lm_trainer_save(kl_lm_trainer *trainer, const char *path, kl_error *error);
/** A trainer to which all was added that a state holds; symbols and order are the state's, which has no parts. To add
 *  more to it is KL_ERROR_ARGUMENT. A state of parts is of those alone: kl_lm_trainer_about says how much that is. */
KL_API kl_status kl_lm_trainer_open(const char *path, const kl_lm_options *options,
                                    kl_lm_trainer **out, kl_error *error);
/** 1 if a file says that it is a state of kl_lm_trainer_save; 0 also where it cannot be read. */
KL_API int kl_lm_trainer_seen(const char *path);
/** What such a state was counted of. */
typedef struct kl_lm_counted {
    kl_symbols symbols;
    int order;
    uint64_t lines;
    uint64_t taken, bytes; /**< the lines that begin in `taken` of the `bytes` of its texts: fewer where parts are
                                missing */
} kl_lm_counted;
/** Cost: the head of the file is read, not its n-grams. */
KL_API kl_status kl_lm_trainer_about(const char *path, kl_lm_counted *out, kl_error *error);

/** Open a model: a file of kl_lm_save, which is mapped and whose checksum is verified, or an ARPA file (then of
 *  tokens), which is read; it predicts no begin of a line, whatever stands beside <s> or n-grams that end in it. A
 *  damaged file is KL_ERROR_FORMAT with the byte offset, or the line in `index`. */
KL_API kl_status kl_lm_open(const char *path, kl_lm **out, kl_error *error);
/** The same of what is in memory already; `data` must outlive the model. */
KL_API kl_status kl_lm_parse(const void *data, size_t size, kl_lm **out, kl_error *error);
KL_API void kl_lm_free(kl_lm *lm);
/** Write it: as an image that kl_lm_open maps, or as ARPA text, which other tools read (log10, 8 digits). That is of
 *  tokens: a model of other symbols, which those tools would find nowhere in a text, is KL_ERROR_MISMATCH. */
KL_API kl_status kl_lm_save(const kl_lm *lm, const char *path, kl_error *error);
KL_API kl_status kl_lm_write_arpa(const kl_lm *lm, const char *path, kl_error *error);

KL_API kl_symbols kl_lm_symbols(const kl_lm *lm);
KL_API int kl_lm_order(const kl_lm *lm);
KL_API kl_lm_smoothing kl_lm_get_smoothing(const kl_lm *lm);

/** The n-grams of one order. */
typedef struct kl_lm_level {
    uint64_t count;     /**< how many; of order 1 all symbols, KL_LM_UNKNOWN and both ends included */
    double discount[3]; /**< D_1, D_2, D_3 of Kneser–Ney; else 0 */
    int fallback;       /**< 1: they could not be had from the counts */
} kl_lm_level;
/** Of order n, from 1; out of range: all 0. */
KL_API kl_lm_level kl_lm_get_level(const kl_lm *lm, int n);

/** The number of a symbol, KL_LM_UNKNOWN if the model has it not. */
KL_API uint32_t kl_lm_symbol(const kl_lm *lm, const void *bytes, size_t length);
/** The symbol of a number; not NUL-terminated. Out of range: NULL, and *length 0. */
KL_API const char *kl_lm_name(const kl_lm *lm, uint32_t symbol, size_t *length);

/** What a model remembers of what came before. */
typedef uint32_t kl_lm_state;
/** At the begin of a line, and with nothing known. */
KL_API kl_lm_state kl_lm_begin(const kl_lm *lm);
KL_API kl_lm_state kl_lm_nowhere(const kl_lm *lm);
/** ln p(symbol | state); the state moves on. −INFINITY for KL_LM_BEGIN of a trained model, which is never predicted.
 *  NAN, and the state stays, for a number that is no symbol, and for a state that this model never gave. Error: 2⁻²⁴ of
 *  each of at most `order` logarithms. Cost: about one place of a table. */
KL_API double kl_lm_step(const kl_lm *lm, kl_lm_state *state, uint32_t symbol);
/** p(· | state) of all symbols, kl_lm_get_level(lm, 1).count of them: what a coder needs. It adds up to 1 but for
 *  rounding (2⁻²² a symbol). KL_ERROR_ARGUMENT: a state that this model never gave. */
KL_API kl_status kl_lm_distribution(const kl_lm *lm, kl_lm_state state, double *p,
                                    kl_error *error);

typedef struct kl_lm_score_options {
    size_t size;
    double confidence; /**< in (0, 1), default 0.95 */
    kl_pool *pool;
    kl_unit unit;      /**< of the sentences of kl_lm_describe; default KL_UNIT_BITS */
    int surprisal;     /**< 1: kl_lm_describe shows what each of the first 4096 symbols costs; default 0 */
    uint64_t part, parts; /**< only the lines that begin in part `part` (from 1) of `parts` of the text's bytes;
                               default 1 of 1 */
} kl_lm_score_options;

KL_API void kl_lm_score_options_init(kl_lm_score_options *options);

/** What a model makes of a text: −ln p of every symbol and of every end of a line. */
typedef struct kl_lm_score {
    uint64_t lines, symbols, unknown; /**< unknown ones are among the symbols */
    uint64_t impossible; /**< symbols and ends of lines of probability 0: above 0 every mean over them is INFINITY */
    uint64_t bytes, characters, words; /**< of the text; words are what white space parts */
    uint64_t bad_bytes; /**< that are not UTF-8: letters and words pass over them, they count as bytes */
    kl_estimate cross_entropy;        /**< nats a symbol, line ends counted as symbols */
    kl_estimate cross_entropy_known;  /**< over all but unknown symbols */
    kl_estimate per_byte, per_character, per_word; /**< nats; all of the text's loss */
} kl_lm_score;

/**
 * Score a text. perplexity = e^cross_entropy (Jelinek, Mercer, Bahl and Baker 1977). Sums are exact, so that the number
 * of threads does not matter.
 *
 * Intervals are from the delete-a-group jackknife over 64 bags of lines (a line is in the bag of the block of
 * KL_TEXT_BLOCK bytes in which it begins), t quantile; absent with KL_FLAG_FEW_UNITS below 4 bags. They are about text
 * like this one under this model: the model is taken as it is. Blocks are taken for independent. Where they are not,
 * because topics run over many lines, intervals are too narrow: in a simulation with topics of 10 lines of 8 words
 * those of 95 % held in 84 % of texts, with topics of 40 lines in 56 %.
 *
 * A model that gives unknown symbols no probability (an ARPA file may) has infinite cross-entropy where there is one;
 * `impossible` says how many. A cross-entropy below 0 says that the probabilities of an ARPA file add up to more than 1
 * after some context: reading does not add them up. A text without a line is KL_ERROR_VALUE.
 */
KL_API kl_status kl_lm_score_text(const kl_lm *lm, const void *data, size_t size,
                                  const kl_lm_score_options *options, kl_lm_score *out,
                                  kl_error *error);

/** The score as a document: estimates cross_entropy, perplexity, cross_entropy.known, perplexity.known, unknown,
 *  bits_per_byte, bits_per_character, bits_per_word (nats, as everywhere), byte_perplexity, word_perplexity, all of
 *  subject "model", without those that are per byte, character or word where there is none; sentences, one of which
 *  counts bytes that are not UTF-8; and the series surprisal if that is asked for. `model` and `text`: their names. */
KL_API kl_status kl_lm_describe(const kl_lm *lm, const char *model, const char *text,
                                const void *data, size_t size, const kl_lm_score_options *options,
                                kl_document **out, kl_error *error);
/** The score as a state in a file, of which kl_lm_score_describe makes the document later: the same bytes as
 *  kl_lm_describe, but for the series. States of parts are put together by kl_states_merge, in any order and grouping,
 *  to the same bytes as the state of the whole. Size: some 10 KB. */
KL_API kl_status kl_lm_score_save(const kl_lm *lm, const char *model, const char *text,
                                  const void *data, size_t size, const kl_lm_score_options *options,
                                  const char *out_path, kl_error *error);
/** `confidence` and `unit` are looked at; the rest was said where the state was made. */
KL_API kl_status kl_lm_score_describe(const char *path, const kl_lm_score_options *options,
                                      kl_document **out, kl_error *error);
/** 1 if a file says that it is a state of kl_lm_score_save; 0 also where it cannot be read. */
KL_API int kl_lm_score_seen(const char *path);
/** The ids of those estimates, by index; NULL behind the last. `inputs` is not looked at. */
KL_API const char *kl_lm_score_id(size_t inputs, size_t index);

/** One symbol of a text under a model. */
typedef struct kl_lm_token {
    const char *text; /**< as the model would name it; not NUL-terminated; "</s>" at the end of a line */
    size_t length;
    uint32_t symbol;
    double log_p; /**< ln p(symbol | what stands before it in the line) */
} kl_lm_token;
typedef kl_status kl_lm_visitor(void *context, const kl_lm_token *token, kl_error *error);
/** The same, a symbol at a time and in order. */
KL_API kl_status kl_lm_visit(const kl_lm *lm, const void *data, size_t size, kl_lm_visitor *visit,
                             void *context, kl_error *error);

/** The longest line that is drawn where nobody says otherwise, in symbols. */
#define KL_LM_SAMPLE_MOST 10000
/** What draws lines from a model: the continuations of every context in a row. The model must outlive it. Read only
 *  once made, so that threads may share one. Cost: two passes over the n-grams; 20 bytes a place for an n-gram, of
 *  which a third is free. */
typedef struct kl_lm_sampler kl_lm_sampler;
KL_API kl_status kl_lm_sampler_new(const kl_lm *lm, kl_lm_sampler **out, kl_error *error);
KL_API void kl_lm_sampler_free(kl_lm_sampler *sampler);
/** A line drawn from the model, symbol by symbol until it ends (*ended = 1; `ended` may be NULL) or has `most` (0:
 *  KL_LM_SAMPLE_MOST); symbols are parted by a blank where they are words or tokens. Never KL_LM_UNKNOWN, whose
 *  probability the others share; where none of them has any, as in an ARPA file may be, that is KL_ERROR_VALUE. *text
 *  is NUL-terminated; kl_memory_free. Cost: two draws a symbol or so, each the logarithm of how many symbols follow. */
KL_API kl_status kl_lm_sampler_draw(const kl_lm_sampler *sampler, kl_random *random, size_t most,
                                    char **text, size_t *size, int *ended, kl_error *error);

typedef struct kl_lm_interpolate_options {
    size_t size;
    kl_pool *pool;
    kl_unit unit; /**< of the sentence of kl_lm_interpolate_describe; default KL_UNIT_BITS */
    double confidence; /**< of the interval, in (0, 1); default 0.95 */
} kl_lm_interpolate_options;

KL_API void kl_lm_interpolate_options_init(kl_lm_interpolate_options *options);

/** How models do together. */
typedef struct kl_lm_mixture {
    kl_estimate cross_entropy; /**< of the mixture on the text, nats a symbol as kl_lm_score. The weights are taken as
                                    they are, though this text chose them: the value is a little low for others */
    uint64_t lines, symbols;   /**< of the text */
    double gain;               /**< what the last step of the iteration took off the loss */
    unsigned iterations;
    int converged;             /**< 0: stopped after 1000 steps */
} kl_lm_mixture;
/**
 * The weights λ with which Σ λ_i p_i(w | h) predicts a held-out text best, by expectation maximisation from even ones
 * until a step gains less than 1e-10 nats a symbol (the likelihood is concave in λ: there is one maximum, but a weight
 * that belongs at 0 comes near it only slowly). All models have the symbols of the first, else KL_ERROR_MISMATCH. What
 * one of them does not know is its unknown symbol, of which there is one for all such: where models know different
 * symbols their mixture gives more than probability 1 to all together, the loss is too low, and who knows less has too
 * large a weight. `weight`: n of them; `unknown`: how many symbols of the text each does not know (NULL: not asked). A
 * text that no model can explain is KL_ERROR_VALUE. Cost: the text is scored n times; 8n bytes a symbol are kept.
 * Source: Jelinek and Mercer 1980.
 */
KL_API kl_status kl_lm_interpolate(const kl_lm *const *lm, size_t n, const void *data, size_t size,
                                   const kl_lm_interpolate_options *options, double *weight,
                                   uint64_t *unknown, kl_lm_mixture *out, kl_error *error);

/** The same as a document: estimates cross_entropy and perplexity of subject "mixture" (KL_FLAG_NOT_CONVERGED after
 *  1000 steps), unknown of each model: the share of symbols that it does not know; the series weight with a label a
 *  model, and sentences. `models` and `text`: their names. */
KL_API kl_status kl_lm_interpolate_describe(const kl_lm *const *lm, const char *const *models,
                                            size_t n, const char *text, const void *data,
                                            size_t size, const kl_lm_interpolate_options *options,
                                            kl_document **out, kl_error *error);
/** The ids of those estimates, by index; NULL behind the last. `inputs` is not looked at. */
KL_API const char *kl_lm_interpolate_id(size_t inputs, size_t index);

#ifdef __cplusplus
}
#endif
#endif
