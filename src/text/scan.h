/* SPDX-License-Identifier: Apache-2.0 */
/* From bytes to the numbers of their symbols, forward from a place where a symbol begins. */
#ifndef KL_TEXT_SCAN_H
#define KL_TEXT_SCAN_H

#include "text/lexicon.h"
#include "text/window.h"

/* What a window that is not the last must hold beyond the last place where a symbol may begin, and
 * before the first (two code points and the rest of a third). */
#define KL_SCAN_AHEAD (KL_WORD_MAX + 16)
#define KL_SCAN_BACK 16

typedef struct kl_scan {
    const kl_window *window;
    kl_lexicon *lexicon;
    size_t position; /* in the window */
    uint32_t *id;    /* n symbols so far */
    size_t n, capacity;
    uint64_t bad; /* bytes passed over that are not UTF-8 */
} kl_scan;

/* Where the first symbol (or byte between symbols) begins at or after `position`, if what begins
 * before it is somebody else's. */
kl_status kl_scan_begin(kl_scan *scan, const kl_window *window, size_t position, kl_error *error);

/* Append the symbols that begin before `limit`. Afterwards position ≥ limit. */
kl_status kl_scan_run(kl_scan *scan, size_t limit, kl_error *error);

/* Room for n more symbols and a little more. */
kl_status kl_scan_reserve(kl_scan *scan, size_t n, kl_error *error);

/* The alphabets of more than bytes; kl_scan_run and kl_scan_begin call them. */
kl_status kl_scan_letters(kl_scan *scan, size_t limit, kl_error *error);
kl_status kl_scan_words(kl_scan *scan, size_t limit, kl_error *error);
kl_status kl_scan_tokens(kl_scan *scan, size_t limit, kl_error *error);
kl_status kl_scan_letters_begin(kl_scan *scan, kl_error *error);
kl_status kl_scan_words_begin(kl_scan *scan, kl_error *error);
void kl_scan_tokens_begin(kl_scan *scan);

#endif
