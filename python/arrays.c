/* SPDX-License-Identifier: Apache-2.0 */
#include "arrays.h"

#include <string.h>

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
static const char own_order[] = "@=<", other_order[] = ">!";
#else
static const char own_order[] = "@=>!", other_order[] = "<";
#endif

/* The struct module's letters; how long those of the integers are depends on the order before them. */
static const char floats[] = "efd", signed_integers[] = "bhilqn", unsigned_integers[] = "BHILQN";
static const struct {
    const char *letters;
    kl_dtype dtype;
} formats[] = {
    {floats, KL_F64},
    {floats, KL_F32},
    {floats, KL_F16},
    {signed_integers, KL_I64},
    {signed_integers, KL_I32},
    {signed_integers, KL_I16},
    {signed_integers, KL_I8},
    {unsigned_integers, KL_U64},
    {unsigned_integers, KL_U32},
    {unsigned_integers, KL_U16},
    {unsigned_integers, KL_U8},
};

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

static int refuse_format(const char *format, const char *name) {
    const char *what = "of no type that is computed with";
    if (starts_with_one_of(format, other_order))
        what = "in another byte order than this machine's";
    else if (strcmp(format, "O") == 0)
        what = "Python objects";
    PyErr_Format(PyExc_TypeError,
                 "the elements of %s are %s (format '%s'): floats of 16, 32 or 64 bits or integers "
                 "are needed, e.g. numpy.asarray(%s, dtype=float)",
                 name, what, format, name);
    return -1;
}

static double *allocate(size_t n) {
    double *made = PyMem_Malloc(n * sizeof *made);
    if (made == NULL)
        PyErr_NoMemory();
    return made;
}

/* A step that is no multiple of the element (a field of records) is nothing that kl_array can say. */
static int gather(input *taken, kl_dtype dtype, Py_ssize_t step) {
    const Py_buffer *view = &taken->view;
    size_t n = taken->array.n;
    taken->copy = allocate(n);
    if (taken->copy == NULL)
        return -1;
    for (size_t i = 0; i < n; i++) {
        kl_array element = {(const char *)view->buf + (Py_ssize_t)i * step, 1, 1, dtype};
        kl_array_read(element, 0, 1, &taken->copy[i]);
    }
    taken->array = kl_f64(taken->copy, n);
    return 0;
}

static int view_buffer(input *taken, PyObject *object, const char *name) {
    Py_buffer *view = &taken->view;
    if (PyObject_GetBuffer(object, view, PyBUF_RECORDS_RO) < 0)
        return -1;
    if (view->ndim != 1) {
        PyErr_Format(PyExc_ValueError, "%s has %d dimensions: one is needed", name, view->ndim);
        return -1;
    }
    kl_dtype dtype;
    if (!find_dtype(view, &dtype))
        return refuse_format(format_of(view), name);
    /* ctypes gives no strides. */
    Py_ssize_t step = view->strides != NULL ? view->strides[0] : view->itemsize;
    taken->array = (kl_array){view->buf, (size_t)view->shape[0], step / view->itemsize, dtype};
    return step % view->itemsize == 0 ? 0 : gather(taken, dtype, step);
}

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
static int read_elements(input *taken, PyObject *elements, const char *name) {
    size_t n = (size_t)PyTuple_Size(elements);
    taken->copy = allocate(n);
    if (taken->copy == NULL)
        return -1;
    for (size_t i = 0; i < n; i++) {
        PyObject *element = PyTuple_GetItem(elements, (Py_ssize_t)i);
        taken->copy[i] = PyFloat_AsDouble(element);
        if (taken->copy[i] == -1.0 && PyErr_Occurred())
            return refuse_element(name, i, element);
    }
    taken->array = kl_f64(taken->copy, n);
    return 0;
}

static int read_sequence(input *taken, PyObject *object, const char *name) {
    PyObject *elements = PySequence_Tuple(object);
    if (elements == NULL)
        return -1;
    int status = read_elements(taken, elements, name);
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

int input_take(input *taken, PyObject *object, const char *name) {
    memset(taken, 0, sizeof *taken);
    if (PyObject_CheckBuffer(object))
        return view_buffer(taken, object, name);
    int keys = has_only_keys(object);
    if (keys < 0)
        return -1;
    if (!keys && PySequence_Check(object))
        return read_sequence(taken, object, name);
    PyErr_Format(PyExc_TypeError,
                 "%s is a %S: numbers are needed, as an array, any other buffer or a sequence",
                 name, (PyObject *)Py_TYPE(object));
    return -1;
}

void input_release(input *taken) {
    PyBuffer_Release(&taken->view);
    PyMem_Free(taken->copy);
}
