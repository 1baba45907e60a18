/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file text_cipher.h
 * @brief Which language is this ciphertext, by which kind of cipher, under which key? What does it say?
 *
 * A reading is a kind of cipher, a language and a key. Under a reading the text would be coded in
 *
 *      log keys(kind) + Σ −log q_L(plain letter | the three symbols before it)    nats,
 *
 * and without any knowledge in log(letters of the alphabet) a letter. What a reading gains over that decides
 * between kinds, languages and keys alike; a text is readable from Shannon's unicity distance on, log keys(kind)
 * over the redundancy of the language, below which the gain of the truth itself is negative (C. Shannon,
 * Communication theory of secrecy systems, Bell System Technical Journal 28, 1949).
 *
 *      kl_cipher_profile *profile;
 *      kl_cipher_solver *solver;
 *      kl_cipher_answer *answer;
 *      kl_cipher_profile_open(NULL, &profile, &error);            the one that is built in
 *      kl_cipher_solver_new(profile, NULL, &solver, &error);
 *      kl_cipher_solver_solve(solver, text, size, pool, &answer, &error);
 *      puts(kl_cipher_answer_reading(answer, 0)->text);
 *
 * The alphabet belongs to the language: a–z for all that write Latin letters, its own for those that write
 * Cyrillic, the 24 letters for Greek. A letter outside it (ä, é) is taken as one that the cipher left alone. Case,
 * digits and punctuation are passed over and stand in the text that was read where they stood before. Blanks between
 * words help if they seem to be those of the text; five letters each, one long row or ragged lines do not.
 *
 * Sources of the searches: Kirkpatrick, Gelatt, Vecchi 1983 (substitution); Held, Karp 1962 (columns); Rabiner 1989
 * (blanks).
 */
#ifndef KULLBACK_TEXT_CIPHER_H
#define KULLBACK_TEXT_CIPHER_H

#include <kullback/report.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Models of letters in a row, one a language. Read only once made, so that threads may share one. */
typedef struct kl_cipher_profile kl_cipher_profile;

/** The models of a file (tools/train_ciphers.py writes them), or with NULL those that are built in: 30 languages.
 *  A damaged file is KL_ERROR_FORMAT with the byte, one of a newer version KL_ERROR_VERSION. */
KL_API kl_status kl_cipher_profile_open(const char *path, kl_cipher_profile **out, kl_error *error);
/** The same for a file that is in memory. */
KL_API kl_status kl_cipher_profile_parse(const void *data, size_t size, kl_cipher_profile **out,
                                         kl_error *error);
KL_API void kl_cipher_profile_free(kl_cipher_profile *profile);
/** How many languages there are, and the code of one ("de"); NULL behind the last. */
KL_API size_t kl_cipher_profile_count(const kl_cipher_profile *profile);
KL_API const char *kl_cipher_profile_code(const kl_cipher_profile *profile, size_t language);

typedef enum kl_cipher_kind {
    KL_CIPHER_NONE = 0,      /**< the text is not enciphered */
    KL_CIPHER_SHIFT,         /**< cipher = plain + k: Caesar, ROT13 */
    KL_CIPHER_AFFINE,        /**< cipher = a · plain + b; Atbash is a = −1, b = −1 */
    KL_CIPHER_VIGENERE,      /**< a shift for each letter of a key word, in turn; at most 20 letters */
    KL_CIPHER_SUBSTITUTION,  /**< each letter has another one */
    KL_CIPHER_TRANSPOSITION, /**< written in rows, read in columns; at most 12 */
    KL_CIPHER_KINDS          /**< how many */
} kl_cipher_kind;
/** "none", "shift", "affine", "vigenere", "substitution", "transposition". */
KL_API const char *kl_cipher_kind_name(kl_cipher_kind kind);

typedef enum kl_cipher_status {
    KL_CIPHER_SURE = 0,    /**< language and kind have a posterior of at least 0.9, the text is as that language is
                                (within 2.5 standard deviations), the gain is above what chance makes where four
                                symbols that come again count once, the search for the key found it more than once,
                                no other key comes near, and letters that a substitution is said to have replaced
                                make no sense as they are */
    KL_CIPHER_UNSURE,      /**< read, but another language or kind may be the right one */
    KL_CIPHER_UNDETERMINED /**< too short for its kind of cipher, or like no language under any key that was found */
} kl_cipher_status;
/** "sure", "unsure", "not determined". */
KL_API const char *kl_cipher_status_name(kl_cipher_status status);

typedef struct kl_cipher_options {
    size_t size;
    const char *const *only; /**< codes of the languages that are possible; NULL (default): all */
    size_t only_count;
    uint32_t kinds;    /**< bit 1 << kind for each that is possible; 0 (default): all */
    unsigned restarts; /**< of the search for a substitution, 1 … 100000; default 32 */
    uint64_t seed;     /**< of the search; default 0. The same seed gives the same answer on any number of threads */
} kl_cipher_options;

KL_API void kl_cipher_options_init(kl_cipher_options *options);

/** What reads one text after another and keeps the tables that it made for them, some 0.5 to 1.3 MB a language. */
typedef struct kl_cipher_solver kl_cipher_solver;

/** `profile` must outlive the solver. A code that the profile has not is KL_ERROR_ARGUMENT. */
KL_API kl_status kl_cipher_solver_new(const kl_cipher_profile *profile,
                                      const kl_cipher_options *options, kl_cipher_solver **out,
                                      kl_error *error);
KL_API void kl_cipher_solver_free(kl_cipher_solver *solver);

typedef struct kl_cipher_answer kl_cipher_answer;

/** One way to read the text. */
typedef struct kl_cipher_reading {
    kl_cipher_kind kind;
    const char *code, *name; /**< of the language */
    const char *key;         /**< "3"; "5 8" (a and b); "LEMON"; the cipher's letters for a, b, c, … with "." for those
                                  that the text does not tell; "3 1 2": which column was read first, second, … */
    const char *text;        /**< the plain text */
    size_t text_size;
    double posterior;        /**< of this kind and language */
    double gain;             /**< nats that it saves over knowing nothing, the key paid for */
    double cross_entropy;    /**< nats a symbol (a letter, or a blank where blanks count) that has three before it */
    uint64_t scored;         /**< how many such symbols there are: of a text of few letters clearly fewer */
    double atypical;         /**< how many standard deviations that is above what texts of this length have */
    double unicity;          /**< log keys(kind) / redundancy, in letters */
} kl_cipher_reading;

/** What the readings say together. */
typedef struct kl_cipher_summary {
    kl_cipher_status status;
    uint64_t letters;   /**< that the cipher may have changed, of those that were searched */
    int cut;            /**< 1: there are more, to which the key was applied as well */
    unsigned different; /**< of them */
    int blanks;         /**< 1 if blanks were taken for those between words */
    double posterior;   /**< of the most probable language, over all kinds; 0 without a reading */
    double kind_posterior; /**< of the kind of the first reading, over all languages */
    double margin;         /**< log-odds of the language against the next, over all kinds, nats; INFINITY without a
                                second, 0 without a reading */
    uint64_t bad_bytes;    /**< of all of the text: that are not UTF-8; each ends a word and stays as it is */
} kl_cipher_summary;

/** Read a text: UTF-8 of at most 2^31 bytes, of which the first 1,500 letters are searched. Also an empty one has an
 *  answer, without readings. */
KL_API kl_status kl_cipher_solver_solve(kl_cipher_solver *solver, const void *text, size_t size,
                                        kl_pool *pool, kl_cipher_answer **out, kl_error *error);
KL_API void kl_cipher_answer_free(kl_cipher_answer *answer);
KL_API kl_cipher_summary kl_cipher_answer_summary(const kl_cipher_answer *answer);
/** Readings, at most one of a kind and language: the best one of the most probable language, then the others by their
 *  posterior; NULL behind the last. */
KL_API const kl_cipher_reading *kl_cipher_answer_reading(const kl_cipher_answer *answer,
                                                         size_t index);

/** Tell of an answer in a document: estimates `posterior`, `kind_posterior`, `margin` and `unicity` (KL_METHOD_MODEL),
 *  `cross_entropy` and `letters`, the series `language`, `kind`, `key` (one label) and `text` (a passage), and
 *  sentences, one of which counts bytes that are not UTF-8. `most` languages at most, 1 … 64. `subject` as in
 *  <kullback/report.h>. */
KL_API kl_status kl_cipher_describe(const kl_cipher_answer *answer, const char *subject, size_t most,
                                    kl_document *document, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
