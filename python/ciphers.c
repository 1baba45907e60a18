/* SPDX-License-Identifier: Apache-2.0 */
/* The text room: ciphers. */
#include "handles.h"

HANDLE(static, models_handle, kl_cipher_profile, kl_cipher_profile_free, models_of)
HANDLE(static, solver_handle, kl_cipher_solver, kl_cipher_solver_free, solver_of)

static PyObject *ciphers_open(PyObject *module, PyObject *path) {
    call made = call_begin(module);
    kl_cipher_profile *profile = NULL;
    PyObject *name = NULL;
    if (path != Py_None && !PyUnicode_FSConverter(path, &name))
        return NULL;
    kl_status status =
        kl_cipher_profile_open(name ? PyBytes_AsString(name) : NULL, &profile, &made.error);
    Py_XDECREF(name);
    return call_handle(&made, status, profile, &models_handle, NULL);
}

static PyObject *ciphers_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_cipher_profile *profile = NULL;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "y*", &data))
        return NULL;
    kl_status status = kl_cipher_profile_parse(data.buf, (size_t)data.len, &profile, &made.error);
    PyBuffer_Release(&data);
    return call_handle(&made, status, profile, &models_handle, NULL);
}

/* The codes of the languages. */
static PyObject *ciphers_codes(PyObject *module, PyObject *capsule) {
    kl_cipher_profile *profile;
    (void)module;
    if (!models_of(capsule, &profile))
        return NULL;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < kl_cipher_profile_count(profile); i++)
        if (list_append(list, text_of(kl_cipher_profile_code(profile, i))) < 0)
            Py_CLEAR(list);
    return list;
}

static const char *kind_name(int kind) {
    return kind < KL_CIPHER_KINDS ? kl_cipher_kind_name((kl_cipher_kind)kind) : NULL;
}

/* The bits of kinds by name; 0 with an exception. */
static uint32_t kinds_of(PyObject *names) {
    uint32_t kinds = 0;
    const Py_ssize_t n = PySequence_Size(names);
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *name = PySequence_GetItem(names, i);
        int kind = name ? find_name(name, "kind of cipher", kind_name) : -1;
        Py_XDECREF(name);
        if (kind < 0)
            return 0;
        kinds |= 1u << kind;
    }
    if (n == 0)
        PyErr_SetString(PyExc_ValueError, "no kind of cipher is possible");
    return kinds;
}

static PyObject *solver_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_cipher_profile *profile;
    kl_cipher_solver *solver = NULL;
    kl_cipher_options options;
    PyObject *capsule, *only, *kinds;
    unsigned long long seed;
    texts codes = {0};
    kl_cipher_options_init(&options);
    if (!PyArg_ParseTuple(args, "OOOO&O&", &capsule, &only, &kinds, count_restarts,
                          &options.restarts, whole_seed, &seed) ||
        !models_of(capsule, &profile) ||
        (kinds != Py_None && (options.kinds = kinds_of(kinds)) == 0) ||
        (only != Py_None && !texts_of(only, &codes)))
        return NULL;
    options.only = codes.items;
    options.only_count = codes.n;
    options.seed = seed;
    kl_status status = kl_cipher_solver_new(profile, &options, &solver, &made.error);
    if (only != Py_None)
        texts_release(&codes);
    return call_handle(&made, status, solver, &solver_handle, capsule);
}

static PyObject *reading_object(const kl_cipher_reading *reading) {
    return Py_BuildValue("(sNNNNdddKdd)", kl_cipher_kind_name(reading->kind),
                         text_of(reading->code), text_of(reading->name), text_of(reading->key),
                         text_of_size(reading->text, reading->text_size), reading->posterior,
                         reading->gain, reading->cross_entropy, (unsigned long long)reading->scored,
                         reading->atypical, reading->unicity);
}

/* (status, letters, cut, different, blanks, posterior, kind posterior, margin, bad bytes, [reading]) */
static PyObject *answer_object(const kl_cipher_answer *answer) {
    const kl_cipher_summary summary = kl_cipher_answer_summary(answer);
    const kl_cipher_reading *reading;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && (reading = kl_cipher_answer_reading(answer, i)); i++)
        if (list_append(list, reading_object(reading)) < 0)
            Py_CLEAR(list);
    if (list == NULL)
        return NULL;
    return Py_BuildValue("(sKOIOdddKN)", kl_cipher_status_name(summary.status),
                         (unsigned long long)summary.letters, summary.cut ? Py_True : Py_False,
                         summary.different, summary.blanks ? Py_True : Py_False, summary.posterior,
                         summary.kind_posterior, summary.margin,
                         (unsigned long long)summary.bad_bytes, list);
}

static PyObject *solver_solve(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_cipher_solver *solver;
    kl_cipher_answer *answer = NULL;
    PyObject *threads;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "O&s*O", solver_of, &solver, &data, &threads))
        return NULL;
    if (call_take_pool(&made, threads) != 0) {
        PyBuffer_Release(&data);
        return NULL;
    }
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_cipher_solver_solve(solver, data.buf, (size_t)data.len, call_pool(&made),
                                              &answer, &made.error);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&data);
    PyObject *fine = call_none(&made, status);
    Py_XDECREF(fine);
    PyObject *told = fine != NULL ? answer_object(answer) : NULL;
    kl_cipher_answer_free(answer);
    return told;
}

static PyMethodDef methods[] = {
    {"ciphers_open", ciphers_open, METH_O, "(path or None)"},
    {"ciphers_parse", ciphers_parse, METH_VARARGS, "(data)"},
    {"ciphers_codes", ciphers_codes, METH_O, "(models)"},
    {"solver_new", solver_new, METH_VARARGS, "(models, only, kinds, restarts, seed)"},
    {"solver_solve", solver_solve, METH_VARARGS, "(solver, text, threads)"},
    {0},
};

int ciphers_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
