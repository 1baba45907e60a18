/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_PYTHON_EVALUATE_H
#define KL_PYTHON_EVALUATE_H

#include "handles.h"

extern const handle_kind vocabulary_handle;
int vocabulary_of(PyObject *capsule, void *out);
int vocabulary_or_none_of(PyObject *capsule, void *out);

#endif
