/* SPDX-License-Identifier: Apache-2.0 */
/* The sample room: what was counted, and the entropy of its source. */
#include "sample.h"

#include "arrays.h"

static const kl_method estimators[] = {
    KL_METHOD_JACKKNIFE,
    KL_METHOD_MILLER_MADOW,
    KL_METHOD_CHAO_SHEN,
    KL_METHOD_GRASSBERGER,
    KL_METHOD_ZHANG,
    KL_METHOD_NSB,
    KL_METHOD_SHRINKAGE,
    KL_METHOD_DIRICHLET_JEFFREYS,
    KL_METHOD_DIRICHLET_LAPLACE,
    KL_METHOD_DIRICHLET_PERKS,
    KL_METHOD_DIRICHLET_MINIMAX,
    KL_METHOD_PLUGIN,
};

enum { ESTIMATORS = sizeof estimators / sizeof *estimators };

static const char *estimator_name(int i) {
    return i < ESTIMATORS ? kl_method_name(estimators[i]) : NULL;
}

static const char *corrected_name(int i) {
    return i < ESTIMATORS - 1 ? estimator_name(i) : NULL;
}

int find_estimator(PyObject *name, const char *what, int with_plugin) {
    const int found = find_name(name, what, with_plugin ? estimator_name : corrected_name);
    return found < 0 ? -1 : (int)estimators[found];
}

static const char *smoothing_name(int i) {
    static const char *const names[] = {"kt", "none"};
    return i < 2 ? names[i] : "unknown";
}

int sample_options_of(PyObject *parts, void *out) {
    kl_sample_options *options = out;
    unsigned long long seed, alphabet;
    PyObject *smoothing, *estimator;
    kl_sample_options_init(options);
    if (!PyArg_ParseTuple(parts, "OdO&O&O&O", &smoothing, &options->confidence, whole_seed, &seed,
                          count_permutations, &options->permutations, whole_alphabet, &alphabet,
                          &estimator))
        return 0;
    options->seed = seed;
    options->alphabet = alphabet;
    int found = find_name(smoothing, "smoothing", smoothing_name);
    int method = found < 0 ? -1 : find_estimator(estimator, "estimator", 0);
    options->smoothing = (kl_smoothing)found;
    options->estimator = (kl_method)method;
    return method >= 0;
}

/* ── Where counts come from ───────────────────────────────────────────────────────────────────── */

static PyObject *counts_from_names(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    texts names;
    wholes numbers = {.name = "counts"};
    unsigned long long seed;
    if (!PyArg_ParseTuple(args, "O&O&O&", texts_of, &names, wholes_of, &numbers, whole_seed, &seed))
        return NULL;
    kl_counts *counts = NULL;
    /* The two come from one mapping. */
    const size_t n = names.n < numbers.n ? names.n : numbers.n;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_counts_from_names(names.items, numbers.items, n, seed, &counts, &made.error);
    PyEval_RestoreThread(thread);
    wholes_release(&numbers);
    texts_release(&names);
    return call_handle(&made, status, counts, &counts_handle, NULL);
}

static PyObject *counts_merge(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    handles parts = {.kind = &counts_handle};
    if (!PyArg_ParseTuple(args, "O&", handles_of, &parts))
        return NULL;
    kl_counts *counts = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_counts_merge((const kl_counts *const *)parts.items, parts.n, &counts, &made.error);
    PyEval_RestoreThread(thread);
    handles_release(&parts);
    return call_handle(&made, status, counts, &counts_handle, NULL);
}

static PyObject *counts_load(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
        return NULL;
    kl_counts *counts = NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_counts_load(name, &counts, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_handle(&made, status, counts, &counts_handle, NULL);
}

static PyObject *counts_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "y*", &data))
        return NULL;
    kl_counts *counts = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_counts_parse(data.buf, (size_t)data.len, &counts, &made.error);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&data);
    return call_handle(&made, status, counts, &counts_handle, NULL);
}

static PyObject *counts_save(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_counts *counts;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", counts_of, &counts, PyUnicode_FSConverter, &path))
        return NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_counts_save(counts, name, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_none(&made, status);
}

static PyObject *counts_merge_files(PyObject *module, PyObject *args) {
    return call_merge_files(module, args, kl_counts_merge_files);
}

/* ── What they are ────────────────────────────────────────────────────────────────────────────── */

/* (symbols, noun, order, size, total, alphabet, bad bytes, units) */
static PyObject *counts_describe(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_counts *counts;
    if (!counts_of(capsule, &counts))
        return NULL;
    const kl_symbols symbols = kl_counts_symbols(counts);
    return Py_BuildValue("(ssinKnKI)", kl_symbols_name(symbols), kl_symbols_noun(symbols),
                         kl_counts_order(counts), (Py_ssize_t)kl_counts_size(counts),
                         (unsigned long long)kl_counts_total(counts),
                         (Py_ssize_t)kl_counts_alphabet(counts),
                         (unsigned long long)kl_counts_bad_bytes(counts), kl_counts_units(counts));
}

/* The bytes of every symbol. */
static PyObject *counts_alphabet(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_counts *counts;
    if (!counts_of(capsule, &counts))
        return NULL;
    PyObject *list = PyList_New(0);
    int failed = list == NULL;
    for (size_t i = 0; i < kl_counts_alphabet(counts) && !failed; i++) {
        size_t length;
        const char *text = kl_counts_symbol(counts, i, &length);
        failed = list_append(list, PyBytes_FromStringAndSize(text, (Py_ssize_t)length)) < 0;
    }
    if (failed)
        Py_CLEAR(list);
    return list;
}

/* ((symbol numbers), count) of an n-gram. */
static PyObject *counts_gram(PyObject *module, PyObject *args) {
    (void)module;
    const kl_counts *counts;
    Py_ssize_t index;
    if (!PyArg_ParseTuple(args, "O&n", counts_of, &counts, &index))
        return NULL;
    if (index < 0 || (size_t)index >= kl_counts_size(counts)) {
        PyErr_Format(PyExc_IndexError, "there are %zu n-grams: none is number %zd",
                     kl_counts_size(counts), index);
        return NULL;
    }
    const uint32_t *gram = kl_counts_gram(counts, (size_t)index);
    PyObject *symbols = PyTuple_New(kl_counts_order(counts));
    for (int i = 0; i < kl_counts_order(counts) && symbols != NULL; i++) {
        PyObject *number = PyLong_FromUnsignedLong(gram[i]);
        if (number == NULL || PyTuple_SetItem(symbols, i, number) < 0)
            Py_CLEAR(symbols);
    }
    if (symbols == NULL)
        return NULL;
    return Py_BuildValue("(NK)", symbols,
                         (unsigned long long)kl_counts_count(counts, (size_t)index));
}

static PyObject *counts_entropy(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_counts *counts;
    PyObject *method, *threads;
    kl_sample_options options;
    if (!PyArg_ParseTuple(args, "O&OO&O", counts_of, &counts, &method, sample_options_of, &options,
                          &threads))
        return NULL;
    int number = find_estimator(method, "method", 1);
    if (number < 0 || call_take_pool(&made, threads) < 0)
        return NULL;
    options.pool = call_pool(&made);
    kl_estimate estimate;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_counts_entropy(counts, (kl_method)number, &options, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    call_end(&made);
    return call_estimate(&made, status, &estimate);
}

static PyMethodDef methods[] = {
    {"counts_from_names", counts_from_names, METH_VARARGS, "(names, counts, seed)"},
    {"counts_merge", counts_merge, METH_VARARGS, "(parts)"},
    {"counts_load", counts_load, METH_VARARGS, "(path)"},
    {"counts_parse", counts_parse, METH_VARARGS, "(data)"},
    {"counts_save", counts_save, METH_VARARGS, "(counts, path)"},
    {"counts_merge_files", counts_merge_files, METH_VARARGS, "(paths, path)"},
    {"counts_describe", counts_describe, METH_O, "(counts)"},
    {"counts_alphabet", counts_alphabet, METH_O, "(counts)"},
    {"counts_gram", counts_gram, METH_VARARGS, "(counts, index)"},
    {"counts_entropy", counts_entropy, METH_VARARGS, "(counts, method, options, threads)"},
    {0},
};

int counts_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
