/* SPDX-License-Identifier: Apache-2.0 */
/* Columns of other libraries, through Arrow's C stream interface: a data frame, a table, a column, the result of a
 * query. */
#ifndef KL_PYTHON_STREAMS_H
#define KL_PYTHON_STREAMS_H

#include <Python.h>

#include <kullback/table_arrow.h>

typedef struct arrow_stream {
    struct ArrowArrayStream stream; /* whoever is given it releases it */
    int is_table;                   /* of structs, not of a column */
    int is_whole;                   /* a column of integers */
    PyObject *held;                 /* what else keeps it alive */
    /* Of an array that came alone. */
    const struct ArrowSchema *schema;
    struct ArrowArray *array;
} arrow_stream;

/* What gives __arrow_c_stream__ or, if that is all there is, __arrow_c_array__. Without the index of a pandas object,
 * which is no column. 1: taken, into a place that stays where it is; 0: the object does not speak this; -1: an
 * exception. arrow_stream_release is right after any. */
int arrow_stream_take(arrow_stream *taken, PyObject *object, const char *name);
void arrow_stream_release(arrow_stream *taken);

/* A converter to a zeroed one. */
int arrow_stream_of(PyObject *object, void *arrow_stream_out);

/* All of it row after row, for PyMem_Free: as doubles, NaN where one is missing; a column of integers without any, and
 * none beyond 2^53, as i64. NULL with an exception. */
void *arrow_stream_numbers(arrow_stream *taken, const char *name, kl_matrix *out);

#endif
