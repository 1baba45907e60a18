/* SPDX-License-Identifier: Apache-2.0 */
/* The document as JSON: the contract of docs/schema/kullback-1.schema.json. */
#include "report/json.h"

#include "base/estimate.h"

#include <math.h>

static void open_list(kl_json *w, const char *key) {
    kl_json_raw(w, ",\n");
    kl_json_key(w, key, 1);
    kl_json_raw(w, "[");
}

static void open_item(kl_json *w, size_t index) {
    kl_json_raw(w, index ? ",\n  {" : "\n  {");
}

/* What a value is in: the unit, and what it is counted per. */
static void unit_members(kl_json *w, kl_unit unit, const char *per) {
    kl_json_string_member(w, "unit", kl_unit_name(kl_sheet_unit(w->sheet, unit)), 0);
    kl_json_string_member(w, "per", per, 0);
}

static void write_inputs(kl_json *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "inputs");
    for (size_t i = 0; i < d->inputs.count; i++) {
        const kl_report_input *input = &kl_report_inputs(d)[i];
        open_item(w, i);
        kl_json_string_member(w, "subject", input->subject, 1);
        kl_json_string_member(w, "name", input->name, 0);
        kl_json_string_member(w, "kind", input->kind, 0);
        kl_json_string_member(w, "detail", input->detail, 0);
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
}

static void write_flag(kl_json *w, const kl_report_estimate *row, const kl_note *clause) {
    char text[400], side[KL_SIDE_TEXT];
    kl_estimate_describe(&row->estimate, clause, row->subject, w->sheet->document->noun, text,
                         sizeof text);
    kl_json_string_member(w, "id", kl_flag_name(clause->flag), 1);
    if (clause->count > 0) {
        kl_side_name(row->subject, clause->side, side);
        kl_json_string_member(w, "of", side, 0);
        kl_json_unsigned_member(w, "count", clause->count);
        kl_json_number_member(w, "mass", clause->mass);
    }
    kl_json_string_member(w, "text", text, 0);
}

static void write_flags(kl_json *w, const kl_report_estimate *row) {
    kl_note clause;
    size_t written = 0;
    kl_json_key(w, "flags", 0);
    kl_json_raw(w, "[");
    for (size_t i = 0; (clause = kl_estimate_clause(&row->estimate, i)).flag; i++) {
        if (!kl_flag_name(clause.flag))
            continue;
        kl_json_raw(w, written++ ? ",{" : "{");
        write_flag(w, row, &clause);
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
}

static void write_estimate(kl_json *w, const kl_report_estimate *row) {
    kl_estimate e = kl_estimate_convert(row->estimate, kl_sheet_unit(w->sheet, row->estimate.unit));
    int interval = !isnan(e.low) || !isnan(e.high);
    kl_json_string_member(w, "id", row->id, 1);
    kl_json_string_member(w, "subject", row->subject, 0);
    kl_json_string_member(w, "label", row->label, 0);
    kl_json_boolean_member(w, "headline", row->headline > 0);
    kl_json_number_member(w, "value", e.value);
    unit_members(w, e.unit, row->per);
    kl_json_number_member(w, "low", e.low);
    kl_json_number_member(w, "high", e.high);
    kl_json_number_member(w, "confidence", interval ? e.confidence : NAN);
    kl_json_number_member(w, "standard_error", e.standard_error);
    kl_json_unsigned_member(w, "n", e.n);
    kl_json_string_member(w, "method", kl_method_name(e.method), 0);
    write_flags(w, row);
}

static void write_estimates(kl_json *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "estimates");
    for (size_t i = 0; i < d->rows.count; i++) {
        open_item(w, i);
        write_estimate(w, &kl_report_rows(d)[i]);
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
}

static void write_all_series(kl_json *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "series");
    for (size_t i = 0; i < d->series.count; i++) {
        const kl_report_series *series = &kl_report_all_series(d)[i];
        static const char *const styles[] = {"distribution", "contribution", "histogram",
                                             "passage"};
        open_item(w, i);
        kl_json_string_member(w, "id", series->id, 1);
        kl_json_string_member(w, "subject", series->subject, 0);
        kl_json_string_member(w, "title", series->title, 0);
        kl_json_string_member(w, "style", styles[series->style], 0);
        unit_members(w, series->unit, series->per);
        kl_json_texts_member(w, "labels", series->labels, series->n);
        kl_json_numbers_member(w, "values", series->values, series->n, series->unit);
        kl_json_unsigned_member(w, "left_out", series->left_out);
        kl_json_number_member(w, "left_out_sum",
                              kl_sheet_value(w->sheet, series->left_out_sum, series->unit));
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
}

static void write_curves(kl_json *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "curves");
    for (size_t i = 0; i < d->curves.count; i++) {
        const kl_report_curve *curve = &kl_report_curves(d)[i];
        open_item(w, i);
        kl_json_string_member(w, "id", curve->id, 1);
        kl_json_string_member(w, "subject", curve->subject, 0);
        kl_json_string_member(w, "title", curve->title, 0);
        unit_members(w, curve->unit, curve->per);
        kl_json_string_member(w, "x_title", curve->x_title, 0);
        kl_json_numbers_member(w, "x", curve->x, curve->n, KL_UNIT_ONE);
        kl_json_numbers_member(w, "values", curve->values, curve->n, curve->unit);
        if (curve->low) {
            kl_json_numbers_member(w, "low", curve->low, curve->n, curve->unit);
            kl_json_numbers_member(w, "high", curve->high, curve->n, curve->unit);
        }
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
}

/* Only where there are some. */
static void write_moves(kl_json *w) {
    const kl_document *d = w->sheet->document;
    if (d->moves.count == 0)
        return;
    open_list(w, "moves");
    for (size_t i = 0; i < d->moves.count; i++) {
        const kl_report_moves *moves = &kl_report_all_moves(d)[i];
        open_item(w, i);
        kl_json_string_member(w, "id", moves->id, 1);
        kl_json_string_member(w, "subject", moves->subject, 0);
        kl_json_string_member(w, "title", moves->title, 0);
        kl_json_numbers_member(w, "from_x", moves->from_x, moves->n, KL_UNIT_ONE);
        kl_json_numbers_member(w, "from_y", moves->from_y, moves->n, KL_UNIT_ONE);
        kl_json_numbers_member(w, "to_x", moves->to_x, moves->n, KL_UNIT_ONE);
        kl_json_numbers_member(w, "to_y", moves->to_y, moves->n, KL_UNIT_ONE);
        kl_json_numbers_member(w, "mass", moves->mass, moves->n, KL_UNIT_ONE);
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
}

/* Rows of an n × n matrix, in the asked unit. */
static void cells_member(kl_json *w, const kl_report_matrix *matrix, const char *key,
                         const double *cells) {
    kl_json_key(w, key, 0);
    kl_json_raw(w, "[");
    for (size_t i = 0; i < matrix->n; i++) {
        kl_json_raw(w, i ? ",\n    [" : "\n    [");
        for (size_t j = 0; j < matrix->n; j++) {
            kl_json_raw(w, j ? "," : "");
            kl_json_number(w, kl_sheet_value(w->sheet, cells[i * matrix->n + j], matrix->unit));
        }
        kl_json_raw(w, "]");
    }
    kl_json_raw(w, "]");
}

static void write_tree(kl_json *w, const kl_shown_matrix *shown) {
    kl_page newick = {0};
    if (!shown->has_tree) {
        kl_json_string_member(w, "tree", NULL, 0);
        return;
    }
    kl_linkage_newick(&shown->tree, shown->matrix->labels, &newick);
    if (newick.failed)
        w->page->failed = 1;
    else
        kl_json_string_member(w, "tree", newick.text, 0);
    kl_page_free(&newick);
}

static kl_status write_matrix(kl_json *w, const kl_report_matrix *matrix, kl_error *error) {
    kl_shown_matrix shown;
    kl_status status = kl_shown_matrix_init(&shown, w->sheet, matrix, error);
    if (status)
        return status;
    kl_json_string_member(w, "id", matrix->id, 1);
    kl_json_string_member(w, "title", matrix->title, 0);
    unit_members(w, matrix->unit, matrix->per);
    kl_json_texts_member(w, "subjects", matrix->subjects, matrix->n);
    kl_json_texts_member(w, "labels", matrix->labels, matrix->n);
    cells_member(w, matrix, "values", matrix->values);
    if (matrix->low) {
        cells_member(w, matrix, "low", matrix->low);
        cells_member(w, matrix, "high", matrix->high);
    }
    kl_json_boolean_member(w, "metric", matrix->metric);
    write_tree(w, &shown);
    kl_shown_matrix_free(&shown);
    return KL_OK;
}

static kl_status write_matrices(kl_json *w, kl_error *error) {
    const kl_document *d = w->sheet->document;
    open_list(w, "matrices");
    for (size_t i = 0; i < d->matrices.count; i++) {
        open_item(w, i);
        kl_status status = write_matrix(w, &kl_report_matrices(d)[i], error);
        if (status)
            return status;
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
    return KL_OK;
}

static void write_spans(kl_json *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "spans");
    for (size_t i = 0; i < d->spans.count; i++) {
        const kl_report_span *span = &kl_report_spans(d)[i];
        open_item(w, i);
        kl_json_string_member(w, "subject", span->subject, 1);
        kl_json_unsigned_member(w, "begin", span->begin);
        kl_json_unsigned_member(w, "end", span->end);
        kl_json_string_member(w, "label", span->label, 0);
        kl_json_string_member(w, "status", span->status, 0);
        kl_json_number_member(w, "value", span->value);
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
}

static void write_sentences(kl_json *w) {
    const kl_document *d = w->sheet->document;
    open_list(w, "sentences");
    for (size_t i = 0; i < d->sentences.count; i++) {
        const kl_report_sentence *sentence = &kl_report_sentences(d)[i];
        open_item(w, i);
        kl_json_string_member(w, "role", kl_sentence_role_name(sentence->role), 1);
        kl_json_string_member(w, "text", sentence->text, 0);
        kl_json_raw(w, "}");
    }
    kl_json_raw(w, "]");
}

static kl_status write_document(kl_json *w, kl_error *error) {
    kl_json_raw(w, "{");
    kl_json_string_member(w, "schema", "kullback/1", 1);
    kl_json_string_member(w, "verb", w->sheet->document->verb, 0);
    kl_json_string_member(w, "title", w->sheet->document->title, 0);
    kl_json_string_member(w, "noun", w->sheet->document->noun, 0);
    write_inputs(w);
    write_estimates(w);
    write_all_series(w);
    write_curves(w);
    write_moves(w);
    kl_status status = write_matrices(w, error);
    if (status)
        return status;
    write_spans(w);
    write_sentences(w);
    kl_json_raw(w, "}\n");
    return KL_OK;
}

kl_status kl_write_json(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    return write_document(&(kl_json){sheet, page, 0}, error);
}

kl_status kl_write_json_in_html(const kl_sheet *sheet, kl_page *page, kl_error *error) {
    return write_document(&(kl_json){sheet, page, 1}, error);
}
