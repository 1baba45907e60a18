/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_PYTHON_FILES_H
#define KL_PYTHON_FILES_H

#include "module.h"

/* A buffer of numbers that an object of the library has, read-only, rows contiguous, of `dimensions` (at most 32);
 * `owner` lives as long. `format` and `size` are those of an element, as in struct. */
PyObject *view_new(module_state *state, const void *data, const char *format, int dimensions,
                   const Py_ssize_t *shape, Py_ssize_t size, PyObject *owner);
int view_register(PyObject *module);

#endif
