/* SPDX-License-Identifier: Apache-2.0 */
/* The document as JSON: the contract of docs/schema/kullback-1.schema.json. */
#include "report/write.h"

#include <math.h>
#include <stdio.h>

typedef struct writer {
    const kl_sheet *sheet;
    kl_page *page;
    int in_html;
} writer;

/* ── Scalars ──────────────────────────────────────────────────────────────────────────────────── */

static void put(writer *w, const char *text) {
    kl_page_text(w->page, text);
}

static void put_escaped(writer *w, unsigned codepoint) {
    char text[16];
    snprintf(text, sizeof text, "\\u%04x", codepoint);
    put(w, text);
}

static void put_string(writer *w, const char *text) {
    put(w, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text, next = (unsigned char)text[1];
        if (c == '"' || c == '\\') {
            put(w, "\\");
            kl_page_bytes(w->page, text, 1);
        } else if (c < 0x20 || c == 0x7f || (w->in_html && (c == '<' || c == '>' || c == '&'))) {
            put_escaped(w, c);
        } else if (c == 0xc2 && next < 0xa0) {
            put_escaped(w, next); /* U+0080 … U+009F, which a terminal obeys too */
            text++;
        } else {
            kl_page_bytes(w->page, text, 1);
        }
    }
    put(w, "\"");
}

static void put_number(writer *w, double value) {
    char text[KL_NUMBER_TEXT];
    if (isnan(value)) {
        put(w, "null");
    } else if (isinf(value)) {
        put(w, value < 0 ? "\"-inf\"" : "\"inf\"");
    } else {
        kl_number_shortest(value, text);
        put(w, text);
    }
}

static void put_key(writer *w, const char *key, int first) {
    put(w, first ? "\"" : ",\"");
    put(w, key);
    put(w, "\":");
}

static void string_member(writer *w, const char *key, const char *text, int first) {
    put_key(w, key, first);
    if (text)
        put_string(w, text);
    else
        put(w, "null");
}

static void number_member(writer *w, const char *key, double value) {
    put_key(w, key, 0);
    put_number(w, value);
}

static void unsigned_member(writer *w, const char *key, uint64_t value) {
    put_key(w, key, 0);
    kl_page_unsigned(w->page, value);
}

static void labels_member(writer *w, char *const *labels, size_t n) {
    put_key(w, "labels", 0);
    put(w, "[");
    for (size_t i = 0; i < n; i++) {
        put(w, i ? "," : "");
        put_string(w, labels[i]);
    }
    put(w, "]");
}

/* ── Members of the document ──────────────────────────────────────────────────────────────────── */

static void open_list(writer *w, const char *key) {
    put(w, ",\n");
    put_key(w, key, 1);
    put(w, "[");
}

static void open_item(writer *w, size_t index) {
    put(w, index ? ",\n  {" : "\n  {");
}

static void write_inputs(writer *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "inputs");
    for (size_t i = 0; i < d->inputs.count; i++) {
        const kl_report_input *input = &kl_report_inputs(d)[i];
        open_item(w, i);
        string_member(w, "name", input->name, 1);
        string_member(w, "kind", input->kind, 0);
        string_member(w, "detail", input->detail, 0);
        put(w, "}");
    }
    put(w, "]");
}

static void write_flags(writer *w, const kl_estimate *e) {
    put_key(w, "flags", 0);
    put(w, "[");
    for (unsigned bit = 0, written = 0; bit < 32; bit++) {
        kl_flag flag = (kl_flag)(1u << bit);
        char text[256];
        if (!(e->flags & 1u << bit) || !kl_flag_name(flag))
            continue;
        kl_flag_describe(e, flag, text, sizeof text);
        put(w, written++ ? ",{" : "{");
        string_member(w, "id", kl_flag_name(flag), 1);
        number_member(w, "mass", e->mass);
        unsigned_member(w, "symbols", e->symbols);
        string_member(w, "text", text, 0);
        put(w, "}");
    }
    put(w, "]");
}

static void write_estimate(writer *w, const kl_report_row *row) {
    kl_estimate e = kl_estimate_convert(row->estimate, kl_sheet_unit(w->sheet, row->estimate.unit));
    int interval = !isnan(e.low) || !isnan(e.high);
    string_member(w, "id", row->id, 1);
    string_member(w, "subject", row->subject, 0);
    string_member(w, "label", row->label, 0);
    number_member(w, "value", e.value);
    string_member(w, "unit", kl_unit_name(e.unit), 0);
    number_member(w, "low", e.low);
    number_member(w, "high", e.high);
    number_member(w, "confidence", interval ? e.confidence : NAN);
    number_member(w, "standard_error", e.standard_error);
    unsigned_member(w, "n", e.n);
    string_member(w, "method", kl_method_name(e.method), 0);
    write_flags(w, &e);
}

static void write_estimates(writer *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "estimates");
    for (size_t i = 0; i < d->rows.count; i++) {
        open_item(w, i);
        write_estimate(w, &kl_report_rows(d)[i]);
        put(w, "}");
    }
    put(w, "]");
}

static const char *style_name(kl_series_style style) {
    switch (style) {
    case KL_SERIES_DISTRIBUTION:
        return "distribution";
    case KL_SERIES_CONTRIBUTION:
        return "contribution";
    case KL_SERIES_LINE:
        break;
    }
    return "line";
}

static void write_all_series(writer *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "series");
    for (size_t i = 0; i < d->series.count; i++) {
        const kl_report_series *series = &kl_report_all_series(d)[i];
        open_item(w, i);
        string_member(w, "id", series->id, 1);
        string_member(w, "subject", series->subject, 0);
        string_member(w, "title", series->title, 0);
        string_member(w, "style", style_name(series->style), 0);
        string_member(w, "unit", kl_unit_name(kl_sheet_unit(w->sheet, series->unit)), 0);
        labels_member(w, series->labels, series->n);
        put(w, ",\"values\":[");
        for (size_t k = 0; k < series->n; k++) {
            put(w, k ? "," : "");
            put_number(w, kl_sheet_value(w->sheet, series->values[k], series->unit));
        }
        put(w, "]}");
    }
    put(w, "]");
}

static void write_tree(writer *w, const kl_shown_matrix *shown) {
    kl_page newick = {0};
    if (!shown->has_tree) {
        string_member(w, "tree", NULL, 0);
        return;
    }
    kl_tree_newick(&shown->tree, (const char *const *)shown->matrix->labels, &newick);
    if (newick.failed)
        w->page->failed = 1;
    else
        string_member(w, "tree", newick.text, 0);
    kl_page_free(&newick);
}

static kl_status write_matrix(writer *w, const kl_report_matrix *matrix, kl_error *error) {
    kl_shown_matrix shown;
    kl_status status = kl_shown_matrix_init(&shown, w->sheet, matrix, error);
    if (status)
        return status;
    string_member(w, "id", matrix->id, 1);
    string_member(w, "title", matrix->title, 0);
    string_member(w, "unit", kl_unit_name(kl_sheet_unit(w->sheet, matrix->unit)), 0);
    labels_member(w, matrix->labels, matrix->n);
    put(w, ",\"values\":[");
    for (size_t i = 0; i < matrix->n; i++) {
        put(w, i ? ",\n    [" : "\n    [");
        for (size_t j = 0; j < matrix->n; j++) {
            put(w, j ? "," : "");
            put_number(w, shown.values[i * matrix->n + j]);
        }
        put(w, "]");
    }
    put(w, "],\"metric\":");
    put(w, matrix->metric ? "true" : "false");
    write_tree(w, &shown);
    kl_shown_matrix_free(&shown);
    return KL_OK;
}

static kl_status write_matrices(writer *w, kl_error *error) {
    const kl_document *d = w->sheet->document;
    open_list(w, "matrices");
    for (size_t i = 0; i < d->matrices.count; i++) {
        open_item(w, i);
        kl_status status = write_matrix(w, &kl_report_matrices(d)[i], error);
        if (status)
            return status;
        put(w, "}");
    }
    put(w, "]");
    return KL_OK;
}

static void write_spans(writer *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "spans");
    for (size_t i = 0; i < d->spans.count; i++) {
        const kl_report_span *span = &kl_report_spans(d)[i];
        open_item(w, i);
        string_member(w, "subject", span->subject, 1);
        unsigned_member(w, "begin", span->begin);
        unsigned_member(w, "end", span->end);
        string_member(w, "label", span->label, 0);
        number_member(w, "value", span->value);
        put(w, "}");
    }
    put(w, "]");
}

static void write_sentences(writer *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "sentences");
    for (size_t i = 0; i < d->sentences.count; i++) {
        put(w, i ? ",\n  " : "\n  ");
        put_string(w, kl_report_sentences(d)[i].text);
    }
    put(w, "]");
}

static kl_status write_document(writer *w, kl_error *error) {
    put(w, "{");
    string_member(w, "schema", "kullback/1", 1);
    string_member(w, "verb", w->sheet->document->verb, 0);
    string_member(w, "title", w->sheet->document->title, 0);
    string_member(w, "per", w->sheet->document->per, 0);
    write_inputs(w);
    write_estimates(w);
    write_all_series(w);
    kl_status status = write_matrices(w, error);
    if (status)
        return status;
    write_spans(w);
    write_sentences(w);
    put(w, "}\n");
    return KL_OK;
}

kl_status kl_write_json(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    return write_document(&(writer){sheet, page, 0}, error);
}

kl_status kl_write_json_in_html(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    return write_document(&(writer){sheet, page, 1}, error);
}
