/* SPDX-License-Identifier: Apache-2.0 */
/* Jensen–Shannon divergence. */
#include "measure/row.h"

static double generator(double t, double w) {
    double m = w * t + (1.0 - w);
    if (t > 2.0)
        return -w * t * kl_log(w + (1.0 - w) / t) - (1.0 - w) * kl_log(m);
    return (t > 0.0 ? w * t * kl_log(t) : 0.0) - m * kl_log(m);
}

static double conjugate(double u, double w) {
    double rest = 1.0 - w * kl_exp(u / w);
    return rest > 0.0 ? (1.0 - w) * (kl_log(1.0 - w) - kl_log(rest)) : INFINITY;
}

double kl_slope_jensen_shannon(double t, double less_one, double w) {
    return -(1.0 - w) * kl_log_near((1.0 - w) + w * t, w * less_one);
}

double kl_weight_entropy(double w) {
    return -w * kl_log(w) - (1.0 - w) * kl_log1p(-w);
}

/* The second only for w ≠ 1/2. */
static const kl_counterexample counterexamples[] = {
    {KL_TRIANGLE, 2, kl_first_only, kl_even, kl_second_only},
    KL_BREAKS_SYMMETRY,
};

static void at(kl_measure_row *row) {
    double w = row->measure.parameter.value;
    if (w == 0.5)
        return;
    row->measure.counterexample_count = 2;
    row->measure.upper = kl_weight_entropy(w);
    row->measure.properties &= ~(uint32_t)KL_SYMMETRIC;
    row->measure.generator_at_zero = -(1.0 - w) * kl_log1p(-w);
    row->measure.generator_slope_at_infinity = -w * kl_log(w);
}

const kl_measure_row kl_row_jensen_shannon = {
    .measure =
        {
            .id = KL_JENSEN_SHANNON,
            .name = "jensen_shannon",
            .title = "Jensen–Shannon divergence",
            .also = "JSD, information radius",
            .formula = "w KL(P‖M) + (1 − w) KL(Q‖M), M = w P + (1 − w) Q",
            .meaning = "What one symbol tells about which of the two it came from: 0 to 1 bit. Of "
                       "more than two: kl_jensen_shannon_compute.",
            .source = "Lin, Divergence Measures Based on the Shannon Entropy, 1991",
            .parameter = KL_WEIGHT_OF_P,
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_NATS,
            KL_ADVERSARIAL(ZERO, NEAR),
            .upper = M_LN2,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC | KL_FINITE,
            .counterexamples = counterexamples,
            .counterexample_count = 1,
            .generator = generator,
            .generator_at_zero = M_LN2 / 2.0,
            .generator_slope_at_infinity = M_LN2 / 2.0,
            .conjugate = conjugate,
            .gradient = kl_slope_jensen_shannon,
        },
    .term = KL_TERM_JENSEN_SHANNON,
    .shown = KL_TERM_JENSEN_SHANNON,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
    .at = at,
};
