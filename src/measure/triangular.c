/* SPDX-License-Identifier: Apache-2.0 */
/* Triangular discrimination. */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return (t - 1.0) * ((t - 1.0) / (t + 1.0));
}

static double conjugate(double u, double parameter) {
    (void)parameter;
    if (u > 1.0)
        return INFINITY;
    return u > -3.0 ? 4.0 - u - 4.0 * sqrt(1.0 - u) : -1.0;
}

double kl_slope_triangular(double t, double less_one, double parameter) {
    (void)parameter;
    return isinf(t) ? -3.0 : -(less_one / (t + 1.0)) * ((3.0 * t + 1.0) / (t + 1.0));
}

static const kl_counterexample counterexamples[] = {
    {KL_TRIANGLE, 2, kl_first_only, kl_even, kl_second_only},
};

const kl_measure_row kl_row_triangular = {
    .measure =
        {
            .id = KL_TRIANGULAR,
            .name = "triangular",
            .title = "Triangular discrimination",
            .also = "Δ, harmonic χ²",
            .formula = "Σ (p − q)²/(p + q)",
            .meaning = "A χ² that is never infinite: with total variation V between 2V² and 2V.",
            .source = "Topsøe, Some Inequalities for Information Divergence and Related Measures "
                      "of Discrimination, 2000",
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(ZERO, NEAR),
            .upper = 2.0,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC | KL_FINITE,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .generator = generator,
            .generator_at_zero = 1.0,
            .generator_slope_at_infinity = 1.0,
            .conjugate = conjugate,
            .gradient = kl_slope_triangular,
        },
    .term = KL_TERM_TRIANGULAR,
    .shown = KL_TERM_TRIANGULAR,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
};
