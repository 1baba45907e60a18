/* SPDX-License-Identifier: Apache-2.0 */
/* Filling a document. What is added is copied whole or not at all: a failure leaves it as it was. */
#include "base/alloc.h"
#include "base/error.h"
#include "report/document.h"
#include "report/subject.h"

#include <math.h>
#include <string.h>

/* Room for one more of `list`, so that appending cannot fail. */
static kl_status expect(kl_report_list *list, size_t size, kl_error *error) {
    if (!list)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: it is NULL");
    if (list->count < list->capacity)
        return KL_OK;
    size_t capacity = list->capacity ? list->capacity * 2 : 8;
    void *items = kl_realloc(list->items, capacity, size);
    if (!items)
        return kl_fail_memory(error, "a document", capacity * size);
    list->items = items;
    list->capacity = capacity;
    return KL_OK;
}

/* Append `item`, whose contents the list owns from then on; after a failure free them. */
static kl_status settle(kl_report_list *list, void *item, size_t size, void (*free_item)(void *),
                        kl_status status) {
    if (status)
        free_item(item);
    else
        memcpy((char *)list->items + list->count++ * size, item, size);
    return status;
}

/* A string that may be missing: `otherwise` stands for it, or NULL. */
static kl_status copy_or(const char **to, const char *text, const char *otherwise, const char *what,
                         kl_error *error) {
    const char *chosen = text ? text : otherwise;
    return chosen ? kl_report_copy(to, chosen, what, error) : KL_OK;
}

kl_status kl_document_add_input(kl_document *document, const char *subject, const char *name,
                                const char *kind, const char *detail, kl_error *error) {
    kl_report_input input = {0};
    char letter[KL_SUBJECT_LETTER];
    kl_status status = expect(document ? &document->inputs : NULL, sizeof input, error);
    if (status)
        return status;
    kl_subject_letter(document->inputs.count, letter, sizeof letter);
    status = copy_or(&input.subject, subject, letter, "an input's subject", error);
    if (!status)
        status = kl_report_copy(&input.name, name, "an input's name", error);
    if (!status)
        status = kl_report_copy(&input.kind, kind, "an input's kind", error);
    if (!status)
        status = copy_or(&input.detail, detail, "", "an input's detail", error);
    return settle(&document->inputs, &input, sizeof input, kl_report_free_input, status);
}

kl_status kl_document_add_estimate(kl_document *document, const char *id, const char *label,
                                   const char *subject, const char *per,
                                   const kl_estimate *estimate, int headline, kl_error *error) {
    kl_report_estimate row = {.headline = (headline > 0) - (headline < 0)};
    if (!estimate)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: the estimate is NULL");
    if (isnan(estimate->value))
        return kl_fail(error, KL_ERROR_VALUE, "document: the value of %s is not a number",
                       id ? id : "an estimate");
    row.estimate = *estimate;
    kl_status status = expect(document ? &document->rows : NULL, sizeof row, error);
    if (status)
        return status;
    status = kl_report_copy(&row.id, id, "an estimate's id", error);
    if (!status)
        status = kl_report_copy(&row.label, label, "an estimate's label", error);
    if (!status)
        status = copy_or(&row.subject, subject, "", "an estimate's subject", error);
    if (!status)
        status = copy_or(&row.per, per, NULL, "an estimate's unit", error);
    return settle(&document->rows, &row, sizeof row, kl_report_free_estimate, status);
}

kl_status kl_document_add_series(kl_document *document, const char *id, const char *title,
                                 const char *subject, kl_series_style style, kl_unit unit,
                                 const char *per, const char *const *labels, const double *values,
                                 size_t n, uint64_t left_out, double left_out_sum,
                                 kl_error *error) {
    kl_report_series series = {
        .style = style, .unit = unit, .n = n, .left_out = left_out, .left_out_sum = left_out_sum};
    if (n && !labels)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: %s has no labels", id ? id : "it");
    if (isnan(left_out_sum))
        return kl_fail(error, KL_ERROR_VALUE, "document: what %s left out is not a number",
                       id ? id : "a series");
    kl_status status = expect(document ? &document->series : NULL, sizeof series, error);
    if (status)
        return status;
    status = kl_report_copy(&series.id, id, "a series' id", error);
    if (!status)
        status = kl_report_copy(&series.title, title, "a series' title", error);
    if (!status)
        status = copy_or(&series.subject, subject, "", "a series' subject", error);
    if (!status)
        status = copy_or(&series.per, per, NULL, "a series' unit", error);
    if (!status)
        status = kl_report_copy_numbers(&series.values, values, n, 0, series.id, error);
    if (!status)
        status = kl_report_copy_texts(&series.labels, labels, n, error);
    return settle(&document->series, &series, sizeof series, kl_report_free_series, status);
}

/* ── Curves ───────────────────────────────────────────────────────────────────────────────────── */

static kl_status check_ascending(const char *id, const double *x, size_t n, kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i]) || (i > 0 && x[i] < x[i - 1]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "document: x %zu of %s is %g, not a finite number in ascending order",
                              i, id, x[i]);
    return KL_OK;
}

/* Both ends of an interval of n values, or neither. */
static kl_status copy_band(const double **low_to, const double **high_to, const double *low,
                           const double *high, size_t n, const char *id, kl_error *error) {
    if (!low && !high)
        return KL_OK;
    kl_status status = kl_report_copy_numbers(low_to, low, n, 1, id, error);
    return status ? status : kl_report_copy_numbers(high_to, high, n, 1, id, error);
}

static kl_status copy_points(kl_report_curve *curve, const double *x, const double *values,
                             const double *low, const double *high, kl_error *error) {
    const size_t n = curve->n;
    kl_status status = kl_report_copy_numbers(&curve->x, x, n, 1, curve->id, error);
    if (!status)
        status = check_ascending(curve->id, curve->x, n, error);
    if (!status)
        status = kl_report_copy_numbers(&curve->values, values, n, 1, curve->id, error);
    return status ? status : copy_band(&curve->low, &curve->high, low, high, n, curve->id, error);
}

kl_status kl_document_add_curve(kl_document *document, const char *id, const char *title,
                                const char *subject, kl_unit unit, const char *per,
                                const char *x_title, const double *x, const double *values,
                                const double *low, const double *high, size_t n, kl_error *error) {
    kl_report_curve curve = {.unit = unit, .n = n};
    kl_status status = expect(document ? &document->curves : NULL, sizeof curve, error);
    if (status)
        return status;
    status = kl_report_copy(&curve.id, id, "a curve's id", error);
    if (!status)
        status = kl_report_copy(&curve.title, title, "a curve's title", error);
    if (!status)
        status = copy_or(&curve.subject, subject, "", "a curve's subject", error);
    if (!status)
        status = copy_or(&curve.x_title, x_title, "", "a curve's x", error);
    if (!status)
        status = copy_or(&curve.per, per, NULL, "a curve's unit", error);
    if (!status)
        status = copy_points(&curve, x, values, low, high, error);
    return settle(&document->curves, &curve, sizeof curve, kl_report_free_curve, status);
}

/* ── Moves ── */

static kl_status check_moves(const kl_report_moves *moves, kl_error *error) {
    const double *const all[] = {moves->from_x, moves->from_y, moves->to_x, moves->to_y,
                                 moves->mass};
    for (size_t i = 0; i < moves->n; i++)
        for (size_t k = 0; k < 5; k++)
            if (!isfinite(all[k][i]) || (k == 4 && all[k][i] < 0))
                return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                  "document: move %zu of %s has %g, expected a finite number%s", i,
                                  moves->id, all[k][i], k == 4 ? ", 0 or more" : "");
    return KL_OK;
}

kl_status kl_document_add_moves(kl_document *document, const char *id, const char *title,
                                const char *subject, const double *from_x, const double *from_y,
                                const double *to_x, const double *to_y, const double *mass,
                                size_t n, kl_error *error) {
    kl_report_moves moves = {.n = n};
    kl_status status = expect(document ? &document->moves : NULL, sizeof moves, error);
    if (status)
        return status;
    const double *const given[] = {from_x, from_y, to_x, to_y, mass};
    const double **const kept[] = {&moves.from_x, &moves.from_y, &moves.to_x, &moves.to_y,
                                   &moves.mass};
    status = kl_report_copy(&moves.id, id, "the id of moves", error);
    if (!status)
        status = kl_report_copy(&moves.title, title, "the title of moves", error);
    if (!status)
        status = copy_or(&moves.subject, subject, "", "the subject of moves", error);
    for (size_t k = 0; !status && k < 5; k++)
        status = kl_report_copy_numbers(kept[k], given[k], n, 0, moves.id, error);
    if (!status)
        status = check_moves(&moves, error);
    return settle(&document->moves, &moves, sizeof moves, kl_report_free_moves, status);
}

/* ── Matrices ─────────────────────────────────────────────────────────────────────────────────── */

/* Subjects that nobody gave: the inputs' where the rows are the inputs, else letters. */
static kl_status copy_subjects(const kl_document *document, kl_report_matrix *matrix,
                               const char *const *subjects, kl_error *error) {
    const size_t n = matrix->n;
    if (subjects)
        return kl_report_copy_texts(&matrix->subjects, subjects, n, error);
    const int inputs = document->inputs.count == n;
    const char **given = kl_alloc(n, sizeof *given);
    char(*letters)[KL_SUBJECT_LETTER] = kl_alloc(n, sizeof *letters);
    kl_status status =
        given && letters ? KL_OK : kl_fail_memory(error, "subjects", n * sizeof *letters);
    for (size_t i = 0; !status && i < n; i++) {
        kl_subject_letter(i, letters[i], sizeof letters[i]);
        given[i] = inputs ? kl_report_inputs(document)[i].subject : letters[i];
    }
    if (!status)
        status = kl_report_copy_texts(&matrix->subjects, given, n, error);
    kl_free(given);
    kl_free(letters);
    return status;
}

static kl_status copy_cells(kl_report_matrix *matrix, const char *const *labels,
                            const double *values, const double *low, const double *high,
                            kl_error *error) {
    const size_t n = matrix->n;
    if (n && !labels)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: %s has no labels", matrix->id);
    kl_status status = kl_report_copy_numbers(&matrix->values, values, n * n, 1, matrix->id, error);
    if (!status)
        status = copy_band(&matrix->low, &matrix->high, low, high, n * n, matrix->id, error);
    return status ? status : kl_report_copy_texts(&matrix->labels, labels, n, error);
}

kl_status kl_document_add_matrix(kl_document *document, const char *id, const char *title,
                                 kl_unit unit, const char *per, const char *const *subjects,
                                 const char *const *labels, const double *values, const double *low,
                                 const double *high, size_t n, int metric, kl_error *error) {
    kl_report_matrix matrix = {.unit = unit, .n = n, .metric = metric != 0};
    if (n && n > SIZE_MAX / n)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: a matrix of %zu rows is too large", n);
    kl_status status = expect(document ? &document->matrices : NULL, sizeof matrix, error);
    if (status)
        return status;
    status = kl_report_copy(&matrix.id, id, "a matrix' id", error);
    if (!status)
        status = kl_report_copy(&matrix.title, title, "a matrix' title", error);
    if (!status)
        status = copy_or(&matrix.per, per, NULL, "a matrix' unit", error);
    if (!status)
        status = copy_cells(&matrix, labels, values, low, high, error);
    if (!status)
        status = copy_subjects(document, &matrix, subjects, error);
    return settle(&document->matrices, &matrix, sizeof matrix, kl_report_free_matrix, status);
}

/* ── Spans and sentences ──────────────────────────────────────────────────────────────────────── */

kl_status kl_document_add_span(kl_document *document, const char *subject, uint64_t begin,
                               uint64_t end, const char *label, const char *status, double value,
                               kl_error *error) {
    kl_report_span span = {.begin = begin, .end = end, .value = value};
    if (begin > end)
        return kl_fail(error, KL_ERROR_ARGUMENT, "document: a span ends before it begins");
    if (isnan(value))
        return kl_fail(error, KL_ERROR_VALUE, "document: the value of a span is not a number");
    kl_status done = expect(document ? &document->spans : NULL, sizeof span, error);
    if (done)
        return done;
    done = kl_report_copy(&span.subject, subject, "a span's subject", error);
    if (!done)
        done = kl_report_copy(&span.label, label, "a span's label", error);
    if (!done && status)
        done = kl_report_copy(&span.status, status, "a span's status", error);
    return settle(&document->spans, &span, sizeof span, kl_report_free_span, done);
}

kl_status kl_document_add_sentence(kl_document *document, kl_sentence_role role, const char *text,
                                   kl_error *error) {
    kl_report_sentence sentence = {.role = role};
    kl_status status = expect(document ? &document->sentences : NULL, sizeof sentence, error);
    if (status)
        return status;
    status = kl_report_copy(&sentence.text, text, "a sentence", error);
    return settle(&document->sentences, &sentence, sizeof sentence, kl_report_free_sentence,
                  status);
}

const char *kl_sentence_role_name(kl_sentence_role role) {
    static const char *const words[] = {"so_what", "noise", "where", "note"};
    return (unsigned)role < sizeof words / sizeof *words ? words[role] : "unknown";
}
