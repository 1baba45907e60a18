/* SPDX-License-Identifier: Apache-2.0 */
/* The text room: languages. */
#include "handles.h"

HANDLE(static, profile_handle, kl_language_profile, kl_language_profile_free, profile_of)
HANDLE(static, trainer_handle, kl_language_trainer, kl_language_trainer_free, trainer_of)
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

static PyObject *profile_save(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_profile *profile;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", profile_of, &profile, PyUnicode_FSConverter, &path))
        return NULL;
    kl_status status = kl_language_profile_save(profile, PyBytes_AsString(path), &made.error);
    Py_DECREF(path);
    return call_none(&made, status);
}

static PyObject *profile_join(PyObject *module, PyObject *profiles) {
    call made = call_begin(module);
    kl_language_profile *joined = NULL;
    handles each = {.kind = &profile_handle};
    if (!handles_of(profiles, &each))
        return NULL;
    kl_status status = kl_language_profile_join((const kl_language_profile *const *)each.items,
                                                each.n, &joined, &made.error);
    handles_release(&each);
    return call_handle(&made, status, joined, &profile_handle, NULL);
}

static PyObject *trainer_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_trainer *trainer = NULL;
    kl_language_trainer_options options;
    unsigned long long memory;
    kl_language_trainer_options_init(&options);
    if (!PyArg_ParseTuple(args, "szpdO&", &options.code, &options.name, &options.bytes,
                          &options.prior, whole_memory, &memory))
        return NULL;
    options.memory = memory;
    kl_status status = kl_language_trainer_new(&options, &trainer, &made.error);
    return call_handle(&made, status, trainer, &trainer_handle, NULL);
}

static PyObject *trainer_add(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_trainer *trainer;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "O&s*", trainer_of, &trainer, &data))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_language_trainer_add(trainer, data.buf, (size_t)data.len, &made.error);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&data);
    return call_none(&made, status);
}

static PyObject *trainer_add_file(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_trainer *trainer;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", trainer_of, &trainer, PyUnicode_FSConverter, &path))
        return NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_language_trainer_add_file(trainer, name, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_none(&made, status);
}

static PyObject *trainer_finish(PyObject *module, PyObject *capsule) {
    call made = call_begin(module);
    kl_language_trainer *trainer;
    kl_language_profile *profile = NULL;
    if (!trainer_of(capsule, &trainer))
        return NULL;
    kl_status status = kl_language_trainer_finish(trainer, &profile, &made.error);
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
    double price;
    if (!PyArg_ParseTuple(args, "OOd", &capsule, &only, &price) || !profile_of(capsule, &profile) ||
        (only != Py_None && !texts_of(only, &codes)))
        return NULL;
    kl_language_options_init(&options);
    options.only = codes.items;
    options.only_count = codes.n;
    options.price = price < 0 ? options.price : price;
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

/* (language or -1, posterior, margin, status, cross-entropy, atypical, symbols, bad bytes) */
static PyObject *answer_object(const kl_language_answer *answer) {
    long long best = answer->best == KL_LANGUAGE_NONE ? -1 : (long long)answer->best;
    return Py_BuildValue("(LddsddKK)", best, answer->posterior, answer->margin,
                         kl_language_status_name(answer->status), answer->cross_entropy,
                         answer->atypical, (unsigned long long)answer->symbols,
                         (unsigned long long)answer->bad_bytes);
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
    if (!PyArg_ParseTuple(args, "O&O&", detector_of, &detector, whole_n, &n))
        return NULL;
    return series_of(made.state, "d", kl_language_detector_posterior(detector),
                     (size_t)n * sizeof(double));
}

static PyObject *list_or_error(call *made, kl_status status, PyObject *list) {
    PyObject *fine = call_none(made, status);
    if (fine == NULL)
        Py_CLEAR(list);
    Py_XDECREF(fine);
    return list;
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
    return list_or_error(&made, status, list);
}

/* (begin, end, language or -1, status, posterior, bad bytes) */
static kl_status append_span(void *list, const kl_language_span *span, kl_error *error) {
    long long language = span->language == KL_LANGUAGE_NONE ? -1 : (long long)span->language;
    PyObject *row =
        Py_BuildValue("(KKLsdK)", (unsigned long long)span->begin, (unsigned long long)span->end,
                      language, kl_language_status_name(span->status), span->posterior,
                      (unsigned long long)span->bad_bytes);
    (void)error;
    return list_append(list, row) == 0 ? KL_OK : KL_ERROR_MEMORY;
}

static PyObject *detector_spans(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_detector *detector;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "O&s*", detector_of, &detector, &data))
        return NULL;
    PyObject *list = PyList_New(0);
    kl_status status = list == NULL
                           ? KL_ERROR_MEMORY
                           : kl_language_detector_spans(detector, data.buf, (size_t)data.len,
                                                        append_span, list, &made.error);
    PyBuffer_Release(&data);
    return list_or_error(&made, status, list);
}

static PyObject *detector_spans_file(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_detector *detector;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", detector_of, &detector, PyUnicode_FSConverter, &path))
        return NULL;
    PyObject *list = PyList_New(0);
    kl_status status = list == NULL
                           ? KL_ERROR_MEMORY
                           : kl_language_detector_spans_file(detector, PyBytes_AsString(path),
                                                             append_span, list, &made.error);
    Py_DECREF(path);
    return list_or_error(&made, status, list);
}

/* The last finish of a detector, or rows of spans, as a document. */
static PyObject *detector_describe(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_detector *detector;
    kl_language_answer answer;
    kl_document *document = NULL;
    Py_buffer data;
    const char *name;
    unsigned long long most;
    if (!PyArg_ParseTuple(args, "O&s*sO&", detector_of, &detector, &data, &name, whole_most, &most))
        return NULL;
    kl_status status = kl_document_new("lang", &document, &made.error);
    if (status == KL_OK)
        status = kl_document_set_title(document, "which language", &made.error);
    if (status == KL_OK)
        status = kl_document_add_input(document, "A", name, "text", NULL, &made.error);
    if (status == KL_OK)
        status = kl_language_detector_add(detector, data.buf, (size_t)data.len, &made.error);
    if (status == KL_OK)
        status = kl_language_detector_finish(detector, &answer, &made.error);
    if (status == KL_OK)
        status = kl_language_describe(detector, &answer, "A", (size_t)most, document, &made.error);
    PyBuffer_Release(&data);
    return call_handle(&made, status, document, &document_handle, NULL);
}

typedef struct kept_spans {
    kl_language_span *span;
    size_t n;
} kept_spans;

static kl_status keep_span(void *context, const kl_language_span *span, kl_error *error) {
    kept_spans *kept = context;
    (void)error;
    kl_language_span *more = PyMem_Realloc(kept->span, (kept->n + 1) * sizeof *more);
    if (more == NULL) {
        PyErr_NoMemory();
        return KL_ERROR_MEMORY;
    }
    kept->span = more;
    kept->span[kept->n++] = *span;
    return KL_OK;
}

static PyObject *detector_describe_spans(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_profile *profile;
    kl_language_detector *detector;
    kl_document *document = NULL;
    kept_spans kept = {0};
    Py_buffer data;
    const char *name;
    if (!PyArg_ParseTuple(args, "O&O&s*s", profile_of, &profile, detector_of, &detector, &data,
                          &name))
        return NULL;
    kl_status status = kl_document_new("lang", &document, &made.error);
    if (status == KL_OK)
        status = kl_document_set_title(document, "which language, and where", &made.error);
    if (status == KL_OK)
        status = kl_document_add_input(document, "A", name, "text", NULL, &made.error);
    if (status == KL_OK)
        status = kl_language_detector_spans(detector, data.buf, (size_t)data.len, keep_span, &kept,
                                            &made.error);
    if (status == KL_OK)
        status = kl_language_describe_spans(profile, kept.span, kept.n, "A", document, &made.error);
    PyMem_Free(kept.span);
    PyBuffer_Release(&data);
    return call_handle(&made, status, document, &document_handle, NULL);
}

/* The numbers of languages in a tuple; PyMem_Free. NULL: an exception. */
static size_t *numbers_of(PyObject *tuple, size_t *n) {
    const Py_ssize_t size = PyTuple_Size(tuple);
    size_t *numbers = size < 0 ? NULL : PyMem_Calloc((size_t)size + 1, sizeof *numbers);
    if (size >= 0 && numbers == NULL)
        PyErr_NoMemory();
    for (Py_ssize_t i = 0; numbers != NULL && i < size; i++) {
        numbers[i] = PyLong_AsSize_t(PyTuple_GetItem(tuple, i));
        if (PyErr_Occurred()) {
            PyMem_Free(numbers);
            return NULL;
        }
    }
    *n = (size_t)size;
    return numbers;
}

/* (divergence, distance), n × n each, row-major */
static PyObject *profile_divergences(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_profile *profile;
    PyObject *tuple, *result = NULL;
    size_t n;
    if (!PyArg_ParseTuple(args, "O&O", profile_of, &profile, &tuple))
        return NULL;
    size_t *languages = numbers_of(tuple, &n);
    if (languages == NULL)
        return NULL;
    double *values = PyMem_Calloc(2 * n * n + 1, sizeof *values);
    if (values == NULL) {
        PyMem_Free(languages);
        return PyErr_NoMemory();
    }
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_language_divergences(profile, languages, n, values, values + n * n, &made.error);
    PyEval_RestoreThread(thread);
    PyObject *fine = call_none(&made, status);
    Py_XDECREF(fine);
    if (fine != NULL)
        result = Py_BuildValue("(NN)", series_of(made.state, "d", values, n * n * sizeof *values),
                               series_of(made.state, "d", values + n * n, n * n * sizeof *values));
    PyMem_Free(values);
    PyMem_Free(languages);
    return result;
}

static PyObject *profile_describe_divergences(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_language_profile *profile;
    kl_document *document = NULL;
    PyObject *tuple;
    size_t n;
    if (!PyArg_ParseTuple(args, "O&O", profile_of, &profile, &tuple))
        return NULL;
    size_t *languages = numbers_of(tuple, &n);
    if (languages == NULL)
        return NULL;
    kl_status status = kl_document_new("lang", &document, &made.error);
    if (status == KL_OK)
        status = kl_document_set_title(document, "languages beside each other", &made.error);
    if (status == KL_OK)
        status = kl_language_describe_divergences(profile, languages, n, document, &made.error);
    PyMem_Free(languages);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyMethodDef methods[] = {
    {"profile_open", profile_open, METH_O, "(path or None)"},
    {"profile_parse", profile_parse, METH_VARARGS, "(data)"},
    {"profile_save", profile_save, METH_VARARGS, "(profile, path)"},
    {"profile_join", profile_join, METH_O, "((profile, …))"},
    {"trainer_new", trainer_new, METH_VARARGS, "(code, name or None, bytes, prior, memory)"},
    {"trainer_add", trainer_add, METH_VARARGS, "(trainer, text)"},
    {"trainer_add_file", trainer_add_file, METH_VARARGS, "(trainer, path)"},
    {"trainer_finish", trainer_finish, METH_O, "(trainer)"},
    {"profile_divergences", profile_divergences, METH_VARARGS, "(profile, (language, …))"},
    {"profile_describe_divergences", profile_describe_divergences, METH_VARARGS,
     "(profile, (language, …))"},
    {"profile_languages", profile_languages, METH_O, "(profile)"},
    {"profile_find", profile_find, METH_VARARGS, "(profile, code)"},
    {"detector_new", detector_new, METH_VARARGS, "(profile, only, price)"},
    {"detector_add", detector_add, METH_VARARGS, "(detector, data)"},
    {"detector_add_file", detector_add_file, METH_VARARGS, "(detector, path)"},
    {"detector_finish", detector_finish, METH_O, "(detector)"},
    {"detector_posterior", detector_posterior, METH_VARARGS, "(detector, n)"},
    {"detector_lines", detector_lines, METH_VARARGS, "(detector, path)"},
    {"detector_describe", detector_describe, METH_VARARGS, "(detector, text, name, most)"},
    {"detector_describe_spans", detector_describe_spans, METH_VARARGS,
     "(profile, detector, text, name)"},
    {"detector_spans", detector_spans, METH_VARARGS, "(detector, text)"},
    {"detector_spans_file", detector_spans_file, METH_VARARGS, "(detector, path)"},
    {0},
};

int languages_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
