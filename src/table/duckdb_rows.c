/* SPDX-License-Identifier: Apache-2.0 */
/* A vector of DuckDB is looked at where it lies if nothing is missing in a column of numbers; else it is copied, for
 * it may be the very page of a database. */
#include "table/duckdb_rows.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/excerpt.h"
#include "table/table.h"

#include <math.h>
#include <string.h>

#ifdef KL_HAVE_DUCKDB

/* ── A chunk that a batch holds ── */

typedef struct held {
    const kl_duckdb_api *api;
    duckdb_data_chunk chunk;
} held;

static void release(void *context) {
    held *h = context;
    h->api->destroy_data_chunk(&h->chunk);
    kl_free(h);
}

/* The next one, for whichever thread asks; none: the end, or a failure that is in `error`. */
static kl_status fetch(kl_duckdb_rows *rows, kl_batch *batch, duckdb_data_chunk *chunk,
                       kl_error *error) {
    const kl_duckdb_api *api = &rows->db.api;
    kl_status status = KL_OK;
    *chunk = NULL;
    pthread_mutex_lock(&rows->lock);
    if (!rows->is_over)
        *chunk = api->fetch_chunk(rows->result);
    if (*chunk != NULL) {
        batch->first = rows->next;
        batch->rows = api->data_chunk_get_size(*chunk);
        rows->next += batch->rows;
    } else if (!rows->is_over) {
        rows->is_over = 1;
        status = kl_duckdb_result_status(&rows->db, &rows->result, rows->author, error);
    }
    pthread_mutex_unlock(&rows->lock);
    return status;
}

/* ── Columns ── */

static int are_valid(const uint64_t *validity, size_t rows) {
    for (size_t r = 0; validity != NULL && r < rows; r++)
        if (!kl_duckdb_is_valid(validity, r))
            return 0;
    return 1;
}

static kl_status read_numbers(const double *data, const uint64_t *validity, size_t column,
                              kl_batch *batch, kl_error *error) {
    double *numbers = NULL;
    if (are_valid(validity, batch->rows)) {
        batch->column[column].numbers = data;
        return KL_OK;
    }
    const kl_status status = kl_batch_numbers(batch, column, &numbers, error);
    for (size_t r = 0; status == KL_OK && r < batch->rows; r++)
        numbers[r] = kl_duckdb_is_valid(validity, r) ? data[r] : NAN;
    return status;
}

static kl_status read_names(const duckdb_string_t *data, const uint64_t *validity, size_t column,
                            kl_batch *batch, kl_error *error) {
    kl_symbol_name *names = NULL;
    const kl_status status = kl_batch_names(batch, column, &names, error);
    for (size_t r = 0; status == KL_OK && r < batch->rows; r++)
        names[r] =
            kl_duckdb_is_valid(validity, r) ? kl_duckdb_name(&data[r]) : (kl_symbol_name){NULL, 0};
    return status;
}

static kl_status refuse_number(const kl_table_source *source, size_t column, uint64_t row,
                               kl_symbol_name name, kl_error *error) {
    char shown[KL_EXCERPT_SIZE], called[KL_EXCERPT_SIZE];
    const char *title = source->field[column].name;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "row %llu, column %s: %s is no number", (unsigned long long)row + 1,
                      kl_excerpt(title, strlen(title), called),
                      kl_excerpt(name.bytes, name.length, shown));
}

/* As in separated text, where what is missing has its words. */
static kl_status parse_numbers(const kl_table_source *source, const duckdb_string_t *data,
                               const uint64_t *validity, size_t column, kl_batch *batch,
                               kl_error *error) {
    double *numbers = NULL;
    const kl_status status = kl_batch_numbers(batch, column, &numbers, error);
    for (size_t r = 0; status == KL_OK && r < batch->rows; r++) {
        const kl_symbol_name name =
            kl_duckdb_is_valid(validity, r) ? kl_duckdb_name(&data[r]) : (kl_symbol_name){"", 0};
        if (kl_column_is_missing(name.bytes, name.length))
            numbers[r] = NAN;
        else if (!kl_column_number(name.bytes, name.length, &numbers[r]))
            return refuse_number(source, column, batch->first + r, name, error);
    }
    return status;
}

static kl_status read_column(const kl_table_source *source, duckdb_data_chunk chunk, size_t column,
                             kl_batch *batch, kl_error *error) {
    const kl_duckdb_rows *rows = source->inside;
    const duckdb_vector vector = rows->db.api.data_chunk_get_vector(chunk, column);
    const uint64_t *validity = rows->db.api.vector_get_validity(vector);
    const void *data = rows->db.api.vector_get_data(vector);
    switch (rows->value[column]) {
    case KL_DUCKDB_NUMBER:
        return read_numbers(data, validity, column, batch, error);
    case KL_DUCKDB_PARSED:
        return parse_numbers(source, data, validity, column, batch, error);
    case KL_DUCKDB_NAME:
        break;
    }
    return read_names(data, validity, column, batch, error);
}

static kl_status read_rows(kl_table_source *source, kl_batch *batch, kl_error *error) {
    kl_duckdb_rows *rows = source->inside;
    held *h = kl_alloc(1, sizeof *h);
    if (h == NULL)
        return kl_fail_memory(error, "a batch of rows", sizeof *h);
    h->api = &rows->db.api;
    kl_status status = fetch(rows, batch, &h->chunk, error);
    if (h->chunk == NULL) {
        kl_free(h);
        return status;
    }
    kl_batch_hold(batch, h, release);
    if (batch->rows > KL_BATCH_ROWS)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "this DuckDB gives %zu rows at once, more than %zu", batch->rows,
                       KL_BATCH_ROWS);
    for (size_t i = 0; status == KL_OK && i < source->columns; i++)
        status = read_column(source, h->chunk, i, batch, error);
    return status;
}

static void close_rows(void *inside) {
    kl_duckdb_rows *rows = inside;
    if (rows->has_result)
        rows->db.api.destroy_result(&rows->result);
    kl_duckdb_close(&rows->db);
    pthread_mutex_destroy(&rows->lock);
    kl_free(rows->value);
    kl_free(rows);
}

const kl_source_kind kl_duckdb_rows_kind = {read_rows, close_rows};
#endif
