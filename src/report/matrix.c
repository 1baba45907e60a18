/* SPDX-License-Identifier: Apache-2.0 */
/* A matrix as the writers show it. */
#include "report/write.h"

#include "base/alloc.h"
#include "base/error.h"
#include "report/subject.h"

#include <math.h>
#include <string.h>

/* Of the diagonal nobody asks how sure it is. */
static int has_no_interval(const kl_report_matrix *matrix, size_t cell) {
    return matrix->low && cell % (matrix->n + 1) != 0 && isfinite(matrix->values[cell]) &&
           isnan(matrix->low[cell]);
}

static size_t count_open(const kl_report_matrix *matrix) {
    size_t open = 0;
    for (size_t i = 0; i < matrix->n * matrix->n; i++)
        open += has_no_interval(matrix, i) != 0;
    return open < matrix->n * (matrix->n - 1) ? open : 0;
}

/* The row whose subject is the first `size` bytes of `text`, looked for from `from` on and around; n: none. */
static size_t find_row(const kl_report_matrix *matrix, const char *text, size_t size, size_t from) {
    for (size_t k = 0; k < matrix->n; k++) {
        const size_t i = (from + k) % matrix->n;
        if (strlen(matrix->subjects[i]) == size && memcmp(matrix->subjects[i], text, size) == 0)
            return i;
    }
    return matrix->n;
}

/* Cells whose subjects ("A|C") have a q_value that is no discovery. Rows come in the order of the cells,
 * or in another. */
static void find_chance(const kl_document *document, kl_shown_matrix *shown) {
    const size_t n = shown->matrix->n;
    size_t i = 0, j = 0;
    for (size_t row = 0; row < document->rows.count; row++) {
        const kl_report_estimate *q = &kl_report_rows(document)[row];
        const char *bar = strchr(q->subject, '|');
        if (bar == NULL || strcmp(q->id, "q_value") != 0 || !(q->estimate.value > KL_DISCOVERY))
            continue;
        i = find_row(shown->matrix, q->subject, (size_t)(bar - q->subject), i) % n;
        j = find_row(shown->matrix, bar + 1, strlen(bar + 1), j) % n;
        char subject[KL_SUBJECT_PAIR];
        kl_subject_pair(shown->matrix->subjects[i], shown->matrix->subjects[j], subject);
        if (i == j || strcmp(subject, q->subject) != 0)
            continue;
        shown->is_chance[i * n + j] = shown->is_chance[j * n + i] = 1;
        shown->chance += 2;
    }
}

int kl_shown_matrix_is_open(const kl_shown_matrix *shown, size_t cell) {
    return shown->open > 0 && !shown->is_chance[cell] && has_no_interval(shown->matrix, cell);
}

double kl_shown_matrix_shade(const kl_shown_matrix *shown, size_t cell) {
    const double value = shown->values[cell];
    if (isnan(value) || kl_shown_matrix_is_open(shown, cell) || shown->is_chance[cell])
        return 0;
    return shown->darkest > 0 ? fmin(fabs(value) / shown->darkest, 1) : value != 0;
}

kl_status kl_shown_matrix_init(kl_shown_matrix *shown, const kl_sheet *sheet,
                               const kl_report_matrix *matrix, kl_error *error) {
    size_t cells = matrix->n * matrix->n;
    int finite = 1;
    *shown = (kl_shown_matrix){.matrix = matrix, .open = count_open(matrix)};
    shown->values = kl_alloc(cells, sizeof *shown->values);
    shown->is_chance = kl_alloc_zero(cells, sizeof *shown->is_chance);
    if (!shown->values || !shown->is_chance) {
        kl_shown_matrix_free(shown);
        return kl_fail_memory(error, "a matrix", cells * sizeof *shown->values);
    }
    if (matrix->n > 0)
        find_chance(sheet->document, shown);
    for (size_t i = 0; i < cells; i++) {
        double value = kl_sheet_value(sheet, matrix->values[i], matrix->unit);
        shown->values[i] = value;
        finite = finite && isfinite(value);
        const int is_own = i % (matrix->n + 1) == 0;
        shown->infinite |= !is_own && isinf(value);
        if (is_own || !isfinite(value))
            continue;
        shown->largest = fmax(shown->largest, fabs(value));
        if (!kl_shown_matrix_is_open(shown, i) && !shown->is_chance[i])
            shown->darkest = fmax(shown->darkest, fabs(value));
    }
    if (!matrix->metric || !finite || matrix->n < 2)
        return KL_OK;
    kl_status status = kl_linkage_init(&shown->tree, shown->values, matrix->n, error);
    if (status)
        kl_shown_matrix_free(shown);
    else
        shown->has_tree = 1;
    return status;
}

void kl_shown_matrix_free(kl_shown_matrix *shown) {
    kl_free(shown->values);
    kl_free(shown->is_chance);
    kl_linkage_free(&shown->tree);
}
