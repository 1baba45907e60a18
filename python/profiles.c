/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles of tables. */
#include "profiles.h"

#include "reading.h"
#include "streams.h"

HANDLE(, profile_handle, kl_table_profile, kl_table_profile_free, profile_of)

/* ── Taking one ───────────────────────────────────────────────────────────────────────────────── */

typedef struct taking {
    reading how;
    const char *cluster; /* "": none */
    PyObject *threads;
    progress told;
    PyObject *raised[3]; /* by what is told how far it is, until the call is over */
    kl_profile_options options;
} taking;

/* A stream may run Python too before the call ends, and that must not find an exception. */
static int report(void *in, uint64_t done, uint64_t total) {
    taking *t = in;
    const int stop = progress_report(&t->told, done, total);
    if (stop) {
        PyEval_RestoreThread(t->told.thread);
        PyErr_Fetch(&t->raised[0], &t->raised[1], &t->raised[2]);
        t->told.thread = PyEval_SaveThread();
    }
    return stop;
}

/* ((columns, types), cluster, threads, progress); what it holds goes back by taking_release. */
static int taking_of(PyObject *parts, void *out) {
    taking *t = out;
    if (parts == NULL) {
        reading_release(&t->how);
        return 1;
    }
    kl_profile_options_init(&t->options);
    if (!PyArg_ParseTuple(parts, "O&yOO", reading_of, &t->how, &t->cluster, &t->threads,
                          &t->told.callback))
        return 0;
    t->options.cluster = t->cluster[0] != '\0' ? t->cluster : NULL;
    t->options.progress = report;
    t->options.progress_context = t;
    return Py_CLEANUP_SUPPORTED;
}

static int take_pool(taking *t, call *made) {
    if (call_take_pool(made, t->threads) != 0)
        return -1;
    t->options.table = &t->how.options;
    t->options.pool = t->how.options.pool = call_pool(made);
    return 0;
}

static PyObject *give(taking *t, call *made, kl_status status, kl_table_profile *profile) {
    call_end(made);
    reading_release(&t->how);
    if (t->raised[0] != NULL)
        PyErr_Restore(t->raised[0], t->raised[1], t->raised[2]);
    return call_handle(made, status, profile, &profile_handle, NULL);
}

static PyObject *table_profile_open(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    taking t = {.cluster = NULL};
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", taking_of, &t, PyUnicode_FSConverter, &path))
        return NULL;
    kl_table_profile *profile = NULL;
    if (take_pool(&t, &made) != 0) {
        reading_release(&t.how);
        Py_DECREF(path);
        return NULL;
    }
    const char *name = PyBytes_AsString(path);
    t.told.thread = PyEval_SaveThread();
    const kl_status status = kl_table_profile_open(name, &t.options, &profile, &made.error);
    PyEval_RestoreThread(t.told.thread);
    Py_DECREF(path);
    return give(&t, &made, status, profile);
}

static PyObject *table_profile_from_table(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    taking t = {.cluster = NULL};
    const kl_table *table;
    if (!PyArg_ParseTuple(args, "O&O&", taking_of, &t, table_of, &table))
        return NULL;
    kl_table_profile *profile = NULL;
    if (take_pool(&t, &made) != 0) {
        reading_release(&t.how);
        return NULL;
    }
    t.told.thread = PyEval_SaveThread();
    const kl_status status = kl_table_profile_of(table, &t.options, &profile, &made.error);
    PyEval_RestoreThread(t.told.thread);
    return give(&t, &made, status, profile);
}

static PyObject *table_profile_from_arrow(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    taking t = {.cluster = NULL};
    arrow_stream stream = {.held = NULL};
    const char *name;
    if (!PyArg_ParseTuple(args, "O&yO&", taking_of, &t, &name, arrow_stream_of, &stream))
        return NULL;
    kl_table_profile *profile = NULL;
    if (take_pool(&t, &made) != 0) {
        reading_release(&t.how);
        arrow_stream_release(&stream);
        return NULL;
    }
    t.told.thread = PyEval_SaveThread();
    const kl_status status =
        kl_table_profile_from_arrow(name, &stream.stream, &t.options, &profile, &made.error);
    PyEval_RestoreThread(t.told.thread);
    arrow_stream_release(&stream);
    return give(&t, &made, status, profile);
}

/* ── Files ────────────────────────────────────────────────────────────────────────────────────── */

static PyObject *table_profile_load(PyObject *module, PyObject *path) {
    call made = call_begin(module);
    PyObject *bytes;
    if (!PyUnicode_FSConverter(path, &bytes))
        return NULL;
    kl_table_profile *profile = NULL;
    const kl_status status = kl_table_profile_load(PyBytes_AsString(bytes), &profile, &made.error);
    Py_DECREF(bytes);
    return call_handle(&made, status, profile, &profile_handle, NULL);
}

static PyObject *table_profile_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "s*", &data))
        return NULL;
    kl_table_profile *profile = NULL;
    const kl_status status =
        kl_table_profile_parse(data.buf, (size_t)data.len, &profile, &made.error);
    PyBuffer_Release(&data);
    return call_handle(&made, status, profile, &profile_handle, NULL);
}

static PyObject *table_profile_save(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_table_profile *profile;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", profile_of, &profile, PyUnicode_FSConverter, &path))
        return NULL;
    const kl_status status = kl_table_profile_save(profile, PyBytes_AsString(path), &made.error);
    Py_DECREF(path);
    return call_none(&made, status);
}

static PyObject *table_profile_merge(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    handles parts = {.kind = &profile_handle};
    if (!PyArg_ParseTuple(args, "O&", handles_of, &parts))
        return NULL;
    kl_table_profile *profile = NULL;
    const kl_status status = kl_table_profile_merge((const kl_table_profile *const *)parts.items,
                                                    parts.n, &profile, &made.error);
    handles_release(&parts);
    return call_handle(&made, status, profile, &profile_handle, NULL);
}

static PyObject *table_profile_merge_files(PyObject *module, PyObject *args) {
    return call_merge_files(module, args, kl_table_profile_merge_files);
}

static PyObject *table_profile_seen(PyObject *module, PyObject *path) {
    (void)module;
    PyObject *bytes;
    if (!PyUnicode_FSConverter(path, &bytes))
        return NULL;
    const int seen = kl_table_profile_seen(PyBytes_AsString(bytes));
    Py_DECREF(bytes);
    return PyBool_FromLong(seen);
}

/* [(name, profile)] of the rows of each value of a column. */
static PyObject *groups_of(call *made, const kl_profile_groups *groups) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < kl_profile_groups_count(groups); i++) {
        const kl_table_profile *seen = kl_profile_groups_profile(groups, i);
        kl_table_profile *copy = NULL;
        const kl_status status = kl_table_profile_merge(&seen, 1, &copy, &made->error);
        PyObject *handle = call_handle(made, status, copy, &profile_handle, NULL);
        if (handle == NULL ||
            list_append(list, Py_BuildValue("(NN)", text_of(kl_profile_groups_name(groups, i)),
                                            handle)) < 0)
            Py_CLEAR(list);
    }
    return list;
}

static PyObject *table_profile_groups(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    taking t = {.cluster = NULL};
    PyObject *path, *result = NULL;
    const char *by;
    if (!PyArg_ParseTuple(args, "O&O&y", taking_of, &t, PyUnicode_FSConverter, &path, &by))
        return NULL;
    kl_profile_groups *groups = NULL;
    if (take_pool(&t, &made) == 0) {
        t.told.thread = PyEval_SaveThread();
        const kl_status status =
            kl_profile_groups_open(PyBytes_AsString(path), by, &t.options, &groups, &made.error);
        PyEval_RestoreThread(t.told.thread);
        call_end(&made);
        if (t.raised[0] != NULL)
            PyErr_Restore(t.raised[0], t.raised[1], t.raised[2]);
        result = status == KL_OK ? groups_of(&made, groups) : call_none(&made, status);
    }
    kl_profile_groups_free(groups);
    reading_release(&t.how);
    Py_DECREF(path);
    return result;
}

/* ── What is in it ────────────────────────────────────────────────────────────────────────────── */

/* In the order of the fields of kullback.table.ProfileColumn. */
static PyObject *column_of(const kl_table_profile *profile, size_t i) {
    const kl_profile_column c = kl_table_profile_column(profile, i);
    return Py_BuildValue("(NsKKKI)", text_of(c.name), kl_profile_sort_name(c.sort),
                         (unsigned long long)c.missing, (unsigned long long)c.infinite,
                         (unsigned long long)c.different, c.digits);
}

/* (rows, cluster, columns) */
static PyObject *table_profile_describe(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_table_profile *profile;
    if (!profile_of(capsule, &profile))
        return NULL;
    PyObject *columns = PyList_New(0);
    for (size_t i = 0; columns != NULL && i < kl_table_profile_columns(profile); i++)
        if (list_append(columns, column_of(profile, i)) < 0)
            Py_CLEAR(columns);
    if (columns == NULL)
        return NULL;
    return Py_BuildValue("(KNN)", (unsigned long long)kl_table_profile_rows(profile),
                         text_of(kl_table_profile_cluster(profile)), columns);
}

static PyMethodDef methods[] = {
    {"table_profile_open", table_profile_open, METH_VARARGS,
     "((types, cluster, threads, progress), path)"},
    {"table_profile_from_table", table_profile_from_table, METH_VARARGS, "(…, table)"},
    {"table_profile_from_arrow", table_profile_from_arrow, METH_VARARGS, "(…, name, source)"},
    {"table_profile_load", table_profile_load, METH_O, "(path)"},
    {"table_profile_parse", table_profile_parse, METH_VARARGS, "(data)"},
    {"table_profile_save", table_profile_save, METH_VARARGS, "(profile, path)"},
    {"table_profile_merge", table_profile_merge, METH_VARARGS, "(profiles)"},
    {"table_profile_merge_files", table_profile_merge_files, METH_VARARGS, "(paths, out)"},
    {"table_profile_seen", table_profile_seen, METH_O, "(path)"},
    {"table_profile_groups", table_profile_groups, METH_VARARGS, "(…, path, by)"},
    {"table_profile_describe", table_profile_describe, METH_O, "(profile)"},
    {0},
};

int profiles_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
