/* SPDX-License-Identifier: Apache-2.0 */
/* One measure inside a task, which cannot use the pool that runs it but keeps to its instruction set. */
#ifndef KL_MEASURE_VALUE_H
#define KL_MEASURE_VALUE_H

#include <kullback/measure.h>

#include "kernels/kernels.h"

/* What kl_measure_compute finds for n weights each, on this thread; q is NULL where it may be absent. */
kl_status kl_measure_value(const kl_kernels *kernels, kl_measure_id id, const double *p,
                           const double *q, size_t n, double *value, kl_error *error);

#endif
