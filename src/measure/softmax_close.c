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
 * the sums: right relative to δ, which those logarithms are not. Where the model has far more, p may be 0 and e^δ
 * without end, and q − p is as good. */
static double log_ratio_of_sums(const kl_softmax *p, const kl_softmax *q, size_t n, double about) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++) {
        if (p->e[i] == 0 && q->e[i] == 0)
            continue;
        double share = p->e[i] / p->z, delta = difference(p->x[i], q->x[i], about);
        kl_exact_sum_add(&sum, delta > 1 ? q->e[i] / q->z - share : share * kl_expm1(delta));
    }
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

/* e^−r − 1 + r, times e^r: below 1/e the e^−r may be without end and the e^r be 0. */
static double excess_back(double r, double growth) {
    return r > -1 ? growth * kl_softmax_excess(-r) : r * growth - kl_expm1(r);
}

kl_row_divergences kl_softmax_terms(double p, double q, double r) {
    const double more = r > 0 ? q : p, down = -fabs(r), growth = kl_exp(down);
    const double u = kl_expm1(down), s = u / (2 + u), half = M_LN2 - kl_log1p(growth);
    const double shared =
        s * s < 0.25 ? (1 + growth) * half_entropy(s * s) : half + growth * (half + down);
    const double to_less = more * kl_softmax_excess(down);
    const double to_more = more * excess_back(down, growth);
    return (kl_row_divergences){r > 0 ? to_more : to_less, r > 0 ? to_less : to_more,
                                more * shared / 2, more * -u / 2};
}

kl_row_divergences kl_softmax_compare_close(const kl_softmax *p, const kl_softmax *q, size_t n) {
    double about = (q->largest - p->largest) + (q->log_z - p->log_z);
    double shift = log_ratio_of_sums(p, q, n, about);
    kl_exact_sum sum[4];
    for (int k = 0; k < 4; k++)
        kl_exact_sum_init(&sum[k]);
    for (size_t i = 0; i < n; i++) {
        if (p->e[i] == 0 && q->e[i] == 0)
            continue;
        kl_row_divergences term = kl_softmax_terms(p->e[i] / p->z, q->e[i] / q->z,
                                                   difference(p->x[i], q->x[i], about) - shift);
        kl_exact_sum_add(&sum[0], term.forward);
        kl_exact_sum_add(&sum[1], term.reverse);
        kl_exact_sum_add(&sum[2], term.jensen_shannon);
        kl_exact_sum_add(&sum[3], term.total_variation);
    }
    return (kl_row_divergences){kl_exact_sum_round(&sum[0]), kl_exact_sum_round(&sum[1]),
                                kl_exact_sum_round(&sum[2]), kl_exact_sum_round(&sum[3])};
}
