/* SPDX-License-Identifier: Apache-2.0 */
/* The drift of a table from a reference. */
#include "arrays.h"
#include "estimate.h"
#include "profiles.h"

#include <stdlib.h>

HANDLE(static, drift_handle, kl_drift, kl_drift_free, drift_of)

/* ── What is asked ────────────────────────────────────────────────────────────────────────────── */

/* Bins of columns: a sequence of (name, edges) or (name, (rule, how many)). */
typedef struct columns {
    size_t n;
    input *numbers;
    kl_drift_bins *items;
} columns;

static void columns_release(columns *e) {
    for (size_t i = 0; e->numbers != NULL && i < e->n; i++)
        input_release(&e->numbers[i]);
    free(e->numbers);
    free(e->items);
    *e = (columns){.n = 0};
}

static const char *binning_name(int i) {
    const char *name = kl_binning_name((kl_binning)i);
    return name != NULL ? name : "unknown";
}

static int take_rule(kl_drift_bins *item, PyObject *rule) {
    PyObject *binning;
    unsigned long long bins;
    if (!PyArg_ParseTuple(rule, "OO&", &binning, whole_bins, &bins))
        return -1;
    const int found = find_name(binning, "binning", binning_name);
    item->binning = (kl_binning)found;
    item->bins = (size_t)bins;
    return found >= 0 ? 0 : -1;
}

static int take_column(columns *e, size_t i, PyObject *pair) {
    PyObject *how;
    const char *column;
    if (!PyTuple_Check(pair) || !PyArg_ParseTuple(pair, "yO", &column, &how))
        return -1;
    e->items[i] = (kl_drift_bins){.column = column};
    if (PyTuple_Check(how))
        return take_rule(&e->items[i], how);
    if (input_take(&e->numbers[i], how, "edges") < 0)
        return -1;
    e->items[i].edges = input_doubles(&e->numbers[i]);
    e->items[i].n = e->numbers[i].array.n;
    return e->items[i].edges != NULL ? 0 : -1;
}

/* Converters of tuples of pairs. */
static int columns_of(PyObject *pairs, void *out) {
    columns *e = out;
    if (pairs == NULL) {
        columns_release(e);
        return 1;
    }
    e->n = (size_t)PyTuple_Size(pairs);
    e->numbers = calloc(e->n + 1, sizeof *e->numbers);
    e->items = calloc(e->n + 1, sizeof *e->items);
    int failed = e->numbers == NULL || e->items == NULL;
    if (failed)
        PyErr_NoMemory();
    for (size_t i = 0; !failed && i < e->n; i++)
        failed = take_column(e, i, PyTuple_GetItem(pairs, (Py_ssize_t)i)) < 0;
    if (failed)
        columns_release(e);
    return failed ? 0 : Py_CLEANUP_SUPPORTED;
}

/* Of (id, column or nothing, limit). */
typedef struct limits {
    size_t n;
    kl_drift_tolerance *items;
} limits;

static int limits_of(PyObject *rows, void *out) {
    limits *t = out;
    if (rows == NULL) {
        free(t->items);
        return 1;
    }
    t->n = (size_t)PyTuple_Size(rows);
    t->items = calloc(t->n + 1, sizeof *t->items);
    int failed = t->items == NULL;
    if (failed)
        PyErr_NoMemory();
    for (size_t i = 0; !failed && i < t->n; i++) {
        kl_drift_tolerance *one = &t->items[i];
        PyObject *row = PyTuple_GetItem(rows, (Py_ssize_t)i);
        failed = !PyTuple_Check(row) ||
                 !PyArg_ParseTuple(row, "yyd", &one->id, &one->column, &one->limit);
        if (!failed && one->column[0] == '\0')
            one->column = NULL;
    }
    if (failed)
        free(t->items);
    return failed ? 0 : Py_CLEANUP_SUPPORTED;
}

/* (binning, bins, discovery, confidence, seed, unit, without) */
static int options_of(PyObject *parts, void *out) {
    kl_drift_options *how = out;
    PyObject *binning;
    unsigned long long bins, seed;
    kl_drift_options_init(how);
    if (!PyArg_ParseTuple(parts, "OO&ddO&O&y", &binning, whole_bins, &bins, &how->discovery,
                          &how->confidence, whole_seed, &seed, unit_converter, &how->unit,
                          &how->without))
        return 0;
    if (how->without[0] == '\0')
        how->without = NULL;
    const int found = find_name(binning, "binning", binning_name);
    how->binning = (kl_binning)found;
    how->bins = (size_t)bins;
    how->seed = seed;
    return found >= 0;
}

static PyObject *drift_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_table_profile *reference, *current;
    kl_drift_options how;
    columns e = {.n = 0};
    limits t = {.n = 0};
    progress told = {NULL, NULL};
    PyObject *threads;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&OO", profile_of, &reference, profile_of, &current,
                          options_of, &how, columns_of, &e, limits_of, &t, &threads,
                          &told.callback))
        return NULL;
    PyObject *result = NULL;
    if (call_take_pool(&made, threads) == 0) {
        kl_drift *drift = NULL;
        how.columns = e.items;
        how.column_count = e.n;
        how.tolerances = t.items;
        how.tolerance_count = t.n;
        how.pool = call_pool(&made);
        how.progress = progress_report;
        how.progress_context = &told;
        told.thread = PyEval_SaveThread();
        const kl_status status = kl_drift_new(reference, current, &how, &drift, &made.error);
        PyEval_RestoreThread(told.thread);
        call_end(&made);
        result = call_handle(&made, status, drift, &drift_handle, NULL);
    }
    columns_release(&e);
    free(t.items);
    return result;
}

/* ── What was found ───────────────────────────────────────────────────────────────────────────── */

/* None where there is none. */
static PyObject *number_or_none(double x) {
    return x == x ? PyFloat_FromDouble(x) : Py_NewRef(Py_None);
}

/* A number of the unit of an estimate, as that is told. */
static PyObject *told_like(module_state *state, const kl_estimate *estimate, double value,
                           kl_unit unit) {
    kl_estimate like = *estimate;
    if (value != value)
        return Py_NewRef(Py_None);
    like.value = value;
    PyObject *wrapped = estimate_wrap(state, &like, unit);
    PyObject *result = wrapped != NULL ? PyObject_GetAttrString(wrapped, "value") : NULL;
    Py_XDECREF(wrapped);
    return result;
}

/* {id: (Estimate, plug-in value, label)} */
static PyObject *measures_of(module_state *state, const kl_drift *drift, size_t column,
                             kl_unit unit) {
    PyObject *found = PyDict_New();
    for (size_t i = 0; found != NULL && i < kl_drift_measures(drift, column); i++) {
        const kl_drift_measure m = kl_drift_measure_at(drift, column, i);
        PyObject *row = Py_BuildValue("(NNs)", estimate_wrap(state, &m.value, unit),
                                      told_like(state, &m.value, m.plugin, unit), m.label);
        if (row == NULL || PyDict_SetItemString(found, m.id, row) < 0)
            Py_CLEAR(found);
        Py_XDECREF(row);
    }
    return found;
}

/* [(what, rows of the reference, rows of the current table)] */
static PyObject *changes_of(const kl_drift *drift, size_t column) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < kl_drift_changes(drift, column); i++) {
        const kl_drift_change c = kl_drift_change_at(drift, column, i);
        if (list_append(list,
                        Py_BuildValue("(NKK)", text_of(c.name), (unsigned long long)c.reference,
                                      (unsigned long long)c.current)) < 0)
            Py_CLEAR(list);
    }
    return list;
}

/* Of the reference and of the current table. */
static PyObject *both(const uint64_t of[2]) {
    return Py_BuildValue("(KK)", (unsigned long long)of[0], (unsigned long long)of[1]);
}

/* In the order of the fields of kullback.table.DriftColumn. */
static PyObject *column_of(module_state *state, const kl_drift *drift, size_t i, kl_unit unit) {
    const kl_drift_column c = kl_drift_column_at(drift, i);
    const kl_drift_measure *decides = c.decides;
    return Py_BuildValue(
        "(Ns(ss)NNNNNNNNzNNNII(KK)NK)", text_of(c.name), kl_drift_verdict_name(c.verdict),
        kl_profile_sort_name(c.reference), kl_profile_sort_name(c.current), both(c.rows),
        both(c.missing), both(c.infinite), both(c.counted), number_or_none(c.p),
        number_or_none(c.q), number_or_none(c.p_missing), number_or_none(c.q_missing),
        decides != NULL ? decides->id : NULL,
        decides != NULL ? told_like(state, &decides->value, c.limit, unit) : Py_NewRef(Py_None),
        measures_of(state, drift, i, unit), changes_of(drift, i), (unsigned)c.bins, c.digits,
        (unsigned long long)c.added, (unsigned long long)c.vanished, number_or_none(c.spread),
        (unsigned long long)c.grouped);
}

static PyObject *drift_columns(PyObject *module, PyObject *args) {
    const kl_drift *drift;
    kl_unit unit;
    if (!PyArg_ParseTuple(args, "O&O&", drift_of, &drift, unit_converter, &unit))
        return NULL;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < kl_drift_columns(drift); i++)
        if (list_append(list, column_of(state_of(module), drift, i, unit)) < 0)
            Py_CLEAR(list);
    return list;
}

static const char *verdict_name(int i) {
    const char *name = kl_drift_verdict_name((kl_drift_verdict)i);
    return name != NULL ? name : "unknown";
}

static PyObject *drift_count(PyObject *module, PyObject *args) {
    (void)module;
    const kl_drift *drift;
    PyObject *name;
    if (!PyArg_ParseTuple(args, "O&O", drift_of, &drift, &name))
        return NULL;
    const int verdict = find_name(name, "verdict", verdict_name);
    return verdict < 0 ? NULL : PyLong_FromSize_t(kl_drift_count(drift, (kl_drift_verdict)verdict));
}

static PyObject *drift_exceeded(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_drift *drift;
    return drift_of(capsule, &drift) ? PyLong_FromSize_t(kl_drift_exceeded(drift)) : NULL;
}

static PyObject *drift_describe(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_drift *drift;
    const char *reference, *current;
    kl_unit unit;
    int is_outline;
    if (!PyArg_ParseTuple(args, "O&yyO&p", drift_of, &drift, &reference, &current, unit_converter,
                          &unit, &is_outline))
        return NULL;
    kl_document *document = NULL;
    const kl_status status = (is_outline ? kl_drift_outline : kl_drift_describe)(
        drift, reference, current, unit, &document, &made.error);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyObject *drift_describe_line(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    handles drifts = {.kind = &drift_handle};
    texts names = {.held = NULL};
    const char *reference, *current;
    if (!PyArg_ParseTuple(args, "O&O&yy", handles_of, &drifts, texts_of, &names, &reference,
                          &current))
        return NULL;
    kl_document *document = NULL;
    const kl_status status = kl_drift_describe_line((const kl_drift *const *)drifts.items,
                                                    (const char *const *)names.items, drifts.n,
                                                    reference, current, &document, &made.error);
    handles_release(&drifts);
    texts_release(&names);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyObject *drift_junit(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_drift *drift;
    const char *reference, *current;
    kl_unit unit;
    if (!PyArg_ParseTuple(args, "O&yyO&", drift_of, &drift, &reference, &current, unit_converter,
                          &unit))
        return NULL;
    char *text = NULL;
    size_t size = 0;
    const kl_status status =
        kl_drift_junit(drift, reference, current, unit, &text, &size, &made.error);
    return call_text(&made, status, text, size);
}

static PyObject *drift_ids(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = kl_drift_id(2, i)) != NULL; i++)
        if (list_append(list, text_of(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyMethodDef methods[] = {
    {"drift_new", drift_new, METH_VARARGS,
     "(reference, current, options, edges, tolerances, threads, progress)"},
    {"drift_columns", drift_columns, METH_VARARGS, "(drift, unit)"},
    {"drift_count", drift_count, METH_VARARGS, "(drift, verdict)"},
    {"drift_exceeded", drift_exceeded, METH_O, "(drift)"},
    {"drift_describe", drift_describe, METH_VARARGS, "(drift, reference, current, unit, outline)"},
    {"drift_describe_line", drift_describe_line, METH_VARARGS,
     "(drifts, names, reference, current)"},
    {"drift_junit", drift_junit, METH_VARARGS, "(drift, reference, current, unit)"},
    {"drift_ids", drift_ids, METH_NOARGS, "()"},
    {0},
};

int drift_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
