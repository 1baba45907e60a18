/* SPDX-License-Identifier: Apache-2.0 */
/* Tables by DuckDB alone and through Kullback, for bench_tables.py. `make ROWS PARQUET CSV` writes a table of 20 columns;
 * HOW PATH THREADS prints the seconds of one reading of all of it, and the rows: HOW is `scan`, where DuckDB adds up
 * every column and nothing leaves it, `group`, where it counts the different values of every column, `batches`, where
 * THREADS threads look at every value of our batches, `table`, where it becomes columns in memory. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/state.h"
#include "table/duckdb.h"
#include "table/source.h"

#include "helper.h"

enum { NUMBERS = 10, INTEGERS = 5, COLUMNS = 20, WIDEST = 4000 };

static kl_error error = KL_ERROR_INIT;

static void need(kl_status status) {
    if (status == KL_OK)
        return;
    fprintf(stderr, "%s\n", error.message);
    exit(1);
}

static void run(const kl_duckdb *db, const char *sql, const char *path) {
    duckdb_result result;
    duckdb_data_chunk chunk;
    need(kl_duckdb_run(db, sql, path, KL_SQL_USERS, &result, &error));
    while ((chunk = db->api.fetch_chunk(result)) != NULL)
        db->api.destroy_data_chunk(&chunk);
    need(kl_duckdb_result_status(db, &result, KL_SQL_USERS, &error));
    db->api.destroy_result(&result);
}

/* Normal numbers, integers below 1000, names of 20, 500 and 100,000 kinds, days and a boolean; one in 50 is missing. */
static void make(const char *rows, const char *parquet, const char *csv) {
    kl_duckdb db;
    char sql[WIDEST];
    size_t at = (size_t)snprintf(sql, sizeof sql, "CREATE VIEW made AS SELECT ");
    for (int i = 0; i < NUMBERS; i++)
        at += (size_t)snprintf(sql + at, sizeof sql - at,
                               "CASE WHEN random() > 0.02 THEN sqrt(-2 * ln(random() + 1e-300)) * "
                               "cos(6.283185307 * random()) END AS n%d, ",
                               i);
    for (int i = 0; i < INTEGERS; i++)
        at += (size_t)snprintf(sql + at, sizeof sql - at,
                               "CAST(random() * 1000 AS BIGINT) AS i%d, ", i);
    snprintf(sql + at, sizeof sql - at,
             "'cat' || CAST(random() * 20 AS INT) AS c0, 'category ' || CAST(random() * 500 AS "
             "INT) AS c1, "
             "'u' || CAST(random() * 100000 AS INT) AS c2, DATE '2020-01-01' + CAST(random() * "
             "1000 AS INT) AS d, "
             "random() < 0.3 AS b FROM range(%s)",
             rows);
    need(kl_duckdb_open(NULL, 2, &db, &error));
    run(&db, sql, NULL);
    snprintf(sql, sizeof sql, "COPY (FROM made) TO '%s' (FORMAT parquet)", parquet);
    run(&db, sql, NULL);
    snprintf(sql, sizeof sql, "COPY (FROM made LIMIT %s / 10) TO '%s'", rows, csv);
    run(&db, sql, NULL);
    kl_duckdb_close(&db);
}

static uint64_t scan(const char *path, unsigned threads, int group) {
    kl_duckdb db;
    need(kl_duckdb_open(NULL, threads, &db, &error));
    if (group)
        for (int i = 0; i < COLUMNS; i++) {
            char sql[200];
            snprintf(
                sql, sizeof sql,
                "SELECT count(*) FROM (SELECT #%d AS v, count(*) FROM read_parquet($1) GROUP BY v)",
                i + 1);
            run(&db, sql, path);
        }
    else
        run(&db, "SELECT sum(COLUMNS('^[ni]')), max(COLUMNS('^[cdb]')) FROM read_parquet($1)",
            path);
    kl_duckdb_close(&db);
    return 0;
}

typedef struct reader {
    kl_table_source *source;
    double sum;
    uint64_t rows;
} reader;

static void *read_batches(void *context) {
    reader *r = context;
    kl_batch batch = {.rows = 0};
    kl_error why = KL_ERROR_INIT;
    while (kl_table_source_read(r->source, &batch, &why) == KL_OK && batch.rows > 0) {
        for (size_t i = 0; i < batch.columns; i++)
            for (size_t row = 0; row < batch.rows; row++)
                r->sum += batch.column[i].numbers != NULL
                              ? batch.column[i].numbers[row]
                              : (double)batch.column[i].names[row].length;
        r->rows += batch.rows;
    }
    kl_batch_clear(&batch);
    return NULL;
}

static uint64_t read_source(const char *path, unsigned threads, kl_pool *pool) {
    enum { MOST = 64 };
    kl_table_options options;
    kl_table_source *source = NULL;
    static reader readers[MOST];
    static pthread_t thread[MOST];
    uint64_t rows = 0;
    kl_table_options_init(&options);
    options.pool = pool;
    threads = threads < MOST ? threads : MOST;
    need(kl_table_source_open(path, &options, &source, &error));
    for (unsigned t = 0; t < threads; t++) {
        readers[t] = (reader){.source = source};
        pthread_create(&thread[t], NULL, read_batches, &readers[t]);
    }
    for (unsigned t = 0; t < threads; t++) {
        pthread_join(thread[t], NULL);
        rows += readers[t].rows;
    }
    kl_table_source_close(source);
    return rows;
}

static uint64_t read_table(const char *path, kl_pool *pool) {
    kl_table_options options;
    kl_table *table = NULL;
    kl_table_options_init(&options);
    options.pool = pool;
    need(kl_table_open(path, &options, &table, &error));
    const uint64_t rows = kl_table_rows(table);
    kl_table_free(table);
    return rows;
}

int main(int count, char **words) {
    if (count == 5 && strcmp(words[1], "make") == 0) {
        make(words[2], words[3], words[4]);
        return 0;
    }
    if (count != 4)
        return 2;
    const unsigned threads = (unsigned)atoi(words[3]);
    kl_pool *pool = bench_pool(threads);
    const double before = seconds();
    const uint64_t rows = strcmp(words[1], "batches") == 0 ? read_source(words[2], threads, pool)
                          : strcmp(words[1], "table") == 0
                              ? read_table(words[2], pool)
                              : scan(words[2], threads, strcmp(words[1], "group") == 0);
    printf("%.6f %llu\n", seconds() - before, (unsigned long long)rows);
    kl_pool_free(pool);
    return 0;
}
