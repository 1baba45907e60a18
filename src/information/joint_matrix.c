/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information of every two columns. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/codes.h"
#include "information/joint_options.h"
#include "information/joint_terms.h"
#include "information/rank.h"
#include "kernels/scalar.h"
#include "measure/job.h"

/* Codes of a column that are numbered in 16 bits; its last number is for missing ones. */
enum { NARROW = UINT16_MAX };
/* Rows that follow one another are counted in different tables, for small ones: adding to what was just written waits. */
enum { LANES = 4, LANE_CELLS = 4096 };

/* Where one thread counts a pair. */
typedef struct desk {
    uint32_t *table;
    double *cell, *margin[2], *room;
    uint32_t *of[2];
    kl_frequency_desk frequencies;
} desk;

typedef struct matrix {
    const kl_array *column;
    size_t k, n;
    kl_joint_options options;
    const kl_entropy_method *method;
    kl_code_span *span;
    uint16_t **rank; /* NULL: of too many values */
    size_t cells;    /* the most of a pair that is counted in a table */
    desk *desk;      /* per worker */
    size_t first;    /* the column whose pairs are under way */
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

static void count_pair(const uint16_t *x, const uint16_t *y, size_t n, size_t width, size_t cells,
                       uint32_t *table) {
    const size_t lanes = cells <= LANE_CELLS ? LANES : 1;
    memset(table, 0, lanes * cells * sizeof *table);
    size_t i = 0;
    for (; lanes == LANES && i + LANES <= n; i += LANES)
        for (size_t lane = 0; lane < LANES; lane++)
            table[lane * cells + x[i + lane] * width + y[i + lane]]++;
    for (; i < n; i++)
        table[x[i] * width + y[i]]++;
    for (size_t lane = 1; lane < lanes; lane++)
        for (size_t c = 0; c < cells; c++)
            table[c] += table[lane * cells + c];
}

static double seen(const double *count, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += count[i] > 0;
    return sum;
}

/* The terms of a table without its last row and column, which are of missing values. */
static kl_information_terms terms_of(const desk *at, size_t rows, size_t columns) {
    kl_information_terms out = {0};
    memset(at->margin[0], 0, rows * sizeof(double));
    memset(at->margin[1], 0, columns * sizeof(double));
    for (size_t i = 0; i < rows; i++) {
        const uint32_t *count = at->table + i * (columns + 1);
        for (size_t j = 0; j < columns; j++) {
            at->cell[out.cells] = count[j];
            at->of[0][out.cells] = (uint32_t)i;
            at->of[1][out.cells] = (uint32_t)j;
            out.cells += count[j] > 0;
            at->margin[0][i] += count[j];
            at->margin[1][j] += count[j];
        }
        out.total += at->margin[0][i];
    }
    return out;
}

static double value_of(const matrix *of, kl_information_terms *terms, size_t i, size_t j,
                       desk *at) {
    const uint64_t *named = of->options.alphabet;
    const size_t groups[2] = {(size_t)of->span[i].values, (size_t)of->span[j].values};
    const size_t column[2] = {i, j};
    for (int t = 0; t < 2; t++)
        terms->term[t] = (kl_entropy_term){at->margin[t], groups[t], at->of[t],
                                           named != NULL ? (double)named[column[t]]
                                                         : seen(at->margin[t], groups[t])};
    const double all = terms->term[0].alphabet * terms->term[1].alphabet;
    terms->term[KL_TERM_XY] = (kl_entropy_term){at->cell, terms->cells, NULL, all};
    terms->term[KL_TERM_Z] = (kl_entropy_term){&terms->total, 1, NULL, 1};
    uint32_t flags = 0;
    double value = of->method != NULL ? kl_terms_by(of->method, terms, &at->frequencies, &flags)
                                      : kl_terms_plugin(terms);
    if (of->options.estimator == KL_METHOD_JACKKNIFE)
        value -= kl_terms_jackknife(terms, value, at->room).bias;
    double most = INFINITY;
    for (int t = 0; t < 2; t++)
        most = fmin(most, kl_term_limit(&terms->term[t], terms->term[t].alphabet, named != NULL));
    return fmin(fmax(value, 0), most);
}

static void by_table(const matrix *of, size_t i, size_t j, desk *at) {
    const size_t rows = (size_t)of->span[i].values, columns = (size_t)of->span[j].values;
    count_pair(of->rank[i], of->rank[j], of->n, columns + 1, (rows + 1) * (columns + 1), at->table);
    kl_information_terms terms = terms_of(at, rows, columns);
    of->rows[i * of->k + j] = (uint64_t)terms.total;
    of->out[i * of->k + j] = terms.total > 0 ? value_of(of, &terms, i, j, at) : NAN;
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
    of->rows[i * of->k + j] = (uint64_t)kl_joint_total(joint);
    of->out[i * of->k + j] = found.value.value;
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

static kl_status desk_new(const matrix *of, size_t widest, desk *out, kl_error *error) {
    const size_t cells = of->cells;
    out->table = kl_alloc(cells > LANE_CELLS ? cells : LANES * cells, sizeof *out->table);
    out->cell = kl_alloc(cells, sizeof *out->cell);
    out->room = kl_alloc(cells + 2 * widest + 1, sizeof *out->room);
    int whole = out->table != NULL && out->cell != NULL && out->room != NULL;
    for (int t = 0; t < 2; t++) {
        out->margin[t] = kl_alloc(widest, sizeof(double));
        out->of[t] = kl_alloc(cells, sizeof(uint32_t));
        whole = whole && out->margin[t] != NULL && out->of[t] != NULL;
    }
    if (!whole)
        return kl_fail_memory(error, "a table of counts", cells * 40);
    return of->method != NULL ? kl_frequency_desk_new(cells, &out->frequencies, error) : KL_OK;
}

static void desk_free(desk *of) {
    kl_free(of->table);
    kl_free(of->cell);
    kl_free(of->room);
    for (int t = 0; t < 2; t++) {
        kl_free(of->margin[t]);
        kl_free(of->of[t]);
    }
    kl_frequency_desk_free(&of->frequencies);
}

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
        status = desk_new(of, widest, &of->desk[t], error);
    return status;
}

static void matrix_free(matrix *of, const uint64_t *rows) {
    for (unsigned t = 0; of->desk != NULL && t < kl_pool_threads(of->options.pool); t++)
        desk_free(&of->desk[t]);
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
