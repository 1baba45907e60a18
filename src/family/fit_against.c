/* SPDX-License-Identifier: Apache-2.0 */
/* A fitted model beside another target. */
#include "base/alloc.h"
#include "base/error.h"
#include "family/fit.h"

#include <math.h>

/* The model in the units of other points; 0 where rounding leaves a component no volume in them. */
static int convert(const kl_fit *from, kl_fit *to, double *work) {
    const size_t d = from->points.d;
    const double *centre = to->points.centre, *scale = to->points.scale;
    double *mean = work, *covariance = work + d;
    for (size_t c = 0; c < from->k; c++) {
        for (size_t i = 0; i < d; i++)
            mean[i] = (from->means[c * d + i] - centre[i]) / scale[i];
        for (size_t i = 0; i < d * d; i++)
            covariance[i] = from->covariances[c * d * d + i] / scale[i / d] / scale[i % d];
        if (!kl_component_set(to->model + c * kl_component_size(d), d, kl_log(from->weights[c]),
                              mean, covariance))
            return 0;
    }
    return 1;
}

static kl_status place(const kl_fit *fit, const kl_fit_target *target, kl_fit *to,
                       kl_error *error) {
    const size_t d = fit->points.d;
    kl_status status = kl_points_read(&to->points, target, error);
    if (status != KL_OK)
        return status;
    if (to->points.d != d)
        return kl_fail(error, KL_ERROR_MISMATCH, "the target has %zu dimensions, the fit has %zu",
                       to->points.d, d);
    status = kl_fit_allocate(to, error);
    double *work = kl_alloc(d + d * d, sizeof *work);
    if (status == KL_OK && work == NULL)
        status = kl_fail_memory(error, "a fit", (d + d * d) * sizeof *work);
    if (status == KL_OK && !convert(fit, to, work))
        status = kl_fail(error, KL_ERROR_VALUE,
                         "a component of the model has no volume beside the target's");
    kl_free(work);
    return status == KL_OK ? kl_fit_finish(to, error) : status;
}

kl_status kl_fit_against(const kl_fit *fit, const kl_fit_target *target, kl_fit **out,
                         kl_error *error) {
    if (fit == NULL || target == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_fit_against: %s is NULL",
                       fit == NULL      ? "fit"
                       : target == NULL ? "target"
                                        : "out");
    *out = NULL;
    if (fit->options.family == KL_FIT_CATEGORICAL)
        return kl_fit_refuse_pieces(error);
    kl_fit *to = kl_alloc_zero(1, sizeof *to);
    if (to == NULL)
        return kl_fail_memory(error, "a fit", sizeof *to);
    to->options = fit->options;
    to->row = fit->row;
    to->k = fit->k;
    to->iterations = fit->iterations;
    to->converged = fit->converged;
    kl_status status = place(fit, target, to, error);
    if (status != KL_OK) {
        kl_fit_free(to);
        return status;
    }
    *out = to;
    return KL_OK;
}

/* Edges are of the first and the last cell: others may be as near to each other as their rounding. */
static kl_status integrate(kl_fit *fit, kl_error *error) {
    const kl_points *points = &fit->points;
    const size_t last = points->n - 1;
    const double width = (points->x[last] - points->x[0]) / (double)last;
    double *work = kl_alloc(fit->k, sizeof *work);
    if (work == NULL)
        return kl_fail_memory(error, "components", fit->k * sizeof *work);
    for (size_t i = 0; i <= last; i++) {
        const double low = points->x[0] + width * ((double)i - 0.5);
        fit->log_q[i] = kl_mixture_log_mass(fit->model, fit->k, i == 0 ? -INFINITY : low,
                                            i == last ? INFINITY : low + width, work);
    }
    kl_free(work);
    return KL_OK;
}

kl_status kl_fit_against_cells(const kl_fit *fit, const kl_fit_target *cells, kl_fit **out,
                               kl_error *error) {
    kl_status status = kl_fit_against(fit, cells, out, error);
    return status == KL_OK ? integrate(*out, error) : status;
}
