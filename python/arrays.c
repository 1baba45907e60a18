/* SPDX-License-Identifier: Apache-2.0 */
#include "arrays.h"

#include "exchange.h"
#include "streams.h"

#include <string.h>

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
static const char own_order[] = "@=<", other_order[] = ">!";
#else
static const char own_order[] = "@=>!", other_order[] = "<";
#endif

/* The struct module's letters; how long those of the integers are depends on the order before them. */
static const char floats[] = "efd", bfloats[] = "E", signed_integers[] = "bhilqn",
                  unsigned_integers[] = "BHILQN";
static const struct {
    const char *letters;
    kl_dtype dtype;
} formats[] = {
    {floats, KL_F64},
    {floats, KL_F32},
    {floats, KL_F16},
    {bfloats, KL_BF16},
    {signed_integers, KL_I64},
    {signed_integers, KL_I32},
    {signed_integers, KL_I16},
    {signed_integers, KL_I8},
    {unsigned_integers, KL_U64},
    {unsigned_integers, KL_U32},
    {unsigned_integers, KL_U16},
    {unsigned_integers, KL_U8},
};

const char *dtype_name(kl_dtype dtype) {
    static const char *const names[] = {
        [KL_F64] = "float64", [KL_F32] = "float32", [KL_F16] = "float16", [KL_BF16] = "bfloat16",
        [KL_U8] = "uint8",    [KL_U16] = "uint16",  [KL_U32] = "uint32",  [KL_U64] = "uint64",
        [KL_I8] = "int8",     [KL_I16] = "int16",   [KL_I32] = "int32",   [KL_I64] = "int64",
    };
    return names[dtype];
}

static int starts_with_one_of(const char *text, const char *letters) {
    return *text != '\0' && strchr(letters, *text) != NULL;
}

static const char *format_of(const Py_buffer *view) {
    return view->format != NULL ? view->format : "B";
}

static int find_dtype(const Py_buffer *view, kl_dtype *dtype) {
    const char *format = format_of(view);
    const char *letter = format + starts_with_one_of(format, own_order);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (starts_with_one_of(letter, formats[i].letters) && letter[1] == '\0' &&
            kl_dtype_size(formats[i].dtype) == (size_t)view->itemsize) {
            *dtype = formats[i].dtype;
            return 1;
        }
    return 0;
}

/* What is written has to be of the type that comes; what is read may be converted. */
static int refuse_format(const input *taken, const char *format) {
    const char *what = "of no type that is computed with";
    if (starts_with_one_of(format, other_order))
        what = "in another byte order than this machine's";
    else if (strcmp(format, "O") == 0)
        what = "Python objects";
    if (taken->is_written)
        PyErr_Format(PyExc_TypeError,
                     "the elements of %s are %s (format '%s'): floats of 16, 32 or 64 bits are "
                     "needed",
                     taken->name, what, format);
    else
        PyErr_Format(PyExc_TypeError,
                     "the elements of %s are %s (format '%s'): floats of 16, 32 or 64 bits or "
                     "integers are needed, e.g. numpy.asarray(%s, dtype=float)",
                     taken->name, what, format, taken->name);
    return -1;
}

static double *allocate(size_t n) {
    double *made = PyMem_Calloc(n + 1, sizeof *made);
    if (made == NULL)
        PyErr_NoMemory();
    return made;
}

/* Whether an array of NumPy's masks anything: what cannot say so is taken to. */
static int is_masked(PyObject *object) {
    PyObject *mask = PyObject_GetAttrString(object, "mask");
    PyObject *any = mask != NULL ? PyObject_CallMethod(mask, "any", NULL) : NULL;
    const int masked = any != NULL ? PyObject_IsTrue(any) : 1;
    PyErr_Clear();
    Py_XDECREF(any);
    Py_XDECREF(mask);
    return masked != 0;
}

/* The buffer of an array with a mask holds what is masked, too. Classes with masks are written in Python; to ask the
 * types of C for one takes a tenth of the time of a short call. */
static int refuse_mask(const input *taken, PyObject *object) {
    if ((PyType_GetFlags(Py_TYPE(object)) & Py_TPFLAGS_HEAPTYPE) == 0 ||
        !PyObject_HasAttrString(object, "mask") || !PyObject_HasAttrString(object, "filled") ||
        !is_masked(object))
        return 0;
    PyErr_Format(PyExc_TypeError,
                 "%s has a mask: leave out what is masked (of one dimension "
                 ".compressed() does), or give its .data",
                 taken->name);
    return -1;
}

static int read_buffer(input *taken, PyObject *object, layout *found) {
    if (refuse_mask(taken, object))
        return -1;
    Py_buffer *view = &taken->view;
    if (PyObject_GetBuffer(object, view, taken->is_written ? PyBUF_RECORDS : PyBUF_RECORDS_RO) < 0)
        return -1;
    *found = (layout){.data = view->buf, .dimensions = view->ndim};
    for (int i = 0; i < view->ndim && i < 2; i++) {
        found->shape[i] = view->shape[i];
        /* ctypes gives no strides. */
        found->step[i] = view->strides != NULL ? view->strides[i] : view->itemsize;
    }
    if (view->strides == NULL && view->ndim == 2)
        found->step[0] = view->shape[1] * view->itemsize;
    /* That the shape is wrong is the first thing to say. */
    const int fits = taken->dimensions > 0 ? view->ndim == taken->dimensions
                                           : view->ndim == 1 || view->ndim == 2;
    if (find_dtype(view, &found->dtype) || !fits)
        return 0;
    return refuse_format(taken, format_of(view));
}

/* ── What was found, as the library takes it ──────────────────────────────────────────────────── */

static int refuse_dimensions(const input *taken, int dimensions) {
    static const char *const needed[] = {"one or two are", "one is", "two are"};
    PyErr_Format(PyExc_ValueError, "%s has %d dimensions: %s needed", taken->name, dimensions,
                 needed[taken->dimensions]);
    return -1;
}

/* Steps that no kl_array or kl_matrix can say (a field of records, columns apart): into a copy of the same type. */
static int gather(input *taken, const layout *found) {
    const size_t rows = (size_t)found->shape[0],
                 columns = found->dimensions == 2 ? (size_t)found->shape[1] : 1,
                 size = kl_dtype_size(found->dtype);
    taken->copy = allocate(rows * columns * size / sizeof *taken->copy + 1);
    if (taken->copy == NULL)
        return -1;
    char *to = (char *)taken->copy;
    for (size_t i = 0; i < rows; i++) {
        const char *row = (const char *)found->data + (Py_ssize_t)i * found->step[0];
        for (size_t j = 0; j < columns; j++, to += size)
            memcpy(to, row + (Py_ssize_t)j * found->step[1], size);
    }
    taken->array = (kl_array){taken->copy, rows, 1, found->dtype};
    taken->matrix = (kl_matrix){taken->copy, rows, columns, (Py_ssize_t)columns, found->dtype};
    return 0;
}

static int refuse_steps(const input *taken) {
    PyErr_Format(PyExc_ValueError,
                 "%s cannot be written: the numbers of a row must lie side by side", taken->name);
    return -1;
}

static int place(input *taken, const layout *found) {
    if (taken->dimensions == 0 && (found->dimensions == 1 || found->dimensions == 2))
        taken->dimensions = found->dimensions;
    if (found->dimensions != taken->dimensions)
        return refuse_dimensions(taken, found->dimensions);
    /* What is empty is given, too: other libraries say NULL, which would be None. */
    const void *data = found->data != NULL ? found->data : "";
    const Py_ssize_t size = (Py_ssize_t)kl_dtype_size(found->dtype);
    const int apart = found->dimensions == 2 && found->shape[1] > 1 && found->step[1] != size;
    if (found->step[0] % size != 0 || apart)
        return taken->is_written ? refuse_steps(taken) : gather(taken, found);
    if (found->dimensions == 1)
        taken->array =
            (kl_array){data, (size_t)found->shape[0], found->step[0] / size, found->dtype};
    else
        taken->matrix = (kl_matrix){data, (size_t)found->shape[0], (size_t)found->shape[1],
                                    found->step[0] / size, found->dtype};
    return 0;
}

/* ── Streams of Arrow ─────────────────────────────────────────────────────────────────────────── */

/* A table has two dimensions, a column has one. */
static int read_stream(input *taken, arrow_stream *stream) {
    const int dimensions = stream->is_table ? 2 : 1;
    if (taken->dimensions == 0)
        taken->dimensions = dimensions;
    if (dimensions != taken->dimensions)
        return refuse_dimensions(taken, dimensions);
    kl_matrix *matrix = &taken->matrix;
    taken->copy = arrow_stream_numbers(stream, taken->name, matrix);
    taken->array = (kl_array){taken->copy, matrix->rows, 1, matrix->dtype};
    return taken->copy != NULL ? 0 : -1;
}

/* 1: read, 0: it is none, -1: an exception. */
static int take_stream(input *taken, PyObject *object) {
    arrow_stream stream;
    if (taken->is_written || !PyObject_HasAttrString(object, "__arrow_c_stream__"))
        return 0;
    int seen = arrow_stream_take(&stream, object, taken->name);
    if (seen > 0 && read_stream(taken, &stream) < 0)
        seen = -1;
    arrow_stream_release(&stream);
    if (seen < 0 && PyErr_ExceptionMatches(PyExc_ImportError)) {
        PyErr_Clear(); /* pandas without pyarrow; its columns are sequences too */
        return 0;
    }
    return seen;
}

/* ── Sequences ────────────────────────────────────────────────────────────────────────────────── */

/* What float() says of an element does not say where it is. */
static int refuse_element(const char *name, size_t index, PyObject *element) {
    if (PyErr_ExceptionMatches(PyExc_OverflowError))
        PyErr_Format(PyExc_ValueError, "%s[%zu] is too large for a float", name, index);
    else if (PyErr_ExceptionMatches(PyExc_TypeError))
        PyErr_Format(PyExc_TypeError, "%s[%zu] is a %S: a number is needed", name, index,
                     (PyObject *)Py_TYPE(element));
    return -1;
}

/* The elements stay alive in a tuple of our own, whatever their conversion does to the sequence. */
static int read_elements(input *taken, PyObject *elements) {
    size_t n = (size_t)PyTuple_Size(elements);
    taken->copy = allocate(n);
    if (taken->copy == NULL)
        return -1;
    for (size_t i = 0; i < n; i++) {
        PyObject *element = PyTuple_GetItem(elements, (Py_ssize_t)i);
        taken->copy[i] = PyFloat_AsDouble(element);
        if (taken->copy[i] == -1.0 && PyErr_Occurred())
            return refuse_element(taken->name, i, element);
    }
    taken->array = kl_f64(taken->copy, n);
    return 0;
}

/* A row of a matrix, which says how long all are where it is the first. */
static int read_row(input *taken, PyObject *object, size_t index, size_t rows) {
    char name[128];
    PyOS_snprintf(name, sizeof name, "%s[%zu]", taken->name, index);
    input row;
    int failed = input_take(&row, object, name);
    if (failed == 0 && index == 0) {
        taken->copy = allocate(rows * row.array.n);
        taken->matrix = (kl_matrix){taken->copy, rows, row.array.n, (ptrdiff_t)row.array.n, KL_F64};
        failed = taken->copy != NULL ? 0 : -1;
    }
    if (failed == 0 && row.array.n != taken->matrix.columns) {
        PyErr_Format(PyExc_ValueError, "%s has %zu numbers and %s[0] has %zu", name, row.array.n,
                     taken->name, taken->matrix.columns);
        failed = -1;
    }
    if (failed == 0)
        kl_array_read(row.array, 0, row.array.n, taken->copy + index * row.array.n);
    input_release(&row);
    return failed;
}

static int read_rows(input *taken, PyObject *rows) {
    size_t n = (size_t)PyTuple_Size(rows);
    int failed = n == 0 ? refuse_dimensions(taken, 1) : 0;
    for (size_t i = 0; i < n && failed == 0; i++)
        failed = read_row(taken, PyTuple_GetItem(rows, (Py_ssize_t)i), i, n);
    return failed;
}

/* A number has no length, also where it is a buffer, as those of NumPy are. */
static int dimensions_of(PyObject *elements) {
    PyObject *first = PyTuple_Size(elements) > 0 ? PyTuple_GetItem(elements, 0) : NULL;
    const int is_row = first != NULL && PyObject_Size(first) >= 0;
    PyErr_Clear();
    return is_row ? 2 : 1;
}

static int read_sequence(input *taken, PyObject *object) {
    PyObject *elements = PySequence_Tuple(object);
    if (elements == NULL)
        return -1;
    if (taken->dimensions == 0)
        taken->dimensions = dimensions_of(elements);
    int status =
        taken->dimensions == 1 ? read_elements(taken, elements) : read_rows(taken, elements);
    Py_DECREF(elements);
    return status;
}

/* Mappings and tables are read by their keys, not by what stands there; a pandas.Series, which has both, by its
 * numbers. -1: an exception. */
static int has_only_keys(PyObject *object) {
    int keys = PyObject_HasAttrString(object, "keys");
    if (!keys || !PyObject_HasAttrString(object, "ndim"))
        return keys;
    PyObject *dimensions = PyObject_GetAttrString(object, "ndim");
    long n = dimensions != NULL ? PyLong_AsLong(dimensions) : -1;
    Py_XDECREF(dimensions);
    return PyErr_Occurred() ? -1 : n != 1;
}

/* 1: found, 0: it is none of these, -1: an exception. */
static int look_at(input *taken, PyObject *object, layout *found) {
    if (PyObject_CheckBuffer(object))
        return read_buffer(taken, object, found) < 0 ? -1 : 1;
    if (PyList_Check(object) || PyTuple_Check(object))
        return 0;
    int arrow = taken->is_written || PyObject_HasAttrString(object, "__arrow_c_stream__")
                    ? 0
                    : arrow_look_at(object, taken->name, &taken->held, found);
    return arrow != 0 ? arrow : dlpack_look_at(object, taken->name, &taken->held, found);
}

static int take(input *taken, PyObject *object) {
    layout found;
    int seen = look_at(taken, object, &found);
    if (seen != 0)
        return seen < 0 ? -1 : place(taken, &found);
    seen = take_stream(taken, object);
    if (seen != 0)
        return seen < 0 ? -1 : 0;
    int keys = has_only_keys(object);
    if (keys < 0)
        return -1;
    if (!keys && !taken->is_written && PySequence_Check(object))
        return read_sequence(taken, object);
    PyErr_Format(PyExc_TypeError, "%s is a %S: numbers are needed, as an array%s", taken->name,
                 (PyObject *)Py_TYPE(object),
                 taken->is_written ? " that can be written" : ", any other buffer or a sequence");
    return -1;
}

int input_take(input *taken, PyObject *object, const char *name) {
    memset(taken, 0, sizeof *taken);
    taken->name = name;
    taken->dimensions = 1;
    return take(taken, object);
}

void input_release(input *taken) {
    PyBuffer_Release(&taken->view);
    PyMem_Free(taken->copy);
    taken->copy = NULL;
    Py_CLEAR(taken->held);
}

static kl_array row_of(const input *taken, size_t row) {
    return taken->dimensions == 1 ? taken->array : kl_matrix_row(taken->matrix, row);
}

const double *input_doubles(input *taken) {
    const kl_array first = row_of(taken, 0);
    const size_t rows = taken->dimensions == 1 ? 1 : taken->matrix.rows;
    if (first.dtype == KL_F64 && first.stride == 1 &&
        (uintptr_t)first.data % _Alignof(double) == 0 &&
        (rows <= 1 || taken->matrix.row_stride == (ptrdiff_t)first.n))
        return first.data;
    double *made = allocate(rows * first.n);
    for (size_t i = 0; made != NULL && i < rows; i++)
        kl_array_read(row_of(taken, i), 0, first.n, made + i * first.n);
    PyMem_Free(taken->copy);
    taken->copy = made;
    return made;
}

/* ── Converters ───────────────────────────────────────────────────────────────────────────────── */

static int convert(input *taken, PyObject *object, int dimensions) {
    if (object != NULL) {
        taken->dimensions = dimensions;
        if (take(taken, object) == 0)
            return Py_CLEANUP_SUPPORTED;
    }
    input_release(taken);
    return object == NULL;
}

int input_of(PyObject *object, void *out) {
    return convert(out, object, 1);
}

int matrix_of(PyObject *object, void *out) {
    return convert(out, object, 2);
}

int output_of(PyObject *object, void *out) {
    ((input *)out)->is_written = 1;
    return matrix_of(object, out);
}

int flat_or_matrix_of(PyObject *object, void *out) {
    return convert(out, object, 0);
}

int points_of(PyObject *object, void *out) {
    input *taken = out;
    int result = flat_or_matrix_of(object, taken);
    const kl_array column = taken->array;
    if (result != 0 && object != NULL && taken->dimensions == 1)
        taken->matrix = (kl_matrix){column.data, column.n, 1, column.stride, column.dtype};
    return result;
}

int input_or_none_of(PyObject *object, void *out) {
    return object == Py_None || input_of(object, out);
}

int matrix_or_none_of(PyObject *object, void *out) {
    return object == Py_None || matrix_of(object, out);
}
