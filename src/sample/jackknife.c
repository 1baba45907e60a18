/* SPDX-License-Identifier: Apache-2.0 */
/* The delete-m_j jackknife. */
#include "sample/jackknife.h"

#include <math.h>

#include "sample/student.h"

kl_jackknife kl_jackknife_constant(void) {
    return (kl_jackknife){0, 0, 0};
}

kl_jackknife kl_jackknife_side(double theta, const double without[KL_BAGS],
                               const uint64_t bag_total[KL_BAGS], uint64_t total) {
    kl_jackknife result = {0, NAN, 0};
    double n = (double)total, bias = 0;
    for (unsigned b = 0; b < KL_BAGS; b++) {
        if (bag_total[b] > 0) {
            result.bags++;
            /* θ − θ̃ = Σ (1 − m/n)(θ_(j) − θ), since Σ (1 − m/n) = G − 1: small differences add
             * up, not large values. */
            bias += (1 - (double)bag_total[b] / n) * (without[b] - theta);
        }
    }
    if (result.bags < KL_BAGS_MIN)
        return result;
    double sum = 0;
    for (unsigned b = 0; b < KL_BAGS; b++) {
        if (bag_total[b] > 0) {
            double h = n / (double)bag_total[b];
            /* pseudo-value − θ̃ = −(h − 1)(θ_(j) − θ) + bias */
            double deviation = bias - (h - 1) * (without[b] - theta);
            sum += deviation * deviation / (h - 1);
        }
    }
    result.bias = bias;
    result.variance = sum / result.bags;
    return result;
}

kl_spread kl_jackknife_spread_of(const kl_jackknife *sides, size_t n, double confidence) {
    kl_spread spread = {NAN, NAN};
    double variance = 0, inverse = 0;
    for (size_t i = 0; i < n; i++)
        variance += sides[i].variance;
    if (!isfinite(variance))
        return spread;
    spread.standard_error = sqrt(variance);
    spread.half_width = 0;
    for (size_t i = 0; i < n; i++) {
        const double share = sides[i].variance / variance;
        inverse += sides[i].variance > 0 ? share * share / (sides[i].bags - 1) : 0;
    }
    if (variance > 0)
        spread.half_width = spread.standard_error * kl_student_quantile(confidence, 1 / inverse);
    return spread;
}

kl_spread kl_jackknife_spread(kl_jackknife a, kl_jackknife b, double confidence) {
    return kl_jackknife_spread_of((const kl_jackknife[]){a, b}, 2, confidence);
}
