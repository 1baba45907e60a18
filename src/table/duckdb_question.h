/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of DuckDB: all rows of a file, of a table in a database or of a query. */
#ifndef KL_TABLE_DUCKDB_QUESTION_H
#define KL_TABLE_DUCKDB_QUESTION_H

#include "table/duckdb.h"
#include "table/source_duckdb.h"

#ifdef KL_HAVE_DUCKDB
/* Zeroed is none. */
typedef struct kl_duckdb_question {
    kl_buffer from;  /* what stands behind FROM */
    kl_buffer value; /* what is bound to its parameter; empty: it has none */
    kl_buffer sql;   /* of the next statement, so far */
    kl_sql_author author;
} kl_duckdb_question;

kl_status kl_duckdb_question_make(const kl_duckdb *db, const kl_duckdb_request *request,
                                  kl_duckdb_question *q, kl_error *error);
/* Run q->sql, FROM, where from, and `after`; then the next statement begins. */
kl_status kl_duckdb_question_ask(const kl_duckdb *db, kl_duckdb_question *q, const char *after,
                                 duckdb_result *out, kl_error *error);
/* How many rows there are, where that stands in the file. */
kl_status kl_duckdb_question_count(const kl_duckdb *db, kl_duckdb_question *q, uint64_t *rows,
                                   kl_error *error);
void kl_duckdb_question_clear(kl_duckdb_question *q);
#endif

#endif
