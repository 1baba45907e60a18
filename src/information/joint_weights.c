/* SPDX-License-Identifier: Apache-2.0 */
/* Weights, checked and measured. */
#include "information/joint_weights.h"

#include <math.h>
#include <stdlib.h>

#include "base/error.h"
#include "measure/job.h"
#include "measure/totals.h"

/* Sums of 2^64 weights and products of two of these stay within the doubles. */
enum { ORDINARY = 300 };

kl_status kl_joint_weights_check(kl_array weights, int *exponent, kl_error *error) {
    kl_status status = kl_measure_check_array(weights, "weights", error);
    if (status == KL_OK)
        status = kl_weights_check(weights, "weights", error);
    if (status != KL_OK)
        return status;
    double buffer[KL_BLOCK], most = 0;
    for (size_t first = 0; first < weights.n; first += KL_BLOCK) {
        const size_t n = weights.n - first < KL_BLOCK ? weights.n - first : KL_BLOCK;
        const double *weight = kl_block(weights, first, n, buffer);
        for (size_t i = 0; i < n; i++)
            most = fmax(most, weight[i]);
    }
    if (!(most > 0))
        return kl_fail(error, KL_ERROR_VALUE, "weights: all %zu are zero", weights.n);
    *exponent = abs(ilogb(most)) > ORDINARY ? ilogb(most) : 0;
    return KL_OK;
}
