/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of libraries that are no buffers of Python's: Arrow's C data interface and DLPack. Nothing is copied. */
#ifndef KL_PYTHON_EXCHANGE_H
#define KL_PYTHON_EXCHANGE_H

#include <Python.h>

#include <kullback/base.h>
#include <kullback/table_arrow.h>

/* Where numbers lie. Steps are bytes; of more than two dimensions the first two are told. */
typedef struct layout {
    const void *data;
    int dimensions;
    Py_ssize_t shape[2], step[2];
    kl_dtype dtype;
} layout;

/* What __arrow_c_array__ gave. −1: an exception, also where somebody has taken the array before. */
int arrow_array_of(PyObject *pair, const char *name, struct ArrowSchema **schema,
                   struct ArrowArray **array);

/* 1: found, and what keeps it alive in *held; 0: the object does not speak this; -1: an exception. */
int arrow_look_at(PyObject *object, const char *name, PyObject **held, layout *found);
int dlpack_look_at(PyObject *object, const char *name, PyObject **held, layout *found);

#endif
