/* SPDX-License-Identifier: Apache-2.0 */
/* A piece of a file as an error message may show it. */
#include "io/excerpt.h"

#include <string.h>

#include "base/utf8.h"

/* One character of text as it is shown, at most 4 bytes. Returns how many bytes of text it took. */
static size_t show(const unsigned char *text, size_t size, char piece[5]) {
    static const char hex[] = "0123456789abcdef";
    uint32_t code_point = 0;
    size_t length = kl_utf8_decode(text, size, &code_point);
    int control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
                  code_point == 0x2028 || code_point == 0x2029;
    if (length == 0 || (control && length == 1)) {
        piece[0] = '\\';
        piece[1] = 'x';
        piece[2] = hex[text[0] >> 4];
        piece[3] = hex[text[0] & 15];
        piece[4] = '\0';
        return 1;
    }
    if (control) {
        memcpy(piece, "?", 2);
        return length;
    }
    memcpy(piece, text, length);
    piece[length] = '\0';
    return length;
}

const char *kl_excerpt(const char *text, size_t size, char out[KL_EXCERPT_SIZE]) {
    static const char cut[] = "…\"";
    size_t used = 0;
    out[used++] = '"';
    for (size_t i = 0; i < size;) {
        char piece[5];
        i += show((const unsigned char *)text + i, size - i, piece);
        size_t length = strlen(piece);
        if (used + length + sizeof cut > KL_EXCERPT_SIZE) {
            memcpy(out + used, cut, sizeof cut);
            return out;
        }
        memcpy(out + used, piece, length);
        used += length;
    }
    memcpy(out + used, "\"", 2);
    return out;
}
