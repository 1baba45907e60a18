/* SPDX-License-Identifier: Apache-2.0 */
/* Poisson. */
#include "family/row.h"

static kl_support support(const double *p, size_t n) {
    (void)n;
    return (kl_support){0, p[0] == 0 ? 0 : INFINITY};
}

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return kl_deviance(p[0], q[0], p[0] - q[0]);
}

static double log_mass(const double *p, size_t n, double k) {
    (void)n;
    if (k < 0 || k != floor(k))
        return -INFINITY;
    if (k >= 10) /* Loader 2000 */
        return -kl_stirling_rest(k) - kl_deviance(k, p[0], k - p[0]) - 0.5 * kl_log(k) -
               KL_HALF_LN_2PI;
    double factor = 0;
    for (int i = 1; i <= k; i++)
        factor += kl_log(p[0]) - kl_log(i);
    return factor - p[0];
}

const kl_family_row kl_row_poisson = {
    .family = {.id = KL_FAMILY_POISSON,
               .name = "poisson",
               .title = "Poisson",
               .support = "k = 0, 1, …",
               .density = "λ^k e^(−λ)/k!",
               .formula = "λ ln(λ/λ′) − λ + λ′",
               .source = "Kullback, Information Theory and Statistics, 1959",
               .parameters = {KL_AT_LEAST_ZERO("rate")},
               .parameter_count = 1,
               .discrete = 1},
    .support = support,
    .divergence = divergence,
    .log_mass = log_mass,
};
