/* SPDX-License-Identifier: Apache-2.0 */
/* All rows of a source, as a table. */
#include "table/source.h"

#include "base/alloc.h"
#include "base/error.h"
#include "table/table.h"

#include <string.h>

static kl_status name_columns(kl_table *table, const kl_table_source *source, kl_error *error) {
    kl_symbol_name *names = kl_alloc_zero(source->columns, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the columns of a table", source->columns * sizeof *names);
    for (size_t i = 0; i < source->columns; i++)
        names[i] = (kl_symbol_name){source->field[i].name, strlen(source->field[i].name)};
    const kl_status status = kl_table_name_columns(table, names, source->columns, error);
    for (size_t i = 0; status == KL_OK && i < source->columns; i++) {
        const kl_column_type type = source->field[i].type;
        table->column[i].seen.type = kl_column_is_numeric(type) ? type : KL_COLUMN_CATEGORY;
        table->column[i].is_set = 1;
        table->column[i].place = source->field[i].place;
    }
    kl_free(names);
    return status;
}

static kl_status add_batch(kl_table *table, const kl_batch *batch, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; i < table->columns; i++) {
        const kl_batch_column *from = &batch->column[i];
        kl_column_store *to = &table->column[i];
        for (size_t r = 0; status == KL_OK && r < batch->rows; r++)
            status = kl_column_is_numeric(to->seen.type)
                         ? kl_column_add_number(to, table->rows + r, from->numbers[r], error)
                         : kl_column_add_name(to, table->rows + r, from->names[r], error);
    }
    table->rows += batch->rows;
    return status;
}

kl_status kl_table_read_source(kl_table *table, kl_table_source *source, kl_error *error) {
    kl_batch batch = {.rows = 0};
    kl_status status = name_columns(table, source, error);
    do {
        if (status == KL_OK)
            status = kl_table_source_read(source, &batch, error);
        if (status == KL_OK)
            status = add_batch(table, &batch, error);
    } while (status == KL_OK && batch.rows > 0);
    kl_batch_clear(&batch);
    return status == KL_OK ? kl_table_finish(table, error) : status;
}
