/* SPDX-License-Identifier: Apache-2.0 */
/* A symbol as text that can be printed anywhere. */
#include "compare/printable.h"

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

size_t kl_printable(const char *symbol, size_t length, int as_bytes, char *out) {
    static const char hex[] = "0123456789abcdef";
    const unsigned char *text = (const unsigned char *)symbol;
    size_t written = 0, i = 0;
    while (i < length) {
        const size_t bytes = printable_here(text + i, length - i, as_bytes);
        if (bytes == 0) {
            const char escaped[4] = {'\\', 'x', hex[text[i] >> 4], hex[text[i] & 15]};
            memcpy(out + written, escaped, sizeof escaped);
            written += sizeof escaped;
            i++;
        } else {
            if (as_bytes && text[i] == '\\')
                out[written++] = '\\';
            memcpy(out + written, text + i, bytes);
            written += bytes;
            i += bytes;
        }
    }
    out[written] = '\0';
    return written;
}
