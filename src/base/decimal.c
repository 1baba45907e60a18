/* SPDX-License-Identifier: Apache-2.0 */
/* Finite doubles as decimal digits, whatever the locale. */
#include "base/decimal.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The C library rounds correctly; its text may hold any locale's decimal point, so only the digits are
 * taken from it. */
kl_decimal kl_decimal_rounded(double value, int count) {
    char text[64];
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    kl_decimal out = {.negative = signbit(value) != 0};
    const char *at = text;
    for (; *at && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9' && out.count < count)
            out.digits[out.count++] = *at;
    out.exponent = *at ? (int)strtol(at + 1, NULL, 10) : 0;
    return out;
}

/* As a whole number times a power of ten, in which no decimal point stands. */
static int reads_back(const kl_decimal *number, double value) {
    char text[64];
    snprintf(text, sizeof text, "%s%se%d", number->negative ? "-" : "", number->digits,
             number->exponent - (number->count - 1));
    return strtod(text, NULL) == value;
}

/* The numbers that round to a power of two reach twice as far above it as below, so that the nearest
 * decimal of some length may miss it from below while the next one above does not. 0: that would need
 * another exponent. */
static int next_above(double value, kl_decimal *number) {
    int exponent;
    if (fabs(frexp(value, &exponent)) != 0.5)
        return 0;
    for (int i = number->count - 1; i >= 0; i--) {
        if (number->digits[i] != '9') {
            number->digits[i]++;
            return 1;
        }
        number->digits[i] = '0';
    }
    return 0;
}

static void strip_zeros(kl_decimal *number) {
    while (number->count > 1 && number->digits[number->count - 1] == '0')
        number->digits[--number->count] = '\0';
}

/* Two decimals of up to 15 digits are never the same normal double, so if 15 read back, no others are
 * shorter than these without their zeros. */
kl_decimal kl_decimal_shortest(double value) {
    int count = fabs(value) < DBL_MIN ? 1 : DBL_DIG;
    kl_decimal out = kl_decimal_rounded(value, count);
    while (count < KL_DECIMAL_DIGITS && !reads_back(&out, value) &&
           !(next_above(value, &out) && reads_back(&out, value)))
        out = kl_decimal_rounded(value, ++count);
    strip_zeros(&out);
    return out;
}

static char *write_fixed(const kl_decimal *number, char *at) {
    const int e = number->exponent;
    if (e < 0) {
        *at++ = '0';
        *at++ = '.';
        for (int i = -1; i > e; i--)
            *at++ = '0';
    }
    for (int i = 0; i < number->count || i <= e; i++) {
        if (i == e + 1 && e >= 0)
            *at++ = '.';
        *at++ = i < number->count ? number->digits[i] : '0';
    }
    *at = '\0';
    return at;
}

size_t kl_decimal_write(const kl_decimal *number, int fixed_from, int fixed_below, char *text) {
    char *at = text;
    if (number->negative)
        *at++ = '-';
    if (number->exponent >= fixed_from && number->exponent < fixed_below)
        return (size_t)(write_fixed(number, at) - text);
    *at++ = number->digits[0];
    if (number->count > 1) {
        *at++ = '.';
        memcpy(at, number->digits + 1, (size_t)number->count - 1);
        at += number->count - 1;
    }
    at += snprintf(at, 8, "e%d", number->exponent);
    return (size_t)(at - text);
}
