/* SPDX-License-Identifier: Apache-2.0 */
/* A table that streams: names and types of its columns, then batches of rows, in memory that does not grow with the
 * table.
 *
 *     kl_table_source_open("flights.parquet", NULL, &source, error)
 *     kl_batch batch = {0};
 *     while (kl_table_source_read(source, &batch, error) == KL_OK && batch.rows > 0) { …batch.column[i].numbers[r]… }
 *     kl_batch_clear(&batch);
 *     kl_table_source_close(source);
 *
 * Several threads may read of one source, each into a batch of its own: a row is in one batch, and `first` says which
 * row a batch begins with. */
#ifndef KL_TABLE_SOURCE_H
#define KL_TABLE_SOURCE_H

#include <kullback/io.h>
#include <kullback/table.h>

#include "sample/counts.h"

/* At most so many rows are in a batch. */
#define KL_BATCH_ROWS ((size_t)2048)

typedef struct kl_batch_column {
    const double *numbers;       /* of numbers and times, a row each (NaN: missing), else NULL */
    const kl_symbol_name *names; /* of the others, a row each (bytes NULL: missing), else NULL */
    /* The source's: room of KL_BATCH_ROWS for the one or the other; NULL where the rows are looked at where they
     * lie. */
    double *number_room;
    kl_symbol_name *name_room;
} kl_batch_column;

/* Zeroed is empty. Valid until it is read into again, cleared, or the source is closed. */
typedef struct kl_batch {
    uint64_t first; /* row of the table, from 0 */
    size_t rows;    /* 0: there are no more */
    size_t columns;
    kl_batch_column *column;
    void *held; /* the source's: what the rows lie in, if it is not the table itself */
    void (*release)(void *held);
} kl_batch;

typedef struct kl_field {
    char *name;
    size_t place; /* of the column, among all that there are where it comes from */
    kl_column_type type;
} kl_field;

typedef struct kl_table_source kl_table_source;

/* What kind of source one is. */
typedef struct kl_source_kind {
    /* Rows into a batch that has its columns and no rows; none: the end. Called by several threads at once. */
    kl_status (*read)(kl_table_source *source, kl_batch *batch, kl_error *error);
    void (*close)(void *inside);
} kl_source_kind;

struct kl_table_source {
    const kl_source_kind *kind;
    void *inside; /* the kind's; NULL before it is there */
    char *name;
    size_t columns;
    kl_field *field;
    uint64_t rows;   /* how many there are, if that is known; else 0 */
    kl_bytes *bytes; /* of the file that is to stay as it is while rows are read; NULL: none */
};

/* Whatever kl_table_open reads, with the same options and errors. An array and a database of
 * SQLite are read whole and then given out in batches. */
kl_status kl_table_source_open(const char *path, const kl_table_options *options,
                               kl_table_source **out, kl_error *error);
/* Rows of a table that is in memory already and outlives the source. */
kl_status kl_table_source_of(const kl_table *table, kl_table_source **out, kl_error *error);
/* The next rows; after an error, which does not name the source, and after the end, no more. KL_ERROR_IO: the file has
 * changed since it was opened, so that what was read is no table. */
kl_status kl_table_source_read(kl_table_source *source, kl_batch *batch, kl_error *error);
void kl_table_source_close(kl_table_source *source);
void kl_batch_clear(kl_batch *batch);

/* ── For those who make a kind of source ── */

/* A source of so many columns without names, of numbers. `inside` is closed with it, also if this fails. */
kl_status kl_table_source_new(const char *name, size_t columns, const kl_source_kind *kind,
                              void *inside, kl_table_source **out, kl_error *error);
kl_status kl_table_source_set_field(kl_table_source *source, size_t index, size_t place,
                                    kl_symbol_name name, kl_column_type type, kl_error *error);
/* Room for KL_BATCH_ROWS values of a column, which `numbers` or `names` then is. */
kl_status kl_batch_numbers(kl_batch *batch, size_t column, double **out, kl_error *error);
kl_status kl_batch_names(kl_batch *batch, size_t column, kl_symbol_name **out, kl_error *error);
/* A copy that ends in a zero byte; NULL: out of memory. */
char *kl_table_copy_text(const char *text, size_t length);
/* The rows lie in `held` until the batch is read into again. */
void kl_batch_hold(kl_batch *batch, void *held, void (*release)(void *held));

/* Whether a column of this type has numbers, not names. */
static inline int kl_column_is_numeric(kl_column_type type) {
    return type == KL_COLUMN_NUMBER || type == KL_COLUMN_TIME;
}

#endif
