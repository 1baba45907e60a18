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
    if (!PyArg_ParseTuple(parts, "dO&O&dO&", &options->power, count_projections,
                          &options->projections, whole_seed, &seed, &options->confidence,
                          count_steps, &options->steps))
        return 0;
    options->seed = seed;
    return 1;
}

/* What is asked of both sides. */
typedef PyObject *question(call *made, kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                           const kl_sliced_options *options);

static PyObject *mean_of(call *made, kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                         const kl_sliced_options *options) {
    kl_estimate found;
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status = kl_sliced_wasserstein(x, a, y, b, options, &found, &made->error);
    PyEval_RestoreThread(thread);
    return status == KL_OK ? estimate_as_it_is(made->state, &found) : call_none(made, status);
}

/* And its direction. */
static PyObject *largest_of(call *made, kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                            const kl_sliced_options *options) {
    kl_estimate found;
    double *direction = PyMem_Calloc(x.columns + 1, sizeof *direction);
    if (direction == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status =
        kl_max_sliced_wasserstein(x, a, y, b, options, direction, &found, &made->error);
    PyEval_RestoreThread(thread);
    PyObject *result =
        status != KL_OK
            ? call_none(made, status)
            : Py_BuildValue("(NN)", estimate_as_it_is(made->state, &found),
                            series_of(made->state, "d", direction, x.columns * sizeof *direction));
    PyMem_Free(direction);
    return result;
}

/* SW_p^p and its gradients by the points. */
static PyObject *gradients_of(call *made, kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                              const kl_sliced_options *options) {
    const size_t nx = x.rows * x.columns, ny = y.rows * y.columns;
    double power = 0, *room = PyMem_Calloc(nx + ny + 1, sizeof *room);
    if (room == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_sliced_gradient(x, a, y, b, options, &power, room, room + nx, &made->error);
    PyEval_RestoreThread(thread);
    PyObject *result =
        status != KL_OK
            ? call_none(made, status)
            : Py_BuildValue("(dNN)", power, series_of(made->state, "d", room, nx * sizeof *room),
                            series_of(made->state, "d", room + nx, ny * sizeof *room));
    PyMem_Free(room);
    return result;
}

static PyObject *along_lines(PyObject *module, PyObject *args, question *ask) {
    call made = call_begin(module);
    input x = {.name = "x"}, y = {.name = "y"}, a = {.name = "a"}, b = {.name = "b"};
    kl_sliced_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O", points_of, &x, points_of, &y, input_or_none_of, &a,
                          input_or_none_of, &b, options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        result = ask(&made, x.matrix, mass_of(&a), y.matrix, mass_of(&b), &options);
    }
    call_end(&made);
    input_release(&b);
    input_release(&a);
    input_release(&y);
    input_release(&x);
    return result;
}

static PyObject *sliced_wasserstein(PyObject *module, PyObject *args) {
    return along_lines(module, args, mean_of);
}

static PyObject *max_sliced_wasserstein(PyObject *module, PyObject *args) {
    return along_lines(module, args, largest_of);
}

static PyObject *sliced_gradient(PyObject *module, PyObject *args) {
    return along_lines(module, args, gradients_of);
}

static PyMethodDef methods[] = {
    {"sliced_gradient", sliced_gradient, METH_VARARGS, "(x, y, a, b, options, threads)"},
    {"sliced_wasserstein", sliced_wasserstein, METH_VARARGS, "(x, y, a, b, options, threads)"},
    {"max_sliced_wasserstein", max_sliced_wasserstein, METH_VARARGS,
     "(x, y, a, b, options, threads)"},
    {0},
};

int transport_sliced_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
