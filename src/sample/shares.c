/* SPDX-License-Identifier: Apache-2.0 */
/* Estimators of the shares themselves.
 *
 * The mean of the posterior under a Dirichlet prior that adds a to every count, (c + a)/(n + aK): Agresti and
 * Hitchcock 2005, "Bayesian inference for categorical data analysis", names the values of a.
 *
 * The shrinkage of J. Hausser and K. Strimmer 2009, "Entropy inference and the James-Stein estimator":
 * λ/K + (1 − λ) c/n, where λ = (1 − Σ(c/n)²) / ((n − 1) Σ(1/K − c/n)²), at most 1, is the estimated variance of
 * the shares over their squared distance from the target 1/K. */
#include "sample/entropy_methods.h"

#include <math.h>

static kl_shares dirichlet(const kl_frequencies *f, double alphabet, double added) {
    double total = f->total + added * alphabet;
    return (kl_shares){1 / total, added / total, added / total};
}

kl_shares kl_shares_jeffreys(const kl_frequencies *f, double alphabet) {
    return dirichlet(f, alphabet, 0.5);
}

kl_shares kl_shares_laplace(const kl_frequencies *f, double alphabet) {
    return dirichlet(f, alphabet, 1);
}

kl_shares kl_shares_perks(const kl_frequencies *f, double alphabet) {
    return dirichlet(f, alphabet, 1 / alphabet);
}

kl_shares kl_shares_minimax(const kl_frequencies *f, double alphabet) {
    return dirichlet(f, alphabet, sqrt(f->total) / alphabet);
}

/* Both sums term by term, since neither is what rounding leaves of a difference then. */
kl_shares kl_shares_shrunk(const kl_frequencies *f, double alphabet) {
    double n = f->total, variance = 0, distance = (alphabet - f->seen) / alphabet / alphabet;
    for (size_t i = 0; i < f->size; i++) {
        double share = f->count[i] / n, away = 1 / alphabet - share;
        variance += f->times[i] * share * ((n - f->count[i]) / n);
        distance += f->times[i] * away * away;
    }
    double target = distance * (n - 1) > variance ? variance / (distance * (n - 1)) : 1;
    return (kl_shares){(1 - target) / n, target / alphabet, target / alphabet};
}
