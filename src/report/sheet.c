/* SPDX-License-Identifier: Apache-2.0 */
/* What every writer shows of a document. */
#include "report/sheet.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "base/format.h"
#include "report/method.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ── Units ────────────────────────────────────────────────────────────────────────────────────── */

kl_unit kl_sheet_unit(const kl_sheet *sheet, kl_unit unit) {
    int bits = sheet->options.unit == KL_UNIT_BITS;
    switch (unit) {
    case KL_UNIT_NATS:
    case KL_UNIT_BITS:
        return bits ? KL_UNIT_BITS : KL_UNIT_NATS;
    case KL_UNIT_ROOT_NATS:
    case KL_UNIT_ROOT_BITS:
        return bits ? KL_UNIT_ROOT_BITS : KL_UNIT_ROOT_NATS;
    case KL_UNIT_ONE:
    case KL_UNIT_DATA:
        break;
    }
    return unit;
}

void kl_sheet_unit_text(const kl_sheet *sheet, kl_unit unit, const char *per,
                        char text[KL_UNIT_TEXT]) {
    const kl_unit shown = kl_sheet_unit(sheet, unit);
    const char *between = shown == KL_UNIT_ONE                             ? "per "
                          : shown == KL_UNIT_NATS || shown == KL_UNIT_BITS ? "/"
                                                                           : NULL;
    const int counted = between != NULL && per != NULL && *per != '\0';
    kl_words(text, KL_UNIT_TEXT, "%s%s%s", kl_unit_text(shown), counted ? between : "",
             counted ? per : "");
}

double kl_sheet_value(const kl_sheet *sheet, double value, kl_unit unit) {
    return kl_estimate_convert(kl_estimate_exact(value, unit), kl_sheet_unit(sheet, unit)).value;
}

/* ── Rows ─────────────────────────────────────────────────────────────────────────────────────── */

/* One that has a confidence: what is exact or certain has none to name. */
static int has_interval(const kl_estimate *e) {
    return !kl_estimate_is_point(e) && e->method != KL_METHOD_BOUNDS &&
           (!isnan(e->low) || !isnan(e->high));
}

/* The number of the footnote with this text, which is added if it is new; 0: no memory. */
static unsigned note_number(kl_sheet *sheet, const char *text) {
    for (size_t i = 0; i < sheet->note_count; i++)
        if (!strcmp(sheet->notes[i], text))
            return (unsigned)i + 1;
    char **notes = kl_realloc(sheet->notes, sheet->note_count + 1, sizeof *notes);
    if (!notes)
        return 0;
    sheet->notes = notes;
    char *copy = kl_alloc(strlen(text) + 1, 1);
    if (!copy)
        return 0;
    strcpy(copy, text);
    notes[sheet->note_count++] = copy;
    return (unsigned)sheet->note_count;
}

/* Footnotes of a row in ascending order; there are never more than a few. */
static void sort_notes(kl_sheet_row *row) {
    for (size_t i = 1; i < row->note_count; i++)
        for (size_t k = i; k && row->notes[k] < row->notes[k - 1]; k--) {
            unsigned swap = row->notes[k];
            row->notes[k] = row->notes[k - 1];
            row->notes[k - 1] = swap;
        }
}

static kl_status add_note(kl_sheet *sheet, kl_sheet_row *row, const char *text, kl_error *error) {
    unsigned number = note_number(sheet, text);
    if (!number)
        return kl_fail_memory(error, "a note", strlen(text) + 1);
    for (size_t i = 0; i < row->note_count; i++)
        if (row->notes[i] == number)
            return KL_OK;
    if (row->note_count < sizeof row->notes / sizeof *row->notes)
        row->notes[row->note_count++] = number;
    return KL_OK;
}

/* What the flags say and, of a headline, how it was made. */
static kl_status add_notes(kl_sheet *sheet, kl_sheet_row *row, kl_error *error) {
    const kl_report_estimate *of = row->row;
    kl_status status = KL_OK;
    kl_note clause;
    for (size_t i = 0; !status && (clause = kl_estimate_clause(&row->shown, i)).flag; i++) {
        char text[400];
        if (!kl_flag_name(clause.flag))
            continue;
        kl_estimate_describe(&row->shown, &clause, of->subject, sheet->document->noun, text,
                             sizeof text);
        status = add_note(sheet, row, text, error);
    }
    const char *how = kl_method_note(row->shown.method);
    if (!status && of->headline > 0 && how)
        status = add_note(sheet, row, how, error);
    sort_notes(row);
    return status;
}

static kl_status add_row(kl_sheet *sheet, size_t index, kl_error *error) {
    const kl_report_estimate *row = &kl_report_rows(sheet->document)[index];
    kl_sheet_row *shown = &sheet->rows[sheet->count++];
    *shown = (kl_sheet_row){.row = row, .index = index};
    shown->shown = kl_estimate_convert(row->estimate, kl_sheet_unit(sheet, row->estimate.unit));
    shown->place = kl_number_estimate_place(&shown->shown);
    kl_sheet_unit_text(sheet, row->estimate.unit, row->per, shown->unit);
    kl_number_rounded(shown->shown.value, shown->place, shown->value);
    kl_number_interval(&shown->shown, shown->place, shown->interval);
    if (has_interval(&shown->shown)) {
        if (sheet->confidence == 0)
            sheet->confidence = shown->shown.confidence;
        else if (sheet->confidence != shown->shown.confidence)
            sheet->confidence = -1;
    }
    return add_notes(sheet, shown, error);
}

static kl_status add_rows(kl_sheet *sheet, kl_error *error) {
    size_t n = sheet->document->rows.count;
    sheet->rows = kl_alloc(n, sizeof *sheet->rows);
    if (!sheet->rows)
        return kl_fail_memory(error, "the rows of a table", n * sizeof *sheet->rows);
    for (int headline = 1; headline >= -1; headline--)
        for (size_t i = 0; i < n; i++) {
            if (kl_report_rows(sheet->document)[i].headline != headline)
                continue;
            kl_status status = add_row(sheet, i, error);
            if (status)
                return status;
        }
    return KL_OK;
}

/* To four digits, or as many as tell it from 100 %, but none that it does not have. */
void kl_sheet_percent(double share, char text[KL_NUMBER_TEXT + 4]) {
    const int four = kl_number_place(100 * share, 4), exact = kl_number_place(share, 17) + 2;
    const int rest = kl_number_exponent(100 * (1 - share), 2) - 1;
    const int place = four < rest ? four : rest;
    kl_number_rounded(100 * share, place > exact ? place : exact, text);
    strcat(text, " %");
}

/* Where the rows' confidences differ, each interval says its own. */
static void name_confidences(kl_sheet *sheet) {
    for (size_t i = 0; sheet->confidence < 0 && i < sheet->count; i++) {
        kl_sheet_row *row = &sheet->rows[i];
        char percent[KL_NUMBER_TEXT + 4];
        if (!has_interval(&row->shown))
            continue;
        kl_sheet_percent(row->shown.confidence, percent);
        strcat(row->interval, " (");
        strcat(row->interval, percent);
        strcat(row->interval, ")");
    }
}

kl_status kl_sheet_init(kl_sheet *sheet, const kl_document *document,
                        const kl_render_options *options, kl_error *error) {
    *sheet = (kl_sheet){.document = document, .options = *options};
    kl_status status = add_rows(sheet, error);
    if (status)
        kl_sheet_free(sheet);
    else
        name_confidences(sheet);
    return status;
}

void kl_sheet_free(kl_sheet *sheet) {
    for (size_t i = 0; i < sheet->note_count; i++)
        kl_free(sheet->notes[i]);
    kl_free(sheet->notes);
    kl_free(sheet->rows);
    *sheet = (kl_sheet){0};
}

void kl_sheet_interval_title(const kl_sheet *sheet, char text[64]) {
    strcpy(text, "interval");
    if (sheet->confidence <= 0)
        return;
    kl_sheet_percent(sheet->confidence, text);
    strcat(text, " interval");
}

/* ── Series ───────────────────────────────────────────────────────────────────────────────────── */

typedef struct ranked {
    double magnitude;
    size_t index;
} ranked;

static int larger_first(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->magnitude != y->magnitude)
        return x->magnitude > y->magnitude ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

size_t kl_sheet_told(const kl_sheet *sheet) {
    size_t count = sheet->count;
    while (count > 0 && sheet->rows[count - 1].row->headline < 0)
        count--;
    return count;
}

size_t kl_sheet_shown(const kl_report_series *series, size_t most) {
    return series->n < most || series->style == KL_SERIES_HISTOGRAM ? series->n : most;
}

kl_status kl_sheet_order(const kl_report_series *series, const double *values, size_t *order,
                         kl_error *error) {
    size_t n = series->n;
    if (series->style == KL_SERIES_HISTOGRAM) {
        for (size_t i = 0; i < n; i++)
            order[i] = i;
        return KL_OK;
    }
    ranked *all = kl_alloc(n, sizeof *all);
    if (!all)
        return kl_fail_memory(error, "the order of a series", n * sizeof *all);
    for (size_t i = 0; i < n; i++)
        all[i] = (ranked){fabs(values[i]), i};
    qsort(all, n, sizeof *all, larger_first);
    for (size_t i = 0; i < n; i++)
        order[i] = all[i].index;
    kl_free(all);
    return KL_OK;
}

kl_rest kl_sheet_rest(const kl_sheet *sheet, const kl_report_series *series, const size_t *order,
                      size_t shown) {
    kl_rest rest = {series->left_out + (series->n - shown), series->left_out_sum};
    for (size_t i = shown; i < series->n; i++)
        rest.sum += series->values[order[i]];
    rest.sum = kl_sheet_value(sheet, rest.sum, series->unit);
    return rest;
}

int kl_sheet_overlaid(const kl_report_series *a, const kl_report_series *b) {
    if (a->style == KL_SERIES_CONTRIBUTION || a->style == KL_SERIES_PASSAGE ||
        b->style != a->style || a->n != b->n || a->unit != b->unit || strcmp(a->id, b->id))
        return 0;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->labels[i], b->labels[i]))
            return 0;
    return 1;
}

int kl_sheet_speaks(const kl_sheet *sheet, kl_sentence_role role) {
    for (size_t i = 0; i < sheet->document->sentences.count; i++)
        if (kl_report_sentences(sheet->document)[i].role == role)
            return 1;
    return 0;
}
