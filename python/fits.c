/* SPDX-License-Identifier: Apache-2.0 */
/* Fits of families to a target. */
#include "arrays.h"
#include "documents.h"

#include <math.h>

HANDLE(static, fit_handle, kl_fit, kl_fit_free, fit_of)

static const char *family_name(int i) {
    static const char *const names[] = {"gaussian", "mixture", "categorical"};
    return i < 3 ? names[i] : "unknown";
}

static const char *parameter_name(int i) {
    static const char *const names[] = {"weight", "mean", "scale"};
    return i < 3 ? names[i] : "unknown";
}

static int family_of(PyObject *name, void *out) {
    int found = find_name(name, "family", family_name);
    *(kl_fit_family *)out = (kl_fit_family)found;
    return found >= 0;
}

static int parameter_of(PyObject *name, void *out) {
    int found = find_name(name, "parameter", parameter_name);
    *(kl_fit_parameter *)out = (kl_fit_parameter)found;
    return found >= 0;
}

/* ── Targets ──────────────────────────────────────────────────────────────────────────────────── */

/* A log-density of the caller's, called with the interpreter's lock. */
typedef struct density {
    PyObject *function;
    PyThreadState *thread; /* of the call, while it is without the lock */
    int failed;            /* an exception is set */
} density;

static double call_density(void *context, const double *x, size_t d) {
    density *of = context;
    double value = NAN;
    if (of->failed)
        return NAN;
    PyEval_RestoreThread(of->thread);
    PyObject *point = PyTuple_New((Py_ssize_t)d);
    for (size_t i = 0; point != NULL && i < d; i++) {
        PyObject *number = PyFloat_FromDouble(x[i]);
        if (number == NULL || PyTuple_SetItem(point, (Py_ssize_t)i, number) < 0)
            Py_CLEAR(point);
    }
    PyObject *answer = point == NULL ? NULL : PyObject_CallObject(of->function, point);
    if (answer != NULL)
        value = PyFloat_AsDouble(answer);
    of->failed = PyErr_Occurred() != NULL;
    Py_XDECREF(answer);
    Py_XDECREF(point);
    of->thread = PyEval_SaveThread();
    return value;
}

/* (points, weights, grid, volumes, log_density) */
typedef struct target {
    input points, weights, volumes;
    density density;
    kl_fit_target target;
} target;

static void target_release(target *t) {
    input_release(&t->volumes);
    input_release(&t->weights);
    input_release(&t->points);
}

static int target_of(PyObject *parts, void *out) {
    target *t = out;
    PyObject *function;
    int grid;
    if (parts == NULL) {
        target_release(t);
        return 1;
    }
    *t = (target){.points = {.name = "points"},
                  .weights = {.name = "weights"},
                  .volumes = {.name = "volumes"}};
    if (!PyArg_ParseTuple(parts, "O&O&pO&O", points_of, &t->points, input_or_none_of, &t->weights,
                          &grid, input_or_none_of, &t->volumes, &function))
        return 0;
    t->density.function = function;
    t->target = (kl_fit_target){.points = t->points.matrix,
                                .weights = t->weights.array,
                                .grid = grid,
                                .volumes = t->volumes.array};
    return Py_CLEANUP_SUPPORTED;
}

static void target_begin(target *t) {
    if (t->density.function != Py_None) {
        t->target.log_density = call_density;
        t->target.context = &t->density;
    }
    t->density.thread = PyEval_SaveThread();
}

/* An exception of the log-density goes before what the library made of it. */
static PyObject *target_end(target *t, call *made, kl_status status, kl_fit *fit) {
    PyEval_RestoreThread(t->density.thread);
    call_end(made);
    target_release(t);
    if (t->density.failed) {
        kl_fit_free(fit);
        return NULL;
    }
    return call_handle(made, status, fit, &fit_handle, NULL);
}

/* (family, components, measure, parameter, starts, iterations, seed) */
static int options_of(PyObject *parts, void *out) {
    kl_fit_options *options = out;
    unsigned long long components, seed;
    kl_fit_options_init(options);
    if (!PyArg_ParseTuple(parts, "O&O&O&O&O&O&O&", family_of, &options->family, whole_components,
                          &components, measure_of, &options->measure, optional_parameter,
                          &options->parameter, count_starts, &options->starts, count_iterations,
                          &options->iterations, whole_seed, &seed))
        return 0;
    options->components = (size_t)components;
    options->seed = seed;
    return 1;
}

static PyObject *fit_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    target t;
    kl_fit_options options;
    PyObject *threads;
    if (!PyArg_ParseTuple(args, "O&O&O", target_of, &t, options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) < 0) {
        target_release(&t);
        return NULL;
    }
    kl_fit *fit = NULL;
    options.pool = call_pool(&made);
    target_begin(&t);
    kl_status status = kl_fit_new(&t.target, &options, &fit, &made.error);
    return target_end(&t, &made, status, fit);
}

static PyObject *fit_against(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_fit *fit, *out = NULL;
    target t;
    if (!PyArg_ParseTuple(args, "O&O&", fit_of, &fit, target_of, &t))
        return NULL;
    target_begin(&t);
    kl_status status = kl_fit_against(fit, &t.target, &out, &made.error);
    return target_end(&t, &made, status, out);
}

static PyObject *fit_file(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *path, *threads, *result = NULL;
    kl_fit_options options;
    if (!PyArg_ParseTuple(args, "O&O&O", PyUnicode_FSConverter, &path, options_of, &options,
                          &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        kl_document *document = NULL;
        options.pool = call_pool(&made);
        const char *name = PyBytes_AsString(path);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_fit_describe(name, &options, &document, &made.error);
        PyEval_RestoreThread(thread);
        call_end(&made);
        result = call_handle(&made, status, document, &document_handle, NULL);
    }
    Py_DECREF(path);
    return result;
}

/* ── Answers ──────────────────────────────────────────────────────────────────────────────────── */

/* (components, dimensions, converged, iterations) */
static PyObject *fit_head(PyObject *module, PyObject *args) {
    (void)module;
    kl_fit *fit;
    if (!PyArg_ParseTuple(args, "O&", fit_of, &fit))
        return NULL;
    return Py_BuildValue("(nnNI)", (Py_ssize_t)kl_fit_components(fit),
                         (Py_ssize_t)kl_fit_dimensions(fit), PyBool_FromLong(kl_fit_converged(fit)),
                         kl_fit_iterations(fit));
}

/* (weight, mean, covariance by rows), both empty for a piece */
static PyObject *fit_component(PyObject *module, PyObject *args) {
    module_state *state = state_of(module);
    kl_fit *fit;
    unsigned long long component;
    double weight;
    if (!PyArg_ParseTuple(args, "O&O&", fit_of, &fit, whole_component, &component))
        return NULL;
    const kl_gaussian g = kl_fit_component(fit, (size_t)component, &weight);
    const size_t d = g.mean.n;
    if (d == 0)
        return Py_BuildValue("(dss)", weight, "", "");
    return Py_BuildValue("(dNN)", weight, series_of(state, "d", g.mean.data, d * sizeof(double)),
                         series_of(state, "d", g.covariance.data, d * d * sizeof(double)));
}

static PyObject *fit_estimate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_fit *fit;
    unsigned long long component, index;
    kl_fit_parameter parameter;
    kl_estimate estimate;
    if (!PyArg_ParseTuple(args, "O&O&O&O&", fit_of, &fit, whole_component, &component, parameter_of,
                          &parameter, whole_index, &index))
        return NULL;
    kl_status status =
        kl_fit_estimate(fit, (size_t)component, parameter, (size_t)index, &estimate, &made.error);
    return call_estimate(&made, status, &estimate);
}

static PyObject *fit_divergence(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_fit *fit;
    kl_measure_id measure;
    kl_estimate estimate;
    if (!PyArg_ParseTuple(args, "O&O&", fit_of, &fit, measure_of, &measure))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_fit_divergence(fit, measure, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    return call_estimate(&made, status, &estimate);
}

static PyObject *fit_missed(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_fit *fit;
    double level;
    input cases = {.name = "cases"};
    kl_estimate estimate;
    if (!PyArg_ParseTuple(args, "O&dO&", fit_of, &fit, &level, input_or_none_of, &cases))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_fit_missed(fit, level, cases.array, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    input_release(&cases);
    return call_estimate(&made, status, &estimate);
}

static PyObject *log_density(call *made, const kl_fit *fit, kl_matrix rows) {
    double *out = PyMem_Calloc(rows.rows + 1, sizeof *out);
    if (out == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_fit_log_density(fit, rows, out, &made->error);
    PyEval_RestoreThread(thread);
    PyObject *result = status == KL_OK ? series_of(made->state, "d", out, rows.rows * sizeof *out)
                                       : call_none(made, status);
    PyMem_Free(out);
    return result;
}

static PyObject *fit_log_density(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_fit *fit;
    input points = {.name = "points"};
    if (!PyArg_ParseTuple(args, "O&O&", fit_of, &fit, points_of, &points))
        return NULL;
    PyObject *result = log_density(&made, fit, points.matrix);
    input_release(&points);
    return result;
}

/* (middles, counts) */
static PyObject *fit_cells(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input draws = {.name = "draws"};
    double more;
    kl_fit_cells cells;
    if (!PyArg_ParseTuple(args, "O&d", input_of, &draws, &more))
        return NULL;
    kl_status status = kl_fit_cells_count(draws.array, more, &cells, &made.error);
    input_release(&draws);
    if (status != KL_OK)
        return call_none(&made, status);
    const size_t size = cells.n * sizeof(double);
    PyObject *pair = Py_BuildValue("(NN)", series_of(made.state, "d", cells.middles, size),
                                   series_of(made.state, "d", cells.counts, size));
    kl_fit_cells_free(&cells);
    return pair;
}

static PyObject *fit_ids(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = kl_fit_id(1, i)) != NULL; i++)
        if (list_append(list, PyUnicode_FromString(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyMethodDef methods[] = {
    {"fit_new", fit_new, METH_VARARGS, "(target, options, threads)"},
    {"fit_against", fit_against, METH_VARARGS, "(fit, target)"},
    {"fit_file", fit_file, METH_VARARGS, "(path, options, threads)"},
    {"fit_head", fit_head, METH_VARARGS, "(fit)"},
    {"fit_component", fit_component, METH_VARARGS, "(fit, component)"},
    {"fit_estimate", fit_estimate, METH_VARARGS, "(fit, component, parameter, index)"},
    {"fit_divergence", fit_divergence, METH_VARARGS, "(fit, measure)"},
    {"fit_missed", fit_missed, METH_VARARGS, "(fit, level, cases)"},
    {"fit_log_density", fit_log_density, METH_VARARGS, "(fit, points)"},
    {"fit_cells", fit_cells, METH_VARARGS, "(draws, more)"},
    {"fit_ids", fit_ids, METH_NOARGS, "The ids of every fit."},
    {0},
};

int fits_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
