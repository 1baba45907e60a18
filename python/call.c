/* SPDX-License-Identifier: Apache-2.0 */
#include "call.h"

#include "estimate.h"

#include <limits.h>
#include <string.h>

call call_begin(PyObject *module) {
    call made = {.state = state_of(module), .error = KL_ERROR_INIT};
    return made;
}

int call_take_pool(call *made, PyObject *asked) {
    long threads = PyLong_AsLong(asked);
    if (threads == -1 && PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_OverflowError))
            return -1;
        PyErr_Clear();
    }
    if (threads < 0 || threads > INT_MAX) {
        PyErr_Format(PyExc_ValueError, "threads is %R: it must be a number of threads, 0 for all",
                     asked);
        return -1;
    }
    kl_status status =
        pool_take(&made->state->idle_pools, (unsigned)threads, &made->node, &made->error);
    if (status == KL_OK)
        return 0;
    raise_error(made->state, &made->error);
    return -1;
}

kl_pool *call_pool(const call *made) {
    return made->node != NULL ? made->node->pool : NULL;
}

void call_end(call *made) {
    pool_give_back(&made->state->idle_pools, made->node);
    made->node = NULL;
}

/* ── Results ──────────────────────────────────────────────────────────────────────────────────── */

/* A callback of Python's that failed has said why. */
static PyObject *refuse(call *made) {
    return PyErr_Occurred() ? NULL : raise_error(made->state, &made->error);
}

PyObject *call_none(call *made, kl_status status) {
    return status == KL_OK ? Py_NewRef(Py_None) : refuse(made);
}

PyObject *call_estimate(call *made, kl_status status, const kl_estimate *estimate) {
    if (status != KL_OK)
        return refuse(made);
    return estimate_wrap(made->state, estimate, KL_UNIT_NATS);
}

PyObject *call_text(call *made, kl_status status, char *text, size_t size) {
    if (status != KL_OK)
        return refuse(made);
    PyObject *result = text_of_size(text, size);
    kl_memory_free(text);
    return result;
}

PyObject *call_bytes(call *made, kl_status status, void *bytes, size_t size) {
    if (status != KL_OK)
        return refuse(made);
    PyObject *result = PyBytes_FromStringAndSize(bytes, (Py_ssize_t)size);
    kl_memory_free(bytes);
    return result;
}

PyObject *text_of_size(const char *text, size_t size) {
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)size, "surrogateescape");
}

PyObject *text_of(const char *text) {
    return text != NULL ? text_of_size(text, strlen(text)) : Py_NewRef(Py_None);
}

PyObject *series_of(module_state *state, const char *code, const void *numbers, size_t bytes) {
    return PyObject_CallFunction(state->array, "sy#", code, numbers, (Py_ssize_t)bytes);
}

int list_append(PyObject *list, PyObject *item) {
    int failed = item == NULL || PyList_Append(list, item) < 0;
    Py_XDECREF(item);
    return failed ? -1 : 0;
}

PyObject *tuple_of(PyObject *list) {
    PyObject *tuple = list != NULL ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

/* ── Files ────────────────────────────────────────────────────────────────────────────────────── */

int path_or_none_of(PyObject *bytes, void *out) {
    char *path = NULL;
    const int failed = bytes != Py_None && PyBytes_AsStringAndSize(bytes, &path, NULL) < 0;
    *(const char **)out = path;
    return !failed;
}

PyObject *call_merge_files(PyObject *module, PyObject *args, files_merger *merge) {
    call made = call_begin(module);
    texts paths;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", paths_of, &paths, PyUnicode_FSConverter, &path))
        return NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status = merge(paths.items, paths.n, name, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    texts_release(&paths);
    return call_none(&made, status);
}

/* ── Meanwhile ────────────────────────────────────────────────────────────────────────────────── */

int progress_report(void *in, uint64_t done, uint64_t total) {
    progress *told = in;
    PyEval_RestoreThread(told->thread);
    int stop = PyErr_CheckSignals() < 0;
    if (!stop && told->callback != Py_None) {
        PyObject *answer = PyObject_CallFunction(told->callback, "KK", (unsigned long long)done,
                                                 (unsigned long long)total);
        stop = answer == NULL;
        Py_XDECREF(answer);
    }
    told->thread = PyEval_SaveThread();
    return stop;
}
