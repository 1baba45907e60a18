/* SPDX-License-Identifier: Apache-2.0 */
/* Doubles from text and back, correctly rounded, whatever the locale. */
#include <errno.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/decimal.h"
#include "base/error.h"
#include "base/format.h"
#include "io/excerpt.h"

/* ── Parsing ────────────────────────────────────────────────────────────────────────────────── */

/* What a decimal number says: (−1)^negative · digits · 10^exponent, if `exact` holds all of it. */
typedef struct decimal {
    int negative;
    int nonzero; /* some digit is not 0 */
    int exact;   /* at most 19 digits, none dropped */
    uint64_t digits;
    int64_t exponent;
} decimal;

static int is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void add_digit(decimal *number, unsigned digit, int after_point) {
    number->nonzero |= digit != 0;
    if (number->digits > (UINT64_MAX - 9) / 10) {
        number->exact = 0;
    } else {
        number->digits = number->digits * 10 + digit;
        number->exponent -= after_point;
    }
}

static const char *scan_sign(const char *p, const char *end, int *negative) {
    *negative = p < end && *p == '-';
    return p < end && (*p == '-' || *p == '+') ? p + 1 : p;
}

/* [eE][+-]?digit…; *p stays where it is when that is not what stands there. */
static const char *scan_exponent(const char *p, const char *end, int64_t *exponent) {
    if (p == end || (*p != 'e' && *p != 'E'))
        return p;
    int negative;
    const char *digit = scan_sign(p + 1, end, &negative);
    if (digit == end || !is_digit(*digit))
        return p;
    int64_t value = 0;
    for (; digit < end && is_digit(*digit); digit++)
        if (value < INT32_MAX)
            value = value * 10 + (*digit - '0');
    *exponent += negative ? -value : value;
    return digit;
}

/* [+-]? (digit… [. digit…] | . digit…) exponent?, all of [text, end) */
static int scan_decimal(const char *text, const char *end, decimal *number) {
    *number = (decimal){.exact = 1};
    const char *p = scan_sign(text, end, &number->negative);
    size_t digits = 0;
    for (; p < end && is_digit(*p); p++, digits++)
        add_digit(number, (unsigned)(*p - '0'), 0);
    if (p < end && *p == '.')
        for (p++; p < end && is_digit(*p); p++, digits++)
            add_digit(number, (unsigned)(*p - '0'), 1);
    return digits > 0 && scan_exponent(p, end, &number->exponent) == end;
}

static int is_word(const char *p, const char *end, const char *word) {
    size_t length = strlen(word);
    return (size_t)(end - p) == length && strncasecmp(p, word, length) == 0;
}

/* inf, infinity and nan, with or without a sign. strncasecmp depends on the locale for bytes beyond
 * ASCII only. */
static int scan_special(const char *text, const char *end, double *out) {
    int negative;
    const char *p = scan_sign(text, end, &negative);
    if (is_word(p, end, "inf") || is_word(p, end, "infinity")) {
        *out = negative ? -INFINITY : INFINITY;
        return 1;
    }
    if (is_word(p, end, "nan")) {
        *out = NAN;
        return 1;
    }
    return 0;
}

/* Clinger (1990): an integer below 2^53 times or over a power of ten that a double holds exactly is
 * one operation and thus correctly rounded. Most numbers in files are of that kind. */
static int convert_exactly(const decimal *number, double *out) {
    static const double power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (!number->exact || number->digits > UINT64_C(1) << 53 || number->exponent > 22 ||
        number->exponent < -22 || FLT_EVAL_METHOD != 0)
        return 0;
    double value = (double)number->digits;
    value =
        number->exponent < 0 ? value / power[-number->exponent] : value * power[number->exponent];
    *out = number->negative ? -value : value;
    return 1;
}

/* The rest through the system's strtod, in the C locale (which newlocale gives without allocating).
 */
static kl_status convert_with_strtod(const char *text, size_t size, double *out, kl_error *error) {
    char few[64];
    char *copy = size < sizeof few ? few : kl_alloc(size + 1, 1);
    if (!copy)
        return kl_fail_memory(error, "a number", size + 1);
    memcpy(copy, text, size);
    copy[size] = '\0';
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c != (locale_t)0) {
        *out = strtod_l(copy, NULL, c);
        freelocale(c);
    }
    if (copy != few)
        kl_free(copy);
    return c != (locale_t)0 ? KL_OK : kl_fail_memory(error, "a locale", 0);
}

/* A number that would silently become infinite or impossible is refused. */
static kl_status check_range(const char *text, size_t size, double value, int nonzero,
                             kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    if (isinf(value)) {
        return kl_fail(error, KL_ERROR_VALUE, "%s is too large for a double",
                       kl_excerpt(text, size, shown));
    }
    if (value == 0 && nonzero) {
        return kl_fail(error, KL_ERROR_VALUE, "%s is too small for a double, but not 0",
                       kl_excerpt(text, size, shown));
    }
    return KL_OK;
}

kl_status kl_number_parse(const char *text, size_t size, double *out, kl_error *error) {
    if (!out || (!text && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_number_parse: text and out must not be NULL");
    char shown[KL_EXCERPT_SIZE];
    if (size == 0)
        return kl_fail(error, KL_ERROR_FORMAT, "nothing where a number is due");
    decimal number;
    double value = 0;
    if (!scan_decimal(text, text + size, &number)) {
        if (scan_special(text, text + size, out))
            return KL_OK;
        return kl_fail(error, KL_ERROR_FORMAT, "%s is not a number", kl_excerpt(text, size, shown));
    }
    if (!convert_exactly(&number, &value)) {
        const kl_status status = convert_with_strtod(text, size, &value, error);
        if (status != KL_OK)
            return status;
    }
    *out = value;
    return check_range(text, size, value, number.nonzero, error);
}

/* ── Formatting ─────────────────────────────────────────────────────────────────────────────── */

size_t kl_number_format(double value, char text[32]) {
    if (!isfinite(value))
        return kl_words(text, 32, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
    const kl_decimal number = kl_decimal_shortest(value);
    return kl_decimal_write(&number, -5, 16, text);
}
