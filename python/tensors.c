/* SPDX-License-Identifier: Apache-2.0 */
/* The io room: arrays of numbers in .npy, .npz and safetensors files. */
#include "arrays.h"
#include "files.h"
#include "handles.h"

HANDLE(static, tensor_handle, kl_tensor, kl_tensor_close, tensor_of)

static PyObject *tensor_open(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path;
    const char *name;
    kl_tensor_options options;
    unsigned long long memory_max;
    kl_tensor_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&zO&p", PyUnicode_FSConverter, &path, &name, whole_memory_max,
                          &memory_max, &options.check_sums))
        return NULL;
    options.memory_max = memory_max;
    kl_tensor *tensor = NULL;
    const char *file = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_tensor_open(file, name, &options, &tensor, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_handle(&made, status, tensor, &tensor_handle, NULL);
}

/* The bytes are held as long as the tensor. */
static PyObject *tensor_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *bytes;
    const char *name;
    kl_tensor_options options;
    unsigned long long memory_max;
    char *data;
    Py_ssize_t size;
    kl_tensor_options_init(&options);
    if (!PyArg_ParseTuple(args, "OzO&p", &bytes, &name, whole_memory_max, &memory_max,
                          &options.check_sums) ||
        PyBytes_AsStringAndSize(bytes, &data, &size) < 0)
        return NULL;
    options.memory_max = memory_max;
    kl_tensor *tensor = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_tensor_parse(data, (size_t)size, name, &options, &tensor, &made.error);
    PyEval_RestoreThread(thread);
    return call_handle(&made, status, tensor, &tensor_handle, bytes);
}

/* What a memoryview calls the type. bf16 has no name there: "E" is what arrays.c knows it by, and what others
 * refuse. */
static const char *const formats[] = {
    [KL_F64] = "d", [KL_F32] = "f", [KL_F16] = "e", [KL_BF16] = "E", [KL_U8] = "B",  [KL_U16] = "H",
    [KL_U32] = "I", [KL_U64] = "Q", [KL_I8] = "b",  [KL_I16] = "h",  [KL_I32] = "i", [KL_I64] = "q",
};

static PyObject *names_of(const kl_tensor *tensor) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < kl_tensor_count(tensor); i++)
        if (list_append(list, text_of(kl_tensor_name(tensor, i))) < 0)
            Py_CLEAR(list);
    return list;
}

/* (format, dtype, shape, names, chosen, view) */
static PyObject *tensor_describe(PyObject *module, PyObject *capsule) {
    const kl_tensor *tensor;
    if (!tensor_of(capsule, &tensor))
        return NULL;
    size_t rank;
    const size_t *sizes = kl_tensor_shape(tensor, &rank);
    Py_ssize_t shape[32] = {0};
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < rank; i++) {
        shape[i] = (Py_ssize_t)sizes[i];
        if (list_append(list, PyLong_FromSize_t(sizes[i])) < 0)
            Py_CLEAR(list);
    }
    const kl_array all = kl_tensor_array(tensor);
    PyObject *view = view_new(state_of(module), all.data, formats[all.dtype], (int)rank, shape,
                              (Py_ssize_t)kl_dtype_size(all.dtype), capsule);
    return Py_BuildValue("(ssNNnN)", kl_tensor_format(tensor), dtype_name(all.dtype), list,
                         names_of(tensor), (Py_ssize_t)kl_tensor_chosen(tensor), view);
}

/* All numbers, one after another, as doubles; of the rows that the last dimension makes, or of one of them. */
static PyObject *tensor_read(PyObject *module, PyObject *args) {
    const kl_tensor *tensor;
    Py_ssize_t row;
    if (!PyArg_ParseTuple(args, "O&n", tensor_of, &tensor, &row))
        return NULL;
    const kl_matrix rows = kl_tensor_matrix(tensor);
    if (row >= 0 && (size_t)row >= rows.rows) {
        PyErr_Format(PyExc_IndexError, "there are %zu rows: none is number %zd", rows.rows, row);
        return NULL;
    }
    const kl_array from = row < 0 ? kl_tensor_array(tensor) : kl_matrix_row(rows, (size_t)row);
    double *numbers = PyMem_Calloc(from.n + 1, sizeof *numbers);
    if (numbers == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    kl_array_read(from, 0, from.n, numbers);
    PyEval_RestoreThread(thread);
    PyObject *result = series_of(state_of(module), "d", numbers, from.n * sizeof *numbers);
    PyMem_Free(numbers);
    return result;
}

/* ── Writing ──────────────────────────────────────────────────────────────────────────────────── */

static PyObject *npy_write_array(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path;
    input numbers = {.name = "numbers"};
    if (!PyArg_ParseTuple(args, "O&O&", PyUnicode_FSConverter, &path, input_of, &numbers))
        return NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_npy_write_array(name, numbers.array, &made.error);
    PyEval_RestoreThread(thread);
    input_release(&numbers);
    Py_DECREF(path);
    return call_none(&made, status);
}

static PyObject *write_rows(PyObject *module, PyObject *args, input rows,
                            int (*convert)(PyObject *, void *)) {
    call made = call_begin(module);
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", PyUnicode_FSConverter, &path, convert, &rows))
        return NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_npy_write_matrix(name, rows.matrix, &made.error);
    PyEval_RestoreThread(thread);
    input_release(&rows);
    Py_DECREF(path);
    return call_none(&made, status);
}

static PyObject *npy_write_matrix(PyObject *module, PyObject *args) {
    return write_rows(module, args, (input){.name = "rows"}, matrix_of);
}

static PyObject *npy_write_points(PyObject *module, PyObject *args) {
    return write_rows(module, args, (input){.name = "source"}, points_of);
}

static PyMethodDef methods[] = {
    {"tensor_open", tensor_open, METH_VARARGS, "(path, name, memory_max, check_sums)"},
    {"tensor_parse", tensor_parse, METH_VARARGS, "(bytes, name, memory_max, check_sums)"},
    {"tensor_describe", tensor_describe, METH_O, "(tensor)"},
    {"tensor_read", tensor_read, METH_VARARGS, "(tensor, row or -1)"},
    {"npy_write_array", npy_write_array, METH_VARARGS, "(path, numbers)"},
    {"npy_write_matrix", npy_write_matrix, METH_VARARGS, "(path, rows)"},
    {"npy_write_points", npy_write_points, METH_VARARGS, "(path, points)"},
    {0},
};

int tensors_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
