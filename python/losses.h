/* SPDX-License-Identifier: Apache-2.0 */
/* The options of a cross-entropy, of logits and of a layer alike. */
#ifndef KL_PYTHON_LOSSES_H
#define KL_PYTHON_LOSSES_H

#include "module.h"

#include <kullback/loss.h>

/* Converters: of a name, and of (ignore_index, label_smoothing, z_loss, focus, softcap, temperature). */
int cross_entropy_reduction_of(PyObject *name, void *kl_reduction_out);
int cross_entropy_numbers_of(PyObject *parts, void *kl_cross_entropy_options_out);

#endif
