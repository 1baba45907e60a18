/* SPDX-License-Identifier: Apache-2.0 */
/* Decimals of Arrow: whole numbers of many bytes, in two's complement, over a power of ten. */
#include "table/arrow.h"

#include "base/format.h"

#include <string.h>

#include <kullback/io.h>

enum { WORDS = 8, GROUP_DIGITS = 9, GROUP = 1000000000 };

/* 256 bits are 78 digits, nine a group. */
enum { GROUPS = 9 };

/* The magnitude, the low word first; returns whether the number is negative. */
static int read_words(const void *bytes, int words, uint32_t word[WORDS]) {
    memset(word, 0, WORDS * sizeof *word);
    for (int i = 0; i < words; i++) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        const int at = i;
#else
        const int at = words - 1 - i;
#endif
        memcpy(&word[i], (const char *)bytes + 4 * at, 4);
    }
    const int is_negative = (word[words - 1] >> 31) != 0;
    uint64_t carry = 1;
    for (int i = 0; is_negative && i < words; i++) {
        carry += (uint32_t)~word[i];
        word[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return is_negative;
}

static uint32_t divide(uint32_t *word, int words, uint32_t by) {
    uint64_t rest = 0;
    for (int i = words - 1; i >= 0; i--) {
        rest = rest << 32 | word[i];
        word[i] = (uint32_t)(rest / by);
        rest %= by;
    }
    return (uint32_t)rest;
}

/* As digits, which the reader of numbers rounds to nearest. */
static double parse(uint32_t *word, int words, int scale) {
    char text[GROUPS * GROUP_DIGITS + 16];
    size_t at = 0;
    uint32_t group[GROUPS];
    for (int g = 0; g < GROUPS; g++)
        group[g] = divide(word, words, GROUP);
    for (int g = GROUPS - 1; g >= 0; g--)
        at += kl_words(text + at, sizeof text - at, "%09u", (unsigned)group[g]);
    at += kl_words(text + at, sizeof text - at, "e%d", -scale);
    double value = 0;
    kl_number_parse(text, at, &value, NULL);
    return value;
}

/* Both are doubles as they are, so that one division rounds once. */
static int is_short(const uint32_t *word, int words, int scale) {
    enum { EXACT_POWER = 22, HIGH_BITS = 53 - 32 };
    uint32_t rest = word[1] >> HIGH_BITS;
    for (int i = 2; i < words; i++)
        rest |= word[i];
    return rest == 0 && scale >= 0 && scale <= EXACT_POWER;
}

double kl_arrow_decimal(const void *bytes, int width, int scale) {
    const int words = width / 4;
    uint32_t word[WORDS];
    double value = 0;
    const int is_negative = read_words(bytes, words, word);
    if (is_short(word, words, scale)) {
        double power = 1;
        for (int i = 0; i < scale; i++)
            power *= 10;
        value = (double)((uint64_t)word[1] << 32 | word[0]) / power;
    } else {
        value = parse(word, words, scale);
    }
    return is_negative ? -value : value;
}
