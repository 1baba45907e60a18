/* SPDX-License-Identifier: Apache-2.0 */
/* χ² divergence (Pearson). */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return (t - 1.0) * (t - 1.0);
}

static double conjugate(double u, double parameter) {
    (void)parameter;
    return u > -2.0 ? u + u * u / 4.0 : -1.0;
}

static double slope(double t, double less_one, double parameter) {
    (void)parameter;
    return -less_one * (t + 1.0);
}

const kl_measure_row kl_row_chi_square = {
    .measure =
        {
            .id = KL_CHI_SQUARE,
            .name = "chi_square",
            .title = "χ² divergence (Pearson)",
            .also = "Pearson χ²",
            .formula = "Σ (p − q)²/q",
            .meaning = "The mean squared relative error of q as a model of p, weighted by q.",
            .source = "Pearson, On the Criterion that a Given System of Deviations…, 1900",
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(ZERO, NEAR),
            KL_ONE_WAY(kl_one_way),
            .generator = generator,
            .generator_at_zero = 1.0,
            .generator_slope_at_infinity = INFINITY,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_CHI_SQUARE,
    .shown = KL_TERM_CHI_SQUARE,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
};
