/* SPDX-License-Identifier: Apache-2.0 */
/* Costs of points in single precision. */
#include "transport/single.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

/* The middle of each coordinate is taken off, so that floats hold what is left; largest magnitude 1. */
static void convert(const kl_costs *costs, size_t c, double scale, kl_single_costs *out) {
    const double *y = costs->y + c * costs->stride;
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < costs->rows; i++) {
        const double x = costs->x[i * costs->dimension + c];
        low = fmin(low, x), high = fmax(high, x);
    }
    for (size_t j = 0; j < costs->columns; j++)
        low = fmin(low, y[j]), high = fmax(high, y[j]);
    const double middle = low / 2 + high / 2;
    for (size_t i = 0; i < costs->rows; i++)
        out->x[i * costs->dimension + c] =
            (float)((costs->x[i * costs->dimension + c] - middle) * scale);
    for (size_t j = 0; j < costs->columns; j++)
        out->y[c * costs->stride + j] = (float)((y[j] - middle) * scale);
}

kl_status kl_single_costs_new(const kl_costs *costs, kl_single_costs *out, kl_error *error) {
    *out = (kl_single_costs){.costs = costs};
    if (costs->x == NULL || costs->power != 1 || !isnan(costs->unmatched) || costs->bound == 0)
        return KL_OK;
    out->x = kl_alloc(costs->rows, costs->dimension * sizeof(float));
    out->y = kl_alloc_zero(costs->stride, costs->dimension * sizeof(float));
    if (out->x == NULL || out->y == NULL)
        return kl_fail_memory(error, "points",
                              (costs->rows + costs->stride) * costs->dimension * sizeof(float));
    const int squared = costs->apart == KL_APART_SQUARED;
    const double across = squared ? sqrt(costs->bound / costs->factor) : costs->bound;
    int exponent;
    frexp(across, &exponent);
    const double scale = ldexp(1, -exponent);
    for (size_t c = 0; c < costs->dimension; c++)
        convert(costs, c, scale, out);
    out->factor = (squared ? scale * scale : scale) / costs->factor;
    /* Rounding of coordinates and their difference, of a square, and of the sum. */
    out->slack = costs->bound * (double)(costs->dimension + 16) * 0x1p-22;
    return KL_OK;
}

void kl_single_costs_free(kl_single_costs *single) {
    kl_free(single->x);
    kl_free(single->y);
    single->x = single->y = NULL;
}

void kl_single_costs_row(const kl_single_costs *single, size_t i, size_t first, size_t n,
                         float *room) {
    const kl_costs *costs = single->costs;
    costs->loops->single_apart[costs->apart](single->x + i * costs->dimension, single->y + first,
                                             costs->stride, costs->dimension, n, room);
}
