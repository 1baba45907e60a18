/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of kl_table. A reader makes the columns and fills in one row after the other; it knows nothing of how they
 * are kept. */
#ifndef KL_TABLE_TABLE_H
#define KL_TABLE_TABLE_H

#include <kullback/table.h>

#include "sample/alphabet.h"
#include "table/source.h"
#include "text/strings.h"

/* Names in the order in which they came. */
typedef struct kl_names {
    kl_strings index;
    kl_arena arena;
    kl_symbol_name *name;
    size_t n, room;
} kl_names;

typedef struct kl_column_store {
    kl_column seen; /* what users see; numbers and codes are those below */
    char *name;
    size_t place; /* which one of all that there are, also of those that nobody wants */
    double *numbers;
    uint32_t *codes;
    size_t room;          /* of numbers or codes; 0: nothing was there so far */
    int is_set;           /* the type is the caller's */
    int is_late;          /* text behind numbers: to be read anew as categories */
    int is_skipped;       /* nobody wants it */
    kl_names names;       /* while it is read */
    kl_alphabet alphabet; /* of the codes, once it is */
} kl_column_store;

struct kl_table {
    char *name;
    size_t rows, columns;
    int is_headless; /* the first line of the text holds values */
    kl_column_store *column;
    int names_rows; /* the first column has the names of the rows, since the corner above it is empty */
};

/* The defaults, and over them what is given; settings are checked. */
kl_status kl_table_options_read(const kl_table_options *given, kl_table_options *out,
                                kl_error *error);

/* Columns of these names, which are empty where they are to be numbered; then which of them the caller wants, and of
 * which types. Two of one name: KL_ERROR_FORMAT. */
kl_status kl_table_name_columns(kl_table *table, const kl_symbol_name *names, size_t n,
                                kl_error *error);
kl_status kl_table_set_types(kl_table *table, const kl_table_options *options, kl_error *error);

/* 1 if the text is a number: the nearest double, 0 or infinite where it is out of their range. */
int kl_column_number(const char *text, size_t size, double *out);
/* Text that stands for a value that is missing. */
int kl_column_is_missing(const char *text, size_t size);
/* Whether one of them says yes and the other no. */
int kl_names_are_boolean(kl_symbol_name a, kl_symbol_name b);
/* The value of row `row`, which ascends. What is no number in a column of numbers makes it late, or, if the caller
 * wants numbers, is KL_ERROR_VALUE. */
kl_status kl_column_add(kl_column_store *column, size_t row, const char *text, size_t size,
                        kl_error *error);
kl_status kl_column_add_number(kl_column_store *column, size_t row, double number, kl_error *error);
/* The same of a column of categories, whatever the name is; bytes NULL: it is missing. */
kl_status kl_column_add_name(kl_column_store *column, size_t row, kl_symbol_name name,
                             kl_error *error);
/* 1 if some columns are late: these, and no others, are to be filled anew as categories. */
int kl_table_begin_late(kl_table *table);
/* All rows are there: categories in the order of their names; columns that nobody wants go. */
kl_status kl_table_finish(kl_table *table, kl_error *error);
void kl_column_clear(kl_column_store *column);

/* The columns of separated text, their names and what the caller says of them. *has_header: whether the first record
 * is no row; before, whether that is known. */
kl_status kl_table_read_head(kl_table *table, const void *data, size_t size,
                             const kl_table_options *options, int *has_header, kl_error *error);

/* Fill a table that is zero but for its name. */
kl_status kl_table_read_text(kl_table *table, const void *data, size_t size,
                             const kl_table_options *options, kl_error *error);
kl_status kl_table_read_array(kl_table *table, const void *data, size_t size,
                              const kl_table_options *options, kl_error *error);
/* The table called `from` of an SQLite database, or its only one (NULL). */
kl_status kl_table_read_sqlite(kl_table *table, const char *file, const char *from,
                               const kl_table_options *options, kl_error *error);
kl_status kl_table_read_source(kl_table *table, kl_table_source *source, kl_error *error);

#endif
