/* SPDX-License-Identifier: Apache-2.0 */
/* The information room: mutual information of continuous samples, and bounds from a critic's scores. */
#include "arrays.h"
#include "call.h"
#include "estimate.h"
#include "sample.h"

#include <kullback/information_nearest.h>

/* ── From samples ── */

static const char *estimator_name(int i) {
    return kl_nearest_estimator_name((kl_nearest_estimator)i);
}

static const char *normalise_name(int i) {
    return kl_nearest_scale_name((kl_nearest_scale)i);
}

/* (neighbours, estimator, normalise, ties, resolution, confidence, permutations, local, seed); the pool is left
 * NULL. */
static int options_of(PyObject *parts, void *out) {
    kl_nearest_options *options = out;
    unsigned long long seed;
    PyObject *estimator, *normalise;
    kl_nearest_options_init(options);
    if (!PyArg_ParseTuple(parts, "O&OOO&ddO&O&O&", count_neighbours, &options->neighbours,
                          &estimator, &normalise, ties_of, &options->ties, &options->resolution,
                          &options->confidence, count_permutations, &options->permutations,
                          count_local, &options->local, whole_seed, &seed))
        return 0;
    const int way = find_name(estimator, "estimator", estimator_name);
    const int unit = way < 0 ? -1 : find_name(normalise, "normalise", normalise_name);
    options->estimator = (kl_nearest_estimator)way;
    options->normalise = (kl_nearest_scale)unit;
    options->seed = seed;
    return unit >= 0;
}

/* In the order of the fields of kullback.information.NearestResult. */
static PyObject *result_of(call *made, kl_status status, const kl_nearest_result *found) {
    if (status != KL_OK)
        return call_none(made, status);
    return Py_BuildValue("(NN)", estimate_as_it_is(made->state, &found->information),
                         estimate_as_it_is(made->state, &found->p_value));
}

typedef struct observations {
    input x, y, z; /* x, or labels; z of none but one call */
    kl_nearest_options options;
    PyObject *threads;
} observations;

typedef kl_status from_observations(const observations *of, kl_nearest_result *out,
                                    kl_error *error);

static PyObject *answer(PyObject *module, observations *of, from_observations *compute) {
    call made = call_begin(module);
    PyObject *result = NULL;
    if (call_take_pool(&made, of->threads) == 0) {
        kl_nearest_result found;
        of->options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = compute(of, &found, &made.error);
        PyEval_RestoreThread(thread);
        result = result_of(&made, status, &found);
    }
    call_end(&made);
    input_release(&of->z);
    input_release(&of->y);
    input_release(&of->x);
    return result;
}

static PyObject *answer_of_two(PyObject *module, PyObject *args, from_observations *compute) {
    observations of = {.x = {.name = "x"}, .y = {.name = "y"}};
    if (!PyArg_ParseTuple(args, "O&O&O&O", points_of, &of.x, points_of, &of.y, options_of,
                          &of.options, &of.threads))
        return NULL;
    return answer(module, &of, compute);
}

static kl_status information(const observations *of, kl_nearest_result *out, kl_error *error) {
    return kl_nearest_information(of->x.matrix, of->y.matrix, &of->options, out, error);
}

static PyObject *nearest_information(PyObject *module, PyObject *args) {
    return answer_of_two(module, args, information);
}

static kl_status copula(const observations *of, kl_nearest_result *out, kl_error *error) {
    return kl_copula_information(of->x.matrix, of->y.matrix, &of->options, out, error);
}

static PyObject *copula_information(PyObject *module, PyObject *args) {
    return answer_of_two(module, args, copula);
}

static kl_status conditional(const observations *of, kl_nearest_result *out, kl_error *error) {
    return kl_nearest_conditional(of->x.matrix, of->y.matrix, of->z.matrix, &of->options, out,
                                  error);
}

static PyObject *nearest_conditional(PyObject *module, PyObject *args) {
    observations of = {.x = {.name = "x"}, .y = {.name = "y"}, .z = {.name = "z"}};
    if (!PyArg_ParseTuple(args, "O&O&O&O&O", points_of, &of.x, points_of, &of.y, points_of, &of.z,
                          options_of, &of.options, &of.threads))
        return NULL;
    return answer(module, &of, conditional);
}

static kl_status discrete(const observations *of, kl_nearest_result *out, kl_error *error) {
    return kl_nearest_discrete(of->x.array, of->y.matrix, &of->options, out, error);
}

static PyObject *nearest_discrete(PyObject *module, PyObject *args) {
    observations of = {.x = {.name = "labels", .dimensions = 1}, .y = {.name = "y"}};
    if (!PyArg_ParseTuple(args, "O&O&O&O", input_of, &of.x, points_of, &of.y, options_of,
                          &of.options, &of.threads))
        return NULL;
    return answer(module, &of, discrete);
}

/* ── From scores ── */

static const char *bound_name(int i) {
    return kl_critic_bound_name((kl_critic_bound)i);
}

static int bound_of(PyObject *name, void *out) {
    const int found = find_name(name, "bound", bound_name);
    *(kl_critic_bound *)out = (kl_critic_bound)found;
    return found >= 0;
}

/* (confidence, log_mean) */
static int critic_options_of(PyObject *parts, void *out) {
    kl_critic_options *options = out;
    kl_critic_options_init(options);
    return PyArg_ParseTuple(parts, "dO&", &options->confidence, optional_log_mean,
                            &options->log_mean);
}

/* Room for n numbers; NULL with an exception. */
static double *room_for(size_t n) {
    double *room = PyMem_Calloc(n + 1, sizeof *room);
    if (room == NULL)
        PyErr_NoMemory();
    return room;
}

static PyObject *critic_result(call *made, const kl_critic_result *found) {
    return Py_BuildValue("(Ndd)", estimate_as_it_is(made->state, &found->bound), found->bias,
                         found->log_mean);
}

/* (bound, bias, log_mean), joint gradient, product gradient */
static PyObject *critic_of_scores(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_critic_bound bound;
    input joint = {.name = "joint", .dimensions = 1},
          product = {.name = "product", .dimensions = 1};
    kl_critic_options options;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&", bound_of, &bound, input_of, &joint, input_of, &product,
                          critic_options_of, &options))
        return NULL;
    const size_t n = joint.array.n, m = product.array.n;
    double *slopes = room_for(n + m);
    if (slopes != NULL) {
        kl_critic_result found;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_critic_bound_of_scores(bound, joint.array, product.array, &options,
                                                     &found, slopes, slopes + n, &made.error);
        PyEval_RestoreThread(thread);
        result = status != KL_OK
                     ? call_none(&made, status)
                     : Py_BuildValue("(NNN)", critic_result(&made, &found),
                                     series_of(made.state, "d", slopes, n * sizeof *slopes),
                                     series_of(made.state, "d", slopes + n, m * sizeof *slopes));
    }
    PyMem_Free(slopes);
    call_end(&made);
    input_release(&product);
    input_release(&joint);
    return result;
}

/* (bound, bias, log_mean), gradient row after row */
static PyObject *critic_of_matrix(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_critic_bound bound;
    input scores = {.name = "scores", .dimensions = 2};
    kl_critic_options options;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&", bound_of, &bound, matrix_of, &scores, critic_options_of,
                          &options))
        return NULL;
    const size_t count = scores.matrix.rows * scores.matrix.columns;
    double *slopes = room_for(count);
    if (slopes != NULL) {
        kl_critic_result found;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_critic_bound_of_matrix(bound, scores.matrix, &options, &found, slopes, &made.error);
        PyEval_RestoreThread(thread);
        result = status != KL_OK
                     ? call_none(&made, status)
                     : Py_BuildValue("(NN)", critic_result(&made, &found),
                                     series_of(made.state, "d", slopes, count * sizeof *slopes));
    }
    PyMem_Free(slopes);
    call_end(&made);
    input_release(&scores);
    return result;
}

static PyMethodDef methods[] = {
    {"nearest_information", nearest_information, METH_VARARGS, "(x, y, options, threads)"},
    {"nearest_conditional", nearest_conditional, METH_VARARGS, "(x, y, z, options, threads)"},
    {"nearest_discrete", nearest_discrete, METH_VARARGS, "(labels, y, options, threads)"},
    {"copula_information", copula_information, METH_VARARGS, "(x, y, options, threads)"},
    {"critic_of_scores", critic_of_scores, METH_VARARGS, "(bound, joint, product, options)"},
    {"critic_of_matrix", critic_of_matrix, METH_VARARGS, "(bound, scores, options)"},
    {0},
};

int ksg_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
