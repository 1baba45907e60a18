/* SPDX-License-Identifier: Apache-2.0 */
/* The document as one page of HTML that needs nothing else. */
#include "report/html.h"

#include <stdio.h>

static void write_sentences(kl_html *h, kl_sentence_role role, const char *class) {
    const kl_document *d = h->sheet->document;
    for (size_t i = 0; i < d->sentences.count; i++) {
        const kl_report_sentence *sentence = &kl_report_sentences(d)[i];
        char place[64];
        if (sentence->role != role)
            continue;
        snprintf(place, sizeof place, "\" data-ref=\"sentences/%zu/text\">", i);
        kl_html_raw(h, "<p class=\"");
        kl_html_raw(h, class);
        kl_html_raw(h, place);
        kl_html_text(h, sentence->text);
        kl_html_raw(h, "</p>\n");
    }
}

static void write_input(kl_html *h, size_t i) {
    const kl_report_input *input = &kl_report_inputs(h->sheet->document)[i];
    int second = i == 1 && h->sheet->document->inputs.count == 2;
    kl_html_raw(h, second ? "<li><b class=\"badge b\">" : "<li><b class=\"badge a\">");
    kl_html_text(h, input->subject);
    kl_html_raw(h, "</b> <span><strong>");
    kl_html_name(h, input->name);
    kl_html_raw(h, "</strong> <small>");
    kl_html_text(h, input->kind);
    kl_html_raw(h, *input->detail ? ", " : "");
    kl_html_text(h, input->detail);
    kl_html_raw(h, "</small></span></li>\n");
}

static void write_head(kl_html *h) {
    const kl_document *d = h->sheet->document;
    const char *title = d->title ? d->title : d->verb;
    kl_html_raw(h, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    kl_html_text(h, title);
    kl_html_raw(h, "</title>\n<style>\n");
    for (size_t i = 0; i < kl_html_style_count; i++)
        kl_html_raw(h, kl_html_style[i]);
    kl_html_raw(h, "</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"eyebrow\">kullback · ");
    kl_html_text(h, d->verb);
    kl_html_raw(h, "</p>\n<h1>");
    kl_html_text(h, title);
    kl_html_raw(h, "</h1>\n");
    if (d->inputs.count)
        kl_html_raw(h, "<ul class=\"inputs\">\n");
    for (size_t i = 0; i < d->inputs.count; i++)
        write_input(h, i);
    kl_html_raw(h, d->inputs.count ? "</ul>\n</header>\n" : "</header>\n");
}

static void write_notes(kl_html *h) {
    const kl_sheet *sheet = h->sheet;
    if (sheet->note_count)
        kl_html_raw(h, "<ol class=\"notes\">\n");
    for (size_t i = 0; i < sheet->note_count; i++) {
        char open[40];
        snprintf(open, sizeof open, "<li id=\"note-%zu\">", i + 1);
        kl_html_raw(h, open);
        kl_html_text(h, sheet->notes[i]);
        kl_html_raw(h, "</li>\n");
    }
    kl_html_raw(h, sheet->note_count ? "</ol>\n" : "");
    write_sentences(h, KL_SENTENCE_NOTE, "note");
}

static void write_spans(kl_html *h) {
    const kl_document *d = h->sheet->document;
    if (!d->spans.count)
        return;
    kl_html_raw(h,
                "<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">of</th>"
                "<th scope=\"col\" class=\"num\">from byte</th><th scope=\"col\" class=\"num\">to"
                "</th><th scope=\"col\">what</th><th scope=\"col\">status</th>"
                "<th scope=\"col\" class=\"num\">value</th></tr>"
                "</thead>\n<tbody>\n");
    for (size_t i = 0; i < d->spans.count; i++) {
        const kl_report_span *span = &kl_report_spans(d)[i];
        char value[KL_NUMBER_TEXT];
        kl_number_rounded(span->value, kl_number_place(span->value, 3), value);
        kl_html_raw(h, "<tr><td>");
        kl_html_text(h, span->subject);
        kl_html_raw(h, "</td><td class=\"num\">");
        kl_html_count(h, span->begin, "spans/%zu/begin", i);
        kl_html_raw(h, "</td><td class=\"num\">");
        kl_html_count(h, span->end, "spans/%zu/end", i);
        kl_html_raw(h, "</td><th scope=\"row\">");
        kl_html_name(h, span->label);
        kl_html_raw(h, "</th><td>");
        kl_html_text(h, span->status ? span->status : "");
        kl_html_raw(h, "</td><td class=\"num\">");
        kl_html_data(h, span->value, value, "spans/%zu/value", i);
        kl_html_raw(h, "</td></tr>\n");
    }
    kl_html_raw(h, "</tbody></table></div>\n");
}

static void open_section(kl_html *h, const char *id, const char *title) {
    kl_html_raw(h, "<section aria-labelledby=\"");
    kl_html_raw(h, id);
    kl_html_raw(h, "\">\n<h2 id=\"");
    kl_html_raw(h, id);
    kl_html_raw(h, "\">");
    kl_html_raw(h, title);
    kl_html_raw(h, "</h2>\n");
}

static kl_status write_how_far(kl_html *h, kl_error *error) {
    const kl_sheet *sheet = h->sheet;
    if (!sheet->count && !sheet->document->matrices.count &&
        !kl_sheet_speaks(sheet, KL_SENTENCE_NOTE))
        return KL_OK;
    open_section(h, "how-far", "How far");
    kl_html_headline(h);
    kl_html_table(h);
    write_notes(h);
    kl_status status = kl_html_matrices(h, error);
    kl_html_raw(h, "</section>\n");
    return status;
}

static kl_status write_where(kl_html *h, kl_error *error) {
    const kl_document *d = h->sheet->document;
    const int figures = d->series.count || d->curves.count || d->moves.count;
    if (!figures && !d->spans.count && !kl_sheet_speaks(h->sheet, KL_SENTENCE_WHERE))
        return KL_OK;
    open_section(h, "where", "Where");
    write_sentences(h, KL_SENTENCE_WHERE, "lead");
    write_spans(h);
    kl_html_raw(h, figures ? "<div class=\"figures\">\n" : "");
    kl_status status = kl_html_series(h, error);
    if (!status)
        status = kl_html_curves(h, error);
    kl_html_moves(h);
    kl_html_raw(h, figures ? "</div>\n</section>\n" : "</section>\n");
    return status;
}

static void write_spoken(kl_html *h, kl_sentence_role role, const char *id, const char *title) {
    if (!kl_sheet_speaks(h->sheet, role))
        return;
    open_section(h, id, title);
    write_sentences(h, role, "lead");
    kl_html_raw(h, "</section>\n");
}

kl_status kl_write_html(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    kl_html h = {sheet, page};
    write_head(&h);
    kl_status status = write_how_far(&h, error);
    write_spoken(&h, KL_SENTENCE_SO_WHAT, "so-what", "So what");
    if (!status)
        status = write_where(&h, error);
    write_spoken(&h, KL_SENTENCE_NOISE, "noise", "Is it noise");
    kl_html_raw(&h, "<footer>\n<details><summary>The data behind every number (JSON)</summary>\n"
                    "<script type=\"application/json\" id=\"kullback\">\n");
    if (!status)
        status = kl_write_json_in_html(sheet, page, error);
    kl_html_raw(&h, "</script>\n</details>\n</footer>\n</main>\n");
    if (sheet->count > KL_HTML_LONG)
        kl_html_filter_script(&h);
    kl_html_raw(&h, "</body>\n</html>\n");
    return status;
}
