/* SPDX-License-Identifier: Apache-2.0 */
/* The table room, and what is told of the columns of a table. */
#include "handles.h"
#include "reading.h"
#include "streams.h"

HANDLE(, table_handle, kl_table, kl_table_free, table_of)

/* ── Reading ──────────────────────────────────────────────────────────────────────────────────── */

static PyObject *table_open(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    reading how = {.settings = NULL};
    PyObject *path, *threads;
    if (!PyArg_ParseTuple(args, "O&O&O", reading_of, &how, PyUnicode_FSConverter, &path, &threads))
        return NULL;
    PyObject *result = NULL;
    if (call_take_pool(&made, threads) == 0) {
        const char *name = PyBytes_AsString(path);
        kl_table *table = NULL;
        how.options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        const kl_status status = kl_table_open(name, &how.options, &table, &made.error);
        PyEval_RestoreThread(thread);
        call_end(&made);
        result = call_handle(&made, status, table, &table_handle, NULL);
    }
    Py_DECREF(path);
    reading_release(&how);
    return result;
}

static PyObject *table_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    reading how = {.settings = NULL};
    const char *name;
    Py_buffer data;
    int header;
    if (!PyArg_ParseTuple(args, "O&yps*", reading_of, &how, &name, &header, &data))
        return NULL;
    kl_table *table = NULL;
    how.options.header = header;
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status =
        kl_table_parse(name, data.buf, (size_t)data.len, &how.options, &table, &made.error);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&data);
    reading_release(&how);
    return call_handle(&made, status, table, &table_handle, NULL);
}

static PyObject *table_from_arrow(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    reading how = {.settings = NULL};
    arrow_stream taken = {.held = NULL};
    const char *name;
    if (!PyArg_ParseTuple(args, "O&yO&", reading_of, &how, &name, arrow_stream_of, &taken))
        return NULL;
    kl_table *table = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status =
        kl_table_from_arrow(name, &taken.stream, &how.options, &table, &made.error);
    PyEval_RestoreThread(thread);
    arrow_stream_release(&taken);
    reading_release(&how);
    return call_handle(&made, status, table, &table_handle, NULL);
}

/* ── What is in it ────────────────────────────────────────────────────────────────────────────── */

/* (name, rows, names of columns) */
static PyObject *table_describe(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_table *table;
    if (!table_of(capsule, &table))
        return NULL;
    PyObject *names = PyList_New(0);
    for (size_t i = 0; names != NULL && i < kl_table_columns(table); i++)
        if (list_append(names, text_of(kl_table_column(table, i)->name)) < 0)
            Py_CLEAR(names);
    if (names == NULL)
        return NULL;
    return Py_BuildValue("(NnN)", text_of(kl_table_name(table)), (Py_ssize_t)kl_table_rows(table),
                         names);
}

static PyObject *categories_of(const kl_table *table, size_t index) {
    const size_t n = kl_table_column(table, index)->categories;
    PyObject *names = PyList_New(0);
    for (size_t code = 0; names != NULL && code < n; code++) {
        size_t length = 0;
        const char *name = kl_table_category(table, index, (uint32_t)code, &length);
        if (list_append(names, text_of_size(name, length)) < 0)
            Py_CLEAR(names);
    }
    return names;
}

/* In the order of the fields of kullback.table.Column: (name, type, values, categories, missing). */
static PyObject *table_column(PyObject *module, PyObject *args) {
    const kl_table *table;
    call made = call_begin(module);
    const char *name;
    size_t index = 0;
    if (!PyArg_ParseTuple(args, "O&y", table_of, &table, &name))
        return NULL;
    const kl_status status = kl_table_find(table, name, &index, &made.error);
    if (status != KL_OK)
        return call_none(&made, status);
    const kl_column *column = kl_table_column(table, index);
    const size_t rows = kl_table_rows(table);
    PyObject *values = column->numbers != NULL
                           ? series_of(made.state, "d", column->numbers, rows * sizeof(double))
                           : series_of(made.state, "I", column->codes, rows * sizeof(uint32_t));
    PyObject *categories = values != NULL ? categories_of(table, index) : NULL;
    if (categories == NULL) {
        Py_XDECREF(values);
        return NULL;
    }
    return Py_BuildValue("(NsNNn)", text_of(column->name), kl_column_type_name(column->type),
                         values, categories, (Py_ssize_t)column->missing);
}

/* ── What is told ─────────────────────────────────────────────────────────────────────────────── */

static const char *estimator_name(int i) {
    const char *name = kl_mi_estimator_name((kl_mi_estimator)i);
    return name != NULL ? name : "unknown";
}

/* (estimator, confidence, seed, permutations, unit); the rest is left as it is. */
static int asking_of(PyObject *parts, void *out) {
    kl_mi_options *options = out;
    PyObject *estimator;
    unsigned long long seed;
    kl_mi_options_init(options);
    if (!PyArg_ParseTuple(parts, "OdO&O&O&", &estimator, &options->confidence, whole_seed, &seed,
                          count_permutations, &options->permutations, unit_converter,
                          &options->unit))
        return 0;
    options->seed = seed;
    const int found = find_name(estimator, "estimator", estimator_name);
    options->estimator = (kl_mi_estimator)found;
    return found >= 0;
}

/* Where nothing is asked for is an empty name, which no column has. */
static kl_status ask(const kl_table *table, const char *const names[4],
                     const kl_mi_options *options, kl_document **document, kl_error *error) {
    if (names[0][0] != '\0')
        return kl_mi_rank(table, names[0], options, document, error);
    if (names[1][0] != '\0')
        return kl_mi_pair(table, names[1], names[2], names[3][0] != '\0' ? names[3] : NULL, options,
                          document, error);
    return kl_mi_matrix(table, options, document, error);
}

/* The target, or two columns and what is given, or none of them: all pairs. */
static PyObject *mi_document(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_table *table;
    const char *names[4];
    kl_mi_options options;
    progress told = {NULL, NULL};
    PyObject *threads;
    if (!PyArg_ParseTuple(args, "O&yyyyO&OO", table_of, &table, &names[0], &names[1], &names[2],
                          &names[3], asking_of, &options, &threads, &told.callback) ||
        call_take_pool(&made, threads) != 0)
        return NULL;
    kl_document *document = NULL;
    options.pool = call_pool(&made);
    options.progress = progress_report;
    options.progress_context = &told;
    told.thread = PyEval_SaveThread();
    const kl_status status = ask(table, names, &options, &document, &made.error);
    PyEval_RestoreThread(told.thread);
    call_end(&made);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyObject *mi_ids(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = kl_mi_id(2, i)) != NULL; i++)
        if (list_append(list, text_of(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyMethodDef methods[] = {
    {"table_open", table_open, METH_VARARGS, "(types, path, threads)"},
    {"table_parse", table_parse, METH_VARARGS, "(types, name, header, data)"},
    {"table_from_arrow", table_from_arrow, METH_VARARGS, "(types, name, source)"},
    {"table_describe", table_describe, METH_O, "(table)"},
    {"table_column", table_column, METH_VARARGS, "(table, name)"},
    {"mi_document", mi_document, METH_VARARGS,
     "(table, target, x, y, given, options, threads, progress)"},
    {"mi_ids", mi_ids, METH_NOARGS, "()"},
    {0},
};

int tables_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
