/* SPDX-License-Identifier: Apache-2.0 */
/* Names that are the same in capitals. */
#ifndef KL_BASE_ASCII_H
#define KL_BASE_ASCII_H

#include <stddef.h>

static inline char kl_ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* 1 if the first n bytes are those of the other in small letters or capitals of ASCII. A NUL ends both. */
static inline int kl_ascii_same(const char *a, const char *b, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (kl_ascii_lower(a[i]) != kl_ascii_lower(b[i]))
            return 0;
        if (a[i] == '\0')
            return 1;
    }
    return 1;
}

#endif
