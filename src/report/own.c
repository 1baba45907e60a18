/* SPDX-License-Identifier: Apache-2.0 */
/* What the items of a document own: copied whole or not at all, and freed. */
#include "base/alloc.h"
#include "base/error.h"
#include "report/document.h"
#include "report/glyph.h"

#include <math.h>
#include <string.h>

kl_status kl_report_copy(const char **to, const char *text, const char *what, kl_error *error) {
    *to = NULL;
    if (!text)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: %s is NULL", what);
    *to = kl_glyph_copy(text);
    return *to ? KL_OK : kl_fail_memory(error, what, strlen(text) + 1);
}

/* Items are const to their readers; only here they are anybody's to free. */
static void free_owned(const void *owned) {
    kl_free((void *)owned);
}

static void free_texts(const char *const *texts, size_t n) {
    for (size_t i = 0; texts && i < n; i++)
        free_owned(texts[i]);
    free_owned(texts);
}

kl_status kl_report_copy_texts(const char *const **to, const char *const *texts, size_t n,
                               kl_error *error) {
    const char **copies = kl_alloc_zero(n, sizeof *copies);
    if (!copies)
        return kl_fail_memory(error, "labels", n * sizeof *copies);
    for (size_t i = 0; i < n; i++) {
        kl_status status = kl_report_copy(&copies[i], texts[i], "a label", error);
        if (status) {
            free_texts(copies, n);
            return status;
        }
    }
    *to = copies;
    return KL_OK;
}

kl_status kl_report_copy_numbers(const double **to, const double *values, size_t n, int gaps,
                                 const char *id, kl_error *error) {
    if (n && !values)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: %s has no values", id);
    for (size_t i = 0; !gaps && i < n; i++)
        if (isnan(values[i]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "document: value %zu of %s is not a number", i, id);
    double *copies = kl_alloc(n, sizeof *copies);
    if (!copies)
        return kl_fail_memory(error, id, n * sizeof *copies);
    if (n)
        memcpy(copies, values, n * sizeof *copies);
    *to = copies;
    return KL_OK;
}

void kl_report_free_input(void *item) {
    kl_report_input *input = item;
    free_owned(input->subject);
    free_owned(input->name);
    free_owned(input->kind);
    free_owned(input->detail);
}

void kl_report_free_estimate(void *item) {
    kl_report_estimate *row = item;
    free_owned(row->id);
    free_owned(row->label);
    free_owned(row->subject);
    free_owned(row->per);
}

void kl_report_free_series(void *item) {
    kl_report_series *series = item;
    free_owned(series->id);
    free_owned(series->title);
    free_owned(series->subject);
    free_owned(series->per);
    free_texts(series->labels, series->n);
    free_owned(series->values);
}

void kl_report_free_curve(void *item) {
    kl_report_curve *curve = item;
    free_owned(curve->id);
    free_owned(curve->title);
    free_owned(curve->subject);
    free_owned(curve->x_title);
    free_owned(curve->per);
    free_owned(curve->x);
    free_owned(curve->values);
    free_owned(curve->low);
    free_owned(curve->high);
}

void kl_report_free_moves(void *item) {
    kl_report_moves *moves = item;
    free_owned(moves->id);
    free_owned(moves->title);
    free_owned(moves->subject);
    free_owned(moves->from_x);
    free_owned(moves->from_y);
    free_owned(moves->to_x);
    free_owned(moves->to_y);
    free_owned(moves->mass);
}

void kl_report_free_matrix(void *item) {
    kl_report_matrix *matrix = item;
    free_owned(matrix->id);
    free_owned(matrix->title);
    free_owned(matrix->per);
    free_texts(matrix->subjects, matrix->n);
    free_texts(matrix->labels, matrix->n);
    free_owned(matrix->values);
    free_owned(matrix->low);
    free_owned(matrix->high);
}

void kl_report_free_span(void *item) {
    kl_report_span *span = item;
    free_owned(span->subject);
    free_owned(span->label);
    free_owned(span->status);
}

void kl_report_free_sentence(void *item) {
    free_owned(((kl_report_sentence *)item)->text);
}
