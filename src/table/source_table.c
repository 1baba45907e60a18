/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a table that is in memory, a slice after the other. */
#include "table/source.h"

#include "base/alloc.h"
#include "base/error.h"

#include "table/place.h"
#include "table/source_text.h"
#include "table/table.h"

#include <stdatomic.h>
#include <string.h>

typedef struct slices {
    const kl_table *table;
    kl_table *owned; /* NULL: the caller's */
    atomic_size_t next;
} slices;

static void close_slices(void *inside) {
    slices *s = inside;
    kl_table_free(s->owned);
    kl_free(s);
}

static kl_status read_names(const kl_table *table, size_t column, kl_batch *batch,
                            kl_error *error) {
    const uint32_t *codes = kl_table_column(table, column)->codes + batch->first;
    kl_symbol_name *names = NULL;
    const kl_status status = kl_batch_names(batch, column, &names, error);
    for (size_t r = 0; status == KL_OK && r < batch->rows; r++) {
        names[r] = (kl_symbol_name){NULL, 0};
        names[r].bytes = kl_table_category(table, column, codes[r], &names[r].length);
    }
    return status;
}

static kl_status read_slice(kl_table_source *source, kl_batch *batch, kl_error *error) {
    slices *s = source->inside;
    const size_t rows = kl_table_rows(s->table);
    const size_t first = atomic_fetch_add(&s->next, KL_BATCH_ROWS);
    kl_status status = KL_OK;
    if (first >= rows) {
        atomic_store(&s->next, rows);
        return KL_OK;
    }
    batch->first = first;
    batch->rows = rows - first < KL_BATCH_ROWS ? rows - first : KL_BATCH_ROWS;
    for (size_t i = 0; status == KL_OK && i < source->columns; i++) {
        const kl_column *column = kl_table_column(s->table, i);
        if (column->numbers != NULL)
            batch->column[i].numbers = column->numbers + first;
        else
            status = read_names(s->table, i, batch, error);
    }
    return status;
}

static const kl_source_kind kind = {read_slice, close_slices};

static kl_status open_table(const kl_table *table, kl_table *owned, kl_table_source **out,
                            kl_error *error) {
    slices *s = kl_alloc_zero(1, sizeof *s);
    kl_table_source *source = NULL;
    *out = NULL;
    if (s == NULL) {
        kl_table_free(owned);
        return kl_fail_memory(error, "a table", sizeof *s);
    }
    s->table = table;
    s->owned = owned;
    kl_status status = kl_table_source_new(kl_table_name(table), kl_table_columns(table), &kind, s,
                                           &source, error);
    if (status != KL_OK)
        return status;
    source->rows = kl_table_rows(table);
    for (size_t i = 0; status == KL_OK && i < source->columns; i++) {
        const kl_column *column = kl_table_column(table, i);
        const kl_symbol_name name = {column->name, strlen(column->name)};
        status =
            kl_table_source_set_field(source, i, table->column[i].place, name, column->type, error);
    }
    if (status == KL_OK)
        *out = source;
    else
        kl_table_source_close(source);
    return status;
}

kl_status kl_table_source_of(const kl_table *table, kl_table_source **out, kl_error *error) {
    return open_table(table, NULL, out, error);
}

/* ── Whatever a path leads to ── */

static kl_status open_place(kl_table_place *place, const kl_table_options *options,
                            kl_table_source **out, kl_error *error) {
    kl_table *table = NULL;
    const int is_text = place->request.format == KL_TABLE_TEXT;
    if (is_text || kl_table_streams(place)) {
        const char *name = place->request.name;
        kl_status status = is_text ? kl_text_source_open(name, place->bytes, options, out, error)
                                   : kl_duckdb_source_open(&place->request, options, out, error);
        if (status != KL_OK)
            return kl_fail_prefix(error, kl_table_place_check(place, status, error), name);
        if (!kl_table_guards_itself(place)) {
            (*out)->bytes = place->bytes;
            place->bytes = NULL;
        }
        return KL_OK;
    }
    const kl_status status = kl_table_read_place(place, options, &table, error);
    return status == KL_OK ? open_table(table, table, out, error) : status;
}

kl_status kl_table_source_open(const char *path, const kl_table_options *options,
                               kl_table_source **out, kl_error *error) {
    kl_table_options known;
    kl_table_place place = {.bytes = NULL};
    *out = NULL;
    kl_status status = kl_table_options_read(options, &known, error);
    if (status == KL_OK)
        status = kl_table_place_find(path, &place, error);
    if (status == KL_OK)
        status = open_place(&place, &known, out, error);
    kl_table_place_clear(&place);
    return status;
}
