/* SPDX-License-Identifier: Apache-2.0 */
/* The document as GitHub-flavoured Markdown. */
#include "report/markdown.h"
#include "report/glyph.h"

#include <string.h>

void kl_markdown_text(kl_page *page, const char *text) {
    kl_page clean = {0};
    kl_glyph_show(&clean, text);
    for (const char *at = clean.failed || !clean.text ? "" : clean.text; *at; at++) {
        if (*at == '<')
            kl_page_text(page, "&lt;");
        else if (*at == '&')
            kl_page_text(page, "&amp;");
        else {
            if (strchr("\\`*_{}[]#|~>$@", *at))
                kl_page_text(page, "\\");
            kl_page_bytes(page, at, 1);
        }
    }
    page->failed |= clean.failed;
    kl_page_free(&clean);
}

void kl_markdown_cell(kl_page *page, const char *text, int bold) {
    kl_page_text(page, bold && *text ? " **" : " ");
    kl_markdown_text(page, text);
    kl_page_text(page, bold && *text ? "** |" : " |");
}

/* ── Parts ────────────────────────────────────────────────────────────────────────────────────── */

static void write_inputs(const kl_sheet *sheet, kl_page *page) {
    const kl_document *d = sheet->document;
    for (size_t i = 0; i < d->inputs.count; i++) {
        const kl_report_input *input = &kl_report_inputs(d)[i];
        kl_page_text(page, i ? "- " : "\n- ");
        kl_markdown_text(page, input->subject);
        kl_page_text(page, " **");
        kl_markdown_text(page, input->name);
        kl_page_text(page, "**: ");
        kl_markdown_text(page, input->kind);
        kl_page_text(page, *input->detail ? ", " : "");
        kl_markdown_text(page, input->detail);
        kl_page_text(page, "\n");
    }
}

static void write_row(const kl_sheet_row *row, kl_page *page) {
    int bold = row->row->headline > 0;
    kl_page_text(page, "|");
    kl_markdown_cell(page, row->row->label, bold);
    kl_markdown_cell(page, row->row->subject, bold);
    kl_markdown_cell(page, row->value, bold);
    kl_markdown_cell(page, row->interval, 0);
    kl_page_text(page, " ");
    kl_markdown_text(page, row->unit);
    for (size_t i = 0; i < row->note_count; i++) {
        kl_page_text(page, i ? ", " : " <sup>");
        kl_page_unsigned(page, row->notes[i]);
    }
    kl_page_text(page, row->note_count ? "</sup> |\n" : " |\n");
}

static void write_table(const kl_sheet *sheet, kl_page *page) {
    char title[64];
    if (!sheet->count)
        return;
    kl_sheet_interval_title(sheet, title);
    kl_page_text(page, "\n| measure | of | value | ");
    kl_page_text(page, title);
    kl_page_text(page, " | unit |\n|:--|:--|--:|:--|:--|\n");
    for (size_t i = 0; i < sheet->count; i++)
        write_row(&sheet->rows[i], page);
}

static void write_sentences(const kl_sheet *sheet, kl_sentence_role role, kl_page *page) {
    const kl_document *d = sheet->document;
    if (!kl_sheet_speaks(sheet, role))
        return;
    kl_page_text(page, "\n");
    for (size_t i = 0; i < d->sentences.count; i++) {
        if (kl_report_sentences(d)[i].role != role)
            continue;
        kl_page_text(page, "- ");
        kl_markdown_text(page, kl_report_sentences(d)[i].text);
        kl_page_text(page, "\n");
    }
}

static void write_notes(const kl_sheet *sheet, kl_page *page) {
    for (size_t i = 0; i < sheet->note_count; i++) {
        kl_page_text(page, i ? "" : "\n");
        kl_page_unsigned(page, i + 1);
        kl_page_text(page, ". ");
        kl_markdown_text(page, sheet->notes[i]);
        kl_page_text(page, "\n");
    }
    write_sentences(sheet, KL_SENTENCE_NOTE, page);
}

void kl_markdown_title(const kl_sheet *sheet, const char *title, kl_unit unit, const char *per,
                       kl_page *page) {
    char text[KL_UNIT_TEXT];
    kl_sheet_unit_text(sheet, unit, per, text);
    kl_page_text(page, "\n**");
    kl_markdown_text(page, title);
    kl_page_text(page, *text ? ", in " : "");
    kl_markdown_text(page, text);
    kl_page_text(page, "**\n\n");
}

static kl_status write_matrix(const kl_sheet *sheet, const kl_report_matrix *matrix, kl_page *page,
                              kl_error *error) {
    kl_shown_matrix shown;
    kl_status status = kl_shown_matrix_init(&shown, sheet, matrix, error);
    if (status)
        return status;
    int place = kl_number_exponent(shown.largest, 3) - 2;
    kl_markdown_title(sheet, matrix->title, matrix->unit, matrix->per, page);
    kl_page_text(page, "| |");
    for (size_t i = 0; i < matrix->n; i++)
        kl_markdown_cell(page, matrix->subjects[i], 0);
    kl_page_text(page, "\n|:--|");
    kl_page_repeat(page, "--:|", matrix->n);
    kl_page_text(page, "\n");
    for (size_t i = 0; i < matrix->n; i++) {
        kl_page_text(page, "| ");
        kl_markdown_text(page, matrix->subjects[i]);
        kl_markdown_cell(page, matrix->labels[i], 1);
        for (size_t j = 0; j < matrix->n; j++) {
            char text[KL_NUMBER_TEXT];
            kl_number_rounded(shown.values[i * matrix->n + j], place, text);
            kl_markdown_cell(page, text, 0);
        }
        kl_page_text(page, "\n");
    }
    kl_shown_matrix_free(&shown);
    return KL_OK;
}

static void write_spans(const kl_sheet *sheet, kl_page *page) {
    const kl_document *d = sheet->document;
    if (!d->spans.count)
        return;
    kl_page_text(page,
                 "\n| of | from byte | to | what | status | value |\n|:--|--:|--:|:--|:--|--:|\n");
    for (size_t i = 0; i < d->spans.count; i++) {
        const kl_report_span *span = &kl_report_spans(d)[i];
        char value[KL_NUMBER_TEXT];
        kl_number_rounded(span->value, kl_number_place(span->value, 3), value);
        kl_page_text(page, "|");
        kl_markdown_cell(page, span->subject, 0);
        kl_page_text(page, " ");
        kl_page_unsigned(page, span->begin);
        kl_page_text(page, " | ");
        kl_page_unsigned(page, span->end);
        kl_page_text(page, " |");
        kl_markdown_cell(page, span->label, 0);
        kl_markdown_cell(page, span->status ? span->status : "", 0);
        kl_markdown_cell(page, value, 0);
        kl_page_text(page, "\n");
    }
}

kl_status kl_write_markdown(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    const kl_document *d = sheet->document;
    kl_status status = KL_OK;
    kl_page_text(page, "# ");
    kl_markdown_text(page, d->title ? d->title : d->verb);
    kl_page_text(page, "\n");
    write_inputs(sheet, page);
    kl_page_text(page, "\n## How far\n");
    write_table(sheet, page);
    for (size_t i = 0; !status && i < d->matrices.count; i++)
        status = write_matrix(sheet, &kl_report_matrices(d)[i], page, error);
    write_notes(sheet, page);
    if (kl_sheet_speaks(sheet, KL_SENTENCE_SO_WHAT)) {
        kl_page_text(page, "\n## So what\n");
        write_sentences(sheet, KL_SENTENCE_SO_WHAT, page);
    }
    if (d->series.count || d->curves.count || d->spans.count ||
        kl_sheet_speaks(sheet, KL_SENTENCE_WHERE)) {
        kl_page_text(page, "\n## Where\n");
        write_sentences(sheet, KL_SENTENCE_WHERE, page);
        write_spans(sheet, page);
        if (!status)
            status = kl_markdown_figures(sheet, page, error);
    }
    if (kl_sheet_speaks(sheet, KL_SENTENCE_NOISE)) {
        kl_page_text(page, "\n## Is it noise\n");
        write_sentences(sheet, KL_SENTENCE_NOISE, page);
    }
    return status;
}
