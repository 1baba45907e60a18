/* SPDX-License-Identifier: Apache-2.0 */
/* Arrow streams made by hand. Every buffer is a block of its own of just its size, and goes with the array whose it is,
 * so that the sanitizers see what is read beside or behind it; `alive` counts what was given out and not released. */
#ifndef TESTS_TABLE_ARROW_STREAM_H
#define TESTS_TABLE_ARROW_STREAM_H

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include <kullback/table_arrow.h>

enum { MOST_BUFFERS = 6 };

typedef struct made_buffer {
    const void *data; /* NULL: there is no buffer */
    size_t size;
} made_buffer;

typedef struct made_column {
    const char *format, *name;
    int64_t length, nulls, offset;
    int buffers;
    made_buffer buffer[MOST_BUFFERS];
    const struct made_column *dictionary;
} made_column;

typedef struct made_part {
    int64_t length, offset, nulls;
    const made_column *column; /* as many as the stream has */
    const uint8_t *valid;      /* of the structs: a byte, or NULL */
} made_part;

typedef struct made_stream {
    size_t columns, parts;
    const made_part *part; /* the first says what the schema is */
    size_t holes;          /* so many columns more, which the schema says are there and are not */
    int is_bare;           /* arrays of the one column, in no structs */
    int fails_at;          /* which call of get_next fails, from 1; 0: none */
    int code;              /* with that errno; of get_schema where fails_at is −1 */
    const char *words;
    size_t given;
    atomic_int alive; /* arrays are given back by whichever thread has read them */
} made_stream;

typedef struct made_owned {
    made_stream *stream;
    char *format, *name;
    void *buffer[MOST_BUFFERS];
} made_owned;

static inline made_owned *own(made_stream *stream) {
    made_owned *o = calloc(1, sizeof *o);
    o->stream = stream;
    stream->alive++;
    return o;
}

/* malloc of just the size, where 0 gives a block that must not be read. */
static inline void *copy_of(const void *data, size_t size) {
    void *copy = data != NULL ? malloc(size) : NULL;
    if (copy != NULL && size > 0)
        memcpy(copy, data, size);
    return copy;
}

static inline char *text_copy(const char *text) {
    return text != NULL ? copy_of(text, strlen(text) + 1) : NULL;
}

static inline void disown(made_owned *o) {
    o->stream->alive--;
    free(o->format);
    free(o->name);
    for (int i = 0; i < MOST_BUFFERS; i++)
        free(o->buffer[i]);
    free(o);
}

/* ── Schemas ── */

static inline void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i] != NULL)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    if (schema->dictionary != NULL)
        schema->dictionary->release(schema->dictionary);
    free(schema->dictionary);
    disown(schema->private_data);
    schema->release = NULL;
}

static inline void fill_schema(made_stream *stream, const char *format, const char *name,
                               const made_column *dictionary, struct ArrowSchema *out) {
    made_owned *o = own(stream);
    o->format = text_copy(format);
    o->name = text_copy(name);
    *out = (struct ArrowSchema){.format = o->format,
                                .name = o->name,
                                .flags = ARROW_FLAG_NULLABLE,
                                .release = release_schema,
                                .private_data = o};
    if (dictionary == NULL)
        return;
    out->dictionary = calloc(1, sizeof *out->dictionary);
    fill_schema(stream, dictionary->format, NULL, dictionary->dictionary, out->dictionary);
}

static inline int get_schema(struct ArrowArrayStream *given, struct ArrowSchema *out) {
    made_stream *stream = given->private_data;
    const made_column *column = stream->part[0].column;
    if (stream->fails_at < 0)
        return stream->code;
    if (stream->is_bare) {
        fill_schema(stream, column->format, column->name, column->dictionary, out);
        return 0;
    }
    fill_schema(stream, "+s", NULL, NULL, out);
    out->n_children = (int64_t)(stream->columns + stream->holes);
    out->children = calloc(stream->columns + stream->holes + 1, sizeof *out->children);
    for (size_t i = 0; i < stream->columns; i++) {
        out->children[i] = calloc(1, sizeof **out->children);
        fill_schema(stream, column[i].format, column[i].name, column[i].dictionary,
                    out->children[i]);
    }
    return 0;
}

/* ── Arrays ── */

static inline void release_array(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release != NULL)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    free(array->children);
    if (array->dictionary != NULL)
        array->dictionary->release(array->dictionary);
    free(array->dictionary);
    free((void *)array->buffers);
    disown(array->private_data);
    array->release = NULL;
}

static inline void fill_array(made_stream *stream, const made_column *column,
                              struct ArrowArray *out) {
    made_owned *o = own(stream);
    *out = (struct ArrowArray){.length = column->length,
                               .null_count = column->nulls,
                               .offset = column->offset,
                               .n_buffers = column->buffers,
                               .release = release_array,
                               .private_data = o};
    out->buffers = calloc(MOST_BUFFERS, sizeof *out->buffers);
    for (int i = 0; i < column->buffers; i++)
        out->buffers[i] = o->buffer[i] = copy_of(column->buffer[i].data, column->buffer[i].size);
    if (column->dictionary == NULL)
        return;
    out->dictionary = calloc(1, sizeof *out->dictionary);
    fill_array(stream, column->dictionary, out->dictionary);
}

static inline int get_next(struct ArrowArrayStream *given, struct ArrowArray *out) {
    made_stream *stream = given->private_data;
    if (stream->fails_at > 0 && stream->given + 1 == (size_t)stream->fails_at)
        return stream->code;
    if (stream->given == stream->parts) {
        out->release = NULL;
        return 0;
    }
    const made_part *part = &stream->part[stream->given++];
    if (stream->is_bare) {
        fill_array(stream, part->column, out);
        return 0;
    }
    const made_column structs = {.length = part->length,
                                 .offset = part->offset,
                                 .nulls = part->nulls,
                                 .buffers = 1,
                                 .buffer = {{part->valid, 1}}};
    fill_array(stream, &structs, out);
    out->n_children = (int64_t)stream->columns;
    out->children = calloc(stream->columns + 1, sizeof *out->children);
    for (size_t i = 0; i < stream->columns; i++) {
        out->children[i] = calloc(1, sizeof **out->children);
        fill_array(stream, &part->column[i], out->children[i]);
    }
    return 0;
}

static inline const char *get_last_error(struct ArrowArrayStream *given) {
    return ((made_stream *)given->private_data)->words;
}

static inline void release_stream(struct ArrowArrayStream *given) {
    ((made_stream *)given->private_data)->alive--;
    given->release = NULL;
}

static inline struct ArrowArrayStream start(made_stream *stream) {
    stream->given = 0;
    stream->alive++;
    return (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, stream};
}

#endif
