/* SPDX-License-Identifier: Apache-2.0 */
/* What can be asked of a fit. */
#include "family/fit.h"

#include "base/alloc.h"
#include "base/error.h"
#include "family/row.h"
#include "sample/jackknife.h"
#include "sample/student.h"

size_t kl_fit_components(const kl_fit *fit) {
    return fit ? fit->k : 0;
}

size_t kl_fit_dimensions(const kl_fit *fit) {
    return fit ? fit->points.d : 0;
}

int kl_fit_converged(const kl_fit *fit) {
    return fit ? fit->converged : 0;
}

unsigned kl_fit_iterations(const kl_fit *fit) {
    return fit ? fit->iterations : 0;
}

kl_gaussian kl_fit_component(const kl_fit *fit, size_t component, double *weight) {
    kl_gaussian g = {.mean = {NULL, 0, 1, KL_F64}};
    if (weight)
        *weight = 0;
    if (fit == NULL || component >= fit->k)
        return g;
    if (weight)
        *weight = fit->weights[component];
    if (fit->options.family == KL_FIT_CATEGORICAL)
        return g;
    const size_t d = fit->points.d;
    g.mean = kl_f64(fit->means + component * d, d);
    g.covariance = (kl_matrix){fit->covariances + component * d * d, d, d, (ptrdiff_t)d, KL_F64};
    return g;
}

kl_status kl_fit_refuse_pieces(kl_error *error) {
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "a categorical has weights of its grid's cells, and nothing beyond them");
}

static kl_estimate with_flag(const kl_fit *fit, kl_estimate estimate) {
    if (!fit->converged)
        estimate.flags |= KL_FLAG_NOT_CONVERGED;
    return estimate;
}

#define CONFIDENCE 0.95
#define NORMAL_975 1.959963984540054

/* Fewer draws say nothing of how much others would differ. */
static void set_interval(kl_estimate *e, double standard_error, double low, double high,
                         int enough) {
    if (!enough) {
        e->flags |= KL_FLAG_FEW_UNITS;
        return;
    }
    e->standard_error = standard_error;
    e->low = low;
    e->high = high;
    e->confidence = CONFIDENCE;
}

/* Of n draws, how far the logarithm of a mean of something like squares, 1 in the draws, may be off: `fourth` is the
 * mean of their squares (Bonett, "Approximate confidence interval for standard deviation of nonnormal distributions",
 * 2006, around the mean instead of a trimmed one). `few_factor` is its correction for few draws. */
static double few_factor(double n) {
    return n / (n - NORMAL_975);
}
static double log_reach(double fourth, double n) {
    return NORMAL_975 * few_factor(n) * sqrt((fourth - (n - 3) / n) / (n - 1));
}

/* The mean has Student's interval. The error of the scale s is that of s², √((m₄ − s⁴)/n), over 2s. */
static void set_moment_error(const kl_fit *fit, kl_fit_parameter parameter, size_t j,
                             kl_estimate *e) {
    const kl_points *points = &fit->points;
    const double n = (double)points->n, scale = points->scale[j];
    const int enough = points->n >= KL_BAGS_MIN;
    double fourth = 0;
    for (size_t i = 0; i < points->n; i++) {
        const double z = points->x[i * points->d + j]; /* in units of the scale */
        fourth += points->p[i] * z * z * z * z;
    }
    if (parameter == KL_FIT_MEAN) {
        const double half = kl_student_quantile(CONFIDENCE, n - 1) * scale / sqrt(n - 1);
        set_interval(e, scale / sqrt(n), e->value - half, e->value + half, enough);
    } else {
        const double middle = e->value * sqrt(few_factor(n) * n / (n - 1));
        const double factor = kl_exp(log_reach(fourth, n) / 2);
        set_interval(e, scale * sqrt(fmax(fourth - 1, 0) / n) / 2, middle / factor, middle * factor,
                     enough);
    }
}

kl_status kl_fit_estimate(const kl_fit *fit, size_t component, kl_fit_parameter parameter,
                          size_t index, kl_estimate *out, kl_error *error) {
    if (fit == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_fit_estimate: %s is NULL",
                       fit == NULL ? "fit" : "out");
    const size_t d = fit->points.d;
    if (component >= fit->k || (parameter != KL_FIT_WEIGHT && index >= d))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "no coordinate %zu of component %zu: there are %zu of each of %zu", index,
                       component, d, fit->k);
    if (fit->options.family == KL_FIT_CATEGORICAL && parameter != KL_FIT_WEIGHT)
        return kl_fit_refuse_pieces(error);
    double value = fit->weights[component];
    if (parameter == KL_FIT_MEAN)
        value = fit->means[component * d + index];
    else if (parameter == KL_FIT_SCALE)
        value = sqrt(fit->covariances[component * d * d + index * d + index]);
    else if (parameter != KL_FIT_WEIGHT)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no parameter is %d", (int)parameter);
    *out = with_flag(fit, kl_estimate_exact(value, KL_UNIT_ONE));
    if (fit->points.grid || (fit->k == 1 && parameter == KL_FIT_WEIGHT))
        return KL_OK;
    out->method = KL_METHOD_INDEPENDENT;
    out->standard_error = NAN;
    out->n = fit->points.n;
    if (fit->k == 1 && fit->points.alike)
        set_moment_error(fit, parameter, index, out);
    return KL_OK;
}

static kl_status check_places(const kl_fit *fit, kl_matrix x, const double *out, kl_error *error) {
    if (fit == NULL || out == NULL || x.data == NULL || kl_dtype_size(x.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_fit_log_density: %s is missing",
                       fit == NULL   ? "fit"
                       : out == NULL ? "out"
                                     : "the points' data");
    if (fit->options.family == KL_FIT_CATEGORICAL)
        return kl_fit_refuse_pieces(error);
    if (x.columns != fit->points.d)
        return kl_fail(error, KL_ERROR_MISMATCH, "the points have %zu coordinates, the fit has %zu",
                       x.columns, fit->points.d);
    return KL_OK;
}

/* With fewer, intervals of the cross-entropy of normal draws hold it less than 93 times of 100. */
enum { DRAWS_A_PARAMETER = 4 };

static double log_volume(const kl_points *points) {
    double sum = 0;
    for (size_t j = 0; j < points->d; j++)
        sum += kl_log(points->scale[j]);
    return sum;
}

kl_status kl_fit_log_density(const kl_fit *fit, kl_matrix x, double *out, kl_error *error) {
    kl_status status = check_places(fit, x, out, error);
    if (status != KL_OK)
        return status;
    const kl_points *points = &fit->points;
    const size_t d = points->d;
    double *at = kl_alloc(2 * d + fit->k, sizeof *at);
    if (at == NULL)
        return kl_fail_memory(error, "a point", (2 * d + fit->k) * sizeof *at);
    double *work = at + d, *shares = work + d;
    const double volume = log_volume(points);
    for (size_t i = 0; i < x.rows; i++) {
        kl_array_read(kl_matrix_row(x, i), 0, d, at);
        for (size_t j = 0; j < d; j++)
            at[j] = (at[j] - points->centre[j]) / points->scale[j];
        out[i] = kl_mixture_log_density(fit->model, fit->k, d, at, shares, work) - volume;
    }
    kl_free(at);
    return KL_OK;
}

/* −ln density of one normal distribution is a constant and half of a square, which is d in the mean over the draws that
 * it was fitted to, and over others more by two for each parameter and draw (Akaike 1974). */
static void set_loss_error(const kl_fit *fit, kl_estimate *e) {
    const kl_points *points = &fit->points;
    const double n = (double)points->n, d = (double)points->d;
    const double parameters = (double)kl_fit_model_size(fit->options.family, fit->k, points->d) - 1;
    double variance = 0, fourth = 0;
    for (size_t i = 0; i < points->n; i++) {
        const double apart = -fit->log_q[i] - fit->value, square = 1 + 2 * apart / d;
        variance += points->p[i] * apart * apart;
        fourth += points->p[i] * square * square;
    }
    const double factor = kl_exp(log_reach(fourth, n)), middle = d / 2 + parameters / n;
    set_interval(e, sqrt(variance / n), e->value - d / 2 + middle / factor,
                 e->value - d / 2 + middle * factor, n >= DRAWS_A_PARAMETER * parameters);
}

static kl_status of_draws(const kl_fit *fit, kl_measure_id measure, kl_estimate *out,
                          kl_error *error) {
    const kl_points *points = &fit->points;
    if (measure != KL_CROSS_ENTROPY)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "%s asks for the target's density, which draws have not: give a grid",
                       kl_measure_get(measure)->name);
    *out = kl_estimate_exact(fit->value + log_volume(points), KL_UNIT_NATS);
    out->method = KL_METHOD_INDEPENDENT;
    out->standard_error = NAN;
    out->n = points->n;
    if (points->alike)
        set_loss_error(fit, out);
    *out = with_flag(fit, *out);
    return KL_OK;
}

static kl_status of_grid(const kl_fit *fit, kl_measure_id measure, kl_estimate *out,
                         kl_error *error) {
    const kl_points *points = &fit->points;
    const size_t n = points->n;
    kl_measure_options options;
    kl_measure_options_init(&options);
    if (measure == fit->options.measure)
        options.parameter = fit->options.parameter;
    /* By logarithms, of the measures that have that way. */
    kl_status status = kl_measure_logits(measure, kl_f64(points->log_p, n), kl_f64(fit->log_q, n),
                                         &options, out, error);
    if (status != KL_ERROR_UNSUPPORTED)
        return status;
    double *q = kl_alloc(n, sizeof *q);
    if (q == NULL)
        return kl_fail_memory(error, "weights", n * sizeof *q);
    for (size_t i = 0; i < n; i++)
        q[i] = kl_exp(fit->log_q[i]);
    status = kl_measure_compute(measure, kl_f64(points->p, n), kl_f64(q, n), &options, out, error);
    kl_free(q);
    return status;
}

kl_status kl_fit_divergence(const kl_fit *fit, kl_measure_id measure, kl_estimate *out,
                            kl_error *error) {
    if (fit == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_fit_divergence: %s is NULL",
                       fit == NULL ? "fit" : "out");
    if (kl_measure_get(measure) == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no measure is %d", (int)measure);
    if (!fit->points.grid)
        return of_draws(fit, measure, out, error);
    kl_status status = of_grid(fit, measure, out, error);
    if (status == KL_OK)
        *out = with_flag(fit, *out);
    return status;
}
