/* SPDX-License-Identifier: Apache-2.0 */
/* Critics of bounded slope: clipped weights, and the gradient penalty. */
#include <kullback/loss_adversarial.h>

#include "base/error.h"
#include "base/options.h"
#include "loss/matrix.h"

#include <math.h>

/* The largest number of the type that is not above the limit. */
static double largest_within(double limit, kl_dtype dtype) {
    uint16_t bits[4];
    double nearest;
    kl_number_store(dtype, bits, 0, limit);
    kl_array_read((kl_array){bits, 1, 1, dtype}, 0, 1, &nearest);
    if (nearest <= limit)
        return nearest;
    if (dtype == KL_F32)
        return (double)nextafterf((float)nearest, 0);
    bits[0]--;
    kl_array_read((kl_array){bits, 1, 1, dtype}, 0, 1, &nearest);
    return nearest;
}

kl_status kl_critic_clip(void *weights, size_t n, kl_dtype dtype, double limit, uint64_t *clipped,
                         kl_error *error) {
    const kl_matrix all = {weights, 1, n, (ptrdiff_t)n, dtype};
    kl_status status = kl_check_matrix(all, "weights", 1, n, error);
    if (status == KL_OK && !(limit > 0 && limit < INFINITY))
        status = kl_fail(error, KL_ERROR_ARGUMENT, "limit is %g, expected a number above 0", limit);
    const double most = status == KL_OK ? largest_within(limit, dtype) : 0;
    uint64_t count = 0;
    for (size_t i = 0; i < n && status == KL_OK; i++) {
        const double w = kl_matrix_at(all, 0, i);
        if (isnan(w))
            status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1, "weights: %zu is NaN", i);
        if (fabs(w) > limit) {
            kl_number_store(dtype, weights, i, w < 0 ? -most : most);
            count++;
        }
    }
    if (status == KL_OK && clipped != NULL)
        *clipped = count;
    return status;
}

void kl_gradient_penalty_options_init(kl_gradient_penalty_options *options) {
    *options = (kl_gradient_penalty_options){.size = sizeof *options, .weight = 10, .target = 1};
}

static kl_status read_options(const kl_gradient_penalty_options *given,
                              kl_gradient_penalty_options *out, kl_error *error) {
    kl_gradient_penalty_options_init(out);
    kl_status status =
        kl_options_read(out, sizeof *out, given, "kl_gradient_penalty_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->weight >= 0 && out->weight < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "weight is %g, expected 0 or more", out->weight);
    if (!(out->target >= 0 && out->target < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "target is %g, expected 0 or more", out->target);
    return KL_OK;
}

/* The length of a row, by a power of two that its squares stay in the doubles with. */
static kl_status measure_row(kl_matrix slopes, size_t row, double *length, kl_error *error) {
    double largest = 0, sum = 0;
    int exponent = 0;
    for (size_t j = 0; j < slopes.columns; j++) {
        const double x = kl_matrix_at(slopes, row, j);
        if (!isfinite(x))
            return kl_refuse_element("slopes", row, j, x, "it must be finite", error);
        largest = fabs(x) > largest ? fabs(x) : largest;
    }
    frexp(largest, &exponent);
    for (size_t j = 0; j < slopes.columns; j++) {
        const double x = ldexp(kl_matrix_at(slopes, row, j), -exponent);
        sum += x * x;
    }
    *length = ldexp(sqrt(sum), exponent);
    return KL_OK;
}

/* λ(‖∇‖ − t)² and its derivative by ‖∇‖. */
static kl_status one_row(const kl_gradient_penalty_options *options, size_t row, double length,
                         double *loss, double *pull, kl_error *error) {
    const double over = length - options->target;
    const int costs = over > 0 || !options->one_sided;
    *loss = costs ? options->weight * over * over : 0;
    *pull = costs ? 2 * options->weight * over : 0;
    if (isfinite(*loss) && isfinite(*pull))
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "slopes: row %zu has a length of %g: its loss leaves the doubles", row,
                      length);
}

kl_status kl_loss_gradient_penalty(kl_matrix slopes, const kl_gradient_penalty_options *given,
                                   const kl_loss_gradient *gradient,
                                   const kl_gradient_penalty_rows *rows, double *loss,
                                   kl_error *error) {
    const kl_gradient_penalty_rows kept = rows != NULL ? *rows : (kl_gradient_penalty_rows){0};
    const size_t n = slopes.rows;
    kl_gradient_penalty_options options;
    kl_status status = read_options(given, &options, error);
    if (status == KL_OK)
        status = kl_check_matrix(slopes, "slopes", n, slopes.columns, error);
    if (status == KL_OK && gradient != NULL)
        status = kl_check_into(gradient, slopes, "slopes", n, error);
    if (status == KL_OK)
        status = kl_check_reduction(options.reduction, n, kept.loss, loss, error);
    const double divisor = kl_reduction_divisor(options.reduction, n);
    double total = 0;
    for (size_t row = 0; row < n && status == KL_OK; row++) {
        double length = 0, of_row = 0, pull = 0;
        status = measure_row(slopes, row, &length, error);
        if (status == KL_OK)
            status = one_row(&options, row, length, &of_row, &pull, error);
        if (status != KL_OK)
            return status;
        total += of_row;
        kl_keep(kept.loss, row, of_row);
        kl_keep(kept.slope, row, length);
        for (size_t j = 0; gradient != NULL && j < slopes.columns; j++) {
            const double along = length > 0 ? kl_matrix_at(slopes, row, j) / length : 0;
            kl_into_store(gradient, slopes, row, j, pull / divisor * along);
        }
    }
    if (status == KL_OK && options.reduction != KL_REDUCTION_NONE)
        *loss = total / divisor;
    return status;
}
