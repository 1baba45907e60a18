/* SPDX-License-Identifier: Apache-2.0 */
/* The transport room: along lines. */
#include "call.h"
#include "estimate.h"
#include "transport.h"

/* (p, projections, seed, confidence, steps); the pool is left NULL. */
static int options_of(PyObject *parts, void *out) {
    kl_sliced_options *options = out;
    unsigned long long seed;
    kl_sliced_options_init(options);
    if (!PyArg_ParseTuple(parts, "dO&O&dO&", &options->power, count_of, &options->projections,
                          whole_of, &seed, &options->confidence, count_of, &options->steps))
        return 0;
    options->seed = seed;
    return 1;
}

/* The estimate, or of the largest it and its direction. */
static PyObject *measure(call *made, kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                         const kl_sliced_options *options, int largest) {
    kl_estimate found;
    double *direction = PyMem_Calloc(x.columns + 1, sizeof *direction);
    if (direction == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status =
        largest ? kl_max_sliced_wasserstein(x, a, y, b, options, direction, &found, &made->error)
                : kl_sliced_wasserstein(x, a, y, b, options, &found, &made->error);
    PyEval_RestoreThread(thread);
    PyObject *result = NULL;
    if (status != KL_OK)
        result = call_none(made, status);
    else if (!largest)
        result = estimate_as_it_is(made->state, &found);
    else
        result =
            Py_BuildValue("(NN)", estimate_as_it_is(made->state, &found),
                          series_of(made->state, "d", direction, x.columns * sizeof *direction));
    PyMem_Free(direction);
    return result;
}

static PyObject *along_lines(PyObject *module, PyObject *args, int largest) {
    call made = call_begin(module);
    input x = {.name = "x"}, y = {.name = "y"}, a = {.name = "a"}, b = {.name = "b"};
    kl_sliced_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O", points_of, &x, points_of, &y, input_or_none_of, &a,
                          input_or_none_of, &b, options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        result = measure(&made, x.matrix, mass_of(&a), y.matrix, mass_of(&b), &options, largest);
    }
    call_end(&made);
    input_release(&b);
    input_release(&a);
    input_release(&y);
    input_release(&x);
    return result;
}

static PyObject *sliced_wasserstein(PyObject *module, PyObject *args) {
    return along_lines(module, args, 0);
}

static PyObject *max_sliced_wasserstein(PyObject *module, PyObject *args) {
    return along_lines(module, args, 1);
}

static PyMethodDef methods[] = {
    {"sliced_wasserstein", sliced_wasserstein, METH_VARARGS, "(x, y, a, b, options, threads)"},
    {"max_sliced_wasserstein", max_sliced_wasserstein, METH_VARARGS,
     "(x, y, a, b, options, threads)"},
    {0},
};

int transport_sliced_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
