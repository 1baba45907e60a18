/* SPDX-License-Identifier: Apache-2.0 */
#include "table/source_text.h"

#include "base/alloc.h"
#include "base/error.h"
#include "table/text_types.h"
#include "table/time.h"

#include <math.h>
#include <string.h>

typedef struct text_rows {
    const kl_bytes *bytes;
    kl_table *head;
    kl_text_blocks blocks;
} text_rows;

static void close_rows(void *inside) {
    text_rows *t = inside;
    pthread_mutex_destroy(&t->blocks.lock);
    kl_csv_free(&t->blocks.csv);
    kl_table_free(t->head);
    kl_free(t);
}

/* ── Rows ── */

static void free_arena(void *held) {
    kl_arena_free(held);
    kl_free(held);
}

/* A name lies in the text, unless it stood in quotes: then it is copied into an arena of the batch. */
static kl_status name_of(const kl_csv *csv, const kl_csv_field *field, kl_batch *batch,
                         kl_symbol_name *out, kl_error *error) {
    *out = (kl_symbol_name){NULL, 0};
    if (kl_column_is_missing(field->text, field->size))
        return KL_OK;
    *out = (kl_symbol_name){field->text, field->size};
    if (field->text != csv->unquoted)
        return KL_OK;
    if (batch->held == NULL) {
        kl_arena *arena = kl_alloc_zero(1, sizeof *arena);
        if (arena == NULL)
            return kl_fail_memory(error, "a batch of rows", sizeof *arena);
        kl_batch_hold(batch, arena, free_arena);
    }
    out->bytes = kl_arena_copy(batch->held, field->text, field->size);
    return out->bytes != NULL ? KL_OK : kl_fail_memory(error, "a batch of rows", field->size);
}

static double number_of(const kl_csv_field *field, kl_column_type type) {
    double number = NAN;
    if (kl_column_is_missing(field->text, field->size))
        return NAN;
    if (type == KL_COLUMN_TIME)
        kl_time_parse(field->text, field->size, &number);
    else
        kl_column_number(field->text, field->size, &number);
    return number;
}

/* A record, whose fields were counted and looked at before. */
static kl_status read_record(const kl_table *head, kl_csv *csv, kl_batch *batch, size_t row,
                             kl_error *error) {
    kl_csv_field field = {.last = 0};
    kl_status status = KL_OK;
    for (size_t i = 0, at = 0; status == KL_OK && i < head->columns; i++) {
        status = kl_csv_read(csv, &field, error);
        if (status != KL_OK || head->column[i].is_skipped)
            continue;
        kl_batch_column *column = &batch->column[at++];
        if (kl_column_is_numeric(head->column[i].seen.type))
            column->number_room[row] = number_of(&field, head->column[i].seen.type);
        else
            status = name_of(csv, &field, batch, &column->name_room[row], error);
    }
    return status;
}

static kl_status make_room(const kl_table_source *source, kl_batch *batch, kl_error *error) {
    double *numbers;
    kl_symbol_name *names;
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < source->columns; i++)
        status = kl_column_is_numeric(source->field[i].type)
                     ? kl_batch_numbers(batch, i, &numbers, error)
                     : kl_batch_names(batch, i, &names, error);
    return status;
}

static kl_status read_rows(kl_table_source *source, kl_batch *batch, kl_error *error) {
    text_rows *t = source->inside;
    kl_csv part;
    int found = 0;
    kl_status status = kl_text_block(&t->blocks, &part, &batch->first, &batch->rows, error);
    if (status != KL_OK || batch->rows == 0)
        return status;
    status = make_room(source, batch, error);
    for (size_t r = 0; status == KL_OK && r < batch->rows; r++) {
        status = kl_csv_record(&part, &found, error);
        if (status == KL_OK)
            status = read_record(t->head, &part, batch, r, error);
    }
    kl_csv_free(&part);
    return status;
}

static const kl_source_kind kind = {read_rows, close_rows};

/* ── Opening ── */

/* Where the first row begins. */
static kl_status begin_rows(text_rows *t, int has_header, kl_error *error) {
    size_t passed = 0;
    kl_csv_free(&t->blocks.csv);
    kl_csv_init(&t->blocks.csv, kl_bytes_data(t->bytes), kl_bytes_size(t->bytes), 1);
    t->blocks.row = 0;
    return has_header ? kl_csv_skip(&t->blocks.csv, 1, &passed, error) : KL_OK;
}

static kl_status find_columns(text_rows *t, const kl_table_options *options, uint64_t *rows,
                              kl_error *error) {
    int has_header = options->header;
    t->head = kl_alloc_zero(1, sizeof *t->head);
    if (t->head == NULL)
        return kl_fail_memory(error, "a table", sizeof *t->head);
    kl_status status = kl_table_read_head(t->head, kl_bytes_data(t->bytes), kl_bytes_size(t->bytes),
                                          options, &has_header, error);
    if (status == KL_OK)
        status = begin_rows(t, has_header, error);
    if (status == KL_OK)
        status = kl_text_find_types(t->head, &t->blocks, options->pool, rows, error);
    return status == KL_OK ? begin_rows(t, has_header, error) : status;
}

static size_t count_columns(const kl_table *head) {
    size_t n = 0;
    for (size_t i = 0; i < head->columns; i++)
        n += !head->column[i].is_skipped;
    return n;
}

static kl_status open_source(const char *name, text_rows *t, uint64_t rows, kl_table_source **out,
                             kl_error *error) {
    const kl_table *head = t->head;
    kl_status status = kl_table_source_new(name, count_columns(head), &kind, t, out, error);
    if (status != KL_OK)
        return status;
    (*out)->rows = rows;
    for (size_t i = 0, at = 0; status == KL_OK && i < head->columns; i++) {
        const kl_symbol_name given = {head->column[i].name, strlen(head->column[i].name)};
        if (!head->column[i].is_skipped)
            status =
                kl_table_source_set_field(*out, at++, i, given, head->column[i].seen.type, error);
    }
    if (status != KL_OK) {
        kl_table_source_close(*out);
        *out = NULL;
    }
    return status;
}

kl_status kl_text_source_open(const char *name, const kl_bytes *bytes,
                              const kl_table_options *options, kl_table_source **out,
                              kl_error *error) {
    text_rows *t = kl_alloc_zero(1, sizeof *t);
    uint64_t rows = 0;
    *out = NULL;
    if (t == NULL || pthread_mutex_init(&t->blocks.lock, NULL) != 0) {
        kl_free(t);
        return kl_fail_memory(error, "a table", sizeof *t);
    }
    t->bytes = t->blocks.bytes = bytes;
    const kl_status status = find_columns(t, options, &rows, error);
    if (status == KL_OK)
        return open_source(name, t, rows, out, error);
    close_rows(t);
    return status;
}
