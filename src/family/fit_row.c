/* SPDX-License-Identifier: Apache-2.0 */
/* What a fit descends: the row that it was asked for, or one that is least at the same model and smoother there. */
#include "base/error.h"
#include "family/fit.h"

#include <math.h>

/* Roots have a corner where they are 0, squares have none. Cross-entropy is KL and the target's entropy. */
static kl_measure_id smoother(kl_measure_id id) {
    switch (id) {
    case KL_CROSS_ENTROPY:
    case KL_PERPLEXITY:
        return KL_DIVERGENCE;
    case KL_JENSEN_SHANNON_DISTANCE:
        return KL_JENSEN_SHANNON;
    case KL_HELLINGER:
        return KL_HELLINGER_SQUARED;
    default:
        return id;
    }
}

/* A row for a value of its parameter; NaN: its own. */
static kl_status row_at(kl_measure_id id, double parameter, kl_measure *out, kl_error *error) {
    if (!isnan(parameter))
        return kl_measure_at(id, parameter, out, error);
    *out = *kl_measure_get(id);
    return KL_OK;
}

kl_status kl_fit_row(kl_measure_id id, double parameter, kl_measure *out, kl_error *error) {
    if (kl_measure_get(id) == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no measure is %d", (int)id);
    kl_status status = row_at(id, parameter, out, error);
    if (status != KL_OK)
        return status;
    if (out->gradient == NULL)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "%s cannot be made least: it does not depend on the model", out->name);
    if (id == KL_RENYI && isinf(out->parameter.value))
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "renyi of order ∞ cannot be made least: it has a corner where the largest "
                       "ratio changes");
    if (id == KL_RENYI && out->parameter.value == 1)
        return row_at(KL_DIVERGENCE, NAN, out, error);
    if (id == KL_BHATTACHARYYA) /* is half of it */
        return row_at(KL_RENYI, 0.5, out, error);
    return row_at(smoother(id), parameter, out, error);
}

double kl_fit_steepness(const kl_measure *row) {
    const double order = row->id == KL_RENYI ? row->parameter.value : 1;
    const double slope = -order * row->gradient(2, 1, row->parameter.value);
    return slope > 0 && slope < 1 ? slope : 1;
}
