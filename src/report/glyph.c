/* SPDX-License-Identifier: Apache-2.0 */
/* Text that somebody else wrote, made safe to show. */
#include <kullback/report.h>

#include "report/glyph.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "report/width.h"

#include <stdio.h>
#include <string.h>

/* Decode one code point of NUL-terminated bytes, which a NUL ends like any byte that does not belong: its
 * length, or 0 where they are not UTF-8. */
static size_t decode(const unsigned char *at, uint32_t *codepoint) {
    return kl_utf8_decode(at, 4, codepoint);
}

char *kl_glyph_copy(const char *text) {
    size_t size = strlen(text);
    char *copy = size < SIZE_MAX / 4 ? kl_alloc(size * 4 + 1, 1) : NULL;
    if (!copy)
        return NULL;
    char *out = copy;
    const unsigned char *at = (const unsigned char *)text;
    while (*at) {
        uint32_t codepoint;
        size_t length = decode(at, &codepoint);
        if (length)
            memcpy(out, at, length);
        else
            snprintf(out, 5, "\\x%02x", *at);
        out += length ? length : 4;
        at += length ? length : 1;
    }
    *out = '\0';
    return copy;
}

/* What must not reach a screen as it is: controls, separators of lines, what turns directions, and what is no
 * character, which XML has not either. */
static int unsafe(uint32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x2028 || c == 0x2029 ||
           c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x206f) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f) ||
           (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

int kl_glyph_next(const char **text, kl_glyph *glyph) {
    uint32_t c;
    if (!**text)
        return 0;
    size_t length = decode((const unsigned char *)*text, &c);
    glyph->escaped = !length || unsafe(c);
    if (!glyph->escaped) {
        memcpy(glyph->text, *text, length);
        glyph->text[length] = '\0';
        glyph->size = length;
        glyph->width = kl_codepoint_width(c);
        *text += length;
        return 1;
    }
    int written;
    if (length && (c == '\n' || c == '\t' || c == '\r'))
        written = snprintf(glyph->text, sizeof glyph->text, "\\%c",
                           c == '\n'   ? 'n'
                           : c == '\t' ? 't'
                                       : 'r');
    else if (length && c >= 0x100)
        written = snprintf(glyph->text, sizeof glyph->text, "\\u%04x", (unsigned)c);
    else
        written = snprintf(glyph->text, sizeof glyph->text, "\\x%02x",
                           length ? (unsigned)c : (unsigned)(unsigned char)**text);
    *text += length ? length : 1;
    glyph->size = (size_t)written;
    glyph->width = written;
    return 1;
}

size_t kl_report_text(const char *text, char *out, size_t size) {
    size_t length = 0, written = 0;
    kl_glyph glyph;
    if (text == NULL)
        text = "";
    while (kl_glyph_next(&text, &glyph)) {
        if (length == written && glyph.size < size - written) {
            memcpy(out + written, glyph.text, glyph.size);
            written += glyph.size;
        }
        length += glyph.size;
    }
    if (size > 0)
        out[written] = '\0';
    return length;
}

/* Where the spaces at the end of a text begin. */
static const char *trimmed_end(const char *text) {
    const char *end = text + strlen(text);
    while (end > text && end[-1] == ' ')
        end--;
    return end;
}

/* Append what fits in `columns`; returns the columns used. Sets *whole to 0 if something was left
 * out. */
static size_t show_within(kl_page *page, const char *text, size_t columns, int *whole) {
    const char *begin = text + strspn(text, " "), *end = trimmed_end(text);
    size_t used = 0;
    kl_glyph glyph;
    *whole = 1;
    for (int first = 1; *text; first = 0) {
        int outer = text < begin || text >= end;
        kl_glyph_next(&text, &glyph);
        int dotted = first && glyph.width == 0;
        size_t width = dotted ? 1 : (size_t)glyph.width;
        if (width > columns - used) {
            *whole = 0;
            return used;
        }
        if (page && dotted)
            kl_page_text(page, "◌");
        if (page)
            kl_page_text(page, outer ? "␠" : glyph.text);
        used += width;
    }
    return used;
}

size_t kl_glyph_width(const char *text) {
    int whole;
    return show_within(NULL, text, SIZE_MAX, &whole);
}

void kl_glyph_show(kl_page *page, const char *text) {
    int whole;
    show_within(page, text, SIZE_MAX, &whole);
}

void kl_glyph_cell(kl_page *page, const char *text, size_t columns, kl_align align) {
    size_t width = kl_glyph_width(text);
    int whole;
    if (width <= columns) {
        if (align == KL_ALIGN_RIGHT)
            kl_page_repeat(page, " ", columns - width);
        kl_glyph_show(page, text);
        if (align == KL_ALIGN_LEFT)
            kl_page_repeat(page, " ", columns - width);
    } else if (columns) {
        size_t used = show_within(page, text, columns - 1, &whole);
        kl_page_text(page, "…");
        kl_page_repeat(page, " ", columns - 1 - used);
    }
}

/* Width of the word that begins at `text`, and where it ends. */
static size_t word_at(const char *text, const char **end) {
    size_t width = 0;
    kl_glyph glyph;
    while (*text && *text != ' ') {
        kl_glyph_next(&text, &glyph);
        width += (size_t)glyph.width;
    }
    *end = text;
    return width;
}

void kl_glyph_fill(kl_page *page, const char *text, size_t width, size_t column, size_t indent) {
    size_t start = column;
    while (*text) {
        text += strspn(text, " ");
        const char *end;
        size_t word = word_at(text, &end);
        if (!word && end == text)
            break;
        size_t gap = column > start ? 1 : 0;
        if (column > indent && column > start && column + gap + word > width) {
            kl_page_end_line(page);
            kl_page_repeat(page, " ", indent);
            start = column = indent;
            gap = 0;
        }
        kl_page_repeat(page, " ", gap);
        column += gap;
        kl_glyph glyph;
        while (text < end) {
            kl_glyph_next(&text, &glyph);
            if (column + (size_t)glyph.width > width && column > indent) {
                kl_page_end_line(page);
                kl_page_repeat(page, " ", indent);
                start = column = indent;
            }
            kl_page_text(page, glyph.text);
            column += (size_t)glyph.width;
        }
    }
}

void kl_glyph_wrap(kl_page *page, const char *text, size_t width, size_t column, size_t indent) {
    kl_glyph_fill(page, text, width, column, indent);
    kl_page_end_line(page);
}
