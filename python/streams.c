/* SPDX-License-Identifier: Apache-2.0 */
/* https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html */
#include "streams.h"

#include "exchange.h"

#include <math.h>
#include <string.h>

/* ── An array as a stream of one ──────────────────────────────────────────────────────────────── */

/* What is lent is its owner's to release. */
static void forget_schema(struct ArrowSchema *schema) {
    schema->release = NULL;
}

static int lend_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    const arrow_stream *taken = stream->private_data;
    *out = *taken->schema;
    out->release = forget_schema;
    return 0;
}

/* The array moves to the reader. */
static int give_array(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    arrow_stream *taken = stream->private_data;
    *out = *taken->array;
    taken->array->release = NULL;
    return 0;
}

static const char *say_nothing(struct ArrowArrayStream *stream) {
    (void)stream;
    return NULL;
}

static void forget_stream(struct ArrowArrayStream *stream) {
    stream->release = NULL;
}

static int take_array(arrow_stream *taken, PyObject *pair, const char *name) {
    struct ArrowSchema *schema;
    if (arrow_array_of(pair, name, &schema, &taken->array) < 0)
        return -1;
    taken->schema = schema;
    taken->stream =
        (struct ArrowArrayStream){lend_schema, give_array, say_nothing, forget_stream, taken};
    return 1;
}

/* ── Streams ──────────────────────────────────────────────────────────────────────────────────── */

static int take_stream(arrow_stream *taken, PyObject *capsule) {
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
    if (stream == NULL)
        return -1;
    taken->stream = *stream;
    stream->release = NULL;
    return 1;
}

/* A new reference. */
static PyObject *without_index(PyObject *object) {
    if (!PyObject_HasAttrString(object, "reset_index"))
        return Py_NewRef(object);
    PyObject *reset = PyObject_GetAttrString(object, "reset_index");
    PyObject *none = PyTuple_New(0), *drop = Py_BuildValue("{s:O}", "drop", Py_True);
    PyObject *result =
        reset != NULL && none != NULL && drop != NULL ? PyObject_Call(reset, none, drop) : NULL;
    Py_XDECREF(reset);
    Py_XDECREF(none);
    Py_XDECREF(drop);
    return result;
}

/* A stream whose schema cannot be had says so when it is read. */
static void look_at_schema(arrow_stream *taken) {
    struct ArrowSchema schema = {.release = NULL};
    const int is_there = taken->stream.get_schema(&taken->stream, &schema) == 0;
    if (is_there && schema.format != NULL) {
        taken->is_table = strcmp(schema.format, "+s") == 0;
        taken->is_whole = schema.format[0] != '\0' && schema.format[1] == '\0' &&
                          strchr("cCsSiIlL", schema.format[0]) != NULL && schema.dictionary == NULL;
    }
    if (is_there && schema.release != NULL)
        schema.release(&schema);
}

int arrow_stream_take(arrow_stream *taken, PyObject *object, const char *name) {
    memset(taken, 0, sizeof *taken);
    const int streams = PyObject_HasAttrString(object, "__arrow_c_stream__");
    if (!streams && !PyObject_HasAttrString(object, "__arrow_c_array__"))
        return 0;
    PyObject *plain = streams ? without_index(object) : Py_NewRef(object);
    if (plain != NULL)
        taken->held =
            PyObject_CallMethod(plain, streams ? "__arrow_c_stream__" : "__arrow_c_array__", NULL);
    Py_XDECREF(plain);
    if (taken->held == NULL)
        return -1;
    const int status =
        streams ? take_stream(taken, taken->held) : take_array(taken, taken->held, name);
    if (status > 0 && taken->stream.release != NULL)
        look_at_schema(taken);
    return status;
}

/* Who has made a stream in Python must not find somebody else's exception. */
void arrow_stream_release(arrow_stream *taken) {
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    if (taken->stream.release != NULL)
        taken->stream.release(&taken->stream);
    Py_CLEAR(taken->held);
    PyErr_Restore(type, value, trace);
}

int arrow_stream_of(PyObject *object, void *out) {
    arrow_stream *taken = out;
    const int seen = object != NULL ? arrow_stream_take(taken, object, "source") : -1;
    if (seen > 0)
        return Py_CLEANUP_SUPPORTED;
    arrow_stream_release(taken);
    if (seen == 0)
        PyErr_Format(PyExc_TypeError, "source is a %S: it gives no Arrow stream",
                     (PyObject *)Py_TYPE(object));
    return object == NULL;
}

/* ── Numbers ──────────────────────────────────────────────────────────────────────────────────── */

static double *copy_columns(const kl_table *table, const char *name) {
    const size_t rows = kl_table_rows(table), columns = kl_table_columns(table);
    double *copy = PyMem_Calloc(rows * columns + 1, sizeof *copy);
    if (copy == NULL)
        PyErr_NoMemory();
    for (size_t i = 0; copy != NULL && i < columns; i++) {
        const kl_column *column = kl_table_column(table, i);
        if (column->type != KL_COLUMN_NUMBER) {
            PyErr_Format(PyExc_TypeError, "column \"%s\" of %s is of type %s: numbers are needed",
                         column->name, name, kl_column_type_name(column->type));
            PyMem_Free(copy);
            return NULL;
        }
        for (size_t r = 0; r < rows; r++)
            copy[r * columns + i] = column->numbers[r];
    }
    return copy;
}

/* Doubles that hold integers become these, if all can. */
static int make_whole(double *numbers, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!(fabs(numbers[i]) <= 0x1p53))
            return 0;
    for (size_t i = 0; i < n; i++) {
        const int64_t whole = (int64_t)numbers[i];
        memcpy(&numbers[i], &whole, sizeof whole);
    }
    return 1;
}

void *arrow_stream_numbers(arrow_stream *taken, const char *name, kl_matrix *out) {
    kl_error error = KL_ERROR_INIT;
    kl_table *table = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status = kl_table_from_arrow(name, &taken->stream, NULL, &table, &error);
    PyEval_RestoreThread(thread);
    if (status != KL_OK) {
        PyErr_SetString(PyExc_ValueError, error.message);
        return NULL;
    }
    double *copy = copy_columns(table, name);
    *out = (kl_matrix){copy, kl_table_rows(table), kl_table_columns(table),
                       (ptrdiff_t)kl_table_columns(table), KL_F64};
    kl_table_free(table);
    if (copy != NULL && taken->is_whole && make_whole(copy, out->rows))
        out->dtype = KL_I64;
    return copy;
}
