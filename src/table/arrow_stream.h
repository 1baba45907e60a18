/* SPDX-License-Identifier: Apache-2.0 */
/* A stream of Arrow arrays: its columns, and one checked array after the other. */
#ifndef KL_TABLE_ARROW_STREAM_H
#define KL_TABLE_ARROW_STREAM_H

#include "table/arrow.h"

#include <stdatomic.h>

typedef struct kl_arrow_column {
    size_t place;              /* which one of the stream it is */
    kl_arrow_type value, code; /* of a dictionary's values, and of the codes */
    int is_coded;
} kl_arrow_column;

/* An array of the stream; the last one that uses it gives it back. */
typedef struct kl_arrow_part {
    atomic_size_t users;
    struct ArrowArray array;
    size_t columns;
    void **entries; /* of each column that is coded the numbers or names of its dictionary */
} kl_arrow_part;

typedef struct kl_arrow_stream {
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    size_t columns;
    kl_arrow_column *column;
} kl_arrow_stream;

/* The schema of a stream, which is the zeroed `out`'s from here on, whatever comes of it; no columns so far. */
kl_status kl_arrow_open(kl_arrow_stream *out, struct ArrowArrayStream *given, kl_error *error);
void kl_arrow_close(kl_arrow_stream *stream);

/* How many columns the schema has, and what they are called ("": not at all). */
size_t kl_arrow_width(const kl_arrow_stream *stream);
const char *kl_arrow_name(const kl_arrow_stream *stream, size_t place);
/* One of them, as one more column that is read. */
kl_status kl_arrow_choose(kl_arrow_stream *stream, size_t place, kl_error *error);

/* The next part that has rows; NULL behind the last. */
kl_status kl_arrow_next(kl_arrow_stream *stream, kl_arrow_part **out, kl_error *error);
void kl_arrow_leave(void *part);

/* Column `i` of a part, the first row of which is element `*first` of it. */
const struct ArrowArray *kl_arrow_child(const kl_arrow_stream *stream, const kl_arrow_part *part,
                                        size_t i, size_t *first);
/* A failure in a column; if it has an index, that is of a row from `first_row` on. */
kl_status kl_arrow_refuse(const kl_arrow_stream *stream, size_t place, uint64_t first_row,
                          const kl_error *why, kl_error *error);

#endif
