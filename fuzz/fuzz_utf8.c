/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8: reading from the left and asking at any position agree; what was read encodes back. */
#include <string.h>

#include "base/utf8.h"
#include "check.h"

/* RFC 3629, section 3. */
static size_t encode(uint32_t c, uint8_t out[4]) {
    size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const uint8_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length; i-- > 1; c >>= 6)
        out[i] = (uint8_t)(0x80 | (c & 63));
    out[0] = (uint8_t)(lead[length] | c);
    return length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t bad = 0, valid = size;
    for (size_t i = 0; i < size;) {
        uint32_t c = 0;
        uint8_t again[4];
        size_t length = kl_utf8_decode(data + i, size - i, &c);
        if (length == 0) {
            bad++;
            valid = i < valid ? i : valid;
            CHECK(kl_utf8_start(data, size, i) == i);
            i++;
            continue;
        }
        CHECK(c < 0xD800 || (c > 0xDFFF && c < 0x110000));
        CHECK(encode(c, again) == length && memcmp(again, data + i, length) == 0);
        for (size_t end = i + length, at = i; at < end; at++)
            CHECK(kl_utf8_start(data, size, at) == i);
        i += length;
    }
    CHECK(kl_utf8_bad_bytes(data, size) == bad);
    CHECK(kl_utf8_valid(data, size) == valid);
    size_t ascii = kl_utf8_ascii(data, size);
    CHECK(ascii <= valid && (ascii == size || data[ascii] >= 0x80));
    return 0;
}
