/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_PYTHON_PROFILES_H
#define KL_PYTHON_PROFILES_H

#include "handles.h"

extern const handle_kind profile_handle;
int profile_of(PyObject *capsule, void *out);

#endif
