/* SPDX-License-Identifier: Apache-2.0 */
/* The text room: languages. */
#include "handles.h"

HANDLE(static, profile_handle, kl_language_profile, kl_language_profile_free, profile_of)
HANDLE(static, detector_handle, kl_language_detector, kl_language_detector_free, detector_of)

static PyObject *profile_open(PyObject *module, PyObject *path) {
    call made = call_begin(module);
    kl_language_profile *profile = NULL;
    PyObject *name = NULL;
    if (path != Py_None && !PyUnicode_FSConverter(path, &name))
        return NULL;
    kl_status status =
        kl_language_profile_open(name ? PyBytes_AsString(name) : NULL, &profile, &made.error);
    Py_XDECREF(name);
    return call_handle(&made, status, profile, &profile_handle, NULL);
}

static PyObject *profile_parse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_profile *profile = NULL;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "y*", &data))
        return NULL;
    kl_status status = kl_language_profile_parse(data.buf, (size_t)data.len, &profile, &made.error);
    PyBuffer_Release(&data);
    return call_handle(&made, status, profile, &profile_handle, NULL);
}

/* [(code, name)] */
static PyObject *profile_languages(PyObject *module, PyObject *capsule) {
    kl_language_profile *profile;
    (void)module;
    if (!profile_of(capsule, &profile))
        return NULL;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < kl_language_count(profile); i++) {
        PyObject *pair = Py_BuildValue("(NN)", text_of(kl_language_code(profile, i)),
                                       text_of(kl_language_name(profile, i)));
        if (list_append(list, pair) < 0)
            Py_CLEAR(list);
    }
    return list;
}

/* The number of the language of a code, or -1. */
static PyObject *profile_find(PyObject *module, PyObject *args) {
    kl_language_profile *profile;
    const char *code;
    (void)module;
    if (!PyArg_ParseTuple(args, "O&s", profile_of, &profile, &code))
        return NULL;
    size_t found = kl_language_find(profile, code);
    return PyLong_FromLongLong(found == KL_LANGUAGE_NONE ? -1 : (long long)found);
}

static PyObject *detector_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_profile *profile;
    kl_language_detector *detector = NULL;
    kl_language_options options;
    PyObject *capsule, *only;
    texts codes = {0};
    if (!PyArg_ParseTuple(args, "OO", &capsule, &only) || !profile_of(capsule, &profile) ||
        (only != Py_None && !texts_of(only, &codes)))
        return NULL;
    kl_language_options_init(&options);
    options.only = codes.items;
    options.only_count = codes.n;
    kl_status status = kl_language_detector_new(profile, &options, &detector, &made.error);
    if (only != Py_None)
        texts_release(&codes);
    return call_handle(&made, status, detector, &detector_handle, capsule);
}

static PyObject *detector_add(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_detector *detector;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "O&s*", detector_of, &detector, &data))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_language_detector_add(detector, data.buf, (size_t)data.len, &made.error);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&data);
    return call_none(&made, status);
}

static PyObject *detector_add_file(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_detector *detector;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", detector_of, &detector, PyUnicode_FSConverter, &path))
        return NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_language_detector_add_file(detector, name, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_none(&made, status);
}

/* (language or -1, posterior, margin, status, cross-entropy, atypical, symbols) */
static PyObject *answer_object(const kl_language_answer *answer) {
    long long best = answer->best == KL_LANGUAGE_NONE ? -1 : (long long)answer->best;
    return Py_BuildValue("(LddsddK)", best, answer->posterior, answer->margin,
                         kl_language_status_name(answer->status), answer->cross_entropy,
                         answer->atypical, (unsigned long long)answer->symbols);
}

static PyObject *detector_finish(PyObject *module, PyObject *capsule) {
    call made = call_begin(module);
    kl_language_detector *detector;
    kl_language_answer answer;
    if (!detector_of(capsule, &detector))
        return NULL;
    kl_status status = kl_language_detector_finish(detector, &answer, &made.error);
    PyObject *fine = call_none(&made, status);
    Py_XDECREF(fine);
    return fine != NULL ? answer_object(&answer) : NULL;
}

/* The posterior of each of n languages at the last finish. */
static PyObject *detector_posterior(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_detector *detector;
    unsigned long long n;
    if (!PyArg_ParseTuple(args, "O&O&", detector_of, &detector, whole_of, &n))
        return NULL;
    return series_of(made.state, "d", kl_language_detector_posterior(detector),
                     (size_t)n * sizeof(double));
}

static kl_status append_line(void *list, const kl_language_detector *detector,
                             const kl_language_answer *answer, uint64_t line, kl_error *error) {
    (void)detector;
    (void)line;
    (void)error;
    return list_append(list, answer_object(answer)) == 0 ? KL_OK : KL_ERROR_MEMORY;
}

static PyObject *detector_lines(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_detector *detector;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", detector_of, &detector, PyUnicode_FSConverter, &path))
        return NULL;
    PyObject *list = PyList_New(0);
    kl_status status = list == NULL ? KL_ERROR_MEMORY
                                    : kl_language_detector_lines(detector, PyBytes_AsString(path),
                                                                 append_line, list, &made.error);
    Py_DECREF(path);
    PyObject *fine = call_none(&made, status);
    if (fine == NULL)
        Py_CLEAR(list);
    Py_XDECREF(fine);
    return list;
}

static PyMethodDef methods[] = {
    {"profile_open", profile_open, METH_O, "(path or None)"},
    {"profile_parse", profile_parse, METH_VARARGS, "(data)"},
    {"profile_languages", profile_languages, METH_O, "(profile)"},
    {"profile_find", profile_find, METH_VARARGS, "(profile, code)"},
    {"detector_new", detector_new, METH_VARARGS, "(profile, only)"},
    {"detector_add", detector_add, METH_VARARGS, "(detector, data)"},
    {"detector_add_file", detector_add_file, METH_VARARGS, "(detector, path)"},
    {"detector_finish", detector_finish, METH_O, "(detector)"},
    {"detector_posterior", detector_posterior, METH_VARARGS, "(detector, n)"},
    {"detector_lines", detector_lines, METH_VARARGS, "(detector, path)"},
    {0},
};

int languages_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
