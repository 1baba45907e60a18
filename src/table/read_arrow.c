/* SPDX-License-Identifier: Apache-2.0 */
/* An Arrow stream as a source: its arrays, which may be of any length, are given out in batches. */
#include "table/arrow.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/excerpt.h"

#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

typedef struct column {
    kl_arrow_type value, code; /* of a dictionary's values, and of the codes */
    int is_coded;
} column;

/* An array of the stream, until the last batch of it is read. */
typedef struct part {
    atomic_size_t users;
    struct ArrowArray array;
    size_t columns;
    void **entries; /* of each column that is coded the numbers or names of its dictionary */
} part;

typedef struct stream {
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    size_t columns;
    column *column;
    pthread_mutex_t lock; /* for what follows */
    part *now;            /* NULL: none yet, or the end */
    int is_over;          /* nothing more comes */
    size_t given;         /* how many of its rows are in batches */
    uint64_t row;         /* how many rows came before it */
} stream;

/* ── Parts ── */

static int is_table(const struct ArrowSchema *schema) {
    return strcmp(schema->format, "+s") == 0;
}

/* Column `i` of a part, whose first row is element `first` of the array. */
static const struct ArrowArray *child_of(const stream *s, const struct ArrowArray *array, size_t i,
                                         size_t *first) {
    *first = is_table(&s->schema) ? (size_t)array->offset : 0;
    return is_table(&s->schema) ? array->children[i] : array;
}

static void leave_part(void *used) {
    part *p = used;
    if (p == NULL || atomic_fetch_sub(&p->users, 1) > 1)
        return;
    for (size_t i = 0; p->entries != NULL && i < p->columns; i++)
        kl_free(p->entries[i]);
    kl_free(p->entries);
    if (p->array.release != NULL)
        p->array.release(&p->array);
    kl_free(p);
}

static kl_status read_dictionary(const column *c, const struct ArrowArray *values, void **out,
                                 kl_error *error) {
    const size_t n = (size_t)values->length;
    const int has_numbers = kl_column_is_numeric(c->value.column);
    const size_t size = has_numbers ? sizeof(double) : sizeof(kl_symbol_name);
    *out = kl_alloc(n, size);
    if (*out == NULL)
        return kl_fail_memory(error, "a dictionary", n * size);
    if (has_numbers) {
        kl_arrow_numbers(&c->value, values, 0, n, *out);
        return KL_OK;
    }
    kl_error why = KL_ERROR_INIT; /* its index is of an entry, not of a row */
    const kl_status status = kl_arrow_names(&c->value, values, 0, n, *out, &why);
    return status == KL_OK ? KL_OK : kl_fail(error, status, "%s", why.message);
}

static kl_status check_column(const stream *s, part *p, size_t i, kl_error *error) {
    const column *c = &s->column[i];
    size_t first;
    const struct ArrowArray *child = child_of(s, &p->array, i, &first);
    const int64_t least = (int64_t)first + p->array.length;
    if (!c->is_coded)
        return kl_arrow_check(&c->value, child, least, error);
    kl_status status = kl_arrow_check(&c->code, child, least, error);
    if (status == KL_OK)
        status = kl_arrow_check(&c->value, child->dictionary, 0, error);
    return status == KL_OK ? read_dictionary(c, child->dictionary, &p->entries[i], error) : status;
}

static const struct ArrowSchema *schema_of(const stream *s, size_t i) {
    return is_table(&s->schema) ? s->schema.children[i] : &s->schema;
}

/* If the reason has an index, that is of a row from `first_row` on. */
static kl_status refuse_column(const stream *s, size_t i, uint64_t first_row, const kl_error *why,
                               kl_error *error) {
    const struct ArrowSchema *schema = schema_of(s, i);
    const char *name = schema->name != NULL ? schema->name : "";
    char shown[KL_EXCERPT_SIZE];
    kl_excerpt(name, strlen(name), shown);
    if (why->index < 0)
        return kl_fail(error, why->code, "column %s: %s", shown, why->message);
    const int64_t row = (int64_t)first_row + why->index;
    return kl_fail_at(error, why->code, row, -1, "column %s, row %lld: %s", shown, (long long)row,
                      why->message);
}

/* A row of a table is there, even if nothing is in it. */
static kl_status check_rows(const struct ArrowArray *array, size_t columns, kl_error *error) {
    if (array->offset < 0 || array->length < 0 || array->offset > INT64_MAX - array->length)
        return kl_fail(error, KL_ERROR_FORMAT, "an Arrow array of length %lld from %lld on",
                       (long long)array->length, (long long)array->offset);
    if (array->n_children != (int64_t)columns || array->children == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "an Arrow array of %lld columns; its schema has %zu",
                       (long long)array->n_children, columns);
    const uint8_t *valid = array->n_buffers > 0 && array->null_count != 0 && array->buffers != NULL
                               ? array->buffers[0]
                               : NULL;
    for (int64_t i = array->offset; valid != NULL && i < array->offset + array->length; i++)
        if ((valid[i / 8] >> (i % 8) & 1) == 0)
            return kl_fail(error, KL_ERROR_UNSUPPORTED, "a row of an Arrow array is null");
    return KL_OK;
}

static kl_status check_part(const stream *s, part *p, kl_error *error) {
    kl_error why = KL_ERROR_INIT;
    kl_status status = is_table(&s->schema) ? check_rows(&p->array, s->columns, error) : KL_OK;
    for (size_t i = 0; status == KL_OK && i < s->columns; i++) {
        status = check_column(s, p, i, &why);
        if (status != KL_OK)
            refuse_column(s, i, 0, &why, error);
    }
    return status;
}

/* ── The stream ── */

static kl_status refuse_stream(stream *s, int code, kl_error *error) {
    if (code == ENOMEM)
        return kl_fail_memory(error, "what an Arrow stream gives", 0);
    const char *words =
        s->stream.get_last_error != NULL ? s->stream.get_last_error(&s->stream) : NULL;
    return kl_fail(error, KL_ERROR_IO, "the Arrow stream failed: %s (error %d)",
                   words != NULL ? words : "it does not say why", code);
}

/* The next part that has rows; NULL behind the last. */
static kl_status next_part(stream *s, part **out, kl_error *error) {
    part *p = kl_alloc_zero(1, sizeof *p);
    *out = NULL;
    if (p != NULL)
        p->entries = kl_alloc_zero(s->columns, sizeof *p->entries);
    if (p == NULL || p->entries == NULL) {
        kl_free(p);
        return kl_fail_memory(error, "a part of an Arrow stream", sizeof *p);
    }
    atomic_init(&p->users, 1);
    p->columns = s->columns;
    int code = 0;
    do {
        if (p->array.release != NULL)
            p->array.release(&p->array);
        p->array = (struct ArrowArray){.release = NULL};
        code = s->stream.get_next(&s->stream, &p->array);
    } while (code == 0 && p->array.release != NULL && p->array.length == 0);
    kl_status status = code != 0 ? refuse_stream(s, code, error) : KL_OK;
    if (status == KL_OK && p->array.release != NULL)
        status = check_part(s, p, error);
    if (status == KL_OK && p->array.release != NULL)
        *out = p;
    else
        leave_part(p);
    return status;
}

static kl_status go_on(stream *s, kl_error *error) {
    s->row += s->given;
    s->given = 0;
    leave_part(s->now);
    const kl_status status = next_part(s, &s->now, error);
    s->is_over = s->now == NULL;
    return status;
}

/* Which rows a batch has: the next ones of the part that is being given out. */
static kl_status take_rows(stream *s, kl_batch *batch, size_t *first, kl_error *error) {
    kl_status status = KL_OK;
    if (s->now == NULL || s->given == (size_t)s->now->array.length)
        status = s->is_over ? KL_OK : go_on(s, error);
    if (s->is_over)
        return status;
    const size_t left = (size_t)s->now->array.length - s->given;
    *first = s->given;
    batch->first = s->row + s->given;
    batch->rows = left < KL_BATCH_ROWS ? left : KL_BATCH_ROWS;
    s->given += batch->rows;
    atomic_fetch_add(&s->now->users, 1);
    kl_batch_hold(batch, s->now, leave_part);
    return KL_OK;
}

/* ── Rows ── */

/* An error's index counts from `first`. */
static kl_status decode(const column *c, const struct ArrowArray *array, const void *entries,
                        size_t first, size_t n, double *numbers, kl_symbol_name *names,
                        kl_error *error) {
    for (size_t r = 0; r < n; r++) {
        const int64_t at = kl_arrow_code(&c->code, array, first + r);
        if (at >= array->dictionary->length)
            return kl_fail_at(error, KL_ERROR_FORMAT, (int64_t)r, -1,
                              "its Arrow dictionary of %lld has not its code",
                              (long long)array->dictionary->length);
        if (numbers != NULL)
            numbers[r] = at < 0 ? NAN : ((const double *)entries)[at];
        else
            names[r] = at < 0 ? (kl_symbol_name){NULL, 0} : ((const kl_symbol_name *)entries)[at];
    }
    return KL_OK;
}

static kl_status read_numbers(const column *c, const struct ArrowArray *array, const void *entries,
                              size_t first, kl_batch *batch, size_t i, kl_error *error) {
    double *numbers = NULL;
    batch->column[i].numbers = c->is_coded ? NULL : kl_arrow_doubles(&c->value, array, first);
    if (batch->column[i].numbers != NULL)
        return KL_OK;
    const kl_status status = kl_batch_numbers(batch, i, &numbers, error);
    if (status != KL_OK)
        return status;
    if (c->is_coded)
        return decode(c, array, entries, first, batch->rows, numbers, NULL, error);
    kl_arrow_numbers(&c->value, array, first, batch->rows, numbers);
    return KL_OK;
}

static kl_status read_names(const column *c, const struct ArrowArray *array, const void *entries,
                            size_t first, kl_batch *batch, size_t i, kl_error *error) {
    kl_symbol_name *names = NULL;
    const kl_status status = kl_batch_names(batch, i, &names, error);
    if (status != KL_OK)
        return status;
    if (c->is_coded)
        return decode(c, array, entries, first, batch->rows, NULL, names, error);
    return kl_arrow_names(&c->value, array, first, batch->rows, names, error);
}

static kl_status read_column(const stream *s, const part *p, size_t i, size_t first,
                             kl_batch *batch, kl_error *error) {
    const column *c = &s->column[i];
    size_t offset;
    kl_error why = KL_ERROR_INIT;
    const struct ArrowArray *array = child_of(s, &p->array, i, &offset);
    const kl_status status = (kl_column_is_numeric(c->value.column) ? read_numbers : read_names)(
        c, array, p->entries[i], offset + first, batch, i, &why);
    return status == KL_OK ? KL_OK : refuse_column(s, i, batch->first, &why, error);
}

static kl_status read_batch(kl_table_source *source, kl_batch *batch, kl_error *error) {
    stream *s = source->inside;
    size_t first = 0;
    pthread_mutex_lock(&s->lock);
    kl_status status = take_rows(s, batch, &first, error);
    pthread_mutex_unlock(&s->lock);
    for (size_t i = 0; status == KL_OK && batch->rows > 0 && i < s->columns; i++)
        status = read_column(s, batch->held, i, first, batch, error);
    return status;
}

/* ── Opening ── */

static void close_stream(void *inside) {
    stream *s = inside;
    leave_part(s->now);
    if (s->schema.release != NULL)
        s->schema.release(&s->schema);
    s->stream.release(&s->stream);
    pthread_mutex_destroy(&s->lock);
    kl_free(s->column);
    kl_free(s);
}

static const kl_source_kind kind = {read_batch, close_stream};

static kl_status read_type(const struct ArrowSchema *schema, column *c, kl_error *error) {
    const struct ArrowSchema *values = schema->dictionary;
    kl_status status = kl_arrow_type_of(schema, &c->value, error);
    if (status != KL_OK || values == NULL)
        return status;
    c->is_coded = 1;
    c->code = c->value;
    if (c->code.layout != KL_ARROW_NUMBERS || c->code.dtype < KL_U8)
        return kl_fail(error, KL_ERROR_FORMAT,
                       "its Arrow dictionary has codes that are no integers");
    if (values->dictionary != NULL)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "it is of a dictionary of dictionaries");
    return kl_arrow_type_of(values, &c->value, error);
}

/* Numbered where it has no name. */
static kl_status set_field(kl_table_source *source, size_t i, const char *name, kl_column_type type,
                           kl_error *error) {
    char number[24];
    if (name == NULL || name[0] == '\0') {
        kl_words(number, sizeof number, "%zu", i);
        name = number;
    }
    return kl_table_source_set_field(source, i, (kl_symbol_name){name, strlen(name)}, type, error);
}

static kl_status read_schema(stream *s, kl_error *error) {
    const int code = s->stream.get_schema(&s->stream, &s->schema);
    if (code != 0)
        return refuse_stream(s, code, error);
    if (s->schema.format == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "an Arrow schema without a format");
    const int64_t n = is_table(&s->schema) ? s->schema.n_children : 1;
    if (n <= 0 || (is_table(&s->schema) && s->schema.children == NULL))
        return kl_fail(error, KL_ERROR_FORMAT, "an Arrow stream without columns");
    s->columns = (size_t)n;
    s->column = kl_alloc_zero(s->columns, sizeof *s->column);
    if (s->column == NULL)
        return kl_fail_memory(error, "the columns of a table", s->columns * sizeof *s->column);
    kl_error why = KL_ERROR_INIT;
    for (size_t i = 0; i < s->columns; i++)
        if (read_type(schema_of(s, i), &s->column[i], &why) != KL_OK)
            return refuse_column(s, i, 0, &why, error);
    return KL_OK;
}

/* The stream is ours from here on, or released. */
static kl_status take_stream(struct ArrowArrayStream *given, stream **out, kl_error *error) {
    stream *s = kl_alloc_zero(1, sizeof *s);
    if (s == NULL || pthread_mutex_init(&s->lock, NULL) != 0) {
        kl_free(s);
        given->release(given);
        return kl_fail_memory(error, "an Arrow stream", sizeof *s);
    }
    s->stream = *given;
    given->release = NULL;
    *out = s;
    return KL_OK;
}

kl_status kl_table_source_arrow(const char *name, struct ArrowArrayStream *given,
                                kl_table_source **out, kl_error *error) {
    stream *s = NULL;
    kl_table_source *source = NULL;
    *out = NULL;
    kl_status status = take_stream(given, &s, error);
    if (status != KL_OK)
        return status;
    status = read_schema(s, error);
    if (status != KL_OK) {
        close_stream(s);
        return kl_fail_prefix(error, status, name);
    }
    status = kl_table_source_new(name, s->columns, &kind, s, &source, error);
    for (size_t i = 0; status == KL_OK && i < s->columns; i++)
        status = set_field(source, i, schema_of(s, i)->name, s->column[i].value.column, error);
    if (status == KL_OK)
        *out = source;
    else
        kl_table_source_close(source);
    return status;
}
