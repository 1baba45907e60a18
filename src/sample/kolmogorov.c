/* SPDX-License-Identifier: Apache-2.0 */
/* The law of max |F − G|. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/homogeneity.h"

#define PI 3.14159265358979323846

/* P(sup |bridge| > x): alternating where its terms fall fast, else from its other series (Kolmogorov 1933). */
static double limit_law(double x) {
    double sum = 0;
    if (x < 0.2) /* it is 1 to the last digit */
        return 1;
    if (x < 1) {
        for (int k = 1; k < 12; k += 2)
            sum += kl_exp(-k * k * PI * PI / (8 * x * x));
        return fmax(0, 1 - sqrt(2 * PI) / x * sum);
    }
    for (int k = 1; k < 12; k++)
        sum += (k % 2 ? 2 : -2) * kl_exp(-2.0 * k * k * x * x);
    return fmin(1, sum);
}

/* F − G times both totals behind so many of each. */
static double gap_of(double below_a, double below_b, const double total[2]) {
    return fabs(below_a * total[1] - below_b * total[0]);
}

/* Draws one after the other in their order: the next is of A by the share of A among those that are left. Where a run
 * of equal ones ends, what has gone as far as `gap` leaves, and its probability is counted. `weight` has total[0] + 1
 * zeros: of so many of A among those so far. */
static double exact_law(const uint64_t *a, const uint64_t *b, size_t n, const double total[2],
                        double gap, double *weight) {
    const size_t most = (size_t)total[0];
    double p = 0, seen = 0;
    weight[0] = 1;
    for (size_t i = 0; i < n; i++) {
        for (uint64_t k = a[i] + b[i]; k > 0; k--, seen++) {
            const double left = total[0] + total[1] - seen;
            const size_t top = seen < total[0] ? (size_t)seen : most;
            for (size_t j = top + 1; j-- > 0;) {
                const double share = (total[0] - (double)j) / left, moved = weight[j] * share;
                if (j < most)
                    weight[j + 1] += moved;
                weight[j] -= moved;
            }
        }
        const size_t top = seen < total[0] ? (size_t)seen : most;
        for (size_t j = 0; j <= top; j++)
            if (weight[j] > 0 && gap_of((double)j, seen - (double)j, total) >= gap) {
                p += weight[j];
                weight[j] = 0;
            }
    }
    return fmin(1, p);
}

kl_status kl_kolmogorov_test(const uint64_t *a, const uint64_t *b, size_t n, double *statistic,
                             double *p, kl_error *error) {
    double total[2] = {0, 0}, below[2] = {0, 0}, gap = 0;
    *statistic = 0;
    *p = 1;
    for (size_t i = 0; i < n; i++) {
        total[0] += (double)a[i];
        total[1] += (double)b[i];
    }
    if (!(total[0] > 0 && total[1] > 0))
        return KL_OK;
    for (size_t i = 0; i < n; i++) {
        below[0] += (double)a[i];
        below[1] += (double)b[i];
        gap = fmax(gap, gap_of(below[0], below[1], total));
    }
    *statistic = gap / (total[0] * total[1]);
    if (total[0] * total[1] > KL_KOLMOGOROV_EXACT) {
        *p = limit_law(*statistic * sqrt(total[0] / (total[0] + total[1]) * total[1]));
        return KL_OK;
    }
    if (total[0] > total[1])
        return kl_kolmogorov_test(b, a, n, statistic, p, error);
    double *weight = kl_alloc_zero((size_t)total[0] + 1, sizeof *weight);
    if (weight == NULL)
        return kl_fail_memory(error, "the test of Kolmogorov and Smirnov",
                              ((size_t)total[0] + 1) * sizeof *weight);
    *p = exact_law(a, b, n, total, gap, weight);
    kl_free(weight);
    return KL_OK;
}
