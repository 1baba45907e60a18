/* SPDX-License-Identifier: Apache-2.0 */
/* Coins: Bernoulli and binomial count successes, geometric and negative binomial failures before them. */
#include "family/row.h"

/* p ln(p/q) + (1 − p) ln((1 − p)/(1 − q)). */
static double coin_divergence(double p, double q) {
    return kl_deviance(p, q, p - q) + kl_deviance(1 - p, 1 - q, q - p);
}

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return coin_divergence(p[0], q[0]);
}

static double entropy(const double *p, size_t n) {
    (void)n;
    double heads = p[0] > 0 ? -p[0] * kl_log(p[0]) : 0;
    return p[0] < 1 ? heads - (1 - p[0]) * kl_log1p(-p[0]) : heads;
}

static kl_support support_of(double trials, double p) {
    return (kl_support){p == 1 ? trials : 0, p == 0 ? 0 : trials};
}

static kl_support support(const double *p, size_t n) {
    (void)n;
    return support_of(1, p[0]);
}

/* Loader 2000: Stirling's rests and deviances. */
static double log_binomial_mass(double n, double p, double k) {
    if (k < 0 || k > n)
        return -INFINITY;
    if (k == 0)
        return n > 0 ? n * kl_log1p(-p) : 0;
    if (k == n)
        return n * kl_log(p);
    if (k < 10 || n - k < 10) {
        double choices = kl_log_gamma(n + 1) - kl_log_gamma(k + 1) - kl_log_gamma(n - k + 1);
        return choices + k * kl_log(p) + (n - k) * kl_log1p(-p);
    }
    double off = k - n * p;
    return kl_stirling_rest(n) - kl_stirling_rest(k) - kl_stirling_rest(n - k) -
           kl_deviance(k, n * p, off) - kl_deviance(n - k, n * (1 - p), -off) +
           0.5 * kl_log(n / k / (n - k)) - KL_HALF_LN_2PI;
}

static double log_mass(const double *p, size_t n, double k) {
    (void)n;
    return log_binomial_mass(1, p[0], k);
}

const kl_family_row kl_row_bernoulli = {
    .family = {.id = KL_FAMILY_BERNOULLI,
               .name = "bernoulli",
               .title = "Bernoulli",
               .support = "k = 0, 1",
               .density = "p^k (1 − p)^(1 − k)",
               .formula = "p ln(p/p′) + (1 − p) ln((1 − p)/(1 − p′))",
               .source = "Kullback, Information Theory and Statistics, 1959",
               .parameters = {KL_PROBABILITY("probability")},
               .parameter_count = 1,
               .discrete = 1},
    .support = support,
    .divergence = divergence,
    .entropy = entropy,
    .log_mass = log_mass,
};

static kl_support binomial_support(const double *p, size_t n) {
    (void)n;
    return support_of(p[0], p[1]);
}

static double binomial_divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return p[0] == q[0] ? p[0] * coin_divergence(p[1], q[1]) : NAN;
}

static double binomial_log_mass(const double *p, size_t n, double k) {
    (void)n;
    return log_binomial_mass(p[0], p[1], k);
}

static double binomial_mean(const double *p) {
    return p[0] * p[1];
}

static double binomial_variance(const double *p) {
    return p[0] * p[1] * (1 - p[1]);
}

const kl_family_row kl_row_binomial = {
    .family = {.id = KL_FAMILY_BINOMIAL,
               .name = "binomial",
               .title = "binomial",
               .support = "k = 0, …, n",
               .density = "(n over k) p^k (1 − p)^(n − k)",
               .formula =
                   "n [p ln(p/p′) + (1 − p) ln((1 − p)/(1 − p′))] for n = n′; a sum over k for "
                   "n < n′; ∞ for n > n′",
               .source = "Kullback, Information Theory and Statistics, 1959",
               .parameters = {KL_WHOLE("trials"), KL_PROBABILITY("probability")},
               .parameter_count = 2,
               .discrete = 1},
    .support = binomial_support,
    .divergence = binomial_divergence,
    .log_mass = binomial_log_mass,
    .mean = binomial_mean,
    .variance = binomial_variance,
};

static double log_failures_mass(double r, double p, double k) {
    if (k < 0 || k != floor(k))
        return -INFINITY;
    double misses = k > 0 ? k * kl_log1p(-p) : 0;
    return kl_log_gamma(k + r) - kl_log_gamma(r) - kl_log_gamma(k + 1) + r * kl_log(p) + misses;
}

static kl_support failures_support(double p) {
    return (kl_support){0, p == 1 ? 0 : INFINITY};
}

static kl_support geometric_support(const double *p, size_t n) {
    (void)n;
    return failures_support(p[0]);
}

static double geometric_divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return coin_divergence(p[0], q[0]) / p[0];
}

static double geometric_entropy(const double *p, size_t n) {
    return entropy(p, n) / p[0];
}

static double geometric_log_mass(const double *p, size_t n, double k) {
    (void)n;
    return log_failures_mass(1, p[0], k);
}

static double geometric_below(const double *p, double k) {
    return k > 0 ? -kl_expm1(ceil(k) * kl_log1p(-p[0])) : 0;
}

static double geometric_above(const double *p, double k) {
    return kl_exp((floor(k) + 1) * kl_log1p(-p[0]));
}

const kl_family_row kl_row_geometric = {
    .family = {.id = KL_FAMILY_GEOMETRIC,
               .name = "geometric",
               .title = "geometric",
               .support = "k = 0, 1, …",
               .density = "p (1 − p)^k",
               .formula = "ln(p/p′) + (1 − p)/p · ln((1 − p)/(1 − p′))",
               .source = "Kullback, Information Theory and Statistics, 1959",
               .parameters = {KL_POSITIVE_PROBABILITY("probability")},
               .parameter_count = 1,
               .discrete = 1},
    .support = geometric_support,
    .divergence = geometric_divergence,
    .entropy = geometric_entropy,
    .log_mass = geometric_log_mass,
    .below = geometric_below,
    .above = geometric_above,
};

static kl_support negative_binomial_support(const double *p, size_t n) {
    (void)n;
    return failures_support(p[1]);
}

static double negative_binomial_divergence(const double *p, const double *q, size_t n) {
    (void)n;
    if (p[1] == 1)
        return -q[0] * kl_log(q[1]);
    return p[0] == q[0] ? p[0] * (coin_divergence(p[1], q[1]) / p[1]) : NAN;
}

static double negative_binomial_log_mass(const double *p, size_t n, double k) {
    (void)n;
    return log_failures_mass(p[0], p[1], k);
}

const kl_family_row kl_row_negative_binomial = {
    .family = {.id = KL_FAMILY_NEGATIVE_BINOMIAL,
               .name = "negative_binomial",
               .title = "negative binomial",
               .support = "k = 0, 1, …",
               .density = "Γ(k + r)/(Γ(r) k!) p^r (1 − p)^k",
               .formula = "r [ln(p/p′) + (1 − p)/p · ln((1 − p)/(1 − p′))] for r = r′",
               .source = "Kullback, Information Theory and Statistics, 1959",
               .parameters = {KL_POSITIVE("successes"), KL_POSITIVE_PROBABILITY("probability")},
               .parameter_count = 2,
               .discrete = 1},
    .support = negative_binomial_support,
    .divergence = negative_binomial_divergence,
    .log_mass = negative_binomial_log_mass,
};
