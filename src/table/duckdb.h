/* SPDX-License-Identifier: Apache-2.0 */
/* A DuckDB that holds what a table is asked of, and questions to it. */
#ifndef KL_TABLE_DUCKDB_H
#define KL_TABLE_DUCKDB_H

#include "table/duckdb_api.h"

#ifdef KL_HAVE_DUCKDB
#include "base/state.h"
#include "sample/counts.h"

typedef struct kl_duckdb {
    kl_duckdb_api api;
    duckdb_database database;
    duckdb_connection connection;
} kl_duckdb;

/* One in memory (NULL), or the file, for reading. It fetches nothing from anywhere, and takes so many threads. Closing
 * one that is zeroed, or that was not opened, is fine. */
kl_status kl_duckdb_open(const char *path, unsigned threads, kl_duckdb *out, kl_error *error);
void kl_duckdb_close(kl_duckdb *db);

/* Whose text a statement is: an error shows its place only where users wrote it. */
typedef enum kl_sql_author { KL_SQL_OURS, KL_SQL_USERS } kl_sql_author;

/* Run one statement; `value` is bound to its only parameter, if it has one. The result streams. */
kl_status kl_duckdb_run(const kl_duckdb *db, const char *sql, const char *value,
                        kl_sql_author author, duckdb_result *out, kl_error *error);
/* KL_OK if `sql` is one question that asks nothing back and changes nothing. */
kl_status kl_duckdb_check(const kl_duckdb *db, const char *sql, kl_error *error);
/* What went wrong with a result, or KL_OK. */
kl_status kl_duckdb_result_status(const kl_duckdb *db, duckdb_result *result, kl_sql_author author,
                                  kl_error *error);

/* Text of a statement that grows. */
kl_status kl_sql_add(kl_buffer *sql, const char *text, kl_error *error);

/* Whether a value is there; `validity` of none that is missing is NULL. */
static inline int kl_duckdb_is_valid(const uint64_t *validity, size_t row) {
    return validity == NULL || (validity[row / 64] >> row % 64 & 1) != 0;
}
/* A short string lies in its own place. */
static inline kl_symbol_name kl_duckdb_name(const duckdb_string_t *string) {
    const uint32_t length = string->value.inlined.length;
    return (kl_symbol_name){length <= sizeof string->value.inlined.inlined
                                ? string->value.inlined.inlined
                                : string->value.pointer.ptr,
                            length};
}
#endif

#endif
