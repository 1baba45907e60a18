/* SPDX-License-Identifier: Apache-2.0 */
/* The table of estimates: columns where they fit; where they do not, a part for each subject without the column
 * that names it; two lines a row where that is too wide as well. */
#include "report/terminal.h"

#include "base/format.h"

#include <string.h>

enum { GAP = 2, NARROWEST_LABEL = 14 };

typedef struct columns {
    size_t label, subject, before, after, interval, unit, marks; /* subject 0: not told */
} columns;

/* Values stand on their decimal point: `before` columns up to it, `after` from it on. */
static size_t before_point(const char *value) {
    size_t width = 0;
    for (const char *at = value; *at && *at != '.' && *at != 'e'; at++)
        width += ((unsigned char)*at & 0xc0) != 0x80;
    return width;
}

static void widen(size_t *column, size_t width) {
    if (width > *column)
        *column = width;
}

static size_t marks_width(const kl_sheet_row *row) {
    size_t width = 0;
    for (size_t i = 0; i < row->note_count; i++)
        width += (i > 0) + (row->notes[i] <= 9 ? 1 : row->notes[i] <= 99 ? 4 : 5);
    return width;
}

static columns measure(const kl_terminal *t) {
    columns c = {kl_glyph_width("measure"), 2, 5, 0, 0, 0, 0};
    for (size_t i = 0; i < kl_sheet_told(t->sheet); i++) {
        const kl_sheet_row *row = &t->sheet->rows[i];
        size_t before = before_point(row->value);
        widen(&c.label, kl_glyph_width(row->row->label));
        widen(&c.subject, kl_glyph_width(row->row->subject));
        widen(&c.before, before);
        widen(&c.after, kl_glyph_width(row->value) - before);
        widen(&c.interval, kl_glyph_width(row->interval));
        widen(&c.unit, kl_glyph_width(row->unit));
        widen(&c.marks, marks_width(row));
    }
    if (c.interval) {
        char title[64];
        kl_sheet_interval_title(t->sheet, title);
        widen(&c.interval, kl_glyph_width(title));
    }
    return c;
}

/* Without the label. */
static size_t rest(const columns *c) {
    return GAP + (c->subject ? GAP + c->subject : 0) + GAP + c->before + c->after +
           (c->interval ? GAP + c->interval : 0) + (c->unit || c->marks ? GAP : 0) + c->unit +
           (c->marks && c->unit ? 1 : 0) + c->marks;
}

static void write_subject(kl_terminal *t, const columns *c, const char *subject) {
    if (c->subject == 0)
        return;
    kl_terminal_spaces(t, GAP);
    kl_terminal_cell(t, subject, c->subject, KL_ALIGN_LEFT);
}

static void write_header(kl_terminal *t, const columns *c) {
    char title[64];
    kl_sheet_interval_title(t->sheet, title);
    kl_terminal_style(t, KL_STYLE_DIM);
    kl_terminal_spaces(t, GAP);
    kl_terminal_cell(t, "measure", c->label, KL_ALIGN_LEFT);
    write_subject(t, c, "of");
    kl_terminal_spaces(t, GAP);
    kl_terminal_cell(t, "value", c->before, KL_ALIGN_RIGHT);
    if (c->interval) {
        kl_terminal_spaces(t, c->after + GAP);
        kl_terminal_text(t, title);
    }
    kl_terminal_plain(t);
    kl_terminal_end(t);
}

static void write_first_line(kl_terminal *t, const columns *c, const kl_sheet_row *row,
                             const char *label) {
    size_t before = before_point(row->value);
    kl_terminal_spaces(t, GAP);
    kl_terminal_cell(t, label, c->label, KL_ALIGN_LEFT);
    write_subject(t, c, row->row->subject);
    kl_terminal_spaces(t, GAP + c->before - before);
    kl_terminal_text(t, row->value);
    kl_terminal_spaces(t, c->after - (kl_glyph_width(row->value) - before));
    if (c->interval) {
        kl_terminal_spaces(t, GAP);
        kl_terminal_cell(t, row->interval, c->interval, KL_ALIGN_LEFT);
    }
    kl_terminal_spaces(t, GAP);
    kl_glyph_show(t->page, row->unit);
    kl_terminal_spaces(t, *row->unit && row->note_count ? 1 : 0);
    kl_terminal_marks(t, row);
}

static void write_line(kl_terminal *t, const columns *c, const kl_sheet_row *row, const char *label,
                       int first) {
    if (row->row->headline > 0)
        kl_terminal_style(t, KL_STYLE_BOLD);
    if (first) {
        write_first_line(t, c, row, label);
    } else {
        kl_terminal_spaces(t, GAP);
        kl_terminal_cell(t, label, c->label, KL_ALIGN_LEFT);
    }
    if (row->row->headline > 0)
        kl_terminal_plain(t);
    kl_terminal_end(t);
}

/* A label that is too long for its column goes on below the row. */
static void write_row(kl_terminal *t, const columns *c, const kl_sheet_row *row) {
    kl_page lines = {0};
    if (kl_glyph_width(row->row->label) <= c->label) {
        write_line(t, c, row, row->row->label, 1);
        return;
    }
    kl_glyph_wrap(&lines, row->row->label, c->label, 0, 0);
    t->page->failed |= lines.failed;
    char *line = lines.failed ? NULL : lines.text;
    for (int first = 1; line && *line; first = 0) {
        size_t length = strcspn(line, "\n");
        char *next = line[length] ? line + length + 1 : NULL;
        line[length] = '\0';
        write_line(t, c, row, line, first);
        line = next;
    }
    kl_page_free(&lines);
}

/* Two lines: what it is, then the numbers. */
static void write_stacked(kl_terminal *t, const kl_sheet_row *row) {
    kl_page line = {0};
    kl_page_text(&line, row->value);
    kl_page_text(&line, *row->unit ? " " : "");
    kl_page_text(&line, row->unit);
    if (*row->interval) {
        kl_page_text(&line, "  (");
        kl_page_text(&line, row->interval);
        kl_page_text(&line, ")");
    }
    kl_terminal_spaces(t, GAP);
    kl_page head = {0};
    kl_page_text(&head, row->row->label);
    kl_page_text(&head, "  ");
    kl_page_text(&head, row->row->subject);
    if (row->row->headline > 0)
        kl_terminal_style(t, KL_STYLE_BOLD);
    if (line.failed || head.failed) {
        t->page->failed = 1;
    } else {
        size_t column = GAP + marks_width(row) + (row->note_count ? 1 : 0);
        kl_terminal_marks(t, row);
        kl_terminal_spaces(t, row->note_count ? 1 : 0);
        kl_glyph_wrap(t->page, head.text, t->width, column, GAP);
        kl_terminal_spaces(t, 2 * GAP);
        kl_glyph_fill(t->page, line.text, t->width, 2 * GAP, 2 * GAP);
    }
    if (row->row->headline > 0)
        kl_terminal_plain(t);
    kl_terminal_end(t);
    kl_page_free(&line);
    kl_page_free(&head);
}

static int fits(const kl_terminal *t, columns *c) {
    size_t others = rest(c), least = c->label < NARROWEST_LABEL ? c->label : NARROWEST_LABEL;
    if (others + least > t->width)
        return 0;
    if (c->label > t->width - others)
        c->label = t->width - others;
    return 1;
}

/* 1 if a row before `index` has its subject. */
static int was_told(const kl_terminal *t, size_t index) {
    const char *subject = t->sheet->rows[index].row->subject;
    for (size_t i = 0; i < index; i++)
        if (strcmp(t->sheet->rows[i].row->subject, subject) == 0)
            return 1;
    return 0;
}

/* Subject by subject, each under its name. */
static void write_parts(kl_terminal *t, const columns *c) {
    for (size_t first = 0; first < kl_sheet_told(t->sheet); first++) {
        const char *subject = t->sheet->rows[first].row->subject;
        if (was_told(t, first))
            continue;
        kl_terminal_style(t, KL_STYLE_DIM);
        kl_terminal_spaces(t, GAP);
        kl_terminal_text(t, "of ");
        kl_glyph_show(t->page, subject);
        kl_terminal_plain(t);
        kl_terminal_end(t);
        for (size_t i = first; i < kl_sheet_told(t->sheet); i++)
            if (strcmp(t->sheet->rows[i].row->subject, subject) == 0)
                write_row(t, c, &t->sheet->rows[i]);
    }
}

static void write_count_of_details(kl_terminal *t) {
    size_t details = t->sheet->count - kl_sheet_told(t->sheet);
    if (details == 0)
        return;
    char text[80];
    kl_words(text, sizeof text, "… and %zu more in JSON, Markdown and HTML", details);
    kl_terminal_style(t, KL_STYLE_DIM);
    kl_terminal_spaces(t, GAP);
    kl_glyph_fill(t->page, text, t->width, GAP, GAP);
    kl_terminal_plain(t);
    kl_terminal_end(t);
}

void kl_terminal_table(kl_terminal *t) {
    if (!t->sheet->count)
        return;
    if (!kl_sheet_told(t->sheet)) {
        write_count_of_details(t);
        return;
    }
    columns c = measure(t), parts = c;
    parts.subject = 0;
    if (fits(t, &c)) {
        write_header(t, &c);
        for (size_t i = 0; i < kl_sheet_told(t->sheet); i++)
            write_row(t, &c, &t->sheet->rows[i]);
    } else if (fits(t, &parts)) {
        write_header(t, &parts);
        write_parts(t, &parts);
    } else {
        for (size_t i = 0; i < kl_sheet_told(t->sheet); i++)
            write_stacked(t, &t->sheet->rows[i]);
    }
    write_count_of_details(t);
}
