/* SPDX-License-Identifier: Apache-2.0 */
/* The base room: random numbers, the exact sum, instruction sets, estimates of one's own. */
#include "arrays.h"
#include "estimate.h"
#include "handles.h"

#include <math.h>
#include <stdlib.h>

HANDLE(static, random_handle, kl_random, free, random_of)
HANDLE(static, sum_handle, kl_exact_sum, free, sum_of)

static PyObject *random_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    unsigned long long seed, stream;
    if (!PyArg_ParseTuple(args, "O&O&", whole_seed, &seed, whole_stream, &stream))
        return NULL;
    kl_random *random = malloc(sizeof *random);
    if (random == NULL)
        return PyErr_NoMemory();
    kl_random_init(random, seed, stream);
    return call_handle(&made, KL_OK, random, &random_handle, NULL);
}

static PyObject *random_u64(PyObject *module, PyObject *capsule) {
    (void)module;
    kl_random *random;
    return random_of(capsule, &random) ? PyLong_FromUnsignedLongLong(kl_random_u64(random)) : NULL;
}

static PyObject *random_below(PyObject *module, PyObject *args) {
    (void)module;
    kl_random *random;
    unsigned long long bound;
    if (!PyArg_ParseTuple(args, "O&O&", random_of, &random, whole_bound, &bound))
        return NULL;
    return PyLong_FromUnsignedLongLong(kl_random_below(random, bound));
}

static PyObject *random_uniform(PyObject *module, PyObject *capsule) {
    (void)module;
    kl_random *random;
    return random_of(capsule, &random) ? PyFloat_FromDouble(kl_random_uniform(random)) : NULL;
}

static PyObject *sum_new(PyObject *module, PyObject *unused) {
    (void)unused;
    call made = call_begin(module);
    kl_exact_sum *sum = malloc(sizeof *sum);
    if (sum == NULL)
        return PyErr_NoMemory();
    kl_exact_sum_init(sum);
    return call_handle(&made, KL_OK, sum, &sum_handle, NULL);
}

/* To a sum of its own, and that to the sum under the interpreter's lock: two may add to one. */
static PyObject *sum_add(PyObject *module, PyObject *args) {
    (void)module;
    kl_exact_sum *sum, own;
    input terms = {.name = "terms"};
    if (!PyArg_ParseTuple(args, "O&O&", sum_of, &sum, input_of, &terms))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_exact_sum_init(&own);
    for (size_t i = 0; i < terms.array.n; i++) {
        double term;
        kl_array_read(terms.array, i, 1, &term);
        kl_exact_sum_add(&own, term);
    }
    PyEval_RestoreThread(thread);
    kl_exact_sum_merge(sum, &own);
    input_release(&terms);
    return Py_NewRef(Py_None);
}

static PyObject *sum_merge(PyObject *module, PyObject *args) {
    (void)module;
    kl_exact_sum *sum;
    const kl_exact_sum *other;
    if (!PyArg_ParseTuple(args, "O&O&", sum_of, &sum, sum_of, &other))
        return NULL;
    kl_exact_sum copy = *other;
    kl_exact_sum_merge(sum, &copy);
    return Py_NewRef(Py_None);
}

static PyObject *sum_round(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_exact_sum *sum;
    return sum_of(capsule, &sum) ? PyFloat_FromDouble(kl_exact_sum_round(sum)) : NULL;
}

/* Those that this build has and this machine can run, the best one first. */
static PyObject *instruction_sets(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *list = PyList_New(0);
    int failed = list == NULL || list_append(list, text_of(kl_isa_name(kl_pool_isa(NULL)))) < 0;
    for (int isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512 && !failed; isa++)
        if (kl_isa_available((kl_isa)isa) && (kl_isa)isa != kl_pool_isa(NULL))
            failed = list_append(list, text_of(kl_isa_name((kl_isa)isa))) < 0;
    if (failed)
        Py_CLEAR(list);
    return list;
}

static PyObject *thread_count(PyObject *module, PyObject *threads) {
    call made = call_begin(module);
    if (call_take_pool(&made, threads) < 0)
        return NULL;
    unsigned n = kl_pool_threads(call_pool(&made));
    call_end(&made);
    return PyLong_FromUnsignedLong(n);
}

static PyObject *estimate_exact(PyObject *module, PyObject *args) {
    double value;
    kl_unit unit;
    if (!PyArg_ParseTuple(args, "dO&", &value, any_unit_of, &unit))
        return NULL;
    if (isnan(value)) {
        PyErr_SetString(PyExc_ValueError, "the value of an estimate must be a number, not NaN");
        return NULL;
    }
    kl_estimate made = kl_estimate_exact(value, unit);
    return estimate_as_it_is(state_of(module), &made);
}

static PyObject *estimate_bounds(PyObject *module, PyObject *args) {
    double low, high;
    kl_unit unit;
    if (!PyArg_ParseTuple(args, "ddO&", &low, &high, any_unit_of, &unit))
        return NULL;
    if (!(low <= high)) {
        PyObject *both = Py_BuildValue("(dd)", low, high);
        PyErr_Format(PyExc_ValueError, "(low, high) is %S: low must be at most high", both);
        Py_XDECREF(both);
        return NULL;
    }
    kl_estimate made = kl_estimate_bounds(low, high, unit);
    return estimate_as_it_is(state_of(module), &made);
}

static PyMethodDef methods[] = {
    {"random_new", random_new, METH_VARARGS, "(seed, stream)"},
    {"random_u64", random_u64, METH_O, "(random)"},
    {"random_below", random_below, METH_VARARGS, "(random, bound)"},
    {"random_uniform", random_uniform, METH_O, "(random)"},
    {"sum_new", sum_new, METH_NOARGS, "()"},
    {"sum_add", sum_add, METH_VARARGS, "(sum, terms)"},
    {"sum_merge", sum_merge, METH_VARARGS, "(sum, other)"},
    {"sum_round", sum_round, METH_O, "(sum)"},
    {"instruction_sets", instruction_sets, METH_NOARGS, "()"},
    {"thread_count", thread_count, METH_O, "(threads)"},
    {"estimate_exact", estimate_exact, METH_VARARGS, "(value, unit)"},
    {"estimate_bounds", estimate_bounds, METH_VARARGS, "(low, high, unit)"},
    {0},
};

int base_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
