/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_PYTHON_BOTTLENECK_H
#define KL_PYTHON_BOTTLENECK_H

#include "call.h"

/* A converter of (beta, alpha, clusters, restarts, iterations, tolerance, seed). */
int bottleneck_options_of(PyObject *parts, void *kl_bottleneck_options_out);

#endif
