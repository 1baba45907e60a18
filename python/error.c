/* SPDX-License-Identifier: Apache-2.0 */
/* Failures of the library as exceptions. */
#include "module.h"

#include <string.h>

static const char manual[] =
    "What the library refused, in its own words.\n\n"
    "code    why: 'value' (no distribution: negative, NaN, infinite, empty, all zero), 'mismatch'\n"
    "        (what cannot be compared, e.g. two lengths), 'argument' (an option out of range),\n"
    "        'format' (a damaged file), 'version' (a newer one), 'unsupported'\n"
    "index   which element, from 0, or which line, from 1; None where it is not about one\n"
    "offset  which byte of a file, or None\n"
    "input   which of several inputs, from 0, or None\n\n"
    "A bad type or an unknown name is a plain TypeError or ValueError, no memory is MemoryError.";

static const char file_manual[] = "A file that the system did not open, read or write: an OSError "
                                  "too; code is 'io'. Where the system said so, errno,\n"
                                  "strerror and filename are what it said.";

int error_register(PyObject *module) {
    module_state *state = state_of(module);
    PyObject *unknown = Py_BuildValue("{sOsOsOsO}", "code", Py_None, "index", Py_None, "offset",
                                      Py_None, "input", Py_None);
    if (unknown == NULL)
        return -1;
    state->error = PyErr_NewExceptionWithDoc("kullback.Error", manual, PyExc_ValueError, unknown);
    Py_DECREF(unknown);
    if (state->error == NULL || PyModule_AddObjectRef(module, "Error", state->error) < 0)
        return -1;
    /* OSError would make words of its own of what it is told. */
    PyObject *bases = PyTuple_Pack(2, state->error, PyExc_OSError);
    PyObject *words = PyObject_GetAttrString(PyExc_Exception, "__str__");
    PyObject *own = words != NULL ? Py_BuildValue("{sO}", "__str__", words) : NULL;
    if (bases != NULL && own != NULL)
        state->file_error =
            PyErr_NewExceptionWithDoc("kullback.FileError", file_manual, bases, own);
    Py_XDECREF(own);
    Py_XDECREF(words);
    Py_XDECREF(bases);
    return state->file_error == NULL
               ? -1
               : PyModule_AddObjectRef(module, "FileError", state->file_error);
}

static int set_attribute(PyObject *object, const char *name, PyObject *value) {
    int failed = value == NULL || PyObject_SetAttrString(object, name, value) < 0;
    Py_XDECREF(value);
    return failed;
}

static PyObject *place_of(int64_t number) {
    return number < 0 ? Py_NewRef(Py_None) : PyLong_FromLongLong(number);
}

/* What the system said, on a FileError. */
static int set_system(PyObject *raised, const kl_error *error) {
    const char *path = error->message + error->path_at;
    int failed = set_attribute(raised, "errno", PyLong_FromLong(error->system));
    PyObject *os = PyImport_ImportModule("os");
    failed |= set_attribute(
        raised, "strerror",
        os != NULL ? PyObject_CallMethod(os, "strerror", "i", (int)error->system) : NULL);
    Py_XDECREF(os);
    if (error->path_size > 0)
        failed |= set_attribute(raised, "filename",
                                PyUnicode_DecodeFSDefaultAndSize(path, error->path_size));
    return failed;
}

PyObject *raise_error(module_state *state, const kl_error *error) {
    if (error->code == KL_ERROR_MEMORY) {
        PyErr_SetString(PyExc_MemoryError, error->message);
        return NULL;
    }
    PyObject *kind = error->code == KL_ERROR_IO ? state->file_error : state->error;
    /* A message that was cut may end inside a letter. */
    PyObject *message =
        PyUnicode_DecodeUTF8(error->message, (Py_ssize_t)strlen(error->message), "replace");
    PyObject *raised = message != NULL ? PyObject_CallFunctionObjArgs(kind, message, NULL) : NULL;
    Py_XDECREF(message);
    if (raised == NULL)
        return NULL;
    PyObject *code = PyUnicode_FromString(kl_status_name(error->code));
    int failed = set_attribute(raised, "code", code);
    failed |= set_attribute(raised, "index", place_of(error->index));
    failed |= set_attribute(raised, "offset", place_of(error->offset));
    failed |= set_attribute(raised, "input", place_of(error->input));
    if (error->system != 0)
        failed |= set_system(raised, error);
    if (!failed)
        PyErr_SetObject(kind, raised);
    Py_DECREF(raised);
    return NULL;
}
