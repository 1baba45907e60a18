/* SPDX-License-Identifier: Apache-2.0 */
#include "table/format.h"

#include "io/npy.h"

#include <string.h>

static int has_magic(const char *head, size_t size, size_t at, const void *magic, size_t length) {
    return size >= at + length && memcmp(head + at, magic, length) == 0;
}

static size_t skip_blanks(const char *head, size_t size, size_t at) {
    while (at < size && strchr(" \t\r\n", head[at]) != NULL && head[at] != '\0')
        at++;
    return at;
}

/* An object, or an array of them: { and then a key or nothing. A name of a column begins so nowhere. */
static int is_json(const char *head, size_t size) {
    size_t at = has_magic(head, size, 0, "\xEF\xBB\xBF", 3) ? 3 : 0;
    at = skip_blanks(head, size, at);
    if (at < size && head[at] == '[')
        at = skip_blanks(head, size, at + 1);
    if (at >= size || head[at] != '{')
        return 0;
    at = skip_blanks(head, size, at + 1);
    return at < size && (head[at] == '"' || head[at] == '}');
}

kl_table_format kl_table_look(const void *data, size_t size) {
    const char *head = data;
    if (has_magic(head, size, 0, kl_npy_magic, KL_NPY_MAGIC_SIZE))
        return KL_TABLE_NPY;
    if (has_magic(head, size, 0, "PAR1", 4))
        return KL_TABLE_PARQUET;
    if (has_magic(head, size, 0, "SQLite format 3", 16))
        return KL_TABLE_SQLITE;
    /* Behind a checksum, and before the version, a number of eight bytes that is small. */
    if (has_magic(head, size, 8, "DUCK", 4) && has_magic(head, size, 16, "\0\0\0\0", 4))
        return KL_TABLE_DUCKDB;
    return is_json(head, size) ? KL_TABLE_JSON : KL_TABLE_TEXT;
}

const char *kl_table_format_phrase(kl_table_format format) {
    static const char *const phrases[] = {
        NULL,          "a NumPy array (.npy)", "a Parquet table",
        "JSON lines",  "an SQLite database",   "a DuckDB database",
        "an SQL query"};
    return phrases[format];
}
