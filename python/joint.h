/* SPDX-License-Identifier: Apache-2.0 */
/* Joint distributions and what they are made of. */
#ifndef KL_PYTHON_JOINT_H
#define KL_PYTHON_JOINT_H

#include "arrays.h"
#include "handles.h"

extern const handle_kind joint_handle;
int joint_of(PyObject *capsule, void *out);

/* Arguments (joint, x, y, given). 0, or -1 with an exception. */
int joint_sets_take(PyObject *args, kl_joint **joint, unsigned long long sets[3]);

const char *joint_normaliser_name(int i);

/* Columns of codes. */
typedef struct columns {
    input *items;
    kl_array *arrays;
    size_t n;
} columns;

/* A sequence of arrays. 0, or -1 with an exception; columns_release is right after either. */
int columns_take(columns *taken, PyObject *sequence);
void columns_release(columns *taken);

#endif
