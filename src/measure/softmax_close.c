/* SPDX-License-Identifier: Apache-2.0 */
/* Two softmaxes that hardly differ: every sum from differences of logits, without rounding. */
#include "measure/softmax_close.h"

#include <math.h>

#include "base/exact_sum.h"
#include "kernels/scalar.h"

/* y − x − about, with the rounding error of the difference (Knuth's two-sum): it may be all that is left. */
static double difference(double x, double y, double about) {
    double high = y - x, part = high - y;
    double low = (y - (high - part)) - (x + part);
    return (high - about) + low;
}

/* ln q − ln p is δ_i − ln(1 + Σ p (e^δ − 1)), δ_i = (y_i − x_i) less about the difference of the logarithms of
 * the sums: right relative to δ, which those logarithms are not. */
static double log_ratio_of_sums(const kl_softmax *p, const kl_softmax *q, size_t n, double about) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++)
        if (p->e[i] > 0)
            kl_exact_sum_add(&sum, p->e[i] / p->z * kl_expm1(difference(p->x[i], q->x[i], about)));
    return kl_log1p(kl_exact_sum_round(&sum));
}

/* (e^r − 1 − r)/r² for |r| < 1/16. */
static double exp_tail(double r) {
    double sum = 0;
    for (int k = 14; k >= 2; k--)
        sum = (sum * r + 1) / k;
    return sum;
}

/* Σ_k z^k/(2k(2k − 1)), k ≥ 1, z < 1/4: [(1 + s) ln(1 + s) + (1 − s) ln(1 − s)]/2, z = s². */
static double half_entropy(double z) {
    double sum = 0;
    for (int k = 26; k >= 1; k--)
        sum = (sum + 1.0 / (2 * k * (2 * k - 1))) * z;
    return sum;
}

double kl_softmax_excess(double s) {
    return fabs(s) < 0.0625 ? s * s * exp_tail(s) : kl_expm1(s) - s;
}

kl_row_divergences kl_softmax_terms(double p, double r) {
    double u = kl_expm1(r), q = p * (1 + u), s = u / (2 + u);
    double shared = s * s < 0.25
                        ? (p + q) / 2 * half_entropy(s * s)
                        : (p * (M_LN2 - kl_log1p(1 + u)) + q * (M_LN2 - kl_log1p(kl_exp(-r)))) / 2;
    return (kl_row_divergences){p * kl_softmax_excess(r), q * kl_softmax_excess(-r), shared,
                                p * fabs(u) / 2};
}

kl_row_divergences kl_softmax_compare_close(const kl_softmax *p, const kl_softmax *q, size_t n) {
    double about = (q->largest - p->largest) + (q->log_z - p->log_z);
    double shift = log_ratio_of_sums(p, q, n, about);
    kl_exact_sum sum[4];
    for (int k = 0; k < 4; k++)
        kl_exact_sum_init(&sum[k]);
    for (size_t i = 0; i < n; i++) {
        if (p->e[i] == 0)
            continue;
        kl_row_divergences term =
            kl_softmax_terms(p->e[i] / p->z, difference(p->x[i], q->x[i], about) - shift);
        kl_exact_sum_add(&sum[0], term.forward);
        kl_exact_sum_add(&sum[1], term.reverse);
        kl_exact_sum_add(&sum[2], term.jensen_shannon);
        kl_exact_sum_add(&sum[3], term.total_variation);
    }
    return (kl_row_divergences){kl_exact_sum_round(&sum[0]), kl_exact_sum_round(&sum[1]),
                                kl_exact_sum_round(&sum[2]), kl_exact_sum_round(&sum[3])};
}
