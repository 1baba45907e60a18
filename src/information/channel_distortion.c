/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rate–distortion function at a slope: with A = e^(−slope·(d − the row's least d)) the least of rate +
 * slope·distortion is slope·(the mean of those) − max_q Σ p(x) ln Σ_x̂ q(x̂) A(x, x̂), a concave function of q.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "information/concave.h"
#include "information/shares.h"
#include "kernels/scalar.h"

typedef struct source {
    size_t rows, columns;
    double *mass;     /* p(x) */
    double *excess;   /* d less the row's least */
    double *affinity; /* A */
    double *total;    /* Σ q A of each x */
    double least;     /* Σ p(x) of the least d */
    double slope;
} source;

/* ── Reading ── */

static kl_status read_source(kl_array from, size_t rows, double *mass, kl_error *error) {
    kl_shares_table shares;
    const kl_matrix row = {from.data, from.n, 1, from.stride, from.dtype};
    if (from.n != rows)
        return kl_fail(error, KL_ERROR_MISMATCH, "source has %zu weights, distortion %zu rows",
                       from.n, rows);
    kl_status status = kl_shares_read(row, "source", &shares, error);
    if (status == KL_OK) {
        memset(mass, 0, rows * sizeof *mass);
        for (size_t i = 0; i < shares.rows; i++)
            mass[shares.row_place[i]] = shares.row[i];
    }
    kl_shares_free(&shares);
    return status;
}

static void take_row(source *s, size_t x) {
    double *excess = s->excess + x * s->columns, *affinity = s->affinity + x * s->columns;
    double least = INFINITY;
    for (size_t j = 0; j < s->columns; j++)
        least = fmin(least, excess[j]);
    s->least += s->mass[x] * least;
    for (size_t j = 0; j < s->columns; j++) {
        excess[j] -= least;
        affinity[j] = excess[j] > 0 ? kl_exp(-s->slope * excess[j]) : 1;
    }
}

static kl_status read_distortion(kl_matrix from, source *s, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t x = 0; status == KL_OK && x < s->rows; x++) {
        status = kl_shares_row(from, x, "distortion", s->excess + x * s->columns, error);
        if (status == KL_OK)
            take_row(s, x);
    }
    return status;
}

static kl_status source_new(kl_array masses, kl_matrix distortion, double slope, source *s,
                            kl_error *error) {
    *s = (source){.rows = distortion.rows, .columns = distortion.columns, .slope = slope};
    kl_status status = kl_shares_check(distortion, "distortion", error);
    if (status != KL_OK)
        return status;
    s->mass = kl_alloc(s->rows, sizeof *s->mass);
    s->excess = kl_alloc(s->rows, s->columns * sizeof *s->excess);
    s->affinity = kl_alloc(s->rows, s->columns * sizeof *s->affinity);
    s->total = kl_alloc(s->rows, sizeof *s->total);
    if (s->mass == NULL || s->excess == NULL || s->affinity == NULL || s->total == NULL)
        return kl_fail_memory(error, "distortions", 2 * s->rows * s->columns * sizeof(double));
    status = read_source(masses, s->rows, s->mass, error);
    return status == KL_OK ? read_distortion(distortion, s, error) : status;
}

static void source_free(source *s) {
    kl_free(s->mass);
    kl_free(s->excess);
    kl_free(s->affinity);
    kl_free(s->total);
}

/* ── The function ── */

/* c_j = Σ p(x) A(x, j)/Σ q A, whose mean over q is 1: f is nowhere above f(q) + ln max c. */
static void look(void *context, const double *q, kl_concave_view *view) {
    source *s = context;
    double value = 0, largest = 0;
    memset(view->slope, 0, s->columns * sizeof *view->slope);
    for (size_t x = 0; x < s->rows; x++) {
        const double *affinity = s->affinity + x * s->columns;
        double total = 0;
        for (size_t j = 0; j < s->columns; j++)
            total += q[j] * affinity[j];
        s->total[x] = total;
        if (s->mass[x] == 0)
            continue;
        value += s->mass[x] * kl_log(total);
        for (size_t j = 0; j < s->columns; j++)
            view->slope[j] += s->mass[x] * affinity[j] / total;
    }
    for (size_t j = 0; j < s->columns; j++) {
        view->ratio[j] = view->slope[j];
        largest = fmax(largest, view->slope[j]);
    }
    view->value = value;
    view->bound = value + kl_log(largest);
}

static void curve(void *context, const double *q, double *g) {
    const source *s = context;
    for (size_t j = 0; j < s->columns; j++)
        for (size_t x = 0; x < s->rows; x++, g++)
            *g = s->mass[x] > 0
                     ? q[j] * sqrt(s->mass[x]) * s->affinity[x * s->columns + j] / s->total[x]
                     : 0;
}

/* ── The answer ── */

/* p(x̂|x) in the place of A, of an x without mass p(x̂); its output to `output`, how much distortion there is above the
 * least. */
static double make_encoder(source *s, const double *q, double *output) {
    double excess = 0;
    memset(output, 0, s->columns * sizeof *output);
    for (size_t x = 0; x < s->rows; x++) {
        double *row = s->affinity + x * s->columns;
        for (size_t j = 0; j < s->columns; j++) {
            row[j] = s->mass[x] > 0 ? row[j] * (q[j] / s->total[x]) : q[j];
            output[j] += s->mass[x] * row[j];
            excess += s->mass[x] * row[j] * s->excess[x * s->columns + j];
        }
    }
    return excess;
}

static void answer(source *s, const kl_kernels *kernels, const double *q, double *output,
                   kl_concave_view *view, double tolerance, kl_rate_distortion_result *out) {
    look(s, q, view);
    const double excess = make_encoder(s, q, output), price = excess > 0 ? s->slope * excess : 0;
    double rate = 0;
    for (size_t x = 0; x < s->rows; x++)
        if (s->mass[x] > 0)
            rate += s->mass[x] *
                    kl_shares_divergence(kernels, s->affinity + x * s->columns, output, s->columns);
    const double low = fmin(rate, fmax(0, -view->bound - price));
    out->distortion = s->least + excess;
    out->rate = kl_concave_bounds(low, rate, s->rows + s->columns, rate + price, tolerance);
}

static kl_status solve(source *s, const kl_channel_options *options,
                       const kl_rate_distortion_arrays *into, kl_rate_distortion_result *out,
                       kl_error *error) {
    const size_t n = s->columns;
    double *q = kl_alloc(n, 4 * sizeof *q);
    if (q == NULL)
        return kl_fail_memory(error, "reproductions", 4 * n * sizeof *q);
    kl_concave_view view = {.slope = q + 2 * n, .ratio = q + 3 * n};
    const kl_concave of = {n, s->rows, look, curve, s};
    const kl_status status = kl_concave_maximise(&of, options, q, error);
    if (status == KL_OK) {
        answer(s, kl_kernels_for(options->pool), q, q + n, &view, options->tolerance, out);
        if (into->reproduction != NULL)
            memcpy(into->reproduction, q + n, n * sizeof *q);
        if (into->encoder != NULL)
            memcpy(into->encoder, s->affinity, s->rows * n * sizeof *q);
    }
    kl_free(q);
    return status;
}

kl_status kl_rate_distortion(kl_array masses, kl_matrix distortion, double slope,
                             const kl_channel_options *options,
                             const kl_rate_distortion_arrays *arrays,
                             kl_rate_distortion_result *out, kl_error *error) {
    kl_channel_options how;
    kl_rate_distortion_arrays into = KL_RATE_DISTORTION_ARRAYS_INIT;
    source s = {.mass = NULL};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_rate_distortion: out is NULL");
    if (!(slope >= 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "slope is %g, expected 0 or more", slope);
    kl_status status = kl_channel_options_read(options, &how, error);
    if (status == KL_OK)
        status = kl_options_read(&into, sizeof into, arrays, "kl_rate_distortion_arrays", error);
    if (status == KL_OK)
        status = source_new(masses, distortion, slope, &s, error);
    if (status == KL_OK)
        status = solve(&s, &how, &into, out, error);
    source_free(&s);
    return status;
}
