/* SPDX-License-Identifier: Apache-2.0 */
/* Le Cam divergence. */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return 0.5 * (t - 1.0) * ((t - 1.0) / (t + 1.0));
}

static double conjugate(double u, double parameter) {
    (void)parameter;
    double v = 2.0 * u;
    if (v > 1.0)
        return INFINITY;
    return v > -3.0 ? (4.0 - v - 4.0 * sqrt(1.0 - v)) / 2.0 : -0.5;
}

static double slope(double t, double less_one, double parameter) {
    return 0.5 * kl_slope_triangular(t, less_one, parameter);
}

static const kl_counterexample counterexamples[] = {
    {KL_TRIANGLE, 2, kl_first_only, kl_even, kl_second_only},
};

const kl_measure_row kl_row_le_cam = {
    .measure =
        {
            .id = KL_LE_CAM,
            .name = "le_cam",
            .title = "Le Cam divergence",
            .also = "Vincze–Le Cam distance",
            .formula = "½ Σ (p − q)²/(p + q)",
            .meaning = "Half of the triangular discrimination: 0 when equal, 1 when disjoint.",
            .source = "Le Cam, Asymptotic Methods in Statistical Decision Theory, 1986",
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(ZERO, NEAR),
            .upper = 1.0,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC | KL_FINITE,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .generator = generator,
            .generator_at_zero = 0.5,
            .generator_slope_at_infinity = 0.5,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_TRIANGULAR,
    .shown = KL_TERM_TRIANGULAR,
    .factor = 0.5,
    .finish = KL_FINISH_SUM,
};
