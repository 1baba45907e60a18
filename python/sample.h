/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_PYTHON_SAMPLE_H
#define KL_PYTHON_SAMPLE_H

#include "handles.h"

/* A converter of (smoothing, confidence, seed, permutations, alphabet, estimator); the pool is left NULL. */
int sample_options_of(PyObject *parts, void *kl_sample_options_out);

/* A name of one that estimates entropies, called `what` in messages: kl_method, or -1 with an exception. Only where
 * `with_plugin` the plug-in is one. */
int find_estimator(PyObject *name, const char *what, int with_plugin);

/* A converter of the name of a kl_ties. */
int ties_of(PyObject *name, void *kl_ties_out);

#endif
