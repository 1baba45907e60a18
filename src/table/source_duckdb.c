/* SPDX-License-Identifier: Apache-2.0 */
/* What DuckDB reads as a source: every column as numbers or as names. */
#include "table/source_duckdb.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "table/duckdb_question.h"
#include "table/duckdb_rows.h"
#include "table/table.h"

#include <string.h>

#ifdef KL_HAVE_DUCKDB

/* ── Columns ── */

static kl_column_type type_of(duckdb_type type) {
    switch (type) {
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_UHUGEINT:
    case DUCKDB_TYPE_BIGNUM:
    case DUCKDB_TYPE_DECIMAL:
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_TIME:
    case DUCKDB_TYPE_TIME_NS:
    case DUCKDB_TYPE_TIME_TZ:
    case DUCKDB_TYPE_INTERVAL:
        return KL_COLUMN_NUMBER;
    case DUCKDB_TYPE_DATE:
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_S:
    case DUCKDB_TYPE_TIMESTAMP_MS:
    case DUCKDB_TYPE_TIMESTAMP_NS:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
        return KL_COLUMN_TIME;
    case DUCKDB_TYPE_BOOLEAN:
        return KL_COLUMN_BOOLEAN;
    default:
        return KL_COLUMN_CATEGORY;
    }
}

/* Times, also those of day, and spans: in seconds. */
static int is_clock(duckdb_type type) {
    return type_of(type) == KL_COLUMN_TIME || type == DUCKDB_TYPE_TIME ||
           type == DUCKDB_TYPE_TIME_NS || type == DUCKDB_TYPE_TIME_TZ ||
           type == DUCKDB_TYPE_INTERVAL;
}

/* What is asked for, column for column. */
typedef struct columns {
    kl_table *head; /* of no rows; its names and types go over those that DuckDB says */
    size_t n;
    size_t *place; /* in the head, from 0 */
    duckdb_type *types;
} columns;

static void clear_columns(columns *c) {
    kl_table_free(c->head);
    kl_free(c->place);
    kl_free(c->types);
}

static kl_status name_head(const kl_duckdb *db, duckdb_result *result, size_t n, kl_table *head,
                           kl_error *error) {
    kl_symbol_name *names = kl_alloc_zero(n, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the columns of a table", n * sizeof *names);
    for (size_t i = 0; i < n; i++) {
        const char *name = db->api.column_name(result, i);
        names[i] = (kl_symbol_name){name, name != NULL ? strlen(name) : 0};
    }
    const kl_status status = kl_table_name_columns(head, names, n, error);
    kl_free(names);
    return status;
}

/* Of a result, which has no rows, those columns that are wanted. */
static kl_status take_columns(const kl_duckdb *db, duckdb_result *result,
                              const kl_table_options *options, columns *out, kl_error *error) {
    const size_t n = db->api.column_count(result);
    out->head = kl_alloc_zero(1, sizeof *out->head);
    out->place = kl_alloc_zero(n, sizeof *out->place);
    out->types = kl_alloc_zero(n, sizeof *out->types);
    if (out->head == NULL || out->place == NULL || out->types == NULL)
        return kl_fail_memory(error, "the columns of a table", n * sizeof *out->place);
    kl_status status = name_head(db, result, n, out->head, error);
    if (status == KL_OK)
        status = kl_table_set_types(out->head, options, error);
    for (size_t i = 0; status == KL_OK && i < n; i++)
        if (!out->head->column[i].is_skipped) {
            out->place[out->n] = i;
            out->types[out->n++] = db->api.column_type(result, i);
        }
    return status;
}

static kl_status set_fields(const columns *c, kl_table_source *source, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < c->n; i++) {
        const kl_column_store *column = &c->head->column[c->place[i]];
        const kl_symbol_name name = {column->name, strlen(column->name)};
        status = kl_table_source_set_field(
            source, i, c->place[i], name, column->is_set ? column->seen.type : type_of(c->types[i]),
            error);
    }
    return status;
}

static kl_status add_column(kl_buffer *sql, size_t index, const char *before, const char *after,
                            kl_error *error) {
    char place[24];
    kl_words(place, sizeof place, "#%zu", index + 1);
    kl_status status = kl_sql_add(sql, sql->size > 0 ? ", " : "SELECT ", error);
    if (status == KL_OK)
        status = kl_sql_add(sql, before, error);
    if (status == KL_OK)
        status = kl_sql_add(sql, place, error);
    return status == KL_OK ? kl_sql_add(sql, after, error) : status;
}

/* Columns are meant by their place, so that their names are no part of the statement. */
static kl_status add_columns(const columns *c, const kl_table_source *source,
                             kl_duckdb_value *value, kl_buffer *sql, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < c->n; i++) {
        const int is_numeric = kl_column_is_numeric(source->field[i].type);
        const int is_text = !kl_column_is_numeric(type_of(c->types[i]));
        value[i] = !is_numeric ? KL_DUCKDB_NAME : is_text ? KL_DUCKDB_PARSED : KL_DUCKDB_NUMBER;
        if (value[i] != KL_DUCKDB_NUMBER)
            status = add_column(sql, c->place[i], "CAST(", " AS VARCHAR)", error);
        else
            status = add_column(sql, c->place[i], is_clock(c->types[i]) ? "CAST(epoch(" : "CAST((",
                                ") AS DOUBLE)", error);
    }
    return status;
}

/* ── All of it ── */

/* The source knows its columns; then the rows are asked for. */
static kl_status fill_source(const columns *c, kl_duckdb_question *q, int is_counted,
                             kl_table_source *source, kl_error *error) {
    kl_duckdb_rows *rows = source->inside;
    rows->value = kl_alloc_zero(c->n, sizeof *rows->value);
    kl_status status = rows->value != NULL ? set_fields(c, source, error)
                                           : kl_fail_memory(error, "the columns of a table", c->n);
    if (status == KL_OK && is_counted)
        status = kl_duckdb_question_count(&rows->db, q, &source->rows, error);
    if (status == KL_OK)
        status = add_columns(c, source, rows->value, &q->sql, error);
    if (status == KL_OK)
        status = kl_duckdb_question_ask(&rows->db, q, "", &rows->result, error);
    rows->has_result = status == KL_OK;
    return status;
}

static kl_status find_columns(const kl_duckdb *db, kl_duckdb_question *q,
                              const kl_table_options *options, columns *out, kl_error *error) {
    duckdb_result head;
    kl_status status = kl_sql_add(&q->sql, "SELECT *", error);
    if (status == KL_OK)
        status = kl_duckdb_question_ask(db, q, " LIMIT 0", &head, error);
    if (status != KL_OK)
        return status;
    status = take_columns(db, &head, options, out, error);
    db->api.destroy_result(&head);
    return status;
}

/* `rows`, which has a database, goes into the source or is closed. */
static kl_status open_source(const kl_duckdb_request *request, const kl_table_options *options,
                             kl_duckdb_question *q, kl_duckdb_rows *rows, kl_table_source **out,
                             kl_error *error) {
    columns c = {.n = 0};
    const int is_counted = request->query == NULL && request->format != KL_TABLE_JSON;
    kl_status status = find_columns(&rows->db, q, options, &c, error);
    if (status == KL_OK)
        status = kl_table_source_new(request->name, c.n, &kl_duckdb_rows_kind, rows, out, error);
    else
        kl_duckdb_rows_kind.close(rows);
    if (status == KL_OK)
        status = fill_source(&c, q, is_counted, *out, error);
    clear_columns(&c);
    return status;
}

static kl_status open_rows(const kl_duckdb_request *request, const kl_table_options *options,
                           kl_duckdb_rows *rows, kl_table_source **out, kl_error *error) {
    const char *database = request->format == KL_TABLE_DUCKDB ? request->file : NULL;
    kl_duckdb_question q = {.author = KL_SQL_OURS};
    kl_status status = kl_duckdb_open(database, kl_pool_threads(options->pool), &rows->db, error);
    if (status == KL_OK)
        status = kl_duckdb_question_make(&rows->db, request, &q, error);
    rows->author = q.author;
    if (status == KL_OK)
        status = open_source(request, options, &q, rows, out, error);
    else
        kl_duckdb_rows_kind.close(rows);
    kl_duckdb_question_clear(&q);
    return status;
}

kl_status kl_duckdb_source_open(const kl_duckdb_request *request, const kl_table_options *options,
                                kl_table_source **out, kl_error *error) {
    kl_duckdb_rows *rows = kl_alloc_zero(1, sizeof *rows);
    *out = NULL;
    if (rows == NULL)
        return kl_fail_memory(error, "a table", sizeof *rows);
    if (pthread_mutex_init(&rows->lock, NULL) != 0) {
        kl_free(rows);
        return kl_fail_memory(error, "a lock", sizeof rows->lock);
    }
    const kl_status status = open_rows(request, options, rows, out, error);
    if (status != KL_OK) {
        kl_table_source_close(*out);
        *out = NULL;
    }
    return status;
}
#else
kl_status kl_duckdb_source_open(const kl_duckdb_request *request, const kl_table_options *options,
                                kl_table_source **out, kl_error *error) {
    (void)options;
    *out = NULL;
    return kl_fail(
        error, KL_ERROR_UNSUPPORTED,
        "%s is read through DuckDB, which this build is without: run make tables, or install its C "
        "library and header and build again",
        kl_table_format_phrase(request->format));
}
#endif
