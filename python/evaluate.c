/* SPDX-License-Identifier: Apache-2.0 */
/* The evaluate room: a state that is fed rows, and what `kl eval` tells of files. */
#include "evaluate.h"

#include "arrays.h"

#include <math.h>

HANDLE(static, eval_handle, kl_eval, kl_eval_free, eval_of)

static const char *bad_row_name(int i) {
    static const char *const names[] = {"refuse", "skip"};
    return i < 2 ? names[i] : "unknown";
}

static const char *clustering_name(int i) {
    static const char *const names[] = {"units", "none"};
    return i < 2 ? names[i] : "unknown";
}

static const char *precision_name(int i) {
    static const char *const names[] = {"single", "double"};
    return i < 2 ? names[i] : "unknown";
}

static int bad_row_of(PyObject *name, void *out) {
    int found = find_name(name, "bad_rows", bad_row_name);
    *(kl_bad_row *)out = (kl_bad_row)found;
    return found >= 0;
}

static int clustering_of(PyObject *name, void *out) {
    int found = find_name(name, "clustering", clustering_name);
    *(kl_clustering *)out = (kl_clustering)found;
    return found >= 0;
}

static int precision_of(PyObject *name, void *out) {
    int found = find_name(name, "precision", precision_name);
    *(kl_precision *)out = (kl_precision)found;
    return found >= 0;
}

static PyObject *eval_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_eval_options options;
    unsigned long long vocabulary;
    PyObject *threads;
    kl_eval_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&pO&O&dzO&O", whole_vocabulary, &vocabulary, &options.has_model,
                          bad_row_of, &options.bad_rows, clustering_of, &options.clustering,
                          &options.confidence, &options.measures, precision_of, &options.precision,
                          &threads) ||
        call_take_pool(&made, threads) < 0)
        return NULL;
    options.vocabulary = vocabulary;
    options.worst = 0; /* of which only documents of files tell */
    options.pool = call_pool(&made);
    kl_eval *eval = NULL;
    kl_status status = kl_eval_new(&options, &eval, &made.error);
    return call_handle(&made, status, eval, &eval_handle, NULL);
}

/* What is fed: rows of base and perhaps of a model, with the tokens that came and the sizes of their texts. */
typedef struct feeding {
    input base, model, targets, sizes;
    kl_levels levels[2];
    unsigned long long index, unit;
} feeding;

static void feeding_release(feeding *given) {
    input_release(&given->sizes);
    input_release(&given->targets);
    input_release(&given->model);
    input_release(&given->base);
}

static int check_shapes(const feeding *given) {
    const kl_matrix base = given->base.matrix, model = given->model.matrix;
    const kl_matrix sizes = given->sizes.matrix;
    const size_t targets = given->targets.array.n;
    if (model.data != NULL && (model.rows != base.rows || model.columns != base.columns))
        PyErr_Format(PyExc_ValueError, "model has %zu rows of %zu, base %zu of %zu", model.rows,
                     model.columns, base.rows, base.columns);
    else if (given->targets.array.data != NULL && targets != base.rows)
        PyErr_Format(PyExc_ValueError, "there are %zu targets and %zu rows", targets, base.rows);
    else if (sizes.data != NULL && (sizes.rows != base.rows || sizes.columns != 3))
        PyErr_Format(PyExc_ValueError, "sizes has %zu rows of %zu: %zu of 3 are needed", sizes.rows,
                     sizes.columns, base.rows);
    else
        return 0;
    return -1;
}

static double target_of(const feeding *given, size_t row) {
    double target = -1;
    if (given->targets.array.data != NULL)
        kl_array_read(given->targets.array, row, 1, &target);
    return target;
}

static void sizes_of(const feeding *given, size_t row, double sizes[3]) {
    sizes[0] = sizes[1] = sizes[2] = 0;
    if (given->sizes.matrix.data != NULL)
        kl_array_read(kl_matrix_row(given->sizes.matrix, row), 0, 3, sizes);
}

static int is_whole(double number, double low, double high) {
    return number >= low && number <= high && number == floor(number);
}

/* Of no row more than one number is wrong in what it says. */
static kl_status refuse_number(kl_error *error, unsigned long long row, const char *what,
                               double number, const char *needed) {
    char value[32];
    kl_number_format(number, value);
    error->code = KL_ERROR_VALUE;
    error->index = (int64_t)row;
    PyOS_snprintf(error->message, sizeof error->message, "row %llu: %s %s: %s is needed", row, what,
                  value, needed);
    return error->code;
}

/* What can be seen before the first row is fed. */
static kl_status check_numbers(const feeding *given, kl_error *error) {
    static const char *const names[] = {"the bytes are", "the characters are", "the words are"};
    for (size_t i = 0; i < given->base.matrix.rows; i++) {
        const double target = target_of(given, i);
        double sizes[3];
        sizes_of(given, i, sizes);
        if (!is_whole(target, -1, (double)given->base.matrix.columns - 1))
            return refuse_number(error, given->index + i, "the target is", target,
                                 "a token of the vocabulary, or -1,");
        for (int k = 0; k < 3; k++)
            if (!is_whole(sizes[k], 0, UINT32_MAX))
                return refuse_number(error, given->index + i, names[k], sizes[k],
                                     "a whole number from 0 to 2**32 - 1");
    }
    return KL_OK;
}

static kl_status feed_rows(kl_eval *eval, const feeding *given, kl_error *error) {
    kl_status status = check_numbers(given, error);
    for (size_t i = 0; i < given->base.matrix.rows && status == KL_OK; i++) {
        kl_eval_row row = {.base = kl_matrix_row(given->base.matrix, i),
                           .target = (int64_t)target_of(given, i),
                           .index = given->index + i,
                           .unit = given->unit,
                           .levels = {given->levels[0], given->levels[1]}};
        if (given->model.matrix.data != NULL)
            row.model = kl_matrix_row(given->model.matrix, i);
        double sizes[3];
        sizes_of(given, i, sizes);
        row.has_text = given->sizes.matrix.data != NULL;
        row.bytes = (uint32_t)sizes[0];
        row.characters = (uint32_t)sizes[1];
        row.words = (uint32_t)sizes[2];
        status = kl_eval_feed(eval, &row, error);
    }
    return status;
}

/* (scale, offset), or None: numbers are logits. */
static int levels_of(PyObject *pair, void *out) {
    kl_levels *levels = out;
    levels->in_use = pair != Py_None;
    if (pair == Py_None)
        return 1;
    if (!PyTuple_Check(pair)) {
        PyErr_SetString(PyExc_TypeError, "levels are a tuple (scale, offset)");
        return 0;
    }
    if (!PyArg_ParseTuple(pair, "dd", &levels->scale, &levels->offset))
        return 0;
    if (levels->scale > 0 && isfinite(levels->scale) && isfinite(levels->offset))
        return 1;
    PyErr_Format(PyExc_ValueError,
                 "levels are %R: a scale above 0 and an offset, both finite, are needed", pair);
    return 0;
}

static PyObject *eval_feed(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_eval *eval;
    feeding given = {.base = {.name = "base"},
                     .model = {.name = "model"},
                     .targets = {.name = "targets"},
                     .sizes = {.name = "sizes"}};
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O&O&O&O&", eval_of, &eval, matrix_of, &given.base,
                          matrix_or_none_of, &given.model, input_or_none_of, &given.targets,
                          matrix_or_none_of, &given.sizes, levels_of, &given.levels[0], levels_of,
                          &given.levels[1], whole_index, &given.index, whole_unit, &given.unit))
        return NULL;
    PyObject *result = NULL;
    if (check_shapes(&given) == 0) {
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = feed_rows(eval, &given, &made.error);
        PyEval_RestoreThread(thread);
        result = call_none(&made, status);
    }
    feeding_release(&given);
    return result;
}

static PyObject *eval_files(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_eval *eval;
    const kl_logits *base, *model = NULL;
    const kl_vocabulary *vocabulary;
    PyObject *other;
    unsigned long long offset;
    if (!PyArg_ParseTuple(args, "O&O&OO&O&", eval_of, &eval, logits_of, &base, &other,
                          vocabulary_or_none_of, &vocabulary, whole_offset, &offset) ||
        (other != Py_None && !logits_of(other, &model)))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_eval_files(eval, base, model, vocabulary, offset, &made.error);
    PyEval_RestoreThread(thread);
    return call_none(&made, status);
}

static PyObject *eval_merge(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_eval *eval;
    const kl_eval *other;
    if (!PyArg_ParseTuple(args, "O&O&", eval_of, &eval, eval_of, &other))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_eval_merge(eval, other, &made.error);
    PyEval_RestoreThread(thread);
    return call_none(&made, status);
}

/* In the order of the fields of kullback.evaluate.Fed. */
static PyObject *eval_counts(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_eval *eval;
    if (!eval_of(capsule, &eval))
        return NULL;
    const kl_eval_counts x = kl_eval_get_counts(eval);
    return Py_BuildValue("(KKK(KK))", (unsigned long long)x.rows, (unsigned long long)x.targets,
                         (unsigned long long)x.skipped, (unsigned long long)x.clipped_targets[0],
                         (unsigned long long)x.clipped_targets[1]);
}

static PyObject *eval_estimate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_eval *eval;
    const char *id, *subject;
    if (!PyArg_ParseTuple(args, "O&ss", eval_of, &eval, &id, &subject))
        return NULL;
    kl_estimate estimate;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_eval_estimate(eval, id, subject, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    return call_estimate(&made, status, &estimate);
}

/* ── What `kl eval` tells ─────────────────────────────────────────────────────────────────────── */

static PyObject *run(call *made, const texts *paths, kl_evaluate_options *options) {
    options->pool = call_pool(made);
    kl_document *document = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_evaluate(paths->items, paths->n, options, &document, &made->error);
    PyEval_RestoreThread(thread);
    call_end(made);
    return call_handle(made, status, document, &document_handle, NULL);
}

static PyObject *save(call *made, const texts *paths, kl_evaluate_options *options,
                      const char *out) {
    options->pool = call_pool(made);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_evaluate_save(paths->items, paths->n, options, out, &made->error);
    PyEval_RestoreThread(thread);
    call_end(made);
    return call_none(made, status);
}

/* A document; or with `out` a state, and None. */
static PyObject *evaluate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    texts paths;
    kl_evaluate_options options;
    const char *out;
    unsigned long long part, parts;
    PyObject *threads, *result = NULL;
    kl_evaluate_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&zO&O&O&O&ddO&zO&OO&O&O&", paths_of, &paths, path_or_none_of,
                          &options.targets, &options.tensor, path_or_none_of, &options.vocabulary,
                          path_or_none_of, &options.text, bad_row_of, &options.bad_rows,
                          clustering_of, &options.clustering, &options.confidence, &options.resolve,
                          unit_converter, &options.unit, &options.measures, precision_of,
                          &options.precision, &threads, path_or_none_of, &out, whole_part, &part,
                          whole_parts, &parts))
        return NULL;
    options.part = part;
    options.parts = parts;
    if (call_take_pool(&made, threads) == 0)
        result = out != NULL ? save(&made, &paths, &options, out) : run(&made, &paths, &options);
    texts_release(&paths);
    return result;
}

static PyObject *evaluate_inputs(PyObject *module, PyObject *args) {
    (void)module;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&", PyUnicode_FSConverter, &path))
        return NULL;
    const size_t inputs = kl_evaluate_inputs(PyBytes_AsString(path));
    Py_DECREF(path);
    return PyLong_FromSize_t(inputs);
}

static PyObject *evaluate_ids(PyObject *module, PyObject *args) {
    (void)module;
    Py_ssize_t n;
    if (!PyArg_ParseTuple(args, "n", &n))
        return NULL;
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = kl_evaluate_id((size_t)n, i)) != NULL; i++)
        if (list_append(list, text_of(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyMethodDef methods[] = {
    {"eval_new", eval_new, METH_VARARGS,
     "(vocabulary, has_model, bad_rows, clustering, confidence, measures, "
     "precision, threads)"},
    {"eval_feed", eval_feed, METH_VARARGS,
     "(eval, base, model, targets, sizes, base levels, model levels, index, unit)"},
    {"eval_files", eval_files, METH_VARARGS, "(eval, base, model, vocabulary, offset)"},
    {"eval_merge", eval_merge, METH_VARARGS, "(eval, other)"},
    {"eval_counts", eval_counts, METH_O, "(eval)"},
    {"eval_estimate", eval_estimate, METH_VARARGS, "(eval, id, subject)"},
    {"evaluate", evaluate, METH_VARARGS,
     "(paths, targets, tensor, vocabulary, text, bad_rows, clustering, confidence, resolve, unit, "
     "measures, precision, threads, out, part, parts)"},
    {"evaluate_inputs", evaluate_inputs, METH_VARARGS, "(path)"},
    {"evaluate_ids", evaluate_ids, METH_VARARGS, "(files)"},
    {0},
};

int evaluate_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
