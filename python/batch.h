/* SPDX-License-Identifier: Apache-2.0 */
/* Losses of what has several arrays: arguments that may be None in, arrays of doubles out. */
#ifndef KL_PYTHON_BATCH_H
#define KL_PYTHON_BATCH_H

#include "arrays.h"
#include "call.h"
#include "losses.h"
#include "slopes.h"

enum { BATCH_INPUTS = 8, BATCH_OUTPUTS = 8 };

typedef struct batch {
    call base;
    input in[BATCH_INPUTS];
    size_t inputs;
    double *out[BATCH_OUTPUTS];
    size_t lengths[BATCH_OUTPUTS], outputs;
    slopes by[BATCH_INPUTS]; /* gradients by inputs */
    size_t gradients;
} batch;

/* One array or matrix of a call: its name in messages. */
typedef struct batch_name {
    const char *name;
    int dimensions; /* 1 or 2 */
} batch_name;

batch batch_begin(PyObject *module);
void batch_end(batch *made);

/* A tuple of as many objects as there are names (up to the NULL) becomes made->in; None an empty one. 0, or -1 with an
 * exception. */
int batch_take(batch *made, PyObject *objects, const batch_name *names);

/* A further array of n doubles, which batch_result hands on; NULL with an exception. */
double *batch_room(batch *made, size_t n);

/* Room for the gradient by the i-th input, a matrix, which batch_result hands on; `wanted` 0, or an input of None: None
 * and a gradient that is none. 0, or -1 with an exception. */
int batch_gradient(batch *made, size_t i, int wanted, kl_loss_gradient *gradient);

/* (loss, array, …, gradient, …), or NULL with an exception; a loss without reduction is None. */
PyObject *batch_result(batch *made, kl_status status, double loss, kl_reduction reduction);

#endif
