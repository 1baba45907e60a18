/* SPDX-License-Identifier: Apache-2.0 */
/* A joint distribution from a dense table. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/joint.h"
#include "information/joint_weights.h"

static kl_status check(kl_array weights, const size_t *sizes, unsigned variables, kl_error *error) {
    if (sizes == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_from_table: sizes is NULL");
    if (variables == 0 || variables > KL_VARIABLES_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%u variables, expected 1 to %d", variables,
                       KL_VARIABLES_MAX);
    size_t left = weights.n;
    int fits = 1;
    for (unsigned v = 0; v < variables; v++) {
        fits = fits && sizes[v] > 0 && sizes[v] <= UINT32_MAX && left % sizes[v] == 0;
        left /= sizes[v] > 0 ? sizes[v] : 1;
    }
    if (!fits || left != 1)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "the table has %zu weights, which is not the product of its sizes",
                       weights.n);
    return KL_OK;
}

static double weight_at(kl_array weights, size_t i) {
    double weight;
    kl_array_read(weights, i, 1, &weight);
    return weight;
}

static kl_status read_cells(kl_joint *cells, kl_array weights, kl_error *error) {
    size_t size = 0;
    for (size_t i = 0; i < weights.n; i++)
        size += weight_at(weights, i) > 0;
    const kl_status status = kl_joint_room(cells, size, error);
    if (status != KL_OK)
        return status;
    size_t cell = 0;
    for (size_t i = 0; i < weights.n; i++) {
        const double weight = weight_at(weights, i);
        if (weight > 0) {
            cells->weight[cell] = ldexp(weight, -cells->exponent);
            kl_joint_set_ranks(cells, cell++, i);
        }
    }
    return KL_OK;
}

kl_status kl_joint_from_table(kl_array weights, const size_t *sizes, unsigned variables,
                              kl_joint **out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_from_table: out is NULL");
    int exponent;
    kl_status status = kl_joint_weights_check(weights, &exponent, error);
    if (status == KL_OK)
        status = check(weights, sizes, variables, error);
    if (status != KL_OK)
        return status;
    kl_joint *cells = kl_alloc_zero(1, sizeof *cells);
    if (cells == NULL)
        return kl_fail_memory(error, "a joint distribution", sizeof *cells);
    cells->variables = variables;
    cells->exponent = exponent;
    for (unsigned v = 0; v < variables; v++)
        cells->book[v].values = sizes[v];
    status = read_cells(cells, weights, error);
    if (status != KL_OK) {
        kl_joint_free(cells);
        return status;
    }
    return kl_joint_finish(cells, out, error);
}
