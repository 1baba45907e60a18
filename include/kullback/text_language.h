/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file text_language.h
 * @brief Which language is this text? Or is it none that is known?
 *
 * A profile holds one character model a language, q_L(letter | up to four letters before it, in the word).
 * The text is given to the language that would code it shortest: minimal cross-entropy, which is the
 * minimal divergence D(text‖q_L), since the text's own entropy is the same for all. The script comes
 * first: only words of the script that most of the text is in are looked at, symbols counted by the nats they have.
 *
 *      kl_language_profile *profile;
 *      kl_language_detector *detector;
 *      kl_language_answer answer;
 *      kl_language_profile_open(NULL, &profile, &error);            the one that is built in
 *      kl_language_detector_new(profile, NULL, &detector, &error);
 *      kl_language_detector_add(detector, text, size, &error);      as often as there are pieces
 *      kl_language_detector_finish(detector, &answer, &error);      and the detector is empty again
 *      puts(kl_language_code(profile, answer.best));
 *
 * The text is UTF-8 in any case and either form of accents; digits, punctuation and bytes that are not
 * UTF-8 end a word. Memory is bounded whatever the length, time is linear in it.
 *
 * Sources: Dunning 1994 (the decision); MacKay, Peto 1995 (the models).
 */
#ifndef KULLBACK_TEXT_LANGUAGE_H
#define KULLBACK_TEXT_LANGUAGE_H

#include <kullback/report.h>

#ifdef __cplusplus
extern "C" {
#endif

/** No language: there was no letter of a script that the profile knows. */
#define KL_LANGUAGE_NONE ((size_t)-1)

/** Languages with their models. Read only once made, so that threads may share one. */
typedef struct kl_language_profile kl_language_profile;

/** The profile of a file (tools/train_languages.py and kl_language_profile_save write them), or with NULL the one that
 *  is built in: 108 languages. A damaged file is KL_ERROR_FORMAT with the byte, one of a newer version
 *  KL_ERROR_VERSION. */
KL_API kl_status kl_language_profile_open(const char *path, kl_language_profile **out,
                                          kl_error *error);
/** The same for a file that is in memory. */
KL_API kl_status kl_language_profile_parse(const void *data, size_t size, kl_language_profile **out,
                                           kl_error *error);
KL_API void kl_language_profile_free(kl_language_profile *profile);

/** Write it to a file that kl_language_profile_open reads. */
KL_API kl_status kl_language_profile_save(const kl_language_profile *profile, const char *path,
                                          kl_error *error);
/**
 * One profile of n: a text costs each language what it costs in its own profile, and the numbers that belong to a whole
 * are those of the first. A language that two of them have is KL_ERROR_ARGUMENT; letters here and bytes there,
 * KL_ERROR_MISMATCH; more than 128 languages of a script, KL_ERROR_UNSUPPORTED.
 */
KL_API kl_status kl_language_profile_join(const kl_language_profile *const *profiles, size_t n,
                                          kl_language_profile **out, kl_error *error);

/** How many languages there are; a language in two scripts is one. */
KL_API size_t kl_language_count(const kl_language_profile *profile);
/** Its code in ISO 639-1 where there is one ("de"; Bokmål is "no"), and its English name. For KL_LANGUAGE_NONE
 *  "und" and "undetermined"; for an index out of range NULL. */
KL_API const char *kl_language_code(const kl_language_profile *profile, size_t language);
KL_API const char *kl_language_name(const kl_language_profile *profile, size_t language);
/** The language of a code, KL_LANGUAGE_NONE if the profile has none of it ("nb" is "no"). */
KL_API size_t kl_language_find(const kl_language_profile *profile, const char *code);

/** 16 bits. With this price spans of held-out sentences are found best (docs/lang.md). */
#define KL_LANGUAGE_PRICE 11.090354888959125
#define KL_LANGUAGE_PRICE_MAX 1e6

typedef struct kl_language_options {
    size_t size;
    const char *const *only; /**< codes of the languages that are possible, at least one; NULL (default): all */
    size_t only_count;
    double price; /**< nats that going over to another language within a text costs (kl_language_detector_spans), 0
                   * to KL_LANGUAGE_PRICE_MAX; default KL_LANGUAGE_PRICE */
} kl_language_options;

KL_API void kl_language_options_init(kl_language_options *options);

typedef enum kl_language_status {
    KL_LANGUAGE_SURE = 0, /**< posterior at least 0.9, of the languages that are known and possible, and the text is as
                           * that language's texts are. One half of it may be in another language of the script all the
                           * same (kl_language_detector_spans) */
    KL_LANGUAGE_UNSURE,   /**< a text of some language, but which is open: short, a close relative, in two scripts */
    KL_LANGUAGE_UNKNOWN   /**< it is like no text of the profile's languages, or repeats so few letters that they alone
                           * tell it in fewer nats than the best language does, or there is no letter */
} kl_language_status;
/** "sure", "unsure", "unknown". */
KL_API const char *kl_language_status_name(kl_language_status status);

typedef struct kl_language_answer {
    kl_language_status status;
    size_t best;          /**< the most probable language, also when unsure; or KL_LANGUAGE_NONE */
    double posterior;     /**< its probability among the possible languages, calibrated; 0 for none */
    double margin;        /**< log of its odds against the second, in nats; INFINITY without a second */
    double cross_entropy; /**< nats a symbol (letters and ends of words) under `best`; NaN for none */
    double atypical;      /**< how many standard deviations that is above what texts of this length have */
    uint64_t symbols;     /**< letters and ends of words of the script that was looked at */
    uint64_t bad_bytes;   /**< that are not UTF-8; 0 where bytes are symbols */
} kl_language_answer;

/** A text that comes in pieces. */
typedef struct kl_language_detector kl_language_detector;

/** `profile` must outlive the detector. A code that the profile has not, and a list of none, is KL_ERROR_ARGUMENT. */
KL_API kl_status kl_language_detector_new(const kl_language_profile *profile,
                                          const kl_language_options *options,
                                          kl_language_detector **out, kl_error *error);
KL_API void kl_language_detector_free(kl_language_detector *detector);
KL_API kl_status kl_language_detector_add(kl_language_detector *detector, const void *data,
                                          size_t size, kl_error *error);
/** All of a file, a block at a time; "-" is standard input. */
KL_API kl_status kl_language_detector_add_file(kl_language_detector *detector, const char *path,
                                               kl_error *error);
/** The answer. The detector is empty afterwards and may be used for the next text. */
KL_API kl_status kl_language_detector_finish(kl_language_detector *detector,
                                             kl_language_answer *out, kl_error *error);
/** The posterior of every language at the last finish, kl_language_count of them; they sum to 1 or are all 0. */
KL_API const double *kl_language_detector_posterior(const kl_language_detector *detector);

/** What is called with the answer to each line, numbered from 0; another status than KL_OK stops. */
typedef kl_status kl_language_visitor(void *context, const kl_language_detector *detector,
                                      const kl_language_answer *answer, uint64_t line,
                                      kl_error *error);
/** One answer for each line of a file ("-": standard input). A line ends at a line feed, and memory does not depend
 *  on how long it is. */
KL_API kl_status kl_language_detector_lines(kl_language_detector *detector, const char *path,
                                            kl_language_visitor *visit, void *context,
                                            kl_error *error);

/** A stretch of a text that is in one language. */
typedef struct kl_language_span {
    uint64_t begin, end;       /**< bytes [begin, end) of the text */
    size_t language;           /**< or KL_LANGUAGE_NONE: gibberish, or no letter of a possible language */
    kl_language_status status; /**< as of a text that is this stretch */
    double posterior;          /**< likewise */
    uint64_t bad_bytes;        /**< likewise */
} kl_language_span;

/** What is called with each span in order; another status than KL_OK stops. */
typedef kl_status kl_language_span_visitor(void *context, const kl_language_span *span,
                                           kl_error *error);
/**
 * A text in several languages, cut where one ends and the next begins: every word is given a language so that the sum
 * of what the words cost under their languages' models, and of `price` for each change, is the least (Viterbi
 * 1967). Spans begin behind the blank before a word, cover the text and are in order; an empty text has none. What
 * was added to the detector before is forgotten. Memory does not depend on the length: what is further back
 * than 2048 words is decided.
 */
KL_API kl_status kl_language_detector_spans(kl_language_detector *detector, const void *data,
                                            size_t size, kl_language_span_visitor *visit,
                                            void *context, kl_error *error);
/** The same of a file; "-" is standard input. */
KL_API kl_status kl_language_detector_spans_file(kl_language_detector *detector, const char *path,
                                                 kl_language_span_visitor *visit, void *context,
                                                 kl_error *error);

/** Tell of the last finish in a document: estimates `posterior` and `margin` (KL_METHOD_MODEL) and `cross_entropy`, the
 *  `most` most probable languages as the series `language`, and a sentence; a note counts bytes that are not UTF-8.
 *  `subject` as in <kullback/report.h>. */
KL_API kl_status kl_language_describe(const kl_language_detector *detector,
                                      const kl_language_answer *answer, const char *subject,
                                      size_t most, kl_document *document, kl_error *error);

/** Tell of the n spans of a text in a document: each as a span, labelled with the language's code, with its status, and
 *  valued with the posterior; estimates `spans` and `languages`, how many there are; the bytes that each language has
 *  as the series `share`; and a sentence. Bytes of an unknown span are in no language, whichever is the nearest. A note
 *  counts bytes that are not UTF-8. */
KL_API kl_status kl_language_describe_spans(const kl_language_profile *profile,
                                            const kl_language_span *spans, size_t n,
                                            const char *subject, kl_document *document,
                                            kl_error *error);

/* ── Languages beside each other ──────────────────────────────────────────────────────────────── */

/**
 * How far the models of n languages are apart. A model is taken as a Markov chain: p(letter | the one before it), the
 * end of a word a letter too; of alphabets above 512 symbols (Chinese, Korean) as letters one at a time. `divergence`
 * (n × n, row-major, row the truth) is the divergence rate of the chains, Σ π(h) Σ p(c|h) ln(p(c|h)/q(c|h)), in nats a
 * letter, INFINITY where the row has a script that the column has not; `distance` the Jensen–Shannon distance of pairs
 * of letters that follow each other, in √nats, a metric, √ln 2 between scripts. A language in two scripts is half each.
 * The costs of a profile are rounded, so values below a few hundredths say little. Cost: n² alphabets². Sources:
 * Rached, Alajaji, Campbell 2004 (the rate); Endres, Schindelin 2003 (the distance).
 */
KL_API kl_status kl_language_divergences(const kl_language_profile *profile,
                                         const size_t *languages, size_t n, double *divergence,
                                         double *distance, kl_error *error);
/** The same in a document, of languages that differ (else KL_ERROR_ARGUMENT): matrices `divergence` and
 *  `jensen_shannon.distance`, the latter with a tree, and which are the closest. Subjects are the codes, a sign other
 *  than a letter, a digit or one of _.: in them an underscore. */
KL_API kl_status kl_language_describe_divergences(const kl_language_profile *profile,
                                                  const size_t *languages, size_t n,
                                                  kl_document *document, kl_error *error);

/* ── Training ─────────────────────────────────────────────────────────────────────────────────── */

/** Texts of one language on their way to a profile. */
typedef struct kl_language_trainer kl_language_trainer;

typedef struct kl_language_trainer_options {
    size_t size;
    const char *code; /**< what answers call it, 1 to 8 bytes of UTF-8 without controls, blanks, commas and equals
                       * signs; needed. Not "und"; "nb" becomes "no" */
    const char *name; /**< for people, 1 to 48 bytes of UTF-8 without controls; NULL (default): the code */
    int bytes;        /**< 1: every byte but a line feed is a symbol, and a line is a word: for files of other kinds
                       * than prose. 0 (default): letters, as in the profile that is built in */
    double prior;     /**< log of how much rarer it is than the others, in nats, -1000 to 1000; default 0 */
    uint64_t memory;  /**< bytes for counts of n-grams, at least 2^22; default 2^28. Where they do not do, rare n-grams
                       * are left out */
} kl_language_trainer_options;

KL_API void kl_language_trainer_options_init(kl_language_trainer_options *options);
KL_API kl_status kl_language_trainer_new(const kl_language_trainer_options *options,
                                         kl_language_trainer **out, kl_error *error);
KL_API void kl_language_trainer_free(kl_language_trainer *trainer);
/** A text ends where a call does. */
KL_API kl_status kl_language_trainer_add(kl_language_trainer *trainer, const void *data,
                                         size_t size, kl_error *error);
/** A file; "-" is standard input. */
KL_API kl_status kl_language_trainer_add_file(kl_language_trainer *trainer, const char *path,
                                              kl_error *error);
/**
 * A profile of the one language: a model of every script that at least a tenth of the symbols is in, and how dear its
 * own texts are, from up to 1024 pieces of the text, each under the model without it. A text that was added twice still
 * stands in the model once when a piece of it is taken out, so that new texts of the language look dear beside it: add
 * each once. Fewer than 500 symbols are KL_ERROR_VALUE. The trainer is as new afterwards.
 */
KL_API kl_status kl_language_trainer_finish(kl_language_trainer *trainer, kl_language_profile **out,
                                            kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
