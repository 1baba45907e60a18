/* SPDX-License-Identifier: Apache-2.0 */
/* What a word is as a number, a size, one of several. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int value_word(const char *words, const char *value) {
    size_t length = strlen(value);
    for (int i = 0; *words; i++) {
        size_t size = strcspn(words, " ");
        if (size == length && memcmp(words, value, size) == 0)
            return i;
        words += size + (words[size] == ' ');
    }
    return -1;
}

int value_whole(const char *text, uint64_t low, uint64_t high, uint64_t *out) {
    char *end;
    if (*text < '0' || *text > '9')
        return 0;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno || *end || value < low || value > high)
        return 0;
    *out = value;
    return 1;
}

int value_number(const char *text, double *out) {
    return kl_number_parse(text, strlen(text), out, NULL) == KL_OK;
}

int value_size(const char *text, uint64_t *out) {
    char digits[32];
    size_t length = strlen(text);
    unsigned shift = 0;
    if (length == 0 || length >= sizeof digits)
        return 0;
    memcpy(digits, text, length + 1);
    const char *suffixes = "KMGT", *at = strchr(suffixes, digits[length - 1]);
    if (at) {
        shift = 10u * (unsigned)(at - suffixes + 1);
        digits[length - 1] = 0;
    }
    uint64_t value;
    if (!value_whole(digits, 1, UINT64_MAX >> shift, &value))
        return 0;
    *out = value << shift;
    return 1;
}

int value_cut(const char *from, const char *to, char *text, size_t size) {
    size_t length = (size_t)(to - from);
    if (length >= size)
        return 0;
    memcpy(text, from, length);
    text[length] = 0;
    return 1;
}
