/* SPDX-License-Identifier: Apache-2.0 */
/* What every writer shows of a document: rows in order, in the asked unit, rounded, with their
 * notes. */
#ifndef KL_REPORT_SHEET_H
#define KL_REPORT_SHEET_H

#include "report/document.h"
#include "report/number.h"
#include "report/page.h"

/* Room for a unit as people read it. */
#define KL_UNIT_TEXT 96

typedef struct kl_sheet_row {
    const kl_report_estimate *row;
    size_t index;      /* its place in the document, for references */
    kl_estimate shown; /* in the asked unit */
    int place;         /* the last decimal place that is shown */
    char value[KL_NUMBER_TEXT];
    char interval[3 * KL_NUMBER_TEXT + 16];
    char unit[KL_UNIT_TEXT]; /* "bits/letter", "√bits", "" */
    unsigned notes[16];      /* numbers of footnotes, from 1 */
    size_t note_count;
} kl_sheet_row;

typedef struct kl_sheet {
    const kl_document *document;
    kl_render_options options;
    kl_sheet_row *rows; /* headline first */
    size_t count;
    char **notes; /* clauses of flags and of methods, each once */
    size_t note_count;
    double confidence; /* that all intervals share; 0 if there is none, −1 if they differ */
} kl_sheet;

kl_status kl_sheet_init(kl_sheet *sheet, const kl_document *document,
                        const kl_render_options *options, kl_error *error);
void kl_sheet_free(kl_sheet *sheet);

/* The unit that a value of `unit` is shown in, its text for people ("bits/letter"; a very long noun is
 * cut), and the value. */
kl_unit kl_sheet_unit(const kl_sheet *sheet, kl_unit unit);
void kl_sheet_unit_text(const kl_sheet *sheet, kl_unit unit, const char *per,
                        char text[KL_UNIT_TEXT]);
double kl_sheet_value(const kl_sheet *sheet, double value, kl_unit unit);

/* How many rows are no details; those come last. */
size_t kl_sheet_told(const kl_sheet *sheet);

/* "95 %". */
void kl_sheet_percent(double share, char text[KL_NUMBER_TEXT + 4]);

/* "95 % interval", "interval" when they differ. `text` holds 64 bytes. */
void kl_sheet_interval_title(const kl_sheet *sheet, char text[64]);

/* Indices of a series by its values, one for each of its elements: largest magnitude first (stable), but a
 * histogram's bins as they are. And how many of them a writer shows that would show `most`. */
kl_status kl_sheet_order(const kl_report_series *series, const double *values, size_t *order,
                         kl_error *error);
size_t kl_sheet_shown(const kl_report_series *series, size_t most);

/* What a writer that shows the first `shown` of `order` leaves out, with what the series left out before. */
typedef struct kl_rest {
    uint64_t count;
    double sum; /* in the asked unit */
} kl_rest;
kl_rest kl_sheet_rest(const kl_sheet *sheet, const kl_report_series *series, const size_t *order,
                      size_t shown);

/* 1 if both series are to be drawn over each other: one id, distributions, the same labels. */
int kl_sheet_overlaid(const kl_report_series *a, const kl_report_series *b);

/* 1 if the document has a sentence of this role. */
int kl_sheet_speaks(const kl_sheet *sheet, kl_sentence_role role);

#endif
