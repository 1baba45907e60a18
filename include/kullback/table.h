/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file table.h
 * @brief Tables: named columns of numbers or categories, with what is missing.
 *
 *     kl_table *table = NULL;
 *     size_t x = 0;
 *     if (kl_table_open("penguins.csv", NULL, &table, &error) == KL_OK &&
 *         kl_table_find(table, "species", &x, &error) == KL_OK) {
 *         const kl_column *species = kl_table_column(table, x);
 *         …
 *     }
 *     kl_table_free(table);
 */
#ifndef KULLBACK_TABLE_H
#define KULLBACK_TABLE_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a column holds. Content decides, unless the caller says. */
typedef enum kl_column_type {
    KL_COLUMN_NUMBER = 0, /**< every value that is there is a number */
    KL_COLUMN_CATEGORY,   /**< names of something */
    KL_COLUMN_BOOLEAN,    /**< categories that are true and false, or yes and no, in any case */
    KL_COLUMN_TIME        /**< points in time: numbers, of seconds since the beginning of 1970 in UTC */
} kl_column_type;

/** "number", "category", "boolean", "time". */
KL_API const char *kl_column_type_name(kl_column_type type);

/** The code of a missing value. */
#define KL_COLUMN_MISSING UINT32_MAX

/** A column, of the table's lifetime. */
typedef struct kl_column {
    const char *name;
    kl_column_type type;
    const double *numbers; /**< of numbers and times, a row each, else NULL; NaN: missing. May be infinite */
    const uint32_t *codes; /**< of the others, a row each, else NULL; KL_COLUMN_MISSING, or which category */
    size_t categories;     /**< how many different ones there are; 0 of numbers and times */
    size_t missing;        /**< in how many rows nothing is there */
} kl_column;

/** A column by its name that is of this type, whatever it holds. KL_COLUMN_NUMBER: a value that is no number is an
 *  error. KL_COLUMN_CATEGORY: numbers are names too, 1 and 1.0 different ones. */
typedef struct kl_column_setting {
    const char *column;
    kl_column_type type; /**< not KL_COLUMN_BOOLEAN, which is seen by its content */
} kl_column_setting;

typedef struct kl_table_options {
    size_t size;
    const kl_column_setting *settings;
    size_t setting_count;
    int header; /**< of text: 1: the first line is the header, whatever it holds; 0 (default): content decides */
    kl_pool *pool; /**< DuckDB takes as many threads as it has; NULL: one */
    /** The only columns that are wanted, in the table's order: each by its number from 1, or, where that is none, by
     *  its name. column_count 0 (default): all. Of Parquet and databases of DuckDB nothing else is read. */
    const char *const *columns;
    size_t column_count;
    int columns_by_name; /**< 1: `columns` are names, also such as look like numbers */
} kl_table_options;

KL_API void kl_table_options_init(kl_table_options *options);

typedef struct kl_table kl_table;

/**
 * Read a table: a path, "-" for standard input, "FILE#TABLE" of a database (without "#TABLE": its only one), or
 * "sql:SELECT …".
 *
 *  - Separated text (RFC 4180): the separator is the first TAB, comma or semicolon of the first line; UTF-8, CRLF, a
 *    byte order mark and blank lines are fine. Missing is what is empty, or NA, N/A, #N/A, NaN, null or None in any
 *    case, or ?. A column is of numbers if all else in it is (the nearest doubles: 1e-400 is 0, 1e400 infinite), of
 *    times if all is dates or dates and times of ISO 8601 (2024-02-29, 2024-02-29 12:30:00.5, also with T, and with Z
 *    or +05:30). The first line is the header, unless one of its fields is a number and no word of it, which is neither
 *    that nor missing, stands above a number; then columns are named 0, 1, 2, … as are those whose name is empty. If of
 *    the header the first field alone is empty, the first column has the names of the rows: categories, even where all
 *    are numbers (what pandas and R write), and the header may be the numbers 0, 1, 2, … too, when the first is "row".
 *    Other numbers behind an empty field are values.
 *  - .npy of one or two dimensions: columns of numbers named 0, 1, 2, …; NaN is missing.
 *  - Parquet, JSON lines, a table of a DuckDB database (its views are none), "FILE#sql:SELECT …" over one, and
 *    "sql:SELECT …" over files that the query names: by DuckDB, which is loaded for it. What holds numbers (integers,
 *    decimals, floating point; times of day and spans in seconds) is a column of numbers, dates and timestamps one of
 *    times; booleans, and anything else by its text, are categories. Missing is null and, of numbers, NaN.
 *  - SQLite: values of a column are taken as those of separated text are, whatever type was declared.
 *
 * Memory is that of the columns: 8 bytes a number, 4 a category, and each category's name once; and the file, unless
 * it can be mapped. Time O(size), a second pass only for columns in which a number stands before the first text.
 *
 * KL_ERROR_FORMAT and KL_ERROR_VALUE name the file and the line (`index`), and where they concern one the column and
 * the value: lines of different lengths, two columns of one name, a quote that nothing closes, a byte of 0, no line,
 * no column; a value that is no number where numbers were asked for. KL_ERROR_ARGUMENT: a setting of a column that is
 * not there, a table of a database that is not there or not the only one, a query that is wrong (with its line in
 * `index`). More than 2^32 − 2 categories are KL_ERROR_UNSUPPORTED; so are tables of DuckDB where it cannot be loaded,
 * and of SQLite in a build without it: the message says what to install.
 */
KL_API kl_status kl_table_open(const char *path, const kl_table_options *options, kl_table **out,
                               kl_error *error);
/** Text or a .npy from memory, under a name. The table keeps nothing of `data`. */
KL_API kl_status kl_table_parse(const char *name, const void *data, size_t size,
                                const kl_table_options *options, kl_table **out, kl_error *error);
KL_API void kl_table_free(kl_table *table);

KL_API const char *kl_table_name(const kl_table *table);
KL_API size_t kl_table_rows(const kl_table *table);
KL_API size_t kl_table_columns(const kl_table *table);
/** NULL behind the last. */
KL_API const kl_column *kl_table_column(const kl_table *table, size_t index);
/** The name of a category, in the order of whose bytes they are numbered; not NUL-terminated, `*length` bytes. NULL:
 *  there is none. */
KL_API const char *kl_table_category(const kl_table *table, size_t column, uint32_t code,
                                     size_t *length);
/** Which column is called so. KL_ERROR_ARGUMENT if none is; the message has the nearest name, or some. */
KL_API kl_status kl_table_find(const kl_table *table, const char *name, size_t *index,
                               kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
