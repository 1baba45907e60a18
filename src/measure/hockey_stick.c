/* SPDX-License-Identifier: Apache-2.0 */
/* Hockey-stick divergence. */
#include "measure/row.h"

static double generator(double t, double gamma) {
    return t > gamma ? t - gamma : 0.0;
}

static double conjugate(double u, double gamma) {
    return u > 1.0 ? INFINITY : u > 0.0 ? gamma * u : 0.0;
}

static double slope(double t, double less_one, double gamma) {
    (void)less_one;
    return t > gamma ? -gamma : 0.0;
}

/* None holds for γ = 1, where it is the total variation. */
static const kl_counterexample counterexamples[] = {
    {KL_ZERO_ONLY_IF_EQUAL, 2, kl_skewed, kl_even, NULL},
    {KL_SYMMETRIC, 2, kl_first_only, kl_skewed_back, NULL},
    {KL_TRIANGLE, 2, kl_first_only, kl_even, kl_second_only},
};

static void at(kl_measure_row *row) {
    if (row->measure.parameter.value > 1.0)
        return;
    row->measure.properties |= KL_ZERO_ONLY_IF_EQUAL | KL_SYMMETRIC | KL_TRIANGLE;
    row->measure.counterexample_count = 0;
    row->term = row->shown = KL_TERM_ABSOLUTE;
    row->factor = 0.5;
}

const kl_measure_row kl_row_hockey_stick = {
    .measure =
        {
            .id = KL_HOCKEY_STICK,
            .name = "hockey_stick",
            .title = "Hockey-stick divergence",
            .also = "E_γ, δ of (ε, δ)-differential privacy with γ = e^ε",
            .formula = "Σ max(p − γ q, 0)",
            .meaning =
                "The chance under P of what betrays that it is not γ times as likely as under Q "
                "at most.",
            .source = "Sason, Verdú, f-Divergence Inequalities, 2016",
            .parameter = {"gamma", "γ", M_E, 1.0, INFINITY, 0, 1},
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(TOTALS, TOTALS),
            .upper = 1.0,
            .properties = KL_NON_NEGATIVE | KL_DATA_PROCESSING | KL_JOINTLY_CONVEX | KL_FINITE,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .generator = generator,
            .generator_at_zero = 0.0,
            .generator_slope_at_infinity = 1.0,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_EXCESS,
    .shown = KL_TERM_EXCESS,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
    .at = at,
};
