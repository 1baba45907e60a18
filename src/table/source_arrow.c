/* SPDX-License-Identifier: Apache-2.0 */
/* An Arrow stream as a source: its arrays, which may be of any length, are given out in batches. */
#include "base/alloc.h"
#include "base/error.h"
#include "io/excerpt.h"
#include "table/arrow_stream.h"
#include "table/table.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#include <kullback/io.h>

typedef struct rows {
    kl_arrow_stream stream;
    pthread_mutex_t lock; /* for the stream and what follows */
    kl_arrow_part *now;   /* NULL: none yet, or the end */
    size_t given;         /* how many of its rows are in batches */
    uint64_t row;         /* how many rows came before it */
    int is_over;          /* nothing more comes */
} rows;

/* What a batch lies in: a part, and names that were made of numbers. */
typedef struct held {
    kl_arrow_part *part;
    kl_arena names;
} held;

static void release(void *pointer) {
    held *h = pointer;
    kl_arrow_leave(h->part);
    kl_arena_free(&h->names);
    kl_free(h);
}

static kl_status go_on(rows *r, kl_error *error) {
    r->row += r->given;
    r->given = 0;
    kl_arrow_leave(r->now);
    const kl_status status = kl_arrow_next(&r->stream, &r->now, error);
    r->is_over = r->now == NULL;
    return status;
}

/* Which rows a batch has: the next ones of the part that is being given out. */
static kl_status take_rows(rows *r, kl_batch *batch, held *h, size_t *first, kl_error *error) {
    kl_status status = KL_OK;
    if (!r->is_over && (r->now == NULL || r->given == (size_t)r->now->array.length))
        status = go_on(r, error);
    if (r->is_over)
        return status;
    const size_t left = (size_t)r->now->array.length - r->given;
    *first = r->given;
    batch->first = r->row + r->given;
    batch->rows = left < KL_BATCH_ROWS ? left : KL_BATCH_ROWS;
    r->given += batch->rows;
    h->part = r->now;
    atomic_fetch_add(&h->part->users, 1);
    return KL_OK;
}

/* ── A column of a batch ── */

/* Where its values are. */
typedef struct place {
    const kl_arrow_column *column;
    const struct ArrowArray *array;
    const void *entries; /* of its dictionary */
    size_t first, rows;
} place;

/* The entry at a row, −1 where there is none. An error's index is the row's. */
static kl_status entry_at(const place *p, size_t r, int64_t *at, kl_error *error) {
    const int64_t n = p->array->dictionary->length;
    *at = kl_arrow_code(&p->column->code, p->array, p->first + r);
    if (*at < n)
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_FORMAT, (int64_t)r, -1,
                      "its Arrow dictionary of %lld has not its code", (long long)n);
}

static kl_status read_numbers(const place *p, double *out, kl_error *error) {
    kl_status status = KL_OK;
    if (!p->column->is_coded)
        kl_arrow_numbers(&p->column->value, p->array, p->first, p->rows, out);
    for (size_t r = 0; p->column->is_coded && status == KL_OK && r < p->rows; r++) {
        int64_t at = -1;
        status = entry_at(p, r, &at, error);
        if (status == KL_OK)
            out[r] = at < 0 ? NAN : ((const double *)p->entries)[at];
    }
    return status;
}

static kl_status read_names(const place *p, kl_symbol_name *out, kl_error *error) {
    kl_status status = KL_OK;
    if (!p->column->is_coded)
        return kl_arrow_names(&p->column->value, p->array, p->first, p->rows, out, error);
    for (size_t r = 0; status == KL_OK && r < p->rows; r++) {
        int64_t at = -1;
        status = entry_at(p, r, &at, error);
        if (status == KL_OK)
            out[r] = at < 0 ? (kl_symbol_name){NULL, 0} : ((const kl_symbol_name *)p->entries)[at];
    }
    return status;
}

/* ── … of another type than the stream's ── */

/* An integer has its digits for a name, for a double may stand for several; another number the shortest text. */
static size_t name_number(const place *p, size_t r, double number, char text[32]) {
    const kl_arrow_column *column = p->column;
    const size_t at = p->first + r;
    if (!kl_arrow_is_integer(&column->value))
        return kl_number_format(number, text);
    if (!column->is_coded)
        return kl_arrow_digits(&column->value, p->array, at, text);
    const size_t entry = (size_t)kl_arrow_code(&column->code, p->array, at);
    return kl_arrow_digits(&column->value, p->array->dictionary, entry, text);
}

static kl_status name_numbers(const place *p, const double *numbers, kl_arena *arena,
                              kl_symbol_name *out, kl_error *error) {
    for (size_t r = 0; r < p->rows; r++) {
        char text[32];
        const size_t length = isnan(numbers[r]) ? 0 : name_number(p, r, numbers[r], text);
        out[r] = (kl_symbol_name){NULL, length};
        if (length > 0 && (out[r].bytes = kl_arena_copy(arena, text, length)) == NULL)
            return kl_fail_memory(error, "the categories of a column", length);
    }
    return KL_OK;
}

static kl_status parse_names(const kl_symbol_name *names, size_t n, double *out, kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    for (size_t r = 0; r < n; r++) {
        const char *text = names[r].bytes;
        out[r] = NAN;
        if (text != NULL && !kl_column_is_missing(text, names[r].length) &&
            !kl_column_number(text, names[r].length, &out[r]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)r, -1, "%s is no number",
                              kl_excerpt(text, names[r].length, shown));
    }
    return KL_OK;
}

static kl_status read_column(const place *p, int wants_numbers, kl_batch *batch, size_t i,
                             kl_error *error) {
    kl_batch_column *to = &batch->column[i];
    const int has_numbers = kl_column_is_numeric(p->column->value.column);
    double *numbers = NULL;
    kl_symbol_name *names = NULL;
    if (has_numbers && wants_numbers && !p->column->is_coded) {
        to->numbers = kl_arrow_doubles(&p->column->value, p->array, p->first);
        if (to->numbers != NULL)
            return KL_OK;
    }
    kl_status status = KL_OK;
    if (has_numbers || wants_numbers)
        status = kl_batch_numbers(batch, i, &numbers, error);
    if (status == KL_OK && (!has_numbers || !wants_numbers))
        status = kl_batch_names(batch, i, &names, error);
    if (status == KL_OK)
        status = has_numbers ? read_numbers(p, numbers, error) : read_names(p, names, error);
    if (status != KL_OK || has_numbers == wants_numbers)
        return status;
    if (wants_numbers) {
        to->names = NULL;
        return parse_names(names, p->rows, numbers, error);
    }
    to->numbers = NULL;
    return name_numbers(p, numbers, &((held *)batch->held)->names, names, error);
}

static kl_status read_columns(const kl_table_source *source, const rows *r, size_t first,
                              kl_batch *batch, kl_error *error) {
    const kl_arrow_part *part = ((const held *)batch->held)->part;
    for (size_t i = 0; i < source->columns; i++) {
        size_t offset = 0;
        kl_error why = KL_ERROR_INIT;
        const struct ArrowArray *array = kl_arrow_child(&r->stream, part, i, &offset);
        const place p = {&r->stream.column[i], array, part->entries[i], offset + first,
                         batch->rows};
        if (read_column(&p, kl_column_is_numeric(source->field[i].type), batch, i, &why) != KL_OK)
            return kl_arrow_refuse(&r->stream, p.column->place, batch->first, &why, error);
    }
    return KL_OK;
}

static kl_status read_batch(kl_table_source *source, kl_batch *batch, kl_error *error) {
    rows *r = source->inside;
    size_t first = 0;
    held *h = kl_alloc_zero(1, sizeof *h);
    if (h == NULL)
        return kl_fail_memory(error, "a batch of rows", sizeof *h);
    kl_batch_hold(batch, h, release);
    pthread_mutex_lock(&r->lock);
    const kl_status status = take_rows(r, batch, h, &first, error);
    pthread_mutex_unlock(&r->lock);
    return status == KL_OK && batch->rows > 0 ? read_columns(source, r, first, batch, error)
                                              : status;
}

static void close_rows(void *inside) {
    rows *r = inside;
    kl_arrow_leave(r->now);
    kl_arrow_close(&r->stream);
    pthread_mutex_destroy(&r->lock);
    kl_free(r);
}

static const kl_source_kind kind = {read_batch, close_rows};

/* ── Opening ── */

/* The columns that are wanted, with names and types as a table has them. */
static kl_status take_columns(kl_arrow_stream *stream, kl_table *head,
                              const kl_table_options *options, kl_error *error) {
    const size_t n = kl_arrow_width(stream);
    kl_symbol_name *names = kl_alloc(n, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the columns of a table", n * sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = (kl_symbol_name){kl_arrow_name(stream, i), strlen(kl_arrow_name(stream, i))};
    kl_status status = kl_table_name_columns(head, names, n, error);
    if (status == KL_OK)
        status = kl_table_set_types(head, options, error);
    for (size_t i = 0; status == KL_OK && i < n; i++)
        if (!head->column[i].is_skipped)
            status = kl_arrow_choose(stream, i, error);
    kl_free(names);
    return status;
}

static kl_status set_fields(const kl_arrow_stream *stream, const kl_table *head,
                            kl_table_source *source, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < stream->columns; i++) {
        const kl_arrow_column *c = &stream->column[i];
        const kl_column_store *column = &head->column[c->place];
        const kl_symbol_name name = {column->name, strlen(column->name)};
        status = kl_table_source_set_field(
            source, i, c->place, name, column->is_set ? column->seen.type : c->value.column, error);
    }
    return status;
}

static kl_status open_source(const char *name, rows *r, kl_table *head,
                             const kl_table_options *options, kl_table_source **out,
                             kl_error *error) {
    kl_status status = take_columns(&r->stream, head, options, error);
    if (status != KL_OK) {
        close_rows(r);
        return status;
    }
    status = kl_table_source_new(name, r->stream.columns, &kind, r, out, error);
    if (status == KL_OK)
        status = set_fields(&r->stream, head, *out, error);
    if (status != KL_OK) {
        kl_table_source_close(*out);
        *out = NULL;
    }
    return status;
}

kl_status kl_table_source_arrow(const char *name, struct ArrowArrayStream *given,
                                const kl_table_options *options, kl_table_source **out,
                                kl_error *error) {
    rows *r = kl_alloc_zero(1, sizeof *r);
    kl_table *head = kl_alloc_zero(1, sizeof *head);
    *out = NULL;
    if (r == NULL || head == NULL || pthread_mutex_init(&r->lock, NULL) != 0) {
        kl_free(r);
        kl_free(head);
        given->release(given);
        return kl_fail_memory(error, "an Arrow stream", sizeof *r);
    }
    kl_status status = kl_arrow_open(&r->stream, given, error);
    if (status == KL_OK)
        status = open_source(name, r, head, options, out, error);
    else
        close_rows(r);
    kl_table_free(head);
    return status;
}
