/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of a text as numbers of symbols, scanned on all cores and given out in order. */
#ifndef KL_TEXT_LINES_H
#define KL_TEXT_LINES_H

#include "base/cover.h"
#include "text/scan.h"

/* Behind the symbols of every line. A text that does not end in a newline ends in a line nevertheless. */
#define KL_LINE_END UINT32_MAX
/* A symbol that whoever numbers them does not want: it is left out. */
#define KL_LINE_SKIP (UINT32_MAX - 1)

typedef struct kl_lines_user {
    /* The number of a symbol that one of the scanners met for the first time; the calls come in the order of the
     * text, whatever the number of threads. */
    kl_status (*number)(void *context, const char *name, size_t length, uint32_t *id,
                        kl_error *error);
    /* Take n numbers and line ends; `end` are the offsets in the text behind the newlines of the latter. */
    kl_status (*take)(void *context, const uint32_t *id, size_t n, const uint64_t *end,
                      kl_error *error);
    void *context;
} kl_lines_user;

typedef struct kl_lines kl_lines;

kl_status kl_lines_new(kl_symbols symbols, kl_pool *pool, kl_lines_user user, kl_lines **out,
                       kl_error *error);
void kl_lines_free(kl_lines *lines);
/* Read lines of a text, whole ones that are `bytes` of it; symbols keep their numbers from one text to the next.
 * `progress` may be NULL. */
kl_status kl_lines_read(kl_lines *lines, const unsigned char *data, kl_range bytes,
                        kl_progress *progress, void *progress_context, kl_error *error);
/* Bytes that are not UTF-8 and were passed over so far. */
uint64_t kl_lines_bad(const kl_lines *lines);

/* The lines that begin in `owned` bytes of a text, as bytes: parts of a text share no line. */
kl_range kl_lines_of(const void *data, size_t size, kl_range owned);

#endif
