/* SPDX-License-Identifier: Apache-2.0 */
/* Strict UTF-8 decoding (Unicode standard, table 3-7, "Well-Formed UTF-8 Byte Sequences"). */
#include "base/utf8.h"

#include <string.h>

static int is_continuation(unsigned char byte) {
    return (byte & 0xC0u) == 0x80u;
}

/* The second byte carries what makes a form overlong, a surrogate or too large. */
static int second_byte_fits(unsigned char lead, unsigned char second) {
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return is_continuation(second);
    }
}

static size_t sequence_length(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2)
        return 0; /* a continuation byte, or C0 and C1, which only overlong forms would use */
    if (lead < 0xE0)
        return 2;
    if (lead < 0xF0)
        return 3;
    return lead < 0xF5 ? 4 : 0;
}

size_t kl_utf8_decode(const unsigned char *s, size_t n, uint32_t *code_point) {
    if (n == 0)
        return 0;
    size_t length = sequence_length(s[0]);
    if (length == 1) {
        *code_point = s[0];
        return 1;
    }
    if (length == 0 || length > n || !second_byte_fits(s[0], s[1]))
        return 0;
    uint32_t value = s[0] & (0x7Fu >> length);
    value = value << 6 | (s[1] & 0x3Fu);
    for (size_t i = 2; i < length; i++) {
        if (!is_continuation(s[i]))
            return 0;
        value = value << 6 | (s[i] & 0x3Fu);
    }
    *code_point = value;
    return length;
}

size_t kl_utf8_start(const unsigned char *s, size_t n, size_t position) {
    if (!is_continuation(s[position]))
        return position;
    for (size_t back = 1; back <= 3 && back <= position; back++) {
        size_t start = position - back;
        if (!is_continuation(s[start])) {
            uint32_t code_point;
            return kl_utf8_decode(s + start, n - start, &code_point) > back ? start : position;
        }
    }
    return position;
}

size_t kl_utf8_ascii(const unsigned char *s, size_t n) {
    size_t i = 0;
    for (uint64_t word; i + sizeof word <= n; i += sizeof word) {
        memcpy(&word, s + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (i < n && s[i] < 0x80)
        i++;
    return i;
}

size_t kl_utf8_valid(const unsigned char *s, size_t n) {
    size_t i = 0;
    while (i < n) {
        i += kl_utf8_ascii(s + i, n - i);
        uint32_t code_point;
        size_t length = kl_utf8_decode(s + i, n - i, &code_point);
        if (length == 0)
            break;
        i += length;
    }
    return i;
}

size_t kl_utf8_bad_bytes(const unsigned char *s, size_t n) {
    size_t bad = 0;
    for (size_t i = kl_utf8_valid(s, n); i < n; i += kl_utf8_valid(s + i, n - i)) {
        bad++;
        i++;
    }
    return bad;
}
