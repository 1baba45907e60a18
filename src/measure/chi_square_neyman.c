/* SPDX-License-Identifier: Apache-2.0 */
/* χ² divergence (Neyman). */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return (t - 1.0) * ((t - 1.0) / t);
}

/* 2 − 2√(1 − u), without its cancellation at u = 0. */
static double conjugate(double u, double parameter) {
    (void)parameter;
    return u <= 1.0 ? 2.0 * u / (1.0 + sqrt(1.0 - u)) : INFINITY;
}

static double slope(double t, double less_one, double parameter) {
    (void)parameter;
    return isinf(t) ? -2.0 : -2.0 * less_one / t;
}

const kl_measure_row kl_row_chi_square_neyman = {
    .measure =
        {
            .id = KL_CHI_SQUARE_NEYMAN,
            .name = "chi_square.neyman",
            .title = "χ² divergence (Neyman)",
            .also = "Neyman χ², reverse χ²",
            .formula = "Σ (p − q)²/p",
            .meaning = "The mean squared relative error of p as a model of q, weighted by p.",
            .source = "Neyman, Contribution to the Theory of the χ² Test, 1949",
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(ZERO, NEAR),
            KL_ONE_WAY(kl_one_way_back),
            .generator = generator,
            .generator_at_zero = INFINITY,
            .generator_slope_at_infinity = 1.0,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_CHI_SQUARE,
    .shown = KL_TERM_CHI_SQUARE,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
    .swap = 1,
};
