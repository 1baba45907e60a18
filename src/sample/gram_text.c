/* SPDX-License-Identifier: Apache-2.0 */
/* N-grams for people: letters joined, words with a space between, bytes as they print. What is no
 * printable text comes as \xNN, a backslash in front of it doubled, so the text is UTF-8 always. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "sample/pair.h"

static const char hex[] = "0123456789abcdef";

/* Length of the printable character at text[0], or 0. */
static size_t printable(const unsigned char *text, size_t length, kl_symbols symbols) {
    uint32_t point = 0;
    size_t bytes =
        symbols == KL_SYMBOLS_BYTES ? (text[0] < 0x80) : kl_utf8_decode(text, length, &point);
    if (symbols == KL_SYMBOLS_BYTES)
        point = text[0];
    int control = point < 0x20 || (point >= 0x7f && point < 0xa0);
    return control ? 0 : bytes;
}

/* Write one symbol at out (NULL: only measure); returns its length. */
static size_t write_symbol(const unsigned char *text, size_t length, kl_symbols symbols,
                           char *out) {
    size_t written = 0;
    for (size_t i = 0; i < length;) {
        size_t bytes = printable(text + i, length - i, symbols);
        if (bytes == 0) {
            char escaped[4] = {'\\', 'x', hex[text[i] >> 4], hex[text[i] & 15]};
            if (out != NULL)
                memcpy(out + written, escaped, 4);
            written += 4;
            i++;
            continue;
        }
        if (symbols == KL_SYMBOLS_BYTES && text[i] == '\\') {
            if (out != NULL)
                out[written] = '\\';
            written++;
        }
        if (out != NULL)
            memcpy(out + written, text + i, bytes);
        written += bytes;
        i += bytes;
    }
    return written;
}

/* Write one n-gram with its NUL. */
static size_t write_gram(const kl_aligned *aligned, size_t gram, char *out) {
    const kl_alphabet *alphabet = &aligned->alphabet;
    size_t written = 0;
    for (int k = 0; k < aligned->order; k++) {
        uint32_t symbol = aligned->gram[gram * (size_t)aligned->order + (size_t)k];
        if (k > 0 && aligned->symbols == KL_SYMBOLS_WORDS) {
            if (out != NULL)
                out[written] = ' ';
            written++;
        }
        uint64_t start = alphabet->start[symbol];
        written += write_symbol((const unsigned char *)alphabet->bytes + start,
                                (size_t)(alphabet->start[symbol + 1] - start), aligned->symbols,
                                out == NULL ? NULL : out + written);
    }
    if (out != NULL)
        out[written] = '\0';
    return written + 1;
}

kl_status kl_gram_texts(const kl_aligned *aligned, char **text, size_t **start, kl_error *error) {
    size_t bytes = 0;
    *text = NULL;
    *start = kl_alloc(aligned->size, sizeof **start);
    if (*start == NULL)
        return kl_fail_memory(error, "the names of n-grams", aligned->size * sizeof **start);
    for (size_t i = 0; i < aligned->size; i++) {
        (*start)[i] = bytes;
        bytes += write_gram(aligned, i, NULL);
    }
    *text = kl_alloc(bytes, 1);
    if (*text == NULL)
        return kl_fail_memory(error, "the names of n-grams", bytes);
    for (size_t i = 0; i < aligned->size; i++)
        write_gram(aligned, i, *text + (*start)[i]);
    return KL_OK;
}
