/* SPDX-License-Identifier: Apache-2.0 */
/* The io room: bytes and files, lists of weights, arrays of numbers; and what is looked at where it lies. */
#include "files.h"
#include "arrays.h"
#include "handles.h"

HANDLE(static, file_handle, kl_file, kl_file_close, file_of)

/* These only keep alive what is told of them. */
static void free_bytes(void *bytes) {
    kl_bytes_close(bytes);
}

static void free_weights(void *weights) {
    kl_weights_free(weights);
}

static const handle_kind bytes_handle = {"kullback.kl_bytes", free_bytes};
static const handle_kind weights_handle = {"kullback.kl_weights", free_weights};

static PyObject *bytes_open(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path;
    int is_text;
    if (!PyArg_ParseTuple(args, "O&p", PyUnicode_FSConverter, &path, &is_text))
        return NULL;
    kl_bytes *bytes = NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = (is_text ? kl_bytes_open_text : kl_bytes_open)(name, &bytes, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    PyObject *capsule = call_handle(&made, status, bytes, &bytes_handle, NULL);
    if (capsule == NULL)
        return NULL;
    PyObject *view = view_new(made.state, kl_bytes_data(bytes), "B", 1,
                              (Py_ssize_t[]){(Py_ssize_t)kl_bytes_size(bytes)}, 1, capsule);
    Py_DECREF(capsule);
    return view;
}

/* ── A file that appears whole or not at all ──────────────────────────────────────────────────── */

static PyObject *file_create(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
        return NULL;
    kl_file *file = NULL;
    kl_status status = kl_file_create(PyBytes_AsString(path), &file, &made.error);
    Py_DECREF(path);
    return call_handle(&made, status, file, &file_handle, NULL);
}

static PyObject *file_write(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_file *file;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "O&y*", file_of, &file, &data))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_file_write(file, data.buf, (size_t)data.len, &made.error);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&data);
    return call_none(&made, status);
}

static PyObject *file_commit(PyObject *module, PyObject *capsule) {
    call made = call_begin(module);
    kl_file *file;
    if (!file_of(capsule, &file))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_file_commit(file, &made.error);
    PyEval_RestoreThread(thread);
    return call_none(&made, status);
}

/* ── Weights ──────────────────────────────────────────────────────────────────────────────────── */

/* ([(name, value)], whether they may have been counted) */
static PyObject *weights_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "s*", &data))
        return NULL;
    kl_weights *weights = NULL;
    kl_status status = kl_weights_parse(data.buf, (size_t)data.len, &weights, &made.error);
    PyBuffer_Release(&data);
    PyObject *capsule = call_handle(&made, status, weights, &weights_handle, NULL);
    PyObject *list = capsule != NULL ? PyList_New(0) : NULL;
    for (size_t i = 0; list != NULL && i < kl_weights_size(weights); i++)
        if (list_append(list, Py_BuildValue("(Nd)", text_of(kl_weights_name(weights, i)),
                                            kl_weights_values(weights)[i])) < 0)
            Py_CLEAR(list);
    PyObject *result =
        list != NULL ? Py_BuildValue("(NN)", list, PyBool_FromLong(kl_weights_are_counts(weights)))
                     : NULL;
    Py_XDECREF(capsule);
    return result;
}

/* ── Numbers as text ──────────────────────────────────────────────────────────────────────────── */

static PyObject *number_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    Py_buffer text;
    double number = 0;
    if (!PyArg_ParseTuple(args, "s*", &text))
        return NULL;
    PyObject *fine =
        call_none(&made, kl_number_parse(text.buf, (size_t)text.len, &number, &made.error));
    PyBuffer_Release(&text);
    Py_XDECREF(fine);
    return fine != NULL ? PyFloat_FromDouble(number) : NULL;
}

static PyObject *number_format(PyObject *module, PyObject *args) {
    (void)module;
    double number;
    char text[32];
    if (!PyArg_ParseTuple(args, "d", &number))
        return NULL;
    return PyUnicode_FromStringAndSize(text, (Py_ssize_t)kl_number_format(number, text));
}

static PyMethodDef methods[] = {
    {"bytes_open", bytes_open, METH_VARARGS, "(path, text)"},
    {"file_create", file_create, METH_VARARGS, "(path)"},
    {"file_write", file_write, METH_VARARGS, "(file, data)"},
    {"file_commit", file_commit, METH_O, "(file)"},
    {"weights_parse", weights_parse, METH_VARARGS, "(data)"},
    {"number_parse", number_parse, METH_VARARGS, "(text)"},
    {"number_format", number_format, METH_VARARGS, "(number)"},
    {0},
};

int files_register(PyObject *module) {
    return view_register(module) < 0 ? -1 : PyModule_AddFunctions(module, methods);
}
