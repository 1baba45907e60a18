/* SPDX-License-Identifier: Apache-2.0 */
/* The Wasserstein distance on a line and on a circle. */
#include <math.h>

#include "base/error.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "transport/line.h"

void kl_line_options_init(kl_line_options *options) {
    *options = (kl_line_options){.size = sizeof *options, .power = 1};
}

static kl_status read_options(const kl_line_options *given, kl_line_options *out, kl_error *error) {
    kl_line_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_line_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->power >= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "p is %g, expected 1 or more", out->power);
    if (!(out->period >= 0 && out->period < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "the period is %g, expected 0 or more",
                       out->period);
    if (out->period > 0 && out->power == INFINITY)
        return kl_fail(error, KL_ERROR_ARGUMENT, "on a circle p must be finite");
    return KL_OK;
}

static double root(double mean, double power) {
    if (power == 1 || power == INFINITY)
        return mean;
    return power == 2 ? sqrt(mean) : kl_exp(kl_log(mean) / power);
}

kl_status kl_wasserstein_line(kl_array x, kl_array a, kl_array y, kl_array b,
                              const kl_line_options *options, double *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_wasserstein_line: out must not be NULL");
    kl_line_options read;
    kl_line line = {.power = 1};
    kl_status status = read_options(options, &read, error);
    if (status == KL_OK)
        status = kl_line_read(x, a, y, b, &read, 0, &line, error);
    int64_t turn = 0;
    if (status == KL_OK)
        status = kl_line_turn(&line, read.pool, &turn, error);
    double cost = 0;
    if (status == KL_OK)
        status = kl_line_cost(&line, turn, read.pool, &cost, error);
    if (status == KL_OK) {
        const double mean = line.power == INFINITY ? cost : cost / (double)line.masses.total;
        *out = ldexp(root(mean, line.power), line.exponent);
    }
    kl_line_clear(&line);
    return status;
}
