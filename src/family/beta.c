/* SPDX-License-Identifier: Apache-2.0 */
/* Beta and Dirichlet. */
#include "family/row.h"

static double divergence(const double *p, const double *q, size_t n) {
    (void)n;
    return kl_log_beta_gap(q[0], q[1], p[0], p[1], q[0] - p[0], q[1] - p[1]);
}

/*
 * Beta is a Dirichlet of two. With r and δ what is left of ln Γ and ψ, A = Σ a:
 *     H = Σ [r(a) − ln(A/a) + (a − 1)(δ(a) − δ(A))] − r(A),
 * where nothing is larger than ln A or 1/a. NaN where A leaves the doubles.
 */
static double entropy(const double *p, size_t n) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++)
        kl_exact_sum_add(&sum, p[i]);
    const double all = kl_exact_sum_round(&sum), rest = kl_digamma_rest(all);
    if (all == INFINITY)
        return NAN;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++) {
        kl_exact_sum_add(&sum, kl_log_gamma_rest(p[i]) + kl_log_ratio(p[i], all, p[i] - all));
        kl_exact_sum_add(&sum, (p[i] - 1) * (kl_digamma_rest(p[i]) - rest));
    }
    kl_exact_sum_add(&sum, -kl_log_gamma_rest(all));
    return kl_exact_sum_round(&sum);
}

/* 1/(1 + p₁/p₀) */
static double share(double part, double other) {
    return 1 / (1 + other / part);
}

static double mean(const double *p) {
    return share(p[0], p[1]);
}

static double deviation(const double *p) {
    double root = 2 * sqrt(0.25 * p[0] + 0.25 * p[1] + 0.25);
    return sqrt(share(p[0], p[1])) * sqrt(share(p[1], p[0])) / root;
}

static double log_mean(const double *p) {
    return -kl_digamma_rise(p[0], p[1]);
}

static double log_deviation(const double *p) {
    return p[0] < 0x1p-100 ? share(p[1], p[0]) / p[0] : sqrt(kl_trigamma_fall(p[0], p[1]));
}

static double log_rest(const double *p) {
    return -kl_digamma_rise(p[1], p[0]);
}

/* Beside E ln X what is left, where that is the less. */
static double log_power(const double *p, double s, double log_c) {
    if (p[0] + s <= 0)
        return INFINITY;
    if (p[0] < 1)
        return kl_log_beta(p[0] + s, p[1]) - kl_log_beta(p[0], p[1]) - s * log_c;
    return kl_log_beta_gap(p[0] + s, p[1], p[0], p[1], s, 0) + s * (log_mean(p) - log_c);
}

static double code(const double *q, const kl_distribution *p) {
    double left = q[0] != 1 ? (1 - q[0]) * kl_log_mean(p) : 0;
    double right = q[1] != 1 ? (1 - q[1]) * kl_log_rest(p) : 0;
    return kl_log_beta(q[0], q[1]) + left + right;
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

/* A running sum, asked for at every step, with what its roundings lost (Neumaier 1974). */
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
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = n - 1; i-- > 0;) {
        double d = q[i] - p[i];
        kl_exact_sum_add(&sum, kl_log_beta_gap(q[i], value_of(q_rest), p[i], value_of(p_rest), d,
                                               value_of(more)));
        add(&p_rest, p[i]);
        add(&q_rest, q[i]);
        add(&more, d);
    }
    return kl_exact_sum_round(&sum);
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
    .entropy = entropy,
};
