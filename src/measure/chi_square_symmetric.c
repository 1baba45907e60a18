/* SPDX-License-Identifier: Apache-2.0 */
/* Symmetric χ². */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return (t - 1.0) * (t - 1.0) * (1.0 + 1.0 / t);
}

/* f′ = 2t − 1 − 1/t² is concave and grows: Newton's method comes to its inverse from the left. */
static double conjugate(double u, double parameter) {
    double t = u > 1.0 ? 0.5 * (1.0 + u) : 1.0 / sqrt(2.0 + fabs(u));
    for (int i = 0; i < 100; i++) {
        double step = (2.0 * t - 1.0 - 1.0 / (t * t) - u) / (2.0 + 2.0 / (t * t * t));
        t -= step;
        if (!(fabs(step) > 0x1p-52 * t))
            break;
    }
    /* The same with u put in by t: far out neither part is formed. */
    return t > 2.0 ? (1.0 - 1.0 / t) * (t * t + t + 2.0) : t * u - generator(t, parameter);
}

static double slope(double t, double less_one, double parameter) {
    (void)parameter;
    return -less_one * (t + 1.0 + 2.0 / t);
}

static const kl_counterexample counterexamples[] = {
    KL_BREAKS_TRIANGLE,
    KL_BREAKS_FINITE_WITHOUT_Q,
    KL_BREAKS_FINITE_WITHOUT_P,
};

const kl_measure_row kl_row_chi_square_symmetric = {
    .measure =
        {
            .id = KL_CHI_SQUARE_SYMMETRIC,
            .name = "chi_square.symmetric",
            .title = "Symmetric χ²",
            .also = "additive symmetric χ²",
            .formula = "Σ (p − q)²/p + Σ (p − q)²/q",
            .meaning = "Pearson's χ² and Neyman's together.",
            .source = "Deza, Deza, Encyclopedia of Distances, 2009",
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(ZERO, NEAR),
            .upper = INFINITY,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .generator = generator,
            .generator_at_zero = INFINITY,
            .generator_slope_at_infinity = INFINITY,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_CHI_SQUARE_BOTH,
    .shown = KL_TERM_CHI_SQUARE_BOTH,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
};
