/* SPDX-License-Identifier: Apache-2.0 */
/* Rényi divergence. */
#include "measure/power.h"

#include <float.h>

/* Pairs whose mixtures are further apart than they are on average. */
static const double convex_p[4] = {0.01, 0.99, 1.0, 0.0}, convex_q[4] = {0.9999, 0.0001, 1.0, 0.0};

/* Orders above 1, from the second on also 1. */
static const kl_counterexample far[] = {
    {KL_JOINTLY_CONVEX, 2, convex_p, convex_q, NULL},
    KL_BREAKS_SYMMETRY,
    KL_BREAKS_TRIANGLE,
    KL_BREAKS_FINITE_WITHOUT_Q,
};

/* Order 0; orders in (0, 1) from the second on, 1/2 from the third. */
static const kl_counterexample near[] = {
    {KL_ZERO_ONLY_IF_EQUAL, 2, kl_skewed, kl_even, NULL},
    {KL_SYMMETRIC, 2, kl_first_only, kl_even, NULL},
    {KL_TRIANGLE, 2, kl_first_only, kl_even, kl_second_only},
    KL_BREAKS_FINITE_APART,
};

static double slope(double t, double less_one, double a) {
    return kl_power_slope(kl_log_near(t, less_one), a);
}

static void set_promises(kl_measure *measure, double a) {
    size_t first = a > 1.0 || a == 0.0 ? 0 : a == 0.5 ? 2 : 1;
    measure->properties = KL_NON_NEGATIVE | KL_DATA_PROCESSING |
                          (a > 0.0 ? KL_ZERO_ONLY_IF_EQUAL : 0u) |
                          (a <= 1.0 ? KL_JOINTLY_CONVEX : 0u) | (a == 0.5 ? KL_SYMMETRIC : 0u);
    measure->counterexamples = (a >= 1.0 ? far : near) + first;
    measure->counterexample_count = 4 - first;
}

static void at(kl_measure_row *row) {
    double a = row->measure.parameter.value;
    if (isfinite(a) && a > 0.0)
        kl_power_row(row, a, a - 1.0, fmin(a * (a - 1.0), DBL_MAX)); /* the sum may be 0 */
    else /* renyi_value.c makes them without a sum */
        row->term = KL_TERM_DIVERGENCE;
    if (a == 1.0) {
        row->term = KL_TERM_DIVERGENCE;
        row->factor = 1.0;
        row->finish = KL_FINISH_SUM;
    }
    row->shown = KL_TERM_NONE;
    row->measure.upper = INFINITY;
    set_promises(&row->measure, a);
}

const kl_measure_row kl_row_renyi = {
    .measure =
        {
            .id = KL_RENYI,
            .name = "renyi",
            .title = "Rényi divergence",
            .also = "Rényi information gain",
            .formula = "ln Σ p^a q^(1−a) / (a − 1)",
            .meaning =
                "A scale of divergences: at order 0 only supports count, order 1 is KL, order ∞ "
                "the largest ratio p/q.",
            .source =
                "van Erven, Harremoës, Rényi Divergence and Kullback–Leibler Divergence, 2014",
            .parameter = {"order", "a", 2.0, 0.0, INFINITY, 0, 0},
            .kind = KL_KIND_RENYI_LIKE,
            .unit = KL_UNIT_NATS,
            KL_ADVERSARIAL(ZERO, FAR),
            .upper = INFINITY,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING,
            .counterexamples = far,
            .counterexample_count = KL_COUNT(far),
            .gradient = slope,
        },
    .finish = KL_FINISH_RENYI,
    .function_of = KL_TSALLIS,
    .at = at,
};
