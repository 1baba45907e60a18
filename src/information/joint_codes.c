/* SPDX-License-Identifier: Apache-2.0 */
/* A joint distribution from rows of codes. */
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/joint_rows.h"
#include "information/joint_weights.h"
#include "information/rank.h"
#include "measure/job.h"

static kl_status check(const kl_array *columns, unsigned variables, kl_array weights,
                       kl_error *error) {
    if (columns == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_from_codes: columns is NULL");
    if (variables == 0 || variables > KL_VARIABLES_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%u variables, expected 1 to %d", variables,
                       KL_VARIABLES_MAX);
    for (unsigned v = 0; v < variables; v++) {
        char name[32];
        snprintf(name, sizeof name, "column %u", v);
        kl_status status = kl_measure_check_array(columns[v], name, error);
        if (status == KL_OK && columns[v].n != columns[0].n)
            status = kl_fail(error, KL_ERROR_MISMATCH, "column 0 has %zu rows, column %u has %zu",
                             columns[0].n, v, columns[v].n);
        if (status != KL_OK)
            return kl_fail_input(error, status, v);
    }
    if (columns[0].n >= UINT32_MAX)
        return kl_fail(error, KL_ERROR_VALUE, "2^32 rows or more");
    if (weights.data != NULL && weights.n != columns[0].n)
        return kl_fail(error, KL_ERROR_MISMATCH, "there are %zu rows and %zu weights", columns[0].n,
                       weights.n);
    return KL_OK;
}

/* The entries of a table of all combinations; 0 if that is none to have. */
static size_t table_size(const kl_code_rows *rows) {
    uint64_t size = 1;
    for (unsigned v = 0; v < rows->variables; v++) {
        if (!kl_span_is_small(rows->span[v].values, rows->n))
            return 0;
        size *= rows->span[v].values; /* both below 2^32 */
        if (!kl_span_is_small(size, rows->n))
            return 0;
    }
    return (size_t)size;
}

static kl_status spans_of(const kl_array *columns, unsigned variables, kl_code_span *span,
                          kl_error *error) {
    for (unsigned v = 0; v < variables; v++) {
        char name[32];
        snprintf(name, sizeof name, "column %u", v);
        kl_status status = kl_codes_span(columns[v], name, &span[v], error);
        if (status == KL_OK && span[v].values == 0)
            status = kl_fail(error, KL_ERROR_VALUE, "%s: all %zu values are missing", name,
                             columns[v].n);
        if (status != KL_OK)
            return kl_fail_input(error, status, v);
    }
    return KL_OK;
}

static int has_weight(const kl_joint *cells) {
    for (size_t i = 0; i < cells->size; i++)
        if (cells->weight[i] > 0)
            return 1;
    return 0;
}

static kl_status read_rows(const kl_code_rows *rows, int exponent, kl_joint **out,
                           kl_error *error) {
    kl_joint *cells = kl_alloc_zero(1, sizeof *cells);
    if (cells == NULL)
        return kl_fail_memory(error, "a joint distribution", sizeof *cells);
    cells->variables = rows->variables;
    cells->exponent = exponent;
    const size_t table = table_size(rows);
    kl_status status =
        table > 0 ? kl_joint_count(rows, table, cells, error) : kl_joint_sort(rows, cells, error);
    if (status == KL_OK && !has_weight(cells))
        status = kl_fail(error, KL_ERROR_VALUE,
                         "no row has weight and all its values: of %zu, %llu lack one", rows->n,
                         (unsigned long long)cells->missing);
    if (status != KL_OK) {
        kl_joint_free(cells);
        return status;
    }
    return kl_joint_finish(cells, out, error);
}

kl_status kl_joint_from_codes(const kl_array *columns, unsigned variables, kl_array weights,
                              kl_pool *pool, kl_joint **out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_from_codes: out is NULL");
    int exponent = 0;
    kl_code_span span[KL_VARIABLES_MAX];
    kl_status status = check(columns, variables, weights, error);
    if (status == KL_OK && weights.data != NULL)
        status = kl_joint_weights_check(weights, &exponent, error);
    if (status == KL_OK)
        status = spans_of(columns, variables, span, error);
    if (status != KL_OK)
        return status;
    const kl_code_rows rows = {columns, span, variables, columns[0].n, weights, pool};
    return read_rows(&rows, exponent, out, error);
}
