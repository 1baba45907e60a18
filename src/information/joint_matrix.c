/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information of every two columns. */
#include <math.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/codes.h"
#include "information/joint_desk.h"
#include "information/joint_options.h"
#include "information/rank.h"
#include "measure/job.h"

/* Codes of a column that are numbered in 16 bits; its last number is for missing ones. */
enum { NARROW = UINT16_MAX };

typedef struct matrix {
    const kl_array *column;
    size_t k, n;
    kl_joint_options options;
    const kl_entropy_method *method;
    kl_code_span *span;
    uint16_t **rank;     /* NULL: of too many values */
    size_t cells;        /* the most of a pair that is counted in a table */
    kl_joint_desk *desk; /* per worker */
    size_t first;        /* the column whose pairs are under way */
    double *out;
    uint64_t *rows;
} matrix;

/* ── Columns ── */

static uint64_t numbers_of(const matrix *of, size_t i) {
    return of->span[i].values + 1;
}

static int counts_in_table(const matrix *of, size_t i, size_t j) {
    return of->rank[i] != NULL && of->rank[j] != NULL &&
           kl_span_is_small(numbers_of(of, i) * numbers_of(of, j), of->n);
}

static void number_column(const matrix *of, size_t i, uint16_t *rank) {
    int64_t code[KL_CODE_ROWS];
    const kl_code_span span = of->span[i];
    for (size_t first = 0; first < of->n; first += KL_CODE_ROWS) {
        const size_t n = of->n - first < KL_CODE_ROWS ? of->n - first : KL_CODE_ROWS;
        kl_codes_read(of->column[i], first, n, code);
        for (size_t r = 0; r < n; r++)
            rank[first + r] =
                (uint16_t)(code[r] < 0 ? span.values : (uint64_t)code[r] - (uint64_t)span.first);
    }
}

static kl_status read_column(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    matrix *of = context;
    char name[40];
    snprintf(name, sizeof name, "column %zu", index);
    kl_status status = kl_measure_check_array(of->column[index], name, error);
    if (status == KL_OK && of->column[index].n != of->n)
        status = kl_fail(error, KL_ERROR_MISMATCH, "column 0 has %zu rows, column %zu has %zu",
                         of->n, index, of->column[index].n);
    if (status == KL_OK)
        status = kl_codes_span(of->column[index], name, &of->span[index], error);
    if (status != KL_OK)
        return kl_fail_input(error, status, index);
    if (of->span[index].values >= NARROW)
        return KL_OK;
    of->rank[index] = kl_alloc(of->n, sizeof **of->rank);
    if (of->rank[index] == NULL)
        return kl_fail_memory(error, "codes", of->n * sizeof **of->rank);
    number_column(of, index, of->rank[index]);
    return KL_OK;
}

/* ── A pair ── */

static kl_numbered numbered(const matrix *of, size_t i) {
    const uint64_t *named = of->options.alphabet;
    return (kl_numbered){of->rank[i], (size_t)of->span[i].values,
                         named != NULL ? (double)named[i] : 0};
}

static double value_of(const matrix *of, const kl_information_terms *terms, kl_joint_desk *at) {
    const int is_named = of->options.alphabet != NULL;
    uint32_t flags = 0;
    double value = of->method != NULL ? kl_terms_by(of->method, terms, &at->frequencies, &flags)
                                      : kl_terms_plugin(terms);
    if (of->options.estimator == KL_METHOD_JACKKNIFE)
        value -= kl_terms_jackknife(terms, value, at->room).bias;
    const kl_entropy_term *x = &terms->term[KL_TERM_X], *y = &terms->term[KL_TERM_Y];
    const double most =
        fmin(kl_term_limit(x, x->alphabet, is_named), kl_term_limit(y, y->alphabet, is_named));
    return fmin(fmax(value, 0), most);
}

static void by_table(const matrix *of, size_t i, size_t j, kl_joint_desk *at) {
    kl_information_terms terms;
    kl_joint_desk_count(at, numbered(of, i), numbered(of, j), of->n, &terms);
    of->rows[i * of->k + j] = (uint64_t)terms.total;
    of->out[i * of->k + j] = terms.total > 0 ? value_of(of, &terms, at) : NAN;
}

/* For columns of many values. */
static kl_status by_sorting(const matrix *of, size_t i, size_t j, kl_error *error) {
    const kl_array pair[2] = {of->column[i], of->column[j]};
    const uint64_t *named = of->options.alphabet;
    const uint64_t alphabet[2] = {named != NULL ? named[i] : 0, named != NULL ? named[j] : 0};
    kl_joint_options options = of->options;
    kl_joint_result found;
    kl_joint *joint;
    options.permutations = 0;
    options.pool = NULL;
    options.alphabet = named != NULL ? alphabet : NULL;
    kl_status status = kl_joint_from_codes(pair, 2, kl_rows_once(), NULL, &joint, error);
    if (status == KL_ERROR_VALUE) /* all codes are right: no row has both */
        return KL_OK;
    if (status != KL_OK)
        return status;
    status = kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &found, error);
    if (status == KL_OK) {
        of->rows[i * of->k + j] = found.value.n;
        of->out[i * of->k + j] = found.value.value;
    }
    kl_joint_free(joint);
    return status;
}

static kl_status run_pair(void *context, size_t index, unsigned worker, kl_error *error) {
    const matrix *of = context;
    const size_t i = of->first, j = i + 1 + index;
    kl_status status = KL_OK;
    of->rows[i * of->k + j] = 0;
    of->out[i * of->k + j] = NAN;
    if (counts_in_table(of, i, j))
        by_table(of, i, j, &of->desk[worker]);
    else
        status = by_sorting(of, i, j, error);
    of->rows[j * of->k + i] = of->rows[i * of->k + j];
    of->out[j * of->k + i] = of->out[i * of->k + j];
    return status;
}

/* ── All of them ── */

static kl_status check_alphabet(const matrix *of, size_t i, size_t seen, kl_error *error) {
    const uint64_t *named = of->options.alphabet;
    if (named == NULL || named[i] >= seen)
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                      "column %zu has %llu values, but %zu different ones were seen", i,
                      (unsigned long long)named[i], seen);
}

static kl_status run_column(void *context, size_t i, unsigned worker, kl_error *error) {
    (void)worker;
    const matrix *of = context;
    kl_joint *joint;
    of->rows[i * of->k + i] = 0;
    of->out[i * of->k + i] = NAN;
    kl_status status = kl_joint_from_codes(&of->column[i], 1, kl_rows_once(), NULL, &joint, error);
    if (status == KL_ERROR_VALUE) /* as above */
        return KL_OK;
    if (status != KL_OK)
        return status;
    status = check_alphabet(of, i, kl_joint_values(joint, 0), error);
    if (status == KL_OK)
        status = kl_joint_entropy(joint, KL_X, 0, &of->out[i * of->k + i], error);
    of->rows[i * of->k + i] = (uint64_t)kl_joint_total(joint);
    kl_joint_free(joint);
    return status;
}

static kl_status run_all(matrix *of, kl_error *error) {
    const kl_joint_options *options = &of->options;
    const uint64_t pairs = (uint64_t)of->k * (of->k - 1) / 2;
    uint64_t done = 0;
    kl_status status = kl_pool_run(options->pool, of->k, run_column, of, error);
    for (of->first = 0; of->first + 1 < of->k && status == KL_OK; of->first++) {
        const size_t tasks = of->k - of->first - 1;
        status = kl_pool_run(options->pool, tasks, run_pair, of, error);
        done += tasks;
        if (status == KL_OK && options->progress != NULL &&
            options->progress(options->context, done, pairs) != 0)
            status = kl_fail(error, KL_ERROR_CANCELLED, "cancelled after %llu of %llu pairs",
                             (unsigned long long)done, (unsigned long long)pairs);
    }
    return status;
}

/* ── Memory ── */

static kl_status desks_new(matrix *of, kl_error *error) {
    const unsigned threads = kl_pool_threads(of->options.pool);
    size_t widest = 0;
    for (size_t i = 0; i < of->k; i++) {
        widest =
            of->rank[i] != NULL && numbers_of(of, i) > widest ? (size_t)numbers_of(of, i) : widest;
        for (size_t j = i + 1; j < of->k; j++) {
            const uint64_t cells = numbers_of(of, i) * numbers_of(of, j);
            if (counts_in_table(of, i, j) && cells > of->cells)
                of->cells = (size_t)cells;
        }
    }
    of->desk = kl_alloc_zero(threads, sizeof *of->desk);
    if (of->desk == NULL)
        return kl_fail_memory(error, "tables of counts", threads * sizeof *of->desk);
    kl_status status = KL_OK;
    for (unsigned t = 0; t < threads && status == KL_OK; t++)
        status = kl_joint_desk_new(of->cells, widest, of->method != NULL, &of->desk[t], error);
    return status;
}

static void matrix_free(matrix *of, const uint64_t *rows) {
    for (unsigned t = 0; of->desk != NULL && t < kl_pool_threads(of->options.pool); t++)
        kl_joint_desk_free(&of->desk[t]);
    for (size_t i = 0; of->rank != NULL && i < of->k; i++)
        kl_free(of->rank[i]);
    kl_free(of->desk);
    kl_free(of->rank);
    kl_free(of->span);
    if (rows == NULL)
        kl_free(of->rows);
}

static kl_status read_columns(matrix *of, kl_error *error) {
    of->span = kl_alloc_zero(of->k, sizeof *of->span);
    of->rank = kl_alloc_zero(of->k, sizeof *of->rank);
    if (of->rows == NULL)
        of->rows = kl_alloc(of->k, of->k * sizeof *of->rows);
    if (of->span == NULL || of->rank == NULL || of->rows == NULL)
        return kl_fail_memory(error, "columns", of->k * (of->k + 3) * 8);
    return kl_pool_run(of->options.pool, of->k, read_column, of, error);
}

kl_status kl_information_matrix(const kl_array *columns, size_t k, const kl_joint_options *options,
                                double *out, uint64_t *rows, kl_error *error) {
    if (columns == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_information_matrix: columns and out must not be NULL");
    if (k == 0)
        return kl_fail(error, KL_ERROR_VALUE, "there are no columns");
    matrix of = {.column = columns, .k = k, .n = columns[0].n, .out = out, .rows = rows};
    kl_status status = kl_joint_options_read(options, &of.options, &of.method, error);
    if (status == KL_OK && of.n >= UINT32_MAX)
        status = kl_fail(error, KL_ERROR_VALUE, "2^32 rows or more");
    if (status != KL_OK)
        return status;
    status = read_columns(&of, error);
    if (status == KL_OK)
        status = desks_new(&of, error);
    if (status == KL_OK)
        status = run_all(&of, error);
    matrix_free(&of, rows);
    return status;
}
