/* SPDX-License-Identifier: Apache-2.0 */
/* The Rényi divergence from its sum, and where there is none. */
#ifndef KL_MEASURE_RENYI_VALUE_H
#define KL_MEASURE_RENYI_VALUE_H

#include "measure/job.h"

/* −ln BC with BC = 1 − h, or from Σ of `affinity` where that keeps more digits. */
kl_status kl_measure_affinity(kl_measure_job *job, kl_term affinity, double h, double *value,
                              kl_error *error);

/* Of order a = job->row's parameter, not 1; `terms` is Σ, of orders in (0, ∞) only. */
kl_status kl_measure_renyi(kl_measure_job *job, double terms, double *value, kl_error *error);

#endif
