/* SPDX-License-Identifier: Apache-2.0 */
/* Squared Hellinger distance. */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    double root = sqrt(t) - 1.0;
    return 0.5 * root * root;
}

static double conjugate(double u, double parameter) {
    (void)parameter;
    return u < -1.0 ? 1.0 / (1.0 / u - 2.0) : u < 0.5 ? u / (1.0 - 2.0 * u) : INFINITY;
}

double kl_slope_hellinger(double t, double less_one, double parameter) {
    (void)parameter;
    return isinf(t) ? -INFINITY : -0.5 * less_one / (sqrt(t) + 1.0);
}

static const kl_counterexample counterexamples[] = {
    {KL_TRIANGLE, 2, kl_first_only, kl_even, kl_second_only},
};

const kl_measure_row kl_row_hellinger_squared = {
    .measure =
        {
            .id = KL_HELLINGER_SQUARED,
            .name = "hellinger.squared",
            .title = "Squared Hellinger distance",
            .also = "H²",
            .formula = "½ Σ (√p − √q)²",
            .meaning = "One minus the overlap of the two: 0 when equal, 1 when disjoint.",
            .source = "Hellinger, Neue Begründung der Theorie quadratischer Formen von "
                      "unendlichvielen Veränderlichen, 1909",
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(TOTALS, NEAR),
            .upper = 1.0,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC | KL_FINITE,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .generator = generator,
            .generator_at_zero = 0.5,
            .generator_slope_at_infinity = 0.5,
            .conjugate = conjugate,
            .gradient = kl_slope_hellinger,
        },
    .term = KL_TERM_HELLINGER,
    .shown = KL_TERM_HELLINGER,
    .factor = 0.5,
    .finish = KL_FINISH_SUM,
};
