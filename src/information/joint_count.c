/* SPDX-License-Identifier: Apache-2.0 */
/* Rows counted in a table of all combinations of codes. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/joint_rows.h"

enum { TASK_ROWS = 16 * KL_CODE_ROWS };

typedef struct counting {
    const kl_code_rows *rows;
    size_t table;    /* entries; one more is for rows that lack a value */
    uint32_t *count; /* per worker */
    kl_pair *weight; /* in their place where rows have weights */
    int exponent;
} counting;

/* The entries of up to KL_CODE_ROWS rows. */
static void find_entries(const counting *of, size_t first, size_t n, uint32_t *entry) {
    int64_t code[KL_CODE_ROWS];
    uint32_t lacking[KL_CODE_ROWS] = {0};
    for (size_t i = 0; i < n; i++)
        entry[i] = 0;
    for (unsigned v = 0; v < of->rows->variables; v++) {
        const uint32_t values = (uint32_t)of->rows->span[v].values;
        const uint32_t least = (uint32_t)of->rows->span[v].first;
        kl_codes_read(of->rows->column[v], first, n, code);
        for (size_t i = 0; i < n; i++) {
            entry[i] = entry[i] * values + ((uint32_t)code[i] - least);
            lacking[i] |= (uint32_t)((uint64_t)code[i] >> 63);
        }
    }
    for (size_t i = 0; i < n; i++)
        entry[i] = lacking[i] ? (uint32_t)of->table : entry[i];
}

static kl_status count_rows(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const counting *of = context;
    uint32_t entry[KL_CODE_ROWS], *count = of->count + worker * (of->table + 1);
    const size_t end = index * TASK_ROWS + TASK_ROWS, last = end < of->rows->n ? end : of->rows->n;
    for (size_t first = index * TASK_ROWS; first < last; first += KL_CODE_ROWS) {
        const size_t n = last - first < KL_CODE_ROWS ? last - first : KL_CODE_ROWS;
        find_entries(of, first, n, entry);
        for (size_t i = 0; i < n; i++)
            count[entry[i]]++;
    }
    return KL_OK;
}

/* On one thread: the sum of an entry is that of its rows in their order. */
static uint64_t weigh_rows(const counting *of) {
    uint32_t entry[KL_CODE_ROWS];
    double weight[KL_CODE_ROWS];
    uint64_t missing = 0;
    for (size_t first = 0; first < of->rows->n; first += KL_CODE_ROWS) {
        const size_t n = of->rows->n - first < KL_CODE_ROWS ? of->rows->n - first : KL_CODE_ROWS;
        find_entries(of, first, n, entry);
        kl_array_read(of->rows->weights, first, n, weight);
        for (size_t i = 0; i < n; i++) {
            kl_pair *sum = &of->weight[entry[i]];
            *sum = kl_pair_add(*sum, kl_pair_of(ldexp(weight[i], -of->exponent)));
            missing += entry[i] == of->table;
        }
    }
    return missing;
}

static void merge_workers(counting *of, unsigned threads) {
    for (unsigned t = 1; t < threads; t++)
        for (size_t e = 0; e <= of->table; e++)
            of->count[e] += of->count[t * (of->table + 1) + e];
}

static double weight_of(const counting *of, size_t entry) {
    return of->weight != NULL ? of->weight[entry].hi : of->count[entry];
}

static kl_status make_cells(const counting *of, kl_joint *cells, kl_error *error) {
    size_t size = 0;
    for (size_t e = 0; e < of->table; e++)
        size += weight_of(of, e) > 0;
    kl_status status = kl_joint_room(cells, size, error);
    if (status != KL_OK)
        return status;
    size_t cell = 0;
    for (size_t e = 0; e < of->table; e++) {
        if (!(weight_of(of, e) > 0))
            continue;
        kl_joint_set_ranks(cells, cell, e);
        cells->weight[cell++] = weight_of(of, e);
    }
    return KL_OK;
}

static kl_status count_all(counting *of, kl_joint *cells, kl_error *error) {
    const unsigned threads = kl_pool_threads(of->rows->pool);
    if (of->rows->weights.data != NULL) {
        of->weight = kl_alloc_zero(of->table + 1, sizeof *of->weight);
        if (of->weight == NULL)
            return kl_fail_memory(error, "a table of weights", of->table * sizeof *of->weight);
        cells->missing = weigh_rows(of);
        return KL_OK;
    }
    of->count = kl_alloc_zero(threads, (of->table + 1) * sizeof *of->count);
    if (of->count == NULL)
        return kl_fail_memory(error, "a table of counts",
                              threads * (of->table + 1) * sizeof *of->count);
    const size_t tasks = (of->rows->n - 1) / TASK_ROWS + 1;
    const kl_status status = kl_pool_run(of->rows->pool, tasks, count_rows, of, error);
    merge_workers(of, threads);
    cells->missing = of->count[of->table];
    return status;
}

kl_status kl_joint_count(const kl_code_rows *rows, size_t table, kl_joint *cells, kl_error *error) {
    for (unsigned v = 0; v < rows->variables; v++)
        cells->book[v] = (kl_code_book){(size_t)rows->span[v].values, rows->span[v].first, NULL};
    counting of = {.rows = rows, .table = table, .exponent = cells->exponent};
    kl_status status = count_all(&of, cells, error);
    if (status == KL_OK)
        status = make_cells(&of, cells, error);
    kl_free(of.count);
    kl_free(of.weight);
    return status;
}
