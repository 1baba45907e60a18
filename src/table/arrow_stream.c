/* SPDX-License-Identifier: Apache-2.0 */
#include "table/arrow_stream.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/excerpt.h"

#include <errno.h>
#include <string.h>

/* ── Columns ── */

/* Else it is of arrays that are a column. */
static int is_table(const kl_arrow_stream *stream) {
    return strcmp(stream->schema.format, "+s") == 0;
}

size_t kl_arrow_width(const kl_arrow_stream *stream) {
    return is_table(stream) ? (size_t)stream->schema.n_children : 1;
}

static const struct ArrowSchema *schema_of(const kl_arrow_stream *stream, size_t place) {
    return is_table(stream) ? stream->schema.children[place] : &stream->schema;
}

const char *kl_arrow_name(const kl_arrow_stream *stream, size_t place) {
    const char *name = schema_of(stream, place)->name;
    return name != NULL ? name : "";
}

kl_status kl_arrow_refuse(const kl_arrow_stream *stream, size_t place, uint64_t first_row,
                          const kl_error *why, kl_error *error) {
    const char *name = kl_arrow_name(stream, place);
    char shown[KL_EXCERPT_SIZE];
    kl_excerpt(name, strlen(name), shown);
    if (why->index < 0)
        return kl_fail(error, why->code, "column %s: %s", shown, why->message);
    const int64_t row = (int64_t)first_row + why->index;
    return kl_fail_at(error, why->code, row, -1, "column %s, row %lld: %s", shown, (long long)row,
                      why->message);
}

static kl_status read_type(const struct ArrowSchema *schema, kl_arrow_column *c, kl_error *error) {
    const struct ArrowSchema *values = schema->dictionary;
    const kl_status status = kl_arrow_type_of(schema, &c->value, error);
    if (status != KL_OK || values == NULL)
        return status;
    c->is_coded = 1;
    c->code = c->value;
    if (!kl_arrow_is_integer(&c->code))
        return kl_fail(error, KL_ERROR_FORMAT,
                       "its Arrow dictionary has codes that are no integers");
    if (values->dictionary != NULL)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "it is of a dictionary of dictionaries");
    return kl_arrow_type_of(values, &c->value, error);
}

kl_status kl_arrow_choose(kl_arrow_stream *stream, size_t place, kl_error *error) {
    kl_arrow_column *c = &stream->column[stream->columns];
    kl_error why = KL_ERROR_INIT;
    c->place = place;
    if (read_type(schema_of(stream, place), c, &why) != KL_OK)
        return kl_arrow_refuse(stream, place, 0, &why, error);
    stream->columns++;
    return KL_OK;
}

/* ── The stream ── */

static kl_status refuse_stream(kl_arrow_stream *s, int code, kl_error *error) {
    if (code == ENOMEM)
        return kl_fail(error, KL_ERROR_MEMORY, "the Arrow stream has not enough memory");
    const char *words =
        s->stream.get_last_error != NULL ? s->stream.get_last_error(&s->stream) : NULL;
    return kl_fail(error, KL_ERROR_IO, "the Arrow stream failed: %s (error %d)",
                   words != NULL ? words : "it does not say why", code);
}

static kl_status check_schema(const struct ArrowSchema *schema, kl_error *error) {
    if (schema->format == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "an Arrow schema without a format");
    if (strcmp(schema->format, "+s") != 0)
        return KL_OK;
    if (schema->n_children <= 0 || schema->children == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "an Arrow stream without columns");
    for (int64_t i = 0; i < schema->n_children; i++)
        if (schema->children[i] == NULL)
            return kl_fail(error, KL_ERROR_FORMAT, "an Arrow schema without its column %lld",
                           (long long)i);
    return KL_OK;
}

kl_status kl_arrow_open(kl_arrow_stream *out, struct ArrowArrayStream *given, kl_error *error) {
    out->stream = *given;
    given->release = NULL;
    const int code = out->stream.get_schema(&out->stream, &out->schema);
    const kl_status status =
        code != 0 ? refuse_stream(out, code, error) : check_schema(&out->schema, error);
    if (status != KL_OK)
        return status;
    const size_t width = kl_arrow_width(out);
    out->column = kl_alloc_zero(width, sizeof *out->column);
    return out->column != NULL
               ? KL_OK
               : kl_fail_memory(error, "the columns of a table", width * sizeof *out->column);
}

kl_status kl_arrow_refuse_released(const char *name, kl_error *error) {
    return kl_fail(error, KL_ERROR_ARGUMENT,
                   "%s: the Arrow stream was released before: its rows can be read only once",
                   name);
}

void kl_arrow_close(kl_arrow_stream *stream) {
    if (stream->schema.release != NULL)
        stream->schema.release(&stream->schema);
    if (stream->stream.release != NULL)
        stream->stream.release(&stream->stream);
    kl_free(stream->column);
}

/* ── Parts ── */

const struct ArrowArray *kl_arrow_child(const kl_arrow_stream *stream, const kl_arrow_part *part,
                                        size_t i, size_t *first) {
    *first = is_table(stream) ? (size_t)part->array.offset : 0;
    return is_table(stream) ? part->array.children[stream->column[i].place] : &part->array;
}

void kl_arrow_leave(void *used) {
    kl_arrow_part *p = used;
    if (p == NULL || atomic_fetch_sub(&p->users, 1) > 1)
        return;
    for (size_t i = 0; p->entries != NULL && i < p->columns; i++)
        kl_free(p->entries[i]);
    kl_free(p->entries);
    if (p->array.release != NULL)
        p->array.release(&p->array);
    kl_free(p);
}

static kl_status read_dictionary(const kl_arrow_type *type, const struct ArrowArray *values,
                                 void **out, kl_error *error) {
    const size_t n = (size_t)values->length;
    const int has_numbers = kl_column_is_numeric(type->column);
    const size_t size = has_numbers ? sizeof(double) : sizeof(kl_symbol_name);
    *out = kl_alloc(n, size);
    if (*out == NULL)
        return kl_fail_memory(error, "a dictionary", n * size);
    if (has_numbers) {
        kl_arrow_numbers(type, values, 0, n, *out);
        return KL_OK;
    }
    kl_error why = KL_ERROR_INIT; /* its index is of an entry, not of a row */
    const kl_status status = kl_arrow_names(type, values, 0, n, *out, &why);
    return status == KL_OK ? KL_OK : kl_fail(error, status, "%s", why.message);
}

static kl_status check_column(const kl_arrow_stream *s, kl_arrow_part *p, size_t i,
                              kl_error *error) {
    const kl_arrow_column *c = &s->column[i];
    size_t first;
    const struct ArrowArray *child = kl_arrow_child(s, p, i, &first);
    const int64_t least = (int64_t)first + p->array.length;
    if (!c->is_coded)
        return kl_arrow_check(&c->value, child, least, error);
    kl_status status = kl_arrow_check(&c->code, child, least, error);
    if (status == KL_OK)
        status = kl_arrow_check(&c->value, child->dictionary, 0, error);
    return status == KL_OK ? read_dictionary(&c->value, child->dictionary, &p->entries[i], error)
                           : status;
}

/* A row of a table is there, even if nothing is in it. */
static kl_status check_rows(const struct ArrowArray *array, size_t width, kl_error *error) {
    if (array->offset < 0 || array->length < 0 || array->offset > INT64_MAX - array->length)
        return kl_fail(error, KL_ERROR_FORMAT, "an Arrow array of length %lld from %lld on",
                       (long long)array->length, (long long)array->offset);
    if (array->n_children != (int64_t)width || array->children == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "an Arrow array of %lld columns; its schema has %zu",
                       (long long)array->n_children, width);
    const uint8_t *valid = array->n_buffers > 0 && array->null_count != 0 && array->buffers != NULL
                               ? array->buffers[0]
                               : NULL;
    for (int64_t i = array->offset; valid != NULL && i < array->offset + array->length; i++)
        if ((valid[i / 8] >> (i % 8) & 1) == 0)
            return kl_fail(error, KL_ERROR_UNSUPPORTED, "a row of an Arrow array is null");
    return KL_OK;
}

static kl_status check_part(const kl_arrow_stream *s, kl_arrow_part *p, kl_error *error) {
    kl_error why = KL_ERROR_INIT;
    if (is_table(s)) {
        const kl_status status = check_rows(&p->array, kl_arrow_width(s), error);
        if (status != KL_OK)
            return status;
    }
    for (size_t i = 0; i < s->columns; i++)
        if (check_column(s, p, i, &why) != KL_OK)
            return kl_arrow_refuse(s, s->column[i].place, 0, &why, error);
    return KL_OK;
}

/* Those of no rows say nothing. */
static int pull(kl_arrow_stream *s, struct ArrowArray *array) {
    int code = 0;
    do {
        if (array->release != NULL)
            array->release(array);
        *array = (struct ArrowArray){.release = NULL};
        code = s->stream.get_next(&s->stream, array);
    } while (code == 0 && array->release != NULL && array->length == 0);
    return code;
}

static kl_arrow_part *new_part(size_t columns) {
    kl_arrow_part *p = kl_alloc_zero(1, sizeof *p);
    if (p == NULL)
        return NULL;
    p->columns = columns;
    p->entries = kl_alloc_zero(columns, sizeof *p->entries);
    atomic_init(&p->users, 1);
    if (p->entries != NULL)
        return p;
    kl_free(p);
    return NULL;
}

kl_status kl_arrow_next(kl_arrow_stream *s, kl_arrow_part **out, kl_error *error) {
    kl_arrow_part *p = new_part(s->columns);
    *out = NULL;
    if (p == NULL)
        return kl_fail_memory(error, "a part of an Arrow stream", s->columns * sizeof *p->entries);
    const int code = pull(s, &p->array);
    const int is_there = code == 0 && p->array.release != NULL;
    const kl_status status = code != 0  ? refuse_stream(s, code, error)
                             : is_there ? check_part(s, p, error)
                                        : KL_OK;
    if (status == KL_OK && is_there)
        *out = p;
    else
        kl_arrow_leave(p);
    return status;
}
