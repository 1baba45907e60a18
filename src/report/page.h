/* SPDX-License-Identifier: Apache-2.0 */
/* Text that grows while a writer writes. A failed allocation sticks, so that a writer is
 * straight-line code and looks once, at the end. */
#ifndef KL_REPORT_PAGE_H
#define KL_REPORT_PAGE_H

#include <stddef.h>
#include <stdint.h>

typedef struct kl_page {
    char *text; /* NUL-terminated once something was written */
    size_t size, capacity;
    int failed; /* an allocation failed: everything after it is passed over */
} kl_page;

void kl_page_bytes(kl_page *page, const char *bytes, size_t size);
void kl_page_text(kl_page *page, const char *text);
void kl_page_repeat(kl_page *page, const char *text, size_t times);
void kl_page_unsigned(kl_page *page, uint64_t value);
/* End a line, without the spaces at its end. */
void kl_page_end_line(kl_page *page);
void kl_page_free(kl_page *page);

#endif
