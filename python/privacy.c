/* SPDX-License-Identifier: Apache-2.0 */
/* What mechanisms give away. */
#include "call.h"

static const char *kind_name(int i) {
    static const char *const names[] = {"gaussian", "laplace"};
    return i < 2 ? names[i] : "unknown";
}

static const char *conversion_name(int i) {
    static const char *const names[] = {"tight", "mironov"};
    return i < 2 ? names[i] : "unknown";
}

static int kind_of(PyObject *name, void *out) {
    int found = find_name(name, "kind", kind_name);
    *(kl_mechanism_kind *)out = (kl_mechanism_kind)found;
    return found >= 0;
}

static int conversion_of(PyObject *name, void *out) {
    int found = find_name(name, "conversion", conversion_name);
    *(kl_conversion *)out = (kl_conversion)found;
    return found >= 0;
}

/* (kind, noise, sensitivity, sampling, times) */
static int mechanism_of(PyObject *parts, void *out) {
    kl_mechanism *m = out;
    unsigned long long times;
    if (!PyTuple_Check(parts)) {
        PyErr_Format(PyExc_TypeError, "a mechanism is a %S: a Mechanism is needed",
                     (PyObject *)Py_TYPE(parts));
        return 0;
    }
    if (!PyArg_ParseTuple(parts, "O&dddO&", kind_of, &m->kind, &m->noise, &m->sensitivity,
                          &m->sampling, whole_times, &times))
        return 0;
    m->times = times;
    return 1;
}

typedef struct mechanisms {
    kl_mechanism *items;
    size_t n;
} mechanisms;

/* A tuple of such tuples; a converter, with what it holds given back by a call without any. */
static int mechanisms_of(PyObject *parts, void *out) {
    mechanisms *all = out;
    if (parts == NULL) {
        PyMem_Free(all->items);
        return 1;
    }
    const Py_ssize_t n = PyTuple_Size(parts);
    if (n < 0)
        return 0;
    all->n = (size_t)n;
    all->items = PyMem_Calloc((size_t)n + 1, sizeof *all->items);
    if (all->items == NULL)
        return PyErr_NoMemory() != NULL;
    for (Py_ssize_t i = 0; i < n; i++)
        if (!mechanism_of(PyTuple_GetItem(parts, i), &all->items[i])) {
            PyMem_Free(all->items);
            return 0;
        }
    return Py_CLEANUP_SUPPORTED;
}

typedef kl_status of_a_number(const kl_mechanism *mechanisms, size_t n, double number,
                              kl_estimate *out, kl_error *error);

static PyObject *compute(PyObject *module, PyObject *args, of_a_number *function) {
    call made = call_begin(module);
    mechanisms all;
    double number;
    kl_estimate estimate;
    if (!PyArg_ParseTuple(args, "O&d", mechanisms_of, &all, &number))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = function(all.items, all.n, number, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    PyMem_Free(all.items);
    return call_estimate(&made, status, &estimate);
}

static PyObject *privacy_delta(PyObject *module, PyObject *args) {
    return compute(module, args, kl_privacy_delta);
}

static PyObject *privacy_epsilon(PyObject *module, PyObject *args) {
    return compute(module, args, kl_privacy_epsilon);
}

static PyObject *privacy_renyi(PyObject *module, PyObject *args) {
    return compute(module, args, kl_privacy_renyi);
}

static PyObject *privacy_noise(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_mechanism m;
    double epsilon, delta;
    kl_estimate estimate;
    if (!PyArg_ParseTuple(args, "O&dd", mechanism_of, &m, &epsilon, &delta))
        return NULL;
    kl_status status = kl_privacy_noise(&m, epsilon, delta, &estimate, &made.error);
    return call_estimate(&made, status, &estimate);
}

static PyObject *privacy_convert(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    double alpha, renyi, delta;
    kl_conversion conversion;
    kl_estimate estimate;
    if (!PyArg_ParseTuple(args, "dddO&", &alpha, &renyi, &delta, conversion_of, &conversion))
        return NULL;
    kl_status status = kl_privacy_convert(alpha, renyi, delta, conversion, &estimate, &made.error);
    return call_estimate(&made, status, &estimate);
}

static PyObject *privacy_account(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    mechanisms all;
    double delta, alpha;
    kl_conversion conversion;
    kl_estimate estimate;
    if (!PyArg_ParseTuple(args, "O&dO&", mechanisms_of, &all, &delta, conversion_of, &conversion))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_privacy_account(all.items, all.n, delta, conversion, &estimate, &alpha, &made.error);
    PyEval_RestoreThread(thread);
    PyMem_Free(all.items);
    PyObject *epsilon = call_estimate(&made, status, &estimate);
    return epsilon == NULL ? NULL : Py_BuildValue("(Nd)", epsilon, alpha);
}

static PyMethodDef methods[] = {
    {"privacy_delta", privacy_delta, METH_VARARGS, "(mechanisms, epsilon)"},
    {"privacy_epsilon", privacy_epsilon, METH_VARARGS, "(mechanisms, delta)"},
    {"privacy_renyi", privacy_renyi, METH_VARARGS, "(mechanisms, alpha)"},
    {"privacy_noise", privacy_noise, METH_VARARGS, "(mechanism, epsilon, delta)"},
    {"privacy_convert", privacy_convert, METH_VARARGS, "(alpha, renyi, delta, conversion)"},
    {"privacy_account", privacy_account, METH_VARARGS, "(mechanisms, delta, conversion)"},
    {0},
};

int privacy_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
