/* SPDX-License-Identifier: Apache-2.0 */
/* Text that somebody else wrote, made safe to show: valid UTF-8, no control characters, a known
 * width. */
#ifndef KL_REPORT_GLYPH_H
#define KL_REPORT_GLYPH_H

#include "report/page.h"

/* A copy that is valid UTF-8: a byte that is not becomes the four characters \xNN. NULL: no memory.
 */
char *kl_glyph_copy(const char *text);

/* One thing on the screen: a code point, or the escape that stands for one that must not be shown.
 */
typedef struct kl_glyph {
    char text[16];
    size_t size;
    int width; /* columns: 0, 1, 2, or the length of an escape */
    int escaped;
} kl_glyph;

/* Step through valid UTF-8; 0 at the end. Control characters, line separators and marks that turn
 * the direction of other text become escapes (\n, \x1b, \u202e). */
int kl_glyph_next(const char **text, kl_glyph *glyph);

/* Columns that kl_glyph_show takes. */
size_t kl_glyph_width(const char *text);

/* Append text made safe. Spaces at either end are shown as ␠, a leading combining mark on a ◌. */
void kl_glyph_show(kl_page *page, const char *text);

typedef enum kl_align { KL_ALIGN_LEFT, KL_ALIGN_RIGHT } kl_align;

/* Append text in exactly `columns` columns: padded, or cut with an … at its end. */
void kl_glyph_cell(kl_page *page, const char *text, size_t columns, kl_align align);

/* Append text as paragraph lines of at most `width` columns, broken at spaces (a word longer than a
 * line is broken where it must be). The first line begins after `column` columns that are already
 * written, the next ones with `indent` spaces. */
void kl_glyph_fill(kl_page *page, const char *text, size_t width, size_t column, size_t indent);
/* The same, and a newline at the end. */
void kl_glyph_wrap(kl_page *page, const char *text, size_t width, size_t column, size_t indent);

#endif
