/* SPDX-License-Identifier: Apache-2.0 */
/* What parts tokens: ASCII white space and NUL. */
#ifndef KL_TEXT_TOKENS_H
#define KL_TEXT_TOKENS_H

#include <stddef.h>

static inline int kl_token_space(unsigned char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r') || byte == 0;
}

/* Where the token that goes on at `at` ends, at most `size`. */
static inline size_t kl_token_end(const unsigned char *data, size_t at, size_t size) {
    while (at < size && !kl_token_space(data[at]))
        at++;
    return at;
}

#endif
