/* SPDX-License-Identifier: Apache-2.0 */
/* Mechanisms, read and checked, and what their noise hides. */
#ifndef KL_FAMILY_PRIVACY_H
#define KL_FAMILY_PRIVACY_H

#include <kullback/family.h>

/* ln δ(ε) of a normal distribution and the same one `apart` standard deviations further, ε ≥ 0. */
double kl_normal_log_delta(double apart, double epsilon);

/* Rényi divergence of order `alpha` ≥ 1 of one run that draws every record, in nats. */
double kl_mechanism_renyi(const kl_mechanism *m, double alpha);

/* Noise in units of the sensitivity, turned over. */
static inline double kl_mechanism_apart(const kl_mechanism *m) {
    return m->sensitivity / m->noise;
}

/* A share of 0 or 1 draws every record; 0 runs are one. */
static inline int kl_mechanism_samples(const kl_mechanism *m) {
    return m->sampling > 0 && m->sampling < 1;
}
static inline double kl_mechanism_runs(const kl_mechanism *m) {
    return m->times == 0 ? 1 : (double)m->times;
}

kl_status kl_mechanisms_check(const kl_mechanism *m, size_t n, kl_error *error);
kl_status kl_privacy_delta_check(double delta, kl_error *error);

#endif
