/* SPDX-License-Identifier: Apache-2.0 */
/* What DuckDB reads: files that other tools wrote, files, databases and queries of its own, and what is wrong with
 * them. Without DuckDB everything is skipped. */
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <kullback/io.h>

#include "table/duckdb.h"
#include "table/source.h"

#ifdef KL_HAVE_DUCKDB
static kl_error error = KL_ERROR_INIT;
static char folder[] = "/tmp/kl-duckdb-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
    (void)state;
    char command[80];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void need_duckdb(void) {
    kl_duckdb_api api;
    if (kl_duckdb_load(&api, &error) == KL_OK)
        return;
    print_message("%s\n", error.message);
    skip();
}

/* Of a file in the folder; good until eight more are asked for. */
static const char *path_of(const char *name) {
    static char path[8][200];
    static int next;
    char *out = path[next++ % 8];
    snprintf(out, sizeof *path, "%s/%s", folder, name);
    return out;
}

/* Let a DuckDB in memory, or the file (NULL: none), do these statements. */
static void run(const char *file, const char *const *statements) {
    kl_duckdb_api api;
    duckdb_database database = NULL;
    kl_duckdb db;
    assert_int_equal(kl_duckdb_load(&api, &error), KL_OK);
    assert_int_equal(api.open_ext(file, &database, NULL, NULL), DuckDBSuccess);
    db = (kl_duckdb){api, database, NULL};
    assert_int_equal(api.connect(database, &db.connection), DuckDBSuccess);
    for (; *statements != NULL; statements++) {
        duckdb_result result;
        if (kl_duckdb_run(&db, *statements, NULL, KL_SQL_USERS, &result, &error) != KL_OK)
            fail_msg("%s: %s", *statements, error.message);
        duckdb_data_chunk chunk;
        while ((chunk = api.fetch_chunk(result)) != NULL)
            api.destroy_data_chunk(&chunk);
        api.destroy_result(&result);
    }
    kl_duckdb_close(&db);
}

static void write_file(const char *path, const char *data, size_t size) {
    kl_file *file = NULL;
    assert_int_equal(kl_file_create(path, &file, &error), KL_OK);
    assert_int_equal(kl_file_write(file, data, size, &error), KL_OK);
    assert_int_equal(kl_file_commit(file, &error), KL_OK);
    kl_file_close(file);
}

static kl_table *open_with(const char *path, const kl_table_options *options) {
    kl_table *table = NULL;
    if (kl_table_open(path, options, &table, &error) != KL_OK)
        fail_msg("%s", error.message);
    return table;
}

/* "number: 1 2 -", "category: a b -" of a column. */
static const char *shown(const kl_table *table, const char *name) {
    static char out[400];
    size_t index = 0;
    assert_int_equal(kl_table_find(table, name, &index, &error), KL_OK);
    const kl_column *column = kl_table_column(table, index);
    size_t at = (size_t)snprintf(out, sizeof out, "%s:", kl_column_type_name(column->type));
    for (size_t r = 0; r < kl_table_rows(table) && at < 300; r++) {
        size_t length = 0;
        const char *value =
            kl_table_category(table, index, column->numbers ? 0 : column->codes[r], &length);
        if (column->numbers != NULL && !isnan(column->numbers[r]))
            at += (size_t)snprintf(out + at, sizeof out - at, " %.17g", column->numbers[r]);
        else if (value != NULL)
            at += (size_t)snprintf(out + at, sizeof out - at, " %.*s", (int)length, value);
        else
            at += (size_t)snprintf(out + at, sizeof out - at, " -");
    }
    return out;
}

/* ── Files of other tools ── */

/* Written by polars (tools/make_parquet_examples.py). */
static void types_of_polars(void **state) {
    (void)state;
    need_duckdb();
    kl_table *table = open_with("tests/table/types.parquet", NULL);
    assert_int_equal(kl_table_rows(table), 3);
    assert_int_equal(kl_table_columns(table), 13);
    assert_string_equal(shown(table, "u64"),
                        "number: 1.8446744073709552e+19 0 -"); /* 2^64 − 1 rounds up */
    assert_string_equal(shown(table, "f32"), "number: 0.5 - -");
    assert_string_equal(shown(table, "dec"),
                        "number: 12.345000000000001 -0.001 -"); /* the nearest doubles */
    assert_string_equal(shown(table, "flag"), "boolean: true false -");
    assert_string_equal(shown(table, "day"), "time: 86400 -86400 -");
    assert_string_equal(shown(table, "at"), "time: 1.5 1709164800 -");
    assert_string_equal(shown(table, "zoned"), "time: 3600 0 -");
    assert_string_equal(shown(table, "clock"), "number: 60 86399 -");
    assert_string_equal(shown(table, "text"), "category:  NA -");
    assert_string_equal(shown(table, "kind"), "category: b a -");
    assert_string_equal(shown(table, "list"), "category: [1, 2] [] -");
    assert_string_equal(shown(table, "nothing"), "number: - - -");
    assert_string_equal(shown(table, "a \"quoted\", name"), "number: 1 2 3");
    kl_table_free(table);
}

static void same_tables(const kl_table *a, const kl_table *b) {
    assert_int_equal(kl_table_rows(a), kl_table_rows(b));
    assert_int_equal(kl_table_columns(a), kl_table_columns(b));
    for (size_t i = 0; i < kl_table_columns(a); i++) {
        const kl_column *x = kl_table_column(a, i), *y = kl_table_column(b, i);
        assert_string_equal(x->name, y->name);
        assert_int_equal(x->type, y->type);
        assert_int_equal(x->missing, y->missing);
        assert_int_equal(x->categories, y->categories);
        for (size_t r = 0; r < kl_table_rows(a); r++)
            if (x->numbers != NULL)
                assert_true(x->numbers[r] == y->numbers[r] ||
                            (isnan(x->numbers[r]) && isnan(y->numbers[r])));
            else
                assert_int_equal(x->codes[r], y->codes[r]);
    }
}

/* Written by pyarrow from the CSV, in row groups of 100. */
static void penguins_of_pyarrow(void **state) {
    (void)state;
    need_duckdb();
    kl_table *text = open_with("examples/penguins/penguins.csv", NULL);
    kl_table *parquet = open_with("examples/penguins/penguins.parquet", NULL);
    same_tables(text, parquet);
    kl_table_free(parquet);
    parquet = open_with("sql:SELECT * FROM 'examples/penguins/penguins.parquet' ; ", NULL);
    same_tables(text, parquet);
    kl_table_free(parquet);
    kl_table_free(text);
}

/* ── Batches ── */

enum { ROWS = 300000 }; /* three row groups */

typedef struct reader {
    kl_table_source *source;
    uint8_t seen[ROWS];
    const char *wrong;
} reader;

static int is_row(const kl_batch *batch, size_t i) {
    const uint64_t r = batch->first + i;
    char expected[40];
    const int length =
        snprintf(expected, sizeof expected, "a name of many letters %d", (int)(r % 100));
    const kl_symbol_name name = batch->column[1].names[i];
    const double gap = batch->column[2].numbers[i];
    return batch->column[0].numbers[i] == (double)r &&
           (r % 5 == 0 ? name.bytes == NULL
                       : name.length == (size_t)length &&
                             memcmp(name.bytes, expected, name.length) == 0) &&
           (r % 7 == 0 ? isnan(gap) : gap == (double)r / 2);
}

static void *read_all(void *context) {
    reader *r = context;
    kl_batch batch = {.rows = 0};
    kl_status status;
    while ((status = kl_table_source_read(r->source, &batch, NULL)) == KL_OK && batch.rows > 0)
        for (size_t i = 0; i < batch.rows; i++) {
            r->seen[batch.first + i]++;
            if (!is_row(&batch, i))
                r->wrong = "a row is another one";
        }
    if (status != KL_OK)
        r->wrong = "a batch cannot be read";
    kl_batch_clear(&batch);
    return NULL;
}

static void batches(void **state) {
    (void)state;
    need_duckdb();
    char copy[400];
    const char *path = path_of("batches.parquet");
    snprintf(copy, sizeof copy,
             "COPY (SELECT range AS x, CASE WHEN range %% 5 > 0 THEN 'a name of many letters ' || "
             "range %% 100 END AS "
             "name, CASE WHEN range %% 7 > 0 THEN range / 2 END AS gap FROM range(%d)) TO '%s'",
             ROWS, path);
    run(NULL, (const char *const[]){copy, NULL});
    kl_pool_options threads;
    kl_table_options options;
    kl_pool_options_init(&threads);
    threads.threads = 2;
    kl_table_options_init(&options);
    assert_int_equal(kl_pool_new(&threads, &options.pool, &error), KL_OK);
    static reader r[2];
    kl_table_source *source = NULL;
    if (kl_table_source_open(path, &options, &source, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_int_equal(source->rows, ROWS);
    r[0].source = r[1].source = source;
    pthread_t other;
    assert_int_equal(pthread_create(&other, NULL, read_all, &r[1]), 0);
    read_all(&r[0]);
    pthread_join(other, NULL);
    for (int k = 0; k < 2; k++)
        if (r[k].wrong != NULL)
            fail_msg("%s", r[k].wrong);
    for (size_t i = 0; i < ROWS; i++)
        assert_int_equal(r[0].seen[i] + r[1].seen[i], 1);
    kl_table_source_close(source);
    /* Closed before its end. */
    kl_batch batch = {.rows = 0};
    assert_int_equal(kl_table_source_open(path, NULL, &source, &error), KL_OK);
    assert_int_equal(kl_table_source_read(source, &batch, &error), KL_OK);
    assert_true(batch.rows > 0);
    kl_batch_clear(&batch);
    kl_table_source_close(source);
    kl_pool_free(options.pool);
}

/* ── Databases ── */

static void refused(const char *path, kl_status status, const char *words) {
    kl_table *table = NULL;
    error = (kl_error)KL_ERROR_INIT;
    assert_int_equal(kl_table_open(path, NULL, &table, &error), status);
    assert_null(table);
    if (strstr(error.message, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, error.message);
}

static void databases(void **state) {
    (void)state;
    need_duckdb();
    const char *file = path_of("some.db");
    char name[300];
    run(file,
        (const char *const[]){"CREATE TABLE \"odd \"\" name\" AS SELECT 7 AS \"a\"\"b\", 'x' AS c",
                              "CREATE VIEW spy AS SELECT * FROM read_text('/etc/passwd')", NULL});
    /* The view is no table, so there is one only. */
    kl_table *table = open_with(file, NULL);
    assert_string_equal(shown(table, "a\"b"), "number: 7");
    assert_string_equal(kl_table_name(table), file);
    kl_table_free(table);
    run(file, (const char *const[]){"CREATE SCHEMA s",
                                    "CREATE TABLE s.t AS SELECT range AS r FROM range(3)", NULL});
    refused(file, KL_ERROR_ARGUMENT, "say FILE#TABLE: odd \" name, s.t");
    snprintf(name, sizeof name, "%s#t", file);
    table = open_with(name, NULL);
    assert_string_equal(shown(table, "r"), "number: 0 1 2");
    assert_string_equal(kl_table_name(table), name);
    kl_table_free(table);
    snprintf(name, sizeof name, "%s#s.t", file);
    kl_table_free(open_with(name, NULL));
    snprintf(name, sizeof name, "%s#spy", file);
    refused(name, KL_ERROR_ARGUMENT, "no table is called \"spy\"; there are: odd \" name, s.t");
    snprintf(name, sizeof name, "%s#x\" UNION SELECT 1; --", file);
    refused(name, KL_ERROR_ARGUMENT, "no table is called");
    snprintf(name, sizeof name, "%s#sql:SELECT sum(r) AS s FROM s.t -- all", file);
    table = open_with(name, NULL);
    assert_string_equal(shown(table, "s"), "number: 3");
    kl_table_free(table);
    /* What the file brings along reaches no other file. */
    snprintf(name, sizeof name, "%s#sql:FROM spy", file);
    refused(name, KL_ERROR_ARGUMENT, "Permission Error");
    refused("examples/penguins/penguins.csv#t", KL_ERROR_ARGUMENT, "only a database has tables");
    refused("examples/penguins/penguins.parquet#sql:SELECT 1", KL_ERROR_ARGUMENT,
            "only a DuckDB database has queries");
    refused("/tmp/no.db#t", KL_ERROR_IO, "/tmp/no.db#t");
}

/* ── Queries ── */

static void queries(void **state) {
    (void)state;
    need_duckdb();
    refused("sql:SELEC 1", KL_ERROR_ARGUMENT,
            "sql:SELEC 1: Parser Error: syntax error at or near \"SELEC\" (line 1 of the query, at "
            "\"SELEC 1\")");
    refused("sql:SELECT 1,\n  b + 1 FROM range(3)", KL_ERROR_ARGUMENT,
            "(line 2 of the query, at \"b + 1 FROM range(3)\")");
    assert_int_equal(error.index, 2);
    refused("sql:", KL_ERROR_ARGUMENT, "No statement");
    refused("sql:SELECT 1; SELECT 2", KL_ERROR_ARGUMENT, "multiple statements");
    refused("sql:CREATE TABLE t (x INT)", KL_ERROR_ARGUMENT, "a table is what SELECT gives");
    refused("sql:COPY (SELECT 1) TO '/tmp/kl-no'", KL_ERROR_ARGUMENT,
            "a table is what SELECT gives");
    assert_int_not_equal(access("/tmp/kl-no", F_OK), 0);
    refused("sql:SELECT $1", KL_ERROR_ARGUMENT, "parameters");
    refused("sql:SELECT * FROM '/tmp/no such.parquet'", KL_ERROR_ARGUMENT, "No files found");
    refused("sql:SELECT CAST(CASE WHEN range = 5000 THEN 'x' ELSE '1' END AS INT) FROM range(9000)",
            KL_ERROR_FORMAT, "Could not convert string 'x'");
    refused("sql:SELECT * FROM (SELECT 1 AS a, 'a long text that goes on and on for more than what "
            "is shown of it')"
            " WHERE nothing",
            KL_ERROR_ARGUMENT, "…: Binder Error");
    kl_table *table = open_with(
        "sql:WITH t AS (FROM range(2)) SELECT 1 AS a, 2 AS a, TIMESTAMP '1970-01-01 00:00:02' AS "
        "\"at\", INTERVAL 1 MINUTE AS span FROM t -- twice",
        NULL);
    assert_string_equal(shown(table, "a"), "number: 1 1");
    assert_string_equal(shown(table, "a_1"), "number: 2 2");
    assert_string_equal(shown(table, "at"), "time: 2 2");
    assert_string_equal(shown(table, "span"), "number: 60 60");
    kl_table_free(table);
    table = open_with("sql:SELECT 1 AS x WHERE false", NULL);
    assert_int_equal(kl_table_rows(table), 0);
    kl_table_free(table);
}

/* ── JSON lines ── */

static void json_lines(void **state) {
    (void)state;
    need_duckdb();
    static const char text[] = "{\"n\": 1, \"s\": \"x\", \"d\": \"2024-02-29\", \"b\": true}\n"
                               "{\"n\": 2.5, \"d\": \"1970-01-02\", \"more\": {\"k\": [1]}}\n"
                               "{\"n\": null, \"s\": \"NA\", \"b\": false}\n";
    const char *path = path_of("a.jsonl");
    write_file(path, text, sizeof text - 1);
    kl_table *table = open_with(path, NULL);
    assert_string_equal(shown(table, "n"), "number: 1 2.5 -");
    assert_string_equal(shown(table, "s"), "category: x - NA");
    assert_string_equal(shown(table, "d"), "time: 1709164800 86400 -");
    assert_string_equal(shown(table, "b"), "boolean: true - false");
    assert_string_equal(shown(table, "more"), "category: - {'k': [1]} -");
    kl_table_free(table);
    static const char array[] = "[{\"a\": 1},\n {\"a\": 2}]";
    write_file(path, array, sizeof array - 1);
    table = open_with(path, NULL);
    assert_string_equal(shown(table, "a"), "number: 1 2");
    kl_table_free(table);
    static const char bad[] = "{\"a\": 1}\n{\"a\": x}\n";
    write_file(path, bad, sizeof bad - 1);
    refused(path, KL_ERROR_FORMAT, "Malformed JSON");
    static const char cut[] = "{\"a\": 1}\n{\"a\": ";
    write_file(path, cut, sizeof cut - 1);
    refused(path, KL_ERROR_FORMAT, "JSON");
}

/* What a column is, all of it says and not its first rows. */
static void late_text(void **state) {
    (void)state;
    need_duckdb();
    enum { LINES = 50000 };
    static char text[LINES * 16];
    size_t at = 0;
    for (int i = 0; i < LINES; i++)
        at += (size_t)snprintf(text + at, sizeof text - at,
                               i < LINES - 1 ? "{\"a\": %d}\n" : "{\"a\": \"x\"}\n", i % 9);
    const char *path = path_of("late.jsonl");
    write_file(path, text, at);
    kl_table *table = open_with(path, NULL);
    assert_int_equal(kl_table_column(table, 0)->type, KL_COLUMN_CATEGORY);
    assert_int_equal(kl_table_column(table, 0)->categories, 10);
    kl_table_free(table);
}

/* ── What the caller says ── */

static void settings(void **state) {
    (void)state;
    need_duckdb();
    const char *path = path_of("set.jsonl");
    static const char text[] =
        "{\"n\": 1, \"s\": \"7\"}\n{\"n\": 2, \"s\": \"NA\"}\n{\"n\": 2, \"s\": \"1e3\"}\n";
    write_file(path, text, sizeof text - 1);
    const kl_column_setting both[] = {{"n", KL_COLUMN_CATEGORY}, {"s", KL_COLUMN_NUMBER}};
    const char *const second[] = {"2"}, *const name[] = {"n"};
    kl_table_options options;
    kl_table_options_init(&options);
    options.settings = both;
    options.setting_count = 2;
    kl_table *table = open_with(path, &options);
    assert_string_equal(shown(table, "n"), "category: 1 2 2");
    assert_string_equal(shown(table, "s"), "number: 7 - 1000");
    kl_table_free(table);
    options.columns = second;
    options.column_count = 1;
    table = open_with(path, &options);
    assert_int_equal(kl_table_columns(table), 1);
    assert_string_equal(shown(table, "s"), "number: 7 - 1000");
    kl_table_free(table);
    options.columns = name;
    options.setting_count = 0;
    table = open_with(path, &options);
    assert_int_equal(kl_table_columns(table), 1);
    assert_string_equal(shown(table, "n"), "number: 1 2 2");
    kl_table_free(table);
    static const char words[] = "{\"s\": \"7\"}\n{\"s\": \"seven\"}\n";
    write_file(path, words, sizeof words - 1);
    options.column_count = 0;
    options.settings = both + 1;
    options.setting_count = 1;
    assert_int_equal(kl_table_open(path, &options, &table, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "row 2, column \"s\": \"seven\" is no number"));
    options.settings = both;
    assert_int_equal(kl_table_open(path, &options, &table, &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "no column is called \"n\""));
}

/* ── Odd and damaged files ── */

static void names_of_files(void **state) {
    (void)state;
    need_duckdb();
    static const char text[] = "{\"a\": 1}\n";
    static const char *const names[] = {"a[1]*?.jsonl", "it's.jsonl", "a#b.jsonl",
                                        "sql: x.jsonl", "%20.jsonl",  "x=1.jsonl"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        write_file(path_of(names[i]), text, sizeof text - 1);
        kl_table *table = open_with(path_of(names[i]), NULL);
        assert_int_equal(kl_table_rows(table), 1);
        assert_int_equal(kl_table_columns(table), 1);
        kl_table_free(table);
    }
}

/* Cut anywhere, a Parquet file is refused. */
static void cut_parquet(void **state) {
    (void)state;
    need_duckdb();
    kl_bytes *bytes = NULL;
    const char *path = path_of("cut.parquet");
    assert_int_equal(kl_bytes_open("tests/table/types.parquet", &bytes, &error), KL_OK);
    const size_t size = kl_bytes_size(bytes);
    for (size_t cut = 4; cut < size; cut += size / 8) {
        write_file(path, kl_bytes_data(bytes), cut);
        refused(path, KL_ERROR_FORMAT, "cut.parquet: Invalid Input Error");
    }
    kl_bytes_close(bytes);
    kl_table *table = NULL;
    assert_int_equal(kl_table_parse("p", "PAR1....", 8, NULL, &table, &error),
                     KL_ERROR_UNSUPPORTED);
    assert_non_null(strstr(error.message, "read from a file"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_of_polars), cmocka_unit_test(penguins_of_pyarrow),
        cmocka_unit_test(batches),         cmocka_unit_test(databases),
        cmocka_unit_test(queries),         cmocka_unit_test(json_lines),
        cmocka_unit_test(late_text),       cmocka_unit_test(settings),
        cmocka_unit_test(names_of_files),  cmocka_unit_test(cut_parquet),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
#else
static void refused(void **state) {
    (void)state;
    kl_table *table = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_table_open("examples/penguins/penguins.parquet", NULL, &table, &error),
                     KL_ERROR_UNSUPPORTED);
    assert_non_null(strstr(error.message, "make tables"));
    assert_int_equal(kl_table_open("sql:SELECT 1", NULL, &table, &error), KL_ERROR_UNSUPPORTED);
    print_message("%s\n", error.message);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
#endif
