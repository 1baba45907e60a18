/* SPDX-License-Identifier: Apache-2.0 */
/* What DuckDB reads, as a source. */
#ifndef KL_TABLE_SOURCE_DUCKDB_H
#define KL_TABLE_SOURCE_DUCKDB_H

#include "table/format.h"
#include "table/source.h"

/* What is to be read. */
typedef struct kl_duckdb_request {
    kl_table_format format;
    const char *name;  /* for people */
    const char *file;  /* NULL: no file, only a query */
    const char *table; /* of a database: which; NULL: its only one */
    const char *query; /* NULL: all of the file or table */
} kl_duckdb_request;

/* In a build without DuckDB KL_ERROR_UNSUPPORTED. Failures do not name the source. */
kl_status kl_duckdb_source_open(const kl_duckdb_request *request, const kl_table_options *options,
                                kl_table_source **out, kl_error *error);

#endif
