/* SPDX-License-Identifier: Apache-2.0 */
/* Generators, of a row and of one's own, more than two distributions, what a critic makes of a conjugate, and a mean. */
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

static kl_measure_options options_of(const zeros_policy *zeros) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.zeros = zeros->way;
    options.zeros_amount = zeros->amount;
    return options;
}

static PyObject *f_divergence(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_generator generator = {.f = ask};
    input p = {0}, q = {0};
    zeros_policy zeros;
    kl_measure_options options;
    PyObject *f, *first, *second, *result = NULL;
    if (!PyArg_ParseTuple(args, "OddOOO&", &f, &generator.at_zero, &generator.slope_at_infinity,
                          &first, &second, zeros_of, &zeros))
        return NULL;
    generator.context = f;
    options = options_of(&zeros);
    if (input_take(&p, first, "p") == 0 && input_take(&q, second, "q") == 0) {
        kl_estimate estimate;
        kl_status status =
            kl_f_divergence(&generator, p.array, q.array, &options, &estimate, &made.error);
        if (!PyErr_Occurred())
            result = call_estimate(&made, status, &estimate);
    }
    input_release(&q);
    input_release(&p);
    call_end(&made);
    return result;
}

/* The row of an f-divergence, for a value of its parameter unless that is None. 0, or -1 with an exception. */
static int take_row(PyObject *module, PyObject *name, PyObject *given, kl_measure *row) {
    call made = call_begin(module);
    kl_measure_id id;
    double parameter;
    if (!measure_of(name, &id) || !optional_parameter(given, &parameter))
        return -1;
    *row = *kl_measure_get(id);
    if (row->generator == NULL) {
        PyErr_Format(PyExc_ValueError, "%s is no f-divergence: it has no generator", row->name);
        return -1;
    }
    if (isnan(parameter) || kl_measure_at(id, parameter, row, &made.error) == KL_OK)
        return 0;
    raise_error(made.state, &made.error);
    return -1;
}

/* A finite number of at least `low`. 0, or -1 with an exception. */
static int take_number(PyObject *given, const char *name, double low, double *out) {
    *out = PyFloat_AsDouble(given);
    if (PyErr_Occurred())
        return -1;
    if (*out >= low && isfinite(*out))
        return 0;
    PyErr_Format(PyExc_ValueError, "%s is %R: it must be %sfinite", name, given,
                 low == 0 ? "at least 0 and " : "");
    return -1;
}

static PyObject *generator_at(PyObject *module, PyObject *args) {
    PyObject *name, *parameter, *given;
    kl_measure row;
    double t;
    if (!PyArg_ParseTuple(args, "OOO", &name, &parameter, &given) ||
        take_row(module, name, parameter, &row) < 0 || take_number(given, "t", 0, &t) < 0)
        return NULL;
    return PyFloat_FromDouble(t == 0 ? row.generator_at_zero
                                     : row.generator(t, row.parameter.value));
}

static PyObject *slope_at_infinity(PyObject *module, PyObject *args) {
    PyObject *name, *parameter;
    kl_measure row;
    if (!PyArg_ParseTuple(args, "OO", &name, &parameter) ||
        take_row(module, name, parameter, &row) < 0)
        return NULL;
    return PyFloat_FromDouble(row.generator_slope_at_infinity);
}

static PyObject *conjugate_at(PyObject *module, PyObject *args) {
    PyObject *name, *parameter, *given;
    kl_measure row;
    double u;
    if (!PyArg_ParseTuple(args, "OOO", &name, &parameter, &given) ||
        take_row(module, name, parameter, &row) < 0 || take_number(given, "u", -INFINITY, &u) < 0)
        return NULL;
    return PyFloat_FromDouble(row.conjugate(u, row.parameter.value));
}

/* The distributions, a row each, and their weights, which may be NULL. */
static PyObject *jensen_shannon_of(call *made, kl_matrix rows, const double *weights,
                                   const kl_measure_options *options) {
    kl_array *each = PyMem_Calloc(rows.rows + 1, sizeof *each);
    if (each == NULL)
        return PyErr_NoMemory();
    for (size_t i = 0; i < rows.rows; i++)
        each[i] = kl_matrix_row(rows, i);
    kl_estimate estimate;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_jensen_shannon_compute(each, rows.rows, weights, options, &estimate, &made->error);
    PyEval_RestoreThread(thread);
    PyMem_Free(each);
    return call_estimate(made, status, &estimate);
}

static PyObject *jensen_shannon_many(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input rows = {.name = "distributions"}, weights = {.name = "weights"};
    zeros_policy zeros;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&", matrix_of, &rows, input_or_none_of, &weights, zeros_of,
                          &zeros))
        return NULL;
    const kl_measure_options options = options_of(&zeros);
    const double *given = weights.array.data != NULL ? input_doubles(&weights) : NULL;
    if (weights.array.data != NULL && weights.array.n != rows.matrix.rows)
        PyErr_Format(PyExc_ValueError, "there are %zu distributions and %zu weights",
                     rows.matrix.rows, weights.array.n);
    else if (!PyErr_Occurred())
        result = jensen_shannon_of(&made, rows.matrix, given, &options);
    input_release(&weights);
    input_release(&rows);
    return result;
}

static PyObject *variational_bound(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_measure_id id;
    double confidence, parameter;
    input of_p = {0}, of_q = {0};
    PyObject *first, *second, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&OOd", measure_of, &id, optional_parameter, &parameter, &first,
                          &second, &confidence))
        return NULL;
    if (input_take(&of_p, first, "critic_p") == 0 && input_take(&of_q, second, "critic_q") == 0) {
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
    {"generator_at", generator_at, METH_VARARGS,
     "generator_at(name, parameter, t, /)\n--\n\nA float."},
    {"slope_at_infinity", slope_at_infinity, METH_VARARGS,
     "slope_at_infinity(name, parameter, /)\n--\n\nA float."},
    {"conjugate_at", conjugate_at, METH_VARARGS,
     "conjugate_at(name, parameter, u, /)\n--\n\nA float."},
    {"f_divergence", f_divergence, METH_VARARGS,
     "f_divergence(f, at_zero, slope_at_infinity, p, q, zeros, /)\n--\n\nAn Estimate."},
    {"jensen_shannon_many", jensen_shannon_many, METH_VARARGS,
     "jensen_shannon_many(distributions, weights, zeros, /)\n--\n\nAn Estimate."},
    {"sample_mean", sample_mean, METH_VARARGS,
     "sample_mean(values, unit, confidence, /)\n--\n\nAn Estimate."},
    {"variational_bound", variational_bound, METH_VARARGS,
     "variational_bound(name, parameter, critic_p, critic_q, confidence, /)\n--\n\nAn Estimate."},
    {0},
};

int generator_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
