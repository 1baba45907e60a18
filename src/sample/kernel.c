/* SPDX-License-Identifier: Apache-2.0 */
/* How wide the Gaussian kernel is. */
#include "sample/kernel.h"

#include <float.h>
#include <math.h>

kl_status kl_kernel_steepness(const kl_scaled *points, const kl_two_sample_options *options,
                              kl_two_sample_result *out, double *steepness, kl_error *error) {
    double width = ldexp(options->bandwidth, -points->exponent);
    if (options->bandwidth == 0) {
        const kl_status status =
            kl_scaled_median(points, options->seed, &width, &out->bandwidth_points, error);
        if (status != KL_OK)
            return status;
    }
    out->bandwidth = ldexp(width, points->exponent);
    /* A kernel so narrow that this overflows sees only equal points; 0 · ∞ would not be a number. One so wide that it
     * is 0 sees no difference; 0 is that of distances. */
    *steepness = -fmax(fmin(1 / (2 * width * width), 0x1p1000), DBL_MIN);
    return KL_OK;
}
