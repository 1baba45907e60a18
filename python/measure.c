/* SPDX-License-Identifier: Apache-2.0 */
/* The measure room: the catalogue, one measure of two arrays, its terms. */
#include "arrays.h"
#include "call.h"
#include "estimate.h"

/* What the functions of this room are called with. */
typedef struct measure_call {
    call base;
    kl_measure_id id;
    input p, q;
    kl_unit unit;
    kl_measure_options options;
} measure_call;

/* p, and q where it is there: the library takes no elements for an absent q, so none may be given. */
static int take_pair(measure_call *made, PyObject *p, const char *p_name, PyObject *q,
                     const char *q_name) {
    if (input_take(&made->p, p, p_name) < 0)
        return -1;
    if (q == Py_None)
        return 0;
    if (input_take(&made->q, q, q_name) < 0)
        return -1;
    if (made->q.array.n > 0)
        return 0;
    made->base.error.code = KL_ERROR_VALUE;
    PyOS_snprintf(made->base.error.message, sizeof made->base.error.message,
                  "%s is empty: a distribution needs a symbol", q_name);
    raise_error(made->base.state, &made->base.error);
    return -1;
}

static int take_options(measure_call *made, PyObject *parameter, PyObject *normalised,
                        PyObject *threads) {
    if (!optional_parameter(parameter, &made->options.parameter))
        return -1;
    made->options.normalised = PyObject_IsTrue(normalised);
    if (made->options.normalised < 0 || call_take_pool(&made->base, threads) < 0)
        return -1;
    made->options.pool = call_pool(&made->base);
    return 0;
}

static measure_call begin(PyObject *module) {
    measure_call made = {.base = call_begin(module)};
    kl_measure_options_init(&made.options);
    return made;
}

/* Of (name, p, q, unit, parameter, normalised, threads[, zeros]); a parameter of None is the default. */
static int take_arguments(measure_call *made, PyObject *const *args, Py_ssize_t n) {
    if (n != 7 && n != 8) {
        PyErr_Format(PyExc_TypeError, "7 or 8 arguments are needed, not %zd", n);
        return -1;
    }
    zeros_policy zeros = {KL_ZEROS_EXACT, 0.0};
    if (n == 8 && !zeros_of(args[7], &zeros))
        return -1;
    made->options.zeros = zeros.way;
    made->options.zeros_amount = zeros.amount;
    if (!measure_of(args[0], &made->id) || unit_of(args[3], &made->unit) < 0 ||
        take_pair(made, args[1], "p", args[2], "q") < 0)
        return -1;
    return take_options(made, args[4], args[5], args[6]);
}

static void end(measure_call *made) {
    call_end(&made->base);
    input_release(&made->q);
    input_release(&made->p);
}

/* ── One number ───────────────────────────────────────────────────────────────────────────────── */

static PyObject *result_of(measure_call *made, kl_status status, const kl_estimate *estimate) {
    if (status != KL_OK)
        return raise_error(made->base.state, &made->base.error);
    return estimate_wrap(made->base.state, estimate, made->unit);
}

static PyObject *compute(PyObject *module, PyObject *const *args, Py_ssize_t n) {
    measure_call made = begin(module);
    PyObject *result = NULL;
    if (take_arguments(&made, args, n) == 0) {
        kl_estimate estimate;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_measure_compute(made.id, made.p.array, made.q.array, &made.options,
                                              &estimate, &made.base.error);
        PyEval_RestoreThread(thread);
        result = result_of(&made, status, &estimate);
    }
    end(&made);
    return result;
}

static PyObject *compute_logits(PyObject *module, PyObject *args) {
    measure_call made = begin(module);
    PyObject *name, *x, *y, *unit, *result = NULL;
    if (!PyArg_ParseTuple(args, "OOOO", &name, &x, &y, &unit))
        return NULL;
    if (measure_of(name, &made.id) && unit_of(unit, &made.unit) == 0 &&
        take_pair(&made, x, "x", y, "y") == 0) {
        kl_estimate estimate;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_measure_logits(made.id, made.p.array, made.q.array, NULL, &estimate,
                                             &made.base.error);
        PyEval_RestoreThread(thread);
        result = result_of(&made, status, &estimate);
    }
    end(&made);
    return result;
}

/* ── The term of every symbol ─────────────────────────────────────────────────────────────────── */

/* Terms are nats, also those of a root, or pure numbers. */
static void convert_terms(const measure_call *made, double *terms) {
    kl_unit own = kl_measure_get(made->id)->unit;
    if (made->unit == KL_UNIT_NATS || own == KL_UNIT_ONE)
        return;
    const double nats_per_bit =
        kl_estimate_convert(kl_estimate_exact(1, KL_UNIT_BITS), KL_UNIT_NATS).value;
    for (size_t i = 0; i < made->p.array.n; i++)
        terms[i] /= nats_per_bit;
}

/* array.array of n doubles. */
static PyObject *new_series(module_state *state, size_t n) {
    PyObject *one = PyObject_CallFunction(state->array, "s(d)", "d", 0.0);
    PyObject *made = one != NULL ? PySequence_Repeat(one, (Py_ssize_t)n) : NULL;
    Py_XDECREF(one);
    return made;
}

/* What has a number for every symbol. */
typedef kl_status filler(measure_call *made, double *numbers);

static kl_status find_terms(measure_call *made, double *numbers) {
    return kl_measure_terms(made->id, made->p.array, made->q.array, &made->options, numbers,
                            &made->base.error);
}

static kl_status find_slopes(measure_call *made, double *numbers) {
    return kl_measure_gradient(made->id, made->p.array, made->q.array, KL_GRADIENT_WEIGHTS,
                               &made->options, numbers, &made->base.error);
}

static kl_status find_logit_slopes(measure_call *made, double *numbers) {
    return kl_measure_gradient(made->id, made->p.array, made->q.array, KL_GRADIENT_LOGITS,
                               &made->options, numbers, &made->base.error);
}

static int fill(measure_call *made, filler *find, PyObject *series) {
    Py_buffer view;
    if (PyObject_GetBuffer(series, &view, PyBUF_WRITABLE) < 0)
        return -1;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = find(made, view.buf);
    if (status == KL_OK)
        convert_terms(made, view.buf);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&view);
    if (status == KL_OK)
        return 0;
    raise_error(made->base.state, &made->base.error);
    return -1;
}

static PyObject *filled(PyObject *module, PyObject *const *args, Py_ssize_t n, filler *find) {
    measure_call made = begin(module);
    PyObject *series = NULL;
    if (take_arguments(&made, args, n) == 0) {
        series = new_series(made.base.state, made.p.array.n);
        if (series != NULL && fill(&made, find, series) < 0)
            Py_CLEAR(series);
    }
    end(&made);
    return series;
}

static PyObject *terms(PyObject *module, PyObject *const *args, Py_ssize_t n) {
    return filled(module, args, n, find_terms);
}

static PyObject *gradient(PyObject *module, PyObject *const *args, Py_ssize_t n) {
    return filled(module, args, n, find_slopes);
}

static PyObject *logit_gradient(PyObject *module, PyObject *const *args, Py_ssize_t n) {
    return filled(module, args, n, find_logit_slopes);
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

static const char *property_name(kl_property bit) {
    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++)
        if (properties[i].bit == bit)
            return properties[i].name;
    return "unknown";
}

static PyObject *property_names(uint32_t bits) {
    PyObject *names = PyList_New(0);
    for (size_t i = 0; i < sizeof properties / sizeof properties[0] && names != NULL; i++) {
        if ((bits & (uint32_t)properties[i].bit) == 0)
            continue;
        if (list_append(names, PyUnicode_FromString(properties[i].name)) < 0)
            Py_CLEAR(names);
    }
    return tuple_of(names);
}

/* In the order of the fields of kullback.Parameter; None: there is none. */
static PyObject *parameter_of(const kl_measure *m) {
    const kl_measure_parameter *parameter = &m->parameter;
    if (parameter->name == NULL)
        Py_RETURN_NONE;
    return Py_BuildValue("(ssddd)", parameter->name, parameter->symbol, parameter->value,
                         parameter->low, parameter->high);
}

static PyObject *weights_tuple(const double *weights, size_t n) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < n; i++)
        if (list_append(list, PyFloat_FromDouble(weights[i])) < 0)
            Py_CLEAR(list);
    return tuple_of(list);
}

/* In the order of the fields of kullback.Counterexample. Those of joint convexity hold two pairs. */
static PyObject *counterexample_of(const kl_measure *m, size_t i) {
    const kl_counterexample *c = &m->counterexamples[i];
    const size_t n = c->breaks == KL_JOINTLY_CONVEX ? 2 * c->n : c->n;
    PyObject *r = c->r != NULL ? weights_tuple(c->r, n) : Py_NewRef(Py_None);
    return Py_BuildValue("(sNNN)", property_name(c->breaks), weights_tuple(c->p, n),
                         weights_tuple(c->q, n), r);
}

/* In the order of the fields of kullback.Adversarial. */
static PyObject *hard_case_of(const kl_measure *m, size_t i) {
    const kl_hard_case *a = &m->adversarial[i];
    return Py_BuildValue("(sNN)", a->breaks, weights_tuple(a->p, a->n), weights_tuple(a->q, a->n));
}

static PyObject *all_of(const kl_measure *m, size_t n,
                        PyObject *(*make)(const kl_measure *m, size_t i)) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < n; i++)
        if (list_append(list, make(m, i)) < 0)
            Py_CLEAR(list);
    return tuple_of(list);
}

/* In the order of the fields of kullback.Measure. */
static PyObject *catalogue(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *rows = PyList_New(0);
    for (int id = 0; id < kl_measure_count() && rows != NULL; id++) {
        const kl_measure *m = kl_measure_get((kl_measure_id)id);
        PyObject *row = Py_BuildValue(
            "(ssssssssdNNNN)", m->name, m->title, m->also, m->formula, m->meaning, m->source,
            kind_name(m->kind), kl_unit_name(m->unit), m->upper, property_names(m->properties),
            all_of(m, m->counterexample_count, counterexample_of),
            all_of(m, m->adversarial_count, hard_case_of), parameter_of(m));
        if (list_append(rows, row) < 0)
            Py_CLEAR(rows);
    }
    return rows;
}

static PyMethodDef methods[] = {
    {"compute", METHOD(compute), METH_FASTCALL,
     "compute(name, p, q, unit, parameter, normalised, threads, zeros='exact', /)\n--\n\nAn "
     "Estimate; "
     "q may be "
     "None."},
    {"compute_logits", compute_logits, METH_VARARGS,
     "compute_logits(name, x, y, unit, /)\n--\n\nAn Estimate; y may be None."},
    {"terms", METHOD(terms), METH_FASTCALL,
     "terms(name, p, q, unit, parameter, normalised, threads, zeros='exact', /)\n--\n\nAn array of "
     "floats."},
    {"gradient", METHOD(gradient), METH_FASTCALL,
     "gradient(name, p, q, unit, parameter, normalised, threads, zeros='exact', /)\n--\n\nAn array "
     "of "
     "floats."},
    {"logit_gradient", METHOD(logit_gradient), METH_FASTCALL,
     "logit_gradient(name, p, q, unit, parameter, normalised, threads, zeros='exact', /)\n--\n\nAn "
     "array of "
     "floats."},
    {"catalogue", catalogue, METH_NOARGS, "catalogue()\n--\n\nThe fields of every measure."},
    {0},
};

int measure_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
