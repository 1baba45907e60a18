/* SPDX-License-Identifier: Apache-2.0 */
/* A table of an SQLite database, by SQLite's own library. Its columns hold what was put in, whatever they were declared
 * as, so that content decides as in text. */
#include "table/table.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/excerpt.h"

#include <string.h>

#include <kullback/io.h>

#ifdef KL_HAVE_SQLITE3
#include <sqlite3.h>

static kl_status fail(sqlite3 *db, kl_error *error) {
    return kl_fail(error, sqlite3_errcode(db) == SQLITE_NOMEM ? KL_ERROR_MEMORY : KL_ERROR_FORMAT,
                   "SQLite: %.300s", sqlite3_errmsg(db));
}

/* ── Which table ── */

/* Views are not tables: they are SQL of the file. */
static const char find_tables[] =
    "SELECT name, ?1 IN ('', name) FROM sqlite_schema "
    "WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

typedef struct choice {
    size_t tables, meant;
    char *statement; /* of the first that is meant; SQLite's */
    char list[300];
    size_t used;
} choice;

static kl_status note_table(const char *name, int is_meant, choice *c, kl_error *error) {
    if (c->used + strlen(name) + 3 < sizeof c->list)
        c->used += kl_words(c->list + c->used, sizeof c->list - c->used, "%s%s",
                            c->tables > 0 ? ", " : "", name);
    c->tables++;
    if (is_meant && c->meant++ == 0)
        c->statement = sqlite3_mprintf("SELECT * FROM \"%w\"", name);
    return c->meant == 0 || c->statement != NULL
               ? KL_OK
               : kl_fail_memory(error, "a statement", strlen(name));
}

static kl_status judge(const choice *c, const char *asked, kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    if (c->tables == 0)
        return kl_fail(error, KL_ERROR_FORMAT, "a database without tables");
    if (c->meant == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no table is called %s; there are: %s",
                       kl_excerpt(asked, strlen(asked), shown), c->list);
    if (c->meant > 1)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a database of several tables; say FILE#TABLE: %s",
                       c->list);
    return KL_OK;
}

static kl_status choose(sqlite3 *db, const char *asked, choice *c, kl_error *error) {
    sqlite3_stmt *tables = NULL;
    kl_status status = KL_OK;
    int step = SQLITE_ERROR;
    if (sqlite3_prepare_v2(db, find_tables, -1, &tables, NULL) == SQLITE_OK &&
        sqlite3_bind_text(tables, 1, asked, -1, SQLITE_TRANSIENT) == SQLITE_OK)
        step = sqlite3_step(tables);
    for (; status == KL_OK && step == SQLITE_ROW; step = sqlite3_step(tables))
        status = note_table((const char *)sqlite3_column_text(tables, 0),
                            sqlite3_column_int(tables, 1), c, error);
    if (status == KL_OK)
        status = step == SQLITE_DONE ? judge(c, asked, error) : fail(db, error);
    sqlite3_finalize(tables);
    return status;
}

/* ── Its rows ── */

static kl_status name_columns(kl_table *table, sqlite3_stmt *rows, const kl_table_options *options,
                              kl_error *error) {
    const size_t n = (size_t)sqlite3_column_count(rows);
    kl_symbol_name *names = kl_alloc_zero(n, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the columns of a table", n * sizeof *names);
    for (size_t i = 0; i < n; i++) {
        const char *name = sqlite3_column_name(rows, (int)i);
        names[i] = (kl_symbol_name){name, name != NULL ? strlen(name) : 0};
    }
    const kl_status status = kl_table_name_columns(table, names, n, error);
    kl_free(names);
    return status == KL_OK ? kl_table_set_types(table, options, error) : status;
}

/* A number is itself where numbers are, and its text among names. */
static kl_status add_value(kl_column_store *column, size_t row, sqlite3_stmt *rows, int i,
                           kl_error *error) {
    char number[32];
    const int type = sqlite3_column_type(rows, i);
    const int is_number = type == SQLITE_INTEGER || type == SQLITE_FLOAT;
    if (is_number && column->seen.type == KL_COLUMN_NUMBER)
        return kl_column_add_number(column, row, sqlite3_column_double(rows, i), error);
    if (type == SQLITE_FLOAT)
        return kl_column_add(column, row, number,
                             kl_number_format(sqlite3_column_double(rows, i), number), error);
    const char *text = (const char *)sqlite3_column_text(rows, i);
    const int size = sqlite3_column_bytes(rows, i);
    return kl_column_add(column, row, text != NULL ? text : "", text != NULL ? (size_t)size : 0,
                         error);
}

static kl_status add_row(kl_table *table, sqlite3_stmt *rows, kl_error *error) {
    kl_error why = KL_ERROR_INIT;
    char shown[KL_EXCERPT_SIZE];
    for (size_t i = 0; i < table->columns; i++) {
        kl_column_store *column = &table->column[i];
        if (add_value(column, table->rows, rows, (int)i, &why) != KL_OK)
            return kl_fail_at(error, why.code, (int64_t)table->rows, -1, "row %zu, column %s: %s",
                              table->rows + 1,
                              kl_excerpt(column->name, strlen(column->name), shown), why.message);
    }
    table->rows++;
    return KL_OK;
}

static kl_status read_rows(kl_table *table, sqlite3 *db, sqlite3_stmt *rows, kl_error *error) {
    kl_status status = KL_OK;
    int step = sqlite3_step(rows);
    for (table->rows = 0; status == KL_OK && step == SQLITE_ROW; step = sqlite3_step(rows))
        status = add_row(table, rows, error);
    if (status == KL_OK && step != SQLITE_DONE)
        status = fail(db, error);
    sqlite3_reset(rows);
    return status;
}

static kl_status read_table(kl_table *table, sqlite3 *db, const char *statement,
                            const kl_table_options *options, kl_error *error) {
    sqlite3_stmt *rows = NULL;
    kl_status status = sqlite3_prepare_v2(db, statement, -1, &rows, NULL) == SQLITE_OK
                           ? name_columns(table, rows, options, error)
                           : fail(db, error);
    if (status == KL_OK)
        status = read_rows(table, db, rows, error);
    if (status == KL_OK && kl_table_begin_late(table))
        status = read_rows(table, db, rows, error);
    sqlite3_finalize(rows);
    return status == KL_OK ? kl_table_finish(table, error) : status;
}

/* What a schema says is data and calls no function that could do anything. */
kl_status kl_table_read_sqlite(kl_table *table, const char *file, const char *from,
                               const kl_table_options *options, kl_error *error) {
    sqlite3 *db = NULL;
    choice c = {.tables = 0};
    kl_status status = KL_OK;
    if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) != SQLITE_OK)
        status = fail(db, error);
    if (status == KL_OK)
        status = choose(db, from != NULL ? from : "", &c, error);
    if (status == KL_OK)
        status = read_table(table, db, c.statement, options, error);
    sqlite3_free(c.statement);
    sqlite3_close(db);
    return status;
}
#else
kl_status kl_table_read_sqlite(kl_table *table, const char *file, const char *from,
                               const kl_table_options *options, kl_error *error) {
    (void)table;
    (void)file;
    (void)from;
    (void)options;
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "an SQLite database needs sqlite3, which this build is without: install "
                   "libsqlite3-dev (Debian) "
                   "and build again");
}
#endif
