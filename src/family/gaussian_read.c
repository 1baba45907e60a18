/* SPDX-License-Identifier: Apache-2.0 */
/* Reading and checking a kl_gaussian. */
#include "base/alloc.h"
#include "base/array.h"
#include "base/error.h"
#include "family/gaussian.h"
#include "kernels/linear.h"

#include <math.h>

static const char *name_of(int input) {
    return input == 0 ? "p" : "q";
}

static kl_status check_form(const kl_gaussian *g, int input, kl_error *error) {
    const char *name = name_of(input);
    const size_t n = g->mean.n;
    const int full = kl_matrix_is_given(g->covariance), factor = kl_matrix_is_given(g->factor);
    if (n == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "mean of %s is empty", name);
    if (full == kl_array_is_given(g->variance) || (full && factor))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s needs either a covariance or a variance, which a factor may go with",
                       name);
    if (!full && g->variance.n != n)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s has %zu means and %zu variances", name, n,
                       g->variance.n);
    if (full && (g->covariance.rows != n || g->covariance.columns != n))
        return kl_fail(error, KL_ERROR_ARGUMENT, "covariance of %s is %zu × %zu, not %zu × %zu",
                       name, g->covariance.rows, g->covariance.columns, n, n);
    if (factor && g->factor.rows != n)
        return kl_fail(error, KL_ERROR_ARGUMENT, "factor of %s has %zu rows, not %zu", name,
                       g->factor.rows, n);
    return KL_OK;
}

static kl_status read_numbers(kl_array from, const char *what, int input, int64_t first, double *to,
                              kl_error *error) {
    if (from.data == NULL || kl_dtype_size(from.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s of %s: no data or unknown dtype", what,
                       name_of(input));
    kl_array_read(from, 0, from.n, to);
    for (size_t i = 0; i < from.n; i++) {
        const long long at = (long long)first + (long long)i;
        if (!isfinite(to[i]))
            return kl_fail_at(error, KL_ERROR_VALUE, at, -1,
                              "%s of %s is %g at %lld: it must be a finite number", what,
                              name_of(input), to[i], at);
    }
    return KL_OK;
}

static kl_status read_array(kl_array from, const char *what, int input, double **to,
                            kl_error *error) {
    *to = kl_alloc(from.n, sizeof **to);
    if (*to == NULL)
        return kl_fail_memory(error, what, from.n * sizeof **to);
    return read_numbers(from, what, input, 0, *to, error);
}

static kl_status read_matrix(kl_matrix from, const char *what, int input, double **to,
                             kl_error *error) {
    kl_status status = KL_OK;
    *to = kl_alloc(from.rows, from.columns * sizeof **to);
    if (*to == NULL)
        return kl_fail_memory(error, what, from.rows * from.columns * sizeof **to);
    for (size_t i = 0; i < from.rows && status == KL_OK; i++)
        status = read_numbers(kl_matrix_row(from, i), what, input, (int64_t)(i * from.columns),
                              *to + i * from.columns, error);
    return status;
}

static kl_status check_variances(const kl_normal *g, int input, kl_error *error) {
    for (size_t i = 0; i < g->n; i++)
        if (!(g->variance[i] > 0))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "variance of %s is %.17g at %zu: it must be above 0", name_of(input),
                              g->variance[i], i);
    return KL_OK;
}

/* Rounding may part what should be equal, but not by more than this share of √(Σ_ii Σ_jj). */
static const double lopsided = 0x1p-30;

static kl_status check_symmetry(const kl_normal *g, int input, kl_error *error) {
    const double *c = g->full;
    for (size_t i = 0; i < g->n; i++)
        for (size_t j = 0; j < i; j++) {
            double scale = sqrt(fabs(c[i * g->n + i])) * sqrt(fabs(c[j * g->n + j]));
            if (fabs(c[i * g->n + j] - c[j * g->n + i]) > lopsided * scale)
                return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(i * g->n + j), -1,
                                  "covariance of %s is not symmetric: %.17g at (%zu, %zu), %.17g "
                                  "at (%zu, %zu)",
                                  name_of(input), c[i * g->n + j], i, j, c[j * g->n + i], j, i);
        }
    return KL_OK;
}

/* What a factor adds may leave the doubles; off the diagonal nothing is larger than on it. */
static kl_status check_sums(const kl_normal *g, int input, kl_error *error) {
    for (size_t i = 0; i < g->n; i++) {
        const double *row = g->factor + i * g->rank;
        if (!isfinite(g->variance[i] + kl_dot(row, row, g->rank)))
            return kl_fail_at(
                error, KL_ERROR_VALUE, (int64_t)i, -1,
                "covariance of %s is beyond the doubles at (%zu, %zu): variance %.17g "
                "and row %zu of the factor",
                name_of(input), i, i, g->variance[i], i);
    }
    return KL_OK;
}

static kl_status read_all(kl_normal *g, const kl_gaussian *given, int input, kl_error *error) {
    kl_status status = read_array(given->mean, "mean", input, &g->mean, error);
    if (status == KL_OK && given->variance.n > 0) {
        status = read_array(given->variance, "variance", input, &g->variance, error);
        if (status == KL_OK)
            status = check_variances(g, input, error);
    }
    if (status == KL_OK && kl_matrix_is_given(given->factor))
        status = read_matrix(given->factor, "factor", input, &g->factor, error);
    if (status == KL_OK && g->factor != NULL)
        status = check_sums(g, input, error);
    if (status == KL_OK && kl_matrix_is_given(given->covariance)) {
        status = read_matrix(given->covariance, "covariance", input, &g->full, error);
        if (status == KL_OK)
            status = check_symmetry(g, input, error);
    }
    return status;
}

kl_status kl_normal_read(kl_normal *normal, const kl_gaussian *given, int input, kl_error *error) {
    *normal = (kl_normal){.input = input};
    if (given == NULL)
        return kl_fail_input(error, kl_fail(error, KL_ERROR_ARGUMENT, "%s is NULL", name_of(input)),
                             (size_t)input);
    normal->n = given->mean.n;
    normal->rank = kl_matrix_is_given(given->factor) ? given->factor.columns : 0;
    kl_status status = check_form(given, input, error);
    if (status == KL_OK)
        status = read_all(normal, given, input, error);
    return status == KL_OK ? status : kl_fail_input(error, status, (size_t)input);
}

void kl_normal_free(kl_normal *normal) {
    kl_free(normal->mean);
    kl_free(normal->variance);
    kl_free(normal->factor);
    kl_free(normal->full);
}
