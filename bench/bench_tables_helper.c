/* SPDX-License-Identifier: Apache-2.0 */
/* Tables by DuckDB alone, and as a table of Kullback, for bench_tables.py. `make ROWS PARQUET` writes a table of 20
 * columns; HOW PATH THREADS reads all of it once: `scan`, where DuckDB adds up every column, `group`, where it counts
 * the different values of every column, `table`, where it becomes columns in memory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <duckdb.h>

#include <kullback/table.h>

#include "helper.h"

enum { NUMBERS = 10, INTEGERS = 5, COLUMNS = 20, WIDEST = 4000 };

static void run(duckdb_connection connection, const char *sql) {
    duckdb_result result;
    if (duckdb_query(connection, sql, &result) != DuckDBSuccess) {
        fprintf(stderr, "%s\n", duckdb_result_error(&result));
        exit(1);
    }
    duckdb_destroy_result(&result);
}

/* Normal numbers, of which one in 50 is missing, integers below 1000, names of 20, 500 and 100,000 kinds, days and a
 * boolean. */
static void make(duckdb_connection connection, const char *rows, const char *path) {
    char sql[WIDEST];
    size_t at = (size_t)snprintf(sql, sizeof sql, "COPY (SELECT ");
    for (int i = 0; i < NUMBERS; i++)
        at += (size_t)snprintf(sql + at, sizeof sql - at,
                               "CASE WHEN random() > 0.02 THEN sqrt(-2 * ln(random() + 1e-300)) * "
                               "cos(6.283185307 * random()) END AS n%d, ",
                               i);
    for (int i = 0; i < INTEGERS; i++)
        at += (size_t)snprintf(sql + at, sizeof sql - at,
                               "CAST(random() * 1000 AS BIGINT) AS i%d, ", i);
    snprintf(sql + at, sizeof sql - at,
             "'cat' || CAST(random() * 20 AS INT) AS c0, "
             "'category ' || CAST(random() * 500 AS INT) AS c1, "
             "'u' || CAST(random() * 100000 AS INT) AS c2, "
             "DATE '2020-01-01' + CAST(random() * 1000 AS INT) AS d, random() < 0.3 AS b "
             "FROM range(%s)) TO '%s' (FORMAT parquet)",
             rows, path);
    run(connection, sql);
}

static void scan(duckdb_connection connection, const char *path) {
    char sql[WIDEST];
    snprintf(sql, sizeof sql, "SELECT sum(COLUMNS('^[ni]')), max(COLUMNS('^[cdb]')) FROM '%s'",
             path);
    run(connection, sql);
}

static void group(duckdb_connection connection, const char *path) {
    char sql[WIDEST];
    for (int i = 1; i <= COLUMNS; i++) {
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM (SELECT #%d AS v, count(*) FROM '%s' GROUP BY v)", i, path);
        run(connection, sql);
    }
}

static void read_table(const char *path, unsigned threads) {
    kl_error error = KL_ERROR_INIT;
    kl_table_options options;
    kl_table *table = NULL;
    kl_table_options_init(&options);
    options.pool = bench_pool(threads);
    if (kl_table_open(path, &options, &table, &error) != KL_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(1);
    }
    kl_table_free(table);
    kl_pool_free(options.pool);
}

int main(int count, char **words) {
    duckdb_database database;
    duckdb_connection connection;
    char sql[80];
    if (count != 4 || duckdb_open(NULL, &database) != DuckDBSuccess ||
        duckdb_connect(database, &connection) != DuckDBSuccess)
        return 2;
    snprintf(sql, sizeof sql, "SET threads = %d", atoi(words[3]));
    if (strcmp(words[1], "make") == 0) {
        make(connection, words[2], words[3]);
    } else {
        run(connection, sql);
        if (strcmp(words[1], "scan") == 0)
            scan(connection, words[2]);
        else if (strcmp(words[1], "group") == 0)
            group(connection, words[2]);
        else
            read_table(words[2], (unsigned)atoi(words[3]));
    }
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return 0;
}
