/* SPDX-License-Identifier: Apache-2.0 */
/* KL of finitely many symbols, one by one. */
#include "family/row.h"

/* So that a sum takes a second, not hours. */
#define LARGEST_DEVIATION 0x1p16

kl_support kl_support_common(kl_support a, kl_support b) {
    return (kl_support){fmax(a.low, b.low), fmin(a.high, b.high)};
}

int kl_has_finite_support(const kl_distribution *p) {
    return p->row->family.discrete && p->row->support(p->at, p->n).high < INFINITY;
}

int kl_is_too_wide(const kl_distribution *p) {
    return p->row->deviation != NULL && p->row->deviation(p->at) > LARGEST_DEVIATION;
}

/* Bernstein's inequality: P(|X − μ| ≥ t) ≤ 2 exp(−½ t²/(σ² + t/3)), less than e^−749 from
 * t = 250 + √(250² + 1500 σ²) on. */
kl_support kl_heart(const kl_distribution *p) {
    const kl_support all = p->row->support(p->at, p->n);
    if (p->row->deviation == NULL)
        return all;
    const double mean = p->row->mean(p->at), reach = 500 + 39 * p->row->deviation(p->at);
    return kl_support_common(all, (kl_support){floor(mean - reach), ceil(mean + reach)});
}

double kl_finite_divergence(const kl_distribution *p, const kl_distribution *q) {
    if (kl_is_too_wide(p))
        return NAN;
    const kl_support symbols = kl_heart(p);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; (double)i <= symbols.high - symbols.low; i++) {
        double k = symbols.low + (double)i;
        double log_p = p->row->log_mass(p->at, p->n, k), mass = kl_exp(log_p);
        double log_q = q->row->log_mass(q->at, q->n, k);
        kl_exact_sum_add(&sum, mass > 0 ? mass * (log_p - log_q) : 0);
    }
    double value = kl_exact_sum_round(&sum);
    return value < 0 ? 0 : value;
}
