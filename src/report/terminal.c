/* SPDX-License-Identifier: Apache-2.0 */
/* The document on a terminal: the four parts in order. */
#include "report/terminal.h"

void kl_terminal_style(kl_terminal *t, const char *style) {
    if (!t->sheet->options.colour)
        return;
    kl_terminal_text(t, "\x1b[");
    kl_terminal_text(t, style);
    kl_terminal_text(t, "m");
}

void kl_terminal_plain(kl_terminal *t) {
    kl_terminal_style(t, "0");
}

void kl_terminal_heading(kl_terminal *t, const char *text) {
    kl_terminal_text(t, "\n");
    kl_terminal_style(t, KL_STYLE_BOLD);
    kl_terminal_text(t, text);
    kl_terminal_plain(t);
    kl_terminal_text(t, "\n");
}

void kl_terminal_title(kl_terminal *t, const char *text, kl_unit unit, const char *per) {
    kl_page line = {0};
    char in[KL_UNIT_TEXT];
    kl_sheet_unit_text(t->sheet, unit, per, in);
    kl_page_text(&line, text);
    kl_page_text(&line, *in ? ", in " : "");
    kl_page_text(&line, in);
    if (line.failed)
        t->page->failed = 1;
    else {
        kl_terminal_spaces(t, 2);
        kl_glyph_wrap(t->page, line.text, t->width, 2, 2);
    }
    kl_page_free(&line);
}

/* Columns that all subjects share. */
static size_t subject_columns(const kl_terminal *t) {
    const kl_document *document = t->sheet->document;
    size_t most = t->width / 3, widest = 1;
    for (size_t i = 0; i < document->inputs.count; i++) {
        size_t columns = kl_glyph_width(kl_report_inputs(document)[i].subject);
        widest = columns > widest ? columns : widest;
    }
    return widest < most ? widest : most;
}

/* Columns that names share so that what follows stands in one line; 0 if some line would be too
 * long. */
static size_t name_columns(const kl_terminal *t, size_t subjects) {
    const kl_document *document = t->sheet->document;
    size_t name = 0, rest = subjects - 1;
    for (size_t i = 0; i < document->inputs.count; i++) {
        const kl_report_input *input = &kl_report_inputs(document)[i];
        size_t columns = kl_glyph_width(input->name);
        size_t after = kl_glyph_width(input->kind) + kl_glyph_width(input->detail) + 2;
        name = columns > name ? columns : name;
        rest = after > rest ? after : rest;
    }
    return name + rest + 12 <= t->width ? name : 0;
}

static void write_input(kl_terminal *t, const kl_report_input *input, size_t subjects,
                        size_t names) {
    kl_page line = {0};
    if (!names) {
        kl_page_text(&line, input->name);
        kl_page_text(&line, "  ");
    }
    kl_page_text(&line, input->kind);
    if (*input->detail) {
        kl_page_text(&line, ", ");
        kl_page_text(&line, input->detail);
    }
    kl_terminal_spaces(t, 2);
    kl_terminal_style(t, KL_STYLE_BOLD);
    kl_terminal_cell(t, input->subject, subjects, KL_ALIGN_LEFT);
    kl_terminal_plain(t);
    kl_terminal_spaces(t, 2);
    size_t column = 4 + subjects;
    if (names) {
        kl_terminal_cell(t, input->name, names, KL_ALIGN_LEFT);
        kl_terminal_spaces(t, 2);
    }
    if (line.failed)
        t->page->failed = 1;
    else
        kl_glyph_wrap(t->page, line.text, t->width, column + (names ? names + 2 : 0), column);
    kl_page_free(&line);
}

static void write_head(kl_terminal *t) {
    const kl_document *document = t->sheet->document;
    kl_terminal_style(t, KL_STYLE_BOLD);
    kl_glyph_fill(t->page, document->title ? document->title : document->verb, t->width, 0, 0);
    kl_terminal_plain(t);
    kl_terminal_text(t, "\n");
    size_t subjects = subject_columns(t), names = name_columns(t, subjects);
    for (size_t i = 0; i < document->inputs.count; i++)
        write_input(t, &kl_report_inputs(document)[i], subjects, names);
}

static void write_sentences(kl_terminal *t, kl_sentence_role role, const char *bullet) {
    const kl_document *document = t->sheet->document;
    for (size_t i = 0; i < document->sentences.count; i++) {
        const kl_report_sentence *sentence = &kl_report_sentences(document)[i];
        if (sentence->role != role)
            continue;
        kl_terminal_text(t, bullet);
        size_t indent = kl_glyph_width(bullet);
        kl_glyph_wrap(t->page, sentence->text, t->width, indent, indent);
    }
}

/* ¹ ² ³ … and (10) from ten on. */
static void write_mark(kl_terminal *t, unsigned number) {
    static const char *const marks[] = {"¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (number <= 9) {
        kl_terminal_text(t, marks[number - 1]);
        return;
    }
    kl_terminal_text(t, "(");
    kl_page_unsigned(t->page, number);
    kl_terminal_text(t, ")");
}

void kl_terminal_marks(kl_terminal *t, const kl_sheet_row *row) {
    for (size_t i = 0; i < row->note_count; i++) {
        kl_terminal_spaces(t, i > 0);
        write_mark(t, row->notes[i]);
    }
}

/* Those of rows that are shown: notes are numbered in the order of rows. */
static size_t shown_notes(const kl_sheet *sheet) {
    size_t last = 0;
    for (size_t i = 0; i < kl_sheet_told(sheet); i++)
        for (size_t k = 0; k < sheet->rows[i].note_count; k++)
            last = sheet->rows[i].notes[k] > last ? sheet->rows[i].notes[k] : last;
    return last;
}

static void write_notes(kl_terminal *t) {
    const size_t shown = shown_notes(t->sheet);
    for (size_t i = 0; i < shown; i++) {
        size_t column = i < 9 ? 4 : 7;
        kl_terminal_spaces(t, 2);
        write_mark(t, (unsigned)i + 1);
        kl_terminal_spaces(t, 1);
        kl_glyph_wrap(t->page, t->sheet->notes[i], t->width, column, 4);
    }
    write_sentences(t, KL_SENTENCE_NOTE, "  · ");
}

static kl_status write_matrices(kl_terminal *t, kl_error *error) {
    const kl_document *document = t->sheet->document;
    for (size_t i = 0; i < document->matrices.count; i++) {
        kl_status status = kl_terminal_matrix(t, &kl_report_matrices(document)[i], error);
        if (status)
            return status;
    }
    return KL_OK;
}

static void write_spans(kl_terminal *t) {
    const kl_document *document = t->sheet->document;
    for (size_t i = 0; i < document->spans.count; i++) {
        const kl_report_span *span = &kl_report_spans(document)[i];
        char value[KL_NUMBER_TEXT];
        kl_number_rounded(span->value, kl_number_place(span->value, 3), value);
        kl_page line = {0};
        kl_page_text(&line, span->subject);
        kl_page_text(&line, " bytes ");
        kl_page_unsigned(&line, span->begin);
        kl_page_text(&line, "–");
        kl_page_unsigned(&line, span->end);
        kl_page_text(&line, "  ");
        kl_page_text(&line, span->label);
        kl_page_text(&line, span->status ? ", " : "");
        kl_page_text(&line, span->status ? span->status : "");
        kl_page_text(&line, "  ");
        kl_page_text(&line, value);
        kl_terminal_spaces(t, 2);
        if (line.failed)
            t->page->failed = 1;
        else
            kl_glyph_wrap(t->page, line.text, t->width, 2, 4);
        kl_page_free(&line);
    }
}

static kl_status write_where(kl_terminal *t, kl_error *error) {
    const kl_document *document = t->sheet->document;
    if (!document->series.count && !document->curves.count && !document->spans.count &&
        !kl_sheet_speaks(t->sheet, KL_SENTENCE_WHERE))
        return KL_OK;
    kl_terminal_heading(t, "Where");
    write_sentences(t, KL_SENTENCE_WHERE, "  ");
    write_spans(t);
    kl_status status = kl_terminal_series(t, error);
    return status ? status : kl_terminal_curves(t, error);
}

kl_status kl_write_terminal(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    kl_terminal t = {sheet, page, (size_t)sheet->options.width};
    write_head(&t);
    if (sheet->count || sheet->document->matrices.count || sheet->note_count ||
        kl_sheet_speaks(sheet, KL_SENTENCE_NOTE))
        kl_terminal_heading(&t, "How far");
    kl_terminal_table(&t);
    if (sheet->count)
        write_notes(&t);
    kl_status status = write_matrices(&t, error);
    if (status)
        return status;
    if (!sheet->count)
        write_notes(&t);
    if (kl_sheet_speaks(sheet, KL_SENTENCE_SO_WHAT)) {
        kl_terminal_heading(&t, "So what");
        write_sentences(&t, KL_SENTENCE_SO_WHAT, "  ");
    }
    status = write_where(&t, error);
    if (status)
        return status;
    if (kl_sheet_speaks(sheet, KL_SENTENCE_NOISE)) {
        kl_terminal_heading(&t, "Is it noise");
        write_sentences(&t, KL_SENTENCE_NOISE, "  ");
    }
    return KL_OK;
}
