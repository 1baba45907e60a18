/* SPDX-License-Identifier: Apache-2.0 */
/* Total variation. */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return 0.5 * fabs(t - 1.0);
}

static double conjugate(double u, double parameter) {
    (void)parameter;
    if (u > 0.5)
        return INFINITY;
    return u > -0.5 ? u : -0.5;
}

static double slope(double t, double less_one, double parameter) {
    (void)t, (void)parameter;
    return less_one > 0.0 ? -0.5 : less_one < 0.0 ? 0.5 : 0.0;
}

const kl_measure_row kl_row_total_variation = {
    .measure =
        {
            .id = KL_TOTAL_VARIATION,
            .name = "total_variation",
            .title = "Total variation",
            .also = "TV, statistical distance",
            .formula = "½ Σ |p − q|",
            .meaning = "The largest difference in probability that any event can have; no test can "
                       "tell the two apart better than that.",
            .source = "Levin, Peres, Markov Chains and Mixing Times, 2nd ed. 2017, chapter 4",
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(TOTALS, NEAR),
            .upper = 1.0,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC | KL_TRIANGLE | KL_FINITE,
            .generator = generator,
            .generator_at_zero = 0.5,
            .generator_slope_at_infinity = 0.5,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_ABSOLUTE,
    .shown = KL_TERM_ABSOLUTE,
    .factor = 0.5,
    .finish = KL_FINISH_SUM,
};
