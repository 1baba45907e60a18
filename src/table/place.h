/* SPDX-License-Identifier: Apache-2.0 */
/* Where a table is, by what a user calls it: a file, FILE#TABLE of a database, FILE#sql:SELECT … over one, sql:SELECT …
 * over files that it names, or - for standard input. */
#ifndef KL_TABLE_PLACE_H
#define KL_TABLE_PLACE_H

#include "table/source_duckdb.h"

#include <kullback/io.h>

typedef struct kl_table_place {
    kl_duckdb_request request; /* whatever its format; `file` is NULL if it can be read only once */
    kl_bytes *bytes;           /* of the file */
    char *file, *name;         /* what of the request is owned */
} kl_table_place;

/* `place` is zeroed; failures name the file. */
kl_status kl_table_place_find(const char *path, kl_table_place *place, kl_error *error);
void kl_table_place_clear(kl_table_place *place);

/* Whether it is read in batches, by DuckDB; else it is read whole. */
int kl_table_streams(const kl_table_place *place);
/* Whether nobody can change it while it is read: databases see to that, and a query has no file. */
int kl_table_guards_itself(const kl_table_place *place);
/* A status of reading it, or KL_ERROR_IO: it has changed meanwhile, which is what went wrong, whatever else did. */
kl_status kl_table_place_check(const kl_table_place *place, kl_status status, kl_error *error);
/* The whole table, whichever way. */
kl_status kl_table_read_place(const kl_table_place *place, const kl_table_options *options,
                              kl_table **out, kl_error *error);

#endif
