/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_PYTHON_BOTTLENECK_H
#define KL_PYTHON_BOTTLENECK_H

#include "call.h"

/* A converter of (beta, alpha, clusters, restarts, iterations, tolerance, seed). */
int bottleneck_options_of(PyObject *parts, void *kl_bottleneck_options_out);

/* A column or cluster; what has no 32 bits becomes one that the library refuses. */
static inline uint32_t index_of(uint64_t number) {
    return number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
}

#endif
