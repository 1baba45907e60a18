/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers that a caller handed over: a buffer, a DLPack tensor and an Arrow array are looked at where they are, a
 * sequence is read into a copy. */
#ifndef KL_PYTHON_ARRAYS_H
#define KL_PYTHON_ARRAYS_H

#include <Python.h>

#include <kullback/base.h>

typedef struct input {
    const char *name; /* in messages */
    int dimensions;   /* how many are needed, 1 or 2; 0: either */
    int is_written;   /* what cannot be written where it is is refused */
    kl_array array;   /* of one */
    kl_matrix matrix; /* of two; the data of either are NULL where there was None, and only there */
    Py_buffer view;   /* view.obj is NULL where none is held */
    PyObject *held;   /* what else keeps the numbers alive */
    double *copy;
} input;

/* As NumPy calls it. */
const char *dtype_name(kl_dtype dtype);

/* One dimension, called `name` in messages. 0, or -1 with an exception; input_release is right after either. */
int input_take(input *taken, PyObject *object, const char *name);
void input_release(input *taken);

/* The numbers of an input as doubles one after another, row by row: where they are if they lie so, else a copy that the
 * input holds. NULL with an exception. */
const double *input_doubles(input *taken);

/* Converters ("O&") to an input that is zero but for its name; None leaves it so. */
int input_of(PyObject *object, void *input_out);
int input_or_none_of(PyObject *object, void *input_out);
int matrix_of(PyObject *object, void *input_out);
int matrix_or_none_of(PyObject *object, void *input_out);
/* A matrix to write to. */
int output_of(PyObject *object, void *input_out);
/* One dimension or two: taken.dimensions. */
int flat_or_matrix_of(PyObject *object, void *input_out);
/* A matrix of points, a row each; one dimension is a point of one coordinate for each number. */
int points_of(PyObject *object, void *input_out);

#endif
