/* SPDX-License-Identifier: Apache-2.0 */
/* Strings, numbers and members of JSON. */
#include "report/json.h"

#include <math.h>
#include <stdio.h>

static void put_escaped(kl_json *w, unsigned codepoint) {
    char text[16];
    snprintf(text, sizeof text, "\\u%04x", codepoint);
    kl_json_raw(w, text);
}

void kl_json_string(kl_json *w, const char *text) {
    kl_json_raw(w, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text, next = (unsigned char)text[1];
        if (c == '"' || c == '\\') {
            kl_json_raw(w, "\\");
            kl_page_bytes(w->page, text, 1);
        } else if (c < 0x20 || c == 0x7f || (w->in_html && (c == '<' || c == '>' || c == '&'))) {
            put_escaped(w, c);
        } else if (c == 0xc2 && next < 0xa0) {
            put_escaped(w, next); /* U+0080 … U+009F, which a terminal obeys too */
            text++;
        } else {
            kl_page_bytes(w->page, text, 1);
        }
    }
    kl_json_raw(w, "\"");
}

void kl_json_number(kl_json *w, double value) {
    char text[KL_NUMBER_TEXT];
    if (isnan(value)) {
        kl_json_raw(w, "null");
    } else if (isinf(value)) {
        kl_json_raw(w, value < 0 ? "\"-inf\"" : "\"inf\"");
    } else {
        kl_number_shortest(value, text);
        kl_json_raw(w, text);
    }
}

void kl_json_key(kl_json *w, const char *key, int first) {
    kl_json_raw(w, first ? "\"" : ",\"");
    kl_json_raw(w, key);
    kl_json_raw(w, "\":");
}

void kl_json_string_member(kl_json *w, const char *key, const char *text, int first) {
    kl_json_key(w, key, first);
    if (text)
        kl_json_string(w, text);
    else
        kl_json_raw(w, "null");
}

void kl_json_number_member(kl_json *w, const char *key, double value) {
    kl_json_key(w, key, 0);
    kl_json_number(w, value);
}

void kl_json_unsigned_member(kl_json *w, const char *key, uint64_t value) {
    kl_json_key(w, key, 0);
    kl_page_unsigned(w->page, value);
}

void kl_json_boolean_member(kl_json *w, const char *key, int value) {
    kl_json_key(w, key, 0);
    kl_json_raw(w, value ? "true" : "false");
}

void kl_json_texts_member(kl_json *w, const char *key, const char *const *texts, size_t n) {
    kl_json_key(w, key, 0);
    kl_json_raw(w, "[");
    for (size_t i = 0; i < n; i++) {
        kl_json_raw(w, i ? "," : "");
        kl_json_string(w, texts[i]);
    }
    kl_json_raw(w, "]");
}

void kl_json_numbers_member(kl_json *w, const char *key, const double *values, size_t n,
                            kl_unit unit) {
    kl_json_key(w, key, 0);
    kl_json_raw(w, "[");
    for (size_t i = 0; i < n; i++) {
        kl_json_raw(w, i ? "," : "");
        kl_json_number(w, kl_sheet_value(w->sheet, values[i], unit));
    }
    kl_json_raw(w, "]");
}
