/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_PYTHON_ESTIMATE_H
#define KL_PYTHON_ESTIMATE_H

#include "module.h"

/* kullback.Estimate of it, in the unit asked for: nats or bits, their roots where it is a root. */
PyObject *estimate_wrap(module_state *state, const kl_estimate *estimate, kl_unit unit);

PyObject *estimate_as_it_is(module_state *state, const kl_estimate *estimate);

/* What a kullback.Estimate holds, in nats. */
kl_estimate estimate_in_nats(PyObject *object);

#endif
