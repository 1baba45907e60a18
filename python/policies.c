/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: policies. */
#include "batch.h"

#include <kullback/loss_policy.h>

static const char *penalty_name(int i) {
    return kl_policy_penalty_name((kl_policy_penalty)i);
}
static const char *reduction_name(int i) {
    static const char *const names[] = {"sequences", "tokens", "constant"};
    return i < 3 ? names[i] : NULL;
}
static const char *scale_name(int i) {
    static const char *const names[] = {"group", "batch", "none"};
    return i < 3 ? names[i] : NULL;
}

static int penalty_of(PyObject *name, void *out) {
    int found = find_name(name, "penalty", penalty_name);
    *(kl_policy_penalty *)out = (kl_policy_penalty)found;
    return found >= 0;
}
static int policy_reduction_of(PyObject *name, void *out) {
    int found = find_name(name, "reduction", reduction_name);
    *(kl_policy_reduction *)out = (kl_policy_reduction)found;
    return found >= 0;
}
static int scale_of(PyObject *name, void *out) {
    int found = find_name(name, "scale", scale_name);
    *(kl_advantage_scale *)out = (kl_advantage_scale)found;
    return found >= 0;
}

/* (loss, parts, losses, ratios, penalties, gradient) */
static PyObject *run_policy(batch *made, const kl_policy_options *options, int wanted) {
    const kl_policy_batch of = {made->in[0].matrix, made->in[1].matrix, made->in[2].matrix,
                                made->in[3].matrix, made->in[4].matrix};
    const size_t n = of.policy.rows * of.policy.columns;
    kl_loss_gradient gradient;
    kl_policy_result out = {0};
    double *parts = batch_room(made, 4), *room[3];
    if (parts == NULL || batch_gradient(made, 0, wanted, &gradient) < 0)
        return NULL;
    for (size_t i = 0; i < 3; i++)
        if ((room[i] = batch_room(made, n)) == NULL)
            return NULL;
    const kl_policy_rows rows = {room[0], room[1], room[2]};
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_loss_policy(&of, options, &rows, &gradient, &out, &made->base.error);
    PyEval_RestoreThread(thread);
    parts[0] = out.surrogate, parts[1] = out.penalty;
    parts[2] = out.clipped, parts[3] = out.old_divergence;
    return batch_result(made, status, out.loss, KL_REDUCTION_MEAN);
}

static PyObject *policy(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"policy", 2}, {"old", 2},        {"reference", 2},
                                       {"mask", 2},   {"advantages", 2}, {NULL, 0}};
    kl_policy_options options;
    int wanted;
    PyObject *arrays, *result = NULL;
    kl_policy_options_init(&options);
    if (!PyArg_ParseTuple(args, "O!(dddd)O&O&p", &PyTuple_Type, &arrays, &options.clip_low,
                          &options.clip_high, &options.beta, &options.max_length, penalty_of,
                          &options.penalty, policy_reduction_of, &options.reduction, &wanted))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_policy(&made, &options, wanted);
    batch_end(&made);
    return result;
}

/* ((None, values, slopes), divergence) */
static PyObject *run_divergence(batch *made, kl_policy_penalty penalty, double confidence) {
    const kl_matrix of = made->in[0].matrix;
    const size_t n = of.rows * of.columns;
    double *values = batch_room(made, n), *slope = batch_room(made, n);
    kl_estimate divergence;
    if (values == NULL || slope == NULL)
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_policy_divergence(penalty, of, made->in[1].matrix, made->in[2].matrix, confidence,
                             values, slope, &divergence, &made->base.error);
    PyEval_RestoreThread(thread);
    PyObject *parts = batch_result(made, status, 0, KL_REDUCTION_NONE);
    PyObject *estimate = parts != NULL ? call_estimate(&made->base, KL_OK, &divergence) : NULL;
    PyObject *result = estimate != NULL ? Py_BuildValue("(OO)", parts, estimate) : NULL;
    Py_XDECREF(parts);
    Py_XDECREF(estimate);
    return result;
}

static PyObject *policy_divergence(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"policy", 2}, {"reference", 2}, {"mask", 2}, {NULL, 0}};
    kl_policy_penalty penalty;
    double confidence;
    PyObject *arrays, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O!d", penalty_of, &penalty, &PyTuple_Type, &arrays, &confidence))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_divergence(&made, penalty, confidence);
    batch_end(&made);
    return result;
}

static PyObject *advantages(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"rewards", 1}, {NULL, 0}};
    kl_advantage_options options;
    Py_ssize_t group;
    PyObject *arrays, *result = NULL;
    kl_advantage_options_init(&options);
    if (!PyArg_ParseTuple(args, "O!nO&d", &PyTuple_Type, &arrays, &group, scale_of, &options.scale,
                          &options.epsilon))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0) {
        const kl_array rewards = made.in[0].array;
        double *out = batch_room(&made, rewards.n);
        if (out != NULL) {
            PyThreadState *thread = PyEval_SaveThread();
            kl_status status = kl_policy_advantages(rewards, group > 0 ? (size_t)group : 0,
                                                    &options, out, &made.base.error);
            PyEval_RestoreThread(thread);
            result = batch_result(&made, status, 0, KL_REDUCTION_NONE);
        }
    }
    batch_end(&made);
    return result;
}

/* (None, policy, parts) */
static PyObject *policy_optimum(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"reference", 1}, {"rewards", 1}, {NULL, 0}};
    double beta;
    PyObject *arrays, *result = NULL;
    if (!PyArg_ParseTuple(args, "O!d", &PyTuple_Type, &arrays, &beta))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0) {
        const kl_array reference = made.in[0].array;
        double *policy = batch_room(&made, reference.n), *parts = batch_room(&made, 2);
        if (policy != NULL && parts != NULL) {
            kl_policy_optimum_result out = {0};
            PyThreadState *thread = PyEval_SaveThread();
            kl_status status = kl_policy_optimum(reference, made.in[1].array, beta, policy, &out,
                                                 &made.base.error);
            PyEval_RestoreThread(thread);
            parts[0] = out.reward, parts[1] = out.divergence;
            result = batch_result(&made, status, 0, KL_REDUCTION_NONE);
        }
    }
    batch_end(&made);
    return result;
}

static PyObject *policy_coefficient(PyObject *module, PyObject *args) {
    double coefficient, divergence, target, steps, horizon, out = 0;
    if (!PyArg_ParseTuple(args, "ddddd", &coefficient, &divergence, &target, &steps, &horizon))
        return NULL;
    call made = call_begin(module);
    kl_status status =
        kl_policy_coefficient(coefficient, divergence, target, steps, horizon, &out, &made.error);
    PyObject *result = status == KL_OK ? PyFloat_FromDouble(out) : call_none(&made, status);
    call_end(&made);
    return result;
}

static PyMethodDef methods[] = {
    {"policy", policy, METH_VARARGS,
     "(arrays, (clip_low, clip_high, beta, max_length), penalty, reduction, gradient): (loss, "
     "parts, losses, ratios, "
     "penalties, gradient)"},
    {"policy_divergence", policy_divergence, METH_VARARGS,
     "(penalty, arrays, confidence): ((None, values, slopes), divergence)"},
    {"advantages", advantages, METH_VARARGS, "(arrays, group, scale, epsilon): (None, advantages)"},
    {"policy_optimum", policy_optimum, METH_VARARGS,
     "(arrays, beta): (None, policy, (reward, divergence))"},
    {"policy_coefficient", policy_coefficient, METH_VARARGS,
     "(coefficient, divergence, target, steps, horizon)"},
    {0},
};

int policies_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
