/* SPDX-License-Identifier: Apache-2.0 */
/* All rows of a source as a table. */
#include "table/source.h"
#include "table/table.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/excerpt.h"

#include <string.h>

static kl_status name_columns(kl_table *table, const kl_table_source *source, kl_error *error) {
    kl_symbol_name *names = kl_alloc(source->columns, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the names of columns", source->columns * sizeof *names);
    for (size_t i = 0; i < source->columns; i++)
        names[i] = (kl_symbol_name){source->field[i].name, strlen(source->field[i].name)};
    const kl_status status = kl_table_name_columns(table, names, source->columns, error);
    kl_free(names);
    return status;
}

/* Those of the source, and no value changes them. */
static kl_status set_types(kl_table *table, const kl_table_source *source,
                           const kl_table_options *options, kl_error *error) {
    for (size_t i = 0; i < table->columns; i++) {
        table->column[i].seen.type = source->field[i].type;
        table->column[i].is_set = 1;
    }
    return kl_table_set_types(table, options, error);
}

/* Of names where numbers are wanted: what they say. */
static kl_status add_name(kl_column_store *column, size_t row, kl_symbol_name name,
                          kl_error *error) {
    if (kl_column_is_numeric(column->seen.type) && name.bytes != NULL)
        return kl_column_add(column, row, name.bytes, name.length, error);
    return kl_column_add_name(column, row, name, error);
}

static kl_status add_column(kl_column_store *column, const kl_batch *batch, size_t i,
                            kl_error *error) {
    const kl_batch_column *from = &batch->column[i];
    kl_error why = KL_ERROR_INIT;
    for (size_t r = 0; r < batch->rows; r++) {
        const size_t row = batch->first + r;
        const kl_status status = from->numbers != NULL
                                     ? kl_column_add_value(column, row, from->numbers[r], &why)
                                     : add_name(column, row, from->names[r], &why);
        char shown[KL_EXCERPT_SIZE];
        if (status != KL_OK)
            return kl_fail_at(error, status, (int64_t)row, -1, "column %s, row %zu: %s",
                              kl_excerpt(column->name, strlen(column->name), shown), row,
                              why.message);
    }
    return KL_OK;
}

static kl_status add_rows(kl_table *table, kl_table_source *source, kl_error *error) {
    kl_batch batch = {.rows = 0};
    kl_status status = kl_table_source_read(source, &batch, error);
    while (status == KL_OK && batch.rows > 0) {
        for (size_t i = 0; status == KL_OK && i < table->columns; i++)
            status = add_column(&table->column[i], &batch, i, error);
        table->rows += batch.rows;
        if (status != KL_OK)
            kl_fail_prefix(error, status, source->name);
        else
            status = kl_table_source_read(source, &batch, error);
    }
    kl_batch_clear(&batch);
    return status;
}

kl_status kl_table_read_source(kl_table *table, kl_table_source *source,
                               const kl_table_options *options, kl_error *error) {
    kl_status status = name_columns(table, source, error);
    if (status == KL_OK)
        status = set_types(table, source, options, error);
    if (status != KL_OK)
        return kl_fail_prefix(error, status, source->name);
    status = add_rows(table, source, error);
    for (size_t i = 0; status == KL_OK && i < table->columns; i++)
        status = kl_column_finish(&table->column[i], table->rows, error);
    return status;
}
