/* SPDX-License-Identifier: Apache-2.0 */
/* The sample room: draws from continuous distributions, by their nearest neighbours. */
#include "arrays.h"
#include "call.h"
#include "sample.h"

static const char *norm_name(int i) {
    static const char *const names[] = {"euclidean", "max"};
    return i < 2 ? names[i] : "unknown";
}

static const char *ties_name(int i) {
    static const char *const names[] = {"refuse", "jitter"};
    return i < 2 ? names[i] : "unknown";
}

int ties_of(PyObject *name, void *out) {
    int found = find_name(name, "ties", ties_name);
    *(kl_ties *)out = (kl_ties)found;
    return found >= 0;
}

/* (neighbours, norm, ties, resolution, confidence, seed); the pool is left NULL. */
static int options_of(PyObject *parts, void *out) {
    kl_points_options *options = out;
    unsigned long long seed;
    PyObject *norm;
    kl_points_options_init(options);
    if (!PyArg_ParseTuple(parts, "O&OO&ddO&", count_neighbours, &options->neighbours, &norm,
                          ties_of, &options->ties, &options->resolution, &options->confidence,
                          whole_seed, &seed))
        return 0;
    int norm_number = find_name(norm, "norm", norm_name);
    options->norm = (kl_norm)norm_number;
    options->seed = seed;
    return norm_number >= 0;
}

static PyObject *points_entropy(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input x = {.name = "x"};
    kl_points_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O", points_of, &x, options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        kl_estimate estimate;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_points_entropy(x.matrix, &options, &estimate, &made.error);
        PyEval_RestoreThread(thread);
        result = call_estimate(&made, status, &estimate);
    }
    call_end(&made);
    input_release(&x);
    return result;
}

static PyObject *points_divergence(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input x = {.name = "x"}, y = {.name = "y"};
    kl_points_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O", points_of, &x, points_of, &y, options_of, &options,
                          &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        kl_estimate estimate;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_points_divergence(x.matrix, y.matrix, &options, &estimate, &made.error);
        PyEval_RestoreThread(thread);
        result = call_estimate(&made, status, &estimate);
    }
    call_end(&made);
    input_release(&y);
    input_release(&x);
    return result;
}

static PyMethodDef methods[] = {
    {"points_entropy", points_entropy, METH_VARARGS, "(x, options, threads)"},
    {"points_divergence", points_divergence, METH_VARARGS, "(x, y, options, threads)"},
    {0},
};

int points_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
