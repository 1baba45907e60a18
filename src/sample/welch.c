/* SPDX-License-Identifier: Apache-2.0 */
/* Means of independent observations. */
#include "sample/welch.h"

#include "kernels/scalar.h"
#include "sample/interval.h"
#include "sample/student.h"

#include <math.h>

/* A sum that no double holds is taken of numbers that are smaller by a power of two. */
#define SMALLER 64

static double mean_of(double (*at)(const void *context, size_t i), const void *context, size_t n,
                      int smaller) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++)
        kl_exact_sum_add(&sum, ldexp(at(context, i), -smaller));
    const double total = kl_exact_sum_round(&sum);
    return isfinite(total) || smaller > 0 ? ldexp(total / (double)n, smaller)
                                          : mean_of(at, context, n, SMALLER);
}

kl_mean kl_mean_of(double (*at)(const void *context, size_t i), const void *context, size_t n) {
    kl_mean out = {.value = mean_of(at, context, n, 0), .n = n};
    kl_exact_sum squares;
    kl_exact_sum_init(&squares);
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(at(context, i) - out.value));
    const int exponent = largest > 0 && largest < INFINITY ? ilogb(largest) : 0;
    for (size_t i = 0; i < n; i++) {
        const double apart = ldexp(at(context, i) - out.value, -exponent);
        kl_exact_sum_add(&squares, apart * apart);
    }
    const double variance = kl_exact_sum_round(&squares) / ((double)n - 1) / (double)n;
    out.standard_error = ldexp(sqrt(variance), exponent);
    return out;
}

static void set_interval(double standard_error, double df, double confidence, kl_estimate *out) {
    const double half = standard_error * kl_student_quantile(confidence, df);
    out->standard_error = standard_error;
    out->low = out->value - half;
    out->high = out->value + half;
    out->confidence = confidence;
}

kl_estimate kl_mean_estimate(kl_mean mean, kl_unit unit, double confidence) {
    kl_estimate out = kl_estimate_bare(mean.value, unit, KL_METHOD_INDEPENDENT, mean.n);
    out.flags = KL_FLAG_INDEPENDENT_DRAWS;
    if (mean.n < 2)
        out.flags |= KL_FLAG_FEW_UNITS;
    else if (mean.standard_error < INFINITY)
        set_interval(mean.standard_error, (double)mean.n - 1, confidence, &out);
    return out;
}

void kl_welch_interval(kl_mean a, kl_mean b, double confidence, kl_estimate *out) {
    const double n = (double)a.n - 1, m = (double)b.n - 1;
    const double errors[2] = {a.standard_error, b.standard_error};
    if (!(n > 0 && m > 0)) {
        out->flags |= KL_FLAG_FEW_UNITS;
        return;
    }
    if (!(errors[0] < INFINITY && errors[1] < INFINITY))
        return;
    const double both = kl_length(errors, 2);
    if (both == INFINITY)
        return;
    const double of_a = both > 0 ? a.standard_error / both : 0, share = of_a * of_a;
    const double df = both > 0 ? 1 / (share * share / n + (1 - share) * (1 - share) / m) : n + m;
    set_interval(both, df, confidence, out);
}
