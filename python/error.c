/* SPDX-License-Identifier: Apache-2.0 */
/* Failures of the library as exceptions. */
#include "module.h"

#include <string.h>

static const char manual[] =
    "What the library refused, in its own words.\n\n"
    "code   why: 'value' (no distribution: negative, NaN, infinite, empty, all zero), 'mismatch'\n"
    "       (lengths differ), 'argument' (an option out of range), 'unsupported'\n"
    "index  which element, from 0; None where it is not about one\n\n"
    "A bad type or an unknown name is a plain TypeError or ValueError, no memory is MemoryError.";

int error_register(PyObject *module) {
    module_state *state = state_of(module);
    PyObject *unknown = Py_BuildValue("{sOsO}", "code", Py_None, "index", Py_None);
    if (unknown == NULL)
        return -1;
    state->error = PyErr_NewExceptionWithDoc("kullback.Error", manual, PyExc_ValueError, unknown);
    Py_DECREF(unknown);
    return state->error == NULL ? -1 : PyModule_AddObjectRef(module, "Error", state->error);
}

static int set_attribute(PyObject *object, const char *name, PyObject *value) {
    int failed = value == NULL || PyObject_SetAttrString(object, name, value) < 0;
    Py_XDECREF(value);
    return failed ? -1 : 0;
}

PyObject *raise_error(module_state *state, const kl_error *error) {
    if (error->code == KL_ERROR_MEMORY) {
        PyErr_SetString(PyExc_MemoryError, error->message);
        return NULL;
    }
    /* A message that was cut may end inside a letter. */
    PyObject *message =
        PyUnicode_DecodeUTF8(error->message, (Py_ssize_t)strlen(error->message), "replace");
    PyObject *raised =
        message != NULL ? PyObject_CallFunctionObjArgs(state->error, message, NULL) : NULL;
    Py_XDECREF(message);
    if (raised == NULL)
        return NULL;
    PyObject *index = error->index < 0 ? Py_NewRef(Py_None) : PyLong_FromLongLong(error->index);
    PyObject *code = PyUnicode_FromString(kl_status_name(error->code));
    int failed = set_attribute(raised, "index", index);
    if ((set_attribute(raised, "code", code) | failed) == 0)
        PyErr_SetObject(state->error, raised);
    Py_DECREF(raised);
    return NULL;
}
