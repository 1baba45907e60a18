/* SPDX-License-Identifier: Apache-2.0 */
/* Jensen–Shannon divergence. */
#include "measure/row.h"

static double generator(double t) {
    double m = 0.5 * (t + 1.0);
    return (t > 0.0 ? 0.5 * t * kl_log(t) : 0.0) - m * kl_log(m);
}

static double conjugate(double u) {
    double inner = 2.0 - kl_exp(2.0 * u);
    return inner > 0.0 ? -0.5 * kl_log(inner) : INFINITY;
}

static const kl_counterexample counterexamples[] = {
    {KL_TRIANGLE, 2, kl_first_only, kl_even, kl_second_only},
};

const kl_measure_row kl_row_jensen_shannon = {
    .measure =
        {
            .id = KL_JENSEN_SHANNON,
            .name = "jensen_shannon",
            .title = "Jensen–Shannon divergence",
            .also = "JSD, information radius",
            .formula = "½ KL(P‖M) + ½ KL(Q‖M), M = ½ P + ½ Q",
            .meaning = "What one symbol tells about which of the two it came from: 0 to 1 bit.",
            .source = "Lin, Divergence Measures Based on the Shannon Entropy, 1991",
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_NATS,
            .upper = M_LN2,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC | KL_FINITE,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .generator = generator,
            .generator_at_zero = M_LN2 / 2.0,
            .generator_slope_at_infinity = M_LN2 / 2.0,
            .conjugate = conjugate,
        },
    .term = KL_TERM_JENSEN_SHANNON,
    .shown = KL_TERM_JENSEN_SHANNON,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
};
