/* SPDX-License-Identifier: Apache-2.0 */
/* The mean of observations, as an estimate. */
#include "base/error.h"
#include "measure/job.h"
#include "sample/welch.h"

#include <kullback/sample.h>

#include <math.h>

static double value_at(const void *context, size_t i) {
    double value;
    kl_array_read(*(const kl_array *)context, i, 1, &value);
    return value;
}

kl_status kl_sample_mean(kl_array values, kl_unit unit, double confidence, kl_estimate *out,
                         kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_sample_mean: out is NULL");
    if (!(confidence > 0 && confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must lie between 0 and 1",
                       confidence);
    if (values.n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "values: there are none");
    const kl_status status = kl_measure_check_array(values, "values", error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < values.n; i++)
        if (!isfinite(value_at(&values, i)))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "values[%zu] is %g: it must be finite", i, value_at(&values, i));
    *out = kl_mean_estimate(kl_mean_of(value_at, &values, values.n), unit, confidence);
    return KL_OK;
}
