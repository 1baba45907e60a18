/* SPDX-License-Identifier: Apache-2.0 */
/* A target of two modes on a line, and how the tests of fits ask for a model and for its numbers. */
#ifndef TESTS_FAMILY_FIT_LINE_H
#define TESTS_FAMILY_FIT_LINE_H

#include "help.h"

#include "../all_cases.h"

static inline kl_fit *fit_of(const kl_fit_target *target, const kl_fit_options *options) {
    kl_fit *fit = NULL;
    kl_error why = KL_ERROR_INIT;
    if (kl_fit_new(target, options, &fit, &why) != KL_OK)
        fail_msg("%s", why.message);
    return fit;
}

static inline kl_fit_options options_of(kl_measure_id measure, size_t components) {
    kl_fit_options options;
    kl_fit_options_init(&options);
    options.family = components == 1 ? KL_FIT_GAUSSIAN : KL_FIT_MIXTURE;
    options.components = components;
    options.measure = measure;
    if (!all_cases())
        options.starts = 2;
    return options;
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static inline double parameter(const kl_fit *fit, size_t c, kl_fit_parameter what, size_t j) {
    kl_estimate out;
    assert_int_equal(kl_fit_estimate(fit, c, what, j, &out, NULL), KL_OK);
    return out.value;
}

static inline double divergence(const kl_fit *fit, kl_measure_id measure) {
    kl_estimate out;
    assert_int_equal(kl_fit_divergence(fit, measure, &out, NULL), KL_OK);
    return out.value;
}

static inline void near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.17g, not %.17g: off by %.3g", value, expected, fabs(value - expected));
}

enum { CELLS = 513 };

static inline double bell(double x, double mean, double scale) {
    return exp(-(x - mean) * (x - mean) / (2 * scale * scale)) / scale;
}

static inline double two_modes(void *context, const double *x, size_t d) {
    (void)context, (void)d;
    return log(0.7 * bell(x[0], -2, 0.8) + 0.3 * bell(x[0], 2.5, 0.6));
}

static double places[CELLS];

static inline kl_fit_target line(void) {
    for (int i = 0; i < CELLS; i++)
        places[i] = -8 + i / 32.0;
    return (kl_fit_target){
        .points = {places, CELLS, 1, 1, KL_F64}, .grid = 1, .log_density = two_modes};
}

#endif
