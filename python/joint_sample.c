/* SPDX-License-Identifier: Apache-2.0 */
/* The information room: what counts say of the variables that they were drawn from. */
#include "estimate.h"
#include "joint.h"
#include "sample.h"

/* ── One ── */

/* (adjusted, expected) */
static PyObject *joint_adjusted(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_joint *joint;
    unsigned long long x, y;
    PyObject *name, *threads, *result = NULL;
    double value, expected;
    if (!PyArg_ParseTuple(args, "O&O&O&OO", joint_of, &joint, whole_variables, &x, whole_variables,
                          &y, &name, &threads))
        return NULL;
    const int normaliser = find_name(name, "normaliser", joint_normaliser_name);
    if (normaliser < 0 || call_take_pool(&made, threads) < 0)
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_joint_adjusted(joint, x, y, (kl_normaliser)normaliser, call_pool(&made),
                                         &value, &expected, &made.error);
    PyEval_RestoreThread(thread);
    result = status == KL_OK ? Py_BuildValue("(dd)", value, expected) : call_none(&made, status);
    call_end(&made);
    return result;
}

static PyObject *joint_g_test(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_joint *joint;
    unsigned long long sets[3];
    kl_g_test test;
    if (joint_sets_take(args, &joint, sets) < 0)
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_joint_g_test(joint, sets[0], sets[1], sets[2], &test, &made.error);
    PyEval_RestoreThread(thread);
    return status == KL_OK ? Py_BuildValue("(ddd)", test.statistic, test.freedom, test.p_value)
                           : call_none(&made, status);
}

/* (estimator, confidence, permutations, seed, alphabet); the pool is left NULL. `alphabet` is released by the
 * caller. */
typedef struct asked {
    kl_joint_options options;
    wholes alphabet;
} asked;

static int options_of(PyObject *parts, void *out) {
    asked *how = out;
    PyObject *name;
    unsigned long long seed;
    kl_joint_options_init(&how->options);
    how->alphabet = (wholes){.name = "alphabet"};
    if (!PyArg_ParseTuple(parts, "OdO&O&O&", &name, &how->options.confidence, count_permutations,
                          &how->options.permutations, whole_seed, &seed, wholes_of, &how->alphabet))
        return 0;
    const int method = find_estimator(name, "estimator", 1);
    how->options.estimator = (kl_method)method;
    how->options.seed = seed;
    how->options.alphabet = how->alphabet.n > 0 ? how->alphabet.items : NULL;
    if (method < 0)
        wholes_release(&how->alphabet);
    return method >= 0;
}

static int check_alphabet(const asked *how, size_t variables) {
    if (how->alphabet.n == 0 || how->alphabet.n == variables)
        return 1;
    PyErr_Format(PyExc_ValueError, "alphabet has %zu numbers, but there are %zu variables",
                 how->alphabet.n, variables);
    return 0;
}

/* (value, plug-in, p-value) */
static PyObject *estimate(call *made, const kl_joint *joint, const unsigned long long sets[3],
                          asked *how) {
    kl_joint_result found;
    how->options.pool = call_pool(made);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_joint_estimate(joint, sets[0], sets[1], sets[2], &how->options, &found, &made->error);
    PyEval_RestoreThread(thread);
    if (status != KL_OK)
        return call_none(made, status);
    return Py_BuildValue("(NdN)", estimate_as_it_is(made->state, &found.value), found.plugin,
                         estimate_as_it_is(made->state, &found.p_value));
}

static PyObject *joint_estimate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_joint *joint;
    unsigned long long sets[3];
    asked how;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O", joint_of, &joint, whole_variables, &sets[0],
                          whole_variables, &sets[1], whole_variables, &sets[2], options_of, &how,
                          &threads))
        return NULL;
    if (check_alphabet(&how, kl_joint_variables(joint)) && call_take_pool(&made, threads) == 0)
        result = estimate(&made, joint, sets, &how);
    call_end(&made);
    wholes_release(&how.alphabet);
    return result;
}

/* ── All pairs ── */

/* (values, rows), both row by row */
static PyObject *compute_matrix(call *made, const columns *taken, asked *how, PyObject *callback) {
    const size_t n = taken->n * taken->n;
    double *out = PyMem_Calloc(n + 1, sizeof *out);
    uint64_t *rows = PyMem_Calloc(n + 1, sizeof *rows);
    progress told = {callback, NULL};
    PyObject *result = NULL;
    if (out == NULL || rows == NULL) {
        PyErr_NoMemory();
    } else {
        how->options.pool = call_pool(made);
        how->options.progress = progress_report;
        how->options.context = &told;
        told.thread = PyEval_SaveThread();
        kl_status status =
            kl_information_matrix(taken->arrays, taken->n, &how->options, out, rows, &made->error);
        PyEval_RestoreThread(told.thread);
        if (status == KL_OK)
            result = Py_BuildValue("(NN)", series_of(made->state, "d", out, n * sizeof *out),
                                   series_of(made->state, "Q", rows, n * sizeof *rows));
        else if (!PyErr_Occurred())
            result = call_none(made, status);
    }
    PyMem_Free(out);
    PyMem_Free(rows);
    return result;
}

static PyObject *information_matrix(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    asked how;
    columns taken;
    PyObject *sequence, *callback, *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "OO&OO", &sequence, options_of, &how, &callback, &threads))
        return NULL;
    if (columns_take(&taken, sequence) == 0 && check_alphabet(&how, taken.n) &&
        call_take_pool(&made, threads) == 0)
        result = compute_matrix(&made, &taken, &how, callback);
    call_end(&made);
    columns_release(&taken);
    wholes_release(&how.alphabet);
    return result;
}

static PyMethodDef methods[] = {
    {"joint_adjusted", joint_adjusted, METH_VARARGS, "(joint, x, y, normaliser, threads)"},
    {"joint_g_test", joint_g_test, METH_VARARGS, "(joint, x, y, given)"},
    {"joint_estimate", joint_estimate, METH_VARARGS, "(joint, x, y, given, options, threads)"},
    {"information_matrix", information_matrix, METH_VARARGS,
     "(columns, options, progress, threads)"},
    {0},
};

int joint_sample_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
