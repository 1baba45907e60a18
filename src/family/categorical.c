/* SPDX-License-Identifier: Apache-2.0 */
/* Categorical: what the measures are of; here its weights are kl_distribution_normalise's logarithms. */
#include "family/row.h"

static kl_support support(const double *p, size_t n) {
    (void)p;
    return (kl_support){0, (double)n - 1};
}

static double log_mass(const double *p, size_t n, double k) {
    return k >= 0 && k < (double)n && k == floor(k) ? p[(size_t)k] : -INFINITY;
}

const kl_family_row kl_row_categorical = {
    .family = {.id = KL_FAMILY_CATEGORICAL,
               .name = "categorical",
               .title = "categorical",
               .support = "k = 0, …, n − 1",
               .density = "p_k/Σ p",
               .formula = "Σ p_k ln(p_k/p′_k), weights divided by their totals",
               .source = "Kullback, Leibler, On Information and Sufficiency, 1951",
               .parameters = {KL_AT_LEAST_ZERO("weight")},
               .parameter_count = 1,
               .vector = 1,
               .discrete = 1},
    .support = support,
    .log_mass = log_mass,
};
