/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes, characters, words. */
#include "text/text_size.h"

#include <ctype.h>

kl_text_counts kl_text_count(const char *text, size_t size, int *blank) {
    kl_text_counts counts = {.bytes = size};
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        counts.characters += (byte & 0xC0) != 0x80;
        counts.words += *blank && !isspace(byte);
        *blank = isspace(byte) != 0;
    }
    return counts;
}
