/* SPDX-License-Identifier: Apache-2.0 */
/* Opening a DuckDB and asking it. */
#include "table/duckdb.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/excerpt.h"

#include <string.h>

#ifdef KL_HAVE_DUCKDB

/* ── What it says went wrong ── */

/* "LINE 2: …text…", and below it a caret at the place: the line, and the text from there on. The place counts
 * characters, which here are bytes. */
static int find_place(const char *why, int64_t *line, char shown[KL_EXCERPT_SIZE]) {
    const char *row = strstr(why, "\nLINE ");
    const char *end = row != NULL ? strchr(row + 1, '\n') : NULL;
    const char *caret = end != NULL ? strchr(end + 1, '^') : NULL;
    if (caret == NULL || caret - end > end - row)
        return 0;
    const char *at = row + (caret - end);
    *line = 0;
    for (const char *p = row + 6; *p >= '0' && *p <= '9' && *line < 1000000; p++)
        *line = 10 * *line + (*p - '0');
    kl_excerpt(at, (size_t)(end - at), shown);
    return 1;
}

/* The words before the place, on one line. */
static void take_words(const char *why, char *out, size_t size) {
    const char *place = strstr(why, "\n\nLINE ");
    const size_t length = place != NULL ? (size_t)(place - why) : strlen(why);
    kl_words(out, size, "%.*s", (int)(length < size ? length : size - 1), why);
    for (char *p = out; *p != '\0'; p++)
        if ((unsigned char)*p < ' ')
            *p = ' ';
}

static kl_status fail(kl_error *error, kl_status code, const char *why, kl_sql_author author) {
    char words[400], shown[KL_EXCERPT_SIZE];
    int64_t line = -1;
    take_words(why != NULL ? why : "DuckDB gives no reason", words, sizeof words);
    if (author == KL_SQL_USERS && why != NULL && find_place(why, &line, shown))
        return kl_fail_at(error, code, line, -1, "%s (line %lld of the query, at %s)", words,
                          (long long)line, shown);
    return kl_fail(error, code, "%s", words);
}

/* ── Opening ── */

static kl_status set(const kl_duckdb_api *api, duckdb_config config, const char *name,
                     const char *value, kl_error *error) {
    if (api->set_config(config, name, value) == DuckDBSuccess)
        return KL_OK;
    return kl_fail(error, KL_ERROR_UNSUPPORTED, "this DuckDB has no option %s", name);
}

static kl_status configure(const kl_duckdb_api *api, duckdb_config config, int is_file,
                           unsigned threads, kl_error *error) {
    char number[16];
    kl_words(number, sizeof number, "%u", threads);
    kl_status status = set(api, config, "threads", number, error);
    if (status == KL_OK)
        status = set(api, config, "autoinstall_known_extensions", "false", error);
    if (status == KL_OK)
        status = set(api, config, "autoload_known_extensions", "false", error);
    if (status == KL_OK && is_file)
        status = set(api, config, "access_mode", "READ_ONLY", error);
    return status;
}

static kl_status open_database(const char *path, duckdb_config config, kl_duckdb *db,
                               kl_error *error) {
    char *why = NULL;
    const duckdb_state opened = db->api.open_ext(path, &db->database, config, &why);
    kl_status status = KL_OK;
    if (opened != DuckDBSuccess)
        status = fail(error, KL_ERROR_FORMAT, why, KL_SQL_OURS);
    else if (db->api.connect(db->database, &db->connection) != DuckDBSuccess)
        status = kl_fail_memory(error, "a connection to DuckDB", 0);
    if (why != NULL)
        db->api.free(why);
    return status;
}

/* Points in time are told as of UTC wherever this runs. What a file holds, such as a view, reaches no other file. */
static kl_status settle(const kl_duckdb *db, int is_file, kl_error *error) {
    static const char *const statements[] = {"SET TimeZone = 'UTC'",
                                             "SET enable_external_access = false"};
    kl_status status = KL_OK;
    for (int i = 0; status == KL_OK && i < 1 + is_file; i++) {
        duckdb_result nothing;
        status = kl_duckdb_run(db, statements[i], NULL, KL_SQL_OURS, &nothing, error);
        if (status == KL_OK)
            db->api.destroy_result(&nothing);
    }
    return status;
}

kl_status kl_duckdb_open(const char *path, unsigned threads, kl_duckdb *db, kl_error *error) {
    duckdb_config config = NULL;
    *db = (kl_duckdb){.database = NULL};
    kl_status status = kl_duckdb_load(&db->api, error);
    if (status != KL_OK)
        return status;
    if (db->api.create_config(&config) != DuckDBSuccess)
        status = kl_fail_memory(error, "the options of DuckDB", 0);
    if (status == KL_OK)
        status = configure(&db->api, config, path != NULL, threads, error);
    if (status == KL_OK)
        status = open_database(path, config, db, error);
    db->api.destroy_config(&config);
    if (status == KL_OK)
        status = settle(db, path != NULL, error);
    if (status != KL_OK)
        kl_duckdb_close(db);
    return status;
}

void kl_duckdb_close(kl_duckdb *db) {
    if (db->connection != NULL)
        db->api.disconnect(&db->connection);
    if (db->database != NULL)
        db->api.close(&db->database);
    *db = (kl_duckdb){.database = NULL};
}

/* ── Asking ── */

kl_status kl_duckdb_result_status(const kl_duckdb *db, duckdb_result *result, kl_sql_author author,
                                  kl_error *error) {
    const char *why = db->api.result_error(result);
    return why == NULL || why[0] == '\0' ? KL_OK : fail(error, KL_ERROR_FORMAT, why, author);
}

static kl_status run_prepared(const kl_duckdb *db, duckdb_prepared_statement statement,
                              const char *value, kl_sql_author author, duckdb_result *out,
                              kl_error *error) {
    const kl_duckdb_api *api = &db->api;
    if (value != NULL && api->bind_varchar(statement, 1, value) != DuckDBSuccess)
        return fail(error, KL_ERROR_ARGUMENT, api->prepare_error(statement), author);
    if (api->execute_prepared_streaming(statement, out) == DuckDBSuccess)
        return KL_OK;
    const kl_status status = kl_duckdb_result_status(db, out, author, error);
    api->destroy_result(out);
    return status != KL_OK ? status : fail(error, KL_ERROR_FORMAT, NULL, author);
}

kl_status kl_duckdb_run(const kl_duckdb *db, const char *sql, const char *value,
                        kl_sql_author author, duckdb_result *out, kl_error *error) {
    duckdb_prepared_statement statement = NULL;
    kl_status status;
    if (db->api.prepare(db->connection, sql, &statement) == DuckDBSuccess)
        status = run_prepared(db, statement, value, author, out, error);
    else
        status = fail(error, KL_ERROR_ARGUMENT, db->api.prepare_error(statement), author);
    db->api.destroy_prepare(&statement);
    return status;
}

kl_status kl_duckdb_check(const kl_duckdb *db, const char *sql, kl_error *error) {
    duckdb_prepared_statement statement = NULL;
    kl_status status = KL_OK;
    if (db->api.prepare(db->connection, sql, &statement) != DuckDBSuccess)
        status = fail(error, KL_ERROR_ARGUMENT, db->api.prepare_error(statement), KL_SQL_USERS);
    else if (db->api.prepared_statement_type(statement) != DUCKDB_STATEMENT_TYPE_SELECT)
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "a table is what SELECT gives; this is another statement");
    else if (db->api.nparams(statement) > 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "the query has parameters, for which nothing is given");
    db->api.destroy_prepare(&statement);
    return status;
}

/* ── Text ── */

kl_status kl_sql_add(kl_buffer *sql, const char *text, kl_error *error) {
    return kl_buffer_append(sql, text, strlen(text), error);
}
#endif
