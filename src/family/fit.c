/* SPDX-License-Identifier: Apache-2.0 */
/* Fits: the way down from each beginning, and the best end. */
#include "family/fit.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"

#include <math.h>
#include <string.h>

/* Steps of expectation and maximisation before the descent: they come near fast and arrive slowly. */
enum { EARLY_STEPS = 50 };
/* Beyond so many times the range of the target a divergence falls by less than 10⁻¹² to a minimum, if to any. */
#define FLAT 1e3
/* A component as narrow as rounding holds as many draws for each dimension, and for one more. */
enum { DRAWS_A_DIMENSION = 4 };

void kl_fit_options_init(kl_fit_options *options) {
    *options = (kl_fit_options){.size = sizeof *options,
                                .family = KL_FIT_GAUSSIAN,
                                .components = 2,
                                .measure = KL_DIVERGENCE,
                                .parameter = NAN,
                                .starts = 16,
                                .iterations = 1000};
}

static kl_status check_options(const kl_fit_options *o, const kl_measure *descended, int grid,
                               kl_error *error) {
    if (o->family < KL_FIT_GAUSSIAN || o->family > KL_FIT_CATEGORICAL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no family of fits is %d", (int)o->family);
    if (o->components == 0 || o->starts == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is 0: it must be at least 1",
                       o->starts == 0 ? "starts" : "components");
    if (!grid && o->family == KL_FIT_CATEGORICAL)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "a categorical is fitted to cells, which draws have not: give a grid");
    if (!grid && descended->id != KL_DIVERGENCE)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "%s asks for the target's density, which draws have not: give a grid",
                       kl_measure_get(o->measure)->name);
    return KL_OK;
}

/* Where the target is 0 and every model is not. */
static kl_status check_zeros(const kl_points *points, const kl_measure *measure, kl_error *error) {
    if (!points->grid || measure->generator_at_zero < INFINITY)
        return KL_OK;
    for (size_t i = 0; i < points->n; i++)
        if (points->log_p[i] == -INFINITY)
            return kl_fail_at(
                error, KL_ERROR_VALUE, (int64_t)i, -1,
                "the target is 0 in cell %zu, where every model is not: %s is infinite. "
                "Leave such cells out",
                i, measure->name);
    return KL_OK;
}

static size_t model_size(const kl_fit *fit) {
    return kl_fit_model_size(fit->options.family, fit->k, fit->points.d);
}

/* ── One beginning ── */

typedef struct start {
    double *model;
    double value;
    unsigned iterations;
    int converged;
} start;

typedef struct race {
    const kl_fit *fit;
    start *starts;
} race;

static double slope_of(const void *context, const double *x, double *gradient) {
    return kl_fit_value(context, x, gradient);
}

/* A component that closed in on one draw, or on several that are alike, has a likelihood without bound, which is no
 * fit; on a grid it has none that is narrower than any cell. One that is narrow beside the target may be right, but not
 * if it holds a few draws only, which may lie near each other by chance. */
static int lost_volume(const kl_fit *fit, const double *model) {
    const double least = -30, narrow = -14; /* ln of a share of the target's deviation */
    const size_t d = fit->points.d, size = kl_component_size(d);
    const size_t components = fit->options.family == KL_FIT_CATEGORICAL ? 0 : fit->k;
    double total = 0;
    for (size_t c = 0; c < components; c++)
        total += kl_exp(model[c * size] - model[0]);
    for (size_t c = 0; c < components; c++) {
        const double draws = kl_exp(model[c * size] - model[0]) / total * (double)fit->points.n;
        const int few = !fit->points.grid && draws < DRAWS_A_DIMENSION * (double)(d + 1);
        for (size_t i = 0; i < d; i++)
            if (!(model[c * size + 1 + d + i * (i + 1) / 2 + i] > (few ? narrow : least)))
                return 1;
    }
    return 0;
}

static kl_status descend(const kl_fit *fit, const kl_fit_problem *problem, start *s, double *work,
                         kl_error *error) {
    kl_descent descent = {.iterations_max = fit->options.iterations,
                          .steepness = kl_fit_steepness(&fit->row)};
    if (fit->row.id == KL_DIVERGENCE && fit->options.family == KL_FIT_MIXTURE && fit->k > 1)
        for (int i = 0; i < EARLY_STEPS; i++)
            if (!isfinite(kl_fit_improve(problem, s->model, work)))
                return KL_OK;
    kl_status status =
        kl_descend(slope_of, problem, s->model, model_size(fit), &descent, &s->converged, error);
    s->value = isfinite(descent.value) && !lost_volume(fit, s->model) ? descent.value : INFINITY;
    s->iterations = descent.iterations;
    return status;
}

static kl_status run_start(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const race *r = context;
    const kl_fit *fit = r->fit;
    start *s = &r->starts[index];
    const size_t d = fit->points.d;
    kl_fit_problem problem;
    double *work = kl_alloc(3 * fit->points.n + d + d * d, sizeof *work);
    s->value = INFINITY;
    s->model = kl_alloc(model_size(fit), sizeof *s->model);
    kl_status status =
        kl_fit_problem_new(&problem, &fit->points, fit->options.family, fit->k, &fit->row, error);
    if (status == KL_OK && (work == NULL || s->model == NULL))
        status = kl_fail_memory(error, "a fit", 3 * fit->points.n * sizeof *work);
    if (status == KL_OK && kl_fit_begin_start(fit, index, s->model, work))
        status = descend(fit, &problem, s, work, error);
    kl_fit_problem_free(&problem);
    kl_free(work);
    return status;
}

/* ── The best end ── */

/* Whether a component is so much wider than the target's range that it is flat there, and a wider one as good. */
static int is_flat(const kl_fit *fit, const double *model) {
    const kl_points *points = &fit->points;
    const size_t d = points->d;
    for (size_t i = 0; i < d && fit->options.family != KL_FIT_CATEGORICAL; i++) {
        double low = INFINITY, high = -INFINITY;
        for (size_t m = 0; m < points->n; m++) {
            low = fmin(low, points->x[m * d + i]);
            high = fmax(high, points->x[m * d + i]);
        }
        for (size_t c = 0; c < fit->k; c++)
            if (model[c * kl_component_size(d) + 1 + d + i * (i + 1) / 2 + i] >
                kl_log(FLAT * (high - low)))
                return 1;
    }
    return 0;
}

static kl_status take_best(kl_fit *fit, const start *starts, size_t n, kl_error *error) {
    const start *best = &starts[0];
    for (size_t i = 1; i < n; i++)
        if (starts[i].value < best->value)
            best = &starts[i];
    if (best->value == INFINITY)
        return kl_fail(error, KL_ERROR_VALUE,
                       "no beginning came to an end: each has a component that closed in on points "
                       "that are alike, lie in a plane or are nearer to each other than rounding "
                       "beside the others");
    memcpy(fit->model, best->model, model_size(fit) * sizeof *fit->model);
    fit->iterations = best->iterations;
    fit->converged = best->converged && !is_flat(fit, best->model);
    return KL_OK;
}

/* The nearest single distribution forward is unique, and so is the nearest categorical: divergences are convex
 * in the weights. */
static size_t start_count(const kl_fit *fit) {
    const int unique =
        fit->options.family == KL_FIT_CATEGORICAL || (fit->k == 1 && fit->row.id == KL_DIVERGENCE);
    return unique || fit->options.begin.n > 0 ? 1 : fit->options.starts;
}

static kl_status run_all(kl_fit *fit, kl_error *error) {
    const size_t n = start_count(fit);
    race r = {fit, kl_alloc_zero(n, sizeof *r.starts)};
    if (r.starts == NULL)
        return kl_fail_memory(error, "starts", n * sizeof *r.starts);
    kl_status status = kl_pool_run(fit->options.pool, n, run_start, &r, error);
    if (status == KL_OK)
        status = take_best(fit, r.starts, n, error);
    for (size_t i = 0; i < n; i++)
        kl_free(r.starts[i].model);
    kl_free(r.starts);
    return status;
}

/* ── In the target's units ── */

/* The heaviest component first: an insertion sort, for they are few. */
static void sort_components(kl_fit *fit) {
    const size_t size = kl_component_size(fit->points.d);
    for (size_t i = 1; i < fit->k; i++)
        for (size_t c = i; c > 0 && fit->model[c * size] > fit->model[(c - 1) * size]; c--)
            for (size_t j = 0; j < size; j++) {
                const double swap = fit->model[c * size + j];
                fit->model[c * size + j] = fit->model[(c - 1) * size + j];
                fit->model[(c - 1) * size + j] = swap;
            }
}

static void set_weights(kl_fit *fit) {
    const size_t size = model_size(fit) / fit->k;
    double total = 0, largest = -INFINITY;
    for (size_t c = 0; c < fit->k; c++)
        largest = fmax(largest, fit->model[c * size]);
    for (size_t c = 0; c < fit->k; c++)
        total += fit->weights[c] = kl_exp(fit->model[c * size] - largest);
    for (size_t c = 0; c < fit->k; c++)
        fit->weights[c] /= total;
}

/* An element of the lower factor. */
static double factor_at(const double *factor, size_t i, size_t j) {
    const double there = factor[i * (i + 1) / 2 + j];
    return i == j ? kl_exp(there) : there;
}

static void set_component(kl_fit *fit, size_t c) {
    const kl_points *points = &fit->points;
    const size_t d = points->d;
    const double *component = fit->model + c * kl_component_size(d), *factor = component + 1 + d;
    double *mean = fit->means + c * d, *covariance = fit->covariances + c * d * d;
    for (size_t i = 0; i < d; i++) {
        mean[i] = points->centre[i] + points->scale[i] * component[1 + i];
        for (size_t j = 0; j <= i; j++) {
            double sum = 0;
            for (size_t m = 0; m <= j; m++)
                sum += factor_at(factor, i, m) * factor_at(factor, j, m);
            covariance[i * d + j] = covariance[j * d + i] =
                sum * points->scale[i] * points->scale[j];
        }
    }
}

kl_status kl_fit_allocate(kl_fit *fit, kl_error *error) {
    const size_t d = fit->points.d, k = fit->k;
    const size_t bells = fit->options.family == KL_FIT_CATEGORICAL ? 0 : k;
    fit->model = kl_alloc(model_size(fit), sizeof *fit->model);
    fit->weights = kl_alloc(k, sizeof *fit->weights);
    fit->means = kl_alloc(bells, d * sizeof *fit->means);
    fit->covariances = kl_alloc(bells, d * d * sizeof *fit->covariances);
    fit->log_q = kl_alloc(fit->points.n, sizeof *fit->log_q);
    if (!fit->model || !fit->weights || !fit->means || !fit->covariances || !fit->log_q)
        return kl_fail_memory(error, "a fit", k * d * d * sizeof *fit->covariances);
    return KL_OK;
}

/* What is asked of the fit later. */
kl_status kl_fit_finish(kl_fit *fit, kl_error *error) {
    kl_fit_problem problem;
    const int bells = fit->options.family != KL_FIT_CATEGORICAL;
    if (bells)
        sort_components(fit);
    set_weights(fit);
    for (size_t c = 0; bells && c < fit->k; c++)
        set_component(fit, c);
    kl_status status =
        kl_fit_problem_new(&problem, &fit->points, fit->options.family, fit->k, &fit->row, error);
    if (status == KL_OK) {
        fit->value = kl_fit_value(&problem, fit->model, NULL);
        memcpy(fit->log_q, problem.log_q, fit->points.n * sizeof *fit->log_q);
    }
    kl_fit_problem_free(&problem);
    return status;
}

/* Maximum likelihood of one normal distribution: the moments. */
static kl_status closed_form(kl_fit *fit, kl_error *error) {
    const size_t d = fit->points.d;
    double *moments = kl_alloc(d + d * d, sizeof *moments);
    if (moments == NULL)
        return kl_fail_memory(error, "moments", (d + d * d) * sizeof *moments);
    kl_points_moments(&fit->points, NULL, moments, moments + d);
    fit->converged = kl_component_set(fit->model, d, 0, moments, moments + d);
    kl_free(moments);
    if (!fit->converged)
        return kl_fail(error, KL_ERROR_VALUE, "the draws lie in a plane of their %zu dimensions",
                       d);
    return KL_OK;
}

static kl_status fit_all(kl_fit *fit, const kl_fit_target *target, kl_error *error) {
    kl_status status = kl_fit_row(fit->options.measure, fit->options.parameter, &fit->row, error);
    if (status == KL_OK)
        status = check_options(&fit->options, &fit->row, target->grid, error);
    if (status == KL_OK)
        status = kl_points_read(&fit->points, target, error);
    if (status == KL_OK)
        status = check_zeros(&fit->points, &fit->row, error);
    if (status == KL_OK)
        status = kl_fit_check_begin(&fit->options, &fit->points, error);
    fit->k = fit->options.family == KL_FIT_GAUSSIAN ? 1 : fit->options.components;
    if (fit->options.family == KL_FIT_CATEGORICAL && fit->k > fit->points.n)
        fit->k = fit->points.n;
    if (status == KL_OK)
        status = kl_fit_allocate(fit, error);
    if (status == KL_OK)
        status = fit->k == 1 && !fit->points.grid ? closed_form(fit, error) : run_all(fit, error);
    return status == KL_OK ? kl_fit_finish(fit, error) : status;
}

kl_status kl_fit_new(const kl_fit_target *target, const kl_fit_options *options, kl_fit **out,
                     kl_error *error) {
    if (target == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_fit_new: %s is NULL",
                       target == NULL ? "target" : "out");
    *out = NULL;
    kl_fit *fit = kl_alloc_zero(1, sizeof *fit);
    if (fit == NULL)
        return kl_fail_memory(error, "a fit", sizeof *fit);
    kl_fit_options_init(&fit->options);
    kl_status status =
        kl_options_read(&fit->options, sizeof fit->options, options, "kl_fit_options", error);
    if (status == KL_OK)
        status = fit_all(fit, target, error);
    if (status != KL_OK) {
        kl_fit_free(fit);
        return status;
    }
    *out = fit;
    return KL_OK;
}

void kl_fit_free(kl_fit *fit) {
    if (fit == NULL)
        return;
    kl_points_free(&fit->points);
    kl_free(fit->model);
    kl_free(fit->weights);
    kl_free(fit->means);
    kl_free(fit->covariances);
    kl_free(fit->log_q);
    kl_free(fit);
}
