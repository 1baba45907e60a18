/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as text, whatever the locale. */
#include "report/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A finite number as 0.d₁d₂d₃… × 10^(exponent + 1). */
typedef struct decimal {
    int negative;
    int count;
    int exponent; /* power of ten of the first digit */
    char digits[20];
} decimal;

enum { MOST_DIGITS = 17 };

/* Round to `count` digits. The C library rounds correctly; its text may hold any locale's decimal
 * point, so only the digits are taken from it. `*back` is what the text reads back as. */
static decimal decimal_of(double value, int count, double *back) {
    char text[64];
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    if (back)
        *back = strtod(text, NULL);
    decimal out = {value < 0, 0, 0, ""};
    const char *at = text;
    for (; *at && *at != 'e'; at++)
        if (*at >= '0' && *at <= '9' && out.count < count)
            out.digits[out.count++] = *at;
    out.exponent = *at ? (int)strtol(at + 1, NULL, 10) : 0;
    return out;
}

static void strip_zeros(decimal *number) {
    while (number->count > 1 && number->digits[number->count - 1] == '0')
        number->count--;
}

/* Fewest digits that read back as the same double: every decimal of up to 15 digits survives the
 * way through a normal double, so 15 digits without their zeros are the shortest if they read back.
 */
static decimal decimal_shortest(double value) {
    int first = fabs(value) < 2.2250738585072014e-308 ? 1 : 15;
    decimal out = {0};
    for (int count = first; count <= MOST_DIGITS; count++) {
        double back;
        out = decimal_of(value, count, &back);
        if (back == value)
            break;
    }
    strip_zeros(&out);
    return out;
}

static size_t lay_out(const decimal *number, int fixed_from, int fixed_below, char *text) {
    char *at = text;
    int e = number->exponent;
    if (number->negative)
        *at++ = '-';
    if (e >= fixed_from && e < fixed_below) {
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
    } else {
        *at++ = number->digits[0];
        if (number->count > 1) {
            *at++ = '.';
            memcpy(at, number->digits + 1, (size_t)number->count - 1);
            at += number->count - 1;
        }
        at += snprintf(at, 8, "e%d", e);
    }
    return (size_t)(at - text);
}

size_t kl_number_shortest(double value, char text[KL_NUMBER_TEXT]) {
    if (value == 0) {
        strcpy(text, signbit(value) ? "-0.0" : "0");
        return strlen(text);
    }
    decimal number = decimal_shortest(value);
    return lay_out(&number, -5, 16, text);
}

void kl_number_rounded(double value, int place, char text[KL_NUMBER_TEXT]) {
    if (isinf(value)) {
        strcpy(text, value < 0 ? "-∞" : "∞");
        return;
    }
    if (value == 0) {
        strcpy(text, "0");
        return;
    }
    int count = kl_number_exponent(value, MOST_DIGITS) - place + 1;
    if (count < 1)
        count = 1;
    if (count > MOST_DIGITS)
        count = MOST_DIGITS;
    decimal number = decimal_of(value, count, NULL);
    /* Rounding up to the next power of ten won a place that is not known: 9.96 at 0.1 is 10.0. */
    if (number.exponent - number.count + 1 > place && number.count < MOST_DIGITS && count > 1)
        number.digits[number.count++] = '0';
    lay_out(&number, -4, 7, text);
}

int kl_number_exponent(double value, int digits) {
    return value == 0 || !isfinite(value) ? 0 : decimal_of(value, digits, NULL).exponent;
}

int kl_number_place(double value, int digits) {
    if (value == 0 || !isfinite(value))
        return 1 - digits;
    decimal number = decimal_shortest(value);
    if (number.count > digits)
        number = decimal_of(value, digits, NULL);
    return number.exponent - number.count + 1;
}

/* Half of the interval's width, one side of it, or the standard error; 0: not known. */
static double half_width(const kl_estimate *e) {
    if (isfinite(e->low) && isfinite(e->high) && e->high > e->low)
        return (e->high - e->low) / 2;
    if (isfinite(e->standard_error) && e->standard_error > 0)
        return e->standard_error;
    if (isfinite(e->low) && isfinite(e->value) && e->value > e->low)
        return e->value - e->low;
    return 0;
}

int kl_number_estimate_place(const kl_estimate *estimate) {
    double half = half_width(estimate);
    if (half == 0 || !isfinite(half)) {
        int place = kl_number_place(estimate->value, estimate->method == KL_METHOD_EXACT ? 5 : 3);
        /* 123457 rather than 123460: a zero that is not one would look exact. */
        return place > 0 && fabs(estimate->value) < 1e7 ? 0 : place;
    }
    int place = kl_number_exponent(half, 2) - 1;
    /* An error of the size of rounding would show digits that nobody reads. */
    int finest = kl_number_exponent(estimate->value, MOST_DIGITS) - 9;
    return place < finest && estimate->value != 0 ? finest : place;
}

void kl_number_interval(const kl_estimate *e, int place, char text[KL_INTERVAL_TEXT]) {
    char low[KL_NUMBER_TEXT], high[KL_NUMBER_TEXT];
    *text = '\0';
    int below = !isnan(e->low) && e->low != -INFINITY;
    int above = !isnan(e->high) && e->high != INFINITY;
    if (below)
        kl_number_rounded(e->low, place, low);
    if (above)
        kl_number_rounded(e->high, place, high);
    if (e->method == KL_METHOD_EXACT)
        strcpy(text, "exact");
    else if (below && above)
        snprintf(text, KL_INTERVAL_TEXT, "%s … %s", low, high);
    else if (below)
        snprintf(text, KL_INTERVAL_TEXT, "≥ %s", low);
    else if (above)
        snprintf(text, KL_INTERVAL_TEXT, "≤ %s", high);
    if (e->method == KL_METHOD_BOUNDS && (below || above))
        strcat(text, KL_CERTAIN_TEXT);
}
