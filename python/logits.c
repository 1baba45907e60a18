/* SPDX-License-Identifier: Apache-2.0 */
/* The evaluate room: predictions in files, and the vocabulary. */
#include "evaluate.h"

#include "arrays.h"

#include <limits.h>
#include <string.h>

HANDLE(, vocabulary_handle, kl_vocabulary, kl_vocabulary_free, vocabulary_of)

int vocabulary_or_none_of(PyObject *capsule, void *out) {
    *(void **)out = NULL;
    return capsule == Py_None || vocabulary_of(capsule, out);
}

static PyObject *logits_seen(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
        return NULL;
    int seen = kl_logits_seen(PyBytes_AsString(path));
    Py_DECREF(path);
    return PyBool_FromLong(seen);
}

static PyObject *logits_open(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path;
    kl_logits_options options;
    kl_logits_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&z", PyUnicode_FSConverter, &path, path_or_none_of,
                          &options.targets, &options.tensor))
        return NULL;
    kl_logits *logits = NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_logits_open(name, &options, &logits, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_handle(&made, status, logits, &logits_handle, NULL);
}

/* In the order of the fields of kullback.evaluate.Shape. */
static PyObject *logits_shape(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_logits *logits;
    if (!logits_of(capsule, &logits))
        return NULL;
    const kl_logits_shape *x = kl_logits_get_shape(logits);
    return Py_BuildValue("(sKKKKKNNNKK)", x->format, (unsigned long long)x->rows,
                         (unsigned long long)x->vocabulary, (unsigned long long)x->context,
                         (unsigned long long)x->unit_rows, (unsigned long long)x->first_position,
                         PyBool_FromLong(x->has_targets), PyBool_FromLong(x->is_clipped),
                         PyBool_FromLong(x->is_rounded), (unsigned long long)x->text_hash,
                         (unsigned long long)x->vocabulary_hash);
}

/* The number of a row that is there; 0 with an exception. */
static int row_of(const kl_logits *logits, PyObject *number, unsigned long long *row) {
    if (!whole_row(number, row))
        return 0;
    const unsigned long long rows = kl_logits_get_shape(logits)->rows;
    if (*row >= rows)
        PyErr_Format(PyExc_IndexError, "there are %llu rows: none is number %llu", rows, *row);
    return *row < rows;
}

static PyObject *read_row(call *made, const kl_logits *logits, uint64_t row) {
    const size_t n = (size_t)kl_logits_get_shape(logits)->vocabulary;
    double *numbers = PyMem_Calloc(n + 1, sizeof *numbers);
    if (numbers == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_logits_read(logits, row, numbers, &made->error);
    PyEval_RestoreThread(thread);
    PyObject *fine = call_none(made, status);
    PyObject *result =
        fine != NULL ? series_of(made->state, "d", numbers, n * sizeof *numbers) : NULL;
    Py_XDECREF(fine);
    PyMem_Free(numbers);
    return result;
}

/* (row, target, storage): the fields of kullback.evaluate.Storage. */
static PyObject *logits_row(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_logits *logits;
    PyObject *number;
    unsigned long long row;
    if (!PyArg_ParseTuple(args, "O&O", logits_of, &logits, &number) ||
        !row_of(logits, number, &row))
        return NULL;
    PyObject *numbers = read_row(&made, logits, row);
    if (numbers == NULL)
        return NULL;
    const kl_row_storage x = kl_logits_storage(logits, row);
    return Py_BuildValue("(NL(NddNNdddd))", numbers, (long long)kl_logits_target(logits, row),
                         PyBool_FromLong(x.is_log), x.floor, x.slack, PyBool_FromLong(x.is_exact),
                         PyBool_FromLong(x.target_clipped), x.loss, x.entropy, x.total_variation,
                         x.reach);
}

/* ── What is written ──────────────────────────────────────────────────────────────────────────── */

static int32_t *tokens_of(const wholes *taken) {
    int32_t *tokens = PyMem_Calloc(taken->n + 1, sizeof *tokens);
    if (tokens == NULL)
        PyErr_NoMemory();
    for (size_t i = 0; i < taken->n && tokens != NULL; i++) {
        tokens[i] = (int32_t)taken->items[i];
        if (taken->items[i] <= INT32_MAX)
            continue;
        PyErr_Format(PyExc_ValueError, "tokens[%zu] is too large", i);
        PyMem_Free(tokens);
        tokens = NULL;
    }
    return tokens;
}

static PyObject *write_llama(call *made, const char *path, kl_matrix rows, const wholes *taken,
                             unsigned context, unsigned chunks) {
    if (taken->n != (uint64_t)context * chunks) {
        PyErr_Format(PyExc_ValueError, "there are %zu tokens: %u chunks of %u are needed", taken->n,
                     chunks, context);
        return NULL;
    }
    int32_t *tokens = tokens_of(taken);
    if (tokens == NULL)
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_llama_write(path, rows, tokens, context, chunks, &made->error);
    PyEval_RestoreThread(thread);
    PyMem_Free(tokens);
    return call_none(made, status);
}

static PyObject *llama_write(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path;
    input rows = {.name = "rows"};
    wholes tokens = {.name = "tokens"};
    unsigned context, chunks;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&", PyUnicode_FSConverter, &path, matrix_of, &rows,
                          wholes_of, &tokens, count_context, &context, count_chunks, &chunks))
        return NULL;
    PyObject *result =
        write_llama(&made, PyBytes_AsString(path), rows.matrix, &tokens, context, chunks);
    wholes_release(&tokens);
    input_release(&rows);
    Py_DECREF(path);
    return result;
}

static PyObject *compact_write(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path, *threads, *result = NULL;
    const kl_logits *from;
    kl_compact_options options;
    wholes documents = {.name = "documents"};
    kl_compact_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&ddO&O&O", PyUnicode_FSConverter, &path, logits_of, &from,
                          &options.total_variation, &options.bits, vocabulary_or_none_of,
                          &options.vocabulary, wholes_of, &documents, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        options.documents = documents.n != 0 ? documents.items : NULL;
        options.document_count = documents.n;
        const char *name = PyBytes_AsString(path);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_compact_write(name, from, &options, &made.error);
        PyEval_RestoreThread(thread);
        call_end(&made);
        result = call_none(&made, status);
    }
    wholes_release(&documents);
    Py_DECREF(path);
    return result;
}

static PyObject *llama_report(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_logits *base, *model;
    PyObject *threads;
    if (!PyArg_ParseTuple(args, "O&O&O", logits_of, &base, logits_of, &model, &threads) ||
        call_take_pool(&made, threads) < 0)
        return NULL;
    char *text = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_llama_report(base, model, call_pool(&made), &text, &made.error);
    PyEval_RestoreThread(thread);
    call_end(&made);
    return call_text(&made, status, text, text != NULL ? strlen(text) : 0);
}

/* ── The vocabulary ───────────────────────────────────────────────────────────────────────────── */

static PyObject *vocabulary_open(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path;
    unsigned long long tokens;
    if (!PyArg_ParseTuple(args, "O&O&", PyUnicode_FSConverter, &path, whole_tokens, &tokens))
        return NULL;
    kl_vocabulary *vocabulary = NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_vocabulary_open(name, tokens, &vocabulary, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_handle(&made, status, vocabulary, &vocabulary_handle, NULL);
}

static PyObject *vocabulary_text(PyObject *module, PyObject *args) {
    (void)module;
    const kl_vocabulary *vocabulary;
    long long token;
    size_t size;
    if (!PyArg_ParseTuple(args, "O&L", vocabulary_of, &vocabulary, &token))
        return NULL;
    const char *text = kl_vocabulary_text(vocabulary, token, &size);
    return PyBytes_FromStringAndSize(text, (Py_ssize_t)size);
}

static PyObject *vocabulary_hash(PyObject *module, PyObject *args) {
    (void)module;
    const kl_vocabulary *vocabulary;
    unsigned long long tokens;
    if (!PyArg_ParseTuple(args, "O&O&", vocabulary_of, &vocabulary, whole_tokens, &tokens))
        return NULL;
    return PyLong_FromUnsignedLongLong(kl_vocabulary_hash(vocabulary, tokens));
}

static PyMethodDef methods[] = {
    {"logits_seen", logits_seen, METH_VARARGS, "(path)"},
    {"logits_open", logits_open, METH_VARARGS, "(path, targets, tensor)"},
    {"logits_shape", logits_shape, METH_O, "(logits)"},
    {"logits_row", logits_row, METH_VARARGS, "(logits, row)"},
    {"llama_write", llama_write, METH_VARARGS, "(path, rows, tokens, context, chunks)"},
    {"compact_write", compact_write, METH_VARARGS,
     "(path, logits, total variation, bits, vocabulary, documents, threads)"},
    {"llama_report", llama_report, METH_VARARGS, "(base, model, threads)"},
    {"vocabulary_open", vocabulary_open, METH_VARARGS, "(path, tokens)"},
    {"vocabulary_text", vocabulary_text, METH_VARARGS, "(vocabulary, token)"},
    {"vocabulary_hash", vocabulary_hash, METH_VARARGS, "(vocabulary, tokens)"},
    {0},
};

int logits_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
