/* SPDX-License-Identifier: Apache-2.0 */
#include "table/place.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/bytes.h"
#include "io/descriptor.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_NAME = 80 }; /* of a query, in what is shown of it */

static const char *query_of(const char *words) {
    return strncmp(words, "sql:", 4) == 0 ? words + 4 : NULL;
}

/* Where in "FILE#…" the file's name ends: nowhere where all of it is the name of a file, or none before a '#' is. */
static size_t file_length(const char *path) {
    const size_t length = strlen(path);
    if (access(path, F_OK) == 0)
        return length;
    for (const char *mark = strchr(path, '#'); mark != NULL; mark = strchr(mark + 1, '#')) {
        char *front = kl_table_copy_text(path, (size_t)(mark - path));
        const int is_there = front != NULL && access(front, F_OK) == 0;
        kl_free(front);
        if (is_there)
            return (size_t)(mark - path);
    }
    return length;
}

/* Long queries are cut. */
static kl_status name_place(const char *path, kl_table_place *place, kl_error *error) {
    char cut[LONGEST_NAME + 1];
    const char *name = kl_descriptor_name(path);
    if (kl_words(cut, sizeof cut, "%s", name) > LONGEST_NAME && strstr(path, "sql:") != NULL) {
        kl_words(cut, sizeof cut - 3, "%s", name);
        name = strcat(cut, "…");
    }
    place->name = kl_table_copy_text(name, strlen(name));
    place->request.name = place->name;
    return place->name != NULL ? KL_OK : kl_fail_memory(error, "the name of a table", strlen(name));
}

/* What stands behind the '#', if anything. */
static kl_status take_part(const char *part, kl_duckdb_request *request, kl_error *error) {
    request->query = query_of(part);
    request->table = request->query == NULL ? part : NULL;
    if (request->format == KL_TABLE_DUCKDB ||
        (request->format == KL_TABLE_SQLITE && request->query == NULL))
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT, "%s: only a %s has %s, and this is %s", request->name,
                   request->query != NULL ? "DuckDB database" : "database",
                   request->query != NULL ? "queries behind a #" : "tables behind a #",
                   request->format == KL_TABLE_TEXT ? "text"
                                                    : kl_table_format_phrase(request->format));
}

static kl_status find_file(const char *path, kl_table_place *place, kl_error *error) {
    const size_t length = file_length(path);
    struct stat info;
    place->file = kl_table_copy_text(path, length);
    if (place->file == NULL)
        return kl_fail_memory(error, "the name of a file", length);
    const kl_status status = kl_bytes_open_watched(place->file, &place->bytes, error);
    if (status != KL_OK)
        return status;
    place->request.format = kl_table_look(kl_bytes_data(place->bytes), kl_bytes_size(place->bytes));
    if (stat(place->file, &info) == 0 && S_ISREG(info.st_mode))
        place->request.file = place->file;
    return path[length] == '#' ? take_part(path + length + 1, &place->request, error) : KL_OK;
}

kl_status kl_table_place_find(const char *path, kl_table_place *place, kl_error *error) {
    const kl_status status = name_place(path, place, error);
    place->request.query = query_of(path);
    place->request.format = KL_TABLE_SQL;
    if (status != KL_OK || place->request.query != NULL)
        return status;
    return find_file(path, place, error);
}

void kl_table_place_clear(kl_table_place *place) {
    kl_bytes_close(place->bytes);
    kl_free(place->file);
    kl_free(place->name);
    *place = (kl_table_place){.bytes = NULL};
}

int kl_table_streams(const kl_table_place *place) {
    const kl_table_format format = place->request.format;
    return format == KL_TABLE_SQL ||
           (place->request.file != NULL &&
            (format == KL_TABLE_PARQUET || format == KL_TABLE_JSON || format == KL_TABLE_DUCKDB));
}

int kl_table_guards_itself(const kl_table_place *place) {
    const kl_table_format format = place->request.format;
    return place->bytes == NULL || format == KL_TABLE_DUCKDB || format == KL_TABLE_SQLITE;
}

kl_status kl_table_place_check(const kl_table_place *place, kl_status status, kl_error *error) {
    if (kl_table_guards_itself(place))
        return status;
    const kl_status same = kl_bytes_check(place->bytes, error);
    return same == KL_OK ? status : same;
}
