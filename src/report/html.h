/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the HTML writer share. Pictures scale without their text: an SVG holds shapes only
 * and is stretched; names and numbers stand beside it as text of the page. */
#ifndef KL_REPORT_HTML_H
#define KL_REPORT_HTML_H

#include "report/write.h"

typedef struct kl_html {
    const kl_sheet *sheet;
    kl_page *page;
} kl_html;

/* The style sheet, between <style> and </style>. */
extern const char *const kl_html_style[];
extern const size_t kl_html_style_count;

static inline void kl_html_raw(kl_html *h, const char *markup) {
    kl_page_text(h->page, markup);
}
/* Text made safe to show and escaped for HTML, also inside a quoted attribute. */
void kl_html_text(kl_html *h, const char *text);
/* The same in <bdi>, for names whose direction is not known. */
void kl_html_name(kl_html *h, const char *text);
/* A number of an SVG, to a hundredth. */
void kl_html_coordinate(kl_html *h, double value);

/* <data>: what is shown, the value behind it, and where that stands in the embedded JSON. The place is
 * printf-like: "estimates/%zu/value". */
__attribute__((format(printf, 4, 5))) void kl_html_data(kl_html *h, double value, const char *shown,
                                                        const char *place, ...);
/* The same for a whole number, which a double need not hold. */
__attribute__((format(printf, 3, 4))) void kl_html_count(kl_html *h, uint64_t value,
                                                         const char *place, ...);
/* Only the attributes value-of and place, for a shape or a table cell: data-value="…" data-ref="…". */
__attribute__((format(printf, 3, 4))) void kl_html_reference(kl_html *h, double value,
                                                             const char *place, ...);

void kl_html_headline(kl_html *h);
void kl_html_table(kl_html *h);
/* Of so many estimates rows can be picked and sorted: the field above them, and at the end of the page its script. */
#define KL_HTML_LONG 40
void kl_html_filter(kl_html *h);
void kl_html_filter_script(kl_html *h);
kl_status kl_html_series(kl_html *h, kl_error *error);
/* The text of series `index`, without its caption. */
kl_status kl_html_passage(kl_html *h, const kl_report_series *series, size_t index,
                          kl_error *error);
kl_status kl_html_curves(kl_html *h, kl_error *error);
void kl_html_moves(kl_html *h);
kl_status kl_html_matrices(kl_html *h, kl_error *error);

#endif
