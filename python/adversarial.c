/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: discriminators, generators and critics. */
#include "arrays.h"
#include "batch.h"

#include <kullback/loss_adversarial.h>

static const char *adversarial_name(int i) {
    return kl_adversarial_name((kl_adversarial)i);
}

static int adversarial_of(PyObject *name, void *out) {
    int found = find_name(name, "loss_type", adversarial_name);
    *(kl_adversarial *)out = (kl_adversarial)found;
    return found >= 0;
}

/* (loss, gradients by the scores, bound) */
static PyObject *run_discriminator(batch *made, kl_adversarial kind, double confidence) {
    const kl_array real = made->in[0].array, fake = made->in[1].array;
    double loss = 0, *up = batch_room(made, real.n), *down = batch_room(made, fake.n);
    if (up == NULL || down == NULL)
        return NULL;
    const kl_discriminator_rows rows = {up, down};
    kl_estimate bound;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_loss_discriminator(kind, real, fake, confidence, &rows, &loss, &bound,
                                             &made->base.error);
    PyEval_RestoreThread(thread);
    PyObject *parts = batch_result(made, status, loss, KL_REDUCTION_MEAN);
    PyObject *estimate = parts != NULL ? call_estimate(&made->base, KL_OK, &bound) : NULL;
    PyObject *result = estimate != NULL ? Py_BuildValue("(OO)", parts, estimate) : NULL;
    Py_XDECREF(parts);
    Py_XDECREF(estimate);
    return result;
}

static PyObject *discriminator(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"real", 1}, {"fake", 1}, {NULL, 0}};
    kl_adversarial kind;
    double confidence;
    PyObject *arrays, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O!d", adversarial_of, &kind, &PyTuple_Type, &arrays,
                          &confidence))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_discriminator(&made, kind, confidence);
    batch_end(&made);
    return result;
}

static PyObject *generator(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"fake", 1}, {NULL, 0}};
    kl_adversarial kind;
    int saturating;
    PyObject *arrays, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O!p", adversarial_of, &kind, &PyTuple_Type, &arrays,
                          &saturating))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0) {
        double loss = 0, *gradient = batch_room(&made, made.in[0].array.n);
        if (gradient != NULL) {
            PyThreadState *thread = PyEval_SaveThread();
            kl_status status = kl_loss_generator(kind, made.in[0].array, saturating, gradient,
                                                 &loss, &made.base.error);
            PyEval_RestoreThread(thread);
            result = batch_result(&made, status, loss, KL_REDUCTION_MEAN);
        }
    }
    batch_end(&made);
    return result;
}

/* In place. */
static PyObject *clip_weights(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input weights = {.name = "weights", .is_written = 1};
    double limit;
    if (!PyArg_ParseTuple(args, "O&d", input_of, &weights, &limit))
        return NULL;
    const kl_array of = weights.array;
    uint64_t clipped = 0;
    PyObject *result = NULL;
    if (of.n > 1 && of.stride != 1) {
        PyErr_SetString(PyExc_ValueError,
                        "weights cannot be written: the numbers must lie side by side");
    } else {
        PyThreadState *thread = PyEval_SaveThread();
        const kl_status status =
            kl_critic_clip((void *)of.data, of.n, of.dtype, limit, &clipped, &made.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? PyLong_FromUnsignedLongLong(clipped) : call_none(&made, status);
    }
    input_release(&weights);
    return result;
}

static PyObject *run_penalty(batch *made, const kl_gradient_penalty_options *options, int wanted) {
    const kl_matrix given = made->in[0].matrix;
    kl_loss_gradient gradient;
    double loss = 0, *each = batch_room(made, given.rows), *length = batch_room(made, given.rows);
    if (each == NULL || length == NULL || batch_gradient(made, 0, wanted, &gradient) < 0)
        return NULL;
    const kl_gradient_penalty_rows rows = {each, length};
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_loss_gradient_penalty(given, options, wanted ? &gradient : NULL, &rows,
                                                &loss, &made->base.error);
    PyEval_RestoreThread(thread);
    return batch_result(made, status, loss, options->reduction);
}

static PyObject *gradient_penalty(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"slopes", 2}, {NULL, 0}};
    kl_gradient_penalty_options options;
    int wanted;
    PyObject *arrays, *result = NULL;
    kl_gradient_penalty_options_init(&options);
    if (!PyArg_ParseTuple(args, "O!(ddp)O&p", &PyTuple_Type, &arrays, &options.weight,
                          &options.target, &options.one_sided, cross_entropy_reduction_of,
                          &options.reduction, &wanted))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_penalty(&made, &options, wanted);
    batch_end(&made);
    return result;
}

static PyObject *adversarial_measure(PyObject *module, PyObject *args) {
    kl_adversarial kind;
    (void)module;
    if (!PyArg_ParseTuple(args, "O&", adversarial_of, &kind))
        return NULL;
    const int id = kl_adversarial_measure(kind);
    if (id < 0)
        return Py_NewRef(Py_None);
    return PyUnicode_FromString(kl_measure_get((kl_measure_id)id)->name);
}

static PyMethodDef methods[] = {
    {"discriminator", discriminator, METH_VARARGS,
     "(loss_type, arrays, confidence): ((loss, gradients by real and fake), bound)"},
    {"generator", generator, METH_VARARGS, "(loss_type, arrays, saturating): (loss, gradient)"},
    {"clip_weights", clip_weights, METH_VARARGS, "(weights, limit): how many"},
    {"gradient_penalty", gradient_penalty, METH_VARARGS,
     "(arrays, (weight, target, one_sided), reduction, gradient): (loss, of rows, slopes, "
     "gradient)"},
    {"adversarial_measure", adversarial_measure, METH_VARARGS, "(loss_type): a name or None"},
    {0},
};

int adversarial_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
