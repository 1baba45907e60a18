/* SPDX-License-Identifier: Apache-2.0 */
/* The text room: text to counts, and to its symbols. */
#include "handles.h"

#include <stdlib.h>

/* A counter with what its options point to. */
typedef struct counter {
    kl_text_counter *counter;
    progress progress; /* holds its callback */
} counter;

static void counter_free(counter *made) {
    kl_text_counter_free(made->counter);
    Py_XDECREF(made->progress.callback);
    free(made);
}

HANDLE(static, counter_handle, counter, counter_free, counter_of)

static kl_status make_counter(counter *into, kl_text_options *options, kl_error *error) {
    options->progress = progress_report;
    options->progress_context = &into->progress;
    return kl_text_counter_new(options, &into->counter, error);
}

static PyObject *counter_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_text_options options;
    unsigned long long memory, part, parts;
    PyObject *spill, *spill_path = NULL, *threads, *callback;
    kl_text_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&iO&OO&O&OO", symbols_of, &options.symbols, &options.order,
                          whole_memory, &memory, &spill, whole_part, &part, whole_parts, &parts,
                          &threads, &callback) ||
        (spill != Py_None && !PyUnicode_FSConverter(spill, &spill_path)))
        return NULL;
    options.memory = memory;
    options.part = part;
    options.parts = parts;
    options.spill = spill_path != NULL ? PyBytes_AsString(spill_path) : NULL;
    counter *into = calloc(1, sizeof *into);
    PyObject *result = NULL;
    if (into == NULL)
        PyErr_NoMemory();
    else if (call_take_pool(&made, threads) < 0)
        free(into);
    else {
        into->progress.callback = Py_NewRef(callback);
        options.pool = call_pool(&made);
        kl_status status = make_counter(into, &options, &made.error);
        result = call_handle(&made, status, into, &counter_handle, spill_path);
        if (status != KL_OK)
            counter_free(into);
    }
    Py_XDECREF(spill_path);
    return result;
}

static PyObject *counter_add(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    counter *to;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "O&s*", counter_of, &to, &data))
        return NULL;
    to->progress.thread = PyEval_SaveThread();
    kl_status status = kl_text_counter_add(to->counter, data.buf, (size_t)data.len, &made.error);
    PyEval_RestoreThread(to->progress.thread);
    PyBuffer_Release(&data);
    return call_none(&made, status);
}

static PyObject *counter_add_file(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    counter *to;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", counter_of, &to, PyUnicode_FSConverter, &path))
        return NULL;
    const char *name = PyBytes_AsString(path);
    to->progress.thread = PyEval_SaveThread();
    kl_status status = kl_text_counter_add_file(to->counter, name, &made.error);
    PyEval_RestoreThread(to->progress.thread);
    Py_DECREF(path);
    return call_none(&made, status);
}

static PyObject *counter_finish(PyObject *module, PyObject *capsule) {
    call made = call_begin(module);
    counter *from;
    if (!counter_of(capsule, &from))
        return NULL;
    kl_counts *counts = NULL;
    from->progress.thread = PyEval_SaveThread();
    kl_status status = kl_text_counter_finish(from->counter, &counts, &made.error);
    PyEval_RestoreThread(from->progress.thread);
    return call_handle(&made, status, counts, &counts_handle, NULL);
}

static PyObject *counter_save(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    counter *from;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", counter_of, &from, PyUnicode_FSConverter, &path))
        return NULL;
    const char *name = PyBytes_AsString(path);
    from->progress.thread = PyEval_SaveThread();
    kl_status status = kl_text_counter_save(from->counter, name, &made.error);
    PyEval_RestoreThread(from->progress.thread);
    Py_DECREF(path);
    return call_none(&made, status);
}

/* ── Its symbols ──────────────────────────────────────────────────────────────────────────────── */

/* An exception of Python's stands for the status, whichever it is. */
static kl_status append_symbol(void *list, const char *symbol, size_t length, uint64_t offset,
                               kl_error *error) {
    (void)error;
    PyObject *pair = Py_BuildValue("(y#K)", symbol, (Py_ssize_t)length, (unsigned long long)offset);
    return list_append(list, pair) == 0 ? KL_OK : KL_ERROR_MEMORY;
}

/* ([(bytes of a symbol, offset)], bytes that were not UTF-8) */
static PyObject *text_visit(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    Py_buffer data;
    kl_symbols symbols;
    if (!PyArg_ParseTuple(args, "s*O&", &data, symbols_of, &symbols))
        return NULL;
    PyObject *list = PyList_New(0);
    uint64_t bad = 0;
    kl_status status = list == NULL ? KL_ERROR_MEMORY
                                    : kl_text_visit(data.buf, (size_t)data.len, symbols,
                                                    append_symbol, list, &bad, &made.error);
    PyBuffer_Release(&data);
    PyObject *fine = call_none(&made, status);
    PyObject *result = fine != NULL ? Py_BuildValue("(OK)", list, (unsigned long long)bad) : NULL;
    Py_XDECREF(fine);
    Py_XDECREF(list);
    return result;
}

static PyMethodDef methods[] = {
    {"counter_new", counter_new, METH_VARARGS,
     "(symbols, order, memory, spill, part, parts, threads, progress)"},
    {"counter_add", counter_add, METH_VARARGS, "(counter, data)"},
    {"counter_add_file", counter_add_file, METH_VARARGS, "(counter, path)"},
    {"counter_finish", counter_finish, METH_O, "(counter)"},
    {"counter_save", counter_save, METH_VARARGS, "(counter, path)"},
    {"text_visit", text_visit, METH_VARARGS, "(data, symbols)"},
    {0},
};

int text_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
