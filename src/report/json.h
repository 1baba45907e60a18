/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the JSON writer share. */
#ifndef KL_REPORT_JSON_H
#define KL_REPORT_JSON_H

#include "report/write.h"

typedef struct kl_json {
    const kl_sheet *sheet;
    kl_page *page;
    int in_html; /* < > & are escaped too */
} kl_json;

/* Markup as it is. */
static inline void kl_json_raw(kl_json *w, const char *text) {
    kl_page_text(w->page, text);
}
void kl_json_string(kl_json *w, const char *text);
/* The shortest text that reads back; infinity as text, NaN as null. */
void kl_json_number(kl_json *w, double value);
void kl_json_key(kl_json *w, const char *key, int first);
/* NULL: null. */
void kl_json_string_member(kl_json *w, const char *key, const char *text, int first);
void kl_json_number_member(kl_json *w, const char *key, double value);
void kl_json_unsigned_member(kl_json *w, const char *key, uint64_t value);
void kl_json_boolean_member(kl_json *w, const char *key, int value);
void kl_json_texts_member(kl_json *w, const char *key, const char *const *texts, size_t n);
/* In the asked unit; `unit` is what they are in. */
void kl_json_numbers_member(kl_json *w, const char *key, const double *values, size_t n,
                            kl_unit unit);

#endif
