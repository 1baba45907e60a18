/* SPDX-License-Identifier: Apache-2.0 */
/* A table: read from whatever it is in, and looked at. */
#include "table/table.h"
#include "table/arrow.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "io/npy.h"

#include <string.h>

#include <kullback/io.h>

const char *kl_column_type_name(kl_column_type type) {
    static const char *const names[] = {"number", "category", "boolean", "time"};
    return (unsigned)type < sizeof names / sizeof *names ? names[type] : NULL;
}

void kl_table_options_init(kl_table_options *options) {
    *options = (kl_table_options){.size = sizeof *options};
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
    return KL_OK;
}

static kl_status read_options(const kl_table_options *given, kl_table_options *out,
                              kl_error *error) {
    kl_table_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_table_options", error);
    if (status != KL_OK)
        return status;
    if (out->settings == NULL && out->setting_count > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu settings of columns at NULL",
                       out->setting_count);
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

static kl_status read_into(kl_table *table, const void *data, size_t size,
                           const kl_table_options *options, kl_error *error) {
    if (size >= KL_NPY_MAGIC_SIZE && memcmp(data, kl_npy_magic, KL_NPY_MAGIC_SIZE) == 0)
        return kl_table_read_array(table, data, size, options, error);
    return kl_table_read_text(table, data, size, options, error);
}

static kl_status new_table(const char *name, kl_table **out, kl_error *error) {
    kl_table *table = kl_alloc_zero(1, sizeof *table);
    const size_t length = strlen(name) + 1;
    if (table == NULL)
        return kl_fail_memory(error, "a table", sizeof *table);
    table->name = kl_alloc(length, 1);
    if (table->name == NULL) {
        kl_table_free(table);
        return kl_fail_memory(error, "a table", length);
    }
    memcpy(table->name, name, length);
    *out = table;
    return KL_OK;
}

/* A table that was filled, or none. */
static kl_status give_table(kl_table *table, kl_status status, kl_table **out) {
    if (status == KL_OK)
        *out = table;
    else
        kl_table_free(table);
    return status;
}

static kl_status read_named(const char *name, const void *data, size_t size,
                            const kl_table_options *options, kl_table **out, kl_error *error) {
    kl_table *table = NULL;
    kl_status status = new_table(name, &table, error);
    if (status != KL_OK)
        return status;
    status = read_into(table, data, size, options, error);
    if (status != KL_OK)
        kl_fail_prefix(error, status, name);
    return give_table(table, status, out);
}

kl_status kl_table_parse(const char *name, const void *data, size_t size,
                         const kl_table_options *options, kl_table **out, kl_error *error) {
    if (name == NULL || (data == NULL && size > 0) || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_parse: name, data or out is NULL");
    *out = NULL;
    kl_table_options known;
    const kl_status status = read_options(options, &known, error);
    return status == KL_OK ? read_named(name, data, size, &known, out, error) : status;
}

kl_status kl_table_open(const char *path, const kl_table_options *options, kl_table **out,
                        kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_open: path or out is NULL");
    *out = NULL;
    kl_table_options known;
    kl_bytes *bytes = NULL;
    kl_status status = read_options(options, &known, error);
    if (status == KL_OK)
        status = kl_bytes_open(path, &bytes, error);
    if (status == KL_OK)
        status = read_named(strcmp(path, "-") == 0 ? "standard input" : path, kl_bytes_data(bytes),
                            kl_bytes_size(bytes), &known, out, error);
    kl_bytes_close(bytes);
    return status;
}

static kl_status read_arrow(const char *name, struct ArrowArrayStream *stream,
                            const kl_table_options *options, kl_table **out, kl_error *error) {
    kl_table_source *source = NULL;
    kl_table *table = NULL;
    kl_status status = kl_table_source_arrow(name, stream, &source, error);
    if (status == KL_OK)
        status = new_table(name, &table, error);
    if (status == KL_OK)
        status = kl_table_read_source(table, source, options, error);
    kl_table_source_close(source);
    return give_table(table, status, out);
}

kl_status kl_table_from_arrow(const char *name, struct ArrowArrayStream *stream,
                              const kl_table_options *options, kl_table **out, kl_error *error) {
    kl_table_options known;
    if (out != NULL)
        *out = NULL;
    if (stream == NULL || stream->release == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_table_from_arrow: stream is NULL or was released");
    kl_status status =
        name != NULL && out != NULL
            ? read_options(options, &known, error)
            : kl_fail(error, KL_ERROR_ARGUMENT, "kl_table_from_arrow: name or out is NULL");
    if (status == KL_OK)
        return read_arrow(name, stream, &known, out, error);
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
