/* SPDX-License-Identifier: Apache-2.0 */
/* Generators, of a row and of one's own, more than two distributions, what a critic makes of a conjugate,
 * and a mean. */
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

/* Distributions, a row each, with their weights, and what becomes of zeros. */
typedef struct crowd {
    call base;
    input rows, weights;
    kl_array *each;
    const double *shares; /* NULL: all alike */
    kl_measure_options options;
} crowd;

static void crowd_end(crowd *made) {
    PyMem_Free(made->each);
    input_release(&made->weights);
    input_release(&made->rows);
}

/* 0, or -1 with an exception. */
static int crowd_take(crowd *made, const zeros_policy *zeros) {
    const kl_matrix rows = made->rows.matrix;
    const kl_array weights = made->weights.array;
    made->options = options_of(zeros);
    made->shares = weights.data != NULL ? input_doubles(&made->weights) : NULL;
    if (weights.data != NULL && weights.n != rows.rows)
        PyErr_Format(PyExc_ValueError, "there are %zu distributions and %zu weights", rows.rows,
                     weights.n);
    if (PyErr_Occurred())
        return -1;
    made->each = PyMem_Calloc(rows.rows + 1, sizeof *made->each);
    if (made->each == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < rows.rows; i++)
        made->each[i] = kl_matrix_row(rows, i);
    return 0;
}

static crowd crowd_begin(PyObject *module) {
    return (crowd){.base = call_begin(module),
                   .rows = {.name = "distributions"},
                   .weights = {.name = "weights"}};
}

static PyObject *jensen_shannon_many(PyObject *module, PyObject *args) {
    crowd made = crowd_begin(module);
    zeros_policy zeros;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&", matrix_of, &made.rows, input_or_none_of, &made.weights,
                          zeros_of, &zeros))
        return NULL;
    if (crowd_take(&made, &zeros) == 0) {
        kl_estimate estimate;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_jensen_shannon_compute(made.each, made.rows.matrix.rows, made.shares,
                                                     &made.options, &estimate, &made.base.error);
        PyEval_RestoreThread(thread);
        result = call_estimate(&made.base, status, &estimate);
    }
    crowd_end(&made);
    return result;
}

/* array.array of the gradient, for which there is room. */
static PyObject *crowd_slopes(crowd *made, size_t index, kl_gradient_of with, double *room) {
    const kl_matrix rows = made->rows.matrix;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_jensen_shannon_gradient(made->each, rows.rows, made->shares, index, with,
                                                  &made->options, room, &made->base.error);
    PyEval_RestoreThread(thread);
    if (status == KL_OK)
        return series_of(made->base.state, "d", room, rows.columns * sizeof *room);
    raise_error(made->base.state, &made->base.error);
    return NULL;
}

static PyObject *jensen_shannon_many_gradient(PyObject *module, PyObject *args) {
    crowd made = crowd_begin(module);
    zeros_policy zeros;
    unsigned long long index;
    int of_logits;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&pO&", matrix_of, &made.rows, input_or_none_of, &made.weights,
                          whole_index, &index, &of_logits, zeros_of, &zeros))
        return NULL;
    if (crowd_take(&made, &zeros) == 0) {
        double *room = PyMem_Calloc(made.rows.matrix.columns + 1, sizeof *room);
        result = room == NULL
                     ? PyErr_NoMemory()
                     : crowd_slopes(&made, (size_t)index,
                                    of_logits ? KL_GRADIENT_LOGITS : KL_GRADIENT_WEIGHTS, room);
        PyMem_Free(room);
    }
    crowd_end(&made);
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
    {"jensen_shannon_many_gradient", jensen_shannon_many_gradient, METH_VARARGS,
     "jensen_shannon_many_gradient(distributions, weights, index, of_logits, zeros, /)\n--\n\nAn "
     "array of floats."},
    {"sample_mean", sample_mean, METH_VARARGS,
     "sample_mean(values, unit, confidence, /)\n--\n\nAn Estimate."},
    {"variational_bound", variational_bound, METH_VARARGS,
     "variational_bound(name, parameter, critic_p, critic_q, confidence, /)\n--\n\nAn Estimate."},
    {0},
};

int generator_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
