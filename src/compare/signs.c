/* SPDX-License-Identifier: Apache-2.0 */
/* Could this have been drawn from that known distribution? */
#include "compare/signs.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/counts.h"

#include <math.h>

/* residual[bag × n + i]: (what bag has of i − what it should have)/√q_i. */
static void fill_residuals(const kl_counts *counts, const kl_common *common, int side,
                           double *residual) {
    const size_t n = common->n;
    for (size_t i = 0; i < n; i++) {
        const double q = kl_common_share(common, 1 - side, i);
        const double scale = q > 0 ? 1 / sqrt(q) : 0;
        for (int bag = 0; bag < KL_BAGS; bag++) {
            residual[(size_t)bag * n + i] = -(double)counts->bag_total[bag] * q * scale;
        }
        const size_t gram = common->gram[side][i];
        if (gram == KL_ABSENT) {
            continue;
        }
        for (uint64_t c = counts->cell_start[gram]; c < counts->cell_start[gram + 1]; c++) {
            residual[counts->cell_bag[c] * n + i] += (double)counts->cell_count[c] * scale;
        }
    }
}

/* Σ_i (Σ_bag ± residual)², bit `bag` of `signs` turns a bag's sign. */
static double statistic(const double *residual, size_t n, uint64_t signs, double *sum) {
    for (size_t i = 0; i < n; i++) {
        sum[i] = 0;
    }
    for (int bag = 0; bag < KL_BAGS; bag++) {
        const double sign = (signs >> bag & 1) != 0 ? -1 : 1;
        for (size_t i = 0; i < n; i++) {
            sum[i] += sign * residual[(size_t)bag * n + i];
        }
    }
    double square = 0;
    for (size_t i = 0; i < n; i++) {
        square += sum[i] * sum[i];
    }
    return square;
}

kl_status kl_signs_test(const kl_counts *counts, const kl_common *common, int counted_side,
                        unsigned draws, uint64_t seed, kl_estimate *out, kl_error *error) {
    const size_t n = common->n;
    double *residual = n > SIZE_MAX / KL_BAGS ? NULL : kl_alloc(n * KL_BAGS, sizeof *residual);
    double *sum = kl_alloc(n, sizeof *sum);
    if (residual == NULL || sum == NULL) {
        kl_free(residual);
        kl_free(sum);
        return kl_fail_memory(error, "a test", n);
    }
    fill_residuals(counts, common, counted_side, residual);
    const double seen = statistic(residual, n, 0, sum);
    kl_random random;
    kl_random_init(&random, seed, 0);
    unsigned beyond = 0;
    for (unsigned i = 0; i < draws; i++) {
        beyond += statistic(residual, n, kl_random_u64(&random), sum) >= seen;
    }
    kl_free(residual);
    kl_free(sum);
    *out = kl_estimate_exact((1.0 + beyond) / (1.0 + draws), KL_UNIT_ONE);
    out->standard_error = NAN;
    out->method = KL_METHOD_PERMUTATION;
    out->n = counts->total;
    return KL_OK;
}
