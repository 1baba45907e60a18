/* SPDX-License-Identifier: Apache-2.0 */
/* Text, numbers and references of the HTML writer. */
#include "report/html.h"

#include "report/glyph.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PLACE_TEXT = 96 };

static void escape(kl_page *page, const char *text) {
    for (; *text; text++) {
        switch (*text) {
        case '<':
            kl_page_text(page, "&lt;");
            break;
        case '>':
            kl_page_text(page, "&gt;");
            break;
        case '&':
            kl_page_text(page, "&amp;");
            break;
        case '"':
            kl_page_text(page, "&quot;");
            break;
        case '\'':
            kl_page_text(page, "&#39;");
            break;
        default:
            kl_page_bytes(page, text, 1);
        }
    }
}

void kl_html_text(kl_html *h, const char *text) {
    kl_page safe = {0};
    kl_glyph_show(&safe, text);
    if (safe.failed)
        h->page->failed = 1;
    else if (safe.text)
        escape(h->page, safe.text);
    kl_page_free(&safe);
}

void kl_html_name(kl_html *h, const char *text) {
    kl_html_raw(h, "<bdi>");
    kl_html_text(h, text);
    kl_html_raw(h, "</bdi>");
}

void kl_html_coordinate(kl_html *h, double value) {
    char text[KL_NUMBER_TEXT];
    kl_number_shortest(floor(value * 100 + 0.5) / 100 + 0.0, text);
    kl_html_raw(h, text);
}

static void put_value(kl_html *h, double value) {
    char text[KL_NUMBER_TEXT];
    if (isinf(value))
        strcpy(text, value < 0 ? "-inf" : "inf");
    else
        kl_number_shortest(value, text);
    kl_html_raw(h, text);
}

void kl_html_data(kl_html *h, double value, const char *shown, const char *place, ...) {
    char reference[PLACE_TEXT];
    va_list arguments;
    va_start(arguments, place);
    vsnprintf(reference, sizeof reference, place, arguments);
    va_end(arguments);
    kl_html_raw(h, "<data value=\"");
    put_value(h, value);
    kl_html_raw(h, "\" data-ref=\"");
    kl_html_raw(h, reference);
    kl_html_raw(h, "\">");
    kl_html_text(h, shown);
    kl_html_raw(h, "</data>");
}

void kl_html_count(kl_html *h, uint64_t value, const char *place, ...) {
    char reference[PLACE_TEXT];
    va_list arguments;
    va_start(arguments, place);
    vsnprintf(reference, sizeof reference, place, arguments);
    va_end(arguments);
    kl_html_raw(h, "<data value=\"");
    kl_page_unsigned(h->page, value);
    kl_html_raw(h, "\" data-ref=\"");
    kl_html_raw(h, reference);
    kl_html_raw(h, "\">");
    kl_page_unsigned(h->page, value);
    kl_html_raw(h, "</data>");
}

void kl_html_reference(kl_html *h, double value, const char *place, ...) {
    char reference[PLACE_TEXT];
    va_list arguments;
    va_start(arguments, place);
    vsnprintf(reference, sizeof reference, place, arguments);
    va_end(arguments);
    kl_html_raw(h, " data-value=\"");
    put_value(h, value);
    kl_html_raw(h, "\" data-ref=\"");
    kl_html_raw(h, reference);
    kl_html_raw(h, "\"");
}
