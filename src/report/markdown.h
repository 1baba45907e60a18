/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the Markdown writer share. */
#ifndef KL_REPORT_MARKDOWN_H
#define KL_REPORT_MARKDOWN_H

#include "report/write.h"

/* Text in which no character starts Markdown or HTML. */
void kl_markdown_text(kl_page *page, const char *text);
/* " text |": what follows a bar of a table. */
void kl_markdown_cell(kl_page *page, const char *text, int bold);
/* A bold line: a title and its unit. */
void kl_markdown_title(const kl_sheet *sheet, const char *title, kl_unit unit, const char *per,
                       kl_page *page);

/* Distributions, contributions and curves as tables. */
kl_status kl_markdown_figures(const kl_sheet *sheet, kl_page *page, kl_error *error);

#endif
