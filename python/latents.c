/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: latent variables. */
#include "batch.h"

#include <kullback/loss_latent.h>

/* (beta, free_bits, group, balance) */
static int latent_options_of(PyObject *parts, void *out) {
    kl_latent_options *options = out;
    Py_ssize_t group;
    if (!PyArg_ParseTuple(parts, "ddnO&", &options->beta, &options->free_bits, &group,
                          optional_balance, &options->balance))
        return 0;
    options->group = group > 0 ? (size_t)group : 0;
    return 1;
}

/* Posterior and prior, two matrices each; the prior's may be missing. */
static kl_status compute_sides(batch *made, int is_full, const kl_latent_options *options,
                               const kl_loss_gradient by[4], const kl_latent_rows *rows,
                               double *loss) {
    const kl_matrix m[4] = {made->in[0].matrix, made->in[1].matrix, made->in[2].matrix,
                            made->in[3].matrix};
    const int has_prior = m[2].data != NULL || m[3].data != NULL;
    if (is_full) {
        const kl_latent_full q = {m[0], m[1]}, p = {m[2], m[3]};
        const kl_latent_full_gradient to_q = {by[0], by[1]}, to_p = {by[2], by[3]};
        return kl_loss_latent_full(&q, has_prior ? &p : NULL, options, &to_q, &to_p, rows, loss,
                                   &made->base.error);
    }
    const kl_latent_gaussian q = {m[0], m[1]}, p = {m[2], m[3]};
    const kl_latent_gaussian_gradient to_q = {by[0], by[1]}, to_p = {by[2], by[3]};
    return kl_loss_latent_gaussian(&q, has_prior ? &p : NULL, options, &to_q, &to_p, rows, loss,
                                   &made->base.error);
}

static PyObject *run_sides(batch *made, int is_full, const kl_latent_options *options, int wanted) {
    const size_t n = made->in[0].matrix.rows;
    const size_t latents = is_full ? 1 : made->in[0].matrix.columns;
    const size_t groups = options->group > 0 ? latents / options->group : 0;
    kl_loss_gradient by[4];
    double loss = 0, *each = batch_room(made, n), *of_groups = batch_room(made, groups);
    if (each == NULL || of_groups == NULL)
        return NULL;
    for (size_t i = 0; i < 4; i++)
        if (batch_gradient(made, i, wanted, &by[i]) < 0)
            return NULL;
    const kl_latent_rows rows = {each, of_groups};
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = compute_sides(made, is_full, options, by, &rows, &loss);
    PyEval_RestoreThread(thread);
    return batch_result(made, status, loss, options->reduction);
}

static PyObject *latent_gaussian(PyObject *module, PyObject *args) {
    static const batch_name independent[] = {
        {"q_mean", 2}, {"q_log_variance", 2}, {"p_mean", 2}, {"p_log_variance", 2}, {NULL, 0}};
    static const batch_name full[] = {
        {"q_mean", 2}, {"q_factor", 2}, {"p_mean", 2}, {"p_factor", 2}, {NULL, 0}};
    kl_latent_options options;
    PyObject *arrays, *result = NULL;
    int is_full, wanted;
    kl_latent_options_init(&options);
    if (!PyArg_ParseTuple(args, "pO!O&O&p", &is_full, &PyTuple_Type, &arrays, latent_options_of,
                          &options, cross_entropy_reduction_of, &options.reduction, &wanted))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, is_full ? full : independent) == 0)
        result = run_sides(&made, is_full, &options, wanted);
    batch_end(&made);
    return result;
}

static PyObject *run_categorical(batch *made, size_t classes, const kl_latent_options *options,
                                 int wanted) {
    const kl_matrix q = made->in[0].matrix, p = made->in[1].matrix;
    const size_t latents = classes > 0 ? q.columns / classes : 0;
    kl_loss_gradient to_q, to_p;
    double loss = 0, *each = batch_room(made, q.rows);
    double *groups = batch_room(made, options->group > 0 ? latents / options->group : 0);
    if (each == NULL || groups == NULL || batch_gradient(made, 0, wanted, &to_q) < 0 ||
        batch_gradient(made, 1, wanted, &to_p) < 0)
        return NULL;
    const kl_latent_rows rows = {each, groups};
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_loss_latent_categorical(q, p, classes, options, &to_q, &to_p, &rows,
                                                  &loss, &made->base.error);
    PyEval_RestoreThread(thread);
    return batch_result(made, status, loss, options->reduction);
}

static PyObject *latent_categorical(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"q_logits", 2}, {"p_logits", 2}, {NULL, 0}};
    kl_latent_options options;
    PyObject *arrays, *result = NULL;
    Py_ssize_t classes;
    int wanted;
    kl_latent_options_init(&options);
    if (!PyArg_ParseTuple(args, "O!nO&O&p", &PyTuple_Type, &arrays, &classes, latent_options_of,
                          &options, cross_entropy_reduction_of, &options.reduction, &wanted))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_categorical(&made, classes > 0 ? (size_t)classes : 0, &options, wanted);
    batch_end(&made);
    return result;
}

/* ── Decoders ── */

static const char *reconstruction_name(int i) {
    static const char *const names[] = {"bernoulli", "gaussian", "logistic", "categorical"};
    return i < 4 ? names[i] : NULL;
}

static int reconstruction_of(PyObject *name, void *out) {
    int found = find_name(name, "kind", reconstruction_name);
    *(kl_reconstruction *)out = (kl_reconstruction)found;
    return found >= 0;
}

static PyObject *run_reconstruction(batch *made, kl_reconstruction kind,
                                    const kl_reconstruction_options *options, int wanted) {
    const kl_reconstruction_data data = {made->in[0].matrix, made->in[1].matrix,
                                         made->in[2].matrix};
    kl_reconstruction_gradient gradient;
    double loss = 0, *rows = batch_room(made, data.target.rows);
    if (rows == NULL || batch_gradient(made, 0, wanted, &gradient.prediction) < 0 ||
        batch_gradient(made, 1, wanted, &gradient.log_scale) < 0)
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_loss_reconstruction(kind, &data, options, &gradient, rows, &loss, &made->base.error);
    PyEval_RestoreThread(thread);
    return batch_result(made, status, loss, options->reduction);
}

static PyObject *reconstruction(PyObject *module, PyObject *args) {
    static const batch_name names[] = {
        {"prediction", 2}, {"log_scale", 2}, {"target", 2}, {NULL, 0}};
    kl_reconstruction kind;
    kl_reconstruction_options options;
    PyObject *arrays, *result = NULL;
    int wanted;
    kl_reconstruction_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O!(O&dd)O&p", reconstruction_of, &kind, &PyTuple_Type, &arrays,
                          count_levels, &options.levels, &options.low, &options.high,
                          cross_entropy_reduction_of, &options.reduction, &wanted))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_reconstruction(&made, kind, &options, wanted);
    batch_end(&made);
    return result;
}

/* ── Bounds ── */

/* (q_mean, q_log_variance, p_mean, p_log_variance, prediction, log_scale, target) */
static PyObject *run_elbo(batch *made, kl_reconstruction kind, const kl_latent_options *latent,
                          const kl_reconstruction_options *options, int wanted) {
    const kl_latent_gaussian p = {made->in[2].matrix, made->in[3].matrix};
    const kl_elbo_batch of = {.q = {made->in[0].matrix, made->in[1].matrix},
                              .p = p.mean.data != NULL || p.log_variance.data != NULL ? &p : NULL,
                              .kind = kind,
                              .data = {made->in[4].matrix, made->in[5].matrix, made->in[6].matrix}};
    kl_loss_gradient by[6];
    kl_elbo_result out;
    double *parts = batch_room(made, 3);
    if (parts == NULL)
        return NULL;
    for (size_t i = 0; i < 6; i++)
        if (batch_gradient(made, i, wanted, &by[i]) < 0)
            return NULL;
    const kl_elbo_gradient gradient = {{by[0], by[1]}, {by[2], by[3]}, {by[4], by[5]}};
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_loss_elbo(&of, latent, options, &gradient, &out, &made->base.error);
    PyEval_RestoreThread(thread);
    if (status == KL_OK)
        parts[0] = out.reconstruction, parts[1] = out.divergence, parts[2] = out.elbo;
    return batch_result(made, status, status == KL_OK ? out.loss : 0, KL_REDUCTION_MEAN);
}

static PyObject *elbo(PyObject *module, PyObject *args) {
    static const batch_name names[] = {
        {"q_mean", 2},     {"q_log_variance", 2}, {"p_mean", 2}, {"p_log_variance", 2},
        {"prediction", 2}, {"log_scale", 2},      {"target", 2}, {NULL, 0}};
    kl_reconstruction kind;
    kl_latent_options latent;
    kl_reconstruction_options options;
    PyObject *arrays, *result = NULL;
    int wanted;
    kl_latent_options_init(&latent);
    kl_reconstruction_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O!O&(O&dd)O&p", reconstruction_of, &kind, &PyTuple_Type, &arrays,
                          latent_options_of, &latent, count_levels, &options.levels, &options.low,
                          &options.high, cross_entropy_reduction_of, &latent.reduction, &wanted))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_elbo(&made, kind, &latent, &options, wanted);
    batch_end(&made);
    return result;
}

static PyObject *importance_weighted(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"log_weights", 2}, {NULL, 0}};
    kl_reduction reduction;
    kl_loss_gradient gradient;
    PyObject *arrays, *result = NULL;
    int wanted;
    if (!PyArg_ParseTuple(args, "O!O&p", &PyTuple_Type, &arrays, cross_entropy_reduction_of,
                          &reduction, &wanted))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0) {
        const kl_matrix weights = made.in[0].matrix;
        double loss = 0, *bound = batch_room(&made, weights.rows);
        double *samples = batch_room(&made, weights.rows);
        if (bound != NULL && samples != NULL && batch_gradient(&made, 0, wanted, &gradient) == 0) {
            const kl_importance_rows rows = {bound, samples};
            PyThreadState *thread = PyEval_SaveThread();
            kl_status status = kl_loss_importance_weighted(
                weights, reduction, wanted ? &gradient : NULL, &rows, &loss, &made.base.error);
            PyEval_RestoreThread(thread);
            result = batch_result(&made, status, loss, reduction);
        }
    }
    batch_end(&made);
    return result;
}

static PyObject *latent_sample(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"mean", 2}, {"log_variance", 2}, {NULL, 0}};
    PyObject *arrays, *result = NULL;
    unsigned long long seed;
    if (!PyArg_ParseTuple(args, "O!O&", &PyTuple_Type, &arrays, whole_seed, &seed))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0) {
        const kl_latent_gaussian q = {made.in[0].matrix, made.in[1].matrix};
        const size_t n = q.mean.rows * q.mean.columns;
        double *z = batch_room(&made, n), *noise = batch_room(&made, n);
        if (z != NULL && noise != NULL) {
            PyThreadState *thread = PyEval_SaveThread();
            kl_status status = kl_latent_sample(&q, seed, noise, z, &made.base.error);
            PyEval_RestoreThread(thread);
            result = batch_result(&made, status, 0, KL_REDUCTION_NONE);
        }
    }
    batch_end(&made);
    return result;
}

/* (None, relaxed, noise, chosen) */
static PyObject *run_draws(batch *made, size_t classes, double temperature,
                           unsigned long long seed) {
    const kl_matrix logits = made->in[0].matrix;
    const size_t n = logits.rows * logits.columns, latents = classes > 0 ? n / classes : 0;
    double *relaxed = batch_room(made, n), *noise = batch_room(made, n);
    double *chosen = batch_room(made, latents);
    if (relaxed == NULL || noise == NULL || chosen == NULL)
        return NULL;
    int64_t *classes_of = PyMem_Malloc((latents > 0 ? latents : 1) * sizeof *classes_of);
    if (classes_of == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_latent_categorical_sample(logits, classes, temperature, seed, noise,
                                                    relaxed, classes_of, &made->base.error);
    PyEval_RestoreThread(thread);
    for (size_t i = 0; i < latents && status == KL_OK; i++)
        chosen[i] = (double)classes_of[i];
    PyMem_Free(classes_of);
    return batch_result(made, status, 0, KL_REDUCTION_NONE);
}

static PyObject *latent_categorical_sample(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"logits", 2}, {NULL, 0}};
    PyObject *arrays, *result = NULL;
    Py_ssize_t classes;
    double temperature;
    unsigned long long seed;
    if (!PyArg_ParseTuple(args, "O!ndO&", &PyTuple_Type, &arrays, &classes, &temperature,
                          whole_seed, &seed))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_draws(&made, classes > 0 ? (size_t)classes : 0, temperature, seed);
    batch_end(&made);
    return result;
}

/* ── The variational bottleneck ── */

static PyObject *run_bottleneck(batch *made, const kl_latent_options *latent, int wanted) {
    const kl_latent_gaussian p = {made->in[2].matrix, made->in[3].matrix};
    const kl_bottleneck_batch of = {.q = {made->in[0].matrix, made->in[1].matrix},
                                    .p = p.mean.data != NULL || p.log_variance.data != NULL ? &p
                                                                                            : NULL,
                                    .logits = made->in[4].matrix,
                                    .targets = made->in[5].array};
    kl_loss_gradient by[5];
    kl_bottleneck_loss out = {0, 0, 0};
    double *parts = batch_room(made, 2);
    if (parts == NULL)
        return NULL;
    for (size_t i = 0; i < 5; i++)
        if (batch_gradient(made, i, wanted, &by[i]) < 0)
            return NULL;
    const kl_bottleneck_gradient gradient = {{by[0], by[1]}, {by[2], by[3]}, by[4]};
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_loss_bottleneck(&of, latent, &gradient, &out, &made->base.error);
    PyEval_RestoreThread(thread);
    parts[0] = out.cross_entropy, parts[1] = out.rate;
    return batch_result(made, status, out.loss, KL_REDUCTION_MEAN);
}

static PyObject *bottleneck_loss(PyObject *module, PyObject *args) {
    static const batch_name names[] = {
        {"q_mean", 2}, {"q_log_variance", 2}, {"p_mean", 2}, {"p_log_variance", 2},
        {"logits", 2}, {"targets", 1},        {NULL, 0}};
    kl_latent_options latent;
    PyObject *arrays, *result = NULL;
    int wanted;
    kl_latent_options_init(&latent);
    if (!PyArg_ParseTuple(args, "O!O&O&p", &PyTuple_Type, &arrays, latent_options_of, &latent,
                          cross_entropy_reduction_of, &latent.reduction, &wanted))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_bottleneck(&made, &latent, wanted);
    batch_end(&made);
    return result;
}

static PyMethodDef methods[] = {
    {"latent_gaussian", latent_gaussian, METH_VARARGS,
     "(full, arrays, numbers, reduction, gradient): (loss, of rows, of groups, gradients)"},
    {"latent_categorical", latent_categorical, METH_VARARGS,
     "(arrays, classes, numbers, reduction, gradient): (loss, of rows, of groups, gradients)"},
    {"reconstruction", reconstruction, METH_VARARGS,
     "(kind, arrays, (levels, low, high), reduction, gradient): (loss, of rows, gradients)"},
    {"elbo", elbo, METH_VARARGS,
     "(kind, arrays, numbers, (levels, low, high), reduction, gradient): (loss, parts, gradients)"},
    {"bottleneck_loss", bottleneck_loss, METH_VARARGS,
     "(arrays, numbers, reduction, gradient): (loss, parts, gradients)"},
    {"importance_weighted", importance_weighted, METH_VARARGS,
     "(arrays, reduction, gradient): (loss, bounds, effective samples, gradient)"},
    {"latent_sample", latent_sample, METH_VARARGS, "(arrays, seed): (None, z, noise)"},
    {"latent_categorical_sample", latent_categorical_sample, METH_VARARGS,
     "(arrays, classes, temperature, seed): (None, relaxed, noise, chosen)"},
    {0},
};

int latents_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
