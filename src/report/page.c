/* SPDX-License-Identifier: Apache-2.0 */
/* Text that grows while a writer writes. */
#include "report/page.h"

#include "base/alloc.h"

#include <string.h>

static int reserve(kl_page *page, size_t more) {
    if (page->failed)
        return 0;
    if (more >= SIZE_MAX / 2 - page->size) {
        page->failed = 1;
        return 0;
    }
    size_t needed = page->size + more + 1;
    if (needed <= page->capacity)
        return 1;
    size_t capacity = page->capacity ? page->capacity : 256;
    while (capacity < needed)
        capacity *= 2;
    char *text = kl_realloc(page->text, capacity, 1);
    if (!text) {
        page->failed = 1;
        return 0;
    }
    page->text = text;
    page->capacity = capacity;
    return 1;
}

void kl_page_bytes(kl_page *page, const char *bytes, size_t size) {
    if (!reserve(page, size))
        return;
    if (size)
        memcpy(page->text + page->size, bytes, size);
    page->size += size;
    page->text[page->size] = '\0';
}

void kl_page_text(kl_page *page, const char *text) {
    kl_page_bytes(page, text, strlen(text));
}

void kl_page_repeat(kl_page *page, const char *text, size_t times) {
    size_t size = strlen(text);
    for (size_t i = 0; i < times && !page->failed; i++)
        kl_page_bytes(page, text, size);
}

void kl_page_unsigned(kl_page *page, uint64_t value) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    kl_page_bytes(page, digits + at, sizeof digits - at);
}

void kl_page_end_line(kl_page *page) {
    while (page->size && page->text[page->size - 1] == ' ')
        page->size--;
    kl_page_text(page, "\n");
}

void kl_page_free(kl_page *page) {
    kl_free(page->text);
    *page = (kl_page){0};
}
