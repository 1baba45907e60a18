/* SPDX-License-Identifier: Apache-2.0 */
/* A generator of one's own, more than two distributions, what a critic makes of a conjugate, and a mean. */
#include "arrays.h"
#include "call.h"
#include "estimate.h"

#include <math.h>

/* A Python function as f. It runs under the interpreter's lock, and after it raised nothing more is asked of it. */
static double ask(double t, double less_one, void *context) {
    if (PyErr_Occurred())
        return NAN;
    PyObject *answer = PyObject_CallFunction(context, "dd", t, less_one);
    double value = answer != NULL ? PyFloat_AsDouble(answer) : NAN;
    Py_XDECREF(answer);
    return value;
}

static PyObject *f_divergence(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_generator generator = {.f = ask};
    input p = {0}, q = {0};
    PyObject *f, *first, *second, *result = NULL;
    if (!PyArg_ParseTuple(args, "OddOO", &f, &generator.at_zero, &generator.slope_at_infinity,
                          &first, &second))
        return NULL;
    generator.context = f;
    if (input_take(&p, first, "p") == 0 && input_take(&q, second, "q") == 0) {
        kl_estimate estimate;
        kl_status status =
            kl_f_divergence(&generator, p.array, q.array, NULL, &estimate, &made.error);
        if (!PyErr_Occurred())
            result = call_estimate(&made, status, &estimate);
    }
    input_release(&q);
    input_release(&p);
    call_end(&made);
    return result;
}

/* Every distribution of a sequence, into zeroed `inputs`. */
static int take_all(PyObject *sequence, Py_ssize_t n, input *inputs, kl_array *arrays) {
    for (Py_ssize_t i = 0; i < n; i++) {
        char name[32];
        PyOS_snprintf(name, sizeof name, "distributions[%zd]", i);
        PyObject *one = PySequence_GetItem(sequence, i);
        int status = one != NULL ? input_take(&inputs[i], one, name) : -1;
        Py_XDECREF(one);
        if (status < 0)
            return -1;
        arrays[i] = inputs[i].array;
    }
    return 0;
}

/* As many weights as distributions; none given: NULL. */
static int take_weights(PyObject *given, Py_ssize_t n, double **out) {
    *out = NULL;
    if (given == Py_None)
        return 0;
    input weights = {0};
    if (input_take(&weights, given, "weights") < 0)
        return -1;
    int fits = weights.array.n == (size_t)n;
    if (!fits)
        PyErr_Format(PyExc_ValueError, "there are %zd distributions and %zu weights", n,
                     weights.array.n);
    *out = fits ? PyMem_Malloc((size_t)n * sizeof **out) : NULL;
    if (*out != NULL)
        kl_array_read(weights.array, 0, (size_t)n, *out);
    else if (fits)
        PyErr_NoMemory();
    input_release(&weights);
    return *out != NULL ? 0 : -1;
}

static PyObject *jensen_shannon_many(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    PyObject *sequence, *given, *result = NULL;
    if (!PyArg_ParseTuple(args, "OO", &sequence, &given))
        return NULL;
    Py_ssize_t n = PySequence_Size(sequence);
    if (n < 0)
        return NULL;
    input *inputs = PyMem_Calloc((size_t)n + 1, sizeof *inputs);
    kl_array *arrays = PyMem_Calloc((size_t)n + 1, sizeof *arrays);
    double *weights = NULL;
    if (inputs == NULL || arrays == NULL) {
        PyErr_NoMemory();
    } else if (take_all(sequence, n, inputs, arrays) == 0 &&
               take_weights(given, n, &weights) == 0) {
        kl_estimate estimate;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_jensen_shannon_compute(arrays, (size_t)n, weights, NULL, &estimate, &made.error);
        PyEval_RestoreThread(thread);
        result = call_estimate(&made, status, &estimate);
    }
    for (Py_ssize_t i = 0; inputs != NULL && i < n; i++)
        input_release(&inputs[i]);
    PyMem_Free(weights);
    PyMem_Free(arrays);
    PyMem_Free(inputs);
    call_end(&made);
    return result;
}

static PyObject *variational_bound(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_measure_id id;
    double confidence, parameter = NAN;
    input of_p = {0}, of_q = {0};
    PyObject *given, *first, *second, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&OOOd", measure_of, &id, &given, &first, &second, &confidence))
        return NULL;
    if (given != Py_None)
        parameter = PyFloat_AsDouble(given);
    if (!PyErr_Occurred() && input_take(&of_p, first, "critic_p") == 0 &&
        input_take(&of_q, second, "critic_q") == 0) {
        kl_estimate estimate;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_variational_bound(id, parameter, of_p.array, of_q.array, confidence,
                                                &estimate, &made.error);
        PyEval_RestoreThread(thread);
        result = call_estimate(&made, status, &estimate);
    }
    input_release(&of_q);
    input_release(&of_p);
    call_end(&made);
    return result;
}

static PyObject *sample_mean(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_unit unit;
    double confidence;
    input values = {0};
    PyObject *given, *result = NULL;
    if (!PyArg_ParseTuple(args, "OO&d", &given, any_unit_of, &unit, &confidence))
        return NULL;
    if (input_take(&values, given, "values") == 0) {
        kl_estimate estimate;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_sample_mean(values.array, unit, confidence, &estimate, &made.error);
        PyEval_RestoreThread(thread);
        result = call_estimate(&made, status, &estimate);
    }
    input_release(&values);
    call_end(&made);
    return result;
}

static PyMethodDef methods[] = {
    {"f_divergence", f_divergence, METH_VARARGS,
     "f_divergence(f, at_zero, slope_at_infinity, p, q, /)\n--\n\nAn Estimate."},
    {"jensen_shannon_many", jensen_shannon_many, METH_VARARGS,
     "jensen_shannon_many(distributions, weights, /)\n--\n\nAn Estimate."},
    {"sample_mean", sample_mean, METH_VARARGS,
     "sample_mean(values, unit, confidence, /)\n--\n\nAn Estimate."},
    {"variational_bound", variational_bound, METH_VARARGS,
     "variational_bound(name, parameter, critic_p, critic_q, confidence, /)\n--\n\nAn Estimate."},
    {0},
};

int generator_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
