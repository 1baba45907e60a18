/* SPDX-License-Identifier: Apache-2.0 */
/* Rows brought together by sorting: where there are more combinations of codes than a table would hold. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/joint_rows.h"
#include "information/rank.h"

typedef struct sorting {
    const kl_code_rows *rows;
    int exponent;
    uint8_t *lacks;  /* of each row, whether it lacks a value */
    size_t kept;     /* rows that do not */
    uint64_t *key;   /* of kept rows */
    uint32_t *rank;  /* of kept rows, variable by variable */
    kl_keyed *order; /* twice as many */
    uint32_t *row;   /* which the kept ones are */
} sorting;

static size_t block(const sorting *of, size_t first) {
    return of->rows->n - first < KL_CODE_ROWS ? of->rows->n - first : KL_CODE_ROWS;
}

static void find_lacking(sorting *of) {
    int64_t code[KL_CODE_ROWS];
    for (unsigned v = 0; v < of->rows->variables; v++) {
        for (size_t first = 0; first < of->rows->n; first += KL_CODE_ROWS) {
            kl_codes_read(of->rows->column[v], first, block(of, first), code);
            for (size_t i = 0; i < block(of, first); i++)
                of->lacks[first + i] |= code[i] < 0;
        }
    }
    for (size_t i = 0; i < of->rows->n; i++) {
        of->row[of->kept] = (uint32_t)i;
        of->kept += !of->lacks[i];
    }
}

/* The ranks of a variable, and the codes they stand for. */
static kl_status rank_variable(sorting *of, unsigned v, kl_code_book *book, kl_error *error) {
    int64_t code[KL_CODE_ROWS];
    const kl_code_span span = of->rows->span[v];
    size_t kept = 0;
    for (size_t first = 0; first < of->rows->n; first += KL_CODE_ROWS) {
        kl_codes_read(of->rows->column[v], first, block(of, first), code);
        for (size_t i = 0; i < block(of, first); i++)
            if (!of->lacks[first + i])
                of->key[kept++] = (uint64_t)code[i] - (uint64_t)span.first;
    }
    uint64_t *list = NULL;
    kl_status status = kl_rank_keys(of->key, of->kept, span.values, of->rank + v * of->kept,
                                    &book->values, &list, error);
    if (status != KL_OK)
        return status;
    book->code = kl_alloc(book->values, sizeof *book->code);
    if (book->code == NULL)
        status = kl_fail_memory(error, "codes", book->values * sizeof *book->code);
    for (size_t k = 0; book->code != NULL && k < book->values; k++)
        book->code[k] = (int64_t)(list[k] + (uint64_t)span.first);
    kl_free(list);
    return status;
}

/* One key for all variables; where their product leaves 64 bits, what there is of it so far is numbered anew. */
static kl_status join_keys(sorting *of, const kl_joint *cells, kl_error *error) {
    uint64_t span = 1;
    memset(of->key, 0, of->kept * sizeof *of->key);
    for (unsigned v = 0; v < cells->variables; v++) {
        const uint32_t *rank = of->rank + v * of->kept;
        const uint64_t values = cells->book[v].values;
        if (span > UINT64_MAX / values) {
            uint32_t *joined = kl_alloc(of->kept, sizeof *joined);
            size_t distinct;
            if (joined == NULL)
                return kl_fail_memory(error, "combinations", of->kept * sizeof *joined);
            const kl_status status =
                kl_rank_keys(of->key, of->kept, span, joined, &distinct, NULL, error);
            for (size_t i = 0; status == KL_OK && i < of->kept; i++)
                of->key[i] = joined[i];
            kl_free(joined);
            if (status != KL_OK)
                return status;
            span = distinct;
        }
        for (size_t i = 0; i < of->kept; i++)
            of->key[i] = of->key[i] * values + rank[i];
        span *= values;
    }
    return KL_OK;
}

static double weight_at(const sorting *of, size_t kept) {
    double weight = 1;
    if (of->rows->weights.data != NULL)
        kl_array_read(of->rows->weights, of->row[kept], 1, &weight);
    return ldexp(weight, -of->exponent);
}

/* Equal keys are one cell; equal rows come in their order, so that sums do not depend on the sort. */
static kl_status make_cells(const sorting *of, kl_joint *cells, kl_error *error) {
    size_t size = 0;
    for (size_t i = 0; i < of->kept; i++)
        size += i == 0 || of->order[i].key != of->order[i - 1].key;
    const kl_status status = kl_joint_room(cells, size, error);
    if (status != KL_OK)
        return status;
    size_t cell = 0;
    for (size_t i = 0, end; i < of->kept; i = end, cell++) {
        kl_pair sum = {0, 0};
        for (end = i; end < of->kept && of->order[end].key == of->order[i].key; end++)
            sum = kl_pair_add(sum, kl_pair_of(weight_at(of, (size_t)of->order[end].row)));
        cells->weight[cell] = sum.hi;
        for (unsigned v = 0; v < cells->variables; v++)
            cells->rank[v * size + cell] = of->rank[v * of->kept + of->order[i].row];
    }
    return KL_OK;
}

static kl_status bring_together(sorting *of, kl_joint *cells, kl_error *error) {
    find_lacking(of);
    cells->missing = of->rows->n - of->kept;
    if (of->kept == 0)
        return kl_joint_room(cells, 0, error);
    of->rank = kl_alloc(of->kept, cells->variables * sizeof *of->rank);
    if (of->rank == NULL)
        return kl_fail_memory(error, "ranks", of->kept * cells->variables * sizeof *of->rank);
    kl_status status = KL_OK;
    for (unsigned v = 0; v < cells->variables && status == KL_OK; v++)
        status = rank_variable(of, v, &cells->book[v], error);
    if (status == KL_OK)
        status = join_keys(of, cells, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < of->kept; i++)
        of->order[i] = (kl_keyed){of->key[i], i};
    kl_keyed_sort(of->order, of->kept, of->order + of->kept);
    return make_cells(of, cells, error);
}

kl_status kl_joint_sort(const kl_code_rows *rows, kl_joint *cells, kl_error *error) {
    const size_t n = rows->n;
    sorting of = {.rows = rows,
                  .exponent = cells->exponent,
                  .lacks = kl_alloc_zero(n, 1),
                  .key = kl_alloc(n, sizeof *of.key),
                  .order = kl_alloc(n, 2 * sizeof *of.order),
                  .row = kl_alloc(n, sizeof *of.row)};
    kl_status status = KL_OK;
    if (of.lacks == NULL || of.key == NULL || of.order == NULL || of.row == NULL)
        status = kl_fail_memory(error, "sorting rows", n * (13 + 2 * sizeof *of.order));
    else
        status = bring_together(&of, cells, error);
    kl_free(of.lacks);
    kl_free(of.key);
    kl_free(of.rank);
    kl_free(of.order);
    kl_free(of.row);
    return status;
}
