/* SPDX-License-Identifier: Apache-2.0 */
/* What functions about transport share. */
#ifndef KL_PYTHON_TRANSPORT_H
#define KL_PYTHON_TRANSPORT_H

#include "arrays.h"

/* A converter of (cost, p) to a kl_cost of points without points. */
int ground_of(PyObject *parts, void *kl_cost_out);

/* Masses that may be None: all equal. */
kl_array mass_of(const input *taken);

#endif
