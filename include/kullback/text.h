/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file text.h
 * @brief Text to counts: bytes, letters, words or tokens, n-grams of order 1 to 5, in one pass on all cores.
 *
 * - bytes: every byte is a symbol.
 * - letters: the text is normalised (NFC) and case-folded; a letter is a code point of general category
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

#ifdef __cplusplus
}
#endif
#endif
