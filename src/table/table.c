/* SPDX-License-Identifier: Apache-2.0 */
/* A table: read from whatever it is in, and looked at. */
#include "table/table.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "table/arrow.h"
#include "table/place.h"

#include <string.h>

#include <kullback/io.h>

const char *kl_column_type_name(kl_column_type type) {
    static const char *const names[] = {"number", "category", "boolean", "time"};
    return (unsigned)type < sizeof names / sizeof *names ? names[type] : NULL;
}

void kl_table_options_init(kl_table_options *options) {
    *options = (kl_table_options){.size = sizeof *options};
}

/* A number from 1 to that of the columns says which is meant, anything else is a name. */
static kl_status find_meant(const kl_table *table, const char *word, size_t *index,
                            kl_error *error) {
    size_t number = 0, i = 0;
    for (; word[i] >= '0' && word[i] <= '9' && number <= table->columns; i++)
        number = 10 * number + (size_t)(word[i] - '0');
    if (word[i] != '\0' || number == 0 || number > table->columns)
        return kl_table_find(table, word, index, error);
    *index = number - 1;
    return KL_OK;
}

static kl_status choose(kl_table *table, const kl_table_options *options, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; i < table->columns; i++)
        table->column[i].is_skipped = options->column_count > 0;
    for (size_t i = 0; status == KL_OK && i < options->column_count; i++) {
        size_t at = 0;
        status = options->columns_by_name ? kl_table_find(table, options->columns[i], &at, error)
                                          : find_meant(table, options->columns[i], &at, error);
        table->column[at].is_skipped = 0;
    }
    return status;
}

kl_status kl_table_set_types(kl_table *table, const kl_table_options *options, kl_error *error) {
    for (size_t i = 0; i < options->setting_count; i++) {
        const kl_column_setting *setting = &options->settings[i];
        size_t at = 0;
        const kl_status status = kl_table_find(table, setting->column, &at, error);
        if (status != KL_OK)
            return status;
        table->column[at].seen.type = setting->type;
        table->column[at].is_set = 1;
    }
    return choose(table, options, error);
}

kl_status kl_table_options_read(const kl_table_options *given, kl_table_options *out,
                                kl_error *error) {
    kl_table_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_table_options", error);
    if (status != KL_OK)
        return status;
    if (out->settings == NULL && out->setting_count > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu settings of columns at NULL",
                       out->setting_count);
    if (out->columns == NULL && out->column_count > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu columns at NULL", out->column_count);
    for (size_t i = 0; i < out->column_count; i++)
        if (out->columns[i] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "column %zu is NULL", i);
    for (size_t i = 0; i < out->setting_count; i++) {
        if (out->settings[i].column == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                              "setting %zu is of no column", i);
        if (out->settings[i].type != KL_COLUMN_NUMBER &&
            out->settings[i].type != KL_COLUMN_CATEGORY)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                              "a column can be set to number or category, not %d",
                              (int)out->settings[i].type);
    }
    return KL_OK;
}

/* ── Reading ── */

static kl_status new_table(const char *name, kl_table **out, kl_error *error) {
    kl_table *table = kl_alloc_zero(1, sizeof *table);
    *out = NULL;
    if (table == NULL)
        return kl_fail_memory(error, "a table", sizeof *table);
    table->name = kl_table_copy_text(name, strlen(name));
    if (table->name == NULL) {
        kl_table_free(table);
        return kl_fail_memory(error, "a table", strlen(name) + 1);
    }
    *out = table;
    return KL_OK;
}

/* What is read whole: text, an array. */
static kl_status read_bytes(kl_table *table, const void *data, size_t size,
                            const kl_table_options *options, kl_error *error) {
    const kl_table_format format = kl_table_look(data, size);
    if (format == KL_TABLE_NPY)
        return kl_table_read_array(table, data, size, options, error);
    if (format == KL_TABLE_TEXT)
        return kl_table_read_text(table, data, size, options, error);
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "%s that is in memory or comes through a pipe; it is read from a file",
                   kl_table_format_phrase(format));
}

static kl_status read_place(kl_table *table, const kl_table_place *place,
                            const kl_table_options *options, kl_error *error) {
    kl_table_source *source = NULL;
    if (place->request.format == KL_TABLE_SQLITE && place->request.file != NULL)
        return kl_table_read_sqlite(table, place->request.file, place->request.table, options,
                                    error);
    if (!kl_table_streams(place))
        return read_bytes(table, kl_bytes_data(place->bytes), kl_bytes_size(place->bytes), options,
                          error);
    kl_status status = kl_duckdb_source_open(&place->request, options, &source, error);
    if (status == KL_OK)
        status = kl_table_read_source(table, source, error);
    kl_table_source_close(source);
    return status;
}

/* The table, or none and an error that begins with its name. */
static kl_status end_reading(kl_table *table, kl_status status, kl_table **out, kl_error *error) {
    if (status == KL_OK) {
        *out = table;
        return KL_OK;
    }
    status = kl_fail_prefix(error, status, table->name);
    kl_table_free(table);
    return status;
}

kl_status kl_table_parse(const char *name, const void *data, size_t size,
                         const kl_table_options *options, kl_table **out, kl_error *error) {
    if (name == NULL || (data == NULL && size > 0) || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_parse: name, data or out is NULL");
    *out = NULL;
    kl_table_options known;
    kl_table *table = NULL;
    kl_status status = kl_table_options_read(options, &known, error);
    if (status == KL_OK)
        status = new_table(name, &table, error);
    if (status != KL_OK)
        return status;
    return end_reading(table, read_bytes(table, data, size, &known, error), out, error);
}

kl_status kl_table_read_place(const kl_table_place *place, const kl_table_options *options,
                              kl_table **out, kl_error *error) {
    kl_table *table = NULL;
    kl_status status = new_table(place->request.name, &table, error);
    if (status != KL_OK)
        return status;
    status = read_place(table, place, options, error);
    return end_reading(table, kl_table_place_check(place, status, error), out, error);
}

kl_status kl_table_open(const char *path, const kl_table_options *options, kl_table **out,
                        kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_open: path or out is NULL");
    *out = NULL;
    kl_table_options known;
    kl_table_place place = {.bytes = NULL};
    kl_status status = kl_table_options_read(options, &known, error);
    if (status == KL_OK)
        status = kl_table_place_find(path, &place, error);
    if (status == KL_OK)
        status = kl_table_read_place(&place, &known, out, error);
    kl_table_place_clear(&place);
    return status;
}

static kl_status read_arrow(kl_table *table, struct ArrowArrayStream *stream,
                            const kl_table_options *options, kl_error *error) {
    kl_table_source *source = NULL;
    kl_status status = kl_table_source_arrow(table->name, stream, options, &source, error);
    if (status == KL_OK)
        status = kl_table_read_source(table, source, error);
    kl_table_source_close(source);
    return status;
}

kl_status kl_table_from_arrow(const char *name, struct ArrowArrayStream *stream,
                              const kl_table_options *options, kl_table **out, kl_error *error) {
    kl_table_options known;
    kl_table *table = NULL;
    if (name == NULL || stream == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_table_from_arrow: name, stream or out is NULL");
    *out = NULL;
    if (stream->release == NULL)
        return kl_arrow_refuse_released(name, error);
    kl_status status = kl_table_options_read(options, &known, error);
    if (status == KL_OK)
        status = new_table(name, &table, error);
    if (status == KL_OK)
        return end_reading(table, read_arrow(table, stream, &known, error), out, error);
    stream->release(stream);
    return status;
}

void kl_table_free(kl_table *table) {
    if (table == NULL)
        return;
    for (size_t i = 0; i < table->columns; i++)
        kl_column_clear(&table->column[i]);
    kl_free(table->column);
    kl_free(table->name);
    kl_free(table);
}

const char *kl_table_name(const kl_table *table) {
    return table != NULL ? table->name : NULL;
}

size_t kl_table_rows(const kl_table *table) {
    return table != NULL ? table->rows : 0;
}

size_t kl_table_columns(const kl_table *table) {
    return table != NULL ? table->columns : 0;
}

const kl_column *kl_table_column(const kl_table *table, size_t index) {
    return index < kl_table_columns(table) ? &table->column[index].seen : NULL;
}

const char *kl_table_category(const kl_table *table, size_t column, uint32_t code, size_t *length) {
    const kl_column *seen = kl_table_column(table, column);
    if (seen == NULL || length == NULL || code >= seen->categories)
        return NULL;
    const kl_alphabet *alphabet = &table->column[column].alphabet;
    *length = (size_t)(alphabet->start[code + 1] - alphabet->start[code]);
    return alphabet->bytes + alphabet->start[code];
}
