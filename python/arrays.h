/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers that a caller handed over: a buffer is looked at where it is, a sequence is read into a copy. */
#ifndef KL_PYTHON_ARRAYS_H
#define KL_PYTHON_ARRAYS_H

#include <Python.h>

#include <kullback/base.h>

typedef struct input {
    kl_array array;
    Py_buffer view; /* view.obj is NULL where none is held */
    double *copy;
} input;

/* `object` is called `name` in messages. 0, or -1 with an exception; input_release is right after either. */
int input_take(input *taken, PyObject *object, const char *name);
void input_release(input *taken);

#endif
