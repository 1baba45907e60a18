/* SPDX-License-Identifier: Apache-2.0 */
/* The transport room: what a Wasserstein distance of samples says of their sources. */
#include "arrays.h"
#include "call.h"
#include "estimate.h"
#include "transport.h"

/* (permutations, seed, confidence); the pool is left NULL. */
static int options_of(PyObject *parts, void *out) {
    kl_wasserstein_options *options = out;
    unsigned long long seed;
    kl_wasserstein_options_init(options);
    if (!PyArg_ParseTuple(parts, "O&O&d", count_permutations, &options->permutations, whole_seed,
                          &seed, &options->confidence))
        return 0;
    options->seed = seed;
    return 1;
}

/* In the order of the fields of kullback.transport.WassersteinSample; None where there is none. */
static PyObject *result_of(call *made, kl_status status, const kl_wasserstein_result *found) {
    if (status != KL_OK)
        return call_none(made, status);
    const int is_known = found->held_out.value >= 0;
    return Py_BuildValue("(NNNd(nn))", estimate_as_it_is(made->state, &found->value),
                         is_known ? estimate_as_it_is(made->state, &found->held_out)
                                  : Py_NewRef(Py_None),
                         estimate_as_it_is(made->state, &found->p_value), found->chance,
                         (Py_ssize_t)found->tested[0], (Py_ssize_t)found->tested[1]);
}

static PyObject *wasserstein_sample(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input x = {.name = "x"}, y = {.name = "y"};
    kl_cost said;
    kl_wasserstein_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O", points_of, &x, points_of, &y, ground_of, &said,
                          options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        kl_wasserstein_result found;
        options.ground = said.ground;
        options.power = said.power;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_wasserstein_sample(x.matrix, y.matrix, &options, NULL, &found, &made.error);
        PyEval_RestoreThread(thread);
        result = result_of(&made, status, &found);
    }
    call_end(&made);
    input_release(&y);
    input_release(&x);
    return result;
}

static PyMethodDef methods[] = {
    {"wasserstein_sample", wasserstein_sample, METH_VARARGS, "(x, y, cost, options, threads)"},
    {0},
};

int transport_sample_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
