/* SPDX-License-Identifier: Apache-2.0 */
/* A symbol as text that can be printed anywhere. */
#include "io/printable.h"

#include "base/utf8.h"

#include <string.h>

/* Length of the printable character that begins here, or 0. */
static size_t printable_here(const unsigned char *text, size_t length, int as_bytes) {
    uint32_t point = text[0];
    size_t bytes = point < 0x80;
    if (!as_bytes)
        bytes = kl_utf8_decode(text, length, &point);
    const int control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    return control ? 0 : bytes;
}

/* Append bytes at out + *written (NULL: only count them). */
static void put(char *out, size_t *written, const void *bytes, size_t n) {
    if (out != NULL)
        memcpy(out + *written, bytes, n);
    *written += n;
}

size_t kl_printable(const char *symbol, size_t length, int as_bytes, char *out) {
    static const char hex[] = "0123456789abcdef";
    const unsigned char *text = (const unsigned char *)symbol;
    size_t written = 0, i = 0;
    while (i < length) {
        const size_t bytes = printable_here(text + i, length - i, as_bytes);
        if (bytes == 0) {
            const char escaped[4] = {'\\', 'x', hex[text[i] >> 4], hex[text[i] & 15]};
            put(out, &written, escaped, sizeof escaped);
            i++;
        } else {
            if (as_bytes && text[i] == '\\')
                put(out, &written, "\\", 1);
            put(out, &written, text + i, bytes);
            i += bytes;
        }
    }
    if (out != NULL)
        out[written] = '\0';
    return written;
}
