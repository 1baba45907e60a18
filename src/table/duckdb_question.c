/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing of a file becomes SQL: names of files are bound, those of tables quoted by DuckDB itself, and columns, which
 * source_duckdb.c asks for, meant by their places. */
#include "table/duckdb_question.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/excerpt.h"

#include <string.h>

#ifdef KL_HAVE_DUCKDB

/* ── From where ── */

/* A file's name is taken for a pattern: its own signs stand in brackets, where they are only themselves. */
static kl_status make_pattern(const char *file, kl_buffer *out, kl_error *error) {
    kl_status status = KL_OK;
    for (const char *p = file; status == KL_OK && *p != '\0'; p++) {
        const char bracketed[] = {'[', *p, ']'};
        status = strchr("*?[", *p) != NULL ? kl_buffer_append(out, bracketed, 3, error)
                                           : kl_buffer_append(out, p, 1, error);
    }
    return status == KL_OK ? kl_buffer_append(out, "", 1, error) : status;
}

/* A query as a table: what ends a statement is not wanted in the midst of one. */
static kl_status add_query(kl_buffer *sql, const char *query, kl_error *error) {
    size_t length = strlen(query);
    while (length > 0 && strchr("; \t\r\n", query[length - 1]) != NULL)
        length--;
    kl_status status = kl_sql_add(sql, "(", error);
    if (status == KL_OK)
        status = kl_buffer_append(sql, query, length, error);
    return status == KL_OK ? kl_sql_add(sql, "\n)", error) : status; /* behind a comment, perhaps */
}

/* ── A table of a database ── */

/* One row: how many tables are meant, the first of them quoted, and all there are. Views are not tables: they are SQL
 * of the file. */
static const char find_table[] =
    "SELECT CAST(count(*) FILTER (meant) AS VARCHAR), min(quoted) FILTER (meant), "
    "string_agg(shown, ', ' ORDER BY shown) FROM (SELECT "
    "'\"' || replace(schema_name, '\"', '\"\"') || '\".\"' || replace(table_name, '\"', '\"\"') || "
    "'\"' AS quoted, if(schema_name = 'main', '', schema_name || '.') || table_name AS shown, "
    "$1 IN ('', table_name, schema_name || '.' || table_name) AS meant "
    "FROM duckdb_tables() WHERE NOT internal AND NOT temporary)";

enum { FOUND_FIELDS = 3 };

/* The fields of the only row; what is NULL is "". */
static kl_status take_row(const kl_duckdb *db, duckdb_result *result, kl_buffer field[FOUND_FIELDS],
                          kl_error *error) {
    duckdb_data_chunk chunk = db->api.fetch_chunk(*result);
    kl_status status =
        chunk != NULL ? KL_OK : kl_fail(error, KL_ERROR_FORMAT, "it has no list of tables");
    for (size_t i = 0; status == KL_OK && i < FOUND_FIELDS; i++) {
        const duckdb_vector vector = db->api.data_chunk_get_vector(chunk, i);
        kl_symbol_name name = {"", 0};
        if (kl_duckdb_is_valid(db->api.vector_get_validity(vector), 0))
            name = kl_duckdb_name(db->api.vector_get_data(vector));
        status = kl_buffer_append(&field[i], name.bytes, name.length, error);
        if (status == KL_OK)
            status = kl_buffer_append(&field[i], "", 1, error);
    }
    if (chunk != NULL)
        db->api.destroy_data_chunk(&chunk);
    return status;
}

static kl_status judge_table(const char *asked, const kl_buffer field[FOUND_FIELDS],
                             kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    const char *meant = (const char *)field[0].data, *list = (const char *)field[2].data;
    if (strcmp(meant, "1") == 0)
        return KL_OK;
    if (list[0] == '\0')
        return kl_fail(error, KL_ERROR_FORMAT, "a database without tables");
    if (strcmp(meant, "0") == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no table is called %s; there are: %.300s",
                       kl_excerpt(asked, strlen(asked), shown), list);
    return kl_fail(error, KL_ERROR_ARGUMENT, "a database of several tables; say FILE#TABLE: %.300s",
                   list);
}

static kl_status add_table(const kl_duckdb *db, const char *asked, kl_buffer *sql,
                           kl_error *error) {
    kl_buffer field[FOUND_FIELDS] = {{.size = 0}};
    duckdb_result result;
    asked = asked != NULL ? asked : "";
    kl_status status = kl_duckdb_run(db, find_table, asked, KL_SQL_OURS, &result, error);
    if (status != KL_OK)
        return status;
    status = take_row(db, &result, field, error);
    db->api.destroy_result(&result);
    if (status == KL_OK)
        status = judge_table(asked, field, error);
    if (status == KL_OK)
        status = kl_sql_add(sql, (const char *)field[1].data, error);
    for (size_t i = 0; i < FOUND_FIELDS; i++)
        kl_free(field[i].data);
    return status;
}

/* ── The question ── */

void kl_duckdb_question_clear(kl_duckdb_question *q) {
    kl_free(q->from.data);
    kl_free(q->value.data);
    kl_free(q->sql.data);
}

static const char *value_of(const kl_duckdb_question *q) {
    return (const char *)q->value.data;
}

/* A folder named x=1 is no column. */
kl_status kl_duckdb_question_make(const kl_duckdb *db, const kl_duckdb_request *request,
                                  kl_duckdb_question *q, kl_error *error) {
    if (request->query != NULL) {
        const kl_status status = kl_duckdb_check(db, request->query, error);
        q->author = KL_SQL_USERS;
        return status == KL_OK ? add_query(&q->from, request->query, error) : status;
    }
    if (request->format == KL_TABLE_DUCKDB)
        return add_table(db, request->table, &q->from, error);
    const kl_status status = make_pattern(request->file, &q->value, error);
    if (status != KL_OK)
        return status;
    return kl_sql_add(&q->from,
                      request->format == KL_TABLE_PARQUET
                          ? "read_parquet($1, hive_partitioning = false)"
                          : "read_json($1, sample_size = -1, hive_partitioning = false)",
                      error);
}

kl_status kl_duckdb_question_ask(const kl_duckdb *db, kl_duckdb_question *q, const char *after,
                                 duckdb_result *out, kl_error *error) {
    kl_status status = kl_sql_add(&q->sql, " FROM ", error);
    if (status == KL_OK)
        status = kl_buffer_append(&q->sql, q->from.data, q->from.size, error);
    if (status == KL_OK)
        status = kl_buffer_append(&q->sql, after, strlen(after) + 1, error);
    if (status == KL_OK)
        status = kl_duckdb_run(db, (const char *)q->sql.data, value_of(q), q->author, out, error);
    q->sql.size = 0;
    return status;
}

kl_status kl_duckdb_question_count(const kl_duckdb *db, kl_duckdb_question *q, uint64_t *rows,
                                   kl_error *error) {
    duckdb_result result;
    kl_status status = kl_sql_add(&q->sql, "SELECT CAST(count(*) AS UBIGINT)", error);
    if (status == KL_OK)
        status = kl_duckdb_question_ask(db, q, "", &result, error);
    if (status != KL_OK)
        return status;
    duckdb_data_chunk chunk = db->api.fetch_chunk(result);
    if (chunk != NULL) {
        *rows = *(const uint64_t *)db->api.vector_get_data(db->api.data_chunk_get_vector(chunk, 0));
        db->api.destroy_data_chunk(&chunk);
    }
    db->api.destroy_result(&result);
    return KL_OK;
}
#endif
