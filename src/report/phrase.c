/* SPDX-License-Identifier: Apache-2.0 */
/* Words for numbers, names and symbols: what sentences are put together from. */
#include "report/phrase.h"

#include "base/format.h"
#include "report/number.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

__attribute__((format(printf, 1, 2))) static kl_phrase phrase(const char *format, ...) {
    kl_phrase out;
    va_list arguments;
    va_start(arguments, format);
    kl_vwords(out.text, sizeof out.text, format, arguments);
    va_end(arguments);
    return out;
}

kl_phrase kl_phrase_count(uint64_t n) {
    char digits[24];
    kl_words(digits, sizeof digits, "%" PRIu64, n);
    const size_t length = strlen(digits);
    kl_phrase out;
    size_t at = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            out.text[at++] = ',';
        out.text[at++] = digits[i];
    }
    out.text[at] = '\0';
    return out;
}

kl_phrase kl_phrase_counted(uint64_t n, const char *noun) {
    return phrase("%s %s%s", kl_phrase_count(n).text, noun, n == 1 ? "" : "s");
}

kl_phrase kl_phrase_small(double value) {
    char text[KL_NUMBER_TEXT];
    kl_number_rounded(value, kl_number_place(value, 2), text);
    return phrase("%s", text);
}

kl_phrase kl_phrase_percent(double share) {
    return phrase("%s %%", kl_phrase_small(share * 100).text);
}

kl_phrase kl_phrase_number(const kl_estimate *estimate, double nats, kl_unit unit) {
    kl_estimate shown = kl_estimate_convert(*estimate, unit);
    kl_estimate number = kl_estimate_exact(nats, estimate->unit);
    number = kl_estimate_convert(number, unit);
    char text[KL_NUMBER_TEXT];
    kl_number_rounded(number.value, kl_number_estimate_place(&shown), text);
    return phrase("%s", text);
}

kl_phrase kl_phrase_estimate(const kl_estimate *estimate, kl_unit unit) {
    const kl_estimate e = kl_estimate_convert(*estimate, unit);
    const int place = kl_number_estimate_place(&e);
    char value[KL_NUMBER_TEXT], low[KL_NUMBER_TEXT], high[KL_NUMBER_TEXT];
    kl_number_rounded(e.value, place, value);
    if (!isfinite(e.low) || !isfinite(e.high))
        return phrase("%s", value);
    const double below = e.value - e.low, above = e.high - e.value;
    /* A plus-minus would be a lie where one arm is clearly longer than the other. */
    if (fabs(above - below) > 0.1 * (above + below)) {
        kl_number_rounded(e.low, place, low);
        kl_number_rounded(e.high, place, high);
        return phrase("%s (%s to %s)", value, low, high);
    }
    kl_number_rounded((above + below) / 2, place, high);
    return phrase("%s ± %s", value, high);
}

/* "34 of 100 cases", "1 of 1,000 cases". */
static kl_phrase cases(double probability) {
    uint64_t of = 100;
    while (of < 1000000000 && probability * (double)of < 0.95)
        of *= 10;
    const double found = floor(probability * (double)of + 0.5);
    return phrase("%s of %s cases", kl_phrase_count((uint64_t)found).text,
                  kl_phrase_count(of).text);
}

kl_phrase kl_phrase_chance(const kl_estimate *p_value) {
    const double p = p_value->value, deals = (double)p_value->n;
    const kl_phrase number = kl_phrase_number(p_value, p, p_value->unit);
    /* (1 + b)/(1 + n) with b = 0: that it never happened is a bound, and no frequency. */
    if (p_value->n > 0 && p * (deals + 1) < 1.5)
        return phrase("at most 1 of %s cases (p ≤ %s, %s deals)",
                      kl_phrase_count(p_value->n + 1).text, number.text,
                      kl_phrase_count(p_value->n).text);
    return phrase("%s (p = %s)", cases(p).text, number.text);
}

/* At most `size` − 1 bytes of it. */
static void write_cut(const char *symbol, char *text, size_t size) {
    static const char more[] = "…";
    if (kl_words(text, size, "%s", symbol) < size)
        return;
    kl_words(text, size - strlen(more), "%s", symbol);
    strcat(text, more);
}

kl_listing kl_phrase_symbols(const char *const *symbols, size_t n) {
    static const char last[] = " and ''";
    kl_listing out = {""};
    char name[KL_PHRASE];
    const size_t share = n > 0 ? sizeof out.text / n - strlen(last) : 0;
    for (size_t i = 0; i < n; i++) {
        const char *glue = i == 0 ? "" : i + 1 == n ? " and " : ", ";
        const size_t used = strlen(out.text);
        write_cut(symbols[i], name, share < sizeof name ? share : sizeof name);
        kl_words(out.text + used, sizeof out.text - used, "%s'%s'", glue, name);
    }
    return out;
}

kl_phrase kl_phrase_gram(const char *noun, int order) {
    switch (order) {
    case 1:
        return phrase("%s", noun);
    case 2:
        return phrase("%s pair", noun);
    case 3:
        return phrase("%s trigram", noun);
    default:
        return phrase("%s %d-gram", noun, order);
    }
}

const char *kl_phrase_cardinal(int n) {
    static const char *const words[] = {"", "one", "two", "three", "four", "five"};
    return n >= 0 && n <= 5 ? words[n] : "";
}
