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

/* Stirling's rests are good from here on. */
enum { FEW = 10 };

/* ln of (n over k) s^k (1 − s)^m, n = k + m, off = k − ns; every term is of the size of the answer (Loader,
 * Fast and Accurate Computation of Binomial Probabilities, 2000). */
static double log_split(double n, double k, double m, double s, double misses, double off) {
    return kl_stirling_rest(n) - kl_stirling_rest(k) - kl_stirling_rest(m) -
           kl_deviance(k, n * s, off) - kl_deviance(m, n * misses, -off) + 0.5 * kl_log(n / k / m) -
           KL_HALF_LN_2PI;
}

/* ln of Π s·(from + i·step)/(i + 1) over i < k: the choices and their chance, which would cancel. */
static double log_few(double from, double step, double s, double k) {
    double sum = 0;
    for (int i = 0; i < k; i++) {
        double choices = (from + i * step) / (i + 1), product = choices * s;
        sum += product >= 0x1p-1000 ? kl_log(product) : kl_log(choices) + kl_log(s);
    }
    return sum;
}

static double log_binomial_mass(double n, double p, double k) {
    if (k < 0 || k > n)
        return -INFINITY;
    if (k < FEW && k <= n - k)
        return log_few(n, -1, p, k) + (k < n ? (n - k) * kl_log1p(-p) : 0);
    if (n - k < FEW)
        return log_few(n, -1, 1 - p, n - k) + k * kl_log(p);
    double mean = n * p, lost = fma(n, p, -mean);
    return log_split(n, k, n - k, p, 1 - p, (k - mean) - lost);
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

static double binomial_deviation(const double *p) {
    return sqrt(p[0] * p[1] * (1 - p[1]));
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
    .deviation = binomial_deviation,
};

/* r of n = k + r trials succeed, and the last one does: r/n (n over k) p^r (1 − p)^k. */
static double log_failures_mass(double r, double p, double k) {
    if (k < 0 || k != floor(k))
        return -INFINITY;
    if (k < FEW)
        return log_few(r, 1, 1 - p, k) + r * kl_log(p);
    double n = k + r, mean = n * p;
    if (r < FEW) {
        double choices = (k + 0.5) * kl_log1p(r / k) - r - kl_log_gamma(1 + r) + kl_log(r / n);
        double rests = kl_stirling_rest(n) - kl_stirling_rest(k);
        return choices + rests + r * kl_log(mean) + k * kl_log1p(-p);
    }
    double lost =
        r > k ? k - (n - r) : r - (n - k); /* by n, and the product below by its rounding */
    double off = (mean - r) + fma(n, p, -mean) + lost * p;
    return log_split(n, k, r, 1 - p, p, off) + kl_log(r / n);
}

static kl_support failures_support(double p) {
    return (kl_support){0, p == 1 ? 0 : INFINITY};
}

static kl_support geometric_support(const double *p, size_t n) {
    (void)n;
    return failures_support(p[0]);
}

/* That of a coin for each success, p of a try: divided by p term by term, for the coin's may be too small a number. */
static double success_divergence(double p, double q) {
    return kl_ratio_rest(q, p, q - p) + kl_deviance(1 - p, 1 - q, q - p) / p;
}

static double geometric_divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return success_divergence(p[0], q[0]);
}

static double geometric_entropy(const double *p, size_t n) {
    return entropy(p, n) / p[0];
}

static double geometric_log_mass(const double *p, size_t n, double k) {
    (void)n;
    if (k < 0 || k != floor(k))
        return -INFINITY;
    return kl_log(p[0]) + (k > 0 ? k * kl_log1p(-p[0]) : 0);
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
    return p[0] == q[0] ? p[0] * success_divergence(p[1], q[1]) : NAN;
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
