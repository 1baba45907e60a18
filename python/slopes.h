/* SPDX-License-Identifier: Apache-2.0 */
/* Where the gradient of a loss goes: nowhere, to an array of its own, or to what the caller gave, which may be the very
 * numbers it is by. */
#ifndef KL_PYTHON_SLOPES_H
#define KL_PYTHON_SLOPES_H

#include "arrays.h"
#include "module.h"

#include <kullback/loss.h>

typedef struct slopes {
    input given; /* its name is set before */
    PyObject *asked, *made;
    Py_buffer view;
    kl_loss_gradient into;
} slopes;

/* A converter ("O&") of False or None, True, or a matrix to write to. */
int slopes_of(PyObject *asked, void *slopes_out);

/* Make room for the gradient by `by`, or see that the given matrix is one for it: it may be `by`, and has to lie apart
 * from it and from `other` (rows: 0: none) otherwise. 0, or -1 with an exception. */
int slopes_place(slopes *to, module_state *state, kl_matrix by, kl_matrix other);
/* Likewise for a gradient of a type of its own. */
int slopes_place_as(slopes *to, module_state *state, kl_dtype dtype, kl_matrix by, kl_matrix other);

/* Two that were given may not overlap. */
int slopes_check_apart(const slopes *a, const slopes *b);

/* NULL: nobody asked. */
const kl_loss_gradient *slopes_into(const slopes *to);

/* What was given, what was made, or None. */
PyObject *slopes_result(const slopes *to);

void slopes_release(slopes *to);

#endif
