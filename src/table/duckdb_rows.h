/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that DuckDB gives, into batches. */
#ifndef KL_TABLE_DUCKDB_ROWS_H
#define KL_TABLE_DUCKDB_ROWS_H

#include "table/duckdb.h"
#include "table/source.h"

#ifdef KL_HAVE_DUCKDB
#include <pthread.h>

/* How a column comes. */
typedef enum kl_duckdb_value {
    KL_DUCKDB_NUMBER = 0, /* as a double */
    KL_DUCKDB_NAME,       /* as a string */
    KL_DUCKDB_PARSED      /* as a string, of which a number is to be made */
} kl_duckdb_value;

typedef struct kl_duckdb_rows {
    kl_duckdb db;
    kl_sql_author author;
    kl_duckdb_value *value; /* of each column */
    pthread_mutex_t lock;   /* of what is below */
    duckdb_result result;
    int has_result, is_over;
    uint64_t next; /* row */
} kl_duckdb_rows;

/* `inside` is a kl_duckdb_rows of kl_alloc_zero, whose lock is there. */
extern const kl_source_kind kl_duckdb_rows_kind;
#endif

#endif
