/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as text, whatever the locale. */
#include "report/number.h"

#include "base/decimal.h"
#include "base/estimate.h"
#include "report/method.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

size_t kl_number_shortest(double value, char text[KL_NUMBER_TEXT]) {
    if (value == 0) {
        strcpy(text, signbit(value) ? "-0.0" : "0");
        return strlen(text);
    }
    kl_decimal number = kl_decimal_shortest(value);
    return kl_decimal_write(&number, -5, 16, text);
}

void kl_number_rounded(double value, int place, char text[KL_NUMBER_TEXT]) {
    if (isnan(value)) {
        *text = '\0';
        return;
    }
    if (isinf(value)) {
        strcpy(text, value < 0 ? "-∞" : "∞");
        return;
    }
    if (value == 0) {
        strcpy(text, "0");
        return;
    }
    int count = kl_number_exponent(value, KL_DECIMAL_DIGITS) - place + 1;
    if (count < 1)
        count = 1;
    if (count > KL_DECIMAL_DIGITS)
        count = KL_DECIMAL_DIGITS;
    kl_decimal number = kl_decimal_rounded(value, count);
    /* Rounding up to the next power of ten won a place that is not known: 9.96 at 0.1 is 10.0. */
    if (number.exponent - number.count + 1 > place && number.count < KL_DECIMAL_DIGITS && count > 1)
        number.digits[number.count++] = '0';
    kl_decimal_write(&number, -4, 7, text);
}

int kl_number_exponent(double value, int digits) {
    return value == 0 || !isfinite(value) ? 0 : kl_decimal_rounded(value, digits).exponent;
}

int kl_number_place(double value, int digits) {
    if (value == 0 || !isfinite(value))
        return 1 - digits;
    kl_decimal number = kl_decimal_shortest(value);
    if (number.count > digits)
        number = kl_decimal_rounded(value, digits);
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

/* The place of what has no error to go by. */
static int plain_place(const kl_estimate *estimate, int digits) {
    const int place = kl_number_place(estimate->value, digits);
    /* 123457 rather than 123460: a zero that is not one would look exact. */
    return place > 0 && fabs(estimate->value) < 1e7 ? 0 : place;
}

int kl_number_estimate_place(const kl_estimate *estimate) {
    double half = half_width(estimate);
    if (half == 0 || !isfinite(half))
        return plain_place(estimate, kl_estimate_is_point(estimate) ? 5 : 3);
    int place = kl_number_exponent(half, 2) - 1;
    /* An error of the size of rounding would show digits that nobody reads. */
    int finest = kl_number_exponent(estimate->value, KL_DECIMAL_DIGITS) - 9;
    if (place >= finest || estimate->value == 0)
        return place;
    return estimate->method == KL_METHOD_BOUNDS ? plain_place(estimate, 5) : finest;
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
    if (kl_estimate_is_point(e))
        strcpy(text, kl_method_title(e->method));
    else if (below && above)
        snprintf(text, KL_INTERVAL_TEXT, "%s … %s", low, high);
    else if (below)
        snprintf(text, KL_INTERVAL_TEXT, "≥ %s", low);
    else if (above)
        snprintf(text, KL_INTERVAL_TEXT, "≤ %s", high);
    if (e->method == KL_METHOD_BOUNDS && (below || above))
        strcat(text, KL_CERTAIN_TEXT);
}
