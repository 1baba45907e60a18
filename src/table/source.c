/* SPDX-License-Identifier: Apache-2.0 */
/* What all sources share: names and types, and batches with room for rows. */
#include "table/source.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/bytes.h"

#include <string.h>

/* ── Batches ── */

static void release(kl_batch *batch) {
    if (batch->held != NULL)
        batch->release(batch->held);
    batch->held = NULL;
}

void kl_batch_hold(kl_batch *batch, void *held, void (*release_held)(void *held)) {
    batch->held = held;
    batch->release = release_held;
}

void kl_batch_clear(kl_batch *batch) {
    release(batch);
    for (size_t i = 0; i < batch->columns; i++) {
        kl_free(batch->column[i].number_room);
        kl_free(batch->column[i].name_room);
    }
    kl_free(batch->column);
    *batch = (kl_batch){.rows = 0};
}

static kl_status no_room(kl_error *error, size_t bytes) {
    return kl_fail_memory(error, "a batch of rows", bytes);
}

kl_status kl_batch_numbers(kl_batch *batch, size_t column, double **out, kl_error *error) {
    kl_batch_column *c = &batch->column[column];
    if (c->number_room == NULL)
        c->number_room = kl_alloc(KL_BATCH_ROWS, sizeof *c->number_room);
    *out = c->number_room;
    c->numbers = c->number_room;
    return *out != NULL ? KL_OK : no_room(error, KL_BATCH_ROWS * sizeof **out);
}

kl_status kl_batch_names(kl_batch *batch, size_t column, kl_symbol_name **out, kl_error *error) {
    kl_batch_column *c = &batch->column[column];
    if (c->name_room == NULL)
        c->name_room = kl_alloc(KL_BATCH_ROWS, sizeof *c->name_room);
    *out = c->name_room;
    c->names = c->name_room;
    return *out != NULL ? KL_OK : no_room(error, KL_BATCH_ROWS * sizeof **out);
}

/* A batch as a source expects it: its columns, and no rows. */
static kl_status prepare(kl_batch *batch, size_t columns, kl_error *error) {
    release(batch);
    batch->rows = 0;
    if (batch->column != NULL && batch->columns == columns)
        return KL_OK;
    kl_batch_clear(batch);
    batch->column = kl_alloc_zero(columns, sizeof *batch->column);
    if (batch->column == NULL)
        return no_room(error, columns * sizeof *batch->column);
    batch->columns = columns;
    return KL_OK;
}

/* ── Sources ── */

kl_status kl_table_source_read(kl_table_source *source, kl_batch *batch, kl_error *error) {
    kl_status status = prepare(batch, source->columns, error);
    if (status == KL_OK)
        status = source->kind->read(source, batch, error);
    if (source->bytes != NULL && kl_bytes_check(source->bytes, error) != KL_OK)
        status = KL_ERROR_IO;
    if (status != KL_OK)
        batch->rows = 0;
    return status;
}

char *kl_table_copy_text(const char *text, size_t length) {
    char *copy = kl_alloc(length + 1, 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

kl_status kl_table_source_new(const char *name, size_t columns, const kl_source_kind *kind,
                              void *inside, kl_table_source **out, kl_error *error) {
    kl_table_source *source = kl_alloc_zero(1, sizeof *source);
    *out = NULL;
    if (source == NULL) {
        kind->close(inside);
        return kl_fail_memory(error, "a table", sizeof *source);
    }
    source->kind = kind;
    source->inside = inside;
    source->name = kl_table_copy_text(name, strlen(name));
    source->field = kl_alloc_zero(columns, sizeof *source->field);
    if (source->name == NULL || source->field == NULL) {
        kl_table_source_close(source);
        return kl_fail_memory(error, "the columns of a table", columns * sizeof *source->field);
    }
    source->columns = columns;
    *out = source;
    return KL_OK;
}

kl_status kl_table_source_set_field(kl_table_source *source, size_t index, size_t place,
                                    kl_symbol_name name, kl_column_type type, kl_error *error) {
    kl_field *field = &source->field[index];
    field->place = place;
    field->type = type;
    field->name = kl_table_copy_text(name.bytes, name.length);
    return field->name != NULL ? KL_OK : kl_fail_memory(error, "the names of columns", name.length);
}

void kl_table_source_close(kl_table_source *source) {
    if (source == NULL)
        return;
    source->kind->close(source->inside);
    kl_bytes_close(source->bytes);
    for (size_t i = 0; i < source->columns; i++)
        kl_free(source->field[i].name);
    kl_free(source->field);
    kl_free(source->name);
    kl_free(source);
}
