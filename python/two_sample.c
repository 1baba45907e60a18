/* SPDX-License-Identifier: Apache-2.0 */
/* The sample room: how far two samples of numbers or points are apart, without a density. */
#include "arrays.h"
#include "call.h"
#include "estimate.h"

static const char *statistic_name(int i) {
    const kl_two_sample *row = kl_two_sample_get((kl_two_sample_id)i);
    return row != NULL ? row->name : NULL;
}

static int statistic_of(PyObject *name, void *out) {
    int found = find_name(name, "statistic", statistic_name);
    *(kl_two_sample_id *)out = (kl_two_sample_id)found;
    return found >= 0;
}

/* (permutations, seed, bandwidth, confidence); the pool is left NULL. */
static int options_of(PyObject *parts, void *out) {
    kl_two_sample_options *options = out;
    unsigned long long seed;
    kl_two_sample_options_init(options);
    if (!PyArg_ParseTuple(parts, "O&O&dd", count_permutations, &options->permutations, whole_seed,
                          &seed, &options->bandwidth, &options->confidence))
        return 0;
    options->seed = seed;
    return 1;
}

/* In the order of the fields of kullback.sample.TwoSampleResult; NaN where there is none. */
static PyObject *result_of(call *made, kl_status status, const kl_two_sample_result *found) {
    if (status != KL_OK)
        return call_none(made, status);
    return Py_BuildValue("(NdNdddn)", estimate_as_it_is(made->state, &found->value), found->plugin,
                         estimate_as_it_is(made->state, &found->p_value), found->more_data,
                         found->place, found->bandwidth, (Py_ssize_t)found->bandwidth_points);
}

static PyObject *two_sample(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_two_sample_id id;
    input x = {.name = "x"}, y = {.name = "y"};
    kl_two_sample_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O", statistic_of, &id, points_of, &x, points_of, &y,
                          options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        kl_two_sample_result found;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_two_sample_compute(id, x.matrix, y.matrix, &options, &found, &made.error);
        PyEval_RestoreThread(thread);
        result = result_of(&made, status, &found);
    }
    call_end(&made);
    input_release(&y);
    input_release(&x);
    return result;
}

/* In the order of the fields of kullback.sample.TwoSample. */
static PyObject *two_sample_rows(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *rows = PyList_New(0);
    for (int id = 0; id < KL_TWO_SAMPLE_COUNT && rows != NULL; id++) {
        const kl_two_sample *row = kl_two_sample_get((kl_two_sample_id)id);
        PyObject *fields =
            Py_BuildValue("(ssssNs)", row->name, row->title, row->formula, kl_unit_name(row->unit),
                          PyBool_FromLong(row->one_dimension), row->source);
        if (list_append(rows, fields) < 0)
            Py_CLEAR(rows);
    }
    return rows;
}

static PyMethodDef methods[] = {
    {"two_sample", two_sample, METH_VARARGS, "(statistic, x, y, options, threads)"},
    {"two_sample_rows", two_sample_rows, METH_NOARGS, "()"},
    {0},
};

int two_sample_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
