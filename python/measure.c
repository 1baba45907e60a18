/* SPDX-License-Identifier: Apache-2.0 */
/* The measure room: the catalogue, one measure of two arrays, its terms. */
#include "arrays.h"
#include "estimate.h"

#include <limits.h>
#include <string.h>

/* What the functions of this room are called with. */
typedef struct measure_call {
    module_state *state;
    kl_measure_id id;
    input p, q;
    kl_unit unit;
    kl_measure_options options;
    pool_node *pool;
    kl_error error;
} measure_call;

static int id_of(PyObject *name, kl_measure_id *id) {
    const kl_measure *measure = NULL;
    if (PyUnicode_Check(name)) {
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(name, &size);
        if (text == NULL)
            return -1;
        if (strlen(text) == (size_t)size)
            measure = kl_measure_find(text);
    }
    if (measure == NULL) {
        PyErr_Format(PyExc_ValueError, "no measure is called %R: kullback.measures() has them all",
                     name);
        return -1;
    }
    *id = measure->id;
    return 0;
}

/* p, and q where it is there: the library takes no elements for an absent q, so none may be given. */
static int take_pair(measure_call *call, PyObject *p, const char *p_name, PyObject *q,
                     const char *q_name) {
    if (input_take(&call->p, p, p_name) < 0)
        return -1;
    if (q == Py_None)
        return 0;
    if (input_take(&call->q, q, q_name) < 0)
        return -1;
    if (call->q.array.n > 0)
        return 0;
    call->error.code = KL_ERROR_VALUE;
    PyOS_snprintf(call->error.message, sizeof call->error.message,
                  "%s is empty: a distribution needs a symbol", q_name);
    raise_error(call->state, &call->error);
    return -1;
}

static int take_pool(measure_call *call, PyObject *asked) {
    long threads = PyLong_AsLong(asked);
    if (threads == -1 && PyErr_Occurred()) {
        if (!PyErr_ExceptionMatches(PyExc_OverflowError))
            return -1;
        PyErr_Clear();
    }
    if (threads < 0 || threads > INT_MAX) {
        PyErr_Format(PyExc_ValueError, "threads is %R: it must be a number of threads, 0 for all",
                     asked);
        return -1;
    }
    kl_status status =
        pool_take(&call->state->idle_pools, (unsigned)threads, &call->pool, &call->error);
    if (status != KL_OK) {
        raise_error(call->state, &call->error);
        return -1;
    }
    call->options.pool = call->pool != NULL ? call->pool->pool : NULL;
    return 0;
}

static int take_options(measure_call *call, PyObject *weight, PyObject *normalised,
                        PyObject *threads) {
    call->options.weight = PyFloat_AsDouble(weight);
    if (call->options.weight == -1.0 && PyErr_Occurred())
        return -1;
    call->options.normalised = PyObject_IsTrue(normalised);
    return call->options.normalised < 0 ? -1 : take_pool(call, threads);
}

static measure_call begin(PyObject *module) {
    measure_call made = {.state = state_of(module), .error = KL_ERROR_INIT};
    kl_measure_options_init(&made.options);
    return made;
}

/* Of (name, p, q, unit, weight, normalised, threads). */
static int take_arguments(measure_call *call, PyObject *const *args, Py_ssize_t n) {
    if (n != 7) {
        PyErr_Format(PyExc_TypeError, "7 arguments are needed, not %zd", n);
        return -1;
    }
    if (id_of(args[0], &call->id) < 0 || unit_of(args[3], &call->unit) < 0 ||
        take_pair(call, args[1], "p", args[2], "q") < 0)
        return -1;
    return take_options(call, args[4], args[5], args[6]);
}

static void end(measure_call *call) {
    pool_give_back(&call->state->idle_pools, call->pool);
    input_release(&call->q);
    input_release(&call->p);
}

/* ── One number ───────────────────────────────────────────────────────────────────────────────── */

static PyObject *result_of(measure_call *call, kl_status status, const kl_estimate *estimate) {
    if (status != KL_OK)
        return raise_error(call->state, &call->error);
    return estimate_wrap(call->state, estimate, call->unit);
}

static PyObject *compute(PyObject *module, PyObject *const *args, Py_ssize_t n) {
    measure_call call = begin(module);
    PyObject *result = NULL;
    if (take_arguments(&call, args, n) == 0) {
        kl_estimate estimate;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_measure_compute(call.id, call.p.array, call.q.array, &call.options,
                                              &estimate, &call.error);
        PyEval_RestoreThread(thread);
        result = result_of(&call, status, &estimate);
    }
    end(&call);
    return result;
}

static PyObject *compute_logits(PyObject *module, PyObject *args) {
    measure_call call = begin(module);
    PyObject *name, *x, *y, *unit, *result = NULL;
    if (!PyArg_ParseTuple(args, "OOOO", &name, &x, &y, &unit))
        return NULL;
    if (id_of(name, &call.id) == 0 && unit_of(unit, &call.unit) == 0 &&
        take_pair(&call, x, "x", y, "y") == 0) {
        kl_estimate estimate;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_measure_logits(call.id, call.p.array, call.q.array, NULL, &estimate, &call.error);
        PyEval_RestoreThread(thread);
        result = result_of(&call, status, &estimate);
    }
    end(&call);
    return result;
}

/* ── The term of every symbol ─────────────────────────────────────────────────────────────────── */

/* Terms are nats, also those of a root, or pure numbers. */
static void convert_terms(const measure_call *call, double *terms) {
    kl_unit own = kl_measure_get(call->id)->unit;
    if (call->unit == KL_UNIT_NATS || own == KL_UNIT_ONE)
        return;
    const double nats_per_bit =
        kl_estimate_convert(kl_estimate_exact(1, KL_UNIT_BITS), KL_UNIT_NATS).value;
    for (size_t i = 0; i < call->p.array.n; i++)
        terms[i] /= nats_per_bit;
}

/* array.array of n doubles. */
static PyObject *new_series(module_state *state, size_t n) {
    PyObject *one = PyObject_CallFunction(state->array, "s(d)", "d", 0.0);
    PyObject *made = one != NULL ? PySequence_Repeat(one, (Py_ssize_t)n) : NULL;
    Py_XDECREF(one);
    return made;
}

static int fill_terms(measure_call *call, PyObject *series) {
    Py_buffer view;
    if (PyObject_GetBuffer(series, &view, PyBUF_WRITABLE) < 0)
        return -1;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_measure_terms(call->id, call->p.array, call->q.array, &call->options,
                                        view.buf, &call->error);
    if (status == KL_OK)
        convert_terms(call, view.buf);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&view);
    if (status == KL_OK)
        return 0;
    raise_error(call->state, &call->error);
    return -1;
}

static PyObject *terms(PyObject *module, PyObject *const *args, Py_ssize_t n) {
    measure_call call = begin(module);
    PyObject *series = NULL;
    if (take_arguments(&call, args, n) == 0) {
        series = new_series(call.state, call.p.array.n);
        if (series != NULL && fill_terms(&call, series) < 0)
            Py_CLEAR(series);
    }
    end(&call);
    return series;
}

/* ── The catalogue ────────────────────────────────────────────────────────────────────────────── */

static const char *kind_name(kl_measure_kind kind) {
    switch (kind) {
    case KL_KIND_ENTROPY:
        return "entropy";
    case KL_KIND_F_DIVERGENCE:
        return "f_divergence";
    case KL_KIND_RENYI_LIKE:
        return "renyi_like";
    case KL_KIND_INTEGRAL_METRIC:
        return "integral_metric";
    case KL_KIND_TRANSPORT:
        return "transport";
    }
    return "unknown";
}

static const struct {
    kl_property bit;
    const char *name;
} properties[] = {
    {KL_NON_NEGATIVE, "non_negative"},
    {KL_ZERO_ONLY_IF_EQUAL, "zero_only_if_equal"},
    {KL_SYMMETRIC, "symmetric"},
    {KL_TRIANGLE, "triangle"},
    {KL_FINITE, "finite"},
    {KL_DATA_PROCESSING, "data_processing"},
    {KL_JOINTLY_CONVEX, "jointly_convex"},
};

static PyObject *property_names(uint32_t bits) {
    PyObject *names = PyList_New(0);
    for (size_t i = 0; i < sizeof properties / sizeof properties[0] && names != NULL; i++) {
        if ((bits & (uint32_t)properties[i].bit) == 0)
            continue;
        PyObject *name = PyUnicode_FromString(properties[i].name);
        if (name == NULL || PyList_Append(names, name) < 0)
            Py_CLEAR(names);
        Py_XDECREF(name);
    }
    PyObject *tuple = names != NULL ? PyList_AsTuple(names) : NULL;
    Py_XDECREF(names);
    return tuple;
}

/* In the order of the fields of kullback.Measure. */
static PyObject *catalogue(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *rows = PyList_New(0);
    for (int id = 0; id < kl_measure_count() && rows != NULL; id++) {
        const kl_measure *m = kl_measure_get((kl_measure_id)id);
        PyObject *row = Py_BuildValue(
            "(ssssssssdN)", m->name, m->title, m->also, m->formula, m->meaning, m->source,
            kind_name(m->kind), kl_unit_name(m->unit), m->upper, property_names(m->properties));
        if (row == NULL || PyList_Append(rows, row) < 0)
            Py_CLEAR(rows);
        Py_XDECREF(row);
    }
    return rows;
}

static PyMethodDef methods[] = {
    {"compute", METHOD(compute), METH_FASTCALL,
     "compute(name, p, q, unit, weight, normalised, threads, /)\n--\n\nAn Estimate; q may be "
     "None."},
    {"compute_logits", compute_logits, METH_VARARGS,
     "compute_logits(name, x, y, unit, /)\n--\n\nAn Estimate; y may be None."},
    {"terms", METHOD(terms), METH_FASTCALL,
     "terms(name, p, q, unit, weight, normalised, threads, /)\n--\n\nAn array of floats."},
    {"catalogue", catalogue, METH_NOARGS, "catalogue()\n--\n\nThe fields of every measure."},
    {0},
};

int measure_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
