/* SPDX-License-Identifier: Apache-2.0 */
/* Masses as the caller gave them. */
#include "transport/sides.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"

/* Of totals, by how much they may differ: masses that were divided by a sum of their own type add up to 1 but for its
 * roundings, which are 2^-24 each in f32. */
static double apart_by_rounding(kl_dtype dtype) {
    return dtype == KL_BF16 ? 2e-2 : dtype == KL_F16 ? 4e-3 : dtype == KL_F32 ? 1e-5 : 1e-9;
}

static const char *name_of(size_t side) {
    return side == 0 ? "a" : "b";
}

static kl_status check_masses(kl_side *out, size_t side, kl_error *error) {
    kl_exact_sum sum;
    for (size_t i = 0; i < out->n; i++)
        if (!(out->mass[i] >= 0) || isinf(out->mass[i]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "mass %zu of %s is %g: masses are finite and not negative", i,
                              name_of(side), out->mass[i]);
    kl_exact_sum_init(&sum);
    kl_exact_sum_add_array(&sum, out->mass, out->n);
    out->total = kl_exact_sum_round(&sum);
    if (out->total > 0 && out->total < INFINITY)
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE, "all masses of %s together are %g: there is %s",
                   name_of(side), out->total, out->total > 0 ? "no total" : "nothing to move");
}

kl_status kl_side_read(kl_array array, size_t n, size_t side, kl_side *out, kl_error *error) {
    const int is_uniform = array.data == NULL && array.n == 0;
    *out = (kl_side){NULL, n, 1, is_uniform, is_uniform ? 0 : apart_by_rounding(array.dtype)};
    if (!is_uniform && (array.data == NULL || kl_dtype_size(array.dtype) == 0 || array.n != n))
        return kl_fail_input(
            error,
            kl_fail(error, KL_ERROR_ARGUMENT,
                    "%s has %zu masses for %zu places, or no data or an unknown dtype",
                    name_of(side), array.n, n),
            side);
    out->mass = kl_alloc(n, sizeof(double));
    if (out->mass == NULL)
        return kl_fail_memory(error, "masses", n * sizeof(double));
    for (size_t i = 0; i < n && is_uniform; i++)
        out->mass[i] = 1 / (double)n;
    if (is_uniform)
        return KL_OK;
    kl_array_read(array, 0, n, out->mass);
    const kl_status status = check_masses(out, side, error);
    return status == KL_OK ? status : kl_fail_input(error, status, side);
}

void kl_side_free(kl_side *side) {
    kl_free(side->mass);
    side->mass = NULL;
}

void kl_side_share(kl_side *side) {
    for (size_t i = 0; i < side->n; i++)
        side->mass[i] /= side->total;
    side->total = 1;
}

kl_status kl_sides_compare(const kl_side *a, const kl_side *b, kl_error *error) {
    const double apart = fmax(a->rounding, b->rounding);
    if (fabs(a->total - b->total) <= apart * fmax(a->total, b->total))
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE,
                   "a has a mass of %.10g, b of %.10g, which is %.3g %s: divide both by their "
                   "totals, or set a price (unmatched; penalty, where transport is entropic)",
                   a->total, b->total, fabs(a->total - b->total),
                   b->total > a->total ? "more" : "less");
}
