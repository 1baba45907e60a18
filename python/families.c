/* SPDX-License-Identifier: Apache-2.0 */
/* The family room: the table, divergence and entropy of families, normals of several dimensions. */
#include "arrays.h"
#include "call.h"

#include <string.h>

static const char *family_name(int id) {
    const kl_family *family = kl_family_get((kl_family_id)id);
    return family != NULL ? family->name : "unknown";
}

static int family_of(PyObject *name, void *out) {
    int found = find_name(name, "family", family_name);
    *(kl_family_id *)out = (kl_family_id)found;
    return found >= 0;
}

static PyObject *family_divergence(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input p = {.name = "p"}, q = {.name = "q"};
    kl_family_id p_family, q_family;
    if (!PyArg_ParseTuple(args, "O&O&O&O&", family_of, &p_family, input_of, &p, family_of,
                          &q_family, input_of, &q))
        return NULL;
    kl_estimate estimate;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_family_divergence(p_family, p.array, q_family, q.array, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    input_release(&q);
    input_release(&p);
    return call_estimate(&made, status, &estimate);
}

static PyObject *family_entropy(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input p = {.name = "p"};
    kl_family_id family;
    if (!PyArg_ParseTuple(args, "O&O&", family_of, &family, input_of, &p))
        return NULL;
    kl_estimate estimate;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_family_entropy(family, p.array, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    input_release(&p);
    return call_estimate(&made, status, &estimate);
}

static PyObject *parameters_of(const kl_family *family) {
    PyObject *all = PyList_New(0);
    for (int i = 0; all != NULL && i < family->parameter_count; i++) {
        const kl_parameter *p = &family->parameters[i];
        PyObject *row = Py_BuildValue("(sddNN)", p->name, p->low, p->high,
                                      PyBool_FromLong(p->low_open), PyBool_FromLong(p->whole));
        if (list_append(all, row) < 0)
            Py_CLEAR(all);
    }
    return tuple_of(all);
}

/* In the order of the fields of kullback.families.Family. */
static PyObject *families(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *rows = PyList_New(0);
    int failed = rows == NULL;
    for (int id = 0; id < kl_family_count() && !failed; id++) {
        const kl_family *f = kl_family_get((kl_family_id)id);
        PyObject *row = Py_BuildValue("(ssssssNNN)", f->name, f->title, f->support, f->density,
                                      f->formula, f->source, parameters_of(f),
                                      PyBool_FromLong(f->vector), PyBool_FromLong(f->discrete));
        failed = list_append(rows, row) < 0;
    }
    if (failed)
        Py_CLEAR(rows);
    return rows;
}

/* ── Normals of several dimensions ────────────────────────────────────────────────────────────── */

/* (mean, variance, factor, covariance), of which all but the first may be None. */
typedef struct gaussian {
    input mean, variance, factor, covariance;
    kl_gaussian gaussian;
} gaussian;

static void gaussian_release(gaussian *taken) {
    input_release(&taken->covariance);
    input_release(&taken->factor);
    input_release(&taken->variance);
    input_release(&taken->mean);
}

static int gaussian_of(PyObject *parts, void *out) {
    gaussian *taken = out;
    if (parts == NULL) {
        gaussian_release(taken);
        return 1;
    }
    *taken = (gaussian){.mean = {.name = "mean"},
                        .variance = {.name = "variance"},
                        .factor = {.name = "factor"},
                        .covariance = {.name = "covariance"}};
    if (!PyArg_ParseTuple(parts, "O&O&O&O&", input_of, &taken->mean, input_or_none_of,
                          &taken->variance, matrix_or_none_of, &taken->factor, matrix_or_none_of,
                          &taken->covariance))
        return 0;
    taken->gaussian = (kl_gaussian){taken->mean.array, taken->variance.array, taken->factor.matrix,
                                    taken->covariance.matrix};
    return Py_CLEANUP_SUPPORTED;
}

typedef kl_status of_two_gaussians(const kl_gaussian *p, const kl_gaussian *q, kl_estimate *out,
                                   kl_error *error);

static PyObject *compute_of_two(PyObject *module, PyObject *args, of_two_gaussians *compute) {
    call made = call_begin(module);
    gaussian p, q;
    if (!PyArg_ParseTuple(args, "O&O&", gaussian_of, &p, gaussian_of, &q))
        return NULL;
    kl_estimate estimate;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = compute(&p.gaussian, &q.gaussian, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    gaussian_release(&q);
    gaussian_release(&p);
    return call_estimate(&made, status, &estimate);
}

static PyObject *gaussian_divergence(PyObject *module, PyObject *args) {
    return compute_of_two(module, args, kl_gaussian_divergence);
}

static PyObject *gaussian_bhattacharyya(PyObject *module, PyObject *args) {
    return compute_of_two(module, args, kl_gaussian_bhattacharyya);
}

static PyObject *gaussian_hellinger_squared(PyObject *module, PyObject *args) {
    return compute_of_two(module, args, kl_gaussian_hellinger_squared);
}

static PyObject *gaussian_wasserstein(PyObject *module, PyObject *args) {
    return compute_of_two(module, args, kl_gaussian_wasserstein);
}

/* (matrix row by row, offset) */
static PyObject *gaussian_map(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    gaussian p, q;
    if (!PyArg_ParseTuple(args, "O&O&", gaussian_of, &p, gaussian_of, &q))
        return NULL;
    const size_t n = p.gaussian.mean.n;
    double *room = PyMem_Calloc(n * n + n + 1, sizeof *room);
    PyObject *result = NULL;
    if (room == NULL) {
        PyErr_NoMemory();
    } else {
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_gaussian_map(&p.gaussian, &q.gaussian, room, room + n * n, &made.error);
        PyEval_RestoreThread(thread);
        result = status != KL_OK
                     ? call_none(&made, status)
                     : Py_BuildValue("(NN)", series_of(made.state, "d", room, n * n * sizeof *room),
                                     series_of(made.state, "d", room + n * n, n * sizeof *room));
    }
    PyMem_Free(room);
    gaussian_release(&q);
    gaussian_release(&p);
    return result;
}

static PyObject *gaussian_renyi(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    gaussian p, q;
    double alpha;
    if (!PyArg_ParseTuple(args, "O&O&d", gaussian_of, &p, gaussian_of, &q, &alpha))
        return NULL;
    kl_estimate estimate;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_gaussian_renyi(&p.gaussian, &q.gaussian, alpha, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    gaussian_release(&q);
    gaussian_release(&p);
    return call_estimate(&made, status, &estimate);
}

static PyObject *gaussian_entropy(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    gaussian p;
    if (!PyArg_ParseTuple(args, "O&", gaussian_of, &p))
        return NULL;
    kl_estimate estimate;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_gaussian_entropy(&p.gaussian, &estimate, &made.error);
    PyEval_RestoreThread(thread);
    gaussian_release(&p);
    return call_estimate(&made, status, &estimate);
}

static PyMethodDef methods[] = {
    {"families", families, METH_NOARGS, "The fields of every family."},
    {"family_divergence", family_divergence, METH_VARARGS, "(family, p, family, q)"},
    {"family_entropy", family_entropy, METH_VARARGS, "(family, p)"},
    {"gaussian_divergence", gaussian_divergence, METH_VARARGS, "(p, q)"},
    {"gaussian_bhattacharyya", gaussian_bhattacharyya, METH_VARARGS, "(p, q)"},
    {"gaussian_hellinger_squared", gaussian_hellinger_squared, METH_VARARGS, "(p, q)"},
    {"gaussian_renyi", gaussian_renyi, METH_VARARGS, "(p, q, alpha)"},
    {"gaussian_wasserstein", gaussian_wasserstein, METH_VARARGS, "(p, q)"},
    {"gaussian_map", gaussian_map, METH_VARARGS, "(p, q)"},
    {"gaussian_entropy", gaussian_entropy, METH_VARARGS, "(p)"},
    {0},
};

int families_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
