/* SPDX-License-Identifier: Apache-2.0 */
/* Beta and Dirichlet. */
#include "family/row.h"

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return kl_log_beta_gap(q[0], q[1], p[0], p[1], q[0] - p[0], q[1] - p[1]);
}

static double log_beta(const double *p) {
    return kl_log_gamma(p[0]) + kl_log_gamma(p[1]) - kl_log_gamma(p[0] + p[1]);
}

static double entropy(const double *p, size_t n) {
    (void)n;
    double all = p[0] + p[1];
    return log_beta(p) - (p[0] - 1) * kl_digamma(p[0]) - (p[1] - 1) * kl_digamma(p[1]) +
           (all - 2) * kl_digamma(all);
}

static double mean(const double *p) {
    return p[0] / (p[0] + p[1]);
}

static double deviation(const double *p) {
    double all = p[0] + p[1];
    return sqrt(p[0] / all) * sqrt(p[1] / all) / sqrt(all + 1);
}

static double log_mean(const double *p) {
    return kl_digamma(p[0]) - kl_digamma(p[0] + p[1]);
}

static double log_deviation(const double *p) {
    return sqrt(kl_trigamma(p[0]) - kl_trigamma(p[0] + p[1]));
}

static double log_rest(const double *p) {
    return kl_digamma(p[1]) - kl_digamma(p[0] + p[1]);
}

static double log_power(const double *p, double s) {
    double all = p[0] + p[1];
    if (p[0] + s <= 0)
        return INFINITY;
    return kl_log_gamma(p[0] + s) - kl_log_gamma(p[0]) + kl_log_gamma(all) - kl_log_gamma(all + s);
}

static double code(const double *q, const kl_distribution *p) {
    double left = q[0] != 1 ? (1 - q[0]) * kl_log_mean(p) : 0;
    double right = q[1] != 1 ? (1 - q[1]) * kl_log_rest(p) : 0;
    return log_beta(q) + left + right;
}

const kl_family_row kl_row_beta = {
    .family = {.id = KL_FAMILY_BETA,
               .name = "beta",
               .title = "beta",
               .support = "0 < x < 1",
               .density = "x^(a − 1) (1 − x)^(b − 1)/B(a, b)",
               .formula = "ln B(a′, b′) − ln B(a, b) + (a − a′) ψ(a) + (b − b′) ψ(b) + "
                          "(a′ + b′ − a − b) ψ(a + b)",
               .source = "Gil, Alajaji, Linder 2013",
               .parameters = {KL_POSITIVE("a"), KL_POSITIVE("b")},
               .parameter_count = 2},
    .support = kl_support_unit,
    .divergence = divergence,
    .entropy = entropy,
    .mean = mean,
    .deviation = deviation,
    .log_mean = log_mean,
    .log_deviation = log_deviation,
    .log_rest = log_rest,
    .log_power = log_power,
    .code = code,
};

/* ── Dirichlet ── */

/* A sum with what its roundings lost (Neumaier 1974). */
typedef struct total {
    double sum, lost;
} total;

static void add(total *t, double x) {
    double sum = t->sum + x;
    t->lost += fabs(t->sum) >= fabs(x) ? (t->sum - sum) + x : (x - sum) + t->sum;
    t->sum = sum;
}

static double value_of(total t) {
    return t.sum + t.lost;
}

/* Stick-breaking: the share of component i in what is left from i on is beta, and these are independent. */
static double dirichlet_divergence(const double *p, const double *q, size_t n) {
    total p_rest = {p[n - 1], 0}, q_rest = {q[n - 1], 0}, more = {q[n - 1] - p[n - 1], 0};
    double sum = 0;
    for (size_t i = n - 1; i-- > 0;) {
        double d = q[i] - p[i];
        sum += kl_log_beta_gap(q[i], value_of(q_rest), p[i], value_of(p_rest), d, value_of(more));
        add(&p_rest, p[i]);
        add(&q_rest, q[i]);
        add(&more, d);
    }
    return sum;
}

static double dirichlet_entropy(const double *p, size_t n) {
    total all = {0, 0};
    for (size_t i = 0; i < n; i++)
        add(&all, p[i]);
    double sum = value_of(all), middle = kl_digamma(sum), value = -kl_log_gamma(sum);
    for (size_t i = 0; i < n; i++)
        value += kl_log_gamma(p[i]) + (p[i] - 1) * (middle - kl_digamma(p[i]));
    return value;
}

const kl_family_row kl_row_dirichlet = {
    .family = {.id = KL_FAMILY_DIRICHLET,
               .name = "dirichlet",
               .title = "Dirichlet",
               .support = "x_i > 0, Σ x_i = 1",
               .density = "Π x_i^(a_i − 1)/B(a)",
               .formula = "ln B(a′) − ln B(a) + Σ (a_i − a′_i) (ψ(a_i) − ψ(Σ a))",
               .source =
                   "Penny, KL-Divergences of Normal, Gamma, Dirichlet and Wishart densities, 2001",
               .parameters = {KL_POSITIVE("concentration")},
               .parameter_count = 1,
               .vector = 1},
    .support = kl_support_unit,
    .divergence = dirichlet_divergence,
    .entropy = dirichlet_entropy,
};
