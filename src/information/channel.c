/* SPDX-License-Identifier: Apache-2.0 */
/* The capacity of a channel. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "information/concave.h"
#include "information/shares.h"
#include "kernels/scalar.h"

typedef struct channel {
    size_t rows, columns;
    const kl_kernels *kernels;
    double *cell;   /* p(y|x) */
    double *known;  /* Σ_y p(y|x) ln p(y|x) of each x */
    double *output; /* p(y), and its logarithm, 0 for an output that never comes */
    double *log_output;
} channel;

/* ── Reading ── */

/* Its weights over their total, which is not 0. */
static kl_status divide_row(double *cell, size_t row, size_t n, kl_error *error) {
    double largest = 0;
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t y = 0; y < n; y++)
        largest = fmax(largest, cell[y]);
    if (!(largest > 0))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(row * n), -1,
                          "channel: row %zu is all zero, expected what that input becomes",
                          row + 1);
    const double step = kl_shares_step(largest);
    for (size_t y = 0; y < n; y++)
        cell[y] *= step;
    kl_exact_sum_add_array(&sum, cell, n);
    for (size_t y = 0; y < n; y++)
        cell[y] /= kl_exact_sum_round(&sum);
    return KL_OK;
}

static kl_status read_rows(kl_matrix from, channel *c, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t x = 0; status == KL_OK && x < c->rows; x++) {
        double *cell = c->cell + x * c->columns;
        status = kl_shares_row(from, x, "channel", cell, error);
        if (status == KL_OK)
            status = divide_row(cell, x, c->columns, error);
        for (size_t y = 0; status == KL_OK && y < c->columns; y++)
            c->known[x] += cell[y] > 0 ? cell[y] * kl_log(cell[y]) : 0;
    }
    return status;
}

static kl_status read_channel(kl_matrix from, kl_pool *pool, channel *c, kl_error *error) {
    *c = (channel){.rows = from.rows, .columns = from.columns, .kernels = kl_kernels_for(pool)};
    kl_status status = kl_shares_check(from, "channel", error);
    if (status != KL_OK)
        return status;
    c->cell = kl_alloc(c->rows, c->columns * sizeof *c->cell);
    c->known = kl_alloc_zero(c->rows, sizeof *c->known);
    c->output = kl_alloc(c->columns, 2 * sizeof *c->output);
    if (c->cell == NULL || c->known == NULL || c->output == NULL)
        return kl_fail_memory(error, "a channel", c->rows * c->columns * sizeof *c->cell);
    c->log_output = c->output + c->columns;
    return read_rows(from, c, error);
}

static void channel_free(channel *c) {
    kl_free(c->cell);
    kl_free(c->known);
    kl_free(c->output);
}

/* ── The function ── */

static void find_output(channel *c, const double *p) {
    memset(c->output, 0, c->columns * sizeof *c->output);
    for (size_t x = 0; x < c->rows; x++) {
        const double *cell = c->cell + x * c->columns;
        for (size_t y = 0; y < c->columns; y++)
            c->output[y] += p[x] * cell[y];
    }
}

/* KL(p(y|x) ‖ p(y)) of each x: their mean is the information, the largest of them a bound of any other's. */
static void look(void *context, const double *p, kl_concave_view *view) {
    channel *c = context;
    find_output(c, p);
    c->kernels->log(c->output, c->columns, c->log_output);
    for (size_t y = 0; y < c->columns; y++)
        c->log_output[y] = c->output[y] > 0 ? c->log_output[y] : 0;
    view->value = 0;
    view->bound = -INFINITY;
    for (size_t x = 0; x < c->rows; x++) {
        const double *cell = c->cell + x * c->columns;
        double sum = c->known[x];
        for (size_t y = 0; y < c->columns; y++)
            sum -= cell[y] * c->log_output[y];
        view->slope[x] = sum;
        view->value += p[x] * sum;
        view->bound = fmax(view->bound, sum);
    }
    for (size_t x = 0; x < c->rows; x++)
        view->ratio[x] = kl_exp(view->slope[x] - view->bound);
}

static void curve(void *context, const double *p, double *g) {
    const channel *c = context;
    for (size_t x = 0; x < c->rows; x++)
        for (size_t y = 0; y < c->columns; y++, g++)
            *g = c->output[y] > 0 ? p[x] * c->cell[x * c->columns + y] / sqrt(c->output[y]) : 0;
}

/* ── The answer: both bounds from terms that are not negative ── */

static kl_estimate bounds_of(channel *c, const double *p, double tolerance) {
    kl_exact_sum sum;
    double largest = 0;
    find_output(c, p);
    kl_exact_sum_init(&sum);
    for (size_t x = 0; x < c->rows; x++) {
        const double apart =
            kl_shares_divergence(c->kernels, c->cell + x * c->columns, c->output, c->columns);
        kl_exact_sum_add(&sum, p[x] * apart);
        largest = fmax(largest, apart);
    }
    const double value = kl_exact_sum_round(&sum);
    return kl_concave_bounds(value, fmax(value, largest), c->rows + c->columns, largest, tolerance);
}

kl_status kl_channel_capacity(kl_matrix from, const kl_channel_options *options, double *input,
                              kl_estimate *out, kl_error *error) {
    kl_channel_options how;
    channel c = {.cell = NULL};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_channel_capacity: out is NULL");
    kl_status status = kl_channel_options_read(options, &how, error);
    if (status == KL_OK)
        status = read_channel(from, how.pool, &c, error);
    double *p = status == KL_OK ? kl_alloc(c.rows, sizeof *p) : NULL;
    if (status == KL_OK && p == NULL)
        status = kl_fail_memory(error, "an input", c.rows * sizeof *p);
    const kl_concave of = {c.rows, c.columns, look, curve, &c};
    if (status == KL_OK)
        status = kl_concave_maximise(&of, &how, p, error);
    if (status == KL_OK) {
        *out = bounds_of(&c, p, how.tolerance);
        if (input != NULL)
            memcpy(input, p, c.rows * sizeof *p);
    }
    kl_free(p);
    channel_free(&c);
    return status;
}
