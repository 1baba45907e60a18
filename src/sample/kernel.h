/* SPDX-License-Identifier: Apache-2.0 */
/* How wide the Gaussian kernel is. */
#ifndef KL_SAMPLE_KERNEL_H
#define KL_SAMPLE_KERNEL_H

#include "sample/scaled.h"

#include <kullback/sample.h>

/* −1/(2σ²) for scaled points, with σ as the options say; what it is stands in `out`. */
kl_status kl_kernel_steepness(const kl_scaled *points, const kl_two_sample_options *options,
                              kl_two_sample_result *out, double *steepness, kl_error *error);

#endif
