/* SPDX-License-Identifier: Apache-2.0 */
/* KL of finitely many symbols, one by one. */
#include "family/row.h"

double kl_finite_divergence(const kl_distribution *p, const kl_distribution *q, double *missing,
                            uint64_t *count) {
    kl_support symbols = p->row->support(p->at, p->n);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (uint64_t i = 0; symbols.low + (double)i <= symbols.high; i++) {
        double k = symbols.low + (double)i;
        double log_p = p->row->log_mass(p->at, p->n, k), mass = kl_exp(log_p);
        double log_q = q->row->log_mass(q->at, q->n, k);
        if (log_q > -INFINITY) {
            kl_exact_sum_add(&sum, mass > 0 ? mass * (log_p - log_q) : 0);
        } else if (log_p > -INFINITY) {
            *missing += mass;
            ++*count;
        }
    }
    double value = kl_exact_sum_round(&sum);
    return *count > 0 ? INFINITY : value < 0 ? 0 : value;
}
