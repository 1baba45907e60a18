/* SPDX-License-Identifier: Apache-2.0 */
/* What a table is in: seen by the first bytes of its file, and by how it is asked for. */
#ifndef KL_TABLE_FORMAT_H
#define KL_TABLE_FORMAT_H

#include <kullback/base.h>

typedef enum kl_table_format {
    KL_TABLE_TEXT = 0, /* separated values; what is none of the others */
    KL_TABLE_NPY,
    KL_TABLE_PARQUET,
    KL_TABLE_JSON, /* JSON lines, or an array of objects */
    KL_TABLE_SQLITE,
    KL_TABLE_DUCKDB,
    KL_TABLE_SQL /* no file but a query */
} kl_table_format;

/* By the first bytes of a file; never KL_TABLE_SQL. */
kl_table_format kl_table_look(const void *head, size_t size);

/* "a Parquet table", …; NULL of text. */
const char *kl_table_format_phrase(kl_table_format format);

#endif
