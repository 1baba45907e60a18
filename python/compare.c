/* SPDX-License-Identifier: Apache-2.0 */
/* The compare room: inputs of any kind, and what is told of two or more. */
#include "files.h"
#include "sample.h"

#include <stdlib.h>

HANDLE(static, input_handle, kl_input, kl_input_free, input_handle_of)

/* Counts that belong to an input: its capsule is their owner. */
static void leave(void *counts) {
    (void)counts;
}

static const char *kind_name(int i) {
    return i == 0 ? "detect" : kl_kind_name((kl_kind)i);
}

static int kind_of(PyObject *name, void *out) {
    int found = find_name(name, "kind", kind_name);
    *(kl_kind *)out = (kl_kind)found;
    return found >= 0;
}

/* (kind, symbols, order, memory, spill, fixed, seed, column[, rows_are_points]) */
typedef struct reading {
    kl_input_options options;
    kl_text_options text;
} reading;

static int reading_of(PyObject *parts, void *out) {
    reading *how = out;
    unsigned long long memory, seed;
    kl_input_options_init(&how->options);
    kl_text_options_init(&how->text);
    if (!PyArg_ParseTuple(parts, "O&O&iO&O&pO&z|p", kind_of, &how->options.kind, symbols_of,
                          &how->text.symbols, &how->text.order, whole_memory, &memory,
                          path_or_none_of, &how->text.spill, &how->options.fixed, whole_seed, &seed,
                          &how->options.column, &how->options.rows_are_points))
        return 0;
    how->text.memory = memory;
    how->options.seed = seed;
    how->options.text = &how->text;
    return 1;
}

static int take_reading_pool(call *made, reading *how, PyObject *threads) {
    if (call_take_pool(made, threads) < 0)
        return -1;
    how->text.pool = call_pool(made);
    return 0;
}

static PyObject *input_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const char *name;
    Py_buffer data;
    reading how;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "ys*O&O", &name, &data, reading_of, &how, &threads))
        return NULL;
    if (take_reading_pool(&made, &how, threads) == 0) {
        kl_input *input = NULL;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_input_parse(name, data.buf, (size_t)data.len, &how.options, &input, &made.error);
        PyEval_RestoreThread(thread);
        call_end(&made);
        result = call_handle(&made, status, input, &input_handle, NULL);
    }
    PyBuffer_Release(&data);
    return result;
}

static PyObject *input_open(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path, *threads, *result = NULL;
    reading how;
    if (!PyArg_ParseTuple(args, "O&O&O", PyUnicode_FSConverter, &path, reading_of, &how, &threads))
        return NULL;
    if (take_reading_pool(&made, &how, threads) == 0) {
        kl_input *input = NULL;
        const char *name = PyBytes_AsString(path);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_input_open(name, &how.options, &input, &made.error);
        PyEval_RestoreThread(thread);
        call_end(&made);
        result = call_handle(&made, status, input, &input_handle, NULL);
    }
    Py_DECREF(path);
    return result;
}

static PyObject *open_all(call *made, const texts *paths, const reading *how) {
    kl_input **inputs = calloc(paths->n + 1, sizeof(kl_input *));
    if (inputs == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_inputs_open(paths->items, paths->n, &how->options, inputs, &made->error);
    PyEval_RestoreThread(thread);
    call_end(made);
    PyObject *list = status == KL_OK ? PyList_New(0) : call_none(made, status);
    for (size_t i = 0; i < paths->n && status == KL_OK; i++)
        if (list == NULL)
            kl_input_free(inputs[i]);
        else if (list_append(list, call_handle(made, status, inputs[i], &input_handle, NULL)) < 0)
            Py_CLEAR(list);
    free(inputs);
    return list;
}

static PyObject *inputs_open(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    texts paths;
    reading how;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O", paths_of, &paths, reading_of, &how, &threads))
        return NULL;
    if (take_reading_pool(&made, &how, threads) == 0)
        result = open_all(&made, &paths, &how);
    texts_release(&paths);
    return result;
}

/* Its numbers, None where it has none. */
static PyObject *points_view(PyObject *module, PyObject *capsule, const kl_input *input) {
    const kl_matrix points = kl_input_points(input);
    const int dimensions = kl_input_kind(input) == KL_INPUT_POINTS ? 2 : 1;
    const Py_ssize_t shape[] = {(Py_ssize_t)points.rows, (Py_ssize_t)points.columns};
    if (points.rows == 0)
        Py_RETURN_NONE;
    return view_new(state_of(module), points.data, "d", dimensions, shape, sizeof(double), capsule);
}

/* (kind, name, counts or None, numbers or None) */
static PyObject *input_describe(PyObject *module, PyObject *capsule) {
    static const handle_kind borrowed = {"kullback.kl_counts", leave};
    call made = call_begin(module);
    const kl_input *input;
    if (!input_handle_of(capsule, &input))
        return NULL;
    kl_counts *counts = (kl_counts *)kl_input_counts(input);
    PyObject *held =
        counts != NULL ? call_handle(&made, KL_OK, counts, &borrowed, capsule) : Py_NewRef(Py_None);
    return Py_BuildValue("(sNNN)", kl_kind_name(kl_input_kind(input)),
                         text_of(kl_input_name(input)), held, points_view(module, capsule, input));
}

static PyObject *run(call *made, const handles *inputs, kl_compare_options *options) {
    kl_document *document = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_compare((const kl_input *const *)inputs->items, inputs->n, options,
                                  &document, &made->error);
    PyEval_RestoreThread(thread);
    call_end(made);
    return call_handle(made, status, document, &document_handle, NULL);
}

/* A list of (name of a measure, its parameter). */
static int take_settings(PyObject *list, kl_measure_setting **out, size_t *count) {
    const Py_ssize_t n = PyList_Size(list);
    *count = (size_t)n;
    *out = n < 0 ? NULL : PyMem_Calloc((size_t)n + 1, sizeof **out);
    if (*out == NULL) {
        if (n >= 0)
            PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++)
        if (!PyArg_ParseTuple(PyList_GetItem(list, i), "O&d", measure_of, &(*out)[i].measure,
                              &(*out)[i].parameter))
            return -1;
    return 0;
}

static PyObject *compare(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    handles inputs = {.kind = &input_handle};
    kl_sample_options sample;
    kl_compare_options options;
    kl_measure_setting *settings = NULL;
    zeros_policy zeros;
    PyObject *list, *threads, *result = NULL;
    kl_compare_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&O&OO&O", handles_of, &inputs, sample_options_of, &sample,
                          unit_converter, &options.unit, &list, zeros_of, &zeros, &threads))
        return NULL;
    options.sample = &sample;
    options.zeros = zeros.way;
    options.zeros_amount = zeros.amount;
    if (take_settings(list, &settings, &options.setting_count) == 0 &&
        call_take_pool(&made, threads) == 0) {
        options.settings = settings;
        sample.pool = call_pool(&made);
        result = run(&made, &inputs, &options);
    }
    PyMem_Free(settings);
    handles_release(&inputs);
    return result;
}

static PyObject *states_merge(PyObject *module, PyObject *args) {
    return call_merge_files(module, args, kl_states_merge);
}

static PyObject *compare_ids(PyObject *module, PyObject *args) {
    (void)module;
    Py_ssize_t n;
    if (!PyArg_ParseTuple(args, "n", &n))
        return NULL;
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = kl_compare_id((size_t)n, i)) != NULL; i++)
        if (list_append(list, text_of(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static const char *ground_name(int i) {
    return kl_ground_name((kl_ground)i);
}

static const char *method_name(int i) {
    static const char *const names[] = {"auto", "exact", "sinkhorn", "sliced"};
    return i < 4 ? names[i] : "unknown";
}

/* (method, ground, p, epsilon); the pool is left NULL. */
static int ot_options_of(PyObject *parts, void *out) {
    kl_ot_options *options = out;
    PyObject *method, *ground;
    unsigned long long seed;
    kl_ot_options_init(options);
    if (!PyArg_ParseTuple(parts, "OOdddO&O&z", &method, &ground, &options->power, &options->epsilon,
                          &options->confidence, count_permutations, &options->permutations,
                          whole_seed, &seed, &options->costs))
        return 0;
    options->seed = seed;
    const int found_method = find_name(method, "method", method_name);
    const int found_ground = found_method < 0 ? -1 : find_name(ground, "cost", ground_name);
    options->method = (kl_ot_method)found_method;
    options->ground = (kl_ground)found_ground;
    return found_ground >= 0;
}

static PyObject *ot_describe(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_input *a, *b;
    kl_ot_options options;
    PyObject *threads;
    if (!PyArg_ParseTuple(args, "O&O&O&O", input_handle_of, &a, input_handle_of, &b, ot_options_of,
                          &options, &threads) ||
        call_take_pool(&made, threads) != 0)
        return NULL;
    kl_document *document = NULL;
    options.pool = call_pool(&made);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_ot_describe(a, b, &options, &document, NULL, &made.error);
    PyEval_RestoreThread(thread);
    call_end(&made);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyObject *ot_ids(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = kl_ot_id(2, i)) != NULL; i++)
        if (list_append(list, text_of(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyObject *table_seen(PyObject *module, PyObject *path) {
    (void)module;
    PyObject *bytes;
    if (!PyUnicode_FSConverter(path, &bytes))
        return NULL;
    const int seen = kl_table_seen(PyBytes_AsString(bytes));
    Py_DECREF(bytes);
    return PyBool_FromLong(seen);
}

static PyMethodDef methods[] = {
    {"table_seen", table_seen, METH_O, "(path)"},
    {"ot_describe", ot_describe, METH_VARARGS, "(a, b, options, threads)"},
    {"ot_ids", ot_ids, METH_NOARGS, "()"},
    {"input_parse", input_parse, METH_VARARGS, "(name, data, reading, threads)"},
    {"input_open", input_open, METH_VARARGS, "(path, reading, threads)"},
    {"inputs_open", inputs_open, METH_VARARGS, "(paths, reading, threads)"},
    {"input_describe", input_describe, METH_O, "(input)"},
    {"compare", compare, METH_VARARGS, "(inputs, sample options, unit, settings, zeros, threads)"},
    {"states_merge", states_merge, METH_VARARGS, "(paths, out)"},
    {"compare_ids", compare_ids, METH_VARARGS, "(inputs)"},
    {0},
};

int compare_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
